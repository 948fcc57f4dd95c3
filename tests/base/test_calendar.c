/*
 * Days and dates: every day of eight centuries follows the one before, and some are known.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parkade/zone.h"

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && is_leap);
}

static void known_days_have_their_numbers(void **state)
{
    static const struct {
        int year, month, day;
        int64_t number;
    } cases[] = {
        {1970, 1, 1, 0},         {1969, 12, 31, -1},   {2000, 2, 29, 11016},  {2000, 3, 1, 11017},
        {2026, 11, 22, 20779},   {2038, 1, 19, 24855}, {2100, 3, 1, 47541},   {1, 1, 1, -719162},
        {9999, 12, 31, 2932896}, {0, 3, 1, -719468},   {-400, 3, 1, -865565},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int year, month, day;
        assert_int_equal(pk_day_number(cases[i].year, cases[i].month, cases[i].day),
                         cases[i].number);
        pk_day_date(&year, &month, &day, cases[i].number);
        assert_int_equal(year, cases[i].year);
        assert_int_equal(month, cases[i].month);
        assert_int_equal(day, cases[i].day);
    }
}

static void every_day_follows_the_one_before(void **state)
{
    int64_t number = pk_day_number(1600, 1, 1);

    (void)state;
    for (int year = 1600; year < 2400; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= days_of_month(year, month); day++, number++) {
                int y, m, d;
                assert_int_equal(pk_day_number(year, month, day), number);
                pk_day_date(&y, &m, &d, number);
                assert_true(y == year && m == month && d == day);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(every_day_follows_the_one_before),
    };

    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
