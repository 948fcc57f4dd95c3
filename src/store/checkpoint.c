/*
 * The one place that checkpoints.
 *
 * SQLite before 3.51.3 can lose committed transactions when a PASSIVE checkpoint runs in one
 * process while another restarts the WAL. A restart needs the write lock: so this connection holds
 * it with BEGIN IMMEDIATE while a second one of the same process runs PASSIVE, which never waits
 * for readers. Never called inside a unit of work.
 */
#include "base/error.h"
#include "parkade/check.h"
#include "parkade/text.h"
#include "store/internal.h"

static enum pk_status open_checkpointer(struct store *store)
{
    if (store->checkpointer)
        return PK_OK;
    enum pk_status status =
        connection_open(&store->checkpointer, store->path, SQLITE_OPEN_READWRITE);
    if (status == PK_OK)
        status = connection_prepare(store->checkpointer, STORE_READ_WRITE);
    if (status != PK_OK) {
        sqlite3_close(store->checkpointer);
        store->checkpointer = NULL;
    }
    return status;
}

static enum pk_status checkpoint_under_lock(struct store *store, bool *is_complete)
{
    int frames = 0, moved = -1;
    enum pk_status status = connection_run(store->db, "BEGIN IMMEDIATE");
    if (status != PK_OK)
        return status;
    int code = sqlite3_wal_checkpoint_v2(store->checkpointer, "main", SQLITE_CHECKPOINT_PASSIVE,
                                         &frames, &moved);
    /* Another one at work is as good as ours. */
    if (code != SQLITE_OK && code != SQLITE_BUSY)
        status = fault_from_sqlite(store->checkpointer, code);
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    if (is_complete)
        *is_complete = code == SQLITE_OK && moved == frames;
    return status;
}

enum pk_status checkpoint_run(struct store *store, int milliseconds, bool *is_complete)
{
    sigset_t signals;
    enum pk_status status = open_checkpointer(store);
    if (status != PK_OK)
        return status;
    wait_hold_signals(&signals);
    int64_t start = wait_clock_ms();
    bool is_our_turn = gate_take(&store->gate, milliseconds);
    int64_t left = milliseconds - (wait_clock_ms() - start);
    sqlite3_busy_timeout(store->db, is_our_turn && left > 0 ? (int)left : 0);
    status = checkpoint_under_lock(store, is_complete);
    sqlite3_busy_timeout(store->db, store->patience_ms);
    gate_give(&store->gate);
    wait_release_signals(&signals);
    return status;
}

enum pk_status store_checkpoint(struct store *store)
{
    if (store->depth > 0 || store->read_depth > 0 || store->mode == STORE_READ_ONLY)
        return pk_fail(PK_INTERNAL, _("A checkpoint was asked for in the middle of something."));
    return checkpoint_run(store, store->patience_ms, NULL);
}

const char *pk_sqlite_version(void)
{
    return sqlite3_libversion();
}

bool pk_sqlite_has_wal_reset_fix(void)
{
    int version = sqlite3_libversion_number();
    return version >= 3051003 || (version >= 3050007 && version < 3051000) ||
           (version >= 3044006 && version < 3045000);
}
