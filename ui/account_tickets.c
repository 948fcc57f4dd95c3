/*
 * The tickets behind a figure of the accountability. Only what is in view is read, however many
 * there are. Calls parkade/audit.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "account_screen.h"
#include "app.h"
#include "frame.h"
#include "parkade/text.h"
#include "screens.h"
#include "when.h"
#include "window.h"

struct account_tickets {
    struct view view;
    struct app *app;
    char title[PK_NAME_SIZE];
    struct pk_accounted_filter filter;
    char station[PK_NAME_SIZE], who[PK_NAME_SIZE]; /* what the filter points to */
    struct table table;
    struct window window;
    struct pk_accounted rows[WINDOW_LINES];
};

static struct account_tickets *of(struct view *view)
{
    return (struct account_tickets *)view;
}

static void read_window(struct account_tickets *screen, struct app *app)
{
    size_t count = 0;

    if (pk_accounted_list(screen->rows, WINDOW_LINES, &count, app->lot, &screen->filter,
                          screen->window.first))
        app_complain(app);
    screen->window.count = (int)count;
    int end = screen->window.first + screen->window.count;
    if (count < WINDOW_LINES || end > screen->table.list.count)
        list_resize(&screen->table.list, end); /* they became more or fewer meanwhile */
}

static void refresh(struct view *view, struct app *app)
{
    of(view)->app = app;
    read_window(of(view), app);
}

static const struct pk_accounted *row_at(const struct account_tickets *screen, int line)
{
    int at = window_at(&screen->window, line);

    return at < 0 ? NULL : &screen->rows[at];
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct account_tickets *screen = of(view);
    const struct pk_accounted *chosen = row_at(screen, screen->table.list.chosen);

    if (action == ACTION_CHOOSE)
        return table_key(&screen->table, key);
    if (action != ACTION_OPEN_LINE || !chosen)
        return false;
    app_push(app, ticket_view(chosen->ticket_id));
    return true;
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    (void)view;
    (void)app;
    return action != ACTION_NEXT_LIST;
}

/* ---- the table ---- */

enum { NUMBER, PLATE, SPOT, ENTRY, ISSUED_AT, BY, BECAME, ENDED, WHY };

static const struct table_column COLUMNS[] = {
    [NUMBER] = {"Ticket", 8, 0, false},   [PLATE] = {"Plate", 12, 0, false},
    [SPOT] = {"Spot", 5, 100, false},     [ENTRY] = {"Entry", 12, 0, false},
    [ISSUED_AT] = {"At", 10, 100, false}, [BY] = {"By", 10, 100, false},
    [BECAME] = {"Became", 8, 0, false},   [ENDED] = {"Ended", 12, 76, false},
    [WHY] = {"Reason", 10, 76, false},
};

static const char *became(enum pk_figure figure)
{
    static const char *const WORDS[PK_FIGURE_COUNT] = {
        [PK_FIGURE_ISSUED] = "",           [PK_FIGURE_EXITED] = "exited",
        [PK_FIGURE_VOID] = "void",         [PK_FIGURE_REPLACED] = "replaced",
        [PK_FIGURE_RELEASED] = "released", [PK_FIGURE_INSIDE] = "inside"};

    return WORDS[figure][0] ? _(WORDS[figure]) : "";
}

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    const struct account_tickets *screen = rows;
    const struct pk_accounted *ticket = row_at(screen, line);

    if (!ticket)
        return ROLE_TEXT;
    const char *const texts[] = {[PLATE] = ticket->registration,      [SPOT] = ticket->spot,
                                 [ISSUED_AT] = ticket->entry_station, [BY] = ticket->entry_who,
                                 [BECAME] = became(ticket->became),   [WHY] = ticket->reason};
    switch (column) {
    case NUMBER:
        snprintf(out, TABLE_CELL_SIZE, "#%lld", (long long)ticket->ticket_no);
        break;
    case ENTRY:
        when_short(out, screen->app->lot, ticket->entry_time);
        break;
    case ENDED:
        when_short(out, screen->app->lot, ticket->exit_time);
        break;
    default:
        pk_copy(out, TABLE_CELL_SIZE, texts[column]);
    }
    return column == PLATE ? ROLE_STRONG : ROLE_TEXT;
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct account_tickets *screen = of(view);
    int count = screen->table.list.count;

    screen->app = app;
    frame_title(paint, layout, _("Tickets"), screen->title);
    if (!window_follow(&screen->window, &screen->table.list, layout->body.lines - 1))
        read_window(screen, app);
    table_draw(&screen->table, paint, &layout->body, screen);
    paint_format(paint, layout->entry.y, 0, layout->body.columns, ROLE_DIM,
                 count == 1 ? _("%d ticket") : _("%d tickets"), count);
}

static const struct view_ops OPS = {
    .context = CONTEXT_TICKETS,
    .has_entry = true,
    .act = act,
    .is_offered = is_offered,
    .refresh = refresh,
    .draw = draw,
};

struct view *account_tickets_view(const char *title, const struct pk_accounted_filter *filter,
                                  int64_t count)
{
    struct account_tickets *screen = calloc(1, sizeof *screen);

    if (!screen)
        return NULL;
    screen->view.ops = &OPS;
    pk_copy(screen->title, sizeof screen->title, title);
    screen->filter = *filter;
    if (filter->station && pk_copy(screen->station, sizeof screen->station, filter->station))
        screen->filter.station = screen->station;
    if (filter->who && pk_copy(screen->who, sizeof screen->who, filter->who))
        screen->filter.who = screen->who;
    screen->table = (struct table){
        .columns = COLUMNS, .column_count = sizeof COLUMNS / sizeof COLUMNS[0], .cell = cell};
    screen->table.list.count = (int)count;
    return &screen->view;
}
