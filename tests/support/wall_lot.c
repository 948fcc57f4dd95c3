/*
 * The small lot that the walls stand around, written by an outsider with plain SQL: what is here
 * must be possible. The journal ends at 10000000; what is old lies below 9000000.
 *
 * Tickets are #1, #2 ...; their payments #101, #102 ...; card attempts #201, #202 ...
 */
#include <stddef.h>

#include "wall.h"

const char *const wall_lot[] = {
    /* Who and where; spots in every condition. */
    "INSERT INTO setting VALUES ('name', 'T')",
    "INSERT INTO counter VALUES ('ticket_no', 10), ('receipt:desk-1', 6)",
    "INSERT INTO station (name, created_at) VALUES ('desk-1', 1), ('exit-1', 1), ('entry-1', 1)",
    "INSERT INTO staff (name, role, pin_hash, created_at) VALUES ('max', 'manager', 'x', 1), "
    "('ann', 'attendant', 'x', 1), ('bob', 'supervisor', 'x', 1)",
    "INSERT INTO token (name, hash, scope, created_at) VALUES ('gate', x'01', 'read', 1)",
    "INSERT INTO level VALUES ('1', 1), ('2', 2)",
    "INSERT INTO parking_spot (spot_id, label, level) VALUES (1, 'A01', '1'), (2, 'A02', '1'), "
    "(3, 'A03', '1'), (4, 'A04', '1'), (8, 'B04', '2')",
    "INSERT INTO parking_spot (spot_id, label, level, kind) VALUES (5, 'B01', '2', 'ev')",
    "INSERT INTO parking_spot (spot_id, label, level, kind, in_service, is_available) "
    "VALUES (6, 'B02', '2', 'compact', 0, 0)",
    "INSERT INTO parking_spot (spot_id, label, level, is_held, is_available) "
    "VALUES (7, 'B03', '2', 1, 0)",

    /* Vehicle 10 is blank, 11 was never here. */
    "INSERT INTO vehicle (vehicle_id, registration_number) VALUES (1, 'A1'), (2, 'A2'), (3, 'A3'), "
    "(4, 'A4'), (5, 'A5'), (6, 'A6'), (7, 'A7'), (8, 'A8'), (9, 'A9'), (10, NULL), (11, 'A11')",

    /* 2, 3 and 9 are inside, 9 replaces 8; 4 owes; 5 is under a hold; 7 left a moment ago. */
    "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "
    "expires_at) VALUES (#2, 2, 2, 2, 9500000, 9600000), (#3, 3, 3, 3, 9500000, 9600000)",
    "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, exit_time, "
    "expires_at, is_paid, ended_as, found_by) VALUES "
    "(#1, 1, 1, 1, 1000, 2000, 1500, 1, 'exited', 'plate'), "
    "(#5, 5, 5, 1, 1000, 2500, 1500, 1, 'exited', 'scan'), "
    "(#6, 6, 6, 1, 1000, 2600, 1500, 1, 'exited', 'number'), "
    "(#7, 7, 7, 1, 1000, 9950000, 1500, 1, 'exited', 'spot')",
    "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, exit_time, "
    "expires_at, ended_as, owed) VALUES (#4, 4, 4, 1, 1000, 3000, 1500, 'released', 500), "
    "(#8, 8, 8, 4, 1000, 2700, 1500, 'replaced', 0), (#10, 10, 9, 1, 1000, 2800, 1500, 'void', 0)",
    "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "
    "expires_at, replaces) VALUES (#9, 9, 8, 4, 1000, 9600000, #8)",
    "INSERT INTO hold VALUES (#5, 'dispute', 2600, 'bob')",

    /* Shift 1 will be reconciled, 2 stays open, 3 is closed only. */
    "INSERT INTO tariff_version (version_id, name, text, valid_from, installed_at) "
    "VALUES (1, 'a', 'a', NULL, 1), (2, 'b', 'b', 5000, 1)",
    "INSERT INTO shift (shift_id, staff, station, business_date, opened_at, opening_float) "
    "VALUES (1, 'ann', 'desk-1', '1970-01-01', 100, 250), (3, 'bob', 'exit-1', '1970-01-01', 100, "
    "0)",
    "INSERT INTO payment (payment_id, ticket_id) VALUES "
    "(#101, #1), (#103, #3), (#105, #5), (#106, #6), (#107, #7)",
    "INSERT INTO tender (tender_id, payment_id, method, amount, tendered, change, time, shift_id, "
    "staff, station, receipt_no, request_id) VALUES "
    "(1, #101, 'cash', 200, 500, 300, 1900, 1, 'ann', 'desk-1', 1, 'r1'), "
    "(2, #101, 'cash', -200, 0, 0, 1950, 1, 'ann', 'desk-1', 2, 'r2'), "
    "(4, #105, 'card', 100, 100, 0, 2400, 1, 'ann', 'desk-1', 4, 'r4'), "
    "(5, #106, 'cash', 100, 100, 0, 2550, 3, 'bob', 'exit-1', 1, 'r5'), "
    "(6, #107, 'nil', 0, 0, 0, 9940000, 1, 'ann', 'desk-1', 5, 'r6')",
    "INSERT INTO payment_quote (quote_id, payment_id, at, tariff_version, total, lines) VALUES "
    "(1, #101, 1900, 1, 200, '[]'), (3, #103, 9550000, 1, 300, '[]'), (5, #105, 2400, 1, 100, '')",
    "INSERT INTO card_attempt (attempt_id, ticket_id, amount, state, started_at, quoted_at, "
    "settled_at, shift_id) VALUES (#201, #1, 200, 'declined', 1800, 1800, 1810, 1), "
    "(#205, #5, 100, 'approved', 2390, 2390, 2400, 1), "
    "(#206, #6, 100, 'declined', 2500, 2500, 2510, 3)",
    "INSERT INTO cash_count (count_id, shift_id, kind, total, pieces, time, staff, station, "
    "request_id) VALUES "
    "(1, 1, 'float', 250, '[[50,5]]', 100, 'ann', 'desk-1', 'c1'), "
    "(2, 1, 'count', 240, '[[50,4],[20,2]]', 3990, 'ann', 'desk-1', 'c2'), "
    "(3, 3, 'count', 100, NULL, 3990, 'bob', 'exit-1', 'c3')",
    "UPDATE shift SET closed_at = 4000, closed_by = 'ann', expected = 250, counted = 240, "
    "over_short = -10, z_report = '{}' WHERE shift_id = 1",
    "UPDATE shift SET closed_at = 4000, closed_by = 'bob', expected = 100, counted = 100, "
    "over_short = 0, z_report = '{}' WHERE shift_id = 3",
    "UPDATE shift SET is_reconciled = 1 WHERE shift_id = 1",
    "INSERT INTO shift (shift_id, staff, station, business_date, opened_at, opening_float) "
    "VALUES (2, 'ann', 'desk-1', '1970-04-20', 9400000, 1000)",
    "INSERT INTO tender (tender_id, payment_id, method, amount, tendered, change, time, shift_id, "
    "staff, station, receipt_no, request_id) VALUES "
    "(3, #103, 'cash', 300, NULL, 0, 9550000, 2, 'ann', 'desk-1', 3, 'r3')",
    "INSERT INTO card_attempt (attempt_id, ticket_id, amount, state, started_at, quoted_at, "
    "settled_at, shift_id) VALUES (#202, #2, 200, 'pending', 9550000, 9550000, NULL, 2)",
    "INSERT INTO cash_movement VALUES "
    "(1, 2, 'drop', 500, 'bag 1', NULL, 9560000, 'ann', 'desk-1', 'm1')",
    "INSERT INTO day_summary VALUES ('1970-01-01', 1, 1, 0, 0, 0, 200, 0, 200, 2, 1, 1)",

    /* Hashes are numbers of 32 digits here. */
    "INSERT INTO journal (seq, time, kind, detail_hash, prev_hash, hash) "
    "VALUES (1, 100, 'init', zeroblob(32), zeroblob(32), CAST(printf('%032d', 1) AS BLOB))",
    "INSERT INTO journal_detail VALUES (1, zeroblob(16), '{}')",
    "INSERT INTO journal (seq, time, kind, staff, detail_hash, prev_hash, hash) SELECT 2, 200, "
    "'void', 'ann', zeroblob(32), hash, CAST(printf('%032d', 2) AS BLOB) FROM journal",
    "INSERT INTO journal_detail VALUES (2, zeroblob(16), '{}')",
    "INSERT INTO journal (seq, time, kind, detail_hash, prev_hash, hash) SELECT 3, 9999000, "
    "'park', zeroblob(32), hash, CAST(printf('%032d', 3) AS BLOB) FROM journal WHERE seq = 2",
    "INSERT INTO journal_detail VALUES (3, zeroblob(16), '{}')",
    "INSERT INTO journal (seq, time, kind, detail_hash, prev_hash, hash) SELECT 4, 10000000, "
    "'park', zeroblob(32), hash, CAST(printf('%032d', 4) AS BLOB) FROM journal WHERE seq = 3",
    "INSERT INTO retention_run VALUES (1, 10000000, 10000001, 0, 0, 0, '')",

    /* What the desk decides on. */
    "INSERT INTO request VALUES (#301, 'park', zeroblob(32), '{}', 9500000)",
    "INSERT INTO acknowledgement VALUES (2, 'bob', 300, NULL)",
    "INSERT INTO permit (permit_id, holder, valid_from, valid_to) VALUES (1, 'C', 0, 1)",
    "INSERT INTO permit_plate VALUES ('A11', 1)",
    "INSERT INTO validation (code, sponsor, kind, value) VALUES ('SHOP', 'S', 'percent', 50)",
    "INSERT INTO ticket_validation (ticket_id, code, time, staff, station, request_id) VALUES (#2, "
    "'SHOP', 9550000, NULL, NULL, 'v1')",
    "INSERT INTO watchlist (registration_number, mark, reason, added_at, registration_folded) "
    "VALUES ('BAD1', 'refuse', 'left without paying', 1, '8AD1')",
    NULL,
};
