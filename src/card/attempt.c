/*
 * Card attempts: written down before the terminal is asked, settled once, never forgotten (design:
 * the domain, Quote and pay). An approved card is money taken: it is booked whatever became of
 * the ticket meanwhile.
 */
#include <string.h>

#include "base/error.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "ticket/pay.h"

enum { CARD_PATIENCE = 180 }; /* seconds a terminal may take */

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
    "SELECT attempt_id, ticket_id, amount, started_at, state, quoted_at FROM card_attempt "

static void read_attempt(struct query *q, struct pk_card_attempt *attempt)
{
    *attempt = (struct pk_card_attempt){0};
    column_text(q, 0, attempt->attempt_id, sizeof attempt->attempt_id);
    column_text(q, 1, attempt->ticket_id, sizeof attempt->ticket_id);
    attempt->amount = column_int(q, 2);
    attempt->started_at = column_int(q, 3);
    attempt->state = state_from_name(column_peek(q, 4));
}

/* The attempt that is under way or in doubt for a ticket, if there is one. */
static enum pk_status find_live(struct pk_card_attempt *out, bool *is_found, struct pk_lot *lot,
                                const char *ticket_id)
{
    struct query *q = query_on(lot->store, ATTEMPT_COLUMNS
                               "WHERE ticket_id = ? AND state IN ('pending', 'unknown')");
    query_text(q, ticket_id);
    *is_found = query_next(q);
    if (*is_found)
        read_attempt(q, out);
    return query_end(q);
}

enum pk_status card_check_none(struct pk_lot *lot, const char *ticket_id)
{
    struct pk_card_attempt live;
    bool is_found;
    enum pk_status status = find_live(&live, &is_found, lot, ticket_id);
    if (status != PK_OK || !is_found)
        return status;
    return pk_fail(PK_BUSY,
                   live.state == PK_CARD_STATE_PENDING
                       ? _("A card payment is under way for this ticket. Wait for its outcome.")
                       : _("A card payment for this ticket is in doubt. Ask the terminal again, "
                           "by card, before taking other money."));
}

/* ---- begin ---- */

struct beginning {
    const char *ticket_id;
    int64_t amount, quoted_at;
};

/* An answer that is given again from the table of requests leaves is_fresh alone. */
struct begun {
    struct pk_card_attempt attempt;
    bool is_fresh;
};

static enum pk_status decide_amount(int64_t *amount, const struct bill *bill, const struct job *job,
                                    const struct beginning *what)
{
    char due[PK_MONEY_SIZE];
    *amount = what->amount == PK_NONE ? bill->due : what->amount;
    pk_money_format(due, bill->due, job->lot->currency);
    if (bill->due == 0)
        return bill_fail_nothing_due(bill);
    if (*amount <= 0 || *amount > bill->due) {
        pk_fail(PK_AMOUNT_INVALID,
                _("A card is charged exactly: more than nothing, at most %s %s."), due,
                job->lot->currency);
        pk_error_record()->due = bill->due;
        return PK_AMOUNT_INVALID;
    }
    return PK_OK;
}

static enum pk_status insert_attempt(struct job *job, const struct pk_card_attempt *attempt,
                                     int64_t quoted_at)
{
    struct query *q = query_on(job->store, "INSERT INTO card_attempt (attempt_id, ticket_id, "
                                           "amount, started_at, quoted_at, staff, station) "
                                           "VALUES (?, ?, ?, ?, ?, ?, ?)");
    query_text(q, attempt->attempt_id);
    query_text(q, attempt->ticket_id);
    query_int(q, attempt->amount);
    query_int(q, attempt->started_at);
    query_int(q, quoted_at);
    query_maybe_text(q, job->act->who);
    query_text(q, job->act->station);
    return query_run(q);
}

static enum pk_status begin(struct job *job, const void *in, void *out)
{
    const struct beginning *what = in;
    struct begun *begun = out;
    struct pk_card_attempt *attempt = &begun->attempt;
    struct bill bill;
    *begun = (struct begun){{.started_at = job->now}, .is_fresh = true};
    pk_copy(attempt->attempt_id, sizeof attempt->attempt_id, job->request_id);

    enum pk_status status = bill_open(&bill, job, what->ticket_id, what->quoted_at);
    if (status == PK_OK)
        status = card_check_none(job->lot, what->ticket_id);
    if (status == PK_OK)
        status = decide_amount(&attempt->amount, &bill, job, what);
    if (status != PK_OK)
        return status;
    pk_copy(attempt->ticket_id, sizeof attempt->ticket_id, bill.ticket.ticket_id);
    status = insert_attempt(job, attempt, bill.quote.at);
    return status == PK_OK ? ticket_note(job, &bill.ticket, attempt->amount,
                                         json_pack("{s:s}", "state", "pending"))
                           : status;
}

static const struct job_rule begin_rule = {PK_ACT_CARD, begin, job_attempt_fields};

static enum pk_status begin_attempt(struct begun *out, struct pk_lot *lot, const struct pk_act *act,
                                    const struct beginning *what)
{
    *out = (struct begun){.is_fresh = false};
    return job_run(
        lot, act, &begin_rule,
        json_pack("{s:s, s:I}", "ticket_id", what->ticket_id, "amount", (json_int_t)what->amount),
        what, out);
}

enum pk_status pk_card_begin(struct pk_card_attempt *out, struct pk_lot *lot,
                             const struct pk_act *act, const char *ticket_id, int64_t amount,
                             int64_t quoted_at)
{
    struct begun begun;
    enum pk_status status =
        begin_attempt(&begun, lot, act, &(struct beginning){ticket_id, amount, quoted_at});
    if (status == PK_OK)
        *out = begun.attempt;
    return status;
}

/* ---- settle ---- */

struct settlement {
    const char *attempt_id;
    enum pk_card_outcome outcome;
};

static enum pk_status get_attempt(struct pk_card_attempt *out, int64_t *quoted_at,
                                  struct pk_lot *lot, const char *attempt_id)
{
    struct query *q = query_on(lot->store, ATTEMPT_COLUMNS "WHERE attempt_id = ?");
    query_text(q, attempt_id);
    bool is_found = query_next(q);
    if (is_found) {
        read_attempt(q, out);
        *quoted_at = column_int(q, 5);
    }
    enum pk_status status = query_end(q);
    if (status == PK_OK && !is_found)
        return pk_fail(PK_TICKET_UNKNOWN, _("There is no card payment %s."), attempt_id);
    return status;
}

static enum pk_status write_state(struct job *job, const char *attempt_id,
                                  enum pk_card_outcome outcome)
{
    static const enum pk_card_state states[] = {
        [PK_CARD_APPROVED] = PK_CARD_STATE_APPROVED,
        [PK_CARD_DECLINED] = PK_CARD_STATE_DECLINED,
        [PK_CARD_IN_DOUBT] = PK_CARD_STATE_UNKNOWN,
    };
    struct query *q = query_on(job->store, "UPDATE card_attempt SET state = ?, settled_at = ? "
                                           "WHERE attempt_id = ?");
    query_text(q, state_names[states[outcome]]);
    query_int(q, job->now);
    query_text(q, attempt_id);
    return query_run(q);
}

/* Books what the card was charged. The bill is opened at the moment of its quote, so that the
 * price the driver agreed to is the one that is covered. */
static enum pk_status book_card(struct pk_tender *out, struct job *job,
                                const struct pk_card_attempt *attempt, int64_t quoted_at)
{
    struct bill bill = {0};
    struct booking tender = {.method = PK_CARD,
                             .amount = attempt->amount,
                             .tendered = attempt->amount,
                             .request_id = attempt->attempt_id};
    enum pk_status status = pk_ticket_get(&bill.ticket, job->lot, attempt->ticket_id);
    bill.is_released = bill.ticket.state == PK_RELEASED && bill.ticket.owed >= attempt->amount;
    if (status == PK_OK)
        status = quote_ticket(&bill.quote, job->lot, &bill.ticket, quoted_at);
    if (status != PK_OK)
        return status;
    bill.due = bill.quote.due > attempt->amount ? bill.quote.due : attempt->amount;
    return bill_settle(&bill, job, &tender, 1, out);
}

static enum pk_status settle(struct job *job, const void *in, void *out)
{
    const struct settlement *what = in;
    struct pk_tender *tender = out;
    struct pk_card_attempt attempt;
    struct pk_ticket ticket;
    int64_t quoted_at = job->now;
    bool is_booked;
    *tender = (struct pk_tender){.method = PK_CARD, .expires_at = PK_NONE};

    enum pk_status status = get_attempt(&attempt, &quoted_at, job->lot, what->attempt_id);
    if (status == PK_OK)
        status = tender_of_request(tender, &is_booked, job->lot, what->attempt_id);
    if (status != PK_OK || is_booked || attempt.state == PK_CARD_STATE_DECLINED)
        return status;
    status = write_state(job, attempt.attempt_id, what->outcome);
    if (status == PK_OK && what->outcome == PK_CARD_APPROVED)
        status = job_may(job, PK_ACT_PAY);
    if (status == PK_OK && what->outcome == PK_CARD_APPROVED)
        return book_card(tender, job, &attempt, quoted_at);
    if (status == PK_OK)
        status = pk_ticket_get(&ticket, job->lot, attempt.ticket_id);
    return status == PK_OK
               ? ticket_note(job, &ticket, attempt.amount,
                             json_pack("{s:s}", "state",
                                       what->outcome == PK_CARD_DECLINED ? "declined" : "unknown"))
               : status;
}

static const struct job_rule settle_rule = {PK_ACT_CARD, settle, job_tender_fields};

enum pk_status pk_card_settle(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                              const char *attempt_id, enum pk_card_outcome outcome)
{
    return job_run(lot, act, &settle_rule,
                   json_pack("{s:s, s:i}", "attempt_id", attempt_id, "outcome", (int)outcome),
                   &(struct settlement){attempt_id, outcome}, out);
}

enum pk_status pk_card_doubts(struct pk_card_attempt *out, size_t capacity, size_t *count,
                              struct pk_lot *lot)
{
    *count = 0;
    struct query *q = query_on(lot->store, ATTEMPT_COLUMNS
                               "WHERE state IN ('pending', 'unknown') ORDER BY started_at");
    while (*count < capacity && query_next(q))
        read_attempt(q, &out[(*count)++]);
    return query_end(q);
}

/* ---- all in one ---- */

/* What the outcome means for the one who waits at the desk. */
static enum pk_status say_outcome(enum pk_card_outcome outcome)
{
    if (outcome == PK_CARD_DECLINED)
        return pk_fail(PK_PAYMENT_REQUIRED, _("The card was declined. Nothing was taken."));
    if (outcome == PK_CARD_IN_DOUBT)
        return pk_fail(PK_BUSY, _("The terminal did not say what became of the card. Ask again "
                                  "before taking other money."));
    return PK_OK;
}

/* Settling is an act of its own: the request id of the whole belongs to the beginning. */
static enum pk_status settle_as(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                                const char *attempt_id, enum pk_card_outcome outcome)
{
    struct pk_act own = *act;
    own.request_id[0] = '\0';
    enum pk_status status = pk_card_settle(out, lot, &own, attempt_id, outcome);
    return status == PK_OK ? say_outcome(outcome) : status;
}

/* A request that was begun before: booked, declined, or still to be asked about. */
static enum pk_status go_on(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                            const struct pk_card_terminal *terminal, const char *attempt_id)
{
    struct pk_card_attempt attempt;
    int64_t quoted_at;
    bool is_booked;
    enum pk_status status = tender_of_request(out, &is_booked, lot, attempt_id);
    if (status != PK_OK || is_booked)
        return status;
    status = get_attempt(&attempt, &quoted_at, lot, attempt_id);
    if (status == PK_OK && attempt.state == PK_CARD_STATE_DECLINED)
        return say_outcome(PK_CARD_DECLINED);
    if (status != PK_OK)
        return status;
    return settle_as(out, lot, act, attempt_id, terminal->ask(terminal->context, attempt_id));
}

/* Whether somebody else's attempt may be asked about: its outcome is unknown, or it has been under
 * way for so long that the one who began it must have died. */
static bool is_left_behind(const struct pk_card_attempt *attempt, const struct pk_lot *lot)
{
    return attempt->state == PK_CARD_STATE_UNKNOWN ||
           pk_lot_now(lot) - attempt->started_at > CARD_PATIENCE;
}

enum pk_status pk_pay_card(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                           const struct pk_card_terminal *terminal, const char *ticket_id,
                           int64_t amount, int64_t quoted_at)
{
    struct pk_card_attempt live;
    struct begun begun;
    bool is_live;
    enum pk_status status =
        begin_attempt(&begun, lot, act, &(struct beginning){ticket_id, amount, quoted_at});
    if (status == PK_OK && !begun.is_fresh)
        return go_on(out, lot, act, terminal, begun.attempt.attempt_id);
    if (status == PK_OK)
        return settle_as(out, lot, act, begun.attempt.attempt_id,
                         terminal->charge(terminal->context, begun.attempt.attempt_id,
                                          begun.attempt.amount, lot->currency));
    if (status != PK_BUSY)
        return status;
    struct pk_error busy = *pk_error();
    if (find_live(&live, &is_live, lot, ticket_id) == PK_OK && is_live &&
        is_left_behind(&live, lot))
        return settle_as(out, lot, act, live.attempt_id,
                         terminal->ask(terminal->context, live.attempt_id));
    *pk_error_record() = busy;
    return status;
}
