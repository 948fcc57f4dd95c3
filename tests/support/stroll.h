/*
 * Walking the lot of a test screen by keys, and looking at what the lot has of it. For tests.
 *
 *     struct screen s;
 *     screen_open(&s, &kind);
 *     stroll_begin(&s);
 *     screen_type(&s, "b800xy\r");
 *     stroll_must_have(&s, "A01", "B800XY");
 *     stroll_must_stand_on(&s, "A02");
 */
#ifndef SUPPORT_STROLL_H
#define SUPPORT_STROLL_H

#include "parkade/walk.h"
#include "screen.h"

enum { STROLL_SPOTS = 54, STROLL_FOUND_MAX = 8 }; /* the spots of the lot */

/* Opens the Walk screen and begins a walk. */
void stroll_begin(struct screen *s);

/* From the first spot to the last: A01 has a look-alike, which = says to be the same; LATE 7
 * stands on A08 instead of A06, OLD 1 has gone from A12, on C03 is X 1 without a ticket.
 * Then what was found is on the screen. */
void stroll_all(struct screen *s);

/* Fails the test unless the walk has PLATE at LABEL; "" is empty. */
void stroll_must_have(struct screen *s, const char *label, const char *plate);

/* Fails the test unless the screen asks for LABEL. */
void stroll_must_stand_on(struct screen *s, const char *label);

/* The walk, and what it found. */
struct stroll {
    struct pk_walk walk;
    struct pk_walk_finding found[STROLL_FOUND_MAX];
    size_t count;
};
void stroll_read(struct stroll *out, struct screen *s);

#endif
