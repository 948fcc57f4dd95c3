/*
 * The till: what was handed over for one payment and not booked yet. Pure arithmetic; Pay shows and
 * books it.
 */
#ifndef UI_TILL_H
#define UI_TILL_H

#include "parkade/payment.h"

struct till {
    size_t count;
    struct pk_tender_in tenders[PK_TENDERS_MAX];
};

/* What the tenders cover of what was due, and the change that is to be given. */
int64_t till_covered(const struct till *till);
int64_t till_change(const struct till *till);

/* Takes HANDED in cash for LEFT that is due: all of it with change, or a part. False: full. */
bool till_take_cash(struct till *till, int64_t handed, int64_t left);

/* Gives the last tender back. False: there is none. */
bool till_give_back(struct till *till);

/* What was handed over in all. */
int64_t till_handed(const struct till *till);

/* Another amount is DUE now: the tenders cover it anew, in their order; the rest is change. */
void till_cover(struct till *till, int64_t due);

/* As pk_pay() wants it: the last tender takes whatever is due when it is booked, so that a price
 * that rose meanwhile is refused and told, not booked as a part. One that covers nothing is all
 * change, and not booked. */
void till_fill(struct pk_pay *pay, const struct till *till);

/* The same where the rest is for nothing: the cash stays the part that it is. False: full. */
bool till_fill_with_nil(struct pk_pay *pay, const struct till *till);

#endif
