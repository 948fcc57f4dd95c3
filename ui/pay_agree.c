/*
 * Less than the tariff's price: an agreed one, or nothing at all. Both are a supervisor's, with a
 * reason. Calls prompt.c, parkade/payment.h.
 */
#include <stdio.h>

#include "app.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "pay_screen.h"
#include "prompt.h"

static struct pay_screen *of(struct view *view)
{
    return (struct pay_screen *)view;
}

/* ---- an agreed price ---- */

bool pay_takes_price(const struct pay_screen *pay)
{
    enum pay_stand stand = pay_stand(pay);

    return stay_is_open(&pay->stay.ticket) && stay_due(&pay->stay) > 0 &&
           (stand == PAY_OWING || stand == PAY_COVERED);
}

/* Nothing is booked yet: the lot is only asked whether this may be. Without a price it is the
 * tariff's again. */
static enum pk_status try_price(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    struct pay_screen *pay = of(prompt->owner);
    const char *typed = form_text(&prompt->form, 0);
    struct agreement agreed = {.is_made = typed[0] != '\0', .price = PK_NONE};
    struct pk_pay how = {.ticket_id = pay->ticket_id,
                         .quoted_at = pay->quoted_at,
                         .reason = form_text(&prompt->form, 1)};
    enum pk_status status = PK_OK;

    if (agreed.is_made)
        status = pk_money_parse(&agreed.price, typed, pk_lot_currency(app->lot));
    how.override_price = agreed.price;
    if (status == PK_OK && agreed.is_made)
        status = pk_pay_agree(app->lot, &prompt->act, &how);
    if (status == PK_OK && agreed.is_made)
        pk_copy(agreed.reason, sizeof agreed.reason, how.reason);
    if (status == PK_OK)
        pay->agreed = agreed;
    return status;
}

/* The payment to come is the act that was approved. */
static void price_agreed(struct app *app, struct view *owner, const struct prompt *prompt)
{
    struct pay_screen *pay = of(owner);

    pay->pay_act = prompt->act;
    pay_read(pay, app);
    pay_say(app, ROLE_GOOD,
            pay->agreed.is_made ? _("Agreed. It counts once it is paid.")
                                : _("The price is the tariff's again."));
}

void pay_end_agreement(struct pay_screen *pay, const struct app *app, enum pk_status status)
{
    if (pay->agreed.is_made && status != PK_NOT_PERMITTED)
        return;
    pay->agreed.is_made = false;
    work_renew_act(&pay->pay_act, app, status);
}

void pay_ask_price(struct pay_screen *pay, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Agreed price", .attempt = try_price, .done = price_agreed, .offer_field = -1};
    char text[200], total[PK_MONEY_SIZE], agreed[PK_MONEY_SIZE] = "";

    pk_money_format(total, pay->stay.quote.price.total, pk_lot_currency(app->lot));
    if (pay->agreed.is_made)
        pk_money_format(agreed, pay->agreed.price, pk_lot_currency(app->lot));
    snprintf(text, sizeof text,
             _("The stay costs %s by the tariff. What was agreed instead, and why? Nothing: the "
               "tariff's price."),
             total);
    struct prompt *prompt = prompt_make(app, &SPEC, &pay->view, text);
    if (prompt) {
        form_add_text(&prompt->form, _("Price"), agreed);
        form_add_text(&prompt->form, _("Reason"), pay->agreed.is_made ? pay->agreed.reason : "");
    }
    app_push(app, prompt ? &prompt->view : NULL);
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
                               .ends_draft = true,
                               .reason = form_text(&prompt->form, 0)};
    till_fill_with_nil(&pay->pay, &pay->till);
    pay->waived = pay_left(pay);
    enum pk_status status = pk_pay(&last, pay->booked, app->lot, &prompt->act, &pay->pay);
    if (status == PK_OK) /* at once: Pay looks again before it hears of it */
        pay_note_booked(pay);
    return status;
}

static void nil_done(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)prompt;
    pay_leave(of(owner), app);
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
