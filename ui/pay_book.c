/*
 * Booking what is in the till, and letting the vehicle go: two acts, one after the other, each
 * exactly once. If the second fails, the first stands, and Enter tries the second again. Calls
 * parkade/payment.h, ticket.h.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "pay_screen.h"
#include "prompt.h"
#include "screens.h"
#include "when.h"
#include "words.h"

static struct pay_screen *of(struct view *view)
{
    return (struct pay_screen *)view;
}

/* ---- what is said at the end ---- */

static void say_change(struct done_text *text, const struct pay_screen *pay, const struct app *app)
{
    const char *currency = pk_lot_currency(app->lot);

    if (pay->change > 0) {
        pk_money_format(text->big, pay->change, currency);
        snprintf(text->big_label, sizeof text->big_label, "%s", _("Change"));
    }
}

static void say_payment(char out[240], const struct pay_screen *pay, const struct app *app)
{
    char money[PK_MONEY_SIZE];
    size_t used = 0;

    out[0] = '\0';
    for (size_t i = 0; i < pay->taken_count && used < 240; i++) {
        const struct pk_tender *tender = &pay->taken[i];
        pk_money_format(money, tender->method == PK_NIL ? pay->waived : tender->amount,
                        pk_lot_currency(app->lot));
        int step = snprintf(out + used, 240 - used, _("%s%s %s, receipt %lld"), i > 0 ? "; " : "",
                            money, words_method(tender->method), (long long)tender->receipt_no);
        used += step > 0 ? (size_t)step : 0;
    }
}

/* Paid at a desk, the vehicle is still inside: say until when it may leave. */
static void say_deadline(char out[240], const struct pay_screen *pay, struct app *app)
{
    char when[WHEN_SIZE];

    out[0] = '\0';
    if (pay_lets_go(pay, app) || !stay_is_open(&pay->stay.ticket))
        return;
    when_short(when, app->lot, pay->stay.ticket.expires_at);
    snprintf(out, 240, _("To leave by %s"), when);
}

static void end(struct pay_screen *pay, struct app *app)
{
    struct done_text text = {.is_gate_open = pay_lets_go(pay, app)};
    const struct pk_ticket *ticket = &pay->stay.ticket;

    snprintf(text.title, sizeof text.title, "%s", text.is_gate_open ? _("Let go") : _("Paid"));
    snprintf(text.lines[0], sizeof text.lines[0], "%s  %s  #%lld", ticket->registration_typed,
             ticket->spot, (long long)ticket->ticket_no);
    say_change(&text, pay, app);
    say_payment(text.lines[1], pay, app);
    if (!text.is_gate_open)
        stay_read(&pay->stay, app->lot, pay->ticket_id);
    say_deadline(text.lines[2], pay, app);
    pay->till.count = 0;
    app_say_next(text.next, sizeof text.next, app);
    app_served(app);
    app_push(app, done_view(&text));
}

/* ---- leaving ---- */

static enum pk_status try_leave(struct app *app, struct view *view)
{
    struct pay_screen *pay = of(view);

    return pk_retrieve(&pay->left, app->lot, &pay->leave_act, pay->ticket_id, pay->found_by);
}

static void left(struct app *app, struct view *view, enum pk_status status)
{
    struct pay_screen *pay = of(view);

    if (status == PK_OK) {
        end(pay, app);
        return;
    }
    pay_complain(app, status);
    work_renew_act(&pay->leave_act, app, status);
    pay_read(pay, app);
}

static void leave(struct pay_screen *pay, struct app *app)
{
    if (pay_lets_go(pay, app))
        work_start(app, &pay->view, try_leave, left);
    else
        end(pay, app);
}

/* ---- booking ---- */

/* It is in the books: not to be taken again, whatever comes next. */
static void note_booked(struct pay_screen *pay)
{
    int64_t cash = 0;

    for (size_t i = 0; i < pay->pay.tender_count; i++)
        cash += pay->booked[i].method == PK_CASH ? pay->booked[i].amount : 0;
    pay->change = till_handed(&pay->till) - cash;
    pay_note_taken(pay, pay->booked, pay->pay.tender_count);
    pay->till.count = 0;
}

static enum pk_status try_pay(struct app *app, struct view *view)
{
    struct pay_screen *pay = of(view);

    struct pk_tender last;

    return pk_pay(&last, pay->booked, app->lot, &pay->pay_act, &pay->pay);
}

static void paid(struct app *app, struct view *view, enum pk_status status)
{
    struct pay_screen *pay = of(view);

    if (status == PK_OK) {
        note_booked(pay);
        leave(pay, app);
        return;
    }
    pay_complain(app, status);
    work_renew_act(&pay->pay_act, app, status);
    if (status == PK_AMOUNT_SHORT)
        pay->quoted_at = pk_lot_now(app->lot);
    pay_read(pay, app);
}

void pay_finish(struct pay_screen *pay, struct app *app)
{
    if (pay->till.count == 0) {
        if (pay_lets_go(pay, app))
            leave(pay, app);
        else
            pay_say(app, ROLE_WARNING, _("Nothing is due; this station does not let vehicles go."));
        return;
    }
    pay->pay = (struct pk_pay){
        .ticket_id = pay->ticket_id, .quoted_at = pay->quoted_at, .override_price = PK_NONE};
    till_fill(&pay->pay, &pay->till);
    work_start(app, &pay->view, try_pay, paid);
}

/* ---- for nothing ---- */

static enum pk_status try_nil(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    struct pay_screen *pay = of(prompt->owner);
    struct pk_tender last;

    pay->pay = (struct pk_pay){.ticket_id = pay->ticket_id,
                               .quoted_at = pay->quoted_at,
                               .override_price = PK_NONE,
                               .reason = form_text(&prompt->form, 0)};
    till_fill_with_nil(&pay->pay, &pay->till);
    pay->waived = pay_left(pay);
    enum pk_status status = pk_pay(&last, pay->booked, app->lot, &prompt->act, &pay->pay);
    if (status == PK_OK) /* at once: Pay looks again before it hears of it */
        note_booked(pay);
    return status;
}

static void nil_done(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)prompt;
    leave(of(owner), app);
}

/* What is in the till is kept; only the rest is for nothing. */
static void say_nil(char *out, size_t size, const struct pay_screen *pay, const struct app *app)
{
    char kept[PK_MONEY_SIZE], rest[PK_MONEY_SIZE];

    pk_money_format(kept, till_covered(&pay->till), pk_lot_currency(app->lot));
    pk_money_format(rest, pay_left(pay), pk_lot_currency(app->lot));
    if (pay->till.count > 0)
        snprintf(out, size, _("%s in cash is kept; the other %s is for nothing. Why?"), kept, rest);
    else
        snprintf(out, size, "%s", _("The vehicle goes out for nothing. Why?"));
}

void pay_ask_nil(struct pay_screen *pay, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "For nothing",
                                            .attempt = try_nil,
                                            .done = nil_done,
                                            .offer_field = -1,
                                            .is_destructive = true};
    char text[200];

    if (pay->till.count == PK_TENDERS_MAX) {
        pay_say(app, ROLE_WARNING, _("These are too many coins of one payment: take one back."));
        return;
    }
    say_nil(text, sizeof text, pay, app);
    struct prompt *prompt = prompt_make(app, &SPEC, &pay->view, text);
    if (prompt)
        form_add_text(&prompt->form, _("Reason"), "");
    app_push(app, prompt ? &prompt->view : NULL);
}
