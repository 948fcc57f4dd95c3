/*
 * Opening, making and closing a store. Calls the other files of this folder.
 */
#include <stdlib.h>

#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

enum { LAST_PATIENCE_MS = 100 };

static int remember_frames(void *context, sqlite3 *db, const char *name, int frames)
{
    (void)db, (void)name;
    ((struct store *)context)->wal_frames = frames;
    return SQLITE_OK;
}

static struct store *store_new(const char *path, enum store_mode mode)
{
    struct store *store = calloc(1, sizeof *store);
    /* One absolute name: SQLite takes "file:x" or ":memory:" for something else than a file, and
     * all who come by a symbolic link share one bell. */
    if (!store || !realpath(path, store->path)) {
        free(store);
        pk_fail(PK_INTERNAL, _("The lot at %s cannot be opened."), path);
        return NULL;
    }
    store->mode = mode;
    store->patience_ms = STORE_BUSY_MS;
    store->bell_in = store->bell_out = -1;
    store->gate.semaphore = -1;
    return store;
}

/* The steps of an opening, each resting on the one before. */
static enum pk_status set_up(struct store *store, const struct stat *file)
{
    int flags = store->mode == STORE_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    int64_t version = 0;

    gate_open(&store->gate, file);
    enum pk_status status = connection_open(&store->db, store->path, flags);
    if (status == PK_OK)
        status = migrate_check(store->db, store->path, &version);
    if (status == PK_OK && store->mode == STORE_READ_WRITE &&
        sqlite3_db_readonly(store->db, "main") == 1)
        status =
            pk_fail(PK_READ_ONLY, _("%s cannot be written by this user. Check its owner and mode."),
                    store->path);
    if (status == PK_OK)
        status = connection_prepare(store->db, store->mode);
    if (status != PK_OK || version == store_schema_version())
        return status;
    if (store->mode == STORE_READ_ONLY)
        return pk_fail(PK_READ_ONLY,
                       _("%s was made by an older Parkade and has to be opened for writing once."),
                       store->path);
    status = migrate_up(store->db, &store->gate);
    /* A newer program may have been faster. */
    return status == PK_OK ? migrate_check(store->db, store->path, &version) : status;
}

enum pk_status store_open(struct store **out, const char *path, enum store_mode mode)
{
    struct stat file;
    *out = NULL;
    enum pk_status status = files_check(path, &file);
    if (status != PK_OK)
        return status;
    struct store *store = store_new(path, mode);
    if (!store)
        return PK_INTERNAL;
    status = set_up(store, &file);
    if (status != PK_OK) {
        store_close(store);
        return status;
    }
    sqlite3_wal_hook(store->db, remember_frames, store);
    bell_open(store, &file);
    wal_remember(store);
    store_has_changed(store); /* from here on it is asked about */
    *out = store;
    return PK_OK;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    /* What this one has written should not hang on the -wal alone when nobody is left. */
    if (store->wal_frames > 0 && store_look(store) == PK_OK) {
        store->patience_ms = LAST_PATIENCE_MS;
        store_checkpoint(store);
    }
    query_forget_all(store);
    sqlite3_close(store->checkpointer);
    sqlite3_close(store->db);
    bell_close(store);
    free(store);
}

void store_set_patience(struct store *store, int milliseconds)
{
    store->patience_ms = milliseconds;
}

int store_patience(const struct store *store)
{
    return store->patience_ms;
}

bool store_has_changed(struct store *store)
{
    struct query *q = query_on(store, "PRAGMA data_version");
    int64_t version = query_next(q) ? column_int(q, 0) : store->data_version;
    query_end(q);
    bool has_changed = version != store->data_version;
    store->data_version = version;
    return has_changed;
}

/* ---- making ---- */

/* Before the first table: what cannot be changed later. */
static const char birth[] = "PRAGMA page_size = 4096; PRAGMA auto_vacuum = INCREMENTAL;"
                            "PRAGMA encoding = 'UTF-8'; PRAGMA application_id = 1349675876;";
_Static_assert(STORE_APPLICATION_ID == 1349675876, "the number in birth is the application's id");

/* Puts everything into the nameless file at PATH. */
static enum pk_status
build(const char *path, enum pk_status (*fill)(struct store *store, void *context), void *context)
{
    sqlite3 *db = NULL;
    struct store *store = NULL;
    bool is_complete = false;
    enum pk_status status = connection_open(&db, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (status == PK_OK)
        status = connection_run(db, birth);
    sqlite3_close(db);
    if (status == PK_OK)
        status = store_open(&store, path, STORE_READ_WRITE);
    if (status == PK_OK)
        status = fill(store, context);
    if (status == PK_OK)
        status = checkpoint_run(store, STORE_BUSY_MS, &is_complete);
    if (status == PK_OK && !is_complete)
        status = pk_fail(PK_INTERNAL, _("Another program has the new file open."));
    store_close(store);
    return status;
}

enum pk_status store_create(const char *path,
                            enum pk_status (*fill)(struct store *store, void *context),
                            void *context)
{
    char draft[PATH_MAX];
    enum pk_status status = draft_make(draft, path);
    if (status != PK_OK)
        return status;
    status = build(draft, fill, context);
    if (status == PK_OK)
        status = draft_place(draft, path);
    draft_remove(draft);
    return status;
}
