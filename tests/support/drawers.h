/*
 * People and their drawers before a console: a staff whose PINs the test knows, who signs in, opens
 * and sells as other programs would. For tests.
 *
 *     screen_open(&s, &kind);
 *     drawers_staff(&s);                     (Max, Sue, Ana, Ben, Eve)
 *     drawers_sit_down(&s, "Ana");           (signed in, without a box in the way)
 *     drawers_open(&s, "Ben", "booth-2", 10000);
 */
#ifndef SUPPORT_DRAWERS_H
#define SUPPORT_DRAWERS_H

#include "parkade/shift.h"
#include "people.h"
#include "screen.h"

/* Hires Max (manager), Sue (supervisor), Ana and Ben (attendants), Eve (auditor). */
void drawers_staff(struct screen *s);

/* NAME has signed in at the console, and declined whatever was offered. */
void drawers_sit_down(struct screen *s, const char *name);

/* NAME signs in by keys. */
void drawers_sign_in(struct screen *s, const char *name);

struct pk_shift drawers_open(struct screen *s, const char *who, const char *station, int64_t total);
struct pk_shift drawers_close(struct screen *s, const char *who, int64_t total);

/* WHO takes what is due for PLATE, in cash, at STATION; returns how much. */
int64_t drawers_sell(struct screen *s, const char *who, const char *station, const char *plate);

/* The open shift of WHO; false: none. */
bool drawers_has(struct screen *s, struct pk_shift *out, const char *who);

/* Shift SHIFT_ID as it is now, and how many counts of KIND it has. */
struct pk_shift drawers_see(struct screen *s, int64_t shift_id);
int drawers_counts(struct screen *s, int64_t shift_id, const char *kind);

#endif
