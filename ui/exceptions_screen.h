/*
 * What exceptions_screen.c and exceptions_draw.c share.
 */
#ifndef UI_EXCEPTIONS_SCREEN_H
#define UI_EXCEPTIONS_SCREEN_H

#include "parkade/audit.h"
#include "table.h"
#include "view.h"
#include "window.h"

struct exceptions_screen {
    struct view view;
    struct app *app; /* whose clock and currency the cells are told in */
    int page;        /* 0: the open ones, 1: all */
    int64_t day;     /* PK_NONE: all days */
    struct table table;
    struct pk_exception_counts counts;
    struct window window;
    struct pk_exception rows[WINDOW_LINES];
};

/* Reads the lines around those in view. */
void exceptions_read(struct exceptions_screen *screen, struct app *app);

/* The exception on the chosen line; NULL: there is none. */
const struct pk_exception *exceptions_chosen(const struct exceptions_screen *screen);
const struct pk_exception *exceptions_at(const struct exceptions_screen *screen, int line);

/* exceptions_draw.c */
void exceptions_make_table(struct table *out);
void exceptions_draw(struct view *view, struct app *app, struct paint *paint,
                     const struct layout *layout);

#endif
