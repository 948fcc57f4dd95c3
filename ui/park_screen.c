/*
 * Park: everything filled in, one Enter from the ticket. Class and needs are one key each; the
 * spot is the one the lot suggests unless another is named. Calls parkade/ticket.h, spot.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "park_screen.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "screens.h"
#include "stay.h"
#include "when.h"
#include "words.h"

static struct park_screen *of(struct view *view)
{
    return (struct park_screen *)view;
}

/* ---- what is shown before ---- */

void park_find_spot(struct park_screen *park, struct app *app)
{
    enum pk_status status;

    if (park->wanted[0])
        status = pk_spot_find(&park->spot, app->lot, park->wanted);
    else
        status = pk_spot_suggest(&park->spot, app->lot, park->vehicle_class, park->needs);
    if (status == PK_OK)
        return;
    park->spot.label[0] = '\0';
    pk_copy(park->message, sizeof park->message, pk_error()->message);
}

/* A vehicle inside whose plate could be a misreading of this one. */
static bool is_lookalike(const char *canonical, const struct pk_ticket *ticket)
{
    char mine[PK_REGISTRATION_SIZE], other[PK_REGISTRATION_SIZE];

    pk_registration_fold(mine, canonical);
    pk_registration_fold(other, ticket->registration_number);
    return stay_is_open(ticket) && strcmp(mine, other) == 0 &&
           strcmp(canonical, ticket->registration_number) != 0;
}

/* What was typed may be a part of a plate that is inside: meant to be found, not to be parked. */
static bool is_part(const char *canonical, const struct pk_ticket *other)
{
    enum { SHORTER_BY = 2 };

    return stay_is_open(other) &&
           strlen(canonical) + SHORTER_BY <= strlen(other->registration_number);
}

static void find_lookalikes(struct park_screen *park, struct app *app)
{
    enum { LOOKED_AT = 8 };
    char canonical[PK_REGISTRATION_SIZE];
    struct pk_ticket found[LOOKED_AT];
    size_t count = 0;

    park->lookalike_count = 0;
    if (pk_registration_canonical(canonical, park->plate) ||
        pk_ticket_search(found, LOOKED_AT, &count, app->lot, canonical))
        return;
    for (size_t i = 0; i < count && i < LOOKED_AT; i++)
        if ((is_lookalike(canonical, &found[i]) || is_part(canonical, &found[i])) &&
            park->lookalike_count < PARK_LOOKALIKES_MAX)
            park->lookalikes[park->lookalike_count++] = found[i];
}

void park_look_up_plate(struct park_screen *park, struct app *app)
{
    if (pk_permit_find(&park->permit, app->lot, park->plate, pk_lot_now(app->lot)))
        park->permit.permit_id = 0;
    if (pk_watch_look(&park->watch, app->lot, park->plate))
        park->watch = (struct pk_watch_seen){.is_refused = false};
    find_lookalikes(park, app);
}

/* What changed under the attendant's eyes is said, and by which spot. */
static void say_taken(struct park_screen *park, const char *label)
{
    char text[PK_MESSAGE_SIZE];

    if (!label[0] || strcmp(label, park->spot.label) == 0 || !park->spot.label[0])
        return;
    snprintf(text, sizeof text, _("%s was taken meanwhile: now %s."), label, park->spot.label);
    pk_copy(park->message, sizeof park->message, text);
}

static void refresh(struct view *view, struct app *app)
{
    struct park_screen *park = of(view);
    char label[PK_SPOT_LABEL_SIZE];

    memcpy(label, park->spot.label, sizeof label);
    park_find_spot(park, app);
    if (park->wanted[0] && park->spot.ticket_no != 0)
        snprintf(park->message, sizeof park->message, _("%s was taken meanwhile."),
                 park->spot.label);
    else
        say_taken(park, label);
    if (app->model.is_closed)
        pk_copy(park->message, sizeof park->message, _("The lot is closed."));
    park_look_up_plate(park, app);
}

/* ---- parking ---- */

struct pk_park park_how(const struct park_screen *park)
{
    return (struct pk_park){.registration = park->plate,
                            .vehicle_class = park->vehicle_class,
                            .spot = park->wanted[0] ? park->wanted : NULL,
                            .needs = park->needs,
                            .entered = PK_NONE};
}

static enum pk_status try_park(struct app *app, struct view *view)
{
    struct park_screen *park = of(view);
    struct pk_park how = park_how(park);

    return pk_park(&park->ticket, app->lot, &park->act, &how);
}

void park_show_ticket(struct app *app, const struct pk_ticket *ticket)
{
    struct done_text text = {.title = ""};
    char entry[WHEN_SIZE];

    when_short(entry, app->lot, ticket->entry_time);
    snprintf(text.title, sizeof text.title, "%s", _("Parked"));
    snprintf(text.big, sizeof text.big, "%lld", (long long)ticket->ticket_no);
    snprintf(text.big_label, sizeof text.big_label, "%s", _("Ticket number"));
    snprintf(text.lines[0], sizeof text.lines[0], "%s  %s", ticket->registration_typed,
             words_class(ticket->vehicle_class));
    snprintf(text.lines[1], sizeof text.lines[1], _("Spot %s"), ticket->spot);
    snprintf(text.lines[2], sizeof text.lines[2],
             ticket->is_late_entry ? _("in %s, entered late") : _("in %s"), entry);
    if (ticket->alert[0])
        snprintf(text.alert, sizeof text.alert, _("Watchlist: %s"), ticket->alert);
    pk_uuid_printed(text.scan, ticket->ticket_id);
    pk_copy(text.ticket_id, sizeof text.ticket_id, ticket->ticket_id);
    text.slip = printing_ticket(app, ticket, 0);
    app_served(app);
    app_push(app, done_view(&text));
}

void park_take_offer(struct park_screen *park)
{
    if (pk_error()->offer[0])
        park->is_offer = pk_copy(park->wanted, sizeof park->wanted, pk_error()->offer);
}

/* The lot refused: what was typed stays; where it offers another spot, that one is taken up. */
static void refused(struct park_screen *park, struct app *app, enum pk_status status)
{
    app_sentence(park->message, app, status);
    if (status != PK_BUSY) {
        park_take_offer(park);
        park_find_spot(park, app);
    }
    work_renew_act(&park->act, app, status);
    app->is_dirty = true;
}

static void parked(struct app *app, struct view *view, enum pk_status status)
{
    struct park_screen *park = of(view);

    if (status == PK_OK)
        park_show_ticket(app, &park->ticket);
    else
        refused(park, app, status);
}

/* ---- changing what is filled in ---- */

static void take_class(struct park_screen *park, struct app *app, enum pk_vehicle_class value)
{
    park->vehicle_class = value;
    park->message[0] = '\0';
    park_find_spot(park, app);
}

static void turn_need(struct park_screen *park, struct app *app, unsigned need)
{
    park->needs ^= need;
    park->message[0] = '\0';
    park_find_spot(park, app);
}

/* It was to be found, not parked: its ticket takes the place of this screen. */
static void open_like(struct park_screen *park, struct app *app)
{
    struct pk_ticket other = park->lookalikes[0];

    app_pop(app, &park->view);
    ticket_open(app, &other, PK_FOUND_BY_PLATE);
}

static bool is_offered(const struct view *view, const struct app *app, enum action_id action)
{
    (void)app;
    return action != ACTION_OPEN_LIKE || ((const struct park_screen *)view)->lookalike_count > 0;
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct park_screen *park = of(view);

    (void)key;
    switch (action) {
    case ACTION_PARK:
        park->message[0] = '\0';
        work_start(app, view, try_park, parked);
        return true;
    case ACTION_CAR:
    case ACTION_MOTORCYCLE:
    case ACTION_VAN:
    case ACTION_TRUCK:
        take_class(park, app, (enum pk_vehicle_class)(action - ACTION_CAR));
        return true;
    case ACTION_NEEDS_ACCESSIBLE:
        turn_need(park, app, PK_NEED_ACCESSIBLE);
        return true;
    case ACTION_NEEDS_EV:
        turn_need(park, app, PK_NEED_EV);
        return true;
    case ACTION_CHOOSE_SPOT:
        park_ask_spot(park, app);
        return true;
    case ACTION_CHANGE_PLATE:
        park_ask_plate(park, app);
        return true;
    case ACTION_OPEN_LIKE:
        open_like(park, app);
        return true;
    case ACTION_LATE_ENTRY:
        park_ask_late(park, app);
        return true;
    default:
        return false;
    }
}

static const struct view_ops OPS = {
    .context = CONTEXT_PARK,
    .act = act,
    .is_offered = is_offered,
    .refresh = refresh,
    .draw = park_draw,
};

struct view *park_view(struct app *app, const char *plate, const char *spot)
{
    struct park_screen *park = calloc(1, sizeof *park);

    if (!park)
        return NULL;
    park->view.ops = &OPS;
    park->vehicle_class = PK_CAR;
    work_make_act(&park->act, app);
    if (!pk_copy(park->plate, sizeof park->plate, plate))
        pk_copy(park->message, sizeof park->message, _("That plate is too long."));
    if (spot)
        pk_copy(park->wanted, sizeof park->wanted, spot);
    return &park->view;
}
