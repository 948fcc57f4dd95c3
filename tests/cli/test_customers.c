/*
 * Permits, sponsors' codes and the watchlist at the command line: stories with the statuses of the
 * contract, and what people and spreadsheets read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../support/story.h"

#define CASH(ticket, code)                                                                         \
    {                                                                                              \
        "pay", ticket, "--method", "cash", "--validation", code                                    \
    }

static void permits(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("4"),
        {NULL,
         {"permit", "add", "ACME", "--plates", "ac-1, AC 2", "--to", "2026-01-06T18:00"},
         NULL,
         "permit_id",
         "1"},
        {NULL, {"permit", "add", "ACME", "--plates", "X1"}, "usage", NULL, NULL},
        {NULL,
         {"permit", "add", "ACME", "--plates", "X1,,X2", "--to", "2026-01-06T18:00"},
         "registration_invalid",
         NULL,
         NULL},
        {NULL,
         {"permit", "add", "ACME", "--plates", "X1", "--to", "2026-01-01T18:00"},
         "usage",
         NULL,
         NULL},
        {NULL, {"permit", "show", "1"}, NULL, "plates.1", "AC2"},
        {NULL, {"permit", "show", "2"}, "usage", NULL, NULL},
        {NULL, {"permit", "show", "one"}, "usage", NULL, NULL},
        {NULL, {"permit", "plate", "1", "--add", "AC3"}, NULL, "plates.2", "AC3"},
        {NULL, {"permit", "plate", "1", "--add", "AC3"}, "usage", NULL, NULL},
        {NULL, {"permit", "plate", "1"}, "usage", NULL, NULL},
        {NULL, {"permit", "plate", "1", "--remove", "AC3"}, NULL, "plates.1", "AC2"},
        {NULL, {"park", "AC1"}, NULL, "permit_id", "1"},
        {NULL, {"park", "AC2"}, NULL, "permit_id", "null"},
        {NULL, {"permit", "list"}, NULL, "0.inside", "1"},
        {"15:00", {"quote", "AC1"}, NULL, "due", "0"},
        {NULL, {"quote", "AC1"}, NULL, "lines.0.what", "permit 1: ACME"},
        {NULL, {"quote", "AC2"}, NULL, "due", "1000"},
        {NULL, {"config", "set", "reserve.permit", "3"}, NULL, "value", "3"},
        {NULL, {"available"}, NULL, "state", "full"},
        {NULL, {"available"}, NULL, "reserved", "2"},
        {NULL, {"available"}, NULL, "free", "2"},
        {NULL, {"park", "X1"}, "lot_full", NULL, NULL},
        {NULL, {"permit", "end", "1"}, NULL, "is_active", "false"},
        {NULL, {"permit", "end", "1"}, "usage", NULL, NULL},
        {"16:30", {"retrieve", "AC1"}, "payment_required", "due", "400"},
        {NULL, {"pay", "AC1", "--method", "cash"}, NULL, "amount", "400"},
        {NULL, {"retrieve", "AC1"}, NULL, "state", "exited"},
        STORY_SOUND,
    };
    STORY_ANEW(steps);
}

static void validations(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("4"),
        {NULL,
         {"validation", "add", "half", "--sponsor", "Gym", "--percent", "50", "--most", "2"},
         NULL,
         "code",
         "HALF"},
        {NULL,
         {"validation", "add", "film", "--sponsor", "Kino", "--minutes", "120"},
         NULL,
         "kind",
         "minutes"},
        {NULL,
         {"validation", "add", "two", "--sponsor", "Kino", "--amount", "2.00"},
         NULL,
         "value",
         "200"},
        {NULL,
         {"validation", "add", "flat", "--sponsor", "Inn", "--flat", "3"},
         NULL,
         "value",
         "300"},
        {NULL, {"validation", "add", "x", "--sponsor", "Inn"}, "usage", NULL, NULL},
        {NULL,
         {"validation", "add", "x", "--sponsor", "Inn", "--flat", "3", "--percent", "5"},
         "usage",
         NULL,
         NULL},
        {NULL,
         {"validation", "add", "x", "--sponsor", "Inn", "--percent", "101"},
         "usage",
         NULL,
         NULL},
        {NULL,
         {"validation", "add", "x", "--sponsor", "Inn", "--flat", "ten"},
         "amount_invalid",
         NULL,
         NULL},
        {NULL,
         {"validation", "add", "HALF", "--sponsor", "Inn", "--flat", "3"},
         "usage",
         NULL,
         NULL},
        {NULL, {"park", "A1"}, NULL, "ticket_no", "1"},
        {NULL, {"park", "A2"}, NULL, "ticket_no", "2"},
        {NULL, {"park", "A3"}, NULL, "ticket_no", "3"},
        {NULL, {"park", "A4"}, NULL, "ticket_no", "4"},
        {"15:00", {"validation", "give", "A1", "half"}, NULL, "due", "500"},
        {NULL, {"validation", "give", "A1", "half"}, "tariff_invalid", NULL, NULL},
        {NULL, {"validation", "give", "A1", "none"}, "tariff_unknown", NULL, NULL},
        {NULL, {"validation", "give", "A9", "half"}, "ticket_unknown", NULL, NULL},
        {NULL, {"quote", "A1"}, NULL, "lines.1.amount", "-500"},
        {NULL, CASH("A1", "half"), NULL, "amount", "500"},
        {NULL, {"validation", "give", "A1", "film"}, "already_paid", NULL, NULL},
        {NULL, CASH("A2", "film"), NULL, "amount", "600"},
        {NULL, {"pay", "A3", "--method", "card", "--validation", "half"}, NULL, "amount", "500"},
        {NULL, CASH("A4", "half"), "tariff_invalid", NULL, NULL},
        {NULL, CASH("A4", "flat"), NULL, "amount", "300"},
        {NULL, {"retrieve", "A1"}, NULL, "state", "exited"},
        {NULL, {"retrieve", "A2"}, NULL, "state", "exited"},
        {NULL, {"retrieve", "A3"}, NULL, "state", "exited"},
        {NULL, {"retrieve", "A4"}, NULL, "state", "exited"},
        {NULL, {"report", "validations"}, NULL, "amount", "2100"},
        {NULL, {"report", "validations"}, NULL, "days.0.sponsor", "Gym"},
        {NULL, {"report", "validations"}, NULL, "days.0.amount", "1000"},
        {NULL,
         {"report", "validations", "--from", "yesterday", "--to", "yesterday"},
         NULL,
         "amount",
         "0"},
        {NULL, {"validation", "list"}, NULL, "0.given", "2"},
        {NULL, {"validation", "end", "film"}, NULL, "is_active", "false"},
        {NULL, {"validation", "end", "film"}, "usage", NULL, NULL},
        {NULL, {"validation", "end", "none"}, "tariff_unknown", NULL, NULL},
        STORY_SOUND,
    };
    STORY_ANEW(steps);
}

static void the_watchlist(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("4"),
        {NULL,
         {"watch", "add", "bad 1", "--mark", "refuse", "--reason", "thief"},
         NULL,
         "registration_number",
         "BAD1"},
        {NULL,
         {"watch", "add", "SEE2", "--mark", "alert", "--reason", "police"},
         NULL,
         "mark",
         "alert"},
        {NULL, {"watch", "add", "SEE2", "--mark", "greet", "--reason", "r"}, "usage", NULL, NULL},
        {NULL, {"watch", "add", "SEE2", "--mark", "alert", "--reason", "r"}, "usage", NULL, NULL},
        {NULL, {"watch", "add", "SEE3", "--mark", "alert"}, "usage", NULL, NULL},
        {NULL, {"park", "BAD-1"}, "registration_refused", NULL, NULL},
        {NULL, {"park", "BADI"}, NULL, "alert", "looks like BAD1: thief"},
        {NULL, {"park", "SEE2"}, NULL, "alert", "police"},
        {NULL, {"show", "SEE2"}, NULL, "alert", "null"},
        {NULL, {"park", "GOOD"}, NULL, "alert", "null"},
        {NULL, {"amend", "GOOD", "--registration", "BAD1"}, NULL, "alert", "thief"},
        {NULL, {"watch", "list"}, NULL, "1.reason", "police"},
        {NULL, {"watch", "remove", "Bad1"}, NULL, "reason", "thief"},
        {NULL, {"watch", "remove", "Bad1"}, "usage", NULL, NULL},
        STORY_SOUND,
    };
    STORY_ANEW(steps);
}

/* ---- for people and spreadsheets ---- */

#define SAYS(run, part)                                                                            \
    do {                                                                                           \
        if (!strstr((run).out, part))                                                              \
            fail_msg("no \"%s\" in\n%s%s", part, (run).out, (run).err);                            \
    } while (0)

static void done(const struct place *place, const char *a, const char *b, const char *c,
                 const char *d, const char *e, const char *f, const char *g)
{
    struct run run = run_parkade(place, a, b, c, d, e, f, g, NULL);
    if (run.status != 0)
        fail_msg("%s %s: %s", a, b, run.err);
    run_free(&run);
}

static void as_text(void **state)
{
    (void)state;
    struct place place = place_make();
    story_make_lot(&place, "3");
    done(&place, "permit", "add", "ACME", "--plates", "AC1,AC2", "--to", "2199-01-01T00:00");
    done(&place, "validation", "add", "half", "--sponsor", "Gym \"Zwei\"", "--percent", "50");
    done(&place, "watch", "add", "AC1", "--mark", "alert", "--reason=police", NULL);
    struct run run = run_parkade(&place, "park", "AC1", NULL);
    SAYS(run, "permit        1");
    assert_string_equal(run.err, "parkade: warning: watchlist: AC1: police\n");
    run_free(&run);
    run = run_parkade(&place, "permit", "list", NULL);
    SAYS(run, "     1  ACME    valid  2199-01-01 00:00     1/1  AC1 AC2");
    run_free(&run);
    run = run_parkade(&place, "validation", "give", "AC1", "half", NULL);
    SAYS(run, "HALF, Gym \"Zwei\"");
    run_free(&run);
    run = run_parkade(&place, "validation", "list", NULL);
    SAYS(run, "50% off");
    run_free(&run);
    done(&place, "retrieve", "AC1", NULL, NULL, NULL, NULL, NULL);
    run = run_parkade(&place, "report", "validations", "--format", "csv", NULL);
    SAYS(run, "date,currency,sponsor,codes,amount\n");
    SAYS(run, ",EUR,\"Gym \"\"Zwei\"\"\",1,0.00\n");
    run_free(&run);
    run = run_parkade(&place, "report", "validations", NULL);
    SAYS(run, "Gym \"Zwei\"      1       0.00");
    run_free(&run);
    run = run_parkade(&place, "report", "validations", "--format", "xml", NULL);
    assert_int_equal(run.status, 2);
    run_free(&run);
    place_remove(&place);
}

int main(void)
{
    if (story_is_skipped())
        return 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(permits),
        cmocka_unit_test(validations),
        cmocka_unit_test(the_watchlist),
        cmocka_unit_test(as_text),
    };
    return cmocka_run_group_tests_name("cli customers", tests, NULL, NULL);
}
