/*
 * Checkpoints: by one function, under the writers' lock, never waiting for readers; the WAL stays
 * bounded while many write.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "../support/child.h"
#include "../support/holder.h"
#include "../support/scratch.h"
#include "parkade/check.h"
#include "store/internal.h"

/* Who waited for a reader, or for ever, takes longer than that; a busy machine does not. */
enum { LONG_MS = 15000 };

enum { WRITERS = 4, UNITS = 300, VALUE_SIZE = 24000 };

static int setup(void **state)
{
    struct scratch *s = calloc(1, sizeof *s);
    scratch_open(s);
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    scratch_close(*state);
    free(*state);
    return 0;
}

/* How many settings the file holds without what lies in the WAL. */
static int64_t count_in_file(const struct scratch *s)
{
    char uri[FOLDER_PATH_SIZE + 32];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    snprintf(uri, sizeof uri, "file:%s?immutable=1", s->path);
    assert_int_equal(sqlite3_open_v2(uri, &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM setting", -1, &statement, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return count;
}

static int64_t size_of(const struct scratch *s, const char *name)
{
    char path[FOLDER_PATH_SIZE];
    struct stat found;
    folder_path(path, s->folder, name);
    return stat(path, &found) == 0 ? found.st_size : -1;
}

static void it_moves_the_wal_into_the_file(void **state)
{
    struct scratch *s = *state;
    bool is_complete = false;
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    assert_int_equal(count_in_file(s), 0);
    assert_int_equal(checkpoint_run(s->store, 1000, &is_complete), PK_OK);
    assert_true(is_complete);
    assert_int_equal(count_in_file(s), 1);
}

/* The next writer begins the WAL anew: it does not grow with every checkpoint. */
static void the_wal_is_used_again(void **state)
{
    struct scratch *s = *state;
    int64_t size = 0;
    for (int i = 0; i < 20; i++) {
        assert_int_equal(scratch_set(s->store, "a", i % 2 ? "b" : "c"), PK_OK);
        assert_int_equal(store_checkpoint(s->store), PK_OK);
        if (i == 1)
            size = size_of(s, "t.db-wal");
    }
    assert_true(size > 0);
    assert_int_equal(size_of(s, "t.db-wal"), size);
}

struct reading {
    struct scratch *s;
    struct store *reader;
    bool is_complete;
};

static enum pk_status checkpoint_meanwhile(void *context)
{
    struct reading *reading = context;
    if (scratch_count(reading->reader) != 1)
        return PK_CORRUPT;
    enum pk_status status = scratch_set(reading->s->store, "c", "d");
    if (status == PK_OK)
        status = checkpoint_run(reading->s->store, LONG_MS, &reading->is_complete);
    if (status == PK_OK)
        status = scratch_set(reading->s->store, "e", "f");
    return status == PK_OK && scratch_count(reading->reader) != 1 ? PK_CORRUPT : status;
}

static void it_does_not_wait_for_readers(void **state)
{
    struct scratch *s = *state;
    struct reading reading = {.s = s, .reader = scratch_another(s), .is_complete = true};
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    long long start = clock_ms();
    assert_int_equal(store_read(reading.reader, checkpoint_meanwhile, &reading), PK_OK);
    assert_true(clock_ms() - start < LONG_MS);
    assert_false(reading.is_complete); /* what the reader looks at stays */
    assert_int_equal(scratch_count(reading.reader), 3);
    assert_int_equal(checkpoint_run(s->store, 1000, &reading.is_complete), PK_OK);
    assert_true(reading.is_complete);
    store_close(reading.reader);
}

static void it_waits_no_longer_than_the_patience(void **state)
{
    struct scratch *s = *state;
    struct holder holder;
    store_set_patience(s->store, 100);
    holder_start(&holder, s->path, HOLDER_UNIT);
    long long start = clock_ms();
    assert_int_equal(store_checkpoint(s->store), PK_BUSY);
    assert_true(clock_ms() - start < LONG_MS);
    assert_int_equal(holder_end(&holder), 0);
    assert_int_equal(store_checkpoint(s->store), PK_OK);
}

static void look_at_mask(void *context)
{
    sigset_t held;
    bool *is_held = context;
    sigprocmask(SIG_BLOCK, NULL, &held);
    *is_held = sigismember(&held, SIGTSTP) && sigismember(&held, SIGTERM);
}

/* It holds the write lock: who stops it stops the lot. */
static void signals_wait_until_it_is_done(void **state)
{
    struct scratch *s = *state;
    bool is_held = false;
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    sqlite3_rollback_hook(s->store->db, look_at_mask, &is_held); /* it gives its lock back so */
    assert_int_equal(store_checkpoint(s->store), PK_OK);
    assert_true(is_held);
    sqlite3_rollback_hook(s->store->db, NULL, NULL);
}

static void a_viewer_does_not_checkpoint(void **state)
{
    struct scratch *s = *state;
    struct store *viewer = NULL;
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    assert_int_equal(store_open(&viewer, s->path, STORE_READ_ONLY), PK_OK);
    assert_int_equal(store_checkpoint(viewer), PK_INTERNAL);
    assert_int_equal(count_in_file(s), 0);
    store_close(viewer);
}

/* Who has written moves it into the file when it closes, by our own way: a -wal that is lost while
 * nobody is there takes nothing with it. SQLite's own checkpoint at a close stays off. */
static void closing_moves_what_was_written(void **state)
{
    struct scratch *s = *state;
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    assert_int_equal(count_in_file(s), 0);
    store_close(s->store);
    assert_int_equal(count_in_file(s), 1);
    assert_int_equal(store_open(&s->store, s->path, STORE_READ_WRITE), PK_OK);
    assert_int_equal(scratch_count(s->store), 1);
}

static int write_much(int number, void *context)
{
    const struct scratch *s = context;
    struct store *store = NULL;
    char name[32], value[VALUE_SIZE];
    memset(value, 'x', sizeof value - 1);
    value[sizeof value - 1] = '\0';
    if (store_open(&store, s->path, STORE_READ_WRITE) != PK_OK)
        return 90;
    for (int i = 0; i < UNITS; i++) {
        snprintf(name, sizeof name, "%d-%d", number, i);
        enum pk_status status = scratch_set(store, name, value);
        if (status != PK_OK)
            return (int)status;
    }
    store_close(store);
    return 0;
}

/* Some 30 MB are written; what the WAL may keep is a few times the piece that is worth moving. */
static void the_wal_stays_bounded_under_load(void **state)
{
    struct scratch *s = *state;
    struct children children;
    children_start(&children, WRITERS, write_much, s);
    children_go(&children);
    assert_int_equal(children_wait(&children, NULL), WRITERS);
    assert_int_equal(scratch_count(s->store), WRITERS * UNITS);
    assert_true(size_of(s, "t.db") > (int64_t)WRITERS * UNITS * VALUE_SIZE / 2);
    assert_in_range(size_of(s, "t.db-wal"), 1, (WRITERS + 1) * STORE_CHECKPOINT_FRAMES * 4120);
    assert_int_equal(outside_number(s->path, "SELECT count(*) FROM pragma_integrity_check "
                                             "WHERE integrity_check = 'ok'"),
                     1);
}

static void the_linked_sqlite_is_named(void **state)
{
    (void)state;
    assert_string_equal(pk_sqlite_version(), sqlite3_libversion());
    if (sqlite3_libversion_number() < 3044006)
        assert_false(pk_sqlite_has_wal_reset_fix());
    if (sqlite3_libversion_number() >= 3051003)
        assert_true(pk_sqlite_has_wal_reset_fix());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_moves_the_wal_into_the_file, setup, teardown),
        cmocka_unit_test_setup_teardown(the_wal_is_used_again, setup, teardown),
        cmocka_unit_test_setup_teardown(it_does_not_wait_for_readers, setup, teardown),
        cmocka_unit_test_setup_teardown(it_waits_no_longer_than_the_patience, setup, teardown),
        cmocka_unit_test_setup_teardown(signals_wait_until_it_is_done, setup, teardown),
        cmocka_unit_test_setup_teardown(a_viewer_does_not_checkpoint, setup, teardown),
        cmocka_unit_test_setup_teardown(closing_moves_what_was_written, setup, teardown),
        cmocka_unit_test_setup_teardown(the_wal_stays_bounded_under_load, setup, teardown),
        cmocka_unit_test(the_linked_sqlite_is_named),
    };
    return cmocka_run_group_tests_name("checkpoints", tests, NULL, NULL);
}
