/*
 * The signs of the screen: one table for UTF-8, one for ASCII. Each sign of a spot's state is a
 * shape of its own, so that it says the same without colour. Pure.
 */
#ifndef UI_GLYPH_H
#define UI_GLYPH_H

#include <stdbool.h>

#include "parkade/types.h"

struct glyphs {
    bool is_utf8;
    const char *free[PK_SPOT_KIND_COUNT]; /* a free spot, by kind */
    const char *taken, *paid, *overstayed, *expired, *closed;
    const char *ellipsis, *rule, *here, *warning;
    const char *side, *corners[4]; /* of a box; corners from the top left in reading order */
    const char *block;             /* a pixel of large figures */
    const char *half_top, *half_low, *full; /* two modules of a QR code in one cell */
    const char *bars[9];                    /* of a plot: a cell filled from below, by eighths */
    const char *beams[9];                   /* likewise from the left */
    const char *light, *mark;               /* a bar of the second kind; a level over bars */
    const char *axis[3];                    /* upright, corner, base */
};

const struct glyphs *glyphs_for(bool is_utf8);

#endif
