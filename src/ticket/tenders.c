/*
 * The tenders of a ticket, as they were booked.
 */
#include "parkade/text.h"
#include "ticket/row.h"

static void read_tender(struct query *q, struct pk_tender *tender, const struct pk_lot *lot)
{
    *tender = (struct pk_tender){0};
    column_text(q, 0, tender->payment_id, sizeof tender->payment_id);
    column_text(q, 1, tender->ticket_id, sizeof tender->ticket_id);
    pk_method_from_name(&tender->method, column_peek(q, 2));
    tender->amount = column_int(q, 3);
    tender->tendered = column_int(q, 4);
    tender->change = column_int(q, 5);
    tender->payment_time = column_int(q, 6);
    tender->receipt_no = column_int(q, 7);
    tender->is_paid = column_bool(q, 8);
    tender->expires_at = column_maybe_int(q, 9);
    tender->due = column_int(q, 10);
    column_text(q, 11, tender->station, sizeof tender->station);
    pk_copy(tender->currency, sizeof tender->currency, lot->currency);
}

#define TENDER_COLUMNS                                                                             \
    "SELECT t.payment_id, p.ticket_id, t.method, t.amount, t.tendered, t.change, t.time, "         \
    "t.receipt_no, t.is_paid, t.expires_at, t.due, t.station FROM tender t "                       \
    "JOIN payment p ON p.payment_id = t.payment_id "

enum pk_status pk_tender_list(struct pk_tender *out, size_t capacity, size_t *count,
                              struct pk_lot *lot, const char *ticket_id)
{
    *count = 0;
    struct query *q =
        query_on(lot->store, TENDER_COLUMNS "WHERE p.ticket_id = ? ORDER BY t.tender_id");
    query_text(q, ticket_id);
    while (*count < capacity && query_next(q))
        read_tender(q, &out[(*count)++], lot);
    return query_end(q);
}

enum pk_status tender_of_request(struct pk_tender *out, bool *is_found, struct pk_lot *lot,
                                 const char *request_id)
{
    struct query *q = query_on(lot->store, TENDER_COLUMNS "WHERE t.request_id = ?");
    query_text(q, request_id);
    *is_found = query_next(q);
    if (*is_found)
        read_tender(q, out, lot);
    return query_end(q);
}
