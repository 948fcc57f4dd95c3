/*
 * A plot: numbers over an axis, as bars, as levels marked over the bars, or as a filled line. What
 * the numbers are is the owner's business. First it is placed (pure), then drawn through paint.c,
 * in cells of eighths, in braille, or in plain signs.
 *
 *     struct plot plot = {.count = 24, .series_count = 1, .series = {{values, PLOT_BARS, role}}};
 *     plot_place(&plot, &area);
 *     plot_draw(&plot, paint);
 *     plot_numbers(&plot, paint, y, values, ROLE_TEXT);
 */
#ifndef UI_PLOT_H
#define UI_PLOT_H

#include <stdint.h>

#include "paint.h"

enum { PLOT_SERIES_MAX = 3, PLOT_LABEL_SIZE = 24 };

enum plot_shape {
    PLOT_BARS,  /* a bar for each point; a filled line where there are more points than columns */
    PLOT_LIGHT, /* a second bar beside it, of another pattern */
    PLOT_MARKS  /* a level in each point, over the bars */
};

struct plot_series {
    const int64_t *values; /* of the points; PK_NONE: there is none. Below 0 nothing is drawn */
    enum plot_shape shape;
    enum role role;
};

/* Writes into OUT what stands for VALUE, or for point number VALUE, at an axis. CONTEXT is the
 * plot's. */
typedef void (*plot_say)(char out[static PLOT_LABEL_SIZE], int64_t value, const void *context);

struct plot {
    int count; /* of points, the same in each series */
    int series_count;
    struct plot_series series[PLOT_SERIES_MAX];
    plot_say say_value; /* at the upright axis; NULL: the number itself */
    plot_say say_point; /* below the points; NULL: nothing */
    const void *context;
    int anchor; /* where there is no room for the label of each point, this one has its own. Labels
                 * begin at their points; where it is the last one, they end there */
    int margin; /* columns kept at the left at least: for the names of numbers */

    /* plot_place() sets what follows. */
    struct rect area;
    struct rect field; /* where the bars stand */
    int64_t top;       /* the value of a bar as high as the field */
    int width;         /* columns of a point; 0: there are more points than columns */
};

/* Divides AREA: at the left the upright axis, in the last two lines the base and its labels. */
void plot_place(struct plot *plot, const struct rect *area);

void plot_draw(const struct plot *plot, struct paint *paint);

/* Writes VALUES as numbers on line Y, each where its point is; as many as have room, evenly. NAME
 * stands left of them. */
void plot_numbers(const struct plot *plot, struct paint *paint, int y, const char *name,
                  const int64_t *values, enum role role);

/* A lying bar, VALUE of MOST over WIDTH columns. */
void plot_beam(struct paint *paint, int y, int x, int width, int64_t value, int64_t most,
               enum role role);

/* ---- its parts, pure ---- */

/* The least round number that is not below VALUE; 1 at least. */
int64_t plot_round_up(int64_t value);

/* What stands for VALUE at the upright axis. */
void plot_say_value(char out[static PLOT_LABEL_SIZE], const struct plot *plot, int64_t value);

/* The column at which POINT begins. */
int plot_column(const struct plot *plot, int point);

/* Of texts of COLUMNS columns, those at every so manyth point can be read. */
int plot_step(const struct plot *plot, int columns);

/* How many of EIGHTHS stand for VALUE, of which TOP fills all; what is more than nothing is one at
 * least. */
int plot_eighths(int64_t value, int64_t top, int eighths);

#endif
