/*
 * Placing a plot: its scale, and which columns belong to a point. Pure.
 */
#include "plot.h"

#include <stdio.h>

#include "columns.h"
#include "parkade/types.h"

enum { WIDTH_MAX = 8, BELOW = 2 }; /* columns of a point; lines for the base and its labels */

int64_t plot_round_up(int64_t value)
{
    static const int64_t ROUND[] = {10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100};
    int64_t unit = 1;

    if (value <= 10)
        return value < 2 ? 1 : value <= 5 ? value : value + value % 2;
    while (value > 100 * unit && unit < INT64_MAX / 1000)
        unit *= 10;
    for (size_t i = 0; i < sizeof ROUND / sizeof ROUND[0]; i++)
        if (ROUND[i] * unit >= value)
            return ROUND[i] * unit;
    return value;
}

int plot_eighths(int64_t value, int64_t top, int eighths)
{
    if (value <= 0)
        return 0;
    int64_t result = (int64_t)((double)value / (double)top * eighths + 0.5);
    if (result < 1)
        return 1;
    return result > eighths ? eighths : (int)result;
}

static int64_t most_of(const struct plot *plot)
{
    int64_t most = 0;

    for (int i = 0; i < plot->series_count; i++)
        for (int point = 0; point < plot->count; point++)
            if (plot->series[i].values[point] != PK_NONE && plot->series[i].values[point] > most)
                most = plot->series[i].values[point];
    return most;
}

void plot_say_value(char out[static PLOT_LABEL_SIZE], const struct plot *plot, int64_t value)
{
    if (plot->say_value)
        plot->say_value(out, value, plot->context);
    else
        snprintf(out, PLOT_LABEL_SIZE, "%lld", (long long)value);
}

/* The axis shows the top and its half. */
static int axis_columns(const struct plot *plot)
{
    char label[PLOT_LABEL_SIZE];
    int widest = plot->margin - 1;

    for (int part = 1; part <= 2; part++) {
        plot_say_value(label, plot, plot->top / part);
        int columns = columns_text(label);
        widest = columns > widest ? columns : widest;
    }
    return widest + 1;
}

void plot_place(struct plot *plot, const struct rect *area)
{
    plot->area = *area;
    plot->top = plot_round_up(most_of(plot));
    int axis = axis_columns(plot);
    plot->field = (struct rect){area->y, area->x + axis, area->lines - BELOW, area->columns - axis};
    plot->width = plot->count > 0 ? plot->field.columns / plot->count : 1;
    if (plot->width > WIDTH_MAX)
        plot->width = WIDTH_MAX;
}

int plot_column(const struct plot *plot, int point)
{
    if (plot->width > 0)
        return plot->field.x + point * plot->width;
    return plot->field.x + (int)((int64_t)point * plot->field.columns / plot->count);
}

/* Steps at which hours of a day and days of a week can be counted off. */
int plot_step(const struct plot *plot, int columns)
{
    static const int STEPS[] = {1, 2, 3, 4, 6, 7, 12, 14, 28, 56, 91, 182};

    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        int room = plot->width > 0 ? STEPS[i] * plot->width
                                   : (int)((int64_t)STEPS[i] * plot->field.columns / plot->count);
        if (room > columns)
            return STEPS[i];
    }
    return plot->count > 0 ? plot->count : 1;
}
