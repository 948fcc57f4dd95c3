/*
 * Golden screens of shifts and of counting cash; and the longest list of notes and coins on the
 * smallest screen.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/drawers.h"
#include "../support/shots.h"

/* Ana sits at exit-1; Ben has his drawer at booth-2; yesterday's shifts have ended. */
static void people_come(struct screen *s)
{
    drawers_staff(s);
    drawers_open(s, "Ben", "booth-2", 20000);
    drawers_close(s, "Ben", 19750);
    drawers_open(s, "Sue", "booth-2", 10000);
    drawers_close(s, "Sue", 10000);
    drawers_open(s, "Ben", "booth-2", 20000);
    drawers_sit_down(s, "Ana");
}

static void a_shift_is_open(struct screen *s)
{
    people_come(s);
    drawers_open(s, "Ana", "exit-1", 10000);
    drawers_sell(s, "Ana", "exit-1", "AB12GH");
    drawers_sit_down(s, "Ana");
}

static void somebody_comes(struct screen *s)
{
    people_come(s);
    drawers_sit_down(s, "");
    drawers_sign_in(s, "ana");
}

static const struct shot WITHOUT_STAFF[] = {{"shift-no-staff", {"/s"}}};

static const struct shot COMING[] = {{"shift-offer", {""}}};

static const struct shot BEFORE[] = {
    {"shift-none", {"/s"}},
    {"shift-float", {"/s", "\r", "100"}},
    {"shift-other", {"/s", "\033OB"}},
    {"shift-past", {"/s", "\033[F"}},
};

/* The end of a report has the hash of the journal, another one each time: it is out of view. */
static const struct shot PAST_REPORT[] = {{"shift-past-z", {"/s", "\033[F", "\r"}}};

static const struct shot OPEN[] = {
    {"shift-open", {"/s"}},
    {"shift-drop", {"/s", "d", "50\r"}},
    {"shift-pieces", {"/s", "c", "\t\t1\r\r2\r", "3"}},
    {"shift-end", {"/s", "e", "106\r"}},
};

static const struct shot OPEN_REPORTS[] = {
    {"shift-x", {"/s", "x"}},
    {"shift-z", {"/s", "e", "105\r", "y"}},
};

#define SHOTS(shots) (shots), sizeof(shots) / sizeof(shots)[0]

static void test_a_lot_without_staff(void **state)
{
    (void)state;
    shots_must_hold(SHOTS(WITHOUT_STAFF), NULL);
}

static void test_somebody_signs_in(void **state)
{
    (void)state;
    shots_must_hold(SHOTS(COMING), somebody_comes);
}

static void test_before_a_shift(void **state)
{
    (void)state;
    shots_must_hold(SHOTS(BEFORE), people_come);
}

static void test_in_a_shift(void **state)
{
    (void)state;
    shots_must_hold(SHOTS(OPEN), a_shift_is_open);
}

static void test_reports(void **state)
{
    static const int KINDS[] = {0, 1, 3}; /* all but the large one */

    (void)state;
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        shots_must_be(&SHOT_KIND[KINDS[i]], SHOTS(PAST_REPORT), people_come);
        shots_must_be(&SHOT_KIND[KINDS[i]], SHOTS(OPEN_REPORTS), a_shift_is_open);
    }
}

/* All of 32 notes and coins can be reached, and what is typed far down counts. */
static void test_the_longest_list_on_the_smallest_screen(void **state)
{
    static struct screen screen;
    static const char ALL[] =
        "5000 4000 3000 2000 1000 900 800 700 600 500 400 300 200 100 50 40 30 20 10 9 8 7 6 5 "
        "4 3 2 1 0.5 0.2 0.1 0.01";
    struct pk_setting setting;
    struct pk_shift shift;

    (void)state;
    screen_open(&screen, &SHOT_KIND[1]);
    drawers_staff(&screen);
    struct pk_act act = people_act(&screen.t, "Max");
    assert_int_equal(pk_setting_set(&setting, screen.t.lot, &act, "cash.denominations", ALL),
                     PK_OK);
    drawers_sit_down(&screen, "Ana");
    screen_type(&screen, "/s\r");
    screen_must_show(&screen, "28 below");
    for (int i = 0; i < 32; i++)
        screen_type(&screen, "\t");
    screen_must_show(&screen, "28 above");
    screen_type(&screen, "7");
    screen_must_show(&screen, "0.01 x 7");
    screen_type(&screen, "\t\t2d"); /* round to the first note */
    assert_true(drawers_has(&screen, &shift, "Ana"));
    assert_int_equal(shift.opening_float, 2 * 500000 + 7);
    screen_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_lot_without_staff),
        cmocka_unit_test(test_somebody_signs_in),
        cmocka_unit_test(test_before_a_shift),
        cmocka_unit_test(test_in_a_shift),
        cmocka_unit_test(test_reports),
        cmocka_unit_test(test_the_longest_list_on_the_smallest_screen),
    };

    return cmocka_run_group_tests_name("screens of shifts", tests, NULL, NULL);
}
