/*
 * What sponsors' codes took off a stay, written down when it is over: a sponsor is billed by it.
 * Calls the stay.
 */
#include "ticket/charge.h"

/* Nearly all stays have none: then this is all that an exit costs more. */
static enum pk_status has_codes(bool *out, struct job *job, const struct pk_ticket *ticket)
{
    struct query *q =
        query_on(job->store, TICKET_CHAIN "SELECT 1 FROM chain JOIN ticket_validation g "
                                          "ON g.ticket_id = chain.ticket_id LIMIT 1");
    query_text(q, ticket->ticket_id);
    *out = query_next(q);
    return query_end(q);
}

/* The moment of the price that was paid last; NOW where nothing was. */
static enum pk_status priced_at(int64_t *out, struct job *job, const struct pk_ticket *ticket)
{
    *out = job->now;
    if (!ticket->is_paid)
        return PK_OK;
    struct query *q =
        query_on(job->store, TICKET_CHAIN "SELECT max(q.at) FROM chain "
                                          "JOIN payment p ON p.ticket_id = chain.ticket_id "
                                          "JOIN payment_quote q ON q.payment_id = p.payment_id");
    query_text(q, ticket->ticket_id);
    if (query_next(q) && !column_is_null(q, 0))
        *out = column_int(q, 0);
    return query_end(q);
}

static enum pk_status write(struct job *job, const char *ticket_id, const char *code, int64_t taken)
{
    struct query *q = query_on(job->store, TICKET_CHAIN
                               "UPDATE ticket_validation SET taken = ?2, taken_at = ?3 "
                               "WHERE ticket_id IN (SELECT ticket_id FROM chain) AND code = ?4 "
                               "AND taken IS NULL");
    query_text(q, ticket_id);
    query_int(q, taken);
    query_int(q, job->now);
    query_text(q, code);
    return query_run(q);
}

/* The price with the first COUNT codes; a stay that the tariff refuses has none. */
static int64_t price_with(struct charge *charge, size_t count)
{
    int64_t total;
    charge_take_codes(charge, count);
    if (charge->is_free || pk_tariff_total(&total, charge->tariff, &charge->stay) != PK_OK)
        return 0;
    return total;
}

/* Each takes off what is left by those before it. A later beginning can be a dearer time of day:
 * then a code took off nothing. */
enum pk_status charge_write_taken(struct job *job, const struct pk_ticket *ticket)
{
    struct charge charge = {.code_count = 0};
    int64_t at;
    bool is_given = false;
    enum pk_status status = has_codes(&is_given, job, ticket);
    if (status != PK_OK || !is_given)
        return status;
    status = priced_at(&at, job, ticket);
    if (status == PK_OK && at < ticket->entry_time) /* the clock was set back */
        at = ticket->entry_time;
    if (status == PK_OK)
        status = charge_read(&charge, job->lot, ticket, at);
    if (status != PK_OK)
        return status;
    int64_t before = price_with(&charge, 0);
    for (size_t i = 0; status == PK_OK && i < charge.code_count; i++) {
        int64_t after = price_with(&charge, i + 1);
        status = write(job, ticket->ticket_id, charge.codes[i].code,
                       before > after ? before - after : 0);
        before = after;
    }
    return status;
}
