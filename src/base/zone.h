/*
 * What the files about time share: the table of a zone, how it is read, and the calendar.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "parkade/zone.h"

#define ZONE_DAY INT64_C(86400)

enum { ZONE_ABBREVIATION_SIZE = 12 };

/* The table runs over these moments: 1970 up to and with 2200. */
#define ZONE_FIRST INT64_C(0)
#define ZONE_LAST  INT64_C(7289654399)

/* A time in which the wall clock does not jump. */
struct zone_span {
    int64_t at;       /* its first moment; INT64_MIN for the first span */
    int64_t wall_end; /* all wall times before this one are over when the next span begins */
    int32_t offset;   /* seconds east of UTC */
    char abbreviation[ZONE_ABBREVIATION_SIZE]; /* "CET"; neighbours may differ in this only */
};

struct pk_zone {
    char name[PK_NAME_SIZE];
    size_t count;
    struct zone_span *spans; /* in order; at least one */
};

/* Fills the spans of ZONE, which has its name. PK_OK, or PK_USAGE when the system has no such
 * zone. */
enum pk_status zone_read(struct pk_zone *zone);

/*
 * The moments from ZONE_FIRST on at which the file of the zone NAME lists a change, in order; the
 * caller frees *MOMENTS. After the last one the zone follows one yearly rule. PK_OK or PK_USAGE.
 */
enum pk_status zone_file_moments(int64_t **moments, size_t *count, const char *name);

/* AT, or the nearest moment in the years 1 to 9999: what lies beyond would overflow. */
int64_t zone_within_calendar(int64_t at);

/* The span in which the moment AT lies. */
const struct zone_span *zone_span_at(const struct pk_zone *zone, int64_t at);

/* Takes the wall clock, as seconds since 1970-01-01 00:00 on the wall, apart. */
void zone_split(struct pk_local *out, int64_t wall, int32_t offset);

#endif
