/*
 * A text to be read: a report as it is printed, a tariff. It scrolls. Calls paint.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "columns.h"
#include "frame.h"
#include "list.h"
#include "parkade/text.h"
#include "screens.h"

enum { PIECE_SIZE = 1024, MARGIN = 2 };

struct text_screen {
    struct view view;
    char title[40], about[80];
    char *text;       /* owned; lines end with '\n' */
    int lines;        /* how many it takes on the screen */
    struct list list; /* its top is what counts */
    int page;
    json_t *report; /* what can be printed of it, owned, or NULL */
    char report_name[80];
    void (*left)(struct app *app); /* when the reader goes on; NULL: nothing comes next */
    const char *left_name;
};

static struct text_screen *of(struct view *view)
{
    return (struct text_screen *)view;
}

/* Takes the next line of WIDTH columns off TEXT into PIECE: what is longer goes on in the line
 * below. Returns where the text goes on. */
static const char *take_line(char piece[static PIECE_SIZE], const char *text, int width)
{
    size_t length = strcspn(text, "\n");

    snprintf(piece, PIECE_SIZE, "%.*s", (int)length, text);
    size_t used = columns_line(piece, width);
    if (used == 0 || used == length)
        return text + length + (text[length] == '\n');
    piece[used] = '\0';
    used += strspn(text + used, " ");
    return text + used + (text[used] == '\n');
}

static int count_lines(const char *text, int width)
{
    char piece[PIECE_SIZE];
    int count = 0;

    for (; *text; count++)
        text = take_line(piece, text, width);
    return count;
}

/* What is in view moves, not a choice within it. */
static bool scroll(struct text_screen *screen, ui_key key)
{
    bool is_down = key == K_DOWN || key == K_PAGE_DOWN || key == K_END;

    screen->list.chosen = screen->list.top + (is_down ? screen->page - 1 : 0);
    return list_key(&screen->list, key, screen->page);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct text_screen *screen = of(view);

    switch (action) {
    case ACTION_SCROLL:
        return scroll(screen, key);
    case ACTION_CONTINUE:
        app_pop(app, view);
        if (screen->left)
            screen->left(app);
        return true;
    case ACTION_PRINT:
        printing_report(app, screen->report_name, screen->report);
        toast_show(&app->toast, ROLE_GOOD, _("It goes to the printer: %s."), screen->report_name);
        return true;
    default:
        return false;
    }
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct text_screen *screen = (const struct text_screen *)view;

    if (action == ACTION_CONTINUE)
        return screen->left != NULL;
    if (action == ACTION_PRINT)
        return screen->report && app->printing.has_printer;
    return action != ACTION_SCROLL || screen->lines > screen->page;
}

static bool why_not(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action)
{
    if (action != ACTION_PRINT)
        return false;
    if (((const struct text_screen *)view)->report)
        printing_say_none(out, size, app);
    else
        snprintf(out, size, "%s", _("Only reports of shifts are printed."));
    return true;
}

static const char *name(const struct view *view, enum action_id action)
{
    return action == ACTION_CONTINUE ? ((const struct text_screen *)view)->left_name : NULL;
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct text_screen *screen = of(view);
    const struct rect *body = &layout->body;
    const char *text = screen->text;
    char piece[PIECE_SIZE];
    int width = body->columns - MARGIN;

    (void)app;
    screen->page = body->lines;
    screen->lines = count_lines(text, width);
    list_resize(&screen->list, screen->lines);
    list_show(&screen->list, body->lines);
    frame_title(paint, layout, screen->title, screen->about);
    for (int i = 0; i < screen->list.top; i++)
        text = take_line(piece, text, width);
    for (int i = 0; i < body->lines && *text; i++) {
        text = take_line(piece, text, width);
        paint_text(paint, body->y + i, MARGIN, width, ROLE_TEXT, piece);
    }
    paint_cursor(paint, body->y, MARGIN);
}

static void forget(struct view *view)
{
    free(of(view)->text);
    json_decref(of(view)->report);
}

static const struct view_ops OPS = {
    .context = CONTEXT_TEXT,
    .act = act,
    .is_offered = is_offered,
    .why_not = why_not,
    .name = name,
    .draw = draw,
    .close = forget,
};

struct view *text_view(const char *title, const char *about, char *text)
{
    struct text_screen *screen = text ? calloc(1, sizeof *screen) : NULL;

    if (!screen) {
        free(text);
        return NULL;
    }
    screen->view.ops = &OPS;
    pk_copy(screen->title, sizeof screen->title, title);
    pk_copy(screen->about, sizeof screen->about, about);
    screen->text = text;
    screen->lines = count_lines(text, LAYOUT_COLUMNS_MIN); /* until it is drawn */
    list_resize(&screen->list, screen->lines);
    return &screen->view;
}

void text_view_prints(struct view *view, const char *report_name, json_t *report)
{
    of(view)->report = json_incref(report);
    pk_copy(of(view)->report_name, sizeof of(view)->report_name, report_name);
}

void text_view_then(struct view *view, const char *name, void (*left)(struct app *app))
{
    of(view)->left_name = name;
    of(view)->left = left;
}
