/*
 * A store for a test: see scratch.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>

#include "lot.h"
#include "scratch.h"
#include "store/query.h"

static enum pk_status fill_nothing(struct store *store, void *context)
{
    (void)store, (void)context;
    return PK_OK;
}

void scratch_open(struct scratch *s)
{
    folder_make(s->folder);
    folder_path(s->path, s->folder, "t.db");
    assert_int_equal(store_create(s->path, fill_nothing, NULL), PK_OK);
    test_lot_forget_gate(s->path); /* of an earlier file in this place */
    assert_int_equal(store_open(&s->store, s->path, STORE_READ_WRITE), PK_OK);
}

void scratch_close(struct scratch *s)
{
    test_lot_forget_gate(s->path);
    store_close(s->store);
    s->store = NULL;
    folder_remove(s->folder);
}

struct store *scratch_another(const struct scratch *s)
{
    struct store *store = NULL;
    assert_int_equal(store_open(&store, s->path, STORE_READ_WRITE), PK_OK);
    return store;
}

struct setting {
    struct store *store;
    const char *name, *value;
};

static enum pk_status set(void *context)
{
    struct setting *setting = context;
    struct query *q = query_on(setting->store, "INSERT INTO setting VALUES (?, ?) "
                                               "ON CONFLICT DO UPDATE SET value = excluded.value");
    query_text(q, setting->name);
    query_text(q, setting->value);
    return query_run(q);
}

enum pk_status scratch_set(struct store *store, const char *name, const char *value)
{
    return store_write(store, set, &(struct setting){store, name, value});
}

int scratch_count(struct store *store)
{
    struct query *q = query_on(store, "SELECT count(*) FROM setting");
    int count = query_next(q) ? (int)column_int(q, 0) : -1;
    return query_end(q) == PK_OK ? count : -1;
}

static sqlite3 *outside_open(const char *path)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_busy_timeout(db, 5000), SQLITE_OK);
    return db;
}

void outside_run(const char *path, const char *sql)
{
    sqlite3 *db = outside_open(path);
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s\n    in: %s", message, sql);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

int64_t outside_number(const char *path, const char *sql)
{
    sqlite3 *db = outside_open(path);
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW)
        fail_msg("%s\n    in: %s", sqlite3_errmsg(db), sql);
    int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return number;
}
