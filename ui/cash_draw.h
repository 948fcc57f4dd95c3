/*
 * Drawing the screen where cash is counted: the lines, and their sum in large.
 */
#ifndef UI_CASH_DRAW_H
#define UI_CASH_DRAW_H

#include "view.h"

/* VIEW is a struct cash_screen. */
void cash_draw(struct view *view, struct app *app, struct paint *paint,
               const struct layout *layout);

#endif
