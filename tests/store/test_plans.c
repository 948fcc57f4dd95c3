/*
 * Every statement that the domain runs is answered by an index (design: the database, Indexes).
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

#include "../support/lot.h"
#include "../support/scratch.h"
#include "check/rules.h"
#include "lot/handle.h"
#include "parkade/check.h"
#include "parkade/journal.h"
#include "parkade/payment.h"
#include "parkade/report.h"
#include "parkade/spot.h"
#include "store/internal.h"

enum {
    STATEMENTS_MAX = 300,
    SPOTS = 40,
    HISTORY = 2000, /* stays that are over, days and weeks ago */
    STEPS_MAX = 200 /* of a scan: what is open just now, or a table that does not grow */
};

/* Tables that grow with every stay. */
static const char *const growing[] = {"parking_ticket", "vehicle",       "payment",
                                      "tender",         "payment_quote", "journal",
                                      "request",        "card_attempt",  "journal_detail"};

struct statement {
    char *sql;
    int steps; /* the most rows of a scan in one run */
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
    int steps = sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
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

/* ---- the lot and its past ---- */

/* Made by an outsider: HISTORY stays of as many vehicles, each paid, with all that they leave. */
#define PAST "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
#define STAY "printf('%%036d', i)"
#define AT   "(%lld - 5000000 + i * 600)"

static const char *const past[] = {
    PAST "INSERT INTO vehicle (registration_number, registration_folded) "
         "SELECT 'OLD' || i, '0LD' || i FROM n",
    PAST "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "
         "exit_time, expires_at, is_paid, ended_as, found_by) SELECT " STAY
         ", i, i, 1 + i % 40, " AT ", " AT " + 60, " AT " + 60, 1, 'exited', 'scan' FROM n",
    PAST "INSERT INTO payment (payment_id, ticket_id) SELECT " STAY ", " STAY " FROM n",
    PAST "INSERT INTO tender (payment_id, method, amount, time, receipt_no, request_id) "
         "SELECT " STAY ", 'cash', 200, " AT " + 60, i, " STAY " FROM n",
    PAST "INSERT INTO payment_quote (payment_id, at, tariff_version, total, lines) "
         "SELECT " STAY ", " AT ", 1, 200, '[]' FROM n",
    PAST "INSERT INTO card_attempt (attempt_id, ticket_id, amount, state, started_at, quoted_at) "
         "SELECT " STAY ", " STAY ", 200, 'declined', " AT ", " AT " FROM n",
    PAST "INSERT INTO request SELECT " STAY ", 'park', zeroblob(32), '{}', " AT " FROM n",
    PAST "INSERT INTO journal (seq, time, kind, ticket_id, detail_hash, prev_hash, hash) "
         "SELECT i + 1, " AT ", 'park', " STAY
         ", zeroblob(32), iif(i = 1, (SELECT hash FROM journal "
         "WHERE seq = 1), zeroblob(32)), zeroblob(32) FROM n",
};

static void make_past(const struct watch *w)
{
    char sql[2048], *end = sql + sizeof sql;
    for (size_t i = 0; i < sizeof past / sizeof past[0]; i++) {
        char *out = sql;
        for (const char *in = past[i]; *in; in++) {
            assert_true(end - out > 32);
            if (in[0] != '%')
                *out++ = *in;
            else if (*++in == '%')
                *out++ = '%';
            else if (*in == 'd')
                out += snprintf(out, 32, "%d", HISTORY);
            else
                in += 2, out += snprintf(out, 32, "%lld", (long long)TEST_LOT_START);
        }
        *out = '\0';
        outside_run(w->t.path, sql);
    }
    snprintf(sql, sizeof sql, "UPDATE counter SET value = %d WHERE name = 'ticket_no'", HISTORY);
    outside_run(w->t.path, sql);
}

static int setup(void **state)
{
    struct watch *w = calloc(1, sizeof *w);
    assert_non_null(w);
    test_lot_open(&w->t, SPOTS, "EUR");
    make_past(w);
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

/* ---- a day's work ---- */

static void must(enum pk_status status)
{
    if (status != PK_OK)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

static struct pk_ticket park(struct watch *w, const char *plate, const char *spot)
{
    struct pk_ticket ticket;
    struct pk_park how = {.registration = plate, .spot = spot, .entered = PK_NONE};
    must(pk_park(&ticket, w->t.lot, &w->t.act, &how));
    return ticket;
}

static void do_parking(struct watch *w)
{
    struct pk_lot *lot = w->t.lot;
    struct pk_ticket ticket;
    struct pk_park late = {.registration = "LATE 1",
                           .entered = w->t.now - 3600,
                           .reason = "outage",
                           .needs = PK_NEED_ACCESSIBLE};
    struct pk_park taken = {.registration = "X 9", .spot = "A02", .entered = PK_NONE};
    struct pk_park twice = {.registration = "A 2", .entered = PK_NONE};
    park(w, "A 1", NULL);
    park(w, "A 2", "A02");
    park(w, "OLD7", NULL); /* a vehicle that was here before */
    must(pk_park(&ticket, lot, &w->t.act, &late));
    assert_int_equal(pk_park(&ticket, lot, &w->t.act, &taken), PK_SPOT_TAKEN);
    assert_int_equal(pk_park(&ticket, lot, &w->t.act, &twice), PK_ALREADY_PARKED);
}

static void do_looking(struct watch *w)
{
    static const char *const texts[] = {
        "A1",       "1",     "#1",       "@A02",
        "plate:A2", "OLD55", "nobody 1", "00000000-0000-0000-0000-000000000005"};
    struct pk_lot *lot = w->t.lot;
    struct pk_ticket found[20];
    struct pk_quote quote;
    struct pk_tender tenders[8];
    size_t count;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        enum pk_found_by found_by;
        pk_ticket_resolve(found, &found_by, lot, texts[i]);
        must(pk_ticket_search(found, 20, &count, lot, texts[i]));
    }
    for (int list = PK_LIST_INSIDE; list <= PK_LIST_OWING; list++)
        must(pk_ticket_list(found, 20, &count, lot, (enum pk_ticket_list)list));
    must(pk_ticket_resolve(found, NULL, lot, "A1"));
    must(pk_quote(&quote, lot, found->ticket_id, PK_NONE));
    must(pk_tender_list(tenders, 8, &count, lot, found->ticket_id));
}

static void pay(struct watch *w, const char *ticket_id, enum pk_method method)
{
    struct pk_tender tender;
    struct pk_pay how = {.ticket_id = ticket_id,
                         .tender_count = 1,
                         .tenders = {{method, PK_NONE, PK_NONE}},
                         .quoted_at = PK_NONE,
                         .override_price = PK_NONE,
                         .reason = method == PK_NIL ? "good will" : NULL};
    must(pk_pay(&tender, NULL, w->t.lot, &w->t.act, &how));
}

static void do_paying(struct watch *w)
{
    struct pk_lot *lot = w->t.lot;
    const struct pk_act *act = &w->t.act;
    struct pk_ticket a = park(w, "P 1", NULL), b = park(w, "P 2", NULL), c = park(w, "P 3", NULL);
    struct pk_tender tender;
    struct pk_card_terminal terminal;
    struct pk_card_attempt attempts[4];
    size_t count;
    w->t.now += 3600;
    pay(w, a.ticket_id, PK_CASH);
    must(pk_refund(&tender, lot, act, a.ticket_id, 100, PK_CASH, "too much"));
    pay(w, a.ticket_id, PK_NIL);
    must(pk_retrieve(&a, lot, act, a.ticket_id, PK_FOUND_BY_SCAN));
    must(pk_card_simulator(&terminal, "late"));
    assert_int_equal(pk_pay_card(&tender, lot, act, &terminal, b.ticket_id, PK_NONE, PK_NONE),
                     PK_BUSY);
    must(pk_card_doubts(attempts, 4, &count, lot));
    assert_int_equal(count, 1);
    must(pk_pay_card(&tender, lot, act, &terminal, b.ticket_id, PK_NONE, PK_NONE));
    must(pk_card_begin(attempts, lot, act, c.ticket_id, PK_NONE, PK_NONE));
    must(pk_card_settle(&tender, lot, act, attempts->attempt_id, PK_CARD_DECLINED));
}

static void do_mending(struct watch *w)
{
    static const enum pk_vehicle_class van = PK_VAN;
    struct pk_lot *lot = w->t.lot;
    const struct pk_act *act = &w->t.act;
    struct pk_ticket out, a = park(w, "M 1", NULL), b = park(w, "M 2", NULL),
                          c = park(w, "M 3", NULL);
    must(pk_renew(&out, lot, act, a.ticket_id, "forgot"));
    must(pk_amend(&out, lot, act, a.ticket_id, "M 7", &van));
    must(pk_move(&out, lot, act, a.ticket_id, "B20"));
    must(pk_void(&out, lot, act, a.ticket_id, "mistake"));
    must(pk_replace(&out, lot, act, b.ticket_id, "lost", true));
    w->t.now += 7200;
    must(pk_release(&out, lot, act, c.ticket_id, "towed"));
    assert_true(out.owed > 0);
    pay(w, c.ticket_id, PK_CASH);
}

static bool go_on(const struct pk_spot *spot, void *context)
{
    (void)spot, (void)context;
    return true;
}

static bool read_on(const struct pk_entry *entry, void *context)
{
    (void)entry, (void)context;
    return true;
}

static void do_spots(struct watch *w)
{
    struct pk_lot *lot = w->t.lot;
    struct pk_spot spot;
    struct pk_availability availability;
    must(pk_spot_close(&spot, lot, &w->t.act, "B10", "oil"));
    must(pk_spot_open(&spot, lot, &w->t.act, "B10"));
    must(pk_spot_get(&spot, lot, spot.spot_id));
    must(pk_spot_each(lot, go_on, NULL));
    must(pk_spot_suggest(&spot, lot, PK_CAR, PK_NEED_NONE));
    must(pk_availability(&availability, lot, NULL, NULL));
}

static void do_office(struct watch *w)
{
    static const char tariff[] = "name = Dear\neach 1h = 9.00\n";
    struct pk_lot *lot = w->t.lot;
    struct pk_setting setting, settings[32];
    struct pk_tariff_version version, versions[4];
    struct pk_day days[40];
    struct pk_hour hours[24];
    size_t count;
    int64_t head, today = w->t.now / 86400;
    must(pk_setting_get(&setting, lot, "exit_grace"));
    must(pk_setting_set(&setting, lot, &w->t.act, "exit_grace", "20m"));
    must(pk_setting_list(settings, 32, &count, lot));
    must(pk_tariff_install(&version, lot, &w->t.act, tariff, strlen(tariff), PK_NONE, NULL));
    must(pk_tariff_version_list(versions, 4, &count, lot));
    must(pk_journal_head(&head, lot));
    must(pk_journal_each(lot, head - 5, &head, read_on, NULL));
    must(pk_report_days(days, 40, &count, lot, today - 1, today));
    must(pk_report_hours(hours, lot, today));
    assert_false(pk_lot_has_changed(lot));
}

/* What may read everything, because that is what it is for. */
static void do_proofs(struct watch *w)
{
    char path[FOLDER_PATH_SIZE];
    struct pk_verdict verdict;
    struct pk_check *check = calloc(1, sizeof *check);
    assert_non_null(check);
    folder_path(path, w->t.folder, "copy.db");
    pk_check(check, w->t.lot); /* the past that was made up does not prove */
    pk_journal_verify(&verdict, w->t.lot);
    must(pk_backup(w->t.lot, &w->t.act, path));
    free(check);
}

static void do_all_but_proofs(struct watch *w)
{
    do_parking(w);
    do_looking(w);
    do_paying(w);
    do_mending(w);
    do_spots(w);
    do_office(w);
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
    return strstr(sql, "FROM journal ORDER BY seq DESC LIMIT 1") != NULL;
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
    do_all_but_proofs(w);
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
    do_all_but_proofs(w);
    for (size_t i = 0; i < w->count; i++)
        if (w->statements[i].steps > STEPS_MAX)
            fail_msg("%d rows\n    in: %s", w->statements[i].steps, w->statements[i].sql);
}

/* The measure itself, and that nothing else walks: proofs are known by their text. */
static void only_proofs_do(void **state)
{
    struct watch *w = *state;
    size_t walking = 0;
    do_proofs(w);
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
    struct pk_availability availability;
    static const enum pk_spot_kind kind = PK_STANDARD;
    must(pk_availability(&availability, w->t.lot, NULL, NULL));
    must(pk_availability(&availability, w->t.lot, &kind, availability.by_level[0].level));
    assert_true(reads_table(w, "spot_count"));
    assert_false(reads_table(w, "parking_spot"));
    assert_false(reads_table(w, "parking_ticket"));
    assert_int_equal(availability.all.total, SPOTS);
}

/* The first entry of an index: nothing is sorted, nothing passed over. */
static void the_next_free_spot_is_one_step(void **state)
{
    struct watch *w = *state;
    struct pk_spot spot;
    sqlite3 *db = NULL;
    sqlite3_stmt *plan = NULL;
    int found = 0;
    must(pk_spot_suggest(&spot, w->t.lot, PK_CAR, PK_NEED_NONE));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_statement_is_answered_by_an_index, setup, teardown),
        cmocka_unit_test_setup_teardown(no_statement_walks_through_the_past, setup, teardown),
        cmocka_unit_test_setup_teardown(only_proofs_do, setup, teardown),
        cmocka_unit_test_setup_teardown(availability_is_read_from_the_counts, setup, teardown),
        cmocka_unit_test_setup_teardown(the_next_free_spot_is_one_step, setup, teardown),
    };
    return cmocka_run_group_tests_name("query plans", tests, NULL, NULL);
}
