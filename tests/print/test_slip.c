/*
 * Lines of a slip: nothing is wider than the paper, nothing is cut off.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "print/slip.h"

#define DIGITS "1234567890123456789012345678901234567890"

static const struct {
    const char *left, *right, *lines;
} cases[] = {
    {"Float", "100.00", "Float                             100.00\n"},
    {"", "100.00", "                                  100.00\n"},
    {"only text", "", "only text\n"},
    {"", "", "\n"},
    {"Größe", "1.00", "Größe                               1.00\n"},
    {"停車場", "1.00", "停車場                              1.00\n"},
    {"bad \xff byte", "1", "bad \xff byte                             1\n"},
    /* exactly one blank is left, and one too few */
    {"123456789012345678901234567890123", "100.00", "123456789012345678901234567890123 100.00\n"},
    {"1234567890123456789012345678901234", "100.00",
     "1234567890123456789012345678901234\n                                  100.00\n"},
    {"stamps for the office and a long reason", "4.50",
     "stamps for the office and a long reason\n                                    4.50\n"},
    {"stamps for the office, and a long reason which goes on", "4.50",
     "stamps for the office, and a long reason\nwhich goes on                       4.50\n"},
    {DIGITS "12345", "4.50", DIGITS "\n12345                               4.50\n"},
    /* a name of 63 bytes at the right edge */
    {"Attendant", DIGITS "abc", "Attendant\n" DIGITS "\nabc\n"},
    {"Attendant", DIGITS, "Attendant\n" DIGITS "\n"},
};

static void lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct slip slip;
        assert_true(slip_begin(&slip, SLIP_COLUMNS));
        slip_line(&slip, cases[i].right, "%s", cases[i].left);
        char *text = slip_end(&slip);
        assert_string_equal(text, cases[i].lines);
        free(text);
    }
}

static void rules_and_blanks(void **state)
{
    (void)state;
    struct slip slip;
    assert_true(slip_begin(&slip, SLIP_COLUMNS));
    slip_rule(&slip);
    slip_blank(&slip);
    slip_text(&slip, "words that go over the edge of the paper roll");
    char *text = slip_end(&slip);
    assert_string_equal(text, "----------------------------------------\n\n"
                              "words that go over the edge of the paper\nroll\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines),
        cmocka_unit_test(rules_and_blanks),
    };
    return cmocka_run_group_tests_name("slip", tests, NULL, NULL);
}
