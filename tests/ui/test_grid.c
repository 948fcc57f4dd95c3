/*
 * The grid without a screen: moving, levels, zoom, scrolling, pointing, names of rows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../ui/grid.h"

/* Levels of ROWS rows with COLUMNS spots each; every third line is an aisle. */
static void make(struct model *model, int levels, int rows, int columns)
{
    memset(model, 0, sizeof *model);
    model->spots = calloc((size_t)(levels * rows * columns), sizeof *model->spots);
    assert_non_null(model->spots);
    model->level_count = (size_t)levels;
    for (int l = 0; l < levels; l++) {
        struct model_level *level = &model->levels[l];
        level->first = model->spot_count;
        level->count = (size_t)(rows * columns);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                struct model_spot *spot = &model->spots[model->spot_count++];
                spot->level = l;
                spot->line = r + r / 2;
                spot->column = c;
                snprintf(spot->label, sizeof spot->label, "%c%02d", 'A' + r % 26, c + 1);
            }
        }
        level->lines = rows + (rows - 1) / 2;
        level->columns = columns;
        model_measure(model, level);
    }
}

static const char *here(const struct grid *grid, const struct model *model)
{
    return model->spots[grid->cursor].label;
}

static void test_moving(void **state)
{
    struct model model;
    struct grid grid = {.cursor = 0};

    (void)state;
    make(&model, 2, 4, 10);
    grid_move(&grid, &model, 0, 1);
    assert_string_equal(here(&grid, &model), "A02");
    grid_move(&grid, &model, 1, 0);
    grid_move(&grid, &model, 1, 0); /* over the aisle */
    assert_string_equal(here(&grid, &model), "C02");
    grid_move(&grid, &model, 40, 0); /* a page further than there is */
    assert_string_equal(here(&grid, &model), "D02");
    grid_move(&grid, &model, 1, 0);
    assert_string_equal(here(&grid, &model), "D02");
    grid_move(&grid, &model, 0, -1);
    grid_move(&grid, &model, 0, -1);
    assert_string_equal(here(&grid, &model), "D01");
    grid_level(&grid, &model, 1);
    assert_int_equal(grid.level, 1);
    assert_int_equal(model.spots[grid.cursor].level, 1);
    grid_level(&grid, &model, 1); /* round */
    assert_int_equal(grid.level, 0);
    free(model.spots);
}

static void test_zoom_shows_all_columns_if_it_can(void **state)
{
    struct model model;
    struct grid grid = {.cursor = 0};
    struct rect area = {2, 0, 16, 80};

    (void)state;
    make(&model, 1, 4, 18);
    grid_fit(&grid, &model, &area);
    assert_int_equal(grid.zoom, ZOOM_LABELS);
    area.columns = 60;
    grid_fit(&grid, &model, &area);
    assert_int_equal(grid.zoom, ZOOM_STATES);
    grid_zoom_by(&grid, -1);
    grid_fit(&grid, &model, &area);
    assert_int_equal(grid.zoom, ZOOM_LABELS); /* by hand it stays */
    grid_zoom_by(&grid, -1);
    assert_int_equal(grid.zoom, ZOOM_LABELS);
    grid_zoom_by(&grid, 1);
    grid_zoom_by(&grid, 1);
    grid_zoom_by(&grid, 1);
    assert_int_equal(grid.zoom, ZOOM_MAP);
    free(model.spots);
}

static void test_the_cursor_is_always_in_view(void **state)
{
    struct model model;
    struct grid grid = {.cursor = 0};
    struct rect area = {2, 0, 13, 80};

    (void)state;
    make(&model, 1, 100, 100); /* 10,000 spots */
    for (int i = 0; i < 400; i++) {
        grid_move(&grid, &model, i % 3, i % 3 ? 0 : 7);
        grid_fit(&grid, &model, &area);
        const struct model_spot *spot = &model.spots[grid.cursor];
        int y = area.y + spot->line - grid.top;
        int x = grid.margin + (spot->column - grid.left) * grid_cell_columns(&grid);
        assert_in_range(y, area.y, area.y + area.lines - 1);
        assert_in_range(x, 0, area.columns - 1);
        assert_int_equal(grid_at(&grid, &model, &area, y, x), (long)grid.cursor);
    }
    assert_int_equal(grid_at(&grid, &model, &area, 0, 10), -1);
    free(model.spots);
}

static void test_names_of_rows(void **state)
{
    (void)state;
    assert_int_equal(model_head("A17"), 1);
    assert_int_equal(model_head("U-A01"), 3);
    assert_int_equal(model_head("17"), 0);
    assert_int_equal(model_head("GATE"), 0); /* no number: all of it is the name of the spot */
}

static void test_an_empty_lot(void **state)
{
    struct model model = {.spot_count = 0};
    struct grid grid = {.cursor = 0};
    struct rect area = {2, 0, 13, 80};

    (void)state;
    grid_fit(&grid, &model, &area);
    grid_level(&grid, &model, 1);
    assert_int_equal(grid_at(&grid, &model, &area, 3, 3), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moving),
        cmocka_unit_test(test_zoom_shows_all_columns_if_it_can),
        cmocka_unit_test(test_the_cursor_is_always_in_view),
        cmocka_unit_test(test_names_of_rows),
        cmocka_unit_test(test_an_empty_lot),
    };

    return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
