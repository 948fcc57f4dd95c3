/*
 * The bell: a one-byte write to the file beside the lot after each COMMIT, watched with inotify.
 * Whoever cannot ring or hear it still sees the change within a second by store_has_changed().
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "store/internal.h"

static bool bell_path(char out[static PATH_MAX], const struct store *store)
{
    int length = snprintf(out, PATH_MAX, "%s-bell", store->path);
    return length > 0 && length < PATH_MAX;
}

/* Opens the file to ring, with the lot's own mode and owner from the first moment. */
void bell_open(struct store *store, const struct stat *file)
{
    char path[PATH_MAX];
    struct stat found;
    mode_t mode = file->st_mode & 0666;

    if (store->mode == STORE_READ_ONLY || !bell_path(path, store))
        return;
    store->bell_out = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, mode);
    if (store->bell_out < 0 || fstat(store->bell_out, &found) != 0)
        return;
    if (geteuid() == 0 && (found.st_uid != file->st_uid || found.st_gid != file->st_gid) &&
        fchown(store->bell_out, file->st_uid, file->st_gid) != 0)
        return;
    if (found.st_uid == geteuid() && (found.st_mode & 0777) != mode)
        (void)fchmod(store->bell_out, mode);
}

void bell_ring(struct store *store)
{
    if (store->bell_out >= 0 && pwrite(store->bell_out, "!", 1, 0) < 0)
        return; /* a full disk: the others look once a second anyway */
}

int store_bell(struct store *store)
{
    char path[PATH_MAX];
    if (store->bell_in >= 0 || !bell_path(path, store))
        return store->bell_in;
    int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (descriptor >= 0 && inotify_add_watch(descriptor, path, IN_MODIFY) < 0) {
        close(descriptor);
        descriptor = -1;
    }
    store->bell_in = descriptor;
    return descriptor;
}

void store_bell_clear(struct store *store)
{
    char events[4096];
    while (store->bell_in >= 0 && read(store->bell_in, events, sizeof events) > 0)
        ;
}

void bell_close(struct store *store)
{
    if (store->bell_out >= 0)
        close(store->bell_out);
    if (store->bell_in >= 0)
        close(store->bell_in);
    store->bell_out = store->bell_in = -1;
}
