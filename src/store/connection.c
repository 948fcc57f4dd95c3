/*
 * The one place that opens a connection: each setting that safety rests on is made and read back.
 * Calls SQLite and wait.c.
 */
#include "base/error.h"
#include "parkade/text.h"
#include "store/internal.h"

enum pk_status connection_run(sqlite3 *db, const char *sql)
{
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? PK_OK : fault_from_sqlite(db, code);
}

enum pk_status connection_number(sqlite3 *db, const char *pragma, int64_t *out)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, pragma, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        *out = sqlite3_column_int64(statement, 0);
    enum pk_status status = code == SQLITE_ROW ? PK_OK : fault_from_sqlite(db, code);
    sqlite3_finalize(statement);
    return status;
}

/* Defensive mode and its sisters: the schema is not trusted, nothing goes around it. */
static enum pk_status configure(sqlite3 *db)
{
    static const struct {
        int option, value;
    } options[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
        {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1},
    };
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        int now = -1;
        sqlite3_db_config(db, options[i].option, options[i].value, &now);
        if (now != options[i].value)
            return pk_fail(PK_INTERNAL, _("This SQLite does not take option %d."),
                           options[i].option);
    }
    return PK_OK;
}

enum pk_status connection_open(sqlite3 **out, const char *path, int flags)
{
    int code = sqlite3_open_v2(
        path, out, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE,
        NULL);
    enum pk_status status = code == SQLITE_OK ? PK_OK : fault_from_sqlite(*out, code);
    if (status == PK_OK) {
        sqlite3_busy_timeout(*out, STORE_BUSY_MS);
        status = configure(*out);
    }
    if (status != PK_OK) {
        sqlite3_close(*out);
        *out = NULL;
    }
    return status;
}

struct pragma {
    const char *set, *get;
    int64_t value;
};

static const struct pragma pragmas[] = {
    {"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", 1},
    {"PRAGMA synchronous = FULL", "PRAGMA synchronous", 2},
    {"PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", 1},
    {"PRAGMA wal_autocheckpoint = 0", "PRAGMA wal_autocheckpoint", 0},
    {"PRAGMA journal_size_limit = 67108864", "PRAGMA journal_size_limit", 67108864},
    {"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", 1},
    {"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", 2},
};

/* Whether the journal mode is MODE after SQL. */
static bool has_mode(sqlite3 *db, const char *sql, const char *mode)
{
    sqlite3_stmt *statement = NULL;
    bool has = sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
               sqlite3_step(statement) == SQLITE_ROW &&
               sqlite3_stricmp((const char *)sqlite3_column_text(statement, 0), mode) == 0;
    sqlite3_finalize(statement);
    return has;
}

/* A reading lock cannot wait to become a writing one, so of several that open a backup at once some
 * are told at once that it is busy, whatever the time-out: they try again. */
static bool enter_wal(sqlite3 *db)
{
    int64_t end = wait_clock_ms() + STORE_BUSY_MS;
    for (int tries = 0; tries < STORE_BUSY_MS; tries++) {
        if (has_mode(db, "PRAGMA journal_mode = WAL", "wal"))
            return true;
        if ((sqlite3_errcode(db) & 0xff) != SQLITE_BUSY || wait_clock_ms() > end)
            return false;
        wait_some();
    }
    return false;
}

enum pk_status connection_leave_wal(sqlite3 *db)
{
    if (has_mode(db, "PRAGMA journal_mode = DELETE", "delete"))
        return PK_OK;
    return pk_fail(PK_INTERNAL, _("The file cannot be put into one piece."));
}

enum pk_status connection_prepare(sqlite3 *db, enum store_mode mode)
{
    for (size_t i = 0; i < sizeof pragmas / sizeof pragmas[0]; i++) {
        int64_t now = -1;
        enum pk_status status = connection_run(db, pragmas[i].set);
        if (status == PK_OK)
            status = connection_number(db, pragmas[i].get, &now);
        if (status != PK_OK)
            return status;
        if (now != pragmas[i].value)
            return pk_fail(PK_INTERNAL, _("SQLite does not take: %s."), pragmas[i].set);
    }
    /* Who only looks takes the file as it is: a backup has no WAL. */
    if (mode == STORE_READ_ONLY || has_mode(db, "PRAGMA journal_mode", "wal") || enter_wal(db))
        return PK_OK;
    int code = sqlite3_errcode(db);
    if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
        return fault_from_sqlite(db, code);
    return pk_fail(PK_INTERNAL, _("The lot's file cannot be put into WAL mode."));
}
