/*
 * The pane of a wide screen: the spot under the cursor line by line, the levels, the signs. Calls
 * paint.c.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "lot_screen.h"
#include "parkade/text.h"
#include "words.h"

enum { LINE_SIZE = 240 };

static int draw_vehicle(const struct lot_screen *lot, struct app *app, struct paint *paint,
                        const struct rect *area, int y)
{
    const struct pk_ticket *ticket = &lot->stay.ticket;
    char text[LINE_SIZE];

    y = frame_fact(paint, y, area->x, area->columns, _("Plate"), ticket->registration_typed);
    y = frame_fact(paint, y, area->x, area->columns, _("Class"),
                   words_class(ticket->vehicle_class));
    snprintf(text, sizeof text, "#%lld", (long long)ticket->ticket_no);
    y = frame_fact(paint, y, area->x, area->columns, _("Ticket"), text);
    lot_say_entry(text, sizeof text, app, &lot->stay);
    y = frame_fact(paint, y, area->x, area->columns, _("Stay"), text);
    stay_sentence(text, sizeof text, app->lot, &lot->stay);
    y = frame_fact(paint, y, area->x, area->columns, _("Stands"), text);
    lot_say_last_tender(text, sizeof text, app, &lot->stay);
    if (text[0])
        y = frame_fact(paint, y, area->x, area->columns, _("Taken"), text + strlen(", "));
    return y;
}

static int draw_spot(const struct lot_screen *lot, struct app *app, struct paint *paint,
                     const struct rect *area)
{
    int y = area->y;

    paint_text(paint, y++, area->x, area->columns, ROLE_TITLE, lot->spot.label);
    y = frame_fact(paint, y, area->x, area->columns, _("Level"), lot->spot.level);
    if (lot->spot.zone[0])
        y = frame_fact(paint, y, area->x, area->columns, _("Zone"), lot->spot.zone);
    y = frame_fact(paint, y, area->x, area->columns, _("Kind"), words_kind(lot->spot.kind));
    if (!lot->spot.in_service)
        y = frame_fact(paint, y, area->x, area->columns, _("Closed"), lot->spot.closed_reason);
    if (lot->has_stay)
        return draw_vehicle(lot, app, paint, area, y);
    if (lot->spot.in_service)
        y = frame_fact(paint, y, area->x, area->columns, _("State"), _("free"));
    return y;
}

static size_t free_on(const struct model *model, const struct model_level *level)
{
    size_t count = 0;

    for (size_t i = level->first; i < level->first + level->count; i++)
        count += model->spots[i].look == LOOK_FREE;
    return count;
}

static int draw_levels(const struct model *model, struct paint *paint, const struct rect *area,
                       int y)
{
    char name[LOT_LEVEL_SIZE];

    for (size_t i = 0; i < model->level_count; i++, y++) {
        const struct model_level *level = &model->levels[i];
        lot_name_level(name, model, i);
        paint_text(paint, y, area->x, 22, ROLE_DIM, name);
        paint_format(paint, y, area->x + 24, area->columns - 24, ROLE_TEXT, _("%zu of %zu free"),
                     free_on(model, level), level->count);
    }
    return y;
}

static void draw_signs(struct paint *paint, const struct rect *area, int y)
{
    for (int look = LOOK_FREE; look < LOOK_COUNT; look++, y++) {
        struct model_spot spot = {.look = (enum spot_look)look};
        paint_text(paint, y, area->x, 2, ROLE_STRONG, grid_sign(paint->glyphs, &spot));
        paint_text(paint, y, area->x + 3, area->columns - 3, ROLE_DIM,
                   grid_word((enum spot_look)look));
    }
}

void lot_draw_pane(const struct lot_screen *lot, struct app *app, struct paint *paint,
                   const struct rect *area)
{
    enum { SPOT_LINES = 11 }; /* what is below does not jump as the cursor moves */
    int last = area->y + area->lines, y = area->y + SPOT_LINES;

    draw_spot(lot, app, paint, area);
    if (y + (int)app->model.level_count >= last)
        return;
    y = draw_levels(&app->model, paint, area, y) + 1;
    if (y + LOOK_COUNT < last)
        draw_signs(paint, area, y);
}
