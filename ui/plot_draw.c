/*
 * Drawing a plot. Calls paint.c, key.c for the bytes of braille.
 */
#include <stdio.h>
#include <string.h>

#include "columns.h"
#include "key.h"
#include "parkade/types.h"
#include "plot.h"

enum { CELL = 8, DOTS = 4 }; /* eighths of a cell; dots of braille, one above the other */

static int eighths_of(const struct plot *plot, int64_t value)
{
    return plot_eighths(value, plot->top, plot->field.lines * CELL);
}

/* ---- axes ---- */

/* The upper edge of the field is the top, the base is nothing. */
static void draw_values(const struct plot *plot, struct paint *paint)
{
    char label[PLOT_LABEL_SIZE];
    const struct rect *field = &plot->field;
    int64_t values[] = {plot->top, plot->top / 2, 0};
    int lines[] = {0, field->lines / 2, field->lines};

    for (int i = 0; i < 3; i++) {
        bool is_even = i != 1 || (plot->top % 2 == 0 && field->lines >= 4);
        if (!is_even)
            continue;
        plot_say_value(label, plot, values[i]);
        paint_right(paint, field->y + lines[i], field->x - 1, ROLE_DIM, label);
    }
    for (int line = 0; line < field->lines; line++)
        paint_text(paint, field->y + line, field->x - 1, 1, ROLE_DIM, paint->glyphs->axis[0]);
}

static void draw_base(const struct plot *plot, struct paint *paint)
{
    int y = plot->field.y + plot->field.lines;
    int columns = plot->width > 0 ? plot->count * plot->width : plot->field.columns;

    paint_text(paint, y, plot->field.x - 1, 1, ROLE_DIM, paint->glyphs->axis[1]);
    for (int i = 0; i < columns; i++)
        paint_text(paint, y, plot->field.x + i, 1, ROLE_DIM, paint->glyphs->axis[2]);
}

/* Writes TEXT at POINT, wholly inside the area, or not at all. */
static void draw_at(const struct plot *plot, struct paint *paint, int y, int point, enum role role,
                    const char *text)
{
    int x = plot_column(plot, point), columns = columns_text(text);
    int end = plot->field.x + plot->field.columns;

    if (plot->anchor > 0)
        x += (plot->width > 0 ? plot->width : 1) - columns;
    if (x >= plot->area.x && x + columns <= end)
        paint_text(paint, y, x, columns, role, text);
}

static bool is_counted(const struct plot *plot, int point, int step)
{
    return (point - plot->anchor) % step == 0;
}

static void draw_points(const struct plot *plot, struct paint *paint)
{
    char label[PLOT_LABEL_SIZE];
    int widest = 1;

    if (!plot->say_point)
        return;
    for (int point = 0; point < plot->count; point++) {
        plot->say_point(label, point, plot->context);
        int columns = columns_text(label);
        widest = columns > widest ? columns : widest;
    }
    int step = plot_step(plot, widest);
    for (int point = 0; point < plot->count; point++) {
        if (!is_counted(plot, point, step))
            continue;
        plot->say_point(label, point, plot->context);
        draw_at(plot, paint, plot->field.y + plot->field.lines + 1, point, ROLE_DIM, label);
    }
}

/* ---- bars and marks ---- */

/* The columns of a point's bar: beside a second one it has half, and from three columns on there
 * is a gap behind. */
struct place {
    int x, columns;
};

static struct place place_bar(const struct plot *plot, int point, enum plot_shape shape)
{
    bool is_shared = false;
    int x = plot_column(plot, point), all = plot->width > 2 ? plot->width - 1 : plot->width;

    for (int i = 0; i < plot->series_count; i++)
        is_shared = is_shared || plot->series[i].shape == PLOT_LIGHT;
    if (!is_shared || all < 2)
        return (struct place){x, all};
    int half = all / 2;
    return (struct place){shape == PLOT_LIGHT ? x + half : x, half};
}

static void draw_cells(const struct plot *plot, struct paint *paint, int line,
                       const struct place *place, enum role role, const char *sign)
{
    int y = plot->field.y + plot->field.lines - 1 - line;

    for (int i = 0; i < place->columns; i++)
        paint_text(paint, y, place->x + i, 1, role, sign);
}

/* The second kind has no eighths: its last cell is drawn from a half on. */
static void draw_bar(const struct plot *plot, struct paint *paint, int point,
                     const struct plot_series *series)
{
    const struct place place = place_bar(plot, point, series->shape);
    int filled = eighths_of(plot, series->values[point]);
    bool is_light = series->shape == PLOT_LIGHT;

    for (int line = 0; filled > 0; line++, filled -= CELL) {
        const char *sign = paint->glyphs->bars[filled < CELL ? filled : CELL];
        if (!is_light || line == 0 || filled >= CELL / 2)
            draw_cells(plot, paint, line, &place, series->role,
                       is_light ? paint->glyphs->light : sign);
    }
}

static void draw_mark(const struct plot *plot, struct paint *paint, int point,
                      const struct plot_series *series)
{
    const struct place place = {plot_column(plot, point), plot->width};
    int level = eighths_of(plot, series->values[point]);

    if (level > 0)
        draw_cells(plot, paint, (level - 1) / CELL, &place, series->role, paint->glyphs->mark);
}

static void draw_series(const struct plot *plot, struct paint *paint,
                        const struct plot_series *series)
{
    for (int point = 0; point < plot->count; point++) {
        if (series->values[point] == PK_NONE)
            continue;
        if (series->shape == PLOT_MARKS)
            draw_mark(plot, paint, point, series);
        else
            draw_bar(plot, paint, point, series);
    }
}

/* ---- more points than columns ---- */

/* The mean of the points that PART of PARTS stands for. */
static int64_t mean_of(const struct plot *plot, const int64_t *values, int part, int parts)
{
    int64_t sum = 0, count = 0;
    int from = (int)((int64_t)part * plot->count / parts);
    int to = (int)((int64_t)(part + 1) * plot->count / parts);

    for (int point = from; point < to || point == from; point++) {
        if (values[point] == PK_NONE)
            continue;
        sum += values[point];
        count++;
    }
    return count > 0 ? sum / count : 0;
}

/* Two columns of dots, the lowest LEFT and RIGHT of them set. */
static void braille(char out[static 5], int left, int right)
{
    static const unsigned LEFT[DOTS] = {0x40, 0x04, 0x02, 0x01};
    static const unsigned RIGHT[DOTS] = {0x80, 0x20, 0x10, 0x08};
    ui_key sign = 0x2800;

    for (int i = 0; i < DOTS; i++) {
        sign |= i < left ? LEFT[i] : 0;
        sign |= i < right ? RIGHT[i] : 0;
    }
    out[key_utf8(out, sign)] = '\0';
}

static void draw_dots(const struct plot *plot, struct paint *paint, int column,
                      const struct plot_series *series)
{
    char sign[5];
    const struct place place = {plot->field.x + column, 1};
    int parts = 2 * plot->field.columns, dots[2];

    for (int i = 0; i < 2; i++)
        dots[i] = plot_eighths(mean_of(plot, series->values, 2 * column + i, parts), plot->top,
                               plot->field.lines * DOTS);
    for (int line = 0; dots[0] > 0 || dots[1] > 0; line++, dots[0] -= DOTS, dots[1] -= DOTS) {
        braille(sign, dots[0], dots[1]);
        draw_cells(plot, paint, line, &place, series->role, sign);
    }
}

static void draw_column(const struct plot *plot, struct paint *paint, int column,
                        const struct plot_series *series)
{
    const struct place place = {plot->field.x + column, 1};
    int filled = eighths_of(plot, mean_of(plot, series->values, column, plot->field.columns));

    for (int line = 0; filled > 0; line++, filled -= CELL)
        draw_cells(plot, paint, line, &place, series->role,
                   paint->glyphs->bars[filled < CELL ? filled : CELL]);
}

static void draw_filled(const struct plot *plot, struct paint *paint,
                        const struct plot_series *series)
{
    for (int column = 0; column < plot->field.columns; column++) {
        if (paint->glyphs->is_utf8)
            draw_dots(plot, paint, column, series);
        else
            draw_column(plot, paint, column, series);
    }
}

/* ---- all of it ---- */

void plot_draw(const struct plot *plot, struct paint *paint)
{
    if (plot->count < 1 || plot->field.lines < 1 || plot->field.columns < 1)
        return;
    draw_values(plot, paint);
    draw_base(plot, paint);
    draw_points(plot, paint);
    if (plot->width == 0) {
        draw_filled(plot, paint, &plot->series[0]);
        return;
    }
    for (int i = 0; i < plot->series_count; i++)
        draw_series(plot, paint, &plot->series[i]);
}

void plot_numbers(const struct plot *plot, struct paint *paint, int y, const char *name,
                  const int64_t *values, enum role role)
{
    char text[PLOT_LABEL_SIZE];
    int widest = 1;

    paint_right(paint, y, plot->field.x - 1, ROLE_DIM, name);
    for (int point = 0; point < plot->count; point++)
        if (values[point] != PK_NONE) {
            int columns = snprintf(text, sizeof text, "%lld", (long long)values[point]);
            widest = columns > widest ? columns : widest;
        }
    int step = plot_step(plot, widest);
    for (int point = 0; point < plot->count; point++) {
        if (values[point] == PK_NONE || !is_counted(plot, point, step))
            continue;
        snprintf(text, sizeof text, "%lld", (long long)values[point]);
        draw_at(plot, paint, y, point, role, text);
    }
}

void plot_beam(struct paint *paint, int y, int x, int width, int64_t value, int64_t most,
               enum role role)
{
    int filled = most > 0 ? plot_eighths(value, most, width * CELL) : 0;

    for (; filled > 0; x++, filled -= CELL)
        paint_text(paint, y, x, 1, role, paint->glyphs->beams[filled < CELL ? filled : CELL]);
}
