/*
 * Plans: the samples of data/plans, and the example of the manual page. Run from the top folder.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "parkade/plan.h"

enum { FILE_MAX = 64 * 1024 };

static void read_file(char text[static FILE_MAX], const char *path)
{
    FILE *file = fopen(path, "re");
    if (file == NULL)
        fail_msg("%s cannot be read", path);
    size_t length = fread(text, 1, FILE_MAX - 1, file);
    assert_true(feof(file));
    fclose(file);
    text[length] = '\0';
}

static struct pk_plan read_plan(const char *text)
{
    struct pk_plan plan;
    struct pk_faults faults;
    if (pk_plan_read(&plan, text, strlen(text), &faults) != PK_OK)
        fail_msg("line %d: %s", faults.fault[0].line, faults.fault[0].message);
    return plan;
}

static void count_kinds(size_t out[static PK_SPOT_KIND_COUNT], const struct pk_plan *plan)
{
    memset(out, 0, PK_SPOT_KIND_COUNT * sizeof *out);
    for (size_t i = 0; i < plan->spot_count; i++)
        out[plan->spots[i].kind]++;
}

static size_t count_levels(const struct pk_plan *plan)
{
    size_t levels = 0;
    for (size_t i = 0; i < plan->spot_count; i++)
        levels += i == 0 || strcmp(plan->spots[i].level, plan->spots[i - 1].level) != 0;
    return levels;
}

/* Two spots in one cell could not be drawn. */
static void assert_cells_are_single(const struct pk_plan *plan)
{
    for (size_t i = 0; i < plan->spot_count; i++) {
        const struct pk_plan_spot *a = &plan->spots[i];
        for (size_t j = i + 1; j < plan->spot_count; j++) {
            const struct pk_plan_spot *b = &plan->spots[j];
            assert_false(a->row == b->row && a->column == b->column &&
                         strcmp(a->level, b->level) == 0);
        }
    }
}

static void the_samples_are_what_they_say(void **state)
{
    static const struct {
        const char *path;
        size_t spots, levels, kinds[PK_SPOT_KIND_COUNT];
    } samples[] = {
        {"data/plans/riverside.plan", 120, 3, {94, 10, 4, 6, 4, 2}},
        {"data/plans/market.plan", 26, 1, {20, 0, 2, 0, 4, 0}},
        {"data/plans/station.plan", 150, 3, {109, 25, 4, 6, 4, 2}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        char text[FILE_MAX];
        size_t kinds[PK_SPOT_KIND_COUNT];
        read_file(text, samples[i].path);
        struct pk_plan plan = read_plan(text);
        count_kinds(kinds, &plan);
        assert_int_equal(plan.spot_count, samples[i].spots);
        assert_int_equal(count_levels(&plan), samples[i].levels);
        assert_memory_equal(kinds, samples[i].kinds, sizeof kinds);
        assert_cells_are_single(&plan);
        pk_plan_free(&plan);
    }
}

/* The manual's example is the only display of the page that holds a level. */
static void the_manual_page_shows_a_plan_that_works(void **state)
{
    char page[FILE_MAX];
    (void)state;
    read_file(page, "man/parkade-plan.5");
    char *start = strstr(page, ".Bd -literal");
    assert_non_null(start);
    start = strchr(start, '\n') + 1;
    char *end = strstr(start, "\n.Ed");
    assert_non_null(end);
    end[1] = '\0';
    struct pk_plan plan = read_plan(start);
    assert_int_equal(plan.spot_count, 38);
    assert_int_equal(count_levels(&plan), 2);
    assert_cells_are_single(&plan);
    pk_plan_free(&plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_samples_are_what_they_say),
        cmocka_unit_test(the_manual_page_shows_a_plan_that_works),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
