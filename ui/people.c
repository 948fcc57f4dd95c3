/*
 * Who works at the console. Calls parkade/staff.h.
 */
#include "people.h"

#include "app.h"
#include "left.h"
#include "parkade/staff.h"
#include "parkade/text.h"
#include "screens.h"

static const char *text_of(const struct view *view, size_t field)
{
    return form_text(&((const struct prompt *)view)->form, field);
}

static struct prompt *make(struct app *app, const struct prompt_spec *spec, struct view *owner,
                           const char *text)
{
    struct prompt *prompt = prompt_make(app, spec, owner, text);

    if (prompt) {
        form_add_text(&prompt->form, _("Name"), "");
        form_add_secret(&prompt->form, _("PIN"));
    }
    return prompt;
}

/* ---- signing in ---- */

static enum pk_status try_sign_in(struct app *app, struct view *view)
{
    struct pk_staff member;
    enum pk_status status =
        pk_sign_in(&member, app->lot, text_of(view, 0), text_of(view, 1), app->station);

    if (status == PK_OK)
        pk_copy(app->who, sizeof app->who, member.name);
    return status;
}

void people_arrive(struct app *app)
{
    app_served(app);
    toast_show(&app->toast, ROLE_GOOD, _("Welcome, %s."), app->who);
    own_shift_follow(app);
    left_tell(app);
    own_shift_offer(app); /* on top: cash in hand wants a shift first */
}

static void signed_in(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)owner;
    (void)prompt;
    people_arrive(app);
}

static void ask(struct app *app)
{
    static const struct prompt_spec SPEC = {.title = "Sign in",
                                            .attempt = try_sign_in,
                                            .done = signed_in,
                                            .offer_field = -1,
                                            .asks_who = true};
    struct prompt *prompt =
        make(app, &SPEC, app->top, _("This lot has staff: who works here? Esc only looks."));

    app_push(app, prompt ? &prompt->view : NULL);
}

void people_begin(struct app *app)
{
    bool has_staff = false;

    if (pk_lot_is_read_only(app->lot)) /* there is nothing to sign for */
        return;
    app->is_asked = true; /* by who started the console */
    if (pk_lot_has_staff(&has_staff, app->lot) == PK_OK && has_staff && !app->who[0])
        ask(app);
    else
        left_tell(app);
    app->is_asked = false;
}

void people_ask(struct app *app)
{
    bool has_staff = false;

    if (pk_lot_has_staff(&has_staff, app->lot) != PK_OK || !has_staff) {
        toast_show(&app->toast, ROLE_WARNING, "%s",
                   _("This lot has no staff: nobody signs in. (parkade staff add)"));
        return;
    }
    if (pay_asks_card(app->top)) {
        toast_show(&app->toast, ROLE_WARNING, "%s", _("The card terminal is asked: wait for it."));
        return;
    }
    if (pay_holds_money(app->top)) {
        toast_show(&app->toast, ROLE_WARNING, "%s",
                   _("Finish this payment first, or give the money back with Esc."));
        return;
    }
    pk_sign_out(app->lot, app->who);
    app->who[0] = '\0';
    own_shift_follow(app);
    app_served(app);
    ask(app);
}

/* ---- a second person ---- */

static enum pk_status try_approve(struct app *app, struct view *view)
{
    struct prompt *asking = (struct prompt *)((struct prompt *)view)->owner;

    return pk_approve(&asking->act, app->lot, text_of(view, 0), text_of(view, 1));
}

static void approved(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)prompt;
    prompt_try(app, (struct prompt *)owner);
}

void people_ask_approval(struct app *app, struct prompt *asking)
{
    static const struct prompt_spec SPEC = {.title = "Approve",
                                            .attempt = try_approve,
                                            .done = approved,
                                            .offer_field = -1,
                                            .asks_who = true};
    struct prompt *prompt = make(app, &SPEC, &asking->view, asking->message);

    app_push(app, prompt ? &prompt->view : NULL);
}
