/*
 * Statements: a small table of prepared ones, known by the address of their text.
 */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

static void fail(struct query *q, int code)
{
    if (q->status == PK_OK)
        q->status = fault_from_sqlite(q->store->db, code);
}

/* The place of SQL in the table: its own, or an empty one; NULL when the table is full. */
static struct query *place_of(struct store *store, const char *sql)
{
    size_t start = ((uintptr_t)sql >> 4) % STORE_QUERIES_MAX;
    for (size_t i = 0; i < STORE_QUERIES_MAX; i++) {
        struct query *q = &store->queries[(start + i) % STORE_QUERIES_MAX];
        if (q->sql == sql || !q->sql)
            return q;
    }
    return NULL;
}

static void prepare(struct query *q)
{
    const char *rest = NULL;
    int code = sqlite3_prepare_v3(q->store->db, q->sql, -1, SQLITE_PREPARE_PERSISTENT,
                                  &q->statement, &rest);
    if (code != SQLITE_OK)
        fail(q, code);
    else if (*rest != '\0') {
        q->status = pk_fail(PK_INTERNAL, _("A query has text after its end: %s"), rest);
        sqlite3_finalize(q->statement);
        q->statement = NULL;
    }
}

struct query *query_on(struct store *store, const char *sql)
{
    struct query *q = place_of(store, sql);
    if (!q || q->is_open) {
        store->broken = (struct query){.store = store, .sql = sql};
        store->broken.status = pk_fail(
            PK_INTERNAL, q ? _("A query was begun twice: %s") : _("There are too many queries: %s"),
            sql);
        return &store->broken;
    }
    q->store = store;
    q->sql = sql;
    q->bound = 0;
    q->status = PK_OK;
    q->is_open = true;
    q->is_done = false;
    if (!q->statement)
        prepare(q);
    return q;
}

void query_int(struct query *q, int64_t value)
{
    if (q->status != PK_OK)
        return;
    int code = sqlite3_bind_int64(q->statement, ++q->bound, value);
    if (code != SQLITE_OK)
        fail(q, code);
}

static void bind_null(struct query *q)
{
    if (q->status != PK_OK)
        return;
    int code = sqlite3_bind_null(q->statement, ++q->bound);
    if (code != SQLITE_OK)
        fail(q, code);
}

void query_maybe_int(struct query *q, int64_t value)
{
    if (value == PK_NONE)
        bind_null(q);
    else
        query_int(q, value);
}

void query_text(struct query *q, const char *text)
{
    if (!text) {
        bind_null(q);
        return;
    }
    if (q->status != PK_OK)
        return;
    int code = sqlite3_bind_text(q->statement, ++q->bound, text, -1, SQLITE_TRANSIENT);
    if (code != SQLITE_OK)
        fail(q, code);
}

void query_maybe_text(struct query *q, const char *text)
{
    query_text(q, text && text[0] != '\0' ? text : NULL);
}

void query_blob(struct query *q, const void *bytes, size_t size)
{
    if (q->status != PK_OK)
        return;
    int code = sqlite3_bind_blob64(q->statement, ++q->bound, bytes, size, SQLITE_TRANSIENT);
    if (code != SQLITE_OK)
        fail(q, code);
}

bool query_next(struct query *q)
{
    if (q->status != PK_OK || q->is_done)
        return false;
    int code = sqlite3_step(q->statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        fail(q, code);
    q->is_done = code != SQLITE_ROW; /* another step would run it anew */
    return !q->is_done;
}

int64_t column_int(struct query *q, int column)
{
    return sqlite3_column_int64(q->statement, column);
}

bool column_is_null(struct query *q, int column)
{
    return sqlite3_column_type(q->statement, column) == SQLITE_NULL;
}

int64_t column_maybe_int(struct query *q, int column)
{
    return column_is_null(q, column) ? PK_NONE : column_int(q, column);
}

bool column_bool(struct query *q, int column)
{
    return column_int(q, column) != 0;
}

const char *column_peek(struct query *q, int column)
{
    return (const char *)sqlite3_column_text(q->statement, column);
}

void column_text(struct query *q, int column, char *out, size_t size)
{
    const char *text = column_peek(q, column);
    if (!pk_copy(out, size, text ? text : "") && q->status == PK_OK)
        q->status =
            pk_fail(PK_CORRUPT, _("The lot's file holds a text that is too long: %s"), text);
}

void column_blob(struct query *q, int column, void *out, size_t size)
{
    const void *bytes = sqlite3_column_blob(q->statement, column);
    if (bytes && (size_t)sqlite3_column_bytes(q->statement, column) == size)
        memcpy(out, bytes, size);
    else if (q->status == PK_OK)
        q->status = pk_fail(PK_CORRUPT, _("The lot's file holds a value of the wrong size."));
}

enum pk_status query_end(struct query *q)
{
    if (q->statement) {
        sqlite3_reset(q->statement);
        sqlite3_clear_bindings(q->statement);
    }
    q->is_open = false;
    return q->status;
}

enum pk_status query_run(struct query *q)
{
    while (query_next(q))
        ;
    return query_end(q);
}

int64_t store_changes(struct store *store)
{
    return sqlite3_changes64(store->db);
}

int64_t store_last_id(struct store *store)
{
    return sqlite3_last_insert_rowid(store->db);
}

void query_forget_all(struct store *store)
{
    for (size_t i = 0; i < STORE_QUERIES_MAX; i++) {
        sqlite3_finalize(store->queries[i].statement);
        store->queries[i] = (struct query){0};
    }
}
