/*
 * The open shift of whoever has signed in, for the header and for every screen that takes cash. It
 * is read again when the journal tells of something, never to draw. Calls parkade/shift.h.
 */
#ifndef UI_OWN_SHIFT_H
#define UI_OWN_SHIFT_H

#include <stdbool.h>
#include <stdint.h>

#include "parkade/status.h"

struct app;

enum { OFFERED_MAX = 8 };

/* Somebody to whom a shift was offered here, and on which day. */
struct offered {
    char name[PK_NAME_SIZE];
    int64_t day;
};

struct own_shift {
    int64_t shift_id; /* 0: none is open */
    char station[PK_NAME_SIZE];
    bool is_here; /* its drawer is this station's */
    struct offered offered[OFFERED_MAX];
    int offered_next; /* where the next one goes: the oldest is forgotten */
};

/* Reads it. What cannot be read stays as it was. */
void own_shift_follow(struct app *app);

/* Somebody has just signed in: offers to open a shift, where that makes sense and was not refused
 * before. */
void own_shift_offer(struct app *app);

#endif
