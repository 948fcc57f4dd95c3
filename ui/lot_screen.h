/*
 * What lot_screen.c and lot_detail.c share.
 */
#ifndef UI_LOT_SCREEN_H
#define UI_LOT_SCREEN_H

#include "candidates.h"
#include "frame.h"
#include "grid.h"
#include "stay.h"
#include "view.h"

struct lot_screen {
    struct view view;
    struct grid grid;
    struct rect area; /* where the grid was drawn, for the mouse */
    int page;         /* its lines */
    struct editor entry;
    struct candidates candidates;
    bool is_left; /* another view was opened from here with what is typed */
    bool has_spot, has_stay;
    struct pk_spot spot; /* under the cursor, and the stay on it */
    struct stay stay;
};

void lot_draw_header(const struct lot_screen *lot, const struct app *app, struct paint *paint,
                     const struct rect *line);
void lot_draw_detail(const struct lot_screen *lot, struct app *app, struct paint *paint,
                     const struct lot_layout *parts);

#endif
