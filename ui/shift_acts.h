/*
 * What can be done with a shift: each act is a prompt or a count, and one call of the domain.
 */
#ifndef UI_SHIFT_ACTS_H
#define UI_SHIFT_ACTS_H

#include "parkade/shift.h"
#include "view.h"

/* The open shift whose drawer is at STATION; false: none. */
bool shift_at(struct pk_shift *out, struct pk_lot *lot, const char *station);

/* Opens a shift of one's own at this station. */
void shift_ask_float(struct app *app, struct view *owner);

/* Opens the prompt of a drop, a paid-out or a no-sale. False: ACTION is none of them. */
bool shift_ask_movement(struct app *app, struct view *owner, enum action_id action);

/* Counts, or ends, SHIFT, one's own or another's; counts one that has ended once more. */
void shift_ask_count(struct app *app, struct view *owner, const struct pk_shift *shift);
void shift_ask_end(struct app *app, struct view *owner, const struct pk_shift *shift);
void shift_ask_recount(struct app *app, struct view *owner, const struct pk_shift *shift);

/* The last count of a shift of KIND ("count", "recount"); false: there is none. */
bool shift_last_count(struct pk_cash_count *out, struct pk_lot *lot, int64_t shift_id,
                      const char *kind);

/* Opens the report of a shift as a text: X while it is open, Z from then on. LEFT, which may be
 * NULL, is called when the reader goes on. */
void shift_read(struct app *app, int64_t shift_id, void (*left)(struct app *app));

/* "exact", "2.50 short", "2.50 over". */
enum { SHIFT_DIFFERENCE_SIZE = PK_MONEY_SIZE + 16 };
void shift_say_difference(char out[static SHIFT_DIFFERENCE_SIZE], int64_t over_short,
                          const char *currency);

#endif
