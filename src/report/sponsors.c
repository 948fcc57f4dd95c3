/*
 * What sponsors owe: what their codes took off, by the local day on which the stay ended. Every
 * day is a range of an index.
 */
#include "parkade/validation.h"
#include "report/report.h"

enum { DAYS_MAX = 3660 };

struct asked {
    struct pk_lot *lot;
    int64_t from, to;
    pk_sponsor_heard *heard;
    void *context;
    bool is_enough;
};

static enum pk_status read_day(struct asked *asked, int64_t number)
{
    struct span span = report_span(asked->lot, number, number);
    struct pk_sponsor_day day;
    report_date(day.date, number);
    struct query *q = query_on(asked->lot->store,
                               "SELECT v.sponsor, count(*), sum(g.taken) FROM ticket_validation g "
                               "JOIN validation v ON v.code = g.code "
                               "WHERE g.taken_at >= ? AND g.taken_at < ? "
                               "GROUP BY v.sponsor ORDER BY v.sponsor");
    query_int(q, span.from);
    query_int(q, span.to);
    while (!asked->is_enough && query_next(q)) {
        column_text(q, 0, day.sponsor, sizeof day.sponsor);
        day.codes = column_int(q, 1);
        day.amount = column_int(q, 2);
        asked->is_enough = !asked->heard(&day, asked->context);
    }
    return query_end(q);
}

static enum pk_status read_days(void *context)
{
    struct asked *asked = context;
    enum pk_status status = PK_OK;
    for (int64_t day = asked->from; status == PK_OK && day <= asked->to && !asked->is_enough; day++)
        status = read_day(asked, day);
    return status;
}

enum pk_status pk_report_sponsors(struct pk_lot *lot, int64_t from, int64_t to,
                                  pk_sponsor_heard *heard, void *context)
{
    enum pk_status status = report_check_days(from, to, DAYS_MAX);
    if (status != PK_OK)
        return status;
    return store_read(lot->store, read_days, &(struct asked){lot, from, to, heard, context, false});
}
