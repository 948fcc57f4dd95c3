/*
 * Gaps: the numbers of tickets and receipts that nothing has.
 */
#include "parkade/audit.h"
#include "report/account.h"

struct gaps {
    struct pk_gap *out;
    size_t capacity, *count;
};

static void add_gap(struct gaps *gaps, int64_t first, int64_t last)
{
    if (first <= last && *gaps->count < gaps->capacity)
        gaps->out[(*gaps->count)++] = (struct pk_gap){first, last};
}

/* Q gives the numbers between BEFORE and AFTER that are there, in order; ends it. */
static enum pk_status find_gaps(struct gaps *gaps, struct query *q, int64_t before, int64_t after)
{
    while (query_next(q)) {
        int64_t number = column_int(q, 0);
        add_gap(gaps, before + 1, number - 1);
        before = number;
    }
    add_gap(gaps, before + 1, after - 1);
    return query_end(q);
}

struct question {
    struct pk_lot *lot;
    const char *station;
    struct span span;
    struct gaps gaps;
};

static enum pk_status find_ticket_gaps(void *context)
{
    struct question *asked = context;
    int64_t before, after;
    enum pk_status status = account_edges(&before, &after, asked->lot, &asked->span);
    if (status != PK_OK)
        return status;
    struct query *q =
        query_on(asked->lot->store, "SELECT ticket_no FROM parking_ticket "
                                    "WHERE ticket_no > ? AND ticket_no < ? ORDER BY ticket_no");
    query_int(q, before);
    query_int(q, after);
    return find_gaps(&asked->gaps, q, before, after);
}

enum pk_status pk_accountability_gaps(struct pk_gap *out, size_t capacity, size_t *count,
                                      struct pk_lot *lot, int64_t from, int64_t to)
{
    *count = 0;
    enum pk_status status = report_check_days(from, to, PK_AUDIT_DAYS_MAX);
    if (status != PK_OK)
        return status;
    struct question asked = {lot, NULL, report_span(lot, from, to), {out, capacity, count}};
    return store_read(lot->store, find_ticket_gaps, &asked);
}

/* As pk_receipts() has them: the numbers just outside of those of the period. */
static enum pk_status receipt_edges(int64_t *before, int64_t *after, const struct question *asked)
{
    struct query *q = query_on(
        asked->lot->store,
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM retention_run) THEN r.first - 1 ELSE "
        "coalesce((SELECT max(receipt_no) FROM tender WHERE station = ?3 "
        "AND receipt_no < r.first), 0) END, coalesce((SELECT min(receipt_no) FROM tender "
        "WHERE station = ?3 AND receipt_no > r.last), (SELECT value + 1 FROM counter "
        "WHERE name = 'receipt:' || ?3)) FROM (SELECT min(receipt_no) AS first, "
        "max(receipt_no) AS last FROM tender WHERE time >= ?1 AND time < ?2 AND station = ?3) r "
        "WHERE r.first IS NOT NULL");
    query_int(q, asked->span.from);
    query_int(q, asked->span.to);
    query_text(q, asked->station);
    *before = *after = 0;
    if (query_next(q)) {
        *before = column_int(q, 0);
        *after = column_int(q, 1);
    }
    return query_end(q);
}

static enum pk_status find_receipt_gaps(void *context)
{
    struct question *asked = context;
    int64_t before, after;
    enum pk_status status = receipt_edges(&before, &after, asked);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(asked->lot->store,
                               "SELECT receipt_no FROM tender WHERE station = ? AND receipt_no > ? "
                               "AND receipt_no < ? ORDER BY receipt_no");
    query_text(q, asked->station);
    query_int(q, before);
    query_int(q, after);
    return find_gaps(&asked->gaps, q, before, after);
}

enum pk_status pk_receipt_gaps(struct pk_gap *out, size_t capacity, size_t *count,
                               struct pk_lot *lot, const char *station, int64_t from, int64_t to)
{
    *count = 0;
    enum pk_status status = report_check_days(from, to, PK_AUDIT_DAYS_MAX);
    if (status != PK_OK)
        return status;
    struct question asked = {lot, station, report_span(lot, from, to), {out, capacity, count}};
    return store_read(lot->store, find_receipt_gaps, &asked);
}
