/*
 * One spot: what stands on it, park here, take it out of service and back. Calls parkade/spot.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "app.h"
#include "frame.h"
#include "grid.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "prompt.h"
#include "screens.h"
#include "stay.h"
#include "words.h"

struct spot_screen {
    struct view view;
    char label[PK_SPOT_LABEL_SIZE];
    struct pk_spot spot;
    bool has_stay;
    struct stay stay;
    struct pk_act act; /* to put it back into service */
};

static struct spot_screen *of(struct view *view)
{
    return (struct spot_screen *)view;
}

static void refresh(struct view *view, struct app *app)
{
    struct spot_screen *screen = of(view);
    struct pk_ticket ticket;
    char text[PK_SPOT_LABEL_SIZE + 1];

    screen->has_stay = false;
    if (pk_spot_find(&screen->spot, app->lot, screen->label)) {
        app_complain(app);
        return;
    }
    if (screen->spot.ticket_no == 0)
        return;
    snprintf(text, sizeof text, "@%s", screen->label);
    screen->has_stay = pk_ticket_resolve(&ticket, NULL, app->lot, text) == PK_OK &&
                       stay_read(&screen->stay, app->lot, ticket.ticket_id) == PK_OK;
}

/* ---- acts ---- */

static enum pk_status try_close(struct app *app, struct view *view)
{
    struct prompt *prompt = (struct prompt *)view;
    struct pk_spot spot;

    return pk_spot_close(&spot, app->lot, &prompt->act, of(prompt->owner)->label,
                         form_text(&prompt->form, 0));
}

static void closed(struct app *app, struct view *owner, const struct prompt *prompt)
{
    (void)prompt;
    toast_show(&app->toast, ROLE_GOOD,
               of(owner)->has_stay ? _("%s is out of service once the vehicle on it has left.")
                                   : _("%s is out of service."),
               of(owner)->label);
    app_served(app);
}

static void ask_close(struct spot_screen *screen, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Out of service", .attempt = try_close, .done = closed, .offer_field = -1};
    char text[120];

    snprintf(text, sizeof text,
             screen->has_stay ? _("%s takes no further vehicle; the one on it may stay until it "
                                  "leaves.")
                              : _("%s takes no vehicle until it is put back into service."),
             screen->label);
    struct prompt *prompt = prompt_make(app, &SPEC, &screen->view, text);
    if (prompt)
        form_add_text(&prompt->form, _("Reason"), "");
    app_push(app, prompt ? &prompt->view : NULL);
}

static enum pk_status try_open(struct app *app, struct view *view)
{
    struct pk_spot spot;

    return pk_spot_open(&spot, app->lot, &of(view)->act, of(view)->label);
}

static void opened(struct app *app, struct view *view, enum pk_status status)
{
    if (status) {
        app_complain_of(app, status);
        work_renew_act(&of(view)->act, app, status);
        return;
    }
    toast_show(&app->toast, ROLE_GOOD, _("%s is back in service."), of(view)->label);
    app_served(app);
}

static void plate_given(struct app *app, struct view *owner, const struct prompt *prompt)
{
    char label[PK_SPOT_LABEL_SIZE];

    pk_copy(label, sizeof label, of(owner)->label);
    app_push(app, park_view(app, form_text(&prompt->form, 0), label));
}

static enum pk_status check_plate(struct app *app, struct view *view)
{
    char canonical[PK_REGISTRATION_SIZE];

    (void)app;
    return pk_registration_canonical(canonical, form_text(&((struct prompt *)view)->form, 0));
}

static void use_spot(struct spot_screen *screen, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Park here", .attempt = check_plate, .done = plate_given, .offer_field = -1};

    if (screen->has_stay) {
        ticket_open(app, &screen->stay.ticket, PK_FOUND_BY_SPOT);
        return;
    }
    struct prompt *prompt = prompt_make(app, &SPEC, &screen->view, "");
    if (prompt)
        form_add_text(&prompt->form, _("Plate"), "");
    app_push(app, prompt ? &prompt->view : NULL);
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    (void)key;
    switch (action) {
    case ACTION_USE_SPOT:
        use_spot(of(view), app);
        return true;
    case ACTION_CLOSE_SPOT:
        ask_close(of(view), app);
        return true;
    case ACTION_OPEN_SPOT:
        work_make_act(&of(view)->act, app);
        work_start(app, view, try_open, opened);
        return true;
    default:
        return false;
    }
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    const struct spot_screen *screen = (const struct spot_screen *)view;

    (void)app;
    switch (action) {
    case ACTION_USE_SPOT:
        return screen->has_stay || screen->spot.in_service;
    case ACTION_CLOSE_SPOT:
        return screen->spot.in_service;
    case ACTION_OPEN_SPOT:
        return !screen->spot.in_service;
    default:
        return true;
    }
}

static bool why_not(char *out, size_t size, const struct view *view, const struct app *app,
                    enum action_id action)
{
    const struct spot_screen *screen = (const struct spot_screen *)view;

    (void)app;
    switch (action) {
    case ACTION_USE_SPOT:
        snprintf(out, size, _("%s is out of service: o puts it back."), screen->label);
        return true;
    case ACTION_CLOSE_SPOT:
        snprintf(out, size, "%s", _("It is out of service already."));
        return true;
    case ACTION_OPEN_SPOT:
        snprintf(out, size, "%s", _("It is in service."));
        return true;
    default:
        return false;
    }
}

static const char *name(const struct view *view, enum action_id action)
{
    if (action != ACTION_USE_SPOT)
        return NULL;
    return ((const struct spot_screen *)view)->has_stay ? _("open ticket") : _("park here");
}

/* ---- drawing ---- */

static int draw_vehicle(const struct spot_screen *screen, struct app *app, struct paint *paint,
                        int y, int width)
{
    const struct pk_ticket *ticket = &screen->stay.ticket;
    char text[160];

    snprintf(text, sizeof text, "%s  %s", ticket->registration_typed,
             words_class(ticket->vehicle_class));
    y = frame_fact(paint, y, 2, width, _("Vehicle"), text);
    snprintf(text, sizeof text, "#%lld", (long long)ticket->ticket_no);
    y = frame_fact(paint, y, 2, width, _("Ticket"), text);
    stay_sentence(text, sizeof text, app->lot, &screen->stay);
    return frame_fact(paint, y, 2, width, _("Stands"), text);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct spot_screen *screen = of(view);
    const struct pk_spot *spot = &screen->spot;
    int y = layout->body.y, width = layout->body.columns - 4;

    frame_title(paint, layout, _("Spot"), screen->label);
    y = frame_fact(paint, y, 2, width, _("Level"), spot->level);
    if (spot->zone[0])
        y = frame_fact(paint, y, 2, width, _("Zone"), spot->zone);
    y = frame_fact(paint, y, 2, width, _("Kind"), words_kind(spot->kind));
    y = frame_fact(paint, y, 2, width, _("State"), grid_word(model_look(spot)));
    if (!spot->in_service)
        y = frame_fact(paint, y, 2, width, _("Reason"), spot->closed_reason);
    if (screen->has_stay)
        draw_vehicle(screen, app, paint, y + 1, width);
    paint_cursor(paint, layout->body.y, 2);
}

static const struct view_ops OPS = {
    .context = CONTEXT_SPOT,
    .act = act,
    .is_offered = is_offered,
    .why_not = why_not,
    .name = name,
    .refresh = refresh,
    .draw = draw,
};

struct view *spot_view(const char *label)
{
    struct spot_screen *screen = calloc(1, sizeof *screen);

    if (!screen || !pk_copy(screen->label, sizeof screen->label, label)) {
        free(screen);
        return NULL;
    }
    screen->view.ops = &OPS;
    return &screen->view;
}
