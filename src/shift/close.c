/*
 * Closing a shift: a count that was made blind, the sums, and a Z report that reads the same for
 * ever. The journal keeps the hash of the Z, the Z the head of the journal before it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"
#include "shift/shift.h"

enum { CARD_IS_UNDER_WAY = 600 /* seconds */ };

struct closing {
    const char *staff;          /* or NULL */
    const struct pk_cash *cash; /* or NULL */
};

/* Money that may be taken this minute belongs to the shift. What is in doubt for longer does not
 * keep anybody from going home: the Z names it. */
static enum pk_status check_no_card(struct job *job, const struct pk_shift *shift)
{
    int64_t ticket_no = 0;
    struct query *q =
        query_on(job->store, "SELECT t.ticket_no FROM card_attempt a "
                             "JOIN parking_ticket t USING (ticket_id) "
                             "WHERE a.state IN ('pending', 'unknown') " /* as the index says */
                             "AND a.state = 'pending' AND a.shift_id = ? "
                             "AND a.started_at > ? LIMIT 1");
    query_int(q, shift->shift_id);
    query_int(q, job->now - CARD_IS_UNDER_WAY);
    bool is_under_way = query_next(q);
    if (is_under_way)
        ticket_no = column_int(q, 0);
    enum pk_status status = query_end(q);
    if (status != PK_OK || !is_under_way)
        return status;
    pk_fail(PK_PAYMENT_REQUIRED,
            _("A card payment of this shift is under way, for ticket #%lld: "
              "wait for its outcome, then close."),
            (long long)ticket_no);
    pk_error_record()->ticket_no = ticket_no;
    return PK_PAYMENT_REQUIRED;
}

/* What was handed over and is not booked would be over in the drawer, and short in the next one. */
static enum pk_status check_no_draft(struct job *job, const struct pk_shift *shift)
{
    int64_t ticket_no = 0;
    struct query *q = query_on(job->store, "SELECT t.ticket_no FROM draft d "
                                           "JOIN parking_ticket t USING (ticket_id) "
                                           "WHERE d.station = ? LIMIT 1");
    query_text(q, shift->station);
    bool is_in_hand = query_next(q);
    if (is_in_hand)
        ticket_no = column_int(q, 0);
    enum pk_status status = query_end(q);
    if (status != PK_OK || !is_in_hand)
        return status;
    pk_fail(PK_PAYMENT_REQUIRED,
            _("There is money in hand at %s that is not booked, for ticket #%lld: finish that "
              "payment there, or give it back, then close."),
            shift->station, (long long)ticket_no);
    pk_error_record()->ticket_no = ticket_no;
    return PK_PAYMENT_REQUIRED;
}

/* A count from before the last cash would make a shortage of it, on a Z that is final. */
static enum pk_status check_count_is_new(struct job *job, const struct pk_cash_count *count)
{
    struct query *q = query_on(
        job->store, "SELECT 1 FROM cash_count c JOIN tender t ON t.shift_id = c.shift_id "
                    "WHERE c.count_id = ?1 AND t.method = 'cash' AND t.tender_id > c.last_tender "
                    "UNION ALL SELECT 1 FROM cash_count c "
                    "JOIN cash_movement m ON m.shift_id = c.shift_id "
                    "WHERE c.count_id = ?1 AND m.amount > 0 AND m.movement_id > c.last_movement "
                    "LIMIT 1");
    query_int(q, count->count_id);
    bool is_old = query_next(q);
    enum pk_status status = query_end(q);
    if (status == PK_OK && is_old)
        return pk_fail(PK_USAGE, _("Cash has moved since this drawer was counted: count it anew, "
                                   "then close."));
    return status;
}

/* The figures that SHIFT closes with. */
static enum pk_status settle(struct pk_shift *shift, struct job *job)
{
    struct pk_shift_sums sums;
    struct pk_cash_count count;
    enum pk_status status = count_last(&count, job->lot, shift->shift_id);
    if (status == PK_OK)
        status = check_count_is_new(job, &count);
    if (status == PK_OK)
        status = pk_shift_sum(&sums, job->lot, shift->shift_id);
    if (status != PK_OK)
        return status;
    shift->closed_at = job->now > shift->opened_at ? job->now : shift->opened_at;
    shift->expected = shift_expected(shift, &sums);
    shift->counted = count.total;
    shift->over_short = shift->counted - shift->expected;
    pk_copy(shift->closed_by, sizeof shift->closed_by, job->act->who);
    return PK_OK;
}

static enum pk_status update(struct job *job, const struct pk_shift *shift, const char *z_report)
{
    struct query *q = query_on(job->store, "UPDATE shift SET closed_at = ?, closed_by = ?, "
                                           "expected = ?, counted = ?, over_short = ?, "
                                           "z_report = ? WHERE shift_id = ?");
    query_int(q, shift->closed_at);
    query_text(q, shift->closed_by);
    query_int(q, shift->expected);
    query_int(q, shift->counted);
    query_int(q, shift->over_short);
    query_text(q, z_report);
    query_int(q, shift->shift_id);
    return query_run(q);
}

static enum pk_status note(struct job *job, const struct pk_shift *shift, const char *z_report)
{
    char hash[REPORT_HASH_SIZE];
    report_hash(hash, z_report);
    return job_note(job, &(struct job_event){
                             .amount = shift->over_short,
                             .detail = json_pack("{s:I, s:s, s:I, s:I, s:s}", "shift",
                                                 (json_int_t)shift->shift_id, "staff", shift->staff,
                                                 "expected", (json_int_t)shift->expected, "counted",
                                                 (json_int_t)shift->counted, "z_report", hash),
                         });
}

static enum pk_status store_z(struct job *job, const struct pk_shift *shift)
{
    json_t *report;
    enum pk_status status = report_compose(&report, job->lot, shift, false);
    if (status != PK_OK)
        return status;
    char *text = json_dumps(report, JSON_COMPACT);
    json_decref(report);
    if (!text)
        return pk_fail(PK_INTERNAL, _("The report of this shift cannot be kept."));
    status = update(job, shift, text);
    if (status == PK_OK)
        status = note(job, shift, text);
    free(text);
    return status;
}

static enum pk_status close_shift(struct job *job, const void *in, void *out)
{
    const struct closing *closing = in;
    struct pk_shift *shift = out;
    struct pk_cash_count count;
    enum pk_status status = shift_to_end(shift, job, closing->staff);
    if (status == PK_OK)
        status = check_no_card(job, shift);
    if (status == PK_OK)
        status = check_no_draft(job, shift);
    if (status == PK_OK && closing->cash)
        status = count_keep(&count, job, shift->shift_id, "count", closing->cash);
    if (status == PK_OK)
        status = settle(shift, job);
    return status == PK_OK ? store_z(job, shift) : status;
}

static const struct job_rule rule = {PK_ACT_SHIFT_CLOSE, close_shift, job_shift_fields};

enum pk_status pk_shift_close(struct pk_shift *out, struct pk_lot *lot, const struct pk_act *act,
                              const char *staff, const struct pk_cash *cash)
{
    enum pk_status status = cash ? cash_check(lot, cash) : PK_OK;
    if (status != PK_OK)
        return status;
    json_t *content = json_pack("{s:s?, s:o}", "staff", staff, "cash", cash_content(cash));
    return job_run(lot, act, &rule, content, &(struct closing){staff, cash}, out);
}
