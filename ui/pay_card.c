/*
 * Cards: written down before the terminal is asked, settled after, never inside a transaction. The
 * terminal is asked in an errand, so that the screen lives on however long it takes; what it does
 * not say within CARD_LIMIT_MS, or before Esc, is in doubt. An attempt in doubt is asked about
 * before another is made: nothing is charged twice. Calls errand.c, parkade/payment.h.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "pay_screen.h"

/* Less than the lot waits before it calls an attempt left behind: who asks then is alone. */
enum { CARD_LIMIT_MS = 120 * 1000 };

static struct pay_screen *of(struct view *view)
{
    return (struct pay_screen *)view;
}

/* ---- in the child ---- */

static const char *const OUTCOMES[] = {
    [PK_CARD_APPROVED] = "approved",
    [PK_CARD_DECLINED] = "declined",
    [PK_CARD_IN_DOUBT] = "in doubt",
};

/* The terminal's own words; anything else is no outcome. */
static void call_terminal(void *context, char answer[static ERRAND_ANSWER_SIZE])
{
    const struct pay_screen *pay = context;
    const struct pk_card_terminal *card = &pay->card;
    enum pk_card_outcome outcome =
        pay->call.is_question
            ? card->ask(card->context, pay->attempt_id)
            : card->charge(card->context, pay->attempt_id, pay->call.amount, pay->call.currency);

    if ((int)outcome >= PK_CARD_APPROVED && outcome <= PK_CARD_IN_DOUBT)
        pk_copy(answer, ERRAND_ANSWER_SIZE, OUTCOMES[outcome]);
}

/* ---- what came of it ---- */

static void say_outcome(struct pay_screen *pay, struct app *app)
{
    static const char *const SENTENCES[] = {
        [PK_CARD_DECLINED] = "The card was declined: nothing was charged.",
        [PK_CARD_IN_DOUBT] = "The terminal does not say what became of it: k asks again.",
    };
    char money[PK_MONEY_SIZE];

    if (pay->card_outcome != PK_CARD_APPROVED) {
        pay_say(app, ROLE_ERROR, _(SENTENCES[pay->card_outcome]));
        return;
    }
    pk_money_format(money, pay->card_tender.amount, pk_lot_currency(app->lot));
    toast_show(&app->toast, ROLE_GOOD, _("The card was charged %s, receipt %lld."), money,
               (long long)pay->card_tender.receipt_no);
}

static enum pk_status try_settle(struct app *app, struct view *view)
{
    struct pay_screen *pay = of(view);

    return pk_card_settle(&pay->card_tender, app->lot, &pay->card_act, pay->attempt_id,
                          pay->card_outcome);
}

/* Given up while the lot was busy: the terminal keeps the outcome, and is asked for it again. */
static void settled(struct app *app, struct view *view, enum pk_status status)
{
    struct pay_screen *pay = of(view);

    work_make_act(&pay->card_act, app);
    if (status == PK_BUSY) {
        pay_say(app, ROLE_ERROR, _("The outcome is not written down yet: k asks again."));
    } else if (status) {
        pay_complain(app, status);
    } else {
        if (pay->card_outcome == PK_CARD_APPROVED && pay->card_tender.amount > 0)
            pay_note_taken(pay, &pay->card_tender, 1);
        say_outcome(pay, app);
    }
    pay_read(pay, app);
}

static void settle(struct pay_screen *pay, struct app *app, enum pk_card_outcome outcome)
{
    pay->card_outcome = outcome;
    work_make_act(&pay->card_act, app);
    work_start(app, &pay->view, try_settle, settled);
}

static enum pk_card_outcome outcome_of(const char *answer)
{
    for (int i = PK_CARD_APPROVED; i < PK_CARD_IN_DOUBT; i++)
        if (strcmp(answer, OUTCOMES[i]) == 0)
            return (enum pk_card_outcome)i;
    return PK_CARD_IN_DOUBT;
}

/* Somebody else may be waiting at the terminal: what it says now but "approved" may be too early.
 */
static bool is_too_early(const struct pay_screen *pay, const struct app *app,
                         enum pk_card_outcome outcome)
{
    return pay->call.is_others && outcome != PK_CARD_APPROVED &&
           pk_card_is_under_way(&pay->stay.doubt, pk_lot_now(app->lot));
}

static void terminal_answered(struct app *app, void *owner, enum errand_end end, const char *answer)
{
    struct pay_screen *pay = owner;
    enum pk_card_outcome outcome = outcome_of(answer);

    (void)end; /* one that died or is late has no answer */
    pay->call.is_out = false;
    if (is_too_early(pay, app, outcome))
        pay_say(app, ROLE_WARNING, _("The card is still under way: k asks again."));
    else
        settle(pay, app, outcome);
}

/* ---- asking ---- */

static void ask_terminal(struct pay_screen *pay, struct app *app, bool is_question, int64_t amount)
{
    struct errand_order order = {call_terminal, pay, CARD_LIMIT_MS, terminal_answered, pay};

    pay->call.is_question = is_question;
    pay->call.amount = amount;
    pay->call.since_ms = app_milliseconds();
    pk_copy(pay->call.currency, sizeof pay->call.currency, pk_lot_currency(app->lot));
    pay->call.is_out = errand_start(app, &order);
    if (pay->call.is_out)
        return;
    if (!is_question) /* it never heard of it */
        settle(pay, app, PK_CARD_DECLINED);
    pay_say(app, ROLE_ERROR,
            _("The terminal could not be asked: there is no room for it. Nothing "
              "was charged."));
}

static enum pk_status try_begin(struct app *app, struct view *view)
{
    struct pay_screen *pay = of(view);
    struct pk_card_attempt attempt;
    enum pk_status status = pk_card_begin(&attempt, app->lot, &pay->card_act, pay->ticket_id,
                                          pay->call.amount, pay->quoted_at);

    if (status == PK_OK)
        pk_copy(pay->attempt_id, sizeof pay->attempt_id, attempt.attempt_id);
    return status;
}

static void begun(struct app *app, struct view *view, enum pk_status status)
{
    struct pay_screen *pay = of(view);

    if (status) {
        pay_complain(app, status);
        work_renew_act(&pay->card_act, app, status);
        pay_read(pay, app); /* perhaps a card at another station stands in the way */
        return;
    }
    pay->call.is_others = false;
    ask_terminal(pay, app, false, pay->call.amount);
    pay_read(pay, app);
}

/* The terminal that the setting card.simulator names. */
static bool find_terminal(struct pay_screen *pay, struct app *app)
{
    struct pk_setting setting;

    if (pk_setting_get(&setting, app->lot, "card.simulator") ||
        pk_card_simulator(&pay->card, setting.value)) {
        pay_complain(app, PK_USAGE);
        return false;
    }
    return true;
}

void pay_card(struct pay_screen *pay, struct app *app, int64_t amount)
{
    const struct pk_card_attempt *doubt = &pay->stay.doubt;

    if (!find_terminal(pay, app))
        return;
    if (pay->stay.has_doubt) {
        pay->call.is_others = strcmp(pay->attempt_id, doubt->attempt_id) != 0;
        pk_copy(pay->attempt_id, sizeof pay->attempt_id, doubt->attempt_id);
        ask_terminal(pay, app, true, doubt->amount);
    } else {
        pay->call.amount = amount;
        work_start(app, &pay->view, try_begin, begun);
    }
}

/* ---- not waiting any longer ---- */

void pay_stop_card(struct pay_screen *pay, struct app *app)
{
    errand_end(app, pay);
    pay->call.is_out = false;
    if (!is_too_early(pay, app, PK_CARD_IN_DOUBT))
        settle(pay, app, PK_CARD_IN_DOUBT);
}

/* The console ends: one short try, and whoever asks next finds it in doubt in any case. */
void pay_abandon_card(struct pay_screen *pay)
{
    struct app *app = pay->app;

    if (!pay->call.is_out)
        return;
    errand_end(app, pay);
    pay->call.is_out = false;
    if (is_too_early(pay, app, PK_CARD_IN_DOUBT))
        return;
    work_make_act(&pay->card_act, app);
    pk_card_settle(&pay->card_tender, app->lot, &pay->card_act, pay->attempt_id, PK_CARD_IN_DOUBT);
}

void pay_say_call(char *out, size_t size, const struct pay_screen *pay)
{
    int seconds = (int)((app_milliseconds() - pay->call.since_ms) / 1000);

    snprintf(out, size, _("The card terminal is asked, %d s: Esc stops waiting"), seconds);
}
