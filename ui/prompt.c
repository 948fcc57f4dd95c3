/*
 * The prompt. Calls form.c and work.c.
 */
#include "prompt.h"

#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "parkade/text.h"
#include "people.h"

enum { BOX_COLUMNS = 64, MESSAGE_LINES = 3 };

static struct prompt *of(struct view *view)
{
    return (struct prompt *)view;
}

static void succeed(struct app *app, struct prompt *prompt)
{
    if (prompt->spec->stays)
        work_make_act(&prompt->act, app);
    else
        app_pop(app, &prompt->view);
    if (prompt->spec->said)
        toast_show(&app->toast, ROLE_GOOD, "%s", _(prompt->spec->said));
    if (prompt->spec->done)
        prompt->spec->done(app, prompt->owner, prompt);
}

static void take_offer(struct prompt *prompt)
{
    const char *offer = pk_error()->offer;
    int field = prompt->spec->offer_field;

    if (field >= 0 && offer[0])
        editor_set(&prompt->form.fields[field].editor, offer);
}

/* The fields are typed anew where that is due: PINs always are. */
static void begin_again(struct prompt *prompt)
{
    form_forget(&prompt->form);
    if (prompt->spec->asks_who || prompt->spec->needs_all)
        form_seek_empty(&prompt->form);
}

/* What waits for an approval is tried again as it stands, a new PIN in it too. */
static void fail(struct app *app, struct prompt *prompt, enum pk_status status)
{
    bool wants_approval =
        status == PK_NOT_PERMITTED && pk_error()->may_be_approved && !prompt->spec->asks_who;

    app_sentence(prompt->message, app, status);
    if (status != PK_BUSY)
        take_offer(prompt);
    work_renew_act(&prompt->act, app, status);
    app->is_dirty = true;
    if (wants_approval)
        people_ask_approval(app, prompt);
    else
        begin_again(prompt);
    if (prompt->spec->refused)
        prompt->spec->refused(app, prompt, status);
}

static void done(struct app *app, struct view *view, enum pk_status status)
{
    if (status == PK_OK)
        succeed(app, of(view));
    else
        fail(app, of(view), status);
}

void prompt_try(struct app *app, struct prompt *prompt)
{
    prompt->message[0] = '\0';
    work_start(app, &prompt->view, prompt->spec->attempt, done);
}

static void accept(struct app *app, struct prompt *prompt)
{
    const struct prompt_spec *spec = prompt->spec;

    prompt->message[0] = '\0';
    if ((spec->asks_who || spec->needs_all) && form_seek_empty(&prompt->form))
        return;
    if (spec->check && !spec->check(prompt->message, sizeof prompt->message, prompt))
        begin_again(prompt);
    else if (spec->attempt)
        prompt_try(app, prompt);
    else
        succeed(app, prompt);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct prompt *prompt = of(view);

    switch (action) {
    case ACTION_ACCEPT:
        accept(app, prompt);
        return true;
    case ACTION_NEXT_FIELD:
    case ACTION_PREVIOUS_FIELD:
    case ACTION_OTHER_VALUE:
        return form_key(&prompt->form, key);
    default:
        return false;
    }
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct prompt *prompt = (const struct prompt *)view;

    (void)app;
    if (action == ACTION_OTHER_VALUE)
        return prompt->form.fields[prompt->form.focus].value_count > 0;
    if (action == ACTION_NEXT_FIELD)
        return prompt->form.count > 1;
    return true;
}

/* Typed on a field of values: meant for the next line of text. */
static bool key(struct view *view, struct app *app, ui_key typed)
{
    struct form *form = &of(view)->form;

    if (!key_is_text(typed) || form_editor(form) || !form_seek_text(form))
        return false;
    app->is_dirty = true;
    return editor_key(form_editor(form), typed) != EDITOR_IGNORED;
}

/* What was refused is another thing now. */
static void edited(struct view *view, struct app *app)
{
    (void)app;
    of(view)->message[0] = '\0';
}

static struct editor *editor(struct view *view)
{
    return form_editor(&of(view)->form);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct prompt *prompt = of(view);
    int fields = (int)prompt->form.count;
    bool is_long = paint_wrapped_lines(prompt->text, BOX_COLUMNS - 4) > 1;
    struct rect box = layout_box(&layout->body, fields + MESSAGE_LINES + 6 + is_long, BOX_COLUMNS);
    struct rect inside = {box.y + 2, box.x + 2, 2, box.columns - 4};

    (void)app;
    paint_frame(paint, &box, _(prompt->spec->title));
    int used = paint_wrapped(paint, &inside, ROLE_TEXT, prompt->text);
    inside = (struct rect){inside.y + used + (used > 0), inside.x, fields, inside.columns};
    paint_cursor(paint, inside.y, inside.x);
    form_draw(&prompt->form, paint, &inside);
    inside.y += fields + (fields > 0);
    inside.lines = box.y + box.lines - 1 - inside.y; /* the frame stays whole */
    if (inside.lines > MESSAGE_LINES)
        inside.lines = MESSAGE_LINES;
    paint_wrapped(paint, &inside, ROLE_ERROR, prompt->message);
}

static void forget(struct view *view)
{
    form_forget(&of(view)->form);
}

static void take_over(struct view *view, struct app *app)
{
    forget(view);
    work_sign_act(&of(view)->act, app);
}

static const struct view_ops OPS = {
    .context = CONTEXT_FORM,
    .is_box = true,
    .act = act,
    .is_offered = is_offered,
    .key = key,
    .editor = editor,
    .edited = edited,
    .draw = draw,
    .locked = forget,
    .taken_over = take_over,
    .close = forget,
};

void prompt_begin(struct prompt *prompt, struct app *app, const struct prompt_spec *spec,
                  struct view *owner, const char *text)
{
    prompt->view.ops = &OPS;
    prompt->spec = spec;
    prompt->owner = owner;
    if (!pk_copy(prompt->text, sizeof prompt->text, text))
        prompt->text[0] = '\0';
    work_make_act(&prompt->act, app);
}

struct prompt *prompt_make(struct app *app, const struct prompt_spec *spec, struct view *owner,
                           const char *text)
{
    struct prompt *prompt = calloc(1, sizeof *prompt);

    if (prompt)
        prompt_begin(prompt, app, spec, owner, text);
    return prompt;
}
