/*
 * Walk: from spot to spot in the order of the plan, somebody types what stands there. What the
 * tickets say is not shown before. Below it: walk_note.c, walk_draw.c, findings_screen.c.
 */
#include "walk_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "parkade/text.h"
#include "screens.h"

static struct walk_screen *of(struct view *view)
{
    return (struct walk_screen *)view;
}

bool walk_goes_on(const struct walk_screen *screen)
{
    return screen->has_walk && screen->walk.ended_at == PK_NONE;
}

bool walk_is_complete(const struct walk_screen *screen, const struct app *app)
{
    return round_unseen(&screen->round, &app->model, 0) < 0;
}

bool walk_is_typing(const struct walk_screen *screen)
{
    const struct editor *entry = &screen->entry;

    return !entry->is_old && strcmp(entry->text, screen->sight.registration_number) != 0;
}

/* ---- where the walker stands ---- */

/* What was noted stands in the line: Enter keeps it, the first letter replaces it. */
static void begin_line(struct walk_screen *screen)
{
    editor_set(&screen->entry, screen->sight.registration_number);
    screen->entry.is_old = screen->entry.length > 0;
    screen->known_at = screen->sight.seen_at;
}

static void read_spot(struct walk_screen *screen, struct app *app)
{
    int64_t spot_id = screen->round.spot_id;

    if (pk_spot_get(&screen->spot, app->lot, spot_id) ||
        pk_walk_sight(&screen->sight, app->lot, screen->walk.walk_id, spot_id))
        app_complain(app);
}

void walk_stand(struct walk_screen *screen, struct app *app, size_t index)
{
    if (index >= app->model.spot_count)
        return;
    screen->round.spot_id = app->model.spots[index].spot_id;
    read_spot(screen, app);
    begin_line(screen);
}

void walk_go(struct view *view, struct app *app, const char *label)
{
    long index = model_find_label(&app->model, label);

    if (index >= 0)
        walk_stand(of(view), app, (size_t)index);
    else
        toast_show(&app->toast, ROLE_WARNING, _("There is no spot %s."), label);
}

/* ---- reading ---- */

struct reading {
    struct round *round;
    const char *who;
    int64_t mine; /* the last spot that the one who works here has seen; 0: none */
};

static bool mark(const struct pk_walk_sight *sight, void *context)
{
    struct reading *reading = context;

    if (strcmp(sight->seen_by, reading->who) == 0)
        reading->mine = sight->spot_id;
    return round_mark(reading->round, sight->spot_id, sight->seen_at);
}

/* Where one left off, else at the first spot that nobody has seen. */
static void resume(struct walk_screen *screen, struct app *app, int64_t mine)
{
    const struct model *model = &app->model;

    screen->round.spot_id = mine;
    size_t from = mine ? round_at(&screen->round, model) : model->spot_count - 1;
    long next = round_unseen(&screen->round, model, from);
    walk_stand(screen, app, next >= 0 ? (size_t)next : round_at(&screen->round, model));
}

static void read_all(struct walk_screen *screen, struct app *app)
{
    struct reading reading = {&screen->round, app->who, 0};
    bool is_new = screen->round.walk_id != screen->walk.walk_id;
    int64_t here = is_new ? 0 : screen->round.spot_id;

    round_begin(&screen->round, screen->walk.walk_id);
    screen->round.spot_id = here;
    if (pk_walk_each_sight(app->lot, screen->walk.walk_id, 0, mark, &reading))
        app_complain(app);
    if (is_new) {
        screen->note_count = 0;
        resume(screen, app, reading.mine);
    }
}

/* Only what is new; all of it where that does not add up. */
static void read_round(struct walk_screen *screen, struct app *app)
{
    struct round *round = &screen->round;
    struct reading reading = {round, app->who, 0};

    if (round->walk_id == screen->walk.walk_id &&
        pk_walk_each_sight(app->lot, round->walk_id, round->seen_until, mark, &reading))
        app_complain(app);
    if (round->walk_id != screen->walk.walk_id || round->seen_count != screen->walk.seen)
        read_all(screen, app);
}

static void read_end(struct walk_screen *screen, struct app *app)
{
    struct findings findings = {.rows = NULL};

    if (findings_read(&findings, app->lot, &screen->walk))
        app_complain(app);
    findings_count(&screen->found, &findings);
    findings_free(&findings);
}

void walk_read(struct walk_screen *screen, struct app *app)
{
    enum pk_status status = pk_walk_get(&screen->walk, app->lot, 0);
    bool was_typing = walk_is_typing(screen);

    screen->has_walk = status == PK_OK;
    if (status && status != PK_USAGE)
        app_complain(app);
    if (status || app->model.spot_count == 0)
        return;
    if (!walk_goes_on(screen)) {
        read_end(screen, app);
        return;
    }
    read_round(screen, app);
    read_spot(screen, app);
    if (!was_typing)
        begin_line(screen);
}

/* ---- the view ---- */

static void refresh(struct view *view, struct app *app)
{
    walk_read(of(view), app);
}

static void step(struct walk_screen *screen, struct app *app, ui_key key)
{
    const struct model *model = &app->model;
    size_t at = round_at(&screen->round, model);
    bool is_back = key == K_UP || key == K_PAGE_UP;

    if (key == K_UP || key == K_DOWN)
        walk_stand(screen, app, round_step(model, at, is_back ? -1 : 1));
    else
        walk_stand(screen, app, round_row(model, at, is_back ? -1 : 1));
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct walk_screen *screen = of(view);

    switch (action) {
    case ACTION_NOTE:
        walk_enter(screen, app);
        return true;
    case ACTION_STEP:
        step(screen, app, key);
        return true;
    case ACTION_GO_TO:
        editor_key(&screen->entry, key);
        return true;
    case ACTION_SAME:
        walk_take_alike(screen, app);
        return true;
    case ACTION_FINDINGS:
        app_push(app, findings_view(view));
        return true;
    case ACTION_BACK:
        if (!walk_goes_on(screen) || !walk_is_typing(screen))
            return false;
        begin_line(screen);
        return true;
    default:
        return false;
    }
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct walk_screen *screen = (const struct walk_screen *)view;
    bool goes_on = walk_goes_on(screen), is_typing = goes_on && walk_is_typing(screen);

    switch (action) {
    case ACTION_NOTE:
        return app->model.spot_count > 0;
    case ACTION_FINDINGS:
        return screen->has_walk;
    case ACTION_STEP:
    case ACTION_GO_TO:
        return goes_on && !is_typing;
    case ACTION_SAME:
        return goes_on && !is_typing && walk_has_alike(screen);
    case ACTION_COMMANDS:
    case ACTION_HELP:
        return !is_typing;
    default:
        return true;
    }
}

static bool why_not(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action)
{
    (void)app;
    if (action == ACTION_FINDINGS)
        snprintf(out, size, "%s", _("There was no walk yet."));
    else if (action == ACTION_SAME)
        snprintf(out, size, "%s", _("No plate was noted that only looks like its ticket's."));
    else if (action == ACTION_STEP && walk_goes_on((const struct walk_screen *)view))
        snprintf(out, size, "%s", _("Enter notes what is typed, Esc forgets it."));
    else if (action == ACTION_STEP)
        snprintf(out, size, "%s", _("No walk goes on."));
    else
        return false;
    return true;
}

/* What Enter does just now. */
static const char *name(const struct view *view, enum action_id action)
{
    const struct walk_screen *screen = (const struct walk_screen *)view;

    if (action == ACTION_BACK && walk_goes_on(screen) && walk_is_typing(screen))
        return _("forget it");
    if (action != ACTION_NOTE)
        return NULL;
    if (!walk_goes_on(screen))
        return _("begin a walk");
    if (walk_is_typing(screen))
        return screen->entry.text[0] == '@' ? _("go there") : _("note");
    return screen->sight.seen_at == PK_NONE ? _("empty") : _("go on");
}

static struct editor *editor(struct view *view)
{
    return walk_goes_on(of(view)) ? &of(view)->entry : NULL;
}

static void forget(struct view *view)
{
    round_free(&of(view)->round);
}

static const struct view_ops OPS = {
    .context = CONTEXT_WALK,
    .has_entry = true,
    .act = act,
    .is_offered = is_offered,
    .why_not = why_not,
    .name = name,
    .editor = editor,
    .refresh = refresh,
    .draw = walk_draw,
    .close = forget,
};

struct view *walk_view(void)
{
    struct walk_screen *screen = calloc(1, sizeof *screen);

    if (!screen)
        return NULL;
    screen->view.ops = &OPS;
    screen->entry.commands = "/?@=";
    return &screen->view;
}
