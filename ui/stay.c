/*
 * Reading a stay, and saying in words how it stands. Calls parkade/payment.h, ticket.h.
 */
#include "stay.h"

#include <stdio.h>
#include <string.h>

#include "parkade/money.h"
#include "parkade/text.h"
#include "when.h"

enum { DOUBTS_MAX = 32 };

static enum pk_status find_doubt(struct stay *stay, struct pk_lot *lot, const char *ticket_id)
{
    struct pk_card_attempt doubts[DOUBTS_MAX];
    size_t count = 0;
    enum pk_status status = pk_card_doubts(doubts, DOUBTS_MAX, &count, lot);

    stay->has_doubt = false;
    for (size_t i = 0; !status && i < count && i < DOUBTS_MAX && !stay->has_doubt; i++) {
        stay->has_doubt = strcmp(doubts[i].ticket_id, ticket_id) == 0;
        stay->doubt = doubts[i];
    }
    return status;
}

enum pk_status stay_read(struct stay *out, struct pk_lot *lot, const char *ticket_id)
{
    size_t count = 0;
    enum pk_status status = pk_ticket_get(&out->ticket, lot, ticket_id);

    if (!status)
        status = pk_quote(&out->quote, lot, ticket_id, PK_NONE);
    if (!status)
        status = pk_tender_list(out->tenders, STAY_TENDERS_MAX, &count, lot, ticket_id);
    if (!status)
        status = find_doubt(out, lot, ticket_id);
    out->tender_count = count < STAY_TENDERS_MAX ? count : STAY_TENDERS_MAX;
    return status;
}

bool stay_is_open(const struct pk_ticket *ticket)
{
    return ticket->exit_time == PK_NONE;
}

int64_t stay_due(const struct stay *stay)
{
    if (stay->ticket.state == PK_RELEASED)
        return stay->ticket.owed;
    return stay_is_open(&stay->ticket) ? stay->quote.due : 0;
}

const char *stay_state_word(enum pk_ticket_state state)
{
    static const char *const WORDS[PK_TICKET_STATE_COUNT] = {
        [PK_PARKED] = "parked",     [PK_PAID] = "paid",         [PK_OVERSTAYED] = "overstayed",
        [PK_EXPIRED] = "expired",   [PK_EXITED] = "left",       [PK_VOID] = "void",
        [PK_REPLACED] = "replaced", [PK_RELEASED] = "released",
    };

    return (int)state >= 0 && state < PK_TICKET_STATE_COUNT ? _(WORDS[state]) : "";
}

/* Inside and not paid: what is due, or how long it is free. */
static void say_parked(char *out, size_t size, struct pk_lot *lot, const struct stay *stay)
{
    char money[PK_MONEY_SIZE], until[WHEN_SIZE];

    if (stay->quote.due > 0) {
        pk_money_format(money, stay->quote.due, pk_lot_currency(lot));
        snprintf(out, size, _("%s due"), money);
    } else if (stay->quote.price.rises_at != PK_NONE) {
        when_short(until, lot, stay->quote.price.rises_at);
        snprintf(out, size, _("free until %s"), until);
    } else {
        snprintf(out, size, "%s", _("nothing due"));
    }
}

void stay_sentence(char *out, size_t size, struct pk_lot *lot, const struct stay *stay)
{
    const struct pk_ticket *ticket = &stay->ticket;
    char when[WHEN_SIZE], money[PK_MONEY_SIZE];

    pk_money_format(money, stay_due(stay), pk_lot_currency(lot));
    when_short(when, lot, stay_is_open(ticket) ? ticket->expires_at : ticket->exit_time);
    switch (ticket->state) {
    case PK_PARKED:
        say_parked(out, size, lot, stay);
        return;
    case PK_PAID:
        snprintf(out, size, _("paid, leave by %s"), when);
        return;
    case PK_OVERSTAYED:
        snprintf(out, size, _("overstayed since %s, %s due"), when, money);
        return;
    case PK_EXPIRED:
        snprintf(out, size, _("expired %s: to be renewed"), when);
        return;
    case PK_RELEASED:
        snprintf(out, size, stay_due(stay) > 0 ? _("released %s, %s owed") : _("released %s"), when,
                 money);
        return;
    default:
        snprintf(out, size, "%s %s%s%s", stay_state_word(ticket->state), when,
                 ticket->ended_station[0] ? _(" at ") : "", ticket->ended_station);
    }
}

void stay_say_doubt(char *out, size_t size, struct pk_lot *lot, const struct stay *stay)
{
    char money[PK_MONEY_SIZE], since[WHEN_SIZE];

    pk_money_format(money, stay->doubt.amount, pk_lot_currency(lot));
    when_short(since, lot, stay->doubt.started_at);
    snprintf(out, size,
             stay->doubt.state == PK_CARD_STATE_PENDING ? _("card %s under way since %s")
                                                        : _("card %s in doubt since %s"),
             money, since);
}
