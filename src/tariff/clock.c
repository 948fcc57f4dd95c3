/*
 * Moments, tariff days and times of day. May call: zone.
 */
#include "tariff/clock.h"

void tariff_clock_open(struct tariff_clock *out, const struct pk_tariff *tariff, bool no_holidays)
{
    out->tariff = tariff;
    out->zone = tariff->is_wall_clock ? NULL : tariff->zone;
    out->no_holidays = no_holidays;
    out->offset = 0;
    out->from = INT64_MIN;
    out->until = out->zone == NULL ? INT64_MAX : INT64_MIN;
}

static void find_offset(struct tariff_clock *clock, int64_t at)
{
    struct pk_local local;

    pk_zone_local(&local, clock->zone, at);
    int64_t next = pk_zone_next_change(clock->zone, at);
    clock->offset = local.offset;
    clock->from = at;
    clock->until = next == PK_NONE ? INT64_MAX : next;
}

static int64_t floor_day(int64_t seconds)
{
    int64_t day = seconds / TARIFF_DAY;

    return seconds < day * TARIFF_DAY ? day - 1 : day;
}

void tariff_clock_place(struct tariff_place *out, struct tariff_clock *clock, int64_t at)
{
    if (at < clock->from || at >= clock->until) {
        find_offset(clock, at);
    }
    int64_t wall = at + clock->offset - clock->tariff->day_start;
    out->day = floor_day(wall);
    out->second = (int32_t)(wall - out->day * TARIFF_DAY);
    out->until = clock->until;
}

int64_t tariff_clock_moment(const struct tariff_clock *clock, int64_t day, int64_t seconds)
{
    day += seconds / TARIFF_DAY;
    seconds %= TARIFF_DAY;
    return clock->zone == NULL ? day * TARIFF_DAY + seconds
                               : pk_zone_moment(clock->zone, day, (int32_t)seconds);
}

tariff_day tariff_clock_day(const struct tariff_clock *clock, int64_t day)
{
    const struct pk_tariff *t = clock->tariff;
    int64_t weekday = ((day + 3) % 7 + 7) % 7;

    if (t->days == NULL || day < 0 || day >= t->day_count) {
        return (tariff_day)weekday;
    }
    tariff_day found = t->days[day];
    tariff_day kind = found & TARIFF_KIND_MASK;
    if (clock->no_holidays && (kind == TARIFF_HOLIDAY || kind == TARIFF_EVE)) {
        return (found & ~(tariff_day)TARIFF_KIND_MASK) | (tariff_day)weekday;
    }
    return found;
}

int64_t tariff_clock_from_utc(const struct tariff_clock *clock, int64_t at)
{
    struct pk_local local;

    if (clock->zone != NULL) {
        return at;
    }
    pk_zone_local(&local, clock->tariff->zone, at);
    return at + local.offset;
}

int64_t tariff_clock_until(struct tariff_clock *clock, const struct tariff_until *until, int64_t at)
{
    struct tariff_place place;

    if (until->kind == TARIFF_UNTIL_NONE) {
        return TARIFF_FOREVER;
    }
    if (until->kind == TARIFF_UNTIL_LENGTH) {
        return at + until->length;
    }
    tariff_clock_place(&place, clock, at);
    if (until->kind == TARIFF_UNTIL_DAY) {
        return tariff_clock_moment(clock, place.day + until->length, until->clock);
    }
    /* The first such time that begins after AT: who comes within the minute of `to` has the next
     * one. A tariff day may begin a calendar day late. */
    for (int64_t day = place.day;; day++) {
        int64_t weekday = ((day + 3) % 7 + 7) % 7;
        int64_t shows = tariff_clock_moment(clock, day, until->clock - until->shown);
        if (shows > at && (until->kind == TARIFF_UNTIL_NEXT || weekday == until->length)) {
            return tariff_clock_moment(clock, day, until->clock);
        }
    }
}

bool tariff_clock_in_range(const struct tariff_range *range, const struct tariff_place *place,
                           bool matches_today, bool matches_yesterday, int64_t *day, int32_t *left)
{
    int32_t since = place->second - range->start;

    if (matches_today && since >= 0 && since < range->length) {
        *day = place->day;
        *left = range->length - since;
        return true;
    }
    since += TARIFF_DAY;
    if (matches_yesterday && since < range->length) {
        *day = place->day - 1;
        *left = range->length - since;
        return true;
    }
    return false;
}

bool tariff_clock_in_times(const struct tariff_clock *clock, const struct tariff_times *times,
                           uint32_t seasons, const struct tariff_place *place)
{
    tariff_day today = tariff_clock_day(clock, place->day);
    tariff_day yesterday = tariff_clock_day(clock, place->day - 1);
    bool found = times->count == 0 && tariff_day_is(today, TARIFF_ALL_DAYS, seasons);

    for (int i = 0; i < times->count && !found; i++) {
        int64_t day;
        int32_t left;
        found = tariff_clock_in_range(
            &times->range[i], place, tariff_day_is(today, times->days[i], seasons),
            tariff_day_is(yesterday, times->days[i], seasons), &day, &left);
    }
    return found;
}
