/*
 * Counting a drawer, ending a shift with its count, and counting once more afterwards. Calls
 * parkade/shift.h.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "cash_screen.h"
#include "parkade/text.h"
#include "people.h"
#include "screens.h"
#include "shift_acts.h"
#include "when.h"

static struct cash_screen *screen_of(struct view *view)
{
    return (struct cash_screen *)view;
}

static const struct cash_screen *of(const struct prompt *prompt)
{
    return (const struct cash_screen *)prompt;
}

static bool is_own(const struct app *app, const struct pk_shift *shift)
{
    return strcmp(shift->staff, app->who) == 0;
}

/* Cash that was taken and not booked lies in the drawer, and belongs to nobody yet. */
static bool has_money_in_hand(struct app *app, const struct pk_shift *shift)
{
    if (!is_own(app, shift) || !pay_holds_money(app->top))
        return false;
    toast_show(&app->toast, ROLE_WARNING, "%s",
               _("Finish this payment first, or give the money back with Esc."));
    return true;
}

/* A count that belongs to SHIFT, whose texts the caller fills in. */
static struct cash_order order_for(const struct app *app, const struct pk_shift *shift,
                                   struct view *owner, char about[static 80])
{
    snprintf(about, 80, _("shift %lld, %s"), (long long)shift->shift_id, shift->staff);
    return (struct cash_order){
        .owner = owner,
        .about = about,
        .staff = is_own(app, shift) ? NULL : shift->staff,
        .shift_id = shift->shift_id,
        .last = PK_NONE,
    };
}

static const char *staff_of(const struct cash_screen *screen)
{
    return screen->staff[0] ? screen->staff : NULL;
}

/* ---- counting ---- */

static enum pk_status try_count(struct app *app, struct view *view)
{
    struct cash_screen *screen = screen_of(view);

    return pk_shift_count(&screen->count, app->lot, &screen->prompt.act, staff_of(screen),
                          &screen->cash);
}

static void count_done(struct app *app, struct view *owner, const struct prompt *prompt)
{
    const struct pk_cash_count *count = &of(prompt)->count;
    char money[PK_MONEY_SIZE];

    (void)owner;
    pk_money_format(money, count->total, count->currency);
    toast_show(&app->toast, ROLE_GOOD, _("Counted: %s. The count is kept with shift %lld."), money,
               (long long)count->shift_id);
    app_next_scan(app);
}

void shift_ask_count(struct app *app, struct view *owner, const struct pk_shift *shift)
{
    static const struct prompt_spec SPEC = {
        .title = "Count the drawer", .attempt = try_count, .done = count_done, .offer_field = -1};
    char about[80];

    if (has_money_in_hand(app, shift))
        return;
    struct cash_order order = order_for(app, shift, owner, about);
    order.spec = &SPEC;
    order.text = _("What is in the drawer? Type its total, then Enter; or go down and type how "
                   "many there are of each note and coin.");
    app_push(app, cash_view(app, &order));
}

/* ---- ending ---- */

static enum pk_status try_end(struct app *app, struct view *view)
{
    struct cash_screen *screen = screen_of(view);

    return pk_shift_close(&screen->shift, app->lot, &screen->prompt.act, staff_of(screen),
                          screen->is_last ? NULL : &screen->cash);
}

/* Whose shift ends goes home: somebody else comes next. */
static void ended(struct app *app, struct view *owner, const struct prompt *prompt)
{
    const struct pk_shift *shift = &of(prompt)->shift;
    char difference[SHIFT_DIFFERENCE_SIZE];

    (void)owner;
    shift_read(app, shift->shift_id, is_own(app, shift) ? people_ask : NULL);
    shift_say_difference(difference, shift->over_short, shift->currency);
    toast_show(&app->toast, shift->over_short ? ROLE_WARNING : ROLE_GOOD,
               _("Shift %lld has ended: %s."), (long long)shift->shift_id, difference);
}

/* What the screen says, with the last count, which Enter alone takes. */
static void say_end(char *out, size_t size, const struct app *app, const struct pk_cash_count *last)
{
    char money[PK_MONEY_SIZE], when[WHEN_SIZE];

    if (!last) {
        snprintf(out, size, "%s",
                 _("What is in the drawer? Type its total, then Enter; or go down and type how "
                   "many there are of each note and coin."));
        return;
    }
    pk_money_format(money, last->total, last->currency);
    when_short(when, app->lot, last->time);
    snprintf(out, size,
             _("What is in the drawer? Its total, or its notes and coins. Enter alone takes the "
               "last count: %s at %s by %s."),
             money, when, last->staff);
}

void shift_ask_end(struct app *app, struct view *owner, const struct pk_shift *shift)
{
    static const struct prompt_spec SPEC = {
        .title = "End the shift", .attempt = try_end, .done = ended, .offer_field = -1};
    struct pk_cash_count last;
    char about[80], text[200];

    if (has_money_in_hand(app, shift))
        return;
    bool has_last = shift_last_count(&last, app->lot, shift->shift_id, "count");
    struct cash_order order = order_for(app, shift, owner, about);
    say_end(text, sizeof text, app, has_last ? &last : NULL);
    order.spec = &SPEC;
    order.text = text;
    order.last = has_last ? last.total : PK_NONE;
    order.question = _("End the shift with it? Its Z report is final.");
    app_push(app, cash_view(app, &order));
}

/* ---- once more ---- */

static enum pk_status try_recount(struct app *app, struct view *view)
{
    struct cash_screen *screen = screen_of(view);

    return pk_shift_recount(&screen->count, app->lot, &screen->prompt.act, screen->shift_id,
                            &screen->cash);
}

void shift_ask_recount(struct app *app, struct view *owner, const struct pk_shift *shift)
{
    static const struct prompt_spec SPEC = {
        .title = "Recount", .attempt = try_recount, .done = count_done, .offer_field = -1};
    char about[80];
    struct cash_order order = order_for(app, shift, owner, about);

    order.spec = &SPEC;
    order.text = _("What is in the bag of this shift? The Z report stays as it is; this count is "
                   "kept beside it.");
    app_push(app, cash_view(app, &order));
}
