/*
 * Drawing the whole screen: the views from the lowest that is in sight up, then the lines that
 * belong to every screen. Calls paint.c, hint.c and the views.
 */
#include <stdio.h>

#include "app.h"
#include "hint.h"
#include "parkade/staff.h"
#include "parkade/text.h"
#include "screens.h"
#include "when.h"

static bool is_offered(const void *context, enum action_id action)
{
    const struct app *app = context;
    const struct view *top = app_front(app);

    return !top->ops->is_offered || top->ops->is_offered(top, app, action);
}

static const char *name_here(const void *context, const struct action *action)
{
    const struct view *top = app_front(context);
    const char *name = top->ops->name ? top->ops->name(top, action->id) : NULL;

    return name ? name : _(action->name);
}

/* One line, or two where the first does not hold all and no entry line is in the way. */
static void draw_hints(struct app *app, struct paint *paint, const struct rect *line)
{
    const struct view *front = app_front(app);
    struct hint hints[HINTS_MAX];
    struct hint_room room = {front->ops->has_entry ? 1 : 2, line->columns - 1, name_here};
    size_t count =
        hint_lines(hints, front->ops->context, &room, app->glyphs->is_utf8, is_offered, app);
    int last = count > 0 ? hints[count - 1].line : 0;

    for (size_t i = 0; i < count; i++) {
        int x = hints[i].x, y = line->y - last + hints[i].line;
        x += paint_text(paint, y, x, line->columns, ROLE_KEY, hints[i].keys) + 1;
        paint_text(paint, y, x, line->columns - x, ROLE_DIM, hints[i].name);
    }
}

/* A message that is longer than its line takes the lines above it too. */
static void draw_message(struct paint *paint, const struct rect *line, enum role role,
                         const char *text)
{
    enum { LINES_MAX = 3 };
    int lines = paint_wrapped_lines(text, line->columns);
    struct rect area = {line->y, line->x, 1, line->columns};

    if (lines > LINES_MAX)
        lines = LINES_MAX;
    if (lines > 1) {
        area.y -= lines - 1;
        area.lines = lines;
    }
    paint_blank(paint, &area, ROLE_TEXT);
    paint_wrapped(paint, &area, role, text);
}

/* Alarms stand there until somebody has looked at them; who has not signed in is told nothing. */
static bool has_alarms(const struct app *app)
{
    bool has_staff = true;

    if (app->model.alarms == 0 || app->top->ops->context == CONTEXT_EXCEPTIONS)
        return false;
    return app->who[0] || (pk_lot_has_staff(&has_staff, app->lot) == PK_OK && !has_staff);
}

/* Slips that the printer does not take; a scan that waits is told in the same place. */
static bool has_slips(const struct app *app)
{
    return !app->next_scan[0] && !app->lock && app->printing.why[0] && printing_count(app) > 0;
}

/* What waits for somebody: it is no passer-by's to know. */
static void draw_waiting(struct app *app, struct paint *paint, const struct rect *line)
{
    char text[TOAST_SIZE];

    if (has_slips(app)) {
        printing_sentence(text, sizeof text, app);
        paint_text(paint, line->y, line->x, line->columns, ROLE_WARNING, text);
    } else if (has_alarms(app)) {
        paint_format(paint, line->y, 0, line->columns, ROLE_ALERT,
                     app->model.alarms == 1 ? _("%lld alarm: /%c") : _("%lld alarms: /%c"),
                     (long long)app->model.alarms, action_by_id(ACTION_EXCEPTIONS)->letter);
    }
}

/* The most urgent of what there is to say. */
static void draw_status(struct app *app, struct paint *paint, const struct rect *line)
{
    char text[TOAST_SIZE];
    char when[WHEN_SIZE];

    if (work_is_waiting(app)) {
        work_sentence(text, sizeof text, app);
        draw_message(paint, line, ROLE_WARNING, text);
    } else if (app->toast.text[0] && !app->lock) {
        draw_message(paint, line, app->toast.role, app->toast.text);
    } else if (app->model.is_stale) {
        when_short(when, app->lot, app->model.read_at);
        snprintf(text, sizeof text, _("As of %s: %s"), when, app->model.failure);
        draw_message(paint, line, ROLE_ERROR, text);
    } else if (pk_lot_is_read_only(app->lot)) {
        draw_message(paint, line, ROLE_WARNING,
                     _("To look at only: the lot's file cannot be written from here."));
    } else if (!app->lock) {
        draw_waiting(app, paint, line);
    }
}

/* "Ana shift 14": the drawer of that shift is here. Else the station: "Ana  exit-1". */
static void say_who(char *out, size_t size, const struct app *app)
{
    if (app->own_shift.shift_id && app->own_shift.is_here)
        snprintf(out, size, _("%s shift %lld"), app->who, (long long)app->own_shift.shift_id);
    else
        snprintf(out, size, "%s%s%s", app->who, app->who[0] ? "  " : "", app->station);
}

/* Who works here and the time, at the right; the rest of the header is the view's. */
static void draw_clock(struct app *app, struct paint *paint, struct rect *line)
{
    char who[2 * PK_NAME_SIZE + 8], text[sizeof who + WHEN_SIZE + 4], clock[WHEN_SIZE];

    when_short(clock, app->lot, pk_lot_now(app->lot));
    say_who(who, sizeof who, app);
    snprintf(text, sizeof text, "%s  %s", who, clock);
    line->columns = paint_right(paint, line->y, line->columns, ROLE_DIM, text) - 2;
}

static void draw_too_small(struct paint *paint, bool has_money)
{
    paint_format(paint, 0, 0, paint->columns, ROLE_STRONG, _("At least %dx%d, please."),
                 LAYOUT_COLUMNS_MIN, LAYOUT_LINES_MIN);
    paint_format(paint, 1, 0, paint->columns, ROLE_TEXT, _("This is %dx%d."), paint->columns,
                 paint->lines);
    if (has_money)
        paint_text(paint, 2, 0, paint->columns, ROLE_WARNING,
                   _("There is money in hand that is not booked."));
    paint_cursor(paint, 0, 0);
}

static void draw_views(struct app *app, struct view *view, struct paint *paint,
                       const struct layout *layout)
{
    if (view->ops->is_box && view->below)
        draw_views(app, view->below, paint, layout);
    view->ops->draw(view, app, paint, layout);
}

void app_draw(struct app *app)
{
    struct paint paint = {.theme = &app->terminal.theme, .glyphs = app->glyphs};
    struct layout layout;

    app->is_dirty = false;
    paint_begin(&paint);
    layout_frame(&layout, paint.lines, paint.columns);
    app->is_too_small = layout.is_too_small;
    if (layout.is_too_small) {
        draw_too_small(&paint, pay_holds_money(app->top));
    } else {
        draw_clock(app, &paint, &layout.header);
        draw_views(app, app_front(app), &paint, &layout);
        draw_status(app, &paint, &layout.status);
        draw_hints(app, &paint, &layout.hint);
    }
    paint_end(&paint);
}
