/*
 * The files that are built into the program are all there, whole, and found by their names.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/builtin.h"

static void each_file_is_found_by_its_name(void **state)
{
    size_t count = 0;

    (void)state;
    for (const struct builtin_file *file = builtin_files; file->name != NULL; file++, count++) {
        assert_ptr_equal(builtin_find(file->name), file);
        assert_true(file->length > 0);
    }
    assert_true(count > 0);
}

/* A missing byte would be a quoting fault of the script that embeds them. */
static void each_text_has_its_length_and_ends_a_line(void **state)
{
    (void)state;
    for (const struct builtin_file *file = builtin_files; file->name != NULL; file++) {
        assert_int_equal(strlen(file->text), file->length);
        assert_int_equal(file->text[file->length - 1], '\n');
    }
}

static void other_names_find_nothing(void **state)
{
    static const char *const names[] = {"", "migrations", "migrations/", "../Makefile", "nothing"};

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_null(builtin_find(names[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_file_is_found_by_its_name),
        cmocka_unit_test(each_text_has_its_length_and_ends_a_line),
        cmocka_unit_test(other_names_find_nothing),
    };

    return cmocka_run_group_tests_name("builtin", tests, NULL, NULL);
}
