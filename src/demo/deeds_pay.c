/*
 * Deeds of the demo's story: paying otherwise than always.
 */
#include "demo/story.h"

static const struct pk_act at_desk = {.station = "desk-1"};

static const char *ticket_of(const struct demo_world *world, const struct demo_incident *incident)
{
    return world->guests[incident->guest];
}

/* False when there is nothing to pay, or nobody. */
static bool owes(int64_t *due, struct demo_world *world, const struct demo_incident *incident)
{
    struct pk_quote quote;
    if (ticket_of(world, incident)[0] == '\0' ||
        pk_quote(&quote, world->lot, ticket_of(world, incident), PK_NONE) != PK_OK)
        return false;
    *due = quote.due;
    return quote.due > 0;
}

static enum pk_status settle(struct demo_world *world, const struct demo_incident *incident,
                             bool by_card)
{
    if (ticket_of(world, incident)[0] == '\0')
        return PK_OK;
    return demo_shrug(demo_settle(world, ticket_of(world, incident), at_desk.station, by_card));
}

enum pk_status deed_pays_cash(struct demo_world *world, const struct demo_incident *incident)
{
    return settle(world, incident, false);
}

enum pk_status deed_pays_card(struct demo_world *world, const struct demo_incident *incident)
{
    return settle(world, incident, true);
}

static enum pk_status pay(struct demo_world *world, const struct demo_incident *incident,
                          const struct pk_tender_in *tender, int64_t override_price)
{
    struct pk_tender booked;
    struct pk_pay pay = {.ticket_id = ticket_of(world, incident),
                         .tender_count = 1,
                         .tenders = {*tender},
                         .quoted_at = PK_NONE,
                         .override_price = override_price,
                         .reason = incident->text};
    return demo_shrug(pk_pay(&booked, NULL, world->lot, &at_desk, &pay));
}

enum pk_status deed_pays_half(struct demo_world *world, const struct demo_incident *incident)
{
    int64_t due;
    if (!owes(&due, world, incident))
        return PK_OK;
    return pay(world, incident, &(struct pk_tender_in){PK_CASH, (due + 1) / 2, PK_NONE}, PK_NONE);
}

enum pk_status deed_pays_nothing(struct demo_world *world, const struct demo_incident *incident)
{
    int64_t due;
    if (!owes(&due, world, incident))
        return PK_OK;
    return pay(world, incident, &(struct pk_tender_in){PK_NIL, PK_NONE, PK_NONE}, PK_NONE);
}

enum pk_status deed_pays_agreed(struct demo_world *world, const struct demo_incident *incident)
{
    int64_t due;
    if (!owes(&due, world, incident))
        return PK_OK;
    return pay(world, incident, &(struct pk_tender_in){PK_CASH, PK_NONE, PK_NONE}, due / 2);
}

static enum pk_status try_card(struct demo_world *world, const struct demo_incident *incident,
                               enum pk_card_outcome first, enum pk_card_outcome then)
{
    if (ticket_of(world, incident)[0] == '\0')
        return PK_OK;
    return demo_shrug(
        demo_pay_card(world, ticket_of(world, incident), at_desk.station, first, then));
}

enum pk_status deed_is_declined(struct demo_world *world, const struct demo_incident *incident)
{
    return try_card(world, incident, PK_CARD_DECLINED, PK_CARD_DECLINED);
}

enum pk_status deed_is_in_doubt(struct demo_world *world, const struct demo_incident *incident)
{
    return try_card(world, incident, PK_CARD_IN_DOUBT, PK_CARD_APPROVED);
}

enum pk_status deed_gets_refund(struct demo_world *world, const struct demo_incident *incident)
{
    struct pk_tender tender;
    struct pk_ticket ticket;
    if (ticket_of(world, incident)[0] == '\0')
        return PK_OK;
    enum pk_status status = pk_ticket_get(&ticket, world->lot, ticket_of(world, incident));
    if (status != PK_OK || ticket.paid <= 0)
        return status;
    return demo_shrug(pk_refund(&tender, world->lot, &at_desk, ticket.ticket_id,
                                (ticket.paid + 1) / 2, PK_CASH, incident->text));
}
