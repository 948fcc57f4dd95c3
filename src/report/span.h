/*
 * Local days as reports ask about them.
 */
#ifndef REPORT_SPAN_H
#define REPORT_SPAN_H

#include "lot/handle.h"

enum { REPORT_DAYS_MAX = 3660, REPORT_DATE_SIZE = 16 };

/* A local day as moments: FROM is in it, TO is not. */
struct span {
    int64_t from, to;
};

struct span span_of(const struct pk_lot *lot, int64_t day);

/* "2026-11-22" */
void span_date(char out[static REPORT_DATE_SIZE], int64_t day);

/* Whether a report can be about the days FROM to TO. PK_OK or PK_USAGE. */
enum pk_status span_check(int64_t from, int64_t to);

#endif
