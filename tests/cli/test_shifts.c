/*
 * Shifts at the command line, as attendants, supervisors and scripts meet them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../support/people.h"
#include "../support/story.h"

#define BY(name, at) "--as", name, "--pin-fd", pins, "--station", at

static struct place place;
static int pin_fd;
static char pins[16]; /* the descriptor, from which each run reads its line */

static int make_lot(void **state)
{
    (void)state;
    char lines[5 * 100 + 1] = "";
    for (int i = 0; i < 100; i++)
        strcat(lines, PEOPLE_PIN "\n"); /* one for each run */
    place = place_make();
    pin_fd = people_pin_fd(lines);
    snprintf(pins, sizeof pins, "%d", pin_fd);
    const struct step steps[] = {
        {"10:00",
         {"init", "--spots", "9", "--name", "Hof", "--timezone", "Europe/Berlin"},
         NULL,
         NULL,
         NULL},
        {NULL, {"shift", "open", "--total", "5"}, "usage", NULL, NULL},
        {NULL,
         {"staff", "add", "Max", "--role", "manager", "--new-pin-fd", pins},
         NULL,
         NULL,
         NULL},
        {NULL,
         {"--as", "Max", "--pin-fd", pins, "staff", "add", "Ana", "--role", "attendant",
          "--new-pin-fd", pins},
         NULL,
         NULL,
         NULL},
        {NULL,
         {"--as", "Max", "--pin-fd", pins, "staff", "add", "Sue", "--role", "supervisor",
          "--new-pin-fd", pins},
         NULL,
         NULL,
         NULL},
    };
    STORY(&place, steps);
    return 0;
}

static int remove_lot(void **state)
{
    (void)state;
    close(pin_fd);
    place_remove(&place);
    return 0;
}

static void a_day_at_a_drawer(void **state)
{
    (void)state;
    const struct step steps[] = {
        {NULL, {BY("Ana", "b1"), "park", "AB1"}, NULL, NULL, NULL},
        {"11:30",
         {BY("Ana", "b1"), "pay", "AB1", "--method", "cash"},
         "shift_required",
         NULL,
         NULL},
        {NULL, {BY("Ana", "b1"), "shift", "open"}, "usage", NULL, NULL},
        {NULL, {BY("Ana", "b1"), "shift", "open", "--cash", "7x1"}, "amount_invalid", NULL, NULL},
        {NULL,
         {BY("Ana", "b1"), "shift", "open", "--cash", "50x1 10x5"},
         NULL,
         "opening_float",
         "10000"},
        {NULL, {BY("Ana", "b1"), "shift", "open", "--total", "5"}, "usage", NULL, NULL},
        {NULL, {BY("Ana", "b2"), "pay", "AB1", "--method", "cash"}, "shift_required", NULL, NULL},
        {NULL, {BY("Ana", "b1"), "pay", "AB1", "--method", "cash"}, NULL, "amount", "400"},
        {NULL, {BY("Ana", "b1"), "shift", "drop", "60", "--bag", "17"}, NULL, "amount", "6000"},
        {NULL,
         {BY("Ana", "b1"), "shift", "drop", "lots", "--bag", "18"},
         "amount_invalid",
         NULL,
         NULL},
        {NULL,
         {BY("Ana", "b1"), "shift", "paid-out", "1.50", "--reason", "x"},
         NULL,
         "kind",
         "paid_out"},
        {NULL,
         {BY("Ana", "b1"), "shift", "no-sale", "--reason", "change"},
         NULL,
         "kind",
         "no_sale"},
        {NULL, {"shift", "show", "--staff", "Ana"}, NULL, "expected", "null"},
        {NULL, {"shift", "show"}, "usage", NULL, NULL},
        {NULL, {"shift", "show", "x"}, "usage", NULL, NULL},
        {NULL, {"shift", "show", "9"}, "usage", NULL, NULL},
        {NULL, {"shift", "show", "--staff", "Sue"}, "shift_required", NULL, NULL},
        {NULL, {"shift", "list"}, NULL, "0.cash", "null"},
        {NULL, {"shift", "report", "1"}, NULL, "cash.expected", "null"},
        {NULL, {BY("Ana", "b1"), "shift", "report"}, NULL, "cash.expected", "null"},
        {NULL, {BY("Sue", "b1"), "shift", "report", "1"}, NULL, "cash.expected", "4250"},
        {NULL, {BY("Ana", "b1"), "shift", "close"}, "usage", NULL, NULL},
        {NULL, {BY("Ana", "b1"), "shift", "count", "--total", "42"}, NULL, "total", "4200"},
        {"19:00", {BY("Ana", "hq"), "shift", "close"}, NULL, "over_short", "-50"},
        {NULL, {"shift", "report", "1"}, NULL, "cash.expected", "4250"},
        {NULL, {"report", "shift", "1"}, NULL, "report", "Z"},
        {NULL, {"report", "shift"}, NULL, "0.cash", "400"},
        {NULL,
         {"report", "shift", "--from", "yesterday", "--to", "2026-01-03"},
         "usage",
         NULL,
         NULL},
        {NULL,
         {BY("Max", "hq"), "shift", "recount", "1", "--cash", "20x2 2x1 0.50x1"},
         NULL,
         "total",
         "4250"},
        {NULL, {"shift", "show", "1"}, NULL, "counts.2.kind", "recount"},
        {NULL, {"check"}, NULL, "finding_count", "0"},
    };
    STORY(&place, steps);
}

static void the_shift_of_another(void **state)
{
    (void)state;
    const struct step steps[] = {
        {NULL, {BY("Ana", "b1"), "shift", "open", "--total", "50"}, NULL, "shift_id", "1"},
        {NULL,
         {BY("Sue", "hq"), "shift", "count", "--staff", "Ana", "--total", "49"},
         NULL,
         "kind",
         "count"},
        {NULL, {BY("Sue", "hq"), "shift", "close", "--staff", "Ana"}, NULL, "closed_by", "Sue"},
        {NULL, {BY("Ana", "hq"), "shift", "close", "--staff", "Sue"}, "not_permitted", NULL, NULL},
        {NULL,
         {BY("Sue", "hq"), "shift", "recount", "1", "--total", "1"},
         "not_permitted",
         NULL,
         NULL},
    };
    STORY(&place, steps);
}

/* ---- what people read ---- */

static struct run run_as(const char *name, const char *const words[])
{
    const char *argv[24] = {run_path(), "--lot", place.lot,   "--as",   name,
                            "--pin-fd", pins,    "--station", "booth-1"};
    for (size_t i = 0; words[i]; i++)
        argv[9 + i] = words[i];
    return run_program(&place, -1, argv);
}

static void must_run(const char *name, const char *const words[])
{
    struct run run = run_as(name, words);
    if (run.status != 0)
        fail_msg("%s: %s", words[0], run.err);
    run_free(&run);
}

static const char z_report[] = "Hof\n"
                               "Z REPORT                         shift 1\n"
                               "----------------------------------------\n"
                               "Attendant                            Ana\n"
                               "Drawer                           booth-1\n"
                               "Business date                 2026-01-05\n"
                               "Opened                  2026-01-05 11:00\n"
                               "Closed                  2026-01-05 14:00\n"
                               "Closed by                            Ana\n"
                               "\n"
                               "EUR             taken     back      left\n"
                               "cash     1       6.00     0.00      6.00\n"
                               "card     0       0.00     0.00      0.00\n"
                               "nil      0       0.00     0.00      0.00\n"
                               "\n"
                               "CASH\n"
                               "Opening float                     100.00\n"
                               "+ taken, less given back            6.00\n"
                               "- drops                            60.00\n"
                               "- paid out                          4.50\n"
                               "= expected                         41.50\n"
                               "Counted                            41.00\n"
                               "SHORT                              -0.50\n"
                               "\n"
                               "COUNTS\n"
                               "14:00 Ana                          41.00\n"
                               "     20.00 x     2                 40.00\n"
                               "      1.00 x     1                  1.00\n"
                               "\n"
                               "DROPS\n"
                               "14:00 17                           60.00\n"
                               "\n"
                               "PAID OUT\n"
                               "14:00 Briefmarken für das Büro, und\n"
                               "vieles andere mehr                  4.50\n"
                               "\n"
                               "DRAWER OPENED WITHOUT A SALE\n"
                               "14:00 change\n"
                               "\n"
                               "EXCEPTIONS\n"
                               "no_sale             1               0.00\n"
                               "\n"
                               "Tickets issued: 1                  1 - 1\n"
                               "\n"
                               "RECEIPTS\n"
                               "booth-1: 1                         1 - 1\n"
                               "----------------------------------------\n"
                               "Journal up to here\n"
                               "entry                                 10\n";

static void make_shift(void)
{
    must_run("Ana", (const char *[]){"shift", "open", "--cash", "50x2", NULL});
    must_run("Ana", (const char *[]){"park", "AB1", NULL});
    snprintf(place.moment, sizeof place.moment, "2026-01-05 13:00:00");
    must_run("Ana", (const char *[]){"pay", "AB1", "--method", "cash", NULL});
    must_run("Ana", (const char *[]){"shift", "drop", "60", "--bag", "17", NULL});
    must_run("Ana", (const char *[]){"shift", "paid-out", "4.50", "--reason",
                                     "Briefmarken für das Büro, und vieles andere mehr", NULL});
    must_run("Ana", (const char *[]){"shift", "no-sale", "--reason", "change", NULL});
}

static void a_z_on_paper(void **state)
{
    (void)state;
    make_shift();
    struct run run = run_as("Ana", (const char *[]){"shift", "close", "--cash", "20x2 1x1", NULL});
    assert_int_equal(run.status, 0);
    if (strncmp(run.out, z_report, strlen(z_report)) != 0)
        fail_msg("%s\ninstead of\n%s", run.out, z_report);
    assert_int_equal(strlen(run.out), strlen(z_report) + 2 * 33); /* the hash */
    struct run again = run_as("Sue", (const char *[]){"shift", "report", "1", NULL});
    assert_string_equal(again.out, run.out);
    run_free(&again);
    run_free(&run);
}

static void csv(void **state)
{
    (void)state;
    make_shift();
    must_run("Ana", (const char *[]){"shift", "close", "--total", "41", NULL});
    struct run run =
        run_as("Sue", (const char *[]){"shift", "report", "1", "--format", "csv", NULL});
    assert_int_equal(strncmp(run.out, "section,name,number,amount\nshift,Ana,1,\n", 40), 0);
    assert_non_null(strstr(run.out, "\nmethods,cash,1,6.00\n"));
    assert_non_null(strstr(run.out, "\ndrops,17,,60.00\n"));
    assert_non_null(strstr(
        run.out, "\npaid_outs,\"Briefmarken für das Büro, und vieles andere mehr\",,4.50\n"));
    assert_non_null(strstr(run.out, "\ncash,over_short,,-0.50\n"));
    run_free(&run);
    run = run_as("Sue", (const char *[]){"report", "shift", "--format", "csv", NULL});
    assert_non_null(strstr(run.out, "\n1,2026-01-05,Ana,booth-1,2026-01-05T10:00:00Z,"
                                    "2026-01-05T13:00:00Z,EUR,6.00,0.00,100.00,60.00,4.50,41.50,"
                                    "41.00,-0.50\n"));
    run_free(&run);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, make_lot, remove_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_day_at_a_drawer),
        TEST(the_shift_of_another),
        TEST(a_z_on_paper),
        TEST(csv),
    };
    if (story_is_skipped())
        return 0;
    return cmocka_run_group_tests_name("cli shifts", tests, NULL, NULL) != 0;
}
