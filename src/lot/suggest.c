/*
 * Which spot a vehicle gets: by fit, then by nearness. Calls the store.
 */
#include <string.h>

#include "base/error.h"
#include "lot/handle.h"
#include "lot/spot.h"
#include "parkade/text.h"

/* The kinds a class of vehicle fits on, the best first, and what each kind is kept for. */
struct fit {
    size_t count;
    struct {
        enum pk_spot_kind kind;
        unsigned need;
    } kinds[PK_SPOT_KIND_COUNT];
};

static enum pk_status read_fit(struct fit *fit, struct pk_lot *lot,
                               enum pk_vehicle_class vehicle_class)
{
    *fit = (struct fit){0};
    struct query *q = query_on(lot->store, "SELECT f.kind, k.need FROM class_fits_kind f "
                                           "JOIN spot_kind k ON k.kind = f.kind "
                                           "WHERE f.vehicle_class = ? ORDER BY f.preference");
    query_text(q, pk_vehicle_class_name(vehicle_class));
    while (fit->count < PK_SPOT_KIND_COUNT && query_next(q)) {
        const char *need = column_peek(q, 1);
        pk_spot_kind_from_name(&fit->kinds[fit->count].kind, column_peek(q, 0));
        pk_needs_from_text(&fit->kinds[fit->count].need, need ? need : "");
        fit->count++;
    }
    return query_end(q);
}

/* The nearest free spot of KIND; 0 when there is none. */
static enum pk_status nearest(int64_t *spot_id, struct pk_lot *lot, enum pk_spot_kind kind)
{
    struct query *q = query_on(lot->store, "SELECT spot_id FROM parking_spot "
                                           "WHERE is_available = 1 AND kind = ? "
                                           "ORDER BY rank, spot_id LIMIT 1");
    query_text(q, pk_spot_kind_name(kind));
    *spot_id = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

/* A need is a need: only kinds that are kept for one of them will do. Without one, only kinds that
 * are kept for nobody. */
static enum pk_status choose(int64_t *spot_id, struct pk_lot *lot, const struct fit *fit,
                             unsigned needs)
{
    *spot_id = 0;
    for (size_t i = 0; i < fit->count && *spot_id == 0; i++) {
        unsigned need = fit->kinds[i].need;
        if (needs == PK_NEED_NONE ? need != PK_NEED_NONE : (need & needs) == 0)
            continue;
        enum pk_status status = nearest(spot_id, lot, fit->kinds[i].kind);
        if (status != PK_OK)
            return status;
    }
    return PK_OK;
}

enum pk_status pk_spot_suggest(struct pk_spot *out, struct pk_lot *lot,
                               enum pk_vehicle_class vehicle_class, unsigned needs)
{
    struct fit fit;
    int64_t spot_id = 0;
    enum pk_status status = read_fit(&fit, lot, vehicle_class);
    if (status == PK_OK)
        status = choose(&spot_id, lot, &fit, needs);
    if (status != PK_OK)
        return status;
    if (spot_id == 0)
        return pk_fail(PK_LOT_FULL,
                       needs == PK_NEED_NONE
                           ? _("The lot is full: no free spot fits a %s.")
                           : _("No free spot that serves the need fits a %s. Park it without the "
                               "need, or name a spot."),
                       pk_vehicle_class_name(vehicle_class));
    return pk_spot_get(out, lot, spot_id);
}

/* Who took the spot and when, and which one is the next best. */
static enum pk_status fail_taken(const struct pk_spot *spot, struct pk_lot *lot,
                                 enum pk_vehicle_class vehicle_class, unsigned needs)
{
    char time[PK_TIME_SIZE], station[PK_NAME_SIZE] = "", ticket_id[PK_UUID_SIZE] = "";
    struct pk_spot other;
    bool has_other = pk_spot_suggest(&other, lot, vehicle_class, needs) == PK_OK;
    struct query *q = query_on(lot->store, "SELECT entry_station, ticket_id FROM parking_ticket "
                                           "WHERE spot_id = ? AND exit_time IS NULL");
    query_int(q, spot->spot_id);
    if (query_next(q)) {
        column_text(q, 0, station, sizeof station);
        column_text(q, 1, ticket_id, sizeof ticket_id);
    }
    query_end(q);

    lot_say_time(time, lot, spot->entry_time);
    pk_fail(PK_SPOT_TAKEN, _("%s was taken by %s (#%lld) at %s%s%s."), spot->label,
            spot->registration_number, (long long)spot->ticket_no, time,
            station[0] ? _(", station ") : "", station);
    struct pk_error *error = pk_error_record();
    error->ticket_no = spot->ticket_no;
    pk_copy(error->ticket_id, sizeof error->ticket_id, ticket_id);
    error->entry_time = spot->entry_time;
    pk_copy(error->spot, sizeof error->spot, spot->label);
    pk_copy(error->station, sizeof error->station, station);
    if (has_other)
        pk_copy(error->offer, sizeof error->offer, other.label);
    return PK_SPOT_TAKEN;
}

static bool fits(const struct fit *fit, enum pk_spot_kind kind)
{
    for (size_t i = 0; i < fit->count; i++)
        if (fit->kinds[i].kind == kind)
            return true;
    return false;
}

/* Adds the spot that stands in the way to the failure that was just made. */
static enum pk_status name_spot(enum pk_status failure, const struct pk_spot *spot)
{
    pk_copy(pk_error_record()->spot, sizeof pk_error_record()->spot, spot->label);
    return failure;
}

enum pk_status spot_claim(struct pk_spot *out, struct pk_lot *lot, const char *label,
                          enum pk_vehicle_class vehicle_class, unsigned needs)
{
    struct fit fit;
    enum pk_status status = pk_spot_find(out, lot, label);
    if (status == PK_OK)
        status = read_fit(&fit, lot, vehicle_class);
    if (status != PK_OK)
        return status;
    if (!fits(&fit, out->kind))
        return name_spot(pk_fail(PK_SPOT_UNSUITABLE, _("A %s does not fit on %s (%s)."),
                                 pk_vehicle_class_name(vehicle_class), out->label,
                                 pk_spot_kind_name(out->kind)),
                         out);
    if (out->ticket_no != 0)
        return fail_taken(out, lot, vehicle_class, needs);
    if (!out->in_service)
        return name_spot(
            pk_fail(PK_SPOT_CLOSED, _("%s is out of service: %s."), out->label, out->closed_reason),
            out);
    if (!out->is_available)
        return name_spot(pk_fail(PK_SPOT_CLOSED, _("%s is held."), out->label), out);
    return PK_OK;
}
