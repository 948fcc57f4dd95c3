/*
 * The vehicles that the entry line may mean, look-alikes too. Calls the domain to read.
 */
#ifndef UI_CANDIDATES_H
#define UI_CANDIDATES_H

#include "paint.h"
#include "parkade/ticket.h"

enum { CANDIDATES_MAX = 12, CANDIDATE_TEXT = 120 };

struct candidates {
    struct pk_ticket tickets[CANDIDATES_MAX];
    char texts[CANDIDATES_MAX][CANDIDATE_TEXT]; /* "AB12CD A04 #1042 paid" */
    int count, chosen;                          /* -1: none; Enter means what was typed */
};

/* Looks for TEXT, as the entry line has it. */
void candidates_find(struct candidates *candidates, struct pk_lot *lot, const char *text);

/* Chooses the next one, or the one before; before the first there is none. */
void candidates_move(struct candidates *candidates, int step);

/* The chosen one, or NULL. */
const struct pk_ticket *candidates_chosen(const struct candidates *candidates);

/* Draws as many as fit. */
void candidates_draw(const struct candidates *candidates, struct paint *paint,
                     const struct rect *area);

#endif
