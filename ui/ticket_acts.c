/*
 * What mends a stay that went wrong: renew, amend, move, lost, void, release, refund. Each is a row
 * of a table: its prompt, its fields and one call of the domain. Calls parkade/ticket.h, payment.h.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "prompt.h"
#include "screens.h"
#include "stay.h"
#include "words.h"

struct ticket_act {
    enum action_id action;
    struct prompt_spec spec;
    const char *about; /* what the prompt says; %s is the ticket */
    void (*add_fields)(struct form *form, const struct app *app, const struct stay *stay);
};

static const char *ticket_of(const struct view *view)
{
    return ((const struct prompt *)view)->subject;
}

static const char *text_of(const struct view *view, size_t field)
{
    return form_text(&((const struct prompt *)view)->form, field);
}

static const struct pk_act *act_of(const struct view *view)
{
    return &((const struct prompt *)view)->act;
}

/* ---- the calls ---- */

static enum pk_status try_renew(struct app *app, struct view *view)
{
    struct pk_ticket out;

    return pk_renew(&out, app->lot, act_of(view), ticket_of(view), text_of(view, 0));
}

static enum pk_status try_void(struct app *app, struct view *view)
{
    struct pk_ticket out;

    return pk_void(&out, app->lot, act_of(view), ticket_of(view), text_of(view, 0));
}

static enum pk_status try_release(struct app *app, struct view *view)
{
    struct pk_ticket out;

    return pk_release(&out, app->lot, act_of(view), ticket_of(view), text_of(view, 0));
}

static enum pk_status try_move(struct app *app, struct view *view)
{
    struct pk_ticket out;

    return pk_move(&out, app->lot, act_of(view), ticket_of(view), text_of(view, 0));
}

/* Only what differs is mended. */
static enum pk_status try_amend(struct app *app, struct view *view)
{
    const struct form *form = &((struct prompt *)view)->form;
    struct pk_ticket now;
    enum pk_status status = pk_ticket_get(&now, app->lot, ticket_of(view));
    enum pk_vehicle_class vehicle_class = (enum pk_vehicle_class)form_value(form, 1);

    if (status)
        return status;
    const char *plate =
        strcmp(form_text(form, 0), now.registration_typed) == 0 ? NULL : form_text(form, 0);
    const enum pk_vehicle_class *other = vehicle_class == now.vehicle_class ? NULL : &vehicle_class;
    if (!plate && !other)
        return PK_OK;
    return pk_amend(&now, app->lot, act_of(view), ticket_of(view), plate, other);
}

static enum pk_status try_refund(struct app *app, struct view *view)
{
    const struct form *form = &((struct prompt *)view)->form;
    struct pk_tender out;
    int64_t amount;
    enum pk_status status = pk_money_parse(&amount, form_text(form, 0), pk_lot_currency(app->lot));

    if (status)
        return status;
    return pk_refund(&out, app->lot, act_of(view), ticket_of(view), amount,
                     form_value(form, 1) == 0 ? PK_CASH : PK_CARD, form_text(form, 2));
}

/* ---- a vehicle that left unseen ---- */

/* The prompt's subject becomes the new ticket. */
static enum pk_status try_left_unseen(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    struct pk_ticket old, out;
    enum pk_status status = pk_ticket_get(&old, app->lot, prompt->subject);
    struct pk_park how = {.registration = old.registration_typed,
                          .vehicle_class = old.vehicle_class,
                          .entered = PK_NONE,
                          .left_unseen = true,
                          .reason = text_of(view, 0)};

    if (status == PK_OK)
        status = pk_park(&out, app->lot, &prompt->act, &how);
    if (status == PK_OK)
        pk_copy(prompt->subject, sizeof prompt->subject, out.ticket_id);
    return status;
}

static void left_unseen_done(struct app *app, struct view *owner, const struct prompt *prompt)
{
    struct pk_ticket ticket;

    (void)owner;
    if (pk_ticket_get(&ticket, app->lot, prompt->subject)) {
        app_complain(app);
        return;
    }
    app_served(app);
    printing_ticket(app, &ticket, 0);
    toast_show(&app->toast, ROLE_GOOD, _("Parked anew: #%lld on %s."), (long long)ticket.ticket_no,
               ticket.spot);
}

/* ---- money back ---- */

/* A receipt for it, and the drawer for cash: of the last tender, which it is. */
static void refund_done(struct app *app, struct view *owner, const struct prompt *prompt)
{
    struct pk_tender tenders[STAY_TENDERS_MAX];
    size_t count = 0;

    (void)owner;
    if (pk_tender_list(tenders, STAY_TENDERS_MAX, &count, app->lot, prompt->subject) || count == 0)
        return;
    if (tenders[count - 1].method == PK_CASH)
        printing_drawer(app);
    printing_tender(app, &tenders[count - 1]);
}

/* ---- a lost ticket ---- */

/* The prompt's subject becomes the new ticket. */
static enum pk_status try_lost(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    bool has_price = prompt->form.fields[0].value_count > 1;
    bool is_lost = has_price && form_value(&prompt->form, 0) == 0;
    const char *proof = form_text(&prompt->form, 1);
    struct pk_ticket out;
    enum pk_status status = pk_replace(&out, app->lot, &prompt->act, prompt->subject,
                                       is_lost ? "lost ticket" : "lost ticket, stay proven",
                                       proof[0] ? proof : NULL, is_lost);

    if (status == PK_OK)
        pk_copy(prompt->subject, sizeof prompt->subject, out.ticket_id);
    return status;
}

/* The new ticket opens: it is to be paid like any other. */
static void lost_done(struct app *app, struct view *owner, const struct prompt *prompt)
{
    struct pk_ticket ticket;

    (void)owner;
    if (pk_ticket_get(&ticket, app->lot, prompt->subject)) {
        app_complain(app);
        return;
    }
    while (app->top->below)
        app_pop(app, app->top);
    ticket_open(app, &ticket, PK_FOUND_BY_PLATE);
    printing_ticket(app, &ticket, 0);
    toast_show(&app->toast, ROLE_GOOD, _("The new ticket is #%lld."), (long long)ticket.ticket_no);
}

/* PK_NONE: the tariff has none for this stay. */
static int64_t lost_price(const struct pk_tariff *tariff, const struct app *app,
                          const struct stay *stay)
{
    struct pk_stay what = {.entry = stay->ticket.entry_time,
                           .exit = pk_lot_now(app->lot),
                           .vehicle_class = stay->ticket.vehicle_class,
                           .is_lost = true};
    int64_t total;

    if (what.exit < what.entry)
        what.exit = what.entry;
    return pk_tariff_total(&total, tariff, &what) ? PK_NONE : total;
}

/* "lost ticket 25.00" */
static void say_price(char out[static FORM_VALUE_SIZE], const char *what, int64_t amount,
                      const struct app *app)
{
    char money[PK_MONEY_SIZE] = "?";

    if (amount != PK_NONE)
        pk_money_format(money, amount, pk_lot_currency(app->lot));
    snprintf(out, FORM_VALUE_SIZE, "%s %s", what, money);
}

static void ask_price(struct form *form, const struct app *app, const struct stay *stay)
{
    const struct pk_tariff *tariff;
    char lost[FORM_VALUE_SIZE], proven[FORM_VALUE_SIZE];
    const char *prices[] = {lost, proven};
    bool has_price = pk_lot_tariff(&tariff, app->lot, stay->ticket.entry_time) == PK_OK &&
                     pk_tariff_has_lost_price(tariff);

    say_price(proven, _("stay, proven"), stay->quote.price.total, app);
    if (has_price)
        say_price(lost, _("lost ticket"), lost_price(tariff, app, stay), app);
    form_add_values(form, _("Price"), has_price ? prices : prices + 1, has_price ? 2 : 1, 0);
    form_add_text(form, _("Proof"), ""); /* "passport"; without one a supervisor approves */
}

/* ---- the fields ---- */

static void ask_reason(struct form *form, const struct app *app, const struct stay *stay)
{
    (void)app;
    (void)stay;
    form_add_text(form, _("Reason"), "");
}

static void ask_spot(struct form *form, const struct app *app, const struct stay *stay)
{
    (void)app;
    (void)stay;
    form_add_text(form, _("Spot"), "");
}

static void ask_vehicle(struct form *form, const struct app *app, const struct stay *stay)
{
    const char *classes[PK_VEHICLE_CLASS_COUNT];

    (void)app;
    for (int i = 0; i < PK_VEHICLE_CLASS_COUNT; i++)
        classes[i] = words_class((enum pk_vehicle_class)i);
    form_add_text(form, _("Plate"), stay->ticket.registration_typed);
    form_add_values(form, _("Class"), classes, PK_VEHICLE_CLASS_COUNT,
                    (int)stay->ticket.vehicle_class);
}

static void ask_refund(struct form *form, const struct app *app, const struct stay *stay)
{
    const char *methods[] = {words_method(PK_CASH), words_method(PK_CARD)};
    char paid[PK_MONEY_SIZE];
    bool is_card =
        stay->tender_count > 0 && stay->tenders[stay->tender_count - 1].method == PK_CARD;

    pk_money_format(paid, stay->ticket.paid, pk_lot_currency(app->lot));
    form_add_text(form, _("Amount"), paid);
    form->fields[0].editor.is_old = true; /* the first digit replaces it */
    form_add_values(form, _("Given"), methods, 2, is_card);
    form_add_text(form, _("Reason"), "");
}

/* ---- the table ---- */

static const struct ticket_act ACTS[] = {
    {ACTION_RENEW,
     {.title = "Renew", .attempt = try_renew, .said = "Valid again.", .offer_field = -1},
     "%s is valid again from now on; the fee goes on from the entry.",
     ask_reason},
    {ACTION_LOST,
     {.title = "Lost ticket", .attempt = try_lost, .done = lost_done, .offer_field = -1},
     "The ticket of %s is dead from now on; another one takes its place.",
     ask_price},
    {ACTION_AMEND,
     {.title = "Amend", .attempt = try_amend, .said = "Mended.", .offer_field = -1},
     "Mend the plate or the class of %s.",
     ask_vehicle},
    {ACTION_MOVE_VEHICLE,
     {.title = "Move", .attempt = try_move, .said = "Moved.", .offer_field = 0},
     "Where does %s stand now?",
     ask_spot},
    {ACTION_REFUND,
     {.title = "Refund",
      .attempt = try_refund,
      .done = refund_done,
      .said = "Given back and booked.",
      .offer_field = -1,
      .is_destructive = true},
     "Give money of %s back.",
     ask_refund},
    {ACTION_LEFT_UNSEEN,
     {.title = "Left unseen",
      .attempt = try_left_unseen,
      .done = left_unseen_done,
      .offer_field = -1,
      .is_destructive = true},
     "%s is at the entry again: its old stay ends, what is due stays owed, and it parks anew.",
     ask_reason},
    {ACTION_RELEASE,
     {.title = "Release",
      .attempt = try_release,
      .said = "Released.",
      .offer_field = -1,
      .is_destructive = true},
     "The stay of %s ends without its ticket: left unseen, towed, owing, outage. What is due stays "
     "owed.",
     ask_reason},
    {ACTION_VOID,
     {.title = "Void",
      .attempt = try_void,
      .said = "Void.",
      .offer_field = -1,
      .is_destructive = true},
     "%s was made by mistake: cancel it. Nothing was sold.",
     ask_reason},
};

static const struct ticket_act *find(enum action_id action)
{
    for (size_t i = 0; i < sizeof ACTS / sizeof ACTS[0]; i++)
        if (ACTS[i].action == action)
            return &ACTS[i];
    return NULL;
}

bool ticket_act(struct app *app, struct view *owner, const struct stay *stay, enum action_id action)
{
    const struct ticket_act *row = find(action);
    char ticket[PK_TYPED_SIZE + 32], text[200];

    if (!row)
        return false;
    snprintf(ticket, sizeof ticket, "#%lld (%s)", (long long)stay->ticket.ticket_no,
             stay->ticket.registration_typed);
    snprintf(text, sizeof text, _(row->about), ticket);
    struct prompt *prompt = prompt_make(app, &row->spec, owner, text);
    if (prompt) {
        pk_copy(prompt->subject, sizeof prompt->subject, stay->ticket.ticket_id);
        row->add_fields(&prompt->form, app, stay);
    }
    app_push(app, prompt ? &prompt->view : NULL);
    return true;
}

bool ticket_act_is_offered(const struct stay *stay, enum action_id action)
{
    bool is_open = stay_is_open(&stay->ticket);

    switch (action) {
    case ACTION_RENEW:
        return stay->ticket.state == PK_EXPIRED;
    case ACTION_REFUND:
        return stay->ticket.paid > 0;
    default:
        return is_open;
    }
}

bool ticket_act_why_not(char *out, size_t size, const struct app *app, const struct stay *stay,
                        enum action_id action)
{
    char stands[160];

    if (!find(action) && action != ACTION_SETTLE)
        return false;
    stay_sentence(stands, sizeof stands, app->lot, stay);
    if (action == ACTION_RENEW)
        snprintf(out, size, _("Only an expired ticket is renewed; this one: %s."), stands);
    else if (action == ACTION_REFUND)
        snprintf(out, size, "%s", _("Nothing was paid that could be given back."));
    else
        snprintf(out, size, _("The stay has ended: %s."), stands);
    return true;
}
