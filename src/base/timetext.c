/*
 * Moments as text and back. Calls the C library and the zone's table.
 */
#include <stdio.h>
#include <time.h>

#include "base/error.h"
#include "base/excerpt.h"
#include "base/zone.h"
#include "parkade/text.h"

enum { FIRST_YEAR = 1970, LAST_YEAR = 2199 };

/* A time as written: a wall clock, and where that wall stands, if the text says. */
struct written {
    int year, month, day, hour, minute, second;
    bool has_offset;
    int32_t offset;
};

void pk_time_format_utc(char text[static PK_TIME_SIZE], int64_t at)
{
    struct pk_local local;

    text[0] = '\0';
    if (at == PK_NONE)
        return;
    zone_split(&local, zone_within_calendar(at), 0);
    snprintf(text, PK_TIME_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", local.year, local.month,
             local.day, local.hour, local.minute, local.second);
}

void pk_time_format_local(char text[static PK_TIME_SIZE], const struct pk_zone *zone, int64_t at,
                          const char *format)
{
    struct pk_local local;

    text[0] = '\0';
    if (at == PK_NONE)
        return;
    pk_zone_local(&local, zone, at);
    struct tm broken = {
        .tm_year = local.year - 1900,
        .tm_mon = local.month - 1,
        .tm_mday = local.day,
        .tm_hour = local.hour,
        .tm_min = local.minute,
        .tm_sec = local.second,
        .tm_wday = (local.weekday + 1) % 7, /* here Sunday is the first day */
        .tm_yday = (int)(local.day_number - pk_day_number(local.year, 1, 1)),
        .tm_gmtoff = local.offset,
        .tm_zone = zone_span_at(zone, at)->abbreviation,
    };
    if (strftime(text, PK_TIME_SIZE, format, &broken) == 0)
        text[0] = '\0'; /* too long: nothing, rather than a part */
}

/* Reads COUNT digits at *AT and goes past them. */
static bool take_digits(int *out, const char **at, int count)
{
    int number = 0;

    for (int i = 0; i < count; i++, ++*at) {
        if (**at < '0' || **at > '9')
            return false;
        number = number * 10 + (**at - '0');
    }
    *out = number;
    return true;
}

static bool take_letter(const char **at, char letter)
{
    if (**at != letter)
        return false;
    ++*at;
    return true;
}

static bool take_date(struct written *out, const char **at)
{
    return take_digits(&out->year, at, 4) && take_letter(at, '-') &&
           take_digits(&out->month, at, 2) && take_letter(at, '-') && take_digits(&out->day, at, 2);
}

static bool take_clock(struct written *out, const char **at)
{
    if (!take_digits(&out->hour, at, 2) || !take_letter(at, ':') ||
        !take_digits(&out->minute, at, 2))
        return false;
    out->second = 0;
    return !take_letter(at, ':') || take_digits(&out->second, at, 2);
}

/* "Z", "+01:00", or nothing. */
static bool take_offset(struct written *out, const char **at)
{
    int hours, minutes;

    out->offset = 0;
    out->has_offset = take_letter(at, 'Z') || take_letter(at, 'z');
    if (out->has_offset || **at == '\0')
        return true;
    int sign = take_letter(at, '-') ? -1 : 1;
    if (sign > 0 && !take_letter(at, '+'))
        return false;
    if (!take_digits(&hours, at, 2) || !take_letter(at, ':') || !take_digits(&minutes, at, 2))
        return false;
    out->has_offset = true;
    out->offset = sign * (hours * 3600 + minutes * 60);
    return hours <= 23 && minutes <= 59;
}

static bool take_written(struct written *out, const char *text)
{
    const char *at = text;

    return take_date(out, &at) &&
           (take_letter(&at, 'T') || take_letter(&at, 't') || take_letter(&at, ' ')) &&
           take_clock(out, &at) && take_offset(out, &at) && *at == '\0';
}

/* A date is real when counting it in days and back gives the same date. */
static bool is_real(const struct written *time)
{
    int year, month, day;

    if (time->month < 1 || time->month > 12 || time->hour > 23 || time->minute > 59 ||
        time->second > 59)
        return false;
    pk_day_date(&year, &month, &day, pk_day_number(time->year, time->month, time->day));
    return year == time->year && month == time->month && day == time->day;
}

static enum pk_status refuse(const char *text)
{
    char quoted[BASE_EXCERPT_SIZE];

    base_excerpt(quoted, text);
    return pk_fail(PK_USAGE,
                   _("\"%s\" is not a time: type it like 2026-11-22T18:30, or with seconds "
                     "and a zone, 2026-11-22T18:30:00+01:00 or ...Z."),
                   quoted);
}

static enum pk_status refuse_day(const char *text)
{
    char quoted[BASE_EXCERPT_SIZE];

    base_excerpt(quoted, text);
    return pk_fail(PK_USAGE, _("\"%s\": there is no such day or time of day."), quoted);
}

static enum pk_status refuse_year(const char *text)
{
    char quoted[BASE_EXCERPT_SIZE];

    base_excerpt(quoted, text);
    return pk_fail(PK_USAGE, _("\"%s\": a time must lie in the years %d to %d."), quoted,
                   FIRST_YEAR, LAST_YEAR);
}

static enum pk_status refuse_skipped(const char *text, const struct pk_zone *zone)
{
    char quoted[BASE_EXCERPT_SIZE];

    base_excerpt(quoted, text);
    return pk_fail(PK_USAGE, _("\"%s\": the clocks of %s skip this time, being put forward."),
                   quoted, pk_zone_name(zone));
}

/* The wall clock as seconds since 1970-01-01 00:00 on the wall. */
static int64_t wall_of(const struct written *time)
{
    int64_t hours = pk_day_number(time->year, time->month, time->day) * 24 + time->hour;

    return (hours * 60 + time->minute) * 60 + time->second;
}

/* The moment at which the clocks of ZONE show TIME. */
static enum pk_status moment_in_zone(int64_t *out, const struct written *time,
                                     const struct pk_zone *zone, const char *text)
{
    int64_t wall = wall_of(time);
    int64_t moment = pk_zone_moment(zone, wall / ZONE_DAY, (int32_t)(wall % ZONE_DAY));
    struct pk_local shown;

    pk_zone_local(&shown, zone, moment);
    if (moment + shown.offset != wall)
        return refuse_skipped(text, zone);
    *out = moment;
    return PK_OK;
}

enum pk_status pk_time_parse(int64_t *out, const char *text, const struct pk_zone *zone)
{
    struct written time;
    int64_t moment = 0;

    if (!take_written(&time, text))
        return refuse(text);
    if (time.year < FIRST_YEAR || time.year > LAST_YEAR)
        return refuse_year(text);
    if (!is_real(&time))
        return refuse_day(text);
    enum pk_status status = PK_OK;
    if (time.has_offset)
        moment = wall_of(&time) - time.offset;
    else
        status = moment_in_zone(&moment, &time, zone, text);
    if (status != PK_OK)
        return status;
    if (moment < 0) /* 1970 on the wall, but still 1969 in UTC */
        return refuse_year(text);
    *out = moment;
    return PK_OK;
}
