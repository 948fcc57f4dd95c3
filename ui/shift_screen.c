/*
 * Shift: one's own shift, the other open ones, and those of the days before with their Z reports.
 * Calls parkade/shift.h; the acts are in shift_acts.c and shift_count.c.
 */
#include "shift_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "parkade/staff.h"
#include "parkade/text.h"
#include "people.h"
#include "screens.h"
#include "shift_acts.h"

static struct shift_screen *of(struct view *view)
{
    return (struct shift_screen *)view;
}

const struct pk_shift *shift_chosen_one(const struct shift_screen *screen)
{
    return &screen->shifts[screen->table.list.chosen];
}

static bool is_open(const struct pk_shift *shift)
{
    return shift->shift_id != 0 && shift->closed_at == PK_NONE;
}

const struct pk_shift *shift_open_one(const struct shift_screen *screen)
{
    if (is_open(shift_chosen_one(screen)))
        return shift_chosen_one(screen);
    return is_open(&screen->shifts[0]) ? &screen->shifts[0] : NULL;
}

/* ---- reading ---- */

/* The first line is one's own shift, open or not. */
static bool add_open(const struct pk_shift *shift, void *context)
{
    struct shift_screen *screen = context;

    if (strcmp(shift->staff, screen->app->who) == 0)
        screen->shifts[0] = *shift;
    else if (screen->count < SHIFTS_MAX)
        screen->shifts[screen->count++] = *shift;
    if (strcmp(shift->station, screen->app->station) == 0)
        screen->holder = *shift;
    return true;
}

/* The oldest ones give way: they come first, and the newest are wanted. */
struct ended {
    struct pk_shift shifts[SHIFTS_MAX];
    size_t count; /* of all that came */
};

static bool add_ended(const struct pk_shift *shift, void *context)
{
    struct ended *ended = context;

    if (shift->closed_at != PK_NONE)
        ended->shifts[ended->count++ % SHIFTS_MAX] = *shift;
    return true;
}

static enum pk_status read_ended(struct shift_screen *screen, struct app *app)
{
    struct pk_local now;
    struct ended *ended = calloc(1, sizeof *ended);

    if (!ended)
        return PK_INTERNAL;
    pk_zone_local(&now, pk_lot_zone(app->lot), pk_lot_now(app->lot));
    enum pk_status status =
        pk_shift_each(app->lot, now.day_number - SHIFT_DAYS, now.day_number + 1, add_ended, ended);
    size_t kept = ended->count < SHIFTS_MAX ? ended->count : SHIFTS_MAX;
    for (size_t i = 0; i < kept && screen->count < SHIFTS_MAX; i++)
        screen->shifts[screen->count++] = ended->shifts[(ended->count - 1 - i) % SHIFTS_MAX];
    screen->is_cut = ended->count > SHIFTS_MAX;
    free(ended);
    return status;
}

static enum shift_stand stand_of(const struct shift_screen *screen, const struct app *app)
{
    const struct pk_shift *own = &screen->shifts[0];
    bool has_staff = true;

    if (pk_lot_has_staff(&has_staff, app->lot) == PK_OK && !has_staff)
        return SHIFT_NO_STAFF;
    if (!app->who[0])
        return SHIFT_NOBODY;
    if (pk_may(app->lot, app->who, PK_ACT_SHIFT_OPEN) == PK_NOT_PERMITTED)
        return SHIFT_LOOKS;
    if (own->shift_id)
        return strcmp(own->station, app->station) == 0 ? SHIFT_HERE : SHIFT_ELSEWHERE;
    return screen->holder.shift_id ? SHIFT_TAKEN : SHIFT_NONE;
}

static void read_chosen(struct shift_screen *screen, struct app *app)
{
    const struct pk_shift *shift = shift_chosen_one(screen);

    memset(&screen->sums, 0, sizeof screen->sums);
    screen->has_recount = false;
    if (!shift->shift_id)
        return;
    if (pk_shift_sum(&screen->sums, app->lot, shift->shift_id))
        app_complain(app);
    screen->has_recount = shift_last_count(&screen->recount, app->lot, shift->shift_id, "recount");
}

/* The choice stays on the shift it was on, wherever its line is now. */
static void choose(struct shift_screen *screen, int64_t shift_id)
{
    struct list *list = &screen->table.list;

    list_resize(list, screen->count);
    for (int i = 0; shift_id != 0 && i < screen->count; i++)
        if (screen->shifts[i].shift_id == shift_id)
            list->chosen = i;
}

static void refresh(struct view *view, struct app *app)
{
    struct shift_screen *screen = of(view);
    int64_t chosen = shift_chosen_one(screen)->shift_id;

    screen->app = app;
    memset(&screen->shifts[0], 0, sizeof screen->shifts[0]);
    memset(&screen->holder, 0, sizeof screen->holder);
    screen->shifts[0].closed_at = PK_NONE;
    screen->count = 1;
    if (pk_shift_each(app->lot, PK_NONE, PK_NONE, add_open, screen) || read_ended(screen, app))
        app_complain(app);
    screen->stand = stand_of(screen, app);
    choose(screen, chosen);
    read_chosen(screen, app);
}

/* ---- what can be done ---- */

static bool is_movement(enum action_id action)
{
    return action == ACTION_DROP || action == ACTION_PAID_OUT || action == ACTION_NO_SALE;
}

/* A drawer is recounted by somebody who neither had it nor ended its shift. */
static bool is_recounted_by(const struct pk_shift *shift, const struct app *app)
{
    return shift->shift_id && shift->closed_at != PK_NONE && strcmp(shift->staff, app->who) != 0 &&
           strcmp(shift->closed_by, app->who) != 0;
}

static bool is_line_offered(const struct shift_screen *screen)
{
    if (shift_chosen_one(screen)->shift_id)
        return true;
    return screen->stand == SHIFT_NOBODY || screen->stand == SHIFT_NONE;
}

/* Somebody has signed in who has to do with money. */
static bool is_desk(const struct shift_screen *screen)
{
    return screen->stand >= SHIFT_NONE;
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct shift_screen *screen = (const struct shift_screen *)view;

    if (is_movement(action))
        return screen->stand == SHIFT_HERE;
    switch (action) {
    case ACTION_SHIFT_LINE:
        return is_line_offered(screen);
    case ACTION_X_REPORT:
        return is_open(&screen->shifts[0]);
    case ACTION_COUNT:
    case ACTION_END_SHIFT:
        return is_desk(screen) && shift_open_one(screen) != NULL;
    case ACTION_RECOUNT:
        return is_desk(screen) && is_recounted_by(shift_chosen_one(screen), app);
    case ACTION_CHOOSE:
        return screen->count > 1;
    default:
        return true;
    }
}

static void say_stand(char *out, size_t size, const struct shift_screen *screen)
{
    const struct pk_shift *own = &screen->shifts[0];

    switch (screen->stand) {
    case SHIFT_NO_STAFF:
        snprintf(out, size, "%s", _("A lot without staff has no shifts."));
        break;
    case SHIFT_NOBODY:
        snprintf(out, size, "%s", _("Nobody has signed in: /i signs in."));
        break;
    case SHIFT_LOOKS:
        snprintf(out, size, "%s", _("An auditor reads everything and takes no money."));
        break;
    case SHIFT_TAKEN:
        snprintf(out, size, _("The drawer of %s is in the open shift of %s."),
                 screen->holder.station, screen->holder.staff);
        break;
    case SHIFT_ELSEWHERE:
        snprintf(out, size, _("Your shift %lld is open at %s: its cash moves there."),
                 (long long)own->shift_id, own->station);
        break;
    default:
        snprintf(out, size, "%s", _("You have no open shift: Enter on the first line opens one."));
    }
}

static bool why_not(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action)
{
    const struct shift_screen *screen = (const struct shift_screen *)view;
    const struct pk_shift *chosen = shift_chosen_one(screen);

    (void)app;
    if (action == ACTION_RECOUNT && is_desk(screen)) {
        snprintf(out, size, "%s",
                 !chosen->shift_id || is_open(chosen)
                     ? _("Only a shift that has ended is recounted: choose one.")
                     : _("Somebody recounts it who neither had this drawer nor ended the shift."));
        return true;
    }
    if (action == ACTION_CHOOSE)
        return false;
    say_stand(out, size, screen);
    return true;
}

static const char *name(const struct view *view, enum action_id action)
{
    const struct shift_screen *screen = (const struct shift_screen *)view;
    const struct pk_shift *chosen = shift_chosen_one(screen);

    if (action != ACTION_SHIFT_LINE)
        return NULL;
    if (!chosen->shift_id)
        return screen->stand == SHIFT_NOBODY ? _("sign in") : _("open a shift");
    return is_open(chosen) ? _("X report") : _("Z report");
}

static void use_line(struct shift_screen *screen, struct app *app)
{
    const struct pk_shift *chosen = shift_chosen_one(screen);

    if (chosen->shift_id)
        shift_read(app, chosen->shift_id, NULL);
    else if (screen->stand == SHIFT_NOBODY)
        people_ask(app);
    else
        shift_ask_float(app, &screen->view);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct shift_screen *screen = of(view);

    switch (action) {
    case ACTION_SHIFT_LINE:
        use_line(screen, app);
        return true;
    case ACTION_X_REPORT:
        shift_read(app, screen->shifts[0].shift_id, NULL);
        return true;
    case ACTION_COUNT:
        shift_ask_count(app, view, shift_open_one(screen));
        return true;
    case ACTION_END_SHIFT:
        shift_ask_end(app, view, shift_open_one(screen));
        return true;
    case ACTION_RECOUNT:
        shift_ask_recount(app, view, shift_chosen_one(screen));
        return true;
    case ACTION_CHOOSE:
        table_key(&screen->table, key);
        read_chosen(screen, app);
        return true;
    default:
        return shift_ask_movement(app, view, action);
    }
}

static const struct view_ops OPS = {
    .context = CONTEXT_SHIFT,
    .act = act,
    .is_offered = is_offered,
    .why_not = why_not,
    .name = name,
    .refresh = refresh,
    .draw = shift_draw,
};

struct view *shift_view(void)
{
    struct shift_screen *screen = calloc(1, sizeof *screen);

    if (!screen)
        return NULL;
    screen->view.ops = &OPS;
    shift_table(&screen->table);
    return &screen->view;
}
