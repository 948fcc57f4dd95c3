/*
 * Tickets as rows: reading, ending, telling the journal. Calls the store and the desk's frame.
 */
#include "ticket/row.h"

#include <string.h>

#include "base/error.h"
#include "lot/spot.h"
#include "parkade/text.h"
#include "ticket/charge.h"

/* The state is derived here and nowhere else: from how the ticket ended, or from the clock. */
static enum pk_ticket_state state_of(const struct pk_ticket *ticket, const char *ended_as,
                                     int64_t now)
{
    enum pk_ticket_state state;
    if (ended_as && pk_ticket_state_from_name(&state, ended_as))
        return state;
    return ticket_open_state(ticket->is_paid, ticket->expires_at, now);
}

static int found_by_of(const char *name)
{
    enum pk_found_by found_by;
    return name && pk_found_by_from_name(&found_by, name) ? (int)found_by : -1;
}

void ticket_read(struct query *q, struct pk_ticket *ticket, int64_t now)
{
    *ticket = (struct pk_ticket){0};
    column_text(q, 0, ticket->ticket_id, sizeof ticket->ticket_id);
    ticket->ticket_no = column_int(q, 1);
    ticket->vehicle_id = column_int(q, 2);
    column_text(q, 3, ticket->registration_number, sizeof ticket->registration_number);
    column_text(q, 4, ticket->registration_typed, sizeof ticket->registration_typed);
    pk_vehicle_class_from_name(&ticket->vehicle_class, column_peek(q, 5));
    ticket->spot_id = column_int(q, 6);
    column_text(q, 7, ticket->spot, sizeof ticket->spot);
    ticket->entry_time = column_int(q, 8);
    ticket->exit_time = column_maybe_int(q, 9);
    ticket->expires_at = column_int(q, 10);
    ticket->is_paid = column_bool(q, 11);
    ticket->paid = column_int(q, 12);
    ticket->owed = column_int(q, 13);
    ticket->state = state_of(ticket, column_peek(q, 14), now);
    column_text(q, 15, ticket->ended_station, sizeof ticket->ended_station);
    ticket->found_by = found_by_of(column_peek(q, 16));
    column_text(q, 17, ticket->replaces, sizeof ticket->replaces);
    column_text(q, 18, ticket->reason, sizeof ticket->reason);
    ticket->is_late_entry = column_bool(q, 19);
    ticket->is_lost = column_bool(q, 20);
    ticket->permit_id = column_int(q, 21);
    ticket->permit_to = column_maybe_int(q, 22);
}

bool ticket_take(struct pk_ticket *out, struct pk_lot *lot, struct query *q, enum pk_status *status)
{
    bool is_found = query_next(q);
    if (is_found)
        ticket_read(q, out, pk_lot_now(lot));
    *status = query_end(q);
    return is_found && *status == PK_OK;
}

enum pk_status ticket_take_all(struct pk_ticket *out, size_t capacity, size_t *count,
                               struct pk_lot *lot, struct query *q)
{
    int64_t now = pk_lot_now(lot);
    *count = 0;
    while (*count < capacity && query_next(q))
        ticket_read(q, &out[(*count)++], now);
    return query_end(q);
}

enum pk_status pk_ticket_get(struct pk_ticket *out, struct pk_lot *lot, const char *ticket_id)
{
    enum pk_status status;
    struct query *q = query_on(lot->store, TICKET_COLUMNS "WHERE t.ticket_id = ?");
    query_text(q, ticket_id);
    if (ticket_take(out, lot, q, &status) || status != PK_OK)
        return status;
    return pk_fail(PK_TICKET_UNKNOWN, _("There is no ticket %s."), ticket_id ? ticket_id : "");
}

void ticket_name_in_error(const struct pk_ticket *ticket)
{
    struct pk_error *error = pk_error_record();
    error->ticket_no = ticket->ticket_no;
    error->entry_time = ticket->entry_time;
    error->exit_time = ticket->exit_time;
    error->expires_at = ticket->expires_at;
    pk_copy(error->ticket_id, sizeof error->ticket_id, ticket->ticket_id);
    pk_copy(error->spot, sizeof error->spot, ticket->spot);
    pk_copy(error->station, sizeof error->station, ticket->ended_station);
}

enum pk_status ticket_fail_ended(const struct pk_ticket *ticket, const struct pk_lot *lot)
{
    char time[PK_TIME_SIZE];
    bool has_left = ticket->state == PK_EXITED;
    enum pk_status status = has_left ? PK_TICKET_CLOSED : PK_TICKET_VOID;
    lot_say_time(time, lot, ticket->exit_time);
    if (has_left)
        pk_fail(status, _("Ticket #%lld left at %s (station %s). It opens no gate."),
                (long long)ticket->ticket_no, time, ticket->ended_station);
    else
        pk_fail(status, _("Alarm: ticket #%lld was ended as %s at %s. It opens no gate."),
                (long long)ticket->ticket_no, pk_ticket_state_name(ticket->state), time);
    ticket_name_in_error(ticket);
    return status;
}

enum pk_status ticket_fail_parked(const struct pk_ticket *ticket, const struct pk_lot *lot)
{
    char time[PK_TIME_SIZE];
    lot_say_time(time, lot, ticket->entry_time);
    pk_fail(PK_ALREADY_PARKED, _("%s is inside already: ticket #%lld on %s since %s."),
            ticket->registration_number, (long long)ticket->ticket_no, ticket->spot, time);
    ticket_name_in_error(ticket);
    return PK_ALREADY_PARKED;
}

enum pk_status ticket_get_open(struct pk_ticket *out, struct pk_lot *lot, const char *ticket_id)
{
    enum pk_status status = pk_ticket_get(out, lot, ticket_id);
    if (status == PK_OK && out->exit_time != PK_NONE)
        return ticket_fail_ended(out, lot);
    return status;
}

enum pk_status ticket_end(struct job *job, const struct pk_ticket *ticket, const char *as,
                          const char *found_by, const char *reason, int64_t owed)
{
    struct query *q = query_on(
        job->store, "UPDATE parking_ticket SET exit_time = ?, ended_as = ?, found_by = ?, "
                    "reason = coalesce(?, reason), owed = ?, exit_station = ?, exit_staff = ? "
                    "WHERE ticket_id = ?");
    query_int(q, job->now > ticket->entry_time ? job->now : ticket->entry_time);
    query_text(q, as);
    query_text(q, found_by);
    query_text(q, reason);
    query_int(q, owed);
    query_text(q, job->act->station);
    query_maybe_text(q, job->act->who);
    query_text(q, ticket->ticket_id);
    enum pk_status status = query_run(q);
    bool is_over = strcmp(as, "exited") == 0 || strcmp(as, "released") == 0;
    return status == PK_OK && is_over ? charge_write_taken(job, ticket) : status;
}

enum pk_status ticket_note(struct job *job, const struct pk_ticket *ticket, int64_t amount,
                           json_t *detail)
{
    return job_note(job, &(struct job_event){
                             .ticket_id = ticket->ticket_id,
                             .ticket_no = ticket->ticket_no,
                             .spot_id = ticket->spot_id,
                             .amount = amount,
                             .detail = detail,
                         });
}
