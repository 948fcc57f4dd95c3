/*
 * The plot alone: its scale, its columns, and what it draws in blocks, in braille and in ASCII.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../ui/plot.h"
#include "../support/screen.h"

/* ---- pure ---- */

static void test_round_numbers(void **state)
{
    static const int64_t ROWS[][2] = {
        {0, 1},        {1, 1},       {3, 3},         {5, 5},          {6, 6},
        {7, 8},        {9, 10},      {10, 10},       {11, 12},        {13, 15},
        {41, 50},      {99, 100},    {100, 100},     {101, 120},      {1999, 2000},
        {-5, 1},       {2001, 2500}, {61234, 80000}, {81000, 100000}, {1000001, 1200000},
        {10000, 10000}};

    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        assert_int_equal(plot_round_up(ROWS[i][0]), ROWS[i][1]);
    for (int64_t value = 1; value < INT64_MAX / 3; value = value * 3 + 1)
        assert_true(plot_round_up(value) >= value);
    assert_true(plot_round_up(INT64_MAX) == INT64_MAX);
}

static void test_eighths(void **state)
{
    (void)state;
    assert_int_equal(plot_eighths(0, 100, 80), 0);
    assert_int_equal(plot_eighths(-7, 100, 80), 0);
    assert_int_equal(plot_eighths(1, 1000, 80), 1); /* more than nothing is seen */
    assert_int_equal(plot_eighths(50, 100, 80), 40);
    assert_int_equal(plot_eighths(100, 100, 80), 80);
    assert_int_equal(plot_eighths(200, 100, 80), 80);
    assert_int_equal(plot_eighths(INT64_MAX / 2, INT64_MAX, 8), 4);
}

static const int64_t HOURS[24] = {0, 0, 0, 0, 0, 1,  4,  9, 12, 14, 14, 13,
                                  9, 8, 9, 9, 7, 12, 11, 8, 6,  4,  2,  1};

/* Every point has its columns, inside the field, whatever the width. */
static void test_columns_of_points(void **state)
{
    static int64_t many[400];

    (void)state;
    for (int columns = 20; columns < 220; columns += 3) {
        for (int count = 1; count <= 400; count += 21) {
            struct plot plot = {
                .count = count, .series_count = 1, .series = {{many, PLOT_BARS, ROLE_TEXT}}};
            plot_place(&plot, &(struct rect){2, 5, 12, columns});
            assert_int_equal(plot.field.lines, 10);
            assert_true(plot.field.x >= 7);
            assert_int_equal(plot.field.x + plot.field.columns, 5 + columns);
            assert_int_equal(plot_column(&plot, 0), plot.field.x);
            assert_true(plot_column(&plot, count - 1) < 5 + columns);
            assert_int_equal(plot.width == 0, count > plot.field.columns);
        }
    }
}

static void test_steps_leave_room(void **state)
{
    struct plot plot = {.count = 24, .series_count = 1, .series = {{HOURS, PLOT_BARS, ROLE_TEXT}}};

    (void)state;
    plot_place(&plot, &(struct rect){0, 0, 10, 75}); /* three columns an hour */
    assert_int_equal(plot.width, 3);
    assert_int_equal(plot_step(&plot, 2), 1);
    assert_int_equal(plot_step(&plot, 3), 2);
    assert_int_equal(plot_step(&plot, 5), 2);
    assert_int_equal(plot_step(&plot, 6), 3);
    assert_int_equal(plot_step(&plot, 20), 7);
    assert_int_equal(plot_step(&plot, 1000), 24);
    static int64_t year[366]; /* on 35 columns: a label for each quarter of it */
    plot = (struct plot){.count = 366, .series_count = 1, .series = {{year, PLOT_BARS, ROLE_TEXT}}};
    plot_place(&plot, &(struct rect){0, 0, 10, 37});
    assert_int_equal(plot_step(&plot, 6), 91);
}

/* ---- drawn ---- */

static struct screen screen;
static struct plot drawn;
static struct rect area;

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    (void)view;
    (void)app;
    area.y = layout->body.y;
    plot_place(&drawn, &area);
    plot_draw(&drawn, paint);
    plot_numbers(&drawn, paint, area.y + area.lines, "in", drawn.series[0].values, ROLE_TEXT);
    plot_beam(paint, area.y + area.lines + 1, 0, 10, 1, 3, ROLE_TEXT);
}

static const struct view_ops OPS = {.context = CONTEXT_FIGURES, .draw = draw};

static void show(bool is_utf8, int lines, int columns)
{
    struct view *view = calloc(1, sizeof *view);

    assert_non_null(view);
    view->ops = &OPS;
    area = (struct rect){0, 0, lines, columns};
    screen_open(&screen, &(struct screen_kind){.lines = 24, .columns = 80, .is_utf8 = is_utf8});
    app_push(&screen.app, view);
    screen_settle(&screen);
}

static void say_number(char out[static PLOT_LABEL_SIZE], int64_t value, const void *context)
{
    (void)context;
    snprintf(out, PLOT_LABEL_SIZE, "%lld", (long long)value);
}

static const int64_t FIVE[5] = {8, 4, PK_NONE, 1, 0}, LEVELS[5] = {4, 4, 2, PK_NONE, 8};

static struct plot five(void)
{
    return (struct plot){.count = 5,
                         .series_count = 2,
                         .series = {{FIVE, PLOT_BARS, ROLE_TEXT}, {LEVELS, PLOT_MARKS, ROLE_DIM}},
                         .say_point = say_number};
}

static void test_bars_and_marks_in_blocks(void **state)
{
    (void)state;
    drawn = five();
    drawn.margin = 4;
    show(true, 6, 19);
    screen_must_show(&screen, "  8┤██          ───\n"
                              "   ┤██\n"
                              "  4┤──────\n"
                              "   ┤██ ██ ───▄▄\n"
                              "  0└───────────────\n"
                              "    0  1  2  3  4\n"
                              " in 8  4     1  0\n");
    screen_close(&screen);
}

static void test_bars_and_marks_in_ascii(void **state)
{
    (void)state;
    drawn = five();
    show(false, 6, 17);
    screen_must_show(&screen, "8|##          ---\n"
                              " |##\n"
                              "4|------\n"
                              " |## ## ---::\n"
                              "0+---------------\n");
    screen_close(&screen);
}

static void test_two_bars_beside_each_other(void **state)
{
    static const int64_t OTHER[5] = {4, 8, 8, 8, 2};

    (void)state;
    drawn = five();
    drawn.series[1] = (struct plot_series){OTHER, PLOT_LIGHT, ROLE_DIM};
    show(true, 6, 17);
    screen_must_show(&screen, "8┤█   ▒  ▒  ▒\n"
                              " ┤█   ▒  ▒  ▒\n"
                              "4┤█▒ █▒  ▒  ▒\n"
                              " ┤█▒ █▒  ▒ ▄▒  ▒\n");
    screen_close(&screen);
}

/* A year on forty columns: braille, two days a column at least; plain signs in ASCII. */
static void test_more_points_than_columns(void **state)
{
    static int64_t year[366];

    (void)state;
    for (int i = 0; i < 366; i++)
        year[i] = i < 183 ? 100 : 50;
    drawn = (struct plot){.count = 366,
                          .series_count = 1,
                          .series = {{year, PLOT_BARS, ROLE_TEXT}},
                          .say_point = say_number,
                          .anchor = 365};
    show(true, 6, 44);
    assert_int_equal(drawn.width, 0);
    screen_must_show(&screen, "100┤⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿\n");
    screen_must_show(&screen, " 50┤⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿\n");
    screen_must_show(&screen, "365\n"); /* the last one has its label */
    screen_close(&screen);
    show(false, 6, 44);
    screen_must_show(&screen, "100|####################\n");
    screen_close(&screen);
}

static void test_beam(void **state)
{
    (void)state;
    drawn = five();
    show(true, 6, 17);
    screen_must_show(&screen, "\n███▍\n"); /* a third of ten columns, to the eighth */
    screen_close(&screen);
}

/* Nothing to draw, or no room to draw it in, draws nothing and breaks nothing. */
static void test_no_room(void **state)
{
    (void)state;
    for (int lines = 0; lines < 5; lines++)
        for (int columns = 0; columns < 8; columns++) {
            drawn = five();
            show(true, lines, columns);
            screen_close(&screen);
        }
    drawn = (struct plot){.count = 0};
    show(true, 6, 17);
    screen_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_numbers),
        cmocka_unit_test(test_eighths),
        cmocka_unit_test(test_columns_of_points),
        cmocka_unit_test(test_steps_leave_room),
        cmocka_unit_test(test_bars_and_marks_in_blocks),
        cmocka_unit_test(test_bars_and_marks_in_ascii),
        cmocka_unit_test(test_two_bars_beside_each_other),
        cmocka_unit_test(test_more_points_than_columns),
        cmocka_unit_test(test_beam),
        cmocka_unit_test(test_no_room),
    };

    return cmocka_run_group_tests_name("plot", tests, NULL, NULL);
}
