/*
 * Time zones and times as text. A zone is a table of the moments its offset changes, read from
 * the system's time zone data once; after that every question is a pure look-up.
 */
#ifndef PARKADE_ZONE_H
#define PARKADE_ZONE_H

#include "parkade/types.h"

struct pk_zone;

enum { PK_TIME_SIZE = 40 };

/* A moment on the wall clock of a zone. */
struct pk_local {
    int year, month, day;     /* 2026, 1..12, 1..31 */
    int hour, minute, second; /* 0..23, 0..59, 0..59 */
    int weekday;              /* 0 Monday .. 6 Sunday */
    int64_t day_number;       /* days since 1970-01-01 on the wall calendar */
    int32_t offset;           /* seconds east of UTC */
};

/*
 * Opens the IANA zone NAME ("Europe/Berlin"). Returns PK_OK, or PK_USAGE when there is no such
 * zone. The caller releases it with pk_zone_close(). Not to be called from two threads at once.
 */
enum pk_status pk_zone_open(struct pk_zone **out, const char *name);
void pk_zone_close(struct pk_zone *zone);
const char *pk_zone_name(const struct pk_zone *zone);

/* The wall clock of ZONE at the moment AT. */
void pk_zone_local(struct pk_local *out, const struct pk_zone *zone, int64_t at);

/*
 * The moment at which the wall clock of ZONE shows SECONDS (0..86399) past midnight of DAY_NUMBER.
 * A time that happens twice gives the first; one that is skipped gives the moment of the jump.
 */
int64_t pk_zone_moment(const struct pk_zone *zone, int64_t day_number, int32_t seconds);

/* The next moment after AT at which the offset of ZONE changes, or PK_NONE. */
int64_t pk_zone_next_change(const struct pk_zone *zone, int64_t at);

/* Days since 1970-01-01 of a date of the Gregorian calendar, and back. */
int64_t pk_day_number(int year, int month, int day);
void pk_day_date(int *year, int *month, int *day, int64_t day_number);

/* Writes "2026-11-22T18:30:00Z". PK_NONE gives "". */
void pk_time_format_utc(char text[static PK_TIME_SIZE], int64_t at);

/* Writes the wall clock of ZONE as strftime(3) would with FORMAT. PK_NONE gives "". */
void pk_time_format_local(char text[static PK_TIME_SIZE], const struct pk_zone *zone, int64_t at,
                          const char *format);

/*
 * Reads RFC 3339 ("2026-11-22T18:30:00Z", "...+01:00") or a wall clock of ZONE
 * ("2026-11-22T18:30", with or without seconds, 'T' or a blank). A wall time that happens twice
 * is the first; one that is skipped is refused. Years 1970 to 2199.
 * Returns PK_OK or PK_USAGE with a sentence.
 */
enum pk_status pk_time_parse(int64_t *out, const char *text, const struct pk_zone *zone);

/* Reads "15m", "2h", "7d", "90" or "90s" as seconds, 0 to 100 years. PK_OK or PK_USAGE. */
enum pk_status pk_duration_parse(int64_t *out, const char *text);

/* Writes SECONDS for people: "2 d 3 h", "2 h 39", "12 min". */
void pk_duration_format(char text[static PK_TIME_SIZE], int64_t seconds);

#endif
