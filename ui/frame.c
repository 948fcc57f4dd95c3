/*
 * Shared lines. Calls paint.c, editor.c.
 */
#include "frame.h"

enum { LABEL_COLUMNS = 11 };

void frame_title(struct paint *paint, const struct layout *layout, const char *name,
                 const char *about)
{
    int x = paint_text(paint, layout->header.y, 0, layout->header.columns, ROLE_TITLE, name) + 2;

    paint_text(paint, layout->header.y, x, layout->header.columns - x, ROLE_TEXT, about);
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
