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

void tariff_product_in(struct builder *b, const struct source_line *line)
{
    struct tariff_product *product = product_of(b);
    const char *at = line->value;
    bool days = tariff_days_take(b, &at, &product->in_days);
    bool times = tariff_times_take(b, &at, &product->in);

    if (!days) {
        product->in_days = TARIFF_ALL_DAYS;
    }
    if ((!days && !times) || !tariff_words_at_end(at)) {
        tariff_build_misread(
            b, line,
            _("days and times such as Mon-Fri 06:00 to 09:00, from 18:00, before 07:30, "
              "Sat, Sun"));
    }
}

void tariff_product_out(struct builder *b, const struct source_line *line)
{
    struct tariff_product *product = product_of(b);
    const char *at = line->value;
    bool day = true;

    product->out_kind = TARIFF_OUT_AFTER;
    if (tariff_words_take(&at, "same day")) {
        product->out_after = 0;
    } else if (tariff_words_take(&at, "next day")) {
        product->out_after = 1;
    } else {
        product->out_kind = TARIFF_OUT_DAYS;
        day = tariff_days_take(b, &at, &product->out_days);
        product->out_days = day ? product->out_days : TARIFF_ALL_DAYS;
    }
    bool times = tariff_times_take(b, &at, &product->out);
    if (!times) {
        product->out = (struct tariff_range){.length = TARIFF_DAY};
    }
    if ((!day && !times) || !tariff_words_at_end(at)) {
        tariff_build_misread(
            b, line,
            _("days and times such as same day 15:30 to 23:30, next day before 08:00, "
              "Sun, from 19:00"));
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
