/*
 * The small parts, each alone: list, form, till, timers, toast, large figures, entry line, layout,
 * theme, signs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../ui/big.h"
#include "../../ui/entry.h"
#include "../../ui/form.h"
#include "../../ui/glyph.h"
#include "../../ui/layout.h"
#include "../../ui/list.h"
#include "../../ui/theme.h"
#include "../../ui/till.h"
#include "../../ui/timers.h"
#include "../../ui/toast.h"

static void test_list_moves_and_stays_in_view(void **state)
{
    struct list list = {.count = 0};

    (void)state;
    list_resize(&list, 0);
    assert_true(list_key(&list, K_DOWN, 5));
    assert_int_equal(list.chosen, 0);
    list_resize(&list, 20);
    list_key(&list, K_END, 5);
    assert_int_equal(list.chosen, 19);
    list_show(&list, 5);
    assert_int_equal(list.top, 15);
    list_key(&list, K_PAGE_UP, 5);
    list_show(&list, 5);
    assert_int_equal(list.chosen, 14);
    assert_int_equal(list.top, 14);
    list_resize(&list, 3);
    list_show(&list, 5);
    assert_int_equal(list.chosen, 2);
    assert_int_equal(list.top, 0);
    assert_false(list_key(&list, 'x', 5));
}

static void test_form_fields_and_values(void **state)
{
    struct form form = {.count = 0};
    const char *values[] = {"car", "van"};

    (void)state;
    form_add_text(&form, "Plate", "AB12");
    form_add_values(&form, "Class", values, 2, 0);
    assert_ptr_equal(form_editor(&form), &form.fields[0].editor);
    assert_false(form_key(&form, K_RIGHT)); /* that is the editor's */
    assert_true(form_key(&form, K_TAB));
    assert_null(form_editor(&form));
    assert_true(form_key(&form, K_LEFT));
    assert_int_equal(form_value(&form, 1), 1);
    assert_true(form_key(&form, ' '));
    assert_int_equal(form_value(&form, 1), 0);
    assert_true(form_key(&form, K_DOWN)); /* round to the first */
    assert_int_equal(form.focus, 0);
    assert_true(form_key(&form, K_BACK_TAB));
    assert_int_equal(form.focus, 1);
    assert_string_equal(form_text(&form, 0), "AB12");
}

static void test_till(void **state)
{
    struct till till = {.count = 0};
    struct pk_pay pay = {.tender_count = 0};

    (void)state;
    assert_true(till_take_cash(&till, 500, 750));
    assert_int_equal(till_covered(&till), 500);
    assert_int_equal(till_change(&till), 0);
    assert_true(till_take_cash(&till, 2000, 250));
    assert_int_equal(till_covered(&till), 750);
    assert_int_equal(till_change(&till), 1750);
    till_fill(&pay, &till);
    assert_int_equal(pay.tender_count, 2);
    assert_int_equal(pay.tenders[0].amount, 500);
    assert_true(pay.tenders[1].amount == PK_NONE); /* all that is due when it is booked */
    assert_int_equal(pay.tenders[1].tendered, 2000);
    assert_true(till_give_back(&till));
    assert_true(till_give_back(&till));
    assert_false(till_give_back(&till));
    for (int i = 0; i < PK_TENDERS_MAX; i++)
        assert_true(till_take_cash(&till, 1, 100));
    assert_false(till_take_cash(&till, 1, 100));
}

static void test_timers(void **state)
{
    struct timers timers = {.is_set = {false}};

    (void)state;
    assert_int_equal(timers_wait(&timers), -1);
    timers_set(&timers, TIMER_LOOK, 1000);
    timers_set(&timers, TIMER_BURST, 100);
    assert_int_equal(timers_wait(&timers), 100);
    timers_pass(&timers, 150);
    assert_int_equal(timers_wait(&timers), 0);
    assert_true(timers_take(&timers, TIMER_BURST));
    assert_false(timers_take(&timers, TIMER_BURST));
    assert_false(timers_take(&timers, TIMER_LOOK));
    assert_int_equal(timers_wait(&timers), 850);
    timers_stop(&timers, TIMER_LOOK);
    assert_int_equal(timers_wait(&timers), -1);
}

static void test_toast(void **state)
{
    struct toast toast = {.text = ""};

    (void)state;
    toast_show(&toast, ROLE_GOOD, "%s is free", "A17");
    assert_string_equal(toast.text, "A17 is free");
    assert_int_equal(toast.role, ROLE_GOOD);
    toast_clear(&toast);
    assert_string_equal(toast.text, "");
}

static void test_large_figures(void **state)
{
    (void)state;
    assert_int_equal(big_columns("1"), 6);
    assert_int_equal(big_columns("12.50"), 6 + 2 + 6 + 2 + 2 + 2 + 6 + 2 + 6);
    assert_true(big_pixel("8", 0, 0));
    assert_false(big_pixel("8", 1, 2));
    assert_false(big_pixel("1.", 0, 8)); /* the point is low */
    assert_true(big_pixel("1.", 4, 8));
    assert_false(big_pixel("1", 0, 40));
}

static void test_large_letters(void **state)
{
    static const char TEXT[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    int columns = 0;

    (void)state;
    assert_true(big_has("P1-A01 #7."));
    assert_false(big_has("Ä01"));
    assert_false(big_has("a01"));
    for (const char *at = TEXT; *at; at++) {
        char one[] = {*at, '\0'};
        bool is_drawn = false;
        for (int line = 0; line < BIG_LINES; line++)
            for (int column = 0; column < big_columns(one); column++)
                is_drawn = is_drawn || big_pixel(one, line, column);
        assert_true(is_drawn);
        columns += big_columns(one) + (at[1] ? 2 : 0);
    }
    assert_int_equal(big_columns(TEXT), columns);
}

struct entry_row {
    const char *text;
    enum entry_kind kind;
    const char *rest;
};

static void test_entry_line(void **state)
{
    static const struct entry_row ROWS[] = {
        {"", ENTRY_NOTHING, ""},
        {"  ", ENTRY_NOTHING, ""},
        {"1042", ENTRY_NUMBER, "1042"},
        {"#1042", ENTRY_NUMBER, "1042"},
        {"@A17", ENTRY_SPOT, "A17"},
        {"ab-12 cd", ENTRY_PLATE, "ab-12 cd"},
        {"plate:1042", ENTRY_PLATE, "1042"},
        {"PL/AB123", ENTRY_PLATE, "PL/AB123"},
        {"01A2069C9DA870019781657A8944FD21", ENTRY_SCAN, "01A2069C9DA870019781657A8944FD21"},
        {"01a2069c-9da8-7001-9781-657a8944fd21", ENTRY_SCAN,
         "01a2069c-9da8-7001-9781-657a8944fd21"},
    };
    const char *rest;

    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        assert_int_equal(entry_kind(&rest, ROWS[i].text), ROWS[i].kind);
        assert_string_equal(rest, ROWS[i].rest);
    }
}

static bool is_inside(const struct rect *inner, const struct rect *outer)
{
    return inner->y >= outer->y && inner->x >= outer->x &&
           inner->y + inner->lines <= outer->y + outer->lines &&
           inner->x + inner->columns <= outer->x + outer->columns;
}

static void test_layout_of_every_size(void **state)
{
    struct layout frame;
    struct lot_layout lot;

    (void)state;
    for (int lines = LAYOUT_LINES_MIN; lines < 100; lines += 3) {
        for (int columns = LAYOUT_COLUMNS_MIN; columns < 260; columns += 7) {
            struct rect screen = {0, 0, lines, columns};
            layout_frame(&frame, lines, columns);
            assert_false(frame.is_too_small);
            assert_true(is_inside(&frame.body, &screen));
            assert_int_equal(frame.body.y + frame.body.lines, frame.status.y);
            layout_lot(&lot, &frame.body, 80);
            assert_true(is_inside(&lot.grid, &frame.body));
            assert_true(is_inside(&lot.detail, &frame.body));
            assert_true(lot.is_wide ? lot.grid.x + lot.grid.columns < lot.detail.x
                                    : lot.grid.y + lot.grid.lines < lot.detail.y);
            struct rect box = layout_box(&frame.body, 200, 300);
            assert_true(is_inside(&box, &frame.body));
        }
    }
    layout_frame(&frame, 19, 80);
    assert_true(frame.is_too_small);
    layout_frame(&frame, 24, 59);
    assert_true(frame.is_too_small);
}

/* Two looks that mean different things may share a hue, never a sign. */
static void test_every_state_has_a_sign_of_its_own(void **state)
{
    (void)state;
    for (int is_utf8 = 0; is_utf8 < 2; is_utf8++) {
        const struct glyphs *glyphs = glyphs_for(is_utf8);
        const char *signs[] = {glyphs->taken,
                               glyphs->paid,
                               glyphs->overstayed,
                               glyphs->expired,
                               glyphs->closed,
                               glyphs->free[PK_STANDARD],
                               glyphs->free[PK_COMPACT],
                               glyphs->free[PK_ACCESSIBLE],
                               glyphs->free[PK_EV],
                               glyphs->free[PK_MOTORCYCLE_SPOT],
                               glyphs->free[PK_OVERSIZE]};
        size_t count = sizeof signs / sizeof signs[0];
        for (size_t i = 0; i < count; i++)
            for (size_t k = i + 1; k < count; k++)
                assert_string_not_equal(signs[i], signs[k]);
    }
}

static void test_theme_of_every_terminal(void **state)
{
    static const int COLOURS[] = {0, 8, 16, 256};
    struct theme theme;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        theme_make(&theme, COLOURS[i]);
        assert_int_equal(theme.has_colours, COLOURS[i] >= 8);
        for (int role = 0; role < ROLE_COUNT; role++) {
            assert_true(theme.styles[role].foreground < (COLOURS[i] ? COLOURS[i] : 1));
            assert_true(theme.styles[role].background < (COLOURS[i] ? COLOURS[i] : 1));
            if (role != ROLE_QR) /* the terminal's own background everywhere else */
                assert_int_equal(theme.styles[role].background, -1);
        }
        assert_true(theme.styles[ROLE_CHOSEN].attributes & THEME_REVERSE);
    }
    for (int a = 0; a < ROLE_COUNT; a++)
        for (int b = a + 1; b < ROLE_COUNT; b++)
            assert_int_not_equal(theme_letter((enum role)a), theme_letter((enum role)b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_list_moves_and_stays_in_view),
        cmocka_unit_test(test_form_fields_and_values),
        cmocka_unit_test(test_till),
        cmocka_unit_test(test_timers),
        cmocka_unit_test(test_toast),
        cmocka_unit_test(test_large_figures),
        cmocka_unit_test(test_large_letters),
        cmocka_unit_test(test_entry_line),
        cmocka_unit_test(test_layout_of_every_size),
        cmocka_unit_test(test_every_state_has_a_sign_of_its_own),
        cmocka_unit_test(test_theme_of_every_terminal),
    };

    return cmocka_run_group_tests_name("widgets", tests, NULL, NULL);
}
