/*
 * Spots: reading them, and taking them out of service. Calls the store and the desk's frame.
 */
#include <string.h>

#include "base/error.h"
#include "desk/job.h"
#include "lot/spot.h"
#include "parkade/text.h"

#define SPOT_COLUMNS                                                                               \
    "SELECT s.spot_id, s.label, s.level, s.zone, s.kind, s.rank, s.grid_row, s.grid_column, "      \
    "s.is_available, s.in_service, s.closed_reason, t.ticket_no, t.entry_time, t.is_paid, "        \
    "t.expires_at, v.registration_number FROM parking_spot s "                                     \
    "LEFT JOIN parking_ticket t ON t.spot_id = s.spot_id AND t.exit_time IS NULL "                 \
    "LEFT JOIN vehicle v ON v.vehicle_id = t.vehicle_id "

static void read_spot(struct query *q, struct pk_spot *spot, int64_t now)
{
    *spot = (struct pk_spot){0};
    spot->spot_id = column_int(q, 0);
    column_text(q, 1, spot->label, sizeof spot->label);
    column_text(q, 2, spot->level, sizeof spot->level);
    column_text(q, 3, spot->zone, sizeof spot->zone);
    pk_spot_kind_from_name(&spot->kind, column_peek(q, 4));
    spot->rank = (int)column_int(q, 5);
    spot->row = (int)column_int(q, 6);
    spot->column = (int)column_int(q, 7);
    spot->is_available = column_bool(q, 8);
    spot->in_service = column_bool(q, 9);
    column_text(q, 10, spot->closed_reason, sizeof spot->closed_reason);
    spot->ticket_no = column_int(q, 11);
    spot->entry_time = column_int(q, 12);
    if (spot->ticket_no != 0)
        spot->state = ticket_open_state(column_bool(q, 13), column_int(q, 14), now);
    column_text(q, 15, spot->registration_number, sizeof spot->registration_number);
}

enum pk_status pk_spot_each(struct pk_lot *lot, pk_spot_visit visit, void *context)
{
    struct pk_spot spot;
    int64_t now = pk_lot_now(lot);
    struct query *q = query_on(lot->store, SPOT_COLUMNS
                               "JOIN level l ON l.name = s.level "
                               "ORDER BY l.position, s.grid_row, s.grid_column, s.spot_id");
    while (query_next(q)) {
        read_spot(q, &spot, now);
        if (!visit(&spot, context))
            break;
    }
    return query_end(q);
}

/* The first row of Q as a spot, or the failure that it is not there. */
static bool take_spot(struct pk_spot *out, struct pk_lot *lot, struct query *q,
                      enum pk_status *status)
{
    bool is_found = query_next(q);
    if (is_found)
        read_spot(q, out, pk_lot_now(lot));
    *status = query_end(q);
    return is_found && *status == PK_OK;
}

enum pk_status pk_spot_find(struct pk_spot *out, struct pk_lot *lot, const char *label)
{
    enum pk_status status;
    struct query *q = query_on(lot->store, SPOT_COLUMNS "WHERE s.label = ?");
    query_text(q, label);
    if (take_spot(out, lot, q, &status) || status != PK_OK)
        return status;
    pk_fail(PK_SPOT_UNKNOWN, _("There is no spot %s."), label);
    pk_copy(pk_error_record()->spot, sizeof pk_error_record()->spot, label);
    return PK_SPOT_UNKNOWN;
}

enum pk_status pk_spot_get(struct pk_spot *out, struct pk_lot *lot, int64_t spot_id)
{
    enum pk_status status;
    struct query *q = query_on(lot->store, SPOT_COLUMNS "WHERE s.spot_id = ?");
    query_int(q, spot_id);
    if (take_spot(out, lot, q, &status) || status != PK_OK)
        return status;
    return pk_fail(PK_SPOT_UNKNOWN, _("There is no spot with the number %lld."),
                   (long long)spot_id);
}

/* ---- out of service and back ---- */

struct service {
    const char *label, *reason; /* no reason: back into service */
};

static enum pk_status set_service(struct job *job, const void *in, void *out)
{
    const struct service *service = in;
    struct pk_spot *spot = out;
    enum pk_status status = pk_spot_find(spot, job->lot, service->label);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "UPDATE parking_spot SET in_service = ?, "
                                           "closed_reason = ? WHERE spot_id = ?");
    query_int(q, service->reason == NULL);
    query_text(q, service->reason);
    query_int(q, spot->spot_id);
    status = query_run(q);
    if (status == PK_OK)
        status = pk_spot_get(spot, job->lot, spot->spot_id);
    if (status != PK_OK)
        return status;
    return job_note(job, &(struct job_event){.spot_id = spot->spot_id,
                                             .amount = PK_NONE,
                                             .detail = json_pack("{s:s, s:s?}", "spot", spot->label,
                                                                 "reason", service->reason)});
}

static const struct job_rule close_rule = {PK_ACT_SPOT_CLOSE, set_service, job_spot_fields};
static const struct job_rule open_rule = {PK_ACT_SPOT_OPEN, set_service, job_spot_fields};

enum pk_status pk_spot_close(struct pk_spot *out, struct pk_lot *lot, const struct pk_act *act,
                             const char *label, const char *reason)
{
    enum pk_status status = job_check_reason(reason);
    if (status != PK_OK)
        return status;
    return job_run(lot, act, &close_rule, json_pack("{s:s, s:s}", "spot", label, "reason", reason),
                   &(struct service){label, reason}, out);
}

enum pk_status pk_spot_open(struct pk_spot *out, struct pk_lot *lot, const struct pk_act *act,
                            const char *label)
{
    return job_run(lot, act, &open_rule, json_pack("{s:s}", "spot", label),
                   &(struct service){label, NULL}, out);
}
