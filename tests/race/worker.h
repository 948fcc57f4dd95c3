/*
 * A worker of the storm: a process that makes stay after stay and may be killed at any moment. What
 * it was about to do and what was answered lies in memory that outlives it, so that its successor
 * asks the same request again, and a witness outside can count.
 */
#ifndef RACE_WORKER_H
#define RACE_WORKER_H

#include <stdint.h>

#include "../support/folder.h"
#include "parkade/types.h"

enum { WORKERS = 16, STAYS_EACH = 200, ANSWERS_MAX = STAYS_EACH * 8 };

enum deed {
    DEED_PARK,
    DEED_PAY,
    DEED_PAY_PART,
    DEED_CARD,
    DEED_NIL,
    DEED_REFUND,
    DEED_AMEND,
    DEED_MOVE,
    DEED_REPLACE,
    DEED_RENEW,
    DEED_VOID,
    DEED_RELEASE,
    DEED_RETRIEVE,
    DEED_END
};

/* An act that was acknowledged. */
struct answer {
    enum deed deed;
    char request_id[PK_UUID_SIZE];
    char ticket_id[PK_UUID_SIZE];
    int64_t amount; /* of money taken or given back */
};

struct worker {
    int number;
    int64_t now;                   /* its own clock */
    int stay, step;                /* where it is */
    char request_id[PK_UUID_SIZE]; /* of the step under way; "" before it is chosen */
    char ticket_id[PK_UUID_SIZE];
    int answer_count; /* written after the answer itself */
    int refusals;     /* by a rule of the lot, where one was to be expected */
    int failure;      /* the first status that is no rule's refusal */
    char message[PK_MESSAGE_SIZE + 32];
    struct answer answers[ANSWERS_MAX];
};

struct storm {
    char path[FOLDER_PATH_SIZE];
    struct worker workers[WORKERS];
};

/* Goes on where the worker stands until its stays are done. Returns 0, or 1 on a failure. */
int worker_run(int number, void *storm);

#endif
