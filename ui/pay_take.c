/*
 * Taking tenders: a number and a key. What is unusual is asked about before it is taken. Calls
 * till.c, parkade/money.h.
 */
#include <stdio.h>

#include "app.h"
#include "choice.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "pay_screen.h"

static struct pay_screen *of(struct view *view)
{
    return (struct pay_screen *)view;
}

/* The number typed before a key: FALLBACK when there is none. False: it is no amount. */
static bool amount_typed(struct pay_screen *pay, struct app *app, int64_t *out, int64_t fallback)
{
    *out = fallback;
    if (pay->amount.length > 0 &&
        pk_money_parse(out, pay->amount.text, pk_lot_currency(app->lot))) {
        pay_complain(app, PK_AMOUNT_INVALID);
        return false;
    }
    if (*out > 0)
        return true;
    pay_say(app, ROLE_WARNING,
            pay->amount.length > 0 ? _("An amount is more than nothing.") : _("Nothing is due."));
    return false;
}

static void take_cash(struct pay_screen *pay, struct app *app, int64_t handed)
{
    if (!till_take_cash(&pay->till, handed, pay_left(pay)))
        pay_say(app, ROLE_WARNING, _("These are too many coins of one payment: take one back."));
    pay_keep_draft(pay, app);
    editor_clear(&pay->amount);
}

static const struct answer MUCH_ANSWERS[] = {
    {'n', "No, I mistyped it"}, {'y', "Yes, that was handed over"}, {0, NULL}};

static void much_answered(struct app *app, struct view *owner, int answer)
{
    struct pay_screen *pay = of(owner);
    int64_t handed;

    if (answer == 1 && amount_typed(pay, app, &handed, pay_left(pay)))
        take_cash(pay, app, handed);
}

static void ask_whether_much(struct pay_screen *pay, struct app *app, int64_t handed)
{
    char text[160], much[PK_MONEY_SIZE], due[PK_MONEY_SIZE];

    pk_money_format(much, handed, pk_lot_currency(app->lot));
    pk_money_format(due, pay_left(pay), pk_lot_currency(app->lot));
    snprintf(text, sizeof text, _("%s in cash for %s?"), much, due);
    app_push(app, choice_view(&pay->view, _("Is that right?"), text, MUCH_ANSWERS, much_answered));
}

void pay_take_cash(struct pay_screen *pay, struct app *app)
{
    int64_t left = pay_left(pay), handed;

    if (!amount_typed(pay, app, &handed, left))
        return;
    if (handed > left + pk_currency_largest_note(pk_lot_currency(app->lot)))
        ask_whether_much(pay, app, handed);
    else
        take_cash(pay, app, handed);
}

void pay_take_card(struct pay_screen *pay, struct app *app)
{
    int64_t left = pay_left(pay), amount;

    if (pay->stay.has_doubt) {
        pay_card(pay, app, PK_NONE);
        return;
    }
    if (!amount_typed(pay, app, &amount, left))
        return;
    if (amount > left)
        pay_say(app, ROLE_WARNING, _("A card is not charged more than is due."));
    else
        pay_card(pay, app, amount);
    editor_clear(&pay->amount);
}
