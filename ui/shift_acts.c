/*
 * Opening a shift, and cash that moves without a sale. Calls parkade/shift.h.
 */
#include "shift_acts.h"

#include <string.h>

#include "app.h"
#include "cash_screen.h"
#include "parkade/text.h"

/* ---- opening ---- */

struct finding {
    struct pk_shift *out;
    const char *station;
    bool is_found;
};

static bool is_at(const struct pk_shift *shift, void *context)
{
    struct finding *finding = context;

    finding->is_found = strcmp(shift->station, finding->station) == 0;
    if (finding->is_found)
        *finding->out = *shift;
    return !finding->is_found;
}

bool shift_at(struct pk_shift *out, struct pk_lot *lot, const char *station)
{
    struct finding finding = {out, station, false};

    return pk_shift_each(lot, PK_NONE, PK_NONE, is_at, &finding) == PK_OK && finding.is_found;
}

static enum pk_status try_open(struct app *app, struct view *view)
{
    struct cash_screen *screen = (struct cash_screen *)view;

    return pk_shift_open(&screen->shift, app->lot, &screen->prompt.act, &screen->cash);
}

static void opened(struct app *app, struct view *owner, const struct prompt *prompt)
{
    const struct pk_shift *shift = &((const struct cash_screen *)prompt)->shift;
    char money[PK_MONEY_SIZE];

    (void)owner;
    pk_money_format(money, shift->opening_float, shift->currency);
    toast_show(&app->toast, ROLE_GOOD, _("Shift %lld is open, with %s in the drawer."),
               (long long)shift->shift_id, money);
    app_next_scan(app);
}

void shift_ask_float(struct app *app, struct view *owner)
{
    static const struct prompt_spec SPEC = {
        .title = "Open a shift", .attempt = try_open, .done = opened, .offer_field = -1};
    struct cash_order order = {
        .spec = &SPEC,
        .owner = owner,
        .about = app->station,
        .text = _("What is in the drawer now? Type its total, then Enter; or go down and type how "
                  "many there are of each note and coin."),
        .last = PK_NONE,
    };

    app_push(app, cash_view(app, &order));
}

/* ---- cash that moves ---- */

struct movement {
    enum action_id action;
    struct prompt_spec spec;
    const char *about;
    bool has_amount;
    const char *last_field;
};

static const char *text_of(const struct prompt *prompt, size_t field)
{
    return form_text(&prompt->form, field);
}

static enum pk_status read_amount(int64_t *out, const struct app *app, const struct prompt *prompt)
{
    return pk_money_parse(out, text_of(prompt, 0), pk_lot_currency(app->lot));
}

static enum pk_status try_drop(struct app *app, struct view *view)
{
    const struct prompt *prompt = (const struct prompt *)view;
    struct pk_cash_movement out;
    int64_t amount;
    enum pk_status status = read_amount(&amount, app, prompt);

    return status ? status
                  : pk_shift_drop(&out, app->lot, &prompt->act, amount, text_of(prompt, 1));
}

static enum pk_status try_paid_out(struct app *app, struct view *view)
{
    const struct prompt *prompt = (const struct prompt *)view;
    struct pk_cash_movement out;
    int64_t amount;
    enum pk_status status = read_amount(&amount, app, prompt);

    return status ? status
                  : pk_shift_paid_out(&out, app->lot, &prompt->act, amount, text_of(prompt, 1));
}

static enum pk_status try_no_sale(struct app *app, struct view *view)
{
    const struct prompt *prompt = (const struct prompt *)view;
    struct pk_cash_movement out;

    return pk_shift_no_sale(&out, app->lot, &prompt->act, text_of(prompt, 0));
}

/* Each of them takes something out of it, or looks into it. */
static void open_drawer(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)owner;
    (void)prompt;
    printing_drawer(app);
}

static const struct movement MOVEMENTS[] = {
    {ACTION_DROP,
     {.title = "Drop",
      .attempt = try_drop,
      .done = open_drawer,
      .said = "The drop is booked.",
      .offer_field = -1,
      .needs_all = true},
     "Cash goes from the drawer to the safe, in a bag with a number.",
     true,
     "Bag number"},
    {ACTION_PAID_OUT,
     {.title = "Paid out",
      .attempt = try_paid_out,
      .done = open_drawer,
      .said = "The paid-out is booked.",
      .offer_field = -1,
      .needs_all = true},
     "An expense of the lot is paid out of the drawer.",
     true,
     "Reason"},
    {ACTION_NO_SALE,
     {.title = "No sale",
      .attempt = try_no_sale,
      .done = open_drawer,
      .said = "Booked: open the drawer.",
      .offer_field = -1,
      .needs_all = true},
     "The drawer is opened without a sale. Somebody else will look at the reason.",
     false,
     "Reason"},
};

bool shift_ask_movement(struct app *app, struct view *owner, enum action_id action)
{
    for (size_t i = 0; i < sizeof MOVEMENTS / sizeof MOVEMENTS[0]; i++) {
        const struct movement *row = &MOVEMENTS[i];
        if (row->action != action)
            continue;
        struct prompt *prompt = prompt_make(app, &row->spec, owner, _(row->about));
        if (prompt) {
            if (row->has_amount)
                form_add_text(&prompt->form, _("Amount"), "");
            form_add_text(&prompt->form, _(row->last_field), "");
        }
        app_push(app, prompt ? &prompt->view : NULL);
        return true;
    }
    return false;
}
