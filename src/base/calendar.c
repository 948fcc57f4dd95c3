/*
 * The Gregorian calendar as arithmetic: days since 1970-01-01 and dates. Calls nothing.
 *
 * Years are counted from March, so that the leap day is the last day of its year, and in cycles of
 * 400 years, after which the calendar repeats.
 */
#include "base/zone.h"

enum {
    DAYS_PER_CYCLE = 146097, /* 400 years */
    DAYS_PER_CENTURY = 36524,
    DAYS_PER_4_YEARS = 1461,
    /* From 0000-03-01 to 1970-01-01. */
    DAYS_BEFORE_EPOCH = 719468,
    THURSDAY = 3, /* 1970-01-01 */
};

static int64_t floor_divide(int64_t number, int64_t by)
{
    return number / by - (number % by < 0 ? 1 : 0);
}

int64_t pk_day_number(int year, int month, int day)
{
    int64_t march_year = (int64_t)year - (month <= 2 ? 1 : 0);
    int64_t cycle = floor_divide(march_year, 400);
    int64_t year_of_cycle = march_year - cycle * 400;
    int64_t month_of_year = (month + 9) % 12; /* March is 0 */
    /* Five months from March have 153 days: 31 30 31 30 31, and again. */
    int64_t day_of_year = (153 * month_of_year + 2) / 5 + day - 1;
    int64_t leap_days = year_of_cycle / 4 - year_of_cycle / 100;

    return cycle * DAYS_PER_CYCLE + year_of_cycle * 365 + leap_days + day_of_year -
           DAYS_BEFORE_EPOCH;
}

void pk_day_date(int *year, int *month, int *day, int64_t day_number)
{
    int64_t since_march_0000 = day_number + DAYS_BEFORE_EPOCH;
    int64_t cycle = floor_divide(since_march_0000, DAYS_PER_CYCLE);
    int64_t day_of_cycle = since_march_0000 - cycle * DAYS_PER_CYCLE;
    /* With the leap days taken out, every year has 365 days. */
    int64_t leap_days = day_of_cycle / (DAYS_PER_4_YEARS - 1) - day_of_cycle / DAYS_PER_CENTURY +
                        day_of_cycle / (DAYS_PER_CYCLE - 1);
    int64_t year_of_cycle = (day_of_cycle - leap_days) / 365;
    int64_t day_of_year =
        day_of_cycle - (year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100);
    int64_t month_of_year = (5 * day_of_year + 2) / 153;

    *day = (int)(day_of_year - (153 * month_of_year + 2) / 5 + 1);
    *month = (int)(month_of_year < 10 ? month_of_year + 3 : month_of_year - 9);
    *year = (int)(cycle * 400 + year_of_cycle + (*month <= 2 ? 1 : 0));
}

void zone_split(struct pk_local *out, int64_t wall, int32_t offset)
{
    int64_t day = floor_divide(wall, ZONE_DAY);
    int second = (int)(wall - day * ZONE_DAY);

    pk_day_date(&out->year, &out->month, &out->day, day);
    out->hour = second / 3600;
    out->minute = second / 60 % 60;
    out->second = second % 60;
    out->weekday = (int)(day + THURSDAY - floor_divide(day + THURSDAY, 7) * 7);
    out->day_number = day;
    out->offset = offset;
}
