/*
 * Tickets: who is inside, longest first; which expired, overstayed, owe. Calls parkade/ticket.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "frame.h"
#include "parkade/money.h"
#include "parkade/payment.h"
#include "parkade/text.h"
#include "screens.h"
#include "stay.h"
#include "table.h"
#include "when.h"
#include "words.h"

enum { TICKETS_MAX = 500, LISTS = 5 };

struct tickets_screen {
    struct view view;
    enum pk_ticket_list which;
    struct table table;
    struct app *app; /* whose clock and currency the cells are told in */
    bool is_cut;     /* there are more than are shown */
    struct pk_ticket tickets[TICKETS_MAX];
};

static struct tickets_screen *of(struct view *view)
{
    return (struct tickets_screen *)view;
}

static const char *const NAMES[LISTS] = {[PK_LIST_INSIDE] = "inside",
                                         [PK_LIST_EXPIRED] = "expired",
                                         [PK_LIST_OVERSTAYED] = "overstayed",
                                         [PK_LIST_OWING] = "owing",
                                         [PK_LIST_DOUBT] = "card in doubt"};

static void refresh(struct view *view, struct app *app)
{
    struct tickets_screen *screen = of(view);
    size_t count = 0;

    if (pk_ticket_list(screen->tickets, TICKETS_MAX, &count, app->lot, screen->which))
        app_complain(app);
    screen->is_cut = count >= TICKETS_MAX;
    screen->app = app;
    list_resize(&screen->table.list, count < TICKETS_MAX ? (int)count : TICKETS_MAX);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct tickets_screen *screen = of(view);

    switch (action) {
    case ACTION_OPEN_LINE:
        if (screen->table.list.count > 0)
            app_push(app, ticket_view(screen->tickets[screen->table.list.chosen].ticket_id));
        return true;
    case ACTION_CHOOSE:
        return table_key(&screen->table, key);
    case ACTION_NEXT_LIST:
        screen->which = (enum pk_ticket_list)((screen->which + 1) % LISTS);
        screen->table.list = (struct list){.count = 0};
        refresh(view, app);
        return true;
    default:
        return false;
    }
}

/* ---- the table ---- */

enum { NUMBER, PLATE, SPOT, ENTRY, LENGTH, STATE, OWES };

static const struct table_column COLUMNS[] = {
    [NUMBER] = {"Ticket", 7, 0, false}, [PLATE] = {"Plate", 15, 0, false},
    [SPOT] = {"Spot", 6, 0, false},     [ENTRY] = {"Entry", 12, 76, false},
    [LENGTH] = {"Inside", 9, 0, false}, [STATE] = {"State", 10, 0, false},
    [OWES] = {"Owes", 10, 76, true},
};

enum { COLUMN_COUNT = sizeof COLUMNS / sizeof COLUMNS[0] };

static void say_length(char out[static TABLE_CELL_SIZE], struct pk_lot *lot,
                       const struct pk_ticket *ticket)
{
    int64_t until = stay_is_open(ticket) ? pk_lot_now(lot) : ticket->exit_time;
    char length[WHEN_SIZE];

    when_length(length, ticket->entry_time, until);
    pk_copy(out, TABLE_CELL_SIZE, length);
}

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    const struct tickets_screen *screen = rows;
    const struct pk_ticket *ticket = &screen->tickets[line];
    struct pk_lot *lot = screen->app->lot;
    bool is_bad = ticket->state == PK_OVERSTAYED || ticket->state == PK_EXPIRED;

    switch (column) {
    case NUMBER:
        snprintf(out, TABLE_CELL_SIZE, "#%lld", (long long)ticket->ticket_no);
        return ROLE_TEXT;
    case PLATE:
        pk_copy(out, TABLE_CELL_SIZE, ticket->registration_number);
        return ROLE_STRONG;
    case SPOT:
        pk_copy(out, TABLE_CELL_SIZE, ticket->spot);
        return ROLE_TEXT;
    case ENTRY:
        when_short(out, lot, ticket->entry_time);
        return ROLE_TEXT;
    case LENGTH:
        say_length(out, lot, ticket);
        return ROLE_TEXT;
    case STATE:
        pk_copy(out, TABLE_CELL_SIZE, stay_state_word(ticket->state));
        return is_bad ? ROLE_ALERT : ROLE_TEXT;
    default:
        if (ticket->owed > 0)
            pk_money_format(out, ticket->owed, pk_lot_currency(lot));
        return ROLE_WARNING;
    }
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct tickets_screen *screen = of(view);
    int count = screen->table.list.count;
    const struct rect room = {layout->header.y, 8, 1, layout->header.columns - 8};

    screen->app = app;
    screen->table.column_count = screen->which == PK_LIST_OWING ? COLUMN_COUNT : OWES;
    frame_title(paint, layout, _("Tickets"), "");
    frame_tabs(paint, &room, &(struct tabs){NAMES, LISTS, (int)screen->which});
    table_draw(&screen->table, paint, &layout->body, screen);
    paint_format(paint, layout->entry.y, 0, layout->body.columns, ROLE_DIM,
                 screen->is_cut ? _("the first %d")
                 : count == 1   ? _("%d ticket")
                                : _("%d tickets"),
                 count);
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
    screen->table = (struct table){.columns = COLUMNS, .column_count = COLUMN_COUNT, .cell = cell};
    screen->which = which == ACTION_EXPIRED      ? PK_LIST_EXPIRED
                    : which == ACTION_OVERSTAYED ? PK_LIST_OVERSTAYED
                    : which == ACTION_OWING      ? PK_LIST_OWING
                    : which == ACTION_DOUBTS     ? PK_LIST_DOUBT
                                                 : PK_LIST_INSIDE;
    return &screen->view;
}
