/*
 * The `hours` of a window or a surcharge: times of day, with or without days, and runs over days.
 * May call: words.c, times.c, dates.c, surcharge.c.
 */
#include "parkade/text.h"
#include "tariff/build.h"

enum { WEEK = 7 * TARIFF_DAY };

/* A run over days: "Fri 17:00 to Mon 06:00", in seconds of the week of tariff days. */
struct run {
    int32_t start, length;
};

static bool take_moment(const struct builder *b, const char **at, int32_t *out)
{
    int weekday;
    int32_t clock;

    if (!tariff_words_weekday(at, &weekday) || !tariff_words_clock(at, &clock)) {
        return false;
    }
    *out = (weekday * TARIFF_DAY + clock - b->tariff->day_start + WEEK) % WEEK;
    return true;
}

static bool take_run(const struct builder *b, const char **at, struct run *out)
{
    const char *from = *at;
    int32_t end;

    if (!take_moment(b, &from, &out->start) ||
        !(tariff_words_take(&from, "to") || tariff_words_take_mark(&from, '-')) ||
        !take_moment(b, &from, &end)) {
        return false;
    }
    *at = from;
    out->length = end > out->start ? end - out->start : end - out->start + WEEK;
    return true;
}

/* What is left of the line cannot be read if there is no room. */
static bool add_range(struct builder *b, const struct source_line *line, uint32_t days,
                      const struct tariff_range *range)
{
    struct tariff_window *window = &b->tariff->windows[b->window];

    if (window->range_count == TARIFF_RANGES_MAX) {
        tariff_fault_error(&b->faults, line->number, _("A window has at most %d times of day."),
                           TARIFF_RANGES_MAX);
        return false;
    }
    window->range_days[window->range_count] = days;
    window->range[window->range_count++] = *range;
    return true;
}

/* As ranges of its days: the rest of the first, the whole ones between, the beginning of the
 * last. They meet, and so are one visit. */
static bool add_run(struct builder *b, const struct source_line *line, const struct run *run)
{
    int32_t day = run->start / TARIFF_DAY, second = run->start % TARIFF_DAY;
    int32_t left = run->length;
    uint32_t days = 0;

    while (left > 0) {
        struct tariff_range part = {second,
                                    left < TARIFF_DAY - second ? left : TARIFF_DAY - second};
        days |= UINT32_C(1) << day;
        left -= part.length;
        second = 0;
        day = (day + 1) % 7;
        bool goes_on = part.length == TARIFF_DAY && left >= TARIFF_DAY;
        if (!goes_on) {
            if (!add_range(b, line, days, &part)) {
                return false;
            }
            days = 0;
        }
    }
    return true;
}

/* The next entry of the list AT; *DAYS are those of the entry before it. */
static bool take_entry(struct builder *b, const struct source_line *line, const char **at,
                       uint32_t *days)
{
    const struct tariff_window *window = &b->tariff->windows[b->window];
    const char *from = *at;
    struct tariff_range range;
    struct run run;

    if (take_run(b, at, &run)) {
        *days = 0;
        return add_run(b, line, &run);
    }
    if (!tariff_days_take_range(b, at, days, &range) ||
        (*days == 0 && window->range_count > 0 && window->range_days[0] != 0)) {
        *at = from;
        return false;
    }
    if (window->range_count > 0) {
        tariff_days_check_list(b, line, from, *at, &window->range[window->range_count - 1], &range);
    }
    return add_range(b, line, *days, &range);
}

void tariff_window_hours(struct builder *b, const struct source_line *line)
{
    const char *at = line->value;
    size_t errors = b->faults.errors;
    uint32_t days = 0;
    bool known;

    if (b->kind == SOURCE_SURCHARGE) {
        tariff_surcharge_window(b)->is_always = false;
    }
    b->tariff->windows[b->window].range_count = 0;
    do {
        known = take_entry(b, line, &at, &days);
    } while (known && tariff_words_take_mark(&at, ','));
    if (b->faults.errors == errors && (!known || !tariff_words_at_end(at))) {
        tariff_build_misread(
            b, line,
            _("times such as 08:00-20:00 or 07:00-13:00, 14:00-19:00 or Mon-Fri 08:00-20:00, Sat "
              "00:00-24:00 or Fri 17:00 to Mon 06:00"));
    }
}
