/*
 * One process of a storm: stays of every kind at random, each act written down before it is asked
 * for and again after it was acknowledged. For tests.
 *
 * The log of a place outlives the process: who takes the place of a killed one first asks again for
 * what its predecessor did not hear the end of.
 */
#ifndef SUPPORT_STORM_H
#define SUPPORT_STORM_H

#include "parkade/payment.h"

enum deed_kind {
    DEED_PARK,
    DEED_LATE_ENTRY,
    DEED_PAY,
    DEED_NIL,
    DEED_OVERRIDE,
    DEED_CARD,
    DEED_REFUND,
    DEED_RETRIEVE,
    DEED_RENEW,
    DEED_AMEND,
    DEED_MOVE,
    DEED_VOID,
    DEED_REPLACE,
    DEED_RELEASE,
    DEED_KINDS
};

enum log_mark { LOG_ASKED, LOG_DONE, LOG_REFUSED };

/* A line of the log: what was asked and, once it was done, what was answered. */
struct log_line {
    enum log_mark mark;
    enum deed_kind kind;
    char request_id[PK_UUID_SIZE];
    char ticket_id[PK_UUID_SIZE]; /* asked about; of a ticket that was issued: that one */
    char text[24];                /* a plate or a spot */
    int64_t amount;               /* asked; answered: of the tender */
    int64_t ticket_no, receipt_no;
    enum pk_status status; /* when it was refused */
};

/* What one process is to do. */
struct storm_part {
    const char *path, *log; /* the lot, the log of the place */
    const struct pk_clock *clock;
    int place, generation; /* the latter counts who had the place before */
    int stays, spots;
    int progress; /* a byte, the place, is written here after each stay */
};

/* Does it and ends the process: 0, or 1 after a line on standard error when it was told what is no
 * refusal of a rule. */
_Noreturn void storm_run(const struct storm_part *part);

/* The name of a deed in the table of requests. */
const char *storm_kind(enum deed_kind kind);

#endif
