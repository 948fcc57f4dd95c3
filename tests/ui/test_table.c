/*
 * The table and the text alone: what is in view, what gives way on a narrow screen, where the
 * cursor is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../ui/screens.h"
#include "../../ui/table.h"
#include "../support/screen.h"
#include "parkade/text.h"

static struct screen screen;

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &(struct screen_kind){.lines = 24, .columns = 80, .is_utf8 = true});
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

/* ---- a view with nothing but a table ---- */

static const struct table_column COLUMNS[] = {
    {"Name", 10, 0, false}, {"Wide", 8, 70, false}, {"Sum", 8, 0, true}};

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    static const char *const FORMATS[] = {"name %d", "wide %d", "%d.00"};

    (void)rows;
    snprintf(out, TABLE_CELL_SIZE, FORMATS[column], line);
    return ROLE_TEXT;
}

struct table_view {
    struct view view;
    struct table table;
};

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    (void)app;
    return action == ACTION_CHOOSE && table_key(&((struct table_view *)view)->table, key);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    (void)app;
    table_draw(&((struct table_view *)view)->table, paint, &layout->body, NULL);
}

static const struct view_ops OPS = {.context = CONTEXT_TICKETS, .act = act, .draw = draw};

static struct table *push_table(int lines)
{
    struct table_view *view = calloc(1, sizeof *view);

    view->view.ops = &OPS;
    view->table = (struct table){.columns = COLUMNS, .column_count = 3, .cell = cell};
    list_resize(&view->table.list, lines);
    app_push(&screen.app, &view->view);
    screen_settle(&screen);
    return &view->table;
}

static void test_heading_lines_and_amounts_at_the_right(void **state)
{
    (void)state;
    push_table(3);
    screen_must_show(&screen, "  Name        Wide           Sum\n");
    screen_must_show(&screen, "  name 2      wide 2        2.00\n");
    app_pop(&screen.app, screen.app.top);
}

static void test_what_is_wide_gives_way(void **state)
{
    (void)state;
    push_table(3);
    screen_resize(&screen, 20, 60);
    screen_must_show(&screen, "  Name             Sum\n");
    screen_must_not_show(&screen, "wide");
}

static void test_the_chosen_line_is_in_view(void **state)
{
    struct table *table = push_table(100);

    (void)state;
    screen_must_not_show(&screen, "name 50");
    screen_type(&screen, "\033[F"); /* End */
    screen_must_show(&screen, "name 99");
    screen_type(&screen, "\033[5~"); /* a page up */
    assert_int_equal(table->list.chosen, 99 - table->page);
    screen_type(&screen, "\033[H");
    screen_must_show(&screen, "name 0 ");
    screen_must_not_show(&screen, "name 99");
}

static void test_an_empty_one_says_so(void **state)
{
    (void)state;
    push_table(0);
    screen_must_show(&screen, "None.");
}

static void test_a_text_scrolls_to_its_end_and_back(void **state)
{
    char *text = strdup("first\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nlast");

    (void)state;
    app_push(&screen.app, text_view("Report", "of today", text));
    screen_settle(&screen);
    screen_must_show(&screen, "Report  of today");
    screen_must_show(&screen, "first");
    screen_must_not_show(&screen, "last");
    screen_type(&screen, "\033[6~");
    screen_must_show(&screen, "last");
    screen_type(&screen, "\033[H");
    screen_must_show(&screen, "first");
    screen_type(&screen, "\033");
    screen_must_not_show(&screen, "first");
}

static void test_no_memory_for_a_text_is_said(void **state)
{
    (void)state;
    app_push(&screen.app, text_view("Report", "", NULL));
    screen_settle(&screen);
    screen_must_show(&screen, "not enough memory");
}

#define TABLE(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TABLE(test_heading_lines_and_amounts_at_the_right),
        TABLE(test_what_is_wide_gives_way),
        TABLE(test_the_chosen_line_is_in_view),
        TABLE(test_an_empty_one_says_so),
        TABLE(test_a_text_scrolls_to_its_end_and_back),
        TABLE(test_no_memory_for_a_text_is_said),
    };

    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
