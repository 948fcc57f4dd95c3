/*
 * A bill: what is due on a ticket, and booking what is given for it. Calls quote and book.
 */
#include "base/error.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "ticket/pay.h"

enum pk_status bill_fail_nothing_due(const struct bill *bill)
{
    long long number = (long long)bill->ticket.ticket_no;
    bool is_paid = bill->ticket.is_paid || bill->is_released;
    enum pk_status status = is_paid ? PK_ALREADY_PAID : PK_NOTHING_DUE;
    pk_fail(status,
            is_paid ? _("Ticket #%lld is paid; nothing is due.")
                    : _("Nothing is due on ticket #%lld."),
            number);
    ticket_name_in_error(&bill->ticket);
    return status;
}

enum pk_status bill_check_no_card(const struct bill *bill, struct pk_lot *lot)
{
    enum pk_status status = card_check_none(lot, &bill->ticket);
    if (status == PK_PAYMENT_REQUIRED)
        pk_error_record()->due = bill->due;
    return status;
}

/* Released tickets take what they owe; other ended ones take nothing; expired ones wait for a
 * renewal. */
static enum pk_status check_takes_money(struct bill *bill, const struct pk_lot *lot)
{
    const struct pk_ticket *ticket = &bill->ticket;
    bill->is_released = ticket->state == PK_RELEASED;
    if (ticket->exit_time != PK_NONE && !bill->is_released)
        return ticket_fail_ended(ticket, lot);
    if (ticket->state == PK_EXPIRED)
        return ticket_fail_expired(ticket, lot);
    return PK_OK;
}

enum pk_status bill_open(struct bill *bill, struct job *job, const char *ticket_id,
                         int64_t quoted_at)
{
    int64_t at = job->now;
    *bill = (struct bill){.paid_at = job->now};
    enum pk_status status = pk_ticket_get(&bill->ticket, job->lot, ticket_id);
    if (status == PK_OK)
        status = check_takes_money(bill, job->lot);
    if (status == PK_OK)
        status = quote_moment(&at, job->lot, quoted_at, job->now);
    if (status == PK_OK)
        status = quote_ticket(&bill->quote, job->lot, &bill->ticket, at);
    /* Nothing was due at the moment of the quote: then no price was told that could hold. */
    if (status == PK_OK && bill->quote.due == 0 && at != job->now)
        status = quote_ticket(&bill->quote, job->lot, &bill->ticket, job->now);
    bill->due = bill->quote.due;
    return status;
}

/* ---- booking ---- */

static int64_t sum_of(const struct booking *tenders, size_t count)
{
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += tenders[i].amount;
    return sum;
}

/* What the ticket is after all tenders: paid and valid for a while, or as it was. */
static enum pk_status settle_ticket(struct bill *bill, struct job *job, int64_t taken)
{
    struct pk_ticket *ticket = &bill->ticket;
    if (bill->is_released) /* a late card may be more than what is still owed */
        return book_owed(job, ticket->ticket_id, taken < ticket->owed ? taken : ticket->owed);
    if (bill->due > 0 || ticket->exit_time != PK_NONE) /* a late card finds it gone */
        return PK_OK;
    struct cover cover = {
        .paid_at = bill->paid_at,
        .quoted_at = bill->quote.at,
        .paid = bill->quote.paid + taken + bill->quote.waived + bill->waived,
    };
    ticket->is_paid = true;
    enum pk_status status = quote_valid_until(&ticket->expires_at, job->lot, ticket, &cover);
    return status == PK_OK ? book_ticket(job, ticket->ticket_id, true, ticket->expires_at) : status;
}

static json_t *detail_of(const struct bill *bill, const struct pk_tender *all, size_t count)
{
    json_t *tenders = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(
            tenders, json_pack("{s:s, s:I, s:I, s:I, s:I}", "method", pk_method_name(all[i].method),
                               "amount", (json_int_t)all[i].amount, "tendered",
                               (json_int_t)all[i].tendered, "change", (json_int_t)all[i].change,
                               "receipt", (json_int_t)all[i].receipt_no));
    return json_pack("{s:o, s:I, s:I}", "tenders", tenders, "waived", (json_int_t)bill->waived,
                     "left", (json_int_t)bill->due);
}

/* Each tender says what the ticket is after it: only the last may say paid. */
static enum pk_status book_all(struct bill *bill, struct job *job, struct booking *tenders,
                               size_t count, const char *payment_id, struct pk_tender *all)
{
    int64_t left = bill->due + sum_of(tenders, count);
    for (size_t i = 0; i < count; i++) {
        left -= tenders[i].amount;
        tenders[i].due = left;
        tenders[i].is_paid =
            i + 1 == count && (bill->is_released ? left == 0 : bill->ticket.is_paid);
        tenders[i].expires_at = bill->is_released ? PK_NONE : bill->ticket.expires_at;
        enum pk_status status = book_tender(&all[i], job, payment_id, &bill->ticket, &tenders[i]);
        if (status != PK_OK)
            return status;
    }
    return PK_OK;
}

enum pk_status bill_settle(struct bill *bill, struct job *job, struct booking *tenders,
                           size_t count, struct pk_tender *all)
{
    char payment_id[PK_UUID_SIZE];
    int64_t taken = sum_of(tenders, count);
    bill->due -= taken;

    enum pk_status status = book_payment(payment_id, job, bill->ticket.ticket_id);
    if (status == PK_OK && bill->waived > 0)
        status = book_waiver(job, payment_id, bill->waived);
    if (status == PK_OK)
        status = settle_ticket(bill, job, taken);
    if (status == PK_OK && bill->due == 0)
        status = book_covered(job, payment_id);
    if (status == PK_OK)
        status = book_all(bill, job, tenders, count, payment_id, all);
    if (status == PK_OK)
        status = book_quote(job, payment_id, &bill->quote);
    if (status != PK_OK)
        return status;
    return ticket_note(job, &bill->ticket, taken, detail_of(bill, all, count));
}
