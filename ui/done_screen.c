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

/* ---- on paper ---- */

/* What the printer has not taken it gets again; what never went there is no copy yet. */
static void print_first(struct done_text *text, struct app *app)
{
    struct pk_ticket ticket;

    if (text->ticket_id[0] && pk_ticket_get(&ticket, app->lot, text->ticket_id) == PK_OK)
        text->slip = printing_ticket(app, &ticket, 0);
    for (size_t i = 0; i < text->tender_count; i++)
        text->slip = printing_tender(app, &text->tenders[i]);
}

static void print(struct done_screen *done, struct app *app)
{
    struct done_text *text = &done->text;
    enum printing_state state = printing_state(app, text->slip);

    if (state == PRINTING_WAITS || state == PRINTING_FAILED)
        printing_now(app);
    else if (state == PRINTING_NOWHERE)
        print_first(text, app);
    else if (text->ticket_id[0])
        reprint_ticket(app, &done->view, text->ticket_id);
    else
        reprint_receipts(app, &done->view, text->tenders, text->tender_count);
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct done_text *text = &((const struct done_screen *)view)->text;

    return action != ACTION_PRINT ||
           (app->printing.has_printer && (text->ticket_id[0] || text->tender_count > 0));
}

static bool why_not(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action)
{
    (void)view;
    if (action != ACTION_PRINT)
        return false;
    if (app->printing.has_printer)
        snprintf(out, size, "%s", _("There is nothing to print."));
    else
        printing_say_none(out, size, app);
    return true;
}

static const char *paper_sentence(const struct done_text *text, const struct app *app)
{
    switch (printing_state(app, text->slip)) {
    case PRINTING_WAITS:
        return _("printing");
    case PRINTING_FAILED:
        return _("not printed");
    case PRINTING_DONE:
        return _("printed");
    default:
        return "";
    }
}

/* Without paper the driver gets the number written by hand. */
static const char *big_label(const struct done_text *text, const struct app *app)
{
    bool is_missing = text->ticket_id[0] && printing_state(app, text->slip) == PRINTING_FAILED;

    return is_missing ? _("Write this number for the driver") : text->big_label;
}

/* ---- actions ---- */

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    (void)key;
    if (action == ACTION_PRINT) {
        print((struct done_screen *)view, app);
        return true;
    }
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

    frame_title(paint, layout, text->title, paper_sentence(text, app));
    if (text->scan[0])
        draw_code(text, paint, body);
    if (text->alert[0])
        y = draw_alert(text, paint, body, y);
    if (text->is_gate_open)
        y = draw_gate(paint, body, y);
    if (text->big[0]) {
        paint_text(paint, y, 2, body->columns - 2, ROLE_DIM, big_label(text, app));
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
    .is_offered = is_offered,
    .why_not = why_not,
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
