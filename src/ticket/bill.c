/*
 * A bill: what is due on a ticket, and booking what is given for it. Calls quote and book.
 */
#include "base/error.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "ticket/pay.h"

/* When money was taken for it last, and where: two may serve one driver. False: never. */
static bool find_last_tender(int64_t *time, char station[static PK_NAME_SIZE], struct pk_lot *lot,
                             const char *ticket_id)
{
    struct query *q =
        query_on(lot->store, "SELECT t.time, t.station FROM payment p "
                             "JOIN tender t ON t.payment_id = p.payment_id AND t.amount >= 0 "
                             "WHERE p.ticket_id = ? ORDER BY t.tender_id DESC LIMIT 1");
    query_text(q, ticket_id);
    bool is_found = query_next(q);
    if (is_found) {
        *time = column_int(q, 0);
        column_text(q, 1, station, PK_NAME_SIZE);
    }
    return query_end(q) == PK_OK && is_found;
}

enum pk_status ticket_fail_paid(const struct pk_ticket *ticket, struct pk_lot *lot,
                                const char *then)
{
    char when[PK_TIME_SIZE], station[PK_NAME_SIZE];
    int64_t time;
    if (find_last_tender(&time, station, lot, ticket->ticket_id)) {
        lot_say_time(when, lot, time);
        pk_fail(PK_ALREADY_PAID, _("Ticket #%lld is paid since %s (station %s); %s"),
                (long long)ticket->ticket_no, when, station, then);
    } else {
        pk_fail(PK_ALREADY_PAID, _("Ticket #%lld is paid; %s"), (long long)ticket->ticket_no, then);
    }
    ticket_name_in_error(ticket);
    return PK_ALREADY_PAID;
}

enum pk_status bill_fail_nothing_due(const struct bill *bill, struct pk_lot *lot)
{
    if (bill->ticket.is_paid || bill->is_released)
        return ticket_fail_paid(&bill->ticket, lot, _("nothing is due."));
    pk_fail(PK_NOTHING_DUE, _("Nothing is due on ticket #%lld."),
            (long long)bill->ticket.ticket_no);
    ticket_name_in_error(&bill->ticket);
    return PK_NOTHING_DUE;
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
