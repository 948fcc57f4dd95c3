/*
 * Backups of a living file: whole, of one moment, never over something else, and nothing left
 * behind when they fail.
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
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/lot.h"
#include "../support/scratch.h"
#include "store/internal.h"

enum { WRITERS = 3, BACKUPS = 5, NOBODY = 65534 };

/* A store, the place of its backup, and a page that is shared with children. */
struct place {
    struct scratch s;
    char copy[FOLDER_PATH_SIZE];
    struct shared {
        int acknowledged[WRITERS];
        int is_over;
    } * shared;
};

static int setup(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    scratch_open(&p->s);
    folder_path(p->copy, p->s.folder, "copy.db");
    p->shared =
        mmap(NULL, sizeof *p->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(p->shared, MAP_FAILED);
    *state = p;
    return 0;
}

static int teardown(void **state)
{
    struct place *p = *state;
    munmap(p->shared, sizeof *p->shared);
    test_lot_forget_gate(p->copy);
    scratch_close(&p->s);
    free(p);
    return 0;
}

static int count_copies(const struct place *p)
{
    return folder_count(p->s.folder, "copy.db");
}

static void a_copy_is_whole_and_alone(void **state)
{
    struct place *p = *state;
    struct stat found;
    assert_int_equal(scratch_set(p->s.store, "in the WAL", "still"), PK_OK);
    assert_int_equal(store_backup(p->s.store, p->copy), PK_OK);
    assert_int_equal(count_copies(p), 1);
    assert_int_equal(stat(p->copy, &found), 0);
    assert_int_equal(found.st_mode & 007, 0); /* plates are in it: not for everybody */
    assert_int_equal(found.st_nlink, 1);
    assert_int_equal(outside_number(p->copy, "SELECT count(*) FROM setting "
                                             "WHERE name = 'in the WAL' AND value = 'still'"),
                     1);
    assert_int_equal(outside_number(p->copy, "PRAGMA user_version"), store_schema_version());
    assert_int_equal(outside_number(p->copy, "SELECT count(*) FROM sqlite_schema"),
                     outside_number(p->s.path, "SELECT count(*) FROM sqlite_schema"));
}

static void a_copy_opens_as_a_lot(void **state)
{
    struct place *p = *state;
    struct store *copy = NULL;
    assert_int_equal(scratch_set(p->s.store, "a", "b"), PK_OK);
    assert_int_equal(store_backup(p->s.store, p->copy), PK_OK);
    assert_int_equal(store_open(&copy, p->copy, STORE_READ_ONLY), PK_OK); /* to look first */
    assert_int_equal(scratch_count(copy), 1);
    store_close(copy);
    assert_int_equal(count_copies(p), 1);
    assert_int_equal(store_open(&copy, p->copy, STORE_READ_WRITE), PK_OK);
    assert_int_equal(scratch_set(copy, "c", "d"), PK_OK);
    assert_int_equal(scratch_count(copy), 2);
    store_close(copy);
    assert_int_equal(scratch_count(p->s.store), 1);
}

static void a_viewer_may_back_up(void **state)
{
    struct place *p = *state;
    struct store *viewer = NULL;
    assert_int_equal(scratch_set(p->s.store, "a", "b"), PK_OK);
    assert_int_equal(store_open(&viewer, p->s.path, STORE_READ_ONLY), PK_OK);
    assert_int_equal(store_backup(viewer, p->copy), PK_OK);
    store_close(viewer);
    assert_int_equal(outside_number(p->copy, "SELECT count(*) FROM setting"), 1);
}

/* ---- what is in the way ---- */

static void make_file(const char *path)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    close(file);
}

static void nothing_is_overwritten(void **state)
{
    /* A -wal without its file would be played back into the copy when that is opened. */
    static const char *const names[] = {"copy.db", "copy.db-wal", "copy.db-journal"};
    struct place *p = *state;
    char path[FOLDER_PATH_SIZE];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        folder_path(path, p->s.folder, names[i]);
        make_file(path);
        assert_int_equal(store_backup(p->s.store, p->copy), PK_USAGE);
        assert_non_null(strstr(pk_error()->message, names[i]));
        assert_int_equal(count_copies(p), 1);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(symlink("nowhere", p->copy), 0);
    assert_int_equal(store_backup(p->s.store, p->copy), PK_USAGE);
    assert_false(folder_has(p->s.folder, "nowhere"));
    assert_int_equal(store_backup(p->s.store, p->s.path), PK_USAGE);
}

static void a_folder_that_is_not_there(void **state)
{
    struct place *p = *state;
    char path[FOLDER_PATH_SIZE];
    folder_path(path, p->s.folder, "none/copy.db");
    assert_int_equal(store_backup(p->s.store, path), PK_USAGE);
    assert_non_null(strstr(pk_error()->message, "There is no folder"));
}

static int back_up_as_nobody(int unused, void *context)
{
    const struct place *p = context;
    (void)unused;
    if (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)
        return 99;
    return (int)store_backup(p->s.store, p->copy);
}

static void a_folder_that_is_another_users(void **state)
{
    struct place *p = *state;
    if (!is_root())
        return;
    assert_int_equal(chmod(p->s.folder, 0755), 0);
    assert_int_equal(child_run(back_up_as_nobody, p), PK_READ_ONLY);
    assert_int_equal(count_copies(p), 0);
}

/* ---- failures on the way ---- */

static int back_up_into_little(int unused, void *context)
{
    const struct place *p = context;
    struct store *store = NULL;
    struct rlimit little = {40000, 40000};
    (void)unused;
    signal(SIGXFSZ, SIG_IGN);
    if (store_open(&store, p->s.path, STORE_READ_WRITE) != PK_OK ||
        setrlimit(RLIMIT_FSIZE, &little) != 0)
        return 99;
    return (int)store_backup(store, p->copy);
}

static void no_room_leaves_nothing_behind(void **state)
{
    struct place *p = *state;
    assert_int_equal(child_run(back_up_into_little, p), PK_DISK_FULL);
    assert_int_equal(count_copies(p), 0);
    assert_int_equal(store_backup(p->s.store, p->copy), PK_OK);
}

/* SQLite calls a step that could not read no failure: the copy would be empty, and verify. */
static void a_source_that_cannot_be_read_is_no_backup(void **state)
{
    struct place *p = *state;
    assert_int_equal(connection_run(p->s.store->db, "BEGIN IMMEDIATE; "
                                                    "INSERT INTO setting VALUES ('a', 'b')"),
                     PK_OK);
    assert_int_equal(store_backup(p->s.store, p->copy), PK_BUSY);
    assert_int_equal(count_copies(p), 0);
    assert_int_equal(connection_run(p->s.store->db, "ROLLBACK"), PK_OK);
    assert_int_equal(store_backup(p->s.store, p->copy), PK_OK);
}

static void a_damaged_source_gives_no_backup(void **state)
{
    struct place *p = *state;
    char noise[4096];
    memset(noise, 0x5a, sizeof noise);
    int64_t page = outside_number(p->s.path, "SELECT rootpage FROM sqlite_schema "
                                             "WHERE name = 'setting'");
    store_close(p->s.store);
    outside_run(p->s.path, "PRAGMA wal_checkpoint(TRUNCATE)");
    int file = open(p->s.path, O_WRONLY | O_CLOEXEC);
    assert_true(file >= 0);
    assert_int_equal(pwrite(file, noise, sizeof noise, (page - 1) * 4096), sizeof noise);
    close(file);
    assert_int_equal(store_open(&p->s.store, p->s.path, STORE_READ_WRITE), PK_OK);
    assert_int_equal(store_backup(p->s.store, p->copy), PK_CORRUPT);
    assert_non_null(strstr(pk_error()->message, "does not verify"));
    assert_int_equal(count_copies(p), 0);
}

/* ---- while others write ---- */

/* A unit writes one row and counts it: in every moment both agree. */
static enum pk_status add_one(void *context)
{
    struct store *store = context;
    enum pk_status status = query_run(
        query_on(store, "INSERT INTO setting VALUES (hex(randomblob(16)), hex(zeroblob(500)))"));
    return status == PK_OK ? query_run(query_on(store, "UPDATE counter SET value = value + 1"))
                           : status;
}

static int write_on(int number, void *context)
{
    struct place *p = context;
    struct store *store = NULL;
    if (store_open(&store, p->s.path, STORE_READ_WRITE) != PK_OK)
        return 90;
    while (!__atomic_load_n(&p->shared->is_over, __ATOMIC_SEQ_CST)) {
        enum pk_status status = store_write(store, add_one, store);
        if (status != PK_OK)
            return (int)status;
        __atomic_add_fetch(&p->shared->acknowledged[number], 1, __ATOMIC_SEQ_CST);
    }
    store_close(store);
    return 0;
}

static int acknowledged(const struct place *p)
{
    int sum = 0;
    for (int i = 0; i < WRITERS; i++)
        sum += __atomic_load_n(&p->shared->acknowledged[i], __ATOMIC_SEQ_CST);
    return sum;
}

struct goal {
    const struct place *p;
    int acts;
};

static bool is_reached(void *context)
{
    const struct goal *goal = context;
    return acknowledged(goal->p) >= goal->acts;
}

static void check_copy(struct place *p, int at_least)
{
    int64_t rows = outside_number(p->copy, "SELECT count(*) FROM setting");
    assert_int_equal(outside_number(p->copy, "SELECT value FROM counter"), rows);
    assert_true(rows >= at_least); /* what was acknowledged before it began is in it */
    assert_true(rows <= outside_number(p->s.path, "SELECT value FROM counter"));
    assert_int_equal(outside_number(p->copy, "SELECT count(*) FROM pragma_integrity_check "
                                             "WHERE integrity_check = 'ok'"),
                     1);
    assert_int_equal(unlink(p->copy), 0);
}

static void a_copy_is_of_one_moment(void **state)
{
    struct place *p = *state;
    struct children children;
    outside_run(p->s.path, "INSERT INTO counter VALUES ('rows', 0)");
    children_start(&children, WRITERS, write_on, p);
    children_go(&children);
    for (int i = 0; i < BACKUPS; i++) {
        struct goal goal = {p, acknowledged(p) + 50};
        assert_true(wait_until(is_reached, &goal));
        int before = acknowledged(p);
        assert_int_equal(store_backup(p->s.store, p->copy), PK_OK);
        check_copy(p, before);
    }
    __atomic_store_n(&p->shared->is_over, 1, __ATOMIC_SEQ_CST);
    assert_int_equal(children_wait(&children, NULL), WRITERS);
    assert_int_equal(outside_number(p->s.path, "SELECT value FROM counter"), acknowledged(p));
    assert_int_equal(count_copies(p), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_copy_is_whole_and_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(a_copy_opens_as_a_lot, setup, teardown),
        cmocka_unit_test_setup_teardown(a_viewer_may_back_up, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_is_overwritten, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there, setup, teardown),
        cmocka_unit_test_setup_teardown(a_folder_that_is_another_users, setup, teardown),
        cmocka_unit_test_setup_teardown(no_room_leaves_nothing_behind, setup, teardown),
        cmocka_unit_test_setup_teardown(a_source_that_cannot_be_read_is_no_backup, setup, teardown),
        cmocka_unit_test_setup_teardown(a_damaged_source_gives_no_backup, setup, teardown),
        cmocka_unit_test_setup_teardown(a_copy_is_of_one_moment, setup, teardown),
    };
    return cmocka_run_group_tests_name("backups", tests, NULL, NULL);
}
