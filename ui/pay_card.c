/*
 * Cards: written down before the terminal is asked, settled after, never inside a transaction. An
 * attempt in doubt is asked about before another is made: nothing is charged twice. Calls
 * parkade/payment.h.
 */
#include "app.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "pay_screen.h"

static struct pay_screen *of(struct view *view)
{
    return (struct pay_screen *)view;
}

/* The terminal that the setting card.simulator names. */
static bool find_terminal(struct pay_screen *pay, struct app *app)
{
    struct pk_setting setting;

    if (pk_setting_get(&setting, app->lot, "card.simulator") ||
        pk_card_simulator(&pay->card, setting.value)) {
        pay_complain(app, PK_USAGE);
        return false;
    }
    return true;
}

static void say_outcome(struct pay_screen *pay, struct app *app)
{
    static const char *const SENTENCES[] = {
        [PK_CARD_DECLINED] = "The card was declined: nothing was charged.",
        [PK_CARD_IN_DOUBT] = "The terminal does not say what became of it: k asks again.",
    };
    char money[PK_MONEY_SIZE];

    if (pay->card_outcome != PK_CARD_APPROVED) {
        pay_say(app, ROLE_ERROR, _(SENTENCES[pay->card_outcome]));
        return;
    }
    pk_money_format(money, pay->card_tender.amount, pk_lot_currency(app->lot));
    toast_show(&app->toast, ROLE_GOOD, _("The card was charged %s, receipt %lld."), money,
               (long long)pay->card_tender.receipt_no);
}

static enum pk_status try_settle(struct app *app, struct view *view)
{
    struct pay_screen *pay = of(view);

    return pk_card_settle(&pay->card_tender, app->lot, &pay->card_act, pay->attempt_id,
                          pay->card_outcome);
}

static void settled(struct app *app, struct view *view, enum pk_status status)
{
    struct pay_screen *pay = of(view);

    work_make_act(&pay->card_act, app);
    if (status) {
        pay_complain(app, status);
    } else {
        if (pay->card_outcome == PK_CARD_APPROVED && pay->card_tender.amount > 0)
            pay_note_taken(pay, &pay->card_tender, 1);
        say_outcome(pay, app);
    }
    pay_read(pay, app);
}

static void settle(struct pay_screen *pay, struct app *app)
{
    work_make_act(&pay->card_act, app);
    work_start(app, &pay->view, try_settle, settled);
}

static enum pk_status try_begin(struct app *app, struct view *view)
{
    struct pay_screen *pay = of(view);
    struct pk_card_attempt attempt;
    enum pk_status status = pk_card_begin(&attempt, app->lot, &pay->card_act, pay->ticket_id,
                                          pay->card_amount, pay->quoted_at);

    if (status == PK_OK)
        pk_copy(pay->attempt_id, sizeof pay->attempt_id, attempt.attempt_id);
    return status;
}

static void begun(struct app *app, struct view *view, enum pk_status status)
{
    struct pay_screen *pay = of(view);

    if (status) {
        pay_complain(app, status);
        work_renew_act(&pay->card_act, app, status);
        pay_read(pay, app); /* perhaps a card at another station stands in the way */
        return;
    }
    pay->card_outcome = pay->card.charge(pay->card.context, pay->attempt_id, pay->card_amount,
                                         pk_lot_currency(app->lot));
    settle(pay, app);
}

void pay_card(struct pay_screen *pay, struct app *app, int64_t amount)
{
    if (!find_terminal(pay, app))
        return;
    pay->card_amount = amount;
    if (pay->stay.has_doubt) {
        pk_copy(pay->attempt_id, sizeof pay->attempt_id, pay->stay.doubt.attempt_id);
        pay->card_outcome = pay->card.ask(pay->card.context, pay->attempt_id);
        settle(pay, app);
    } else {
        work_start(app, &pay->view, try_begin, begun);
    }
}
