/*
 * A ticket printed once more: who holds a copy may take the vehicle too, so each is counted, says
 * which it is, and stands in the journal.
 */
#include "parkade/text.h"
#include "ticket/row.h"

static enum pk_status find_next(int64_t *copy_no, struct store *store, const char *ticket_id)
{
    struct query *q = query_on(
        store, "SELECT coalesce(max(copy_no), 0) + 1 FROM ticket_copy WHERE ticket_id = ?");
    query_text(q, ticket_id);
    *copy_no = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

static enum pk_status keep(struct job *job, const struct pk_ticket_copy *copy)
{
    struct query *q =
        query_on(job->store, "INSERT INTO ticket_copy (ticket_id, copy_no, time, staff, "
                             "printed_at) VALUES (?, ?, ?, ?, ?)");
    query_text(q, copy->ticket_id);
    query_int(q, copy->copy_no);
    query_int(q, job->now);
    query_maybe_text(q, job->act->who);
    query_text(q, job->act->station);
    return query_run(q);
}

static enum pk_status reprint(struct job *job, const void *in, void *out)
{
    struct pk_ticket ticket;
    struct pk_ticket_copy *copy = out;
    enum pk_status status = ticket_get_open(&ticket, job->lot, in);
    if (status != PK_OK)
        return status;
    *copy = (struct pk_ticket_copy){.ticket_no = ticket.ticket_no};
    pk_copy(copy->ticket_id, sizeof copy->ticket_id, ticket.ticket_id);
    status = find_next(&copy->copy_no, job->store, ticket.ticket_id);
    if (status == PK_OK)
        status = keep(job, copy);
    if (status != PK_OK)
        return status;
    return ticket_note(job, &ticket, PK_NONE,
                       json_pack("{s:I}", "copy", (json_int_t)copy->copy_no));
}

static const struct job_rule rule = {PK_ACT_REPRINT, reprint, job_ticket_copy_fields};

enum pk_status pk_ticket_reprint(struct pk_ticket_copy *out, struct pk_lot *lot,
                                 const struct pk_act *act, const char *ticket_id)
{
    enum pk_status status =
        job_run(lot, act, &rule, json_pack("{s:s}", "ticket_id", ticket_id), ticket_id, out);
    if (status == PK_TICKET_VOID)
        ticket_alarm(lot, act, ticket_id);
    return status;
}
