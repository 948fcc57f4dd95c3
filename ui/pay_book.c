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
    pay_name_receipts(&text, pay);
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

void pay_leave(struct pay_screen *pay, struct app *app)
{
    pay_print(pay, app);
    if (pay_lets_go(pay, app))
        work_start(app, &pay->view, try_leave, left);
    else
        end(pay, app);
}

/* ---- booking ---- */

/* It is in the books: not to be taken again, whatever comes next. */
void pay_note_booked(struct pay_screen *pay)
{
    int64_t cash = 0;

    for (size_t i = 0; i < pay->pay.tender_count; i++)
        cash += pay->booked[i].method == PK_CASH ? pay->booked[i].amount : 0;
    pay->change = till_handed(&pay->till) - cash;
    pay_note_taken(pay, pay->booked, pay->pay.tender_count);
    pay->till.count = 0;
    pay->has_draft = pay->is_unkept = false; /* it went with the booking */
    pay->agreed.is_made = false;
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
        pay_note_booked(pay);
        pay_leave(pay, app);
        return;
    }
    pay_complain(app, status);
    pay_end_agreement(pay, app, status);
    if (status == PK_AMOUNT_SHORT)
        pay->quoted_at = pk_lot_now(app->lot);
    pay_read(pay, app);
}

/* What the till and an agreed price make of it. Where nothing is left to take at that price, the
 * rest is for nothing: by the same reason, and the same approval. */
static void fill(struct pay_screen *pay)
{
    pay->pay = (struct pk_pay){.ticket_id = pay->ticket_id,
                               .quoted_at = pay->quoted_at,
                               .override_price = PK_NONE,
                               .ends_draft = true};
    if (pay_waived(pay) > 0)
        pay->pay.reason = pay->agreed.reason;
    if (pay_waived(pay) > 0 && pay->till.count == 0) {
        till_fill_with_nil(&pay->pay, &pay->till);
        pay->waived = pay_waived(pay);
        return;
    }
    if (pay_waived(pay) > 0)
        pay->pay.override_price = pay->agreed.price;
    till_fill(&pay->pay, &pay->till);
}

void pay_finish(struct pay_screen *pay, struct app *app)
{
    if (pay->till.count == 0 && pay_waived(pay) == 0) {
        if (pay_lets_go(pay, app))
            pay_leave(pay, app);
        else
            pay_say(app, ROLE_WARNING, _("Nothing is due; this station does not let vehicles go."));
        return;
    }
    fill(pay);
    work_start(app, &pay->view, try_pay, paid);
}
