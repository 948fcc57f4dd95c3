/*
 * Reports as they are printed: they fit the screen, come in three formats, and hledger accepts the
 * ledger.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/story.h"

/* The commands that print for people. */
static const char *const prints[][STORY_WORDS_MAX] = {
    {"report", "accountability", "--from", "2026-01-05", "--to", "2026-01-07"},
    {"report", "exceptions", "--all"},
    {"report", "outliers", "--from", "2026-01-05", "--to", "2026-01-07"},
    {"report", "receipts", "--from", "2026-01-05", "--to", "2026-01-07"},
    {"report", "occupancy", "--from", "2026-01-05"},
    {"report", "audit", "--from", "2026-01-05", "--to", "2026-01-07"},
    {"report", "day", "--from", "2026-01-05"},
    {"report", "day", "--from", "2026-01-04", "--to", "2026-01-05"},
    {"report", "revenue", "--from", "2026-01-04", "--to", "2026-01-05"},
    {"walk", "show"},
};

static void live(struct place *place)
{
    static const struct step steps[] = {
        STORY_INIT("9"),
        {NULL, {"park", "AA1"}, NULL, NULL, NULL},
        {NULL, {"park", "BB2", "--station", "booth: 2"}, NULL, NULL, NULL},
        {NULL, {"park", "CC3"}, NULL, NULL, NULL},
        {NULL, {"park", "DD4"}, NULL, NULL, NULL},
        {"11:30", {"pay", "AA1", "--method", "cash"}, NULL, NULL, NULL},
        {NULL, {"refund", "AA1", "--amount", "1", "--reason", "overcharged"}, NULL, NULL, NULL},
        {NULL, {"pay", "BB2", "--method", "cash", "--station", "booth: 2"}, NULL, NULL, NULL},
        {NULL, {"retrieve", "BB2"}, NULL, NULL, NULL},
        {NULL, {"replace", "CC3", "--reason", "lost in the snow"}, NULL, NULL, NULL},
        {NULL, {"void", "DD4", "--reason", "typed wrong by a new one"}, NULL, NULL, NULL},
        {NULL, {"retrieve", "4"}, "ticket_void", NULL, NULL},
        {"20:00", {"day", "close", "--date", "today", "--deposit", "6.90"}, NULL, NULL, NULL},
        {NULL, {"walk", "begin"}, NULL, NULL, NULL},
        {NULL, {"walk", "see", "A01", "empty"}, NULL, NULL, NULL},
        {NULL, {"walk", "see", "A07", "CCE"}, NULL, NULL, NULL},
        {"6 12:00", {"pay", "CC3", "--method", "cash"}, NULL, NULL, NULL},
        {NULL, {"retrieve", "CC3"}, NULL, NULL, NULL},
        {"7 12:00", {"day", "close", "--date", "2026-01-06", "--deposit", "20"}, NULL, NULL, NULL},
    };
    STORY(place, steps);
}

static int widest_line(const char *text)
{
    int widest = 0;
    while (*text) {
        int length = (int)strcspn(text, "\n");
        widest = length > widest ? length : widest;
        text += length + (text[length] == '\n');
    }
    return widest;
}

static void check_width(const struct place *place, const char *const words[], int width)
{
    const char *argv[STORY_WORDS_MAX + 4] = {run_path(), "--lot", place->lot};
    char columns[8];
    for (int i = 0; words[i]; i++)
        argv[3 + i] = words[i];
    snprintf(columns, sizeof columns, "%d", width);
    setenv("COLUMNS", columns, 1);
    struct run run = run_program(place, -1, argv);
    unsetenv("COLUMNS");
    assert_int_equal(run.status, 0);
    assert_true(strlen(run.out) > 0);
    if (widest_line(run.out) > width)
        fail_msg("%s %s is wider than %d:\n%s", words[0], words[1], width, run.out);
    run_free(&run);
}

static void all_fits_the_screen(void **state)
{
    (void)state;
    struct place place = place_make();
    live(&place);
    for (size_t i = 0; i < sizeof prints / sizeof *prints; i++) {
        check_width(&place, prints[i], 40);
        check_width(&place, prints[i], 80);
    }
    place_remove(&place);
}

/* A long reason takes several lines of a table before the table gives way to a list. */
static void a_reason_is_folded(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("9"),
        {NULL, {"park", "AA1"}, NULL, NULL, NULL},
        {NULL,
         {"void", "AA1", "--reason", "the plate was typed wrong at the entry, \xc3\xa9 as e"},
         NULL,
         NULL,
         NULL},
    };
    static const char table[] = "entry  time              what  ticket  reason\n"
                                "    3  2026-01-05 11:00  void       1  the plate was\n"
                                "                                       typed wrong at\n"
                                "                                       the entry, \xc3\xa9 as\n"
                                "                                       e\n";
    struct place place = place_make();
    STORY(&place, steps);
    setenv("COLUMNS", "54", 1);
    struct run run = run_parkade(&place, "report", "exceptions", NULL);
    unsetenv("COLUMNS");
    assert_string_equal(run.out, table);
    run_free(&run);
    place_remove(&place);
}

static void every_report_has_three_formats(void **state)
{
    (void)state;
    static const char *const reports[] = {"day",        "revenue",  "accountability",
                                          "exceptions", "outliers", "receipts",
                                          "occupancy",  "audit",    "ledger"};
    struct place place = place_make();
    live(&place);
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
        struct run csv = run_parkade(&place, "report", reports[i], "--from", "2026-01-05",
                                     "--format", "csv", NULL);
        struct run named = run_parkade(&place, "report", reports[i], "--from", "2026-01-05",
                                       "--format", "json", NULL);
        struct run json = run_json(&place, "report", reports[i], "--from", "2026-01-05", NULL);
        struct run bad = run_json(&place, "report", reports[i], "--format", "xml", NULL);
        assert_int_equal(csv.status, 0);
        assert_non_null(strchr(csv.out, ','));
        assert_non_null(json.json);
        assert_string_equal(named.out, json.out);
        assert_int_equal(bad.status, 2);
        run_free(&csv);
        run_free(&named);
        run_free(&json);
        run_free(&bad);
    }
    place_remove(&place);
}

static void csv_quotes_what_it_must(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("9"),
        {NULL, {"park", "AA1", "--station", "a, \"b\""}, NULL, NULL, NULL},
    };
    struct place place = place_make();
    STORY(&place, steps);
    struct run run = run_parkade(&place, "report", "accountability", "--from", "2026-01-05",
                                 "--format", "csv", NULL);
    assert_non_null(strstr(run.out, "by,name,issued"));
    assert_non_null(strstr(run.out, "\nstation,\"a, \"\"b\"\"\",1,0,0,0,0,1,0,1,1\n"));
    run_free(&run);
    place_remove(&place);
}

/* ---- hledger ---- */

static struct run hledger(const struct place *place, const char *file, const char *what,
                          const char *option)
{
    const char *const argv[] = {"hledger", "-f", file, what, option, NULL};
    return run_program(place, -1, argv);
}

static void check_ledger(const struct place *place, const char *balance)
{
    char file[RUN_PATH_SIZE];
    struct run books =
        run_parkade(place, "report", "ledger", "--from", "2026-01-05", "--to", "2026-01-07", NULL);
    assert_int_equal(books.status, 0);
    place_write(place, file, "books.journal", books.out);
    struct run check = hledger(place, file, "check", "--strict");
    if (check.status != 0)
        fail_msg("hledger: %s\n%s", check.err, books.out);
    struct run found = hledger(place, file, "balance", "--flat");
    if (!strstr(found.out, balance))
        fail_msg("'%s' is not in\n%s", balance, found.out);
    run_free(&books);
    run_free(&check);
    run_free(&found);
}

static void hledger_accepts_the_ledger(void **state)
{
    (void)state;
    struct place place = place_make();
    live(&place);
    check_ledger(&place, "26.90 EUR  assets:deposits");
    place_remove(&place);
}

/* Currencies without a minor unit, and with three digits. */
static void in_any_currency(void **state)
{
    (void)state;
    static const struct {
        const char *currency, *deposit, *balance;
    } lots[] = {{"JPY", "450", "450 JPY  assets:deposits"},
                {"KWD", "4.125", "4.125 KWD  assets:deposits"}};
    for (size_t i = 0; i < sizeof lots / sizeof *lots; i++) {
        const struct step steps[] = {
            {"10:00", {"init", "--spots", "3", "--currency", lots[i].currency}, NULL, NULL, NULL},
            {NULL, {"park", "AA1"}, NULL, NULL, NULL},
            {"12:00", {"pay", "AA1", "--method", "cash"}, NULL, NULL, NULL},
            {NULL,
             {"day", "close", "--date", "today", "--deposit", lots[i].deposit},
             NULL,
             NULL,
             NULL},
        };
        struct place place = place_make();
        STORY(&place, steps);
        check_ledger(&place, lots[i].balance);
        place_remove(&place);
    }
}

/* The check can fail: a book that does not balance is refused. */
static void hledger_is_strict(void **state)
{
    (void)state;
    char file[RUN_PATH_SIZE];
    struct place place = place_make();
    place_write(&place, file, "bad.journal", "2026-01-05 x\n    a  1.00 EUR\n    b  -2.00 EUR\n");
    struct run check = hledger(&place, file, "check", "--strict");
    assert_int_not_equal(check.status, 0);
    run_free(&check);
    place_remove(&place);
}

int main(void)
{
    if (story_is_skipped())
        return 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_fits_the_screen),
        cmocka_unit_test(a_reason_is_folded),
        cmocka_unit_test(every_report_has_three_formats),
        cmocka_unit_test(csv_quotes_what_it_must),
        cmocka_unit_test(hledger_accepts_the_ledger),
        cmocka_unit_test(in_any_currency),
        cmocka_unit_test(hledger_is_strict),
    };
    return cmocka_run_group_tests_name("cli reports", tests, NULL, NULL);
}
