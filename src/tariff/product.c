/*
 * The keys of a [product] (when it may be chosen, what it covers) and of a [window]. A [surcharge]
 * has the conditions of a product.
 * May call: words.c, times.c, dates.c.
 */
#include <string.h>

#include "parkade/text.h"
#include "tariff/build.h"

static struct tariff_product *product_of(struct builder *b)
{
    return b->kind == SOURCE_SURCHARGE ? &b->tariff->surcharges[b->tariff->surcharge_count - 1].when
                                       : &b->tariff->products[b->product];
}

/* The next of the times at AT: days, times or both; times alone are on the days before them. */
static bool take_time(struct builder *b, const struct source_line *line, const char **at,
                      struct tariff_times *out)
{
    const char *from = *at;
    uint32_t days = out->count == 0 ? TARIFF_ALL_DAYS : out->days[out->count - 1];
    uint32_t named;
    struct tariff_range range = {0, TARIFF_DAY};
    bool has_days = tariff_days_take(b, at, &named);
    bool has_times = tariff_times_take(b, at, &range);

    bool before_is_whole = out->count > 0 && out->range[out->count - 1].length == TARIFF_DAY;
    if (!has_days && (!has_times || before_is_whole)) {
        return false;
    }
    if (out->count == TARIFF_TIMES_MAX) {
        tariff_fault_error(&b->faults, line->number, _("`%s` has at most %d times."), line->key,
                           TARIFF_TIMES_MAX);
        return false;
    }
    if (out->count > 0) {
        tariff_days_check_list(b, line, from, *at, &out->range[out->count - 1], &range);
    }
    out->days[out->count] = has_days ? named : days;
    out->range[out->count++] = range;
    return true;
}

/* "Fri from 17:00, Sat, Sun": the rest of LINE from AT on. RIGHT is what might stand there. */
static void take_times(struct builder *b, const struct source_line *line, const char *at,
                       const char *right, struct tariff_times *out)
{
    size_t errors = b->faults.errors;
    bool known;

    do {
        known = take_time(b, line, &at, out);
    } while (known && tariff_words_take_mark(&at, ','));
    if (b->faults.errors == errors && (!known || !tariff_words_at_end(at))) {
        tariff_build_misread(b, line, right);
    }
}

void tariff_product_in(struct builder *b, const struct source_line *line)
{
    take_times(b, line, line->value,
               _("days and times such as Mon-Fri 06:00 to 09:00, from 18:00, before 07:30, Sat, "
                 "Sun, or a list: Fri from 17:00, Sat, Sun"),
               &product_of(b)->in);
}

void tariff_product_out(struct builder *b, const struct source_line *line)
{
    struct tariff_product *product = product_of(b);
    const char *at = line->value;

    product->out_kind = TARIFF_OUT_AFTER;
    if (tariff_words_take(&at, "same day")) {
        product->out_after = 0;
    } else if (tariff_words_take(&at, "next day")) {
        product->out_after = 1;
    } else {
        product->out_kind = TARIFF_OUT_DAYS;
    }
    if (product->out_kind == TARIFF_OUT_AFTER && tariff_words_at_end(at)) {
        product->out = (struct tariff_times){1, {TARIFF_ALL_DAYS}, {{0, TARIFF_DAY}}};
        return;
    }
    take_times(b, line, at,
               _("days and times such as same day 15:30 to 23:30, next day before 08:00, Sun, from "
                 "19:00, or a list: Sun from 12:00, Mon before 08:00"),
               &product->out);
    for (int i = 0; product->out_kind == TARIFF_OUT_AFTER && i < product->out.count; i++) {
        if (product->out.days[i] != TARIFF_ALL_DAYS) {
            tariff_fault_error(&b->faults, line->number,
                               _("The day is said twice: `same day` or `next day` is the day."));
        }
    }
}

void tariff_product_deadline(struct builder *b, const struct source_line *line)
{
    const char *at = line->value;

    if (!tariff_times_take_until(b, &at, false, &product_of(b)->deadline) ||
        !tariff_words_at_end(at)) {
        tariff_build_misread(
            b, line,
            _("a moment such as before 08:00 next day, to 12:00 in 2 days, before 06:00 "
              "Mon"));
    }
}

void tariff_product_within(struct builder *b, const struct source_line *line)
{
    const char *at = line->value;

    if (!tariff_days_take(b, &at, &product_of(b)->within) || !tariff_words_at_end(at)) {
        tariff_build_misread(b, line, _("days such as Sat, Sun"));
    }
}

/* "up to 4h", "under 4h", "over 2h", "from 2h", or one of each: "over 2h up to 4h" */
void tariff_product_length(struct builder *b, const struct source_line *line)
{
    struct tariff_product *product = product_of(b);
    const char *at = line->value;
    int64_t length;
    bool any = false;

    if (tariff_words_take(&at, "over") && tariff_words_length(&at, &length)) {
        product->length_from = length + 1;
        product->length_from_edge = true;
        any = true;
    } else if (tariff_words_take(&at, "from") && tariff_words_length(&at, &length)) {
        product->length_from = length;
        any = true;
    }
    if (tariff_words_take(&at, "up to") && tariff_words_length(&at, &length)) {
        product->length_to = length;
        product->length_to_edge = true;
        any = true;
    } else if (tariff_words_take(&at, "under") && tariff_words_length(&at, &length)) {
        product->length_to = length - 1;
        any = true;
    }
    if (!any || !tariff_words_at_end(at)) {
        tariff_build_misread(b, line,
                             _("a length such as up to 4h, under 4h, over 4h, over 2h up to 4h"));
    } else if (product->length_from > product->length_to) {
        tariff_fault_error(&b->faults, line->number, _("No stay has the length \"%.40s\"."),
                           line->value);
    }
}

void tariff_product_class(struct builder *b, const struct source_line *line)
{
    struct tariff_product *product = product_of(b);
    const char *at = line->value;

    do {
        enum pk_vehicle_class found;
        if (!tariff_words_class(&at, &found)) {
            tariff_guess_class(b, line, at);
            return;
        }
        product->classes |= UINT32_C(1) << found;
    } while (tariff_words_take_mark(&at, ','));
    if (!tariff_words_at_end(at)) {
        tariff_guess_class(b, line, at);
    }
}

static void take_name(struct builder *b, const struct source_line *line,
                      char name[static TARIFF_NAME_SIZE])
{
    if (!pk_copy(name, TARIFF_NAME_SIZE, line->value)) {
        tariff_fault_error(&b->faults, line->number, _("A name has at most %d characters."),
                           TARIFF_NAME_SIZE - 1);
    }
}

void tariff_product_with(struct builder *b, const struct source_line *line)
{
    take_name(b, line, product_of(b)->with);
}

void tariff_product_covers(struct builder *b, const struct source_line *line)
{
    const char *at = line->value;

    if (!tariff_times_take_until(b, &at, true, &product_of(b)->covers) ||
        !tariff_words_at_end(at)) {
        tariff_build_misread(
            b, line, _("how long or until when, such as 24h, before 12:00 next day, to 08:00"));
    }
}

void tariff_product_afterwards(struct builder *b, const struct source_line *line)
{
    take_name(b, line, product_of(b)->then_name);
}

void tariff_product_dates(struct builder *b, const struct source_line *line)
{
    uint32_t season = tariff_dates_season(b, line);

    if (b->kind == SOURCE_WINDOW) {
        b->tariff->windows[b->window].seasons = season;
    } else {
        product_of(b)->in_seasons = season;
    }
}

void tariff_window_days(struct builder *b, const struct source_line *line)
{
    const char *at = line->value;

    if (!tariff_days_take(b, &at, &b->tariff->windows[b->window].days) ||
        !tariff_words_at_end(at)) {
        tariff_build_misread(b, line, _("days such as Mon-Fri, Sat, holidays, every day"));
    }
}
