/*
 * Moving over the grid. Pure.
 */
#include "grid.h"

#include <limits.h>
#include <stdlib.h>

enum { HEAD_MAX = 8, GAP = 2 };

static const struct model_level *level_of(const struct grid *grid, const struct model *model)
{
    return &model->levels[grid->level];
}

void grid_go(struct grid *grid, const struct model *model, size_t index)
{
    if (index >= model->spot_count)
        return;
    grid->cursor = index;
    if (grid->level != model->spots[index].level)
        grid->top = grid->left = 0;
    grid->level = model->spots[index].level;
}

void grid_level(struct grid *grid, const struct model *model, int step)
{
    int count = (int)model->level_count;

    if (count > 0)
        grid_go(grid, model, model->levels[(grid->level + step + count) % count].first);
}

/* Sideways the nearest on the same line counts; up and down the nearest line, then column. */
static bool is_ahead(const struct model_spot *from, const struct model_spot *to, int lines,
                     int columns)
{
    if (columns != 0)
        return to->line == from->line && (to->column - from->column) * columns > 0;
    return (to->line - from->line) * lines > 0;
}

static long distance(const struct model_spot *from, const struct model_spot *to, int lines,
                     int columns)
{
    long away = labs((long)to->line - (from->line + lines));

    return away * 10000 + labs((long)to->column - (from->column + columns));
}

void grid_move(struct grid *grid, const struct model *model, int lines, int columns)
{
    const struct model_level *level = level_of(grid, model);
    const struct model_spot *from = &model->spots[grid->cursor];
    long best = LONG_MAX;

    for (size_t i = level->first; i < level->first + level->count; i++) {
        const struct model_spot *to = &model->spots[i];
        if (!is_ahead(from, to, lines, columns) || distance(from, to, lines, columns) >= best)
            continue;
        best = distance(from, to, lines, columns);
        grid->cursor = i;
    }
}

void grid_zoom_by(struct grid *grid, int step)
{
    int zoom = (int)grid->zoom + step;

    grid->is_zoomed = true;
    if (zoom >= 0 && zoom < ZOOM_COUNT)
        grid->zoom = (enum grid_zoom)zoom;
}

int grid_cell_columns(const struct grid *grid)
{
    static const int GAPS[ZOOM_COUNT] = {2, 2, 1};

    return GAPS[grid->zoom] + (grid->zoom == ZOOM_LABELS ? grid->numbers : 0);
}

/* Takes over the widths that the labels of LEVEL need. */
static void measure(struct grid *grid, const struct model_level *level)
{
    grid->head = level->head_columns > HEAD_MAX ? HEAD_MAX : level->head_columns;
    grid->numbers = level->number_columns;
}

int grid_wanted(const struct model *model)
{
    int wanted = 0;

    for (size_t i = 0; i < model->level_count; i++) {
        struct grid grid = {.zoom = ZOOM_LABELS};
        measure(&grid, &model->levels[i]);
        int columns = grid.head + GAP + model->levels[i].columns * grid_cell_columns(&grid);
        if (columns > wanted)
            wanted = columns;
    }
    return wanted;
}

/* How many cells there is room for; the gap after the last one may be cut off. */
static int cells_in(const struct grid *grid, int columns)
{
    int gap = grid->zoom == ZOOM_MAP ? 0 : 1;
    int cells = (columns + gap) / grid_cell_columns(grid);

    return cells > 0 ? cells : 1;
}

/* A margin before the spots, or in a pinch none: "A01" reads as well as "A  01". */
static bool fits(struct grid *grid, const struct model *model, int columns, enum grid_zoom zoom,
                 int gap)
{
    grid->zoom = zoom;
    grid->margin = grid->head + gap;
    return level_of(grid, model)->columns <= cells_in(grid, columns - grid->margin);
}

static void choose_zoom(struct grid *grid, const struct model *model, int columns)
{
    if (grid->is_zoomed)
        fits(grid, model, columns, grid->zoom, GAP);
    else if (!fits(grid, model, columns, ZOOM_LABELS, GAP) &&
             !fits(grid, model, columns, ZOOM_LABELS, 0) &&
             !fits(grid, model, columns, ZOOM_STATES, GAP))
        fits(grid, model, columns, ZOOM_MAP, GAP);
}

static int scrolled(int first, int chosen, int in_view, int count)
{
    if (chosen < first)
        first = chosen;
    if (chosen >= first + in_view)
        first = chosen - in_view + 1;
    if (first > count - in_view)
        first = count - in_view;
    return first > 0 ? first : 0;
}

void grid_fit(struct grid *grid, const struct model *model, const struct rect *area)
{
    if (model->spot_count == 0)
        return;
    if (grid->cursor >= model->spot_count)
        grid_go(grid, model, 0);
    measure(grid, level_of(grid, model));
    choose_zoom(grid, model, area->columns);
    const struct model_spot *spot = &model->spots[grid->cursor];
    grid->top = scrolled(grid->top, spot->line, area->lines, level_of(grid, model)->lines);
    grid->left = scrolled(grid->left, spot->column, cells_in(grid, area->columns - grid->margin),
                          level_of(grid, model)->columns);
}

long grid_at(const struct grid *grid, const struct model *model, const struct rect *area, int y,
             int x)
{
    int line = y - area->y + grid->top;
    int column = x - area->x - grid->margin;

    if (y < area->y || y >= area->y + area->lines || column < 0 || model->spot_count == 0)
        return -1;
    column = column / grid_cell_columns(grid) + grid->left;
    const struct model_level *level = level_of(grid, model);
    for (size_t i = level->first; i < level->first + level->count; i++)
        if (model->spots[i].line == line && model->spots[i].column == column)
            return (long)i;
    return -1;
}
