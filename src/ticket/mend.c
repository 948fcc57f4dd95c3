/*
 * Slips of the hand, mended: renew, amend, move. Each is one act on an open ticket.
 */
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "lot/spot.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "ticket/book.h"
#include "ticket/charge.h"

/* ---- renew ---- */

struct reasoned {
    const char *ticket_id, *reason;
};

static enum pk_status renew(struct job *job, const void *in, void *out)
{
    const struct reasoned *what = in;
    struct pk_ticket *ticket = out;
    int64_t expires_at = 0;
    enum pk_status status = ticket_get_open(ticket, job->lot, what->ticket_id);
    /* A paid ticket must leave in time or pay the difference; a renewal would open the gate. */
    if (status == PK_OK && ticket->is_paid) {
        status = pk_fail(PK_ALREADY_PAID, _("Ticket #%lld is paid; only unpaid ones are renewed."),
                         (long long)ticket->ticket_no);
        ticket_name_in_error(ticket);
    }
    if (status == PK_OK)
        status = charge_validity(&expires_at, job->lot, ticket, job->now);
    if (status == PK_OK)
        status = book_ticket(job, ticket->ticket_id, false, expires_at);
    if (status == PK_OK)
        status = pk_ticket_get(ticket, job->lot, what->ticket_id);
    return status == PK_OK
               ? ticket_note(job, ticket, PK_NONE, json_pack("{s:s}", "reason", what->reason))
               : status;
}

static const struct job_rule renew_rule = {PK_ACT_RENEW, renew, job_ticket_fields};

enum pk_status pk_renew(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                        const char *ticket_id, const char *reason)
{
    enum pk_status status = job_check_reason(reason);
    if (status != PK_OK)
        return status;
    return job_run(lot, act, &renew_rule,
                   json_pack("{s:s, s:s}", "ticket_id", ticket_id, "reason", reason),
                   &(struct reasoned){ticket_id, reason}, out);
}

/* ---- amend ---- */

struct amendment {
    const char *ticket_id, *registration; /* NULL: the plate stays */
    const enum pk_vehicle_class *vehicle_class;
};

/* The vehicle that the ticket should have been for; it must not be inside on another ticket. */
static enum pk_status find_vehicle(int64_t *vehicle_id, struct job *job,
                                   const struct amendment *what, const struct pk_ticket *ticket)
{
    char canonical[PK_REGISTRATION_SIZE];
    struct pk_ticket inside;
    enum pk_vehicle_class class =
        what->vehicle_class ? *what->vehicle_class : ticket->vehicle_class;
    *vehicle_id = ticket->vehicle_id;
    if (!what->registration)
        return PK_OK;
    enum pk_status status = pk_registration_canonical(canonical, what->registration);
    if (status != PK_OK)
        return status;
    status = ticket_of_plate(&inside, job->lot, canonical);
    if (status == PK_OK && strcmp(inside.ticket_id, ticket->ticket_id) != 0)
        return ticket_fail_parked(&inside, job->lot);
    if (status != PK_OK && status != PK_TICKET_UNKNOWN)
        return status;
    return vehicle_link(vehicle_id, job->store, canonical, what->registration, class);
}

/* Another plate has another permit, or none. */
static enum pk_status find_permit(struct permit_found *permit, struct job *job,
                                  const struct amendment *what, const struct pk_ticket *before,
                                  int64_t vehicle_id)
{
    char canonical[PK_REGISTRATION_SIZE];
    *permit = (struct permit_found){before->permit_id, before->permit_to};
    if (vehicle_id == before->vehicle_id)
        return PK_OK;
    enum pk_status status = pk_registration_canonical(canonical, what->registration);
    if (status != PK_OK)
        return status;
    return permit_find(permit, job->lot, canonical, before->entry_time, before->ticket_id);
}

/* What TICKET, of the class and permit it has there, costs at AT; PK_NONE where the tariff refuses
 * it. */
static enum pk_status price_of(int64_t *out, struct job *job, const struct pk_ticket *ticket,
                               int64_t at)
{
    struct pk_quote quote;
    enum pk_status status = quote_ticket(&quote, job->lot, ticket, at);
    *out = status == PK_OK ? quote.price.total : PK_NONE;
    return status == PK_TARIFF_INVALID ? PK_OK : status;
}

/* Cheaper, or refused (so that nothing is asked), or under a permit from now on: each is a way to
 * pay less. Asked of now and of later, since in the first quarter of an hour all may be free, and
 * at the cap of a day all may cost the same. */
static enum pk_status check_cheaper(struct job *job, const struct pk_ticket *before,
                                    const struct pk_ticket *after)
{
    /* now, 1, 4 and 12 hours, a day, a week */
    static const int64_t ahead[] = {0, 3600, 14400, 43200, 86400, 604800};
    bool is_cheaper = after->permit_id != 0 && after->permit_id != before->permit_id;
    for (size_t i = 0; i < sizeof ahead / sizeof *ahead; i++) {
        int64_t was, is = PK_NONE;
        enum pk_status status = price_of(&was, job, before, job->now + ahead[i]);
        if (status == PK_OK)
            status = price_of(&is, job, after, job->now + ahead[i]);
        if (status != PK_OK)
            return status;
        is_cheaper |= is < was;
    }
    return is_cheaper ? job_may(job, PK_ACT_CHEAPER_CLASS) : PK_OK;
}

/* What is not paid is valid as long as its permit says, or as a new ticket. */
static enum pk_status begin_validity(struct job *job, struct pk_ticket *ticket)
{
    enum pk_status status = charge_validity(&ticket->expires_at, job->lot, ticket, job->now);
    return status == PK_OK ? book_ticket(job, ticket->ticket_id, false, ticket->expires_at)
                           : status;
}

/* Another class or permit has another price: what was paid may not cover it. */
static enum pk_status settle_price(struct job *job, const struct pk_ticket *before,
                                   struct pk_ticket *ticket)
{
    int64_t due;
    enum pk_status status = check_cheaper(job, before, ticket);
    if (status == PK_OK)
        status = cover_again(&due, job, ticket, 0);
    if (status == PK_OK && !ticket->is_paid && ticket->permit_id != before->permit_id)
        status = begin_validity(job, ticket);
    return status == PK_OK ? pk_ticket_get(ticket, job->lot, ticket->ticket_id) : status;
}

static bool is_priced_anew(const struct pk_ticket *before, const struct pk_ticket *after)
{
    return after->permit_id != before->permit_id || after->vehicle_class != before->vehicle_class;
}

static enum pk_status write_amendment(struct job *job, const struct pk_ticket *before,
                                      int64_t vehicle_id, int64_t permit_id,
                                      enum pk_vehicle_class vehicle_class)
{
    struct query *q = query_on(job->store, "UPDATE parking_ticket SET vehicle_id = ?, "
                                           "permit_id = ?, vehicle_class = ? "
                                           "WHERE ticket_id = ?");
    query_int(q, vehicle_id);
    query_maybe_int(q, permit_id ? permit_id : PK_NONE);
    query_text(q, pk_vehicle_class_name(vehicle_class));
    query_text(q, before->ticket_id);
    return query_run(q);
}

static enum pk_status amend(struct job *job, const void *in, void *out)
{
    const struct amendment *what = in;
    struct pk_ticket *ticket = out, before;
    struct permit_found permit;
    struct pk_watch_seen watch;
    int64_t vehicle_id;
    enum pk_status status = ticket_get_open(&before, job->lot, what->ticket_id);
    if (status == PK_OK)
        status = find_vehicle(&vehicle_id, job, what, &before);
    if (status == PK_OK)
        status = find_permit(&permit, job, what, &before, vehicle_id);
    if (status == PK_OK)
        status = write_amendment(job, &before, vehicle_id, permit.permit_id,
                                 what->vehicle_class ? *what->vehicle_class : before.vehicle_class);
    if (status == PK_OK)
        status = pk_ticket_get(ticket, job->lot, what->ticket_id);
    if (status == PK_OK && is_priced_anew(&before, ticket))
        status = settle_price(job, &before, ticket);
    if (status == PK_OK)
        status = watch_look(&watch, job->lot, ticket->registration_number);
    if (status != PK_OK)
        return status;
    if (vehicle_id != before.vehicle_id)
        pk_copy(ticket->alert, sizeof ticket->alert, watch.alert);
    return ticket_note(job, ticket, PK_NONE,
                       json_pack("{s:s, s:s, s:s, s:s, s:s*}", "registration_before",
                                 before.registration_number, "registration",
                                 ticket->registration_number, "class_before",
                                 pk_vehicle_class_name(before.vehicle_class), "class",
                                 pk_vehicle_class_name(ticket->vehicle_class), "alert",
                                 ticket->alert[0] ? ticket->alert : NULL));
}

static const struct job_rule amend_rule = {PK_ACT_AMEND, amend, job_ticket_fields};

enum pk_status pk_amend(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                        const char *ticket_id, const char *registration,
                        const enum pk_vehicle_class *vehicle_class)
{
    if (!registration && !vehicle_class)
        return pk_fail(PK_USAGE, _("Amend what: the registration number or the class?"));
    if (vehicle_class && pk_vehicle_class_name(*vehicle_class)[0] == '\0')
        return pk_fail(PK_USAGE, _("There is no such class of vehicle."));
    enum pk_status status = registration ? vehicle_check_typed(registration) : PK_OK;
    if (status != PK_OK)
        return status;
    return job_run(lot, act, &amend_rule,
                   json_pack("{s:s, s:s?, s:i}", "ticket_id", ticket_id, "registration",
                             registration, "class", vehicle_class ? (int)*vehicle_class : -1),
                   &(struct amendment){ticket_id, registration, vehicle_class}, out);
}

/* ---- move ---- */

struct journey {
    const char *ticket_id, *label;
};

/* Taken, but by itself. */
static enum pk_status fail_stands_there(const struct pk_ticket *ticket)
{
    pk_fail(PK_SPOT_TAKEN, _("Ticket #%lld stands on %s already."), (long long)ticket->ticket_no,
            ticket->spot);
    ticket_name_in_error(ticket);
    return PK_SPOT_TAKEN;
}

static enum pk_status move(struct job *job, const void *in, void *out)
{
    const struct journey *what = in;
    struct pk_ticket *ticket = out, before;
    struct pk_spot spot;
    enum pk_status status = ticket_get_open(&before, job->lot, what->ticket_id);
    if (status == PK_OK && what->label && strcasecmp(what->label, before.spot) == 0)
        status = fail_stands_there(&before);
    if (status == PK_OK)
        status = spot_claim(&spot, job->lot, what->label, before.vehicle_class, PK_NEED_NONE);
    if (status != PK_OK)
        return status;
    struct query *q =
        query_on(job->store, "UPDATE parking_ticket SET spot_id = ? WHERE ticket_id = ?");
    query_int(q, spot.spot_id);
    query_text(q, before.ticket_id);
    status = query_run(q);
    if (status == PK_OK)
        status = pk_ticket_get(ticket, job->lot, what->ticket_id);
    if (status != PK_OK)
        return status;
    return ticket_note(job, ticket, PK_NONE,
                       json_pack("{s:s, s:s, s:I}", "from", before.spot, "to", ticket->spot,
                                 "from_spot_id", (json_int_t)before.spot_id));
}

static const struct job_rule move_rule = {PK_ACT_MOVE, move, job_ticket_fields};

enum pk_status pk_move(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                       const char *ticket_id, const char *label)
{
    return job_run(lot, act, &move_rule,
                   json_pack("{s:s, s:s}", "ticket_id", ticket_id, "spot", label),
                   &(struct journey){ticket_id, label}, out);
}
