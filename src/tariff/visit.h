/*
 * The visits of a window: it comes when one of its ranges begins. Ranges of one window that meet
 * at midnight are one visit, for midnight is no edge of theirs, only of the days in which they are
 * written: Fri 17:00-24:00, Sat 00:00-24:00, Sun 00:00-24:00, Mon 00:00-06:00. Two that meet in
 * the day, such as 07:00-13:00, 13:00-19:00, would not be two if they were not meant apart.
 */
#ifndef TARIFF_VISIT_H
#define TARIFF_VISIT_H

#include "tariff/clock.h"

/* A visit that makes a difference to the price is no longer than this. */
enum { TARIFF_VISIT_DAYS = 31, TARIFF_VISIT_LONGEST = TARIFF_VISIT_DAYS * TARIFF_DAY };

/* A range of a window, on the tariff day on which it begins. */
struct tariff_visit {
    int64_t day;
    int range;
};

/* Whether ranges of WINDOW may meet, by their times alone. A window of one range comes on each of
 * its days, be it all day. */
bool tariff_visit_may_join(const struct tariff_window *window);

/* Goes from a range of WINDOW back to the one with which its visit begins. */
void tariff_visit_find_begin(struct tariff_visit *visit, const struct tariff_window *window,
                             const struct tariff_clock *clock);

/* How long the longest visit of WINDOW is; beyond TARIFF_VISIT_DAYS not to the second. */
int64_t tariff_visit_longest(const struct pk_tariff *tariff, const struct tariff_window *window);

#endif
