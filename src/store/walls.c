/*
 * Whether the file's schema is the one that this program makes: a wall that somebody took down, or
 * a trigger that somebody added, is found by comparing with the migrations in a database in memory.
 */
#include <string.h>

#include "base/builtin.h"
#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

static enum pk_status make_model(sqlite3 **out)
{
    enum pk_status status = PK_OK;
    int code = sqlite3_open(":memory:", out);
    if (code != SQLITE_OK)
        status = fault_from_sqlite(*out, code);
    for (const struct builtin_file *file = builtin_files; status == PK_OK && file->name; file++)
        if (strncmp(file->name, "migrations/", strlen("migrations/")) == 0)
            status = connection_run(*out, file->text);
    return status;
}

/* Whether OTHER has the object NAME, with the same SQL if SQL is not NULL. */
static bool has_like(sqlite3 *other, const char *name, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    bool is_same = false;
    if (sqlite3_prepare_v2(other, "SELECT sql FROM sqlite_schema WHERE name = ?", -1, &statement,
                           NULL) == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
        if (sqlite3_step(statement) == SQLITE_ROW) {
            const char *found = (const char *)sqlite3_column_text(statement, 0);
            is_same = !sql || (found && strcmp(found, sql) == 0);
        }
    }
    sqlite3_finalize(statement);
    return is_same;
}

/* Tells FOUND of each object that ONE lists by SQL, by its name and perhaps its text, and that
 * OTHER does not have like it. */
static enum pk_status compare(sqlite3 *one, sqlite3 *other, const char *sql, const char *sentence,
                              store_found found, void *context)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(one, sql, -1, &statement, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement);
        if (code != SQLITE_ROW)
            break;
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        const char *text = (const char *)sqlite3_column_text(statement, 1);
        if (!has_like(other, name, text))
            found(context, sentence, name);
    }
    enum pk_status status = code == SQLITE_DONE ? PK_OK : fault_from_sqlite(one, code);
    sqlite3_finalize(statement);
    return status;
}

enum pk_status store_walls(struct store *store, store_found found, void *context)
{
    sqlite3 *model = NULL;
    enum pk_status status = make_model(&model);
    if (status == PK_OK)
        status =
            compare(model, store->db, "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL",
                    _("A wall of the file was taken down or changed: %s."), found, context);
    if (status == PK_OK)
        status =
            compare(store->db, model, "SELECT name, NULL FROM sqlite_schema WHERE type = 'trigger'",
                    _("The file has a trigger that is not Parkade's: %s."), found, context);
    sqlite3_close(model);
    return status;
}
