/*
 * The offer to open a shift, once somebody has signed in who has none. It stands in nobody's way: a
 * plate, a number, a command or a scan goes past it to the lot. Calls parkade/shift.h, staff.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "own_shift.h"
#include "parkade/staff.h"
#include "parkade/text.h"
#include "shift_acts.h"

enum { BOX_COLUMNS = 60, BOX_LINES = 9 };

/* ---- the box ---- */

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    (void)key;
    if (action != ACTION_YES)
        return false;
    app_pop(app, view);
    shift_ask_float(app, app->top);
    return true;
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    (void)view;
    (void)app;
    return action != ACTION_CHOOSE;
}

static const char *name(const struct view *view, enum action_id action)
{
    (void)view;
    return action == ACTION_YES ? _("open a shift") : NULL;
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct rect box = layout_box(&layout->body, BOX_LINES, BOX_COLUMNS);
    struct rect inside = {box.y + 2, box.x + 2, box.lines - 3, box.columns - 4};
    char text[240];

    (void)view;
    paint_frame(paint, &box, _("Your shift"));
    int used = paint_wrapped(paint, &inside, ROLE_TEXT,
                             _("You have no open shift, and cash is taken in a shift only."));
    inside.y += used + 1;
    inside.lines -= used + 1;
    snprintf(text, sizeof text,
             _("Enter opens one at %s. Without one there are cards, but no cash. Later: /s."),
             app->station);
    paint_wrapped(paint, &inside, ROLE_TEXT, text);
    paint_cursor(paint, inside.y, inside.x);
}

static const struct view_ops OPS = {
    .context = CONTEXT_CHOICE,
    .is_box = true,
    .lets_through = true,
    .act = act,
    .is_offered = is_offered,
    .name = name,
    .draw = draw,
};

static void ask(struct app *app)
{
    struct view *view = calloc(1, sizeof *view);

    if (view)
        view->ops = &OPS;
    app_push(app, view);
}

/* ---- to whom ---- */

static enum pk_role role_of(const struct app *app)
{
    if (pk_may(app->lot, app->who, PK_ACT_SHIFT_OF_ANOTHER) == PK_OK)
        return PK_SUPERVISOR;
    return pk_may(app->lot, app->who, PK_ACT_SHIFT_OPEN) == PK_OK ? PK_ATTENDANT : PK_AUDITOR;
}

/* Notes that WHO is asked now. False: that was done already; an attendant is asked once a day, who
 * seldom takes money once and no more. */
static bool may_ask(struct app *app, enum pk_role role)
{
    struct own_shift *own = &app->own_shift;
    struct pk_local now;

    pk_zone_local(&now, pk_lot_zone(app->lot), pk_lot_now(app->lot));
    for (int i = 0; i < OFFERED_MAX; i++) {
        struct offered *offered = &own->offered[i];
        if (strcmp(offered->name, app->who) != 0)
            continue;
        bool is_over = offered->day == now.day_number || role != PK_ATTENDANT;
        offered->day = now.day_number;
        return !is_over;
    }
    struct offered *next = &own->offered[own->offered_next];
    own->offered_next = (own->offered_next + 1) % OFFERED_MAX;
    pk_copy(next->name, sizeof next->name, app->who);
    next->day = now.day_number;
    return true;
}

void own_shift_offer(struct app *app)
{
    const struct own_shift *own = &app->own_shift;
    enum pk_role role = role_of(app);
    struct pk_shift other;

    if (own->shift_id) {
        if (!own->is_here)
            toast_show(&app->toast, ROLE_WARNING,
                       _("Welcome, %s. Your shift %lld is open at %s: cash is taken there."),
                       app->who, (long long)own->shift_id, own->station);
        return;
    }
    if (role == PK_AUDITOR)
        return;
    if (shift_at(&other, app->lot, app->station))
        toast_show(&app->toast, ROLE_WARNING,
                   _("Welcome, %s. The drawer of %s is in the open shift of %s: see /s."), app->who,
                   app->station, other.staff);
    else if (may_ask(app, role))
        ask(app);
    else
        toast_show(&app->toast, ROLE_GOOD, _("Welcome, %s. You have no open shift: /s opens one."),
                   app->who);
}
