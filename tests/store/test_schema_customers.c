/*
 * The walls of migration 7: permits and who is inside under them, sponsors' codes, the watchlist.
 * See support/wall.h.
 */
#include "../support/wall.h"

/* Permit 2 lets one of A11 and A6 in at a time; 3 is another one for A11. */
#define SOLD                                                                                       \
    "INSERT INTO permit (permit_id, holder, valid_from, valid_to) VALUES "                         \
    "(2, 'D', 9000000, 9900000), (3, 'E', 9000000, 9900000);"                                      \
    "INSERT INTO permit_plate VALUES ('A11', 2), ('A6', 2), ('A11', 3);"
#define TICKET(number, vehicle, spot, entry, permit)                                               \
    "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "          \
    "expires_at, permit_id) VALUES (#" number ", " number ", " vehicle ", " spot ", " entry        \
    ", 9990000, " permit ")"
/* A11 is inside under permit 2, with ticket 11. */
#define INSIDE SOLD TICKET("11", "11", "1", "9500000", "2") ";"
#define REPLACE(permit)                                                                            \
    "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "          \
    "expires_at, permit_id, replaces) VALUES (#12, 12, 11, 1, 9500000, 9990000, " permit ", #11)"
#define REPLACED                                                                                   \
    INSIDE "UPDATE parking_ticket SET exit_time = 9600000, ended_as = 'replaced' "                 \
           "WHERE ticket_no = 11; DELETE FROM permit_plate;"
#define CODE(values)                                                                               \
    "INSERT INTO validation (code, sponsor, kind, value, by_tariff, most) VALUES (" values ")"
#define GIVE(ticket, code, request)                                                                \
    "INSERT INTO ticket_validation (ticket_id, code, time, request_id) "                           \
    "VALUES (" ticket ", " code ", 9560000, " request ")"
#define GONE                                                                                       \
    "UPDATE parking_ticket SET exit_time = 9600000, ended_as = 'exited' WHERE ticket_id = #2"
#define TAKEN                                                                                      \
    GONE "; UPDATE ticket_validation SET taken = 5, taken_at = 9600000 WHERE ticket_id = #2"

static const struct wall guards[] = {
    {"permit_is_new",
     "INSERT INTO permit (permit_id, holder, valid_from, valid_to) VALUES (1, 'D', 0, 5)", NULL,
     "UNIQUE constraint failed: permit.permit_id", false},
    {"permit_only_ends", "UPDATE permit SET valid_to = 2", NULL, NULL, false},
    {"permit_only_ends", "UPDATE permit SET valid_from = -1", NULL, NULL, false},
    {"permit_only_ends", "UPDATE permit SET max_inside = 2", NULL, NULL, false},
    {"permit_only_ends", "UPDATE permit SET rowid = 2", NULL, NULL, false},
    {"permit_only_ends", "UPDATE permit SET is_active = 1", "UPDATE permit SET is_active = 0", NULL,
     false},
    {"permit_only_ends", "UPDATE permit SET is_active = NULL", "UPDATE permit SET is_active = 0",
     NULL, false},
    {"permit_stays", "DELETE FROM permit WHERE permit_id = 1", NULL, NULL, false},
    {"permit_stays", "DELETE FROM permit WHERE permit_id = 2", INSIDE "DELETE FROM permit_plate",
     NULL, false},
    {"permit_plate_has_its_permit", "INSERT INTO permit_plate VALUES ('A2', 9)", NULL, NULL, false},
    {"permit_plate_kept", "UPDATE permit_plate SET registration_number = 'A2'", NULL, NULL, false},

    {"ticket_permit_fits", TICKET("11", "7", "1", "9500000", "2"), SOLD, NULL, false},
    {"ticket_permit_fits", TICKET("11", "11", "1", "8999999", "2"), SOLD, NULL, false},
    {"ticket_permit_fits", TICKET("11", "11", "1", "9900000", "2"), SOLD, NULL, false},
    {"ticket_permit_fits", TICKET("11", "11", "1", "9500000", "9"), SOLD, NULL, false},
    {"ticket_permit_fits", REPLACE("3"), REPLACED, NULL, false},
    {"ticket_permit_fits_still", "UPDATE parking_ticket SET permit_id = 2 WHERE ticket_no = 2",
     SOLD, NULL, false},
    {"ticket_permit_fits_still", "UPDATE parking_ticket SET vehicle_id = 7 WHERE ticket_no = 11",
     INSIDE, NULL, false},
    {"ticket_permit_has_room", TICKET("12", "6", "8", "9500000", "2"), INSIDE, NULL, false},
    {"ticket_permit_has_room_still", "UPDATE parking_ticket SET permit_id = 2 WHERE ticket_no = 12",
     INSIDE TICKET("12", "6", "8", "9500000", "NULL"), NULL, false},
    {"ticket_ends_under_its_permit", "UPDATE parking_ticket SET permit_id = 1 WHERE ticket_no = 7",
     NULL, NULL, false},
    {"ticket_ends_under_its_permit",
     "UPDATE parking_ticket SET permit_id = NULL, exit_time = 9600000, ended_as = 'exited' "
     "WHERE ticket_no = 11",
     INSIDE, NULL, false},
    {"permit_count_born", "INSERT INTO permit_count VALUES (1, 5)", NULL,
     "UNIQUE constraint failed: permit_count.one", false},
    {"permit_count_kept", "UPDATE permit_count SET inside = 5", NULL, NULL, false},
    {"permit_count_stays", "DELETE FROM permit_count", NULL, NULL, false},

    {"validation_is_new", CODE("'shop', 'S', 'percent', 5, 0, NULL"), NULL,
     "UNIQUE constraint failed: validation.code", false},
    {"validation_is_new",
     "INSERT INTO validation (code, sponsor, kind, value, given) VALUES ('X', 'S', 'flat', 5, 3)",
     NULL, NULL, false},
    {"validation_only_ends", "UPDATE validation SET code = 'X'", NULL, NULL, false},
    {"validation_only_ends", "UPDATE validation SET sponsor = 'T'", NULL, NULL, false},
    {"validation_only_ends", "UPDATE validation SET kind = 'amount'", NULL, NULL, false},
    {"validation_only_ends", "UPDATE validation SET value = 60", NULL, NULL, false},
    {"validation_only_ends", "UPDATE validation SET by_tariff = 1, value = 0", NULL, NULL, false},
    {"validation_only_ends", "UPDATE validation SET valid_from = 1", NULL, NULL, false},
    {"validation_only_ends", "UPDATE validation SET valid_to = 1", NULL, NULL, false},
    {"validation_only_ends", "UPDATE validation SET per_day = 1", NULL, NULL, false},
    {"validation_only_ends", "UPDATE validation SET most = 1", NULL, NULL, false},
    {"validation_only_ends", "UPDATE validation SET is_active = 1",
     "UPDATE validation SET is_active = 0", NULL, false},
    {"validation_given_kept", "UPDATE validation SET given = 0", NULL, NULL, false},
    {"validation_stays", "DELETE FROM validation", NULL, NULL, false},

    {"ticket_validation_is_new",
     "INSERT INTO ticket_validation (ticket_id, code, time, request_id, taken, taken_at) "
     "VALUES (#3, 'SHOP', 9560000, 'v2', 0, 9560000)",
     NULL, NULL, false},
    {"ticket_validation_before_payment", GIVE("#7", "'SHOP'", "'v2'"), NULL, NULL, false},
    {"ticket_validation_before_payment", GIVE("#99", "'SHOP'", "'v2'"), NULL, NULL, false},
    {"ticket_validation_before_payment", GIVE("#3", "'SHOP'", "'v2'"),
     "UPDATE parking_ticket SET is_paid = 1 WHERE ticket_no = 3", NULL, false},
    {"ticket_validation_has_its_code", GIVE("#3", "'NONE'", "'v2'"), NULL, NULL, false},
    {"ticket_validation_has_its_code", GIVE("#3", "'SHOP'", "'v2'"),
     "UPDATE validation SET is_active = 0", NULL, false},
    {"ticket_validation_has_its_code", GIVE("#3", "'ONE'", "'v3'"),
     CODE("'ONE', 'S', 'flat', 5, 0, 1") ";" GIVE("#2", "'ONE'", "'v2'"), NULL, false},
    {"ticket_validation_kept", "UPDATE ticket_validation SET ticket_id = #3", NULL, NULL, false},
    {"ticket_validation_kept", "UPDATE ticket_validation SET code = 'X'",
     CODE("'X', 'S', 'flat', 5, 0, 1"), NULL, false},
    {"ticket_validation_kept", "UPDATE ticket_validation SET time = 1", NULL, NULL, false},
    {"ticket_validation_kept", "UPDATE ticket_validation SET staff = 'ann'", NULL, NULL, false},
    {"ticket_validation_kept", "UPDATE ticket_validation SET station = 'desk-1'", NULL, NULL,
     false},
    {"ticket_validation_kept", "UPDATE ticket_validation SET request_id = 'v2'", NULL, NULL, false},
    {"ticket_validation_kept", "UPDATE ticket_validation SET taken = 5, taken_at = 9600000", NULL,
     NULL, false}, /* its ticket is open */
    {"ticket_validation_kept", "UPDATE ticket_validation SET taken = 4", TAKEN, NULL, false},
    {"ticket_validation_kept", "UPDATE ticket_validation SET taken = NULL, taken_at = NULL", TAKEN,
     NULL, false},
    {"ticket_validation_stays", "DELETE FROM ticket_validation", NULL, NULL, false},

    {"watchlist_is_new",
     "INSERT INTO watchlist (registration_number, mark, reason, added_at) "
     "VALUES ('BAD1', 'alert', 'x', 1)",
     NULL, "UNIQUE constraint failed: watchlist.registration_number", false},
    {"watchlist_kept", "UPDATE watchlist SET mark = 'alert'", NULL, NULL, false},
};

static const struct wall constraints[] = {
    {NULL, "UPDATE permit_count SET one = 2", "INSERT INTO count_door VALUES (1)",
     "CHECK constraint failed: one = 1", false},
    {NULL, "UPDATE permit_count SET inside = -1", "INSERT INTO count_door VALUES (1)",
     "CHECK constraint failed: inside >= 0", false},
    {NULL, CODE("'X', 'S', 'percent', 0, 2, NULL"), NULL,
     "CHECK constraint failed: by_tariff IN (0, 1) AND (by_tariff = 0 OR value = 0)", false},
    {NULL, CODE("'X', 'S', 'percent', 5, 1, NULL"), NULL,
     "CHECK constraint failed: by_tariff IN (0, 1) AND (by_tariff = 0 OR value = 0)", false},
    {NULL, CODE("'X', 'S', 'percent', 5, 0, 0"), NULL, "CHECK constraint failed: most > 0", false},
    {NULL, "UPDATE validation SET given = -1", "INSERT INTO count_door VALUES (1)",
     "CHECK constraint failed: given >= 0", false},
    {NULL, "UPDATE ticket_validation SET taken = -1, taken_at = 9600000", GONE,
     "CHECK constraint failed: taken >= 0", false},
    {NULL, "UPDATE ticket_validation SET taken = 1", GONE,
     "CHECK constraint failed: (taken_at IS NULL) = (taken IS NULL)", false},
    {NULL, "UPDATE ticket_validation SET taken_at = 1", GONE,
     "CHECK constraint failed: (taken_at IS NULL) = (taken IS NULL)", false},
    {NULL, CODE("'shop', 'S', 'percent', 5, 0, NULL"), "DROP TRIGGER validation_is_new",
     "UNIQUE constraint failed: validation.code", true},
};

static const struct way ways[] = {
    {"permit_counts_in", TICKET("11", "11", "1", "9500000", "2"), SOLD,
     "SELECT inside = 1 FROM permit_count"},
    {NULL, TICKET("11", "11", "1", "9000000", "3"), SOLD, "SELECT inside = 1 FROM permit_count"},
    {"permit_counts_change",
     "UPDATE parking_ticket SET exit_time = 9600000, ended_as = 'exited' WHERE ticket_no = 11",
     INSIDE, "SELECT inside = 0 FROM permit_count"},
    {"permit_counts_change", "UPDATE parking_ticket SET permit_id = NULL WHERE ticket_no = 11",
     INSIDE, "SELECT inside = 0 FROM permit_count"},
    {NULL, "UPDATE parking_ticket SET permit_id = 3 WHERE ticket_no = 11", INSIDE,
     "SELECT inside = 1 FROM permit_count"},
    {NULL, "UPDATE parking_ticket SET vehicle_id = 6 WHERE ticket_no = 11", INSIDE,
     "SELECT inside = 1 FROM permit_count"},
    /* Its plate is off the permit, but the ticket that was lost had it. */
    {NULL, REPLACE("2"), REPLACED, "SELECT inside = 1 FROM permit_count"},
    {NULL, "UPDATE permit SET valid_to = 9600000, is_active = 0 WHERE permit_id = 2", INSIDE, NULL},
    {NULL, "UPDATE permit SET holder = '' WHERE permit_id = 1", NULL, NULL},
    {NULL, "DELETE FROM permit_plate", INSIDE, NULL},
    {NULL, "DELETE FROM permit WHERE permit_id = 1", "DELETE FROM permit_plate", NULL},
    {"ticket_validation_counts", GIVE("#3", "'SHOP'", "'v2'"), NULL,
     "SELECT given = 2 FROM validation"},
    {NULL, "UPDATE validation SET is_active = 0", NULL, NULL},
    {NULL, CODE("'X', 'S', 'percent', 0, 1, 1"), NULL, NULL},
    {NULL, TAKEN, NULL, NULL},
    {NULL, "DELETE FROM watchlist", NULL, NULL},
};

int main(void)
{
    static const struct wall_suite walls = WALL_SUITE("migrations/0007-customers.sql");
    return wall_run(&walls);
}
