/*
 * Local days as reports ask about them. Calls the calendar only.
 */
#include "report/span.h"

#include <stdio.h>

#include "base/error.h"
#include "parkade/text.h"

/* Day numbers of 0001-01-01 and 9999-12-31: a date has four digits of a year. */
enum { FIRST_DAY = -719162, LAST_DAY = 2932896 };

struct span span_of(const struct pk_lot *lot, int64_t day)
{
    return (struct span){pk_zone_moment(lot->zone, day, 0), pk_zone_moment(lot->zone, day + 1, 0)};
}

void span_date(char out[static REPORT_DATE_SIZE], int64_t day)
{
    int year, month, mday;
    pk_day_date(&year, &month, &mday, day);
    snprintf(out, REPORT_DATE_SIZE, "%04d-%02d-%02d", year, month, mday);
}

enum pk_status span_check(int64_t from, int64_t to)
{
    if (from < FIRST_DAY || to > LAST_DAY)
        return pk_fail(PK_USAGE, _("A report is about the years 1 to 9999."));
    if (to < from)
        return pk_fail(PK_USAGE, _("A report ends on the day it begins or later."));
    if (to - from >= REPORT_DAYS_MAX)
        return pk_fail(PK_USAGE, _("A report spans at most %d days."), REPORT_DAYS_MAX);
    return PK_OK;
}
