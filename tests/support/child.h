/*
 * Processes of a test: started together, waited for, killed. For tests.
 *
 * What runs in a child must not use cmocka's asserts: it tells its outcome by what it returns.
 */
#ifndef SUPPORT_CHILD_H
#define SUPPORT_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

enum { CHILDREN_MAX = 64, CHILD_LIMIT_MS = 20000 };

/* Returns the exit status, 0 to 99. */
typedef int (*child_body)(int number, void *context);

/* Children 0 to COUNT - 1, all held at one line until children_go(). */
struct children {
    int count;
    pid_t pids[CHILDREN_MAX];
    int line; /* closing it lets them go */
};

void children_start(struct children *children, int count, child_body body, void *context);
void children_go(struct children *children);

/* Waits for all; fails the test if one does not end. STATUSES takes each exit status, or 128 and
 * the signal; it may be NULL. Returns how many ended with 0. */
int children_wait(struct children *children, int statuses[]);

/* One child, started at once and waited for. Returns its status. */
int child_run(child_body body, void *context);

/* One child, started at once. */
pid_t child_start(child_body body, void *context);
int child_wait(pid_t child);

/* Looks every millisecond until HOLDS or CHILD_LIMIT_MS are over; returns whether it did. */
bool wait_until(bool (*holds)(void *context), void *context);

/* Whether this test runs as root and can try what other users may do; says so if not. (A skipped
 * test of cmocka reads as a failed one in TAP.) */
bool is_root(void);

/* Milliseconds on a clock that goes forward. */
long long clock_ms(void);

#endif
