/*
 * The walls of migration 3: tariffs, shifts, payments, tenders, cards, cash. See support/wall.h;
 * retention has its own test.
 */
#include "../support/wall.h"

/* In the open shift of the wall's lot, as cash must be where there is staff. */
#define TENDER                                                                                     \
    "INSERT INTO tender (shift_id, staff, payment_id, method, amount, tendered, change, time, "    \
    "station, "                                                                                    \
    "receipt_no, request_id) VALUES "
#define SHIFT "INSERT INTO shift (staff, station, business_date, opened_at, opening_float) VALUES "
#define CARD                                                                                       \
    "INSERT INTO card_attempt (attempt_id, ticket_id, amount, state, started_at, quoted_at) "      \
    "VALUES "
/* Shift 2 closes with its sums and this count; see test_schema_shifts.c. */
#define COUNTED                                                                                    \
    "INSERT INTO cash_count (count_id, shift_id, kind, total, pieces, time, staff, station, "      \
    "request_id) VALUES (9, 2, 'count', 799, NULL, 9600000, 'ann', 'desk-1', 'c9')"
#define CLOSE(at, over_short)                                                                      \
    "UPDATE shift SET closed_at = " at ", closed_by = 'ann', z_report = 'z', counted = 799, "      \
    "expected = 800, over_short = " over_short " WHERE shift_id = 2"
#define CLOSED(change) "UPDATE shift SET " change " WHERE shift_id = 3"
#define SECOND_PAYMENT "INSERT INTO payment (payment_id, ticket_id) VALUES (#102, #2)"

static const struct wall guards[] = {
    {"tariff_version_kept", "UPDATE tariff_version SET text = 'free' WHERE version_id = 1", NULL,
     NULL, false},
    {"tariff_version_stays", "DELETE FROM tariff_version WHERE version_id = 2", NULL, NULL, false},
    {"tariff_version_is_new",
     "INSERT INTO tariff_version (name, text, valid_from, installed_at) VALUES ('c', '', 5000, 1)",
     NULL, "UNIQUE constraint failed: tariff_version.valid_from", false},
    {"tariff_version_is_new",
     "INSERT INTO tariff_version (name, text, valid_from, installed_at) VALUES ('c', '', NULL, 1)",
     NULL, "UNIQUE constraint failed: index 'tariff_version_first'", false},
    {"tariff_version_is_new",
     "INSERT INTO tariff_version (version_id, name, text, valid_from, installed_at) "
     "VALUES (2, 'c', '', 6000, 1)",
     NULL, NULL, false},

    {"shift_is_new", SHIFT "('ann', 'exit-1', '1970-04-20', 1, 0)", NULL,
     "UNIQUE constraint failed: shift.staff", false},
    {"shift_is_new", SHIFT "('bob', 'desk-1', '1970-04-20', 1, 0)", NULL,
     "UNIQUE constraint failed: shift.station", false},
    {"shift_is_new",
     "INSERT INTO shift (shift_id, staff, station, business_date, opened_at, opening_float) "
     "VALUES (3, 'bob', 'exit-1', '1970-04-20', 1, 0)",
     NULL, NULL, false},
    {"shift_closed_stays", CLOSED("closed_at = NULL, counted = NULL"), NULL, NULL, false},
    {"shift_closed_stays", CLOSED("closed_at = 5000"), NULL, NULL, false},
    {"shift_closed_stays", CLOSED("expected = 90, over_short = 10"), NULL, NULL, false},
    {"shift_closed_stays", CLOSED("counted = 90, over_short = -10"), NULL, NULL, false},
    {"shift_closed_stays", CLOSED("z_report = 'better'"), NULL, NULL, false},
    {"shift_closed_stays", "UPDATE shift SET is_reconciled = 0 WHERE shift_id = 1", NULL, NULL,
     false},
    {"shift_closed_stays", "UPDATE shift SET is_reconciled = NULL WHERE shift_id = 1", NULL, NULL,
     false},
    {"shift_closed_stays", "UPDATE shift SET shift_id = 1 WHERE shift_id = 2", NULL, NULL, false},
    {"shift_closed_stays", "UPDATE shift SET rowid = 1 WHERE shift_id = 2", NULL, NULL, false},
    {"shift_closed_stays", "UPDATE shift SET staff = 'bob' WHERE shift_id = 2", NULL, NULL, false},
    {"shift_closed_stays", "UPDATE shift SET station = 'exit-1' WHERE shift_id = 2", NULL, NULL,
     false},
    {"shift_closed_stays", "UPDATE shift SET business_date = '1970-04-21' WHERE shift_id = 2", NULL,
     NULL, false},
    {"shift_closed_stays", "UPDATE shift SET opened_at = 1 WHERE shift_id = 2", NULL, NULL, false},
    {"shift_closed_stays", "UPDATE shift SET opening_float = 1 WHERE shift_id = 2", NULL, NULL,
     false},
    {"shift_stays", "DELETE FROM shift WHERE shift_id = 1", NULL, NULL, false},

    {"payment_is_new", "INSERT INTO payment (payment_id, ticket_id) VALUES (#199, #1)", NULL,
     "UNIQUE constraint failed: payment.ticket_id", false},
    {"payment_is_new", "INSERT INTO payment (payment_id, ticket_id) VALUES (#101, #2)", NULL,
     "UNIQUE constraint failed: payment.payment_id", false},
    {"payment_is_new", "INSERT INTO payment (rowid, payment_id, ticket_id) VALUES (1, #102, #2)",
     NULL, NULL, false},
    {"payment_has_its_ticket", "INSERT INTO payment (payment_id, ticket_id) VALUES (#199, #99)",
     NULL, NULL, false},
    {"payment_begins_empty",
     "INSERT INTO payment (payment_id, ticket_id, amount) VALUES (#102, #2, 100)", NULL, NULL,
     false},
    {"payment_is_its_tenders", "UPDATE payment SET amount = 301 WHERE payment_id = #103", NULL,
     NULL, false},
    {"payment_is_its_tenders", "UPDATE payment SET amount = NULL WHERE payment_id = #103", NULL,
     NULL, false},
    {"payment_keeps_its_ticket", "UPDATE payment SET ticket_id = #2 WHERE payment_id = #103", NULL,
     NULL, false},
    {"payment_keeps_its_ticket", "UPDATE payment SET ticket_id = #1 WHERE payment_id = #103", NULL,
     NULL, false},
    {"payment_keeps_its_ticket", "UPDATE payment SET payment_id = #102 WHERE payment_id = #103",
     NULL, NULL, false},
    {"payment_keeps_its_ticket", "UPDATE payment SET rowid = 1 WHERE payment_id = #103", NULL, NULL,
     false},
    {"payment_keeps_its_ticket", "UPDATE payment SET waived = 50 WHERE payment_id = #103",
     "UPDATE payment SET waived = 100 WHERE payment_id = #103", NULL, false},
    {"payment_keeps_its_ticket", "UPDATE payment SET waived = NULL WHERE payment_id = #103",
     "UPDATE payment SET waived = 100 WHERE payment_id = #103", NULL, false},
    {"payment_stays", "DELETE FROM payment WHERE payment_id = #102", SECOND_PAYMENT, NULL, false},
    {"payment_stays", "DELETE FROM payment WHERE payment_id = #107", NULL, NULL, false},
    {"ticket_stays_with_its_money", "DELETE FROM parking_ticket WHERE ticket_no = 1", OPEN_RUN,
     NULL, false},

    {"tender_is_new", TENDER "(2, 'ann', #103, 'cash', 100, 100, 0, 9600000, 'desk-1', 9, 'r3')",
     NULL, "UNIQUE constraint failed: tender.request_id", false},
    {"tender_is_new", TENDER "(2, 'ann', #103, 'cash', 100, 100, 0, 9600000, 'desk-1', 3, 'r9')",
     NULL, "UNIQUE constraint failed: tender.station, tender.receipt_no", false},
    {"tender_is_new",
     "INSERT INTO tender (tender_id, payment_id, method, amount, time, receipt_no, request_id) "
     "VALUES (3, #103, 'card', 100, 9600000, 9, 'r9')",
     NULL, NULL, false},
    {"tender_fits_its_payment",
     TENDER "(2, 'ann', #199, 'cash', 100, 100, 0, 9600000, 'desk-1', 9, 'r9')", NULL, NULL, false},
    {"tender_fits_its_payment",
     TENDER "(2, 'ann', #103, 'cash', -301, 0, 0, 9600000, 'desk-1', 9, 'r9')", NULL, NULL, false},
    {"tender_fits_its_payment",
     TENDER "(2, 'ann', #101, 'card', -1, 0, 0, 9600000, 'desk-1', 9, 'r9')", NULL, NULL, false},
    {"tender_kept", "UPDATE tender SET amount = 400 WHERE tender_id = 3", NULL, NULL, false},
    {"tender_kept", "UPDATE tender SET rowid = 4 WHERE tender_id = 3", NULL, NULL, false},
    {"tender_kept", "UPDATE tender SET reason = 'x' WHERE tender_id = 3", NULL, NULL, false},
    {"tender_stays", "DELETE FROM tender WHERE tender_id = 3", NULL, NULL, false},
    {"tender_stays", "DELETE FROM tender WHERE tender_id = 1", NULL, NULL, false},

    {"payment_quote_is_new",
     "INSERT INTO payment_quote (quote_id, payment_id, at, tariff_version, total, lines) "
     "VALUES (3, #103, 1, 1, 1, '')",
     NULL, NULL, false},
    {"payment_quote_kept", "UPDATE payment_quote SET total = 1 WHERE quote_id = 3", NULL, NULL,
     false},
    {"payment_quote_stays", "DELETE FROM payment_quote WHERE quote_id = 1", NULL, NULL, false},

    {"card_attempt_is_new", CARD "(#203, #2, 100, 'pending', 9600000, 9600000)", NULL,
     "UNIQUE constraint failed: card_attempt.ticket_id", false},
    {"card_attempt_is_new", CARD "(#203, #2, 100, 'approved', 9600000, 9600000)", NULL, NULL,
     false},
    {"card_attempt_is_new", CARD "(#201, #3, 100, 'pending', 9600000, 9600000)", NULL,
     "UNIQUE constraint failed: card_attempt.attempt_id", false},
    {"card_attempt_settled_stays",
     "UPDATE card_attempt SET state = 'approved' "
     "WHERE attempt_id = #201",
     NULL, NULL, false},
    {"card_attempt_settled_stays",
     "UPDATE card_attempt SET state = 'unknown' "
     "WHERE attempt_id = #205",
     NULL, NULL, false},
    {"card_attempt_settled_stays", "UPDATE card_attempt SET amount = 1 WHERE attempt_id = #202",
     NULL, NULL, false},
    {"card_attempt_settled_stays", "UPDATE card_attempt SET ticket_id = #3 WHERE attempt_id = #202",
     NULL, NULL, false},
    {"card_attempt_settled_stays",
     "UPDATE card_attempt SET attempt_id = #201 WHERE attempt_id = #202", NULL, NULL, false},
    {"card_attempt_stays", "DELETE FROM card_attempt WHERE attempt_id = #202", NULL, NULL, false},
    {"card_attempt_stays", "DELETE FROM card_attempt WHERE attempt_id = #201", NULL, NULL, false},

    {"cash_movement_is_new",
     "INSERT INTO cash_movement VALUES (2, 2, 'drop', 1, '', '', 1, 'ann', 'desk-1', 'm1')", NULL,
     "UNIQUE constraint failed: cash_movement.request_id", false},
    {"cash_movement_is_new",
     "INSERT INTO cash_movement VALUES (1, 2, 'drop', 1, '', '', 1, 'ann', 'desk-1', 'm2')", NULL,
     NULL, false},
    {"cash_movement_kept", "UPDATE cash_movement SET amount = 1", NULL, NULL, false},
    {"cash_movement_stays", "DELETE FROM cash_movement", NULL, NULL, false},
};

#define TENDER_AMOUNTS                                                                             \
    "CHECK constraint failed: CASE WHEN amount > 0 "                                               \
    "THEN method <> 'nil' AND coalesce(tendered, amount) - change = amount "                       \
    "WHEN amount < 0 THEN method <> 'nil' AND change = 0 AND coalesce(tendered, 0) = 0 "           \
    "ELSE method = 'nil' AND change = 0 AND coalesce(tendered, 0) = 0 END"
#define TENDER_OF(method, amount, tendered, change)                                                \
    TENDER "(2, 'ann', #103, " method ", " amount ", " tendered ", " change                        \
           ", 9600000, 'desk-1', 9, 'r9')"
#define MOVE "INSERT INTO cash_movement (shift_id, kind, amount, time, staff, station, request_id) "

static const struct wall constraints[] = {
    {NULL,
     "INSERT INTO tariff_version (version_id, name, text, valid_from, installed_at) "
     "VALUES (-1, 'c', 'c', 7000, 1)",
     NULL, "CHECK constraint failed: version_id > 0", false},
    {NULL,
     "INSERT INTO shift (shift_id, staff, station, business_date, opened_at, opening_float) "
     "VALUES (-1, 'bob', 'exit-1', '1970-04-20', 9400000, 0)",
     NULL, "CHECK constraint failed: shift_id > 0", false},
    {NULL,
     "INSERT INTO tender (tender_id, payment_id, method, amount, time, station, receipt_no, "
     "request_id) VALUES (-1, #103, 'card', 100, 9550001, 'desk-1', 9, 'r9')",
     NULL, "CHECK constraint failed: tender_id > 0", false},
    {NULL,
     "INSERT INTO payment_quote (quote_id, payment_id, at, tariff_version, total, lines) "
     "VALUES (-1, #101, 1, 1, 1, '[]')",
     NULL, "CHECK constraint failed: quote_id > 0", false},
    {NULL,
     "INSERT INTO cash_movement (movement_id, shift_id, kind, amount, bag_no, time, staff, "
     "station, "
     "request_id) VALUES (-1, 2, 'drop', 5, 'b', 9560001, 'ann', 'desk-1', 'm9')",
     NULL, "CHECK constraint failed: movement_id > 0", false},
    {NULL, SHIFT "('bob', 'entry-1', '1970-04-20', 1, -1)", NULL,
     "CHECK constraint failed: opening_float >= 0", false},
    {NULL, CLOSE("1", "-1"), COUNTED, "CHECK constraint failed: closed_at >= opened_at", false},
    {NULL, "UPDATE shift SET counted = -1 WHERE shift_id = 2", NULL,
     "CHECK constraint failed: counted >= 0", false},
    {NULL, "UPDATE shift SET is_reconciled = 2 WHERE shift_id = 3", NULL,
     "CHECK constraint failed: is_reconciled IN (0, 1)", false},
    {NULL, "UPDATE shift SET is_reconciled = 1 WHERE shift_id = 2", NULL,
     "CHECK constraint failed: is_reconciled = 0 OR closed_at IS NOT NULL", false},
    {NULL, "UPDATE shift SET counted = 5 WHERE shift_id = 2", NULL,
     "CHECK constraint failed: (closed_at IS NULL) = (counted IS NULL)", false},
    {NULL, CLOSE("9600000", "0"), COUNTED,
     "CHECK constraint failed: closed_at IS NULL OR (over_short = counted - expected) IS TRUE",
     false},
    {NULL, CLOSE("9600000", "NULL"), COUNTED,
     "CHECK constraint failed: closed_at IS NULL OR (over_short = counted - expected) IS TRUE",
     false},

    {NULL, "INSERT INTO payment (payment_id, ticket_id) VALUES ('short', #2)", NULL,
     "CHECK constraint failed: length(payment_id) = 36", false},
    {NULL, "INSERT INTO payment (payment_id, ticket_id) VALUES (NULL, #2)", NULL,
     "NOT NULL constraint failed: payment.payment_id", false},
    {NULL, "INSERT INTO payment (rowid, payment_id, ticket_id) VALUES (-1, #102, #2)", NULL,
     "CHECK constraint failed: rowid > 0", false},
    {NULL, "INSERT INTO payment (payment_id, ticket_id, waived) VALUES (#102, #2, -1)", NULL,
     "CHECK constraint failed: waived >= 0", false},

    {NULL, TENDER_OF("'gold'", "100", "100", "0"), NULL,
     "CHECK constraint failed: method IN ('cash', 'card', 'nil')", false},
    {NULL, TENDER_OF("'cash'", "100", "50", "-50"), NULL, "CHECK constraint failed: change >= 0",
     false},
    {NULL, TENDER "(2, 'ann', #103, 'cash', 100, 100, 0, 9600000, 'desk-1', 0, 'r9')", NULL,
     "CHECK constraint failed: receipt_no > 0", false},
    {NULL,
     "INSERT INTO tender (payment_id, method, amount, time, receipt_no, request_id, is_paid) "
     "VALUES (#103, 'card', 100, 9600000, 9, 'r9', 2)",
     NULL, "CHECK constraint failed: is_paid IN (0, 1)", false},
    {NULL, TENDER_OF("'cash'", "100", "200", "50"), NULL, TENDER_AMOUNTS, false},
    {NULL, TENDER_OF("'cash'", "100", "50", "0"), NULL, TENDER_AMOUNTS, false},
    {NULL, TENDER_OF("'cash'", "100", "NULL", "5"), NULL, TENDER_AMOUNTS, false},
    {NULL, TENDER_OF("'nil'", "100", "100", "0"), NULL, TENDER_AMOUNTS, false},
    {NULL, TENDER_OF("'cash'", "-100", "100", "0"), NULL, TENDER_AMOUNTS, false},
    {NULL, TENDER_OF("'cash'", "-100", "0", "100"), NULL, TENDER_AMOUNTS, false},
    {NULL, TENDER_OF("'nil'", "-100", "0", "0"), NULL, TENDER_AMOUNTS, false},
    {NULL, TENDER_OF("'cash'", "0", "0", "0"), NULL, TENDER_AMOUNTS, false},
    {NULL, TENDER_OF("'nil'", "0", "10", "10"), NULL, TENDER_AMOUNTS, false},
    {NULL, TENDER_OF("'card'", "100", "150", "50"), NULL,
     "CHECK constraint failed: method <> 'card' OR change = 0", false},

    {NULL, CARD "('short', #3, 100, 'pending', 1, 1)", NULL,
     "CHECK constraint failed: length(attempt_id) = 36", false},
    {NULL, CARD "(#203, #3, 0, 'pending', 1, 1)", NULL, "CHECK constraint failed: amount > 0",
     false},
    {NULL, CARD "(#203, #3, 100, 'maybe', 1, 1)", NULL,
     "CHECK constraint failed: state IN ('pending', 'approved', 'declined', 'unknown')", false},
    {NULL, MOVE "VALUES (2, 'gift', 5, 1, 'ann', 'desk-1', 'm2')", NULL,
     "CHECK constraint failed: kind IN ('drop', 'paid_out', 'no_sale')", false},
    {NULL, MOVE "VALUES (2, 'drop', 0, 1, 'ann', 'desk-1', 'm2')", NULL,
     "CHECK constraint failed: amount >= 0 AND (amount > 0) = (kind <> 'no_sale')", false},
    {NULL, MOVE "VALUES (2, 'paid_out', -5, 1, 'ann', 'desk-1', 'm2')", NULL,
     "CHECK constraint failed: amount >= 0 AND (amount > 0) = (kind <> 'no_sale')", false},
    {NULL, MOVE "VALUES (2, 'no_sale', 5, 1, 'ann', 'desk-1', 'm2')", NULL,
     "CHECK constraint failed: amount >= 0 AND (amount > 0) = (kind <> 'no_sale')", false},
    {NULL, "INSERT INTO day_summary VALUES ('1970-01-01', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)", NULL,
     "UNIQUE constraint failed: day_summary.day", true},
    /* A sum that no number holds is refused, not rounded. */
    {NULL, TENDER_OF("'cash'", "9223372036854775807", "NULL", "0"), NULL,
     "cannot store REAL value in INTEGER column payment.amount", false},
};

static const struct way ways[] = {
    {"tender_counts", TENDER_OF("'cash'", "150", "200", "50"), NULL,
     "SELECT amount = 450 FROM payment WHERE payment_id = #103"},
    {"tender_counts", TENDER_OF("'cash'", "-300", "NULL", "0"), NULL,
     "SELECT amount = 0 FROM payment WHERE payment_id = #103"},
    {NULL, TENDER_OF("'card'", "100", "NULL", "0"), NULL, NULL},
    {NULL, TENDER_OF("'nil'", "0", "NULL", "0"), NULL, NULL},
    {NULL, SECOND_PAYMENT, NULL, NULL},
    {NULL, "UPDATE payment SET amount = amount, payment_time = 9700000 WHERE payment_id = #103",
     NULL, NULL},
    {NULL, "UPDATE payment SET waived = waived + 20 WHERE payment_id = #103", NULL, NULL},
    {NULL, CARD "(#203, #3, 100, 'pending', 9600000, 9600000)", NULL, NULL},
    {NULL, CARD "(#203, #2, 100, 'pending', 9600000, 9600000)",
     "UPDATE card_attempt SET state = 'declined', settled_at = 9560000 WHERE attempt_id = #202",
     NULL},
    {NULL, "UPDATE card_attempt SET state = 'unknown' WHERE attempt_id = #202", NULL, NULL},
    {NULL, CLOSE("9600000", "-1"), COUNTED, NULL},
    {NULL, "UPDATE shift SET is_reconciled = 1 WHERE shift_id = 3", NULL, NULL},
    {NULL, SHIFT "('bob', 'exit-1', '1970-04-20', 9600000, 0)", NULL, NULL},
    {NULL, MOVE "VALUES (2, 'no_sale', 0, 1, 'ann', 'desk-1', 'm2')", NULL, NULL},
    {NULL,
     "INSERT INTO tariff_version (name, text, valid_from, installed_at) VALUES ('c', '', 6000, 1)",
     NULL, NULL},
    /* A deleted tender leaves the sum. */
    {"tender_goes", "DELETE FROM tender WHERE tender_id = 2", OPEN_RUN,
     "SELECT amount = 200 FROM payment WHERE payment_id = #101"},
};

int main(void)
{
    static const struct wall_suite walls = WALL_SUITE("migrations/0003-money.sql");
    return wall_run(&walls);
}
