/*
 * Days and dates of a tariff file: kinds of days, holidays, named days, seasons. They end up in a
 * table with one entry a day, so that pricing looks a day up and computes nothing.
 * May call: calendar.c, words.c.
 */
#include <string.h>
#include <strings.h>

#include "parkade/text.h"
#include "tariff/dates.h"

enum { DATES_MAX = 400 };

static int named_index(const struct builder *b, const char **at)
{
    const char *longest = *at;
    int found = -1;

    for (int i = 0; i < b->tariff->named_count; i++) {
        const char *from = *at;
        if (tariff_words_take(&from, b->tariff->named[i]) && from > longest) {
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

    if (!tariff_words_weekday(&from, &first)) {
        return false;
    }
    *at = from;
    last = first;
    if (tariff_words_take_mark(&from, '-') && tariff_words_weekday(&from, &last)) {
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
    if (tariff_words_take(at, "every day")) {
        *out |= TARIFF_ALL_DAYS;
    } else if (tariff_words_take(at, "weekdays")) {
        *out |= 0x1F;
    } else if (tariff_words_take(at, "weekends")) {
        *out |= 0x60;
    } else if (tariff_words_take(at, "holidays")) {
        *out |= UINT32_C(1) << TARIFF_HOLIDAY;
    } else if (tariff_words_take(at, "eves")) {
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

bool tariff_days_take(struct builder *b, const char **at, uint32_t *out)
{
    const char *from = *at;

    *out = 0;
    if (!take_days(b, &from, out)) {
        return false;
    }
    *at = from;
    while (tariff_words_take_mark(&from, ',')) {
        if (!take_days(b, &from, out)) {
            return true;
        }
        *at = from;
    }
    return true;
}

bool tariff_days_take_range(struct builder *b, const char **at, uint32_t *days,
                            struct tariff_range *range)
{
    const char *from = *at;
    uint32_t found;

    if (tariff_days_take(b, &from, &found)) {
        *days = found;
    }
    if (!tariff_times_take_range(b, &from, range)) {
        return false;
    }
    *at = from;
    return true;
}

void tariff_days_check_list(struct builder *b, const struct source_line *line, const char *from,
                            const char *to, const struct tariff_range *before,
                            const struct tariff_range *range)
{
    bool meets = before->start + before->length == TARIFF_DAY && range->start == 0;

    if (meets && range->length < TARIFF_DAY && memchr(from, ',', (size_t)(to - from)) != NULL) {
        tariff_fault_error(&b->faults, line->number,
                           _("\"%.*s\" may mean the first of these days from beginning to end: "
                             "give each its times, such as Sat 00:00-24:00, Sun 00:00-06:00."),
                           (int)(to - from), from);
    }
}

bool tariff_dates_take(const char **at, int64_t *day)
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
    if (part[0] < TARIFF_FIRST_YEAR || part[0] >= TARIFF_FIRST_YEAR + TARIFF_YEARS || part[1] < 1 ||
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
static bool take_yearly(const char **at, struct tariff_date *out)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const char *from = *at;
    int64_t mday;

    if (!tariff_words_number(&from, &mday) || !tariff_words_month(&from, &out->month) || mday < 1 ||
        mday > lengths[out->month - 1]) {
        return false;
    }
    out->kind = TARIFF_YEARLY;
    out->mday = (int)mday;
    *at = from;
    return true;
}

/* "1st Mon of September", "last Mon of May" */
static bool take_nth(const char **at, struct tariff_date *out)
{
    const char *from = *at;

    if (tariff_words_take(&from, "last")) {
        out->nth = -1;
    } else if (!tariff_words_ordinal(&from, &out->nth) || out->nth > 5) {
        return false;
    }
    if (!tariff_words_weekday(&from, &out->weekday) || !tariff_words_take(&from, "of") ||
        !(tariff_words_take(&from, "each month") || tariff_words_month(&from, &out->month))) {
        return false;
    }
    out->kind = TARIFF_NTH_WEEKDAY;
    *at = from;
    return true;
}

static bool take_easter(const char **at, struct tariff_date *out)
{
    const char *from = *at;
    int sign = 0;

    if (!tariff_words_take(&from, "easter")) {
        return false;
    }
    *out = (struct tariff_date){.kind = TARIFF_EASTER};
    *at = from;
    if (tariff_words_take_mark(&from, '+')) {
        sign = 1;
    } else if (tariff_words_take_mark(&from, '-')) {
        sign = -1;
    }
    if (sign != 0) {
        if (!tariff_words_number(&from, &out->offset) || out->offset > 200) {
            return false;
        }
        out->offset *= sign;
        *at = from;
    }
    return true;
}

static bool take_date(const char **at, struct tariff_date *out)
{
    *out = (struct tariff_date){.kind = TARIFF_FIXED};
    return tariff_dates_take(at, &out->day) || take_yearly(at, out) || take_nth(at, out) ||
           take_easter(at, out);
}

static bool is_monthly(const struct tariff_date *date)
{
    return date->kind == TARIFF_NTH_WEEKDAY && date->month == 0;
}

static bool take_span(const char **at, struct tariff_date *first, struct tariff_date *last)
{
    if (tariff_words_take(at, "from")) {
        *last = (struct tariff_date){.kind = TARIFF_FIXED, .day = INT64_MAX};
        return take_date(at, first) && first->kind == TARIFF_FIXED;
    }
    if (tariff_words_take(at, "to")) {
        *first = (struct tariff_date){.kind = TARIFF_FIXED};
        return take_date(at, last) && last->kind == TARIFF_FIXED;
    }
    if (!take_date(at, first)) {
        return false;
    }
    *last = *first;
    if (tariff_words_take(at, "to")) {
        return !is_monthly(first) && take_date(at, last) && !is_monthly(last) &&
               (last->kind == TARIFF_FIXED) == (first->kind == TARIFF_FIXED) &&
               (first->kind != TARIFF_FIXED || first->day <= last->day);
    }
    return true;
}

/* Marks all dates of the list AT. */
static bool take_dates(struct builder *b, const struct source_line *line,
                       const struct tariff_mark *mark)
{
    const char *at = line->value;
    struct tariff_date first, last;

    if (!tariff_calendar_open(b)) {
        return false;
    }
    do {
        if (++b->date_count > DATES_MAX) {
            tariff_fault_error(&b->faults, line->number, _("A tariff names at most %d dates."),
                               DATES_MAX);
            return false;
        }
        if (!take_span(&at, &first, &last)) {
            tariff_guess_date(b, line, at);
            return false;
        }
        tariff_calendar_mark(b->tariff, &first, &last, mark);
    } while (tariff_words_take_mark(&at, ','));
    if (!tariff_words_at_end(at)) {
        tariff_fault_error(&b->faults, line->number,
                           _("\"%.60s\" is too much here: dates are parted by "
                             "commas."),
                           at);
        return false;
    }
    return true;
}

void tariff_dates_holidays(struct builder *b, const struct source_line *line)
{
    b->has_holidays = true;
    take_dates(b, line, &(struct tariff_mark){.kind = TARIFF_HOLIDAY});
}

void tariff_dates_eves(struct builder *b, const struct source_line *line)
{
    const uint32_t known = (UINT32_C(1) << (TARIFF_HOLIDAY + 1)) - 1;
    const char *at = line->value;
    uint32_t found;

    if (!tariff_days_take(b, &at, &found) || !tariff_words_at_end(at) ||
        (found != TARIFF_ALL_DAYS && (found & ~known) != 0)) {
        tariff_build_misread(b, line,
                             _("the days of the week that may be eves, such as Mon-Sun or Mon-Sun, "
                               "holidays; dates of their own are `day NAME = 24 December`"));
        return;
    }
    b->eve_days = found & known;
}

void tariff_dates_named(struct builder *b, const struct source_line *line)
{
    struct pk_tariff *t = b->tariff;
    const char *name = line->key + strlen("day ");
    uint32_t known;
    const char *at = name;

    if (t->named_count == TARIFF_NAMED_MAX) {
        tariff_fault_error(&b->faults, line->number, _("A tariff has at most %d named days."),
                           TARIFF_NAMED_MAX);
        return;
    }
    if (tariff_days_take(b, &at, &known)) {
        tariff_fault_error(&b->faults, line->number,
                           _("\"%.30s\" is a day already; give the day a name of its own."), name);
        return;
    }
    if (!pk_copy(t->named[t->named_count], TARIFF_NAME_SIZE, name)) {
        tariff_fault_error(&b->faults, line->number, _("A name has at most %d characters."),
                           TARIFF_NAME_SIZE - 1);
        return;
    }
    t->named_count++;
    take_dates(b, line, &(struct tariff_mark){.kind = TARIFF_NAMED + t->named_count - 1});
}

uint32_t tariff_dates_season(struct builder *b, const struct source_line *line)
{
    if (b->season_count == TARIFF_SEASONS_MAX) {
        tariff_fault_error(&b->faults, line->number, _("A tariff has at most %d keys `dates`."),
                           TARIFF_SEASONS_MAX);
        return 0;
    }
    uint32_t season = UINT32_C(1) << b->season_count++;
    return take_dates(b, line, &(struct tariff_mark){.season = season}) ? season : 0;
}
