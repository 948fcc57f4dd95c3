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

#include "../support/screen.h"
#include "parkade/text.h"

static const struct screen_kind KINDS[] = {
    {.lines = 24, .columns = 80, .is_utf8 = true},
    {.lines = 20, .columns = 60, .is_utf8 = true},
    {.lines = 60, .columns = 200, .is_utf8 = true},
    {.lines = 24, .columns = 80, .is_utf8 = false, .is_mono = true},
};

/* A screen: what is typed to reach it. Each part is typed as one burst of keys. */
struct shot {
    const char *name;
    const char *keys[6];
};

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

static struct screen screen;

static void shoot(const struct screen_kind *kind, const struct shot *shot)
{
    screen_open(&screen, kind);
    for (size_t i = 0; i < 6 && shot->keys[i]; i++)
        screen_type(&screen, shot->keys[i]);
    screen_must_be(&screen, shot->name);
    screen_close(&screen);
}

static void shoot_all(const struct screen_kind *kind)
{
    for (size_t i = 0; i < sizeof SHOTS / sizeof SHOTS[0]; i++)
        shoot(kind, &SHOTS[i]);
}

static void test_usual_size(void **state)
{
    (void)state;
    shoot_all(&KINDS[0]);
}

static void test_smallest_size(void **state)
{
    (void)state;
    shoot_all(&KINDS[1]);
}

static void test_large_size(void **state)
{
    (void)state;
    shoot_all(&KINDS[2]);
}

static void test_ascii_without_colours(void **state)
{
    (void)state;
    shoot_all(&KINDS[3]);
}

static void test_the_same_after_resizing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SHOTS / sizeof SHOTS[0]; i++) {
        screen_open(&screen, &KINDS[1]);
        for (size_t k = 0; k < 6 && SHOTS[i].keys[k]; k++)
            screen_type(&screen, SHOTS[i].keys[k]);
        screen_resize(&screen, 10, 30);
        screen_must_show(&screen, "At least 60x20");
        screen_resize(&screen, 60, 200);
        screen_resize(&screen, KINDS[0].lines, KINDS[0].columns);
        screen_must_be(&screen, SHOTS[i].name);
        screen_close(&screen);
    }
}

static void test_8_and_16_colours_draw_the_same_text(void **state)
{
    static char text[SCREEN_TEXT_SIZE];

    (void)state;
    screen_open(&screen, &KINDS[0]);
    assert_true(pk_copy(text, sizeof text, screen_text(&screen)));
    screen_close(&screen);
    static const char *const TERMINALS[] = {"xterm", "linux", "vt100", "screen"};
    for (size_t i = 0; i < sizeof TERMINALS / sizeof TERMINALS[0]; i++) {
        struct screen_kind kind = KINDS[0];
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
