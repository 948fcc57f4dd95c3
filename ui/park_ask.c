/*
 * What Park asks: another spot, a mended plate, when a vehicle of an outage really came. Calls
 * prompt.c, parkade/ticket.h, spot.h.
 */
#include <stdio.h>

#include "park_screen.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "prompt.h"
#include "when.h"

static struct park_screen *of(struct view *view)
{
    return (struct park_screen *)view;
}

static const char *text_of(const struct view *view, size_t field)
{
    return form_text(&((const struct prompt *)view)->form, field);
}

/* ---- another spot ---- */

static enum pk_status check_spot(struct app *app, struct view *view)
{
    const char *label = text_of(view, 0);
    struct pk_spot spot;

    return label[0] ? pk_spot_find(&spot, app->lot, label) : PK_OK;
}

static void spot_named(struct app *app, struct view *owner, const struct prompt *prompt)
{
    struct park_screen *park = of(owner);

    park->message[0] = '\0';
    park->is_offer = false;
    pk_copy(park->wanted, sizeof park->wanted, form_text(&prompt->form, 0));
    park_find_spot(park, app);
    if (park->wanted[0])
        pk_copy(park->wanted, sizeof park->wanted, park->spot.label);
}

void park_ask_spot(struct park_screen *park, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Spot", .attempt = check_spot, .done = spot_named, .offer_field = -1};
    struct prompt *prompt =
        prompt_make(app, &SPEC, &park->view, _("Where it is to stand; nothing: the nearest."));

    if (prompt)
        form_add_text(&prompt->form, _("Spot"), "");
    app_push(app, prompt ? &prompt->view : NULL);
}

/* ---- the plate ---- */

static enum pk_status check_plate(struct app *app, struct view *view)
{
    char canonical[PK_REGISTRATION_SIZE];

    (void)app;
    return pk_registration_canonical(canonical, text_of(view, 0));
}

static void plate_mended(struct app *app, struct view *owner, const struct prompt *prompt)
{
    struct park_screen *park = of(owner);

    park->message[0] = '\0';
    if (!pk_copy(park->plate, sizeof park->plate, form_text(&prompt->form, 0)))
        pk_copy(park->message, sizeof park->message, _("That plate is too long."));
    park_look_up_plate(park, app);
}

void park_ask_plate(struct park_screen *park, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Plate", .attempt = check_plate, .done = plate_mended, .offer_field = -1};
    struct prompt *prompt = prompt_make(app, &SPEC, &park->view, "");

    if (prompt)
        form_add_text(&prompt->form, _("Plate"), park->plate);
    app_push(app, prompt ? &prompt->view : NULL);
}

/* ---- a late entry ---- */

/* An offered spot goes into the form below: the next Enter takes it. */
static enum pk_status try_late(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    struct park_screen *park = of(prompt->owner);
    struct pk_park how = park_how(park);
    enum pk_status status = when_read(&how.entered, app->lot, text_of(view, 0));

    how.reason = text_of(view, 1);
    if (status == PK_OK)
        status = pk_park(&park->ticket, app->lot, &prompt->act, &how);
    if (status != PK_OK && status != PK_BUSY)
        park_take_offer(park);
    return status;
}

static void parked_late(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)prompt;
    park_show_ticket(app, &of(owner)->ticket);
}

void park_ask_late(struct park_screen *park, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Late entry", .attempt = try_late, .done = parked_late, .offer_field = -1};
    char text[200];

    snprintf(text, sizeof text,
             _("A paper ticket: when did %s come (18:40, or 2026-01-31 18:40), and why is it "
               "entered late?"),
             park->plate);
    struct prompt *prompt = prompt_make(app, &SPEC, &park->view, text);
    if (prompt) {
        form_add_text(&prompt->form, _("Came"), "");
        form_add_text(&prompt->form, _("Reason"), "");
    }
    app_push(app, prompt ? &prompt->view : NULL);
}
