/*
 * Days: what came, went and was taken, midnight to midnight of the lot's zone. Every figure is a
 * range of an index.
 */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"
#include "report/report.h"

/* Day numbers of 0001-01-01 and 9999-12-31: a date has four digits of a year. */
enum { FIRST_DAY = -719162, LAST_DAY = 2932896 };

struct span report_span(const struct pk_lot *lot, int64_t first, int64_t last)
{
    return (struct span){pk_zone_moment(lot->zone, first, 0),
                         pk_zone_moment(lot->zone, last + 1, 0)};
}

enum pk_status report_check_days(int64_t first, int64_t last, int64_t most)
{
    if (first < FIRST_DAY || last > LAST_DAY)
        return pk_fail(PK_USAGE, _("A report is about the years 1 to 9999."));
    if (last < first)
        return pk_fail(PK_USAGE, _("A report ends on the day it begins or later."));
    if (last - first >= most)
        return pk_fail(PK_USAGE, _("This report spans at most %lld days."), (long long)most);
    return PK_OK;
}

void report_date(char out[static REPORT_DATE_SIZE], int64_t day)
{
    int year, month, mday;
    pk_day_date(&year, &month, &mday, day);
    snprintf(out, REPORT_DATE_SIZE, "%04d-%02d-%02d", year, month, mday);
}

void report_date_of(char out[static REPORT_DATE_SIZE], const struct pk_lot *lot, int64_t at)
{
    struct pk_local local;
    pk_zone_local(&local, lot->zone, at);
    report_date(out, local.day_number);
}

/* A replacement keeps the entry of the ticket that it replaces, but it was issued when that one
 * ended. */
enum pk_status report_issued(struct issued *out, struct pk_lot *lot, const struct span *span)
{
    *out = (struct issued){0};
    struct query *q = query_on(
        lot->store, "SELECT count(*), min(ticket_no), max(ticket_no) FROM ("
                    "SELECT ticket_no FROM parking_ticket "
                    "WHERE entry_time >= ?1 AND entry_time < ?2 AND replaces IS NULL UNION ALL "
                    "SELECT r.ticket_no FROM parking_ticket t "
                    "JOIN parking_ticket r ON r.replaces = t.ticket_id "
                    "WHERE t.exit_time >= ?1 AND t.exit_time < ?2 AND t.ended_as = 'replaced')");
    query_int(q, span->from);
    query_int(q, span->to);
    if (query_next(q)) {
        out->count = column_int(q, 0);
        out->first_no = column_int(q, 1);
        out->last_no = column_int(q, 2);
    }
    return query_end(q);
}

static enum pk_status count_issued(struct pk_day *day, struct pk_lot *lot, const struct span *span)
{
    struct issued issued;
    enum pk_status status = report_issued(&issued, lot, span);
    day->issued = issued.count;
    day->first_no = issued.first_no;
    day->last_no = issued.last_no;
    return status;
}

enum pk_status report_ended(struct ended *out, struct pk_lot *lot, const struct span *span)
{
    *out = (struct ended){0};
    struct query *q = query_on(lot->store, "SELECT ended_as, count(*) FROM parking_ticket "
                                           "WHERE exit_time >= ? AND exit_time < ? "
                                           "GROUP BY ended_as");
    query_int(q, span->from);
    query_int(q, span->to);
    while (query_next(q)) {
        const char *as = column_peek(q, 0);
        int64_t count = column_int(q, 1);
        if (strcmp(as, "exited") == 0)
            out->exited = count;
        else if (strcmp(as, "void") == 0)
            out->voided = count;
        else if (strcmp(as, "replaced") == 0)
            out->replaced = count;
        else
            out->released = count;
    }
    return query_end(q);
}

static enum pk_status count_ended(struct pk_day *day, struct pk_lot *lot, const struct span *span)
{
    struct ended ended;
    enum pk_status status = report_ended(&ended, lot, span);
    day->exited = ended.exited;
    day->voided = ended.voided;
    day->replaced = ended.replaced;
    day->released = ended.released;
    return status;
}

static enum pk_status sum_tenders(struct pk_day *day, struct pk_lot *lot, const struct span *span)
{
    struct pk_takings takings;
    enum pk_status status = report_takings(&takings, lot, span);
    memcpy(day->by_method, takings.by_method, sizeof day->by_method);
    day->refunds = takings.refunds;
    day->taken = takings.taken;
    day->tenders = takings.tenders;
    return status;
}

/* Inside at the moment AT: who is inside now, less who came since, and those who left since. One
 * who was replaced neither came nor left. */
enum pk_status report_inside(int64_t *out, struct pk_lot *lot, int64_t at)
{
    struct query *q =
        query_on(lot->store, "SELECT (SELECT count(*) FROM parking_ticket WHERE exit_time IS NULL) "
                             "- (SELECT count(*) FROM parking_ticket WHERE entry_time >= ?1 "
                             "AND replaces IS NULL) "
                             "+ (SELECT count(*) FROM parking_ticket WHERE exit_time >= ?1 "
                             "AND ended_as <> 'replaced')");
    query_int(q, at);
    *out = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

enum pk_status report_last_number(int64_t *out, struct pk_lot *lot)
{
    struct query *q = query_on(lot->store, "SELECT value FROM counter WHERE name = 'ticket_no'");
    *out = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

static int64_t left(const struct pk_day *day)
{
    return day->exited + day->voided + day->replaced + day->released;
}

static enum pk_status read_day(struct pk_day *day, struct pk_lot *lot, int64_t number,
                               int64_t inside_before)
{
    struct span span = report_span(lot, number, number);
    *day = (struct pk_day){.inside_before = inside_before};
    report_date(day->date, number);
    enum pk_status status = count_issued(day, lot, &span);
    if (status == PK_OK)
        status = count_ended(day, lot, &span);
    if (status == PK_OK)
        status = sum_tenders(day, lot, &span);
    day->inside_after = day->inside_before + day->issued - left(day);
    return status;
}

struct days {
    struct pk_lot *lot;
    struct pk_day *out;
    size_t capacity, *count;
    int64_t from, to;
};

static enum pk_status read_days(void *context)
{
    struct days *days = context;
    int64_t inside;
    enum pk_status status =
        report_inside(&inside, days->lot, report_span(days->lot, days->from, days->from).from);
    for (int64_t day = days->from;
         status == PK_OK && day <= days->to && *days->count < days->capacity; day++) {
        struct pk_day *out = &days->out[(*days->count)++];
        status = read_day(out, days->lot, day, inside);
        inside = out->inside_after;
    }
    return status;
}

enum pk_status pk_report_days(struct pk_day *out, size_t capacity, size_t *count,
                              struct pk_lot *lot, int64_t from, int64_t to)
{
    *count = 0;
    enum pk_status status = report_check_days(from, to, REPORT_DAYS_MAX);
    if (status != PK_OK)
        return status;
    return store_read(lot->store, read_days, &(struct days){lot, out, capacity, count, from, to});
}

void pk_report_sum(struct pk_day *out, const struct pk_day *days, size_t count)
{
    *out = (struct pk_day){0};
    for (size_t i = 0; i < count; i++) {
        const struct pk_day *day = &days[i];
        out->issued += day->issued;
        out->exited += day->exited;
        out->voided += day->voided;
        out->replaced += day->replaced;
        out->released += day->released;
        out->refunds += day->refunds;
        out->taken += day->taken;
        out->tenders += day->tenders;
        for (int m = 0; m < PK_METHOD_COUNT; m++)
            out->by_method[m] += day->by_method[m];
        if (day->first_no != 0 && (out->first_no == 0 || day->first_no < out->first_no))
            out->first_no = day->first_no;
        if (day->last_no > out->last_no)
            out->last_no = day->last_no;
    }
    if (count > 0) {
        out->inside_before = days[0].inside_before;
        out->inside_after = days[count - 1].inside_after;
        pk_copy(out->date, sizeof out->date, days[0].date);
    }
}
