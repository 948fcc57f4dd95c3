/*
 * The Shift screen on the real console: opening a shift and cash that moves, by their keys, against
 * what the domain has afterwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../support/drawers.h"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;

static int open_kind(const struct screen_kind *kind)
{
    screen_open(&screen, kind);
    drawers_staff(&screen);
    drawers_sit_down(&screen, "Ana");
    return 0;
}

static int open_screen(void **state)
{
    (void)state;
    return open_kind(&USUAL);
}

static int open_yen(void **state)
{
    struct screen_kind kind = USUAL;

    (void)state;
    kind.currency = "JPY";
    return open_kind(&kind);
}

static int open_dinar(void **state)
{
    struct screen_kind kind = USUAL;

    (void)state;
    kind.currency = "KWD";
    return open_kind(&kind);
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

static struct pk_shift_sums sums_of(int64_t shift_id)
{
    struct pk_shift_sums sums;

    assert_int_equal(pk_shift_sum(&sums, screen.t.lot, shift_id), PK_OK);
    return sums;
}

/* ---- opening ---- */

/* What nobody has to look for: so many keys, and no more. */
static size_t press(const char *keys)
{
    screen_type(&screen, keys);
    return strlen(keys);
}

static void test_the_keys_of_a_day(void **state)
{
    (void)state;
    assert_int_equal(press("/s") + press("\r100\r"), 7);
    assert_true(has_shift("Ana"));
    screen_type(&screen, "\033");
    assert_int_equal(press("/se") + press("100\r") + press("y"), 8);
    assert_false(has_shift("Ana"));
    assert_int_equal(press("\r"), 1);
    screen_must_show(&screen, "who works here?");
}

static void test_open_with_a_total(void **state)
{
    (void)state;
    screen_type(&screen, "/s");
    screen_must_show(&screen, "You have no open shift: Enter opens one at exit-1.");
    screen_type(&screen, "\r100\r");
    screen_must_show(&screen, "Shift 1 is open, with 100.00 in the drawer.");
    screen_must_show(&screen, "Ana shift 1  16:41");
    struct pk_shift shift = own("Ana");
    assert_int_equal(shift.opening_float, 10000);
    assert_string_equal(shift.station, "exit-1");
}

static void test_open_by_notes_and_coins(void **state)
{
    (void)state;
    screen_type(&screen, "/s\r\t\t\t\t1\r"); /* 1 x 50, Enter to the next line */
    screen_type(&screen, "2\t3");            /* 2 x 20, 3 x 10 */
    screen_must_show(&screen, "10.00 x 3");
    screen_type(&screen, "d");
    assert_int_equal(own("Ana").opening_float, 5000 + 2 * 2000 + 3 * 1000);
}

/* Enter on the last line is the end of it. */
static void test_enter_walks_down_and_accepts_at_the_end(void **state)
{
    (void)state;
    screen_type(&screen, "/s\r\t");
    for (int i = 0; i < 14; i++)
        screen_type(&screen, "\r");
    assert_false(has_shift("Ana"));
    screen_type(&screen, "25\r");
    assert_int_equal(own("Ana").opening_float, 25);
}

static void test_what_does_not_agree_is_kept(void **state)
{
    (void)state;
    screen_type(&screen, "/s\r\r");
    screen_must_show(&screen, "Type what is in the drawer");
    screen_type(&screen, "100\t1d");
    screen_must_show(&screen, "make 500.00, and the total says 100.00");
    screen_must_show(&screen, "500.00 x 1");
    assert_false(has_shift("Ana"));
    screen_type(&screen, "\177d");
    assert_int_equal(own("Ana").opening_float, 10000);
}

/* "50x2", as the command line has it, is no total: the x is told. */
static void test_what_is_not_taken_is_told(void **state)
{
    (void)state;
    screen_type(&screen, "/s\r50x");
    screen_must_show(&screen, "x does nothing here: ? shows the keys.");
    screen_type(&screen, "?");
    screen_must_show(&screen, "Accept what was counted, from any line.");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "50"); /* still typed */
}

/* The bar code of something else, and its Enter. */
static void test_no_drawer_holds_that_much(void **state)
{
    (void)state;
    screen_type(&screen, "/s\r4006381333931\r");
    screen_must_show(&screen, "4006381333931.00 counted. Is that right?");
    screen_type(&screen, "\r");
    assert_false(has_shift("Ana"));
    screen_type(&screen, "\02520000\r");
    assert_int_equal(own("Ana").opening_float, 2000000);
}

static void test_yen(void **state)
{
    (void)state;
    screen_type(&screen, "/s\r30000\r");
    screen_must_show(&screen, "with 30000 in the drawer.");
    assert_int_equal(own("Ana").opening_float, 30000);
    screen_type(&screen, "d5000\rB1\r");
    assert_int_equal(sums_of(1).drops, 5000);
    screen_type(&screen, "e\t2\r5d");
    screen_must_show(&screen, "45000 counted.");
    screen_type(&screen, "y");
    screen_must_show(&screen, "20000 over");
}

static void test_dinar(void **state)
{
    (void)state;
    screen_type(&screen, "/s\r100.250\r");
    screen_must_show(&screen, "with 100.250 in the drawer.");
    assert_int_equal(own("Ana").opening_float, 100250);
    screen_type(&screen, "e100,125\ry");
    screen_must_show(&screen, "0.125 short");
}

/* ---- cash that moves ---- */

static void open_own(void)
{
    drawers_open(&screen, "Ana", "exit-1", 12345);
    screen_type(&screen, "/s");
}

static void test_a_drop(void **state)
{
    (void)state;
    open_own();
    screen_type(&screen, "d50\r"); /* Enter goes to what is empty yet */
    assert_int_equal(sums_of(1).drops, 0);
    screen_type(&screen, "B17\r");
    screen_must_show(&screen, "The drop is booked.");
    screen_must_show(&screen, "dropped 50.00");
    assert_int_equal(sums_of(1).drops, 5000);
}

static void test_what_the_lot_refuses_is_kept(void **state)
{
    (void)state;
    open_own();
    screen_type(&screen, "d5.005\tB17\r");
    screen_must_show(&screen, "5.005");
    screen_must_show(&screen, "B17");
    screen_type(&screen, "\033[Z\025-5\r");
    screen_must_show(&screen, "more than nothing");
    assert_int_equal(sums_of(1).drops, 0);
    screen_type(&screen, "\0255\r");
    assert_int_equal(sums_of(1).drops, 500);
}

static void test_a_paid_out_and_a_no_sale(void **state)
{
    (void)state;
    open_own();
    screen_type(&screen, "p12,50\r");
    screen_type(&screen, "light bulbs\r");
    screen_must_show(&screen, "paid out 12.50");
    screen_type(&screen, "nchange for a driver\r");
    screen_must_show(&screen, "no sales 1");
    assert_int_equal(sums_of(1).paid_outs, 1250);
    assert_int_equal(sums_of(1).no_sales, 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_keys_of_a_day),
        TEST(test_open_with_a_total),
        TEST(test_open_by_notes_and_coins),
        TEST(test_enter_walks_down_and_accepts_at_the_end),
        TEST(test_what_does_not_agree_is_kept),
        TEST(test_what_is_not_taken_is_told),
        TEST(test_no_drawer_holds_that_much),
        cmocka_unit_test_setup_teardown(test_yen, open_yen, close_screen),
        cmocka_unit_test_setup_teardown(test_dinar, open_dinar, close_screen),
        TEST(test_a_drop),
        TEST(test_what_the_lot_refuses_is_kept),
        TEST(test_a_paid_out_and_a_no_sale),
    };

    return cmocka_run_group_tests_name("shift", tests, NULL, NULL);
}
