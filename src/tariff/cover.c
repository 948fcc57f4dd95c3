/*
 * Gaps and overlaps of times of day. Pure; calls the calendar only.
 */
#include "tariff/cover.h"

#include <stdio.h>

enum { SLOTS = 4 * COVER_PAIRS_MAX, FROM_YEAR = 2026 };

static tariff_day day_of(const struct pk_tariff *t, int64_t day)
{
    if (t->days == NULL || day < 0 || day >= t->day_count) {
        return (tariff_day)(((day + 3) % 7 + 7) % 7);
    }
    return t->days[day] & ~(tariff_day)TARIFF_IS_HOLIDAY;
}

/* Adds the pair unless it is known; SLOT is a hash table of indexes from 1. */
static void add_pair(struct cover_days *out, uint16_t *slot, const struct cover_pair *pair)
{
    uint64_t hash = ((uint64_t)pair->before << 32 | pair->today) * UINT64_C(0x9E3779B97F4A7C15);
    size_t at = (size_t)(hash >> 40) % SLOTS;

    for (; slot[at] != 0; at = (at + 1) % SLOTS) {
        const struct cover_pair *known = &out->pair[slot[at] - 1];
        if (known->before == pair->before && known->today == pair->today) {
            return;
        }
    }
    if (out->count < COVER_PAIRS_MAX) {
        out->pair[out->count++] = *pair;
        slot[at] = (uint16_t)out->count;
    }
}

void tariff_cover_find_days(struct cover_days *out, const struct pk_tariff *tariff)
{
    uint16_t slot[SLOTS] = {0};
    int64_t first = pk_day_number(FROM_YEAR, 1, 1);
    int64_t count = tariff->days == NULL ? 7 : tariff->day_count;

    out->count = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t day = tariff->days == NULL ? first + i : (first + i) % tariff->day_count;
        add_pair(out, slot,
                 &(struct cover_pair){day_of(tariff, day - 1), day_of(tariff, day), day});
    }
}

static void add_span(struct cover_day *out, int32_t start, int32_t end, int owner)
{
    end = end > TARIFF_DAY ? TARIFF_DAY : end;
    if (start < end && out->count < COVER_SPANS_MAX) {
        out->span[out->count++] = (struct cover_span){start, end, owner};
    }
}

void tariff_cover_add(struct cover_day *out, const struct tariff_range *range, bool today,
                      bool before, int owner)
{
    if (today) {
        add_span(out, range->start, range->start + range->length, owner);
    }
    if (before) {
        add_span(out, 0, range->start + range->length - TARIFF_DAY, owner);
    }
}

void tariff_cover_sort(struct cover_day *day)
{
    for (int i = 1; i < day->count; i++) {
        struct cover_span moving = day->span[i];
        int at = i;
        while (at > 0 && day->span[at - 1].start > moving.start) {
            day->span[at] = day->span[at - 1];
            at--;
        }
        day->span[at] = moving;
    }
}

bool tariff_cover_gap(const struct cover_day *day, int32_t *start, int32_t *end)
{
    int32_t covered = 0;

    for (int i = 0; i < day->count; i++) {
        if (day->span[i].start > covered) {
            *start = covered;
            *end = day->span[i].start;
            return true;
        }
        covered = day->span[i].end > covered ? day->span[i].end : covered;
    }
    *start = covered;
    *end = TARIFF_DAY;
    return covered < TARIFF_DAY;
}

bool tariff_cover_overlap(const struct cover_day *day, int32_t *start, int32_t *end, int *first,
                          int *second)
{
    for (int i = 1; i < day->count; i++) {
        const struct cover_span *before = &day->span[i - 1];
        const struct cover_span *span = &day->span[i];
        if (span->start < before->end) {
            *start = span->start;
            *end = span->end < before->end ? span->end : before->end;
            *first = before->owner;
            *second = span->owner;
            return true;
        }
    }
    return false;
}

void tariff_cover_format(char text[static PK_TIME_SIZE], const struct pk_tariff *tariff,
                         int64_t day, int32_t second)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    int32_t clock = second + tariff->day_start;
    int year, month, mday;

    if (clock > TARIFF_DAY || (second < TARIFF_DAY && clock == TARIFF_DAY)) {
        day++;
        clock -= TARIFF_DAY;
    }
    pk_day_date(&year, &month, &mday, day);
    snprintf(text, PK_TIME_SIZE, "%s %d-%02d-%02d %02d:%02d", names[((day + 3) % 7 + 7) % 7], year,
             month, mday, clock / 3600, clock / 60 % 60);
}
