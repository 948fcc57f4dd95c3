/*
 * What was taken, day by day: for figures of long spans. Every day is a range of an index that
 * holds the method and the amount too.
 */
#include "report/report.h"

/* Three sums in one pass: to group by method would sort all rows of the day. */
enum pk_status report_takings(struct pk_takings *out, struct pk_lot *lot, const struct span *span)
{
    *out = (struct pk_takings){.tenders = 0};
    struct query *q = query_on(lot->store, "SELECT count(*), sum(amount), "
                                           "sum(amount) FILTER (WHERE method = 'cash'), "
                                           "sum(amount) FILTER (WHERE amount < 0) "
                                           "FROM tender WHERE time >= ? AND time < ?");
    query_int(q, span->from);
    query_int(q, span->to);
    if (query_next(q)) {
        out->tenders = column_int(q, 0);
        out->taken = column_int(q, 1);
        out->by_method[PK_CASH] = column_int(q, 2);
        out->by_method[PK_CARD] = out->taken - out->by_method[PK_CASH]; /* nil is nothing */
        out->refunds = -column_int(q, 3);
    }
    return query_end(q);
}

struct wanted {
    struct pk_takings *out;
    struct pk_lot *lot;
    int64_t from, to;
};

static enum pk_status read_days(void *context)
{
    struct wanted *wanted = context;
    enum pk_status status = PK_OK;
    for (int64_t day = wanted->from; status == PK_OK && day <= wanted->to; day++) {
        struct span span = report_span(wanted->lot, day, day);
        status = report_takings(&wanted->out[day - wanted->from], wanted->lot, &span);
    }
    return status;
}

enum pk_status pk_report_takings(struct pk_takings *out, struct pk_lot *lot, int64_t from,
                                 int64_t to)
{
    enum pk_status status = report_check_days(from, to, REPORT_DAYS_MAX);
    return status == PK_OK ? store_read(lot->store, read_days, &(struct wanted){out, lot, from, to})
                           : status;
}
