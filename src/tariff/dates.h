/*
 * Dates as a file writes them, and how they are laid into the table of days.
 */
#ifndef TARIFF_DATES_H
#define TARIFF_DATES_H

#include "tariff/build.h"

enum { TARIFF_FIRST_YEAR = 1970 };

/* One date as written, before it is laid over the years. */
struct tariff_date {
    enum { TARIFF_FIXED, TARIFF_YEARLY, TARIFF_EASTER, TARIFF_NTH_WEEKDAY } kind;
    int64_t day;      /* FIXED */
    int month, mday;  /* YEARLY; NTH_WEEKDAY: month 0 is each month */
    int weekday, nth; /* NTH_WEEKDAY; nth -1: the last */
    int64_t offset;   /* EASTER */
};

/* What a date means for the table. */
struct tariff_mark {
    uint32_t season; /* or 0 */
    int kind;        /* TARIFF_HOLIDAY, TARIFF_NAMED + n */
};

/* calendar.c: makes the table, with days of the week only, unless it is there. */
bool tariff_calendar_open(struct builder *b);

/* Marks all days from FIRST to LAST, in each year if they are yearly. */
void tariff_calendar_mark(struct pk_tariff *tariff, const struct tariff_date *first,
                          const struct tariff_date *last, const struct tariff_mark *mark);

#endif
