/*
 * The walls of migration 5: the staff keeps a manager and its names, exceptions are acknowledged
 * once and by another. See support/wall.h.
 */
#include "../support/wall.h"

#define MEMBER(name, role)                                                                         \
    "INSERT INTO staff (name, role, pin_hash, created_at) VALUES ('" name "', '" role "', 'x', 1)"
#define ENTRY(kind, approver)                                                                      \
    "INSERT INTO journal (seq, time, kind, staff, approver, detail_hash, prev_hash, hash) "        \
    "VALUES (5, 10000001, '" kind "', 'ann', " approver ", zeroblob(32), "                         \
    "CAST(printf('%032d', 4) AS BLOB), CAST(printf('%032d', 5) AS BLOB))"
#define SEEN(seq, by) "INSERT INTO acknowledgement VALUES (" seq ", '" by "', 10000002, NULL)"

static const struct wall guards[] = {
    {"staff_is_new", MEMBER("ann", "auditor"), NULL, "UNIQUE constraint failed: staff.name", false},
    {"staff_is_new", MEMBER("ANN", "auditor"), NULL, "UNIQUE constraint failed: staff.name", false},
    {"staff_begins_with_a_manager", MEMBER("eve", "attendant"),
     "DROP TRIGGER staff_keeps_a_manager; UPDATE staff SET is_active = 0", NULL, false},
    {"staff_keeps_a_manager", "UPDATE staff SET role = 'supervisor' WHERE name = 'max'", NULL, NULL,
     false},
    {"staff_keeps_a_manager", "UPDATE staff SET is_active = 0 WHERE name = 'max'", NULL, NULL,
     false},
    {"staff_keeps_a_manager", "UPDATE staff SET is_active = 0 WHERE name = 'max'",
     MEMBER("eve", "manager") "; UPDATE staff SET is_active = 0 WHERE name = 'eve'", NULL, false},
    {"staff_keeps_its_name", "UPDATE staff SET name = 'eve' WHERE name = 'bob'", NULL, NULL, false},
    {"staff_stays", "DELETE FROM staff WHERE name = 'bob'", NULL, NULL, false},

    {"acknowledgement_is_new", SEEN("2", "max"), NULL,
     "UNIQUE constraint failed: acknowledgement.seq", false},
    {"acknowledgement_is_of_an_exception", SEEN("3", "bob"), NULL, NULL, false},
    {"acknowledgement_is_of_an_exception", SEEN("9", "bob"), NULL, NULL, false},
    {"acknowledgement_is_by_another", SEEN("5", "ann"), ENTRY("void", "NULL"), NULL, false},
    {"acknowledgement_is_by_another", SEEN("5", "ANN"), ENTRY("void", "NULL"), NULL, false},
    {"acknowledgement_is_by_another", SEEN("5", "bob"), ENTRY("void", "'bob'"), NULL, false},
    {"acknowledgement_kept", "UPDATE acknowledgement SET staff = 'max'", NULL, NULL, false},
    {"acknowledgement_stays", "DELETE FROM acknowledgement", NULL, NULL, false},
};

static const struct wall constraints[] = {
    {NULL, ENTRY("void", "'ann'"), NULL,
     "CHECK constraint failed: approver IS NULL OR approver <> staff", false},
    {NULL,
     "INSERT INTO tender (payment_id, method, amount, time, staff, approver, station, receipt_no, "
     "request_id) VALUES (#103, 'card', 100, 9550001, 'ann', 'ann', 'desk-1', 7, 'r9')",
     NULL, "CHECK constraint failed: approver IS NULL OR approver <> staff", false},
    {NULL, MEMBER("ANN", "auditor"), "DROP TRIGGER staff_is_new",
     "UNIQUE constraint failed: staff.name", true},
};

static const struct way ways[] = {
    {NULL, MEMBER("eve", "attendant"), NULL, NULL},
    {NULL, "UPDATE staff SET role = 'attendant' WHERE name = 'max'", MEMBER("eve", "manager"),
     NULL},
    {NULL, SEEN("5", "bob"), ENTRY("void", "NULL"), NULL},
    {NULL, SEEN("5", "ann"), ENTRY("alarm", "NULL"), NULL},
    {NULL, SEEN("5", "max"), ENTRY("refund", "'bob'"), NULL},
};

int main(void)
{
    static const struct wall_suite walls = WALL_SUITE("migrations/0005-people.sql");
    return wall_run(&walls);
}
