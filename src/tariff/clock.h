/*
 * The clock that a stay is priced on. Elapsed: moments are seconds since the epoch, and the wall
 * clock of the zone says which day and time of day it is. Wall: moments are seconds on the wall
 * clock itself, which then has no jumps.
 */
#ifndef TARIFF_CLOCK_H
#define TARIFF_CLOCK_H

#include "tariff/tariff.h"

struct tariff_clock {
    const struct pk_tariff *tariff;
    const struct pk_zone *zone; /* NULL: moments are wall time */
    bool no_holidays;
    int64_t from, until; /* where `offset` holds */
    int64_t offset;
};

void tariff_clock_open(struct tariff_clock *out, const struct pk_tariff *tariff, bool no_holidays);

/* Where in the tariff's days the moment AT lies, and until when the offset is the same. */
struct tariff_place {
    int64_t day;    /* the tariff day: days since 1970-01-01 */
    int32_t second; /* since its start */
    int64_t until;  /* the clock runs evenly up to here */
};
void tariff_clock_place(struct tariff_place *out, struct tariff_clock *clock, int64_t at);

/* The moment at which the wall clock shows SECONDS (0 or more) past midnight of DAY. */
int64_t tariff_clock_moment(const struct tariff_clock *clock, int64_t day, int64_t seconds);

/* What kind of a day the tariff day DAY is. */
tariff_day tariff_clock_day(const struct tariff_clock *clock, int64_t day);

/* A real moment on this clock. */
int64_t tariff_clock_from_utc(const struct tariff_clock *clock, int64_t at);

/* When UNTIL ends for something that begins at AT; never before AT. */
int64_t tariff_clock_until(struct tariff_clock *clock, const struct tariff_until *until,
                           int64_t at);

/* Whether PLACE lies in RANGE; *DAY is the tariff day on which that range began, *LEFT how long
 * it goes on. MATCHES says whether the range exists on a day. */
bool tariff_clock_in_range(const struct tariff_range *range, const struct tariff_place *place,
                           bool matches_today, bool matches_yesterday, int64_t *day, int32_t *left);

/* Whether PLACE lies in one of TIMES, on a day that is in one of SEASONS. */
bool tariff_clock_in_times(const struct tariff_clock *clock, const struct tariff_times *times,
                           uint32_t seasons, const struct tariff_place *place);

#endif
