/*
 * A week of work: four attendants at two booths in two shifts a day, a supervisor who approves, a
 * manager who closes the days; with every kind of exception every day. Beside it a model of its
 * own, which knows what each drawer and the whole lot must come to. For tests.
 *
 * The tariff: 15 minutes free, 2.00 a started hour, at most 20.00 per 24 hours; vans pay double.
 */
#ifndef SUPPORT_WEEK_H
#define SUPPORT_WEEK_H

#include "people.h"
#include "stay.h"

enum { WEEK_SPOTS = 60, WEEK_SHIFTS_MAX = 64 };

/* What a shift must come to, in minor units. */
struct drawer {
    int64_t shift_id;
    const char *who, *station;
    int64_t opening_float, cash, card, drops, paid_outs, over_short;
    int nils, no_sales;
};

struct week_car {
    char ticket_id[PK_UUID_SIZE];
    int64_t entry;
    int64_t paid;    /* or waived */
    int64_t covered; /* nothing is due until this moment */
    bool has_permit; /* free of charge */
    bool is_van;
    bool is_half; /* the cinema gives half */
};

struct week {
    struct stays s;
    uint64_t chance;
    int booth;                /* whose turn it is: 0 or 1 */
    struct drawer *drawer[2]; /* open ones */
    struct drawer drawers[WEEK_SHIFTS_MAX];
    int drawer_count;
    struct week_car cars[WEEK_SPOTS]; /* those inside */
    int car_count;
    int issued, exited, voided, replaced, released;
    int exceptions, alarms;
    int64_t taken;       /* refunds deducted */
    int64_t to_hand_in;  /* since the last close of a day: counted, without the float, and drops */
    int64_t owed_in_all; /* by released vehicles, not paid yet */
};

/* Makes the lot and its people and lets them work for DAYS days from Monday, 2026-01-05, each of
 * which is closed. Fails the test where the lot and the model differ. */
void week_work(struct week *w, int days, uint64_t chance);
void week_end(struct week *w);

#endif
