/*
 * Drafts: a file is written beside the place where it is to be, and appears there whole or not at
 * all. For new lots and for backups. Calls files.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

static enum pk_status fail_exists(const char *path)
{
    return pk_fail(PK_USAGE,
                   _("There is a file at %s already; nothing is ever overwritten. Move it away or "
                     "choose another name."),
                   path);
}

static enum pk_status fail_errno(const char *path, int number)
{
    enum pk_status status = number == ENOSPC || number == EDQUOT || number == EFBIG  ? PK_DISK_FULL
                            : number == EACCES || number == EPERM || number == EROFS ? PK_READ_ONLY
                                                                                     : PK_INTERNAL;
    return pk_fail(status, _("%s cannot be made: %s."), path, strerror(number));
}

/* A -wal or -journal that an earlier file left behind counts: SQLite would take it for the new
 * file's own and play it back into it. */
static enum pk_status check_free(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-journal"};
    char name[PATH_MAX + 16];
    struct stat found;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        snprintf(name, sizeof name, "%s%s", path, endings[i]);
        if (lstat(name, &found) == 0)
            return fail_exists(name);
    }
    return PK_OK;
}

/* Absolute, because SQLite takes "file:x" or ":memory:" for something else than a file. */
static enum pk_status name_draft(char draft[static PATH_MAX], const char *path)
{
    char copy[PATH_MAX], folder[PATH_MAX];
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    if (strlen(path) >= PATH_MAX - sizeof ".new-1234567-journal")
        return pk_fail(PK_USAGE, _("The path of the new file is too long."));
    if (!pk_copy(copy, sizeof copy, path) || !realpath(dirname(copy), folder))
        return pk_fail(PK_USAGE, _("The folder of %s cannot be found."), path);
    if (name[0] == '\0')
        return pk_fail(PK_USAGE, _("%s names a folder; a file's name is wanted."), path);
    int length = snprintf(draft, PATH_MAX, "%s/%s.new-%ld", folder, name, (long)getpid());
    if (length < 0 || length >= PATH_MAX - (int)sizeof "-journal")
        return pk_fail(PK_USAGE, _("The path of the new file is too long."));
    return PK_OK;
}

enum pk_status draft_make(char draft[static PATH_MAX], const char *path)
{
    enum pk_status status = files_check_folder(path);
    if (status == PK_OK)
        status = check_free(path);
    if (status != PK_OK)
        return status;
    status = name_draft(draft, path);
    if (status != PK_OK)
        return status;
    draft_remove(draft);
    /* For its owner and group, nobody else, from the first moment. */
    int descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0660);
    if (descriptor < 0)
        return fail_errno(path, errno);
    close(descriptor);
    return PK_OK;
}

void draft_remove(const char *draft)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal", "-bell"};
    char name[PATH_MAX + 16];
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        snprintf(name, sizeof name, "%s%s", draft, endings[i]);
        unlink(name);
    }
}

/* Returns 0 or the errno. */
static int sync_file(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    int number = fsync(descriptor) == 0 ? 0 : errno;
    close(descriptor);
    return number;
}

enum pk_status draft_place(const char *draft, const char *path)
{
    int number = sync_file(draft);
    /* Never overwrites: of two that make the same file at once, one is told so. */
    if (number == 0 && renameat2(AT_FDCWD, draft, AT_FDCWD, path, RENAME_NOREPLACE) != 0)
        number = errno;
    if (number == EEXIST)
        return fail_exists(path);
    if (number != 0)
        return fail_errno(path, number);
    enum pk_status status = files_sync_folder(path);
    if (status != PK_OK)
        unlink(path);
    return status;
}
