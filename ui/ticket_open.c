/*
 * Which screen a ticket opens on. Calls parkade/ticket.h.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "parkade/text.h"
#include "screens.h"
#include "stay.h"
#include "when.h"

/* A dead ticket at the exit is how stolen and swapped ones show. */
static void raise_alarm(struct app *app, const struct pk_ticket *ticket)
{
    char when[WHEN_SIZE];

    when_short(when, app->lot, ticket->exit_time);
    if (ticket->state == PK_EXITED)
        toast_show(&app->toast, ROLE_WARNING, _("#%lld left %s%s%s."), (long long)ticket->ticket_no,
                   when, ticket->ended_station[0] ? _(" at ") : "", ticket->ended_station);
    else
        toast_show(&app->toast, ROLE_ERROR,
                   _("Stop: #%lld is %s since %s. Nobody may leave with it."),
                   (long long)ticket->ticket_no, stay_state_word(ticket->state), when);
}

static bool is_usable(const struct pk_ticket *ticket)
{
    return stay_is_open(ticket) || (ticket->state == PK_RELEASED && ticket->owed > 0);
}

/* Who scans a ticket holds it: that it turned up is for the inbox, whoever looks there. A number
 * that is typed is a look only. */
static enum pk_status try_alarm(struct app *app, struct view *view)
{
    struct pk_act act;

    work_make_act(&act, app);
    return pk_ticket_turned_up(app->lot, &act, ticket_view_id(view));
}

/* Whatever came of it, the screen says already that nobody may leave with it. */
static void alarm_told(struct app *app, struct view *view, enum pk_status status)
{
    (void)app;
    (void)view;
    (void)status;
}

void ticket_open(struct app *app, const struct pk_ticket *ticket, enum pk_found_by found_by)
{
    if (is_usable(ticket)) {
        app_push(app, pay_view(app, ticket, found_by));
        return;
    }
    app_push(app, ticket_view(ticket->ticket_id));
    raise_alarm(app, ticket);
}

void ticket_open_scan(struct app *app, const char *scan)
{
    struct pk_ticket ticket;
    enum pk_found_by found_by; /* behind a prefix may stand a number as well */

    if (pk_ticket_resolve(&ticket, &found_by, app->lot, scan)) {
        app_complain(app);
        return;
    }
    while (app->top->below)
        app_pop(app, app->top);
    ticket_open(app, &ticket, found_by);
    if (!is_usable(&ticket) && app->top->ops->context == CONTEXT_TICKET)
        work_start(app, app->top, try_alarm, alarm_told);
}
