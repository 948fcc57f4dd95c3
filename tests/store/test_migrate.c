/*
 * Migrations: an older file becomes what a new one is, once, however many start at the same moment.
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
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/lot.h"
#include "../support/scratch.h"
#include "base/builtin.h"
#include "store/internal.h"

enum { OPENERS = 10, MIGRATIONS = 11, ROUNDS = 3, NOBODY = 65534 };

/* A migration that is not here has no test of its walls: tests/store/test_schema_*.c. */
static const char *const names[MIGRATIONS] = {
    "migrations/0001-lot.sql",       "migrations/0002-stays.sql",  "migrations/0003-money.sql",
    "migrations/0004-journal.sql",   "migrations/0005-people.sql", "migrations/0006-shifts.sql",
    "migrations/0007-customers.sql", "migrations/0008-proof.sql",  "migrations/0009-figures.sql",
    "migrations/0010-copies.sql",    "migrations/0011-drafts.sql",
};

struct place {
    char folder[FOLDER_PATH_SIZE], path[FOLDER_PATH_SIZE], fresh[FOLDER_PATH_SIZE];
};

static enum pk_status fill_nothing(struct store *store, void *context)
{
    (void)store, (void)context;
    return PK_OK;
}

static int setup(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    folder_make(p->folder);
    folder_path(p->path, p->folder, "old.db");
    folder_path(p->fresh, p->folder, "fresh.db");
    assert_int_equal(store_create(p->fresh, fill_nothing, NULL), PK_OK);
    *state = p;
    return 0;
}

static int teardown(void **state)
{
    struct place *p = *state;
    test_lot_forget_gate(p->path);
    test_lot_forget_gate(p->fresh);
    folder_remove(p->folder);
    free(p);
    return 0;
}

/* A file as the program that knew VERSION migrations left it. */
static void make_old(const struct place *p, int version, const char *journal_mode)
{
    sqlite3 *db = NULL;
    char sql[128];
    assert_int_equal(sqlite3_open(p->path, &db), SQLITE_OK);
    snprintf(sql, sizeof sql, "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = %d",
             STORE_APPLICATION_ID);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    for (int i = 0; i < version; i++)
        assert_int_equal(sqlite3_exec(db, builtin_find(names[i])->text, NULL, NULL, NULL),
                         SQLITE_OK);
    snprintf(sql, sizeof sql, "PRAGMA user_version = %d; PRAGMA journal_mode = %s", version,
             journal_mode);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void remove_old(const struct place *p)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-bell"};
    char path[FOLDER_PATH_SIZE + 8];
    test_lot_forget_gate(p->path);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        snprintf(path, sizeof path, "%s%s", p->path, endings[i]);
        unlink(path);
    }
}

/* The same tables, indexes and triggers, with the same text, as in a new file. */
static void check_schema(const struct place *p)
{
    char sql[FOLDER_PATH_SIZE + 512];
    snprintf(sql, sizeof sql,
             "ATTACH '%s' AS fresh;"
             "CREATE TEMP TABLE difference AS "
             "SELECT * FROM (SELECT type, name, sql FROM main.sqlite_schema EXCEPT "
             "SELECT type, name, sql FROM fresh.sqlite_schema) UNION ALL "
             "SELECT * FROM (SELECT type, name, sql FROM fresh.sqlite_schema EXCEPT "
             "SELECT type, name, sql FROM main.sqlite_schema);"
             "CREATE TEMP TABLE none (name TEXT CHECK (name IS NULL));"
             "INSERT INTO none SELECT name FROM difference",
             p->fresh);
    outside_run(p->path, sql);
    assert_int_equal(outside_number(p->path, "PRAGMA user_version"), MIGRATIONS);
    assert_int_equal(outside_number(p->path, "SELECT count(*) FROM pragma_integrity_check "
                                             "WHERE integrity_check = 'ok'"),
                     1);
}

static void each_migration_is_known_here(void **state)
{
    size_t count = 0;
    (void)state;
    for (const struct builtin_file *file = builtin_files; file->name; file++) {
        if (strncmp(file->name, "migrations/", 11) != 0)
            continue;
        assert_true(count < MIGRATIONS);
        assert_string_equal(file->name, names[count]); /* in their order */
        count++;
    }
    assert_int_equal(count, MIGRATIONS);
    assert_int_equal(store_schema_version(), MIGRATIONS);
}

static void an_old_file_becomes_a_new_one(void **state)
{
    struct place *p = *state;
    for (int version = 0; version <= MIGRATIONS; version++) {
        struct store *store = NULL;
        make_old(p, version, "WAL");
        if (version >= 1)
            outside_run(p->path, "INSERT INTO level VALUES ('1', 1);"
                                 "INSERT INTO parking_spot (label, level) VALUES ('A', '1')");
        assert_int_equal(store_open(&store, p->path, STORE_READ_WRITE), PK_OK);
        assert_int_equal(scratch_set(store, "a", "b"), PK_OK);
        store_close(store);
        check_schema(p);
        if (version >= 1)
            assert_int_equal(outside_number(p->path, "SELECT free FROM spot_count"), 1);
        remove_old(p);
    }
}

/* Who may only look at an old file is told so; the file is left as it is. */
static void a_viewer_does_not_migrate(void **state)
{
    struct place *p = *state;
    struct store *store = NULL;
    make_old(p, 2, "WAL");
    assert_int_equal(store_open(&store, p->path, STORE_READ_ONLY), PK_READ_ONLY);
    assert_non_null(strstr(pk_error()->message, "opened for writing once"));
    assert_int_equal(outside_number(p->path, "PRAGMA user_version"), 2);
}

/* A migration that fails leaves the version before it, and nothing of its own. */
static void a_migration_is_all_or_nothing(void **state)
{
    struct place *p = *state;
    struct store *store = NULL;
    make_old(p, 1, "WAL");
    outside_run(p->path, "CREATE TABLE hold (in_the_way)");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(store_open(&store, p->path, STORE_READ_WRITE), PK_INTERNAL);
        assert_non_null(strstr(pk_error()->message, "hold already exists"));
        assert_null(store);
        assert_int_equal(outside_number(p->path, "PRAGMA user_version"), 1);
        assert_int_equal(outside_number(p->path, "SELECT count(*) FROM sqlite_schema "
                                                 "WHERE name IN ('vehicle', 'parking_ticket')"),
                         0);
    }
    outside_run(p->path, "DROP TABLE hold");
    assert_int_equal(store_open(&store, p->path, STORE_READ_WRITE), PK_OK);
    store_close(store);
    check_schema(p);
}

/* ---- at once ---- */

/* Opens, and writes a row to show that it can. */
static int open_once(int number, void *context)
{
    const struct place *p = context;
    struct store *store = NULL;
    char name[16];
    enum pk_status status = store_open(&store, p->path, STORE_READ_WRITE);
    snprintf(name, sizeof name, "%d", number);
    if (status == PK_OK)
        status = scratch_set(store, name, "x");
    store_close(store);
    return (int)status;
}

static void check_race(struct place *p)
{
    struct children children;
    int statuses[OPENERS];
    children_start(&children, OPENERS, open_once, p);
    children_go(&children);
    children_wait(&children, statuses);
    for (int i = 0; i < OPENERS; i++)
        assert_int_equal(statuses[i], PK_OK);
    assert_int_equal(outside_number(p->path, "SELECT count(*) FROM setting"), OPENERS);
    check_schema(p);
}

/* A migration that ran twice would meet its own tables and fail. A file that was copied, or came
 * out of a backup, is not in WAL mode yet. */
static void ten_open_an_old_file_at_once(void **state)
{
    static const char *const modes[] = {"WAL", "DELETE"};
    struct place *p = *state;
    for (int round = 0; round < ROUNDS; round++)
        for (int version = 0; version < MIGRATIONS; version++)
            for (size_t mode = 0; mode < sizeof modes / sizeof modes[0]; mode++) {
                make_old(p, version, modes[mode]);
                check_race(p);
                remove_old(p);
            }
}

static void ten_open_a_new_file_at_once(void **state)
{
    struct place *p = *state;
    for (int round = 0; round < ROUNDS; round++) {
        assert_int_equal(store_create(p->path, fill_nothing, NULL), PK_OK);
        check_race(p);
        remove_old(p);
    }
}

static int make_gate_as_nobody(int unused, void *context)
{
    const key_t *key = context;
    (void)unused;
    if (setgid(NOBODY) != 0 || setuid(NOBODY) != 0)
        return 1;
    return semget(*key, 1, IPC_CREAT | IPC_EXCL | 0600) >= 0 ? 0 : 2;
}

/* The gate is for fairness: that one migrates and nine find it done rests on SQLite's locks alone.
 * A stranger's semaphore in its place switches it off. */
static void ten_open_an_old_file_without_a_gate(void **state)
{
    struct place *p = *state;
    struct stat file;
    if (!is_root())
        return;
    for (int version = 0; version < MIGRATIONS; version++) {
        make_old(p, version, "WAL");
        test_lot_forget_gate(p->path);
        assert_int_equal(stat(p->path, &file), 0);
        key_t key = gate_key(file.st_dev, file.st_ino);
        assert_int_equal(child_run(make_gate_as_nobody, &key), 0);
        check_race(p);
        remove_old(p);
    }
}

static int write_and_die(int unused, void *context)
{
    const struct place *p = context;
    struct store *store = NULL;
    (void)unused;
    if (store_open(&store, p->path, STORE_READ_WRITE) == PK_OK &&
        scratch_set(store, "0", "overwritten by the first of the ten") == PK_OK)
        raise(SIGKILL);
    return 1;
}

/* What is only in the WAL is recovered by one of them, while the others wait. */
static void ten_open_after_a_crash_at_once(void **state)
{
    struct place *p = *state;
    for (int round = 0; round < ROUNDS; round++) {
        assert_int_equal(store_create(p->path, fill_nothing, NULL), PK_OK);
        assert_int_equal(child_run(write_and_die, p), 128 + SIGKILL);
        check_race(p);
        remove_old(p);
    }
}

static void ten_open_a_backup_at_once(void **state)
{
    struct place *p = *state;
    struct store *store = NULL;
    assert_int_equal(store_open(&store, p->fresh, STORE_READ_WRITE), PK_OK);
    for (int round = 0; round < ROUNDS; round++) {
        assert_int_equal(store_backup(store, p->path), PK_OK);
        check_race(p);
        remove_old(p);
    }
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_migration_is_known_here),
        cmocka_unit_test_setup_teardown(an_old_file_becomes_a_new_one, setup, teardown),
        cmocka_unit_test_setup_teardown(a_viewer_does_not_migrate, setup, teardown),
        cmocka_unit_test_setup_teardown(a_migration_is_all_or_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(ten_open_an_old_file_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(ten_open_an_old_file_without_a_gate, setup, teardown),
        cmocka_unit_test_setup_teardown(ten_open_a_new_file_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(ten_open_after_a_crash_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(ten_open_a_backup_at_once, setup, teardown),
    };
    return cmocka_run_group_tests_name("migrations", tests, NULL, NULL);
}
