/*
 * Lengths of time: read strictly, written for people.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parkade/zone.h"

static void lengths_are_read(void **state)
{
    static const struct {
        const char *text;
        int64_t seconds;
    } cases[] = {
        {"0", 0},
        {"90", 90},
        {"90s", 90},
        {"15m", 900},
        {"2h", 7200},
        {"7d", 604800},
        {"0d", 0},
        {"007m", 420},
        {"36525d", INT64_C(3155760000)},
        {"3155760000", INT64_C(3155760000)},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t seconds = -1;
        assert_int_equal(pk_duration_parse(&seconds, cases[i].text), PK_OK);
        assert_int_equal(seconds, cases[i].seconds);
    }
}

static void other_texts_are_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "m",
        "-5",
        "+5",
        "-5m",
        " 5m",
        "5 m",
        "5m ",
        "5M",
        "5min",
        "1h30m",
        "1.5h",
        "1,5h",
        "0x10",
        "5w",
        "five",
        "٥m",
        "36526d",
        "3155760001",
        "9223372036854775807",
        "99999999999999999999999d",
        "9223372036854775808",
        "153722867280912931m",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        int64_t seconds = 77;
        assert_int_equal(pk_duration_parse(&seconds, texts[i]), PK_USAGE);
        assert_int_equal(pk_error()->status, PK_USAGE);
        assert_int_equal(seconds, 77);
    }
    assert_string_equal(pk_error()->message,
                        "\"153722867280912931m\" is not a length of time: type it like 90 "
                        "(seconds), 15m, 2h or 7d, up to 100 years.");
}

static void lengths_are_written_for_people(void **state)
{
    static const struct {
        int64_t seconds;
        const char *text;
    } cases[] = {
        {0, "0 min"},
        {59, "0 min"},
        {60, "1 min"},
        {720, "12 min"},
        {3599, "59 min"},
        {3600, "1 h"},
        {3660, "1 h 01"},
        {9540, "2 h 39"},
        {86399, "23 h 59"},
        {86400, "1 d"},
        {89999, "1 d"},
        {90000, "1 d 1 h"},
        {183600, "2 d 3 h"},
        {864000, "10 d"},
        {-1, "0 min"},
        {-60, "-1 min"},
        {-9540, "-2 h 39"},
        {-183600, "-2 d 3 h"},
        {INT64_MAX, "106751991167300 d 15 h"},
        {INT64_MIN, "-106751991167300 d 15 h"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[PK_TIME_SIZE];
        pk_duration_format(text, cases[i].seconds);
        assert_string_equal(text, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_are_read),
        cmocka_unit_test(other_texts_are_refused),
        cmocka_unit_test(lengths_are_written_for_people),
    };

    return cmocka_run_group_tests_name("duration", tests, NULL, NULL);
}
