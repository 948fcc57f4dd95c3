/*
 * Times of day and deadlines of a tariff file. May call: words.c.
 *
 * The words are exact: `to 09:00` includes the minute 09:00, `before 09:00` does not, and
 * `08:00-20:00` is half-open.
 */
#include <string.h>

#include "tariff/build.h"

/* Seconds since the start of the tariff day. */
static int32_t from_day_start(const struct builder *b, int32_t clock)
{
    return (clock - b->tariff->day_start + 2 * TARIFF_DAY) % TARIFF_DAY;
}

static bool make_range(const struct builder *b, int32_t from, int32_t to, int32_t extra,
                       struct tariff_range *out)
{
    out->start = from_day_start(b, from);
    out->length = (to - from + TARIFF_DAY) % TARIFF_DAY;
    if (out->length == 0 && extra == 0) {
        out->length = TARIFF_DAY; /* 00:00-24:00, 06:00-06:00 */
    }
    out->length = out->length + extra > TARIFF_DAY ? TARIFF_DAY : out->length + extra;
    return true;
}

bool tariff_times_take_range(const struct builder *b, const char **at, struct tariff_range *out)
{
    const char *start = *at;
    int32_t from, to;

    if (!tariff_words_clock(&start, &from) || !tariff_words_take_mark(&start, '-') ||
        !tariff_words_clock(&start, &to)) {
        return false;
    }
    *at = start;
    return make_range(b, from, to, 0, out);
}

bool tariff_times_take(const struct builder *b, const char **at, struct tariff_range *out)
{
    const char *start = *at;
    int32_t day_start = b->tariff->day_start;
    int32_t from = day_start, to = day_start;
    int32_t extra = 0;

    if (tariff_times_take_range(b, at, out)) {
        return true;
    }
    if (tariff_words_take(&start, "before")) {
        if (!tariff_words_clock(&start, &to) || to % TARIFF_DAY == day_start) {
            return false;
        }
    } else if (tariff_words_take(&start, "to")) {
        extra = 60;
        if (!tariff_words_clock(&start, &to)) {
            return false;
        }
    } else if (tariff_words_take(&start, "from")) {
        if (!tariff_words_clock(&start, &from)) {
            return false;
        }
    } else {
        extra = 60;
        if (!tariff_words_clock(&start, &from) || !tariff_words_take(&start, "to") ||
            !tariff_words_clock(&start, &to)) {
            return false;
        }
    }
    *at = start;
    return make_range(b, from, to, extra, out);
}

/* "next day", "in 3 days", "Mon", or nothing. */
static bool take_until_day(const char **at, struct tariff_until *out)
{
    int weekday;
    int64_t days;

    out->kind = TARIFF_UNTIL_DAY;
    if (tariff_words_take(at, "same day")) {
        out->length = 0;
        return true;
    }
    if (tariff_words_take(at, "next day")) {
        out->length = 1;
        return true;
    }
    if (tariff_words_take(at, "in")) {
        if (!tariff_words_number(at, &days) ||
            !(tariff_words_take(at, "days") || tariff_words_take(at, "day")) || days > 400) {
            return false;
        }
        out->length = days;
        return true;
    }
    if (tariff_words_weekday(at, &weekday)) {
        out->kind = TARIFF_UNTIL_WEEKDAY;
        out->length = weekday;
        return true;
    }
    out->kind = TARIFF_UNTIL_NEXT;
    return true;
}

bool tariff_times_take_until(const struct builder *b, const char **at, bool lengths,
                             struct tariff_until *out)
{
    const char *from = *at;
    int32_t extra = 0;

    *out = (struct tariff_until){0};
    if (lengths && tariff_words_length(&from, &out->length)) {
        out->kind = TARIFF_UNTIL_LENGTH;
        *at = from;
        return true;
    }
    if (tariff_words_take(&from, "to")) {
        extra = 60;
    } else if (!tariff_words_take(&from, "before")) {
        return false;
    }
    if (!tariff_words_clock(&from, &out->clock) || !take_until_day(&from, out)) {
        return false;
    }
    /* With days that start at 06:00, 02:00 of a day is in the night after it. */
    if (out->kind != TARIFF_UNTIL_NEXT && out->clock < b->tariff->day_start) {
        out->clock += TARIFF_DAY;
    }
    out->clock += extra;
    out->shown = extra;
    *at = from;
    return true;
}
