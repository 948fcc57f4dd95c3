/*
 * The Shift screen: the parts that its two files share.
 */
#ifndef UI_SHIFT_SCREEN_H
#define UI_SHIFT_SCREEN_H

#include "parkade/shift.h"
#include "table.h"
#include "view.h"

/* Shifts of so many days are listed, at most so many of them. */
enum { SHIFT_DAYS = 31, SHIFTS_MAX = 400 };

/* How it stands with one's own shift. */
enum shift_stand {
    SHIFT_NO_STAFF, /* the lot has no shifts */
    SHIFT_NOBODY,   /* nobody has signed in */
    SHIFT_LOOKS,    /* an auditor takes no money */
    SHIFT_NONE,     /* none is open, and this drawer is free */
    SHIFT_TAKEN,    /* none is open, and this drawer is another's */
    SHIFT_HERE,
    SHIFT_ELSEWHERE /* open, at another drawer */
};

struct shift_screen {
    struct view view;
    struct app *app; /* whose clock the cells are told in */
    enum shift_stand stand;
    struct pk_shift holder; /* has this drawer, when it is taken */

    /* One's own first, a line without a number where none is open; then the others that are open;
     * then those that have ended, the newest first. */
    struct pk_shift shifts[SHIFTS_MAX];
    int count;
    bool is_cut; /* there are more than are listed */
    struct table table;

    /* About the chosen one: */
    struct pk_shift_sums sums;
    struct pk_cash_count recount;
    bool has_recount;
};

/* The chosen line; and the open shift that is counted and ended: the chosen one, else one's own.
 * NULL: none. */
const struct pk_shift *shift_chosen_one(const struct shift_screen *screen);
const struct pk_shift *shift_open_one(const struct shift_screen *screen);

/* shift_draw.c */
void shift_table(struct table *out);
void shift_draw(struct view *view, struct app *app, struct paint *paint,
                const struct layout *layout);

#endif
