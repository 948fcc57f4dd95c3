/*
 * Accountability: each ticket that was issued is inside, or its end is known, and no number is
 * missing. The numbers are witnessed twice: by the tickets, and by the counter that gave them out.
 */
#include <stdio.h>

#include "base/error.h"
#include "parkade/audit.h"
#include "parkade/text.h"
#include "report/account.h"

#define FIGURES                                                                                    \
    ", count(*), sum(ended_as IS 'exited'), sum(ended_as IS 'void'), "                             \
    "sum(ended_as IS 'replaced'), sum(ended_as IS 'released'), sum(ended_as IS NULL), "            \
    "min(ticket_no), max(ticket_no) FROM "

static void read_tally(struct query *q, struct pk_tally *tally)
{
    *tally = (struct pk_tally){.missing = 0};
    column_text(q, 0, tally->name, sizeof tally->name);
    tally->issued = column_int(q, 1);
    tally->exited = column_int(q, 2);
    tally->voided = column_int(q, 3);
    tally->replaced = column_int(q, 4);
    tally->released = column_int(q, 5);
    tally->inside = column_int(q, 6);
    tally->first_no = column_int(q, 7);
    tally->last_no = column_int(q, 8);
}

static enum pk_status read_span(struct pk_tally *out, struct pk_lot *lot, const struct span *span)
{
    struct query *q = query_on(lot->store, ACCOUNT_ISSUED "SELECT ''" FIGURES "issued");
    query_int(q, span->from);
    query_int(q, span->to);
    if (query_next(q))
        read_tally(q, out);
    return query_end(q);
}

/* ---- numbers ---- */

static enum pk_status count_numbers(int64_t *out, struct pk_lot *lot, int64_t first, int64_t last)
{
    struct query *q = query_on(lot->store, "SELECT count(*) FROM parking_ticket "
                                           "WHERE ticket_no BETWEEN ? AND ?");
    query_int(q, first);
    query_int(q, last);
    *out = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

/* The numbers just outside of FIRST to LAST that are in use, so that a hole at an edge is one too.
 * What retention took from the beginning is none; behind the last ticket is the counter. */
static enum pk_status find_neighbours(int64_t *before, int64_t *after, struct pk_lot *lot,
                                      int64_t first, int64_t last)
{
    struct query *q = query_on(
        lot->store,
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM retention_run) THEN ?1 - 1 "
        "ELSE coalesce((SELECT max(ticket_no) FROM parking_ticket "
        "WHERE ticket_no < ?1), 0) END, coalesce((SELECT min(ticket_no) FROM parking_ticket "
        "WHERE ticket_no > ?2), (SELECT value + 1 FROM counter "
        "WHERE name = 'ticket_no'))");
    query_int(q, first);
    query_int(q, last);
    if (query_next(q)) {
        *before = column_int(q, 0);
        *after = column_int(q, 1);
    }
    return query_end(q);
}

/* Of a period in which nothing was issued, the end of the numbers is looked at. */
static enum pk_status choose_numbers(int64_t *first, int64_t *last, struct pk_lot *lot,
                                     const struct pk_tally *tally)
{
    *first = tally->first_no;
    *last = tally->last_no;
    if (*last > 0)
        return PK_OK;
    enum pk_status status = report_last_number(last, lot);
    *first = *last + 1; /* none at all, but their neighbours */
    return status;
}

enum pk_status account_edges(int64_t *before, int64_t *after, struct pk_lot *lot,
                             const struct span *span)
{
    struct pk_tally tally = {.name = ""};
    int64_t first, last;
    *before = *after = 0;
    enum pk_status status = read_span(&tally, lot, span);
    if (status == PK_OK)
        status = choose_numbers(&first, &last, lot, &tally);
    return status == PK_OK ? find_neighbours(before, after, lot, first, last) : status;
}

static enum pk_status count_missing(struct pk_tally *tally, struct pk_lot *lot)
{
    int64_t first, last, found = 0, before = 0, after = 0;
    enum pk_status status = choose_numbers(&first, &last, lot, tally);
    if (status == PK_OK)
        status = count_numbers(&found, lot, first, last);
    if (status == PK_OK)
        status = find_neighbours(&before, &after, lot, first, last);
    tally->missing = after - before - 1 - found;
    return status;
}

/* ---- the whole ---- */

struct period {
    struct pk_lot *lot;
    int64_t from, to;
    enum pk_tally_by by;
    struct pk_tally *out;
    size_t capacity, *count;
};

static bool adds_up(const struct pk_tally *t)
{
    return t->issued == t->exited + t->voided + t->replaced + t->released + t->inside;
}

static enum pk_status read_all(void *context)
{
    struct period *period = context;
    struct span span = report_span(period->lot, period->from, period->to);
    enum pk_status status = read_span(period->out, period->lot, &span);
    return status == PK_OK ? count_missing(period->out, period->lot) : status;
}

enum pk_status pk_accountability(struct pk_tally *out, struct pk_lot *lot, int64_t from, int64_t to)
{
    *out = (struct pk_tally){.issued = 0};
    enum pk_status status = report_check_days(from, to, PK_AUDIT_DAYS_MAX);
    if (status == PK_OK)
        status = store_read(lot->store, read_all,
                            &(struct period){.lot = lot, .from = from, .to = to, .out = out});
    if (status != PK_OK)
        return status;
    if (out->missing != 0)
        return pk_fail(PK_CORRUPT,
                       _("Ticket numbers are missing: %lld. Somebody changed the lot's file; run "
                         "parkade check."),
                       (long long)out->missing);
    return adds_up(out) ? PK_OK
                        : pk_fail(PK_CORRUPT, _("The tickets do not add up; run parkade check."));
}

/* ---- in parts ---- */

static enum pk_status by_date(struct period *period)
{
    enum pk_status status = PK_OK;
    for (int64_t day = period->from;
         status == PK_OK && day <= period->to && *period->count < period->capacity; day++) {
        struct pk_tally *tally = &period->out[*period->count];
        struct span span = report_span(period->lot, day, day);
        status = read_span(tally, period->lot, &span);
        report_date(tally->name, day);
        *period->count += tally->issued > 0;
    }
    return status;
}

enum { BLOCK = 1000 };

static enum pk_status read_block(struct pk_tally *tally, struct pk_lot *lot, int64_t first,
                                 int64_t last)
{
    struct query *q = query_on(lot->store, "SELECT ''" FIGURES "parking_ticket "
                                           "WHERE ticket_no BETWEEN ? AND ?");
    query_int(q, first);
    query_int(q, last);
    if (query_next(q))
        read_tally(q, tally);
    tally->missing = last - first + 1 - tally->issued;
    snprintf(tally->name, sizeof tally->name, "%lld-%lld", (long long)first, (long long)last);
    return query_end(q);
}

/* The last number of the block that NUMBER is in, but no higher than LAST. */
static int64_t end_of_block(int64_t number, int64_t last)
{
    int64_t end = (number - 1) / BLOCK * BLOCK + BLOCK;
    return end < last ? end : last;
}

static enum pk_status by_number(struct period *period)
{
    struct pk_tally all = {.name = ""};
    struct span span = report_span(period->lot, period->from, period->to);
    enum pk_status status = read_span(&all, period->lot, &span);
    for (int64_t first = all.first_no; status == PK_OK && first > 0 && first <= all.last_no &&
                                       *period->count < period->capacity;) {
        int64_t last = end_of_block(first, all.last_no);
        status = read_block(&period->out[(*period->count)++], period->lot, first, last);
        first = last + 1;
    }
    return status;
}

static enum pk_status by_name(struct period *period)
{
    struct span span = report_span(period->lot, period->from, period->to);
    struct query *q =
        period->by == PK_BY_STATION
            ? query_on(period->lot->store, ACCOUNT_ISSUED
                       "SELECT coalesce(entry_station, '')" FIGURES "issued GROUP BY 1 ORDER BY 1")
            : query_on(period->lot->store, ACCOUNT_ISSUED "SELECT coalesce(entry_staff, '')" FIGURES
                                                          "issued GROUP BY 1 ORDER BY 1");
    query_int(q, span.from);
    query_int(q, span.to);
    while (*period->count < period->capacity && query_next(q))
        read_tally(q, &period->out[(*period->count)++]);
    return query_end(q);
}

static enum pk_status read_parts(void *context)
{
    struct period *period = context;
    if (period->by == PK_BY_DATE)
        return by_date(period);
    return period->by == PK_BY_NUMBER ? by_number(period) : by_name(period);
}

enum pk_status pk_accountability_by(struct pk_tally *out, size_t capacity, size_t *count,
                                    struct pk_lot *lot, int64_t from, int64_t to,
                                    enum pk_tally_by by)
{
    *count = 0;
    enum pk_status status = report_check_days(from, to, PK_AUDIT_DAYS_MAX);
    if (status != PK_OK)
        return status;
    return store_read(lot->store, read_parts,
                      &(struct period){lot, from, to, by, out, capacity, count});
}
