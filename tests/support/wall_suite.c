/*
 * The walls of one migration as a test program: see wall.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "wall.h"

static const struct wall_suite *suite; /* cmocka's tests take the group's state and no more */

static void guards_stand(void **state)
{
    for (size_t i = 0; i < suite->guard_count; i++)
        wall_try(*state, &suite->guards[i]);
}

static void constraints_stand(void **state)
{
    for (size_t i = 0; i < suite->constraint_count; i++)
        wall_try(*state, &suite->constraints[i]);
}

static void ways_are_open(void **state)
{
    for (size_t i = 0; i < suite->way_count; i++)
        wall_go(*state, &suite->ways[i]);
}

static void all_is_tried(void **state)
{
    wall_cover(*state, suite->migration);
}

int wall_run(const struct wall_suite *walls)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guards_stand),
        cmocka_unit_test(constraints_stand),
        cmocka_unit_test(ways_are_open),
        cmocka_unit_test(all_is_tried),
    };
    suite = walls;
    return cmocka_run_group_tests_name(walls->migration, tests, wall_setup, wall_teardown);
}
