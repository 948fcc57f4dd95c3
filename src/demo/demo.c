/*
 * The demo lot: made, lived in for four weeks, and closed again. Calls the public functions of the
 * domain with a clock of its own, and the built-in plan and tariff.
 */
#include "parkade/demo.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/builtin.h"
#include "base/error.h"
#include "demo/world.h"
#include "parkade/text.h"

static int64_t tell_time(void *context)
{
    const struct demo_world *world = context;
    return world->now;
}

static enum pk_status create(const char *path, const struct demo_world *world)
{
    const struct builtin_file *file = builtin_find("plans/riverside.plan");
    struct pk_act act = {.station = "desk-1"};
    struct pk_plan plan;
    enum pk_status status = pk_plan_read(&plan, file->text, file->length, NULL);
    if (status != PK_OK)
        return status;
    struct pk_lot_birth birth = {.name = "Riverside",
                                 .timezone = "Europe/Berlin",
                                 .currency = "EUR",
                                 .tariff_text = builtin_find("tariffs/riverside.tariff")->text,
                                 .plan = &plan};
    status = pk_lot_create(path, &birth, &act, &world->clock);
    pk_plan_free(&plan);
    return status;
}

static enum pk_status live(const char *path, struct demo_world *world,
                           void (*progress)(int percent))
{
    enum pk_status status = pk_lot_open(&world->lot, path, PK_LOT_READ_WRITE, &world->clock);
    if (status != PK_OK)
        return status;
    demo_meet_regulars(world);
    demo_plan_story(world);
    status = demo_live(world, progress);
    pk_lot_close(world->lot);
    return status;
}

/* Half a history is no demo. The failure that led here stays the one that is told. */
static void remove_lot(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-bell"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        char name[4096];
        if (snprintf(name, sizeof name, "%s%s", path, endings[i]) < (int)sizeof name)
            remove(name);
    }
}

enum pk_status pk_demo_create(const char *path, int64_t now, void (*progress)(int percent))
{
    struct demo_world *world = calloc(1, sizeof *world);
    if (world == NULL)
        return pk_fail(PK_INTERNAL, _("There is not enough memory for the demo lot."));
    world->clock = (struct pk_clock){tell_time, world};
    world->end = now;
    world->start = now - (int64_t)DEMO_DAYS * DEMO_DAY;
    world->now = world->start;
    demo_dice_start(world, now);
    enum pk_status status = create(path, world);
    if (status == PK_OK) {
        status = live(path, world, progress);
        if (status != PK_OK)
            remove_lot(path);
    }
    free(world);
    return status;
}
