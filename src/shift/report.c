/*
 * X and Z reports, put together as JSON section by section. A Z is what is composed at the close,
 * word for word; nothing composes it again.
 */
#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "journal/write.h"
#include "parkade/json.h"
#include "parkade/staff.h"
#include "parkade/text.h"
#include "shift/shift.h"

/* A report under construction. */
struct report {
    struct pk_lot *lot;
    const struct pk_shift *shift;
    struct pk_shift_sums sums;
    int64_t head; /* the journal's last entry: what came later is no part of it */
    bool is_blind;
    json_t *json;
};

static json_t *number(int64_t value)
{
    return value == PK_NONE ? json_null() : json_integer(value);
}

/* A Z report is final: rather none than one that lacks a row. */
static enum pk_status fail_incomplete(void)
{
    return pk_fail(PK_INTERNAL, _("The report of the shift cannot be put together."));
}

/* A column that may be NULL. */
static json_t *text(struct query *q, int column)
{
    const char *value = column_peek(q, column);
    return value ? json_string(value) : json_null();
}

/* Puts the rows of a query, each made by READ, under KEY. */
static enum pk_status add_rows(struct report *r, const char *key, struct query *q,
                               json_t *(*read)(struct query *q))
{
    json_t *rows = json_array();
    bool is_whole = true;
    while (query_next(q))
        is_whole &= json_array_append_new(rows, read(q)) == 0;
    is_whole &= json_object_set_new(r->json, key, rows) == 0;
    enum pk_status status = query_end(q);
    return status == PK_OK && !is_whole ? fail_incomplete() : status;
}

/* ---- money ---- */

static json_t *method_row(const struct report *r, enum pk_method method)
{
    const struct pk_shift_sums *sums = &r->sums;
    bool is_hidden = r->is_blind && method == PK_CASH;
    return json_pack("{s:s, s:I, s:o, s:o, s:o}", "method", pk_method_name(method), "tenders",
                     (json_int_t)sums->tenders[method], "taken",
                     number(is_hidden ? PK_NONE : sums->taken[method]), "refunds",
                     number(is_hidden ? PK_NONE : sums->refunds[method]), "net",
                     number(is_hidden ? PK_NONE : sums->by_method[method]));
}

static void add_methods(struct report *r)
{
    json_t *methods = json_array();
    for (int i = 0; i < PK_METHOD_COUNT; i++)
        json_array_append_new(methods, method_row(r, (enum pk_method)i));
    json_object_set_new(r->json, "methods", methods);
}

static void add_cash(struct report *r)
{
    const struct pk_shift *shift = r->shift;
    int64_t expected = r->is_blind ? PK_NONE : shift_expected(shift, &r->sums);
    json_object_set_new(r->json, "cash",
                        json_pack("{s:I, s:o, s:I, s:I, s:o, s:o, s:o}", "opening_float",
                                  (json_int_t)shift->opening_float, "taken",
                                  number(r->is_blind ? PK_NONE : r->sums.by_method[PK_CASH]),
                                  "drops", (json_int_t)r->sums.drops, "paid_outs",
                                  (json_int_t)r->sums.paid_outs, "expected", number(expected),
                                  "counted", number(shift->counted), "over_short",
                                  number(shift->over_short)));
}

/* ---- rows ---- */

static json_t *read_movement(struct query *q)
{
    return json_pack("{s:I, s:o, s:o, s:o}", "amount", (json_int_t)column_int(q, 0), "bag_no",
                     text(q, 1), "reason", text(q, 2), "time", pk_json_time(column_int(q, 3)));
}

static enum pk_status add_movements(struct report *r, const char *key, const char *kind)
{
    struct query *q = query_on(r->lot->store, "SELECT amount, bag_no, reason, time "
                                              "FROM cash_movement WHERE shift_id = ? AND kind = ? "
                                              "ORDER BY movement_id");
    query_int(q, r->shift->shift_id);
    query_text(q, kind);
    return add_rows(r, key, q, read_movement);
}

static json_t *read_count(struct query *q)
{
    json_t *pieces = column_is_null(q, 1) ? json_null() : json_loads(column_peek(q, 1), 0, NULL);
    return json_pack("{s:I, s:o, s:o, s:o}", "total", (json_int_t)column_int(q, 0), "pieces",
                     pieces, "time", pk_json_time(column_int(q, 2)), "staff", text(q, 3));
}

static enum pk_status add_counts(struct report *r)
{
    struct query *q = query_on(r->lot->store, "SELECT total, pieces, time, staff FROM cash_count "
                                              "WHERE shift_id = ? AND kind = 'count' "
                                              "ORDER BY count_id");
    query_int(q, r->shift->shift_id);
    return add_rows(r, "counts", q, read_count);
}

static json_t *read_exception(struct query *q)
{
    return json_pack("{s:o, s:I, s:I}", "kind", text(q, 0), "number", (json_int_t)column_int(q, 1),
                     "amount", (json_int_t)column_int(q, 2));
}

static enum pk_status add_exceptions(struct report *r, int64_t opened_seq)
{
    struct query *q = query_on(r->lot->store, "SELECT kind, count(*), coalesce(sum(amount), 0) "
                                              "FROM exception WHERE seq > ? AND seq <= ? "
                                              "AND staff = ? GROUP BY kind ORDER BY kind");
    query_int(q, opened_seq);
    query_int(q, r->head);
    query_text(q, r->shift->staff);
    return add_rows(r, "exceptions", q, read_exception);
}

static json_t *read_card(struct query *q)
{
    return json_pack("{s:o, s:I, s:I, s:o, s:o}", "attempt_id", text(q, 0), "ticket_no",
                     (json_int_t)column_int(q, 1), "amount", (json_int_t)column_int(q, 2), "state",
                     text(q, 3), "started_at", pk_json_time(column_int(q, 4)));
}

static enum pk_status add_cards(struct report *r)
{
    struct query *q =
        query_on(r->lot->store, "SELECT a.attempt_id, t.ticket_no, a.amount, a.state, a.started_at "
                                "FROM card_attempt a JOIN parking_ticket t USING (ticket_id) "
                                "WHERE a.state IN ('pending', 'unknown') AND a.shift_id = ? "
                                "ORDER BY a.started_at, a.attempt_id");
    query_int(q, r->shift->shift_id);
    return add_rows(r, "cards_in_doubt", q, read_card);
}

static json_t *read_receipts(struct query *q)
{
    return json_pack("{s:o, s:I, s:I, s:I}", "station", text(q, 0), "number",
                     (json_int_t)column_int(q, 1), "first", (json_int_t)column_int(q, 2), "last",
                     (json_int_t)column_int(q, 3));
}

static enum pk_status add_receipts(struct report *r)
{
    struct query *q = query_on(r->lot->store, "SELECT station, count(*), min(receipt_no), "
                                              "max(receipt_no) FROM tender WHERE shift_id = ? "
                                              "GROUP BY station ORDER BY station");
    query_int(q, r->shift->shift_id);
    return add_rows(r, "receipts", q, read_receipts);
}

static enum pk_status add_tickets(struct report *r, int64_t opened_seq)
{
    struct query *q = query_on(r->lot->store, "SELECT count(*), min(ticket_no), max(ticket_no) "
                                              "FROM journal WHERE seq > ? AND seq <= ? "
                                              "AND staff = ? "
                                              "AND kind IN ('park', 'late_entry', 'replace')");
    query_int(q, opened_seq);
    query_int(q, r->head);
    query_text(q, r->shift->staff);
    if (query_next(q))
        json_object_set_new(r->json, "tickets",
                            json_pack("{s:I, s:o, s:o}", "number", (json_int_t)column_int(q, 0),
                                      "first", number(column_maybe_int(q, 1)), "last",
                                      number(column_maybe_int(q, 2))));
    return query_end(q);
}

/* ---- the whole ---- */

static enum pk_status add_head(struct report *r)
{
    struct query *q = query_on(r->lot->store, "SELECT seq, lower(hex(hash)) FROM journal "
                                              "ORDER BY seq DESC LIMIT 1");
    if (query_next(q)) {
        r->head = column_int(q, 0);
        json_object_set_new(
            r->json, "journal",
            json_pack("{s:I, s:o}", "seq", (json_int_t)r->head, "hash", text(q, 1)));
    }
    return query_end(q);
}

static json_t *begin(const struct report *r)
{
    const struct pk_shift *shift = r->shift;
    bool is_z = shift->closed_at != PK_NONE;
    return json_pack("{s:s, s:s, s:I, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o}", "report",
                     is_z ? "Z" : "X", "lot", r->lot->name, "shift_id", (json_int_t)shift->shift_id,
                     "currency", shift->currency, "staff", shift->staff, "station", shift->station,
                     "business_date", shift->business_date, "opened_at",
                     pk_json_time(shift->opened_at), "closed_at", pk_json_time(shift->closed_at),
                     "closed_by", is_z ? json_string(shift->closed_by) : json_null(), "read_at",
                     pk_json_time(pk_lot_now(r->lot)));
}

static enum pk_status find_beginning(int64_t *opened_seq, const struct report *r)
{
    struct query *q = query_on(r->lot->store, "SELECT opened_seq FROM shift WHERE shift_id = ?");
    query_int(q, r->shift->shift_id);
    *opened_seq = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

static enum pk_status fill(struct report *r)
{
    int64_t opened_seq;
    enum pk_status status = find_beginning(&opened_seq, r);
    if (status == PK_OK)
        status = pk_shift_sum(&r->sums, r->lot, r->shift->shift_id);
    if (status == PK_OK)
        status = add_head(r);
    add_methods(r);
    add_cash(r);
    if (status == PK_OK)
        status = add_counts(r);
    if (status == PK_OK)
        status = add_movements(r, "drops", "drop");
    if (status == PK_OK)
        status = add_movements(r, "paid_outs", "paid_out");
    if (status == PK_OK)
        status = add_movements(r, "no_sales", "no_sale");
    if (status == PK_OK)
        status = add_exceptions(r, opened_seq);
    if (status == PK_OK)
        status = add_cards(r);
    if (status == PK_OK)
        status = add_receipts(r);
    return status == PK_OK ? add_tickets(r, opened_seq) : status;
}

enum pk_status report_compose(json_t **out, struct pk_lot *lot, const struct pk_shift *shift,
                              bool is_blind)
{
    struct report r = {.lot = lot, .shift = shift, .is_blind = is_blind};
    r.json = begin(&r);
    enum pk_status status =
        r.json ? fill(&r) : pk_fail(PK_INTERNAL, _("There is not enough memory for the report."));
    *out = r.json;
    if (status != PK_OK) {
        json_decref(r.json);
        *out = NULL;
    }
    return status;
}

void report_hash(char out[static REPORT_HASH_SIZE], const char *z_report)
{
    unsigned char hash[REPORT_HASH_SIZE / 2];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)z_report, strlen(z_report), NULL,
                       0);
    sodium_bin2hex(out, REPORT_HASH_SIZE, hash, sizeof hash);
}
