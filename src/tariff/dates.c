/*
 * Days and dates of a tariff file: kinds of days, holidays, named days, seasons. They end up in a
 * table with one entry a day, so that pricing looks a day up and computes nothing.
 * May call: words.c, source's faults.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "parkade/text.h"
#include "tariff/build.h"

enum { FIRST_YEAR = 1970, DATES_MAX = 400 };

/* Of a date that a year has not: 29 February, the 5th Monday. */
#define NO_DAY INT64_MIN

/* One date or span of dates as written, before it is laid over the years. */
struct date {
    enum { FIXED, YEARLY, EASTER, NTH_WEEKDAY } kind;
    int64_t day;      /* FIXED */
    int month, mday;  /* YEARLY, NTH_WEEKDAY */
    int weekday, nth; /* NTH_WEEKDAY; nth -1: the last */
    int64_t offset;   /* EASTER */
};

/* What a date means for the table. */
struct mark {
    uint32_t season; /* or 0 */
    int kind;        /* TARIFF_HOLIDAY, TARIFF_NAMED + n */
};

static int named_index(const struct builder *b, const char **at)
{
    const char *longest = *at;
    int found = -1;

    for (int i = 0; i < b->tariff->named_count; i++) {
        const char *from = *at;
        if (words_take(&from, b->tariff->named[i]) && from > longest) {
            longest = from;
            found = i;
        }
    }
    *at = longest;
    return found;
}

/* "Mon" or "Mon-Fri", also over the end of the week. */
static bool take_weekdays(const char **at, uint32_t *out)
{
    const char *from = *at;
    int first, last;

    if (!words_weekday(&from, &first)) {
        return false;
    }
    *at = from;
    last = first;
    if (words_take_mark(&from, '-') && words_weekday(&from, &last)) {
        *at = from;
    }
    for (int day = first;; day = (day + 1) % 7) {
        *out |= UINT32_C(1) << day;
        if (day == last) {
            return true;
        }
    }
}

static bool take_days(struct builder *b, const char **at, uint32_t *out)
{
    if (words_take(at, "every day")) {
        *out |= TARIFF_ALL_DAYS;
    } else if (words_take(at, "weekdays")) {
        *out |= 0x1F;
    } else if (words_take(at, "weekends")) {
        *out |= 0x60;
    } else if (words_take(at, "holidays")) {
        *out |= UINT32_C(1) << TARIFF_HOLIDAY;
    } else if (words_take(at, "eves")) {
        *out |= UINT32_C(1) << TARIFF_EVE;
        b->uses_eves = true;
    } else {
        int named = named_index(b, at);
        if (named < 0) {
            return take_weekdays(at, out);
        }
        *out |= UINT32_C(1) << (TARIFF_NAMED + named);
    }
    return true;
}

bool days_take(struct builder *b, const char **at, uint32_t *out)
{
    const char *from = *at;

    *out = 0;
    if (!take_days(b, &from, out)) {
        return false;
    }
    *at = from;
    while (words_take_mark(&from, ',')) {
        if (!take_days(b, &from, out)) {
            return true;
        }
        *at = from;
    }
    return true;
}

bool dates_take(const char **at, int64_t *day)
{
    const char *from = *at;
    int part[3] = {0};
    static const int widths[] = {4, 2, 2};

    while (*from == ' ') {
        from++;
    }
    for (int i = 0; i < 3; i++) {
        for (int digit = 0; digit < widths[i]; digit++, from++) {
            if (*from < '0' || *from > '9') {
                return false;
            }
            part[i] = part[i] * 10 + (*from - '0');
        }
        if (i < 2 && *from++ != '-') {
            return false;
        }
    }
    if (part[0] < FIRST_YEAR || part[0] >= FIRST_YEAR + TARIFF_YEARS || part[1] < 1 ||
        part[1] > 12 || part[2] < 1) {
        return false;
    }
    int year, month, mday;
    *day = pk_day_number(part[0], part[1], part[2]);
    pk_day_date(&year, &month, &mday, *day);
    if (month != part[1] || (*from >= '0' && *from <= '9')) {
        return false;
    }
    while (*from == ' ') {
        from++;
    }
    *at = from;
    return true;
}

/* "27 April" */
static bool take_yearly(const char **at, struct date *out)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const char *from = *at;
    int64_t mday;

    if (!words_number(&from, &mday) || !words_month(&from, &out->month) || mday < 1 ||
        mday > lengths[out->month - 1]) {
        return false;
    }
    out->kind = YEARLY;
    out->mday = (int)mday;
    *at = from;
    return true;
}

/* "1st Mon of September", "last Mon of May" */
static bool take_nth(const char **at, struct date *out)
{
    static const char *const nth[] = {"1st", "2nd", "3rd", "4th", "5th", "last"};
    const char *from = *at;

    for (int i = 0; i < 6; i++) {
        if (words_take(&from, nth[i])) {
            if (!words_weekday(&from, &out->weekday) || !words_take(&from, "of") ||
                !words_month(&from, &out->month)) {
                return false;
            }
            out->kind = NTH_WEEKDAY;
            out->nth = i == 5 ? -1 : i + 1;
            *at = from;
            return true;
        }
    }
    return false;
}

static bool take_easter(const char **at, struct date *out)
{
    const char *from = *at;
    int sign = 0;

    if (!words_take(&from, "easter")) {
        return false;
    }
    *out = (struct date){.kind = EASTER};
    *at = from;
    if (words_take_mark(&from, '+')) {
        sign = 1;
    } else if (words_take_mark(&from, '-')) {
        sign = -1;
    }
    if (sign != 0) {
        if (!words_number(&from, &out->offset) || out->offset > 200) {
            return false;
        }
        out->offset *= sign;
        *at = from;
    }
    return true;
}

static bool take_date(const char **at, struct date *out)
{
    *out = (struct date){.kind = FIXED};
    return dates_take(at, &out->day) || take_yearly(at, out) || take_nth(at, out) ||
           take_easter(at, out);
}

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

static int64_t nth_weekday(int year, const struct date *date)
{
    int64_t first = pk_day_number(year, date->month, 1);
    int next_year = date->month == 12 ? year + 1 : year;
    int64_t after = pk_day_number(next_year, date->month % 12 + 1, 1);
    int64_t day = first + ((date->weekday - (first + 3)) % 7 + 7) % 7;

    if (date->nth > 0) {
        day += 7 * (date->nth - 1);
        return day < after ? day : NO_DAY;
    }
    return day + (after - 1 - day) / 7 * 7;
}

/* The day of DATE in YEAR, or NO_DAY when that year has none. */
static int64_t date_in(const struct date *date, int year)
{
    int y, month, mday;
    int64_t day;

    switch (date->kind) {
    case YEARLY:
        day = pk_day_number(year, date->month, date->mday);
        pk_day_date(&y, &month, &mday, day);
        return month == date->month ? day : NO_DAY;
    case EASTER:
        return easter(year) + date->offset;
    case NTH_WEEKDAY:
        return nth_weekday(year, date);
    case FIXED:
    default:
        return date->day;
    }
}

static void mark_day(struct pk_tariff *t, int64_t day, const struct mark *mark)
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

static void mark_days(struct pk_tariff *t, int64_t first, int64_t last, const struct mark *mark)
{
    first = first < 0 ? 0 : first;
    last = last >= t->day_count ? t->day_count - 1 : last;
    for (int64_t day = first; day <= last; day++) {
        mark_day(t, day, mark);
    }
}

/* Lays FIRST to LAST over the years; a span that ends before it begins runs over the new year. */
static void mark_years(struct pk_tariff *t, const struct date *first, const struct date *last,
                       const struct mark *mark)
{
    if (first->kind == FIXED) {
        mark_days(t, first->day, last->day, mark);
        return;
    }
    for (int year = FIRST_YEAR - 1; year < FIRST_YEAR + TARIFF_YEARS; year++) {
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

static bool open_table(struct builder *b)
{
    struct pk_tariff *t = b->tariff;

    if (t->days != NULL) {
        return true;
    }
    t->day_count = pk_day_number(FIRST_YEAR + TARIFF_YEARS, 1, 1);
    t->days = calloc((size_t)t->day_count, sizeof *t->days);
    if (t->days == NULL) {
        fault_error(&b->faults, 0, _("There is not enough memory for the calendar."));
        return false;
    }
    for (int64_t day = 0; day < t->day_count; day++) {
        t->days[day] = (tariff_day)((day + 3) % 7); /* 1970-01-01 was a Thursday */
    }
    return true;
}

static bool take_span(const char **at, struct date *first, struct date *last)
{
    if (words_take(at, "from")) {
        *last = (struct date){.kind = FIXED, .day = INT64_MAX};
        return take_date(at, first) && first->kind == FIXED;
    }
    if (words_take(at, "to")) {
        *first = (struct date){.kind = FIXED};
        return take_date(at, last) && last->kind == FIXED;
    }
    if (!take_date(at, first)) {
        return false;
    }
    *last = *first;
    if (words_take(at, "to")) {
        return take_date(at, last) && (last->kind == FIXED) == (first->kind == FIXED) &&
               (first->kind != FIXED || first->day <= last->day);
    }
    return true;
}

/* Marks all dates of the list AT. */
static bool take_dates(struct builder *b, const struct source_line *line, const struct mark *mark)
{
    const char *at = line->value;
    struct date first, last;

    if (!open_table(b)) {
        return false;
    }
    do {
        if (++b->date_count > DATES_MAX) {
            fault_error(&b->faults, line->number, _("A tariff names at most %d dates."), DATES_MAX);
            return false;
        }
        if (!take_span(&at, &first, &last)) {
            build_misread(b, line,
                          _("a list of dates such as 2026-12-24, 25 December, easter + 1, "
                            "last Mon of May, 1 May to 30 September"));
            return false;
        }
        mark_years(b->tariff, &first, &last, mark);
    } while (words_take_mark(&at, ','));
    if (!words_at_end(at)) {
        fault_error(&b->faults, line->number,
                    _("\"%.60s\" is too much here: dates are parted by "
                      "commas."),
                    at);
        return false;
    }
    return true;
}

void dates_holidays(struct builder *b, const struct source_line *line)
{
    b->has_holidays = true;
    take_dates(b, line, &(struct mark){.kind = TARIFF_HOLIDAY});
}

void dates_named(struct builder *b, const struct source_line *line)
{
    struct pk_tariff *t = b->tariff;
    const char *name = line->key + strlen("day ");
    uint32_t known;
    const char *at = name;

    if (t->named_count == TARIFF_NAMED_MAX) {
        fault_error(&b->faults, line->number, _("A tariff has at most %d named days."),
                    TARIFF_NAMED_MAX);
        return;
    }
    if (days_take(b, &at, &known)) {
        fault_error(&b->faults, line->number,
                    _("\"%.30s\" is a day already; give the day a name of its own."), name);
        return;
    }
    if (!pk_copy(t->named[t->named_count], TARIFF_NAME_SIZE, name)) {
        fault_error(&b->faults, line->number, _("A name has at most %d characters."),
                    TARIFF_NAME_SIZE - 1);
        return;
    }
    t->named_count++;
    take_dates(b, line, &(struct mark){.kind = TARIFF_NAMED + t->named_count - 1});
}

uint32_t dates_season(struct builder *b, const struct source_line *line)
{
    if (b->season_count == TARIFF_SEASONS_MAX) {
        fault_error(&b->faults, line->number, _("A tariff has at most %d keys `dates`."),
                    TARIFF_SEASONS_MAX);
        return 0;
    }
    uint32_t season = UINT32_C(1) << b->season_count++;
    return take_dates(b, line, &(struct mark){.season = season}) ? season : 0;
}

void dates_finish(struct builder *b)
{
    struct pk_tariff *t = b->tariff;

    if (b->uses_eves && !b->has_holidays) {
        fault_error(&b->faults, 0,
                    _("The file speaks of eves but names no holidays: add "
                      "`holidays = 25 December, ...`."));
    }
    for (int64_t day = 0; b->uses_eves && t->days != NULL && day + 1 < t->day_count; day++) {
        if ((t->days[day] & TARIFF_KIND_MASK) < TARIFF_HOLIDAY &&
            (t->days[day + 1] & TARIFF_IS_HOLIDAY) != 0) {
            t->days[day] = (t->days[day] & ~(tariff_day)TARIFF_KIND_MASK) | TARIFF_EVE;
        }
    }
}
