/*
 * The walls of migration 4: the journal, requests, retention runs, what the desk decides on. See
 * support/wall.h; retention itself has its own test.
 */
#include "../support/wall.h"

#define HASH(number) "CAST(printf('%032d', " #number ") AS BLOB)"
#define ENTRY(seq, before, hash)                                                                   \
    "INSERT INTO journal (seq, time, kind, detail_hash, prev_hash, hash) "                         \
    "VALUES (" seq ", 10000001, 'park', zeroblob(32), " before ", " hash ")"
#define RUN(id, plate, ticket, journal)                                                            \
    "INSERT INTO retention_run (run_id, opened_at, plate_cutoff, ticket_cutoff, journal_cutoff) "  \
    "VALUES (" id ", 10000000, " plate ", " ticket ", " journal ")"

static const struct wall guards[] = {
    {"journal_goes_on", ENTRY("4", HASH(3), HASH(9)), NULL, "UNIQUE constraint failed: journal.seq",
     false},
    {"journal_goes_on", ENTRY("6", HASH(4), HASH(9)), NULL, NULL, false},
    {"journal_goes_on", ENTRY("5", HASH(3), HASH(9)), NULL, NULL, false},
    {"journal_goes_on", ENTRY("5", "zeroblob(32)", HASH(9)), NULL, NULL, false},
    {"journal_goes_on", ENTRY("NULL", HASH(4), HASH(9)), NULL, NULL, false},
    {"journal_kept", "UPDATE journal SET amount = 1 WHERE seq = 2", NULL, NULL, false},
    {"journal_kept", "UPDATE journal SET rowid = 1 WHERE seq = 2", NULL, NULL, false},
    {"journal_stays", "DELETE FROM journal WHERE seq = 4", NULL, NULL, false},
    {"journal_stays", "DELETE FROM journal WHERE seq = 1", NULL, NULL, false},

    {"journal_detail_is_new", "INSERT INTO journal_detail VALUES (3, zeroblob(16), 'x')", NULL,
     "UNIQUE constraint failed: journal_detail.seq", false},
    {"journal_detail_is_new", "INSERT INTO journal_detail VALUES (4, zeroblob(16), 'x')",
     "INSERT INTO journal_detail VALUES (4, zeroblob(16), '{}')", NULL, false},
    {"journal_detail_is_new", "INSERT INTO journal_detail VALUES (5, zeroblob(16), 'x')", NULL,
     NULL, false},
    {"journal_detail_is_new", "INSERT INTO journal_detail VALUES (NULL, zeroblob(16), 'x')", NULL,
     NULL, false},
    {"journal_detail_blanked", "UPDATE journal_detail SET detail = 'x' WHERE seq = 1", NULL, NULL,
     false},
    {"journal_detail_blanked", "UPDATE journal_detail SET detail = 'x' WHERE seq = 1", OPEN_RUN,
     NULL, false},
    {"journal_detail_blanked", "UPDATE journal_detail SET salt = NULL, detail = NULL WHERE seq = 1",
     NULL, NULL, false},
    {"journal_detail_blanked",
     "UPDATE journal_detail SET seq = 3, salt = NULL, detail = NULL WHERE seq = 1", OPEN_RUN, NULL,
     false},
    {"journal_detail_stays", "DELETE FROM journal_detail WHERE seq = 1", NULL, NULL, false},

    {"journal_checkpoint_is_true", "INSERT INTO journal_checkpoint VALUES (1, 100, zeroblob(32))",
     NULL, NULL, false},
    {"journal_checkpoint_is_true", "INSERT INTO journal_checkpoint VALUES (1, 101, " HASH(1) ")",
     NULL, NULL, false},
    {"journal_checkpoint_is_true", "INSERT INTO journal_checkpoint VALUES (5, 100, " HASH(5) ")",
     NULL, NULL, false},
    {"journal_checkpoint_is_true", "INSERT INTO journal_checkpoint VALUES (1, 100, " HASH(1) ")",
     "INSERT INTO journal_checkpoint VALUES (2, 200, " HASH(2) ")", NULL, false},
    {"journal_checkpoint_is_true", "INSERT INTO journal_checkpoint VALUES (2, 200, " HASH(2) ")",
     "INSERT INTO journal_checkpoint VALUES (2, 200, " HASH(2) ")",
     "UNIQUE constraint failed: journal_checkpoint.seq", false},
    {"journal_checkpoint_kept", "UPDATE journal_checkpoint SET time = 1",
     "INSERT INTO journal_checkpoint VALUES (1, 100, " HASH(1) ")", NULL, false},
    {"journal_checkpoint_stays", "DELETE FROM journal_checkpoint",
     "INSERT INTO journal_checkpoint VALUES (1, 100, " HASH(1) ")", NULL, false},

    {"retention_run_bounded", RUN("2", "9913601", "0", "0"), NULL, NULL, false},
    {"retention_run_bounded", RUN("2", "0", "9913601", "0"), NULL, NULL, false},
    {"retention_run_bounded", RUN("2", "0", "0", "9913601"), NULL, NULL, false},
    {"retention_run_bounded", RUN("3", "0", "0", "0"), OPEN_RUN, NULL, false},
    {"retention_run_bounded", RUN("1", "0", "0", "0"), NULL, NULL, false},
    {"retention_run_kept", "UPDATE retention_run SET plate_cutoff = 9999999 WHERE run_id = 2",
     OPEN_RUN, NULL, false},
    {"retention_run_kept", "UPDATE retention_run SET ticket_cutoff = 9999999 WHERE run_id = 2",
     OPEN_RUN, NULL, false},
    {"retention_run_kept", "UPDATE retention_run SET journal_cutoff = 9999999 WHERE run_id = 2",
     OPEN_RUN, NULL, false},
    {"retention_run_kept", "UPDATE retention_run SET opened_at = 1 WHERE run_id = 2", OPEN_RUN,
     NULL, false},
    {"retention_run_kept", "UPDATE retention_run SET run_id = 1 WHERE run_id = 2", OPEN_RUN, NULL,
     false},
    {"retention_run_kept", "UPDATE retention_run SET rowid = 7 WHERE run_id = 2", OPEN_RUN, NULL,
     false},
    {"retention_run_kept", "UPDATE retention_run SET closed_at = NULL WHERE run_id = 1", NULL, NULL,
     false},
    {"retention_run_kept", "UPDATE retention_run SET certificate = 'x' WHERE run_id = 1", NULL,
     NULL, false},
    {"retention_run_stays", "DELETE FROM retention_run WHERE run_id = 1", NULL, NULL, false},

    {"request_is_new", "INSERT INTO request VALUES (#301, 'pay', zeroblob(32), '{}', 1)", NULL,
     "UNIQUE constraint failed: request.request_id", false},
    {"request_kept", "UPDATE request SET answer = '[]'", NULL, NULL, false},
};

#define PERMIT                                                                                     \
    "INSERT INTO permit "                                                                          \
    "(holder, valid_from, valid_to, max_inside, is_active) VALUES "
#define VALIDATION "INSERT INTO validation (code, sponsor, kind, value, per_day, is_active) VALUES "

static const struct wall constraints[] = {
    {NULL, "INSERT INTO permit (permit_id, holder, valid_from, valid_to) VALUES (-1, 'D', 0, 1)",
     NULL, "CHECK constraint failed: permit_id > 0", false},
    {NULL,
     "INSERT INTO journal (seq, time, kind, detail_hash, prev_hash, hash) "
     "VALUES (5, 1, 'park', x'00', " HASH(4) ", " HASH(5) ")",
     NULL, "CHECK constraint failed: length(detail_hash) = 32", false},
    {NULL, ENTRY("5", HASH(4), "x'00'"), NULL, "CHECK constraint failed: length(hash) = 32", false},
    {NULL, "INSERT INTO journal_detail VALUES (4, x'00', '{}')", NULL,
     "CHECK constraint failed: length(salt) = 16", false},
    {NULL, "INSERT INTO journal_detail VALUES (4, zeroblob(16), NULL)", NULL,
     "CHECK constraint failed: (salt IS NULL) = (detail IS NULL)", false},
    {NULL, "INSERT INTO journal_detail VALUES (4, NULL, '{}')", NULL,
     "CHECK constraint failed: (salt IS NULL) = (detail IS NULL)", false},
    {NULL, "INSERT INTO request VALUES ('short', 'pay', zeroblob(32), '{}', 1)", NULL,
     "CHECK constraint failed: length(request_id) = 36", false},
    {NULL, "INSERT INTO request VALUES (#302, 'pay', x'00', '{}', 1)", NULL,
     "CHECK constraint failed: length(digest) = 32", false},
    {NULL, PERMIT "('C', 5, 5, 1, 1)", NULL, "CHECK constraint failed: valid_to > valid_from",
     false},
    {NULL, PERMIT "('C', 5, 6, 0, 1)", NULL, "CHECK constraint failed: max_inside > 0", false},
    {NULL, PERMIT "('C', 5, 6, 1, 2)", NULL, "CHECK constraint failed: is_active IN (0, 1)", false},
    {NULL, VALIDATION "('X', 'S', 'gift', 1, NULL, 1)", NULL,
     "CHECK constraint failed: kind IN ('minutes', 'amount', 'percent', 'flat')", false},
    {NULL, VALIDATION "('X', 'S', 'percent', 101, NULL, 1)", NULL,
     "CHECK constraint failed: value >= 0 AND (kind <> 'percent' OR value <= 100)", false},
    {NULL, VALIDATION "('X', 'S', 'amount', -1, NULL, 1)", NULL,
     "CHECK constraint failed: value >= 0 AND (kind <> 'percent' OR value <= 100)", false},
    {NULL, VALIDATION "('X', 'S', 'amount', 1, 0, 1)", NULL, "CHECK constraint failed: per_day > 0",
     false},
    {NULL, VALIDATION "('X', 'S', 'amount', 1, NULL, 2)", NULL,
     "CHECK constraint failed: is_active IN (0, 1)", false},
    {NULL,
     "INSERT INTO watchlist (registration_number, mark, reason, added_at, staff) VALUES ('X', "
     "'greet', '', 1, NULL)",
     NULL, "CHECK constraint failed: mark IN ('refuse', 'alert')", false},

    {NULL, "INSERT INTO permit_plate VALUES ('A11', 1)", NULL,
     "UNIQUE constraint failed: permit_plate.registration_number, permit_plate.permit_id", true},
    {"validation_is_new", VALIDATION "('SHOP', 'S', 'amount', 1, NULL, 1)", NULL,
     "UNIQUE constraint failed: validation.code", false},
    {"ticket_validation_is_new",
     "INSERT INTO ticket_validation (ticket_id, code, time, staff, station, request_id) VALUES "
     "(#2, 'SHOP', 1, NULL, NULL, 'v2')",
     NULL, "UNIQUE constraint failed: ticket_validation.ticket_id, ticket_validation.code", false},
    {"ticket_validation_is_new",
     "INSERT INTO ticket_validation (ticket_id, code, time, staff, station, request_id) VALUES "
     "(#3, 'SHOP', 1, NULL, NULL, 'v1')",
     NULL, "UNIQUE constraint failed: ticket_validation.request_id", false},
    {"watchlist_is_new",
     "INSERT INTO watchlist (registration_number, mark, reason, added_at, staff) VALUES ('BAD1', "
     "'alert', '', 1, NULL)",
     NULL, "UNIQUE constraint failed: watchlist.registration_number", false},
    /* Behind the guards that look first lie constraints of their own. */
    {"journal_goes_on", ENTRY("5", "x'00'", HASH(5)), NULL,
     "CHECK constraint failed: length(prev_hash) = 32", false},
    {"journal_checkpoint_is_true", "INSERT INTO journal_checkpoint VALUES (1, 100, x'00')", NULL,
     "CHECK constraint failed: length(hash) = 32", false},
};

static const struct way ways[] = {
    {NULL, ENTRY("5", HASH(4), HASH(5)), NULL, NULL},
    {NULL, "INSERT INTO journal_detail VALUES (4, zeroblob(16), '{}')", NULL, NULL},
    {NULL, "INSERT INTO journal_checkpoint VALUES (2, 200, " HASH(2) ")",
     "INSERT INTO journal_checkpoint VALUES (1, 100, " HASH(1) ")", NULL},
    {NULL, RUN("2", "9913600", "9913600", "9913600"), NULL, NULL},
    {NULL, "UPDATE retention_run SET closed_at = 10000005, certificate = '{}' WHERE run_id = 2",
     OPEN_RUN, NULL},
    {NULL, "INSERT INTO request VALUES (#302, 'pay', zeroblob(32), '{}', 1)", NULL, NULL},
};

int main(void)
{
    static const struct wall_suite walls = WALL_SUITE("migrations/0004-journal.sql");
    return wall_run(&walls);
}
