/*
 * Settling a card attempt. An approved card is money taken: it is booked whatever became of the
 * ticket meanwhile.
 */
#include "base/error.h"
#include "card/card.h"
#include "parkade/text.h"

struct settlement {
    const char *attempt_id;
    enum pk_card_outcome outcome;
};

/* Books what the card was charged, at the moment of its quote: the price the driver agreed to is
 * the one that is covered. An outcome that comes late does not begin the exit grace anew. */
static enum pk_status book_card(struct pk_tender *out, struct job *job,
                                const struct attempt *attempt)
{
    int64_t amount = attempt->shown.amount;
    struct bill bill = {.paid_at = job->now};
    struct booking tender = {.method = PK_CARD,
                             .amount = amount,
                             .tendered = amount,
                             .request_id = attempt->shown.attempt_id,
                             .began_in = attempt->shift_id};
    if (attempt_is_left_behind(attempt, job->now))
        bill.paid_at = attempt->shown.started_at;
    enum pk_status status = pk_ticket_get(&bill.ticket, job->lot, attempt->shown.ticket_id);
    if (status == PK_OK)
        status = quote_ticket(&bill.quote, job->lot, &bill.ticket, attempt->quoted_at);
    if (status != PK_OK)
        return status;
    bill.is_released = bill.ticket.state == PK_RELEASED;
    bill.due = bill.quote.due > amount ? bill.quote.due : amount;
    return bill_settle(&bill, job, &tender, 1, out);
}

static enum pk_status note_outcome(struct job *job, const struct pk_card_attempt *attempt,
                                   const char *state)
{
    struct pk_ticket ticket;
    enum pk_status status = pk_ticket_get(&ticket, job->lot, attempt->ticket_id);
    return status == PK_OK
               ? ticket_note(job, &ticket, attempt->amount, json_pack("{s:s}", "state", state))
               : status;
}

static enum pk_status approve(struct pk_tender *out, struct job *job, const struct attempt *attempt)
{
    enum pk_status status =
        attempt_write_state(job, attempt->shown.attempt_id, PK_CARD_STATE_APPROVED);
    if (status == PK_OK)
        status = job_may(job, PK_ACT_PAY);
    return status == PK_OK ? book_card(out, job, attempt) : status;
}

static enum pk_status leave_unbooked(struct job *job, const struct attempt *attempt,
                                     enum pk_card_outcome outcome)
{
    bool is_declined = outcome == PK_CARD_DECLINED;
    enum pk_status status =
        attempt_write_state(job, attempt->shown.attempt_id,
                            is_declined ? PK_CARD_STATE_DECLINED : PK_CARD_STATE_UNKNOWN);
    return status == PK_OK
               ? note_outcome(job, &attempt->shown, is_declined ? "declined" : "unknown")
               : status;
}

static enum pk_status settle(struct job *job, const void *in, void *out)
{
    const struct settlement *what = in;
    struct pk_tender *tender = out;
    struct attempt attempt;
    bool is_booked;
    *tender = (struct pk_tender){.method = PK_CARD, .expires_at = PK_NONE};

    enum pk_status status = attempt_get(&attempt, job->lot, what->attempt_id);
    if (status == PK_OK)
        status = tender_of_request(tender, &is_booked, job->lot, what->attempt_id);
    if (status != PK_OK || is_booked)
        return status;
    bool is_declined = attempt.shown.state == PK_CARD_STATE_DECLINED;
    if (is_declined && what->outcome == PK_CARD_APPROVED)
        return pk_fail(PK_INTERNAL, _("This card payment was settled as declined. Look into the "
                                      "terminal's own record, and give the money back there."));
    if (is_declined)
        return PK_OK;
    return what->outcome == PK_CARD_APPROVED ? approve(tender, job, &attempt)
                                             : leave_unbooked(job, &attempt, what->outcome);
}

static const struct job_rule rule = {PK_ACT_CARD, settle, job_tender_fields};

enum pk_status pk_card_settle(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                              const char *attempt_id, enum pk_card_outcome outcome)
{
    if (outcome != PK_CARD_APPROVED && outcome != PK_CARD_DECLINED && outcome != PK_CARD_IN_DOUBT)
        return pk_fail(PK_USAGE, _("A card is approved, declined or in doubt."));
    return job_run(lot, act, &rule,
                   json_pack("{s:s, s:i}", "attempt_id", attempt_id, "outcome", (int)outcome),
                   &(struct settlement){attempt_id, outcome}, out);
}
