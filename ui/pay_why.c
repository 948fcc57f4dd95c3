/*
 * Pay in sentences: who settled the ticket meanwhile, and why a key does nothing just now. Calls
 * parkade/journal.h to read.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "parkade/journal.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "pay_screen.h"
#include "when.h"

/* ---- another station ---- */

struct last_act {
    const char *ticket_id;
    int64_t time;
    char station[PK_NAME_SIZE];
};

static bool is_last(const struct pk_entry *entry, void *context)
{
    struct last_act *last = context;

    if (strcmp(entry->ticket_id, last->ticket_id) != 0)
        return true;
    last->time = entry->time;
    memcpy(last->station, entry->station, sizeof last->station);
    return true;
}

void pay_find_elsewhere(struct pay_screen *pay, struct app *app)
{
    struct last_act last = {.ticket_id = pay->ticket_id, .time = PK_NONE};
    char when[WHEN_SIZE], money[PK_MONEY_SIZE];

    if (pk_journal_each(app->lot, pay->seq, NULL, is_last, &last))
        last.time = PK_NONE;
    when_short(when, app->lot, last.time);
    pk_money_format(money, till_handed(&pay->till), pk_lot_currency(app->lot));
    snprintf(pay->elsewhere, sizeof pay->elsewhere, _("%s%s%s %s: give all the %s back."),
             stay_state_word(pay->stay.ticket.state), last.station[0] ? _(" at ") : "",
             last.station, when, money);
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
    if (action == ACTION_NIL && pay_left(pay) > 0)
        snprintf(out, size, "%s", _("What a released ticket owes is paid, not waived."));
    else if (pay_left(pay) == 0)
        snprintf(out, size, "%s", _("Nothing is due."));
    else if (action == ACTION_FINISH && pay->amount.length > 0)
        snprintf(out, size, "%s", _("A number wants its key: c for cash, k for a card."));
    else
        snprintf(out, size, _("%s is still due: c cash, k card."), money);
}

bool pay_why_not(char *out, size_t size, const struct view *view, const struct app *app,
                 enum action_id action)
{
    const struct pay_screen *pay = (const struct pay_screen *)view;

    switch (action) {
    case ACTION_FINISH:
    case ACTION_CASH:
    case ACTION_CARD:
    case ACTION_NIL:
        say_stand(out, size, pay, app, action);
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
