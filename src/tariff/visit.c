/*
 * Visits of a window. May call: clock.c.
 */
#include "tariff/visit.h"

static int32_t end_of(const struct tariff_range *range)
{
    return range->start + range->length;
}

bool tariff_visit_may_join(const struct tariff_window *window)
{
    bool begins = false, ends = false;

    for (int r = 0; r < window->range_count; r++) {
        begins = begins || window->range[r].start == 0;
        ends = ends || end_of(&window->range[r]) == TARIFF_DAY;
    }
    return begins && ends && window->range_count > 1;
}

/* The range of WINDOW that lasts up to the end of DAY, the longest if several do; -1: none. */
static int last_of_day(const struct tariff_window *window, tariff_day day)
{
    int found = -1;

    for (int r = 0; r < window->range_count; r++) {
        const struct tariff_range *range = &window->range[r];
        if (end_of(range) == TARIFF_DAY &&
            tariff_day_is(day, window->range_days[r], window->seasons) &&
            (found < 0 || range->start < window->range[found].start)) {
            found = r;
        }
    }
    return found;
}

void tariff_visit_find_begin(struct tariff_visit *visit, const struct tariff_window *window,
                             const struct tariff_clock *clock)
{
    const int64_t earliest = visit->day - 2 * (int64_t)TARIFF_VISIT_DAYS;

    while (window->joins && window->range[visit->range].start == 0 && visit->day > earliest) {
        int before = last_of_day(window, tariff_clock_day(clock, visit->day - 1));
        if (before < 0) {
            return;
        }
        *visit = (struct tariff_visit){visit->day - 1, before};
    }
}

/* No visit goes on over midnight. */
#define NONE INT64_MIN

/* When the visit begins that a range begun at AT belongs to; GOES_ON is when that one began which
 * goes on over the midnight before. */
static int64_t begin_of(const struct tariff_range *range, int64_t at, int64_t goes_on)
{
    return goes_on != NONE && range->start == 0 ? goes_on : at;
}

static int64_t longest_joined(const struct pk_tariff *tariff, const struct tariff_window *window)
{
    int64_t days = tariff->days == NULL ? INT64_C(3) * TARIFF_VISIT_DAYS : tariff->day_count;
    int64_t goes_on = NONE, longest = 0;
    struct tariff_clock clock;

    tariff_clock_open(&clock, tariff, false);
    for (int64_t day = 0; day < days && longest <= TARIFF_VISIT_LONGEST; day++) {
        tariff_day kind = tariff_clock_day(&clock, day);
        for (int r = 0; r < window->range_count; r++) {
            const struct tariff_range *range = &window->range[r];
            int64_t at = day * TARIFF_DAY + range->start;
            int64_t length = at + range->length - begin_of(range, at, goes_on);
            if (length > longest && tariff_day_is(kind, window->range_days[r], window->seasons)) {
                longest = length;
            }
        }
        int last = last_of_day(window, kind);
        const struct tariff_range *range = &window->range[last < 0 ? 0 : last];
        goes_on = last < 0 ? NONE : begin_of(range, day * TARIFF_DAY + range->start, goes_on);
    }
    return longest;
}

int64_t tariff_visit_longest(const struct pk_tariff *tariff, const struct tariff_window *window)
{
    int64_t longest = 0;

    if (window->joins) {
        return longest_joined(tariff, window);
    }
    for (int r = 0; r < window->range_count; r++) {
        longest = window->range[r].length > longest ? window->range[r].length : longest;
    }
    return longest;
}
