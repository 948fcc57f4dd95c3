/*
 * The order of evaluation, in one function: evaluate(). May call: choose.c, meter.c, clock.c,
 * record.c.
 */
#include "tariff/evaluate.h"

#include <stdio.h>
#include <strings.h>

#include "base/error.h"
#include "parkade/text.h"

/* ---- precision --------------------------------------------------------------------------------*/

static enum pk_status check_stay(const struct tariff_request *request)
{
    const struct pk_stay *stay = &request->stay;

    if (stay->exit < stay->entry) {
        return pk_fail(PK_USAGE, _("The exit is before the entry."));
    }
    if (request->tariff->longest > 0 && stay->exit - stay->entry > request->tariff->longest) {
        char longest[PK_TIME_SIZE];
        pk_duration_format(longest, request->tariff->longest);
        return pk_fail(PK_TARIFF_INVALID, _("The tariff allows a stay of at most %s."), longest);
    }
    return PK_OK;
}

/* Free minutes of a sponsor let the stay begin later. */
static const struct tariff_validation *find_validation(const struct tariff_request *request)
{
    for (int i = 0; request->stay.proof != NULL && i < request->tariff->validation_count; i++) {
        const struct tariff_validation *validation = &request->tariff->validations[i];
        if (strcasecmp(validation->name, request->stay.proof) == 0) {
            return validation;
        }
    }
    return NULL;
}

static bool is_lost_as(const struct tariff_case *c, enum tariff_lost how)
{
    return c->request->stay.is_lost && c->version->lost == how;
}

static void measure(struct tariff_case *c)
{
    const struct pk_tariff *t = c->tariff;
    const struct tariff_validation *validation = find_validation(c->request);

    c->entry = clock_from_utc(&c->clock, c->request->stay.entry);
    c->exit = clock_from_utc(&c->clock, c->request->stay.exit);
    c->exit = c->exit < c->entry ? c->entry : c->exit; /* the wall clock went back */
    if (is_lost_as(c, TARIFF_LOST_OPENING)) {
        opening_since(&c->clock, c->exit, &c->entry);
        c->has_place = false;
    }
    c->began = c->entry;
    if (validation != NULL && validation->kind == TARIFF_OFF_TIME) {
        c->began += validation->value;
        c->began = c->began > c->exit ? c->exit : c->began;
    }
    c->length = c->exit - c->began;
    if (t->measure != TARIFF_SECONDS) {
        int64_t past = ((c->began % 60) + 60) % 60;
        c->began -= past;
        c->length = (c->length + (t->measure == TARIFF_MINUTES_UP ? 59 : 0)) / 60 * 60;
    }
    c->limit = c->began + c->length + (t->is_half_open ? 1 : 0);
    if (c->length == 0 && t->empty == TARIFF_EMPTY_CHARGED) {
        c->limit = c->began + 1;
    } else if (c->length == 0 && t->empty == TARIFF_EMPTY_FREE) {
        c->limit = c->began;
    }
}

/* ---- grace ------------------------------------------------------------------------------------*/

static bool is_free_stay(const struct tariff_case *c, int64_t seconds, bool edge)
{
    return seconds >= 0 && (edge ? c->limit - c->began : c->length) <= seconds;
}

/* ---- windows, ladders, caps -------------------------------------------------------------------*/

static enum pk_status walk(tariff_wide *sum, const struct tariff_case *c,
                           const struct tariff_product *product, struct tariff_meter *meter,
                           bool is_open, struct tariff_record *record)
{
    const struct meter_start start = {.tariff = c->tariff,
                                      .version = c->version,
                                      .product = product,
                                      .entry = c->began,
                                      .no_holidays = c->request->no_holidays,
                                      .segments = c->tariff->applies == TARIFF_PER_SEGMENT};

    if (!is_open) {
        meter_start(meter, &start, record);
    }
    meter_walk(meter, c->limit);
    *sum = meter->sum;
    if (meter->refused) {
        return pk_fail(PK_TARIFF_INVALID, _("The tariff has no price for a time of this stay."));
    }
    return PK_OK;
}

static enum pk_status walk_kept(tariff_wide *sum, const struct tariff_case *c,
                                const struct tariff_product *product, struct tariff_meters *meters)
{
    int index = (int)(product - &c->tariff->products[c->version->product_first]);

    if (meters->version != c->version || meters->began != c->began) {
        meters->version = c->version;
        meters->began = c->began;
        meters->count = c->version->product_count;
        for (int i = 0; i < meters->count; i++) {
            meters->of[i].is_open = false;
        }
    }
    bool is_open = meters->of[index].is_open && meters->of[index].walked <= c->limit;
    meters->of[index].is_open = true;
    meters->of[index].walked = c->limit;
    return walk(sum, c, product, &meters->of[index].meter, is_open, NULL);
}

/* ---- minimum and fees -------------------------------------------------------------------------*/

static void add_line(struct tariff_record *record, const char *what, const void *rule,
                     tariff_wide amount)
{
    if (record != NULL) {
        quote_line_add(
            record,
            &(struct record_line){
                .what = what, .rule = rule, .from = PK_NONE, .to = PK_NONE, .amount = amount});
    }
}

static void add_minimum_and_fee(tariff_wide *sum, const struct tariff_case *c,
                                const struct tariff_product *product, struct tariff_record *record)
{
    tariff_wide minimum = product->minimum8 >= 0 ? product->minimum : c->version->minimum;
    tariff_wide fee = product->fee8 >= 0 ? product->fee : c->version->fee;

    if (*sum > 0 && *sum < minimum) {
        add_line(record, _("minimum"), &product->minimum, minimum - *sum);
        *sum = minimum;
    }
    if (fee > 0) {
        add_line(record, _("entry fee"), &product->fee, fee);
        *sum += fee;
    }
}

static enum pk_status price_product(tariff_wide *sum, const struct tariff_case *c,
                                    const struct tariff_product *product,
                                    struct tariff_meters *meters, struct tariff_record *record)
{
    struct tariff_meter meter;
    enum pk_status status;

    *sum = 0;
    if (is_free_stay(c, product->free_stay, product->free_edge)) {
        add_line(record, _("free stay"), product, 0);
        return PK_OK;
    }
    if (meters != NULL) {
        status = walk_kept(sum, c, product, meters);
    } else {
        status = walk(sum, c, product, &meter, false, record);
    }
    if (status == PK_OK) {
        add_minimum_and_fee(sum, c, product, record);
    }
    return status;
}

/* ---- choice of product ------------------------------------------------------------------------*/

/* The first product that fits, or the cheapest; its price in *SUM. */
static enum pk_status choose_product(const struct tariff_product **out, tariff_wide *sum,
                                     struct tariff_case *c, struct tariff_meters *meters)
{
    *out = NULL;
    for (int i = 0; i < c->version->product_count; i++) {
        const struct tariff_product *product = &c->tariff->products[c->version->product_first + i];
        tariff_wide price;
        if (!choose_fits(c, product)) {
            continue;
        }
        enum pk_status status = price_product(&price, c, product, meters, NULL);
        if (status != PK_OK && !c->version->chooses_cheapest) {
            return status;
        }
        if (status == PK_OK && (*out == NULL || price < *sum)) {
            *out = product;
            *sum = price;
        }
        if (!c->version->chooses_cheapest) {
            return PK_OK;
        }
    }
    return *out != NULL ? PK_OK
                        : pk_fail(PK_TARIFF_INVALID, _("No product of the tariff fits this stay."));
}

/* The price of the stay by the product that holds for it. */
static enum pk_status price_stay(tariff_wide *sum, struct tariff_case *c,
                                 struct tariff_meters *meters, struct tariff_record *record)
{
    const struct tariff_product *product;
    enum pk_status status;

    *sum = 0;
    if (c->limit == c->began) {
        add_line(record, _("no length"), c->version, 0);
        return PK_OK;
    }
    if (is_free_stay(c, c->version->free_stay, c->version->free_edge)) {
        add_line(record, _("free stay"), c->version, 0);
        return PK_OK;
    }
    if (record != NULL && c->version->product_count == 1) {
        product = &c->tariff->products[c->version->product_first];
        return choose_fits(c, product)
                   ? price_product(sum, c, product, NULL, record)
                   : pk_fail(PK_TARIFF_INVALID, _("No product of the tariff fits this stay."));
    }
    status = choose_product(&product, sum, c, meters);
    return status == PK_OK && record != NULL ? price_product(sum, c, product, NULL, record)
                                             : status;
}

/* ---- the rest ---------------------------------------------------------------------------------*/

static void take_share(tariff_wide *sum, const struct tariff_case *c, struct tariff_record *record)
{
    enum pk_vehicle_class vehicle_class = c->request->stay.vehicle_class;
    int64_t share = c->version->share[vehicle_class];

    if (share != TARIFF_WHOLE) {
        tariff_wide part = *sum * share / TARIFF_WHOLE;
        add_line(record, pk_vehicle_class_name(vehicle_class), c->version->share, part - *sum);
        *sum = part;
    }
}

static void take_validation(tariff_wide *sum, const struct tariff_case *c,
                            struct tariff_record *record)
{
    const struct tariff_validation *validation = find_validation(c->request);
    tariff_wide left = *sum;

    if (validation == NULL) {
        return;
    }
    switch (validation->kind) {
    case TARIFF_OFF_AMOUNT:
        left = *sum > validation->amount ? *sum - validation->amount : 0;
        break;
    case TARIFF_OFF_SHARE:
        left = *sum - *sum * validation->value / TARIFF_WHOLE;
        break;
    case TARIFF_OFF_TO:
        left = *sum > validation->amount ? validation->amount : *sum;
        break;
    case TARIFF_OFF_TIME:
    default:
        break;
    }
    add_line(record, validation->what, validation, left - *sum);
    *sum = left;
}

static void add_tax(tariff_wide *sum, const struct tariff_case *c, struct tariff_record *record)
{
    if (c->tariff->tax_added) {
        tariff_wide tax = *sum * c->tariff->tax / TARIFF_WHOLE;
        add_line(record, _("tax"), &c->tariff->tax, tax);
        *sum += tax;
    }
}

static enum pk_status round_total(int64_t *total, tariff_wide sum, const struct pk_tariff *t)
{
    tariff_wide step = t->rounding_step;
    tariff_wide units = sum / step;
    tariff_wide rest = sum % step;

    if ((t->rounding == TARIFF_UP && rest > 0) ||
        (t->rounding == TARIFF_NEAREST && 2 * rest >= step)) {
        units++;
    }
    tariff_wide minors = units * (step / t->minor);
    if (minors > INT64_MAX / 4) {
        return pk_fail(PK_TARIFF_INVALID, _("The price of this stay is too large to be true."));
    }
    *total = (int64_t)minors;
    return PK_OK;
}

/* The lost ticket's own price in place of, or on top of, the stay's. */
static enum pk_status price_lost(tariff_wide *sum, struct tariff_case *c,
                                 struct tariff_record *record)
{
    const struct tariff_version *version = c->version;
    tariff_wide fixed = version->lost_amount;
    bool on_top = version->lost == TARIFF_LOST_OPENING || version->lost == TARIFF_LOST_STAY;
    enum pk_status status = PK_OK;

    *sum = 0;
    if (on_top || version->lost_or_stay) {
        status = price_stay(sum, c, NULL, on_top ? record : NULL);
        if (status != PK_OK) {
            return status;
        }
        take_share(sum, c, on_top ? record : NULL);
    }
    if (on_top) {
        if (fixed > 0) {
            add_line(record, _("lost ticket"), &version->lost, fixed);
        }
        *sum += fixed;
    } else if (version->lost_or_stay && *sum > fixed) {
        status = price_stay(sum, c, NULL, record);
        take_share(sum, c, record);
    } else {
        add_line(record, _("lost ticket"), &version->lost, fixed);
        *sum = fixed;
    }
    return status;
}

/* ---- the order of evaluation ------------------------------------------------------------------*/

static enum pk_status price_case(tariff_wide *sum, struct tariff_case *c,
                                 struct tariff_meters *meters, struct tariff_record *record)
{
    enum pk_status status;

    if (c->request->stay.is_lost && c->version->lost != TARIFF_LOST_NONE) {
        return price_lost(sum, c, record);
    }
    /* Grace, choice of product, split at window and day edges, ladder, caps inside out, minimum
     * and fees. */
    status = price_stay(sum, c, meters, record);
    if (status == PK_OK) {
        take_share(sum, c, record);
        take_validation(sum, c, record);
    }
    return status;
}

static enum pk_status begin_case(struct tariff_case *c, const struct tariff_request *request)
{
    int64_t since;
    enum pk_status status = check_stay(request);

    if (status != PK_OK) {
        return status;
    }
    c->request = request;
    c->tariff = request->tariff;
    c->has_place = false;
    c->version = choose_version(request);
    const struct tariff_version *last = &c->tariff->versions[c->tariff->version_count - 1];
    if (c->version == NULL ||
        (c->tariff->applies == TARIFF_PER_SEGMENT && request->stay.exit > last->to)) {
        return pk_fail(PK_TARIFF_INVALID, _("The tariff has no version for the time of this "
                                            "stay."));
    }
    clock_open(&c->clock, c->tariff, request->no_holidays);
    if (c->tariff->opening_count > 0 &&
        !opening_since(&c->clock, clock_from_utc(&c->clock, request->stay.entry), &since)) {
        return pk_fail(PK_TARIFF_INVALID, _("The entry is outside the opening hours."));
    }
    return PK_OK;
}

enum pk_status evaluate(int64_t *total, struct tariff_record *record, struct tariff_meters *meters,
                        const struct tariff_request *request)
{
    struct tariff_case c;
    tariff_wide sum;
    enum pk_status status = begin_case(&c, request); /* version, longest stay, opening hours */

    if (status != PK_OK) {
        return status;
    }
    measure(&c);                                   /* precision */
    status = price_case(&sum, &c, meters, record); /* grace to validations */
    if (status != PK_OK) {
        return status;
    }
    add_tax(&sum, &c, record);
    return round_total(total, sum, request->tariff); /* one rounding at the end */
}
