/*
 * A count as it is typed, alone: sums, what does not agree, what is too much, in currencies with
 * two, no and three digits after the point.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../ui/tally.h"
#include "parkade/status.h"

static struct tally tally;

static int begin_in(const char *currency)
{
    int64_t denominations[PK_DENOMINATIONS_MAX];
    size_t count = pk_currency_denominations(denominations, currency);

    tally_begin(&tally, currency, denominations, count);
    return 0;
}

static int begin(void **state)
{
    (void)state;
    return begin_in("EUR");
}

/* Types TEXT as a user would: what the field does not take is not there afterwards. */
static void type(const char *text)
{
    for (; *text; text++)
        editor_key(tally_editor(&tally), (ui_key)*text);
}

static void type_at(int line, const char *text)
{
    tally.focus = line;
    type(text);
}

static struct pk_cash must_read(void)
{
    struct pk_cash cash;
    char why[PK_MESSAGE_SIZE] = "";

    if (!tally_read(&cash, why, sizeof why, &tally))
        fail_msg("%s", why);
    return cash;
}

static void must_refuse(const char *part)
{
    struct pk_cash cash;
    char why[PK_MESSAGE_SIZE] = "";

    assert_false(tally_read(&cash, why, sizeof why, &tally));
    if (!strstr(why, part))
        fail_msg("'%s' does not say '%s'", why, part);
}

static void test_a_total_alone(void **state)
{
    (void)state;
    type("1x0-0.5");
    assert_int_equal(tally_sum(&tally), 10050);
    struct pk_cash cash = must_read();
    assert_int_equal(cash.total, 10050);
    assert_int_equal(cash.piece_count, 0);
}

static void test_an_empty_drawer_is_typed(void **state)
{
    (void)state;
    assert_true(tally_is_empty(&tally));
    assert_int_equal(tally_sum(&tally), PK_NONE);
    must_refuse("Type what is in the drawer");
    type("0");
    assert_false(tally_is_empty(&tally));
    assert_int_equal(must_read().total, 0);
}

static void test_notes_and_coins(void **state)
{
    (void)state;
    type_at(1, "2");                       /* 500 */
    type_at(5, "3.5");                     /* 20: a piece is whole, the point is not taken */
    type_at(tally_last_line(&tally), "7"); /* 0.01 */
    type_at(tally_last_line(&tally) - 1, "0");
    assert_int_equal(tally_value(&tally, 5), 35 * 2000);
    assert_int_equal(tally_value(&tally, 2), PK_NONE);
    assert_int_equal(tally_sum(&tally), 2 * 50000 + 35 * 2000 + 7);
    struct pk_cash cash = must_read();
    assert_int_equal(cash.total, tally_sum(&tally));
    assert_int_equal(cash.piece_count, 3);
    assert_int_equal(cash.pieces[1].denomination, 2000);
    assert_int_equal(cash.pieces[1].pieces, 35);
}

static void test_a_total_beside_pieces_must_agree(void **state)
{
    (void)state;
    type("100");
    type_at(4, "1"); /* 50 */
    must_refuse("make 50.00, and the total says 100.00");
    editor_key(tally_editor(&tally), K_BACKSPACE);
    type("2");
    assert_int_equal(must_read().piece_count, 1);
}

static void test_what_nobody_counts(void **state)
{
    (void)state;
    type_at(1, "123456789");
    assert_int_equal(tally_sum(&tally), PK_NONE);
    must_refuse("Nobody counts that many pieces.");
    begin_in("EUR");
    type("1.005");
    must_refuse("1.005");
    begin_in("EUR");
    type(".");
    must_refuse("\".\"");
}

static void test_a_note_too_large_to_multiply(void **state)
{
    const int64_t note = INT64_MAX / 2;

    (void)state;
    tally_begin(&tally, "EUR", &note, 1);
    type_at(1, "3");
    must_refuse("Nobody counts");
}

static void test_no_digits_and_three(void **state)
{
    (void)state;
    begin_in("JPY");
    assert_int_equal(tally.denominations[0], 10000);
    type_at(1, "3");
    assert_int_equal(must_read().total, 30000);
    begin_in("JPY");
    type("10000");
    assert_int_equal(must_read().total, 10000);
    begin_in("KWD");
    type("100,250");
    assert_int_equal(must_read().total, 100250);
}

static void test_the_focus_goes_round(void **state)
{
    (void)state;
    tally_move(&tally, -1);
    assert_int_equal(tally.focus, tally_last_line(&tally));
    tally_move(&tally, 1);
    assert_int_equal(tally.focus, 0);
    tally_begin(&tally, "EUR", NULL, 0); /* no notes are known: the total is left */
    tally_move(&tally, 1);
    assert_int_equal(tally.focus, 0);
}

#define TEST(test) cmocka_unit_test_setup(test, begin)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_total_alone),       TEST(test_an_empty_drawer_is_typed),
        TEST(test_notes_and_coins),     TEST(test_a_total_beside_pieces_must_agree),
        TEST(test_what_nobody_counts),  TEST(test_a_note_too_large_to_multiply),
        TEST(test_no_digits_and_three), TEST(test_the_focus_goes_round),
    };

    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
