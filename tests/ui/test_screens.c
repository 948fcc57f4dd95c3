/*
 * Golden screens: the whole picture, its roles and its cursor, at three sizes, in UTF-8 and ASCII,
 * in colour and without. Those that differ are to be looked at; UPDATE_SCREENS=1 then keeps them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../support/shots.h"
#include "parkade/text.h"

static const struct shot SHOTS[] = {
    {"lot", {""}},
    {"lot-typing", {"ab12"}},
    {"lot-roof", {"\t"}},
    {"lot-lookalike", {"8O0"}},
    {"park", {"ne 77\r"}},
    {"park-lookalike", {"BB00XY\r"}},
    {"park-spot", {"ne 77\r", "s"}},
    {"pay", {"ab12gh\r"}},
    {"pay-change", {"ab12gh\r", "20c"}},
    {"pay-paid", {"ab12cd\r"}},
    {"pay-overstayed", {"late7\r"}},
    {"pay-expired", {"old1\r"}},
    {"pay-too-much", {"ab12gh\r", "2000c"}},
    {"done", {"ab12gh\r", "20c\r"}},
    {"ticket", {"ab12cd\r", "t"}},
    {"ticket-amend", {"ab12cd\r", "t", "a"}},
    {"ticket-void", {"#3\r"}},
    {"spot", {"@A07\r"}},
    {"spot-close", {"@A09\r", "x"}},
    {"tickets", {"/t"}},
    {"journal", {"/l"}},
    {"commands", {"/"}},
    {"commands-search", {"//tick"}},
    {"help", {"?"}},
};

enum { SHOT_COUNT = sizeof SHOTS / sizeof SHOTS[0] };

static void test_usual_size(void **state)
{
    (void)state;
    shots_must_be(&SHOT_KIND[0], SHOTS, SHOT_COUNT, NULL);
}

static void test_smallest_size(void **state)
{
    (void)state;
    shots_must_be(&SHOT_KIND[1], SHOTS, SHOT_COUNT, NULL);
}

static void test_large_size(void **state)
{
    (void)state;
    shots_must_be(&SHOT_KIND[2], SHOTS, SHOT_COUNT, NULL);
}

static void test_ascii_without_colours(void **state)
{
    (void)state;
    shots_must_be(&SHOT_KIND[3], SHOTS, SHOT_COUNT, NULL);
}

static void test_the_same_after_resizing(void **state)
{
    (void)state;
    shots_must_survive(SHOTS, SHOT_COUNT, NULL);
}

static void test_8_and_16_colours_draw_the_same_text(void **state)
{
    static char text[SCREEN_TEXT_SIZE];
    static struct screen screen;

    (void)state;
    screen_open(&screen, &SHOT_KIND[0]);
    assert_true(pk_copy(text, sizeof text, screen_text(&screen)));
    screen_close(&screen);
    static const char *const TERMINALS[] = {"xterm", "linux", "vt100", "screen"};
    for (size_t i = 0; i < sizeof TERMINALS / sizeof TERMINALS[0]; i++) {
        struct screen_kind kind = SHOT_KIND[0];
        kind.terminal = TERMINALS[i];
        screen_open(&screen, &kind);
        assert_string_equal(screen_text(&screen), text);
        screen_close(&screen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_usual_size),
        cmocka_unit_test(test_smallest_size),
        cmocka_unit_test(test_large_size),
        cmocka_unit_test(test_ascii_without_colours),
        cmocka_unit_test(test_the_same_after_resizing),
        cmocka_unit_test(test_8_and_16_colours_draw_the_same_text),
    };

    return cmocka_run_group_tests_name("screens", tests, NULL, NULL);
}
