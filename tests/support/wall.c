/*
 * The walls of the schema: see wall.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/builtin.h"
#include "folder.h"
#include "wall.h"

enum { SETTINGS = 4, MODES = 3, SEEN_MAX = 512, SQL_SIZE = 4096, MESSAGE_SIZE = 512 };

struct wall_place {
    char folder[FOLDER_PATH_SIZE];
    sqlite3 *db[SETTINGS];
    uint64_t untouched; /* the lot's fingerprint */
    /* What the tries have met: names of triggers, messages of constraints. */
    char *seen[SEEN_MAX];
    size_t seen_count;
};

/* What came of one statement. */
struct outcome {
    int code;
    bool is_changed;
    char message[MESSAGE_SIZE];
};

static const char *const modes[MODES] = {"", "OR REPLACE ", "OR IGNORE "};

/* ---- connections ---- */

static void run(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s\n    in: %s", message, sql);
}

/* Writes SQL with #7 as an id of 36 characters. */
static void expand(char out[static SQL_SIZE], const char *sql)
{
    size_t length = 0;
    for (const char *at = sql; *at;) {
        assert_true(length + 40 < SQL_SIZE);
        if (*at != '#') {
            out[length++] = *at++;
            continue;
        }
        char *end;
        length += (size_t)snprintf(out + length, 40, "'%036ld'", strtol(at + 1, &end, 10));
        at = end;
    }
    out[length] = '\0';
}

static void run_expanded(sqlite3 *db, const char *sql)
{
    char text[SQL_SIZE];
    if (!sql)
        return;
    expand(text, sql);
    run(db, text);
}

static void make_schema(sqlite3 *db)
{
    for (const struct builtin_file *file = builtin_files; file->name; file++)
        if (strncmp(file->name, "migrations/", 11) == 0)
            run(db, file->text);
}

/* As any program opens it: nothing is set but what SETTING says. */
static sqlite3 *open_as(const char *path, int setting)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    run(db, setting & 1 ? "PRAGMA recursive_triggers = ON" : "PRAGMA recursive_triggers = OFF");
    run(db, setting & 2 ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
    run(db, "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY"); /* for speed alone */
    return db;
}

int wall_teardown(void **state)
{
    struct wall_place *place = *state;
    for (int i = 0; i < SETTINGS; i++)
        sqlite3_close(place->db[i]);
    for (size_t i = 0; i < place->seen_count; i++)
        free(place->seen[i]);
    folder_remove(place->folder);
    free(place);
    return 0;
}

/* ---- looking ---- */

static sqlite3_stmt *ask(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s\n    in: %s", sqlite3_errmsg(db), sql);
    return statement;
}

static int64_t ask_number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = ask(db, sql);
    int64_t number =
        sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    sqlite3_finalize(statement);
    return number;
}

static uint64_t mix(uint64_t hash, const void *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 1099511628211U;
    return hash;
}

static uint64_t mix_table(uint64_t hash, sqlite3 *db, const char *table)
{
    char sql[SQL_SIZE];
    snprintf(sql, sizeof sql, "SELECT * FROM %s", table);
    sqlite3_stmt *statement = ask(db, sql);
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            int type = sqlite3_column_type(statement, i);
            hash = mix(hash, &type, sizeof type);
            const void *bytes = sqlite3_column_blob(statement, i);
            hash = mix(hash, bytes, (size_t)sqlite3_column_bytes(statement, i));
        }
    sqlite3_finalize(statement);
    return hash;
}

/* One number of all that the file holds. */
static uint64_t fingerprint(sqlite3 *db)
{
    uint64_t hash = 14695981039346656037U;
    sqlite3_stmt *tables = ask(db, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (sqlite3_step(tables) == SQLITE_ROW)
        hash = mix_table(hash, db, (const char *)sqlite3_column_text(tables, 0));
    sqlite3_finalize(tables);
    return hash;
}

int wall_setup(void **state)
{
    char path[FOLDER_PATH_SIZE];
    struct wall_place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    folder_make(place->folder);
    folder_path(path, place->folder, "t.db");
    for (int i = 0; i < SETTINGS; i++)
        place->db[i] = open_as(path, i);
    make_schema(place->db[SETTINGS - 1]);
    for (const char *const *sql = wall_lot; *sql; sql++)
        run_expanded(place->db[SETTINGS - 1], *sql);
    place->untouched = fingerprint(place->db[0]);
    *state = place;
    return 0;
}

/* How much of what the triggers keep is wrong; the words of the design, not of the schema. */
static const char disagreements[] =
    "SELECT (SELECT count(*) FROM parking_spot s WHERE is_available <> (in_service = 1 "
    "  AND is_held = 0 AND NOT EXISTS (SELECT 1 FROM parking_ticket t "
    "  WHERE t.spot_id = s.spot_id AND t.exit_time IS NULL))) "
    "+ (SELECT count(*) FROM parking_spot s WHERE is_occupied <> EXISTS (SELECT 1 "
    "  FROM parking_ticket t WHERE t.spot_id = s.spot_id AND t.exit_time IS NULL)) "
    "+ (SELECT count(*) FROM (SELECT level, kind, total, free, occupied FROM spot_count "
    "  WHERE total > 0 EXCEPT SELECT level, kind, count(*), sum(is_available), sum(is_occupied) "
    "  FROM parking_spot GROUP BY level, kind)) "
    "+ (SELECT count(*) FROM (SELECT level, kind, count(*), sum(is_available), sum(is_occupied) "
    "  FROM parking_spot GROUP BY level, kind EXCEPT SELECT level, kind, total, free, occupied "
    "  FROM spot_count)) "
    "+ (SELECT count(*) FROM payment p WHERE amount <> (SELECT coalesce(sum(amount), 0) "
    "  FROM tender t WHERE t.payment_id = p.payment_id)) "
    "+ (SELECT inside <> (SELECT count(*) FROM parking_ticket WHERE exit_time IS NULL "
    "  AND permit_id IS NOT NULL) FROM permit_count) "
    "+ (SELECT count(*) FROM count_door) "
    "+ (SELECT count(*) FROM pragma_foreign_key_check)";

/* ---- trying ---- */

/* SQL with MODE after its verb; false when it takes none. */
static bool in_mode(char out[static SQL_SIZE], const char *sql, const char *mode)
{
    static const size_t verb = sizeof "INSERT " - 1; /* UPDATE is as long */
    char text[SQL_SIZE];
    bool takes_modes = strncmp(sql, "INSERT ", verb) == 0 || strncmp(sql, "UPDATE ", verb) == 0;
    if (!takes_modes && mode[0] != '\0')
        return false;
    int length = snprintf(text, sizeof text, "%.*s%s%s", (int)verb, sql, mode, sql + verb);
    assert_true(length < SQL_SIZE);
    expand(out, text);
    return true;
}

/* Leaves the transaction open. */
static struct outcome attempt(const struct wall_place *place, sqlite3 *db, const char *given,
                              const char *drop, const char *sql)
{
    struct outcome out;
    run(db, "BEGIN IMMEDIATE");
    run_expanded(db, given);
    if (drop) {
        char text[SQL_SIZE];
        snprintf(text, sizeof text, "DROP TRIGGER %s", drop);
        run(db, text);
    }
    uint64_t before = given ? fingerprint(db) : place->untouched;
    out.code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    snprintf(out.message, sizeof out.message, "%s", sqlite3_errmsg(db));
    assert_false(sqlite3_get_autocommit(db));
    out.is_changed = fingerprint(db) != before;
    return out;
}

static void see(struct wall_place *place, const char *what)
{
    assert_true(place->seen_count < SEEN_MAX);
    place->seen[place->seen_count] = strdup(what);
    assert_non_null(place->seen[place->seen_count]);
    place->seen_count++;
}

/* A constraint of the table that SQL writes to: "staff: CHECK constraint failed: ..." */
static void see_constraint(struct wall_place *place, const char *sql, const char *message)
{
    char table[64], what[MESSAGE_SIZE + 64];
    if (sscanf(sql, "INSERT INTO %63[a-z_]", table) != 1)
        assert_int_equal(sscanf(sql, "UPDATE %63[a-z_]", table), 1);
    snprintf(what, sizeof what, "%s: %s", table, message);
    see(place, what);
}

/* Equal but for the white space in them. */
static bool reads_as(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (isspace((unsigned char)*a))
            a++;
        while (isspace((unsigned char)*b))
            b++;
        if (*a != *b)
            return false;
        if (*a == '\0')
            return true;
    }
}

static bool has_seen(const struct wall_place *place, const char *what)
{
    for (size_t i = 0; i < place->seen_count; i++)
        if (reads_as(place->seen[i], what))
            return true;
    return false;
}

/* What the trigger GUARD says: between the quotes of its RAISE. */
static void words_of(char out[static MESSAGE_SIZE], sqlite3 *db, const char *guard)
{
    char sql[SQL_SIZE];
    snprintf(sql, sizeof sql,
             "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = '%s'", guard);
    sqlite3_stmt *statement = ask(db, sql);
    if (sqlite3_step(statement) != SQLITE_ROW)
        fail_msg("there is no trigger %s", guard);
    const char *raise = strstr((const char *)sqlite3_column_text(statement, 0), "RAISE(ABORT, '");
    if (!raise || sscanf(raise, "RAISE(ABORT, '%511[^']", out) != 1)
        fail_msg("the trigger %s says nothing", guard);
    sqlite3_finalize(statement);
}

/* A constraint under OR IGNORE refuses without a word. */
static void check_refused(const struct wall *wall, const char *sql, int setting, int mode,
                          const char *expected, const struct outcome *out)
{
    bool is_silent = !wall->guard && mode == 2 && out->code == SQLITE_OK;
    if (out->is_changed)
        fail_msg("it passes (settings %d): %s", setting, sql);
    if (!is_silent && (out->code == SQLITE_OK || !reads_as(out->message, expected)))
        fail_msg("'%s' instead of '%s' (settings %d): %s", out->message, expected, setting, sql);
}

/* Once GUARD is gone: whether another wall, or none, stands there. */
static bool goes_otherwise(struct wall_place *place, const struct wall *wall, const char *words,
                           int setting, int mode)
{
    char sql[SQL_SIZE];
    if (!in_mode(sql, wall->sql, modes[mode]))
        return false;
    sqlite3 *db = place->db[setting];
    struct outcome out = attempt(place, db, wall->given, wall->guard, sql);
    run(db, "ROLLBACK");
    if (wall->says && !reads_as(out.message, wall->says))
        fail_msg("behind %s: '%s' instead of '%s': %s", wall->guard, out.message, wall->says, sql);
    if (wall->says)
        see_constraint(place, wall->sql, out.message);
    return out.is_changed || !reads_as(out.message, words);
}

/* Without its guard the thing must be possible, or be refused by another wall, at least once. */
static void check_guard_matters(struct wall_place *place, const struct wall *wall,
                                const char *words)
{
    bool matters = false;
    for (int mode = 0; mode < (wall->is_plain || wall->says ? 1 : MODES); mode++)
        for (int setting = 0; setting < SETTINGS && !matters; setting++)
            matters = goes_otherwise(place, wall, words, setting, mode);
    if (!matters)
        fail_msg("%s does not matter: %s", wall->guard, wall->sql);
}

void wall_try(struct wall_place *place, const struct wall *wall)
{
    char sql[SQL_SIZE], words[MESSAGE_SIZE];
    snprintf(words, sizeof words, "%s", wall->says ? wall->says : "");
    if (wall->guard)
        words_of(words, place->db[0], wall->guard);
    for (int setting = 0; setting < SETTINGS; setting++)
        for (int mode = 0; mode < (wall->is_plain ? 1 : MODES); mode++) {
            if (!in_mode(sql, wall->sql, modes[mode]))
                continue;
            struct outcome out = attempt(place, place->db[setting], wall->given, NULL, sql);
            run(place->db[setting], "ROLLBACK");
            check_refused(wall, sql, setting, mode, words, &out);
        }
    if (wall->guard)
        check_guard_matters(place, wall, words);
    if (wall->guard)
        see(place, wall->guard);
    else
        see_constraint(place, wall->sql, words);
}

static bool agrees(sqlite3 *db, const struct way *way)
{
    char then[SQL_SIZE];
    expand(then, way->then ? way->then : "SELECT 1");
    return ask_number(db, disagreements) == 0 && ask_number(db, then) == 1;
}

static void check_keeper_matters(struct wall_place *place, const struct way *way)
{
    char sql[SQL_SIZE];
    bool matters = false;
    for (int setting = 0; setting < SETTINGS && !matters; setting++) {
        sqlite3 *db = place->db[setting];
        in_mode(sql, way->sql, "");
        struct outcome out = attempt(place, db, way->given, way->keeper, sql);
        matters = out.code != SQLITE_OK || !agrees(db, way);
        run(db, "ROLLBACK");
    }
    if (!matters)
        fail_msg("%s does not matter: %s", way->keeper, way->sql);
    see(place, way->keeper);
}

void wall_go(struct wall_place *place, const struct way *way)
{
    char sql[SQL_SIZE];
    for (int setting = 0; setting < SETTINGS; setting++)
        for (int mode = 0; mode < MODES; mode++) {
            if (!in_mode(sql, way->sql, modes[mode]))
                continue;
            sqlite3 *db = place->db[setting];
            struct outcome out = attempt(place, db, way->given, NULL, sql);
            if (out.code != SQLITE_OK)
                fail_msg("'%s' (settings %d): %s", out.message, setting, sql);
            if (!out.is_changed || !agrees(db, way))
                fail_msg("the file disagrees with itself (settings %d): %s", setting, sql);
            run(db, "ROLLBACK");
        }
    if (way->keeper)
        check_keeper_matters(place, way);
}

/* ---- coverage ---- */

static void cover_triggers(const struct wall_place *place, const char *text)
{
    static const char create[] = "CREATE TRIGGER ";
    char name[MESSAGE_SIZE];
    for (const char *at = text; (at = strstr(at, create)); at += sizeof create - 1) {
        assert_int_equal(sscanf(at, "CREATE TRIGGER %511[a-z_]", name), 1);
        if (!has_seen(place, name))
            fail_msg("nothing tries the trigger %s", name);
    }
}

/* The text of a CHECK from its first bracket to the one that closes it. */
static const char *read_check(char out[static MESSAGE_SIZE], const char *at)
{
    size_t length = 0;
    int depth = 0;
    do {
        depth += (*at == '(') - (*at == ')');
        assert_true(*at != '\0' && length + 1 < MESSAGE_SIZE);
        out[length++] = *at++;
    } while (depth > 0);
    out[length - 1] = '\0'; /* the last bracket */
    return at;
}

/* The table that the statement at the end of TEXT to END is about. */
static void table_before(char table[static 64], const char *text, const char *end)
{
    static const char *const starts[] = {"CREATE TABLE ", "ALTER TABLE "};
    const char *last = text;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        for (const char *at = text; (at = strstr(at, starts[i])) && at < end; at++)
            if (at >= last) {
                last = at;
                assert_int_equal(sscanf(at + strlen(starts[i]), "%63[a-z_]", table), 1);
            }
}

/* Comments lie between the checks, never in them. */
static void cover_checks(const struct wall_place *place, const char *text)
{
    char check[MESSAGE_SIZE], table[64] = "", message[MESSAGE_SIZE + 128];
    for (const char *at = text; (at = strstr(at, "CHECK ("));) {
        table_before(table, text, at);
        at = read_check(check, at + strlen("CHECK "));
        snprintf(message, sizeof message, "%s: CHECK constraint failed: %s", table, check + 1);
        if (!has_seen(place, message))
            fail_msg("nothing tries %s", message);
    }
}

/* "table.a, table.b" as SQLite names an index in its message. */
static void name_of_index(char out[static MESSAGE_SIZE], sqlite3 *db, const char *table,
                          const char *index)
{
    char sql[SQL_SIZE];
    size_t length = 0;
    snprintf(sql, sizeof sql, "SELECT name FROM pragma_index_info('%s') ORDER BY seqno", index);
    sqlite3_stmt *columns = ask(db, sql);
    snprintf(out, MESSAGE_SIZE, "UNIQUE constraint failed: index '%s'", index);
    while (sqlite3_step(columns) == SQLITE_ROW && sqlite3_column_text(columns, 0)) {
        length += (size_t)snprintf(out + length, MESSAGE_SIZE - length, "%s%s.%s",
                                   length > 0 ? ", " : "UNIQUE constraint failed: ", table,
                                   sqlite3_column_text(columns, 0));
        assert_true(length < MESSAGE_SIZE);
    }
    sqlite3_finalize(columns);
}

static void cover_indexes(const struct wall_place *place, const char *text)
{
    char create[128], name[MESSAGE_SIZE], message[MESSAGE_SIZE + 128];
    sqlite3 *db = place->db[0];
    sqlite3_stmt *indexes =
        ask(db, "SELECT t.name, i.name FROM sqlite_schema t, pragma_index_list(t.name) i "
                "WHERE t.type = 'table' AND i.\"unique\" = 1");
    while (sqlite3_step(indexes) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(indexes, 0);
        snprintf(create, sizeof create, "CREATE TABLE %s (", table);
        name_of_index(name, db, table, (const char *)sqlite3_column_text(indexes, 1));
        snprintf(message, sizeof message, "%s: %s", table, name);
        if (strstr(text, create) && !has_seen(place, message))
            fail_msg("nothing tries %s", message);
    }
    sqlite3_finalize(indexes);
}

void wall_cover(struct wall_place *place, const char *file)
{
    const struct builtin_file *migration = builtin_find(file);
    assert_non_null(migration);
    cover_triggers(place, migration->text);
    cover_checks(place, migration->text);
    cover_indexes(place, migration->text);
}
