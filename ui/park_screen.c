/*
 * Park: everything filled in, one Enter from the ticket. Class and needs are one key each; the
 * spot is the one the lot suggests unless another is named. Calls parkade/ticket.h, spot.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "frame.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "prompt.h"
#include "screens.h"
#include "stay.h"
#include "when.h"
#include "words.h"

enum { LOOKALIKES_MAX = 4 };

struct park_screen {
    struct view view;
    char plate[PK_TYPED_SIZE]; /* as typed */
    enum pk_vehicle_class vehicle_class;
    unsigned needs;
    char wanted[PK_SPOT_LABEL_SIZE]; /* "": the lot chooses */
    bool is_offer;                   /* it is what the lot offered instead */
    struct pk_spot spot;             /* where it would stand; label "" when nothing is free */
    char message[APP_SENTENCE_SIZE];
    struct pk_ticket lookalikes[LOOKALIKES_MAX];
    size_t lookalike_count;
    struct pk_act act;
    struct pk_ticket ticket; /* what came of it */
};

static struct park_screen *of(struct view *view)
{
    return (struct park_screen *)view;
}

/* ---- what is shown before ---- */

static void find_spot(struct park_screen *park, struct app *app)
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
        if (is_lookalike(canonical, &found[i]) && park->lookalike_count < LOOKALIKES_MAX)
            park->lookalikes[park->lookalike_count++] = found[i];
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
    find_spot(park, app);
    if (park->wanted[0] && park->spot.ticket_no != 0)
        snprintf(park->message, sizeof park->message, _("%s was taken meanwhile."),
                 park->spot.label);
    else
        say_taken(park, label);
    if (app->model.is_closed)
        pk_copy(park->message, sizeof park->message, _("The lot is closed."));
    find_lookalikes(park, app);
}

/* ---- parking ---- */

static enum pk_status try_park(struct app *app, struct view *view)
{
    struct park_screen *park = of(view);
    struct pk_park how = {.registration = park->plate,
                          .vehicle_class = park->vehicle_class,
                          .spot = park->wanted[0] ? park->wanted : NULL,
                          .needs = park->needs,
                          .entered = PK_NONE};

    return pk_park(&park->ticket, app->lot, &park->act, &how);
}

static void show_ticket(struct app *app, const struct pk_ticket *ticket)
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
    snprintf(text.lines[2], sizeof text.lines[2], _("in %s"), entry);
    pk_uuid_printed(text.scan, ticket->ticket_id);
    app_served(app);
    app_push(app, done_view(&text));
    if (ticket->alert[0])
        toast_show(&app->toast, ROLE_ERROR, _("Watchlist: %s"), ticket->alert);
}

/* The lot refused: what was typed stays; where it offers another spot, that one is taken up. */
static void refused(struct park_screen *park, struct app *app, enum pk_status status)
{
    app_sentence(park->message, app, status);
    if (status != PK_BUSY && pk_error()->offer[0]) {
        park->is_offer = pk_copy(park->wanted, sizeof park->wanted, pk_error()->offer);
        find_spot(park, app);
    }
    work_renew_act(&park->act, app, status);
    app->is_dirty = true;
}

static void parked(struct app *app, struct view *view, enum pk_status status)
{
    struct park_screen *park = of(view);

    if (status == PK_OK)
        show_ticket(app, &park->ticket);
    else
        refused(park, app, status);
}

/* ---- changing what is filled in ---- */

static enum pk_status check_spot(struct app *app, struct view *view)
{
    const char *label = form_text(&((struct prompt *)view)->form, 0);
    struct pk_spot spot;

    return label[0] ? pk_spot_find(&spot, app->lot, label) : PK_OK;
}

static void spot_named(struct app *app, struct view *owner, const struct prompt *prompt)
{
    struct park_screen *park = of(owner);

    park->message[0] = '\0';
    park->is_offer = false;
    pk_copy(park->wanted, sizeof park->wanted, form_text(&prompt->form, 0));
    find_spot(park, app);
    if (park->wanted[0])
        pk_copy(park->wanted, sizeof park->wanted, park->spot.label);
}

static void ask_spot(struct park_screen *park, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Spot", .attempt = check_spot, .done = spot_named, .offer_field = -1};
    struct prompt *prompt =
        prompt_make(app, &SPEC, &park->view, _("Where it is to stand; nothing: the nearest."));

    if (prompt)
        form_add_text(&prompt->form, _("Spot"), "");
    app_push(app, prompt ? &prompt->view : NULL);
}

static enum pk_status check_plate(struct app *app, struct view *view)
{
    char canonical[PK_REGISTRATION_SIZE];

    (void)app;
    return pk_registration_canonical(canonical, form_text(&((struct prompt *)view)->form, 0));
}

static void plate_mended(struct app *app, struct view *owner, const struct prompt *prompt)
{
    struct park_screen *park = of(owner);

    park->message[0] = '\0';
    if (!pk_copy(park->plate, sizeof park->plate, form_text(&prompt->form, 0)))
        pk_copy(park->message, sizeof park->message, _("That plate is too long."));
    find_lookalikes(park, app);
}

static void ask_plate(struct park_screen *park, struct app *app)
{
    static const struct prompt_spec SPEC = {
        .title = "Plate", .attempt = check_plate, .done = plate_mended, .offer_field = -1};
    struct prompt *prompt = prompt_make(app, &SPEC, &park->view, "");

    if (prompt)
        form_add_text(&prompt->form, _("Plate"), park->plate);
    app_push(app, prompt ? &prompt->view : NULL);
}

static void take_class(struct park_screen *park, struct app *app, enum pk_vehicle_class value)
{
    park->vehicle_class = value;
    park->message[0] = '\0';
    find_spot(park, app);
}

static void turn_need(struct park_screen *park, struct app *app, unsigned need)
{
    park->needs ^= need;
    park->message[0] = '\0';
    find_spot(park, app);
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
        ask_spot(park, app);
        return true;
    case ACTION_CHANGE_PLATE:
        ask_plate(park, app);
        return true;
    default:
        return false;
    }
}

/* ---- drawing ---- */

enum { VALUES = 13 };

static int draw_option(struct paint *paint, int y, int x, char letter, const char *name, bool is_on)
{
    x += paint_text(paint, y, x, 1, ROLE_TEXT, is_on ? "[" : " ");
    x += paint_format(paint, y, x, 1, ROLE_KEY, "%c", letter);
    x += paint_format(paint, y, x, 40, is_on ? ROLE_STRONG : ROLE_DIM, " %s%s", name,
                      is_on ? "]" : " ");
    return x + 1;
}

static void draw_options(const struct park_screen *park, struct paint *paint, int y)
{
    static const char LETTERS[PK_VEHICLE_CLASS_COUNT] = {'c', 'm', 'v', 't'};
    int x = VALUES - 1;

    paint_text(paint, y, 2, VALUES - 2, ROLE_DIM, _("Class"));
    for (int i = 0; i < PK_VEHICLE_CLASS_COUNT; i++)
        x = draw_option(paint, y, x, LETTERS[i], words_class((enum pk_vehicle_class)i),
                        (int)park->vehicle_class == i);
    paint_text(paint, y + 1, 2, VALUES - 2, ROLE_DIM, _("Needs"));
    x = draw_option(paint, y + 1, VALUES - 1, 'a', _("accessible"),
                    (park->needs & PK_NEED_ACCESSIBLE) != 0);
    draw_option(paint, y + 1, x, 'e', _("charging"), (park->needs & PK_NEED_EV) != 0);
}

static const char *how_found(const struct park_screen *park)
{
    if (park->is_offer)
        return _("(the next best)");
    return park->wanted[0] ? _("(as wanted)") : _("(the nearest)");
}

static void draw_spot(const struct park_screen *park, struct paint *paint, int y, int width)
{
    const struct pk_spot *spot = &park->spot;

    paint_text(paint, y, 2, VALUES - 2, ROLE_DIM, _("Spot"));
    if (!spot->label[0])
        paint_text(paint, y, VALUES, width, ROLE_WARNING, _("none is free"));
    else {
        int x = VALUES + paint_text(paint, y, VALUES, width, ROLE_STRONG, spot->label);
        paint_format(paint, y, x, width - x, ROLE_TEXT, "  %s, %s  %s", words_kind(spot->kind),
                     spot->level, how_found(park));
    }
}

static int draw_lookalikes(const struct park_screen *park, struct app *app, struct paint *paint,
                           int y, int width)
{
    char entry[WHEN_SIZE];

    for (size_t i = 0; i < park->lookalike_count; i++, y++) {
        const struct pk_ticket *other = &park->lookalikes[i];
        when_short(entry, app->lot, other->entry_time);
        paint_format(paint, y, 2, width, ROLE_WARNING,
                     _("%s Looks like %s, inside at %s since %s (#%lld)."), app->glyphs->warning,
                     other->registration_number, other->spot, entry, (long long)other->ticket_no);
    }
    return y;
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct park_screen *park = of(view);
    int y = layout->body.y, width = layout->body.columns - 4;

    frame_title(paint, layout, _("Park"), "");
    paint_text(paint, y, 2, VALUES - 2, ROLE_DIM, _("Plate"));
    paint_text(paint, y, VALUES, width, ROLE_STRONG, park->plate);
    paint_cursor(paint, y, VALUES);
    draw_options(park, paint, y + 2);
    draw_spot(park, paint, y + 5, width);
    y = draw_lookalikes(park, app, paint, y + 7, width);
    struct rect message = {y + (park->lookalike_count > 0), 2, 3, width};
    paint_wrapped(paint, &message, ROLE_ERROR, park->message);
}

static const struct view_ops OPS = {
    .context = CONTEXT_PARK,
    .act = act,
    .refresh = refresh,
    .draw = draw,
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
