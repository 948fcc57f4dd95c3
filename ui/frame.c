/*
 * Shared lines. Calls paint.c, editor.c.
 */
#include "frame.h"

#include "columns.h"
#include "parkade/text.h"

enum { LABEL_COLUMNS = 11 };

void frame_title(struct paint *paint, const struct layout *layout, const char *name,
                 const char *about)
{
    int x = paint_text(paint, layout->header.y, 0, layout->header.columns, ROLE_TITLE, name) + 2;

    paint_text(paint, layout->header.y, x, layout->header.columns - x, ROLE_TEXT, about);
}

static int tabs_columns(const struct tabs *tabs)
{
    int columns = 0;

    for (int i = 0; i < tabs->count; i++)
        columns += 2 + columns_text(_(tabs->names[i]));
    return columns;
}

/* Draws the names from FIRST on that fit up to END; returns the column after them. */
static int draw_tabs(struct paint *paint, int y, int x, int end, const struct tabs *tabs, int first)
{
    for (int i = first; i < tabs->count; i++) {
        bool is_here = i == tabs->here;
        if (i > first && x + 1 + columns_text(_(tabs->names[i])) > end)
            break;
        x += paint_text(paint, y, x, 1, ROLE_STRONG, is_here ? paint->glyphs->here : " ");
        x += 1 +
             paint_text(paint, y, x, end - x, is_here ? ROLE_STRONG : ROLE_DIM, _(tabs->names[i]));
    }
    return x;
}

void frame_tabs(struct paint *paint, const struct rect *room, const struct tabs *tabs)
{
    enum { WHICH_COLUMNS = 8 };
    int end = room->x + room->columns;

    if (tabs_columns(tabs) <= room->columns) {
        draw_tabs(paint, room->y, room->x, end, tabs, 0);
        return;
    }
    int x = draw_tabs(paint, room->y, room->x, end - WHICH_COLUMNS, tabs, tabs->here) + 1;
    paint_format(paint, room->y, x, end - x, ROLE_DIM, _("%d of %d"), tabs->here + 1, tabs->count);
}

int frame_fact(struct paint *paint, int y, int x, int width, const char *label, const char *value)
{
    paint_text(paint, y, x, LABEL_COLUMNS - 1, ROLE_DIM, label);
    paint_text(paint, y, x + LABEL_COLUMNS, width - LABEL_COLUMNS, ROLE_TEXT, value);
    return y + 1;
}

int frame_entry(struct paint *paint, const struct rect *line, const struct editor *editor,
                int width, bool is_focus)
{
    int column;
    size_t first = editor_view(editor, width, &column);

    paint_text(paint, line->y, line->x, 2, ROLE_KEY, ">");
    int used = paint_text(paint, line->y, line->x + 2, width,
                          editor->is_old ? ROLE_DIM : ROLE_STRONG, editor->text + first);
    if (is_focus)
        paint_cursor(paint, line->y, line->x + 2 + column);
    return line->x + 2 + used;
}

int frame_field(struct paint *paint, int y, int x, int width, const struct editor *editor)
{
    int column;
    size_t first = editor_view(editor, width, &column);
    int used = paint_text(paint, y, x, width, ROLE_FIELD, editor->text + first);

    for (; used < width; used++)
        paint_text(paint, y, x + used, 1, ROLE_FIELD, " ");
    return x + column;
}
