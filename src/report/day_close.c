/*
 * Closing a day: see parkade/dayclose.h. Calls the counts of the reports and the desk's frame.
 */
#include "base/error.h"
#include "desk/job.h"
#include "parkade/dayclose.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "report/report.h"

/* Where the close before ended: what it has counted is not counted again. */
struct mark {
    bool is_first; /* there was none */
    struct pk_day_close close;
    int64_t last_tender; /* whose tenders begin after this one */
    struct ended then;   /* at its very second */
};

#define COLUMNS                                                                                    \
    "SELECT business_date, from_time, closed_at, inside_before, issued, exited, voided, "          \
    "replaced, released, inside_after, unaccounted, last_no, shifts, cash, deposit, difference, "  \
    "note, staff, station, last_tender, exited_then, voided_then, replaced_then, released_then "   \
    "FROM day_close "

static void read_close(struct query *q, struct pk_day_close *close)
{
    column_text(q, 0, close->business_date, sizeof close->business_date);
    close->from_time = column_int(q, 1);
    close->closed_at = column_int(q, 2);
    close->inside_before = column_int(q, 3);
    close->issued = column_int(q, 4);
    close->exited = column_int(q, 5);
    close->voided = column_int(q, 6);
    close->replaced = column_int(q, 7);
    close->released = column_int(q, 8);
    close->inside_after = column_int(q, 9);
    close->unaccounted = column_int(q, 10);
    close->last_no = column_int(q, 11);
    close->shifts = column_int(q, 12);
    close->cash = column_int(q, 13);
    close->deposit = column_int(q, 14);
    close->difference = column_int(q, 15);
    column_text(q, 16, close->note, sizeof close->note);
    column_text(q, 17, close->who, sizeof close->who);
    column_text(q, 18, close->station, sizeof close->station);
}

static enum pk_status read_mark(struct mark *mark, struct store *store)
{
    *mark = (struct mark){.is_first = true};
    struct query *q = query_on(store, COLUMNS "ORDER BY business_date DESC LIMIT 1");
    if (query_next(q)) {
        mark->is_first = false;
        read_close(q, &mark->close);
        mark->last_tender = column_int(q, 19);
        mark->then = (struct ended){column_int(q, 20), column_int(q, 21), column_int(q, 22),
                                    column_int(q, 23)};
    }
    return query_end(q);
}

/* ---- may this day be closed ---- */

static enum pk_status check_next(const struct mark *mark, const char *date, struct store *store)
{
    char next[REPORT_DATE_SIZE] = "";
    if (mark->is_first)
        return PK_OK;
    struct query *q = query_on(store, "SELECT date(?1, '+1 day'), date(?1, '+1 day') = ?2");
    query_text(q, mark->close.business_date);
    query_text(q, date);
    bool is_next = query_next(q) && column_bool(q, 1);
    column_text(q, 0, next, sizeof next);
    enum pk_status status = query_end(q);
    if (status != PK_OK || is_next)
        return status;
    return pk_fail(PK_USAGE, _("Days are closed one after the other: the next one is %s."), next);
}

static enum pk_status check_shifts(const char *date, struct store *store)
{
    char who[PK_NAME_SIZE] = "", station[PK_NAME_SIZE] = "";
    struct query *q = query_on(store, "SELECT staff, station FROM shift WHERE closed_at IS NULL "
                                      "AND is_reconciled = 0 AND business_date <= ? LIMIT 1");
    query_text(q, date);
    bool is_open = query_next(q);
    if (is_open) {
        column_text(q, 0, who, sizeof who);
        column_text(q, 1, station, sizeof station);
    }
    enum pk_status status = query_end(q);
    if (status != PK_OK || !is_open)
        return status;
    return pk_fail(PK_USAGE, _("The shift of %s at %s is open: a day is closed after its shifts."),
                   who, station);
}

static enum pk_status check_day(struct job *job, const struct mark *mark, int64_t day,
                                const char *date)
{
    struct pk_local today;
    pk_zone_local(&today, job->lot->zone, job->now);
    if (day > today.day_number)
        return pk_fail(PK_USAGE, _("%s has not come yet."), date);
    enum pk_status status = check_next(mark, date, job->store);
    return status == PK_OK ? check_shifts(date, job->store) : status;
}

/* ---- who came and went ---- */

/* From the numbers, as far as a close has counted them. */
static enum pk_status count_issued(struct pk_day_close *close, struct job *job,
                                   const struct mark *mark)
{
    struct issued issued;
    struct span span = {close->from_time, INT64_MAX};
    enum pk_status status = report_last_number(&close->last_no, job->lot);
    close->issued = close->last_no - mark->close.last_no;
    if (status != PK_OK || !mark->is_first)
        return status;
    status = report_issued(&issued, job->lot, &span);
    close->issued = issued.count;
    return status;
}

static enum pk_status count_ended(struct pk_day_close *close, struct job *job,
                                  const struct mark *mark)
{
    struct ended ended;
    struct span span = {close->from_time, close->closed_at + 1};
    enum pk_status status = report_ended(&ended, job->lot, &span);
    close->exited = ended.exited - mark->then.exited;
    close->voided = ended.voided - mark->then.voided;
    close->replaced = ended.replaced - mark->then.replaced;
    close->released = ended.released - mark->then.released;
    return status;
}

static enum pk_status count_inside(struct pk_day_close *close, struct job *job,
                                   const struct mark *mark)
{
    close->inside_before = mark->close.inside_after;
    enum pk_status status =
        mark->is_first ? report_inside(&close->inside_before, job->lot, close->from_time) : PK_OK;
    if (status != PK_OK)
        return status;
    struct query *q =
        query_on(job->store, "SELECT count(*) FROM parking_ticket WHERE exit_time IS NULL");
    close->inside_after = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

static enum pk_status count_tickets(struct pk_day_close *close, struct job *job,
                                    const struct mark *mark)
{
    enum pk_status status = count_issued(close, job, mark);
    if (status == PK_OK)
        status = count_ended(close, job, mark);
    if (status == PK_OK)
        status = count_inside(close, job, mark);
    close->unaccounted =
        close->inside_after - (close->inside_before + close->issued - close->exited -
                               close->voided - close->replaced - close->released);
    return status;
}

/* ---- the cash ---- */

/* Over and short are in it: the shift hands in what is there. */
static enum pk_status sum_shifts(struct pk_day_close *close, struct store *store)
{
    struct query *q = query_on(
        store, "SELECT count(*), coalesce(sum(counted - opening_float + (SELECT "
               "coalesce(sum(amount), 0) FROM cash_movement m WHERE m.shift_id = s.shift_id "
               "AND kind = 'drop')), 0) FROM shift s "
               "WHERE is_reconciled = 0 AND closed_at IS NOT NULL AND business_date <= ?");
    query_text(q, close->business_date);
    if (query_next(q)) {
        close->shifts = column_int(q, 0);
        close->cash = column_int(q, 1);
    }
    return query_end(q);
}

static enum pk_status settle_shifts(const struct pk_day_close *close, struct store *store)
{
    struct query *q = query_on(store, "UPDATE shift SET is_reconciled = 1 WHERE is_reconciled = 0 "
                                      "AND closed_at IS NOT NULL AND business_date <= ?");
    query_text(q, close->business_date);
    return query_run(q);
}

/* The first close takes the tenders from midnight on. */
static enum pk_status find_first_tender(int64_t *out, struct store *store, int64_t from_time)
{
    struct query *q = query_on(store, "SELECT tender_id FROM tender WHERE time < ? "
                                      "ORDER BY time DESC, tender_id DESC LIMIT 1");
    query_int(q, from_time);
    *out = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

/* What was taken without a shift: while the lot had no staff, and by who needs none. */
static enum pk_status sum_without_shift(struct pk_day_close *close, struct store *store,
                                        struct mark *mark)
{
    enum pk_status status =
        mark->is_first ? find_first_tender(&mark->last_tender, store, close->from_time) : PK_OK;
    if (status != PK_OK)
        return status;
    struct query *q = query_on(store, "SELECT sum(amount) FROM tender WHERE tender_id > ? "
                                      "AND shift_id IS NULL AND method = 'cash'");
    query_int(q, mark->last_tender);
    close->cash += query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

static enum pk_status count_cash(struct pk_day_close *close, struct store *store, struct mark *mark)
{
    enum pk_status status = sum_shifts(close, store);
    if (status == PK_OK)
        status = sum_without_shift(close, store, mark);
    close->difference = close->deposit - close->cash;
    return status;
}

/* ---- writing it down ---- */

static void bind_counts(struct query *q, const struct pk_day_close *close)
{
    query_int(q, close->from_time);
    query_int(q, close->closed_at);
    query_int(q, close->inside_before);
    query_int(q, close->issued);
    query_int(q, close->exited);
    query_int(q, close->voided);
    query_int(q, close->replaced);
    query_int(q, close->released);
    query_int(q, close->inside_after);
    query_int(q, close->unaccounted);
    query_int(q, close->last_no);
    query_int(q, close->shifts);
    query_int(q, close->cash);
    query_int(q, close->deposit);
    query_int(q, close->difference);
}

static enum pk_status insert(const struct pk_day_close *close, struct job *job,
                             const struct mark *mark)
{
    struct ended then;
    struct span second = {close->closed_at, close->closed_at + 1};
    enum pk_status status = report_ended(&then, job->lot, &second);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(
        job->store,
        "INSERT INTO day_close (business_date, from_time, closed_at, inside_before, issued, "
        "exited, voided, replaced, released, inside_after, unaccounted, last_no, shifts, cash, "
        "deposit, difference, note, staff, approver, station, exited_then, voided_then, "
        "replaced_then, released_then, from_tender, last_tender) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "(SELECT coalesce(max(tender_id), 0) FROM tender))");
    query_text(q, close->business_date);
    bind_counts(q, close);
    query_maybe_text(q, close->note);
    query_maybe_text(q, close->who);
    query_maybe_text(q, job->approver);
    query_text(q, close->station);
    query_int(q, then.exited);
    query_int(q, then.voided);
    query_int(q, then.replaced);
    query_int(q, then.released);
    query_int(q, mark->last_tender);
    return query_run(q);
}

static enum pk_status note(struct job *job, const struct pk_day_close *close)
{
    return job_note(
        job,
        &(struct job_event){
            .amount = close->deposit,
            .detail = json_pack(
                "{s:s, s:I, s:I, s:I, s:I, s:I, s:s*}", "date", close->business_date, "cash",
                (json_int_t)close->cash, "difference", (json_int_t)close->difference, "shifts",
                (json_int_t)close->shifts, "inside", (json_int_t)close->inside_after, "unaccounted",
                (json_int_t)close->unaccounted, "note", close->note[0] ? close->note : NULL),
        });
}

static enum pk_status carry_out(struct job *job, const void *in, void *out)
{
    const struct pk_day_closing *closing = in;
    struct pk_day_close *close = out;
    struct mark mark;
    *close = (struct pk_day_close){.closed_at = job->now, .deposit = closing->deposit};
    report_date(close->business_date, closing->day);
    pk_copy(close->note, sizeof close->note, closing->note ? closing->note : "");
    pk_copy(close->who, sizeof close->who, job->act->who);
    pk_copy(close->station, sizeof close->station, job->act->station);

    enum pk_status status = read_mark(&mark, job->store);
    if (status == PK_OK)
        status = check_day(job, &mark, closing->day, close->business_date);
    if (status != PK_OK)
        return status;
    close->from_time = mark.is_first ? report_span(job->lot, closing->day, closing->day).from
                                     : mark.close.closed_at;
    status = count_tickets(close, job, &mark);
    if (status == PK_OK)
        status = count_cash(close, job->store, &mark);
    if (status == PK_OK)
        status = insert(close, job, &mark);
    if (status == PK_OK)
        status = settle_shifts(close, job->store);
    return status == PK_OK ? note(job, close) : status;
}

static const struct job_rule rule = {PK_ACT_DAY_CLOSE, carry_out, job_day_close_fields};

enum pk_status pk_day_close(struct pk_day_close *out, struct pk_lot *lot, const struct pk_act *act,
                            const struct pk_day_closing *in)
{
    size_t count;
    enum pk_status status = report_check_days(in->day, in->day, 1);
    if (status == PK_OK)
        status = job_check_note(in->note);
    if (status == PK_OK && (in->deposit < 0 || in->deposit > PK_CASH_MAX))
        status = pk_fail(PK_AMOUNT_INVALID, _("A deposit is nothing or more, and no fortune."));
    if (status != PK_OK)
        return status;
    json_t *content = json_pack("{s:I, s:I, s:s?}", "day", (json_int_t)in->day, "deposit",
                                (json_int_t)in->deposit, "note", in->note);
    status = job_run(lot, act, &rule, content, in, out);
    return status == PK_OK ? pk_day_close_list(out, 1, &count, lot, in->day, in->day) : status;
}

enum pk_status pk_day_close_list(struct pk_day_close *out, size_t capacity, size_t *count,
                                 struct pk_lot *lot, int64_t from, int64_t to)
{
    char first[REPORT_DATE_SIZE], last[REPORT_DATE_SIZE];
    *count = 0;
    enum pk_status status = report_check_days(from, to, INT64_C(100000));
    if (status != PK_OK)
        return status;
    report_date(first, from);
    report_date(last, to);
    struct query *q =
        query_on(lot->store, COLUMNS "WHERE business_date BETWEEN ? AND ? ORDER BY business_date");
    query_text(q, first);
    query_text(q, last);
    while (*count < capacity && query_next(q))
        read_close(q, &out[(*count)++]);
    return query_end(q);
}

enum pk_status pk_day_close_last(struct pk_day_close *out, bool *is_any, struct pk_lot *lot)
{
    struct mark mark;
    enum pk_status status = read_mark(&mark, lot->store);
    *out = mark.close;
    *is_any = !mark.is_first;
    return status;
}
