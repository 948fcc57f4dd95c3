/*
 * A copy of the living file (design: reliability 10): in one go, verified, synced, renamed.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

static enum pk_status copy_all(sqlite3 *to, sqlite3 *from)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    if (!backup)
        return fault_from_sqlite(to, sqlite3_errcode(to));
    /* In one go: in small steps every change begins it anew, and under load it never ends. */
    sqlite3_backup_step(backup, -1);
    int code = sqlite3_backup_finish(backup);
    return code == SQLITE_OK ? PK_OK : fault_from_sqlite(to, code);
}

static enum pk_status verify(sqlite3 *db)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    bool is_sound =
        code == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
    sqlite3_finalize(statement);
    return is_sound ? PK_OK
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
        status = connection_run(to, "PRAGMA journal_mode = DELETE");
    if (status == PK_OK)
        status = verify(to);
    sqlite3_close(to);
    return status;
}

static enum pk_status place(const char *draft, const char *path)
{
    int descriptor = open(draft, O_RDONLY | O_CLOEXEC);
    int result = descriptor < 0 ? -1 : fsync(descriptor);
    if (descriptor >= 0)
        close(descriptor);
    if (result == 0)
        result = link(draft, path);
    if (result == 0)
        return files_sync_folder(path);
    if (errno == EEXIST)
        return pk_fail(PK_USAGE, _("There is a file at %s already; a backup never overwrites."),
                       path);
    return pk_fail(PK_INTERNAL, _("%s cannot be made: %s."), path, strerror(errno));
}

enum pk_status store_backup(struct store *store, const char *path)
{
    char draft[PATH_MAX];
    enum pk_status status = files_check_folder(path);
    if (status != PK_OK)
        return status;
    if (access(path, F_OK) == 0)
        return pk_fail(PK_USAGE, _("There is a file at %s already; a backup never overwrites."),
                       path);
    int length = snprintf(draft, sizeof draft, "%s.new-%ld", path, (long)getpid());
    if (length < 0 || length >= (int)sizeof draft)
        return pk_fail(PK_USAGE, _("The path of the backup is too long."));
    unlink(draft);
    int descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0660);
    if (descriptor < 0)
        return pk_fail(errno == ENOSPC ? PK_DISK_FULL : PK_READ_ONLY, _("%s cannot be made: %s."),
                       path, strerror(errno));
    close(descriptor);
    status = write_copy(draft, store->db);
    if (status == PK_OK)
        status = place(draft, path);
    unlink(draft);
    return status;
}
