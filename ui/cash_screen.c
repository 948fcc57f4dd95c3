/*
 * Counting cash. Calls tally.c, prompt.c, choice.c; drawn by cash_draw.c.
 */
#include "cash_screen.h"

#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "cash_draw.h"
#include "choice.h"
#include "parkade/text.h"

static struct cash_screen *of(struct view *view)
{
    return (struct cash_screen *)view;
}

static const struct view_ops OPS;

bool cash_holds_count(const struct view *top)
{
    for (; top; top = top->below)
        if (top->ops == &OPS && !tally_is_empty(&((const struct cash_screen *)top)->tally))
            return true;
    return false;
}

/* ---- what was counted is taken ---- */

static const struct answer ANSWERS[] = {{'n', "No, not yet"}, {'y', "Yes"}, {0, NULL}};

static void answered(struct app *app, struct view *owner, int answer)
{
    if (answer == 1)
        prompt_try(app, &of(owner)->prompt);
}

/* A slip of the finger, or the bar code of something else: no drawer holds so many of the largest
 * notes. */
static bool is_much(const struct cash_screen *screen, const struct app *app)
{
    enum { NOTES = 100 };

    return screen->cash.total / NOTES > pk_currency_largest_note(pk_lot_currency(app->lot));
}

/* "187.50 counted. End the shift with it? Its Z report is final." */
static void ask(struct cash_screen *screen, struct app *app, const char *question)
{
    char money[PK_MONEY_SIZE], text[240];

    pk_money_format(money, screen->cash.total, pk_lot_currency(app->lot));
    snprintf(text, sizeof text, _("%s counted. %s"), money, question);
    app_push(app, choice_view(&screen->prompt.view, _(screen->prompt.spec->title), text, ANSWERS,
                              answered));
}

static void take(struct cash_screen *screen, struct app *app)
{
    struct prompt *prompt = &screen->prompt;

    prompt->message[0] = '\0';
    screen->is_last = tally_is_empty(&screen->tally) && screen->last != PK_NONE;
    if (screen->is_last)
        screen->cash = (struct pk_cash){.total = screen->last};
    else if (!tally_read(&screen->cash, prompt->message, sizeof prompt->message, &screen->tally))
        return;
    if (screen->question)
        ask(screen, app, screen->question);
    else if (is_much(screen, app))
        ask(screen, app, _("Is that right?"));
    else
        prompt_try(app, prompt);
}

/* On the total, which is the usual way, and behind the last coin nothing is left to type. */
static bool is_at_end(const struct tally *tally)
{
    return tally->focus == 0 || tally->focus == tally_last_line(tally);
}

/* ---- the view ---- */

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct cash_screen *screen = of(view);

    (void)key;
    switch (action) {
    case ACTION_COUNT_LINE:
        if (is_at_end(&screen->tally))
            take(screen, app);
        else
            tally_move(&screen->tally, 1);
        return true;
    case ACTION_COUNTED:
        take(screen, app);
        return true;
    case ACTION_NEXT_FIELD:
        tally_move(&screen->tally, 1);
        return true;
    case ACTION_PREVIOUS_FIELD:
        tally_move(&screen->tally, -1);
        return true;
    case ACTION_BACK:
        app_pop(app, view);
        app_next_scan(app);
        return true;
    default:
        return false;
    }
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct tally *tally = &((const struct cash_screen *)view)->tally;

    (void)app;
    return action != ACTION_COUNTED || !is_at_end(tally);
}

static const char *name(const struct view *view, enum action_id action)
{
    const struct tally *tally = &((const struct cash_screen *)view)->tally;

    if (action == ACTION_COUNT_LINE && is_at_end(tally))
        return _("accept");
    if (action == ACTION_NEXT_FIELD && tally->focus == 0)
        return _("notes and coins");
    return NULL;
}

/* "50x2" is no total: the x that is not taken is told. */
static bool key(struct view *view, struct app *app, ui_key typed)
{
    const struct editor *focus = tally_editor(&of(view)->tally);

    if (!key_is_text(typed) || focus->accepts(typed))
        return false;
    app_say_idle(app, typed);
    return true;
}

static struct editor *editor(struct view *view)
{
    return tally_editor(&of(view)->tally);
}

static void edited(struct view *view, struct app *app)
{
    (void)app;
    of(view)->prompt.message[0] = '\0';
}

static const struct view_ops OPS = {
    .context = CONTEXT_CASH,
    .act = act,
    .is_offered = is_offered,
    .name = name,
    .key = key,
    .editor = editor,
    .edited = edited,
    .draw = cash_draw,
};

static struct cash_screen *make(struct app *app, const struct cash_order *order)
{
    struct cash_screen *screen = calloc(1, sizeof *screen);

    if (!screen)
        return NULL;
    prompt_begin(&screen->prompt, app, order->spec, order->owner, order->text);
    screen->prompt.view.ops = &OPS;
    if (order->staff)
        pk_copy(screen->staff, sizeof screen->staff, order->staff);
    pk_copy(screen->about, sizeof screen->about, order->about);
    screen->shift_id = order->shift_id;
    screen->last = order->last;
    screen->question = order->question;
    return screen;
}

struct view *cash_view(struct app *app, const struct cash_order *order)
{
    int64_t denominations[PK_DENOMINATIONS_MAX];
    size_t count = 0;

    /* A setting that cannot be read is no reason not to take a total. */
    if (pk_denominations(denominations, &count, app->lot))
        count = 0;
    struct cash_screen *screen = make(app, order);
    if (!screen)
        return NULL;
    tally_begin(&screen->tally, pk_lot_currency(app->lot), denominations, count);
    return &screen->prompt.view;
}
