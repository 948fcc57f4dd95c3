/*
 * Done: what the attendant does now, in large: writes down the number, gives the change, opens the
 * gate. It stays until the next plate, number or scan begins, or Enter. Calls paint.c, qr.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "big.h"
#include "columns.h"
#include "frame.h"
#include "parkade/text.h"
#include "qr.h"
#include "screens.h"

struct done_screen {
    struct view view;
    struct done_text text;
};

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    (void)key;
    if (action != ACTION_CONTINUE && action != ACTION_BACK)
        return false;
    app_pop(app, view);
    app_next_scan(app);
    return true;
}

/* What waits comes first: nothing is typed past it. */
static bool key(struct view *view, struct app *app, ui_key typed)
{
    const struct done_text *text = &((struct done_screen *)view)->text;

    (void)typed;
    if (!text->next[0])
        return false;
    toast_show(&app->toast, ROLE_WARNING, "%s", text->next);
    return true;
}

/* The sign is as wide as the screen lets it be: it is read from the corner of the eye. */
static int draw_gate(struct paint *paint, const struct rect *body, int y)
{
    static const char TEXT[] = "O P E N   T H E   G A T E";
    struct rect bar = {y, 2, 3, 41};

    if (bar.columns > body->columns - 4)
        bar.columns = body->columns - 4;
    paint_blank(paint, &bar, ROLE_GATE);
    const char *text = _(TEXT);
    paint_text(paint, y + 1, bar.x + (bar.columns - columns_text(text)) / 2, bar.columns, ROLE_GATE,
               text);
    return y + 4;
}

/* What the watchlist says comes before all else, and stays. */
static int draw_alert(const struct done_text *text, struct paint *paint, const struct rect *body,
                      int y)
{
    struct rect area = {y, 2, 3, body->columns - 4};
    char line[sizeof text->alert + 8];

    snprintf(line, sizeof line, "%s %s", paint->glyphs->warning, text->alert);
    return y + paint_wrapped(paint, &area, ROLE_ALERT, line) + 1;
}

/* The code stands at the right where there is room. Its digits are there in any case. */
static void draw_code(const struct done_text *text, struct paint *paint, const struct rect *body)
{
    int columns = qr_columns(text->scan), lines = qr_lines(text->scan);

    int beside = big_columns(text->big) > PK_UUID_SIZE ? big_columns(text->big) : PK_UUID_SIZE;

    if (paint->glyphs->is_utf8 && columns > 0 && lines <= body->lines &&
        columns + beside + 4 <= body->columns)
        qr_draw(paint, body->y, body->x + body->columns - columns - 1, text->scan);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    const struct done_text *text = &((struct done_screen *)view)->text;
    const struct rect *body = &layout->body;
    int y = body->y;

    (void)app;
    frame_title(paint, layout, text->title, "");
    if (text->scan[0])
        draw_code(text, paint, body);
    if (text->alert[0])
        y = draw_alert(text, paint, body, y);
    if (text->is_gate_open)
        y = draw_gate(paint, body, y);
    if (text->big[0]) {
        paint_text(paint, y, 2, body->columns - 2, ROLE_DIM, text->big_label);
        paint_big(paint, y + 1, 2, ROLE_BIG, text->big);
        y += BIG_LINES + 2;
    }
    for (int i = 0; i < 3 && y < body->y + body->lines; i++) {
        struct rect area = {y, 2, body->y + body->lines - y, body->columns - 2};
        y += text->lines[i][0] ? paint_wrapped(paint, &area, ROLE_TEXT, text->lines[i]) : 0;
    }
    paint_text(paint, layout->status.y, 0, layout->status.columns, ROLE_WARNING, text->next);
    if (text->scan[0] && y < body->y + body->lines)
        paint_text(paint, y + 1, 2, body->columns - 2, ROLE_DIM, text->scan);
    paint_cursor(paint, body->y, 2);
}

static const struct view_ops OPS = {
    .context = CONTEXT_DONE,
    .lets_through = true,
    .act = act,
    .key = key,
    .draw = draw,
};

struct view *done_view(const struct done_text *text)
{
    struct done_screen *done = calloc(1, sizeof *done);

    if (!done)
        return NULL;
    done->view.ops = &OPS;
    done->text = *text;
    return &done->view;
}
