/*
 * What a call answers: a status, and on failure one sentence with its companions.
 *
 * Every function that can fail returns an enum pk_status. PK_OK is 0; anything else means that
 * nothing changed. Where the failure is first known, the sentence for the attendant is written
 * into the thread's error record, to be read with pk_error() before the next call on that thread.
 *
 *     WRONG:  if (pk_park(&t, lot, act, &how)) puts("could not park");
 *     RIGHT:  if (pk_park(&t, lot, act, &how)) puts(pk_error()->message);
 *
 * The codes, exit statuses and HTTP statuses are a contract.
 */
#ifndef PARKADE_STATUS_H
#define PARKADE_STATUS_H

#include <stdbool.h>
#include <stdint.h>

enum pk_status {
    PK_OK = 0,
    /* The program or the machine failed; nothing was acknowledged. */
    PK_INTERNAL,
    PK_READ_ONLY,
    PK_DISK_FULL,
    PK_CORRUPT,
    PK_NOT_A_LOT,
    PK_NEWER_VERSION,
    /* The caller asked for something that cannot be meant. */
    PK_USAGE,
    /* Refused by a rule of the lot. */
    PK_LOT_FULL,
    PK_ALREADY_PARKED,
    PK_SPOT_TAKEN,
    PK_ALREADY_PAID,
    PK_NOTHING_DUE,
    PK_TICKET_CLOSED,
    PK_TICKET_VOID,
    PK_PAYMENT_REQUIRED,
    PK_AMOUNT_SHORT,
    PK_TICKET_EXPIRED,
    PK_REGISTRATION_INVALID,
    PK_REGISTRATION_REFUSED,
    PK_SPOT_CLOSED,
    PK_SPOT_UNSUITABLE,
    PK_AMOUNT_INVALID,
    PK_REQUEST_REUSED,
    PK_TARIFF_INVALID,
    PK_SIGN_IN_REQUIRED,
    PK_NOT_PERMITTED,
    PK_SHIFT_REQUIRED,
    /* There is no such thing. */
    PK_TICKET_UNKNOWN,
    PK_SPOT_UNKNOWN,
    PK_TARIFF_UNKNOWN,
    PK_AMBIGUOUS,
    /* The database stayed busy past the limit. */
    PK_BUSY,
    PK_STATUS_COUNT
};

/* "No such moment" and "no such amount", wherever a value may be absent. */
#define PK_NONE INT64_MIN

enum { PK_MESSAGE_SIZE = 512, PK_UUID_SIZE = 37, PK_SPOT_LABEL_SIZE = 24, PK_NAME_SIZE = 64 };

/* The last failure on this thread. Absent companions are PK_NONE, 0 or "". */
struct pk_error {
    enum pk_status status;
    char message[PK_MESSAGE_SIZE];
    bool may_be_approved;           /* PK_NOT_PERMITTED that somebody else's PIN would lift */
    int64_t due;                    /* minor units */
    int64_t ticket_no;              /* 0: none */
    int64_t entry_time;             /* seconds since the epoch, UTC */
    int64_t exit_time;              /* likewise */
    int64_t expires_at;             /* likewise */
    char ticket_id[PK_UUID_SIZE];   /* the ticket that stands in the way */
    char spot[PK_SPOT_LABEL_SIZE];  /* the spot that stands in the way */
    char offer[PK_SPOT_LABEL_SIZE]; /* the next best spot, where one was asked for and taken */
    char station[PK_NAME_SIZE];     /* where the ticket was closed, or who keeps the lot busy */
};

/* The code of STATUS as scripts and JSON see it, "already_parked"; "ok" for PK_OK. */
const char *pk_status_code(enum pk_status status);

/* The exit status of the command line for STATUS: 0 to 5. */
int pk_status_exit(enum pk_status status);

/* The HTTP status of the gateway for STATUS: 200 for PK_OK. */
int pk_status_http(enum pk_status status);

/* The thread's last failure; never NULL. Valid until the next failing call on this thread. */
const struct pk_error *pk_error(void);

#endif
