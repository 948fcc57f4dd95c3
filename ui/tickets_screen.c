/*
 * Tickets: who is inside, longest first; which expired, overstayed, owe. Calls parkade/ticket.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "frame.h"
#include "list.h"
#include "parkade/money.h"
#include "parkade/payment.h"
#include "parkade/text.h"
#include "screens.h"
#include "stay.h"
#include "when.h"
#include "words.h"

enum { TICKETS_MAX = 500, LISTS = 4, WIDE = 76 };

struct tickets_screen {
    struct view view;
    enum pk_ticket_list which;
    struct list list;
    int page;
    bool is_cut; /* there are more than are shown */
    struct pk_ticket tickets[TICKETS_MAX];
};

static struct tickets_screen *of(struct view *view)
{
    return (struct tickets_screen *)view;
}

static const char *name_of(enum pk_ticket_list which)
{
    static const char *const NAMES[LISTS] = {[PK_LIST_INSIDE] = "inside",
                                             [PK_LIST_EXPIRED] = "expired",
                                             [PK_LIST_OVERSTAYED] = "overstayed",
                                             [PK_LIST_OWING] = "owing"};

    return _(NAMES[which]);
}

static void refresh(struct view *view, struct app *app)
{
    struct tickets_screen *screen = of(view);
    size_t count = 0;

    if (pk_ticket_list(screen->tickets, TICKETS_MAX, &count, app->lot, screen->which))
        app_complain(app);
    screen->is_cut = count >= TICKETS_MAX;
    list_resize(&screen->list, count < TICKETS_MAX ? (int)count : TICKETS_MAX);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct tickets_screen *screen = of(view);

    switch (action) {
    case ACTION_OPEN_LINE:
        if (screen->list.count > 0)
            app_push(app, ticket_view(screen->tickets[screen->list.chosen].ticket_id));
        return true;
    case ACTION_CHOOSE:
        return list_key(&screen->list, key, screen->page);
    case ACTION_NEXT_LIST:
        screen->which = (enum pk_ticket_list)((screen->which + 1) % LISTS);
        screen->list = (struct list){.count = 0};
        refresh(view, app);
        return true;
    default:
        return false;
    }
}

/* The columns of the list; on a narrow screen the entry gives way to the length of the stay. */
static void draw_ticket(struct app *app, struct paint *paint, int y, const struct pk_ticket *ticket)
{
    char when[WHEN_SIZE], length[WHEN_SIZE], money[PK_MONEY_SIZE];
    int64_t until = stay_is_open(ticket) ? pk_lot_now(app->lot) : ticket->exit_time;
    int x = 34;

    when_short(when, app->lot, ticket->entry_time);
    when_length(length, ticket->entry_time, until);
    paint_format(paint, y, 2, 8, ROLE_TEXT, "#%lld", (long long)ticket->ticket_no);
    paint_text(paint, y, 10, 15, ROLE_STRONG, ticket->registration_number);
    paint_text(paint, y, 26, 7, ROLE_TEXT, ticket->spot);
    if (paint->columns >= WIDE) {
        paint_text(paint, y, x, 13, ROLE_TEXT, when);
        x += 14;
    }
    paint_text(paint, y, x, 10, ROLE_TEXT, length);
    bool is_bad = ticket->state == PK_OVERSTAYED || ticket->state == PK_EXPIRED;
    x += 11;
    x += paint_text(paint, y, x, 11, is_bad ? ROLE_ALERT : ROLE_TEXT,
                    stay_state_word(ticket->state));
    if (ticket->owed > 0) {
        pk_money_format(money, ticket->owed, pk_lot_currency(app->lot));
        paint_format(paint, y, x + 1, paint->columns - x, ROLE_WARNING, _("owes %s"), money);
    }
}

static void draw_lists(const struct tickets_screen *screen, struct paint *paint,
                       const struct rect *line, int x)
{
    for (int i = 0; i < LISTS; i++) {
        bool is_here = i == (int)screen->which;
        x += paint_text(paint, line->y, x, 1, ROLE_STRONG, is_here ? paint->glyphs->here : " ");
        x += 1 + paint_text(paint, line->y, x, line->columns - x, is_here ? ROLE_STRONG : ROLE_DIM,
                            name_of((enum pk_ticket_list)i));
    }
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct tickets_screen *screen = of(view);
    const struct rect *body = &layout->body;
    struct list *list = &screen->list;

    screen->page = body->lines;
    list_show(list, body->lines);
    frame_title(paint, layout, _("Tickets"), "");
    draw_lists(screen, paint, &layout->header, 8);
    for (int i = 0; i < body->lines && list->top + i < list->count; i++) {
        paint->is_chosen = list->top + i == list->chosen;
        if (paint->is_chosen) {
            struct rect bar = {body->y + i, 0, 1, body->columns};
            paint_blank(paint, &bar, ROLE_CHOSEN);
            paint_cursor(paint, body->y + i, 2);
        }
        draw_ticket(app, paint, body->y + i, &screen->tickets[list->top + i]);
        paint->is_chosen = false;
    }
    if (list->count == 0)
        paint_text(paint, body->y, 2, body->columns - 4, ROLE_DIM, _("None."));
    paint_format(paint, layout->entry.y, 0, body->columns, ROLE_DIM,
                 screen->is_cut     ? _("the first %d")
                 : list->count == 1 ? _("%d ticket")
                                    : _("%d tickets"),
                 list->count);
}

static const struct view_ops OPS = {
    .context = CONTEXT_TICKETS,
    .has_entry = true,
    .act = act,
    .refresh = refresh,
    .draw = draw,
};

struct view *tickets_view(enum action_id which)
{
    struct tickets_screen *screen = calloc(1, sizeof *screen);

    if (!screen)
        return NULL;
    screen->view.ops = &OPS;
    screen->which = which == ACTION_EXPIRED      ? PK_LIST_EXPIRED
                    : which == ACTION_OVERSTAYED ? PK_LIST_OVERSTAYED
                    : which == ACTION_OWING      ? PK_LIST_OWING
                                                 : PK_LIST_INSIDE;
    return &screen->view;
}
