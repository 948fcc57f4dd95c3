/*
 * The moments at which a total may fall: another product may fit, another version hold, the wall
 * clock go back. Between two of them a total only grows. May call: choose.c, clock.c.
 */
#include "tariff/search.h"

/* The clock's moment of the exits that are looked at, and the earliest break found so far. */
struct breaks {
    const struct tariff_request *request;
    struct tariff_clock clock;
    int64_t entry; /* on the clock */
    int64_t began; /* what is charged begins here */
    int64_t at;    /* on the clock */
    int64_t next;
};

static void take(struct breaks *b, int64_t moment)
{
    if (moment > b->at) {
        b->next = tariff_least(b->next, moment);
    }
}

/* When neither today nor yesterday is one of the days that PRODUCT lets out on: the next such day
 * of the coming year, or the end of that year. */
static bool skip_days(struct breaks *b, const struct tariff_place *place,
                      const struct tariff_product *product)
{
    enum { YEAR = 366 };
    int64_t day = place->day - 1;
    uint32_t days = 0;

    for (int i = 0; i < product->out.count; i++) {
        days |= product->out.days[i];
    }
    while (day < place->day + YEAR && !tariff_day_is(tariff_clock_day(&b->clock, day), days, 0)) {
        day++;
    }
    if (day <= place->day) {
        return false;
    }
    take(b, tariff_clock_moment(&b->clock, day, b->request->tariff->day_start));
    return true;
}

/* The edges of RANGE, of the day and of the offset that come next. */
static void take_range(struct breaks *b, const struct tariff_place *place,
                       const struct tariff_range *range)
{
    int32_t end = range->start + range->length;

    take(b, b->at + range->start - place->second);
    take(b, b->at + end - place->second);
    take(b, b->at + end - TARIFF_DAY - place->second);
    take(b, b->at + TARIFF_DAY - place->second);
    take(b, place->until);
}

/* The first exit whose length, as it is measured, reaches LENGTH. */
static void take_length(struct breaks *b, int64_t length, bool by_edge)
{
    const struct pk_tariff *t = b->request->tariff;

    length -= by_edge && t->is_half_open ? 1 : 0;
    if (t->measure != TARIFF_SECONDS) {
        length = (length + 59) / 60 * 60;
        length -= t->measure == TARIFF_MINUTES_UP ? 59 : 0;
    }
    take(b, b->began + length);
}

static void take_product(struct breaks *b, const struct tariff_product *product)
{
    struct tariff_place place, entry;

    if (product->length_from > 0) {
        take_length(b, product->length_from, product->length_from_edge);
    }
    if (product->length_to < TARIFF_FOREVER) {
        take_length(b, product->length_to + 1, product->length_to_edge);
    }
    if (product->deadline.kind != TARIFF_UNTIL_NONE) {
        take(b, tariff_clock_until(&b->clock, &product->deadline, b->entry));
    }
    if (product->out_kind == TARIFF_OUT_ANY && product->within == 0) {
        return;
    }
    tariff_clock_place(&entry, &b->clock, b->entry);
    tariff_clock_place(&place, &b->clock, b->at);
    if (product->out_kind == TARIFF_OUT_DAYS && skip_days(b, &place, product)) {
        return;
    }
    if (product->out_kind == TARIFF_OUT_DAYS || (product->out_kind == TARIFF_OUT_AFTER &&
                                                 place.day <= entry.day + product->out_after + 1)) {
        for (int i = 0; i < product->out.count; i++) {
            take_range(b, &place, &product->out.range[i]);
        }
    }
    if (product->within != 0 &&
        (place.second == 0 ||
         tariff_day_is(tariff_clock_day(&b->clock, place.day), product->within, 0))) {
        take(b, place.second == 0 ? b->at + 1 : b->at + TARIFF_DAY - place.second);
        take(b, place.until);
    }
}

static void take_openings(struct breaks *b)
{
    const struct pk_tariff *t = b->request->tariff;
    struct tariff_place place;

    tariff_clock_place(&place, &b->clock, b->at);
    for (int i = 0; i < t->opening_count; i++) {
        take_range(b, &place, &t->opening[i].range);
    }
}

static void take_version(struct breaks *b, const struct tariff_version *version)
{
    if (b->request->stay.is_lost && version->lost == TARIFF_LOST_OPENING) {
        take_openings(b);
    }
    for (int i = 0; i < version->product_count; i++) {
        take_product(b, &b->request->tariff->products[version->product_first + i]);
    }
    for (int i = 0; i < b->request->tariff->surcharge_count; i++) {
        take_product(b, &b->request->tariff->surcharges[i].when);
    }
}

/* What changes on real moments: versions by exit, and the wall clock. */
static int64_t real_breaks(const struct tariff_request *request, int64_t at)
{
    const struct pk_tariff *t = request->tariff;
    int64_t next = INT64_MAX;

    for (int i = 0; t->applies == TARIFF_AT_EXIT && i < t->version_count; i++) {
        if (t->versions[i].from > at) {
            next = tariff_least(next, t->versions[i].from);
        }
    }
    if (t->is_wall_clock) {
        int64_t change = pk_zone_next_change(t->zone, at);
        next = change == PK_NONE ? next : tariff_least(next, change);
    }
    return next;
}

int64_t tariff_breaks_next(const struct tariff_request *request, int64_t at)
{
    struct tariff_request later = *request;
    struct breaks b = {.request = request, .next = INT64_MAX};

    later.stay.exit = at;
    const struct tariff_version *version = tariff_choose_version(&later);
    int64_t real = real_breaks(request, at);
    if (version == NULL) {
        return real;
    }
    tariff_clock_open(&b.clock, request->tariff, request->no_holidays);
    b.entry = tariff_clock_from_utc(&b.clock, request->stay.entry);
    b.at = tariff_clock_from_utc(&b.clock, at);
    if (request->stay.is_lost && version->lost == TARIFF_LOST_OPENING) {
        tariff_opening_since(&b.clock, b.at, &b.entry);
    }
    b.began = b.entry + tariff_case_time_off(request, version);
    take_version(&b, version);
    return b.next == INT64_MAX ? real : tariff_least(real, at + (b.next - b.at));
}
