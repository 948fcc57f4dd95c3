/*
 * Copies are whole or nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "parkade/text.h"

static void a_copy_is_whole_or_nothing(void **state)
{
    static const struct {
        const char *text;
        size_t size;
        int fits;
    } cases[] = {{"", 1, 1}, {"abc", 4, 1}, {"abc", 8, 1}, {"abc", 3, 0}, {"abc", 1, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char out[9] = "########";
        assert_int_equal(pk_copy(out, cases[i].size, cases[i].text), cases[i].fits);
        assert_string_equal(out, cases[i].fits ? cases[i].text : "");
        for (size_t byte = cases[i].size; byte < 8; byte++)
            assert_int_equal(out[byte], '#');
    }
}

static void no_room_at_all_is_left_alone(void **state)
{
    char out[] = "kept";

    (void)state;
    assert_false(pk_copy(out, 0, ""));
    assert_string_equal(out, "kept");
}

static void a_text_may_be_copied_within_itself(void **state)
{
    char out[] = "AB/12345";

    (void)state;
    assert_true(pk_copy(out, sizeof out, out + 3));
    assert_string_equal(out, "12345");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_is_whole_or_nothing),
        cmocka_unit_test(no_room_at_all_is_left_alone),
        cmocka_unit_test(a_text_may_be_copied_within_itself),
    };

    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
