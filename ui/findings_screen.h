/*
 * What the files of the Findings screen share. findings_screen.c is the view, settle.c the acts.
 */
#ifndef UI_FINDINGS_SCREEN_H
#define UI_FINDINGS_SCREEN_H

#include "findings.h"
#include "table.h"
#include "view.h"

struct findings_screen {
    struct view view;
    struct view *walk; /* the Walk screen below */
    struct pk_walk state;
    struct findings findings;
    struct table table;
    struct pk_walk_finding asked; /* what a prompt is about */
    struct pk_act act;            /* to end the walk */
};

/* Asks how to settle what is in ASKED. */
void settle_ask(struct findings_screen *screen, struct app *app);

/* Ends the walk; asks first while something is not settled or not seen. */
void settle_end(struct findings_screen *screen, struct app *app);

#endif
