/*
 * SQLite's failures in the words of the lot. Called where a call to SQLite fails; calls base only.
 */
#include <errno.h>

#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

struct fault {
    int code; /* primary result code */
    enum pk_status status;
    const char *sentence;
};

static const struct fault faults[] = {
    {SQLITE_BUSY, PK_BUSY,
     "The lot is busy: another console is writing. Nothing was changed; try again."},
    {SQLITE_LOCKED, PK_BUSY,
     "The lot is busy within this program. Nothing was changed; try again."},
    {SQLITE_PROTOCOL, PK_BUSY,
     "The lot is busy: too many are reading and writing. Nothing was changed; try again."},
    {SQLITE_READONLY, PK_READ_ONLY,
     "The lot's file cannot be written here. Check its owner, its mode and its folder's."},
    {SQLITE_PERM, PK_READ_ONLY,
     "The lot's file cannot be used by this user. Check its owner, its mode and its folder's."},
    {SQLITE_FULL, PK_DISK_FULL, "The disk is full. Nothing was changed; make room and try again."},
    {SQLITE_CORRUPT, PK_CORRUPT,
     "The lot's file is damaged. Stop using it and restore the last backup."},
    {SQLITE_NOTADB, PK_NOT_A_LOT, "This file is not a lot."},
    {SQLITE_CANTOPEN, PK_INTERNAL, "The lot's file or its -wal beside it cannot be opened."},
    {SQLITE_NOMEM, PK_INTERNAL, "There is not enough memory. Nothing was changed."},
    {SQLITE_CONSTRAINT, PK_INTERNAL, "The lot's file refuses this change."},
};

static const struct fault *find_fault(int primary)
{
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
        if (faults[i].code == primary)
            return &faults[i];
    return NULL;
}

/* The errno of the last operation that failed: of the connection, of the file, of its WAL. Not all
 * of them know each time. */
static int last_errno(sqlite3 *db)
{
    sqlite3_file *wal = NULL;
    int number = sqlite3_system_errno(db);
    if (number == 0)
        sqlite3_file_control(db, "main", SQLITE_FCNTL_LAST_ERRNO, &number);
    if (number == 0 &&
        sqlite3_file_control(db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal) == SQLITE_OK && wal &&
        wal->pMethods)
        wal->pMethods->xFileControl(wal, SQLITE_FCNTL_LAST_ERRNO, &number);
    return number;
}

/* What the disk, a size limit or an owner refused reads as an I/O error or as a file that cannot be
 * opened, with the errno behind it. */
static int reason_behind(sqlite3 *db, int primary)
{
    if (!db || (primary != SQLITE_IOERR && primary != SQLITE_CANTOPEN))
        return primary;
    int number = last_errno(db);
    if (number == ENOSPC || number == EFBIG || number == EDQUOT)
        return SQLITE_FULL;
    if (number == EACCES || number == EPERM || number == EROFS)
        return SQLITE_PERM;
    return primary;
}

enum pk_status fault_from_sqlite(sqlite3 *db, int code)
{
    int primary = reason_behind(db, code & 0xff);
    const char *detail = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);

    const struct fault *fault = find_fault(primary);
    if (!fault)
        return pk_fail(PK_INTERNAL, _("The lot's file cannot be used: %s."), detail);
    if (fault->status == PK_INTERNAL)
        return pk_fail(PK_INTERNAL, "%s (%s)", _(fault->sentence), detail);
    return pk_fail(fault->status, "%s", _(fault->sentence));
}
