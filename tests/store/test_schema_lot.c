/*
 * The walls of migration 1: settings, counters, people, spots and the counts. See support/wall.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/wall.h"

#define SPOT "INSERT INTO parking_spot (label, level, in_service, is_available, is_held) VALUES "
#define DOOR "INSERT INTO count_door VALUES (1)"

/* Counters and spots keep their names; what is available is derived. */
static const struct wall guards[] = {
    {"counter_goes_up", "UPDATE counter SET value = value - 1", NULL, NULL, false},
    {"counter_goes_up", "UPDATE counter SET name = 'receipt:x' WHERE name = 'ticket_no'", NULL,
     NULL, false},
    {"counter_stays", "DELETE FROM counter WHERE name = 'ticket_no'", NULL, NULL, false},
    {"counter_is_new", "INSERT INTO counter VALUES ('ticket_no', 5)", NULL,
     "UNIQUE constraint failed: counter.name", false},
    {"counter_is_new",
     "INSERT INTO counter VALUES ('ticket_no', 5) ON CONFLICT DO UPDATE SET value = 5", NULL, NULL,
     true},

    {"spot_is_new", "INSERT INTO parking_spot (label, level) VALUES ('a02', '1')", NULL,
     "UNIQUE constraint failed: parking_spot.label", false},
    {"spot_is_new", "INSERT INTO parking_spot (spot_id, label, level) VALUES (8, 'Z', '1')", NULL,
     "UNIQUE constraint failed: parking_spot.spot_id", false},
    {"spot_is_new", "INSERT INTO parking_spot (rowid, label, level) VALUES (8, 'Z', '1')", NULL,
     NULL, false},
    {"spot_is_born_empty", SPOT "('Z', '1', 1, 0, 0)", NULL, NULL, false},
    {"spot_is_born_empty", SPOT "('Z', '1', 0, 1, 0)", NULL, NULL, false},
    {"spot_is_born_empty", SPOT "('Z', '1', 1, 1, 1)", NULL, NULL, false},
    {"spot_is_born_empty", SPOT "('Z', '1', 0, NULL, 0)", NULL, NULL, false},
    {"spot_is_born_empty", SPOT "('Z', '1', 1, 2, 0)", NULL,
     "CHECK constraint failed: is_available IN (0, 1)", false},
    {"spot_is_born_empty",
     "INSERT INTO parking_spot (label, level, is_occupied) VALUES ('Z', '1', 1)", NULL, NULL,
     false},
    {"spot_is_born_empty",
     "INSERT INTO parking_spot (label, level, is_occupied) VALUES ('Z', '1', 2)", NULL,
     "CHECK constraint failed: is_occupied IN (0, 1)", false},
    {"spot_keeps_its_name", "UPDATE parking_spot SET label = 'a02' WHERE spot_id = 8", NULL, NULL,
     false},
    {"spot_keeps_its_name", "UPDATE parking_spot SET spot_id = 7 WHERE spot_id = 8", NULL, NULL,
     false},
    {"spot_keeps_its_name", "UPDATE parking_spot SET spot_id = 99 WHERE spot_id = 8", NULL, NULL,
     false},
    {"spot_keeps_its_name", "UPDATE parking_spot SET rowid = 7 WHERE spot_id = 8", NULL, NULL,
     false},
    {"spot_keeps_its_name", "UPDATE parking_spot SET _rowid_ = 99 WHERE spot_id = 8", NULL, NULL,
     false},

    {"spot_occupied_guard", "UPDATE parking_spot SET is_occupied = 0 WHERE spot_id = 2", NULL, NULL,
     false},
    {"spot_occupied_guard",
     "UPDATE parking_spot SET is_occupied = 1, is_available = 0 WHERE spot_id = 8", NULL, NULL,
     false},
    {"spot_occupied_guard", "UPDATE parking_spot SET is_occupied = NULL WHERE spot_id = 2", NULL,
     NULL, false},
    {"spot_available_guard", "UPDATE parking_spot SET is_available = 1 WHERE spot_id = 2", NULL,
     NULL, false},
    {"spot_available_guard", "UPDATE parking_spot SET is_available = 0 WHERE spot_id = 8", NULL,
     NULL, false},
    {"spot_available_guard", "UPDATE parking_spot SET is_available = 1 WHERE spot_id = 6", NULL,
     NULL, false},
    {"spot_available_guard", "UPDATE parking_spot SET is_available = 1 WHERE spot_id = 7", NULL,
     NULL, false},
    {"spot_available_guard", "UPDATE parking_spot SET is_available = NULL WHERE spot_id = 2", NULL,
     NULL, false},
    {"spot_available_guard",
     "UPDATE parking_spot SET in_service = 0, is_available = 1 WHERE spot_id = 8", NULL, NULL,
     false},

    {"spot_count_kept", "UPDATE spot_count SET free = free - 1 WHERE level = '2'", NULL, NULL,
     false},
    {"spot_count_kept", "UPDATE spot_count SET level = '1' WHERE kind = 'ev'", NULL, NULL, false},
    {"spot_count_born",
     "INSERT INTO spot_count (level, kind, total, free) VALUES ('2', 'oversize', 1, 1)", NULL, NULL,
     false},
    {"spot_count_born", "INSERT INTO spot_count (level, kind) VALUES ('2', 'ev')", NULL,
     "UNIQUE constraint failed: spot_count.level, spot_count.kind", false},
    {"spot_count_stays", "DELETE FROM spot_count WHERE kind = 'ev'", NULL, NULL, false},
};

static const struct wall constraints[] = {
    {NULL, "INSERT INTO counter VALUES ('x', -1)", NULL, "CHECK constraint failed: value >= 0",
     false},
    {NULL, "INSERT INTO station (name, created_at) VALUES ('', 1)", NULL,
     "CHECK constraint failed: length(name) BETWEEN 1 AND 63", false},
    {NULL, "INSERT INTO station (name, created_at) VALUES (printf('%064d', 1), 1)", NULL,
     "CHECK constraint failed: length(name) BETWEEN 1 AND 63", false},
    {NULL, "INSERT INTO station (name, role, created_at) VALUES ('x', 'bar', 1)", NULL,
     "CHECK constraint failed: role IN ('entry', 'exit', 'desk')", false},
    {NULL, "INSERT INTO staff (name, role, pin_hash, created_at) VALUES ('', 'auditor', '', 1)",
     NULL, "CHECK constraint failed: length(name) BETWEEN 1 AND 63", false},
    {NULL, "INSERT INTO staff (name, role, pin_hash, created_at) VALUES ('eve', 'boss', '', 1)",
     NULL, "CHECK constraint failed: role IN ('attendant', 'supervisor', 'manager', 'auditor')",
     false},
    {NULL, "UPDATE staff SET pins_tried = -1", NULL, "CHECK constraint failed: pins_tried >= 0",
     false},
    {NULL, "UPDATE staff SET is_active = 2 WHERE name = 'bob'", NULL,
     "CHECK constraint failed: is_active IN (0, 1)", false},
    {NULL, "UPDATE staff SET failed_pins = -1", NULL, "CHECK constraint failed: failed_pins >= 0",
     false},
    {NULL, "INSERT INTO spot_kind VALUES ('sky', 'wings')", NULL,
     "CHECK constraint failed: need IN ('accessible', 'ev')", false},
    {NULL, "INSERT INTO class_fits_kind VALUES ('boat', 1, 'ev')", NULL,
     "CHECK constraint failed: vehicle_class IN ('car', 'motorcycle', 'van', 'truck')", false},

    {NULL, "INSERT INTO parking_spot (spot_id, label, level) VALUES (0, 'Z', '1')", NULL,
     "CHECK constraint failed: spot_id > 0", false},
    {NULL, "INSERT INTO parking_spot (spot_id, label, level) VALUES (-1, 'Z', '1')", NULL,
     "CHECK constraint failed: spot_id > 0", false},
    {NULL, "UPDATE parking_spot SET in_service = 2 WHERE spot_id = 8", NULL,
     "CHECK constraint failed: in_service IN (0, 1)", false},
    {NULL, "UPDATE parking_spot SET is_held = -1 WHERE spot_id = 7", NULL,
     "CHECK constraint failed: is_held IN (0, 1)", false},
    {NULL, "INSERT INTO parking_spot (label, level) VALUES ('', '1')", NULL,
     "CHECK constraint failed: length(label) BETWEEN 1 AND 23", false},
    {NULL, "UPDATE parking_spot SET label = printf('%024d', 1) WHERE spot_id = 8", NULL,
     "CHECK constraint failed: length(label) BETWEEN 1 AND 23", false},
    {NULL, "INSERT INTO parking_spot (label, level, kind) VALUES ('Z', '1', 'sky')", NULL,
     "CHECK constraint failed: kind IN ('standard', 'compact', 'accessible', 'ev', 'motorcycle', "
     "'oversize')",
     false},
    {NULL, "UPDATE spot_count SET free = -1 WHERE kind = 'ev'", DOOR,
     "CHECK constraint failed: free >= 0", false},
    {NULL, "UPDATE spot_count SET occupied = -1 WHERE kind = 'ev'", DOOR,
     "CHECK constraint failed: occupied >= 0", false},
    {NULL, "UPDATE spot_count SET free = 2 WHERE kind = 'ev'", DOOR,
     "CHECK constraint failed: free + occupied <= total", false},
    {NULL, "INSERT INTO count_door VALUES (2)", NULL, "CHECK constraint failed: is_open = 1",
     false},

    {NULL, "INSERT INTO setting VALUES ('name', 'U')", NULL,
     "UNIQUE constraint failed: setting.name", true},
    {NULL, "INSERT INTO station (name, created_at) VALUES ('desk-1', 1)", NULL,
     "UNIQUE constraint failed: station.name", true},
    {NULL, "INSERT INTO staff (name, role, pin_hash, created_at) VALUES ('ann', 'auditor', '', 1)",
     "DROP TRIGGER staff_is_new", "UNIQUE constraint failed: staff.name", true},
    {NULL, "INSERT INTO token (name, hash, scope, created_at) VALUES ('gate', x'02', '', 1)", NULL,
     "UNIQUE constraint failed: token.name", true},
    {NULL, "INSERT INTO token (name, hash, scope, created_at) VALUES ('x', x'01', '', 1)", NULL,
     "UNIQUE constraint failed: token.hash", true},
    {NULL, "INSERT INTO level VALUES ('1', 3)", NULL, "UNIQUE constraint failed: level.name", true},
    {NULL, "INSERT INTO level VALUES ('3', 1)", NULL, "UNIQUE constraint failed: level.position",
     true},
    {NULL, "INSERT INTO spot_kind VALUES ('ev', NULL)", NULL,
     "UNIQUE constraint failed: spot_kind.kind", true},
    {NULL, "INSERT INTO class_fits_kind VALUES ('truck', 1, 'ev')", NULL,
     "UNIQUE constraint failed: class_fits_kind.vehicle_class, class_fits_kind.preference", true},
    {NULL, "INSERT INTO class_fits_kind VALUES ('truck', 2, 'oversize')", NULL,
     "UNIQUE constraint failed: class_fits_kind.vehicle_class, class_fits_kind.kind", true},
};

#define IS_COUNTED(level, kind, counts)                                                            \
    "SELECT total || ' ' || free || ' ' || occupied = '" counts                                    \
    "' FROM spot_count WHERE level = '" level "' AND kind = '" kind "'"

static const struct way ways[] = {
    {"spot_counts_in", "INSERT INTO parking_spot (label, level) VALUES ('Z', '2')", NULL,
     IS_COUNTED("2", "standard", "3 2 0")},
    {"spot_counts_in",
     "INSERT INTO parking_spot (label, level, kind) VALUES ('Z', '2', 'oversize')", NULL,
     IS_COUNTED("2", "oversize", "1 1 0")},
    {"spot_counts_in", SPOT "('Z', '2', 0, 0, 0)", NULL, IS_COUNTED("2", "standard", "3 1 0")},
    {"spot_available_kept", "UPDATE parking_spot SET in_service = 0 WHERE spot_id = 8", NULL,
     "SELECT is_available = 0 FROM parking_spot WHERE spot_id = 8"},
    {"spot_available_kept", "UPDATE parking_spot SET in_service = 1 WHERE spot_id = 6", NULL,
     IS_COUNTED("2", "compact", "1 1 0")},
    {"spot_available_kept", "UPDATE parking_spot SET is_held = 0 WHERE spot_id = 7", NULL,
     IS_COUNTED("2", "standard", "2 2 0")},
    {"spot_counts_change", "UPDATE parking_spot SET in_service = 0 WHERE spot_id = 8", NULL,
     IS_COUNTED("2", "standard", "2 0 0")},
    {NULL, "UPDATE parking_spot SET in_service = 0 WHERE spot_id = 2", NULL,
     "SELECT is_available = 0 AND is_occupied = 1 FROM parking_spot WHERE spot_id = 2"},
    {NULL, "UPDATE parking_spot SET in_service = 0", NULL,
     "SELECT sum(free) = 0 AND sum(total) = 8 AND sum(occupied) = 3 FROM spot_count"},
    {"spot_counts_change", "UPDATE parking_spot SET level = '2' WHERE spot_id = 2", NULL,
     IS_COUNTED("2", "standard", "3 1 1")},
    {NULL, "UPDATE parking_spot SET kind = 'oversize' WHERE spot_id = 8", NULL,
     IS_COUNTED("2", "oversize", "1 1 0")},
    /* Both at once: the counts must hold in between, too. */
    {NULL, "UPDATE parking_spot SET kind = 'oversize', in_service = 0 WHERE spot_id = 8", NULL,
     IS_COUNTED("2", "oversize", "1 0 0")},
    {NULL, "UPDATE parking_spot SET level = '1', is_held = 0 WHERE spot_id = 7", NULL,
     IS_COUNTED("1", "standard", "5 2 3")},
    {"spot_counts_out", "DELETE FROM parking_spot WHERE spot_id = 8", NULL,
     IS_COUNTED("2", "standard", "1 0 0")},
    /* A door that a hand left open is closed by the next spot that changes. */
    {NULL, "UPDATE parking_spot SET in_service = 0 WHERE spot_id = 8", DOOR, NULL},
    {NULL, "INSERT INTO parking_spot (label, level) VALUES ('Z', '2')", DOOR, NULL},
    {NULL, "DELETE FROM parking_spot WHERE spot_id = 8", DOOR, NULL},
    {NULL, "UPDATE parking_spot SET label = 'b04' WHERE spot_id = 8", NULL, NULL},
    {NULL, "UPDATE counter SET value = value + 1 WHERE name = 'ticket_no'", NULL, NULL},
};

static void guards_stand(void **state)
{
    for (size_t i = 0; i < sizeof guards / sizeof guards[0]; i++)
        wall_try(*state, &guards[i]);
}

static void constraints_stand(void **state)
{
    for (size_t i = 0; i < sizeof constraints / sizeof constraints[0]; i++)
        wall_try(*state, &constraints[i]);
}

static void ways_are_open(void **state)
{
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        wall_go(*state, &ways[i]);
}

static void all_is_tried(void **state)
{
    wall_cover(*state, "migrations/0001-lot.sql");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guards_stand),
        cmocka_unit_test(constraints_stand),
        cmocka_unit_test(ways_are_open),
        cmocka_unit_test(all_is_tried),
    };
    return cmocka_run_group_tests_name("schema: lot", tests, wall_setup, wall_teardown);
}
