/*
 * Pay: the quote line by line, tenders by number and key, one Enter to finish. Nothing is booked
 * before that Enter but a card that was approved; Esc gives everything back.
 */
#include "pay_screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "choice.h"
#include "list.h"
#include "parkade/text.h"
#include "screens.h"
#include "when.h"

enum { JUST_NOW = 60 }; /* seconds */

enum { HOLD_DEFAULT = 120 };

static struct pay_screen *of(struct view *view)
{
    return (struct pay_screen *)view;
}

static void take_over(struct view *view, struct app *app)
{
    struct pay_screen *pay = of(view);

    work_sign_act(&pay->pay_act, app);
    work_sign_act(&pay->leave_act, app);
    work_sign_act(&pay->card_act, app);
    work_sign_act(&pay->code_act, app);
}

static const struct view_ops OPS;

struct view *pay_on_stack(struct view *top)
{
    while (top && top->ops != &OPS)
        top = top->below;
    return top;
}

bool pay_asks_card(struct view *top)
{
    const struct view *view = pay_on_stack(top);

    return view && ((const struct pay_screen *)view)->call.is_out;
}

bool pay_holds_money(const struct view *top)
{
    for (; top; top = top->below)
        if (top->ops == &OPS && ((const struct pay_screen *)top)->till.count > 0)
            return true;
    return false;
}

enum pay_stand pay_stand(const struct pay_screen *pay)
{
    const struct stay *stay = &pay->stay;

    if (pay->call.is_out)
        return PAY_ASKING;
    if (pay->till.count > 0 && pay_due(pay) == 0)
        return PAY_ELSEWHERE;
    if (stay->has_doubt)
        return PAY_DOUBT;
    if (stay->ticket.state == PK_EXPIRED)
        return PAY_EXPIRED;
    if (pay_left(pay) > 0)
        return PAY_OWING;
    return stay_is_open(&stay->ticket) || pay_due(pay) > 0 ? PAY_COVERED : PAY_ENDED;
}

int64_t pay_change(const struct pay_screen *pay)
{
    return pay->till.count > 0 ? till_change(&pay->till) : pay->change;
}

int64_t pay_taken(const struct pay_screen *pay)
{
    int64_t sum = 0;

    for (size_t i = 0; i < pay->taken_count; i++)
        sum += pay->taken[i].amount;
    return sum;
}

void pay_note_taken(struct pay_screen *pay, const struct pk_tender *tenders, size_t count)
{
    for (size_t i = 0; i < count && pay->taken_count < PAY_TAKEN_MAX; i++)
        pay->taken[pay->taken_count++] = tenders[i];
}

int64_t pay_waived(const struct pay_screen *pay)
{
    int64_t due = stay_due(&pay->stay);

    if (!pay->agreed.is_made || pay->agreed.price >= pay->stay.quote.price.total)
        return 0;
    int64_t waived = pay->stay.quote.price.total - pay->agreed.price;
    return waived < due ? waived : due;
}

int64_t pay_due(const struct pay_screen *pay)
{
    return stay_due(&pay->stay) - pay_waived(pay);
}

int64_t pay_left(const struct pay_screen *pay)
{
    int64_t left = pay_due(pay) - till_covered(&pay->till);

    return left > 0 ? left : 0;
}

bool pay_lets_go(const struct pay_screen *pay, const struct app *app)
{
    return !app->is_desk && stay_is_open(&pay->stay.ticket);
}

void pay_say(struct app *app, enum role role, const char *text)
{
    toast_show(&app->toast, role, "%s", text);
    app->is_dirty = true;
}

void pay_complain(struct app *app, enum pk_status status)
{
    char text[APP_SENTENCE_SIZE];

    app_sentence(text, app, status);
    pay_say(app, ROLE_ERROR, text);
}

/* How long a price holds while the driver looks for coins. */
static int64_t quote_hold(struct pk_lot *lot)
{
    struct pk_setting setting;
    int64_t seconds;

    if (pk_setting_get(&setting, lot, "quote_hold") || pk_duration_parse(&seconds, setting.value))
        return HOLD_DEFAULT;
    return seconds;
}

void pay_read(struct pay_screen *pay, struct app *app)
{
    int64_t now = pk_lot_now(app->lot);
    bool holds = now >= pay->quoted_at && now - pay->quoted_at <= quote_hold(app->lot);

    pay_print(pay, app);
    if (stay_read(&pay->stay, app->lot, pay->ticket_id)) {
        app_complain(app);
        return;
    }
    if (holds && pk_quote(&pay->stay.quote, app->lot, pay->ticket_id, pay->quoted_at))
        app_complain(app);
    if (!holds)
        pay->quoted_at = now;
    pay_look_at_drawer(pay, app);
    till_cover(&pay->till, pay_due(pay));
    if (pay_stand(pay) == PAY_ELSEWHERE)
        pay_find_elsewhere(pay, app);
}

/* ---- finishing and leaving ---- */

/* The keys that park a car are the same that let it go a moment later: on another console, or held
 * down, they would free the spot under a vehicle that has just come. A scan is no slip. */
static bool came_just_now(const struct pay_screen *pay, const struct app *app)
{
    int64_t age = pk_lot_now(app->lot) - pay->stay.ticket.entry_time;
    return pay->found_by != PK_FOUND_BY_SCAN && pay->stay.ticket.exit_time == PK_NONE &&
           pay->taken_count == 0 && pay->till.count == 0 && age >= 0 && age < JUST_NOW;
}

static const struct answer GO_ANSWERS[] = {{'n', "No, it stays"}, {'y', "Yes, it goes"}, {0, NULL}};

static void go_answered(struct app *app, struct view *owner, int answer)
{
    if (answer == 1)
        pay_finish(of(owner), app);
}

static void ask_whether_goes(struct pay_screen *pay, struct app *app)
{
    char text[160];

    snprintf(text, sizeof text, _("%s came only %lld s ago. Let it go?"),
             pay->stay.ticket.registration_typed,
             (long long)(pk_lot_now(app->lot) - pay->stay.ticket.entry_time));
    app_push(app, choice_view(&pay->view, _("Parked just now"), text, GO_ANSWERS, go_answered));
}

static void finish(struct pay_screen *pay, struct app *app)
{
    if (pay->amount.length > 0)
        pay_say(app, ROLE_WARNING, _("Nothing is due: Esc takes the number away."));
    else if (came_just_now(pay, app))
        ask_whether_goes(pay, app);
    else
        pay_finish(pay, app);
}

static void go_back(struct pay_screen *pay, struct app *app)
{
    if (pay->call.is_out) {
        pay_stop_card(pay, app);
        return;
    }
    if (pay->amount.length > 0) {
        editor_clear(&pay->amount);
        return;
    }
    if (pay->till.count > 0)
        toast_show(&app->toast, ROLE_WARNING, "%s",
                   _("Give the cash back: nothing of it was booked."));
    pay->till.count = 0;
    pay_keep_draft(pay, app);
    app_pop(app, &pay->view);
    app_next_scan(app);
}

/* ---- the view ---- */

static void show_ticket(struct pay_screen *pay, struct app *app)
{
    app_push(app, ticket_view(pay->ticket_id));
}

static void scroll(struct pay_screen *pay, ui_key key)
{
    int count = (int)pay->stay.quote.price.line_count;
    struct list list = {count, pay->first, pay->first};

    list_key(&list, key, pay->room - 1);
    pay->first = list.chosen < count - pay->room + 1 ? list.chosen : count - pay->room + 1;
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct pay_screen *pay = of(view);

    switch (action) {
    case ACTION_SCROLL:
        scroll(pay, key);
        return true;
    case ACTION_FINISH:
        finish(pay, app);
        return true;
    case ACTION_CASH:
        pay_take_cash(pay, app);
        return true;
    case ACTION_CARD:
        pay_take_card(pay, app);
        return true;
    case ACTION_VALIDATE:
        pay_ask_code(pay, app);
        return true;
    case ACTION_AGREE:
        pay_ask_price(pay, app);
        return true;
    case ACTION_TAKE_BACK:
        till_give_back(&pay->till);
        pay_keep_draft(pay, app);
        return true;
    case ACTION_NIL:
        pay_ask_nil(pay, app);
        return true;
    case ACTION_SHOW_TICKET:
        show_ticket(pay, app);
        return true;
    case ACTION_BACK:
        go_back(pay, app);
        return true;
    default:
        return ticket_act(app, view, &pay->stay, action);
    }
}

static bool works_while_asking(enum action_id action)
{
    return action == ACTION_BACK || action == ACTION_HELP || action == ACTION_QUIT ||
           action == ACTION_REDRAW;
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct pay_screen *pay = (const struct pay_screen *)view;
    enum pay_stand stand = pay_stand(pay);

    (void)app;
    if (stand == PAY_ASKING)
        return works_while_asking(action);
    switch (action) {
    case ACTION_CASH:
        return stand == PAY_OWING && !pay->drawer[0];
    case ACTION_VALIDATE:
        return pay_takes_codes(pay);
    case ACTION_AGREE:
        return pay_takes_price(pay);
    case ACTION_NIL:
        return stand == PAY_OWING && stay_is_open(&pay->stay.ticket);
    case ACTION_CARD:
        return stand == PAY_OWING || stand == PAY_DOUBT;
    case ACTION_FINISH:
        return stand == PAY_COVERED;
    case ACTION_SCROLL:
        return (int)pay->stay.quote.price.line_count > pay->room;
    case ACTION_TAKE_BACK:
        return pay->till.count > 0;
    case ACTION_RENEW:
        return stand == PAY_EXPIRED;
    case ACTION_LOST:
        return pay->till.count == 0 && ticket_act_is_offered(&pay->stay, action);
    default:
        return true;
    }
}

static bool is_amount(ui_key key)
{
    return (key >= '0' && key <= '9') || key == '.' || key == ',';
}

static bool key(struct view *view, struct app *app, ui_key typed)
{
    (void)view;
    if (!key_is_text(typed) || is_amount(typed))
        return false;
    app_say_idle(app, typed);
    return true;
}

static struct editor *editor(struct view *view)
{
    return &of(view)->amount;
}

static const char *name(const struct view *view, enum action_id action)
{
    const struct pay_screen *pay = (const struct pay_screen *)view;

    if (action == ACTION_CASH && pay->amount.length == 0) /* a number before it says otherwise */
        return _("exact");
    return action == ACTION_BACK && pay_stand(pay) == PAY_ASKING ? _("stop waiting") : NULL;
}

static void close_pay(struct view *view)
{
    pay_abandon_card(of(view));
    pay_keep_last(of(view));
}

static const struct view_ops OPS = {
    .context = CONTEXT_PAY,
    .has_entry = true,
    .act = act,
    .is_offered = is_offered,
    .why_not = pay_why_not,
    .name = name,
    .key = key,
    .editor = editor,
    .refresh = pay_refresh,
    .taken_over = take_over,
    .draw = pay_draw,
    .close = close_pay,
};

struct view *pay_view(struct app *app, const struct pk_ticket *ticket, enum pk_found_by found_by)
{
    struct pay_screen *pay = calloc(1, sizeof *pay);

    if (!pay)
        return NULL;
    pay->view.ops = &OPS;
    pk_copy(pay->ticket_id, sizeof pay->ticket_id, ticket->ticket_id);
    pay->found_by = found_by;
    pay->app = app;
    pay->quoted_at = pk_lot_now(app->lot);
    pay->seq = app->model.seq;
    pay->amount.accepts = is_amount;
    work_make_act(&pay->pay_act, app);
    work_make_act(&pay->leave_act, app);
    work_make_act(&pay->card_act, app);
    return &pay->view;
}
