/*
 * Receipts: none is missing at any station, and one that is printed again says which copy it is.
 */
#include "base/error.h"
#include "desk/job.h"
#include "parkade/audit.h"
#include "parkade/text.h"
#include "report/report.h"

/* ---- none is missing ---- */

/* The receipts of the period say which numbers to look at; the numbers then are looked at whatever
 * their time, with those to the neighbours before (unless retention took some) and after, where
 * nothing comes after up to the counter. */
static const char by_station[] =
    "SELECT r.station, r.receipts, r.first, r.last, "
    "(SELECT value FROM counter WHERE name = 'receipt:' || r.station), "
    "coalesce((SELECT min(receipt_no) FROM tender WHERE station = r.station "
    "AND receipt_no > r.last), (SELECT value + 1 FROM counter "
    "WHERE name = 'receipt:' || r.station)) - CASE WHEN EXISTS (SELECT 1 FROM retention_run) "
    "THEN r.first - 1 ELSE coalesce((SELECT max(receipt_no) FROM tender "
    "WHERE station = r.station AND receipt_no < r.first), 0) END - 1 - (SELECT count(*) FROM "
    "tender "
    "WHERE station = r.station AND receipt_no BETWEEN r.first AND r.last), "
    "(SELECT count(*) FROM receipt_copy WHERE station = r.station "
    "AND receipt_no BETWEEN r.first AND r.last) "
    "FROM (SELECT station, count(*) AS receipts, min(receipt_no) AS first, "
    "max(receipt_no) AS last FROM tender WHERE time >= ? AND time < ? AND station IS NOT NULL "
    "GROUP BY station) r ORDER BY r.station";

enum pk_status pk_receipts(struct pk_receipts *out, size_t capacity, size_t *count,
                           struct pk_lot *lot, int64_t from, int64_t to)
{
    int64_t missing = 0;
    *count = 0;
    enum pk_status status = report_check_days(from, to, PK_AUDIT_DAYS_MAX);
    if (status != PK_OK)
        return status;
    struct span span = report_span(lot, from, to);
    struct query *q = query_on(lot->store, by_station);
    query_int(q, span.from);
    query_int(q, span.to);
    while (*count < capacity && query_next(q)) {
        struct pk_receipts *receipts = &out[(*count)++];
        column_text(q, 0, receipts->station, sizeof receipts->station);
        receipts->receipts = column_int(q, 1);
        receipts->first_no = column_int(q, 2);
        receipts->last_no = column_int(q, 3);
        receipts->counter = column_int(q, 4);
        receipts->missing = column_int(q, 5);
        receipts->copies = column_int(q, 6);
        missing += receipts->missing;
    }
    status = query_end(q);
    if (status != PK_OK || missing == 0)
        return status;
    return pk_fail(PK_CORRUPT,
                   _("Receipts are missing: %lld. Somebody changed the lot's file; run parkade "
                     "check."),
                   (long long)missing);
}

/* ---- once more ---- */

struct wanted {
    const char *station;
    int64_t receipt_no;
};

static void read_receipt(struct query *q, struct pk_receipt *receipt, const struct pk_lot *lot)
{
    *receipt = (struct pk_receipt){.copy_no = column_int(q, 0)};
    column_text(q, 1, receipt->ticket_id, sizeof receipt->ticket_id);
    receipt->ticket_no = column_int(q, 2);
    column_text(q, 3, receipt->registration_number, sizeof receipt->registration_number);
    pk_method_from_name(&receipt->method, column_peek(q, 4));
    receipt->amount = column_int(q, 5);
    receipt->tendered = column_int(q, 6);
    receipt->change = column_int(q, 7);
    receipt->payment_time = column_int(q, 8);
    column_text(q, 9, receipt->who, sizeof receipt->who);
    column_text(q, 10, receipt->reason, sizeof receipt->reason);
    column_text(q, 11, receipt->station, sizeof receipt->station);
    receipt->receipt_no = column_int(q, 12);
    pk_copy(receipt->currency, sizeof receipt->currency, lot->currency);
}

/* The receipt, and which copy the next one is. */
static enum pk_status find(struct pk_receipt *out, struct pk_lot *lot, const struct wanted *wanted)
{
    struct query *q = query_on(
        lot->store,
        "SELECT (SELECT coalesce(max(copy_no), 0) + 1 FROM receipt_copy c "
        "WHERE c.station = r.station AND c.receipt_no = r.receipt_no), t.ticket_id, t.ticket_no, "
        "v.registration_number, r.method, r.amount, r.tendered, r.change, r.time, r.staff, "
        "r.reason, r.station, r.receipt_no FROM tender r JOIN payment p USING (payment_id) "
        "JOIN parking_ticket t USING (ticket_id) JOIN vehicle v USING (vehicle_id) "
        "WHERE r.station = ? AND r.receipt_no = ?");
    query_text(q, wanted->station);
    query_int(q, wanted->receipt_no);
    bool is_found = query_next(q);
    if (is_found)
        read_receipt(q, out, lot);
    enum pk_status status = query_end(q);
    if (status != PK_OK || is_found)
        return status;
    return pk_fail(PK_TICKET_UNKNOWN, _("Station %s gave no receipt %lld."), wanted->station,
                   (long long)wanted->receipt_no);
}

static enum pk_status reprint(struct job *job, const void *in, void *out)
{
    struct pk_receipt *receipt = out;
    enum pk_status status = find(receipt, job->lot, in);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "INSERT INTO receipt_copy (station, receipt_no, "
                                           "copy_no, time, staff, printed_at) "
                                           "VALUES (?, ?, ?, ?, ?, ?)");
    query_text(q, receipt->station);
    query_int(q, receipt->receipt_no);
    query_int(q, receipt->copy_no);
    query_int(q, job->now);
    query_maybe_text(q, job->act->who);
    query_text(q, job->act->station);
    status = query_run(q);
    if (status != PK_OK)
        return status;
    return job_note(job, &(struct job_event){
                             .ticket_id = receipt->ticket_id,
                             .ticket_no = receipt->ticket_no,
                             .amount = PK_NONE, /* nothing was paid by it */
                             .detail = json_pack("{s:s, s:I, s:I}", "station", receipt->station,
                                                 "receipt", (json_int_t)receipt->receipt_no, "copy",
                                                 (json_int_t)receipt->copy_no),
                         });
}

static const struct job_rule rule = {PK_ACT_REPRINT, reprint, job_receipt_fields};

enum pk_status pk_receipt_get(struct pk_receipt *out, struct pk_lot *lot, const char *station,
                              int64_t receipt_no)
{
    enum pk_status status = find(out, lot, &(struct wanted){station, receipt_no});
    if (status == PK_OK)
        out->copy_no = 0;
    return status;
}

enum pk_status pk_receipt_reprint(struct pk_receipt *out, struct pk_lot *lot,
                                  const struct pk_act *act, const char *station, int64_t receipt_no)
{
    if (!station || !station[0])
        return pk_fail(PK_USAGE, _("Of which station is the receipt?"));
    return job_run(lot, act, &rule,
                   json_pack("{s:s, s:I}", "station", station, "receipt", (json_int_t)receipt_no),
                   &(struct wanted){station, receipt_no}, out);
}
