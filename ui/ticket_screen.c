/*
 * Ticket: all about one stay, and what mends it. Calls ticket_acts.c, stay.c.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "choice.h"
#include "frame.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "screens.h"
#include "stay.h"
#include "when.h"
#include "words.h"

struct ticket_screen {
    struct view view;
    char ticket_id[PK_UUID_SIZE];
    bool is_read;
    struct stay stay;
};

static struct ticket_screen *of(struct view *view)
{
    return (struct ticket_screen *)view;
}

static void refresh(struct view *view, struct app *app)
{
    struct ticket_screen *screen = of(view);

    screen->is_read = stay_read(&screen->stay, app->lot, screen->ticket_id) == PK_OK;
    if (!screen->is_read)
        app_complain(app);
}

static void settle(struct ticket_screen *screen, struct app *app)
{
    const struct pk_ticket *ticket = &screen->stay.ticket;

    if (stay_is_open(ticket) || stay_due(&screen->stay) > 0 || screen->stay.has_doubt)
        app_push(app, pay_view(app, ticket, PK_FOUND_BY_NUMBER));
}

/* ---- on paper ---- */

static bool has_receipt(const struct stay *stay)
{
    for (size_t i = 0; i < stay->tender_count; i++)
        if (stay->tenders[i].method != PK_NIL)
            return true;
    return false;
}

enum { COPY_TICKET, COPY_RECEIPTS };

static void copy_chosen(struct app *app, struct view *view, int answer)
{
    const struct stay *stay = &of(view)->stay;

    if (answer == COPY_TICKET)
        reprint_ticket(app, view, stay->ticket.ticket_id);
    else
        reprint_receipts(app, view, stay->tenders, stay->tender_count);
}

/* Asks which, where there are both. */
static void reprint(struct ticket_screen *screen, struct app *app)
{
    static const struct answer ANSWERS[] = {
        [COPY_TICKET] = {'t', "The ticket"}, [COPY_RECEIPTS] = {'r', "Its receipts"}, {0, NULL}};
    bool is_open = stay_is_open(&screen->stay.ticket);

    if (is_open && has_receipt(&screen->stay))
        app_push(app, choice_view(&screen->view, _("Print once more"),
                                  _("What is printed says that it is a copy, and is counted."),
                                  ANSWERS, copy_chosen));
    else
        copy_chosen(app, &screen->view, is_open ? COPY_TICKET : COPY_RECEIPTS);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct ticket_screen *screen = of(view);

    (void)key;
    if (!screen->is_read)
        return false;
    if (action == ACTION_REPRINT) {
        reprint(screen, app);
        return true;
    }
    if (action == ACTION_SETTLE) {
        settle(screen, app);
        return true;
    }
    return ticket_act(app, view, &screen->stay, action);
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct stay *stay = &((const struct ticket_screen *)view)->stay;

    switch (action) {
    case ACTION_COMMANDS:
    case ACTION_HELP:
    case ACTION_BACK:
    case ACTION_REDRAW:
    case ACTION_QUIT:
        return true;
    case ACTION_SETTLE:
        return stay_is_open(&stay->ticket) || stay_due(stay) > 0 || stay->has_doubt;
    case ACTION_REPRINT:
        return app->printing.has_printer && (stay_is_open(&stay->ticket) || has_receipt(stay));
    default:
        return ticket_act_is_offered(stay, action);
    }
}

static bool why_not(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action)
{
    if (action == ACTION_REPRINT && !app->printing.has_printer) {
        printing_say_none(out, size, app);
        return true;
    }
    return ticket_act_why_not(out, size, app, &((const struct ticket_screen *)view)->stay, action);
}

/* ---- drawing ---- */

static int draw_stay(const struct ticket_screen *screen, struct app *app, struct paint *paint,
                     int y, int width)
{
    const struct pk_ticket *ticket = &screen->stay.ticket;
    char text[240], when[WHEN_SIZE], length[WHEN_SIZE];
    int64_t until = stay_is_open(ticket) ? pk_lot_now(app->lot) : ticket->exit_time;

    snprintf(text, sizeof text, "%s  %s", ticket->registration_typed,
             words_class(ticket->vehicle_class));
    y = frame_fact(paint, y, 2, width, _("Vehicle"), text);
    y = frame_fact(paint, y, 2, width, _("Spot"), ticket->spot);
    when_short(when, app->lot, ticket->entry_time);
    when_length(length, ticket->entry_time, until);
    snprintf(text, sizeof text, "%s  (%s)%s", when, length,
             ticket->is_late_entry ? _("  entered late") : "");
    y = frame_fact(paint, y, 2, width, _("Entry"), text);
    stay_sentence(text, sizeof text, app->lot, &screen->stay);
    y = frame_fact(paint, y, 2, width, _("Stands"), text);
    if (screen->stay.has_doubt) {
        stay_say_doubt(text, sizeof text, app->lot, &screen->stay);
        y = frame_fact(paint, y, 2, width, _("Card"), text);
        y = frame_fact(paint, y, 2, width, "", _("Enter, then k, asks the terminal again"));
    }
    when_short(when, app->lot, ticket->expires_at);
    if (stay_is_open(ticket))
        y = frame_fact(paint, y, 2, width, _("Valid to"), when);
    if (ticket->is_lost)
        y = frame_fact(paint, y, 2, width, _("Priced as"), _("lost ticket"));
    if (ticket->reason[0])
        y = frame_fact(paint, y, 2, width, _("Reason"), ticket->reason);
    return y;
}

static int draw_tenders(const struct ticket_screen *screen, struct app *app, struct paint *paint,
                        int y, int last)
{
    const struct stay *stay = &screen->stay;
    char money[PK_MONEY_SIZE], when[WHEN_SIZE];

    if (stay->tender_count > 0)
        paint_text(paint, y++, 2, paint->columns - 4, ROLE_TITLE, _("Taken"));
    for (size_t i = 0; i < stay->tender_count && y <= last; i++, y++) {
        const struct pk_tender *tender = &stay->tenders[i];
        pk_money_format(money, tender->amount, pk_lot_currency(app->lot));
        when_short(when, app->lot, tender->payment_time);
        paint_text(paint, y, 4, 14, ROLE_TEXT, when);
        paint_right(paint, y, 28, ROLE_TEXT, money);
        paint_format(paint, y, 30, paint->columns - 32, ROLE_TEXT, _("%s   receipt %lld"),
                     words_method(tender->method), (long long)tender->receipt_no);
    }
    return y;
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct ticket_screen *screen = of(view);
    const struct rect *body = &layout->body;
    char number[32], printed[PK_UUID_SIZE];

    paint_cursor(paint, body->y, 2);
    if (!screen->is_read)
        return;
    snprintf(number, sizeof number, "#%lld", (long long)screen->stay.ticket.ticket_no);
    frame_title(paint, layout, _("Ticket"), number);
    int y = draw_stay(screen, app, paint, body->y, body->columns - 4);
    pk_uuid_printed(printed, screen->ticket_id);
    y = frame_fact(paint, y, 2, body->columns - 4, _("Code"), printed);
    draw_tenders(screen, app, paint, y + 1, body->y + body->lines - 1);
}

static const struct view_ops OPS = {
    .context = CONTEXT_TICKET,
    .act = act,
    .is_offered = is_offered,
    .why_not = why_not,
    .refresh = refresh,
    .draw = draw,
};

struct view *ticket_view(const char *ticket_id)
{
    struct ticket_screen *screen = calloc(1, sizeof *screen);

    if (!screen)
        return NULL;
    screen->view.ops = &OPS;
    pk_copy(screen->ticket_id, sizeof screen->ticket_id, ticket_id);
    return &screen->view;
}

const char *ticket_view_id(const struct view *view)
{
    return ((const struct ticket_screen *)view)->ticket_id;
}
