/*
 * Opening, making and closing a store. Calls the other files of this folder.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

static int remember_frames(void *context, sqlite3 *db, const char *name, int frames)
{
    (void)db, (void)name;
    ((struct store *)context)->wal_frames = frames;
    return SQLITE_OK;
}

static struct store *store_new(const char *path, enum store_mode mode)
{
    struct store *store = calloc(1, sizeof *store);
    if (!store || !pk_copy(store->path, sizeof store->path, path)) {
        free(store);
        pk_fail(PK_INTERNAL, _("There is not enough memory."));
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
    return migrate_up(store->db, &store->gate);
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
    *out = store;
    return PK_OK;
}

void store_close(struct store *store)
{
    if (!store)
        return;
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
    enum pk_status status = connection_open(&db, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (status == PK_OK)
        status = connection_run(db, birth);
    sqlite3_close(db);
    if (status == PK_OK)
        status = store_open(&store, path, STORE_READ_WRITE);
    if (status == PK_OK)
        status = fill(store, context);
    if (status == PK_OK)
        status = store_checkpoint(store);
    store_close(store);
    return status;
}

/* Removes the file at PATH and those that lie beside it. */
static void remove_all(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal", "-bell"};
    char name[PATH_MAX + 16];
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        unlink(name);
    }
}

static enum pk_status sync_file(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    int result = descriptor < 0 ? -1 : fsync(descriptor);
    int number = errno;
    if (descriptor >= 0)
        close(descriptor);
    return result == 0
               ? PK_OK
               : pk_fail(PK_INTERNAL, _("%s cannot be synced: %s."), path, strerror(number));
}

/* link(2) never overwrites: of two that make the same lot at once, one is told so. */
static enum pk_status link_into_place(const char *from, const char *to)
{
    enum pk_status status = sync_file(from);
    if (status != PK_OK)
        return status;
    if (link(from, to) == 0)
        return files_sync_folder(to);
    if (errno == EEXIST)
        return pk_fail(PK_USAGE, _("There is a file at %s already; a lot is never overwritten."),
                       to);
    return pk_fail(errno == ENOSPC ? PK_DISK_FULL : PK_INTERNAL, _("%s cannot be made: %s."), to,
                   strerror(errno));
}

/* An empty file beside PATH with the mode of a lot: its owner and group, nobody else. */
static enum pk_status make_draft(char draft[static PATH_MAX], const char *path)
{
    int length = snprintf(draft, PATH_MAX, "%s.new-%ld", path, (long)getpid());
    if (length < 0 || length >= PATH_MAX - (int)sizeof "-journal")
        return pk_fail(PK_USAGE, _("The path of the lot is too long."));
    remove_all(draft);
    int descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0660);
    if (descriptor < 0)
        return pk_fail(errno == ENOSPC ? PK_DISK_FULL : PK_READ_ONLY, _("%s cannot be made: %s."),
                       path, strerror(errno));
    close(descriptor);
    return PK_OK;
}

enum pk_status store_create(const char *path,
                            enum pk_status (*fill)(struct store *store, void *context),
                            void *context)
{
    char draft[PATH_MAX];
    enum pk_status status = files_check_folder(path);
    if (status == PK_OK && access(path, F_OK) == 0)
        status = pk_fail(PK_USAGE, _("There is a file at %s already; a lot is never overwritten."),
                         path);
    if (status == PK_OK)
        status = make_draft(draft, path);
    if (status != PK_OK)
        return status;
    status = build(draft, fill, context);
    if (status == PK_OK)
        status = link_into_place(draft, path);
    remove_all(draft);
    return status;
}
