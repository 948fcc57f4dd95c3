/*
 * The unit of work: the one place that begins, commits and rolls back.
 */
#include <stdio.h>

#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

/* Waits at the gate and for SQLite's lock, no longer than the patience for both together. (Where a
 * clock stands still, it is twice that.) */
static enum pk_status begin(struct store *store)
{
    int64_t start = wait_clock_ms();
    gate_take(&store->gate, store->patience_ms);
    int64_t left = store->patience_ms - (wait_clock_ms() - start);
    if (left < 0 || left > store->patience_ms) /* a clock that jumps */
        left = 0;
    sqlite3_busy_timeout(store->db, (int)left);
    enum pk_status status = query_run(query_on(store, "BEGIN IMMEDIATE"));
    sqlite3_busy_timeout(store->db, store->patience_ms); /* for what is read later */
    if (status != PK_OK)
        gate_give(&store->gate);
    return status;
}

/* A newer program may have migrated the file since it was opened. */
static enum pk_status check_version(struct store *store)
{
    struct query *q = query_on(store, "PRAGMA user_version");
    int64_t version = query_next(q) ? column_int(q, 0) : 0;
    enum pk_status status = query_end(q);
    if (status == PK_OK && version > store_schema_version())
        return pk_fail(PK_NEWER_VERSION, _("The lot was taken over by a newer Parkade. End this "
                                           "program and start the new one."));
    return status;
}

/* SQLITE_FULL, an I/O error and the like end the whole transaction by themselves. */
static bool still_stands(const struct store *store)
{
    return !sqlite3_get_autocommit(store->db);
}

static enum pk_status finish(struct store *store, enum pk_status status)
{
    if (status == PK_OK && !still_stands(store))
        status = pk_fail(PK_INTERNAL, _("The transaction was ended by the database."));
    if (status == PK_OK)
        status = query_run(query_on(store, "COMMIT"));
    if (still_stands(store))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

/* The error record of the work survives the clean-up. */
static enum pk_status run_outermost(struct store *store, store_work work, void *context)
{
    sigset_t signals;
    wait_hold_signals(&signals);
    enum pk_status status = begin(store);
    if (status == PK_OK) {
        int64_t changes_before = sqlite3_total_changes64(store->db);
        store->depth = 1;
        status = store_look(store);
        if (status == PK_OK)
            status = check_version(store);
        if (status == PK_OK)
            status = work(context);
        status = finish(store, status);
        store->depth = 0;
        gate_give(&store->gate);
        if (status == PK_OK && sqlite3_total_changes64(store->db) != changes_before)
            bell_ring(store);
    }
    wait_release_signals(&signals);
    return status;
}

static enum pk_status run_inner(struct store *store, store_work work, void *context)
{
    char name[32], sql[64];
    if (!still_stands(store)) /* a savepoint would begin a transaction of its own */
        return pk_fail(PK_INTERNAL, _("The transaction was ended by the database."));
    snprintf(name, sizeof name, "unit_%d", store->depth);
    snprintf(sql, sizeof sql, "SAVEPOINT %s", name);
    enum pk_status status = connection_run(store->db, sql);
    if (status != PK_OK)
        return status;
    store->depth++;
    status = work(context);
    store->depth--;
    if (!still_stands(store))
        return status == PK_OK
                   ? pk_fail(PK_INTERNAL, _("The transaction was ended by the database."))
                   : status;
    if (status != PK_OK) {
        snprintf(sql, sizeof sql, "ROLLBACK TO %s", name);
        sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    }
    snprintf(sql, sizeof sql, "RELEASE %s", name);
    enum pk_status released = status == PK_OK ? connection_run(store->db, sql) : PK_OK;
    if (status != PK_OK)
        sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return status != PK_OK ? status : released;
}

/* After a commit the WAL may have grown by another piece that is worth moving. */
static void checkpoint_now_and_then(struct store *store)
{
    if (store->wal_frames < store->frames_tried)
        store->frames_tried = 0; /* the WAL began anew */
    if (store->wal_frames - store->frames_tried < STORE_CHECKPOINT_FRAMES)
        return;
    store->frames_tried = store->wal_frames;
    /* A failure costs space only; the next one tries again. */
    checkpoint_run(store, STORE_CHECKPOINT_MS, NULL);
}

enum pk_status store_write(struct store *store, store_work work, void *context)
{
    if (store->mode == STORE_READ_ONLY)
        return pk_fail(PK_READ_ONLY, _("The lot is open for reading only."));
    if (store->depth > 0)
        return run_inner(store, work, context);
    if (store->read_depth > 0)
        return pk_fail(PK_INTERNAL, _("A change was begun inside a reading."));
    enum pk_status status = run_outermost(store, work, context);
    if (status == PK_OK)
        checkpoint_now_and_then(store);
    return status;
}

enum pk_status store_read(struct store *store, store_work work, void *context)
{
    if (store->depth > 0 || store->read_depth > 0)
        return work(context);
    enum pk_status status = connection_run(store->db, "BEGIN");
    if (status != PK_OK)
        return status;
    store->read_depth = 1;
    status = work(context);
    store->read_depth = 0;
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}
