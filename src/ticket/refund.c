/*
 * Refunds: tenders with the opposite sign. A ticket that ended stays ended; an open one that is no
 * longer covered has to be paid again.
 */
#include "base/error.h"
#include "desk/drawer.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "ticket/book.h"

struct refund {
    const char *ticket_id;
    int64_t amount;
    enum pk_method method;
    const char *reason;
};

static enum pk_status check(const struct job *job, const struct refund *refund,
                            const struct pk_ticket *ticket)
{
    char paid[PK_MONEY_SIZE];
    if (refund->amount <= 0)
        return pk_fail(PK_AMOUNT_INVALID, _("A refund is more than nothing."));
    if (refund->amount <= ticket->paid)
        return PK_OK;
    pk_money_format(paid, ticket->paid, job->lot->currency);
    pk_fail(PK_AMOUNT_INVALID,
            ticket->replaces[0] ? _("Ticket #%lld has %s %s to give back, no more. What was paid "
                                    "on the ticket it replaces is given back on that one.")
                                : _("Ticket #%lld has %s %s to give back, no more."),
            (long long)ticket->ticket_no, paid, job->lot->currency);
    ticket_name_in_error(ticket);
    return PK_AMOUNT_INVALID;
}

/* The open ticket that the money on TICKET counts for: itself, or the one that replaced it in the
 * end. No ticket_no: none is open. */
static enum pk_status find_open(struct pk_ticket *out, struct pk_lot *lot,
                                const struct pk_ticket *ticket)
{
    enum pk_status status;
    struct query *q = query_on(
        lot->store,
        "WITH RECURSIVE chain (ticket_id) AS (SELECT ?1 UNION SELECT r.ticket_id FROM chain "
        "JOIN parking_ticket r ON r.replaces = chain.ticket_id) " TICKET_COLUMNS
        "WHERE t.ticket_id IN (SELECT ticket_id FROM chain) AND t.exit_time IS NULL");
    *out = (struct pk_ticket){.ticket_no = 0};
    query_text(q, ticket->ticket_id);
    ticket_take(out, lot, q, &status);
    return status;
}

/* Whether all that was taken for TICKET went into the shift. */
static enum pk_status check_own_money(bool *is_own, struct job *job, const struct pk_ticket *ticket,
                                      int64_t shift_id)
{
    struct query *q = query_on(
        job->store, "SELECT 1 FROM payment p JOIN tender n ON n.payment_id = p.payment_id "
                    "WHERE p.ticket_id = ? AND n.amount > 0 AND n.shift_id IS NOT ? LIMIT 1");
    query_text(q, ticket->ticket_id);
    query_maybe_int(q, shift_id);
    *is_own = shift_id != PK_NONE && !query_next(q);
    return query_end(q);
}

/* Attendants may give back what they took, while the vehicle is inside and within their shift:
 * anything else is a supervisor's. */
static enum pk_status check_right(struct job *job, const struct pk_ticket *ticket)
{
    struct pk_ticket open;
    struct drawer drawer;
    bool is_own = false;
    enum pk_status status = find_open(&open, job->lot, ticket);
    if (status == PK_OK)
        status = drawer_of(&drawer, job->lot, job->act->who);
    if (status == PK_OK)
        status = check_own_money(&is_own, job, ticket, drawer.shift_id);
    if (status != PK_OK || (is_own && open.ticket_no != 0))
        return status;
    return job_may_also(job, PK_ACT_REFUND_LATE);
}

/* What the refund leaves of TICKET, or of the open one that took its place. */
static enum pk_status settle_tickets(struct booking *booking, struct job *job,
                                     const struct pk_ticket *ticket, int64_t amount)
{
    struct pk_ticket open;
    booking->is_paid = ticket->is_paid;
    booking->expires_at = ticket->expires_at;
    booking->due = ticket->owed;
    enum pk_status status = find_open(&open, job->lot, ticket);
    if (status != PK_OK || open.ticket_no == 0)
        return status;
    status = cover_again(&booking->due, job, &open, amount);
    if (open.ticket_no == ticket->ticket_no) {
        booking->is_paid = open.is_paid;
        booking->expires_at = open.expires_at;
    }
    return status;
}

static enum pk_status carry_out(struct job *job, const void *in, void *out)
{
    const struct refund *refund = in;
    struct pk_tender *tender = out;
    struct pk_ticket ticket;
    char payment_id[PK_UUID_SIZE];
    struct booking booking = {.method = refund->method,
                              .request_id = job->request_id,
                              .reason = refund->reason,
                              .began_in = PK_NONE};

    enum pk_status status = pk_ticket_get(&ticket, job->lot, refund->ticket_id);
    if (status == PK_OK)
        status = check(job, refund, &ticket);
    if (status == PK_OK)
        status = check_right(job, &ticket);
    if (status == PK_OK)
        status = settle_tickets(&booking, job, &ticket, refund->amount);
    booking.amount = status == PK_OK ? -refund->amount : 0;
    if (status == PK_OK)
        status = book_payment(payment_id, job, ticket.ticket_id);
    if (status == PK_OK)
        status = book_tender(tender, job, payment_id, &ticket, &booking);
    if (status != PK_OK)
        return status;
    return ticket_note(job, &ticket, -refund->amount,
                       json_pack("{s:s, s:s, s:I}", "method", pk_method_name(refund->method),
                                 "reason", refund->reason, "receipt",
                                 (json_int_t)tender->receipt_no));
}

static const struct job_rule rule = {PK_ACT_REFUND, carry_out, job_tender_fields};

enum pk_status pk_refund(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                         const char *ticket_id, int64_t amount, enum pk_method method,
                         const char *reason)
{
    enum pk_status status = job_check_reason(reason);
    if (status != PK_OK)
        return status;
    if (method != PK_CASH && method != PK_CARD)
        return pk_fail(PK_USAGE, _("A refund is paid out in cash or to the card."));
    json_t *content = json_pack("{s:s, s:I, s:i, s:s}", "ticket_id", ticket_id, "amount",
                                (json_int_t)amount, "method", (int)method, "reason", reason);
    return job_run(lot, act, &rule, content, &(struct refund){ticket_id, amount, method, reason},
                   out);
}
