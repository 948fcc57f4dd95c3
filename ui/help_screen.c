/*
 * Help: the keys of the screen it was asked on, the signs of the lot, then the other screens. All
 * from the table of actions. Calls action.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "columns.h"
#include "frame.h"
#include "grid.h"
#include "list.h"
#include "parkade/text.h"
#include "screens.h"
#include "words.h"

enum { KEYS_AT = 2, NAME_AT = 14, TEXT_AT = 32, LINES_MAX = 1200 };

/* A line is an action, a title (name only), a sign of the lot, or empty. */
struct help_line {
    const char *title;
    const struct action *action; /* its first line */
    const char *text;            /* a line of a help text, BYTES of it */
    size_t bytes;
    const char *sign, *meaning;
};

struct help_screen {
    struct view view;
    struct help_line lines[LINES_MAX];
    size_t count;
    struct list scroll; /* its top is what counts */
    int page, columns;  /* what the lines were made for */
    unsigned context;
};

static struct help_line *add(struct help_screen *help)
{
    return &help->lines[help->count < LINES_MAX ? help->count++ : LINES_MAX - 1];
}

/* An action takes as many lines as its sentence needs beside its key and name. */
static void add_action(struct help_screen *help, const struct action *action)
{
    const char *text = _(action->help);
    const struct action *first = action;

    while (*text) {
        struct help_line *line = add(help);
        line->action = first;
        line->text = text;
        line->bytes = columns_line(text, help->columns - TEXT_AT);
        if (line->bytes == 0)
            return;
        first = NULL;
        text += line->bytes;
        while (*text == ' ')
            text++;
    }
}

static void add_context(struct help_screen *help, unsigned context)
{
    add(help)->title = context_name(context);
    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++)
        if ((action->contexts & context) && action->contexts != ~0U)
            add_action(help, action);
    add(help);
}

static void add_everywhere(struct help_screen *help)
{
    add(help)->title = _("Everywhere, and under /");
    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++)
        if (action->contexts == ~0U || action->letter)
            add_action(help, action);
    add(help);
}

static void add_sign(struct help_screen *help, const char *sign, const char *meaning)
{
    struct help_line *line = add(help);

    line->sign = sign;
    line->meaning = meaning;
}

static void add_signs(struct help_screen *help, const struct glyphs *glyphs)
{
    add(help)->title = _("Signs of the lot");
    for (int kind = 0; kind < PK_SPOT_KIND_COUNT; kind++)
        add_sign(help, glyphs->free[kind],
                 kind == PK_STANDARD ? _("free") : words_kind((enum pk_spot_kind)kind));
    for (int look = LOOK_TAKEN; look < LOOK_COUNT; look++) {
        struct model_spot spot = {.look = (enum spot_look)look};
        add_sign(help, grid_sign(glyphs, &spot), grid_word((enum spot_look)look));
    }
    add(help);
}

/* Everything, for a screen of COLUMNS. */
static void fill(struct help_screen *help, const struct glyphs *glyphs, int columns)
{
    memset(help->lines, 0, sizeof help->lines);
    help->count = 0;
    help->columns = columns;
    add_context(help, help->context);
    add_everywhere(help);
    add_signs(help, glyphs);
    for (unsigned other = CONTEXT_LOT; other <= CONTEXT_LAST; other <<= 1)
        if (other != help->context)
            add_context(help, other);
    list_resize(&help->scroll, (int)help->count);
}

/* Scrolling moves what is in view, not a choice within it. */
static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct help_screen *help = (struct help_screen *)view;

    (void)app;
    if (action != ACTION_SCROLL)
        return false;
    if (key == K_DOWN || key == K_PAGE_DOWN || key == K_END)
        help->scroll.chosen = help->scroll.top + help->page - 1;
    else
        help->scroll.chosen = help->scroll.top;
    return list_key(&help->scroll, key, help->page);
}

static void draw_action(struct app *app, struct paint *paint, int y, const struct action *action)
{
    char keys[64];

    action_keys(keys, sizeof keys, action, app->glyphs->is_utf8);
    if (action->letter && keys[0] == '\0')
        snprintf(keys, sizeof keys, "/ %c", action->letter);
    paint_text(paint, y, KEYS_AT, NAME_AT - KEYS_AT - 1, ROLE_KEY, keys);
    paint_text(paint, y, NAME_AT, TEXT_AT - NAME_AT - 1, ROLE_TEXT, _(action->name));
}

static void draw_line(struct app *app, struct paint *paint, int y, const struct help_line *line)
{
    if (line->title)
        paint_text(paint, y, 0, paint->columns, ROLE_TITLE, line->title);
    if (line->action)
        draw_action(app, paint, y, line->action);
    if (line->text)
        paint_format(paint, y, TEXT_AT, paint->columns, ROLE_DIM, "%.*s", (int)line->bytes,
                     line->text);
    if (line->sign) {
        paint_text(paint, y, KEYS_AT, NAME_AT - KEYS_AT, ROLE_STRONG, line->sign);
        paint_text(paint, y, NAME_AT, 40, ROLE_TEXT, line->meaning);
    }
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct help_screen *help = (struct help_screen *)view;
    const struct rect *body = &layout->body;

    if (help->columns != body->columns)
        fill(help, app->glyphs, body->columns);
    help->page = body->lines;
    list_show(&help->scroll, body->lines);
    frame_title(paint, layout, _("Help"), "");
    for (int i = 0; i < body->lines && help->scroll.top + i < (int)help->count; i++)
        draw_line(app, paint, body->y + i, &help->lines[help->scroll.top + i]);
    paint_cursor(paint, body->y, 0);
}

static const struct view_ops OPS = {
    .context = CONTEXT_HELP,
    .act = act,
    .draw = draw,
};

struct view *help_view(unsigned context)
{
    struct help_screen *help = calloc(1, sizeof *help);

    if (!help)
        return NULL;
    help->view.ops = &OPS;
    help->context = context;
    return &help->view;
}
