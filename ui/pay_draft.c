/*
 * Money in hand is written down as it comes, so that a crash or a hang-up does not lose sight of
 * it. Keys do not wait for that: while the lot is busy it is tried again once a second. Calls
 * parkade/payment.h.
 */
#include <string.h>

#include "app.h"
#include "pay_screen.h"
#include "screens.h"

static struct pay_screen *of(struct view *view)
{
    return (struct pay_screen *)view;
}

static enum pk_status keep(struct pay_screen *pay, struct app *app)
{
    int64_t handed[PK_TENDERS_MAX];
    struct pk_act act;

    for (size_t i = 0; i < pay->till.count; i++)
        handed[i] = pay->till.tenders[i].tendered;
    work_make_act(&act, app);
    return pk_draft_keep(app->lot, &act, pay->ticket_id, handed, pay->till.count);
}

/* One try. What fails for another reason than a busy lot would fail again, and is told. */
static void try_keep(struct pay_screen *pay, struct app *app)
{
    enum pk_status status = keep(pay, app);

    pay->is_unkept = status == PK_BUSY;
    if (status == PK_OK)
        pay->has_draft = pay->till.count > 0;
    else if (status != PK_BUSY)
        pay_complain(app, status);
}

void pay_keep_draft(struct pay_screen *pay, struct app *app)
{
    if (pay->till.count == 0 && !pay->has_draft)
        pay->is_unkept = false;
    else if (work_is_waiting(app))
        pay->is_unkept = true;
    else
        try_keep(pay, app);
}

void pay_keep_again(struct app *app)
{
    struct view *view = pay_on_stack(app->top);

    if (view && of(view)->is_unkept && !work_is_waiting(app))
        try_keep(of(view), app);
}

void pay_keep_last(struct pay_screen *pay)
{
    if (pay->is_unkept)
        keep(pay, pay->app);
}

void pay_give_all_back(struct app *app)
{
    struct view *view = pay_on_stack(app->top);

    if (!view)
        return;
    of(view)->till.count = 0;
    pay_keep_draft(of(view), app);
}

void pay_resume(struct app *app, const struct pk_draft *draft)
{
    struct pk_ticket ticket;

    if (pk_ticket_get(&ticket, app->lot, draft->ticket_id)) {
        app_complain(app);
        return;
    }
    struct view *view = pay_view(app, &ticket, PK_FOUND_BY_NUMBER);
    app_push(app, view);
    if (!view)
        return;
    struct pay_screen *pay = of(view);
    pay->seq = draft->seq;
    for (size_t i = 0; i < draft->count; i++)
        till_take_cash(&pay->till, draft->handed[i], pay_left(pay));
    pay->has_draft = true;
    pay_keep_draft(pay, app);
    pay_read(pay, app);
    if (pay_stand(pay) == PAY_ELSEWHERE)
        pay_say(app, ROLE_ERROR, pay->elsewhere);
}
