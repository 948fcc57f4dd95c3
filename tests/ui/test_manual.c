/*
 * The table of actions: each has what the hint line, the help, the commands and the manual need;
 * no key means two things on one screen; and man/parkade.1 has them all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../ui/action.h"
#include "../../ui/console.h"
#include "../../ui/hint.h"

static void test_each_action_has_name_help_and_a_way_to_it(void **state)
{
    (void)state;
    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++) {
        assert_true(action->name[0] != '\0');
        assert_true(strlen(action->name) <= 17); /* the column of the help screen */
        assert_int_equal(action->help[strlen(action->help) - 1], '.');
        assert_true(action->keys[0] != K_NONE || action->letter != 0);
        assert_ptr_equal(action_by_id(action->id), action); /* each only once */
    }
}

static void test_no_key_means_two_things_on_one_screen(void **state)
{
    (void)state;
    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++)
        for (size_t i = 0; i < ACTION_KEYS_MAX && action->keys[i] != K_NONE; i++)
            for (unsigned context = 1; context <= CONTEXT_LAST; context <<= 1)
                if (action->contexts & context)
                    assert_ptr_equal(action_for_key(context, action->keys[i]), action);
}

static void test_no_letter_means_two_commands(void **state)
{
    bool is_used[128] = {false};

    (void)state;
    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++) {
        if (!action->letter)
            continue;
        assert_false(is_used[(unsigned char)action->letter]);
        is_used[(unsigned char)action->letter] = true;
    }
}

/* What destroys asks a supervisor and is not where Enter is. */
static void test_danger_is_off_the_beaten_track(void **state)
{
    (void)state;
    for (const struct action *action = ACTIONS; action->id != ACTION_NONE; action++) {
        if (!(action->flags & ACTION_IS_DANGER))
            continue;
        assert_int_equal(action->role, BY_SUPERVISOR);
        assert_int_not_equal(action->keys[0], K_ENTER);
    }
}

static void test_hints_fit_and_keep_the_way_out(void **state)
{
    struct hint hints[HINTS_MAX];

    (void)state;
    for (unsigned context = 1; context <= CONTEXT_LAST; context <<= 1) {
        for (int columns = 60; columns < 200; columns += 10) {
            struct hint_room room = {1, columns, NULL};
            size_t count = hint_lines(hints, context, &room, true, NULL, NULL);
            assert_true(count > 0);
            for (size_t i = 0; i < count; i++)
                assert_true(hints[i].x + (int)strlen(hints[i].name) < columns);
            if (action_for_key(context, K_ESC))
                assert_string_equal(hints[count - 1].name, "back");
        }
    }
}

static const char MANUAL[] = "man/parkade.1";
static const char BEGIN[] = ".\\\" Keys, from the table of actions: begin\n";
static const char END[] = ".\\\" Keys: end\n";

static char *read_manual(void)
{
    FILE *file = fopen(MANUAL, "r");
    static char text[512 * 1024];

    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void write_manual(const char *text, const char *begin, const char *end)
{
    FILE *file = fopen(MANUAL, "w");

    assert_non_null(file);
    fwrite(text, 1, (size_t)(begin - text), file);
    console_dump_keys(file);
    fputs(end, file);
    assert_int_equal(fclose(file), 0);
}

/* Between its two marks the manual has what console_dump_keys() prints. UPDATE_MANUAL=1 puts it
 * there. */
static void test_the_manual_has_every_key(void **state)
{
    char *manual = read_manual(), *rows = NULL;
    size_t size = 0;
    char *begin = strstr(manual, BEGIN), *end = strstr(manual, END);
    FILE *out = open_memstream(&rows, &size);

    (void)state;
    assert_non_null(begin);
    assert_non_null(end);
    assert_non_null(out);
    begin += strlen(BEGIN);
    console_dump_keys(out);
    fclose(out);
    if (getenv("UPDATE_MANUAL"))
        write_manual(manual, begin, end);
    else if ((size_t)(end - begin) != size || memcmp(begin, rows, size) != 0)
        fail_msg("the keys in %s are not those of the table: UPDATE_MANUAL=1 mends it", MANUAL);
    free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_action_has_name_help_and_a_way_to_it),
        cmocka_unit_test(test_no_key_means_two_things_on_one_screen),
        cmocka_unit_test(test_no_letter_means_two_commands),
        cmocka_unit_test(test_danger_is_off_the_beaten_track),
        cmocka_unit_test(test_hints_fit_and_keep_the_way_out),
        cmocka_unit_test(test_the_manual_has_every_key),
    };

    return cmocka_run_group_tests_name("manual", tests, NULL, NULL);
}
