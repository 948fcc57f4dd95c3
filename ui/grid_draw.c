/*
 * Drawing the grid. Calls paint.c.
 */
#include <string.h>

#include "columns.h"
#include "grid.h"
#include "parkade/text.h"

const char *grid_sign(const struct glyphs *glyphs, const struct model_spot *spot)
{
    switch (spot->look) {
    case LOOK_FREE:
        return glyphs->free[spot->kind];
    case LOOK_PAID:
        return glyphs->paid;
    case LOOK_OVERSTAYED:
        return glyphs->overstayed;
    case LOOK_EXPIRED:
        return glyphs->expired;
    case LOOK_CLOSED:
        return glyphs->closed;
    default:
        return glyphs->taken;
    }
}

const char *grid_word(enum spot_look look)
{
    static const char *const WORDS[LOOK_COUNT] = {
        [LOOK_FREE] = "free",       [LOOK_TAKEN] = "taken",
        [LOOK_PAID] = "paid",       [LOOK_OVERSTAYED] = "overstayed",
        [LOOK_EXPIRED] = "expired", [LOOK_CLOSED] = "out of service",
    };

    return _(WORDS[look]);
}

static enum role role_of(enum spot_look look)
{
    static const enum role ROLES[LOOK_COUNT] = {
        [LOOK_FREE] = ROLE_FREE,        [LOOK_TAKEN] = ROLE_TAKEN,   [LOOK_PAID] = ROLE_PAID,
        [LOOK_OVERSTAYED] = ROLE_ALERT, [LOOK_EXPIRED] = ROLE_ALERT, [LOOK_CLOSED] = ROLE_CLOSED,
    };

    return ROLES[look];
}

/* The name of a row stands before its first spot, and again in a gap where it changes. */
static void draw_head(const struct grid *grid, struct paint *paint, int y, int x, const char *label)
{
    char head[PK_SPOT_LABEL_SIZE];
    size_t length = model_head(label);

    memcpy(head, label, length);
    head[length] = '\0';
    paint_text(paint, y, x, grid->head, ROLE_STRONG, head);
}

static bool has_same_head(const struct model_spot *a, const struct model_spot *b)
{
    size_t length = model_head(a->label);

    return length == model_head(b->label) && memcmp(a->label, b->label, length) == 0;
}

static void draw_spot(const struct grid *grid, struct paint *paint, int y, int x, int width,
                      const struct model_spot *spot)
{
    enum role role = role_of(spot->look);

    if (grid->zoom == ZOOM_LABELS) {
        const char *number = spot->label + model_head(spot->label);
        x += paint_text(paint, y, x + grid->numbers - columns_text(number), width,
                        spot->look == LOOK_TAKEN ? ROLE_DIM : role, number);
        x += grid->numbers - columns_text(number);
    }
    paint_text(paint, y, x, width, role, grid_sign(paint->glyphs, spot));
}

struct place {
    int y, x, width;
    bool is_in_view;
};

static struct place place_of(const struct grid *grid, const struct rect *area,
                             const struct model_spot *spot)
{
    int cell = grid_cell_columns(grid);
    struct place place = {.y = area->y + spot->line - grid->top,
                          .x = area->x + grid->margin + (spot->column - grid->left) * cell};
    int needs = grid->zoom == ZOOM_LABELS ? cell - 1 : 1;

    place.width = needs;
    place.is_in_view = spot->line >= grid->top && spot->line < grid->top + area->lines &&
                       spot->column >= grid->left && place.x + needs <= area->x + area->columns;
    return place;
}

static void draw_heads(const struct grid *grid, const struct rect *area, struct paint *paint,
                       const struct model_spot *spot, const struct model_spot *before,
                       const struct place *place)
{
    bool is_first = !before || before->line != spot->line;

    if (is_first || (spot->column == grid->left))
        draw_head(grid, paint, place->y, area->x, spot->label);
    else if (!has_same_head(spot, before) && spot->column > before->column + 1 &&
             grid->zoom == ZOOM_LABELS)
        draw_head(grid, paint, place->y, place->x - grid->head - 1, spot->label);
}

void grid_draw(const struct grid *grid, const struct model *model, const struct rect *area,
               struct paint *paint, bool is_focus)
{
    if (model->spot_count == 0)
        return;
    const struct model_level *level = &model->levels[grid->level];
    for (size_t i = level->first; i < level->first + level->count; i++) {
        const struct model_spot *spot = &model->spots[i];
        struct place place = place_of(grid, area, spot);
        if (!place.is_in_view)
            continue;
        draw_heads(grid, area, paint, spot, i > level->first ? spot - 1 : NULL, &place);
        paint->is_chosen = i == grid->cursor;
        draw_spot(grid, paint, place.y, place.x, place.width, spot);
        paint->is_chosen = false;
        if (i == grid->cursor && is_focus)
            paint_cursor(paint, place.y, place.x);
    }
}
