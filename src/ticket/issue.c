/*
 * Giving out a ticket: the next number without a gap, and a UUID.
 */
#include "parkade/uuid.h"
#include "ticket/row.h"

static enum pk_status next_number(int64_t *number, struct store *store)
{
    struct query *q = query_on(store, "UPDATE counter SET value = value + 1 "
                                      "WHERE name = 'ticket_no' RETURNING value");
    *number = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

enum pk_status ticket_issue(struct job *job, struct pk_ticket *next)
{
    enum pk_status status = next_number(&next->ticket_no, job->store);
    if (status != PK_OK)
        return status;
    pk_uuid_make(next->ticket_id, job->now);
    struct query *q = query_on(
        job->store, "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, "
                    "vehicle_class, entry_time, expires_at, is_paid, replaces, is_lost, "
                    "is_late_entry, reason, entry_station, entry_staff, permit_id) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query_text(q, next->ticket_id);
    query_int(q, next->ticket_no);
    query_int(q, next->vehicle_id);
    query_int(q, next->spot_id);
    query_text(q, pk_vehicle_class_name(next->vehicle_class));
    query_int(q, next->entry_time);
    query_int(q, next->expires_at);
    query_int(q, next->is_paid);
    query_maybe_text(q, next->replaces);
    query_int(q, next->is_lost);
    query_int(q, next->is_late_entry);
    query_maybe_text(q, next->reason);
    query_text(q, job->act->station);
    query_maybe_text(q, job->act->who);
    query_maybe_int(q, next->permit_id ? next->permit_id : PK_NONE);
    return query_run(q);
}
