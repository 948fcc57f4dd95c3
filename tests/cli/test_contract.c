/*
 * The contract of the command line: every exit status and every code that can be reached, as
 * programs see them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/people.h"
#include "../support/story.h"

/* ---- refusals: exit 3 and 4 ---- */

static const struct step refusals[] = {
    {NULL, {"park", "AB12CD", "--spot", "A01"}, NULL, "state", "parked"},
    {NULL, {"park", "ab 12cd"}, "already_parked", "ticket_no", "1"},
    {NULL, {"park", "XY1", "--spot", "A01"}, "spot_taken", "offer", "A02"},
    {NULL, {"park", "XY1", "--spot", "A01"}, "spot_taken", "station", "cli"},
    {NULL, {"park", "XY1", "--spot", "Z99"}, "spot_unknown", "spot", "Z99"},
    {NULL, {"park", "?!"}, "registration_invalid", NULL, NULL},
    {NULL, {"park", "THISPLATEISFARTOOLONG"}, "registration_invalid", NULL, NULL},
    {NULL, {"spot", "close", "A02", "--reason", "oil"}, NULL, "is_available", "false"},
    {NULL, {"park", "XY1", "--spot", "A02"}, "spot_closed", "spot", "A02"},
    {NULL,
     {"park", "TRUCK1", "--class", "truck", "--spot", "A03"},
     "spot_unsuitable",
     "spot",
     "A03"},
    {NULL, {"park", "EV1", "--needs", "ev"}, "lot_full", NULL, NULL},
    {NULL, {"park", "XY1"}, NULL, "spot", "A03"},
    {NULL, {"park", "XY2"}, "lot_full", NULL, NULL},
    {NULL, {"available"}, NULL, "is_available", "false"},
    {NULL, {"available"}, NULL, "state", "full"},
    {NULL, {"spot", "open", "A02"}, NULL, "is_available", "true"},
    {NULL, {"spot", "open", "Q7"}, "spot_unknown", NULL, NULL},
    {NULL, {"show", "99"}, "ticket_unknown", NULL, NULL},
    {NULL, {"show", "NOSUCH"}, "ticket_unknown", NULL, NULL},
    {NULL, {"show", "0190b2f0-0000-7000-8000-000000000001"}, "ticket_unknown", NULL, NULL},
    {NULL, {"show", "@A02"}, "ticket_unknown", NULL, NULL},
    {NULL, {"pay", "1", "--method", "cash"}, "nothing_due", "ticket_no", "1"},
    {NULL, {"pay", "1", "--method", "cash", "--amount", "7.505"}, "amount_invalid", NULL, NULL},
    {NULL, {"pay", "1", "--method", "cash", "--amount", "lots"}, "amount_invalid", NULL, NULL},
    {NULL, {"refund", "1", "--amount", "1", "--reason", "r"}, "amount_invalid", "ticket_no", "1"},
    {NULL, {"void", "XY1", "--reason", "mistake"}, NULL, "state", "void"},
    {NULL, {"retrieve", "2"}, "ticket_void", NULL, NULL},
    {NULL, {"pay", "2", "--method", "cash"}, "ticket_void", NULL, NULL},
    {NULL, {"retrieve", "1"}, NULL, "state", "exited"},
    {NULL, {"retrieve", "1"}, "ticket_closed", "ticket_no", "1"},
    {NULL, {"renew", "1", "--reason", "r"}, "ticket_closed", NULL, NULL},
    {NULL, {"available", "--level", "Nowhere"}, "usage", NULL, NULL},
    {NULL, {"available", "--kind", "flying"}, "usage", NULL, NULL},
    {NULL, {"config", "get", "nonsense"}, "usage", NULL, NULL},
    {NULL, {"config", "set", "exit_grace", "9d"}, "usage", NULL, NULL},
    {NULL, {"config", "set", "exit_grace", "-1"}, "usage", NULL, NULL},
    {NULL, {"config", "set", "exit_grace", "20m"}, NULL, "value", "1200"},
    {NULL, {"config", "get", "exit_grace"}, NULL, "value", "1200"},
    {NULL, {"void", "1", "--reason", " "}, "usage", NULL, NULL},
    {NULL, {"init", "--spots", "2"}, "usage", NULL, NULL},
    {NULL, {"find", ""}, "usage", NULL, NULL},
    {NULL, {"find", "  "}, "usage", NULL, NULL},
    {NULL, {"quote", "1", "--at", "2020-01-01T10:00"}, "usage", NULL, NULL},
    {NULL, {"report", "day", "--format", "xml"}, "usage", NULL, NULL},
    {NULL, {"frobnicate"}, "usage", NULL, NULL},
    {NULL, {"console"}, "usage", NULL, NULL},
    {NULL, {"report", "day", "--from", "2026-02-30"}, "usage", NULL, NULL},
    {NULL, {"report", "day", "--from", "2026-02-03", "--to", "2026-02-02"}, "usage", NULL, NULL},
    {NULL, {"check"}, NULL, "finding_count", "0"},
};

static void rules_refuse(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    STORY(&place, refusals);
    place_remove(&place);
}

static void one_request_is_one_act(void **state)
{
    (void)state;
    static const char id[] = "0190b2f0-1111-7000-8000-00000000000a";
    struct place place = place_make();
    story_make_lot(&place, "3");
    const struct step steps[] = {
        {NULL, {"park", "AB12CD", "--request-id", id}, NULL, "ticket_no", "1"},
        {NULL, {"park", "AB12CD", "--request-id", id}, NULL, "ticket_no", "1"},
        {NULL, {"park", "XY1", "--request-id", id}, "request_reused", "request_id", id},
        {NULL, {"park", "XY1", "--request-id", "seven"}, "usage", NULL, NULL},
        {NULL, {"available"}, NULL, "occupied", "1"},
    };
    STORY(&place, steps);
    place_remove(&place);
}

/* ---- cards ---- */

static void cards(void **state)
{
    (void)state;
    static const struct step steps[] = {
        {"10:00", {"init", "--spots", "3"}, NULL, NULL, NULL},
        {NULL, {"park", "AB12CD"}, NULL, NULL, NULL},
        {"11:30", {"config", "set", "card.simulator", "decline"}, NULL, NULL, NULL},
        {NULL, {"pay", "1", "--method", "card"}, "payment_required", "due", "400"},
        {NULL, {"quote", "1"}, NULL, "due", "400"},
        {NULL, {"config", "set", "card.simulator", "doubt"}, NULL, NULL, NULL},
        {NULL, {"pay", "1", "--method", "card"}, "payment_required", "ticket_no", "1"},
        {NULL, {"pay", "1", "--method", "cash"}, "payment_required", "due", "400"},
        {NULL, {"void", "1", "--reason", "r"}, "payment_required", "ticket_no", "1"},
        {NULL, {"config", "set", "card.simulator", "approve"}, NULL, NULL, NULL},
        {NULL, {"pay", "1", "--method", "card"}, NULL, "amount", "400"},
        {NULL, {"show", "1"}, NULL, "paid", "400"},
    };
    if (!run_can_set_clock())
        return;
    struct place place = place_make();
    STORY(&place, steps);
    place_remove(&place);
}

/* ---- what only another program can bring about ---- */

static void a_watched_vehicle(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    story_change_by_hand(&place,
                         "INSERT INTO watchlist (registration_number, mark, reason, added_at) "
                         "VALUES ('AB12CD', 'refuse', 'stolen', 1)");
    static const struct step steps[] = {
        {NULL, {"park", "ab12cd"}, "registration_refused", NULL, NULL},
    };
    STORY(&place, steps);
    place_remove(&place);
}

/* Runs a command whose PINs stand in LINES. */
#define run_with_pins(place, lines, ...)                                                           \
    pins_then((lines), (place), (const char *[]){__VA_ARGS__, NULL})

static struct run pins_then(const char *lines, const struct place *place, const char *const words[])
{
    char number[16];
    const char *argv[STORY_WORDS_MAX + 10] = {run_path(), "--lot", place->lot, "--json"};
    size_t count = 4;
    int descriptor = people_pin_fd(lines);
    snprintf(number, sizeof number, "%d", descriptor);
    for (size_t i = 0; words[i]; i++) {
        argv[count++] = words[i];
        if (strcmp(words[i], "--as") == 0) {
            argv[count++] = words[++i];
            argv[count++] = "--pin-fd";
            argv[count++] = number;
        } else if (strcmp(words[i], "--approve") == 0) {
            argv[count++] = words[++i];
            argv[count++] = "--approve-pin-fd";
            argv[count++] = number;
        } else if (strcmp(words[i], "--role") == 0) {
            argv[count++] = words[++i];
            argv[count++] = "--new-pin-fd";
            argv[count++] = number;
        }
    }
    struct run run = run_program(place, -1, argv);
    close(descriptor);
    return run;
}

/* By the manager Max, unless it is Max. */
static void hire(const struct place *place, const char *name, const char *role)
{
    bool is_first = strcmp(name, "Max") == 0;
    struct run run = is_first ? run_with_pins(place, "2468\n", "staff", "add", name, "--role", role)
                              : run_with_pins(place, "2468\n2468\n", "staff", "add", name, "--role",
                                              role, "--as", "Max");
    if (run.status != 0)
        fail_msg("staff add: %s", run.err);
    run_free(&run);
}

#define as_ana(place, exit, ...)                                                                   \
    do {                                                                                           \
        struct run run_ = run_with_pins((place), "2468\n", __VA_ARGS__, "--as", "Ana");            \
        assert_int_equal(run_.status, (exit));                                                     \
        run_free(&run_);                                                                           \
    } while (0)

static void a_lot_with_staff(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    static const struct step refused[] = {
        {NULL, {"park", "AB12CD"}, "sign_in_required", NULL, NULL},
        {NULL, {"park", "AB12CD", "--as", "Ana", "--pin-fd", "0"}, "usage", NULL, NULL},
        {NULL, {"available"}, NULL, "free", "3"},
        {NULL, {"staff", "list"}, NULL, "0.role", "attendant"},
    };
    hire(&place, "Max", "manager");
    hire(&place, "Ana", "attendant");
    STORY(&place, refused);

    as_ana(&place, 0, "park", "AB12CD");
    as_ana(&place, 3, "void", "AB12CD", "--reason", "slip");
    struct run run = run_with_pins(&place, "2468\n2468\n", "void", "AB12CD", "--reason", "slip",
                                   "--as", "ana", "--approve", "Max");
    assert_int_equal(run.status, 0);
    run_free(&run);
    place_remove(&place);
}

/* A false flag, put there by a program that took the guards away. */
static void a_damaged_lot(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    story_change_by_hand(&place,
                         "DROP TRIGGER spot_available_guard; DROP TRIGGER spot_counts_change;"
                         "UPDATE parking_spot SET is_available = 0 WHERE label = 'A02'");
    static const struct step steps[] = {
        {NULL, {"check"}, "corrupt", NULL, NULL},
    };
    STORY(&place, steps);
    struct run run = run_json(&place, "check", NULL);
    char count[32];
    story_value(count, sizeof count, run.json, "error.check.finding_count");
    assert_string_not_equal(count, "0");
    assert_string_not_equal(count, "(missing)");
    run_free(&run);
    place_remove(&place);
}

static void a_changed_journal(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    struct run run = run_json(&place, "park", "AB12CD", NULL);
    assert_int_equal(run.status, 0);
    run_free(&run);
    story_change_by_hand(&place, "DROP TRIGGER journal_stays; DROP TRIGGER journal_kept;"
                                 "UPDATE journal SET station = 'nowhere' WHERE seq = 2");
    static const struct step steps[] = {
        {NULL, {"journal", "verify"}, "corrupt", "verdict.broken_seq", "2"},
    };
    STORY(&place, steps);
    place_remove(&place);
}

static void files_that_are_no_lot(void **state)
{
    (void)state;
    static const struct step missing[] = {{NULL, {"available"}, "not_a_lot", NULL, NULL}};
    char path[RUN_PATH_SIZE];
    struct place place = place_make();
    STORY(&place, missing);
    place_write(&place, path, "t.db", "This is a letter to my aunt, which is no database.\n");
    STORY(&place, missing);
    unlink(place.lot);
    story_change_by_hand(&place, "CREATE TABLE recipe (name TEXT)");
    STORY(&place, missing);
    place_remove(&place);
}

static void a_newer_lot(void **state)
{
    (void)state;
    static const struct step steps[] = {{NULL, {"available"}, "newer_version", NULL, NULL},
                                        {NULL, {"park", "AB1"}, "newer_version", NULL, NULL}};
    struct place place = place_make();
    story_make_lot(&place, "3");
    story_change_by_hand(&place, "PRAGMA user_version = 9999");
    STORY(&place, steps);
    place_remove(&place);
}

/* No file can be made in /sys, not even by root. */
static void a_place_that_cannot_be_written(void **state)
{
    (void)state;
    const char *const argv[] = {run_path(), "--lot",   "/sys/t.db", "--json",
                                "init",     "--spots", "1",         NULL};
    struct run run = run_program(NULL, -1, argv);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.err, "parkade: read_only: "));
    run_free(&run);
}

/* Another program holds the write lock: the wait has an end, and nothing has happened. */
static void a_busy_lot(void **state)
{
    (void)state;
    static const struct step steps[] = {{NULL, {"park", "AB12CD"}, "busy", NULL, NULL},
                                        {NULL, {"available"}, NULL, "free", "3"}};
    struct place place = place_make();
    story_make_lot(&place, "3");
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(place.lot, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    STORY(&place, steps);
    sqlite3_close(db);
    static const struct step after[] = {{NULL, {"park", "AB12CD"}, NULL, NULL, NULL}};
    STORY(&place, after);
    place_remove(&place);
}

/* A limit on the size of files stands for a full disk. */
static void a_full_disk(void **state)
{
    (void)state;
    char command[3 * RUN_PATH_SIZE];
    struct place place = place_make();
    story_make_lot(&place, "3");
    snprintf(command, sizeof command, "ulimit -f 1; exec %s --lot %s park AB12CD", run_path(),
             place.lot);
    const char *const argv[] = {"sh", "-c", command, NULL};
    struct run run = run_program(NULL, -1, argv);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.err, "parkade: disk_full: "));
    run_free(&run);
    static const struct step after[] = {{NULL, {"park", "AB12CD"}, NULL, "ticket_no", "1"},
                                        {NULL, {"check"}, NULL, "finding_count", "0"}};
    STORY(&place, after);
    place_remove(&place);
}

/* ---- tariffs ---- */

static void tariffs(void **state)
{
    (void)state;
    char good[RUN_PATH_SIZE], bad[RUN_PATH_SIZE], cases[RUN_PATH_SIZE];
    struct place place = place_make();
    story_make_lot(&place, "3");
    place_write(&place, good, "good.tariff", "each 1h = 3.00\n");
    place_write(&place, bad, "bad.tariff", "nonsense = 1\n[ladder]\nrubbish\n");
    place_write(&place, cases, "cases.csv",
                "case_id,tariff_id,tz,entry,exit,expected_minor_units,currency,notes\n"
                "1,A,UTC,2026-01-05T10:00:00,2026-01-05T11:30:00,600,EUR,\n"
                "2,B,UTC,2026-01-05T10:00:00,2026-01-05T11:30:00,700,EUR,\n");
    const struct step steps[] = {
        {NULL, {"tariff", "cases", good, cases, "--only", "A"}, NULL, "right", "1"},
        {NULL, {"tariff", "cases", good, cases}, "tariff_invalid", "wrong", "1"},
        {NULL, {"tariff", "cases", good, cases}, "tariff_invalid", "rows.0.price", "600"},
        {NULL, {"tariff", "cases", good, good}, "usage", NULL, NULL},
        {NULL, {"tariff", "check", good, "--currency", "USD"}, NULL, "currency", "USD"},
        {NULL, {"tariff", "check", bad}, "tariff_invalid", "faults.0.line", "1"},
        {NULL,
         {"tariff", "price", good, "--entry", "2026-01-05T10:00", "--exit", "2026-01-05T12:30"},
         NULL,
         "amount",
         "900"},
        {NULL,
         {"tariff", "price", good, "--entry", "2026-01-05T10:00", "--exit", "2026-01-05T09:30"},
         "usage",
         NULL,
         NULL},
        {NULL,
         {"tariff", "price", good, "--entry", "noon", "--exit", "2026-01-05T12:30"},
         "usage",
         NULL,
         NULL},
        {NULL, {"tariff", "install", bad}, "tariff_invalid", NULL, NULL},
        {NULL, {"tariff", "install", good, "--from", "2001-01-01T00:00"}, "usage", NULL, NULL},
        {NULL, {"tariff", "install", good}, NULL, "version_id", "2"},
        {NULL, {"tariff", "list"}, NULL, "0.valid_from", "null"},
        {NULL, {"tariff", "list"}, NULL, "1.version_id", "2"},
        {NULL, {"tariff", "show"}, NULL, "text", "each 1h = 3.00\n"},
        {NULL, {"tariff", "show", "1"}, NULL, "version_id", "1"},
        {NULL, {"tariff", "show", "7"}, "tariff_unknown", NULL, NULL},
        {NULL, {"tariff", "show", "hourly"}, "usage", NULL, NULL},
        {NULL, {"tariff", "check", "/nonexistent"}, "usage", NULL, NULL},
    };
    STORY(&place, steps);
    struct run run = run_parkade(&place, "tariff", "cases", good, cases, NULL);
    assert_int_equal(run.status, 3);
    assert_non_null(strstr(run.out, "\n1 right, 1 wrong\n"));
    run_free(&run);
    place_remove(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_refuse),
        cmocka_unit_test(one_request_is_one_act),
        cmocka_unit_test(cards),
        cmocka_unit_test(a_watched_vehicle),
        cmocka_unit_test(a_lot_with_staff),
        cmocka_unit_test(a_damaged_lot),
        cmocka_unit_test(a_changed_journal),
        cmocka_unit_test(files_that_are_no_lot),
        cmocka_unit_test(a_newer_lot),
        cmocka_unit_test(a_place_that_cannot_be_written),
        cmocka_unit_test(a_busy_lot),
        cmocka_unit_test(a_full_disk),
        cmocka_unit_test(tariffs),
    };
    return cmocka_run_group_tests_name("cli contract", tests, NULL, NULL) != 0;
}
