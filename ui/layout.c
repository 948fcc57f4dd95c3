/*
 * Dividing the screen. Pure.
 */
#include "layout.h"

enum { PANE_COLUMNS = 44, PANE_GAP = 4, DETAIL_LINES = 2 };

void layout_frame(struct layout *out, int lines, int columns)
{
    out->is_too_small = lines < LAYOUT_LINES_MIN || columns < LAYOUT_COLUMNS_MIN;
    out->header = (struct rect){0, 0, 1, columns};
    out->body = (struct rect){2, 0, lines - 5, columns};
    out->status = (struct rect){lines - 3, 0, 1, columns};
    out->entry = (struct rect){lines - 2, 0, 1, columns};
    out->hint = (struct rect){lines - 1, 0, 1, columns};
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

void layout_lot(struct lot_layout *out, const struct rect *body, int wanted)
{
    out->is_wide = body->columns >= LAYOUT_WIDE;
    out->grid = *body;
    if (out->is_wide) {
        out->grid.columns = least(body->columns - PANE_COLUMNS - PANE_GAP, wanted);
        out->detail =
            (struct rect){body->y, out->grid.columns + PANE_GAP, body->lines, PANE_COLUMNS};
        return;
    }
    out->grid.lines -= DETAIL_LINES + 1;
    out->detail =
        (struct rect){body->y + body->lines - DETAIL_LINES, 0, DETAIL_LINES, body->columns};
}

struct rect layout_box(const struct rect *body, int lines, int columns)
{
    struct rect box;

    box.lines = least(lines, body->lines);
    box.columns = least(columns, body->columns);
    box.y = body->y + (body->lines - box.lines) / 3;
    box.x = body->x + (body->columns - box.columns) / 2;
    return box;
}
