/*
 * A full disk: a plain answer, nothing half done, reading goes on, and work goes on without a
 * restart once there is room.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/scratch.h"
#include "store/internal.h"

enum { NO_MOUNT = 97, VALUE_SIZE = 20000, ACTS_MAX = 2000 };

static enum pk_status fill_nothing(struct store *store, void *context)
{
    (void)store, (void)context;
    return PK_OK;
}

/* Writes until it fails; COUNT is of what was acknowledged. */
static enum pk_status write_until_full(struct store *store, int *count)
{
    char name[16], value[VALUE_SIZE];
    memset(value, 'x', sizeof value - 1);
    value[sizeof value - 1] = '\0';
    for (*count = 0; *count < ACTS_MAX; (*count)++) {
        snprintf(name, sizeof name, "%d", *count);
        enum pk_status status = scratch_set(store, name, value);
        if (status != PK_OK)
            return status;
    }
    return PK_OK;
}

/* While it is full: told, again and again; what was acknowledged is there and can be read. */
static int check_full(struct store *store, int *count)
{
    if (write_until_full(store, count) != PK_DISK_FULL)
        return 1;
    if (!strstr(pk_error()->message, "Nothing was changed; make room"))
        return 2;
    if (scratch_set(store, "again", "x") == PK_OK) /* a small one may still fit */
        (*count)++;
    else if (pk_error()->status != PK_DISK_FULL)
        return 3;
    return scratch_count(store) == *count && *count > 3 ? 0 : 4;
}

/* When there is room again: the same handle works, and the file is sound. */
static int check_recovered(struct store *store, int count)
{
    bool is_sound = false;
    if (scratch_set(store, "room", "x") != PK_OK || scratch_count(store) != count + 1)
        return 5;
    if (store_checkpoint(store) != PK_OK)
        return 6;
    struct query *q = query_on(store, "PRAGMA integrity_check");
    if (query_next(q))
        is_sound = strcmp(column_peek(q, 0), "ok") == 0;
    return query_end(q) == PK_OK && is_sound ? 0 : 7;
}

/* ---- a limit of the file size ---- */

static int meet_limit(int unused, void *context)
{
    const struct scratch *s = context;
    struct store *store = NULL;
    struct rlimit limit, little;
    int count = 0;
    (void)unused;
    signal(SIGXFSZ, SIG_IGN);
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0 ||
        store_open(&store, s->path, STORE_READ_WRITE) != PK_OK)
        return 99;
    little = (struct rlimit){.rlim_cur = 1000000, .rlim_max = limit.rlim_max};
    if (setrlimit(RLIMIT_FSIZE, &little) != 0)
        return 99;
    int result = check_full(store, &count);
    if (result == 0 && setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 99;
    return result == 0 ? check_recovered(store, count) : result;
}

static void a_file_that_may_not_grow(void **state)
{
    struct scratch s;
    (void)state;
    scratch_open(&s);
    assert_int_equal(child_run(meet_limit, &s), 0);
    assert_int_equal(outside_number(s.path, "SELECT count(*) FROM setting WHERE name = 'room'"), 1);
    scratch_close(&s);
}

/* ---- a small disk ---- */

static int make_room(const char *ballast)
{
    return unlink(ballast);
}

static int put_ballast(const char *ballast)
{
    int file = open(ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    int result = file < 0 ? -1 : posix_fallocate(file, 0, 5 << 20);
    if (file >= 0)
        close(file);
    return result;
}

static int fill_disk(int unused, void *context)
{
    const char *folder = context;
    char path[FOLDER_PATH_SIZE], ballast[FOLDER_PATH_SIZE];
    struct store *store = NULL;
    int count = 0;
    (void)unused;
    snprintf(path, sizeof path, "%.200s/t.db", folder);
    snprintf(ballast, sizeof ballast, "%.200s/ballast", folder);
    if (unshare(CLONE_NEWNS) != 0 || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", folder, "tmpfs", 0, "size=8m") != 0)
        return NO_MOUNT;
    if (put_ballast(ballast) != 0 || store_create(path, fill_nothing, NULL) != PK_OK ||
        store_open(&store, path, STORE_READ_WRITE) != PK_OK)
        return 99;
    int result = check_full(store, &count);
    if (result == 0 && make_room(ballast) != 0)
        return 99;
    return result == 0 ? check_recovered(store, count) : result;
}

static void a_disk_without_room(void **state)
{
    char folder[FOLDER_PATH_SIZE];
    (void)state;
    folder_make(folder);
    int result = child_run(fill_disk, folder);
    folder_remove(folder);
    if (result == NO_MOUNT) {
        print_message("# not tried here: no small disk could be mounted\n");
        return;
    }
    assert_int_equal(result, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_may_not_grow),
        cmocka_unit_test(a_disk_without_room),
    };
    return cmocka_run_group_tests_name("full disks", tests, NULL, NULL);
}
