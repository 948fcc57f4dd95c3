/*
 * What another station did to the ticket while Pay is open: settled it, moved it, mended it. It is
 * said at once, by whom and when; what was typed and taken stays. Calls parkade/journal.h to read.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "parkade/journal.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "pay_screen.h"
#include "when.h"

/* ---- who, and when ---- */

struct last_act {
    const char *ticket_id;
    int64_t time;
    char station[PK_NAME_SIZE];
    char kind[32];
};

static bool is_last(const struct pk_entry *entry, void *context)
{
    struct last_act *last = context;

    if (strcmp(entry->ticket_id, last->ticket_id) != 0)
        return true;
    last->time = entry->time;
    memcpy(last->station, entry->station, sizeof last->station);
    pk_copy(last->kind, sizeof last->kind, entry->kind);
    return true;
}

/* The last act on the ticket since the payment began. A replacement is one on the new ticket: the
 * old one says itself when it ended. */
static void find_last(struct last_act *last, const struct pay_screen *pay, struct app *app)
{
    const struct pk_ticket *ticket = &pay->stay.ticket;

    *last = (struct last_act){.ticket_id = pay->ticket_id, .time = PK_NONE};
    if (pk_journal_each(app->lot, pay->seq, NULL, is_last, last) == PK_OK && last->time != PK_NONE)
        return;
    last->time = ticket->exit_time;
    pk_copy(last->station, sizeof last->station, ticket->ended_station);
}

/* "paid at desk-1 16:41" */
static void say_last(char *out, size_t size, struct app *app, const char *what,
                     const struct last_act *last)
{
    char when[WHEN_SIZE];

    when_short(when, app->lot, last->time);
    snprintf(out, size, "%s%s%s %s", what, last->station[0] ? _(" at ") : "", last->station, when);
}

void pay_find_elsewhere(struct pay_screen *pay, struct app *app)
{
    struct last_act last;
    char money[PK_MONEY_SIZE], what[120];

    find_last(&last, pay, app);
    pk_money_format(money, till_handed(&pay->till), pk_lot_currency(app->lot));
    say_last(what, sizeof what, app, stay_state_word(pay->stay.ticket.state), &last);
    if (strcmp(last.kind, "validate") == 0)
        snprintf(pay->elsewhere, sizeof pay->elsewhere,
                 _("A code covers all that was due: give all the %s back."), money);
    else
        snprintf(pay->elsewhere, sizeof pay->elsewhere, _("%s: give all the %s back."), what,
                 money);
}

/* ---- what is new ---- */

/* "Moved to C02 at desk-1 16:41." What was done here is no news. */
static void say_news(const struct pay_screen *pay, struct app *app, const char *what)
{
    struct last_act last;
    char text[200];

    find_last(&last, pay, app);
    if (strcmp(last.station, app->station) == 0)
        return;
    say_last(text, sizeof text, app, what, &last);
    toast_show(&app->toast, ROLE_WARNING, "%s.", text);
    app->is_dirty = true;
}

static void say_place(const struct pay_screen *pay, struct app *app, const struct pk_ticket *before)
{
    const struct pk_ticket *now = &pay->stay.ticket;
    char what[PK_TYPED_SIZE + 40];

    if (strcmp(before->spot, now->spot) != 0)
        snprintf(what, sizeof what, _("Moved to %s"), now->spot);
    else if (strcmp(before->registration_number, now->registration_number) != 0)
        snprintf(what, sizeof what, _("The plate was mended to %s"), now->registration_typed);
    else
        return;
    say_news(pay, app, what);
}

void pay_refresh(struct view *view, struct app *app)
{
    struct pay_screen *pay = (struct pay_screen *)view;
    struct pk_ticket before = pay->stay.ticket;
    int64_t due = pay_due(pay);

    if (work_is_waiting(app))
        return;
    pay_read(pay, app);
    if (before.ticket_no == 0) /* it has just been opened */
        due = 0;
    if (pay_stand(pay) == PAY_ELSEWHERE)
        pay_say(app, ROLE_ERROR, pay->elsewhere);
    else if (due > 0 && (pay_due(pay) == 0 || pay->stay.ticket.state == PK_RELEASED) &&
             before.state != pay->stay.ticket.state)
        say_news(pay, app, stay_state_word(pay->stay.ticket.state));
    else if (due > 0 && pay_due(pay) > due)
        pay_say(app, ROLE_WARNING, _("The price has risen meanwhile."));
    else if (before.ticket_no != 0)
        say_place(pay, app, &before);
}
