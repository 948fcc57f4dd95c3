/*
 * Ends other than driving out: void, release, replace. Each is one act on an open ticket, with a
 * reason.
 */
#include "base/error.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "ticket/pay.h"

struct ending {
    const char *ticket_id, *reason, *proof;
    bool is_lost;
};

static json_t *content_of(const struct ending *ending)
{
    return json_pack("{s:s, s:s, s:s*, s:b}", "ticket_id", ending->ticket_id, "reason",
                     ending->reason, "proof", ending->proof, "is_lost", (int)ending->is_lost);
}

static enum pk_status run(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                          const struct job_rule *rule, const struct ending *ending)
{
    enum pk_status status = job_check_reason(ending->reason);
    return status == PK_OK ? job_run(lot, act, rule, content_of(ending), ending, out) : status;
}

/* ---- void ---- */

/* Nothing was sold: what was taken is given back first, so that nobody pockets it. */
static enum pk_status check_no_money(const struct job *job, const struct pk_ticket *ticket)
{
    char paid[PK_MONEY_SIZE];
    struct account account;
    enum pk_status status = account_read(&account, job->lot, ticket->ticket_id);
    if (status != PK_OK || account.paid == 0)
        return status;
    pk_money_format(paid, account.paid, job->lot->currency);
    pk_fail(PK_ALREADY_PAID,
            ticket->paid < account.paid
                ? _("%s %s were taken for ticket #%lld and those it replaces: refund them first, "
                    "on the ticket that was paid.")
                : _("%s %s were taken for ticket #%lld: refund them first."),
            paid, job->lot->currency, (long long)ticket->ticket_no);
    ticket_name_in_error(ticket);
    return PK_ALREADY_PAID;
}

static enum pk_status void_ticket(struct job *job, const void *in, void *out)
{
    const struct ending *ending = in;
    struct pk_ticket *ticket = out;
    enum pk_status status = ticket_get_open(ticket, job->lot, ending->ticket_id);
    if (status == PK_OK)
        status = check_no_money(job, ticket);
    if (status == PK_OK)
        status = card_check_none(job->lot, ticket);
    if (status == PK_OK)
        status = ticket_end(job, ticket, "void", NULL, ending->reason, 0);
    if (status == PK_OK)
        status = pk_ticket_get(ticket, job->lot, ending->ticket_id);
    return status == PK_OK
               ? ticket_note(job, ticket, PK_NONE, json_pack("{s:s}", "reason", ending->reason))
               : status;
}

static const struct job_rule void_rule = {PK_ACT_VOID, void_ticket, job_ticket_fields};

enum pk_status pk_void(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                       const char *ticket_id, const char *reason)
{
    return run(out, lot, act, &void_rule,
               &(struct ending){.ticket_id = ticket_id, .reason = reason});
}

/* ---- release ---- */

/* A stay that the tariff refuses (longer than its longest) must end too: then nothing is known to
 * be owed. */
static enum pk_status find_owed(int64_t *owed, struct job *job, const struct pk_ticket *ticket)
{
    struct pk_quote quote;
    enum pk_status status = quote_ticket(&quote, job->lot, ticket, job->now);
    *owed = status == PK_OK ? quote.due : 0;
    return status == PK_TARIFF_INVALID ? PK_OK : status;
}

enum pk_status ticket_release(struct job *job, struct pk_ticket *ticket, const char *reason)
{
    int64_t owed = 0;
    enum pk_status status = find_owed(&owed, job, ticket);
    if (status == PK_OK)
        status = ticket_end(job, ticket, "released", NULL, reason, owed);
    if (status == PK_OK)
        status = pk_ticket_get(ticket, job->lot, ticket->ticket_id);
    return status == PK_OK ? ticket_note(job, ticket, owed,
                                         json_pack("{s:s, s:s}", "reason", reason, "registration",
                                                   ticket->registration_number))
                           : status;
}

static enum pk_status release(struct job *job, const void *in, void *out)
{
    const struct ending *ending = in;
    enum pk_status status = ticket_get_open(out, job->lot, ending->ticket_id);
    return status == PK_OK ? ticket_release(job, out, ending->reason) : status;
}

static const struct job_rule release_rule = {PK_ACT_RELEASE, release, job_ticket_fields};

enum pk_status pk_release(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                          const char *ticket_id, const char *reason)
{
    return run(out, lot, act, &release_rule,
               &(struct ending){.ticket_id = ticket_id, .reason = reason});
}

/* ---- replace ---- */

/* Entry, spot and what was paid stay. A paid ticket stays paid, unless the lost price is due from
 * now on; a price of a lost ticket is not lost by losing the next one. */
static enum pk_status issue_replacement(struct job *job, const struct pk_ticket *lost,
                                        const struct ending *ending, struct pk_ticket *next)
{
    bool is_dearer = ending->is_lost && !lost->is_lost;
    *next = (struct pk_ticket){
        .vehicle_id = lost->vehicle_id,
        .spot_id = lost->spot_id,
        .vehicle_class = lost->vehicle_class,
        .entry_time = lost->entry_time,
        .expires_at = lost->expires_at,
        .is_paid = lost->is_paid && !is_dearer,
        .is_late_entry = lost->is_late_entry,
        .is_lost = lost->is_lost || ending->is_lost,
    };
    pk_copy(next->replaces, sizeof next->replaces, lost->ticket_id);
    pk_copy(next->reason, sizeof next->reason, ending->reason);
    if (lost->is_paid && is_dearer) {
        int64_t validity;
        enum pk_status status = setting_number(&validity, job->lot, SETTING_TICKET_VALIDITY);
        if (status != PK_OK)
            return status;
        next->expires_at = job->now + validity;
    }
    return ticket_issue(job, next);
}

static enum pk_status replace(struct job *job, const void *in, void *out)
{
    const struct ending *ending = in;
    struct pk_ticket lost, *next = out;
    enum pk_status status = ticket_get_open(&lost, job->lot, ending->ticket_id);
    if (status == PK_OK && !ending->proof)
        status = job_may_also(job, PK_ACT_REPLACE_UNPROVEN);
    if (status == PK_OK) /* its money would come to a dead ticket */
        status = card_check_none(job->lot, &lost);
    if (status == PK_OK)
        status = ticket_end(job, &lost, "replaced", NULL, ending->reason, 0);
    if (status == PK_OK)
        status = issue_replacement(job, &lost, ending, next);
    if (status == PK_OK)
        status = pk_ticket_get(next, job->lot, next->ticket_id);
    if (status != PK_OK)
        return status;
    return ticket_note(job, next, PK_NONE,
                       json_pack("{s:s, s:s*, s:I, s:b, s:s}", "reason", ending->reason, "proof",
                                 ending->proof, "replaces_no", (json_int_t)lost.ticket_no,
                                 "is_lost", (int)next->is_lost, "registration",
                                 next->registration_number));
}

static const struct job_rule replace_rule = {PK_ACT_REPLACE, replace, job_ticket_fields};

enum pk_status pk_replace(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                          const char *ticket_id, const char *reason, const char *proof,
                          bool is_lost)
{
    enum pk_status status = proof ? job_check_reason(proof) : PK_OK;
    if (status != PK_OK)
        return status;
    return run(out, lot, act, &replace_rule, &(struct ending){ticket_id, reason, proof, is_lost});
}
