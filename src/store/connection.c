/*
 * The one place that opens a connection: each setting that safety rests on is made and read back
 * (design: reliability 1, 3, 5, 7, 8). Calls SQLite only.
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

static bool is_wal(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    bool wal = sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
               sqlite3_step(statement) == SQLITE_ROW &&
               sqlite3_stricmp((const char *)sqlite3_column_text(statement, 0), "wal") == 0;
    sqlite3_finalize(statement);
    return wal;
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
    if (is_wal(db, "PRAGMA journal_mode"))
        return PK_OK;
    if (mode == STORE_READ_WRITE && is_wal(db, "PRAGMA journal_mode = WAL"))
        return PK_OK;
    int code = sqlite3_errcode(db);
    if ((code & 0xff) == SQLITE_BUSY)
        return fault_from_sqlite(db, code);
    return pk_fail(PK_INTERNAL, _("The lot's file cannot be put into WAL mode."));
}
