/*
 * Drawing by role, in columns. Views draw through this and never see curses; what does not fit is
 * cut at a whole character and says so with an ellipsis.
 */
#ifndef UI_PAINT_H
#define UI_PAINT_H

#include "glyph.h"
#include "layout.h"
#include "theme.h"

struct paint {
    const struct theme *theme;
    const struct glyphs *glyphs;
    int lines, columns;
    int cursor_y, cursor_x; /* where the focus is, for the eye and for screen readers */
    bool is_chosen;         /* draw everything as chosen: the bar of a list */
};

/* Begins a picture of the whole screen, and ends it: one update of the terminal. */
void paint_begin(struct paint *paint);
void paint_end(struct paint *paint);

/* Draws TEXT in at most WIDTH columns; returns the columns it took. */
int paint_text(struct paint *paint, int y, int x, int width, enum role role, const char *text);
int paint_format(struct paint *paint, int y, int x, int width, enum role role, const char *format,
                 ...) __attribute__((format(printf, 6, 7)));

/* Draws TEXT so that it ends before column RIGHT; returns the column it begins at. */
int paint_right(struct paint *paint, int y, int right, enum role role, const char *text);

/* Draws TEXT in lines of WIDTH columns, broken at blanks; returns the lines it took, at most
 * LINES. */
int paint_wrapped(struct paint *paint, const struct rect *area, enum role role, const char *text);

/* The lines that TEXT takes there. */
int paint_wrapped_lines(const char *text, int width);

/* Blanks an area; with a frame and a title around it. */
void paint_blank(struct paint *paint, const struct rect *area, enum role role);
void paint_frame(struct paint *paint, const struct rect *area, const char *title);
void paint_rule(struct paint *paint, int y, int x, int width);

/* Large figures (big.h), in five lines from Y on. */
void paint_big(struct paint *paint, int y, int x, enum role role, const char *text);

/* The focus is here. */
void paint_cursor(struct paint *paint, int y, int x);

#endif
