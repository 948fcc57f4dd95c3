/*
 * A zone once read: what its wall clock shows when, and when it shows what. Pure look-ups in the
 * table that zone_read.c made; nothing here allocates but pk_zone_open(), nothing keeps state.
 */
#include "base/zone.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/excerpt.h"
#include "parkade/text.h"

#define EARLIEST_DAY INT64_C(-719162) /* 0001-01-01 */
#define LATEST_DAY   INT64_C(2932896) /* 9999-12-31 */

static int64_t between(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

int64_t zone_within_calendar(int64_t at)
{
    return between(at, EARLIEST_DAY * ZONE_DAY, LATEST_DAY * ZONE_DAY + ZONE_DAY - 1);
}

static enum pk_status refuse_length(const char *name)
{
    char quoted[BASE_EXCERPT_SIZE];

    base_excerpt(quoted, name);
    return pk_fail(PK_USAGE, _("There is no time zone \"%s\": the name is too long."), quoted);
}

enum pk_status pk_zone_open(struct pk_zone **out, const char *name)
{
    struct pk_zone *zone = calloc(1, sizeof *zone);
    enum pk_status status;

    *out = NULL;
    if (zone == NULL)
        return pk_fail(PK_INTERNAL, _("There is not enough memory."));
    status = pk_copy(zone->name, sizeof zone->name, name) ? zone_read(zone) : refuse_length(name);
    if (status != PK_OK) {
        pk_zone_close(zone);
        return status;
    }
    *out = zone;
    return PK_OK;
}

void pk_zone_close(struct pk_zone *zone)
{
    if (zone == NULL)
        return;
    free(zone->spans);
    free(zone);
}

const char *pk_zone_name(const struct pk_zone *zone)
{
    return zone->name;
}

const struct zone_span *zone_span_at(const struct pk_zone *zone, int64_t at)
{
    const struct zone_span *span = zone->spans;

    /* The span lies in [span, span + count). */
    for (size_t count = zone->count; count > 1;) {
        size_t half = count / 2;
        span = span[half].at <= at ? span + half : span;
        count -= half;
    }
    return span;
}

void pk_zone_local(struct pk_local *out, const struct pk_zone *zone, int64_t at)
{
    int64_t moment = zone_within_calendar(at);
    int32_t offset = zone_span_at(zone, moment)->offset;

    zone_split(out, moment + offset, offset);
}

/*
 * The moment of a wall time that the jump at the start of SPAN leaves out: that of the jump, unless
 * the clock is set back so soon that it shows the time after all.
 */
static int64_t moment_after_jump(const struct pk_zone *zone, const struct zone_span *span,
                                 int64_t wall)
{
    const struct zone_span *end = zone->spans + zone->count;

    for (const struct zone_span *next = span + 1; next < end && next->at - span->at <= 2 * ZONE_DAY;
         next++)
        if (zone_span_at(zone, wall - next->offset) == next)
            return wall - next->offset;
    return span->at;
}

int64_t pk_zone_moment(const struct pk_zone *zone, int64_t day_number, int32_t seconds)
{
    int64_t wall = between(day_number, EARLIEST_DAY, LATEST_DAY) * ZONE_DAY + seconds;
    const struct zone_span *span = zone->spans;

    /* The first span that is not over at that wall time. */
    for (size_t count = zone->count; count > 1;) {
        size_t half = count / 2;
        span = span[half - 1].wall_end <= wall ? span + half : span;
        count -= half;
    }
    int64_t moment = wall - span->offset;
    return moment < span->at ? moment_after_jump(zone, span, wall) : moment;
}

int64_t pk_zone_next_change(const struct pk_zone *zone, int64_t at)
{
    const struct zone_span *span = zone_span_at(zone, at);
    const struct zone_span *end = zone->spans + zone->count;

    /* Spans may differ in their abbreviation only. */
    for (const struct zone_span *next = span + 1; next < end; next++)
        if (next->offset != span->offset)
            return next->at;
    return PK_NONE;
}
