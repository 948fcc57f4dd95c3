/*
 * Proof at the command line: walks, exceptions, closed days, books; what is printed fits the
 * screen, and hledger accepts the ledger.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../support/story.h"

static void a_walk(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("9"),
        {NULL, {"walk", "see", "A01", "empty"}, "usage", NULL, NULL},
        {NULL, {"walk", "show"}, "usage", NULL, NULL},
        {NULL, {"park", "AA1"}, NULL, NULL, NULL},
        {NULL, {"park", "BB2"}, NULL, NULL, NULL},
        {NULL, {"park", "CC3"}, NULL, NULL, NULL},
        {"23:00", {"walk", "begin"}, NULL, "spots", "9"},
        {NULL, {"walk", "begin"}, "usage", NULL, NULL},
        {NULL, {"walk", "see", "A01", "aa-1"}, NULL, "seen", "1"},
        {NULL, {"walk", "see", "A02", "empty"}, NULL, "ghosts", "1"},
        {NULL, {"walk", "see", "A05", "CC3"}, NULL, "moved", "1"},
        {NULL, {"walk", "see", "A06", "BBZ"}, NULL, "strangers", "1"},
        {NULL, {"walk", "see", "A06"}, "usage", NULL, NULL},
        {NULL, {"walk", "see", "Z99", "X"}, "spot_unknown", "spot", "Z99"},
        {NULL, {"walk", "see", "A07", "?"}, "registration_invalid", "spot", "A07"},
        {NULL, {"walk", "show"}, NULL, "findings.1.like", "BB2"},
        {NULL, {"walk", "end"}, "usage", NULL, NULL},
        {NULL, {"walk", "settle", "ghost", "A09", "--reason", "r"}, "usage", NULL, NULL},
        {NULL, {"walk", "settle", "spirit", "A02", "--reason", "r"}, "usage", NULL, NULL},
        {NULL, {"walk", "settle", "ghost", "A02"}, "usage", NULL, NULL},
        {NULL, {"walk", "settle", "ghost", "A02", "--reason", "gone"}, NULL, "how", "release"},
        {NULL,
         {"walk", "settle", "stranger", "A06", "--reason", "ramp was up", "--entered",
          "2026-01-05T22:00"},
         NULL,
         "ticket_no",
         "4"},
        {NULL, {"show", "BBZ"}, NULL, "is_late_entry", "true"},
        {NULL,
         {"walk", "settle", "moved", "A05", "--leave", "--reason", "r"},
         NULL,
         "how",
         "leave"},
        {NULL, {"walk", "end"}, NULL, "settled", "3"},
        {NULL, {"walk", "end"}, "usage", NULL, NULL},
        {NULL, {"walk", "show", "--walk", "1"}, NULL, "findings.0.how", "release"},
        {NULL, {"walk", "show", "--walk", "2"}, "usage", NULL, NULL},
        STORY_SOUND,
    };
    struct place place = place_make();
    STORY(&place, steps);
    place_remove(&place);
}

static void a_list_of_spots(void **state)
{
    (void)state;
    static const struct step before[] = {STORY_INIT("9"),
                                         {NULL, {"walk", "begin"}, NULL, NULL, NULL}};
    char good[RUN_PATH_SIZE], bad[RUN_PATH_SIZE];
    struct place place = place_make();
    STORY(&place, before);
    place_write(&place, good, "good", "# level 1\nA01  AB 12 CD \r\n\nA02 EMPTY\n  a03\tX1");
    place_write(&place, bad, "bad", "A04 X4\nA05\n");
    const struct step steps[] = {
        {NULL, {"walk", "see", "--file", good}, NULL, "seen", "3"},
        {NULL, {"walk", "see", "--file", bad}, "usage", NULL, NULL},
        {NULL, {"walk", "see", "A04", "X4", "--file", good}, "usage", NULL, NULL},
        {NULL, {"walk", "show"}, NULL, "walk.seen", "3"},
        {NULL, {"walk", "show"}, NULL, "findings.0.registration_number", "AB12CD"},
    };
    STORY(&place, steps);
    place_remove(&place);
}

static void exceptions_and_days(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("9"),
        {NULL, {"park", "AA1"}, NULL, NULL, NULL},
        {NULL, {"park", "BB2"}, NULL, NULL, NULL},
        {NULL, {"report", "exceptions"}, NULL, "0", "(missing)"},
        {"12:00", {"void", "BB2", "--reason", "typed wrong"}, NULL, NULL, NULL},
        {NULL, {"retrieve", "2"}, "ticket_void", NULL, NULL},
        {NULL, {"report", "exceptions"}, NULL, "0.kind", "alarm"},
        {NULL, {"report", "exceptions"}, NULL, "1.reason", "typed wrong"},
        {NULL, {"acknowledge", "1"}, "usage", NULL, NULL},
        {NULL, {"acknowledge", "x"}, "usage", NULL, NULL},
        {NULL, {"acknowledge", "5", "--note", "stolen"}, NULL, "note", "stolen"},
        {NULL, {"acknowledge", "5"}, "usage", NULL, NULL},
        {NULL, {"report", "exceptions"}, NULL, "0.kind", "void"},
        {NULL, {"report", "exceptions", "--all", "--to", "2026-01-04"}, NULL, "0", "(missing)"},
        {NULL, {"report", "exceptions", "--all", "--from", "2026-01-05"}, NULL, "1.kind", "alarm"},
        {NULL, {"pay", "AA1", "--method", "cash"}, NULL, NULL, NULL},
        {NULL, {"retrieve", "AA1"}, NULL, NULL, NULL},
        {NULL, {"receipt", "reprint", "cli", "1"}, NULL, "copy_no", "1"},
        {NULL, {"receipt", "reprint", "cli", "1"}, NULL, "copy_no", "2"},
        {NULL, {"receipt", "reprint", "cli", "9"}, "ticket_unknown", NULL, NULL},
        {NULL, {"receipt", "reprint", "cli", "0"}, "usage", NULL, NULL},
        {NULL, {"report", "receipts"}, NULL, "0.copies", "2"},
        {NULL, {"report", "accountability"}, NULL, "all.0.issued", "2"},
        {NULL, {"report", "accountability"}, NULL, "by_date.0.name", "2026-01-05"},
        {NULL, {"report", "outliers"}, NULL, "0.voids", "1"},
        {NULL, {"report", "occupancy"}, NULL, "hours.11.arrivals", "2"},
        {NULL, {"report", "occupancy"}, NULL, "hours.14.arrivals", "null"},
        {NULL, {"day", "close", "--date", "today"}, "usage", NULL, NULL},
        {NULL, {"day", "close", "--date", "2026-01-06", "--deposit", "1"}, "usage", NULL, NULL},
        {NULL,
         {"day", "close", "--date", "today", "--deposit", "-1"},
         "amount_invalid",
         NULL,
         NULL},
        {NULL,
         {"day", "close", "--date", "today", "--deposit", "4.50", "--note", "tip"},
         NULL,
         "difference",
         "50"},
        {NULL, {"day", "close", "--date", "today", "--deposit", "4"}, "usage", NULL, NULL},
        {NULL, {"report", "audit"}, NULL, "0.inside_after", "0"},
        {NULL, {"report", "audit"}, NULL, "0.note", "tip"},
        STORY_SOUND,
    };
    struct place place = place_make();
    STORY(&place, steps);
    place_remove(&place);
}

static void what_is_missing_is_corrupt(void **state)
{
    (void)state;
    static const struct step before[] = {
        STORY_INIT("9"),
        {NULL, {"park", "AA1"}, NULL, NULL, NULL},
        {NULL, {"park", "BB2"}, NULL, NULL, NULL},
        {NULL, {"park", "CC3"}, NULL, NULL, NULL},
        {"12:00", {"pay", "AA1", "--method", "cash"}, NULL, NULL, NULL},
        {NULL, {"pay", "BB2", "--method", "cash"}, NULL, NULL, NULL},
    };
    static const struct step after[] = {
        {NULL, {"report", "accountability"}, "corrupt", "report.all.0.missing", "1"},
        {NULL, {"report", "receipts"}, "corrupt", "report.0.missing", "1"},
    };
    struct place place = place_make();
    STORY(&place, before);
    story_change_by_hand(&place, "DROP TRIGGER ticket_stays; DROP TRIGGER tender_stays;"
                                 "DELETE FROM parking_ticket WHERE ticket_no = 3;"
                                 "DELETE FROM tender WHERE receipt_no = 1");
    STORY(&place, after);
    struct run run = run_parkade(&place, "report", "accountability", NULL);
    assert_int_equal(run.status, 1);
    assert_non_null(strstr(run.out, "missing")); /* it is shown all the same */
    assert_non_null(strstr(run.err, "parkade: corrupt: Ticket numbers are missing: 1."));
    run_free(&run);
    place_remove(&place);
}

int main(void)
{
    if (story_is_skipped())
        return 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_walk),
        cmocka_unit_test(a_list_of_spots),
        cmocka_unit_test(exceptions_and_days),
        cmocka_unit_test(what_is_missing_is_corrupt),
    };
    return cmocka_run_group_tests_name("cli proof", tests, NULL, NULL);
}
