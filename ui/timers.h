/*
 * The console's timers: how long until each is due. They count what has passed, not what a clock
 * says, so that a clock that stands still or jumps makes nobody wait for ever. Pure.
 */
#ifndef UI_TIMERS_H
#define UI_TIMERS_H

#include <stdbool.h>
#include <stdint.h>

#include "errand.h"

enum timer_id {
    TIMER_LOOK,   /* once a second: what did others do, has the minute changed */
    TIMER_WORK,   /* try again what found the database busy */
    TIMER_BURST,  /* a scan that did not come to its end */
    TIMER_PASTE,  /* a paste that did not come to its end */
    TIMER_LOCK,   /* nobody touched the console */
    TIMER_MORE,   /* the view on top has more to read */
    TIMER_PRINT,  /* another try of what the printer did not take */
    TIMER_ERRAND, /* an errand takes too long: one for each */
    TIMER_COUNT = TIMER_ERRAND + ERRANDS_MAX
};

struct timers {
    bool is_set[TIMER_COUNT];
    int64_t left_ms[TIMER_COUNT];
};

void timers_set(struct timers *timers, enum timer_id id, int64_t after_ms);
void timers_stop(struct timers *timers, enum timer_id id);

/* How long to wait for the next one, for poll(); -1: for ever. */
int timers_wait(const struct timers *timers);

/* PASSED_MS have passed. */
void timers_pass(struct timers *timers, int64_t passed_ms);

/* Whether ID was due; then it is stopped. */
bool timers_take(struct timers *timers, enum timer_id id);

#endif
