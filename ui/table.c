/*
 * The table: see table.h.
 */
#include "table.h"

#include "parkade/text.h"

enum { GAP = 2, MARGIN = 2 };

/* Which columns are shown on a screen of WIDTH, and where. */
struct places {
    int count;
    int column[TABLE_COLUMNS_MAX]; /* its number */
    int x[TABLE_COLUMNS_MAX], width[TABLE_COLUMNS_MAX];
};

static void place(struct places *out, const struct table *table, const struct rect *area)
{
    int x = area->x + MARGIN;

    out->count = 0;
    for (int i = 0; i < table->column_count && out->count < TABLE_COLUMNS_MAX; i++) {
        const struct table_column *column = &table->columns[i];
        if (area->columns < column->from)
            continue;
        out->column[out->count] = i;
        out->x[out->count] = x;
        out->width[out->count++] = column->width;
        x += column->width + GAP;
    }
    if (out->count > 0) {
        int last = out->count - 1, rest = area->x + area->columns - out->x[last];
        if (!table->columns[out->column[last]].is_right || rest < out->width[last])
            out->width[last] = rest;
    }
}

static void draw_cell(struct paint *paint, int y, const struct places *at, int place, bool is_right,
                      enum role role, const char *text)
{
    if (is_right)
        paint_right(paint, y, at->x[place] + at->width[place], role, text);
    else
        paint_text(paint, y, at->x[place], at->width[place], role, text);
}

static void draw_heading(const struct table *table, struct paint *paint, int y,
                         const struct places *at)
{
    for (int i = 0; i < at->count; i++) {
        const struct table_column *column = &table->columns[at->column[i]];
        draw_cell(paint, y, at, i, column->is_right, ROLE_DIM, _(column->title));
    }
}

static void draw_line(const struct table *table, struct paint *paint, int y,
                      const struct places *at, const void *rows, int line)
{
    for (int i = 0; i < at->count; i++) {
        char text[TABLE_CELL_SIZE] = "";
        int number = at->column[i];
        enum role role = table->cell(text, rows, line, number);
        draw_cell(paint, y, at, i, table->columns[number].is_right, role, text);
    }
}

void table_draw(struct table *table, struct paint *paint, const struct rect *area, const void *rows)
{
    struct list *list = &table->list;
    struct places at;

    place(&at, table, area);
    draw_heading(table, paint, area->y, &at);
    table->page = area->lines > 1 ? area->lines - 1 : 1;
    list_show(list, table->page);
    paint_cursor(paint, area->y, area->x + MARGIN);
    for (int i = 0; i < table->page && list->top + i < list->count; i++) {
        int y = area->y + 1 + i;
        struct rect bar = {y, area->x, 1, area->columns};
        paint->is_chosen = list->top + i == list->chosen;
        if (paint->is_chosen) {
            paint_blank(paint, &bar, ROLE_CHOSEN);
            paint_cursor(paint, y, area->x + MARGIN);
        }
        draw_line(table, paint, y, &at, rows, list->top + i);
        paint->is_chosen = false;
    }
    if (list->count == 0)
        paint_text(paint, area->y + 1, area->x + MARGIN, area->columns - MARGIN, ROLE_DIM,
                   _("None."));
}

bool table_key(struct table *table, ui_key key)
{
    return list_key(&table->list, key, table->page > 0 ? table->page : 1);
}
