/*
 * Where things are on a screen of a given size. Pure: no curses, tested as numbers.
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include <stdbool.h>

enum { LAYOUT_LINES_MIN = 20, LAYOUT_COLUMNS_MIN = 60, LAYOUT_WIDE = 110 };

struct rect {
    int y, x, lines, columns;
};

/* Every screen has these four lines and a body; the lot divides its body further. */
struct layout {
    bool is_too_small; /* nothing but a sentence fits */
    struct rect header, body, status, entry, hint;
};

void layout_frame(struct layout *out, int lines, int columns);

/* The lot's body: the grid, and the details of the spot under the cursor below it or, on a wide
 * screen, in a pane at its right. */
struct lot_layout {
    bool is_wide;
    struct rect grid, detail;
};

/* WANTED is the columns that the grid can use: the pane does not stand further away than that. */
void layout_lot(struct lot_layout *out, const struct rect *body, int wanted);

/* A box of at most LINES and COLUMNS in the middle of BODY, the frame included. */
struct rect layout_box(const struct rect *body, int lines, int columns);

#endif
