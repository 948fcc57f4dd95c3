/*
 * What was seen on the walk: one spot, or a whole list of them in one act.
 */
#include "base/error.h"
#include "parkade/registration.h"
#include "parkade/spot.h"
#include "parkade/text.h"
#include "ticket/row.h"
#include "walk/walk.h"

struct sights {
    const struct pk_sight *sights;
    size_t count;
};

/* A sight with what the tickets say of it now. */
struct seen {
    struct pk_spot spot;
    char plate[PK_REGISTRATION_SIZE]; /* "": the spot is empty */
    char spot_ticket[PK_UUID_SIZE];
    struct pk_ticket ticket; /* of the plate; ticket_no 0: none */
};

static enum pk_status name_spot(enum pk_status status, const char *label)
{
    if (status == PK_REGISTRATION_INVALID)
        pk_copy(pk_error_record()->spot, PK_SPOT_LABEL_SIZE, label);
    return status;
}

static enum pk_status find_spot_ticket(struct seen *seen, struct store *store)
{
    struct query *q = query_on(store, "SELECT ticket_id FROM parking_ticket "
                                      "WHERE spot_id = ? AND exit_time IS NULL");
    query_int(q, seen->spot.spot_id);
    if (query_next(q))
        column_text(q, 0, seen->spot_ticket, sizeof seen->spot_ticket);
    return query_end(q);
}

static enum pk_status find_plate_ticket(struct seen *seen, struct pk_lot *lot)
{
    if (!seen->plate[0])
        return PK_OK;
    enum pk_status status = ticket_of_plate(&seen->ticket, lot, seen->plate);
    if (status == PK_TICKET_UNKNOWN)
        seen->ticket.ticket_no = 0;
    return status == PK_TICKET_UNKNOWN ? PK_OK : status;
}

static enum pk_status look(struct seen *seen, struct pk_lot *lot, const struct pk_sight *sight)
{
    *seen = (struct seen){.plate = ""};
    enum pk_status status = pk_spot_find(&seen->spot, lot, sight->spot);
    if (status == PK_OK && sight->registration)
        status =
            name_spot(pk_registration_canonical(seen->plate, sight->registration), sight->spot);
    if (status == PK_OK)
        status = find_spot_ticket(seen, lot->store);
    return status == PK_OK ? find_plate_ticket(seen, lot) : status;
}

static enum pk_status check_not_settled(const struct seen *seen, struct store *store,
                                        int64_t walk_id)
{
    struct query *q =
        query_on(store, "SELECT 1 FROM walk_settlement WHERE walk_id = ? AND spot_id = ? LIMIT 1");
    query_int(q, walk_id);
    query_int(q, seen->spot.spot_id);
    bool is_settled = query_next(q);
    enum pk_status status = query_end(q);
    if (status != PK_OK || !is_settled)
        return status;
    return pk_fail(PK_USAGE, _("Something was settled about %s on this walk: its sight stays."),
                   seen->spot.label);
}

static void bind_seen(struct query *q, const struct job *job, const struct seen *seen)
{
    query_int(q, job->now);
    query_maybe_text(q, job->act->who);
    query_maybe_text(q, seen->plate);
    query_maybe_text(q, seen->spot_ticket);
    query_maybe_text(q, seen->ticket.ticket_no ? seen->ticket.ticket_id : NULL);
    query_maybe_int(q, seen->ticket.ticket_no ? seen->ticket.spot_id : PK_NONE);
}

static enum pk_status write_down(struct job *job, int64_t walk_id, const struct seen *seen)
{
    struct query *q = query_on(
        job->store, "UPDATE walk_sight SET seen_at = ?, staff = ?, registration_number = ?, "
                    "spot_ticket = ?, plate_ticket = ?, plate_spot = ? "
                    "WHERE walk_id = ? AND spot_id = ?");
    bind_seen(q, job, seen);
    query_int(q, walk_id);
    query_int(q, seen->spot.spot_id);
    enum pk_status status = query_run(q);
    if (status != PK_OK || store_changes(job->store) > 0)
        return status;
    q = query_on(job->store, "INSERT INTO walk_sight (seen_at, staff, registration_number, "
                             "spot_ticket, plate_ticket, plate_spot, walk_id, spot_id) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    bind_seen(q, job, seen);
    query_int(q, walk_id);
    query_int(q, seen->spot.spot_id);
    return query_run(q);
}

static enum pk_status see_one(struct job *job, int64_t walk_id, const struct pk_sight *sight)
{
    struct seen seen;
    enum pk_status status = look(&seen, job->lot, sight);
    if (status == PK_OK)
        status = check_not_settled(&seen, job->store, walk_id);
    return status == PK_OK ? write_down(job, walk_id, &seen) : status;
}

static enum pk_status see(struct job *job, const void *in, void *out)
{
    const struct sights *sights = in;
    struct pk_walk *walk = out;
    enum pk_status status = walk_get_open(walk, job->lot);
    for (size_t i = 0; status == PK_OK && i < sights->count; i++)
        status = see_one(job, walk->walk_id, &sights->sights[i]);
    if (status == PK_OK)
        status = walk_count(walk, job->lot);
    return status == PK_OK
               ? walk_note(job, NULL,
                           json_pack("{s:s, s:I, s:I}", "did", "see", "walk",
                                     (json_int_t)walk->walk_id, "spots", (json_int_t)sights->count))
               : status;
}

static const struct job_rule rule = {PK_ACT_WALK, see, job_walk_fields};

static json_t *content_of(const struct pk_sight *sights, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        if (json_array_append_new(
                list, json_pack("[s, s?]", sights[i].spot, sights[i].registration)) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

enum pk_status pk_walk_see(struct pk_walk *out, struct pk_lot *lot, const struct pk_act *act,
                           const struct pk_sight *sights, size_t count)
{
    if (count == 0 || count > PK_SIGHTS_MAX)
        return pk_fail(PK_USAGE, _("1 to %d spots are seen at a time."), PK_SIGHTS_MAX);
    return job_run(lot, act, &rule, content_of(sights, count), &(struct sights){sights, count},
                   out);
}
