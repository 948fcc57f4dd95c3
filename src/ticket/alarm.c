/*
 * Alarms: a void, replaced or released ticket that turns up is how stolen and swapped tickets show.
 * The act is refused and changes nothing; that somebody tried is written down beside it, by the lot
 * itself, and stays until it is acknowledged. May call: the desk's frame.
 */
#include "base/error.h"
#include "ticket/row.h"

struct alarm {
    struct job job;
    const char *ticket_id;
};

/* One from here that nobody has acknowledged says it already. */
static enum pk_status find_open_alarm(bool *out, const struct alarm *alarm)
{
    struct query *q = query_on(alarm->job.store,
                               "SELECT 1 FROM journal j WHERE kind = 'alarm' AND ticket_id = ? "
                               "AND station = ? AND NOT EXISTS (SELECT 1 FROM acknowledgement a "
                               "WHERE a.seq = j.seq) LIMIT 1");
    query_text(q, alarm->ticket_id);
    query_text(q, alarm->job.act->station);
    *out = query_next(q);
    return query_end(q);
}

static bool is_dead(const struct pk_ticket *ticket)
{
    return ticket->state == PK_VOID || ticket->state == PK_REPLACED || ticket->state == PK_RELEASED;
}

static enum pk_status raise_alarm(void *context)
{
    struct alarm *alarm = context;
    struct pk_ticket ticket;
    bool is_raised = false;
    enum pk_status status = pk_ticket_get(&ticket, alarm->job.lot, alarm->ticket_id);
    if (status == PK_OK && !is_dead(&ticket))
        return PK_OK;
    if (status == PK_OK)
        status = find_open_alarm(&is_raised, alarm);
    if (status == PK_OK && !is_raised)
        status = job_know_station(alarm->job.store, alarm->job.act->station, alarm->job.now);
    if (status != PK_OK || is_raised)
        return status;
    return ticket_note(&alarm->job, &ticket, PK_NONE,
                       json_pack("{s:s, s:s}", "ended_as", pk_ticket_state_name(ticket.state),
                                 "registration", ticket.registration_number));
}

enum pk_status pk_ticket_turned_up(struct pk_lot *lot, const struct pk_act *act,
                                   const char *ticket_id)
{
    struct alarm alarm = {
        .job = {.lot = lot,
                .store = lot->store,
                .act = act,
                .kind = PK_ACT_ALARM,
                .now = pk_lot_now(lot),
                .approver = ""},
        .ticket_id = ticket_id,
    };
    return store_write(lot->store, raise_alarm, &alarm);
}

void ticket_alarm(struct pk_lot *lot, const struct pk_act *act, const char *ticket_id)
{
    const struct pk_error told = *pk_error();
    pk_ticket_turned_up(lot, act, ticket_id);
    *pk_error_record() = told;
}
