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

static struct pay_screen *of(struct view *view)
{
    return (struct pay_screen *)view;
}

/* ---- what is said at the end ---- */

static void say_change(struct done_text *text, const struct pay_screen *pay, const struct app *app)
{
    const char *currency = pk_lot_currency(app->lot);
    int64_t change = till_change(&pay->till);

    if (change > 0) {
        pk_money_format(text->big, change, currency);
        snprintf(text->big_label, sizeof text->big_label, "%s", _("Change"));
    }
}

static void say_payment(char out[240], const struct pay_screen *pay, const struct app *app)
{
    char taken[PK_MONEY_SIZE];

    out[0] = '\0';
    if (pay->till.count == 0)
        return;
    pk_money_format(taken, till_covered(&pay->till), pk_lot_currency(app->lot));
    snprintf(out, 240, _("%s taken in cash, receipt %lld"), taken,
             (long long)pay->booked.receipt_no);
}

/* At a desk the vehicle is still inside: say until when it may leave. */
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
    char scan[BURST_LENGTH + 1];

    snprintf(text.title, sizeof text.title, "%s", text.is_gate_open ? _("Let go") : _("Paid"));
    snprintf(text.lines[0], sizeof text.lines[0], "%s  %s  #%lld", ticket->registration_typed,
             ticket->spot, (long long)ticket->ticket_no);
    say_change(&text, pay, app);
    say_payment(text.lines[1], pay, app);
    if (!text.is_gate_open)
        stay_read(&pay->stay, app->lot, pay->ticket_id);
    say_deadline(text.lines[2], pay, app);
    pay->till.count = 0;
    memcpy(scan, app->next_scan, sizeof scan);
    app->next_scan[0] = '\0';
    app_served(app);
    app_push(app, done_view(&text));
    if (scan[0])
        app_scan(app, scan);
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
    if (pay->booked.payment_id[0]) /* the money is in the books: it is not to be taken again */
        pay->till.count = 0;
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

static enum pk_status try_pay(struct app *app, struct view *view)
{
    struct pay_screen *pay = of(view);

    return pk_pay(&pay->booked, NULL, app->lot, &pay->pay_act, &pay->pay);
}

static void paid(struct app *app, struct view *view, enum pk_status status)
{
    struct pay_screen *pay = of(view);

    if (status == PK_OK) {
        leave(pay, app);
        return;
    }
    memset(&pay->booked, 0, sizeof pay->booked);
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
    struct pk_pay how = {.ticket_id = pay->ticket_id,
                         .tender_count = 1,
                         .tenders = {{.method = PK_NIL, .amount = PK_NONE, .tendered = PK_NONE}},
                         .quoted_at = pay->quoted_at,
                         .override_price = PK_NONE,
                         .reason = form_text(&prompt->form, 0)};

    return pk_pay(&pay->booked, NULL, app->lot, &prompt->act, &how);
}

static void nil_done(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)prompt;
    leave(of(owner), app);
}

void pay_ask_nil(struct pay_screen *pay, struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "For nothing",
                                            .attempt = try_nil,
                                            .done = nil_done,
                                            .offer_field = -1,
                                            .is_destructive = true};
    struct prompt *prompt =
        prompt_make(app, &SPEC, &pay->view, _("The vehicle goes out for nothing. Why?"));

    if (prompt)
        form_add_text(&prompt->form, _("Reason"), "");
    app_push(app, prompt ? &prompt->view : NULL);
}
