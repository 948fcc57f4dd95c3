/*
 * The question. Calls list.c.
 */
#include "choice.h"

#include <stdlib.h>

#include "app.h"
#include "list.h"
#include "parkade/text.h"

enum { BOX_COLUMNS = 60, TEXT_LINES = 3 };

struct choice {
    struct view view;
    struct view *owner;
    const char *title;
    char text[240];
    const struct answer *answers;
    struct list list;
    choice_done done;
};

static void take(struct choice *choice, struct app *app, int answer)
{
    app_pop(app, &choice->view);
    choice->done(app, choice->owner, answer);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct choice *choice = (struct choice *)view;

    if (action == ACTION_YES)
        take(choice, app, choice->list.chosen);
    else if (action == ACTION_CHOOSE)
        list_key(&choice->list, key, choice->list.count);
    else
        return false;
    return true;
}

static bool key(struct view *view, struct app *app, ui_key typed)
{
    struct choice *choice = (struct choice *)view;

    for (int i = 0; i < choice->list.count; i++) {
        if (typed == (ui_key)choice->answers[i].letter) {
            take(choice, app, i);
            return true;
        }
    }
    return false;
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct choice *choice = (struct choice *)view;
    struct rect box = layout_box(&layout->body, choice->list.count + TEXT_LINES + 4, BOX_COLUMNS);
    struct rect inside = {box.y + 2, box.x + 2, TEXT_LINES, box.columns - 4};

    paint_frame(paint, &box, choice->title);
    int y = inside.y + paint_wrapped(paint, &inside, ROLE_TEXT, choice->text) + 1;
    for (int i = 0; i < choice->list.count; i++, y++) {
        bool is_marked = i == choice->list.chosen;
        paint_text(paint, y, inside.x, 1, ROLE_STRONG, is_marked ? app->glyphs->here : " ");
        paint_format(paint, y, inside.x + 2, 1, ROLE_KEY, "%c", choice->answers[i].letter);
        paint_text(paint, y, inside.x + 5, inside.columns - 5, is_marked ? ROLE_STRONG : ROLE_TEXT,
                   _(choice->answers[i].text));
        if (is_marked)
            paint_cursor(paint, y, inside.x + 2);
    }
}

static const struct view_ops OPS = {
    .context = CONTEXT_CHOICE,
    .is_box = true,
    .act = act,
    .key = key,
    .draw = draw,
};

struct view *choice_view(struct view *owner, const char *title, const char *text,
                         const struct answer *answers, choice_done done)
{
    struct choice *choice = calloc(1, sizeof *choice);
    int count = 0;

    if (!choice)
        return NULL;
    while (answers[count].letter)
        count++;
    choice->view.ops = &OPS;
    choice->owner = owner;
    choice->title = title;
    if (!pk_copy(choice->text, sizeof choice->text, text))
        choice->text[0] = '\0';
    choice->answers = answers;
    choice->done = done;
    list_resize(&choice->list, count);
    return &choice->view;
}
