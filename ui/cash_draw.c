/*
 * Drawing a count. On a screen of usual width the sum stands at the right of the lines, so that as
 * many of these as possible are in view; on a narrow one below them. Calls paint.c, frame.c.
 */
#include "cash_draw.h"

#include <stdio.h>

#include "big.h"
#include "cash_screen.h"
#include "frame.h"
#include "parkade/text.h"

enum {
    USUAL_COLUMNS = 80,
    TOP_LINES = 3, /* what the screen says, or why the lot refused */
    LABEL_RIGHT = 13,
    FIELD_X = 16,
    TOTAL_WIDTH = 12,
    PIECES_WIDTH = 8,
    VALUE_RIGHT = 42,
    SUM_X = 28,
    WIDE_SUM_X = 46
};

/* Where the lines are and where the sum is. */
struct places {
    struct rect lines;
    int sum_y, sum_x;
    bool has_values; /* what each line makes */
};

static void divide(struct places *out, const struct rect *body)
{
    int y = body->y + TOP_LINES;

    out->lines = (struct rect){y, body->x, body->lines - TOP_LINES, body->columns};
    out->has_values = body->columns >= LAYOUT_WIDE;
    out->sum_y = y;
    out->sum_x = out->has_values ? WIDE_SUM_X : SUM_X;
    if (body->columns < USUAL_COLUMNS) {
        out->lines.lines -= BIG_LINES + 2;
        out->sum_y = out->lines.y + out->lines.lines + 1;
        out->sum_x = 2;
    }
}

static void draw_value(const struct tally *tally, struct paint *paint, int y, int line)
{
    char money[PK_MONEY_SIZE];
    int64_t value = line > 0 ? tally_value(tally, line) : PK_NONE;

    if (value == PK_NONE)
        return;
    pk_money_format(money, value, tally->currency);
    paint_right(paint, y, VALUE_RIGHT, ROLE_DIM, money);
}

static void draw_line(const struct tally *tally, struct paint *paint, int y, int line,
                      bool has_values)
{
    bool is_here = line == tally->focus;
    char label[PK_MONEY_SIZE];

    if (line > 0)
        pk_money_format(label, tally->denominations[line - 1], tally->currency);
    else
        snprintf(label, sizeof label, "%s", _("Total"));
    if (is_here)
        paint_text(paint, y, 0, 1, ROLE_STRONG, paint->glyphs->here);
    paint_right(paint, y, LABEL_RIGHT, is_here ? ROLE_STRONG : ROLE_DIM, label);
    if (line > 0)
        paint_text(paint, y, LABEL_RIGHT + 1, 1, ROLE_DIM, "x");
    int cursor =
        frame_field(paint, y, FIELD_X, line > 0 ? PIECES_WIDTH : TOTAL_WIDTH, &tally->lines[line]);
    if (is_here)
        paint_cursor(paint, y, cursor);
    if (has_values)
        draw_value(tally, paint, y, line);
}

static void draw_lines(struct cash_screen *screen, struct paint *paint, const struct places *at)
{
    struct tally *tally = &screen->tally;
    struct list *list = &screen->list;

    list_resize(list, tally_last_line(tally) + 1);
    list->chosen = tally->focus;
    list_show(list, at->lines.lines);
    for (int i = 0; i < at->lines.lines && list->top + i < list->count; i++)
        draw_line(tally, paint, at->lines.y + i, list->top + i, at->has_values);
}

/* On a small screen: that there are more lines than are in view. */
static void draw_more(const struct cash_screen *screen, struct paint *paint,
                      const struct places *at)
{
    const struct list *list = &screen->list;
    int below = list->count - list->top - at->lines.lines;
    int x = FIELD_X + TOTAL_WIDTH + 2, last = at->lines.y + at->lines.lines - 1;

    if (at->sum_x != 2)
        x = FIELD_X + PIECES_WIDTH + 1;
    if (list->top > 0)
        paint_format(paint, at->lines.y, x, paint->columns - x, ROLE_DIM, _("%d above"), list->top);
    if (below > 0)
        paint_format(paint, last, x, paint->columns - x, ROLE_DIM, _("%d below"), below);
}

static void draw_sum(const struct cash_screen *screen, struct paint *paint, const struct places *at)
{
    int64_t sum = tally_sum(&screen->tally);
    int room = paint->columns - at->sum_x;
    char money[PK_MONEY_SIZE] = "-";

    if (sum != PK_NONE)
        pk_money_format(money, sum, screen->tally.currency);
    int label = paint_text(paint, at->sum_y, at->sum_x, room, ROLE_DIM, _("Counted"));
    if (big_columns(money) <= room)
        paint_big(paint, at->sum_y + 1, at->sum_x, ROLE_BIG, money);
    else
        paint_text(paint, at->sum_y, at->sum_x + label + 2, room - label - 2, ROLE_STRONG, money);
}

void cash_draw(struct view *view, struct app *app, struct paint *paint, const struct layout *layout)
{
    struct cash_screen *screen = (struct cash_screen *)view;
    const struct prompt *prompt = &screen->prompt;
    const struct rect *body = &layout->body;
    struct rect top = {body->y, 2, TOP_LINES, body->columns - 4};
    struct places at;

    (void)app;
    divide(&at, body);
    frame_title(paint, layout, _(prompt->spec->title), screen->about);
    if (prompt->message[0])
        paint_wrapped(paint, &top, ROLE_ERROR, prompt->message);
    else
        paint_wrapped(paint, &top, ROLE_TEXT, prompt->text);
    draw_lines(screen, paint, &at);
    draw_more(screen, paint, &at);
    draw_sum(screen, paint, &at);
}
