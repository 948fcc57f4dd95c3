/*
 * Cash that moves through a drawer without a sale: drops to the safe, paid-outs, and the drawer
 * opened for nothing. Each is a row of the shift and an entry of the journal.
 */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"
#include "shift/shift.h"

struct movement {
    const char *kind;
    int64_t amount;
    const char *bag_no, *reason; /* or "" */
};

static enum pk_status insert(struct job *job, int64_t shift_id, const struct movement *movement)
{
    struct query *q = query_on(job->store, "INSERT INTO cash_movement (shift_id, kind, amount, "
                                           "bag_no, reason, time, staff, station, request_id) "
                                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query_int(q, shift_id);
    query_text(q, movement->kind);
    query_int(q, movement->amount);
    query_maybe_text(q, movement->bag_no);
    query_maybe_text(q, movement->reason);
    query_int(q, job->now);
    query_text(q, job->act->who);
    query_text(q, job->act->station);
    query_text(q, job->request_id);
    return query_run(q);
}

static void tell(struct pk_cash_movement *out, const struct job *job, int64_t shift_id,
                 const struct movement *movement)
{
    *out = (struct pk_cash_movement){
        .movement_id = store_last_id(job->store),
        .shift_id = shift_id,
        .amount = movement->amount,
        .time = job->now,
    };
    pk_copy(out->kind, sizeof out->kind, movement->kind);
    pk_copy(out->currency, sizeof out->currency, job->lot->currency);
    pk_copy(out->bag_no, sizeof out->bag_no, movement->bag_no);
    pk_copy(out->reason, sizeof out->reason, movement->reason);
}

static enum pk_status move(struct job *job, const void *in, void *out)
{
    const struct movement *movement = in;
    struct drawer drawer;
    enum pk_status status = drawer_here(&drawer, job);
    if (status == PK_OK)
        status = insert(job, drawer.shift_id, movement);
    if (status != PK_OK)
        return status;
    tell(out, job, drawer.shift_id, movement);
    return job_note(job,
                    &(struct job_event){
                        .amount = movement->amount,
                        .detail = json_pack("{s:I, s:s, s:s}", "shift", (json_int_t)drawer.shift_id,
                                            "bag_no", movement->bag_no, "reason", movement->reason),
                    });
}

static const struct job_rule drop_rule = {PK_ACT_DROP, move, job_movement_fields};
static const struct job_rule paid_out_rule = {PK_ACT_PAID_OUT, move, job_movement_fields};
static const struct job_rule no_sale_rule = {PK_ACT_NO_SALE, move, job_movement_fields};

static enum pk_status run(struct pk_cash_movement *out, struct pk_lot *lot,
                          const struct pk_act *act, const struct job_rule *rule,
                          const struct movement *movement)
{
    json_t *content = json_pack("{s:I, s:s, s:s}", "amount", (json_int_t)movement->amount, "bag_no",
                                movement->bag_no, "reason", movement->reason);
    return job_run(lot, act, rule, content, movement, out);
}

/* What this drawer should hold decides nothing: whoever tries amounts would find it out, and it is
 * counted blind. */
static enum pk_status check_amount(int64_t amount)
{
    if (amount <= 0)
        return pk_fail(PK_AMOUNT_INVALID, _("What leaves the drawer is more than nothing."));
    if (amount > PK_CASH_MAX)
        return pk_fail(PK_AMOUNT_INVALID, _("No drawer holds that much."));
    return PK_OK;
}

static enum pk_status check_bag(const char *bag_no)
{
    char copy[PK_NAME_SIZE] = "";
    if (!bag_no || bag_no[strspn(bag_no, " \t")] == '\0' || !pk_copy(copy, sizeof copy, bag_no) ||
        !job_is_plain(bag_no))
        return pk_fail(PK_USAGE, _("A drop needs the number of its bag: 1 to %d bytes."),
                       PK_NAME_SIZE - 1);
    return PK_OK;
}

enum pk_status pk_shift_drop(struct pk_cash_movement *out, struct pk_lot *lot,
                             const struct pk_act *act, int64_t amount, const char *bag_no)
{
    enum pk_status status = check_amount(amount);
    if (status == PK_OK)
        status = check_bag(bag_no);
    return status == PK_OK
               ? run(out, lot, act, &drop_rule, &(struct movement){"drop", amount, bag_no, ""})
               : status;
}

enum pk_status pk_shift_paid_out(struct pk_cash_movement *out, struct pk_lot *lot,
                                 const struct pk_act *act, int64_t amount, const char *reason)
{
    enum pk_status status = check_amount(amount);
    if (status == PK_OK)
        status = job_check_reason(reason);
    return status == PK_OK ? run(out, lot, act, &paid_out_rule,
                                 &(struct movement){"paid_out", amount, "", reason})
                           : status;
}

enum pk_status pk_shift_no_sale(struct pk_cash_movement *out, struct pk_lot *lot,
                                const struct pk_act *act, const char *reason)
{
    enum pk_status status = job_check_reason(reason);
    return status == PK_OK
               ? run(out, lot, act, &no_sale_rule, &(struct movement){"no_sale", 0, "", reason})
               : status;
}
