/*
 * A sponsor's code on the ticket, before it is paid: typed, or scanned. Calls prompt.c,
 * parkade/validation.h.
 */
#include <string.h>

#include "app.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/validation.h"
#include "pay_screen.h"
#include "prompt.h"
#include "screens.h"

static struct pay_screen *of(struct view *view)
{
    return (struct pay_screen *)view;
}

/* Also where the tariff's free time is not over: the code may be for later. */
bool pay_takes_codes(const struct pay_screen *pay)
{
    enum pay_stand stand = pay_stand(pay);

    return (stand == PAY_OWING || stand == PAY_COVERED) && stay_is_open(&pay->stay.ticket) &&
           !pay->stay.ticket.is_paid;
}

/* "CINEMA takes off 4.00: 2.00 is due." */
static void say_given(const struct pay_screen *pay, struct app *app)
{
    char off[PK_MONEY_SIZE], due[PK_MONEY_SIZE];
    int64_t now = pay_due(pay);

    pk_money_format(off, pay->due_before - now, pk_lot_currency(app->lot));
    pk_money_format(due, now, pk_lot_currency(app->lot));
    if (now > 0)
        toast_show(&app->toast, ROLE_GOOD, _("%s takes off %s: %s is due."), pay->code, off, due);
    else
        toast_show(&app->toast, ROLE_GOOD, _("%s takes off %s: nothing is due."), pay->code, off);
    app->is_dirty = true;
}

static void say_result(struct pay_screen *pay, struct app *app)
{
    pay_read(pay, app);
    if (pay_stand(pay) == PAY_ELSEWHERE)
        pay_say(app, ROLE_ERROR, pay->elsewhere);
    else
        say_given(pay, app);
}

static enum pk_status give(struct pay_screen *pay, struct app *app, const struct pk_act *act,
                           const char *code)
{
    struct pk_given out;
    enum pk_status status = pk_validation_give(&out, app->lot, act, pay->ticket_id, code);

    if (status == PK_OK) {
        pk_copy(pay->code, sizeof pay->code, out.code);
        pay->due_before = pay_due(pay);
    }
    return status;
}

/* ---- typed ---- */

static enum pk_status try_typed(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;

    return give(of(prompt->owner), app, &prompt->act, form_text(&prompt->form, 0));
}

static void typed_done(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)prompt;
    say_result(of(owner), app);
}

void pay_ask_code(struct pay_screen *pay, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Validation", .attempt = try_typed, .done = typed_done, .offer_field = -1};
    struct prompt *prompt =
        prompt_make(app, &SPEC, &pay->view, _("The sponsor's code, as it stands on the voucher."));
    bool is_typed = pay->amount.length > 0;

    if (prompt)
        form_add_text(&prompt->form, _("Code"), pay->amount.text);
    editor_clear(&pay->amount);
    app_push(app, prompt ? &prompt->view : NULL);
    if (prompt && is_typed)
        prompt_try(app, prompt);
}

/* ---- scanned ---- */

/* A scanner may put the prefix before each code, or the sponsor's codes all begin with it. */
static enum pk_status try_scanned(struct app *app, struct view *view)
{
    struct pay_screen *pay = of(view);
    const char *scan = pay->scanned;
    enum pk_status status = give(pay, app, &pay->code_act, scan);

    if (status == PK_TARIFF_UNKNOWN || status == PK_USAGE)
        status = give(pay, app, &pay->code_act, scan + strlen(app->burst.prefix));
    return status;
}

static void scanned_done(struct app *app, struct view *view, enum pk_status status)
{
    struct pay_screen *pay = of(view);

    work_make_act(&pay->code_act, app);
    if (status)
        pay_complain(app, status);
    else
        say_result(pay, app);
}

void pay_scan_code(struct view *view, struct app *app, const char *scan)
{
    struct pay_screen *pay = of(view);

    while (app->top != view)
        app_pop(app, app->top);
    pk_copy(pay->scanned, sizeof pay->scanned, scan);
    work_make_act(&pay->code_act, app);
    work_start(app, view, try_scanned, scanned_done);
}
