/*
 * Counting a drawer and ending its shift, by their keys; what is never shown before the end; and
 * Esc at each step.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/drawers.h"
#include "parkade/payment.h"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &USUAL);
    drawers_staff(&screen);
    drawers_sit_down(&screen, "Ana");
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

static struct pk_shift own(const char *who)
{
    struct pk_shift shift;

    assert_true(drawers_has(&screen, &shift, who));
    return shift;
}

static bool has_shift(const char *who)
{
    struct pk_shift shift;

    return drawers_has(&screen, &shift, who);
}

static void open_own(void)
{
    drawers_open(&screen, "Ana", "exit-1", 12345);
    screen_type(&screen, "/s");
}

/* ---- counting and ending ---- */

static void test_every_count_is_kept(void **state)
{
    (void)state;
    open_own();
    screen_type(&screen, "c120\r");
    screen_must_show(&screen, "Counted: 120.00.");
    screen_type(&screen, "c\t\t1d");
    screen_must_show(&screen, "Counted: 200.00.");
    assert_int_equal(drawers_counts(&screen, 1, "count"), 2);
    assert_int_equal(own("Ana").closed_at, PK_NONE);
}

/* Ends it: the count, its question, the Z, and whoever comes next. */
static void test_end_it(void **state)
{
    (void)state;
    open_own();
    screen_type(&screen, "e121\r");
    screen_must_show(&screen, "121.00 counted. End the shift with it?");
    screen_type(&screen, "\r"); /* the safe answer is the marked one */
    assert_true(has_shift("Ana"));
    screen_must_show(&screen, "121"); /* still typed */
    screen_type(&screen, "\ry");
    assert_false(has_shift("Ana"));
    struct pk_shift shift = drawers_see(&screen, 1);
    assert_int_equal(shift.counted, 12100);
    assert_int_equal(shift.over_short, -245);
    screen_must_show(&screen, "Z report  shift 1, Ana: 2.45 short");
    screen_must_show(&screen, "Z REPORT");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "who works here?");
    assert_string_equal(screen.app.who, "");
}

static void test_enter_alone_takes_the_last_count(void **state)
{
    (void)state;
    open_own();
    screen_type(&screen, "c120\re");
    screen_must_show(&screen, "the last count: 120.00 at 16:41 by Ana.");
    int64_t sold = drawers_sell(&screen, "Ana", "exit-1", "AB12GH");
    assert_true(sold > 0);
    screen_type(&screen, "\ry");
    screen_must_show(&screen, "Cash has moved since this drawer was counted");
    assert_true(has_shift("Ana"));
    screen_type(&screen, "126\ry");
    assert_int_equal(drawers_see(&screen, 1).counted, 12600);
}

static void test_a_card_under_way_is_waited_for(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");
    struct pk_card_attempt attempt;
    struct pk_act act = people_act_at(&screen.t, "Ana", "exit-1");

    (void)state;
    open_own();
    assert_int_equal(
        pk_card_begin(&attempt, screen.t.lot, &act, ticket.ticket_id, PK_NONE, PK_NONE), PK_OK);
    screen_type(&screen, "e\t\t1\r1dy");
    screen_must_show(&screen, "A card payment of this shift is under way");
    screen_must_show(&screen, "200.00 x 1");
    assert_true(has_shift("Ana"));
    assert_int_equal(drawers_counts(&screen, 1, "count"), 0);
}

/* ---- what is not told ---- */

/* What a drawer with 123.45 in it and the sale of 6.00 should hold, and what was sold. */
static void must_be_blind(void)
{
    screen_must_not_show(&screen, "129.45");
    screen_must_not_show(&screen, "6.00");
}

static void test_the_drawer_is_counted_blind(void **state)
{
    static const char *const WAYS[] = {"",  "x",    "\r", "d",    "p",      "n",
                                       "c", "c1\r", "e",  "e1\r", "\033[6~"};

    (void)state;
    drawers_open(&screen, "Ana", "exit-1", 12345);
    assert_int_equal(drawers_sell(&screen, "Ana", "exit-1", "AB12GH"), 600);
    for (size_t i = 0; i < sizeof WAYS / sizeof WAYS[0]; i++) {
        screen_type(&screen, "/s");
        screen_type(&screen, WAYS[i]);
        must_be_blind();
        screen_type(&screen, "\033[6~"); /* the rest of a report */
        must_be_blind();
        for (int k = 0; k < 3; k++)
            screen_type(&screen, "\033");
    }
    screen_type(&screen, "/s");
    screen_must_show(&screen, "1: 1 in cash, 0 by card, 0 for nothing");
}

/* Who looks after attendants may see it; and after the end everybody may. */
static void test_a_supervisor_sees_the_cash(void **state)
{
    (void)state;
    drawers_open(&screen, "Ana", "exit-1", 12345);
    drawers_sell(&screen, "Ana", "exit-1", "AB12GH");
    drawers_sit_down(&screen, "Sue");
    screen_type(&screen, "/s\033OB\r");
    screen_must_show(&screen, "cash     1       6.00");
    screen_type(&screen, "\033[6~");
    screen_must_show(&screen, "129.45");
}

/* ---- Esc ---- */

static void test_esc_at_each_step_books_nothing(void **state)
{
    static const char *const WAYS[] = {"d5\t\t", "d5\rB1", "p5\rbulbs", "nchange",
                                       "c120",   "e120",   "e120\r"};

    (void)state;
    open_own();
    screen_type(&screen, "d5\rB1\r");
    for (size_t i = 0; i < sizeof WAYS / sizeof WAYS[0]; i++) {
        screen_type(&screen, WAYS[i]);
        while (screen.app.top->ops->context != CONTEXT_SHIFT)
            screen_type(&screen, "\033");
        screen_must_show(&screen, "dropped 5.00, paid out 0.00, no sales 0");
    }
    assert_int_equal(drawers_counts(&screen, 1, "count"), 0);
    assert_true(has_shift("Ana"));
}

/* A Z report that is left with Esc is an end like any other. */
static void test_esc_from_the_z_goes_back(void **state)
{
    (void)state;
    open_own();
    screen_type(&screen, "e123.45\ry");
    screen_must_show(&screen, "Ana: exact");
    screen_type(&screen, "\033");
    screen_must_not_show(&screen, "who works here?");
    screen_must_show(&screen, "Shift  1");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_every_count_is_kept),
        TEST(test_end_it),
        TEST(test_enter_alone_takes_the_last_count),
        TEST(test_a_card_under_way_is_waited_for),
        TEST(test_the_drawer_is_counted_blind),
        TEST(test_a_supervisor_sees_the_cash),
        TEST(test_esc_at_each_step_books_nothing),
        TEST(test_esc_from_the_z_goes_back),
    };

    return cmocka_run_group_tests_name("end of a shift", tests, NULL, NULL);
}
