/*
 * What a stay costs at a moment: the tariff's price, what was paid and waived, and what is due.
 * Calls the tariff module; changes nothing.
 */
#include <stdio.h>

#include "base/error.h"
#include "parkade/text.h"
#include "ticket/charge.h"

/* A quote asks about the time that a vehicle may still stay, not about the end of the world. */
#define LONGEST_STAY (INT64_C(36525) * 86400)

enum pk_status account_read(struct account *out, struct pk_lot *lot, const char *ticket_id)
{
    *out = (struct account){0};
    struct query *q = query_on(lot->store, TICKET_CHAIN
                               "SELECT coalesce(sum(p.amount), 0), coalesce(sum(p.waived), 0) "
                               "FROM chain JOIN payment p ON p.ticket_id = chain.ticket_id");
    query_text(q, ticket_id);
    if (query_next(q))
        *out = (struct account){column_int(q, 0), column_int(q, 1)};
    return query_end(q);
}

/* What a nil payment or an override took off is a line like any other, so that lines add up. */
static void add_waiver(struct pk_price *price, int64_t waived)
{
    if (waived > price->total)
        waived = price->total;
    if (waived <= 0)
        return;
    price->total -= waived;
    if (price->line_count == PK_LINES_MAX) { /* no room: it goes into the last one */
        price->lines[PK_LINES_MAX - 1].amount -= waived;
        return;
    }
    struct pk_line *line = &price->lines[price->line_count++];
    *line = (struct pk_line){.from = PK_NONE, .to = PK_NONE, .amount = -waived};
    snprintf(line->what, sizeof line->what, "%s", _("waived"));
}

/* The moment a ticket is priced at: not before it came, not after it left. */
static int64_t priced_at(const struct pk_ticket *ticket, int64_t at)
{
    if (ticket->exit_time != PK_NONE)
        return ticket->exit_time;
    return at > ticket->entry_time ? at : ticket->entry_time;
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

/*
 * When the due rises and falls, which is not when the price does: what is covered must be used up
 * first, and a ticket that is paid owes nothing until it is too late. FULL is the tariff's price
 * before anything was taken off, COVERED what was paid and waived.
 */
static enum pk_status move_of(struct pk_price *price, const struct charge *charge,
                              const struct pk_ticket *ticket, int64_t at, int64_t full,
                              int64_t covered)
{
    struct pk_stay later = charge->stay;
    bool is_in_time = ticket->is_paid && at <= ticket->expires_at;
    if (ticket->exit_time != PK_NONE) {
        price->rises_at = price->falls_at = PK_NONE;
        return PK_OK;
    }
    if (full > covered && !is_in_time)
        return PK_OK;
    price->falls_at = PK_NONE;
    if (full == covered && !is_in_time)
        return PK_OK;
    if (is_in_time && ticket->expires_at > later.exit)
        later.exit = ticket->expires_at;
    enum pk_status status =
        pk_tariff_rises_above(&price->rises_at, charge->tariff, &later, covered);
    if (status == PK_TARIFF_INVALID) { /* the tariff refuses a stay that long */
        price->rises_at = PK_NONE;
        return PK_OK;
    }
    return status;
}

enum pk_status quote_ticket(struct pk_quote *out, struct pk_lot *lot,
                            const struct pk_ticket *ticket, int64_t at)
{
    struct charge charge;
    struct account account = {0};
    *out = (struct pk_quote){.at = priced_at(ticket, at)};
    pk_copy(out->ticket_id, sizeof out->ticket_id, ticket->ticket_id);

    enum pk_status status = charge_read(&charge, lot, ticket, out->at);
    out->tariff_version = charge.version;
    if (status == PK_OK)
        status = charge_price(&out->price, &charge, ticket, out->at);
    if (status == PK_OK)
        status = account_read(&account, lot, ticket->ticket_id);
    if (status != PK_OK)
        return status;
    int64_t full = out->price.total;
    add_waiver(&out->price, account.waived);
    out->paid = account.paid;
    out->waived = account.waived;
    out->due = due_of(ticket, out);
    return move_of(&out->price, &charge, ticket, out->at, full, account.paid + account.waived);
}

struct question {
    struct pk_quote *out;
    struct pk_lot *lot;
    const char *ticket_id;
    int64_t at;
};

static enum pk_status answer(void *context)
{
    const struct question *question = context;
    struct pk_ticket ticket;
    enum pk_status status = pk_ticket_get(&ticket, question->lot, question->ticket_id);
    if (status == PK_OK && question->at > ticket.entry_time + LONGEST_STAY)
        status = pk_fail(PK_USAGE, _("A stay is priced for 100 years at most."));
    return status == PK_OK ? quote_ticket(question->out, question->lot, &ticket, question->at)
                           : status;
}

/* On one picture of the file: the ticket's row and its payments belong together. */
enum pk_status pk_quote(struct pk_quote *out, struct pk_lot *lot, const char *ticket_id, int64_t at)
{
    struct question question = {out, lot, ticket_id, at == PK_NONE ? pk_lot_now(lot) : at};
    return store_read(lot->store, answer, &question);
}

enum pk_status quote_moment(int64_t *out, struct pk_lot *lot, int64_t quoted_at, int64_t now)
{
    int64_t hold;
    *out = now;
    if (quoted_at == PK_NONE || quoted_at > now)
        return PK_OK;
    enum pk_status status = setting_number(&hold, lot, SETTING_QUOTE_HOLD);
    if (status == PK_OK && quoted_at >= now - hold)
        *out = quoted_at;
    return status;
}

/* The tariff's exit grace wins over the lot's. */
static enum pk_status exit_grace(int64_t *out, struct pk_lot *lot, const struct pk_tariff *tariff)
{
    *out = pk_tariff_exit_grace(tariff);
    return *out == PK_NONE ? setting_number(out, lot, SETTING_EXIT_GRACE) : PK_OK;
}

enum pk_status quote_valid_until(int64_t *out, struct pk_lot *lot, const struct pk_ticket *ticket,
                                 const struct cover *cover)
{
    struct charge charge;
    int64_t grace = 0, rises_at = PK_NONE;

    enum pk_status status = charge_read(&charge, lot, ticket, priced_at(ticket, cover->quoted_at));
    if (status == PK_OK)
        status = exit_grace(&grace, lot, charge.tariff);
    if (status == PK_OK)
        status = pk_tariff_rises_above(&rises_at, charge.tariff, &charge.stay, cover->paid);
    if (status == PK_OK && rises_at == PK_NONE) {
        status = setting_number(&rises_at, lot, SETTING_TICKET_VALIDITY);
        rises_at += cover->paid_at;
    }
    int64_t leave_by = cover->paid_at + grace;
    *out = rises_at > leave_by ? rises_at : leave_by;
    return status;
}
