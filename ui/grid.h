/*
 * The grid: which level, which spot is under the cursor, how large, what is in view. It moves and
 * scrolls without a screen; grid_draw.c draws it. Pure.
 */
#ifndef UI_GRID_H
#define UI_GRID_H

#include "layout.h"
#include "model.h"
#include "paint.h"

enum grid_zoom {
    ZOOM_LABELS, /* "17■ ": number and state */
    ZOOM_STATES, /* "■ " */
    ZOOM_MAP,    /* "■": a lot of 10,000 on one screen */
    ZOOM_COUNT
};

struct grid {
    size_t cursor; /* index in model->spots */
    int level;
    enum grid_zoom zoom;
    bool is_zoomed;    /* by hand; else the largest that shows all columns */
    int top, left;     /* the first line and column in view */
    int head, numbers; /* columns of the rows' names and of the longest number */
    int margin;        /* columns before the first spot */
};

/* Goes to the spot INDEX, to another level, STEP lines and columns further. */
void grid_go(struct grid *grid, const struct model *model, size_t index);
void grid_level(struct grid *grid, const struct model *model, int step);
void grid_move(struct grid *grid, const struct model *model, int lines, int columns);
void grid_zoom_by(struct grid *grid, int step);

/* Fits the grid into AREA: zoom, widths, and what is in view. To be called before it is drawn or
 * pointed at. */
void grid_fit(struct grid *grid, const struct model *model, const struct rect *area);

/* The columns that the widest level needs with its labels. */
int grid_wanted(const struct model *model);

/* The columns of one cell, gap included. */
int grid_cell_columns(const struct grid *grid);

/* The spot drawn at a place of the screen, or -1. */
long grid_at(const struct grid *grid, const struct model *model, const struct rect *area, int y,
             int x);

/* grid_draw.c: draws the spots in view; IS_FOCUS: the terminal's cursor goes onto the chosen one.
 */
void grid_draw(const struct grid *grid, const struct model *model, const struct rect *area,
               struct paint *paint, bool is_focus);

/* The sign and the word for what a spot looks like. */
const char *grid_sign(const struct glyphs *glyphs, const struct model_spot *spot);
const char *grid_word(enum spot_look look);

#endif
