/*
 * Beginning to charge a card: the attempt is on record before the terminal hears of it.
 */
#include "base/error.h"
#include "card/card.h"
#include "desk/drawer.h"
#include "parkade/money.h"
#include "parkade/text.h"

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
    if (bill->due == 0)
        return bill_fail_nothing_due(bill, job->lot);
    if (*amount > 0 && *amount <= bill->due)
        return PK_OK;
    pk_money_format(due, bill->due, job->lot->currency);
    pk_fail(PK_AMOUNT_INVALID, _("A card is charged exactly: more than nothing, at most %s %s."),
            due, job->lot->currency);
    ticket_name_in_error(&bill->ticket);
    pk_error_record()->due = bill->due;
    return PK_AMOUNT_INVALID;
}

static enum pk_status begin(struct job *job, const void *in, void *out)
{
    const struct beginning *what = in;
    struct begun *begun = out;
    struct attempt attempt = {.shown = {.started_at = job->now}};
    struct bill bill;
    pk_copy(attempt.shown.attempt_id, sizeof attempt.shown.attempt_id, job->request_id);
    pk_copy(attempt.shown.station, sizeof attempt.shown.station, job->act->station);

    enum pk_status status = bill_open(&bill, job, what->ticket_id, what->quoted_at);
    if (status == PK_OK)
        status = bill_check_no_card(&bill, job->lot);
    if (status == PK_OK)
        status = decide_amount(&attempt.shown.amount, &bill, job, what);
    if (status == PK_OK)
        status = drawer_for(&attempt.shift_id, job, false, PK_NONE);
    if (status != PK_OK)
        return status;
    attempt.quoted_at = bill.quote.at;
    pk_copy(attempt.shown.ticket_id, sizeof attempt.shown.ticket_id, bill.ticket.ticket_id);
    status = attempt_insert(job, &attempt);
    if (status != PK_OK)
        return status;
    *begun = (struct begun){attempt.shown, .is_fresh = true};
    return ticket_note(job, &bill.ticket, attempt.shown.amount,
                       json_pack("{s:s}", "state", "pending"));
}

static const struct job_rule rule = {PK_ACT_CARD, begin, job_attempt_fields};

enum pk_status attempt_begin(struct pk_card_attempt *out, bool *is_fresh, struct pk_lot *lot,
                             const struct pk_act *act, const struct beginning *what)
{
    struct begun begun = {.is_fresh = false};
    json_t *content =
        json_pack("{s:s, s:I}", "ticket_id", what->ticket_id, "amount", (json_int_t)what->amount);
    enum pk_status status = job_run(lot, act, &rule, content, what, &begun);
    if (status == PK_TICKET_VOID)
        ticket_alarm(lot, act, what->ticket_id);
    if (status == PK_OK)
        *out = begun.attempt;
    *is_fresh = begun.is_fresh;
    return status;
}

enum pk_status pk_card_begin(struct pk_card_attempt *out, struct pk_lot *lot,
                             const struct pk_act *act, const char *ticket_id, int64_t amount,
                             int64_t quoted_at)
{
    bool is_fresh;
    return attempt_begin(out, &is_fresh, lot, act,
                         &(struct beginning){ticket_id, amount, quoted_at});
}
