/*
 * The walls of migration 6: counts, and what a shift begins, holds and ends with. See
 * support/wall.h. In the wall's lot shift 1 is reconciled, 2 open at desk-1 with 800 in its drawer,
 * 3 closed.
 */
#include "../support/wall.h"

#define COUNT(values)                                                                              \
    "INSERT INTO cash_count (count_id, shift_id, kind, total, pieces, time, staff, station, "      \
    "request_id) VALUES (9, " values ", 'c9')"
#define OF_ANN                "9600000, 'ann', 'desk-1'"
#define PIECES(total, pieces) COUNT("2, 'count', " total ", '" pieces "', " OF_ANN)
#define COUNTED               COUNT("2, 'count', 799, NULL, " OF_ANN)
#define CLOSE(change)                                                                              \
    "UPDATE shift SET closed_at = 9600000, closed_by = 'ann', z_report = 'z', counted = 799, "     \
    "expected = 800, over_short = -1" change " WHERE shift_id = 2"
#define SHIFT "INSERT INTO shift (staff, station, business_date, opened_at, opening_float"
#define TENDER(values)                                                                             \
    "INSERT INTO tender (payment_id, amount, tendered, time, receipt_no, request_id, method, "     \
    "shift_id, staff, station) VALUES (#103, 100, 100, 9600000, 9, 'r9', " values ")"
#define CARD(shift)                                                                                \
    "INSERT INTO card_attempt (attempt_id, ticket_id, amount, started_at, quoted_at, shift_id) "   \
    "VALUES (#203, #3, 100, 9600000, 9600000, " shift ")"
#define MOVE(values)                                                                               \
    "INSERT INTO cash_movement (kind, amount, time, request_id, shift_id, staff, station) "        \
    "VALUES ('drop', 5, 9600000, 'm9', " values ")"
#define EVE_LEFT                                                                                   \
    "INSERT INTO staff (name, role, pin_hash, is_active, created_at) "                             \
    "VALUES ('eve', 'attendant', 'x', 0, 1)"
#define AN_AUDITOR                                                                                 \
    "INSERT INTO staff (name, role, pin_hash, created_at) VALUES ('aud', 'auditor', 'x', 1)"

static const struct wall guards[] = {
    {"cash_count_is_new",
     "INSERT INTO cash_count (count_id, shift_id, kind, total, pieces, time, staff, station, "
     "request_id) VALUES (1, 2, 'count', 5, NULL, 9600000, 'ann', 'desk-1', 'c9')",
     NULL, NULL, false},
    {"cash_count_is_new",
     "INSERT INTO cash_count (count_id, shift_id, kind, total, pieces, time, staff, station, "
     "request_id) VALUES (9, 2, 'count', 5, NULL, 9600000, 'ann', 'desk-1', 'c1')",
     NULL, "UNIQUE constraint failed: cash_count.request_id", false},
    {"cash_count_is_new", COUNT("2, 'float', 1000, NULL, " OF_ANN),
     "INSERT INTO cash_count (count_id, shift_id, kind, total, pieces, time, staff, station, "
     "request_id) VALUES (8, 2, 'float', 1000, NULL, 9600000, 'ann', 'desk-1', 'c8')",
     "UNIQUE constraint failed: cash_count.shift_id", false},

    {"cash_count_adds_up", PIECES("140", "[[50,2],[20,1]]"), NULL, NULL, false},
    {"cash_count_adds_up", PIECES("1", "[]"), NULL, NULL, false},
    {"cash_count_adds_up", PIECES("100", "[[-50,-2]]"), NULL, NULL, false},
    {"cash_count_adds_up", PIECES("0", "[[50,2],[100,-1]]"), NULL, NULL, false},
    {"cash_count_adds_up", PIECES("0", "[[0,2]]"), NULL, NULL, false},
    {"cash_count_adds_up", PIECES("100", "[[50.0,2]]"), NULL, NULL, false},
    {"cash_count_adds_up", PIECES("100", "[[50,\"2\"]]"), NULL, NULL, false},
    {"cash_count_adds_up", PIECES("100", "[[50,2,7]]"), NULL, NULL, false},
    {"cash_count_adds_up", PIECES("100", "[[50,2],null,[50,null]]"), NULL, NULL, false},

    {"cash_count_in_its_time", COUNT("2, 'float', 999, NULL, " OF_ANN), NULL, NULL, false},
    {"cash_count_in_its_time", COUNT("3, 'float', 0, NULL, " OF_ANN), NULL, NULL, false},
    {"cash_count_in_its_time", COUNT("3, 'count', 100, NULL, " OF_ANN), NULL, NULL, false},
    {"cash_count_in_its_time", COUNT("2, 'recount', 100, NULL, 9600000, 'bob', 'desk-1'"), NULL,
     NULL, false},
    {"cash_count_in_its_time", COUNT("1, 'recount', 100, NULL, " OF_ANN), NULL, NULL, false},
    {"cash_count_in_its_time", COUNT("2, 'recount', 100, NULL, 9600000, 'bob', 'desk-1'"),
     "INSERT INTO cash_count (count_id, shift_id, kind, total, pieces, time, staff, station, "
     "request_id) VALUES (8, 2, 'count', 799, NULL, 9600000, 'ann', 'desk-1', "
     "'c8');" CLOSE(", closed_by = 'bob'"),
     NULL, false},
    {"cash_count_in_its_time", COUNT("77, 'count', 100, NULL, " OF_ANN), NULL, NULL, false},
    {"cash_count_kept", "UPDATE cash_count SET total = 250 WHERE count_id = 2", NULL, NULL, false},
    {"cash_count_kept", "UPDATE cash_count SET pieces = NULL WHERE count_id = 2", NULL, NULL,
     false},
    {"cash_count_stays", "DELETE FROM cash_count WHERE count_id = 3", NULL, NULL, false},

    {"shift_begins_open",
     SHIFT ", closed_at, counted, expected, over_short) "
           "VALUES ('bob', 'exit-1', '1970-04-20', 9600000, 0, 9600001, 0, 0, 0)",
     NULL, NULL, false},
    {"shift_begins_open",
     SHIFT ", closed_by) VALUES ('bob', 'exit-1', '1970-04-20', 9600000, 0, 'bob')", NULL, NULL,
     false},
    {"shift_begins_open",
     SHIFT ", z_report) VALUES ('bob', 'exit-1', '1970-04-20', 9600000, 0, 'z')", NULL, NULL,
     false},
    {"shift_begins_open", SHIFT ") VALUES ('nobody', 'exit-1', '1970-04-20', 9600000, 0)", NULL,
     NULL, false},
    {"shift_begins_open", SHIFT ") VALUES ('eve', 'exit-1', '1970-04-20', 9600000, 0)", EVE_LEFT,
     NULL, false},
    {"shift_begins_open", SHIFT ") VALUES ('aud', 'exit-1', '1970-04-20', 9600000, 0)", AN_AUDITOR,
     NULL, false},

    {"shift_closes_with_its_sums", CLOSE(""), NULL, NULL, false},
    {"shift_closes_with_its_sums", CLOSE(", expected = 799, over_short = 0"), COUNTED, NULL, false},
    {"shift_closes_with_its_sums", CLOSE(", expected = NULL"), COUNTED, NULL, false},
    {"shift_closes_with_its_sums", CLOSE(", counted = 800, over_short = 0"), COUNTED, NULL, false},
    {"shift_closes_with_its_sums", CLOSE(", closed_by = NULL"), COUNTED, NULL, false},
    {"shift_closes_with_its_sums", CLOSE(", z_report = NULL"), COUNTED, NULL, false},
    /* Not with a count before the last one, or with a float. */
    {"shift_closes_with_its_sums", CLOSE(""),
     COUNTED ";INSERT INTO cash_count (count_id, shift_id, kind, total, pieces, time, staff, "
             "station, request_id) VALUES (10, 2, 'count', 800, NULL, 9600000, 'ann', "
             "'desk-1', 'c10')",
     NULL, false},
    {"shift_closes_with_its_sums", CLOSE(", counted = 1000, over_short = 200"),
     COUNT("2, 'float', 1000, NULL, " OF_ANN), NULL, false},
    {"shift_keeps_its_closer", "UPDATE shift SET closed_by = 'max' WHERE shift_id = 1", NULL, NULL,
     false},
    {"shift_keeps_its_closer", "UPDATE shift SET closed_by = NULL WHERE shift_id = 3", NULL, NULL,
     false},
    {"shift_keeps_its_closer", "UPDATE shift SET closed_by = 'ann' WHERE shift_id = 2", NULL, NULL,
     false},
    {"shift_keeps_its_closer", "UPDATE shift SET opened_seq = 3 WHERE shift_id = 2", NULL, NULL,
     false},

    {"tender_in_an_open_shift", TENDER("'cash', 3, 'bob', 'exit-1'"), NULL, NULL, false},
    {"tender_in_an_open_shift", TENDER("'card', 1, 'ann', 'desk-1'"), NULL, NULL, false},
    {"tender_in_an_open_shift", TENDER("'card', 77, 'ann', 'desk-1'"), NULL, NULL, false},
    {"tender_of_cash_in_its_drawer", TENDER("'cash', NULL, 'ann', 'desk-1'"), NULL, NULL, false},
    {"tender_of_cash_in_its_drawer", TENDER("'cash', 2, 'bob', 'desk-1'"), NULL, NULL, false},
    {"tender_of_cash_in_its_drawer", TENDER("'cash', 2, NULL, 'desk-1'"), NULL, NULL, false},
    {"tender_of_cash_in_its_drawer", TENDER("'cash', 2, 'ann', 'exit-1'"), NULL, NULL, false},
    {"card_attempt_in_an_open_shift", CARD("3"), NULL, NULL, false},
    {"card_attempt_keeps_its_shift",
     "UPDATE card_attempt SET shift_id = NULL WHERE attempt_id = #202", NULL, NULL, false},
    {"card_attempt_keeps_its_shift", "UPDATE card_attempt SET shift_id = 3 WHERE attempt_id = #202",
     NULL, NULL, false},
    {"cash_movement_in_its_drawer", MOVE("3, 'bob', 'exit-1'"), NULL, NULL, false},
    {"cash_movement_in_its_drawer", MOVE("2, 'bob', 'desk-1'"), NULL, NULL, false},
    {"cash_movement_in_its_drawer", MOVE("2, 'ann', 'exit-1'"), NULL, NULL, false},
};

static const struct wall constraints[] = {
    {NULL, COUNT("2, 'guess', 5, NULL, " OF_ANN), "DROP TRIGGER cash_count_in_its_time",
     "CHECK constraint failed: kind IN ('float', 'count', 'recount')", false},
    {NULL, COUNT("2, 'count', -5, NULL, " OF_ANN), NULL, "CHECK constraint failed: total >= 0",
     false},
    {NULL, PIECES("50", "[[50,1]"), NULL, "malformed JSON", true},
    {NULL,
     "INSERT INTO cash_count (count_id, shift_id, kind, total, time, staff, station, request_id) "
     "VALUES (-1, 2, 'count', 5, 9560001, 'ann', 'desk-1', 'c9')",
     NULL, "CHECK constraint failed: count_id > 0", false},
};

static const struct way ways[] = {
    {NULL, PIECES("140", "[[50,2],[20,2],[5,0]]"), NULL, NULL},
    {NULL, PIECES("0", "[]"), NULL, NULL},
    {NULL, COUNT("2, 'count', 5, NULL, 9600000, 'bob', 'exit-1'"), NULL, NULL},
    {NULL, COUNT("2, 'float', 1000, '[[500,2]]', " OF_ANN), NULL, NULL},
    {NULL, COUNT("1, 'recount', 245, NULL, 9600000, 'bob', 'exit-1'"), NULL, NULL},
    {NULL, COUNT("3, 'recount', 90, NULL, " OF_ANN), NULL, NULL},
    {NULL, CLOSE(""), COUNTED, NULL},
    {NULL, CLOSE(", closed_by = 'bob'"), COUNTED, NULL},
    {NULL, CLOSE(", expected = 795, over_short = 4"), COUNTED ";" MOVE("2, 'ann', 'desk-1'"), NULL},
    {NULL, CLOSE(", expected = 900, over_short = -101"),
     COUNTED ";" TENDER("'cash', 2, 'ann', 'desk-1'"), NULL},
    {NULL, CLOSE(""), COUNTED ";" TENDER("'card', 2, 'ann', 'desk-1'"), NULL},
    {NULL, TENDER("'card', NULL, 'bob', 'exit-1'"), NULL, NULL},
    {NULL, TENDER("'card', 2, 'bob', 'exit-1'"), NULL, NULL}, /* a late card of ann's */
    {NULL, TENDER("'cash', NULL, NULL, 'exit-1'"),
     "DROP TRIGGER staff_keeps_a_manager; UPDATE staff SET is_active = 0", NULL},
    {NULL, CARD("2"), NULL, NULL},
    {NULL, CARD("NULL"), NULL, NULL},
    {NULL, "UPDATE card_attempt SET state = 'unknown' WHERE attempt_id = #202", NULL, NULL},
};

int main(void)
{
    static const struct wall_suite walls = WALL_SUITE("migrations/0006-shifts.sql");
    return wall_run(&walls);
}
