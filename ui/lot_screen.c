/*
 * The lot: the live grid, the details of the spot under the cursor, and the one entry line. The
 * view at the bottom of the stack. Below it: lot_detail.c draws, candidates.c finds.
 */
#include "lot_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "columns.h"
#include "entry.h"
#include "keys.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "screens.h"

static struct lot_screen *of(struct view *view)
{
    return (struct lot_screen *)view;
}

static bool is_typing(const struct lot_screen *lot)
{
    return lot->entry.length > 0 && !lot->entry.is_old;
}

static struct detail_turn turn_of(const struct lot_screen *lot, const struct app *app)
{
    size_t cursor = lot->grid.cursor;
    unsigned spot = cursor < app->model.spot_count ? app->model.spots[cursor].turn : 0;

    return (struct detail_turn){cursor, app->model.turn, spot, app->minute};
}

/* Whether vehicles were found for what stands in the entry line. */
static bool has_found(const struct lot_screen *lot)
{
    return lot->entry.length > 0 && lot->candidates.count > 0;
}

/* What stands on the spot under the cursor. */
static void read_detail(struct lot_screen *lot, struct app *app)
{
    const struct model *model = &app->model;

    lot->has_spot = false;
    lot->read_for = turn_of(lot, app);
    if (lot->grid.cursor >= model->spot_count)
        return;
    if (pk_spot_get(&lot->spot, app->lot, model->spots[lot->grid.cursor].spot_id))
        return;
    lot->has_spot = true;
    lot->has_stay = false;
    if (lot->spot.ticket_no == 0)
        return;
    char number[32];
    struct pk_ticket ticket;
    snprintf(number, sizeof number, "#%lld", (long long)lot->spot.ticket_no);
    lot->has_stay = pk_ticket_resolve(&ticket, NULL, app->lot, number) == PK_OK &&
                    stay_read(&lot->stay, app->lot, ticket.ticket_id) == PK_OK;
}

/* Of what others do little is about the spot under the cursor. */
static bool is_up_to_date(const struct lot_screen *lot, const struct app *app)
{
    struct detail_turn now = turn_of(lot, app), then = lot->read_for;

    return lot->has_spot && now.cursor == then.cursor && now.lot == then.lot &&
           now.spot == then.spot && now.minute == then.minute;
}

static void refresh(struct view *view, struct app *app)
{
    struct lot_screen *lot = of(view);

    if (app->is_served) {
        app->is_served = false;
        editor_clear(&lot->entry);
        lot->candidates.count = 0;
        lot->candidates.chosen = -1;
    }
    if (lot->entry.length > 0 && lot->is_left) {
        lot->entry.is_old = true;
        lot->entry.cursor = lot->entry.length;
    }
    if (app->top == view)
        lot->is_left = false;
    if (!is_up_to_date(lot, app))
        read_detail(lot, app);
}

static void edited(struct view *view, struct app *app)
{
    struct lot_screen *lot = of(view);

    candidates_find(&lot->candidates, app->lot, lot->entry.text);
}

/* ---- Enter ---- */

static void open_label(struct lot_screen *lot, struct app *app, const char *label)
{
    struct pk_spot spot;

    if (pk_spot_find(&spot, app->lot, label)) {
        app_complain(app);
        return;
    }
    long index = model_find_label(&app->model, spot.label);
    if (index >= 0)
        grid_go(&lot->grid, &app->model, (size_t)index);
    app_push(app, spot_view(spot.label));
}

static void open_plate(struct app *app, const char *plate)
{
    char canonical[PK_REGISTRATION_SIZE], text[PK_REGISTRATION_SIZE + 8];
    struct pk_ticket ticket;
    enum pk_found_by found_by;

    if (pk_registration_canonical(canonical, plate)) {
        app_complain(app);
        return;
    }
    snprintf(text, sizeof text, "plate:%s", canonical);
    enum pk_status status = pk_ticket_resolve(&ticket, &found_by, app->lot, text);
    if (status == PK_OK)
        ticket_open(app, &ticket, PK_FOUND_BY_PLATE);
    else if (status == PK_TICKET_UNKNOWN)
        app_push(app, park_view(app, plate, NULL));
    else
        app_complain(app);
}

static void open_number(struct app *app, const char *digits)
{
    char text[EDITOR_SIZE + 1];
    struct pk_ticket ticket;

    snprintf(text, sizeof text, "#%s", digits);
    if (pk_ticket_resolve(&ticket, NULL, app->lot, text))
        app_complain(app);
    else
        ticket_open(app, &ticket, PK_FOUND_BY_NUMBER);
}

static void open_typed(struct lot_screen *lot, struct app *app)
{
    const char *rest;

    switch (entry_kind(&rest, lot->entry.text)) {
    case ENTRY_NOTHING:
        if (lot->has_spot)
            app_push(app, spot_view(lot->spot.label));
        return;
    case ENTRY_SCAN:
        app_scan(app, rest);
        return;
    case ENTRY_NUMBER:
        open_number(app, rest);
        return;
    case ENTRY_SPOT:
        open_label(lot, app, rest);
        return;
    case ENTRY_PLATE:
        open_plate(app, rest);
        return;
    }
}

/* Enter means what was typed; a candidate is taken only where it was chosen. */
static void enter(struct lot_screen *lot, struct app *app)
{
    const struct pk_ticket *chosen = candidates_chosen(&lot->candidates);

    lot->is_left = true;
    if (chosen) {
        struct pk_ticket ticket = *chosen;
        ticket_open(app, &ticket, PK_FOUND_BY_PLATE);
    } else {
        open_typed(lot, app);
    }
    if (app->top == &lot->view)
        lot->is_left = false;
}

/* ---- moving ---- */

static void move_grid(struct lot_screen *lot, struct app *app, ui_key key)
{
    struct grid *grid = &lot->grid;
    const struct model *model = &app->model;
    const struct model_level *level = &model->levels[grid->level];

    switch (key) {
    case K_UP:
    case K_DOWN:
        grid_move(grid, model, key == K_UP ? -1 : 1, 0);
        break;
    case K_LEFT:
    case K_RIGHT:
        grid_move(grid, model, 0, key == K_LEFT ? -1 : 1);
        break;
    case K_PAGE_UP:
    case K_PAGE_DOWN:
        grid_move(grid, model, key == K_PAGE_UP ? -lot->page : lot->page, 0);
        break;
    case K_HOME:
        grid_go(grid, model, level->first);
        break;
    default:
        grid_go(grid, model, level->first + level->count - 1);
    }
    read_detail(lot, app);
}

static void move(struct lot_screen *lot, struct app *app, ui_key key)
{
    bool is_choosing = (is_typing(lot) || has_found(lot)) && (key == K_UP || key == K_DOWN);

    if (is_choosing && lot->candidates.count == 0)
        toast_show(&app->toast, ROLE_WARNING, _("Nothing inside looks like %s."), lot->entry.text);
    else if (is_choosing)
        candidates_move(&lot->candidates, key == K_UP ? -1 : 1);
    else if (app->model.spot_count > 0)
        move_grid(lot, app, key);
}

static void point(struct lot_screen *lot, struct app *app)
{
    int y, x;

    if (!keys_mouse(&y, &x))
        return;
    long index = grid_at(&lot->grid, &app->model, &lot->area, y, x);
    if (index < 0)
        return;
    if ((size_t)index == lot->grid.cursor && lot->has_spot)
        app_push(app, spot_view(lot->spot.label));
    grid_go(&lot->grid, &app->model, (size_t)index);
    read_detail(lot, app);
}

static void step_back(struct lot_screen *lot)
{
    if (lot->candidates.chosen >= 0) {
        lot->candidates.chosen = -1;
        lot->entry.is_old = true; /* Enter still means it; the next plate begins afresh */
        return;
    }
    editor_clear(&lot->entry);
    lot->candidates.count = 0;
}

/* ---- the view ---- */

static bool change_grid(struct lot_screen *lot, struct app *app, enum action_id action)
{
    switch (action) {
    case ACTION_NEXT_LEVEL:
        grid_level(&lot->grid, &app->model, 1);
        break;
    case ACTION_PREVIOUS_LEVEL:
        grid_level(&lot->grid, &app->model, -1);
        break;
    case ACTION_ZOOM_IN:
        grid_zoom_by(&lot->grid, -1);
        break;
    case ACTION_ZOOM_OUT:
        grid_zoom_by(&lot->grid, 1);
        break;
    default:
        return false;
    }
    read_detail(lot, app);
    return true;
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct lot_screen *lot = of(view);

    switch (action) {
    case ACTION_OPEN:
        enter(lot, app);
        return true;
    case ACTION_MOVE:
        move(lot, app, key);
        return true;
    case ACTION_NUMBER:
    case ACTION_LABEL:
        editor_key(&lot->entry, key);
        return true;
    case ACTION_POINT:
        point(lot, app);
        return true;
    case ACTION_BACK:
        step_back(lot);
        return true;
    default:
        return change_grid(lot, app, action);
    }
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct lot_screen *lot = (const struct lot_screen *)view;
    bool is_typed = is_typing(lot);

    switch (action) {
    case ACTION_BACK:
        return lot->entry.length > 0;
    case ACTION_NEXT_LEVEL:
    case ACTION_PREVIOUS_LEVEL:
        return app->model.level_count > 1;
    case ACTION_NUMBER:
    case ACTION_LABEL:
    case ACTION_COMMANDS:
    case ACTION_HELP:
        return !is_typed;
    default:
        return true;
    }
}

/* Whether the plate typed is that of the vehicle found first: Enter opens its ticket. */
static bool is_inside(const struct lot_screen *lot, const char *plate)
{
    const struct pk_ticket *first = &lot->candidates.tickets[0];
    char canonical[PK_REGISTRATION_SIZE];

    return lot->candidates.count > 0 && stay_is_open(first) &&
           pk_registration_canonical(canonical, plate) == PK_OK &&
           strcmp(canonical, first->registration_number) == 0;
}

/* What Enter would do with what is typed, and that something was found to be chosen. */
static const char *name(const struct view *view, enum action_id action)
{
    const struct lot_screen *lot = (const struct lot_screen *)view;
    const char *rest;

    if (lot->entry.length == 0)
        return NULL;
    if (action == ACTION_MOVE && has_found(lot))
        return _("choose the one found");
    if (action == ACTION_OPEN && lot->candidates.chosen < 0 &&
        entry_kind(&rest, lot->entry.text) == ENTRY_PLATE && !is_inside(lot, rest))
        return _("park it");
    return NULL;
}

static struct editor *editor(struct view *view)
{
    return &of(view)->entry;
}

static void draw_entry(struct lot_screen *lot, struct paint *paint, const struct rect *line)
{
    enum { ENTRY_COLUMNS = 18 };
    int text = columns_text(lot->entry.text);
    int width =
        lot->candidates.count > 0 && text < ENTRY_COLUMNS ? ENTRY_COLUMNS : line->columns - 4;
    int x = frame_entry(paint, line, &lot->entry, width, is_typing(lot));

    if (lot->entry.length == 0)
        paint_text(paint, line->y, line->x + 2, line->columns - 2, ROLE_DIM,
                   _("plate, #ticket, @spot, or scan"));
    if (x < line->x + ENTRY_COLUMNS)
        x = line->x + ENTRY_COLUMNS;
    struct rect rest = {line->y, x + 3, 1, line->columns - x - 3};
    if (lot->entry.length > 0)
        candidates_draw(&lot->candidates, paint, &rest);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct lot_screen *lot = of(view);
    struct lot_layout parts;

    layout_lot(&parts, &layout->body, grid_wanted(&app->model));
    lot->area = parts.grid;
    lot->page = parts.grid.lines;
    grid_fit(&lot->grid, &app->model, &parts.grid);
    lot_draw_header(lot, app, paint, &layout->header);
    grid_draw(&lot->grid, &app->model, &parts.grid, paint, !is_typing(lot));
    lot_draw_detail(lot, app, paint, &parts);
    draw_entry(lot, paint, &layout->entry);
}

static const struct view_ops OPS = {
    .context = CONTEXT_LOT,
    .has_entry = true,
    .act = act,
    .is_offered = is_offered,
    .name = name,
    .editor = editor,
    .edited = edited,
    .refresh = refresh,
    .draw = draw,
};

struct view *lot_view(const struct app *app)
{
    struct lot_screen *lot = calloc(1, sizeof *lot);

    (void)app;
    if (!lot)
        return NULL;
    lot->view.ops = &OPS;
    lot->entry.commands = "/?+-#@";
    lot->candidates.chosen = -1;
    return &lot->view;
}
