/*
 * Opening a shift: a counted float, at a drawer that nobody else has.
 */
#include <stdio.h>

#include "base/error.h"
#include "parkade/journal.h"
#include "parkade/text.h"
#include "shift/shift.h"

/* Money belongs to the day that began at day_start, by the wall clock: at half past midnight it may
 * still be yesterday. */
static enum pk_status business_date(char out[static 16], struct job *job)
{
    int64_t day_start;
    int year, month, day;
    struct pk_local local;
    enum pk_status status = setting_number(&day_start, job->lot, SETTING_DAY_START);
    if (status != PK_OK)
        return status;
    pk_zone_local(&local, job->lot->zone, job->now);
    bool is_yesterday = local.hour * 3600 + local.minute * 60 + local.second < day_start;
    pk_day_date(&year, &month, &day, local.day_number - is_yesterday);
    if (year < 0 || year > 9999)
        return pk_fail(PK_USAGE, _("The clock of this machine is wrong: it is the year %d."), year);
    snprintf(out, 16, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
    return PK_OK;
}

/* One open shift for an attendant, one for a drawer. */
static enum pk_status check_free(struct job *job)
{
    struct drawer own;
    char holder[PK_NAME_SIZE] = "";
    enum pk_status status = drawer_of(&own, job->lot, job->act->who);
    if (status == PK_OK && own.shift_id != PK_NONE)
        return pk_fail(PK_USAGE, _("You have shift %lld open at %s: close it first."),
                       (long long)own.shift_id, own.station);
    struct query *q =
        query_on(job->store, "SELECT staff FROM shift WHERE station = ? AND closed_at IS NULL");
    query_text(q, job->act->station);
    bool is_taken = query_next(q);
    if (is_taken)
        column_text(q, 0, holder, sizeof holder);
    status = query_end(q);
    if (status == PK_OK && is_taken)
        return pk_fail(PK_USAGE, _("The drawer at %s belongs to the open shift of %s."),
                       job->act->station, holder);
    return status;
}

static enum pk_status insert(int64_t *shift_id, struct job *job, int64_t opening_float)
{
    char date[16];
    int64_t head;
    enum pk_status status = business_date(date, job);
    if (status == PK_OK)
        status = pk_journal_head(&head, job->lot);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "INSERT INTO shift (staff, station, business_date, "
                                           "opened_at, opening_float, opened_seq) "
                                           "VALUES (?, ?, ?, ?, ?, ?)");
    query_text(q, job->act->who);
    query_text(q, job->act->station);
    query_text(q, date);
    query_int(q, job->now);
    query_int(q, opening_float);
    query_int(q, head);
    status = query_run(q);
    *shift_id = store_last_id(job->store);
    return status;
}

static enum pk_status open_shift(struct job *job, const void *in, void *out)
{
    const struct pk_cash *opening_float = in;
    struct pk_shift *shift = out;
    struct pk_cash_count count;
    int64_t shift_id = 0;
    enum pk_status status = drawer_check_staff(job->lot);
    if (status == PK_OK)
        status = check_free(job);
    if (status == PK_OK)
        status = insert(&shift_id, job, opening_float->total);
    if (status == PK_OK)
        status = count_keep(&count, job, shift_id, "float", opening_float);
    if (status == PK_OK)
        status = pk_shift_get(shift, job->lot, shift_id);
    if (status != PK_OK)
        return status;
    return job_note(job, &(struct job_event){
                             .amount = shift->opening_float,
                             .detail = json_pack("{s:I, s:s}", "shift", (json_int_t)shift_id,
                                                 "business_date", shift->business_date),
                         });
}

static const struct job_rule rule = {PK_ACT_SHIFT_OPEN, open_shift, job_shift_fields};

enum pk_status pk_shift_open(struct pk_shift *out, struct pk_lot *lot, const struct pk_act *act,
                             const struct pk_cash *opening_float)
{
    enum pk_status status = cash_check(lot, opening_float);
    if (status != PK_OK)
        return status;
    return job_run(lot, act, &rule, cash_content(opening_float), opening_float, out);
}
