/*
 * Making a new file: it appears whole or not at all, once, and never over something else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/folder.h"
#include "../support/lot.h"
#include "../support/scratch.h"
#include "base/error.h"
#include "store/internal.h"

enum { MAKERS = 10, NOBODY = 65534 };

struct place {
    char folder[FOLDER_PATH_SIZE], path[FOLDER_PATH_SIZE];
};

static int setup(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    folder_make(p->folder);
    folder_path(p->path, p->folder, "t.db");
    *state = p;
    return 0;
}

static int teardown(void **state)
{
    struct place *p = *state;
    test_lot_forget_gate(p->path);
    folder_remove(p->folder);
    free(p);
    return 0;
}

static enum pk_status fill_one(struct store *store, void *context)
{
    return scratch_set(store, "maker", context);
}

static enum pk_status fill_badly(struct store *store, void *context)
{
    scratch_set(store, "maker", context);
    return pk_fail(PK_TARIFF_INVALID, "no such tariff");
}

static void it_is_whole(void **state)
{
    struct place *p = *state;
    struct stat found;
    mode_t mask = umask(022);
    assert_int_equal(store_create(p->path, fill_one, "me"), PK_OK);
    umask(mask);
    assert_int_equal(folder_count(p->folder, ""), 1); /* no -wal, -shm, -bell or draft */
    assert_int_equal(stat(p->path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0640); /* its owner and group, nobody else */
    assert_int_equal(found.st_nlink, 1);
    assert_int_equal(outside_number(p->path, "PRAGMA user_version"), store_schema_version());
    assert_int_equal(outside_number(p->path, "PRAGMA application_id"), STORE_APPLICATION_ID);
    assert_int_equal(outside_number(p->path, "PRAGMA auto_vacuum"), 2);
    assert_int_equal(outside_number(p->path, "SELECT count(*) FROM setting WHERE value = 'me'"), 1);
}

static void a_failure_leaves_nothing(void **state)
{
    struct place *p = *state;
    assert_int_equal(store_create(p->path, fill_badly, "me"), PK_TARIFF_INVALID);
    assert_string_equal(pk_error()->message, "no such tariff");
    assert_int_equal(folder_count(p->folder, ""), 0);
    assert_int_equal(store_create(p->path, fill_one, "me"), PK_OK);
}

static void make_file(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    close(file);
}

static void nothing_is_overwritten(void **state)
{
    /* Somebody removed a lot but not its -wal: it would be played back into the new one. */
    static const char *const names[] = {"t.db", "t.db-wal", "t.db-journal"};
    struct place *p = *state;
    char path[FOLDER_PATH_SIZE];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        folder_path(path, p->folder, names[i]);
        make_file(path);
        assert_int_equal(store_create(p->path, fill_one, "me"), PK_USAGE);
        assert_non_null(strstr(pk_error()->message, names[i]));
        assert_int_equal(folder_count(p->folder, ""), 1);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(symlink("nowhere", p->path), 0);
    assert_int_equal(store_create(p->path, fill_one, "me"), PK_USAGE);
    assert_int_equal(folder_count(p->folder, ""), 1);
}

static void there_must_be_a_folder(void **state)
{
    struct place *p = *state;
    char path[FOLDER_PATH_SIZE];
    folder_path(path, p->folder, "none/t.db");
    assert_int_equal(store_create(path, fill_one, "me"), PK_USAGE);
    assert_non_null(strstr(pk_error()->message, "There is no folder"));
    assert_int_equal(folder_count(p->folder, ""), 0);
}

static void a_path_too_long_is_refused(void **state)
{
    char path[PATH_MAX + 64] = "";
    (void)state;
    for (size_t i = 0; i + 3 < sizeof path; i += 2)
        memcpy(path + i, "./", 3);
    memcpy(path + PATH_MAX - 12, "x", 2); /* room for itself, not for what lies beside it */
    assert_int_equal(store_create(path, fill_one, "me"), PK_USAGE);
    assert_non_null(strstr(pk_error()->message, "too long"));
}

static int make_as_nobody(int unused, void *context)
{
    const struct place *p = context;
    (void)unused;
    if (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)
        return 99;
    return (int)store_create(p->path, fill_one, "nobody");
}

static void a_folder_of_others_is_refused(void **state)
{
    struct place *p = *state;
    if (!is_root())
        return;
    assert_int_equal(chmod(p->folder, 0755), 0);
    assert_int_equal(child_run(make_as_nobody, p), PK_READ_ONLY);
    assert_int_equal(folder_count(p->folder, ""), 0);
}

static int make_without_room(int limit, void *context)
{
    const struct place *p = context;
    struct rlimit little = {(rlim_t)limit, (rlim_t)limit};
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &little) != 0)
        return 99;
    return (int)store_create(p->path, fill_one, "me");
}

static int make_at_4k(int unused, void *context)
{
    (void)unused;
    return make_without_room(4096, context);
}

static int make_at_100k(int unused, void *context)
{
    (void)unused;
    return make_without_room(100000, context);
}

static void no_room_leaves_nothing(void **state)
{
    struct place *p = *state;
    assert_int_equal(child_run(make_at_4k, p), PK_DISK_FULL);
    assert_int_equal(folder_count(p->folder, ""), 0);
    assert_int_equal(child_run(make_at_100k, p), PK_DISK_FULL);
    assert_int_equal(folder_count(p->folder, ""), 0);
    assert_int_equal(store_create(p->path, fill_one, "me"), PK_OK);
}

/* ---- at once ---- */

static int make_once(int number, void *context)
{
    const struct place *p = context;
    char name[16];
    snprintf(name, sizeof name, "%d", number);
    return (int)store_create(p->path, fill_one, name);
}

static void of_ten_at_once_one_wins(void **state)
{
    struct place *p = *state;
    struct children children;
    int statuses[MAKERS], winner = -1;
    char sql[64];
    children_start(&children, MAKERS, make_once, p);
    children_go(&children);
    assert_int_equal(children_wait(&children, statuses), 1);
    for (int i = 0; i < MAKERS; i++) {
        if (statuses[i] == 0)
            winner = i;
        else
            assert_int_equal(statuses[i], PK_USAGE);
    }
    assert_int_equal(folder_count(p->folder, ""), 1);
    snprintf(sql, sizeof sql, "SELECT count(*) FROM setting WHERE value = '%d'", winner);
    assert_int_equal(outside_number(p->path, sql), 1);
}

static enum pk_status fill_and_die(struct store *store, void *context)
{
    scratch_set(store, "maker", context);
    raise(SIGKILL);
    return PK_OK;
}

static int die_in_the_middle(int unused, void *context)
{
    const struct place *p = context;
    (void)unused;
    return (int)store_create(p->path, fill_and_die, "me");
}

static void a_killed_maker_has_made_nothing(void **state)
{
    struct place *p = *state;
    assert_int_equal(child_run(die_in_the_middle, p), 128 + SIGKILL);
    assert_false(folder_has(p->folder, "t.db"));
    assert_int_equal(store_create(p->path, fill_one, "me"), PK_OK);
    assert_int_equal(outside_number(p->path, "SELECT count(*) FROM setting WHERE value = 'me'"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_is_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(a_failure_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_is_overwritten, setup, teardown),
        cmocka_unit_test_setup_teardown(there_must_be_a_folder, setup, teardown),
        cmocka_unit_test_setup_teardown(a_path_too_long_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_of_others_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(no_room_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(of_ten_at_once_one_wins, setup, teardown),
        cmocka_unit_test_setup_teardown(a_killed_maker_has_made_nothing, setup, teardown),
    };
    return cmocka_run_group_tests_name("making a file", tests, NULL, NULL);
}
