/*
 * Plans: what the language says, and plain plans. Faults are in test_plan_faults.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parkade/plan.h"

static struct pk_plan read_plan(const char *text)
{
    struct pk_plan plan;
    struct pk_faults faults;
    enum pk_status status = pk_plan_read(&plan, text, strlen(text), &faults);
    if (status != PK_OK)
        fail_msg("line %d: %s", faults.fault[0].line, faults.fault[0].message);
    assert_int_equal(faults.count, 0);
    return plan;
}

static const struct pk_plan_spot *find(const struct pk_plan *plan, const char *label)
{
    for (size_t i = 0; i < plan->spot_count; i++) {
        if (strcmp(plan->spots[i].label, label) == 0)
            return &plan->spots[i];
    }
    fail_msg("there is no spot %s", label);
    return NULL;
}

static void assert_labels(const struct pk_plan *plan, const char *expected)
{
    char labels[512] = "";
    size_t length = 0;
    for (size_t i = 0; i < plan->spot_count; i++)
        length += (size_t)snprintf(labels + length, sizeof labels - length, "%s%s",
                                   i == 0 ? "" : " ", plan->spots[i].label);
    assert_string_equal(labels, expected);
}

/* The labels in the order in which the spots are given; every rank from 1 on occurs once. */
static void assert_order(const struct pk_plan *plan, const char *expected)
{
    char labels[512] = "";
    size_t length = 0;
    for (int rank = 1; rank <= (int)plan->spot_count; rank++) {
        size_t found = 0;
        for (size_t i = 0; i < plan->spot_count; i++) {
            if (plan->spots[i].rank != rank)
                continue;
            found++;
            length += (size_t)snprintf(labels + length, sizeof labels - length, "%s%s",
                                       rank == 1 ? "" : " ", plan->spots[i].label);
        }
        assert_int_equal(found, 1);
    }
    assert_string_equal(labels, expected);
}

static void assert_cell(const struct pk_plan *plan, const char *label, int row, int column)
{
    const struct pk_plan_spot *spot = find(plan, label);
    assert_int_equal(spot->row, row);
    assert_int_equal(spot->column, column);
}

static void labels_are_prefix_row_and_number(void **state)
{
    static const struct {
        const char *text, *labels;
    } cases[] = {
        {"[level G]\nrow A = 01-03", "A01 A02 A03"},
        {"[level G]\nrow A = 9-11", "A9 A10 A11"},
        {"[level G]\nrow A = 098-101", "A098 A099 A100 A101"},
        {"[level G]\nrow A = 7", "A7"},
        {"[level G]\nrow A = 0-1", "A0 A1"},
        {"[level G]\nrow A = 03-01", "A03 A02 A01"},
        {"[level G]\nrow A = 10-8", "A10 A9 A8"},
        {"[level G]\nrow = 1-3", "1 2 3"},
        {"[level G]\nrow b2 = 1 - 2 , 5", "B21 B22 B25"},
        {"[level G]\nprefix = p1-\nrow A = 1\nprefix = none\nrow A = 1", "P1-A1 A1"},
        {"[level G]\nprefix = U\nrow A = 1\n[level H]\nrow A = 1", "UA1 A1"},
        {"[level G]\nprefix = ABCDEFGH\nrow ABCDEFGH = 9999999", "ABCDEFGHABCDEFGH9999999"},
        {"\xEF\xBB\xBF[level G]\r\n\tROW a = 1-2 # two\r\n\r\n# end", "A1 A2"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct pk_plan plan = read_plan(cases[i].text);
        assert_labels(&plan, cases[i].labels);
        pk_plan_free(&plan);
    }
}

static void every_kind_has_its_word(void **state)
{
    (void)state;
    struct pk_plan plan = read_plan("[level G]\nrow A = 1 standard, 2 compact, 3 accessible, 4 ev, "
                                    "5 motorcycle, 6 Oversize, 7");
    static const enum pk_spot_kind kinds[] = {PK_STANDARD,        PK_COMPACT,  PK_ACCESSIBLE, PK_EV,
                                              PK_MOTORCYCLE_SPOT, PK_OVERSIZE, PK_STANDARD};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        assert_int_equal(plan.spots[i].kind, kinds[i]);
    pk_plan_free(&plan);
}

static void aisles_and_gaps_are_empty_cells(void **state)
{
    (void)state;
    struct pk_plan plan = read_plan("[level G]\n"
                                    "row A = 1-2, gap, 3\n"
                                    "aisle\n"
                                    "row B = gap 3, 1\n"
                                    "row C = 1\n"
                                    "aisle 2\n"
                                    "row D = 1\n"
                                    "[level H]\n"
                                    "row E = 1\n");
    assert_cell(&plan, "A1", 0, 0);
    assert_cell(&plan, "A2", 0, 1);
    assert_cell(&plan, "A3", 0, 3);
    assert_cell(&plan, "B1", 2, 3);
    assert_cell(&plan, "C1", 3, 0);
    assert_cell(&plan, "D1", 6, 0);
    assert_cell(&plan, "E1", 0, 0);
    pk_plan_free(&plan);
}

static void zones_hold_for_the_rows_below(void **state)
{
    (void)state;
    struct pk_plan plan = read_plan("[level Ground floor]\n"
                                    "row A = 1\n"
                                    "zone = North side\n"
                                    "row B = 1, 2 ev in Charging, 3 in Lift\n"
                                    "zone = none\n"
                                    "row C = 1\n"
                                    "zone = South\n"
                                    "[level Größe 2]\n"
                                    "row D = 1\n");
    assert_string_equal(find(&plan, "A1")->zone, "");
    assert_string_equal(find(&plan, "B1")->zone, "North side");
    assert_string_equal(find(&plan, "B2")->zone, "Charging");
    assert_int_equal(find(&plan, "B2")->kind, PK_EV);
    assert_string_equal(find(&plan, "B3")->zone, "Lift");
    assert_int_equal(find(&plan, "B3")->kind, PK_STANDARD);
    assert_string_equal(find(&plan, "C1")->zone, "");
    assert_string_equal(find(&plan, "D1")->zone, "");
    assert_string_equal(find(&plan, "C1")->level, "Ground floor");
    assert_string_equal(find(&plan, "D1")->level, "Größe 2");
    pk_plan_free(&plan);
}

static void nearest_spots_are_given_first(void **state)
{
    static const struct {
        const char *text, *order;
    } cases[] = {
        {"[level G]\nrow A = 1-2\nrow B = 1\n[level H]\nrow C = 1", "A1 A2 B1 C1"},
        {"[level G]\nentry = right\nrow A = 1-3\nentry = left\nrow B = 1-2", "A3 A2 A1 B1 B2"},
        {"[level G]\nnear = 2\nrow A = 1\n[level H]\nnear = 1\nrow B = 1", "B1 A1"},
        {"[level G]\nrow A near 2 = 1\nrow B = 1\n[level H]\nrow C = 1\nrow D near 1 = 1",
         "B1 D1 A1 C1"},
        {"[level G]\nrow near 9 = 1\nrow = 2\n[level H]\nrow = 3", "2 3 1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct pk_plan plan = read_plan(cases[i].text);
        assert_order(&plan, cases[i].order);
        pk_plan_free(&plan);
    }
}

/* ---- large plans ---- */

static void a_million_spots_can_be_read(void **state)
{
    (void)state;
    size_t size = 64 * 1024, length = 0;
    char *text = test_malloc(size);
    length += (size_t)snprintf(text, size, "[level Field]\n");
    for (int row = 0; row < 100; row++)
        length += (size_t)snprintf(text + length, size - length, "row R%02dX = 0001-10000\n", row);
    struct pk_plan plan;
    assert_int_equal(pk_plan_read(&plan, text, length, NULL), PK_OK);
    assert_int_equal(plan.spot_count, PK_PLAN_SPOTS_MAX);
    assert_string_equal(plan.spots[PK_PLAN_SPOTS_MAX - 1].label, "R99X10000");
    assert_int_equal(plan.spots[PK_PLAN_SPOTS_MAX - 1].rank, PK_PLAN_SPOTS_MAX);
    pk_plan_free(&plan);
    test_free(text);
}

static void sixty_four_levels_can_be_read(void **state)
{
    (void)state;
    char text[64 * 40];
    size_t length = 0;
    for (int level = 1; level <= 64; level++)
        length += (size_t)snprintf(text + length, sizeof text - length, "[level %d]\nrow A = %d\n",
                                   level, level);
    struct pk_plan plan = read_plan(text);
    assert_int_equal(plan.spot_count, 64);
    pk_plan_free(&plan);
}

/* ---- plain plans ---- */

static void plain_plans_have_rows_of_twenty(void **state)
{
    static const struct {
        size_t count;
        const char *last;
        int row, column;
    } cases[] = {
        {1, "A01", 0, 0},
        {20, "A20", 0, 19},
        {21, "B01", 1, 0},
        {520, "Z20", 25, 19},
        {521, "AA01", 26, 0},
        {14041, "AAA01", 702, 0},
        {1000000, "BUYB20", 49999, 19},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct pk_plan plan;
        assert_int_equal(pk_plan_plain(&plan, cases[i].count), PK_OK);
        assert_int_equal(plan.spot_count, cases[i].count);
        const struct pk_plan_spot *last = &plan.spots[cases[i].count - 1];
        assert_string_equal(plan.spots[0].label, "A01");
        assert_string_equal(last->label, cases[i].last);
        assert_int_equal(last->rank, cases[i].count);
        assert_int_equal(last->row, cases[i].row);
        assert_int_equal(last->column, cases[i].column);
        assert_int_equal(last->kind, PK_STANDARD);
        assert_string_equal(last->level, plan.spots[0].level);
        pk_plan_free(&plan);
        assert_null(plan.spots);
    }
}

static int compare_labels(const void *left, const void *right)
{
    const struct pk_plan_spot *a = left, *b = right;
    return strcmp(a->label, b->label);
}

static void plain_labels_are_unique(void **state)
{
    (void)state;
    struct pk_plan plan;
    assert_int_equal(pk_plan_plain(&plan, PK_PLAN_SPOTS_MAX), PK_OK);
    qsort(plan.spots, plan.spot_count, sizeof *plan.spots, compare_labels);
    for (size_t i = 1; i < plan.spot_count; i++)
        assert_true(strcmp(plan.spots[i - 1].label, plan.spots[i].label) < 0);
    pk_plan_free(&plan);
}

static void plain_plans_have_limits(void **state)
{
    static const size_t counts[] = {0, PK_PLAN_SPOTS_MAX + 1, SIZE_MAX};
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct pk_plan plan;
        assert_int_equal(pk_plan_plain(&plan, counts[i]), PK_USAGE);
        assert_non_null(strstr(pk_error()->message, "1 to 1000000"));
        assert_null(plan.spots);
        pk_plan_free(&plan);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_prefix_row_and_number),
        cmocka_unit_test(every_kind_has_its_word),
        cmocka_unit_test(aisles_and_gaps_are_empty_cells),
        cmocka_unit_test(zones_hold_for_the_rows_below),
        cmocka_unit_test(nearest_spots_are_given_first),
        cmocka_unit_test(a_million_spots_can_be_read),
        cmocka_unit_test(sixty_four_levels_can_be_read),
        cmocka_unit_test(plain_plans_have_rows_of_twenty),
        cmocka_unit_test(plain_labels_are_unique),
        cmocka_unit_test(plain_plans_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
