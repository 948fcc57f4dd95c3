/*
 * Slips at the command line: a copy on standard output and at the printer; templates.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../support/story.h"

static void must(const struct run *run, int status, const char *out)
{
    if (run->status != status || !strstr(run->out, out))
        fail_msg("%d: %s%s", run->status, run->out, run->err);
}

static void copies(void **state)
{
    (void)state;
    struct place place = place_make();
    char printer[512];
    story_make_lot(&place, "3");
    struct run run = run_parkade(&place, "park", "AB 12", NULL);
    run_free(&run);

    run = run_parkade(&place, "ticket", "reprint", "AB12", NULL);
    must(&run, 0, "copy 1 of ticket #1\n");
    run_free(&run);
    run = run_parkade(&place, "ticket", "reprint", "AB12", "--slip", NULL);
    must(&run, 0, "                 copy 2\n");
    assert_non_null(strstr(run.out, "AB 12\n"));
    run_free(&run);
    run = run_parkade(&place, "ticket", "reprint", "AB12", "--slip", "--json", NULL);
    must(&run, 2, "usage");
    run_free(&run);

    /* counted, but not printed; and the same one once there is a printer */
    run = run_parkade(&place, "ticket", "reprint", "AB12", "--print", "--request-id",
                      "00000000-0000-7000-8000-000000000001", NULL);
    must(&run, 1, "copy 3");
    assert_non_null(strstr(run.err, "has no printer"));
    assert_non_null(strstr(run.err, "--request-id 00000000-0000-7000-8000-000000000001"));
    run_free(&run);
    snprintf(printer, sizeof printer, "file:%s.slips", place.lot);
    run = run_parkade(&place, "config", "set", "printer", printer, NULL);
    must(&run, 0, printer);
    run_free(&run);
    run = run_parkade(&place, "ticket", "reprint", "AB12", "--print", "--request-id",
                      "00000000-0000-7000-8000-000000000001", NULL);
    must(&run, 0, "copy 3");
    run_free(&run);
    snprintf(printer, sizeof printer, "%s.slips", place.lot);
    char text[4096] = "";
    FILE *file = fopen(printer, "r");
    assert_non_null(file);
    assert_true(fread(text, 1, sizeof text - 1, file) > 0);
    fclose(file);
    assert_non_null(strstr(text, "copy 3\n"));
    unlink(printer);
    place_remove(&place);
}

static void receipts(void **state)
{
    (void)state;
    struct place place = place_make();
    char entered[32];
    time_t then = time(NULL) - 2 * 3600;
    struct tm parts;
    strftime(entered, sizeof entered, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&then, &parts));
    story_make_lot(&place, "3");
    struct run run =
        run_parkade(&place, "park", "AB 12", "--entered", entered, "--reason", "outage", NULL);
    must(&run, 0, "AB");
    run_free(&run);
    run = run_parkade(&place, "pay", "AB12", "--method", "cash", "--tendered", "20", NULL);
    must(&run, 0, "");
    run_free(&run);
    run = run_parkade(&place, "receipt", "reprint", "cli", "1", NULL);
    must(&run, 0, "copy 1\n");
    run_free(&run);
    run = run_parkade(&place, "receipt", "reprint", "cli", "1", "--slip", NULL);
    must(&run, 0, "                 copy 2\n");
    assert_non_null(strstr(run.out, "Handed over                    20.00 EUR\n"));
    run_free(&run);
    place_remove(&place);
}

static void templates(void **state)
{
    (void)state;
    struct place place = place_make();
    struct run run = run_parkade(&place, "slip", "check", "ticket", "data/slips/ticket.slip", NULL);
    must(&run, 0, "a good template");
    run_free(&run);
    run = run_parkade(&place, "slip", "check", "receipt", "data/slips/receipt.slip", NULL);
    must(&run, 0, "a good template");
    run_free(&run);
    run = run_parkade(&place, "slip", "check", "ticket", "data/slips/receipt.slip", NULL);
    must(&run, 2, "receipt.slip:5: {title} stands on receipts only.\n");
    run_free(&run);
    run = run_parkade(&place, "slip", "check", "poster", "data/slips/receipt.slip", NULL);
    must(&run, 2, "");
    run_free(&run);
    place_remove(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies),
        cmocka_unit_test(receipts),
        cmocka_unit_test(templates),
    };
    return cmocka_run_group_tests_name("slips", tests, NULL, NULL);
}
