/*
 * What ordinary vehicles do in the demo: arrive, pay, leave. Refusals are part of life: a driver
 * who finds the lot full goes elsewhere.
 */
#include "demo/world.h"

#include <string.h>

#include "parkade/text.h"

static struct pk_act at_station(const char *station)
{
    struct pk_act act = {.who = ""};
    pk_copy(act.station, sizeof act.station, station);
    return act;
}

enum pk_status demo_shrug(enum pk_status status)
{
    const int refused = 3; /* what the command line would exit with */
    return pk_status_exit(status) == refused ? PK_OK : status;
}

static void forget(struct demo_world *world, struct demo_stay *stay)
{
    if (stay->regular >= 0)
        world->regulars[stay->profile][stay->regular].is_here = false;
    stay->is_used = false;
    stay->is_inside = false;
}

/* Most pay a few minutes before they drive out; some stop to talk, and their time runs out. */
static int64_t when_to_pay(struct demo_world *world, const struct demo_stay *stay)
{
    int64_t minutes = demo_dice(world, 2, 9);
    if (demo_dice_percent(world, 6))
        minutes = demo_dice(world, 20, 90);
    int64_t at = stay->leaves_at - minutes * DEMO_MINUTE;
    return at > world->now ? at : stay->leaves_at;
}

enum pk_status demo_arrive(struct demo_world *world, int subject)
{
    struct demo_stay *stay = &world->stays[subject];
    struct pk_act act = at_station("entry-1");
    struct pk_park how = {.registration = stay->plate,
                          .vehicle_class = stay->vehicle_class,
                          .needs = stay->needs,
                          .entered = PK_NONE};
    struct pk_ticket ticket;
    enum pk_status status = pk_park(&ticket, world->lot, &act, &how);
    if (status != PK_OK) {
        forget(world, stay);
        return demo_shrug(status);
    }
    stay->is_inside = true;
    memcpy(stay->ticket_id, ticket.ticket_id, sizeof stay->ticket_id);
    demo_plan(world, when_to_pay(world, stay), DEMO_PAYS, subject);
    return PK_OK;
}

/* ---- paying ---- */

/* What is handed over: some have it exactly, the others give the next 5, 10, 20 or 50. */
static int64_t draw_cash(struct demo_world *world, int64_t due)
{
    static const int64_t notes[] = {500, 1000, 2000, 5000};
    if (demo_dice_percent(world, 45))
        return due;
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        if (due <= notes[i])
            return notes[i];
    }
    return (due + 4999) / 5000 * 5000;
}

static enum pk_status pay_cash(struct demo_world *world, const struct pk_act *act,
                               const char *ticket_id, int64_t due)
{
    struct pk_tender tender;
    struct pk_pay pay = {.ticket_id = ticket_id,
                         .tender_count = 1,
                         .tenders = {{PK_CASH, PK_NONE, draw_cash(world, due)}},
                         .quoted_at = PK_NONE,
                         .override_price = PK_NONE};
    return pk_pay(&tender, NULL, world->lot, act, &pay);
}

enum pk_status demo_pay_card(struct demo_world *world, const char *ticket_id, const char *station,
                             enum pk_card_outcome first, enum pk_card_outcome then)
{
    struct pk_act act = at_station(station);
    struct pk_card_attempt attempt;
    struct pk_tender tender;
    enum pk_status status = pk_card_begin(&attempt, world->lot, &act, ticket_id, PK_NONE, PK_NONE);
    if (status == PK_OK)
        status = pk_card_settle(&tender, world->lot, &act, attempt.attempt_id, first);
    if (status == PK_OK && then != first)
        status = pk_card_settle(&tender, world->lot, &act, attempt.attempt_id, then);
    return status == PK_NOTHING_DUE || status == PK_ALREADY_PAID ? PK_OK : status;
}

enum pk_status demo_settle(struct demo_world *world, const char *ticket_id, const char *station,
                           bool by_card)
{
    struct pk_act act = at_station(station);
    struct pk_quote quote;
    if (by_card)
        return demo_pay_card(world, ticket_id, station, PK_CARD_APPROVED, PK_CARD_APPROVED);
    enum pk_status status = pk_quote(&quote, world->lot, ticket_id, PK_NONE);
    if (status != PK_OK || quote.due <= 0)
        return status;
    return pay_cash(world, &act, ticket_id, quote.due);
}

enum pk_status demo_pay(struct demo_world *world, int subject)
{
    struct demo_stay *stay = &world->stays[subject];
    const char *station = demo_dice_percent(world, 70) ? "desk-1" : "exit-1";
    enum pk_status status = demo_settle(world, stay->ticket_id, station, stay->pays_by_card);
    int64_t leaves_at = stay->leaves_at > world->now ? stay->leaves_at : world->now;
    demo_plan(world, leaves_at, DEMO_LEAVES, subject);
    return demo_shrug(status);
}

/* ---- leaving ---- */

static enum pk_found_by draw_found_by(struct demo_world *world)
{
    int64_t drawn = demo_dice(world, 1, 100);
    return drawn <= 76   ? PK_FOUND_BY_SCAN
           : drawn <= 88 ? PK_FOUND_BY_PLATE
           : drawn <= 97 ? PK_FOUND_BY_NUMBER
                         : PK_FOUND_BY_SPOT;
}

/* At the exit what is still due is paid, and who came too late for an unpaid ticket has it renewed.
 * Who is refused all the same tries again later. */
enum pk_status demo_leave(struct demo_world *world, int subject)
{
    struct demo_stay *stay = &world->stays[subject];
    struct pk_act act = at_station("exit-1");
    struct pk_ticket ticket;
    enum pk_found_by found_by = draw_found_by(world);
    enum pk_status status = pk_retrieve(&ticket, world->lot, &act, stay->ticket_id, found_by);
    if (status == PK_TICKET_EXPIRED)
        status = pk_renew(&ticket, world->lot, &act, stay->ticket_id, "Was away longer than said.");
    if (status == PK_OK && ticket.exit_time != PK_NONE) {
        forget(world, stay);
        return PK_OK;
    }
    if (status == PK_OK || status == PK_PAYMENT_REQUIRED)
        status = demo_settle(world, stay->ticket_id, "exit-1", stay->pays_by_card);
    if (demo_shrug(status) == PK_OK)
        demo_plan(world, world->now + DEMO_MINUTE, DEMO_LEAVES, subject);
    return demo_shrug(status);
}
