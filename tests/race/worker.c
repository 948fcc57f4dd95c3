/*
 * A worker of the storm: see worker.h.
 */
#include "worker.h"

#include <stdio.h>
#include <string.h>

#include "../support/lot.h"
#include "parkade/payment.h"
#include "parkade/text.h"
#include "parkade/uuid.h"

/* The kinds of stays, as the deeds that follow parking. */
static const enum deed scripts[][8] = {
    {DEED_PARK, DEED_PAY, DEED_RETRIEVE, DEED_END},
    {DEED_PARK, DEED_CARD, DEED_RETRIEVE, DEED_END},
    {DEED_PARK, DEED_PAY_PART, DEED_PAY, DEED_RETRIEVE, DEED_END},
    {DEED_PARK, DEED_VOID, DEED_END},
    {DEED_PARK, DEED_AMEND, DEED_MOVE, DEED_PAY, DEED_RETRIEVE, DEED_END},
    {DEED_PARK, DEED_REPLACE, DEED_PAY, DEED_RETRIEVE, DEED_END},
    {DEED_PARK, DEED_PAY, DEED_REFUND, DEED_CARD, DEED_RETRIEVE, DEED_END},
    {DEED_PARK, DEED_RELEASE, DEED_PAY, DEED_END},
    {DEED_PARK, DEED_RENEW, DEED_NIL, DEED_RETRIEVE, DEED_END},
};

enum { SCRIPTS = sizeof scripts / sizeof scripts[0] };

static int64_t now(void *context)
{
    return ((struct worker *)context)->now;
}

/* ---- the deeds ---- */

static enum pk_status park(struct worker *w, struct pk_lot *lot, const struct pk_act *act,
                           struct answer *answer)
{
    char plate[32];
    struct pk_ticket ticket;
    snprintf(plate, sizeof plate, "W%dS%d", w->number, w->stay);
    struct pk_park how = {.registration = plate, .entered = PK_NONE};
    enum pk_status status = pk_park(&ticket, lot, act, &how);
    if (status == PK_OK)
        pk_copy(answer->ticket_id, sizeof answer->ticket_id, ticket.ticket_id);
    return status;
}

static enum pk_status pay(struct worker *w, struct pk_lot *lot, const struct pk_act *act,
                          struct answer *answer)
{
    struct pk_tender tender;
    struct pk_pay how = {.ticket_id = w->ticket_id,
                         .tender_count = 1,
                         .tenders = {{PK_CASH, PK_NONE, 2000}},
                         .quoted_at = PK_NONE,
                         .override_price = PK_NONE};
    if (answer->deed == DEED_PAY_PART)
        how.tenders[0] = (struct pk_tender_in){PK_CASH, 100, 500};
    if (answer->deed == DEED_NIL) {
        how.tenders[0] = (struct pk_tender_in){PK_NIL, PK_NONE, PK_NONE};
        how.reason = "storm";
    }
    enum pk_status status = pk_pay(&tender, NULL, lot, act, &how);
    answer->amount = status == PK_OK ? tender.amount : 0;
    return status;
}

static enum pk_status card(struct worker *w, struct pk_lot *lot, const struct pk_act *act,
                           struct answer *answer)
{
    struct pk_card_terminal terminal;
    struct pk_tender tender;
    pk_card_simulator(&terminal, "approve");
    enum pk_status status =
        pk_pay_card(&tender, lot, act, &terminal, w->ticket_id, PK_NONE, PK_NONE);
    answer->amount = status == PK_OK ? tender.amount : 0;
    return status;
}

static enum pk_status refund(struct worker *w, struct pk_lot *lot, const struct pk_act *act,
                             struct answer *answer)
{
    struct pk_tender tender;
    enum pk_status status = pk_refund(&tender, lot, act, w->ticket_id, 200, PK_CASH, "storm");
    answer->amount = status == PK_OK ? tender.amount : 0;
    return status;
}

static enum pk_status amend(struct worker *w, struct pk_lot *lot, const struct pk_act *act)
{
    char plate[32];
    struct pk_ticket ticket;
    snprintf(plate, sizeof plate, "W%dS%dX", w->number, w->stay);
    return pk_amend(&ticket, lot, act, w->ticket_id, plate, NULL);
}

static enum pk_status move(struct worker *w, struct pk_lot *lot, const struct pk_act *act)
{
    char label[32];
    struct pk_ticket ticket;
    snprintf(label, sizeof label, "B%02d", 1 + (w->number + w->stay) % 20);
    return pk_move(&ticket, lot, act, w->ticket_id, label);
}

static enum pk_status replace(struct worker *w, struct pk_lot *lot, const struct pk_act *act,
                              struct answer *answer)
{
    struct pk_ticket ticket;
    enum pk_status status = pk_replace(&ticket, lot, act, w->ticket_id, "storm", false);
    if (status == PK_OK)
        pk_copy(answer->ticket_id, sizeof answer->ticket_id, ticket.ticket_id);
    return status;
}

static enum pk_status carry_out(struct worker *w, struct pk_lot *lot, const struct pk_act *act,
                                struct answer *answer)
{
    struct pk_ticket ticket;
    switch (answer->deed) {
    case DEED_PARK:
        return park(w, lot, act, answer);
    case DEED_PAY:
    case DEED_PAY_PART:
    case DEED_NIL:
        return pay(w, lot, act, answer);
    case DEED_CARD:
        return card(w, lot, act, answer);
    case DEED_REFUND:
        return refund(w, lot, act, answer);
    case DEED_AMEND:
        return amend(w, lot, act);
    case DEED_MOVE:
        return move(w, lot, act);
    case DEED_REPLACE:
        return replace(w, lot, act, answer);
    case DEED_RENEW:
        return pk_renew(&ticket, lot, act, w->ticket_id, "storm");
    case DEED_VOID:
        return pk_void(&ticket, lot, act, w->ticket_id, "storm");
    case DEED_RELEASE:
        return pk_release(&ticket, lot, act, w->ticket_id, "storm");
    case DEED_RETRIEVE:
        return pk_retrieve(&ticket, lot, act, w->ticket_id, PK_FOUND_BY_SCAN);
    case DEED_END:
        break;
    }
    return PK_INTERNAL;
}

/* ---- the script ---- */

/* Only a spot that somebody else took may be refused here. */
static bool is_expected(enum deed deed, enum pk_status status)
{
    return deed == DEED_MOVE && status == PK_SPOT_TAKEN;
}

/* The next step begins without a request id, an hour later, as a new stay if this one is over. */
static void go_on(struct worker *w)
{
    enum deed done = scripts[w->stay % SCRIPTS][w->step];
    w->request_id[0] = '\0';
    w->now += done == DEED_PARK ? 3 * 3600 : 60;
    w->step++;
    if (scripts[w->stay % SCRIPTS][w->step] != DEED_END)
        return;
    w->step = 0;
    w->stay++;
}

/* The answer is written down whole before it counts, and counts before the next step begins: a
 * successor that repeats the step in between gets the same answer for the same request. */
static void write_down(struct worker *w, const struct answer *answer)
{
    bool is_known = w->answer_count > 0 &&
                    strcmp(w->answers[w->answer_count - 1].request_id, answer->request_id) == 0;
    if (!is_known) {
        w->answers[w->answer_count] = *answer;
        __atomic_store_n(&w->answer_count, w->answer_count + 1, __ATOMIC_RELEASE);
    }
    pk_copy(w->ticket_id, sizeof w->ticket_id, answer->ticket_id);
}

static bool take_step(struct worker *w, struct pk_lot *lot)
{
    struct answer answer = {.deed = scripts[w->stay % SCRIPTS][w->step]};
    struct pk_act act = {.who = ""};
    if (w->request_id[0] == '\0')
        pk_uuid_make(w->request_id, w->now);
    pk_copy(answer.request_id, sizeof answer.request_id, w->request_id);
    pk_copy(answer.ticket_id, sizeof answer.ticket_id, w->ticket_id);
    pk_copy(act.request_id, sizeof act.request_id, w->request_id);
    snprintf(act.station, sizeof act.station, "storm-%d", w->number);

    enum pk_status status = carry_out(w, lot, &act, &answer);
    if (status == PK_OK) {
        write_down(w, &answer);
    } else if (is_expected(answer.deed, status)) {
        w->refusals++;
    } else {
        w->failure = (int)status;
        snprintf(w->message, sizeof w->message, "deed %d: %s", (int)answer.deed,
                 pk_error()->message);
        return false;
    }
    go_on(w);
    return true;
}

int worker_run(int number, void *context)
{
    struct storm *storm = context;
    struct worker *w = &storm->workers[number];
    struct pk_clock clock = {now, w};
    struct pk_lot *lot;
    bool is_well = true;
    if (pk_lot_open(&lot, storm->path, PK_LOT_READ_WRITE, &clock) != PK_OK) {
        w->failure = (int)pk_error()->status;
        snprintf(w->message, sizeof w->message, "opening: %s", pk_error()->message);
        return 1;
    }
    while (is_well && w->stay < STAYS_EACH)
        is_well = take_step(w, lot);
    pk_lot_close(lot);
    return is_well ? 0 : 1;
}
