/*
 * The demo's story: what does not happen every day, as a table of deeds.
 */
#ifndef DEMO_STORY_H
#define DEMO_STORY_H

#include "demo/world.h"

/* One thing that happens. TEXT is what the deed needs: a plate, a reason, a label. */
struct demo_incident {
    int before; /* seconds before the present */
    int guest;
    enum pk_status (*deed)(struct demo_world *world, const struct demo_incident *incident);
    const char *text;
    const char *why; /* of deeds that need a text and a reason */
    enum pk_vehicle_class vehicle_class;
    unsigned needs;
};

typedef enum pk_status demo_deed(struct demo_world *world, const struct demo_incident *incident);

/* ---- deeds.c: coming, going and mending ---- */

demo_deed deed_arrives;     /* text: the plate */
demo_deed deed_comes_late;  /* a paper ticket; text: the plate, why: the reason */
demo_deed deed_leaves;      /* */
demo_deed deed_is_amended;  /* text: the right plate */
demo_deed deed_is_moved;    /* */
demo_deed deed_is_renewed;  /* text: the reason */
demo_deed deed_is_void;     /* text: the reason */
demo_deed deed_is_released; /* text: the reason */
demo_deed deed_loses;       /* pays for the lost ticket; text: the reason */
demo_deed deed_is_reissued; /* the ticket is of no use, but is there; text: the reason */
demo_deed deed_closes;      /* text: the spot, why: the reason */
demo_deed deed_opens;       /* text: the spot */

/* ---- deeds_pay.c: paying otherwise than always ---- */

demo_deed deed_pays_cash;    /* */
demo_deed deed_pays_card;    /* */
demo_deed deed_pays_half;    /* the rest stays due */
demo_deed deed_pays_nothing; /* text: the reason */
demo_deed deed_pays_agreed;  /* half the price; text: the reason */
demo_deed deed_is_declined;  /* the card is */
demo_deed deed_is_in_doubt;  /* the card is, until it is asked for */
demo_deed deed_gets_refund;  /* half of what was paid; text: the reason */

#endif
