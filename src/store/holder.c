/*
 * Who holds the write lock: the process that /proc/locks names for byte 120 of the -shm file. Reads
 * only; opening the -shm by hand would drop SQLite's locks.
 */
#include <stdio.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "store/internal.h"

enum { WRITE_LOCK_BYTE = 120 };

/* A line of /proc/locks: "1: POSIX  ADVISORY  WRITE 4711 08:01:131 120 120". */
static bool reads_as_holder(const char *line, const struct stat *shm, int *process)
{
    char kind[16], access[16];
    unsigned major_number, minor_number;
    unsigned long long inode, first, last;

    if (sscanf(line, "%*d: %15s %*15s %15s %d %x:%x:%llu %llu %llu", kind, access, process,
               &major_number, &minor_number, &inode, &first, &last) != 8)
        return false;
    return strcmp(kind, "POSIX") == 0 && strcmp(access, "WRITE") == 0 && inode == shm->st_ino &&
           major(shm->st_dev) == major_number && minor(shm->st_dev) == minor_number &&
           first <= WRITE_LOCK_BYTE && last >= WRITE_LOCK_BYTE;
}

int store_holder(const struct store *store)
{
    char path[PATH_MAX + 8], line[256];
    struct stat shm;
    int process, holder = 0;

    snprintf(path, sizeof path, "%s-shm", store->path);
    if (stat(path, &shm) != 0)
        return 0;
    FILE *locks = fopen("/proc/locks", "re");
    if (!locks)
        return 0;
    while (holder == 0 && fgets(line, sizeof line, locks))
        if (reads_as_holder(line, &shm, &process) && process != getpid())
            holder = process;
    fclose(locks);
    return holder;
}
