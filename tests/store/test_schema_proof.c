/*
 * The walls of migration 8: copies of receipts, closed days, walks. See support/wall.h.
 */
#include "../support/wall.h"

/* ---- copies ---- */

#define COPY     "INSERT INTO receipt_copy (station, receipt_no, copy_no, time, printed_at) VALUES "
#define ONE_COPY COPY "('desk-1', 1, 1, 9600000, 'desk-1')"

/* ---- closed days ---- */

#define CLOSE                                                                                      \
    "INSERT INTO day_close (business_date, from_time, closed_at, inside_before, issued, exited, "  \
    "voided, replaced, released, inside_after, unaccounted, last_no, from_tender, last_tender, "   \
    "shifts, cash, deposit, difference, staff, approver, station, exited_then, voided_then, "      \
    "replaced_then, released_then) VALUES "
#define THEN  ", 'bob', NULL, 'desk-1', 0, 0, 0, 0)"
#define FIRST CLOSE "('1970-01-01', 0, 5000, 0, 10, 6, 0, 1, 1, 2, 0, 10, 0, 6, 1, 240, 240, 0" THEN
#define NEXT(date, from, before, issued, after, first_tender)                                      \
    CLOSE "(" date ", " from ", 6000, " before ", " issued ", 0, 0, 0, 0, " after ", 0, 10, "      \
          "" first_tender ", 6, 0, 0, 0, 0" THEN

/* ---- walks ---- */

#define WALK    "INSERT INTO walk (begun_at, station) VALUES (9700000, 'desk-1')"
#define SIGHT   "INSERT INTO walk_sight (walk_id, spot_id, seen_at, registration_number) VALUES "
#define SEEN    WALK ";" SIGHT "(1, 1, 9700100, 'X1'), (1, 2, 9700200, NULL)"
#define ENDED   SEEN ";UPDATE walk SET ended_at = 9700300 WHERE walk_id = 1"
#define SETTLED SEEN ";" SETTLE "(1, 1, 'stranger', 'leave', 'night', 9700200)"
#define SETTLE  "INSERT INTO walk_settlement (walk_id, spot_id, kind, how, reason, time) VALUES "

static const struct wall guards[] = {
    {"receipt_copy_is_the_next", COPY "('desk-1', 1, 2, 1, 'desk-1')", NULL, NULL, false},
    {"receipt_copy_is_the_next", COPY "('desk-1', 1, NULL, 1, 'desk-1')", NULL, NULL, false},
    {"receipt_copy_is_the_next", ONE_COPY, ONE_COPY,
     "UNIQUE constraint failed: receipt_copy.station, receipt_copy.receipt_no, "
     "receipt_copy.copy_no",
     false},
    {"receipt_copy_is_the_next", COPY "('desk-1', 99, 1, 1, 'desk-1')", NULL, NULL, false},
    {"receipt_copy_is_the_next", COPY "('desk-1', 1, 0, 1, 'desk-1')", NULL,
     "CHECK constraint failed: copy_no > 0", false},
    {"receipt_copy_kept", "UPDATE receipt_copy SET copy_no = 2", ONE_COPY, NULL, false},
    {"receipt_copy_kept", "UPDATE receipt_copy SET staff = 'ann'", ONE_COPY, NULL, false},
    {"receipt_copy_stays", "DELETE FROM receipt_copy", ONE_COPY, NULL, false},

    {"day_close_is_the_next", NEXT("'1970-01-03'", "5000", "2", "0", "2", "6"), FIRST, NULL, false},
    {"day_close_is_the_next", NEXT("'1969-12-31'", "5000", "2", "0", "2", "6"), FIRST, NULL, false},
    {"day_close_is_the_next", NEXT("'1970-01-01'", "5000", "2", "0", "2", "6"), FIRST,
     "UNIQUE constraint failed: day_close.business_date", false},
    {"day_close_is_the_next", NEXT("'1970-01-02'", "5001", "2", "0", "2", "6"), FIRST, NULL, false},
    {"day_close_is_the_next", NEXT("'1970-01-02'", "5000", "3", "0", "3", "6"), FIRST, NULL, false},
    {"day_close_is_the_next", NEXT("'1970-01-02'", "5000", "2", "1", "3", "6"), FIRST, NULL, false},
    {"day_close_is_the_next", NEXT("'1970-01-02'", "5000", "2", "0", "2", "5"), FIRST, NULL, false},
    {"day_close_is_the_next", NEXT("NULL", "5000", "2", "0", "2", "6"), FIRST, NULL, false},
    {"day_close_counts_all",
     CLOSE "('1970-01-01', 0, 5000, 0, 9, 6, 0, 1, 1, 1, 0, 9, 0, 6, 1, 0, 0, 0" THEN, NULL, NULL,
     false},
    {"day_close_counts_all",
     CLOSE "('1970-01-01', 0, 5000, 0, 10, 6, 0, 1, 1, 2, 0, 10, 0, 5, 1, 0, 0, 0" THEN, NULL, NULL,
     false},
    {"day_close_after_its_shifts",
     CLOSE "('1970-04-20', 0, 5000, 0, 10, 6, 0, 1, 1, 2, 0, 10, 0, 6, 1, 0, 0, 0" THEN, NULL, NULL,
     false},
    {"day_close_after_its_shifts",
     CLOSE "('1970-04-21', 0, 5000, 0, 10, 6, 0, 1, 1, 2, 0, 10, 0, 6, 1, 0, 0, 0" THEN, NULL, NULL,
     false},
    {"day_close_kept", "UPDATE day_close SET deposit = 250, difference = 10", FIRST, NULL, false},
    {"day_close_kept", "UPDATE day_close SET note = 'found'", FIRST, NULL, false},
    {"day_close_stays", "DELETE FROM day_close", FIRST, NULL, false},

    {"walk_is_new", WALK, WALK, "UNIQUE constraint failed: index 'walk_open'", false},
    {"walk_is_new", "INSERT INTO walk (walk_id, begun_at, station) VALUES (1, 1, 'desk-1')", ENDED,
     "UNIQUE constraint failed: walk.walk_id", false},
    {"walk_is_new",
     "INSERT INTO walk (begun_at, station, ended_at) VALUES (9700000, 'desk-1', 9700000)", NULL,
     NULL, false},
    {"walk_ended_stays", "UPDATE walk SET ended_at = NULL", ENDED, NULL, false},
    {"walk_ended_stays", "UPDATE walk SET end_reason = 'x'", ENDED, NULL, false},
    {"walk_ended_stays", "UPDATE walk SET walk_id = 7", WALK, NULL, false},
    {"walk_ended_stays", "UPDATE walk SET rowid = 7", WALK, NULL, false},
    {"walk_ended_stays", "UPDATE walk SET begun_at = 1", WALK, NULL, false},
    {"walk_ended_stays", "UPDATE walk SET begun_by = 'bob'", WALK, NULL, false},
    {"walk_ended_stays", "UPDATE walk SET station = 'exit-1'", WALK, NULL, false},
    {"walk_stays", "DELETE FROM walk", WALK, NULL, false},

    {"walk_sight_is_new", SIGHT "(1, 1, 9700300, 'X2')", SEEN,
     "UNIQUE constraint failed: walk_sight.walk_id, walk_sight.spot_id", false},
    {"walk_sight_on_its_walk", SIGHT "(1, 3, 9700300, 'X2')", ENDED, NULL, false},
    {"walk_sight_on_its_walk", SIGHT "(2, 3, 9700300, 'X2')", WALK, NULL, false},
    {"walk_sight_on_its_walk", SIGHT "(1, 99, 9700300, 'X2')", WALK, NULL, false},
    {"walk_sight_settled_stays",
     "UPDATE walk_sight SET registration_number = 'Y' WHERE spot_id = 1", SETTLED, NULL, false},
    {"walk_sight_settled_stays",
     "UPDATE walk_sight SET registration_number = 'Y' WHERE spot_id = 1", ENDED, NULL, false},
    {"walk_sight_settled_stays", "UPDATE walk_sight SET spot_id = 3 WHERE spot_id = 1", SEEN, NULL,
     false},
    {"walk_sight_settled_stays", "UPDATE walk_sight SET walk_id = 2 WHERE spot_id = 1", SEEN, NULL,
     false},
    {"walk_sight_stays", "DELETE FROM walk_sight", SEEN, NULL, false},
    {"walk_sight_stays", "DELETE FROM walk_sight", ENDED, NULL, false},
    {"walk_sight_stays", "DELETE FROM walk_sight", ENDED ";" OPEN_RUN, NULL, false},

    {"walk_settlement_is_new", SETTLE "(1, 1, 'stranger', 'park', 'day', 9700300)", SETTLED,
     "UNIQUE constraint failed: walk_settlement.walk_id, walk_settlement.spot_id, "
     "walk_settlement.kind",
     false},
    {"walk_settlement_of_a_sight", SETTLE "(1, 3, 'ghost', 'leave', 'r', 9700300)", SEEN, NULL,
     false},
    {"walk_settlement_of_a_sight", SETTLE "(2, 1, 'ghost', 'leave', 'r', 9700300)", SEEN, NULL,
     false},
    {"walk_settlement_of_a_sight", SETTLE "(1, 1, 'ghost', 'leave', 'r', 9700300)", ENDED, NULL,
     false},
    {"walk_settlement_kept", "UPDATE walk_settlement SET reason = 'better'", SETTLED, NULL, false},
    {"walk_settlement_stays", "DELETE FROM walk_settlement", SETTLED, NULL, false},
};

static const struct wall constraints[] = {
    {NULL, CLOSE "('1970-00-01', 0, 5000, 0, 10, 6, 0, 1, 1, 2, 0, 10, 0, 6, 1, 0, 0, 0" THEN, NULL,
     "CHECK constraint failed: business_date IS date(business_date)", false},
    {NULL, CLOSE "('1970-01-01', 0, 5000, 13, -1, 6, 0, 1, 1, 4, 0, 10, 0, 6, 1, 0, 0, 0" THEN,
     NULL, "CHECK constraint failed: issued >= 0", false},
    {NULL, CLOSE "('1970-01-01', 0, 5000, 0, 10, 6, 0, 1, 1, 3, 0, 10, 0, 6, 1, 0, 0, 0" THEN, NULL,
     "CHECK constraint failed: inside_before + issued - exited - voided - replaced - released + "
     "unaccounted = inside_after",
     false},
    {NULL, CLOSE "('1970-01-01', 0, 5000, 0, 10, 6, 0, 1, 1, 2, 0, 10, 0, 6, 1, 0, -1, -1" THEN,
     NULL, "CHECK constraint failed: deposit >= 0", false},
    {NULL, CLOSE "('1970-01-01', 0, 5000, 0, 10, 6, 0, 1, 1, 2, 0, 10, 0, 6, 1, 240, 200, 0" THEN,
     NULL, "CHECK constraint failed: difference = deposit - cash", false},
    {NULL,
     CLOSE "('1970-01-01', 0, 5000, 0, 10, 6, 0, 1, 1, 2, 0, 10, 0, 6, 1, 0, 0, 0, 'bob', 'bob', "
           "'desk-1', 0, 0, 0, 0)",
     NULL, "CHECK constraint failed: approver IS NULL OR approver <> staff", false},

    {NULL, "INSERT INTO walk (walk_id, begun_at, station) VALUES (0, 1, 'desk-1')", NULL,
     "CHECK constraint failed: walk_id > 0", false},
    {NULL, "UPDATE walk SET ended_at = begun_at - 1", WALK,
     "CHECK constraint failed: ended_at >= begun_at", false},
    {NULL, "UPDATE walk SET end_reason = 'x'", WALK,
     "CHECK constraint failed: ended_at IS NOT NULL OR (ended_by IS NULL AND end_reason IS NULL)",
     false},
    {NULL,
     "INSERT INTO walk_sight (walk_id, spot_id, seen_at, plate_ticket, plate_spot) "
     "VALUES (1, 3, 1, #3, 3)",
     WALK, "CHECK constraint failed: registration_number IS NOT NULL OR plate_ticket IS NULL",
     false},
    {NULL,
     "INSERT INTO walk_sight (walk_id, spot_id, seen_at, registration_number, plate_ticket) "
     "VALUES (1, 3, 1, 'A3', #3)",
     WALK, "CHECK constraint failed: (plate_ticket IS NULL) = (plate_spot IS NULL)", false},
    {NULL, SETTLE "(1, 1, 'spirit', 'leave', 'r', 1)", SEEN,
     "CHECK constraint failed: kind IN ('ghost', 'stranger', 'moved')", false},
    {NULL, SETTLE "(1, 1, 'ghost', 'forget', 'r', 1)", SEEN,
     "CHECK constraint failed: how IN ('release', 'park', 'move', 'leave')", false},
    {NULL, SETTLE "(1, 1, 'ghost', 'park', 'r', 1)", SEEN,
     "CHECK constraint failed: how = 'leave' OR kind || how IN ('ghostrelease', 'strangerpark', "
     "'movedmove')",
     false},
    {NULL, SETTLE "(1, 1, 'ghost', 'leave', '', 1)", SEEN,
     "CHECK constraint failed: length(reason) > 0", false},
};

static const struct way ways[] = {
    {NULL, ONE_COPY, NULL, NULL},
    {NULL, COPY "('desk-1', 1, 2, 1, 'exit-1')", ONE_COPY, NULL},
    {NULL, FIRST, NULL, NULL},
    {NULL, NEXT("'1970-01-02'", "5000", "2", "0", "2", "6"), FIRST, NULL},
    {NULL, WALK, ENDED, NULL},
    {NULL, "UPDATE walk_sight SET registration_number = 'Y1' WHERE spot_id = 1", SEEN, NULL},
    {NULL, SETTLE "(1, 1, 'moved', 'move', 'r', 1)", SETTLED, NULL},
    {NULL, "UPDATE walk SET ended_at = 9700300, ended_by = 'bob', end_reason = 'fire'", SETTLED,
     NULL},
    {NULL, "DELETE FROM walk_sight",
     "INSERT INTO walk (begun_at, station) VALUES (1000, 'desk-1');" SIGHT "(1, 1, 1001, 'X1');"
     "UPDATE walk SET ended_at = 2000;" OPEN_RUN,
     NULL},
};

int main(void)
{
    static const struct wall_suite walls = WALL_SUITE("migrations/0008-proof.sql");
    return wall_run(&walls);
}
