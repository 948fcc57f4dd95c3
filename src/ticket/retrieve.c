/*
 * Retrieve: the vehicle goes and the spot is free, or one clear answer why not. The first line of
 * decide() that fits gives it.
 */
#include "base/error.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "ticket/row.h"

struct departure {
    const char *ticket_id;
    enum pk_found_by found_by;
};

static enum pk_status fail_due(const struct pk_lot *lot, const struct pk_ticket *ticket,
                               int64_t due)
{
    char amount[PK_MONEY_SIZE];
    pk_money_format(amount, due, lot->currency);
    pk_fail(PK_PAYMENT_REQUIRED,
            ticket->is_paid ? _("Ticket #%lld stayed too long after paying: %s %s are due.")
                            : _("Ticket #%lld is not paid: %s %s are due."),
            (long long)ticket->ticket_no, amount, lot->currency);
    pk_error_record()->due = due;
    ticket_name_in_error(ticket);
    return PK_PAYMENT_REQUIRED;
}

enum pk_status ticket_fail_expired(const struct pk_ticket *ticket, const struct pk_lot *lot)
{
    char time[PK_TIME_SIZE];
    lot_say_time(time, lot, ticket->expires_at);
    pk_fail(PK_TICKET_EXPIRED,
            _("Ticket #%lld expired unpaid at %s. Renew it with a reason first."),
            (long long)ticket->ticket_no, time);
    ticket_name_in_error(ticket);
    return PK_TICKET_EXPIRED;
}

static enum pk_status decide(struct job *job, const struct pk_ticket *ticket)
{
    struct pk_quote quote;
    if (ticket->exit_time != PK_NONE)
        return ticket_fail_ended(ticket, job->lot);
    if (ticket->state == PK_EXPIRED)
        return ticket_fail_expired(ticket, job->lot);
    enum pk_status status = quote_ticket(&quote, job->lot, ticket, job->now);
    if (status == PK_OK && quote.due > 0)
        return fail_due(job->lot, ticket, quote.due);
    return status;
}

static enum pk_status retrieve(struct job *job, const void *in, void *out)
{
    const struct departure *departure = in;
    struct pk_ticket *ticket = out;
    const char *found_by = pk_found_by_name(departure->found_by);

    enum pk_status status = pk_ticket_get(ticket, job->lot, departure->ticket_id);
    if (status == PK_OK)
        status = decide(job, ticket);
    if (status == PK_OK)
        status = ticket_end(job, ticket, "exited", found_by, NULL, 0);
    if (status == PK_OK)
        status = pk_ticket_get(ticket, job->lot, departure->ticket_id);
    if (status != PK_OK)
        return status;
    return ticket_note(job, ticket, PK_NONE,
                       json_pack("{s:s, s:s, s:s}", "registration", ticket->registration_number,
                                 "spot", ticket->spot, "found_by", found_by));
}

static const struct job_rule rule = {PK_ACT_RETRIEVE, retrieve, job_ticket_fields};

enum pk_status pk_retrieve(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                           const char *ticket_id, enum pk_found_by found_by)
{
    if (pk_found_by_name(found_by)[0] == '\0')
        return pk_fail(PK_USAGE, _("A ticket is found by scan, number, plate or spot."));
    enum pk_status status = job_run(
        lot, act, &rule, json_pack("{s:s, s:i}", "ticket_id", ticket_id, "found_by", (int)found_by),
        &(struct departure){ticket_id, found_by}, out);
    if (status == PK_TICKET_VOID)
        ticket_alarm(lot, act, ticket_id);
    return status;
}
