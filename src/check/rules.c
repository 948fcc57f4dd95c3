/*
 * The table of rules. The schema makes most of these impossible; a damaged disk, a hand with a hex
 * editor or a fault of ours do not ask the schema.
 *
 * What retention took is no finding: where a run of it is on record, nothing is asked of the
 * beginning of numbers, and the journal is asked about what is younger than its checkpoint only.
 */
#include "check/rules.h"

#include <stddef.h>

/* ---- what mends ---- */

/* Somebody may have left it open. */
#define OPEN_DOOR "INSERT INTO count_door SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM count_door)"

static const char *const mend_door[] = {"DELETE FROM count_door", NULL};

/*
 * Flags and counts of spots are mended together. The triggers move the counts with the flags, and
 * the counts' own constraint would stop them on the way from wrong to right: so the counts are
 * first made so wide that no change of a flag can break it. The door lets us at the counts.
 */
static const char *const mend_spots[] = {
    "INSERT INTO spot_count (level, kind) SELECT DISTINCT level, kind FROM parking_spot s WHERE "
    "NOT EXISTS (SELECT 1 FROM spot_count c WHERE c.level = s.level AND c.kind = s.kind)",
    OPEN_DOOR,
    "UPDATE spot_count SET (total, free, occupied) = (SELECT 4 * count(*), count(*), count(*) "
    "FROM parking_spot s WHERE s.level = spot_count.level AND s.kind = spot_count.kind)",
    "DELETE FROM count_door",
    "UPDATE parking_spot SET is_occupied = EXISTS (SELECT 1 FROM parking_ticket t WHERE "
    "t.spot_id = parking_spot.spot_id AND t.exit_time IS NULL), is_available = (in_service AND "
    "NOT is_held AND NOT EXISTS (SELECT 1 FROM parking_ticket t WHERE t.spot_id = "
    "parking_spot.spot_id AND t.exit_time IS NULL))",
    OPEN_DOOR,
    "UPDATE spot_count SET (total, free, occupied) = (SELECT count(*), "
    "coalesce(sum(is_available), 0), coalesce(sum(is_occupied), 0) FROM parking_spot s WHERE "
    "s.level = spot_count.level AND s.kind = spot_count.kind)",
    "DELETE FROM count_door",
    NULL,
};

static const char *const mend_payments[] = {
    "UPDATE payment SET amount = (SELECT coalesce(sum(amount), 0) FROM tender t WHERE "
    "t.payment_id = payment.payment_id) WHERE amount <> (SELECT coalesce(sum(amount), 0) "
    "FROM tender t WHERE t.payment_id = payment.payment_id)",
    NULL,
};

static const char *const mend_permit_count[] = {
    OPEN_DOOR,
    "UPDATE permit_count SET inside = (SELECT count(*) FROM parking_ticket WHERE "
    "exit_time IS NULL AND permit_id IS NOT NULL)",
    "DELETE FROM count_door",
    NULL,
};

/* ---- what must be true ---- */

/* Of the journal up to here nothing is asked. */
#define BEYOND_CHECKPOINT                                                                          \
    "> coalesce((SELECT max(time) FROM journal_checkpoint), -9223372036854775807) "

const struct check_rule check_rules[] = {
    {"availability",
     "SELECT label, is_available, (in_service AND NOT is_held AND NOT EXISTS "
     "(SELECT 1 FROM parking_ticket t WHERE t.spot_id = s.spot_id AND t.exit_time IS NULL)) "
     "AS want FROM parking_spot s WHERE is_available <> want",
     "Spot %s has is_available %s, its tickets and service say %s.", mend_spots},
    {"occupied",
     "SELECT label, is_occupied, EXISTS (SELECT 1 FROM parking_ticket t WHERE "
     "t.spot_id = s.spot_id AND t.exit_time IS NULL) AS want FROM parking_spot s "
     "WHERE is_occupied <> want",
     "Spot %s has is_occupied %s, its tickets say %s.", mend_spots},
    {"counts",
     "SELECT c.level || ' ' || c.kind, c.total || ' ' || c.free || ' ' || c.occupied, "
     "count(s.spot_id) || ' ' || coalesce(sum(s.is_available), 0) || ' ' || "
     "coalesce(sum(s.is_occupied), 0) AS want FROM spot_count c LEFT JOIN parking_spot s "
     "ON s.level = c.level AND s.kind = c.kind GROUP BY c.level, c.kind "
     "HAVING c.total || ' ' || c.free || ' ' || c.occupied <> want",
     "The counts (all, free, occupied) of %s are %s, its spots say %s.", mend_spots},
    {"uncounted",
     "SELECT s.level || ' ' || s.kind, count(*), 0 FROM parking_spot s LEFT JOIN spot_count c "
     "ON c.level = s.level AND c.kind = s.kind WHERE c.level IS NULL GROUP BY s.level, s.kind",
     "The spots of %s (%s) have no count.", mend_spots},
    {"count_door", "SELECT 'count_door', count(*), 0 FROM count_door HAVING count(*) > 0",
     "The table %s has %s row; only the triggers open it, and they leave %s.", mend_door},
    {"one_per_spot",
     "SELECT s.label, count(*), 1 FROM parking_ticket t JOIN parking_spot s USING (spot_id) "
     "WHERE t.exit_time IS NULL GROUP BY t.spot_id HAVING count(*) > 1",
     "Spot %s has %s open tickets; it may have %s.", NULL},
    {"one_per_vehicle",
     "SELECT v.registration_number, count(*), 1 FROM parking_ticket t "
     "JOIN vehicle v USING (vehicle_id) WHERE t.exit_time IS NULL GROUP BY t.vehicle_id "
     "HAVING count(*) > 1",
     "Vehicle %s has %s open tickets; it may have %s.", NULL},
    {"permit_count",
     "SELECT 'permits', inside, (SELECT count(*) FROM parking_ticket WHERE exit_time IS NULL "
     "AND permit_id IS NOT NULL) AS want FROM permit_count WHERE inside <> want",
     "The count of vehicles inside under %s is %s, their tickets say %s.", mend_permit_count},
    {"permit_room",
     "SELECT p.permit_id, count(*), p.max_inside FROM parking_ticket t JOIN permit p "
     "ON p.permit_id = t.permit_id WHERE t.exit_time IS NULL GROUP BY p.permit_id "
     "HAVING count(*) > p.max_inside",
     "Permit %s has %s vehicles inside; it may have %s.", NULL},
    {"codes_given",
     "SELECT v.code, v.given, (SELECT count(*) FROM ticket_validation g WHERE g.code = v.code) "
     "AS want FROM validation v WHERE v.given < want OR (v.given > want AND NOT EXISTS "
     "(SELECT 1 FROM retention_run))",
     "The code %s says that it was given %s times, the tickets say %s.", NULL},
    {"numbers",
     "SELECT 'parking_ticket', count(*), max(ticket_no) + 1 - CASE WHEN EXISTS "
     "(SELECT 1 FROM retention_run) THEN min(ticket_no) ELSE 1 END AS want "
     "FROM parking_ticket HAVING count(*) <> want",
     "The numbers of %s have a gap: %s tickets where there should be %s.", NULL},
    {"last_number",
     "SELECT 'ticket_no', (SELECT value FROM counter WHERE name = 'ticket_no') AS stands, "
     "(SELECT coalesce(max(ticket_no), 0) FROM parking_ticket) AS want "
     "WHERE stands IS NOT want AND (want > 0 OR NOT EXISTS (SELECT 1 FROM retention_run))",
     "The counter %s stands at %s, the last ticket has %s.", NULL},
    {"times",
     "SELECT ticket_no, exit_time, entry_time FROM parking_ticket WHERE exit_time < entry_time",
     "Ticket #%s ends (%s) before it begins (%s).", NULL},
    {"ended",
     "SELECT ticket_no, coalesce(ended_as, 'nothing'), coalesce(exit_time, 'no time') "
     "FROM parking_ticket WHERE (exit_time IS NULL) <> (ended_as IS NULL)",
     "Ticket #%s ended as %s at %s: both belong together.", NULL},
    {"payment_sum",
     "SELECT p.payment_id, p.amount, coalesce(sum(t.amount), 0) AS want FROM payment p "
     "LEFT JOIN tender t USING (payment_id) GROUP BY p.payment_id HAVING p.amount <> want",
     "Payment %s says %s, its tenders add up to %s.", mend_payments},
    {"payment_empty",
     "SELECT p.payment_id, p.amount, 1 FROM payment p LEFT JOIN tender t USING (payment_id) "
     "WHERE t.tender_id IS NULL",
     "Payment %s of %s has no tender; it needs at least %s.", NULL},
    {"receipts",
     "SELECT coalesce(station, '-'), count(*), max(receipt_no) + 1 - CASE WHEN EXISTS "
     "(SELECT 1 FROM retention_run) THEN min(receipt_no) ELSE 1 END AS want FROM tender "
     "GROUP BY station HAVING count(*) <> want",
     "Station %s wrote %s receipts; their numbers say %s.", NULL},
    {"last_receipt",
     "SELECT c.name, c.value, (SELECT coalesce(max(receipt_no), 0) FROM tender "
     "WHERE station = substr(c.name, 9)) AS want FROM counter c WHERE c.name LIKE 'receipt:%' "
     "AND c.value <> want AND (want > 0 OR NOT EXISTS (SELECT 1 FROM retention_run))",
     "The counter %s stands at %s, the last receipt has %s.", NULL},
    {"paid_without_money",
     "SELECT t.ticket_no, t.is_paid, coalesce(p.amount, 0) FROM parking_ticket t "
     "LEFT JOIN payment p ON p.ticket_id = t.ticket_id "
     "WHERE t.is_paid = 1 AND p.payment_id IS NULL AND t.replaces IS NULL",
     "Ticket #%s has is_paid %s and no payment (%s).", NULL},
    /* A released ticket keeps its flag; its tenders say when nothing is owed any more. */
    {"paid_flag",
     "SELECT t.ticket_no, t.is_paid, n.is_paid FROM parking_ticket t "
     "JOIN payment p ON p.ticket_id = t.ticket_id "
     "JOIN tender n ON n.tender_id = (SELECT max(tender_id) FROM tender "
     "WHERE payment_id = p.payment_id) "
     "WHERE t.ended_as IS NOT 'released' AND (t.is_paid > n.is_paid OR (t.is_paid < n.is_paid "
     "AND NOT EXISTS (SELECT 1 FROM journal j " /* another class may have uncovered it */
     "WHERE j.ticket_id = t.ticket_id AND j.kind IN ('amend', 'cheaper_class'))))",
     "Ticket #%s has is_paid %s, its last tender says %s.", NULL},
    {"cards",
     "SELECT c.attempt_id, c.state, 'a tender' FROM card_attempt c LEFT JOIN tender t "
     "ON t.request_id = c.attempt_id WHERE (c.state = 'approved') <> (t.tender_id IS NOT NULL)",
     "The card payment %s is %s, which does not agree with %s.", NULL},
    /* Retention may have taken tenders of what is reconciled. */
    {"shift_sum",
     "SELECT shift_id, expected, opening_float + (SELECT coalesce(sum(amount), 0) FROM tender t "
     "WHERE t.shift_id = s.shift_id AND t.method = 'cash') - (SELECT coalesce(sum(amount), 0) "
     "FROM cash_movement m WHERE m.shift_id = s.shift_id) AS want FROM shift s "
     "WHERE closed_at IS NOT NULL AND expected IS NOT want "
     "AND (is_reconciled = 0 OR NOT EXISTS (SELECT 1 FROM retention_run))",
     "Shift %s closed with %s expected, its tenders and movements say %s.", NULL},
    {"shift_count",
     "SELECT shift_id, counted, (SELECT total FROM cash_count c WHERE c.shift_id = s.shift_id "
     "AND kind = 'count' ORDER BY count_id DESC LIMIT 1) AS want FROM shift s "
     "WHERE closed_at IS NOT NULL AND counted IS NOT want",
     "Shift %s closed with %s counted, its last count says %s.", NULL},
    {"unjournalled_movement",
     "SELECT movement_id, amount, kind FROM cash_movement m WHERE NOT EXISTS (SELECT 1 "
     "FROM journal j WHERE j.time = m.time AND j.kind = m.kind AND j.amount = m.amount "
     "AND j.staff = m.staff) AND time " BEYOND_CHECKPOINT,
     "The movement %s of %s has no entry '%s' in the journal.", NULL},
    {"settled_shifts",
     "SELECT s.shift_id, s.business_date, (SELECT coalesce(max(business_date), 'none') "
     "FROM day_close) AS last FROM shift s WHERE s.is_reconciled = 1 AND NOT EXISTS "
     "(SELECT 1 FROM day_close d WHERE d.business_date >= s.business_date)",
     "Shift %s of %s counts as settled; the last closed day is %s.", NULL},
    {"acknowledgements",
     "SELECT 'acknowledgement', count(*), (SELECT count(*) FROM journal WHERE kind = "
     "'acknowledge') AS told FROM acknowledgement HAVING count(*) > told "
     "AND NOT EXISTS (SELECT 1 FROM retention_run)",
     "The table %s has %s rows, the journal tells of %s.", NULL},
    {"journal_empty", "SELECT 'journal', 0, 1 WHERE NOT EXISTS (SELECT 1 FROM journal)",
     "The %s has %s entries; the making of the lot is at least %s.", NULL},
    {"unjournalled_ticket",
     "SELECT t.ticket_no, t.entry_time, 'park' FROM parking_ticket t WHERE NOT EXISTS "
     "(SELECT 1 FROM journal j WHERE j.ticket_id = t.ticket_id AND j.kind IN ('park', "
     "'late_entry', 'replace')) AND t.entry_time " BEYOND_CHECKPOINT,
     "Ticket #%s (entered %s) has no entry '%s' in the journal.", NULL},
    {"unjournalled_end",
     "SELECT t.ticket_no, t.exit_time, CASE t.ended_as WHEN 'exited' THEN 'retrieve' "
     "WHEN 'released' THEN 'release' ELSE t.ended_as END AS want FROM parking_ticket t "
     "WHERE t.exit_time IS NOT NULL AND t.ended_as <> 'replaced' AND NOT EXISTS "
     "(SELECT 1 FROM journal j WHERE j.ticket_id = t.ticket_id AND j.kind = want) "
     "AND t.exit_time " BEYOND_CHECKPOINT,
     "Ticket #%s (ended %s) has no entry '%s' in the journal.", NULL},
    {"unjournalled_tender",
     "SELECT t.tender_id, t.amount, t.time FROM tender t JOIN payment p USING (payment_id) "
     "WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.ticket_id = p.ticket_id "
     "AND j.time = t.time AND j.kind IN ('pay', 'nil', 'override', 'refund')) "
     "AND t.time " BEYOND_CHECKPOINT,
     "Tender %s of %s at %s is not in the journal.", NULL},
    {"journalled_money",
     "SELECT p.payment_id, (SELECT coalesce(sum(t.amount), 0) FROM tender t "
     "WHERE t.payment_id = p.payment_id) AS have, (SELECT coalesce(sum(j.amount), 0) "
     "FROM journal j WHERE j.ticket_id = p.ticket_id "
     "AND j.kind IN ('pay', 'nil', 'override', 'refund')) AS want "
     "FROM payment p WHERE have <> want AND NOT EXISTS (SELECT 1 FROM journal_checkpoint)",
     "The tenders of payment %s add up to %s, the journal's entries to %s.", NULL},
    {"closed_days",
     "SELECT d.business_date, d.inside_before, p.inside_after FROM day_close d "
     "JOIN day_close p ON p.business_date = date(d.business_date, '-1 day') "
     "WHERE d.inside_before <> p.inside_after OR d.from_time <> p.closed_at",
     "Day %s was closed from %s inside on, the one before it with %s.", NULL},
    {"unjournalled_close",
     "SELECT business_date, deposit, closed_at FROM day_close d WHERE NOT EXISTS "
     "(SELECT 1 FROM journal j WHERE j.kind = 'day_close' AND j.time = d.closed_at "
     "AND j.amount = d.deposit) AND closed_at " BEYOND_CHECKPOINT,
     "The close of %s (deposit %s, at %s) is not in the journal.", NULL},
    {"tariffs",
     "SELECT 'tariff', count(*), 1 FROM tariff_version WHERE valid_from IS NULL "
     "HAVING count(*) <> 1",
     "The lot has no first %s: %s without a beginning instead of %s.", NULL},
    {NULL, NULL, NULL, NULL},
};
