/*
 * The tariff commands as a manager uses them: a file that is not right yet, a slip in a name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../support/run.h"

static const char board[] = "each 1h = 2.00\n"
                            "[validation shop]\nfree = 1h\n"
                            "[example]\n2026-05-04 09:00 to 2026-05-04 11:00 = 5.00\n";

static void expect(const struct run *run, int status, const char *out, const char *err)
{
    if (run->status != status || strstr(run->out, out) == NULL || strstr(run->err, err) == NULL)
        fail_msg("exit %d, not %d with \"%s\" and \"%s\":\n%s%s", run->status, status, out, err,
                 run->out, run->err);
}

/* Who asks why an example differs is shown the price, and told of the example beside it. */
static void a_price_by_a_file_whose_example_differs(void **state)
{
    struct place place = place_make();
    char path[RUN_PATH_SIZE];
    (void)state;
    place_write(&place, path, "board.tariff", board);
    struct run check = run_parkade(&place, "tariff", "check", path, NULL);
    expect(&check, 3, "says 5.00, the tariff makes it 4.00", "tariff_invalid");
    struct run price = run_parkade(&place, "tariff", "price", path, "--entry", "2026-05-04T09:00",
                                   "--exit", "2026-05-04T11:00", NULL);
    expect(&price, 0, "4.00", "board.tariff:5: The example says 5.00");
    assert_null(strstr(price.out, "example"));
    run_free(&check);
    run_free(&price);
    place_remove(&place);
}

static void a_proof_that_the_file_does_not_know(void **state)
{
    struct place place = place_make();
    char path[RUN_PATH_SIZE];
    (void)state;
    place_write(&place, path, "board.tariff", board);
    struct run slip = run_parkade(&place, "tariff", "price", path, "--entry", "2026-05-04T09:00",
                                  "--exit", "2026-05-04T11:00", "--with", "shpo", NULL);
    expect(&slip, 2, "", "did you mean \"shop\"?");
    struct run right = run_parkade(&place, "tariff", "price", path, "--entry", "2026-05-04T09:00",
                                   "--exit", "2026-05-04T11:00", "--with", "shop", NULL);
    expect(&right, 0, "2.00", "");
    run_free(&slip);
    run_free(&right);
    place_remove(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_price_by_a_file_whose_example_differs),
        cmocka_unit_test(a_proof_that_the_file_does_not_know),
    };
    return cmocka_run_group_tests_name("cli tariff", tests, NULL, NULL) != 0;
}
