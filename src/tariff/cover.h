/*
 * Whether times of day cover the days: gaps and overlaps, for every pair of neighbouring days that
 * the calendar of the tariff has.
 */
#ifndef TARIFF_COVER_H
#define TARIFF_COVER_H

#include "tariff/tariff.h"

enum { COVER_PAIRS_MAX = 1024, COVER_SPANS_MAX = 2 * TARIFF_WINDOWS_MAX * TARIFF_RANGES_MAX };

/* A day, what it is and what the one before it is; `day` is the first such day from 2026 on. */
struct cover_pair {
    tariff_day before, today;
    int64_t day;
};

struct cover_days {
    size_t count;
    struct cover_pair pair[COVER_PAIRS_MAX];
};

/* All different pairs of days of the tariff's calendar. */
void tariff_cover_find_days(struct cover_days *out, const struct pk_tariff *tariff);

/* Part of a day that something, named by its index, covers. */
struct cover_span {
    int32_t start, end;
    int owner;
};

struct cover_day {
    int count;
    struct cover_span span[COVER_SPANS_MAX];
};

/* Adds RANGE where it falls on the day: today's, and what reaches over from the day before. */
void tariff_cover_add(struct cover_day *out, const struct tariff_range *range, bool today,
                      bool before, int owner);

/* Sorts the spans. */
void tariff_cover_sort(struct cover_day *day);

/* The first time that no span covers; false when there is none. */
bool tariff_cover_gap(const struct cover_day *day, int32_t *start, int32_t *end);

/* The first time that two spans cover, and the later one's owner. */
bool tariff_cover_overlap(const struct cover_day *day, int32_t *start, int32_t *end, int *first,
                          int *second);

/* "Sat 2026-05-02 08:00" of the second SECOND of the tariff day. */
void tariff_cover_format(char text[static PK_TIME_SIZE], const struct pk_tariff *tariff,
                         int64_t day, int32_t second);

#endif
