/*
 * A process that holds the write lock of a store until it is let go or killed. For tests.
 */
#ifndef SUPPORT_HOLDER_H
#define SUPPORT_HOLDER_H

#include <sys/types.h>

enum holder_kind {
    HOLDER_UNIT,    /* one of ours, inside a unit of work that writes the setting "held" */
    HOLDER_OUTSIDER /* any program, with BEGIN IMMEDIATE and no gate */
};

struct holder {
    pid_t pid;
    int line;
};

/* Returns when the lock is held. Fails the test if that does not happen. */
void holder_start(struct holder *holder, const char *path, enum holder_kind kind);

/* Lets go; the unit is committed. Returns the exit status. */
int holder_end(struct holder *holder);

/* Kills it in the middle. */
void holder_kill(struct holder *holder);

#endif
