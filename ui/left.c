/*
 * What was left behind: money in hand, and cards in doubt. Calls parkade/payment.h.
 */
#include "left.h"

#include <stdio.h>
#include <string.h>

#include "app.h"
#include "choice.h"
#include "parkade/money.h"
#include "parkade/staff.h"
#include "parkade/text.h"
#include "screens.h"
#include "when.h"

enum { DOUBTS_MAX = 64, DRAFTS_MAX = 8 };

/* ---- money ---- */

/* The oldest draft of this station. False: there is none. */
static bool find_draft(struct pk_draft *out, struct app *app)
{
    struct pk_draft drafts[DRAFTS_MAX];
    size_t count = 0, oldest = 0;

    if (pk_draft_list(drafts, DRAFTS_MAX, &count, app->lot, app->station) || count == 0)
        return false;
    for (size_t i = 1; i < count; i++)
        if (drafts[i].taken_at < drafts[oldest].taken_at)
            oldest = i;
    *out = drafts[oldest];
    return true;
}

/* "There is 20.00 in hand for #1042 (AB 12 CD), taken 18:40 by Ana." */
static void say_draft(char *out, size_t size, struct app *app, const struct pk_draft *draft)
{
    struct pk_ticket ticket = {.ticket_no = 0};
    char money[PK_MONEY_SIZE], when[WHEN_SIZE];
    int64_t sum = 0;

    for (size_t i = 0; i < draft->count; i++)
        sum += draft->handed[i];
    pk_ticket_get(&ticket, app->lot, draft->ticket_id);
    pk_money_format(money, sum, pk_lot_currency(app->lot));
    when_short(when, app->lot, draft->taken_at);
    snprintf(out, size, _("There is %s in hand for #%lld (%s), taken %s%s%s."), money,
             (long long)ticket.ticket_no, ticket.registration_typed, when,
             draft->staff[0] ? _(" by ") : "", draft->staff);
}

static enum pk_status try_drop(struct app *app, struct view *view)
{
    struct pk_act act;

    (void)view;
    work_make_act(&act, app);
    return pk_draft_keep(app->lot, &act, app->left.ticket_id, NULL, 0);
}

/* There may be more. */
static void dropped(struct app *app, struct view *view, enum pk_status status)
{
    (void)view;
    if (status)
        app_complain(app);
    else
        left_tell(app);
}

static void answered(struct app *app, struct view *owner, int answer)
{
    if (answer == 0)
        pay_resume(app, &app->left);
    else
        work_start(app, owner, try_drop, dropped);
}

static void offer_draft(struct app *app)
{
    static const struct answer ANSWERS[] = {
        {'g', "Go on with the payment"}, {'n', "No, it was given back"}, {0, NULL}};
    char text[240];

    if (!find_draft(&app->left, app))
        return;
    say_draft(text, sizeof text, app, &app->left);
    app_push(app, choice_view(app->top, _("Money in hand"), text, ANSWERS, answered));
}

static bool was_offered(const struct app *app, const struct pk_draft *draft)
{
    return strcmp(app->left.ticket_id, draft->ticket_id) == 0 &&
           app->left.taken_at == draft->taken_at;
}

static bool may_offer(struct app *app)
{
    bool has_staff = true;

    if (app->lock || !app->top || app->top->below || app->work.attempt)
        return false;
    return app->who[0] || (pk_lot_has_staff(&has_staff, app->lot) == PK_OK && !has_staff);
}

void left_look(struct app *app)
{
    struct pk_draft draft;

    if (may_offer(app) && find_draft(&draft, app) && !was_offered(app, &draft))
        offer_draft(app);
}

/* ---- cards ---- */

static int count_doubts(struct app *app)
{
    struct pk_card_attempt doubts[DOUBTS_MAX];
    size_t count = 0;
    int here = 0;

    if (pk_card_doubts(doubts, DOUBTS_MAX, &count, app->lot))
        return 0;
    for (size_t i = 0; i < count; i++)
        here += strcmp(doubts[i].station, app->station) == 0;
    return here;
}

void left_tell(struct app *app)
{
    int doubts = count_doubts(app);

    if (doubts == 1)
        toast_show(&app->toast, ROLE_ERROR, "%s",
                   _("A card of this station is in doubt: /k shows it."));
    else if (doubts > 1)
        toast_show(&app->toast, ROLE_ERROR,
                   _("%d cards of this station are in doubt: /k shows them."), doubts);
    offer_draft(app);
}
