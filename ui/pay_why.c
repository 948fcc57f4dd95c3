/*
 * Pay in sentences: why a key does nothing just now, and why no cash is taken. Calls
 * parkade/shift.h to read.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "parkade/money.h"
#include "parkade/shift.h"
#include "parkade/staff.h"
#include "parkade/text.h"
#include "pay_screen.h"

/* ---- the drawer ---- */

/* Asked when Pay opens, not only when the money is on the counter. */
void pay_look_at_drawer(struct pay_screen *pay, struct app *app)
{
    struct pk_shift shift;
    bool has_staff = false;

    pay->drawer[0] = '\0';
    if (pk_lot_has_staff(&has_staff, app->lot) || !has_staff)
        return;
    if (!app->who[0]) {
        snprintf(pay->drawer, sizeof pay->drawer, "%s", _("Nobody has signed in: /i signs in."));
        return;
    }
    enum pk_status status = pk_shift_of(&shift, app->lot, app->who);
    if (status == PK_SHIFT_REQUIRED)
        snprintf(pay->drawer, sizeof pay->drawer, "%s",
                 _("No shift is open: /s opens one for cash. A card needs none."));
    else if (status == PK_OK && strcmp(shift.station, app->station) != 0)
        snprintf(pay->drawer, sizeof pay->drawer,
                 _("Your drawer is at %s: cash goes there, or /s closes it."), shift.station);
}

/* ---- why not ---- */

static void say_stand(char *out, size_t size, const struct pay_screen *pay, const struct app *app,
                      enum action_id action)
{
    char text[160], money[PK_MONEY_SIZE];

    switch (pay_stand(pay)) {
    case PAY_ELSEWHERE:
        snprintf(out, size, "%s", pay->elsewhere);
        return;
    case PAY_DOUBT:
        stay_say_doubt(text, sizeof text, app->lot, &pay->stay);
        snprintf(out, size, _("%s: k asks the terminal again."), text);
        return;
    case PAY_EXPIRED:
        snprintf(out, size, "%s", _("The ticket has expired: r renews it, then it can be paid."));
        return;
    case PAY_ENDED:
        stay_sentence(text, sizeof text, app->lot, &pay->stay);
        snprintf(out, size, _("Nothing is due: %s."), text);
        return;
    default:
        break;
    }
    pk_money_format(money, pay_left(pay), pk_lot_currency(app->lot));
    if (action == ACTION_CASH && pay->drawer[0] && pay_left(pay) > 0)
        snprintf(out, size, "%s", pay->drawer);
    else if (action == ACTION_NIL && pay_left(pay) > 0)
        snprintf(out, size, "%s", _("What a released ticket owes is paid, not waived."));
    else if (pay_left(pay) == 0)
        snprintf(out, size, "%s", _("Nothing is due."));
    else if (action == ACTION_FINISH && pay->amount.length > 0)
        snprintf(out, size, "%s", _("A number wants its key: c for cash, k for a card."));
    else
        snprintf(out, size, _("%s is still due: c cash, k card."), money);
}

/* A code comes before the payment. */
static void say_no_code(char out[], size_t size, const struct pay_screen *pay)
{
    const struct pk_ticket *ticket = &pay->stay.ticket;

    if (stay_is_open(ticket) && ticket->is_paid)
        snprintf(out, size, "%s", _("It is paid already: a code comes before the payment."));
    else if (!stay_is_open(ticket))
        snprintf(out, size, "%s", _("The stay has ended: a code comes before."));
    else
        snprintf(out, size, "%s", _("Nothing is due that a code could take off."));
}

bool pay_why_not(char *out, size_t size, const struct view *view, const struct app *app,
                 enum action_id action)
{
    const struct pay_screen *pay = (const struct pay_screen *)view;

    if (pay_stand(pay) == PAY_ASKING) {
        pay_say_call(out, size, pay);
        return true;
    }
    switch (action) {
    case ACTION_FINISH:
    case ACTION_CASH:
    case ACTION_CARD:
    case ACTION_NIL:
        say_stand(out, size, pay, app, action);
        return true;
    case ACTION_VALIDATE:
    case ACTION_AGREE:
        if (pay_stand(pay) == PAY_DOUBT || pay_stand(pay) == PAY_EXPIRED || action == ACTION_AGREE)
            say_stand(out, size, pay, app, action);
        else
            say_no_code(out, size, pay);
        return true;
    case ACTION_TAKE_BACK:
        snprintf(out, size, "%s", _("No cash was taken."));
        return true;
    case ACTION_RENEW:
        snprintf(out, size, "%s", _("The ticket has not expired."));
        return true;
    case ACTION_LOST:
        snprintf(out, size, "%s",
                 pay->till.count > 0 ? _("Give the cash back first.") : _("The stay has ended."));
        return true;
    case ACTION_SCROLL:
        snprintf(out, size, "%s", _("All the lines are in view."));
        return true;
    default:
        return false;
    }
}
