/*
 * Reading a zone: what its wall clock shows, asked of the C library and kept as a table.
 *
 * The zone's file lists the changes up to some year; after that it gives one yearly rule. Such a
 * rule depends only on what the year's calendar looks like, and there are 14 kinds of year: one of
 * each is walked through, the others are copied from it. Asking localtime_r() through all of two
 * centuries would take ten times as long.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/error.h"
#include "base/zone.h"
#include "parkade/text.h"

enum { KINDS_OF_YEAR = 14, LAST_YEAR = 2200 };

/* The two changes of a yearly rule lie further apart than this. */
enum { STEP = 20 * ZONE_DAY };

/* A year of each kind that has been walked through. */
struct model {
    bool known;
    int64_t start;
    size_t first, count; /* its spans */
};

static bool same_clock(const struct zone_span *one, const struct zone_span *other)
{
    return one->offset == other->offset && strcmp(one->abbreviation, other->abbreviation) == 0;
}

/* What the zone that TZ names now shows at the moment AT. */
static struct zone_span look(int64_t at)
{
    struct zone_span span = {.at = at};
    struct tm local;
    time_t moment = (time_t)at;

    if (localtime_r(&moment, &local) != NULL) {
        span.offset = (int32_t)local.tm_gmtoff;
        pk_copy(span.abbreviation, sizeof span.abbreviation, local.tm_zone);
    }
    return span;
}

static bool append(struct pk_zone *zone, const struct zone_span *span)
{
    enum { CHUNK = 256 };

    if (zone->count % CHUNK == 0) {
        struct zone_span *grown = realloc(zone->spans, (zone->count + CHUNK) * sizeof *zone->spans);
        if (grown == NULL)
            return false;
        zone->spans = grown;
    }
    zone->spans[zone->count++] = *span;
    return true;
}

/* The first moment after BEFORE, and not after AFTER, that no longer looks like BEFORE. */
static struct zone_span bisect(const struct zone_span *before, const struct zone_span *after)
{
    int64_t low = before->at;
    struct zone_span high = *after;

    while (high.at - low > 1) {
        struct zone_span middle = look(low + (high.at - low) / 2);
        if (same_clock(&middle, before))
            low = middle.at;
        else
            high = middle;
    }
    return high;
}

/* Appends the changes after FROM and before TO. */
static bool walk(struct pk_zone *zone, int64_t from, int64_t to)
{
    struct zone_span here = look(from);

    while (here.at < to - 1) {
        struct zone_span next = look(here.at + STEP < to ? here.at + STEP : to - 1);
        if (!same_clock(&here, &next)) {
            next = bisect(&here, &next);
            if (!append(zone, &next))
                return false;
        }
        here = next;
    }
    return true;
}

static bool append_moments(struct pk_zone *zone, const int64_t *moments, size_t count)
{
    struct zone_span span = look(ZONE_FIRST);

    span.at = INT64_MIN;
    if (!append(zone, &span))
        return false;
    for (size_t i = 0; i < count; i++) {
        span = look(moments[i]);
        if (!same_clock(&span, &zone->spans[zone->count - 1]) && !append(zone, &span))
            return false;
    }
    return true;
}

static int64_t start_of_year(int year)
{
    return pk_day_number(year, 1, 1) * ZONE_DAY;
}

/* Kinds of year: on which day it begins, and whether it is a leap year. */
static int kind_of_year(int year)
{
    int64_t days = (start_of_year(year + 1) - start_of_year(year)) / ZONE_DAY;

    return (int)(pk_day_number(year, 1, 1) % 7 * 2 + (days - 365));
}

static bool append_copy(struct pk_zone *zone, const struct model *model, int64_t start)
{
    for (size_t i = 0; i < model->count; i++) {
        struct zone_span span = zone->spans[model->first + i];
        span.at += start - model->start;
        if (!append(zone, &span))
            return false;
    }
    return true;
}

/* Appends what the yearly rule does after FROM. */
static bool append_rule(struct pk_zone *zone, int64_t from)
{
    struct model models[KINDS_OF_YEAR] = {0};
    int year, month, day;

    pk_day_date(&year, &month, &day, from / ZONE_DAY);
    if (!walk(zone, from, start_of_year(year + 1)))
        return false;
    for (year++; year <= LAST_YEAR; year++) {
        struct model *model = &models[kind_of_year(year)];
        int64_t start = start_of_year(year);
        if (model->known) {
            if (!append_copy(zone, model, start))
                return false;
            continue;
        }
        /* From a second before: a year may begin with a change. */
        *model = (struct model){true, start, zone->count, 0};
        if (!walk(zone, start - 1, start_of_year(year + 1)))
            return false;
        model->count = zone->count - model->first;
    }
    return true;
}

/*
 * Wall times that are over when a span ends. Where the clock is set back, the later span repeats
 * some of them; the greatest end so far keeps the column sorted and the first span the right one.
 */
static void fill_wall_ends(struct pk_zone *zone)
{
    int64_t greatest = INT64_MIN;

    for (size_t i = 0; i + 1 < zone->count; i++) {
        int64_t end = zone->spans[i + 1].at + zone->spans[i].offset;
        greatest = end > greatest ? end : greatest;
        zone->spans[i].wall_end = greatest;
    }
    zone->spans[zone->count - 1].wall_end = INT64_MAX;
}

/* Sets TZ to NAME; NULL unsets it. */
static bool set_tz(const char *name)
{
    bool done = (name == NULL ? unsetenv("TZ") : setenv("TZ", name, 1)) == 0;

    tzset();
    return done;
}

/* Asks with TZ set to the zone, and leaves TZ as it was. */
static bool ask(struct pk_zone *zone, const int64_t *moments, size_t count)
{
    const char *current = getenv("TZ");
    char *saved = current == NULL ? NULL : strdup(current);

    if (current != NULL && saved == NULL)
        return false;
    bool done = set_tz(zone->name) && append_moments(zone, moments, count) &&
                append_rule(zone, count > 0 ? moments[count - 1] : ZONE_FIRST);
    done = set_tz(saved) && done;
    free(saved);
    return done;
}

enum pk_status zone_read(struct pk_zone *zone)
{
    int64_t *moments = NULL;
    size_t count = 0;
    enum pk_status status = zone_file_moments(&moments, &count, zone->name);

    if (status != PK_OK)
        return status;
    if (ask(zone, moments, count))
        fill_wall_ends(zone);
    else
        status = pk_fail(PK_INTERNAL, _("There is not enough memory."));
    free(moments);
    return status;
}
