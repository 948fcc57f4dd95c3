/*
 * Closing a day: the night audit. What came and went since the last close adds up, and the cash of
 * the shifts is what the manager brings to the bank.
 */
#ifndef PARKADE_DAYCLOSE_H
#define PARKADE_DAYCLOSE_H

#include "parkade/lot.h"

/*
 * A day that was closed. It counts from the close before (the first one: from midnight of its
 * date) to its own moment, so that nothing falls between two: what happens after it belongs to the
 * next. inside_before + issued - exited - voided - replaced - released + unaccounted =
 * inside_after; unaccounted is 0 but where a clock was set back or the file was changed.
 */
struct pk_day_close {
    char business_date[16];
    int64_t from_time, closed_at;
    int64_t inside_before, issued, exited, voided, replaced, released, inside_after;
    int64_t unaccounted;
    int64_t last_no; /* the last ticket number given out */
    int64_t shifts;  /* settled by it */
    int64_t cash;    /* what was to be handed in */
    int64_t deposit; /* what was, by the manager's word */
    int64_t difference;
    char note[PK_REASON_SIZE];
    char who[PK_NAME_SIZE];
    char station[PK_NAME_SIZE];
};

struct pk_day_closing {
    int64_t day;      /* the business date, as a day number: today or past */
    int64_t deposit;  /* minor units, 0 or more */
    const char *note; /* or NULL */
};

/*
 * Closes the business date IN->day. Dates are closed one after the other; the first may be any.
 * All shifts of that date and before it must be closed; those that no close has settled yet are
 * settled by this one (shift.is_reconciled), so also one that was opened on a date after its
 * close. The cash is what those shifts have to hand in: counted - opening float + drops, over or
 * short as they are; and the cash that was taken since the last close without a shift. A
 * difference to the deposit is kept, and stops nothing. PK_OK, PK_USAGE (the future, not the next
 * date, a shift is open), PK_AMOUNT_INVALID (a deposit below nothing).
 */
enum pk_status pk_day_close(struct pk_day_close *out, struct pk_lot *lot, const struct pk_act *act,
                            const struct pk_day_closing *in);

/* The closes of the days FROM to TO in their order; at most CAPACITY are written. */
enum pk_status pk_day_close_list(struct pk_day_close *out, size_t capacity, size_t *count,
                                 struct pk_lot *lot, int64_t from, int64_t to);

/* The close of the latest date; false in IS_ANY: no day was closed yet. */
enum pk_status pk_day_close_last(struct pk_day_close *out, bool *is_any, struct pk_lot *lot);

#endif
