/*
 * The lot's header and the details of the spot under the cursor. Calls paint.c.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "columns.h"
#include "lot_screen.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "stay.h"
#include "when.h"
#include "words.h"

enum { LINE_SIZE = 240, GAP = 2 };

/* ---- header ---- */

void lot_name_level(char out[static LOT_LEVEL_SIZE], const struct model *model, size_t number)
{
    const char *name = model->levels[number].name;

    if (name[0] >= '0' && name[0] <= '9')
        snprintf(out, LOT_LEVEL_SIZE, "%s", name);
    else
        snprintf(out, LOT_LEVEL_SIZE, "%d %s", (int)number + 1, name);
}

static int levels_columns(const struct model *model)
{
    int columns = 0;
    char name[LOT_LEVEL_SIZE];

    for (size_t i = 0; i < model->level_count; i++) {
        lot_name_level(name, model, i);
        columns += columns_text(name) + GAP;
    }
    return columns;
}

static int draw_levels(const struct lot_screen *lot, const struct app *app, struct paint *paint,
                       const struct rect *line, int x)
{
    const struct model *model = &app->model;
    char name[LOT_LEVEL_SIZE];

    for (size_t i = 0; i < model->level_count; i++) {
        lot_name_level(name, model, i);
        bool is_here = (int)i == lot->grid.level;
        paint_text(paint, line->y, x, 1, ROLE_STRONG, is_here ? app->glyphs->here : " ");
        x += 1 + paint_text(paint, line->y, x + 1, line->columns - x,
                            is_here ? ROLE_STRONG : ROLE_DIM, name);
        x += GAP - 1;
    }
    return x;
}

/* Where the names of all levels do not fit: the one in view, and how many there are. */
static int draw_level(const struct lot_screen *lot, const struct app *app, struct paint *paint,
                      const struct rect *line, int x)
{
    const struct model *model = &app->model;
    char name[LOT_LEVEL_SIZE];

    if (model->level_count == 0)
        return x;
    lot_name_level(name, model, (size_t)lot->grid.level);
    return x + GAP +
           paint_format(paint, line->y, x, line->columns - x, ROLE_STRONG, _("%s%s of %d"),
                        app->glyphs->here, name, (int)model->level_count);
}

void lot_draw_header(const struct lot_screen *lot, const struct app *app, struct paint *paint,
                     const struct rect *line)
{
    const struct model *model = &app->model;
    char counts[80];

    snprintf(counts, sizeof counts, _("%lld of %lld free"), (long long)model->free,
             (long long)model->total);
    int x = paint_text(paint, line->y, 0, line->columns, ROLE_TITLE, pk_lot_name(app->lot)) + GAP;
    bool fits = x + levels_columns(model) + columns_text(counts) <= line->columns;
    if (model->level_count > 1)
        x = fits ? draw_levels(lot, app, paint, line, x) : draw_level(lot, app, paint, line, x);
    bool is_full = model->free == 0 || model->is_closed;
    if (x + columns_text(counts) + GAP <= line->columns)
        x = line->columns - columns_text(counts) - GAP;
    paint_text(paint, line->y, x, line->columns - x, is_full ? ROLE_WARNING : ROLE_TEXT,
               model->is_closed ? _("closed") : counts);
}

/* ---- the spot under the cursor ---- */

void lot_say_last_tender(char *out, size_t size, const struct app *app, const struct stay *stay)
{
    char money[PK_MONEY_SIZE], when[WHEN_SIZE];

    out[0] = '\0';
    if (stay->tender_count == 0)
        return;
    const struct pk_tender *last = &stay->tenders[stay->tender_count - 1];
    pk_money_format(money, last->amount, pk_lot_currency(app->lot));
    when_short(when, app->lot, last->payment_time);
    snprintf(out, size, ", %s %s %s", money, words_method(last->method), when);
}

void lot_say_entry(char *out, size_t size, const struct app *app, const struct stay *stay)
{
    char entry[WHEN_SIZE], length[WHEN_SIZE];

    when_short(entry, app->lot, stay->ticket.entry_time);
    when_length(length, stay->ticket.entry_time, pk_lot_now(app->lot));
    snprintf(out, size, _("in %s (%s)"), entry, length);
}

/* One line where all fits on it, with kind and money below; else the stay goes below. */
static void draw_vehicle(const struct lot_screen *lot, struct app *app, struct paint *paint,
                         const struct rect *area)
{
    const struct pk_ticket *ticket = &lot->stay.ticket;
    char entry[80], sentence[120], last[120], stay[LINE_SIZE], more[LINE_SIZE];

    lot_say_entry(entry, sizeof entry, app, &lot->stay);
    stay_sentence(sentence, sizeof sentence, app->lot, &lot->stay);
    lot_say_last_tender(last, sizeof last, app, &lot->stay);
    snprintf(stay, sizeof stay, "%s   %s", entry, sentence);
    snprintf(more, sizeof more, "%s%s%s%s", words_kind(lot->spot.kind), last,
             lot->spot.in_service ? "" : ", ",
             lot->spot.in_service ? "" : _("out of service once it is empty"));
    int x = paint_format(paint, area->y, 0, area->columns, ROLE_STRONG, "%s  %s", lot->spot.label,
                         ticket->registration_typed);
    x += paint_format(paint, area->y, x, area->columns - x, ROLE_TEXT, "  %s  #%lld   ",
                      words_class(ticket->vehicle_class), (long long)ticket->ticket_no);
    bool fits = x + columns_text(stay) <= area->columns;
    if (fits)
        paint_text(paint, area->y, x, area->columns - x, ROLE_TEXT, stay);
    x = columns_text(lot->spot.label) + 2;
    paint_text(paint, area->y + 1, x, area->columns - x, fits ? ROLE_DIM : ROLE_TEXT,
               fits ? more : stay);
}

static void draw_empty(const struct lot_screen *lot, struct paint *paint, const struct rect *area)
{
    int x = paint_format(paint, area->y, 0, area->columns, ROLE_STRONG, "%s  ", lot->spot.label);

    if (lot->spot.in_service)
        paint_text(paint, area->y, x, area->columns - x, ROLE_FREE, _("free"));
    else
        paint_format(paint, area->y, x, area->columns - x, ROLE_CLOSED, _("out of service: %s"),
                     lot->spot.closed_reason);
    x = columns_text(lot->spot.label) + 2;
    paint_text(paint, area->y + 1, x, area->columns - x, ROLE_DIM, words_kind(lot->spot.kind));
}

void lot_draw_detail(const struct lot_screen *lot, struct app *app, struct paint *paint,
                     const struct lot_layout *parts)
{
    if (!lot->has_spot)
        return;
    if (parts->is_wide)
        lot_draw_pane(lot, app, paint, &parts->detail);
    else if (lot->has_stay)
        draw_vehicle(lot, app, paint, &parts->detail);
    else
        draw_empty(lot, paint, &parts->detail);
}
