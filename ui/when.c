/*
 * Moments as text. Calls parkade/zone.h.
 */
#include "when.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

void when_short(char out[static WHEN_SIZE], struct pk_lot *lot, int64_t at)
{
    struct pk_local then, now;

    out[0] = '\0';
    if (at == PK_NONE)
        return;
    pk_zone_local(&then, pk_lot_zone(lot), at);
    pk_zone_local(&now, pk_lot_zone(lot), pk_lot_now(lot));
    const char *format = then.day_number == now.day_number ? "%H:%M"
                         : then.year == now.year           ? "%-d %b %H:%M"
                                                           : "%-d %b %Y %H:%M";
    pk_time_format_local(out, pk_lot_zone(lot), at, format);
}

void when_range(char out[static WHEN_RANGE_SIZE], struct pk_lot *lot, int64_t from, int64_t to)
{
    struct pk_local first, last;
    char begin[WHEN_SIZE], end[WHEN_SIZE];

    out[0] = '\0';
    if (from == PK_NONE || to == PK_NONE)
        return;
    pk_zone_local(&first, pk_lot_zone(lot), from);
    pk_zone_local(&last, pk_lot_zone(lot), to);
    when_short(begin, lot, from);
    if (first.day_number == last.day_number)
        pk_time_format_local(end, pk_lot_zone(lot), to, "%H:%M");
    else if (first.year == last.year)
        pk_time_format_local(end, pk_lot_zone(lot), to, "%-d %b %H:%M");
    else
        pk_time_format_local(end, pk_lot_zone(lot), to, "%-d %b %Y %H:%M");
    snprintf(out, WHEN_RANGE_SIZE, "%s%s%s", begin, from == to ? "" : " - ", from == to ? "" : end);
}

int64_t when_today(struct pk_lot *lot)
{
    struct pk_local now;

    pk_zone_local(&now, pk_lot_zone(lot), pk_lot_now(lot));
    return now.day_number;
}

void when_date(char out[static WHEN_SIZE], struct pk_lot *lot, int64_t day, const char *format)
{
    enum { NOON = 43200 };

    pk_time_format_local(out, pk_lot_zone(lot), pk_zone_moment(pk_lot_zone(lot), day, NOON),
                         format);
}

void when_day(char out[static WHEN_SIZE], struct pk_lot *lot, int64_t day)
{
    when_date(out, lot, day, "%a %-d %b %Y");
}

void when_length(char out[static WHEN_SIZE], int64_t from, int64_t to)
{
    pk_duration_format(out, to > from ? to - from : 0);
}

enum { LONG_SIZE = 17 }; /* "2026-01-12 16:41" and its end */

/* Whether TEXT begins with a moment in its long form. */
static bool is_long(char moment[static LONG_SIZE], const char *text)
{
    static const char FORM[] = "dddd-dd-dd dd:dd";

    for (size_t i = 0; i < LONG_SIZE - 1; i++) {
        bool is_digit = isdigit((unsigned char)text[i]) != 0;
        if (FORM[i] == 'd' ? !is_digit : text[i] != FORM[i])
            return false;
        moment[i] = text[i];
    }
    moment[LONG_SIZE - 1] = '\0';
    return true;
}

void when_shorten(char *out, size_t size, struct pk_lot *lot, const char *text)
{
    char moment[LONG_SIZE], brief[WHEN_SIZE];
    size_t used = 0;
    int64_t at;

    while (*text && used + WHEN_SIZE < size) {
        if (is_long(moment, text) && pk_time_parse(&at, moment, pk_lot_zone(lot)) == PK_OK) {
            when_short(brief, lot, at);
            memcpy(out + used, brief, strlen(brief));
            used += strlen(brief);
            text += LONG_SIZE - 1;
        } else {
            out[used++] = *text++;
        }
    }
    out[used] = '\0';
}

/* Minutes past midnight, or -1: "18:42", "18.42", "1842", "842". */
static int minutes_of(const char *text)
{
    int digits = 0, number = 0, marks = 0;

    for (; *text; text++) {
        bool is_mark = (*text == ':' || *text == '.') && strlen(text) == 3 && digits > 0;
        if (is_mark && marks++ == 0)
            continue;
        if (is_mark || !isdigit((unsigned char)*text) || ++digits > 4)
            return -1;
        number = 10 * number + (*text - '0');
    }
    if (digits < 3 || number / 100 > 23 || number % 100 > 59)
        return -1;
    return number / 100 * 60 + number % 100;
}

enum pk_status when_read(int64_t *out, struct pk_lot *lot, const char *text)
{
    int minutes = minutes_of(text);
    int64_t now = pk_lot_now(lot);
    struct pk_local today;

    if (minutes < 0)
        return pk_time_parse(out, text, pk_lot_zone(lot));
    pk_zone_local(&today, pk_lot_zone(lot), now);
    *out = pk_zone_moment(pk_lot_zone(lot), today.day_number, minutes * 60);
    if (*out > now)
        *out = pk_zone_moment(pk_lot_zone(lot), today.day_number - 1, minutes * 60);
    return PK_OK;
}
