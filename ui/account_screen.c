/*
 * Accountability: whether every ticket, every receipt and the cash of a day, a week or a month are
 * accounted for, page by page. The pages are in files of their own (account_screen.h). Calls
 * parkade/audit.h.
 */
#include "account_screen.h"

#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "frame.h"
#include "parkade/text.h"
#include "screens.h"
#include "when.h"

enum { PANE_LINES = 5, WEEK = 7 };

static const struct account_page *const PAGES[ACCOUNT_PAGES] = {
    &account_figures, &account_dates,    &account_stations, &account_people,
    &account_numbers, &account_receipts, &account_outliers, &account_closes};

static struct account_screen *of(struct view *view)
{
    return (struct account_screen *)view;
}

static const struct account_page *page_of(const struct account_screen *screen)
{
    return PAGES[screen->page];
}

void *account_room(struct account_screen *screen, size_t count, size_t size)
{
    free(screen->rows);
    screen->rows = calloc(count > 0 ? count : 1, size);
    if (!screen->rows)
        toast_show(&screen->app->toast, ROLE_ERROR, "%s",
                   _("There is not enough memory for that."));
    return screen->rows;
}

/* ---- which days ---- */

/* Days since Monday. */
static int64_t weekday(int64_t day)
{
    enum { THURSDAY = 3 }; /* of 1970-01-01 */
    int64_t since = (day + THURSDAY) % WEEK;

    return since < 0 ? since + WEEK : since;
}

static void span_month(int64_t *from, int64_t *to, int64_t day)
{
    int year, month, mday;

    pk_day_date(&year, &month, &mday, day);
    *from = day - mday + 1;
    *to = month == 12 ? pk_day_number(year + 1, 1, 1) - 1 : pk_day_number(year, month + 1, 1) - 1;
}

static void set_period(struct account_screen *screen)
{
    screen->from = screen->to = screen->day;
    if (screen->period == ACCOUNT_WEEK) {
        screen->from = screen->day - weekday(screen->day);
        screen->to = screen->from + WEEK - 1;
    } else if (screen->period == ACCOUNT_MONTH) {
        span_month(&screen->from, &screen->to, screen->day);
    }
}

static void say_period(char out[static ACCOUNT_PERIOD_SIZE], const struct account_screen *screen)
{
    char from[WHEN_SIZE], to[WHEN_SIZE];

    when_date(from, screen->app->lot, screen->from, "%a %-d %b");
    when_date(to, screen->app->lot, screen->to,
              screen->period == ACCOUNT_MONTH ? "%B %Y" : "%a %-d %b %Y");
    if (screen->period == ACCOUNT_WEEK)
        snprintf(out, ACCOUNT_PERIOD_SIZE, _("%s to %s"), from, to);
    else
        pk_copy(out, ACCOUNT_PERIOD_SIZE, to);
}

/* ---- reading ---- */

static void refresh(struct view *view, struct app *app)
{
    struct account_screen *screen = of(view);
    const struct account_page *page = page_of(screen);
    size_t count = 0;

    if (view != app->top && !app->top->ops->is_box)
        return; /* nobody sees it; it is read anew when it is on top again */
    screen->app = app;
    screen->is_cut = false;
    enum pk_status status = pk_accountability(&screen->all, app->lot, screen->from, screen->to);
    screen->is_whole = status == PK_OK;
    if (status == PK_OK || status == PK_CORRUPT)
        status = page->read(screen, &count);
    if (status != PK_OK && status != PK_CORRUPT)
        app_complain(app);
    list_resize(&screen->table.list, (int)count);
}

static void begin_anew(struct account_screen *screen)
{
    const struct account_page *page = page_of(screen);

    set_period(screen);
    screen->table = (struct table){
        .columns = page->columns, .column_count = page->column_count, .cell = page->cell};
    refresh(&screen->view, screen->app);
}

void account_go(struct account_screen *screen, int page, int64_t day)
{
    if (page == ACCOUNT_PAGE_FIGURES)
        screen->period = ACCOUNT_DAY;
    screen->page = page;
    screen->day = day;
    begin_anew(screen);
}

/* ---- the view ---- */

/* By the period; the future has no tickets. */
static void other_day(struct account_screen *screen, ui_key key)
{
    int64_t today = when_today(screen->app->lot);
    int64_t day = key == K_LEFT ? screen->from - 1 : screen->to + 1;

    if (day > today && screen->to >= today) {
        toast_show(&screen->app->toast, ROLE_DIM, "%s", _("There is nothing later."));
        return;
    }
    screen->day = day < today ? day : today;
    set_period(screen);
    if (screen->from <= today && today <= screen->to)
        screen->day = today; /* a shorter period is to be the current one too */
    begin_anew(screen);
}

static void turn_page(struct account_screen *screen, int by)
{
    screen->page = (screen->page + ACCOUNT_PAGES + by) % ACCOUNT_PAGES;
    begin_anew(screen);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct account_screen *screen = of(view);

    switch (action) {
    case ACTION_CHOOSE:
        return table_key(&screen->table, key);
    case ACTION_OPEN_LINE:
        page_of(screen)->open(screen, screen->table.list.chosen);
        return true;
    case ACTION_NEXT_PAGE:
    case ACTION_PREVIOUS_PAGE:
        turn_page(screen, action == ACTION_NEXT_PAGE ? 1 : -1);
        return true;
    case ACTION_AUDIT_DAY:
        other_day(screen, key);
        return true;
    case ACTION_AUDIT_TODAY:
        screen->day = when_today(app->lot);
        begin_anew(screen);
        return true;
    case ACTION_AUDIT_PERIOD:
        screen->period = (enum account_period)((screen->period + 1) % ACCOUNT_PERIODS);
        begin_anew(screen);
        return true;
    case ACTION_CLOSE_DAY:
        account_ask_close(screen);
        return true;
    default:
        return false;
    }
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct account_screen *screen = (const struct account_screen *)view;
    const struct account_page *page = page_of(screen);

    (void)app;
    if (action != ACTION_OPEN_LINE)
        return true;
    return page->open && screen->table.list.count > 0 &&
           (!page->has_more || page->has_more(screen, screen->table.list.chosen));
}

static bool why_not(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action)
{
    (void)view;
    (void)app;
    return action == ACTION_OPEN_LINE &&
           pk_copy(out, size, _("There is nothing behind this line."));
}

/* ---- drawing ---- */

/* Which days, and in a sentence whether all is well with their tickets. */
static void draw_verdict(const struct account_screen *screen, struct paint *paint, int y)
{
    char period[ACCOUNT_PERIOD_SIZE];
    int columns = paint->columns;

    say_period(period, screen);
    int x = paint_text(paint, y, 0, columns, ROLE_STRONG, period) + 2;
    if (!screen->is_whole)
        paint_text(paint, y, x, columns - x, ROLE_ERROR, _("Tickets not accounted for!"));
    else if (screen->all.issued == 0)
        paint_text(paint, y, x, columns - x, ROLE_TEXT, _("No ticket was issued."));
    else
        paint_text(paint, y, x, columns - x, ROLE_GOOD, _("Every ticket accounted for."));
}

static void draw_pane(const struct account_screen *screen, struct paint *paint,
                      const struct rect *area)
{
    struct rect lines = {area->y + 1, area->x + 2, area->lines - 1, area->columns - 4};
    char text[ACCOUNT_TEXT_SIZE] = "";

    paint_rule(paint, area->y, area->x, area->columns);
    if (screen->table.list.count == 0)
        return;
    page_of(screen)->explain(text, screen, screen->table.list.chosen);
    int used = paint_wrapped(paint, &lines, ROLE_TEXT, text);
    if (screen->is_cut && used < lines.lines)
        paint_format(paint, lines.y + used, lines.x, lines.columns, ROLE_WARNING,
                     _("Only the first %d lines are shown."), ACCOUNT_ROWS_MAX);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    enum { TABS_AT = 15 };
    struct account_screen *screen = of(view);
    const char *names[ACCOUNT_PAGES];
    const struct rect room = {layout->header.y, TABS_AT, 1, layout->header.columns - TABS_AT};
    struct rect table = layout->body, pane = layout->body;

    screen->app = app;
    for (int i = 0; i < ACCOUNT_PAGES; i++)
        names[i] = PAGES[i]->name;
    table.lines -= PANE_LINES;
    pane.y += table.lines;
    pane.lines = PANE_LINES;
    frame_title(paint, layout, _("Accountability"), "");
    frame_tabs(paint, &room, &(struct tabs){names, ACCOUNT_PAGES, screen->page});
    draw_verdict(screen, paint, layout->header.y + 1);
    table_draw(&screen->table, paint, &table, screen);
    draw_pane(screen, paint, &pane);
}

static void forget(struct view *view)
{
    free(of(view)->rows);
}

static const struct view_ops OPS = {
    .context = CONTEXT_ACCOUNT,
    .act = act,
    .is_offered = is_offered,
    .why_not = why_not,
    .refresh = refresh,
    .draw = draw,
    .close = forget,
};

struct view *account_view(struct app *app)
{
    struct account_screen *screen = calloc(1, sizeof *screen);

    if (!screen)
        return NULL;
    screen->view.ops = &OPS;
    screen->app = app;
    screen->day = when_today(app->lot);
    set_period(screen);
    screen->table = (struct table){.columns = PAGES[0]->columns,
                                   .column_count = PAGES[0]->column_count,
                                   .cell = PAGES[0]->cell};
    return &screen->view;
}
