/*
 * Who comes to the demo lot, when, and for how long. The table is the city around it.
 */
#include "demo/world.h"

#include <string.h>

enum day_kind { WEEKDAY, SATURDAY, SUNDAY, DAY_KINDS };

struct profile {
    enum pk_vehicle_class vehicle_class;
    unsigned needs;
    int regulars;          /* how many come again and again; 0: somebody else each time */
    int shortest, longest; /* minutes of a stay */
    /* Arrivals by local hour, in tenths of a vehicle, 00 to 23. */
    unsigned char by_hour[DAY_KINDS][24];
};

/* clang-format off */
static const struct profile profiles[] = {
    /* commuters */
    {PK_CAR, PK_NEED_NONE, 40, 430, 580,
     {{0,0,0,0,0,4, 30,110,120,40,10,0, 6,6,0,0,0,0, 0,0,0,0,0,0},
      {0,0,0,0,0,0, 5,20,30,20,0,0, 0,0,0,0,0,0, 0,0,0,0,0,0},
      {0,0,0,0,0,0, 0,4,6,4,0,0, 0,0,0,0,0,0, 0,0,0,0,0,0}}},
    /* shoppers */
    {PK_CAR, PK_NEED_NONE, 0, 30, 240,
     {{0,0,0,0,0,0, 1,4,13,30,41,43, 48,39,39,43,48,43, 30,18,6,2,1,0},
      {0,0,0,0,0,0, 0,4,18,48,69,78, 74,69,65,57,43,35, 22,13,6,2,1,0},
      {0,0,0,0,0,0, 0,0,2,4,8,18, 22,22,22,20,18,13, 8,4,2,1,0,0}}},
    /* in and out again */
    {PK_CAR, PK_NEED_NONE, 0, 3, 14,
     {{0,0,0,0,0,1, 2,8,8,4,4,4, 5,4,4,5,6,8, 6,3,1,1,0,0},
      {0,0,0,0,0,0, 1,2,4,6,6,6, 6,5,4,4,4,4, 3,2,1,1,0,0},
      {0,0,0,0,0,0, 0,1,3,5,4,3, 2,2,2,2,2,2, 2,1,1,0,0,0}}},
    /* evening guests */
    {PK_CAR, PK_NEED_NONE, 0, 90, 260,
     {{3,2,0,0,0,0, 0,0,0,0,0,0, 0,0,0,0,4,22, 52,60,26,11,6,4},
      {6,3,2,0,0,0, 0,0,0,0,0,0, 0,0,0,0,8,30, 68,82,45,22,11,8},
      {3,2,0,0,0,0, 0,0,0,0,0,0, 0,0,0,0,8,19, 30,26,11,4,0,0}}},
    /* neighbours, overnight */
    {PK_CAR, PK_NEED_NONE, 18, 660, 900,
     {{0,0,0,0,0,0, 0,0,0,0,0,0, 0,0,0,0,10,30, 40,25,15,10,5,2},
      {2,0,0,0,0,0, 0,0,0,0,0,0, 0,0,5,5,10,15, 15,15,10,10,5,5},
      {2,0,0,0,0,0, 0,0,0,0,0,0, 0,0,5,5,10,20, 30,20,15,10,5,2}}},
    /* hotel guests */
    {PK_CAR, PK_NEED_NONE, 0, 900, 3900,
     {{0,0,0,0,0,0, 0,0,0,0,0,0, 0,3,6,9,8,7, 6,4,2,1,0,0},
      {0,0,0,0,0,0, 0,0,0,0,0,0, 0,3,6,8,7,6, 4,2,1,0,0,0},
      {0,0,0,0,0,0, 0,0,0,0,0,0, 0,2,3,5,6,6, 5,4,2,1,0,0}}},
    /* deliveries */
    {PK_VAN, PK_NEED_NONE, 12, 8, 45,
     {{0,0,0,0,0,3, 7,10,7,7,5,5, 4,4,5,5,3,1, 0,0,0,0,0,0},
      {0,0,0,0,0,0, 3,5,5,5,3,0, 0,0,0,0,0,0, 0,0,0,0,0,0},
      {0}}},
    /* riders */
    {PK_MOTORCYCLE, PK_NEED_NONE, 0, 40, 480,
     {{0,0,0,0,0,0, 4,10,8,4,4,4, 6,4,4,4,6,8, 8,4,2,0,0,0},
      {0,0,0,0,0,0, 0,2,6,10,10,10, 10,8,8,6,6,6, 6,4,2,0,0,0},
      {0,0,0,0,0,0, 0,2,6,12,14,12, 10,10,8,6,6,4, 2,0,0,0,0,0}}},
    /* electric cars */
    {PK_CAR, PK_NEED_EV, 6, 60, 300,
     {{0,0,0,0,0,0, 4,15,15,10,8,8, 8,8,8,8,10,12, 10,5,2,0,0,0},
      {0,0,0,0,0,0, 0,4,8,12,14,14, 12,10,10,8,8,8, 6,4,2,0,0,0},
      {0,0,0,0,0,0, 0,0,4,6,8,8, 8,8,6,6,6,4, 2,0,0,0,0,0}}},
    /* with a disabled badge */
    {PK_CAR, PK_NEED_ACCESSIBLE, 5, 35, 180,
     {{0,0,0,0,0,0, 0,2,5,8,8,6, 4,4,6,6,4,3, 2,2,0,0,0,0},
      {0,0,0,0,0,0, 0,0,4,8,8,6, 4,4,4,2,2,2, 2,0,0,0,0,0},
      {0,0,0,0,0,0, 0,0,0,2,4,4, 2,2,2,2,2,0, 0,0,0,0,0,0}}},
    /* trucks and campers */
    {PK_TRUCK, PK_NEED_NONE, 0, 60, 1400,
     {{0,0,0,0,0,0, 2,4,2,2,0,0, 2,0,0,2,3,2, 0,0,0,0,0,0},
      {0,0,0,0,0,0, 0,2,2,2,2,0, 0,0,2,2,2,0, 0,0,0,0,0,0},
      {0}}},
};
/* clang-format on */

enum { PROFILES = sizeof profiles / sizeof profiles[0], SHOPPERS = 1 };
_Static_assert((int)PROFILES <= (int)DEMO_PROFILES_MAX,
               "the world keeps the regulars of each profile");

void demo_meet_regulars(struct demo_world *world)
{
    for (int p = 0; p < PROFILES; p++) {
        for (int r = 0; r < profiles[p].regulars && r < DEMO_REGULARS_MAX; r++)
            demo_make_plate(world->regulars[p][r].plate, world, profiles[p].vehicle_class,
                            profiles[p].needs);
    }
}

static const unsigned char *rate_at(const struct demo_world *world, const struct profile *profile,
                                    int64_t at)
{
    struct pk_local local;
    pk_zone_local(&local, pk_lot_zone(world->lot), at);
    enum day_kind day = local.weekday == 6 ? SUNDAY : local.weekday == 5 ? SATURDAY : WEEKDAY;
    return &profile->by_hour[day][local.hour];
}

static int find_free_stay(const struct demo_world *world)
{
    for (int i = 0; i < DEMO_STAYS_MAX; i++) {
        if (!world->stays[i].is_used)
            return i;
    }
    return -1;
}

/* A regular who is not here: -1 when all are, or the profile has none. */
static int pick_regular(struct demo_world *world, int p)
{
    int regulars = profiles[p].regulars;
    if (regulars == 0)
        return -1;
    int first = (int)demo_dice(world, 0, regulars - 1);
    for (int i = 0; i < regulars; i++) {
        int r = (first + i) % regulars;
        if (!world->regulars[p][r].is_here)
            return r;
    }
    return -1;
}

/* Puts somebody of profile P on the way. A regular's seat is taken until the vehicle has left.
 * False when all regulars are here. */
static bool send(struct demo_world *world, int p, int64_t at, int64_t leaves_at)
{
    const struct profile *profile = &profiles[p];
    int slot = find_free_stay(world), r = pick_regular(world, p);
    if (slot < 0 || (profile->regulars > 0 && r < 0) || !demo_plan(world, at, DEMO_ARRIVES, slot))
        return false;
    struct demo_stay *stay = &world->stays[slot];
    *stay = (struct demo_stay){.vehicle_class = profile->vehicle_class,
                               .needs = profile->needs,
                               .leaves_at = leaves_at,
                               .profile = p,
                               .regular = r,
                               .pays_by_card = demo_dice_percent(world, 55),
                               .is_used = true};
    if (r >= 0) {
        world->regulars[p][r].is_here = true;
        memcpy(stay->plate, world->regulars[p][r].plate, sizeof stay->plate);
    } else {
        demo_make_plate(stay->plate, world, profile->vehicle_class, profile->needs);
    }
    return true;
}

/* How long somebody stays: the middle is likelier than the ends. */
static int64_t draw_length(struct demo_world *world, const struct profile *profile)
{
    int64_t minutes = (demo_dice(world, profile->shortest, profile->longest) +
                       demo_dice(world, profile->shortest, profile->longest)) /
                      2;
    return minutes * DEMO_MINUTE + demo_dice(world, 0, DEMO_MINUTE - 1);
}

void demo_plan_hour(struct demo_world *world, int64_t from, int64_t left_by)
{
    for (int p = 0; p < PROFILES; p++) {
        int64_t tenths = *rate_at(world, &profiles[p], from);
        int64_t count = (tenths * demo_dice(world, 70, 130) / 100 + demo_dice(world, 0, 9)) / 10;
        for (int64_t i = 0; tenths > 0 && i < count; i++) {
            int64_t at = from + demo_dice(world, 0, DEMO_HOUR - 1);
            int64_t leaves_at = at + draw_length(world, &profiles[p]);
            if (left_by == PK_NONE || leaves_at < left_by)
                send(world, p, at, leaves_at);
        }
    }
}

void demo_plan_arrival(struct demo_world *world, int64_t at, int64_t leaves_at)
{
    int64_t weights = 0;
    for (int p = 0; p < PROFILES; p++)
        weights += *rate_at(world, &profiles[p], at);
    int64_t drawn = weights > 0 ? demo_dice(world, 1, weights) : 0;
    int p = 0;
    for (; p < PROFILES - 1 && drawn > *rate_at(world, &profiles[p], at); p++)
        drawn -= *rate_at(world, &profiles[p], at);
    if (!send(world, p, at, leaves_at))
        send(world, SHOPPERS, at, leaves_at);
}
