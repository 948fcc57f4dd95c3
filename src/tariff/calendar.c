/*
 * The table of days: dates are laid over the years, each day gets its kind and its seasons.
 * Calls the calendar only.
 */
#include <stdlib.h>

#include "parkade/text.h"
#include "tariff/dates.h"

/* Of a date that a year has not: 29 February, the 5th Monday. */
#define NO_DAY INT64_MIN

/* The rule of Meeus, Jones and Butcher for the Gregorian calendar. */
static int64_t easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int sum = h + l - 7 * m + 114;

    return pk_day_number(year, sum / 31, sum % 31 + 1);
}

static int64_t nth_weekday(int year, const struct tariff_date *date)
{
    int64_t first = pk_day_number(year, date->month, 1);
    int next_year = date->month == 12 ? year + 1 : year;
    int64_t after = pk_day_number(next_year, date->month % 12 + 1, 1);
    int64_t day = first + ((date->weekday - (first + 3)) % 7 + 7) % 7;

    if (date->nth > 0) {
        day += INT64_C(7) * (date->nth - 1);
        return day < after ? day : NO_DAY;
    }
    return day + (after - 1 - day) / 7 * 7;
}

/* The day of DATE in YEAR, or NO_DAY when that year has none. */
static int64_t date_in(const struct tariff_date *date, int year)
{
    int y, month, mday;
    int64_t day;

    switch (date->kind) {
    case TARIFF_YEARLY:
        day = pk_day_number(year, date->month, date->mday);
        pk_day_date(&y, &month, &mday, day);
        return month == date->month ? day : NO_DAY;
    case TARIFF_EASTER:
        return easter(year) + date->offset;
    case TARIFF_NTH_WEEKDAY:
        return nth_weekday(year, date);
    case TARIFF_FIXED:
    default:
        return date->day;
    }
}

static void mark_day(struct pk_tariff *t, int64_t day, const struct tariff_mark *mark)
{
    if (day < 0 || day >= t->day_count) {
        return;
    }
    int kind = (int)(t->days[day] & TARIFF_KIND_MASK);
    if (mark->season != 0) {
        t->days[day] |= mark->season << TARIFF_SEASON_BIT;
        return;
    }
    if (mark->kind == TARIFF_HOLIDAY) {
        t->days[day] |= TARIFF_IS_HOLIDAY;
    }
    /* The first named day of the file holds, and each named day before a holiday. */
    if (kind < TARIFF_NAMED) {
        t->days[day] = (t->days[day] & ~(tariff_day)TARIFF_KIND_MASK) | (tariff_day)mark->kind;
    }
}

static void mark_days(struct pk_tariff *t, int64_t first, int64_t last,
                      const struct tariff_mark *mark)
{
    first = first < 0 ? 0 : first;
    last = last >= t->day_count ? t->day_count - 1 : last;
    for (int64_t day = first; day <= last; day++) {
        mark_day(t, day, mark);
    }
}

/* Lays FIRST to LAST over the years; a span that ends before it begins runs over the new year. */
static void mark_years(struct pk_tariff *t, const struct tariff_date *first,
                       const struct tariff_date *last, const struct tariff_mark *mark)
{
    if (first->kind == TARIFF_FIXED) {
        mark_days(t, first->day, last->day, mark);
        return;
    }
    for (int year = TARIFF_FIRST_YEAR - 1; year < TARIFF_FIRST_YEAR + TARIFF_YEARS; year++) {
        int64_t from = date_in(first, year);
        int64_t to = date_in(last, year);
        if (from == NO_DAY) {
            continue;
        }
        if (to != NO_DAY && to < from) {
            to = date_in(last, year + 1);
        }
        if (to == NO_DAY) { /* to 29 February in a common year */
            to = pk_day_number(from > pk_day_number(year, 3, 1) ? year + 1 : year, 3, 1) - 1;
        }
        mark_days(t, from, to, mark);
    }
}

void tariff_calendar_mark(struct pk_tariff *tariff, const struct tariff_date *first,
                          const struct tariff_date *last, const struct tariff_mark *mark)
{
    if (first->kind != TARIFF_NTH_WEEKDAY || first->month != 0) {
        mark_years(tariff, first, last, mark);
        return;
    }
    for (int month = 1; month <= 12; month++) {
        struct tariff_date date = *first;
        date.month = month;
        mark_years(tariff, &date, &date, mark);
    }
}

bool tariff_calendar_open(struct builder *b)
{
    struct pk_tariff *t = b->tariff;

    if (t->days != NULL) {
        return true;
    }
    t->day_count = pk_day_number(TARIFF_FIRST_YEAR + TARIFF_YEARS, 1, 1);
    t->days = calloc((size_t)t->day_count, sizeof *t->days);
    if (t->days == NULL) {
        tariff_fault_error(&b->faults, 0, _("There is not enough memory for the calendar."));
        return false;
    }
    for (int64_t day = 0; day < t->day_count; day++) {
        t->days[day] = (tariff_day)((day + 3) % 7); /* 1970-01-01 was a Thursday */
    }
    return true;
}

/* Whether DAY, not yet an eve, is of a kind that becomes one before a holiday. */
static bool may_be_eve(const struct builder *b, int64_t day)
{
    return tariff_day_is(b->tariff->days[day], b->eve_days, 0);
}

void tariff_dates_finish(struct builder *b)
{
    struct pk_tariff *t = b->tariff;

    if (b->uses_eves && !b->has_holidays) {
        tariff_fault_error(&b->faults, 0,
                           _("The file speaks of eves but names no holidays: add "
                             "`holidays = 25 December, ...`."));
    }
    for (int64_t day = 0; b->uses_eves && t->days != NULL && day + 1 < t->day_count; day++) {
        if (may_be_eve(b, day) && (t->days[day + 1] & TARIFF_IS_HOLIDAY) != 0) {
            t->days[day] = (t->days[day] & ~(tariff_day)TARIFF_KIND_MASK) | TARIFF_EVE;
        }
    }
}
