/*
 * Which version and which products a stay may have. May call: clock.c.
 */
#include <string.h>
#include <strings.h>

#include "tariff/evaluate.h"

const struct tariff_version *tariff_choose_version(const struct tariff_request *request)
{
    const struct pk_tariff *t = request->tariff;
    int64_t at = t->applies == TARIFF_AT_EXIT ? request->stay.exit : request->stay.entry;

    for (int i = 0; i < t->version_count; i++) {
        const struct tariff_version *version = &t->versions[i];
        if (at >= version->from && at < version->to) {
            return version;
        }
    }
    return NULL;
}

static const struct tariff_place *entry_place(struct tariff_case *c)
{
    if (!c->has_place) {
        tariff_clock_place(&c->place, &c->clock, c->entry);
        c->has_place = true;
    }
    return &c->place;
}

static bool fits_entry(struct tariff_case *c, const struct tariff_product *product)
{
    return (product->in.count == 0 && product->in_seasons == 0) ||
           tariff_clock_in_times(&c->clock, &product->in, product->in_seasons, entry_place(c));
}

static bool fits_exit(struct tariff_case *c, const struct tariff_product *product)
{
    struct tariff_place out;
    bool found = false;

    if (product->out_kind == TARIFF_OUT_ANY) {
        return true;
    }
    int64_t on = entry_place(c)->day + product->out_after;
    tariff_clock_place(&out, &c->clock, c->exit);
    if (product->out_kind == TARIFF_OUT_DAYS) {
        return tariff_clock_in_times(&c->clock, &product->out, 0, &out);
    }
    for (int i = 0; i < product->out.count && !found; i++) {
        int64_t day;
        int32_t left;
        found = tariff_clock_in_range(&product->out.range[i], &out, out.day == on,
                                      out.day - 1 == on, &day, &left);
    }
    return found;
}

static bool fits_deadline(struct tariff_case *c, const struct tariff_product *product)
{
    return product->deadline.kind == TARIFF_UNTIL_NONE ||
           c->exit < tariff_clock_until(&c->clock, &product->deadline, c->entry);
}

/* All tariff days that the stay touches are of the kinds named. */
static bool fits_days(struct tariff_case *c, const struct tariff_product *product)
{
    struct tariff_place out;

    if (product->within == 0) {
        return true;
    }
    int64_t day = entry_place(c)->day;
    int64_t last = c->exit - (c->tariff->is_half_open || c->exit == c->entry ? 0 : 1);
    tariff_clock_place(&out, &c->clock, last);
    for (; day <= out.day; day++) {
        if (!tariff_day_is(tariff_clock_day(&c->clock, day), product->within, 0)) {
            return false;
        }
    }
    return true;
}

static bool fits_length(const struct tariff_case *c, const struct tariff_product *product)
{
    int64_t by_edge = c->limit - c->began;

    return (product->length_from_edge ? by_edge : c->length) >= product->length_from &&
           (product->length_to_edge ? by_edge : c->length) <= product->length_to;
}

static bool fits_proof(const struct tariff_case *c, const struct tariff_product *product)
{
    const char *proof = c->request->stay.proof;

    return product->with[0] == '\0' || (proof != NULL && strcasecmp(proof, product->with) == 0);
}

bool tariff_choose_fits(struct tariff_case *c, const struct tariff_product *product)
{
    if ((product->classes != 0 && (product->classes >> c->request->stay.vehicle_class & 1U) == 0) ||
        !fits_proof(c, product)) {
        return false;
    }
    return c->request->any_product ||
           (fits_length(c, product) && fits_entry(c, product) && fits_exit(c, product) &&
            fits_deadline(c, product) && fits_days(c, product));
}

bool tariff_opening_since(struct tariff_clock *clock, int64_t at, int64_t *since)
{
    const struct pk_tariff *t = clock->tariff;
    struct tariff_place place;

    *since = at;
    if (t->opening_count == 0) {
        return true;
    }
    tariff_clock_place(&place, clock, at);
    /* Today's and yesterday's hours say whether it is open; earlier ones when it was last. */
    for (int64_t day = place.day; day >= place.day - 8; day--) {
        tariff_day kind = tariff_clock_day(clock, day);
        int64_t best = INT64_MIN;
        for (int i = 0; i < t->opening_count; i++) {
            int64_t opens =
                tariff_clock_moment(clock, day, t->opening[i].range.start + t->day_start);
            if (tariff_day_is(kind, t->opening[i].days, 0) && opens <= at && opens > best) {
                best = opens;
                *since = opens;
            }
        }
        if (best != INT64_MIN) {
            break;
        }
    }
    for (int i = 0; i < t->opening_count; i++) {
        bool now = tariff_day_is(tariff_clock_day(clock, place.day), t->opening[i].days, 0);
        bool before = tariff_day_is(tariff_clock_day(clock, place.day - 1), t->opening[i].days, 0);
        int64_t day;
        int32_t left;
        if (tariff_clock_in_range(&t->opening[i].range, &place, now, before, &day, &left)) {
            return true;
        }
    }
    return false;
}
