/*
 * The walls of migration 2: vehicles and tickets. See support/wall.h; retention has its own test.
 */
#include "../support/wall.h"

/* A ticket with only the columns of the contract, and one with those that a case is about. */
#define PARK                                                                                       \
    "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "          \
    "exit_time, expires_at, is_paid, ended_as, found_by, replaces, owed) VALUES "
#define PARK_WITH(column)                                                                          \
    "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "          \
    "expires_at, " column ") VALUES (#11, 11, 11, 8, 9500000, 9600000, "
#define ENDED(change) "UPDATE parking_ticket SET " change " WHERE ticket_no = 1"
#define OPEN(change)  "UPDATE parking_ticket SET " change " WHERE ticket_no = 2"

static const struct wall guards[] = {
    {"vehicle_is_new", "INSERT INTO vehicle (registration_number) VALUES ('A2')", NULL,
     "UNIQUE constraint failed: vehicle.registration_number", false},
    {"vehicle_is_new", "INSERT INTO vehicle (vehicle_id) VALUES (2)", NULL,
     "UNIQUE constraint failed: vehicle.vehicle_id", false},
    {"vehicle_is_new", "INSERT INTO vehicle (rowid, registration_number) VALUES (11, 'Z')", NULL,
     NULL, false},
    {"vehicle_keeps_its_plate",
     "UPDATE vehicle SET registration_number = 'Z' WHERE vehicle_id = 11", NULL, NULL, false},
    {"vehicle_keeps_its_plate",
     "UPDATE vehicle SET registration_number = 'A2' WHERE vehicle_id = 11", NULL, NULL, false},
    {"vehicle_keeps_its_plate",
     "UPDATE vehicle SET registration_number = NULL WHERE vehicle_id = 11", NULL, NULL, false},
    {"vehicle_keeps_its_plate",
     "UPDATE vehicle SET registration_number = 'Z' WHERE vehicle_id = 10", NULL, NULL, false},
    {"vehicle_keeps_its_plate", "UPDATE vehicle SET vehicle_id = 10 WHERE vehicle_id = 11", NULL,
     NULL, false},
    {"vehicle_keeps_its_plate", "UPDATE vehicle SET rowid = 10 WHERE vehicle_id = 11", NULL, NULL,
     false},
    {"vehicle_stays", "DELETE FROM vehicle WHERE vehicle_id = 2", NULL, NULL, false},
    {"vehicle_stays", "DELETE FROM vehicle WHERE vehicle_id = 1", NULL, NULL, false},
    {"spot_stays", "DELETE FROM parking_spot WHERE spot_id = 2", NULL, NULL, false},
    {"spot_stays", "DELETE FROM parking_spot WHERE spot_id = 1", NULL, NULL, false},

    {"ticket_is_new", PARK "(#1, 11, 11, 8, 1, 2, 2, 0, 'void', NULL, NULL, 0)", NULL,
     "UNIQUE constraint failed: parking_ticket.ticket_id", false},
    {"ticket_is_new", PARK "(#11, 1, 11, 8, 1, 2, 2, 0, 'void', NULL, NULL, 0)", NULL,
     "UNIQUE constraint failed: parking_ticket.ticket_no", false},
    {"ticket_is_new",
     "INSERT INTO parking_ticket (rowid, ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "
     "expires_at) VALUES (1, #11, 11, 11, 8, 1, 2)",
     NULL, NULL, false},
    {"ticket_has_its_own", PARK_WITH("is_paid") "0), (#12, 12, 99, 1, 1, 2, 0)", NULL, NULL, false},
    {"ticket_has_its_own", PARK "(#12, 12, 11, 99, 1, NULL, 2, 0, NULL, NULL, NULL, 0)", NULL, NULL,
     false},
    {"ticket_one_per_spot", PARK "(#11, 11, 11, 2, 1, NULL, 2, 0, NULL, NULL, NULL, 0)", NULL,
     "UNIQUE constraint failed: parking_ticket.spot_id", false},
    {"ticket_one_per_vehicle", PARK "(#11, 11, 2, 8, 1, NULL, 2, 0, NULL, NULL, NULL, 0)", NULL,
     "UNIQUE constraint failed: parking_ticket.vehicle_id", false},
    {"ticket_replaces_once", PARK_WITH("replaces") "#8)", NULL,
     "UNIQUE constraint failed: parking_ticket.replaces", false},

    {"ticket_keeps_its_name", OPEN("ticket_id = #3"), NULL, NULL, false},
    {"ticket_keeps_its_name", OPEN("ticket_id = #11"), NULL, NULL, false},
    {"ticket_keeps_its_name", OPEN("ticket_no = 3"), NULL, NULL, false},
    {"ticket_keeps_its_name", OPEN("ticket_no = 11"), NULL, NULL, false},
    {"ticket_keeps_its_name", OPEN("rowid = 2"), NULL, NULL, false},
    {"ticket_keeps_its_name", OPEN("entry_time = entry_time + 3600"), NULL, NULL, false},
    {"ticket_keeps_its_name", OPEN("replaces = #8"), NULL, NULL, false},
    {"ticket_keeps_its_name", OPEN("replaces = #10"), NULL, NULL, false},
    {"ticket_moves_alone", OPEN("spot_id = 3"), NULL, NULL, false},
    {"ticket_moves_alone", OPEN("vehicle_id = 3"), NULL, NULL, false},
    {"ticket_moves_to_its_own", OPEN("spot_id = 99"), NULL, NULL, false},
    {"ticket_moves_to_its_own", OPEN("vehicle_id = 99"), NULL, NULL, false},
    {"ticket_ends_where_it_is", OPEN("exit_time = 9700000, ended_as = 'exited', spot_id = 8"), NULL,
     NULL, false},
    {"ticket_ends_where_it_is", OPEN("exit_time = 9700000, ended_as = 'exited', vehicle_id = 11"),
     NULL, NULL, false},

    {"ticket_ended_stays", ENDED("exit_time = NULL, ended_as = NULL, found_by = NULL"), NULL, NULL,
     false},
    {"ticket_ended_stays", ENDED("exit_time = exit_time + 1"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("spot_id = 8"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("vehicle_class = 'truck'"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("expires_at = 0"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("is_paid = 0"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("is_paid = NULL"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("ended_as = 'void', found_by = NULL"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("found_by = NULL"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("is_lost = 1"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("is_late_entry = 1"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("reason = 'no'"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("entry_station = 'desk-1'"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("exit_station = 'desk-1'"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("entry_staff = 'ann'"), NULL, NULL, false},
    {"ticket_ended_stays", ENDED("exit_staff = 'ann'"), NULL, NULL, false},
    {"ticket_ended_stays", "UPDATE parking_ticket SET ended_as = 'replaced' WHERE ticket_no = 10",
     NULL, NULL, false},
    {"ticket_ended_stays", "UPDATE parking_ticket SET owed = NULL WHERE ticket_no = 4", NULL, NULL,
     false},
    {"ticket_ended_stays", "UPDATE parking_ticket SET owed = 501 WHERE ticket_no = 4", NULL, NULL,
     false},
    {"ticket_vehicle_stays", ENDED("vehicle_id = 11"), NULL, NULL, false},
    {"ticket_vehicle_stays", ENDED("vehicle_id = 10"), NULL, NULL, false},
    {"ticket_stays", "DELETE FROM parking_ticket WHERE ticket_no = 10", NULL, NULL, false},
    {"ticket_stays", "DELETE FROM parking_ticket WHERE ticket_no = 9", NULL, NULL, false},
    /* One run at a time is refused by a guard of migration 4, with the index behind it. */
    {"retention_run_bounded", "INSERT INTO retention_run VALUES (9, 0, NULL, 0, 0, 0, NULL)",
     OPEN_RUN, "UNIQUE constraint failed: index 'retention_run_open'", false},
};

static const struct wall constraints[] = {
    {NULL, "INSERT INTO vehicle (registration_number) VALUES ('')", NULL,
     "CHECK constraint failed: length(registration_number) BETWEEN 1 AND 19", false},
    {NULL, "INSERT INTO vehicle (registration_number) VALUES (printf('%020d', 1))", NULL,
     "CHECK constraint failed: length(registration_number) BETWEEN 1 AND 19", false},
    {NULL, "INSERT INTO vehicle (vehicle_id) VALUES (-1)", NULL,
     "CHECK constraint failed: vehicle_id > 0", false},
    {NULL, "UPDATE vehicle SET vehicle_class = 'boat'", NULL,
     "CHECK constraint failed: vehicle_class IN ('car', 'motorcycle', 'van', 'truck')", false},

    {NULL, PARK "('short', 11, 11, 8, 1, NULL, 2, 0, NULL, NULL, NULL, 0)", NULL,
     "CHECK constraint failed: length(ticket_id) = 36", false},
    {NULL, PARK "(NULL, 11, 11, 8, 1, NULL, 2, 0, NULL, NULL, NULL, 0)", NULL,
     "NOT NULL constraint failed: parking_ticket.ticket_id", false},
    {NULL, PARK "(#11, 0, 11, 8, 1, NULL, 2, 0, NULL, NULL, NULL, 0)", NULL,
     "CHECK constraint failed: ticket_no > 0", false},
    {NULL, PARK_WITH("vehicle_class") "'boat')", NULL,
     "CHECK constraint failed: vehicle_class IN ('car', 'motorcycle', 'van', 'truck')", false},
    {NULL, OPEN("is_paid = 2"), NULL, "CHECK constraint failed: is_paid IN (0, 1)", false},
    {NULL, OPEN("is_lost = 2"), NULL, "CHECK constraint failed: is_lost IN (0, 1)", false},
    {NULL, OPEN("is_late_entry = 2"), NULL, "CHECK constraint failed: is_late_entry IN (0, 1)",
     false},
    {NULL, OPEN("exit_time = 9700000, ended_as = 'flown'"), NULL,
     "CHECK constraint failed: ended_as IN ('exited', 'void', 'replaced', 'released')", false},
    {NULL, OPEN("exit_time = 9700000, ended_as = 'exited', found_by = 'luck'"), NULL,
     "CHECK constraint failed: found_by IN ('scan', 'number', 'plate', 'spot')", false},
    {NULL, OPEN("exit_time = 9700000, ended_as = 'void', found_by = 'scan'"), NULL,
     "CHECK constraint failed: found_by IS NULL OR ended_as IS 'exited'", false},
    {NULL, OPEN("found_by = 'scan'"), NULL,
     "CHECK constraint failed: found_by IS NULL OR ended_as IS 'exited'", false},
    {NULL, OPEN("exit_time = entry_time - 1, ended_as = 'exited'"), NULL,
     "CHECK constraint failed: exit_time >= entry_time", false},
    {NULL, OPEN("exit_time = 9700000"), NULL,
     "CHECK constraint failed: (exit_time IS NULL) = (ended_as IS NULL)", false},
    {NULL, OPEN("ended_as = 'exited'"), NULL,
     "CHECK constraint failed: (exit_time IS NULL) = (ended_as IS NULL)", false},
    {NULL, OPEN("owed = -1"), NULL, "CHECK constraint failed: owed >= 0", false},
    {NULL, OPEN("owed = 5"), NULL, "CHECK constraint failed: owed = 0 OR ended_as IS 'released'",
     false},
    {NULL, OPEN("exit_time = 9700000, ended_as = 'exited', owed = 5"), NULL,
     "CHECK constraint failed: owed = 0 OR ended_as IS 'released'", false},
    {NULL,
     "INSERT INTO parking_ticket (rowid, ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "
     "expires_at) VALUES (-1, #11, 11, 11, 8, 1, 2)",
     NULL, "CHECK constraint failed: rowid > 0", false},
    {NULL,
     "INSERT INTO retention_run (opened_at, closed_at, plate_cutoff, ticket_cutoff, "
     "journal_cutoff) VALUES (5, 4, 0, 0, 0)",
     NULL, "CHECK constraint failed: closed_at >= opened_at", false},
    {NULL, "INSERT INTO hold VALUES (#5, 'again', 1, NULL)", NULL,
     "UNIQUE constraint failed: hold.ticket_id", true},
};

static const struct way ways[] = {
    {"ticket_takes_spot", PARK_WITH("is_paid") "0)", NULL,
     "SELECT is_occupied = 1 AND is_available = 0 FROM parking_spot WHERE spot_id = 8"},
    {"ticket_takes_spot",
     "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "
     "exit_time, expires_at, is_paid) VALUES (#11, 11, 12, 8, 1, NULL, 2, 0)",
     "INSERT INTO vehicle (vehicle_id, registration_number, vehicle_class) VALUES (12, 'Z', 'van')",
     "SELECT occupied = 1 FROM spot_count WHERE level = '2' AND kind = 'standard'"},
    /* Whoever stands on a spot that is out of service or held takes nothing from what is free. */
    {"ticket_takes_spot", PARK "(#11, 11, 11, 6, 1, NULL, 2, 0, NULL, NULL, NULL, 0)", NULL,
     "SELECT free = 0 AND occupied = 1 FROM spot_count WHERE kind = 'compact'"},
    {NULL, PARK "(#11, 11, 11, 2, 1, 2, 2, 0, 'exited', 'scan', NULL, 0)", NULL,
     "SELECT is_occupied = 1 FROM parking_spot WHERE spot_id = 2"},
    {NULL, PARK "(#11, 11, 11, 8, 1, NULL, 2, 0, NULL, NULL, #1, 0)", NULL, NULL},
    {"ticket_leaves_spot", OPEN("exit_time = entry_time, ended_as = 'exited', found_by = 'spot'"),
     NULL, "SELECT is_available = 1 FROM parking_spot WHERE spot_id = 2"},
    {"ticket_leaves_spot", OPEN("exit_time = 9700000, ended_as = 'released', owed = 300"),
     "UPDATE parking_spot SET in_service = 0 WHERE spot_id = 2",
     "SELECT is_available = 0 AND is_occupied = 0 FROM parking_spot WHERE spot_id = 2"},
    {"ticket_moves", OPEN("spot_id = 8"), NULL,
     "SELECT is_available = 1 FROM parking_spot WHERE spot_id = 2"},
    {"ticket_moves", OPEN("spot_id = 6"), NULL,
     "SELECT is_available = 0 AND is_occupied = 1 FROM parking_spot WHERE spot_id = 6"},
    {NULL, OPEN("vehicle_id = 11, vehicle_class = 'van'"), NULL, NULL},
    {NULL, OPEN("expires_at = 9990000, is_paid = 1"), NULL, NULL},
    {NULL,
     "UPDATE parking_ticket SET exit_time = 9800000, ended_as = 'void' WHERE exit_time IS NULL",
     NULL, "SELECT sum(occupied) = 0 AND sum(free) = 6 FROM spot_count"},
    {NULL, "UPDATE parking_ticket SET owed = owed - 200 WHERE ticket_no = 4", NULL,
     "SELECT owed = 300 FROM parking_ticket WHERE ticket_no = 4"},
    {NULL, "INSERT INTO vehicle (registration_number) VALUES ('PL/ABCDEFGHIJKLMNO')", NULL, NULL},
    {NULL, "INSERT INTO vehicle (registration_number, vehicle_class) VALUES (NULL, 'truck')", NULL,
     NULL},
    {NULL,
     "UPDATE vehicle SET registration_typed = 'a-2', vehicle_class = 'van' "
     "WHERE vehicle_id = 2",
     NULL, NULL},
    {NULL, "DELETE FROM vehicle WHERE vehicle_id = 11", NULL, NULL},
};

int main(void)
{
    static const struct wall_suite walls = WALL_SUITE("migrations/0002-stays.sql");
    return wall_run(&walls);
}
