/*
 * Every time of every day has one price: no window overlaps another without an order, no time is
 * left out without a word, no entry is without a product. May call: cover.c.
 */
#include <stdlib.h>

#include "parkade/text.h"
#include "tariff/check.h"
#include "tariff/cover.h"

static void lay_windows(struct cover_day *day, const struct pk_tariff *t,
                        const struct tariff_product *product, const struct cover_pair *pair)
{
    tariff_day before = product->accrual.by_entry ? pair->today : pair->before;

    day->count = 0;
    for (int w = 0; w < product->window_count; w++) {
        const struct tariff_window *window = &t->windows[product->window_first + w];
        for (int r = 0; r < window->range_count; r++) {
            bool now = tariff_day_is(pair->today, window->range_days[r], window->seasons);
            bool over = tariff_day_is(before, window->range_days[r], window->seasons);
            tariff_cover_add(day, &window->range[r], now, over, w);
        }
    }
    tariff_cover_sort(day);
}

/* Why a day of PAIR may have been left out without a thought. */
static const char *why_left_out(const struct cover_pair *pair, int32_t start)
{
    int today = (int)(pair->today & TARIFF_KIND_MASK);
    int before = (int)(pair->before & TARIFF_KIND_MASK);

    if (today == TARIFF_HOLIDAY) {
        return _(", a holiday (a day is `holidays` before its weekday)");
    }
    if (today == TARIFF_EVE) {
        return _(", an eve (`eves` before its weekday)");
    }
    if (start == 0 && before >= TARIFF_HOLIDAY) {
        return _(", the night of a holiday, an eve or a named day (which is no weekday)");
    }
    return "";
}

static void report_gap(struct builder *b, const struct tariff_product *product,
                       const struct cover_pair *pair, int32_t start, int32_t end)
{
    char from[PK_TIME_SIZE], to[PK_TIME_SIZE];
    const struct pk_tariff *t = b->tariff;

    tariff_cover_format(from, t, pair->day, start);
    tariff_cover_format(to, t, pair->day, end);
    tariff_fault_error(
        &b->faults, t->windows[product->window_first].line,
        _("No window has a price for %s to %s%s: add a [window], or say `other times = "
          "free` (or `refused`)."),
        from, to, why_left_out(pair, start));
}

static void report_overlap(struct builder *b, const struct tariff_product *product,
                           const struct cover_pair *pair, int32_t start, int owners[2])
{
    const struct tariff_window *windows = &b->tariff->windows[product->window_first];
    char from[PK_TIME_SIZE];

    tariff_cover_format(from, b->tariff, pair->day, start);
    if (owners[0] == owners[1]) {
        tariff_fault_error(&b->faults, windows[owners[1]].line,
                           _("Two of the `hours` of \"%s\" hold for %s: one must end before the "
                             "other begins, or say `overlap = first`."),
                           windows[owners[1]].name, from);
        return;
    }
    tariff_fault_error(
        &b->faults, windows[owners[1]].line,
        _("\"%s\" and \"%s\" both have a price for %s: part them by `days` or `hours`, or "
          "say `overlap = first` and put the exception first."),
        windows[owners[0]].name, windows[owners[1]].name, from);
}

static void check_windows(struct builder *b, const struct tariff_product *product,
                          const struct cover_days *days, struct cover_day *day)
{
    const struct pk_tariff *t = b->tariff;
    bool gap_said = product->accrual.others_free || product->accrual.others_refused;
    bool overlap_said = product->accrual.overlap_first;
    int32_t start, end;
    int owners[2];

    if (t->windows[product->window_first].is_always) {
        return;
    }
    for (size_t i = 0; i < days->count; i++) {
        lay_windows(day, t, product, &days->pair[i]);
        if (!gap_said && tariff_cover_gap(day, &start, &end)) {
            report_gap(b, product, &days->pair[i], start, end);
            gap_said = true;
        }
        if (!overlap_said && tariff_cover_overlap(day, &start, &end, &owners[0], &owners[1])) {
            report_overlap(b, product, &days->pair[i], start, owners);
            overlap_said = true;
        }
    }
}

/* Whether PRODUCT takes every exit of a stay of LENGTH seconds by a vehicle of CLASS. */
static bool takes(const struct tariff_product *product, int vehicle_class, int64_t length)
{
    return product->out_kind == TARIFF_OUT_ANY && product->deadline.kind == TARIFF_UNTIL_NONE &&
           product->within == 0 && product->with[0] == '\0' && length >= product->length_from &&
           length <= product->length_to &&
           (product->classes == 0 || (product->classes >> vehicle_class & 1U) != 0);
}

/* The times of the day at which PRODUCT takes an entry. */
static void lay_entries(struct cover_day *day, const struct tariff_product *product,
                        const struct cover_pair *pair, int owner)
{
    static const struct tariff_times always = {1, {TARIFF_ALL_DAYS}, {{0, TARIFF_DAY}}};
    const struct tariff_times *in = product->in.count == 0 ? &always : &product->in;

    for (int i = 0; i < in->count; i++) {
        tariff_cover_add(day, &in->range[i],
                         tariff_day_is(pair->today, in->days[i], product->in_seasons),
                         tariff_day_is(pair->before, in->days[i], product->in_seasons), owner);
    }
}

static bool check_entries(struct builder *b, const struct tariff_version *version,
                          const struct cover_pair *pair, int vehicle_class, int64_t length,
                          struct cover_day *day)
{
    const struct pk_tariff *t = b->tariff;
    int32_t start, end;

    day->count = 0;
    for (int p = 0; p < version->product_count; p++) {
        const struct tariff_product *product = &t->products[version->product_first + p];
        if (takes(product, vehicle_class, length)) {
            lay_entries(day, product, pair, p);
        }
    }
    tariff_cover_sort(day);
    if (!tariff_cover_gap(day, &start, &end)) {
        return true;
    }
    char from[PK_TIME_SIZE], stay[24];
    tariff_cover_format(from, t, pair->day, start);
    tariff_words_format_length(stay, length);
    const char *how_long = length == 1 ? _("a moment") : stay;
    tariff_fault_error(
        &b->faults, t->products[version->product_first].line,
        _("No product is sure to fit a %s that comes in on %s for %s: give one product no "
          "conditions, or say `otherwise = refused`."),
        pk_vehicle_class_name((enum pk_vehicle_class)vehicle_class), from, how_long);
    return false;
}

/* Entries at all times, for lengths on both sides of each condition on the length. */
static void check_products(struct builder *b, const struct tariff_version *version,
                           const struct cover_days *days, struct cover_day *day)
{
    int64_t lengths[2 * TARIFF_PRODUCTS_MAX + 1] = {1};
    size_t count = 1;

    for (int p = 0; p < version->product_count; p++) {
        const struct tariff_product *product = &b->tariff->products[version->product_first + p];
        lengths[count++] = product->length_from > 0 ? product->length_from : 1;
        lengths[count++] = product->length_to < TARIFF_FOREVER ? product->length_to + 1 : 1;
    }
    for (size_t l = 0; l < count; l++) {
        if (l > 0 && lengths[l] == 1) {
            continue;
        }
        for (int c = 0; c < PK_VEHICLE_CLASS_COUNT; c++) {
            for (size_t i = 0; i < days->count; i++) {
                if (!check_entries(b, version, &days->pair[i], c, lengths[l], day)) {
                    return;
                }
            }
        }
    }
}

void tariff_check_times(struct builder *b, const struct tariff_version *version)
{
    struct cover_days *days = malloc(sizeof *days);
    struct cover_day *day = malloc(sizeof *day);

    if (days == NULL || day == NULL) {
        tariff_fault_error(&b->faults, 0, _("There is not enough memory to check the tariff."));
    } else {
        tariff_cover_find_days(days, b->tariff);
        for (int p = 0; p < version->product_count; p++) {
            check_windows(b, &b->tariff->products[version->product_first + p], days, day);
        }
        if (!version->otherwise_refused) {
            check_products(b, version, days, day);
        }
    }
    free(days);
    free(day);
}
