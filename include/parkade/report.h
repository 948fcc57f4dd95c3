/*
 * Reports: figures of days, read from what was booked.
 */
#ifndef PARKADE_REPORT_H
#define PARKADE_REPORT_H

#include "parkade/lot.h"

/* One day of the lot, midnight to midnight of its zone. */
struct pk_day {
    char date[16]; /* "2026-11-22" */
    int64_t inside_before, issued, exited, voided, replaced, released, inside_after;
    int64_t by_method[PK_METHOD_COUNT]; /* taken, refunds deducted; minor units */
    int64_t refunds;                    /* of that: given back, as a positive sum */
    int64_t taken;                      /* all methods together */
    int64_t tenders;                    /* how many */
    int64_t first_no, last_no;          /* ticket numbers issued; 0: none */
};

/* The days FROM to TO (day numbers of the wall calendar, both included, at most 3660); CAPACITY
 * days are written at most. */
enum pk_status pk_report_days(struct pk_day *out, size_t capacity, size_t *count,
                              struct pk_lot *lot, int64_t from, int64_t to);

/* Sums days into OUT, dates and numbers spanning them. */
void pk_report_sum(struct pk_day *out, const struct pk_day *days, size_t count);

/* Occupancy and movement by hour of one local day. */
struct pk_hour {
    int64_t arrivals, departures, inside; /* inside at the hour's end */
};
enum pk_status pk_report_hours(struct pk_hour out[static 24], struct pk_lot *lot, int64_t day);

#endif
