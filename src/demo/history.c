/*
 * The demo's weeks, hour by hour: each hour's arrivals are planned, then its events happen. Several
 * hours are one transaction, which is what makes it fast. In the last hours the lot fills to what
 * the present shall look like.
 */
#include "demo/world.h"

enum {
    LAST_HOURS = 6,
    HOURS_TOGETHER = 6 /* in one transaction: the disk is waited for once */
};
_Static_assert(DEMO_DAYS * 24 % HOURS_TOGETHER == 0, "the history ends with the last one");

static enum pk_status happen(struct demo_world *world, const struct demo_event *event)
{
    switch (event->step) {
    case DEMO_ARRIVES:
        return demo_arrive(world, event->subject);
    case DEMO_PAYS:
        return demo_pay(world, event->subject);
    case DEMO_LEAVES:
        return demo_leave(world, event->subject);
    case DEMO_INCIDENT:
        return demo_incident(world, event->subject);
    }
    return PK_OK;
}

/* How many vehicles are missing in the end, if all that is planned happens. */
static enum pk_status count_missing(int64_t *out, struct demo_world *world)
{
    struct pk_availability availability;
    enum pk_status status = pk_availability(&availability, world->lot, NULL, NULL);
    if (status != PK_OK)
        return status;
    int64_t staying = availability.all.occupied + demo_story_guests(world, world->now);
    for (int i = 0; i < DEMO_STAYS_MAX; i++) {
        const struct demo_stay *stay = &world->stays[i];
        if (stay->is_inside && stay->leaves_at < world->end)
            staying--;
    }
    *out = availability.all.total * DEMO_PERCENT_FULL / 100 - staying;
    return PK_OK;
}

/* Those who come and go as always, and this hour's share of those who are there in the end. */
static enum pk_status plan_last_hour(struct demo_world *world, int64_t from)
{
    int64_t missing, hours_left = (world->end - from + DEMO_HOUR - 1) / DEMO_HOUR;
    enum pk_status status = count_missing(&missing, world);
    if (status != PK_OK)
        return status;
    demo_plan_hour(world, from, world->end);
    for (int64_t i = 0; i < missing / hours_left; i++) {
        int64_t at = from + demo_dice(world, 0, DEMO_HOUR - 1);
        int64_t minutes = demo_dice_percent(world, 12) ? demo_dice(world, 1, 6) /* about to go */
                                                       : demo_dice(world, 7, 400);
        demo_plan_arrival(world, at, world->end + minutes * DEMO_MINUTE);
    }
    return PK_OK;
}

static enum pk_status live_hour(struct demo_world *world, int64_t from)
{
    struct demo_event event;
    enum pk_status status = PK_OK;
    if (from >= world->end - (int64_t)LAST_HOURS * DEMO_HOUR)
        status = plan_last_hour(world, from);
    else
        demo_plan_hour(world, from, PK_NONE);
    while (status == PK_OK && demo_next(&event, world, from + DEMO_HOUR)) {
        world->now = event.at;
        status = happen(world, &event);
    }
    world->now = from + DEMO_HOUR;
    return status;
}

static enum pk_status live_hours(struct pk_lot *lot, void *context)
{
    struct demo_world *world = context;
    enum pk_status status = PK_OK;
    (void)lot;
    for (int i = 0; status == PK_OK && i < HOURS_TOGETHER; i++)
        status = live_hour(world, world->now);
    return status;
}

enum pk_status demo_live(struct demo_world *world, void (*progress)(int percent))
{
    enum pk_status status = PK_OK;
    while (status == PK_OK && world->now < world->end) {
        status = pk_lot_together(world->lot, live_hours, world);
        if (progress != NULL)
            progress((int)((world->now - world->start) * 100 / (world->end - world->start)));
    }
    return status;
}
