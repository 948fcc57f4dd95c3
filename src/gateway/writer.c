/*
 * The writer: see writer.h. Calls the routes and parkade/lot.h.
 */
#include "gateway/writer.h"

#include <string.h>
#include <time.h>

#include "gateway/meter.h"
#include "parkade/token.h"

/* A batch is not longer than that, so that the first of it does not wait for the last. */
enum { BATCH_US = 5000 };

struct batch {
    struct change *const *changes;
    size_t count, ran;
    int64_t began_us;
    enum pk_status broken; /* the machine failed in the middle: nothing after it is tried */
};

static int64_t now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Its token is asked for again: it may have been revoked since the request came. */
static enum pk_status run_one(struct pk_lot *lot, const struct change *change)
{
    struct pk_token token;
    const struct call *call = change->call;
    enum pk_status status = pk_token_enter(&token, lot, call->secret);

    return status == PK_OK ? call->route->serve(change->answer, lot, call) : status;
}

static bool is_machine_failure(enum pk_status status)
{
    return pk_status_exit(status) == 1 || status == PK_BUSY;
}

/* A refusal is one request's own affair and disturbs no other. */
static enum pk_status run_batch(struct pk_lot *lot, void *context)
{
    struct batch *batch = context;

    for (batch->ran = 0; batch->ran < batch->count; batch->ran++) {
        const struct change *change = batch->changes[batch->ran];
        if (batch->ran > 0 && now_us() - batch->began_us > BATCH_US)
            break;
        enum pk_status status = run_one(lot, change);
        if (status != PK_OK && !change->answer->body)
            answer_problem(change->answer, status, pk_lot_currency(lot));
        if (is_machine_failure(status)) {
            batch->broken = status;
            return status;
        }
    }
    return PK_OK;
}

/* Nobody is told yes, and nobody no: a refusal may have come from what is undone now. */
static void fail_all(const struct batch *batch, enum pk_status status)
{
    for (size_t i = 0; i < batch->count; i++)
        answer_unavailable(batch->changes[i]->answer, status, NULL);
}

/* Runs as many of COUNT as go into one batch; returns how many got their answer. */
static size_t commit(struct gateway_lot *lot, struct change *const changes[], size_t count)
{
    struct batch batch = {.changes = changes, .count = count, .began_us = now_us()};
    struct meter *meter = meter_of_process();
    enum pk_status status = gateway_lot_look(lot);

    if (status == PK_OK)
        status = pk_lot_together(lot->lot, run_batch, &batch);
    if (status != PK_OK) {
        fail_all(&batch, status);
        return count;
    }
    atomic_fetch_add(&meter->batches, 1);
    atomic_fetch_add(&meter->batched, (long long)batch.ran);
    return batch.ran;
}

void writer_run(struct gateway_lot *lot, struct change *const changes[], size_t count)
{
    size_t done = 0;

    while (done < count)
        done += commit(lot, changes + done, count - done);
}

/* ---- the thread ---- */

/* Takes what waits, at least one; 0: it is the end. */
static size_t take(struct writer *writer, struct change *out[static BATCH_MOST])
{
    size_t count = 0;

    pthread_mutex_lock(&writer->lock);
    while (!writer->first && !writer->is_ending)
        pthread_cond_wait(&writer->some, &writer->lock);
    for (; writer->first && count < BATCH_MOST; count++) {
        out[count] = writer->first;
        writer->first = out[count]->next;
    }
    writer->waiting -= (int)count;
    atomic_store(&meter_of_process()->waiting, writer->waiting);
    pthread_mutex_unlock(&writer->lock);
    return count;
}

static void *work(void *context)
{
    struct writer *writer = context;
    struct change *changes[BATCH_MOST];
    size_t count, done;

    while ((count = take(writer, changes)) > 0)
        for (done = 0; done < count;) {
            size_t more = commit(writer->lot, changes + done, count - done);
            for (; more > 0; more--, done++)
                changes[done]->done(changes[done]);
        }
    return NULL;
}

bool writer_start(struct writer *writer, struct gateway_lot *lot)
{
    memset(writer, 0, sizeof *writer);
    writer->lot = lot;
    pthread_mutex_init(&writer->lock, NULL);
    pthread_cond_init(&writer->some, NULL);
    return pthread_create(&writer->thread, NULL, work, writer) == 0;
}

bool writer_give(struct writer *writer, struct change *change)
{
    pthread_mutex_lock(&writer->lock);
    bool is_taken = writer->waiting < WAITING_MOST && !writer->is_ending;
    if (is_taken) {
        change->next = NULL;
        *(writer->first ? &writer->last->next : &writer->first) = change;
        writer->last = change;
        writer->waiting++;
        atomic_store(&meter_of_process()->waiting, writer->waiting);
        pthread_cond_signal(&writer->some);
    }
    pthread_mutex_unlock(&writer->lock);
    return is_taken;
}

void writer_end(struct writer *writer)
{
    pthread_mutex_lock(&writer->lock);
    writer->is_ending = true;
    pthread_cond_signal(&writer->some);
    pthread_mutex_unlock(&writer->lock);
    pthread_join(writer->thread, NULL);
    pthread_cond_destroy(&writer->some);
    pthread_mutex_destroy(&writer->lock);
}
