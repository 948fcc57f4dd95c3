/*
 * Whether the files that this connection holds are still those that others open: a file that was
 * deleted or replaced under a running program would take acts that nobody sees again.
 */
#include <stdio.h>

#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

static bool find_wal(struct stat *out, const struct store *store)
{
    char path[PATH_MAX + 8];
    snprintf(path, sizeof path, "%s-wal", store->path);
    return stat(path, out) == 0;
}

void wal_remember(struct store *store)
{
    struct stat wal;
    if (!find_wal(&wal, store))
        return;
    store->wal_device = wal.st_dev;
    store->wal_inode = wal.st_ino;
}

static enum pk_status look_at_wal(struct store *store)
{
    struct stat wal;
    if (store->wal_inode == 0) {
        wal_remember(store);
        return PK_OK;
    }
    if (find_wal(&wal, store) && wal.st_dev == store->wal_device && wal.st_ino == store->wal_inode)
        return PK_OK;
    return pk_fail(PK_INTERNAL,
                   _("The file %s-wal, a part of the lot, is not the one that it was: deleted, or "
                     "exchanged. End all programs "
                     "on this lot, then run parkade check."),
                   store->path);
}

enum pk_status store_look(struct store *store)
{
    struct stat file;
    if (stat(store->path, &file) != 0)
        return pk_fail(PK_INTERNAL,
                       _("The lot's file %s is gone. Nothing can be done until it is back."),
                       store->path);
    if (file.st_dev != store->gate.device || file.st_ino != store->gate.inode)
        return pk_fail(PK_INTERNAL,
                       _("The lot's file %s was replaced. End this program and start it again."),
                       store->path);
    return look_at_wal(store);
}
