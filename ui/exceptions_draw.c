/*
 * The lines of the exceptions, and below them the whole of the chosen one. Calls table.c,
 * exception_text.c.
 */
#include <stdio.h>

#include "app.h"
#include "exception_text.h"
#include "exceptions_screen.h"
#include "frame.h"
#include "journal_text.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "when.h"

enum { MARK, WHEN, WHAT, WHO, TICKET, AMOUNT, WHY };

static const struct table_column COLUMNS[] = {
    [MARK] = {"", 1, 0, false},         [WHEN] = {"When", 12, 0, false},
    [WHAT] = {"What", 14, 0, false},    [WHO] = {"Who", 10, 76, false},
    [TICKET] = {"Ticket", 8, 0, false}, [AMOUNT] = {"Amount", 8, 76, true},
    [WHY] = {"Reason", 10, 0, false},
};

/* A sign for what is open, so that no colour is needed to tell. */
static const char *mark_of(const struct pk_exception *exception, const struct glyphs *glyphs)
{
    if (!exception_is_open(exception))
        return "";
    return exception_is_alarm(exception) ? glyphs->warning : glyphs->free[PK_STANDARD];
}

static enum role role_of(const struct pk_exception *exception)
{
    if (!exception_is_open(exception))
        return ROLE_DIM;
    return exception_is_alarm(exception) ? ROLE_ERROR : ROLE_STRONG;
}

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    const struct exceptions_screen *screen = rows;
    const struct pk_exception *exception = exceptions_at(screen, line);
    const struct app *app = screen->app;

    if (!exception)
        return ROLE_TEXT;
    const struct pk_entry *entry = &exception->entry;
    switch (column) {
    case MARK:
        pk_copy(out, TABLE_CELL_SIZE, mark_of(exception, app->glyphs));
        return role_of(exception);
    case WHEN:
        when_short(out, app->lot, entry->time);
        return ROLE_TEXT;
    case WHAT:
        pk_copy(out, TABLE_CELL_SIZE, journal_word(entry->kind));
        return role_of(exception);
    case WHO: /* without staff: where */
        snprintf(out, TABLE_CELL_SIZE, "%s%s%s", entry->who[0] ? entry->who : entry->station,
                 entry->approver[0] ? ", " : "", entry->approver);
        return entry->who[0] ? ROLE_TEXT : ROLE_DIM;
    case TICKET:
        if (entry->ticket_no)
            snprintf(out, TABLE_CELL_SIZE, "#%lld", (long long)entry->ticket_no);
        return ROLE_TEXT;
    case AMOUNT:
        if (entry->amount != PK_NONE)
            pk_money_format(out, entry->amount, pk_lot_currency(app->lot));
        return ROLE_TEXT;
    default:
        pk_copy(out, TABLE_CELL_SIZE, exception->reason);
        return ROLE_TEXT;
    }
}

void exceptions_make_table(struct table *out)
{
    *out = (struct table){
        .columns = COLUMNS, .column_count = sizeof COLUMNS / sizeof COLUMNS[0], .cell = cell};
}

/* ---- the whole of the chosen one ---- */

enum { PANE_LEAST = 6, PANE_MARGIN = 2, TABLE_LEAST = 5 };

struct pane {
    char circumstances[EXCEPTION_TEXT_SIZE], about[EXCEPTION_TEXT_SIZE];
    char outcome[EXCEPTION_TEXT_SIZE];
};

static void say(struct pane *out, const struct exceptions_screen *screen,
                const struct pk_exception *exception)
{
    struct app *app = screen->app;

    exception_circumstances(out->circumstances, app->lot, exception);
    exception_about(out->about, exception);
    exception_outcome(out->outcome, app->lot, exception, app->who);
}

/* The lines that the chosen one takes with the rule above it; some of BODY are the table's. */
static int pane_lines(const struct exceptions_screen *screen, const struct rect *body)
{
    const struct pk_exception *exception = exceptions_chosen(screen);
    int width = body->columns - 2 * PANE_MARGIN, lines = 3;
    struct pane pane;

    if (!exception)
        return PANE_LEAST;
    say(&pane, screen, exception);
    lines += paint_wrapped_lines(pane.about, width) + paint_wrapped_lines(pane.outcome, width);
    if (lines < PANE_LEAST)
        return PANE_LEAST;
    return lines < body->lines - TABLE_LEAST ? lines : body->lines - TABLE_LEAST;
}

static void draw_pane(const struct exceptions_screen *screen, struct paint *paint,
                      const struct rect *area)
{
    const struct pk_exception *exception = exceptions_chosen(screen);
    struct rect lines = {area->y + 3, area->x + PANE_MARGIN, area->lines - 4,
                         area->columns - 2 * PANE_MARGIN};
    struct pane pane;

    paint_rule(paint, area->y, area->x, area->columns);
    if (!exception)
        return;
    say(&pane, screen, exception);
    paint_text(paint, area->y + 1, lines.x, lines.columns, role_of(exception),
               exception_sentence(exception));
    paint_text(paint, area->y + 2, lines.x, lines.columns, ROLE_TEXT, pane.circumstances);
    lines.y += paint_wrapped(paint, &lines, ROLE_TEXT, pane.about);
    lines.lines = area->y + area->lines - lines.y;
    paint_wrapped(paint, &lines, ROLE_DIM, pane.outcome);
}

/* ---- the screen ---- */

static void draw_counts(const struct exceptions_screen *screen, struct paint *paint, int y,
                        int columns)
{
    const struct pk_exception_counts *counts = &screen->counts;
    char day[WHEN_SIZE];

    pk_copy(day, sizeof day, _("all days"));
    if (screen->day != PK_NONE)
        when_day(day, screen->app->lot, screen->day);
    int x = paint_format(paint, y, 0, columns, ROLE_TEXT, _("%s: %lld not looked at"), day,
                         (long long)counts->open);
    if (counts->alarms > 0)
        x += paint_format(paint, y, x, columns - x, ROLE_ERROR,
                          counts->alarms == 1 ? _(", %lld alarm") : _(", %lld alarms"),
                          (long long)counts->alarms);
    paint_format(paint, y, x, columns - x, ROLE_DIM, _(", %lld in all"), (long long)counts->all);
}

void exceptions_draw(struct view *view, struct app *app, struct paint *paint,
                     const struct layout *layout)
{
    static const char *const NAMES[] = {"not looked at", "all"};
    enum { TABS_AT = 11 };
    struct exceptions_screen *screen = (struct exceptions_screen *)view;
    const struct rect *body = &layout->body;
    const struct rect room = {layout->header.y, TABS_AT, 1, layout->header.columns - TABS_AT};
    struct rect table = *body, pane = *body;

    screen->app = app;
    pane.lines = pane_lines(screen, body);
    table.lines -= pane.lines;
    pane.y += table.lines;
    frame_title(paint, layout, _("Exceptions"), "");
    frame_tabs(paint, &room, &(struct tabs){NAMES, 2, screen->page});
    draw_counts(screen, paint, layout->header.y + 1, body->columns);
    if (!window_follow(&screen->window, &screen->table.list, table.lines - 1))
        exceptions_read(screen, app);
    table_draw(&screen->table, paint, &table, screen);
    draw_pane(screen, paint, &pane);
}
