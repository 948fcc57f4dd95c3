/*
 * Drawing Park: what is filled in, and what is known of the plate. Calls paint.c.
 */
#include "frame.h"
#include "park_screen.h"
#include "parkade/text.h"
#include "when.h"
#include "words.h"

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

/* A full permit is told as well: the driver thinks that this one parks for nothing. */
static int draw_permit(const struct park_screen *park, struct app *app, struct paint *paint, int y,
                       int width)
{
    const struct pk_permit *permit = &park->permit;
    char until[WHEN_SIZE];
    bool is_full = permit->inside >= permit->max_inside;

    if (permit->permit_id == 0)
        return y;
    paint_text(paint, y, 2, VALUES - 2, ROLE_DIM, _("Permit"));
    when_short(until, app->lot, permit->valid_to);
    if (is_full)
        paint_format(paint, y, VALUES, width - VALUES + 2, ROLE_WARNING,
                     _("%s is full, %lld of %lld inside: this one pays"), permit->holder,
                     (long long)permit->inside, (long long)permit->max_inside);
    else
        paint_format(paint, y, VALUES, width - VALUES + 2, ROLE_GOOD,
                     _("of %s, valid to %s: nothing to pay"), permit->holder, until);
    return y + 1;
}

static int draw_watch(const struct park_screen *park, struct app *app, struct paint *paint, int y,
                      int width)
{
    struct rect area = {y, 2, 3, width};
    char text[PK_ALERT_SIZE + 80];

    if (!park->watch.alert[0])
        return y;
    snprintf(text, sizeof text,
             park->watch.is_refused ? _("%s REFUSED, no ticket: %s") : _("%s Watchlist: %s"),
             app->glyphs->warning, park->watch.alert);
    return y + paint_wrapped(paint, &area, ROLE_ALERT, text);
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

void park_draw(struct view *view, struct app *app, struct paint *paint, const struct layout *layout)
{
    struct park_screen *park = (struct park_screen *)view;
    int y = layout->body.y, width = layout->body.columns - 4;

    frame_title(paint, layout, _("Park"), "");
    paint_text(paint, y, 2, VALUES - 2, ROLE_DIM, _("Plate"));
    paint_text(paint, y, VALUES, width, ROLE_STRONG, park->plate);
    paint_cursor(paint, y, VALUES);
    draw_options(park, paint, y + 2);
    draw_spot(park, paint, y + 5, width);
    int first = draw_permit(park, app, paint, y + 6, width) + 1;
    y = draw_watch(park, app, paint, first, width);
    y = draw_lookalikes(park, app, paint, y, width);
    struct rect message = {y + (y > first), 2, 3, width};
    paint_wrapped(paint, &message, ROLE_ERROR, park->message);
}
