/*
 * Deeds of the demo's story: coming, going and mending. A guest who was refused has no ticket; what
 * should happen to it later does not.
 */
#include "demo/story.h"

#include <string.h>

static const struct pk_act at_entry = {.station = "entry-1"};
static const struct pk_act at_exit = {.station = "exit-1"};
static const struct pk_act at_desk = {.station = "desk-1"};

/* Remembers the ticket that the guest holds from now on. */
static enum pk_status take_ticket(struct demo_world *world, int guest, enum pk_status status,
                                  const struct pk_ticket *ticket)
{
    if (status == PK_OK)
        memcpy(world->guests[guest], ticket->ticket_id, sizeof world->guests[guest]);
    return demo_shrug(status);
}

static bool is_absent(const struct demo_world *world, const struct demo_incident *incident)
{
    return world->guests[incident->guest][0] == '\0';
}

static enum pk_status park(struct demo_world *world, const struct demo_incident *incident,
                           int64_t entered)
{
    struct pk_ticket ticket;
    struct pk_park how = {.registration = incident->text,
                          .vehicle_class = incident->vehicle_class,
                          .needs = incident->needs,
                          .entered = entered,
                          .reason = incident->why};
    enum pk_status status = pk_park(&ticket, world->lot, &at_entry, &how);
    return take_ticket(world, incident->guest, status, &ticket);
}

enum pk_status deed_arrives(struct demo_world *world, const struct demo_incident *incident)
{
    return park(world, incident, PK_NONE);
}

enum pk_status deed_comes_late(struct demo_world *world, const struct demo_incident *incident)
{
    return park(world, incident, world->now - (int64_t)50 * DEMO_MINUTE);
}

enum pk_status deed_leaves(struct demo_world *world, const struct demo_incident *incident)
{
    struct pk_ticket ticket;
    if (is_absent(world, incident))
        return PK_OK;
    return demo_shrug(pk_retrieve(&ticket, world->lot, &at_exit, world->guests[incident->guest],
                                  PK_FOUND_BY_SCAN));
}

enum pk_status deed_is_amended(struct demo_world *world, const struct demo_incident *incident)
{
    struct pk_ticket ticket;
    if (is_absent(world, incident))
        return PK_OK;
    return demo_shrug(pk_amend(&ticket, world->lot, &at_desk, world->guests[incident->guest],
                               incident->text, NULL));
}

enum pk_status deed_is_moved(struct demo_world *world, const struct demo_incident *incident)
{
    struct pk_ticket ticket;
    struct pk_spot spot;
    if (is_absent(world, incident))
        return PK_OK;
    enum pk_status status =
        pk_spot_suggest(&spot, world->lot, incident->vehicle_class, incident->needs);
    if (status == PK_OK)
        status = pk_move(&ticket, world->lot, &at_desk, world->guests[incident->guest], spot.label);
    return demo_shrug(status);
}

typedef enum pk_status with_reason(struct pk_ticket *out, struct pk_lot *lot,
                                   const struct pk_act *act, const char *ticket_id,
                                   const char *reason);

static enum pk_status mend(struct demo_world *world, const struct demo_incident *incident,
                           with_reason *act)
{
    struct pk_ticket ticket;
    if (is_absent(world, incident))
        return PK_OK;
    return demo_shrug(
        act(&ticket, world->lot, &at_desk, world->guests[incident->guest], incident->text));
}

enum pk_status deed_is_renewed(struct demo_world *world, const struct demo_incident *incident)
{
    return mend(world, incident, pk_renew);
}

enum pk_status deed_is_void(struct demo_world *world, const struct demo_incident *incident)
{
    return mend(world, incident, pk_void);
}

enum pk_status deed_is_released(struct demo_world *world, const struct demo_incident *incident)
{
    return mend(world, incident, pk_release);
}

static enum pk_status replace(struct demo_world *world, const struct demo_incident *incident,
                              bool is_lost)
{
    struct pk_ticket ticket;
    if (is_absent(world, incident))
        return PK_OK;
    enum pk_status status =
        pk_replace(&ticket, world->lot, &at_desk, world->guests[incident->guest], incident->text,
                   NULL, is_lost);
    return take_ticket(world, incident->guest, status, &ticket);
}

enum pk_status deed_loses(struct demo_world *world, const struct demo_incident *incident)
{
    return replace(world, incident, true);
}

enum pk_status deed_is_reissued(struct demo_world *world, const struct demo_incident *incident)
{
    return replace(world, incident, false);
}

enum pk_status deed_closes(struct demo_world *world, const struct demo_incident *incident)
{
    struct pk_spot spot;
    return demo_shrug(pk_spot_close(&spot, world->lot, &at_desk, incident->text, incident->why));
}

enum pk_status deed_opens(struct demo_world *world, const struct demo_incident *incident)
{
    struct pk_spot spot;
    return demo_shrug(pk_spot_open(&spot, world->lot, &at_desk, incident->text));
}
