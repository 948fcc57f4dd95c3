/*
 * Begin, charge and settle in one call. The terminal is asked between two transactions, never
 * inside one.
 */
#include "base/error.h"
#include "card/card.h"
#include "parkade/text.h"

static enum pk_status fail_in_doubt(void)
{
    return pk_fail(PK_PAYMENT_REQUIRED,
                   _("The terminal did not say what became of the card. Ask again before "
                     "taking other money."));
}

/* What the outcome means for the one who waits at the desk. */
static enum pk_status say_outcome(enum pk_card_outcome outcome)
{
    if (outcome == PK_CARD_DECLINED)
        return pk_fail(PK_PAYMENT_REQUIRED, _("The card was declined. Nothing was taken."));
    return outcome == PK_CARD_IN_DOUBT ? fail_in_doubt() : PK_OK;
}

/* Settling is an act of its own: the request id of the whole belongs to the beginning. What is
 * booked already stays booked, whatever the terminal says now. */
static enum pk_status settle_as(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                                const char *attempt_id, enum pk_card_outcome outcome)
{
    struct pk_act own = *act;
    own.request_id[0] = '\0';
    enum pk_status status = pk_card_settle(out, lot, &own, attempt_id, outcome);
    return status == PK_OK && out->amount == 0 ? say_outcome(outcome) : status;
}

/*
 * A request that was begun before: booked, declined, or still to be asked about. While whoever
 * began it may be waiting for the terminal, only an approval is taken from it: what else it says
 * then may be said too early.
 */
static enum pk_status go_on(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                            const struct pk_card_terminal *terminal, const char *attempt_id)
{
    struct attempt attempt;
    bool is_booked;
    enum pk_status status = tender_of_request(out, &is_booked, lot, attempt_id);
    if (status != PK_OK || is_booked)
        return status;
    status = attempt_get(&attempt, lot, attempt_id);
    if (status == PK_OK && attempt.shown.state == PK_CARD_STATE_DECLINED)
        return say_outcome(PK_CARD_DECLINED);
    if (status != PK_OK)
        return status;
    enum pk_card_outcome outcome = terminal->ask(terminal->context, attempt_id);
    if (pk_card_is_under_way(&attempt.shown, pk_lot_now(lot)) && outcome != PK_CARD_APPROVED)
        return fail_in_doubt();
    return settle_as(out, lot, act, attempt_id, outcome);
}

/* Another's attempt stands in the way: its outcome is asked for if it is in doubt, or has been
 * under way for too long. The failure that it is stays if not. */
static enum pk_status ask_about(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                                const struct pk_card_terminal *terminal, const char *ticket_id)
{
    struct attempt live;
    bool is_live;
    struct pk_error refusal = *pk_error();
    if (attempt_find_live(&live, &is_live, lot, ticket_id) == PK_OK && is_live &&
        (live.shown.state == PK_CARD_STATE_UNKNOWN ||
         attempt_is_left_behind(&live, pk_lot_now(lot))))
        return settle_as(out, lot, act, live.shown.attempt_id,
                         terminal->ask(terminal->context, live.shown.attempt_id));
    *pk_error_record() = refusal;
    return PK_PAYMENT_REQUIRED;
}

static enum pk_status charge(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                             const struct pk_card_terminal *terminal, const char *ticket_id,
                             int64_t amount, int64_t quoted_at)
{
    struct pk_card_attempt attempt;
    bool is_fresh;
    enum pk_status status = attempt_begin(&attempt, &is_fresh, lot, act,
                                          &(struct beginning){ticket_id, amount, quoted_at});
    if (status == PK_PAYMENT_REQUIRED) /* another card is in the way */
        return ask_about(out, lot, act, terminal, ticket_id);
    if (status != PK_OK)
        return status;
    if (!is_fresh)
        return go_on(out, lot, act, terminal, attempt.attempt_id);
    return settle_as(
        out, lot, act, attempt.attempt_id,
        terminal->charge(terminal->context, attempt.attempt_id, attempt.amount, lot->currency));
}

/* Nothing was booked: which ticket it is about, and what is due on it now. */
static void name_due(struct pk_lot *lot, const char *ticket_id)
{
    struct pk_error refusal = *pk_error();
    struct pk_ticket ticket;
    struct pk_quote quote = {.due = PK_NONE};
    bool is_known = pk_ticket_get(&ticket, lot, ticket_id) == PK_OK &&
                    quote_ticket(&quote, lot, &ticket, pk_lot_now(lot)) == PK_OK;
    *pk_error_record() = refusal;
    if (!is_known)
        return;
    ticket_name_in_error(&ticket);
    pk_error_record()->due = quote.due;
}

enum pk_status pk_pay_card(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                           const struct pk_card_terminal *terminal, const char *ticket_id,
                           int64_t amount, int64_t quoted_at)
{
    if (lot->together > 0)
        return pk_fail(PK_INTERNAL, _("A card is never charged inside a transaction."));
    enum pk_status status = charge(out, lot, act, terminal, ticket_id, amount, quoted_at);
    if (status == PK_PAYMENT_REQUIRED)
        name_due(lot, ticket_id);
    return status;
}
