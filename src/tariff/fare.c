/*
 * The price of a stay by one product, and the choice among products.
 * May call: choose.c, meter.c, record.c.
 */
#include "base/error.h"
#include "parkade/text.h"
#include "tariff/evaluate.h"

bool tariff_case_is_free(const struct tariff_case *c, int64_t seconds, bool edge)
{
    return seconds >= 0 && (edge ? c->limit - c->began : c->length) <= seconds;
}

static struct tariff_meter_start start_of(const struct tariff_case *c,
                                          const struct tariff_product *product)
{
    return (struct tariff_meter_start){.tariff = c->tariff,
                                       .version = c->version,
                                       .product = product,
                                       .entry = c->began,
                                       .no_holidays = c->request->no_holidays,
                                       .segments = c->tariff->applies == TARIFF_PER_SEGMENT};
}

static enum pk_status walk(tariff_wide *sum, const struct tariff_case *c,
                           const struct tariff_meter_start *start, struct tariff_meter *meter,
                           bool is_open, struct tariff_record *record)
{
    if (!is_open) {
        tariff_meter_start(meter, start, record);
    }
    tariff_meter_walk(meter, c->limit);
    *sum = meter->sum;
    if (meter->refused && meter->refused_by != NULL) {
        return pk_fail(PK_TARIFF_INVALID, _("The tariff refuses such a stay: \"%s\"."),
                       meter->refused_by->what);
    }
    if (meter->refused) {
        return pk_fail(PK_TARIFF_INVALID, _("The tariff has no price for a time of this stay."));
    }
    return PK_OK;
}

/* Walks on with the meter that is kept at INDEX. */
static enum pk_status walk_kept(tariff_wide *sum, const struct tariff_case *c,
                                const struct tariff_meter_start *start,
                                struct tariff_meters *meters, int index)
{
    if (meters->version != c->version || meters->began != c->began) {
        meters->version = c->version;
        meters->began = c->began;
        meters->count = c->version->product_count + c->tariff->surcharge_count;
        for (int i = 0; i < meters->count; i++) {
            meters->of[i].is_open = false;
        }
    }
    bool is_open = meters->of[index].is_open && meters->of[index].walked <= c->limit;
    meters->of[index].is_open = true;
    meters->of[index].walked = c->limit;
    return walk(sum, c, start, &meters->of[index].meter, is_open, NULL);
}

tariff_wide tariff_fare_surcharge(const struct tariff_case *c,
                                  const struct tariff_surcharge *surcharge,
                                  struct tariff_meters *meters, struct tariff_record *record)
{
    static const struct tariff_version no_caps;
    struct tariff_meter_start start = start_of(c, &surcharge->when);
    int index = c->version->product_count + (int)(surcharge - c->tariff->surcharges);
    struct tariff_meter meter;
    tariff_wide sum = 0;

    start.version = &no_caps;
    start.entry += surcharge->after;
    start.segments = false;
    if (surcharge->when.window_count == 0) {
        return 0;
    }
    /* A surcharge refuses nothing: the reader sees to that. */
    if (meters != NULL) {
        walk_kept(&sum, c, &start, meters, index);
    } else {
        walk(&sum, c, &start, &meter, false, record);
    }
    return sum;
}

static void add_minimum_and_fee(tariff_wide *sum, const struct tariff_case *c,
                                const struct tariff_product *product, struct tariff_record *record)
{
    tariff_wide minimum = product->minimum8 >= 0 ? product->minimum : c->version->minimum;
    tariff_wide fee = product->fee8 >= 0 ? product->fee : c->version->fee;

    if (*sum > 0 && *sum < minimum) {
        tariff_record_sum(record, _("minimum"), &product->minimum, minimum - *sum);
        *sum = minimum;
    }
    if (fee > 0) {
        tariff_record_sum(record, _("entry fee"), &product->fee, fee);
        *sum += fee;
    }
}

enum pk_status tariff_fare(tariff_wide *sum, const struct tariff_case *c,
                           const struct tariff_product *product, struct tariff_meters *meters,
                           struct tariff_record *record)
{
    const struct tariff_meter_start start = start_of(c, product);
    int index = (int)(product - &c->tariff->products[c->version->product_first]);
    struct tariff_meter meter;
    enum pk_status status;

    *sum = 0;
    if (tariff_case_is_free(c, product->free_stay, product->free_edge)) {
        tariff_record_sum(record, _("free stay"), product, 0);
        return PK_OK;
    }
    status = meters != NULL ? walk_kept(sum, c, &start, meters, index)
                            : walk(sum, c, &start, &meter, false, record);
    if (status == PK_OK) {
        add_minimum_and_fee(sum, c, product, record);
    }
    return status;
}

/* The cheapest product that fits; a refused one does not. */
static const struct tariff_product *cheapest(struct tariff_case *c, struct tariff_meters *meters)
{
    const struct tariff_product *best = NULL;
    tariff_wide least = 0;

    for (int i = 0; i < c->version->product_count; i++) {
        const struct tariff_product *product = &c->tariff->products[c->version->product_first + i];
        tariff_wide price;
        if (tariff_choose_fits(c, product) &&
            tariff_fare(&price, c, product, meters, NULL) == PK_OK &&
            (best == NULL || price < least)) {
            best = product;
            least = price;
        }
    }
    return best;
}

static const struct tariff_product *first(struct tariff_case *c)
{
    for (int i = 0; i < c->version->product_count; i++) {
        const struct tariff_product *product = &c->tariff->products[c->version->product_first + i];
        if (tariff_choose_fits(c, product)) {
            return product;
        }
    }
    return NULL;
}

enum pk_status tariff_choose(const struct tariff_product **out, struct tariff_case *c,
                             struct tariff_meters *meters)
{
    bool many = c->version->product_count > 1;

    *out = (c->version->chooses_cheapest || c->request->any_product) && many ? cheapest(c, meters)
                                                                             : first(c);
    return *out != NULL ? PK_OK
                        : pk_fail(PK_TARIFF_INVALID, _("No product of the tariff fits this stay."));
}
