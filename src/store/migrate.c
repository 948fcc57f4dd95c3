/*
 * The schema's life: what is not a lot or newer is refused, what is older is brought up to date.
 *
 * Each migration is one immediate transaction that reads user_version inside, so that of ten
 * programs that start at once one migrates and nine find it done. Calls SQLite and builtin.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/builtin.h"
#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

static const char folder[] = "migrations/";

static bool is_migration(const struct builtin_file *file)
{
    return strncmp(file->name, folder, sizeof folder - 1) == 0;
}

/* "migrations/0002-stays.sql" is number 2. */
static int number_of(const struct builtin_file *file)
{
    return (int)strtol(file->name + sizeof folder - 1, NULL, 10);
}

int store_schema_version(void)
{
    int newest = 0;
    for (const struct builtin_file *file = builtin_files; file->name; file++)
        if (is_migration(file) && number_of(file) > newest)
            newest = number_of(file);
    return newest;
}

enum pk_status migrate_check(sqlite3 *db, const char *path, int64_t *version)
{
    int64_t application = 0;
    enum pk_status status = connection_number(db, "PRAGMA application_id", &application);
    if (status == PK_OK)
        status = connection_number(db, "PRAGMA user_version", version);
    if (status != PK_OK)
        return status;
    if (application != STORE_APPLICATION_ID)
        return pk_fail(PK_NOT_A_LOT,
                       _("%s is not a lot: it belongs to another program. Choose another file."),
                       path);
    if (*version > store_schema_version())
        return pk_fail(PK_NEWER_VERSION,
                       _("The lot at %s was made by a newer Parkade (schema %lld, this one knows "
                         "%d). Install that version here too."),
                       path, (long long)*version, store_schema_version());
    return PK_OK;
}

/* Applies FILE inside the open transaction, unless somebody else did meanwhile. */
static enum pk_status apply(sqlite3 *db, const struct builtin_file *file)
{
    int64_t version = 0;
    enum pk_status status = connection_number(db, "PRAGMA user_version", &version);
    if (status != PK_OK || version >= number_of(file))
        return status;
    char done[64];
    snprintf(done, sizeof done, "PRAGMA user_version = %d", number_of(file));
    status = connection_run(db, file->text);
    return status == PK_OK ? connection_run(db, done) : status;
}

static enum pk_status apply_alone(sqlite3 *db, const struct builtin_file *file)
{
    enum pk_status status = connection_run(db, "BEGIN IMMEDIATE");
    if (status != PK_OK)
        return status;
    status = apply(db, file);
    if (status == PK_OK)
        status = connection_run(db, "COMMIT");
    if (status != PK_OK && !sqlite3_get_autocommit(db))
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

enum pk_status migrate_up(sqlite3 *db, struct gate *gate)
{
    sigset_t signals;
    for (const struct builtin_file *file = builtin_files; file->name; file++) {
        if (!is_migration(file))
            continue;
        wait_hold_signals(&signals);
        gate_take(gate, STORE_BUSY_MS);
        enum pk_status status = apply_alone(db, file);
        gate_give(gate);
        wait_release_signals(&signals);
        if (status != PK_OK)
            return status;
    }
    return PK_OK;
}
