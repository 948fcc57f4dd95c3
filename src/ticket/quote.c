/*
 * What a stay costs at a moment: the tariff's price, what was paid and waived, and what is due.
 * Calls the tariff module; changes nothing.
 */
#include <stdio.h>

#include "base/error.h"
#include "parkade/text.h"
#include "ticket/row.h"

/* Paid and waived so far, for this ticket and those that it replaces. */
struct account {
    int64_t paid, waived;
};

static enum pk_status read_account(struct account *account, struct pk_lot *lot,
                                   const char *ticket_id)
{
    struct query *q =
        query_on(lot->store, "WITH RECURSIVE chain (ticket_id, replaces) AS ("
                             "SELECT ticket_id, replaces FROM parking_ticket WHERE ticket_id = ? "
                             "UNION SELECT t.ticket_id, t.replaces FROM chain "
                             "JOIN parking_ticket t ON t.ticket_id = chain.replaces) "
                             "SELECT coalesce(sum(p.amount), 0), coalesce(sum(p.waived), 0) "
                             "FROM chain JOIN payment p ON p.ticket_id = chain.ticket_id");
    query_text(q, ticket_id);
    if (query_next(q))
        *account = (struct account){column_int(q, 0), column_int(q, 1)};
    return query_end(q);
}

/* What a nil payment or an override took off is a line like any other, so that lines add up. */
static void add_waiver(struct pk_price *price, int64_t waived)
{
    if (waived > price->total)
        waived = price->total;
    if (waived == 0 || price->line_count == PK_LINES_MAX)
        return;
    struct pk_line *line = &price->lines[price->line_count++];
    *line = (struct pk_line){.from = PK_NONE, .to = PK_NONE, .amount = -waived};
    snprintf(line->what, sizeof line->what, "%s", _("waived"));
    price->total -= waived;
}

/* The moment a ticket is priced at: not before it came, not after it left. */
static int64_t priced_at(const struct pk_ticket *ticket, int64_t at)
{
    if (ticket->exit_time != PK_NONE)
        return ticket->exit_time;
    return at > ticket->entry_time ? at : ticket->entry_time;
}

static struct pk_stay stay_of(const struct pk_ticket *ticket, int64_t until)
{
    return (struct pk_stay){.entry = ticket->entry_time,
                            .exit = until,
                            .vehicle_class = ticket->vehicle_class,
                            .is_lost = ticket->is_lost};
}

static int64_t due_of(const struct pk_ticket *ticket, const struct pk_quote *quote)
{
    if (ticket->state == PK_RELEASED)
        return ticket->owed;
    if (ticket->exit_time != PK_NONE)
        return 0;
    if (ticket->is_paid && quote->at <= ticket->expires_at)
        return 0;
    return quote->price.total > quote->paid ? quote->price.total - quote->paid : 0;
}

enum pk_status quote_ticket(struct pk_quote *out, struct pk_lot *lot,
                            const struct pk_ticket *ticket, int64_t at)
{
    const struct pk_tariff *tariff;
    struct account account = {0};
    *out = (struct pk_quote){.at = priced_at(ticket, at)};
    pk_copy(out->ticket_id, sizeof out->ticket_id, ticket->ticket_id);
    struct pk_stay stay = stay_of(ticket, out->at);

    enum pk_status status = tariff_at(&tariff, &out->tariff_version, lot, ticket->entry_time);
    if (status == PK_OK)
        status = pk_tariff_price(&out->price, tariff, &stay);
    if (status == PK_OK)
        status = read_account(&account, lot, ticket->ticket_id);
    if (status != PK_OK)
        return status;
    add_waiver(&out->price, account.waived);
    out->paid = account.paid;
    out->waived = account.waived;
    out->due = due_of(ticket, out);
    return PK_OK;
}

enum pk_status pk_quote(struct pk_quote *out, struct pk_lot *lot, const char *ticket_id, int64_t at)
{
    struct pk_ticket ticket;
    enum pk_status status = pk_ticket_get(&ticket, lot, ticket_id);
    if (status != PK_OK)
        return status;
    return quote_ticket(out, lot, &ticket, at == PK_NONE ? pk_lot_now(lot) : at);
}

enum pk_status quote_moment(int64_t *out, struct pk_lot *lot, int64_t quoted_at, int64_t now)
{
    int64_t hold;
    *out = now;
    if (quoted_at == PK_NONE || quoted_at > now)
        return PK_OK;
    enum pk_status status = setting_number(&hold, lot, SETTING_QUOTE_HOLD);
    if (status == PK_OK && now - quoted_at <= hold)
        *out = quoted_at;
    return status;
}

/* The tariff's exit grace wins over the lot's. */
static enum pk_status exit_grace(int64_t *out, struct pk_lot *lot, const struct pk_tariff *tariff)
{
    *out = pk_tariff_exit_grace(tariff);
    return *out == PK_NONE ? setting_number(out, lot, SETTING_EXIT_GRACE) : PK_OK;
}

enum pk_status quote_valid_until(int64_t *out, struct job *job, const struct pk_ticket *ticket,
                                 int64_t at, int64_t paid)
{
    const struct pk_tariff *tariff;
    int64_t version, grace, rises_at;
    struct pk_stay stay = stay_of(ticket, priced_at(ticket, at));

    enum pk_status status = tariff_at(&tariff, &version, job->lot, ticket->entry_time);
    if (status == PK_OK)
        status = exit_grace(&grace, job->lot, tariff);
    if (status == PK_OK)
        status = pk_tariff_rises_above(&rises_at, tariff, &stay, paid);
    if (status == PK_OK && rises_at == PK_NONE) {
        status = setting_number(&rises_at, job->lot, SETTING_TICKET_VALIDITY);
        rises_at += job->now;
    }
    *out = rises_at > job->now + grace ? rises_at : job->now + grace;
    return status;
}
