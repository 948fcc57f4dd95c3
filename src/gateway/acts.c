/*
 * Requests that change the lot: park, retrieve, pay. Each is one call of the domain under a request
 * id that follows from the token and its key, so that asking again is answered again. Run by the
 * writer, inside its transaction.
 */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "gateway/body.h"
#include "gateway/call.h"
#include "parkade/json.h"
#include "parkade/money.h"
#include "parkade/payment.h"
#include "parkade/text.h"
#include "parkade/ticket.h"
#include "parkade/uuid.h"

enum { REPLAY_SECONDS = 30 };

/* ---- who asks, and which request it is ---- */

/* The same token, purpose and key are the same request: a UUID of them. */
static void derive_request(char out[static PK_UUID_SIZE], const struct call *call,
                           const char *purpose, const char *key)
{
    unsigned char bytes[16];
    char hex[2 * sizeof bytes + 1];
    crypto_generichash_state state;

    crypto_generichash_init(&state, NULL, 0, sizeof bytes);
    crypto_generichash_update(&state, (const unsigned char *)call->token.name,
                              strlen(call->token.name) + 1);
    crypto_generichash_update(&state, (const unsigned char *)purpose, strlen(purpose) + 1);
    crypto_generichash_update(&state, (const unsigned char *)key, strlen(key));
    crypto_generichash_final(&state, bytes, sizeof bytes);
    bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x80); /* version 8: made of something else */
    bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);
    sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
    pk_uuid_parse(out, hex);
}

/* A machine's name is its station, too. */
static struct pk_act act_of(const struct call *call, const char *purpose)
{
    struct pk_act act = {0};

    pk_copy(act.who, sizeof act.who, call->token.name);
    pk_copy(act.station, sizeof act.station, call->token.name);
    if (call->key[0])
        derive_request(act.request_id, call, purpose, call->key);
    return act;
}

static enum pk_status read_id(struct answer *answer, char out[static PK_UUID_SIZE],
                              const char *text)
{
    if (pk_uuid_parse(out, text))
        return PK_OK;
    return answer_fail(answer, PK_TICKET_UNKNOWN,
                       _("A ticket is named by its UUID: this is none."));
}

/* ---- park ---- */

static enum pk_status read_class(struct answer *answer, enum pk_vehicle_class *out,
                                 const json_t *body)
{
    const char *name;
    enum pk_status status = body_text(answer, &name, body, "vehicle_class", false);

    *out = PK_CAR;
    if (status == PK_OK && name && !pk_vehicle_class_from_name(out, name))
        return answer_fail(answer, PK_USAGE,
                           _("A vehicle_class is car, motorcycle, van or truck."));
    return status;
}

static enum pk_status read_park(struct answer *out, struct pk_park *how, const json_t *body)
{
    *how = (struct pk_park){.entered = PK_NONE};
    enum pk_status status = body_text(out, &how->registration, body, "registration_number", true);
    if (status == PK_OK)
        status = read_class(out, &how->vehicle_class, body);
    if (status == PK_OK)
        status = body_text(out, &how->spot, body, "spot", false);
    return status == PK_OK ? body_needs(out, &how->needs, body, "needs") : status;
}

static void answer_ticket(struct answer *out, struct pk_lot *lot, const struct pk_ticket *ticket)
{
    answer_json(out, 201, pk_json_ticket(ticket, pk_lot_currency(lot)));
    snprintf(out->location, sizeof out->location, "/tickets/%s", ticket->ticket_id);
}

enum pk_status act_park(struct answer *out, struct pk_lot *lot, const struct call *call)
{
    static const char *const KEYS[] = {"registration_number", "vehicle_class", "spot", "needs",
                                       NULL};
    struct pk_act act = act_of(call, "park");
    struct pk_ticket ticket;
    struct pk_park how;
    json_t *body;
    enum pk_status status = body_read(out, &body, call, KEYS);

    if (status == PK_OK)
        status = read_park(out, &how, body);
    if (status == PK_OK)
        status = pk_park(&ticket, lot, &act, &how);
    if (status == PK_OK)
        answer_ticket(out, lot, &ticket);
    json_decref(body);
    return status;
}

/* ---- retrieve ---- */

/* A gate whose answer got lost asks again, soon and with the same token; anybody else, or later, is
 * told that the ticket is used. */
static bool may_be_replayed(const struct pk_ticket *ticket, struct pk_lot *lot)
{
    int64_t passed = pk_lot_now(lot) - ticket->exit_time;

    return ticket->exit_time != PK_NONE && passed >= 0 && passed <= REPLAY_SECONDS;
}

/* Without the derived id a used ticket is refused as any other. */
static void name_retrieval(struct pk_act *act, bool *is_replay, struct pk_lot *lot,
                           const struct call *call, const struct pk_ticket *ticket)
{
    bool is_inside = ticket->exit_time == PK_NONE;

    *is_replay = !is_inside && may_be_replayed(ticket, lot) &&
                 strcmp(ticket->ended_station, call->token.name) == 0;
    act->request_id[0] = '\0';
    if (is_inside || *is_replay)
        derive_request(act->request_id, call, "retrieve", ticket->ticket_id);
}

enum pk_status act_retrieve(struct answer *out, struct pk_lot *lot, const struct call *call)
{
    struct pk_act act = act_of(call, "retrieve");
    char ticket_id[PK_UUID_SIZE];
    struct pk_ticket ticket;
    bool is_replay = false;
    enum pk_status status =
        call->is_prefetch
            ? answer_fail(out, PK_NOT_PERMITTED, _("A prefetch lets no vehicle go: ask for it."))
            : read_id(out, ticket_id, call->parameter);

    if (status == PK_OK)
        status = pk_ticket_get(&ticket, lot, ticket_id);
    if (status != PK_OK)
        return status;
    name_retrieval(&act, &is_replay, lot, call, &ticket);
    status = pk_retrieve(&ticket, lot, &act, ticket_id, PK_FOUND_BY_SCAN);
    if (status == PK_REQUEST_REUSED) { /* it left in another way: it is used all the same */
        act.request_id[0] = '\0';
        status = pk_retrieve(&ticket, lot, &act, ticket_id, PK_FOUND_BY_SCAN);
    }
    if (status != PK_OK)
        return status;
    json_t *answer = pk_json_ticket(&ticket, pk_lot_currency(lot));
    if (answer && is_replay)
        json_object_set_new(answer, "replayed", json_true());
    answer_json(out, 200, answer);
    return PK_OK;
}

/* ---- pay ---- */

struct payment {
    struct pk_act act;
    char ticket_id[PK_UUID_SIZE];
    const char *method; /* a word of the body */
    int64_t amount, quoted_at;
    const struct call *call;
    struct pk_tender tender;
};

static enum pk_status read_moment(struct answer *answer, int64_t *out, struct pk_lot *lot,
                                  const json_t *body)
{
    const char *text;
    enum pk_status status = body_text(answer, &text, body, "quoted_at", false);

    *out = PK_NONE;
    return status == PK_OK && text ? pk_time_parse(out, text, pk_lot_zone(lot)) : status;
}

static enum pk_status read_payment(struct answer *answer, struct payment *out, struct pk_lot *lot,
                                   const json_t *body)
{
    const char *id;
    enum pk_status status = body_text(answer, &id, body, "ticket_id", true);

    if (status == PK_OK)
        status = body_text(answer, &out->method, body, "method", true);
    if (status == PK_OK)
        status = body_number(answer, &out->amount, body, "amount");
    if (status == PK_OK)
        status = read_moment(answer, &out->quoted_at, lot, body);
    if (status == PK_OK)
        status = read_id(answer, out->ticket_id, id);
    if (status == PK_OK && (out->amount <= 0 || out->amount > PK_CASH_MAX))
        return answer_fail(answer, PK_AMOUNT_INVALID,
                           _("An amount is more than nothing, in minor units."));
    return status;
}

/* What was handed over; more than is due is change. */
static enum pk_status pay_cash(struct payment *payment, struct pk_lot *lot)
{
    struct pk_pay pay = {
        .ticket_id = payment->ticket_id,
        .tender_count = 1,
        .tenders = {{.method = PK_CASH, .amount = PK_NONE, .tendered = payment->amount}},
        .quoted_at = payment->quoted_at,
        .override_price = PK_NONE,
    };

    return pk_pay(&payment->tender, NULL, lot, &payment->act, &pay);
}

/* A card is charged what is due, neither less nor more. */
static enum pk_status check_card(struct answer *out, const struct payment *payment,
                                 struct pk_lot *lot)
{
    struct pk_quote quote;
    char due[PK_MONEY_SIZE];
    enum pk_status status = pk_quote(&quote, lot, payment->ticket_id, payment->quoted_at);

    if (status != PK_OK || quote.due == 0 || quote.due == payment->amount)
        return status; /* the domain says why nothing is due */
    pk_money_format(due, quote.due, pk_lot_currency(lot));
    status = quote.due > payment->amount ? PK_AMOUNT_SHORT : PK_AMOUNT_INVALID;
    answer_fail(out, status, _("%s %s are due: a card is charged just that."), due,
                pk_lot_currency(lot));
    answer_add_due(out, quote.due, pk_lot_currency(lot));
    return status;
}

/* The machine's own terminal has charged the card: both rows are written in one go. */
static enum pk_status book_card(struct pk_lot *lot, void *context)
{
    struct payment *payment = context;
    struct pk_act act = payment->act;
    struct pk_card_attempt attempt;
    enum pk_status status =
        pk_card_begin(&attempt, lot, &act, payment->ticket_id, payment->amount, payment->quoted_at);

    if (act.request_id[0])
        derive_request(act.request_id, payment->call, "settle", payment->call->key);
    return status == PK_OK
               ? pk_card_settle(&payment->tender, lot, &act, attempt.attempt_id, PK_CARD_APPROVED)
               : status;
}

static enum pk_status pay_card(struct answer *out, struct payment *payment, struct pk_lot *lot)
{
    /* What was booked under this key before is answered as it was, whatever is due now. */
    bool is_replay = payment->act.request_id[0] && pk_request_is_answered(lot, &payment->act);
    enum pk_status status = is_replay ? PK_OK : check_card(out, payment, lot);

    return status == PK_OK ? pk_lot_together(lot, book_card, payment) : status;
}

static enum pk_status pay(struct answer *out, struct payment *payment, struct pk_lot *lot)
{
    if (strcmp(payment->method, "cash") == 0)
        return pay_cash(payment, lot);
    if (strcmp(payment->method, "card") == 0)
        return pay_card(out, payment, lot);
    return answer_fail(out, PK_USAGE, _("A method is cash or card."));
}

enum pk_status act_pay(struct answer *out, struct pk_lot *lot, const struct call *call)
{
    static const char *const KEYS[] = {"ticket_id", "amount", "method", "quoted_at", NULL};
    struct payment payment = {.act = act_of(call, "pay"), .call = call};
    json_t *body;
    enum pk_status status = body_read(out, &body, call, KEYS);

    if (status == PK_OK)
        status = read_payment(out, &payment, lot, body);
    if (status == PK_OK)
        status = pay(out, &payment, lot);
    if (status == PK_OK)
        answer_json(out, 201, pk_json_tender(&payment.tender));
    json_decref(body);
    return status;
}
