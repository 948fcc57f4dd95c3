/*
 * The lock: see lock.h.
 */
#include "lock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "form.h"
#include "own_shift.h"
#include "parkade/staff.h"
#include "parkade/text.h"
#include "people.h"
#include "screens.h"
#include "when.h"

enum { BOX_LINES = 11, BOX_COLUMNS = 60, MESSAGE_LINES = 3 };
enum { NAME, PIN };

struct lock {
    struct view view;
    struct form form;
    int64_t since;
    char message[APP_SENTENCE_SIZE];
};

static struct lock *of(struct view *view)
{
    return (struct lock *)view;
}

/* ---- closing ---- */

static void make_form(struct lock *lock, const struct app *app)
{
    lock->message[0] = '\0';
    form_forget(&lock->form);
    lock->form.count = 0;
    form_add_text(&lock->form, _("Name"), app->who);
    form_add_secret(&lock->form, _("PIN"));
    lock->form.focus = PIN;
}

static const struct view_ops OPS;

bool lock_close(struct app *app)
{
    if (app->lock || !app->who[0])
        return app->lock != NULL;
    struct lock *lock = calloc(1, sizeof *lock);
    if (!lock)
        return false;
    lock->view.ops = &OPS;
    lock->since = pk_lot_now(app->lot);
    make_form(lock, app);
    app->lock = &lock->view;
    app->is_dirty = true;
    for (struct view *view = app->top; view; view = view->below)
        if (view->ops->locked)
            view->ops->locked(view);
    return true;
}

void lock_ask(struct app *app)
{
    if (!lock_close(app))
        toast_show(&app->toast, ROLE_WARNING, "%s",
                   _("Nobody has signed in here: there is no PIN to lock with."));
}

void lock_free(struct app *app)
{
    if (!app->lock)
        return;
    form_forget(&of(app->lock)->form);
    free(app->lock);
    app->lock = NULL;
    app->is_dirty = true;
}

/* ---- opening ---- */

static enum pk_status try_open(struct app *app, struct view *view)
{
    struct form *form = &of(view)->form;
    struct pk_staff member;
    enum pk_status status =
        pk_sign_in(&member, app->lot, form_text(form, NAME), form_text(form, PIN), app->station);

    if (status == PK_OK)
        editor_set(&form->fields[NAME].editor, member.name);
    return status;
}

/* What lies below speaks for the one before. Only money in hand must stay where it is; whoever
 * goes on with it answers for it. */
static void take_over(struct app *app, const char *name)
{
    pk_sign_out(app->lot, app->who);
    pk_copy(app->who, sizeof app->who, name);
    own_shift_follow(app);
    if (!pay_holds_money(app->top)) {
        people_arrive(app);
        return;
    }
    for (struct view *view = app->top; view; view = view->below)
        if (view->ops->taken_over)
            view->ops->taken_over(view, app);
}

static void tried(struct app *app, struct view *view, enum pk_status status)
{
    struct lock *lock = of(view);
    char name[PK_NAME_SIZE];

    app->is_dirty = true;
    if (status) {
        app_sentence(lock->message, app, status);
        form_forget(&lock->form);
        lock->form.focus = PIN;
        return;
    }
    pk_copy(name, sizeof name, form_text(&lock->form, NAME));
    lock_free(app);
    if (strcmp(name, app->who) != 0)
        take_over(app, name);
    if (!app->toast.text[0])
        toast_show(&app->toast, ROLE_GOOD, _("Welcome, %s."), app->who);
}

/* ---- the view ---- */

bool lock_act(struct app *app, enum action_id action, ui_key key)
{
    struct lock *lock = of(app->lock);

    switch (action) {
    case ACTION_ACCEPT:
        lock->message[0] = '\0';
        if (!form_seek_empty(&lock->form))
            work_start(app, app->lock, try_open, tried);
        return true;
    case ACTION_BACK:
        make_form(lock, app);
        return true;
    case ACTION_REDRAW:
        terminal_redraw();
        return true;
    default:
        return form_key(&lock->form, key);
    }
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    (void)view;
    (void)app;
    return action == ACTION_ACCEPT || action == ACTION_NEXT_FIELD;
}

void lock_refuse_scan(struct app *app)
{
    pk_copy(of(app->lock)->message, APP_SENTENCE_SIZE,
            _("That scan was not looked at: sign in, then scan again."));
    app->is_dirty = true;
}

static const char *name(const struct view *view, enum action_id action)
{
    (void)view;
    return action == ACTION_ACCEPT ? _("unlock") : NULL;
}

static struct editor *editor(struct view *view)
{
    return form_editor(&of(view)->form);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    const struct lock *lock = of(view);
    struct rect box = layout_box(&layout->body, BOX_LINES, BOX_COLUMNS);
    struct rect inside = {box.y + 2, box.x + 2, 2, box.columns - 4};
    char when[WHEN_SIZE];

    paint_text(paint, layout->header.y, layout->header.x, layout->header.columns, ROLE_TITLE,
               pk_lot_name(app->lot));
    paint_frame(paint, &box, _("Locked"));
    when_short(when, app->lot, lock->since);
    paint_format(paint, inside.y, inside.x, inside.columns, ROLE_TEXT,
                 _("Since %s. %s works here; somebody else may sign in."), when, app->who);
    inside.y += 2;
    form_draw(&lock->form, paint, &inside);
    inside.y += 3;
    inside.lines = MESSAGE_LINES;
    paint_wrapped(paint, &inside, ROLE_ERROR, lock->message);
}

static const struct view_ops OPS = {
    .context = CONTEXT_FORM,
    .is_offered = is_offered,
    .name = name,
    .editor = editor,
    .draw = draw,
};

/* ---- idle time ---- */

static int64_t number_of(struct app *app, const char *name, int64_t otherwise)
{
    struct pk_setting setting;

    if (pk_setting_get(&setting, app->lot, name))
        return otherwise;
    return strtoll(setting.value, NULL, 10);
}

void lock_follow_settings(struct app *app)
{
    int64_t before = app->lock_after_ms;

    app->lock_after_ms = number_of(app, "console.lock", before / 1000) * 1000;
    app->may_suspend = number_of(app, "console.suspend", app->may_suspend) != 0;
    if (app->lock_after_ms != before)
        lock_touch(app);
}

void lock_touch(struct app *app)
{
    if (app->lock_after_ms > 0)
        timers_set(&app->timers, TIMER_LOCK, app->lock_after_ms);
    else
        timers_stop(&app->timers, TIMER_LOCK);
}

/* Never in the middle of an act: its outcome is to be seen by who began it. */
void lock_idle(struct app *app)
{
    if (work_is_waiting(app))
        lock_touch(app);
    else if (lock_close(app))
        app_is_deaf(app);
}
