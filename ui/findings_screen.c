/*
 * Findings: what does not agree with the tickets on a walk, and how it was settled. Below it:
 * settle.c. Calls parkade/walk.h.
 */
#include "findings_screen.h"

#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "frame.h"
#include "parkade/text.h"
#include "screens.h"
#include "walk_screen.h"

static struct findings_screen *of(struct view *view)
{
    return (struct findings_screen *)view;
}

/* The finding of the chosen line; NULL: there is none. */
static const struct pk_walk_finding *chosen(const struct findings_screen *screen)
{
    return screen->findings.count > 0 ? &screen->findings.rows[screen->table.list.chosen] : NULL;
}

static void refresh(struct view *view, struct app *app)
{
    struct findings_screen *screen = of(view);

    if (pk_walk_get(&screen->state, app->lot, 0) ||
        findings_read(&screen->findings, app->lot, &screen->state))
        app_complain(app);
    list_resize(&screen->table.list, (int)screen->findings.count);
}

/* ---- acts ---- */

static void settle(struct findings_screen *screen, struct app *app)
{
    screen->asked = *chosen(screen);
    settle_ask(screen, app);
}

static void look_again(struct findings_screen *screen, struct app *app)
{
    struct view *walk = screen->walk;
    char spot[PK_SPOT_LABEL_SIZE];

    pk_copy(spot, sizeof spot, chosen(screen)->spot);
    app_pop(app, &screen->view);
    walk_go(walk, app, spot);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct findings_screen *screen = of(view);

    switch (action) {
    case ACTION_SETTLE_FINDING:
        settle(screen, app);
        return true;
    case ACTION_LOOK_AGAIN:
        look_again(screen, app);
        return true;
    case ACTION_SHOW_TICKET:
        app_push(app, ticket_view(chosen(screen)->ticket_id));
        return true;
    case ACTION_END_WALK:
        settle_end(screen, app);
        return true;
    case ACTION_CHOOSE:
        return table_key(&screen->table, key);
    default:
        return false;
    }
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct findings_screen *screen = (const struct findings_screen *)view;
    const struct pk_walk_finding *finding = chosen(screen);
    bool goes_on = screen->state.ended_at == PK_NONE;
    bool is_open = goes_on && finding && finding->how == PK_WALK_OPEN;

    (void)app;
    switch (action) {
    case ACTION_SETTLE_FINDING:
    case ACTION_LOOK_AGAIN:
        return is_open;
    case ACTION_SHOW_TICKET:
        return finding && finding->ticket_id[0];
    case ACTION_END_WALK:
        return goes_on;
    case ACTION_CHOOSE:
        return screen->findings.count > 1;
    default:
        return true;
    }
}

static bool why_not(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action)
{
    const struct findings_screen *screen = (const struct findings_screen *)view;
    const char *why = NULL;

    (void)app;
    if (screen->state.ended_at != PK_NONE)
        why = _("This walk has ended.");
    else if (!chosen(screen))
        why = _("Nothing was found that does not agree.");
    if (action == ACTION_SHOW_TICKET && chosen(screen))
        why = _("A stranger has no ticket.");
    else if (!why && (action == ACTION_SETTLE_FINDING || action == ACTION_LOOK_AGAIN))
        why = _("It is settled already.");
    if (why)
        snprintf(out, size, "%s", why);
    return why != NULL;
}

/* ---- the table ---- */

enum { KIND, SPOT, PLATE, ABOUT };

static const struct table_column COLUMNS[] = {
    [KIND] = {"Found", 8, 0, false},
    [SPOT] = {"Seen at", 8, 0, false},
    [PLATE] = {"Plate", 12, 0, false},
    [ABOUT] = {"About it", 24, 0, false},
};

static void say_settled(char out[static TABLE_CELL_SIZE], const struct pk_walk_finding *finding)
{
    snprintf(out, TABLE_CELL_SIZE, "%s%s%.40s: %s", findings_how(finding->how),
             finding->settled_by[0] ? _(" by ") : "", finding->settled_by, finding->reason);
}

/* What there is to know before it is settled. */
static void say_open(char out[static TABLE_CELL_SIZE], const struct pk_walk_finding *finding)
{
    if (finding->kind == PK_GHOST)
        snprintf(out, TABLE_CELL_SIZE, _("#%lld, not seen"), (long long)finding->ticket_no);
    else if (finding->kind == PK_MOVED)
        snprintf(out, TABLE_CELL_SIZE, _("#%lld is for %s"), (long long)finding->ticket_no,
                 finding->ticket_spot);
    else if (finding->like[0])
        snprintf(out, TABLE_CELL_SIZE, _("like #%lld, %s, %s"), (long long)finding->like_no,
                 finding->like, finding->like_spot);
    else
        pk_copy(out, TABLE_CELL_SIZE, _("no ticket"));
}

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    const struct pk_walk_finding *finding = &((const struct findings *)rows)->rows[line];
    bool is_open = finding->how == PK_WALK_OPEN;

    switch (column) {
    case KIND:
        pk_copy(out, TABLE_CELL_SIZE, findings_kind(finding->kind));
        return is_open ? ROLE_WARNING : ROLE_DIM;
    case SPOT:
        pk_copy(out, TABLE_CELL_SIZE, finding->spot);
        return is_open ? ROLE_STRONG : ROLE_DIM;
    case PLATE:
        pk_copy(out, TABLE_CELL_SIZE, finding->registration_number);
        return is_open ? ROLE_STRONG : ROLE_DIM;
    default:
        if (is_open)
            say_open(out, finding);
        else
            say_settled(out, finding);
        return is_open ? ROLE_TEXT : ROLE_DIM;
    }
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct findings_screen *screen = of(view);
    const struct pk_walk *walk = &screen->state;
    char about[120];

    (void)app;
    snprintf(about, sizeof about, _("%lld open, %lld settled"), (long long)findings_open(walk),
             (long long)walk->settled);
    frame_title(paint, layout, _("Findings"), about);
    table_draw(&screen->table, paint, &layout->body, &screen->findings);
    paint_format(paint, layout->entry.y, 0, layout->body.columns, ROLE_DIM,
                 walk->ended_at == PK_NONE ? _("%lld of %lld spots seen")
                                           : _("%lld of %lld spots were seen"),
                 (long long)walk->seen, (long long)walk->spots);
}

static void forget(struct view *view)
{
    findings_free(&of(view)->findings);
}

static const struct view_ops OPS = {
    .context = CONTEXT_FINDINGS,
    .has_entry = true,
    .act = act,
    .is_offered = is_offered,
    .why_not = why_not,
    .refresh = refresh,
    .draw = draw,
    .close = forget,
};

struct view *findings_view(struct view *walk)
{
    struct findings_screen *screen = calloc(1, sizeof *screen);

    if (!screen)
        return NULL;
    screen->view.ops = &OPS;
    screen->walk = walk;
    screen->table = (struct table){
        .columns = COLUMNS, .column_count = sizeof COLUMNS / sizeof COLUMNS[0], .cell = cell};
    return &screen->view;
}
