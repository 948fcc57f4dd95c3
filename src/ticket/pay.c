/*
 * Pay with cash, or let a stay out for nothing: all tenders of one act together, or none.
 */
#include "ticket/pay.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/uuid.h"

enum { TENDER_ID_SIZE = PK_UUID_SIZE + 4 };

static enum pk_status fail_short(const struct job *job, const struct bill *bill)
{
    char amount[PK_MONEY_SIZE];
    pk_money_format(amount, bill->due, job->lot->currency);
    pk_fail(PK_AMOUNT_SHORT, _("That is less than the %s %s due. Nothing was booked."), amount,
            job->lot->currency);
    ticket_name_in_error(&bill->ticket);
    pk_error_record()->due = bill->due;
    return PK_AMOUNT_SHORT;
}

static enum pk_status fail_too_much(const struct job *job, const struct bill *bill, int64_t due)
{
    char amount[PK_MONEY_SIZE];
    pk_money_format(amount, due, job->lot->currency);
    pk_fail(PK_AMOUNT_INVALID, _("Only %s %s are due."), amount, job->lot->currency);
    ticket_name_in_error(&bill->ticket);
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
                                 int64_t *left, const struct pk_tender_in *in,
                                 const struct pk_pay *pay)
{
    enum pk_status status = job_check_reason(pay->reason);
    if (status != PK_OK)
        return status;
    if ((in->amount != PK_NONE && in->amount != 0) ||
        (in->tendered != PK_NONE && in->tendered != 0))
        return pk_fail(PK_AMOUNT_INVALID, _("A nil payment has no amount."));
    if (bill->is_released)
        return pk_fail(PK_AMOUNT_INVALID, _("What a released ticket owes is paid, not waived."));
    bill->waived += *left;
    bill->due -= *left;
    *left = 0;
    *out = (struct booking){.method = PK_NIL, .reason = pay->reason, .began_in = PK_NONE};
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
    if (tendered > PK_CASH_MAX)
        return pk_fail(PK_AMOUNT_INVALID, _("Nobody hands over that much cash."));
    if (amount > *left)
        return fail_too_much(job, bill, *left);
    if (tendered < amount)
        return fail_short(job, bill);
    *out = (struct booking){.method = PK_CASH,
                            .amount = amount,
                            .tendered = tendered,
                            .change = tendered - amount,
                            .began_in = PK_NONE};
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
            status = decide_nil(&out[i], bill, job, &left, in, pay);
        else
            status = decide_cash(&out[i], bill, job, &left, in);
        if (status != PK_OK)
            return status;
        if (pay->override_price != PK_NONE)
            out[i].reason = pay->reason;
    }
    return PK_OK;
}

/* Every tender has a request id of its own: the first one's is the act's, the others' follow from
 * it, so that each is found again when the act is asked for again. */
static void name_tender(char out[static TENDER_ID_SIZE], const char *request_id, size_t i)
{
    if (i == 0)
        snprintf(out, TENDER_ID_SIZE, "%s", request_id);
    else
        snprintf(out, TENDER_ID_SIZE, "%s.%zu", request_id, i + 1);
}

/* Then there is no payment that the code could come with. */
static enum pk_status fail_free(const struct bill *bill, const char *code)
{
    pk_fail(PK_NOTHING_DUE,
            _("With %s nothing is due on ticket #%lld: give it with parkade validation give."),
            code, (long long)bill->ticket.ticket_no);
    ticket_name_in_error(&bill->ticket);
    return PK_NOTHING_DUE;
}

struct payment {
    const struct pk_pay *pay;
    struct pk_tender *booked; /* each tender, when the act was carried out */
    bool *is_carried_out;     /* and not answered from the table of requests */
};

/* What is due once the code is given that comes with the payment; there must be something. */
static enum pk_status find_due(struct bill *bill, struct job *job, const struct pk_pay *pay)
{
    bool is_new = false;
    enum pk_status status = PK_OK;
    if (pay->validation)
        status = validate_for_payment(&is_new, job, pay->ticket_id, pay->validation);
    if (status == PK_OK)
        status = bill_open(bill, job, pay->ticket_id, pay->quoted_at);
    if (status == PK_OK)
        status = bill_check_no_card(bill, job->lot);
    if (status == PK_OK && bill->due == 0)
        status = is_new ? fail_free(bill, pay->validation) : bill_fail_nothing_due(bill, job->lot);
    return status;
}

static enum pk_status pay(struct job *job, const void *in, void *out)
{
    const struct payment *payment = in;
    struct bill bill;
    struct booking tenders[PK_TENDERS_MAX];
    char ids[PK_TENDERS_MAX][TENDER_ID_SIZE];
    size_t count = payment->pay->tender_count;

    enum pk_status status = find_due(&bill, job, payment->pay);
    if (status == PK_OK)
        status = apply_override(&bill, job, payment->pay);
    if (status == PK_OK)
        status = decide_all(tenders, &bill, job, payment->pay);
    if (status != PK_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        name_tender(ids[i], job->request_id, i);
        tenders[i].request_id = ids[i];
    }
    status = bill_settle(&bill, job, tenders, count, payment->booked);
    if (status == PK_OK && payment->pay->ends_draft)
        status = draft_end(job, bill.ticket.ticket_id);
    if (status != PK_OK)
        return status;
    *payment->is_carried_out = true;
    *(struct pk_tender *)out = payment->booked[count - 1];
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
    return json_pack("{s:s, s:o, s:I, s:s?, s:s*}", "ticket_id", pay->ticket_id, "tenders", tenders,
                     "override", (json_int_t)pay->override_price, "reason", pay->reason,
                     "validation", pay->validation);
}

/* The tenders that an earlier answer to this act booked; tenders do not change. */
static enum pk_status find_all(struct pk_tender all[], struct pk_lot *lot, const struct pk_act *act,
                               size_t count)
{
    char request_id[PK_UUID_SIZE], id[TENDER_ID_SIZE];
    bool is_found = pk_uuid_parse(request_id, act->request_id);
    for (size_t i = 0; i < count && is_found; i++) {
        name_tender(id, request_id, i);
        enum pk_status status = tender_of_request(&all[i], &is_found, lot, id);
        if (status != PK_OK)
            return status;
    }
    return is_found ? PK_OK : pk_fail(PK_CORRUPT, _("A tender of this payment is missing."));
}

static enum pk_status check_tenders(const struct pk_pay *how)
{
    if (how->tender_count == 0 || how->tender_count > PK_TENDERS_MAX)
        return pk_fail(PK_USAGE, _("A payment has 1 to %d tenders."), PK_TENDERS_MAX);
    for (size_t i = 0; i < how->tender_count; i++)
        if (how->tenders[i].method != PK_CASH && how->tenders[i].method != PK_NIL)
            return pk_fail(PK_USAGE, _("A card is charged by its terminal first."));
    return PK_OK;
}

enum pk_status pk_pay(struct pk_tender *out, struct pk_tender all[], struct pk_lot *lot,
                      const struct pk_act *act, const struct pk_pay *how)
{
    struct pk_tender booked[PK_TENDERS_MAX];
    bool is_carried_out = false;
    struct payment payment = {how, booked, &is_carried_out};
    enum pk_status status = check_tenders(how);
    if (status == PK_OK)
        status = job_run(lot, act, &rule, content_of(how), &payment, out);
    if (status == PK_TICKET_VOID)
        ticket_alarm(lot, act, how->ticket_id);
    if (status != PK_OK || !all)
        return status;
    if (!is_carried_out)
        return find_all(all, lot, act, how->tender_count);
    memcpy(all, booked, how->tender_count * sizeof *all);
    return PK_OK;
}

/* ---- before ---- */

struct agreeing {
    struct pk_lot *lot;
    const struct pk_act *act;
    const struct pk_pay *pay;
};

static enum pk_status agree(void *context)
{
    const struct agreeing *what = context;
    struct job job = {.lot = what->lot,
                      .store = what->lot->store,
                      .act = what->act,
                      .kind = PK_ACT_PAY,
                      .now = pk_lot_now(what->lot),
                      .approver = ""};
    struct bill bill;
    if (!pk_uuid_parse(job.request_id, what->act->request_id))
        return pk_fail(PK_USAGE, _("A price is agreed for one payment: it needs a request id."));
    enum pk_status status = job_is_signed_in(&job);
    if (status == PK_OK)
        status = bill_open(&bill, &job, what->pay->ticket_id, what->pay->quoted_at);
    if (status == PK_OK && bill.due == 0)
        return bill_fail_nothing_due(&bill, what->lot);
    return status == PK_OK ? apply_override(&bill, &job, what->pay) : status;
}

enum pk_status pk_pay_agree(struct pk_lot *lot, const struct pk_act *act, const struct pk_pay *how)
{
    return store_read(lot->store, agree, &(struct agreeing){lot, act, how});
}
