/*
 * Every act of the lot as a deed: what must be there before it, the act, and the least role that
 * may do it alone. For tests.
 *
 * The deeds work on deeds_lot, whose staff has a manager Max (who prepares), attendants Ana and
 * Bob, and a manager Zoe who has not signed in.
 */
#ifndef SUPPORT_DEEDS_H
#define SUPPORT_DEEDS_H

#include "stay.h"

struct deed {
    const char *name; /* NULL ends a table */
    enum pk_role least;
    void (*before)(void); /* or NULL */
    enum pk_status (*act)(const struct pk_act *act);
};

extern const struct deed deeds_of_stays[], deeds_of_the_desk[];

/* The lot, and what the deed is about. */
extern struct stays deeds_lot;
extern struct pk_ticket deeds_ticket;
extern struct pk_tender deeds_tender;

struct pk_act deeds_by_manager(void);
void deeds_a_stay(void);      /* a car that came two hours ago: 4.00 are due */
void deeds_a_paid_stay(void); /* the same, paid by card */

#endif
