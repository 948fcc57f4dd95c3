/*
 * Every connection of ours is set up as safety asks, for each
 * kind of user.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/scratch.h"
#include "store/internal.h"

enum { NOBODY = 65534 };

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

/* ---- settings ---- */

static int64_t number(sqlite3 *db, const char *pragma)
{
    int64_t out = -1;
    assert_int_equal(connection_number(db, pragma, &out), PK_OK);
    return out;
}

static void check_connection(sqlite3 *db)
{
    static const struct {
        const char *pragma;
        int64_t value;
    } pragmas[] = {
        {"PRAGMA foreign_keys", 1},
        {"PRAGMA synchronous", 2},
        {"PRAGMA recursive_triggers", 1},
        {"PRAGMA wal_autocheckpoint", 0},
        {"PRAGMA journal_size_limit", 64 * 1024 * 1024},
        {"PRAGMA cell_size_check", 1},
        {"PRAGMA temp_store", 2},
        {"PRAGMA trusted_schema", 0},
        {"PRAGMA auto_vacuum", 2},
        {"PRAGMA application_id", STORE_APPLICATION_ID},
        {"PRAGMA page_size", 4096},
        {"SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1},
        {"SELECT encoding = 'UTF-8' FROM pragma_encoding", 1},
    };
    static const struct {
        int option, value;
    } options[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},          {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},   {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
        {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    for (size_t i = 0; i < sizeof pragmas / sizeof pragmas[0]; i++)
        if (number(db, pragmas[i].pragma) != pragmas[i].value)
            fail_msg("%s is %lld", pragmas[i].pragma, (long long)number(db, pragmas[i].pragma));
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        int now = -1;
        sqlite3_db_config(db, options[i].option, -1, &now);
        assert_int_equal(now, options[i].value);
    }
}

static void both_connections_are_set_up(void **state)
{
    struct scratch *s = *state;
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    assert_int_equal(store_checkpoint(s->store), PK_OK); /* opens the second one */
    check_connection(s->store->db);
    check_connection(s->store->checkpointer);
    assert_int_equal(number(s->store->db, "PRAGMA user_version"), store_schema_version());
}

static void a_viewer_is_set_up(void **state)
{
    struct scratch *s = *state;
    struct store *viewer = NULL;
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    assert_int_equal(store_open(&viewer, s->path, STORE_READ_ONLY), PK_OK);
    check_connection(viewer->db);
    assert_int_equal(scratch_count(viewer), 1);
    assert_int_equal(scratch_set(viewer, "c", "d"), PK_READ_ONLY);
    struct query *q = query_on(viewer, "INSERT INTO setting VALUES ('c', 'd')");
    assert_int_equal(query_run(q), PK_READ_ONLY);
    assert_int_equal(scratch_set(s->store, "c", "d"), PK_OK); /* it keeps nobody out */
    assert_int_equal(scratch_count(viewer), 2);
    store_close(viewer);
}

/* The schema cannot be talked around: no writing to it, no way to switch the journal off. */
static void defensive_mode_holds(void **state)
{
    struct scratch *s = *state;
    static const char *const tricks[] = {
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'tender_kept'",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '' WHERE name = 'tender_kept'",
    };
    for (size_t i = 0; i < sizeof tricks / sizeof tricks[0]; i++)
        assert_int_not_equal(connection_run(s->store->db, tricks[i]), PK_OK);
    assert_int_equal(connection_run(s->store->db, "PRAGMA journal_mode = OFF"), PK_OK);
    assert_int_equal(number(s->store->db, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"),
                     1);
}

/* ---- other users ---- */

struct visit {
    const char *path;
    enum store_mode mode;
};

enum { OPENED = 50 }; /* added to a failure that comes after the opening */

/* As nobody: opens, looks, and writes if it may. */
static int visit(int unused, void *context)
{
    const struct visit *visit = context;
    struct store *store = NULL;
    (void)unused;
    if (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)
        return 99;
    enum pk_status status = store_open(&store, visit->path, visit->mode);
    if (status != PK_OK)
        return (int)status;
    status = scratch_count(store) == 1 ? PK_OK : PK_CORRUPT;
    if (status == PK_OK && visit->mode == STORE_READ_WRITE)
        status = scratch_set(store, "by", "nobody");
    store_close(store);
    return status == PK_OK ? 0 : OPENED + (int)status;
}

static int visit_as_nobody(const struct scratch *s, enum store_mode mode)
{
    return child_run(visit, &(struct visit){s->path, mode});
}

static void set_modes(const struct scratch *s, mode_t folder, mode_t file)
{
    static const char *const names[] = {"t.db", "t.db-wal", "t.db-shm", "t.db-bell"};
    char path[FOLDER_PATH_SIZE];
    assert_int_equal(chmod(s->folder, folder), 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        folder_path(path, s->folder, names[i]);
        assert_int_equal(chmod(path, file), 0);
    }
}

/* A viewer who may read but not write looks, is refused the rest, and locks nobody out. */
static void a_viewer_without_the_right_to_write(void **state)
{
    struct scratch *s = *state;
    if (!is_root())
        return;
    assert_int_equal(scratch_set(s->store, "a", "b"), PK_OK);
    set_modes(s, 0755, 0644);
    assert_int_equal(visit_as_nobody(s, STORE_READ_WRITE), PK_READ_ONLY);
    assert_int_equal(visit_as_nobody(s, STORE_READ_ONLY), PK_OK);
    assert_int_equal(scratch_set(s->store, "c", "d"), PK_OK);
    struct store *another = scratch_another(s);
    assert_int_equal(scratch_set(another, "e", "f"), PK_OK);
    store_close(another);
}

static void a_stranger_is_refused(void **state)
{
    struct scratch *s = *state;
    if (!is_root())
        return;
    set_modes(s, 0755, 0600);
    assert_int_equal(visit_as_nobody(s, STORE_READ_WRITE), PK_READ_ONLY);
    assert_int_equal(visit_as_nobody(s, STORE_READ_ONLY), PK_READ_ONLY);
}

/* Root was here first; the lot's own user works on as before, through the same gate. */
static int work_as_owner(int unused, void *context)
{
    const struct scratch *s = context;
    struct store *store = NULL;
    (void)unused;
    if (setgid(NOBODY) != 0 || setuid(NOBODY) != 0 ||
        store_open(&store, s->path, STORE_READ_WRITE) != PK_OK)
        return 1;
    if (scratch_set(store, "by", "owner") != PK_OK || store_checkpoint(store) != PK_OK)
        return 2;
    return store->gate.semaphore >= 0 && store->bell_out >= 0 ? 0 : 3;
}

static void root_locks_nobody_out(void **state)
{
    struct scratch *s = *state;
    if (!is_root())
        return;
    store_close(s->store);
    assert_int_equal(chown(s->folder, NOBODY, NOBODY), 0);
    assert_int_equal(chown(s->path, NOBODY, NOBODY), 0);
    char bell[FOLDER_PATH_SIZE];
    folder_path(bell, s->folder, "t.db-bell");
    assert_true(unlink(bell) == 0 || errno == ENOENT);
    mode_t mask = umask(077);
    assert_int_equal(store_open(&s->store, s->path, STORE_READ_WRITE), PK_OK);
    assert_int_equal(scratch_set(s->store, "by", "root"), PK_OK);
    assert_int_equal(store_checkpoint(s->store), PK_OK);
    umask(mask);
    assert_int_equal(child_run(work_as_owner, s), 0);
    assert_int_equal(scratch_count(s->store), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(both_connections_are_set_up, setup, teardown),
        cmocka_unit_test_setup_teardown(a_viewer_is_set_up, setup, teardown),
        cmocka_unit_test_setup_teardown(defensive_mode_holds, setup, teardown),
        cmocka_unit_test_setup_teardown(a_viewer_without_the_right_to_write, setup, teardown),
        cmocka_unit_test_setup_teardown(a_stranger_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(root_locks_nobody_out, setup, teardown),
    };
    return cmocka_run_group_tests_name("connections", tests, NULL, NULL);
}
