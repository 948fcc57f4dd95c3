/*
 * The rows of card attempts. Calls the store; no rule is decided here but that a ticket has one
 * card at a time.
 */
#include <string.h>

#include "base/error.h"
#include "card/card.h"
#include "parkade/text.h"

static const char *const state_names[] = {
    [PK_CARD_STATE_PENDING] = "pending",
    [PK_CARD_STATE_APPROVED] = "approved",
    [PK_CARD_STATE_DECLINED] = "declined",
    [PK_CARD_STATE_UNKNOWN] = "unknown",
};

static enum pk_card_state state_from_name(const char *name)
{
    for (int i = PK_CARD_STATE_PENDING; i <= PK_CARD_STATE_UNKNOWN; i++)
        if (name && strcmp(state_names[i], name) == 0)
            return (enum pk_card_state)i;
    return PK_CARD_STATE_UNKNOWN;
}

#define ATTEMPT_COLUMNS                                                                            \
    "SELECT attempt_id, ticket_id, amount, started_at, state, quoted_at, shift_id, station "       \
    "FROM card_attempt "

static void read_attempt(struct query *q, struct pk_card_attempt *attempt)
{
    *attempt = (struct pk_card_attempt){0};
    column_text(q, 0, attempt->attempt_id, sizeof attempt->attempt_id);
    column_text(q, 1, attempt->ticket_id, sizeof attempt->ticket_id);
    attempt->amount = column_int(q, 2);
    attempt->started_at = column_int(q, 3);
    attempt->state = state_from_name(column_peek(q, 4));
    column_text(q, 7, attempt->station, sizeof attempt->station);
}

/* The first row of Q, which ends with it. */
static enum pk_status take(struct attempt *out, bool *is_found, struct query *q)
{
    *is_found = query_next(q);
    if (*is_found) {
        read_attempt(q, &out->shown);
        out->quoted_at = column_int(q, 5);
        out->shift_id = column_maybe_int(q, 6);
    }
    return query_end(q);
}

enum pk_status attempt_find_live(struct attempt *out, bool *is_found, struct pk_lot *lot,
                                 const char *ticket_id)
{
    struct query *q = query_on(lot->store, ATTEMPT_COLUMNS
                               "WHERE ticket_id = ? AND state IN ('pending', 'unknown')");
    query_text(q, ticket_id);
    return take(out, is_found, q);
}

enum pk_status attempt_get(struct attempt *out, struct pk_lot *lot, const char *attempt_id)
{
    bool is_found;
    struct query *q = query_on(lot->store, ATTEMPT_COLUMNS "WHERE attempt_id = ?");
    query_text(q, attempt_id);
    enum pk_status status = take(out, &is_found, q);
    if (status == PK_OK && !is_found)
        return pk_fail(PK_TICKET_UNKNOWN, _("There is no card payment %s."), attempt_id);
    return status;
}

enum pk_status attempt_insert(struct job *job, const struct attempt *attempt)
{
    struct query *q = query_on(job->store, "INSERT INTO card_attempt (attempt_id, ticket_id, "
                                           "amount, started_at, quoted_at, staff, station, "
                                           "shift_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    query_text(q, attempt->shown.attempt_id);
    query_text(q, attempt->shown.ticket_id);
    query_int(q, attempt->shown.amount);
    query_int(q, attempt->shown.started_at);
    query_int(q, attempt->quoted_at);
    query_maybe_text(q, job->act->who);
    query_text(q, job->act->station);
    query_maybe_int(q, attempt->shift_id);
    return query_run(q);
}

enum pk_status attempt_write_state(struct job *job, const char *attempt_id,
                                   enum pk_card_state state)
{
    struct query *q = query_on(job->store, "UPDATE card_attempt SET state = ?, settled_at = ? "
                                           "WHERE attempt_id = ?");
    query_text(q, state_names[state]);
    query_int(q, job->now);
    query_text(q, attempt_id);
    return query_run(q);
}

bool pk_card_is_under_way(const struct pk_card_attempt *attempt, int64_t now)
{
    return attempt->state == PK_CARD_STATE_PENDING && now - attempt->started_at <= CARD_PATIENCE;
}

bool attempt_is_left_behind(const struct attempt *attempt, int64_t now)
{
    return now - attempt->shown.started_at > CARD_PATIENCE;
}

enum pk_status card_check_none(struct pk_lot *lot, const struct pk_ticket *ticket)
{
    struct attempt live;
    bool is_found;
    enum pk_status status = attempt_find_live(&live, &is_found, lot, ticket->ticket_id);
    if (status != PK_OK || !is_found)
        return status;
    pk_fail(PK_PAYMENT_REQUIRED,
            live.shown.state == PK_CARD_STATE_PENDING
                ? _("A card payment is under way for this ticket. Wait for its outcome.")
                : _("A card payment for this ticket is in doubt. Ask the terminal again first."));
    ticket_name_in_error(ticket);
    return PK_PAYMENT_REQUIRED;
}

enum pk_status pk_card_doubts(struct pk_card_attempt *out, size_t capacity, size_t *count,
                              struct pk_lot *lot)
{
    *count = 0;
    struct query *q = query_on(lot->store, ATTEMPT_COLUMNS "WHERE state IN ('pending', 'unknown') "
                                                           "ORDER BY started_at, attempt_id");
    while (*count < capacity && query_next(q))
        read_attempt(q, &out[(*count)++]);
    return query_end(q);
}
