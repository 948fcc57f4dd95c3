/*
 * A sponsor's code is given to a ticket, before payment. Calls the stay, the quote and the codes.
 */
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"
#include "ticket/charge.h"
#include "ticket/pay.h"

/* ---- give ---- */

static enum pk_status get_ticket(struct pk_ticket *out, struct pk_lot *lot, const char *ticket_id)
{
    enum pk_status status = ticket_get_open(out, lot, ticket_id);
    if (status == PK_OK && out->state == PK_EXPIRED)
        return ticket_fail_expired(out, lot);
    if (status == PK_OK && out->is_paid)
        return ticket_fail_paid(out, lot, _("a validation comes before."));
    return status == PK_OK ? card_check_none(lot, out) : status;
}

/* One code that the tariff knows, and as many others as it takes off. */
static enum pk_status check_beside(const struct pk_validation *code, struct pk_lot *lot,
                                   const struct pk_ticket *ticket)
{
    struct charge charge;
    enum pk_status status = charge_read(&charge, lot, ticket, pk_lot_now(lot));
    if (status != PK_OK)
        return status;
    bool is_proof = pk_tariff_proof(charge.tariff, code->code) != NULL;
    if (code->by_tariff && !is_proof)
        return pk_fail(PK_TARIFF_INVALID, _("The tariff of ticket #%lld does not know %s."),
                       (long long)ticket->ticket_no, code->code);
    if (is_proof && charge.stay.proof)
        return pk_fail(PK_TARIFF_INVALID,
                       _("Ticket #%lld has %s already, and the tariff takes "
                         "one such code."),
                       (long long)ticket->ticket_no, charge.stay.proof);
    if (!is_proof && charge.stay.off_count == PK_OFFS_MAX)
        return pk_fail(PK_TARIFF_INVALID, _("Ticket #%lld has %d validations already."),
                       (long long)ticket->ticket_no, PK_OFFS_MAX);
    return PK_OK;
}

static enum pk_status is_given(bool *out, struct pk_lot *lot, const char *ticket_id,
                               const char *canonical)
{
    struct query *q =
        query_on(lot->store, TICKET_CHAIN "SELECT 1 FROM chain JOIN ticket_validation g "
                                          "ON g.ticket_id = chain.ticket_id WHERE g.code = ?2");
    query_text(q, ticket_id);
    query_text(q, canonical);
    *out = query_next(q);
    return query_end(q);
}

enum pk_status pk_validation_is_given(bool *out, struct pk_lot *lot, const char *ticket_id,
                                      const char *code)
{
    char canonical[PK_CODE_SIZE];
    enum pk_status status = code_canonical(canonical, code);
    return status == PK_OK ? is_given(out, lot, ticket_id, canonical) : status;
}

static enum pk_status insert(struct job *job, const struct pk_given *given)
{
    struct query *q = query_on(job->store, "INSERT INTO ticket_validation (ticket_id, code, time, "
                                           "staff, station, request_id) VALUES (?, ?, ?, ?, ?, ?)");
    query_text(q, given->ticket_id);
    query_text(q, given->code);
    query_int(q, given->time);
    query_maybe_text(q, job->act->who);
    query_text(q, job->act->station);
    query_text(q, job->request_id);
    return query_run(q);
}

static enum pk_status note(struct job *job, const struct pk_ticket *ticket,
                           const struct pk_validation *code)
{
    enum pk_act_kind kind = job->kind;
    job->kind = PK_ACT_VALIDATE; /* also where it comes with a payment */
    enum pk_status status = ticket_note(
        job, ticket, PK_NONE,
        json_pack("{s:s, s:s, s:s, s:I}", "code", code->code, "sponsor", code->sponsor, "kind",
                  pk_validation_kind_name(code), "value", (json_int_t)code->value));
    job->kind = kind;
    return status;
}

/* Writes CODE, which has been checked, on the ticket. */
static enum pk_status put_on(struct job *job, const struct pk_ticket *ticket,
                             const struct pk_validation *code, struct pk_given *given)
{
    *given = (struct pk_given){.ticket_no = ticket->ticket_no, .time = job->now};
    pk_copy(given->ticket_id, sizeof given->ticket_id, ticket->ticket_id);
    pk_copy(given->code, sizeof given->code, code->code);
    pk_copy(given->sponsor, sizeof given->sponsor, code->sponsor);
    enum pk_status status = insert(job, given);
    return status == PK_OK ? note(job, ticket, code) : status;
}

static enum pk_status give_to(struct job *job, const struct pk_ticket *ticket, const char *typed,
                              struct pk_given *given)
{
    struct pk_validation code;
    char canonical[PK_CODE_SIZE];
    bool is_there = false;
    enum pk_status status = code_canonical(canonical, typed);
    if (status == PK_OK)
        status = code_find(&code, job->lot, canonical);
    if (status == PK_OK)
        status = is_given(&is_there, job->lot, ticket->ticket_id, code.code);
    if (status == PK_OK && is_there)
        return pk_fail(PK_TARIFF_INVALID, _("Ticket #%lld has %s already."),
                       (long long)ticket->ticket_no, code.code);
    if (status == PK_OK)
        status = code_check(&code, job->lot, job->now);
    if (status == PK_OK)
        status = check_beside(&code, job->lot, ticket);
    return status == PK_OK ? put_on(job, ticket, &code, given) : status;
}

struct giving {
    const char *ticket_id, *code;
};

static enum pk_status give(struct job *job, const void *in, void *out)
{
    const struct giving *giving = in;
    struct pk_given *given = out;
    struct pk_ticket ticket;
    struct pk_quote quote;
    enum pk_status status = get_ticket(&ticket, job->lot, giving->ticket_id);
    if (status == PK_OK)
        status = give_to(job, &ticket, giving->code, given);
    if (status == PK_OK)
        status = quote_ticket(&quote, job->lot, &ticket, job->now);
    given->due = status == PK_OK ? quote.due : 0;
    return status;
}

static const struct job_rule rule = {PK_ACT_VALIDATE, give, job_given_fields};

enum pk_status pk_validation_give(struct pk_given *out, struct pk_lot *lot,
                                  const struct pk_act *act, const char *ticket_id, const char *code)
{
    json_t *content = json_pack("{s:s, s:s}", "ticket_id", ticket_id, "code", code);
    return job_run(lot, act, &rule, content, &(struct giving){ticket_id, code}, out);
}

enum pk_status validate_for_payment(bool *is_new, struct job *job, const char *ticket_id,
                                    const char *code)
{
    struct pk_ticket ticket;
    struct pk_given given;
    bool is_there = false;
    enum pk_status status = job_may_also(job, PK_ACT_VALIDATE);
    if (status == PK_OK)
        status = pk_validation_is_given(&is_there, job->lot, ticket_id, code);
    *is_new = !is_there;
    if (status != PK_OK || is_there)
        return status;
    status = get_ticket(&ticket, job->lot, ticket_id);
    return status == PK_OK ? give_to(job, &ticket, code, &given) : status;
}
