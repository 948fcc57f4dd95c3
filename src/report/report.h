/*
 * What reports share: local days as moments, and counts that more than one of them needs.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "lot/handle.h"
#include "parkade/report.h"

enum { REPORT_DAYS_MAX = 3660, REPORT_DATE_SIZE = 16 };

/* Local days as moments: FROM is in it, TO is not. */
struct span {
    int64_t from, to;
};

/* The days FIRST to LAST, both included, midnight to midnight of the lot's zone. */
struct span report_span(const struct pk_lot *lot, int64_t first, int64_t last);

/* PK_OK, or PK_USAGE: days that no calendar has, in the wrong order, or more than MOST of them. */
enum pk_status report_check_days(int64_t first, int64_t last, int64_t most);

/* "2026-11-22" of a day number, and of a moment in the lot's zone. */
void report_date(char out[static REPORT_DATE_SIZE], int64_t day);
void report_date_of(char out[static REPORT_DATE_SIZE], const struct pk_lot *lot, int64_t at);

/* Who was inside at the moment AT. */
enum pk_status report_inside(int64_t *out, struct pk_lot *lot, int64_t at);

/* How many were inside at a moment, known already: other moments are counted from it. */
struct inside {
    bool is_known;
    int64_t at, count;
};

/* Moves INSIDE to the moment AT: counts who came and left in between. The first time it counts
 * back from the present. */
enum pk_status report_inside_at(struct inside *inside, struct pk_lot *lot, int64_t at);

/* The hours of one local day; INSIDE is moved to the day's end. */
enum pk_status report_hours(struct pk_hour out[static 24], struct inside *inside,
                            struct pk_lot *lot, int64_t day);

/* Tickets that were issued in SPAN, with their lowest and highest number (0: none). */
struct issued {
    int64_t count, first_no, last_no;
};
enum pk_status report_issued(struct issued *out, struct pk_lot *lot, const struct span *span);

/* Tickets by how they ended. */
struct ended {
    int64_t exited, voided, replaced, released;
};

/* Those that ended in SPAN. */
enum pk_status report_ended(struct ended *out, struct pk_lot *lot, const struct span *span);

/* What was taken in SPAN. */
enum pk_status report_takings(struct pk_takings *out, struct pk_lot *lot, const struct span *span);

/* The number of the last ticket that was given out. */
enum pk_status report_last_number(int64_t *out, struct pk_lot *lot);

#endif
