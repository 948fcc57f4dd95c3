/*
 * Every statement that the domain runs is answered by an index.
 *
 * A lot with a long history behind it is worked with, act by act; a hook on its connection takes
 * down each statement that SQLite runs. Then each is explained, and what it cost is looked at: with
 * the statements inside triggers.
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

#include "../support/day.h"
#include "lot/handle.h"
#include "parkade/report.h"
#include "parkade/spot.h"
#include "store/internal.h"

enum {
    STATEMENTS_MAX = 300,
    /* Of SQLite's machine, in one run: enough for what is inside and for every spot, not for a walk
     * through the past, where each stay takes three at least. */
    STEPS_MAX = DAY_STAYS * 2
};

/* Tables that grow with every stay. */
static const char *const growing[] = {
    "parking_ticket", "vehicle",           "payment",      "tender",
    "payment_quote",  "journal",           "request",      "card_attempt",
    "journal_detail", "ticket_validation", "shift",        "cash_movement",
    "cash_count",     "walk_sight",        "receipt_copy", "day_close"};

struct statement {
    char *sql;
    int steps; /* the most in one run */
};

struct watch {
    struct test_lot t;
    size_t count;
    struct statement statements[STATEMENTS_MAX];
};

/* ---- taking down ---- */

static struct statement *find(struct watch *w, const char *sql)
{
    for (size_t i = 0; i < w->count; i++)
        if (strcmp(w->statements[i].sql, sql) == 0)
            return &w->statements[i];
    assert_true(w->count < STATEMENTS_MAX);
    w->statements[w->count].sql = strdup(sql);
    assert_non_null(w->statements[w->count].sql);
    return &w->statements[w->count++];
}

/* Called at the end of each run of a statement. */
static int take_down(unsigned event, void *context, void *statement, void *unused)
{
    (void)event, (void)unused;
    struct statement *found = find(context, sqlite3_sql(statement));
    int steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1);
    if (steps > found->steps)
        found->steps = steps;
    return 0;
}

static void forget(struct watch *w)
{
    for (size_t i = 0; i < w->count; i++)
        free(w->statements[i].sql);
    memset(w->statements, 0, sizeof w->statements);
    w->count = 0;
}

static int setup(void **state)
{
    struct watch *w = calloc(1, sizeof *w);
    assert_non_null(w);
    test_lot_open(&w->t, DAY_SPOTS, "EUR");
    day_past(&w->t);
    sqlite3_trace_v2(w->t.lot->store->db, SQLITE_TRACE_PROFILE, take_down, w);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct watch *w = *state;
    test_lot_close(&w->t);
    forget(w);
    free(w);
    return 0;
}

/* ---- explaining ---- */

/* The next word of SQL at AT, lower case. */
static const char *next_word(char out[static 64], const char *at)
{
    size_t length = 0;
    while (*at && !isalnum((unsigned char)*at) && *at != '_')
        at++;
    for (; isalnum((unsigned char)*at) || *at == '_'; at++)
        if (length + 1 < 64)
            out[length++] = (char)tolower((unsigned char)*at);
    out[length] = '\0';
    return at;
}

/* Whether NAME, as the plan calls a table, is TABLE in SQL: by its name or as in "journal j". */
static bool is_called(const char *sql, const char *name, const char *table)
{
    char word[64] = "", before[64];
    if (strcmp(name, table) == 0)
        return true;
    for (const char *at = sql; *at;) {
        memcpy(before, word, sizeof before);
        at = next_word(word, at);
        if (strcmp(before, table) == 0 && strcmp(word, name) == 0)
            return true;
    }
    return false;
}

static bool is_partial(sqlite3 *db, const char *detail)
{
    bool found = false;
    sqlite3_stmt *indexes = NULL;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT name FROM sqlite_schema WHERE type = 'index' "
                                        "AND sql LIKE '%WHERE%' AND instr(?1, name) > 0",
                                        -1, &indexes, NULL),
                     SQLITE_OK);
    sqlite3_bind_text(indexes, 1, detail, -1, SQLITE_STATIC);
    found = sqlite3_step(indexes) == SQLITE_ROW;
    sqlite3_finalize(indexes);
    return found;
}

/* The end of a table is a scan that stops after its first row. */
static bool is_only_the_end(const char *sql)
{
    return strstr(sql, "FROM journal ORDER BY seq DESC LIMIT 1") ||
           strstr(sql, "FROM day_close ORDER BY business_date DESC LIMIT 1");
}

static void check_line(sqlite3 *db, const char *sql, const char *detail)
{
    char name[64];
    if (strncmp(detail, "SCAN ", 5) != 0 || is_partial(db, detail) || is_only_the_end(sql))
        return;
    next_word(name, detail + 5);
    for (size_t i = 0; i < sizeof growing / sizeof growing[0]; i++)
        if (is_called(sql, name, growing[i]))
            fail_msg("%s of %s\n    in: %s", detail, growing[i], sql);
}

static void explain(sqlite3 *db, const char *sql)
{
    char text[8192];
    sqlite3_stmt *plan = NULL;
    int length = snprintf(text, sizeof text, "EXPLAIN QUERY PLAN %s", sql);
    assert_in_range(length, 1, sizeof text - 1);
    if (sqlite3_prepare_v2(db, text, -1, &plan, NULL) != SQLITE_OK)
        fail_msg("%s\n    in: %s", sqlite3_errmsg(db), sql);
    while (sqlite3_step(plan) == SQLITE_ROW)
        check_line(db, sql, (const char *)sqlite3_column_text(plan, 3));
    sqlite3_finalize(plan);
}

static void each_statement_is_answered_by_an_index(void **state)
{
    struct watch *w = *state;
    sqlite3 *db = NULL;
    day_work(&w->t);
    day_reports(&w->t);
    assert_true(w->count > 60); /* the hook takes down what is run */
    assert_int_equal(sqlite3_open(w->t.path, &db), SQLITE_OK);
    for (size_t i = 0; i < w->count; i++)
        explain(db, w->statements[i].sql);
    sqlite3_close(db);
}

/* Also inside triggers, and as it was really run: the past costs nothing. */
static void no_statement_walks_through_the_past(void **state)
{
    struct watch *w = *state;
    day_work(&w->t);
    for (size_t i = 0; i < w->count; i++)
        if (w->statements[i].steps > STEPS_MAX)
            fail_msg("%d steps\n    in: %s", w->statements[i].steps, w->statements[i].sql);
}

/* The measure measures: what has to read everything does. */
static void proofs_do(void **state)
{
    struct watch *w = *state;
    size_t walking = 0;
    day_proofs(&w->t);
    for (size_t i = 0; i < w->count; i++)
        walking += w->statements[i].steps > STEPS_MAX;
    assert_true(walking >= 3);
}

static bool reads_table(const struct watch *w, const char *table)
{
    for (size_t i = 0; i < w->count; i++)
        if (strstr(w->statements[i].sql, table))
            return true;
    return false;
}

static void availability_is_read_from_the_counts(void **state)
{
    struct watch *w = *state;
    struct pk_availability availability, part;
    static const enum pk_spot_kind kind = PK_STANDARD;
    assert_int_equal(pk_availability(&availability, w->t.lot, NULL, NULL), PK_OK);
    assert_int_equal(pk_availability(&part, w->t.lot, &kind, availability.by_level[0].level),
                     PK_OK);
    assert_true(reads_table(w, "spot_count"));
    assert_false(reads_table(w, "parking_spot"));
    assert_false(reads_table(w, "parking_ticket"));
    assert_int_equal(availability.all.total, DAY_SPOTS);
    assert_int_equal(part.all.total, DAY_SPOTS);
}

/* The first entry of an index: nothing is sorted, nothing passed over. */
static void the_next_free_spot_is_one_step(void **state)
{
    struct watch *w = *state;
    struct pk_spot spot;
    sqlite3 *db = NULL;
    sqlite3_stmt *plan = NULL;
    int found = 0;
    assert_int_equal(pk_spot_suggest(&spot, w->t.lot, PK_CAR, PK_NEED_NONE), PK_OK);
    assert_int_equal(sqlite3_open(w->t.path, &db), SQLITE_OK);
    for (size_t i = 0; i < w->count; i++) {
        char text[4096];
        if (!strstr(w->statements[i].sql, "is_available = 1"))
            continue;
        found++;
        snprintf(text, sizeof text, "EXPLAIN QUERY PLAN %s", w->statements[i].sql);
        assert_int_equal(sqlite3_prepare_v2(db, text, -1, &plan, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_step(plan), SQLITE_ROW);
        const char *detail = (const char *)sqlite3_column_text(plan, 3);
        assert_non_null(strstr(detail, "SEARCH parking_spot USING"));
        assert_non_null(strstr(detail, "INDEX parking_spot_free (kind=?)"));
        assert_int_equal(sqlite3_step(plan), SQLITE_DONE); /* and no sorting after it */
        sqlite3_finalize(plan);
    }
    assert_true(found > 0);
    sqlite3_close(db);
}

/* Figures of a year look up no row of a table: what they add up stands in the index. */
static void figures_read_indexes_alone(void **state)
{
    struct watch *w = *state;
    struct pk_takings takings[2];
    struct pk_stays stays;
    struct pk_hour hours[24];
    sqlite3 *db = NULL;
    sqlite3_stmt *plan = NULL;
    int64_t today = w->t.now / 86400;
    size_t found = 0;
    assert_int_equal(pk_report_takings(takings, w->t.lot, today - 1, today), PK_OK);
    assert_int_equal(pk_report_stays(&stays, w->t.lot, today - 1, today), PK_OK);
    assert_int_equal(pk_report_hours(hours, w->t.lot, today), PK_OK);
    assert_int_equal(sqlite3_open(w->t.path, &db), SQLITE_OK);
    for (size_t i = 0; i < w->count; i++) {
        char text[4096];
        snprintf(text, sizeof text, "EXPLAIN QUERY PLAN %s", w->statements[i].sql);
        if (sqlite3_prepare_v2(db, text, -1, &plan, NULL) != SQLITE_OK)
            continue;
        while (sqlite3_step(plan) == SQLITE_ROW) {
            const char *detail = (const char *)sqlite3_column_text(plan, 3);
            if (strncmp(detail, "SEARCH ", 7) != 0)
                continue;
            found++;
            if (!strstr(detail, "USING COVERING INDEX"))
                fail_msg("%s\n    in: %s", detail, w->statements[i].sql);
        }
        sqlite3_finalize(plan);
    }
    assert_true(found >= 4);
    sqlite3_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_statement_is_answered_by_an_index, setup, teardown),
        cmocka_unit_test_setup_teardown(no_statement_walks_through_the_past, setup, teardown),
        cmocka_unit_test_setup_teardown(proofs_do, setup, teardown),
        cmocka_unit_test_setup_teardown(availability_is_read_from_the_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(the_next_free_spot_is_one_step, setup, teardown),
        cmocka_unit_test_setup_teardown(figures_read_indexes_alone, setup, teardown),
    };
    return cmocka_run_group_tests_name("query plans", tests, NULL, NULL);
}
