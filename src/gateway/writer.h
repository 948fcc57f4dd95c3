/*
 * The writer: one thread that changes the lot. Requests that arrive together are committed
 * together: each runs in the domain's own savepoint, one COMMIT makes all of them durable, and only
 * then are they answered. While one batch commits the next one gathers, so that nobody waits for
 * company. What the whole transaction fails with is the answer to all of it.
 */
#ifndef GATEWAY_WRITER_H
#define GATEWAY_WRITER_H

#include <pthread.h>
#include <stdbool.h>

#include "gateway/call.h"
#include "gateway/lots.h"

enum { BATCH_MOST = 64, WAITING_MOST = 256 };

/* A change that waits. It belongs to whoever gave it, and must live until DONE was called. */
struct change {
    const struct call *call;
    struct answer *answer;
    void (*done)(struct change *change); /* on the writer's thread, once */
    struct change *next;
};

struct writer {
    struct gateway_lot *lot;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t some;
    struct change *first, *last;
    int waiting;
    bool is_ending;
};

/* Starts the thread on LOT, which is the writer's alone from now on. False: no thread. */
bool writer_start(struct writer *writer, struct gateway_lot *lot);

/* Gives CHANGE to the writer. False: too many wait already, or it ends. */
bool writer_give(struct writer *writer, struct change *change);

/* Does what waits and ends the thread. */
void writer_end(struct writer *writer);

/* For tests: runs COUNT changes in one transaction, as the thread does, without calling DONE. */
void writer_run(struct gateway_lot *lot, struct change *const changes[], size_t count);

#endif
