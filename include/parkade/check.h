/*
 * Proving that a lot's file agrees with itself, and copying it while it lives.
 */
#ifndef PARKADE_CHECK_H
#define PARKADE_CHECK_H

#include "parkade/lot.h"

enum { PK_FINDINGS_MAX = 64 };

struct pk_finding {
    char rule[40];      /* "availability", "payment_sum", ... */
    char message[240];  /* what disagrees, and what to do */
    bool is_repairable; /* derived from other rows: --repair mends it */
};

struct pk_check {
    int64_t tickets, inside, payments, entries; /* how much was looked at */
    size_t count;                               /* findings in all */
    struct pk_finding findings[PK_FINDINGS_MAX];
    char sqlite_version[24];
    bool has_wal_reset_fix; /* see reliability: without it we checkpoint under the write lock */
};

/* Looks at everything: SQLite's own checks, flags, counts, sums, numbers, the chain, orphans.
 * PK_OK when all agrees, PK_CORRUPT when there are findings. */
enum pk_status pk_check(struct pk_check *out, struct pk_lot *lot);

/* Mends what is derived (flags, counts), in one journalled act, then checks again. */
enum pk_status pk_check_repair(struct pk_check *out, struct pk_lot *lot, const struct pk_act *act);

/* Copies the lot to PATH while others work: verified, synced, then renamed into place. Refuses to
 * overwrite (PK_USAGE). */
enum pk_status pk_backup(struct pk_lot *lot, const struct pk_act *act, const char *path);

/* The linked SQLite's version, and whether it has the fix of the WAL-reset bug. */
const char *pk_sqlite_version(void);
bool pk_sqlite_has_wal_reset_fix(void);

#endif
