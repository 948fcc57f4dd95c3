/*
 * Notes and coins: lists as text, and those in use by currency.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "parkade/money.h"

static int64_t known[PK_DENOMINATIONS_MAX];

static void a_list_is_sorted(void **state)
{
    (void)state;
    size_t count;
    assert_int_equal(pk_denominations_parse(known, &count, " 0.50 20  5", "EUR"), PK_OK);
    assert_int_equal(count, 3);
    assert_int_equal(known[0], 2000);
    assert_int_equal(known[1], 500);
    assert_int_equal(known[2], 50);
}

static void what_is_no_list(void **state)
{
    (void)state;
    size_t count;
    static const char *const wrong[] = {
        "",
        " ",
        "x",
        "5 x",
        "5 5",
        "5 5.00",
        "0",
        "-1",
        "0.001",
        "5,20,1",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33",
        "11111111111111111111111111111111111111111111111111",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (pk_denominations_parse(known, &count, wrong[i], "EUR") != PK_AMOUNT_INVALID)
            fail_msg("taken: %s", wrong[i]);
}

/* Each falls, none is more than the largest note people pay with, and together they make change
 * down to the smallest coin. */
static void in_use(void **state)
{
    (void)state;
    static const struct {
        const char *currency;
        int64_t largest, smallest;
        size_t count;
    } cases[] = {
        {"EUR", 50000, 1, 15},    {"USD", 10000, 1, 12},     {"GBP", 5000, 1, 12},
        {"CHF", 100000, 5, 13},   {"JPY", 10000, 1, 10},     {"PLN", 50000, 1, 15},
        {"CZK", 500000, 100, 12}, {"HUF", 2000000, 500, 12}, {"KWD", 20000, 5, 11},
        {"KRW", 50000, 10, 8},    {"CAD", 10000, 5, 10},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t count = pk_currency_denominations(known, cases[i].currency);
        if (count != cases[i].count)
            fail_msg("%s has %zu", cases[i].currency, count);
        assert_int_equal(known[0], cases[i].largest);
        assert_int_equal(known[count - 1], cases[i].smallest);
        for (size_t j = 1; j < count; j++)
            assert_true(known[j] < known[j - 1]);
    }
}

/* 1, 2, 5, 10 ... up to the largest note. */
static void of_another_currency(void **state)
{
    (void)state;
    size_t count = pk_currency_denominations(known, "VND");
    assert_int_equal(count, 18);
    assert_int_equal(known[0], 500000);
    assert_int_equal(known[1], 200000);
    assert_int_equal(known[17], 1);
    assert_true(pk_currency_denominations(known, "UYW") > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_is_sorted),
        cmocka_unit_test(what_is_no_list),
        cmocka_unit_test(in_use),
        cmocka_unit_test(of_another_currency),
    };
    return cmocka_run_group_tests_name("denominations", tests, NULL, NULL);
}
