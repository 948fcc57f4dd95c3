/*
 * Figures: revenue by day, occupancy over the day against the usual, arrivals and departures,
 * lengths of stay; each as a plot and as numbers. One at a time, or as many as the screen holds.
 * Today goes on as it happens. Calls parkade/report.h (figures_read.c).
 */
#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "columns.h"
#include "figures.h"
#include "frame.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "screens.h"

enum { PANE_COLUMNS = 76, PANE_LINES = 16, PANE_GAP = 4, ROOMY = 17 };

struct figures_screen {
    struct view view;
    enum figure chosen;
    int at_once; /* how many figures the screen holds, as it was drawn last */
    struct figures figures;
};

struct kind {
    const char *name;
    figures_draw draw;
};

static const struct kind KINDS[FIGURE_COUNT] = {
    [FIGURE_REVENUE] = {"revenue", figures_draw_revenue},
    [FIGURE_OCCUPANCY] = {"occupancy", figures_draw_occupancy},
    [FIGURE_ARRIVALS] = {"arrivals", figures_draw_arrivals},
    [FIGURE_STAYS] = {"stays", figures_draw_stays},
};

static struct figures_screen *of(struct view *view)
{
    return (struct figures_screen *)view;
}

/* ---- reading ---- */

/* Where not all have room, the chosen one is the first. */
static enum figure shown(const struct figures_screen *screen, int place)
{
    int first = screen->at_once < FIGURE_COUNT ? (int)screen->chosen : 0;

    return (enum figure)((first + place) % FIGURE_COUNT);
}

static enum pk_status read_shown(struct figures_screen *screen, struct app *app)
{
    enum pk_status status = PK_OK;

    screen->figures.spots = app->model.total;
    figures_begin(&screen->figures);
    for (int i = 0; status == PK_OK && i < screen->at_once; i++)
        status = figures_read(&screen->figures, app->lot, shown(screen, i));
    if (status != PK_OK)
        screen->figures.is_behind = false;
    if (screen->figures.is_behind)
        timers_set(&app->timers, TIMER_MORE, 0);
    return status;
}

static void refresh(struct view *view, struct app *app)
{
    figures_turn(&of(view)->figures, app->lot);
    if (read_shown(of(view), app))
        app_complain(app);
}

static void more(struct view *view, struct app *app)
{
    app->is_dirty = true;
    if (read_shown(of(view), app))
        app_complain(app);
}

/* ---- acts ---- */

/* A year before the first day that is shown is still a number above 0: see figures.h. */
static void go_to_day(struct figures *figures, int64_t day)
{
    enum { EARLIEST = 2 * FIGURES_DAYS_MAX };

    if (day < EARLIEST)
        day = EARLIEST;
    figures->day = day > figures->today ? figures->today : day;
}

static int days_of(ui_key key)
{
    return key == K_LEFT ? -1 : key == K_RIGHT ? 1 : key == K_PAGE_UP ? -7 : 7;
}

static int next_period(int period)
{
    enum { FORTNIGHT = 14, MONTH = 31 };

    return period == FORTNIGHT ? MONTH : period == MONTH ? FIGURES_DAYS_MAX : FORTNIGHT;
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct figures_screen *screen = of(view);
    struct figures *figures = &screen->figures;

    switch (action) {
    case ACTION_NEXT_FIGURE:
        screen->chosen = (enum figure)((screen->chosen + 1) % FIGURE_COUNT);
        break;
    case ACTION_PREVIOUS_FIGURE:
        screen->chosen = (enum figure)((screen->chosen + FIGURE_COUNT - 1) % FIGURE_COUNT);
        break;
    case ACTION_FIGURE_REVENUE:
    case ACTION_FIGURE_OCCUPANCY:
    case ACTION_FIGURE_ARRIVALS:
    case ACTION_FIGURE_STAYS:
        screen->chosen = (enum figure)(action - ACTION_FIGURE_REVENUE);
        break;
    case ACTION_OTHER_DAY:
        go_to_day(figures, figures->day + days_of(key));
        break;
    case ACTION_TODAY:
        go_to_day(figures, figures->today);
        break;
    case ACTION_PERIOD:
        figures->period = next_period(figures->period);
        break;
    default:
        return false;
    }
    if (read_shown(screen, app))
        app_complain(app);
    return true;
}

/* A span of days makes a difference to revenue and stays only. */
static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct figures_screen *screen = (const struct figures_screen *)view;

    (void)app;
    for (int i = 0; action == ACTION_PERIOD && i < screen->at_once; i++)
        if (shown(screen, i) == FIGURE_REVENUE || shown(screen, i) == FIGURE_STAYS)
            return true;
    return action != ACTION_PERIOD;
}

static bool why_not(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action)
{
    (void)view;
    (void)app;
    if (action != ACTION_PERIOD)
        return false;
    pk_copy(out, size, _("This figure is of one day: a span is for revenue and stays."));
    return true;
}

/* ---- drawing ---- */

static void draw_names(const struct figures_screen *screen, struct paint *paint,
                       const struct rect *line)
{
    int x = 8;

    for (int i = 0; i < FIGURE_COUNT; i++) {
        bool is_here = i == (int)screen->chosen;
        x += paint_text(paint, line->y, x, 1, ROLE_STRONG, is_here ? paint->glyphs->here : " ");
        if (is_here)
            paint_cursor(paint, line->y, x);
        x += 1 + paint_text(paint, line->y, x, line->columns - x, is_here ? ROLE_STRONG : ROLE_DIM,
                            _(KINDS[i].name));
    }
}

/* "today", "yesterday", "3 days ago". */
static void say_when(char *out, size_t size, const struct figures *figures)
{
    int ago = (int)(figures->today - figures->day);

    if (ago > 1)
        snprintf(out, size, _("%d days ago"), ago);
    else
        pk_copy(out, size, ago == 1 ? _("yesterday") : _("today"));
}

static void draw_day(const struct figures *figures, struct app *app, struct paint *paint,
                     const struct rect *body)
{
    char date[PK_TIME_SIZE], when[32], moved[96];
    int64_t came = 0, left = 0;

    for (int i = 0; i < figures->begun; i++) {
        came += figures->hours.hours[i].is.arrivals;
        left += figures->hours.hours[i].is.departures;
    }
    figures_date(date, app->lot, figures->day, "%a %-d %b %Y");
    say_when(when, sizeof when, figures);
    paint_format(paint, body->y, 0, body->columns, ROLE_TITLE, "%s, %s", date, when);
    snprintf(moved, sizeof moved, _("%lld came  %lld left  %lld inside"), (long long)came,
             (long long)left, (long long)figures->hours.hours[figures->begun - 1].is.inside);
    paint_right(paint, body->y, body->columns, ROLE_TEXT, moved);
}

/* A word and an amount from X on, if both have room; returns the column after them. */
static int draw_amount(struct app *app, struct paint *paint, int y, int x, const char *word,
                       enum role role, int64_t amount)
{
    char text[PK_MONEY_SIZE];

    pk_money_format(text, amount, pk_lot_currency(app->lot));
    if (x + columns_text(word) + 1 + columns_text(text) > paint->columns)
        return x;
    x += paint_text(paint, y, x, paint->columns - x, ROLE_DIM, word) + 1;
    return x + paint_text(paint, y, x, paint->columns - x, role, text) + 3;
}

/* The day's money, above every figure. */
static void draw_money(const struct figures *figures, struct app *app, struct paint *paint,
                       const struct rect *body)
{
    const struct pk_takings *takings = &figures_of(figures, figures->day)->takings;
    char count[48];
    int y = body->y + 1, x = 0;

    x = draw_amount(app, paint, y, x, _("taken"), ROLE_STRONG, takings->taken) - 2;
    x += paint_text(paint, y, x, 4, ROLE_STRONG, pk_lot_currency(app->lot)) + 3;
    x = draw_amount(app, paint, y, x, _("cash"), ROLE_TEXT, takings->by_method[PK_CASH]);
    x = draw_amount(app, paint, y, x, _("card"), ROLE_TEXT, takings->by_method[PK_CARD]);
    if (takings->refunds > 0)
        x = draw_amount(app, paint, y, x, _("given back"), ROLE_TEXT, takings->refunds);
    snprintf(count, sizeof count, takings->tenders == 1 ? _("%lld payment") : _("%lld payments"),
             (long long)takings->tenders);
    if (x + columns_text(count) <= body->columns)
        paint_text(paint, y, x, body->columns - x, ROLE_DIM, count);
}

static void draw_figure(struct figures_screen *screen, enum figure figure, struct app *app,
                        struct paint *paint, const struct rect *area)
{
    KINDS[figure].draw(&screen->figures, app, paint, area);
}

static void draw_pane(struct figures_screen *screen, enum figure figure, struct app *app,
                      struct paint *paint, const struct rect *pane)
{
    struct rect area = {pane->y + 1, pane->x, pane->lines - 2, pane->columns};

    paint_text(paint, pane->y, pane->x, pane->columns,
               figure == screen->chosen ? ROLE_TITLE : ROLE_DIM, _(KINDS[figure].name));
    draw_figure(screen, figure, app, paint, &area);
}

/* Side by side and below each other. */
static void draw_panes(struct figures_screen *screen, struct app *app, struct paint *paint,
                       const struct rect *area, int across)
{
    int columns = (area->columns + PANE_GAP) / across;
    int lines = area->lines / (screen->at_once / across);

    for (int i = 0; i < screen->at_once; i++) {
        struct rect pane = {area->y + i / across * lines, area->x + i % across * columns, lines,
                            columns - PANE_GAP};
        draw_pane(screen, shown(screen, i), app, paint, &pane);
    }
}

/* What comes into view by a change of the screen's size is read now. */
static void hold(struct figures_screen *screen, struct app *app, int at_once)
{
    bool is_more = at_once > screen->at_once;

    screen->at_once = at_once;
    if (is_more)
        (void)read_shown(screen, app);
}

static void draw_figures(struct figures_screen *screen, struct app *app, struct paint *paint,
                         const struct rect *area)
{
    int across = area->columns >= 2 * PANE_COLUMNS + PANE_GAP ? 2 : 1;
    int down = area->lines / (PANE_LINES + 2);

    if (down > FIGURE_COUNT / across)
        down = FIGURE_COUNT / across;
    if (down < 1)
        down = 1;
    hold(screen, app, across * down);
    if (screen->at_once > 1)
        draw_panes(screen, app, paint, area, across);
    else
        draw_figure(screen, screen->chosen, app, paint, area);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct figures_screen *screen = of(view);
    const struct rect *body = &layout->body;
    int above = body->lines >= ROOMY ? 3 : 2;
    const struct rect area = {body->y + above, 0, body->lines - above, body->columns};

    frame_title(paint, layout, _("Figures"), "");
    draw_names(screen, paint, &layout->header);
    draw_day(&screen->figures, app, paint, body);
    draw_money(&screen->figures, app, paint, body);
    draw_figures(screen, app, paint, &area);
    if (screen->figures.is_behind)
        paint_text(paint, layout->status.y, 0, body->columns, ROLE_DIM,
                   _("Reading the days before ..."));
}

static const struct view_ops OPS = {
    .context = CONTEXT_FIGURES,
    .act = act,
    .is_offered = is_offered,
    .why_not = why_not,
    .refresh = refresh,
    .more = more,
    .draw = draw,
};

struct view *figures_view(struct app *app)
{
    enum { FORTNIGHT = 14 };
    struct figures_screen *screen = calloc(1, sizeof *screen);

    (void)app;
    if (!screen)
        return NULL;
    screen->view.ops = &OPS;
    screen->at_once = 1;
    screen->figures.period = FORTNIGHT;
    screen->figures.hours_day = PK_NONE;
    screen->figures.begun = 1;
    return &screen->view;
}
