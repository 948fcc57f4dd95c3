/*
 * The table of rules. The schema makes most of these impossible; a damaged disk, a hand with a hex
 * editor or a fault of ours do not ask the schema.
 */
#include "check/rules.h"

#include <stddef.h>

const struct check_rule check_rules[] = {
    {"availability",
     "SELECT label, is_available, (in_service AND NOT is_held AND NOT EXISTS "
     "(SELECT 1 FROM parking_ticket t WHERE t.spot_id = s.spot_id AND t.exit_time IS NULL)) AS "
     "want "
     "FROM parking_spot s WHERE is_available <> want",
     "Spot %s has is_available %s, its tickets and service say %s.",
     "UPDATE parking_spot SET is_occupied = EXISTS (SELECT 1 FROM parking_ticket t WHERE "
     "t.spot_id = parking_spot.spot_id AND t.exit_time IS NULL), is_available = (in_service AND "
     "NOT "
     "is_held AND NOT EXISTS (SELECT 1 FROM parking_ticket t WHERE t.spot_id = "
     "parking_spot.spot_id AND t.exit_time IS NULL))"},
    {"occupied",
     "SELECT label, is_occupied, EXISTS (SELECT 1 FROM parking_ticket t WHERE "
     "t.spot_id = s.spot_id AND t.exit_time IS NULL) AS want FROM parking_spot s "
     "WHERE is_occupied <> want",
     "Spot %s has is_occupied %s, its tickets say %s.", NULL},
    {"counts",
     "SELECT c.level || ' ' || c.kind, c.total || ' ' || c.free || ' ' || c.occupied, "
     "count(s.spot_id) || ' ' || coalesce(sum(s.is_available), 0) || ' ' || "
     "coalesce(sum(s.is_occupied), 0) AS want FROM spot_count c LEFT JOIN parking_spot s "
     "ON s.level = c.level AND s.kind = c.kind GROUP BY c.level, c.kind "
     "HAVING c.total || ' ' || c.free || ' ' || c.occupied <> want",
     "The counts (all, free, occupied) of %s are %s, its spots say %s.",
     "UPDATE spot_count SET "
     "total = (SELECT count(*) FROM parking_spot s WHERE s.level = spot_count.level "
     "AND s.kind = spot_count.kind), "
     "free = (SELECT coalesce(sum(is_available), 0) FROM parking_spot s "
     "WHERE s.level = spot_count.level AND s.kind = spot_count.kind), "
     "occupied = (SELECT coalesce(sum(is_occupied), 0) FROM parking_spot s "
     "WHERE s.level = spot_count.level AND s.kind = spot_count.kind)"},
    {"uncounted",
     "SELECT s.level || ' ' || s.kind, count(*), 0 FROM parking_spot s LEFT JOIN spot_count c "
     "ON c.level = s.level AND c.kind = s.kind WHERE c.level IS NULL GROUP BY s.level, s.kind",
     "The spots of %s (%s) have no count, there are %s.", NULL},
    {"one_per_spot",
     "SELECT s.label, count(*), 1 FROM parking_ticket t JOIN parking_spot s USING (spot_id) "
     "WHERE t.exit_time IS NULL GROUP BY t.spot_id HAVING count(*) > 1",
     "Spot %s has %s open tickets; it may have %s.", NULL},
    {"one_per_vehicle",
     "SELECT v.registration_number, count(*), 1 FROM parking_ticket t "
     "JOIN vehicle v USING (vehicle_id) WHERE t.exit_time IS NULL GROUP BY t.vehicle_id "
     "HAVING count(*) > 1",
     "Vehicle %s has %s open tickets; it may have %s.", NULL},
    {"numbers",
     "SELECT 'parking_ticket', count(*), max(ticket_no) - min(ticket_no) + 1 AS want "
     "FROM parking_ticket HAVING count(*) <> want",
     "The numbers of %s have a gap: %s tickets where there should be %s.", NULL},
    {"last_number",
     "SELECT 'ticket_no', c.value, max(t.ticket_no) AS want FROM counter c, parking_ticket t "
     "WHERE c.name = 'ticket_no' GROUP BY c.value HAVING c.value <> want",
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
     "Payment %s says %s, its tenders add up to %s.",
     "UPDATE payment SET amount = (SELECT coalesce(sum(amount), 0) FROM tender t WHERE "
     "t.payment_id = payment.payment_id) WHERE amount <> (SELECT coalesce(sum(amount), 0) "
     "FROM tender t WHERE t.payment_id = payment.payment_id)"},
    {"payment_empty",
     "SELECT p.payment_id, p.amount, 1 FROM payment p LEFT JOIN tender t USING (payment_id) "
     "WHERE t.tender_id IS NULL",
     "Payment %s of %s has no tender; it needs at least %s.", NULL},
    {"receipts",
     "SELECT coalesce(station, '-'), count(*), max(receipt_no) AS want FROM tender "
     "GROUP BY station HAVING count(*) <> max(receipt_no) - min(receipt_no) + 1",
     "Station %s wrote %s receipts, the last has number %s.", NULL},
    {"paid_without_money",
     "SELECT t.ticket_no, t.is_paid, coalesce(p.amount, 0) FROM parking_ticket t "
     "LEFT JOIN payment p ON p.ticket_id = t.ticket_id "
     "WHERE t.is_paid = 1 AND p.payment_id IS NULL AND t.replaces IS NULL",
     "Ticket #%s has is_paid %s and no payment (%s).", NULL},
    {"cards",
     "SELECT c.attempt_id, c.state, 'a tender' FROM card_attempt c LEFT JOIN tender t "
     "ON t.request_id = c.attempt_id WHERE (c.state = 'approved') <> (t.tender_id IS NOT NULL)",
     "The card payment %s is %s, which does not agree with %s.", NULL},
    {"unjournalled_ticket",
     "SELECT t.ticket_no, t.entry_time, 'park' FROM parking_ticket t WHERE NOT EXISTS "
     "(SELECT 1 FROM journal j WHERE j.ticket_id = t.ticket_id AND j.kind IN ('park', "
     "'late_entry', 'replace')) AND t.entry_time > (SELECT min(time) FROM journal)",
     "Ticket #%s (entered %s) has no entry '%s' in the journal.", NULL},
    {"unjournalled_tender",
     "SELECT t.tender_id, t.amount, t.time FROM tender t JOIN payment p USING (payment_id) "
     "WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.ticket_id = p.ticket_id AND j.time = "
     "t.time "
     "AND j.kind IN ('pay', 'nil', 'override', 'refund')) "
     "AND t.time > (SELECT min(time) FROM journal)",
     "Tender %s of %s at %s is not in the journal.", NULL},
    {"tariffs",
     "SELECT 'tariff', count(*), 1 FROM tariff_version WHERE valid_from IS NULL "
     "HAVING count(*) <> 1",
     "The lot has no first %s: %s without a beginning instead of %s.", NULL},
    {NULL, NULL, NULL, NULL},
};
