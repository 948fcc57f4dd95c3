/*
 * What lot_screen.c, lot_detail.c and lot_pane.c share.
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
    struct detail_turn {
        size_t cursor;
        unsigned lot, spot;
        int64_t minute;
    } read_for;          /* what the details were read for: until it changes they hold */
    struct pk_spot spot; /* under the cursor, and the stay on it */
    struct stay stay;
};

enum { LOT_LEVEL_SIZE = PK_LEVEL_SIZE + 16 };

/* "1 Ground"; a name that begins with a number has one already. */
void lot_name_level(char out[static LOT_LEVEL_SIZE], const struct model *model, size_t number);

/* "in 16:03 (2 h 39)", and ", 7.50 in cash 18:40" or "". */
void lot_say_entry(char *out, size_t size, const struct app *app, const struct stay *stay);
void lot_say_last_tender(char *out, size_t size, const struct app *app, const struct stay *stay);

void lot_draw_header(const struct lot_screen *lot, const struct app *app, struct paint *paint,
                     const struct rect *line);
void lot_draw_detail(const struct lot_screen *lot, struct app *app, struct paint *paint,
                     const struct lot_layout *parts);

/* lot_pane.c: the pane of a wide screen. */
void lot_draw_pane(const struct lot_screen *lot, struct app *app, struct paint *paint,
                   const struct rect *area);

#endif
