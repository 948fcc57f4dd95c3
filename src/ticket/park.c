/*
 * Park: a vehicle gets a spot and a ticket, or is refused and nothing changes. Calls vehicles,
 * spots, tickets, the desk's frame.
 */
#include "base/error.h"
#include "lot/spot.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "ticket/charge.h"

static enum pk_status check_open(struct pk_lot *lot)
{
    int64_t is_closed = 0;
    enum pk_status status = setting_number(&is_closed, lot, SETTING_CLOSED);
    if (status == PK_OK && is_closed)
        return pk_fail(PK_LOT_FULL, _("The lot is closed; it takes no vehicles."));
    return status;
}

static enum pk_status check_watchlist(struct pk_watch_seen *seen, struct pk_lot *lot,
                                      const char *canonical)
{
    enum pk_status status = watch_look(seen, lot, canonical);
    if (status == PK_OK && seen->is_refused)
        return pk_fail(PK_REGISTRATION_REFUSED, _("%s is on the watchlist: %s."), canonical,
                       seen->alert);
    return status;
}

/* The permit that the vehicle is under; without one there must be a spot that is kept for none. */
static enum pk_status check_permit(struct permit_found *permit, struct job *job,
                                   const struct pk_park *how, const char *canonical)
{
    int64_t entry = how->entered == PK_NONE ? job->now : how->entered;
    enum pk_status status = permit_find(permit, job->lot, canonical, entry, NULL);
    return status == PK_OK && permit->permit_id == 0 ? reserve_check_public(job->lot) : status;
}

/* The journal tells of it as of a release and of a parking, which it is. */
static enum pk_status release_unseen(struct job *job, struct pk_ticket *inside, const char *reason)
{
    enum pk_status status = job_may_also(job, PK_ACT_LEFT_UNSEEN);
    if (status != PK_OK)
        return status;
    job->kind = PK_ACT_RELEASE;
    status = ticket_release(job, inside, reason);
    job->kind = PK_ACT_PARK;
    return status;
}

static enum pk_status check_outside(struct job *job, const struct pk_park *how,
                                    const char *canonical)
{
    struct pk_ticket inside;
    enum pk_status status = ticket_of_plate(&inside, job->lot, canonical);
    if (status == PK_OK && how->left_unseen)
        return release_unseen(job, &inside, how->reason);
    if (status == PK_OK)
        return ticket_fail_parked(&inside, job->lot);
    return status == PK_TICKET_UNKNOWN ? PK_OK : status;
}

/* A paper ticket of an outage tells when the vehicle came: not in the future, and not so long ago
 * that the ticket would be dead at birth. */
static enum pk_status check_entered(struct job *job, const struct pk_park *how, int64_t validity)
{
    if (how->entered == PK_NONE)
        return PK_OK;
    enum pk_status status = job_check_reason(how->reason);
    if (status == PK_OK && how->entered > job->now)
        status = pk_fail(PK_USAGE, _("A vehicle cannot have entered in the future."));
    if (status == PK_OK && how->entered < job->now - validity)
        status = pk_fail(PK_USAGE, _("A late entry lies within the validity of a ticket."));
    return status == PK_OK ? job_may(job, PK_ACT_LATE_ENTRY) : status;
}

static enum pk_status find_spot(struct pk_spot *spot, struct job *job, const struct pk_park *how)
{
    if (how->spot)
        return spot_claim(spot, job->lot, how->spot, how->vehicle_class, how->needs);
    return pk_spot_suggest(spot, job->lot, how->vehicle_class, how->needs);
}

static enum pk_status issue_for(struct job *job, const struct pk_park *how, const char *canonical,
                                const struct pk_spot *spot, const struct permit_found *permit,
                                struct pk_ticket *ticket)
{
    int64_t validity;
    enum pk_status status = setting_number(&validity, job->lot, SETTING_TICKET_VALIDITY);
    if (status == PK_OK)
        status = check_entered(job, how, validity);
    if (status != PK_OK)
        return status;
    *ticket = (struct pk_ticket){
        .spot_id = spot->spot_id,
        .vehicle_class = how->vehicle_class,
        .entry_time = how->entered == PK_NONE ? job->now : how->entered,
        .is_late_entry = how->entered != PK_NONE,
        .permit_id = permit->permit_id,
        .permit_to = permit->valid_to,
    };
    status = charge_validity(&ticket->expires_at, job->lot, ticket, ticket->entry_time);
    if (status != PK_OK)
        return status;
    if (how->entered != PK_NONE)
        pk_copy(ticket->reason, sizeof ticket->reason, how->reason);
    status = vehicle_link(&ticket->vehicle_id, job->store, canonical, how->registration,
                          how->vehicle_class);
    return status == PK_OK ? ticket_issue(job, ticket) : status;
}

static json_t *detail_of(const struct pk_ticket *ticket)
{
    json_t *permit = ticket->permit_id ? json_integer(ticket->permit_id) : NULL;
    return json_pack("{s:s, s:s, s:s, s:s*, s:o*, s:s*}", "registration",
                     ticket->registration_number, "class",
                     pk_vehicle_class_name(ticket->vehicle_class), "spot", ticket->spot, "reason",
                     ticket->is_late_entry ? ticket->reason : NULL, "permit", permit, "alert",
                     ticket->alert[0] ? ticket->alert : NULL);
}

static enum pk_status park(struct job *job, const void *in, void *out)
{
    const struct pk_park *how = in;
    struct pk_ticket *ticket = out;
    struct pk_spot spot;
    struct pk_watch_seen watch;
    struct permit_found permit;
    char canonical[PK_REGISTRATION_SIZE];

    enum pk_status status = pk_registration_canonical(canonical, how->registration);
    if (status == PK_OK)
        status = check_outside(job, how, canonical);
    if (status == PK_OK)
        status = check_watchlist(&watch, job->lot, canonical);
    if (status == PK_OK)
        status = check_open(job->lot);
    if (status == PK_OK)
        status = check_permit(&permit, job, how, canonical);
    if (status == PK_OK)
        status = find_spot(&spot, job, how);
    if (status == PK_OK)
        status = issue_for(job, how, canonical, &spot, &permit, ticket);
    if (status == PK_OK)
        status = pk_ticket_get(ticket, job->lot, ticket->ticket_id);
    if (status != PK_OK)
        return status;
    pk_copy(ticket->alert, sizeof ticket->alert, watch.alert);
    return ticket_note(job, ticket, PK_NONE, detail_of(ticket));
}

static const struct job_rule rule = {PK_ACT_PARK, park, job_ticket_fields};

enum pk_status pk_park(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                       const struct pk_park *how)
{
    enum pk_status status = vehicle_check_typed(how->registration);
    if (status == PK_OK && pk_vehicle_class_name(how->vehicle_class)[0] == '\0')
        status = pk_fail(PK_USAGE, _("There is no such class of vehicle."));
    if (status == PK_OK && how->left_unseen)
        status = job_check_reason(how->reason);
    if (status != PK_OK)
        return status;
    json_t *content = json_pack(
        "{s:s, s:i, s:s?, s:i, s:I, s:b, s:s?}", "registration", how->registration, "class",
        (int)how->vehicle_class, "spot", how->spot, "needs", (int)how->needs, "entered",
        (json_int_t)how->entered, "left_unseen", (int)how->left_unseen, "reason", how->reason);
    return job_run(lot, act, &rule, content, how, out);
}
