/*
 * Pay with cash, or let a stay out for nothing: all tenders of one act together, or none (design:
 * the domain, Quote and pay).
 */
#include "ticket/pay.h"

#include "base/error.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/uuid.h"

static enum pk_status fail_short(const struct job *job, const struct bill *bill)
{
    char amount[PK_MONEY_SIZE];
    pk_money_format(amount, bill->due, job->lot->currency);
    pk_fail(PK_AMOUNT_SHORT, _("That is less than the %s %s due. Nothing was booked."), amount,
            job->lot->currency);
    pk_error_record()->due = bill->due;
    return PK_AMOUNT_SHORT;
}

static enum pk_status fail_too_much(const struct job *job, const struct bill *bill, int64_t due)
{
    char amount[PK_MONEY_SIZE];
    pk_money_format(amount, due, job->lot->currency);
    pk_fail(PK_AMOUNT_INVALID, _("Only %s %s are due."), amount, job->lot->currency);
    pk_error_record()->due = bill->due;
    return PK_AMOUNT_INVALID;
}

/* A price agreed by a supervisor takes the place of the tariff's. */
static enum pk_status apply_override(struct bill *bill, struct job *job, const struct pk_pay *pay)
{
    int64_t total = bill->quote.price.total;
    if (pay->override_price == PK_NONE)
        return PK_OK;
    enum pk_status status = job_check_reason(pay->reason);
    if (status != PK_OK)
        return status;
    if (bill->is_released || pay->override_price < 0 || pay->override_price > total)
        return pk_fail(PK_AMOUNT_INVALID,
                       _("An agreed price lies between nothing and the tariff's price."));
    bill->waived = total - pay->override_price;
    bill->due = bill->due > bill->waived ? bill->due - bill->waived : 0;
    if (bill->due == 0)
        return pk_fail(PK_AMOUNT_INVALID,
                       _("At that price nothing is left to pay: let it out with a nil payment."));
    return job_may(job, PK_ACT_OVERRIDE);
}

/* Nothing is taken; what was due is waived, with a reason. */
static enum pk_status decide_nil(struct booking *out, struct bill *bill, struct job *job,
                                 int64_t *left, const struct pk_pay *pay)
{
    enum pk_status status = job_check_reason(pay->reason);
    if (status != PK_OK)
        return status;
    if (bill->is_released)
        return pk_fail(PK_AMOUNT_INVALID, _("What a released ticket owes is paid, not waived."));
    bill->waived += *left;
    bill->due -= *left;
    *left = 0;
    *out = (struct booking){.method = PK_NIL, .reason = pay->reason};
    return job_may(job, PK_ACT_NIL);
}

static enum pk_status decide_cash(struct booking *out, const struct bill *bill,
                                  const struct job *job, int64_t *left,
                                  const struct pk_tender_in *in)
{
    int64_t amount = in->amount == PK_NONE ? *left : in->amount;
    int64_t tendered = in->tendered == PK_NONE ? amount : in->tendered;
    if (amount <= 0 || tendered <= 0)
        return pk_fail(PK_AMOUNT_INVALID, _("An amount to pay is more than nothing."));
    if (amount > *left)
        return fail_too_much(job, bill, *left);
    if (tendered < amount)
        return fail_short(job, bill);
    *out = (struct booking){
        .method = PK_CASH, .amount = amount, .tendered = tendered, .change = tendered - amount};
    *left -= amount;
    return PK_OK;
}

/* Decides every tender before the first is booked. */
static enum pk_status decide_all(struct booking out[static PK_TENDERS_MAX], struct bill *bill,
                                 struct job *job, const struct pk_pay *pay)
{
    int64_t left = bill->due;
    for (size_t i = 0; i < pay->tender_count; i++) {
        const struct pk_tender_in *in = &pay->tenders[i];
        enum pk_status status = PK_OK;
        if (left == 0)
            status = fail_too_much(job, bill, 0);
        else if (in->method == PK_NIL)
            status = decide_nil(&out[i], bill, job, &left, pay);
        else
            status = decide_cash(&out[i], bill, job, &left, in);
        if (status != PK_OK)
            return status;
        if (pay->override_price != PK_NONE)
            out[i].reason = pay->reason;
    }
    return PK_OK;
}

/* Every tender has a request id of its own; the first one's is the act's. */
static void name_tenders(struct booking *tenders, size_t count,
                         char ids[static PK_TENDERS_MAX][PK_UUID_SIZE], const struct job *job)
{
    for (size_t i = 0; i < count; i++) {
        if (i == 0)
            pk_copy(ids[i], PK_UUID_SIZE, job->request_id);
        else
            pk_uuid_make(ids[i], job->now);
        tenders[i].request_id = ids[i];
    }
}

struct payment {
    const struct pk_pay *pay;
    struct pk_tender *all;
};

static enum pk_status pay(struct job *job, const void *in, void *out)
{
    const struct payment *payment = in;
    struct bill bill;
    struct booking tenders[PK_TENDERS_MAX];
    struct pk_tender booked[PK_TENDERS_MAX];
    char ids[PK_TENDERS_MAX][PK_UUID_SIZE];
    size_t count = payment->pay->tender_count;

    enum pk_status status = bill_open(&bill, job, payment->pay->ticket_id, payment->pay->quoted_at);
    if (status == PK_OK)
        status = card_check_none(job->lot, payment->pay->ticket_id);
    if (status == PK_OK && bill.due == 0)
        status = bill_fail_nothing_due(&bill);
    if (status == PK_OK)
        status = apply_override(&bill, job, payment->pay);
    if (status == PK_OK)
        status = decide_all(tenders, &bill, job, payment->pay);
    if (status != PK_OK)
        return status;
    name_tenders(tenders, count, ids, job);
    status = bill_settle(&bill, job, tenders, count, booked);
    if (status != PK_OK)
        return status;
    for (size_t i = 0; payment->all && i < count; i++)
        payment->all[i] = booked[i];
    *(struct pk_tender *)out = booked[count - 1];
    return PK_OK;
}

static const struct job_rule rule = {PK_ACT_PAY, pay, job_tender_fields};

static json_t *content_of(const struct pk_pay *pay)
{
    json_t *tenders = json_array();
    for (size_t i = 0; i < pay->tender_count; i++)
        json_array_append_new(tenders, json_pack("[i, I, I]", (int)pay->tenders[i].method,
                                                 (json_int_t)pay->tenders[i].amount,
                                                 (json_int_t)pay->tenders[i].tendered));
    return json_pack("{s:s, s:o, s:I, s:s?}", "ticket_id", pay->ticket_id, "tenders", tenders,
                     "override", (json_int_t)pay->override_price, "reason", pay->reason);
}

enum pk_status pk_pay(struct pk_tender *out, struct pk_tender all[], struct pk_lot *lot,
                      const struct pk_act *act, const struct pk_pay *how)
{
    struct payment payment = {how, all};
    if (how->tender_count == 0 || how->tender_count > PK_TENDERS_MAX)
        return pk_fail(PK_USAGE, _("A payment has 1 to %d tenders."), PK_TENDERS_MAX);
    for (size_t i = 0; i < how->tender_count; i++)
        if (how->tenders[i].method == PK_CARD)
            return pk_fail(PK_USAGE, _("A card is charged by its terminal first."));
    return job_run(lot, act, &rule, content_of(how), &payment, out);
}
