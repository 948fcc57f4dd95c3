/*
 * Rows of money: payments, tenders, receipts, the quote that was paid. No rule is decided here.
 */
#include "ticket/book.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "desk/drawer.h"
#include "parkade/text.h"
#include "parkade/uuid.h"

enum pk_status book_payment(char payment_id[static PK_UUID_SIZE], struct job *job,
                            const char *ticket_id)
{
    struct query *q = query_on(job->store, "SELECT payment_id FROM payment WHERE ticket_id = ?");
    query_text(q, ticket_id);
    bool is_known = query_next(q);
    if (is_known)
        column_text(q, 0, payment_id, PK_UUID_SIZE);
    enum pk_status status = query_end(q);
    if (status != PK_OK || is_known)
        return status;
    pk_uuid_make(payment_id, job->now);
    q = query_on(job->store, "INSERT INTO payment (payment_id, ticket_id) VALUES (?, ?)");
    query_text(q, payment_id);
    query_text(q, ticket_id);
    return query_run(q);
}

/* Receipts run without a gap at each station. */
static enum pk_status next_receipt(int64_t *number, struct job *job)
{
    char name[PK_NAME_SIZE + 16];
    snprintf(name, sizeof name, "receipt:%s", job->act->station);
    struct query *q = query_on(job->store, "INSERT INTO counter (name, value) SELECT ?1, 0 "
                                           "WHERE NOT EXISTS (SELECT 1 FROM counter "
                                           "WHERE name = ?1)");
    query_text(q, name);
    enum pk_status status = query_run(q);
    if (status != PK_OK)
        return status;
    q = query_on(job->store, "UPDATE counter SET value = value + 1 WHERE name = ? "
                             "RETURNING value");
    query_text(q, name);
    *number = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

static enum pk_status insert_tender(struct job *job, const struct pk_tender *tender,
                                    const struct booking *booking, int64_t shift_id)
{
    struct query *q = query_on(
        job->store, "INSERT INTO tender (payment_id, method, amount, tendered, change, time, "
                    "staff, station, receipt_no, request_id, reason, is_paid, expires_at, due, "
                    "approver, shift_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query_text(q, tender->payment_id);
    query_text(q, pk_method_name(tender->method));
    query_int(q, tender->amount);
    query_int(q, tender->tendered);
    query_int(q, tender->change);
    query_int(q, tender->payment_time);
    query_maybe_text(q, job->act->who);
    query_text(q, job->act->station);
    query_int(q, tender->receipt_no);
    query_text(q, booking->request_id);
    query_text(q, booking->reason);
    query_int(q, tender->is_paid);
    query_maybe_int(q, tender->expires_at);
    query_int(q, tender->due);
    query_maybe_text(q, job->approver);
    query_maybe_int(q, shift_id);
    return query_run(q);
}

enum pk_status book_tender(struct pk_tender *out, struct job *job, const char *payment_id,
                           const struct pk_ticket *ticket, const struct booking *booking)
{
    *out = (struct pk_tender){
        .method = booking->method,
        .amount = booking->amount,
        .tendered = booking->tendered,
        .change = booking->change,
        .payment_time = job->now,
        .is_paid = booking->is_paid,
        .expires_at = booking->expires_at,
        .due = booking->due,
    };
    pk_copy(out->payment_id, sizeof out->payment_id, payment_id);
    pk_copy(out->ticket_id, sizeof out->ticket_id, ticket->ticket_id);
    pk_copy(out->currency, sizeof out->currency, job->lot->currency);
    pk_copy(out->station, sizeof out->station, job->act->station);
    int64_t shift_id;
    enum pk_status status =
        drawer_for(&shift_id, job, booking->method == PK_CASH, booking->began_in);
    if (status == PK_OK)
        status = next_receipt(&out->receipt_no, job);
    return status == PK_OK ? insert_tender(job, out, booking, shift_id) : status;
}

/* [[what, from, to, units, amount], ...] with null for what a line does not have. */
static json_t *lines_of(const struct pk_price *price)
{
    json_t *lines = json_array();
    for (size_t i = 0; i < price->line_count; i++) {
        const struct pk_line *line = &price->lines[i];
        json_t *from = line->from == PK_NONE ? json_null() : json_integer(line->from);
        json_t *to = line->to == PK_NONE ? json_null() : json_integer(line->to);
        json_array_append_new(lines, json_pack("[s, o, o, I, I]", line->what, from, to,
                                               (json_int_t)line->units, (json_int_t)line->amount));
    }
    return lines;
}

enum pk_status book_quote(struct job *job, const char *payment_id, const struct pk_quote *quote)
{
    json_t *lines = lines_of(&quote->price);
    char *text = json_dumps(lines, JSON_COMPACT);
    json_decref(lines);
    if (!text)
        return pk_fail(PK_INTERNAL, _("The quote cannot be kept."));
    struct query *q = query_on(job->store, "INSERT INTO payment_quote (payment_id, at, "
                                           "tariff_version, total, lines) VALUES (?, ?, ?, ?, ?)");
    query_text(q, payment_id);
    query_int(q, quote->at);
    query_int(q, quote->tariff_version);
    query_int(q, quote->price.total);
    query_text(q, text);
    free(text);
    return query_run(q);
}

enum pk_status book_waiver(struct job *job, const char *payment_id, int64_t waived)
{
    struct query *q =
        query_on(job->store, "UPDATE payment SET waived = waived + ? WHERE payment_id = ?");
    query_int(q, waived);
    query_text(q, payment_id);
    return query_run(q);
}

enum pk_status book_covered(struct job *job, const char *payment_id)
{
    struct query *q =
        query_on(job->store, "UPDATE payment SET payment_time = ? WHERE payment_id = ?");
    query_int(q, job->now);
    query_text(q, payment_id);
    return query_run(q);
}

enum pk_status book_ticket(struct job *job, const char *ticket_id, bool is_paid, int64_t expires_at)
{
    struct query *q = query_on(job->store, "UPDATE parking_ticket SET is_paid = ?, expires_at = ? "
                                           "WHERE ticket_id = ?");
    query_int(q, is_paid);
    query_int(q, expires_at);
    query_text(q, ticket_id);
    return query_run(q);
}

enum pk_status book_owed(struct job *job, const char *ticket_id, int64_t amount)
{
    struct query *q =
        query_on(job->store, "UPDATE parking_ticket SET owed = owed - ? WHERE ticket_id = ?");
    query_int(q, amount);
    query_text(q, ticket_id);
    return query_run(q);
}
