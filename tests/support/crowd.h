/*
 * Many processes at once on one lot's file: each opens it for itself, all begin at one moment. For
 * tests.
 */
#ifndef SUPPORT_CROWD_H
#define SUPPORT_CROWD_H

#include "stay.h"

enum { CROWD_MAX = 64 };

/* What one process was told. */
struct told {
    enum pk_status status;
    struct pk_error error; /* where it was refused */
    struct pk_ticket ticket;
    struct pk_tender tender;
    int64_t figures[8]; /* whatever the deed reckoned beside */
};

/* What process NUMBER (0, 1, ...) does; fills TOLD, the status among it. */
typedef void crowd_deed(struct told *told, struct pk_lot *lot, int number);

/* Runs DEED in COUNT processes; TOLD takes what each was told. Fails the test if one dies. */
void crowd_run(struct told *told, const struct stays *s, int count, crowd_deed *deed);

/* How many were told STATUS. */
int crowd_count(const struct told *told, int count, enum pk_status status);

#endif
