/*
 * From keys to actions: bursts of a scanner, paste, the field with the focus, then the table of
 * actions, then the view. Calls burst.c, editor.c, action.c and the views.
 */
#include <string.h>

#include "app.h"
#include "lock.h"
#include "parkade/text.h"

enum { PASTE_GAP_MS = 1000 };

static struct editor *focus(const struct app *app)
{
    struct view *top = app_front(app);

    return top->ops->editor ? top->ops->editor(top) : NULL;
}

static void was_edited(struct app *app)
{
    struct view *top = app_front(app);

    if (top->ops->edited)
        top->ops->edited(top, app);
}

static void edit(struct app *app, struct editor *editor, ui_key key)
{
    if (editor_key(editor, key) == EDITOR_CHANGED)
        was_edited(app);
}

static bool is_offered(const struct app *app, enum action_id action)
{
    const struct view *top = app_front(app);

    return !top->ops->is_offered || top->ops->is_offered(top, app, action);
}

static void say_why_not(struct app *app, const struct action *action)
{
    const struct view *top = app_front(app);
    char why[200];

    if (action->id == ACTION_BACK)
        return;
    if (top->ops->why_not && top->ops->why_not(why, sizeof why, top, app, action->id))
        toast_show(&app->toast, ROLE_WARNING, "%s", why);
    else
        toast_show(&app->toast, ROLE_DIM, _("%s: not just now."), _(action->name));
}

void app_say_idle(struct app *app, ui_key key)
{
    char label[KEY_LABEL_SIZE];

    key_label(label, key, app->glyphs->is_utf8);
    toast_show(&app->toast, ROLE_DIM, _("%s does nothing here: ? shows the keys."), label);
}

static bool act(struct app *app, ui_key key)
{
    struct view *top = app_front(app);
    const struct action *action = action_for_key(top->ops->context, key);

    if (!action)
        return false;
    if (app->lock)
        return lock_act(app, action->id, key);
    if (!is_offered(app, action->id)) {
        say_why_not(app, action);
        return true;
    }
    if (top->ops->act && top->ops->act(top, app, action->id, key))
        return true;
    return app_act(app, action->id);
}

/* A key that means something now. */
static void handle(struct app *app, ui_key key)
{
    struct editor *editor = focus(app);
    struct view *top = app_front(app);

    if (editor && editor_wants(editor, key)) {
        edit(app, editor, key);
        return;
    }
    if (act(app, key) || (top->ops->key && top->ops->key(top, app, key)))
        return;
    if (editor) {
        edit(app, editor, key);
    } else if (top->ops->lets_through && key_is_text(key)) {
        app_pop(app, top);
        handle(app, key);
    }
}

/* While a change waits, Esc gives it up; anything else is for after it. */
static void key_arrives(struct app *app, ui_key key)
{
    app->is_dirty = true;
    if (!work_is_waiting(app)) {
        if (!app->lock)
            toast_clear(&app->toast);
        handle(app, key);
    } else if (key == K_ESC) {
        work_give_up(app);
    } else if (app->ahead_count < AHEAD_MAX) {
        app->ahead[app->ahead_count++] = key;
    }
}

void app_type_ahead(struct app *app)
{
    size_t taken = 0;

    app->is_asked = true;
    while (taken < app->ahead_count && !work_is_waiting(app))
        handle(app, app->ahead[taken++]);
    if (taken > app->ahead_count) /* giving up forgot them */
        taken = app->ahead_count;
    app->ahead_count -= taken;
    memmove(app->ahead, app->ahead + taken, app->ahead_count * sizeof app->ahead[0]);
    if (app->scan_ahead[0] && !work_is_waiting(app)) {
        char scan[sizeof app->scan_ahead];
        memcpy(scan, app->scan_ahead, sizeof scan);
        app->scan_ahead[0] = '\0';
        app_scan(app, scan);
    }
    app->is_asked = false;
}

/* ---- scans ---- */

static void remember_field(struct app *app)
{
    app->burst_editor = focus(app);
    if (app->burst_editor)
        app->burst_before = *app->burst_editor;
}

/* While a change waits its view stays where it is: the scan comes after it. */
static void scan_arrives(struct app *app, const char *scan)
{
    if (app->burst_editor && app->burst_editor == focus(app)) {
        *app->burst_editor = app->burst_before;
        was_edited(app);
    }
    app->is_dirty = true;
    if (work_is_waiting(app)) {
        pk_copy(app->scan_ahead, sizeof app->scan_ahead, scan);
        return;
    }
    if (!app->lock)
        toast_clear(&app->toast);
    app_scan(app, scan);
}

static void pass_on(struct app *app, const struct burst_answer *answer)
{
    if (answer->is_scan)
        scan_arrives(app, answer->scan);
    for (size_t i = 0; i < answer->count; i++) {
        if (answer->is_start && i == answer->count - 1)
            remember_field(app);
        key_arrives(app, answer->keys[i]);
    }
    if (burst_is_holding(&app->burst))
        timers_set(&app->timers, TIMER_BURST, BURST_GAP_MS);
    else
        timers_stop(&app->timers, TIMER_BURST);
}

static bool takes_letters(const struct app *app)
{
    struct editor *editor = focus(app);

    return editor && editor_wants(editor, 'a') && editor_wants(editor, '0');
}

static void key_in_time(struct app *app, ui_key key)
{
    struct burst_answer answer;

    burst_key(&answer, &app->burst, key, app_milliseconds(), takes_letters(app));
    pass_on(app, &answer);
}

/* ---- paste ---- */

static void end_paste(struct app *app)
{
    struct editor *editor = focus(app);

    app->paste[app->paste_length] = '\0';
    app->is_pasting = false;
    timers_stop(&app->timers, TIMER_PASTE);
    app->is_dirty = true;
    if (editor && app->paste_front == app_front(app) &&
        editor_paste(editor, app->paste) == EDITOR_CHANGED)
        was_edited(app);
}

static void paste_key(struct app *app, ui_key key)
{
    char bytes[5];
    size_t count = key_utf8(bytes, key);

    timers_set(&app->timers, TIMER_PASTE, PASTE_GAP_MS);
    if (app->paste_length + count < PASTE_MAX) {
        memcpy(app->paste + app->paste_length, bytes, count);
        app->paste_length += count;
    }
}

/* Nobody acts on what he does not see: in too small a window one can only leave. */
static void key_unseen(struct app *app, ui_key key)
{
    if (key == K_CTRL('q') && !work_is_waiting(app))
        app_act(app, ACTION_QUIT);
}

/* What was typed for the screen of a moment ago answers no question that came up unasked. */
static bool is_deaf(const struct app *app)
{
    return app->deaf_until_ms > 0 && app_milliseconds() < app->deaf_until_ms;
}

static void take_key(struct app *app, ui_key key)
{
    if (app->is_too_small && !app->is_pasting) {
        key_unseen(app, key);
        return;
    }
    if (key == K_PASTE_BEGIN) {
        app->is_pasting = true;
        app->paste_length = 0;
        app->paste_front = app_front(app);
        timers_set(&app->timers, TIMER_PASTE, PASTE_GAP_MS);
    } else if (key == K_PASTE_END) {
        if (app->is_pasting)
            end_paste(app);
    } else if (app->is_pasting) {
        paste_key(app, key);
    } else if (key != K_NONE) {
        key_in_time(app, key);
    }
}

void app_raw_key(struct app *app, ui_key key)
{
    lock_touch(app);
    if (is_deaf(app) && !app->is_pasting)
        return;
    app->is_asked = true;
    take_key(app, key);
    app->is_asked = false;
}

void app_input_timers(struct app *app)
{
    struct burst_answer answer;

    app->is_asked = true;
    if (timers_take(&app->timers, TIMER_BURST)) {
        burst_flush(&answer, &app->burst);
        pass_on(app, &answer);
    }
    if (timers_take(&app->timers, TIMER_PASTE) && app->is_pasting)
        end_paste(app);
    app->is_asked = false;
}
