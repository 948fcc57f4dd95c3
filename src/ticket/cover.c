/*
 * What still covers a stay after something about it changed: money was given back, or the vehicle
 * turned out to be of another class. Else a refund, or an amendment and back, would open the gate.
 */
#include "base/error.h"
#include "ticket/book.h"
#include "ticket/charge.h"

/* The ticket is as if it had not been paid, with a ticket's validity anew. */
static enum pk_status uncover(struct job *job, struct pk_ticket *ticket)
{
    enum pk_status status = charge_validity(&ticket->expires_at, job->lot, ticket, job->now);
    ticket->is_paid = false;
    return status == PK_OK ? book_ticket(job, ticket->ticket_id, false, ticket->expires_at)
                           : status;
}

/* What is left covers the stay for now: until its price rises above it, and never longer than
 * before. */
static enum pk_status shorten(struct job *job, struct pk_ticket *ticket,
                              const struct pk_quote *quote, int64_t covered)
{
    struct charge charge;
    int64_t rises_at = PK_NONE;
    enum pk_status status = charge_read(&charge, job->lot, ticket, quote->at);
    if (status == PK_OK)
        status = pk_tariff_rises_above(&rises_at, charge.tariff, &charge.stay, covered);
    if (status != PK_OK || rises_at == PK_NONE || rises_at >= ticket->expires_at)
        return status;
    ticket->expires_at = rises_at;
    return book_ticket(job, ticket->ticket_id, true, rises_at);
}

enum pk_status cover_again(int64_t *due, struct job *job, struct pk_ticket *ticket,
                           int64_t given_back)
{
    struct pk_quote quote;
    *due = 0;
    enum pk_status status = quote_ticket(&quote, job->lot, ticket, job->now);
    if (status == PK_TARIFF_INVALID) /* a refused stay is covered by nothing */
        return ticket->is_paid ? uncover(job, ticket) : PK_OK;
    if (status != PK_OK)
        return status;
    int64_t left = quote.paid - given_back;
    *due = quote.price.total > left ? quote.price.total - left : 0;
    if (!ticket->is_paid)
        return PK_OK;
    return *due > 0 ? uncover(job, ticket) : shorten(job, ticket, &quote, left + quote.waived);
}
