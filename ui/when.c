/*
 * Moments as text. Calls parkade/zone.h.
 */
#include "when.h"

#include <stdio.h>

void when_short(char out[static WHEN_SIZE], struct pk_lot *lot, int64_t at)
{
    struct pk_local then, now;

    out[0] = '\0';
    if (at == PK_NONE)
        return;
    pk_zone_local(&then, pk_lot_zone(lot), at);
    pk_zone_local(&now, pk_lot_zone(lot), pk_lot_now(lot));
    const char *format = then.day_number == now.day_number ? "%H:%M"
                         : then.year == now.year           ? "%e %b %H:%M"
                                                           : "%e %b %Y %H:%M";
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
    else
        when_short(end, lot, to);
    snprintf(out, WHEN_RANGE_SIZE, "%s - %s", begin, end);
}

void when_length(char out[static WHEN_SIZE], int64_t from, int64_t to)
{
    pk_duration_format(out, to > from ? to - from : 0);
}
