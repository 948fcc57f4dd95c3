/*
 * Commands: one letter each; / searches them by a word. Calls action.c.
 */
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "frame.h"
#include "list.h"
#include "parkade/text.h"
#include "screens.h"

enum { COMMANDS_MAX = 96, BOX_COLUMNS = 72, NAME_COLUMNS = 18 };

struct commands_screen {
    struct view view;
    bool is_searching;
    struct editor word;
    const struct action *found[COMMANDS_MAX];
    struct list list;
};

static struct commands_screen *of(struct view *view)
{
    return (struct commands_screen *)view;
}

static bool fits(const struct action *action, const char *word)
{
    return !word[0] || strcasestr(_(action->name), word) || strcasestr(_(action->help), word);
}

/* Acts on one ticket or spot are found too, to say where their key is. */
static const unsigned PLACES =
    CONTEXT_TICKET | CONTEXT_PAY | CONTEXT_SPOT | CONTEXT_PARK | CONTEXT_SHIFT;

static bool is_elsewhere(const struct action *action)
{
    return !action->letter && (action->contexts & PLACES) && key_is_text(action->keys[0]) &&
           action->id != ACTION_COMMANDS && action->id != ACTION_HELP;
}

static bool is_found(const struct commands_screen *commands, const struct action *action)
{
    const char *word = commands->word.text;

    if (action->letter)
        return fits(action, word);
    return word[0] && is_elsewhere(action) && strcasestr(_(action->name), word);
}

/* The lowest of the contexts: its name says where the key is. */
static const char *place_of(const struct action *action)
{
    unsigned contexts = action->contexts & PLACES;

    if (contexts & CONTEXT_TICKET)
        return context_name(CONTEXT_TICKET);
    return context_name(contexts & (~contexts + 1));
}

static void find(struct commands_screen *commands)
{
    int count = 0;

    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++)
        if (is_found(commands, action) && count < COMMANDS_MAX)
            commands->found[count++] = action;
    list_resize(&commands->list, count);
}

static void run(struct commands_screen *commands, struct app *app, const struct action *action)
{
    app_pop(app, &commands->view);
    if (!action->letter) {
        toast_show(&app->toast, ROLE_WARNING, _("%s: that is %c on the screen %s."),
                   _(action->name), (int)action->keys[0], place_of(action));
        return;
    }
    app_act(app, action->id);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct commands_screen *commands = of(view);

    switch (action) {
    case ACTION_RUN:
        if (commands->list.count == 0)
            toast_show(&app->toast, ROLE_WARNING, "%s", _("There is no such command."));
        else
            run(commands, app, commands->found[commands->list.chosen]);
        return true;
    case ACTION_CHOOSE:
        return list_key(&commands->list, key, commands->list.count);
    case ACTION_SEARCH:
        commands->is_searching = true;
        return true;
    case ACTION_BACK:
        if (!commands->is_searching)
            return false;
        commands->is_searching = false;
        editor_clear(&commands->word);
        find(commands);
        return true;
    default:
        return false;
    }
}

static bool key(struct view *view, struct app *app, ui_key typed)
{
    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++) {
        if (action->letter && typed == (ui_key)action->letter) {
            run(of(view), app, action);
            return true;
        }
    }
    if (!key_is_text(typed) || of(view)->is_searching)
        return false;
    toast_show(&app->toast, ROLE_WARNING, _("%c is no command: / searches them by a word."),
               typed < 127 ? (int)typed : '?');
    return true;
}

static struct editor *editor(struct view *view)
{
    return of(view)->is_searching ? &of(view)->word : NULL;
}

static void edited(struct view *view, struct app *app)
{
    (void)app;
    of(view)->list.chosen = 0;
    find(of(view));
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    bool is_searching = ((const struct commands_screen *)view)->is_searching;

    (void)app;
    return !is_searching || (action != ACTION_SEARCH && action != ACTION_HELP);
}

static void draw_command(struct paint *paint, const struct rect *inside, int y,
                         const struct action *action, bool is_chosen)
{
    struct rect bar = {y, inside->x, 1, inside->columns};

    paint->is_chosen = is_chosen;
    paint_blank(paint, &bar, ROLE_TEXT);
    if (action->letter)
        paint_format(paint, y, inside->x, 1, ROLE_KEY, "%c", action->letter);
    paint_text(paint, y, inside->x + 3, NAME_COLUMNS - 1, ROLE_STRONG, _(action->name));
    int x = inside->x + 3 + NAME_COLUMNS, end = inside->x + inside->columns;
    if (!action->letter)
        x += paint_format(paint, y, x, end - x, ROLE_DIM, _("%s: %c   "), place_of(action),
                          (int)action->keys[0]);
    paint_text(paint, y, x, end - x, ROLE_DIM, _(action->help));
    paint->is_chosen = false;
    if (is_chosen)
        paint_cursor(paint, y, inside->x);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct commands_screen *commands = of(view);
    int all = 0;

    (void)app;
    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++)
        all += action->letter != 0;
    struct rect box = layout_box(&layout->body, all + 4, BOX_COLUMNS);
    struct rect inside = {box.y + 2, box.x + 2, box.lines - 3, box.columns - 4};
    paint_frame(paint, &box, _("Commands"));
    list_show(&commands->list, inside.lines);
    for (int i = 0; i < inside.lines && commands->list.top + i < commands->list.count; i++)
        draw_command(paint, &inside, inside.y + i, commands->found[commands->list.top + i],
                     commands->list.top + i == commands->list.chosen);
    if (commands->list.count == 0)
        paint_text(paint, inside.y, inside.x, inside.columns, ROLE_DIM,
                   _("There is no such command."));
    if (commands->is_searching) {
        struct rect line = {box.y + 1, inside.x, 1, inside.columns};
        frame_entry(paint, &line, &commands->word, inside.columns - 4, true);
    }
}

static const struct view_ops OPS = {
    .context = CONTEXT_COMMANDS,
    .is_box = true,
    .act = act,
    .is_offered = is_offered,
    .key = key,
    .editor = editor,
    .edited = edited,
    .draw = draw,
};

struct view *commands_view(void)
{
    struct commands_screen *commands = calloc(1, sizeof *commands);

    if (!commands)
        return NULL;
    commands->view.ops = &OPS;
    find(commands);
    return &commands->view;
}
