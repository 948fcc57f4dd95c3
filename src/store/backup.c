/*
 * A copy of the living file: in one go, verified, synced, linked into
 * place.
 */
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

static enum pk_status copy_all(sqlite3 *to, sqlite3 *from)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return fault_from_sqlite(to, sqlite3_errcode(to));
    /* In one go: in small steps every change begins it anew, and under load it never ends. Anything
     * but done is a failure; SQLite promises that of the finish only for some. */
    int stepped = sqlite3_backup_step(backup, -1);
    int finished = sqlite3_backup_finish(backup);
    if (stepped == SQLITE_DONE && finished == SQLITE_OK)
        return PK_OK;
    return fault_from_sqlite(to, finished != SQLITE_OK ? finished : stepped);
}

static enum pk_status verify(sqlite3 *db)
{
    sqlite3_stmt *statement = NULL;
    int64_t application = 0;
    int code = sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    bool is_sound =
        code == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
    sqlite3_finalize(statement);
    enum pk_status status = connection_number(db, "PRAGMA application_id", &application);
    return is_sound && status == PK_OK && application == STORE_APPLICATION_ID
               ? PK_OK
               : pk_fail(PK_CORRUPT, _("The copy does not verify; it is thrown away."));
}

/* The copy is one file, without a WAL beside it; whoever opens it as a lot puts it back. */
static enum pk_status write_copy(const char *draft, sqlite3 *from)
{
    sqlite3 *to = NULL;
    enum pk_status status = connection_open(&to, draft, SQLITE_OPEN_READWRITE);
    if (status == PK_OK)
        status = copy_all(to, from);
    if (status == PK_OK)
        status = connection_leave_wal(to);
    if (status == PK_OK)
        status = verify(to);
    sqlite3_close(to);
    return status;
}

enum pk_status store_backup(struct store *store, const char *path)
{
    char draft[PATH_MAX];
    if (store->depth > 0 || store->read_depth > 0)
        return pk_fail(PK_INTERNAL, _("A backup was asked for in the middle of something."));
    enum pk_status status = draft_make(draft, path);
    if (status != PK_OK)
        return status;
    status = write_copy(draft, store->db);
    if (status == PK_OK)
        status = draft_place(draft, path);
    draft_remove(draft);
    return status;
}
