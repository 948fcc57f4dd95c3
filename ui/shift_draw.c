/*
 * Drawing the Shift screen: all about the chosen shift above, the list below. What an open drawer
 * should hold is nowhere on it. Calls paint.c, table.c.
 */
#include <stdio.h>
#include <string.h>

#include "app.h"
#include "frame.h"
#include "parkade/text.h"
#include "shift_acts.h"
#include "shift_screen.h"
#include "when.h"

enum { FACT_LINES = 6, TEXT_SIZE = 240 };

/* ---- sentences where there is no shift ---- */

static void draw_sentences(struct paint *paint, const struct rect *area, const char *first,
                           const char *second)
{
    struct rect rest = {area->y, 2, area->lines, area->columns - 4};
    int used = paint_wrapped(paint, &rest, ROLE_STRONG, first);

    rest.y += used;
    rest.lines -= used;
    paint_wrapped(paint, &rest, ROLE_TEXT, second);
}

static void draw_none(const struct shift_screen *screen, struct app *app, struct paint *paint,
                      const struct rect *area)
{
    char text[TEXT_SIZE];

    switch (screen->stand) {
    case SHIFT_NO_STAFF:
        draw_sentences(paint, area,
                       _("This lot has no staff, so it has no shifts: cash is taken without one."),
                       _("To have each drawer counted, take on staff in Setup (/u), or with "
                         "parkade staff add NAME --role manager."));
        break;
    case SHIFT_NOBODY:
        draw_sentences(paint, area, _("Nobody has signed in: Enter asks who works here."), "");
        break;
    case SHIFT_LOOKS:
        draw_sentences(paint, area, _("An auditor reads everything and takes no money."),
                       _("Below are the shifts that are open, and those that have ended."));
        break;
    case SHIFT_TAKEN:
        snprintf(text, sizeof text, _("The drawer of %s is in the open shift %lld of %s."),
                 app->station, (long long)screen->holder.shift_id, screen->holder.staff);
        draw_sentences(paint, area, text,
                       _("That shift ends first: by whose it is, or by a supervisor. Choose it "
                         "below and press e."));
        break;
    default:
        snprintf(text, sizeof text, _("You have no open shift: Enter opens one at %s."),
                 app->station);
        draw_sentences(paint, area, text,
                       _("Cash is taken in a shift only; a card needs none. You count what is in "
                         "the drawer first."));
    }
}

/* ---- one shift ---- */

static void say_time(char *out, size_t size, struct app *app, const struct pk_shift *shift)
{
    char from[WHEN_SIZE], to[WHEN_SIZE], length[WHEN_SIZE];

    when_short(from, app->lot, shift->opened_at);
    if (shift->closed_at == PK_NONE) {
        when_length(length, shift->opened_at, pk_lot_now(app->lot));
        snprintf(out, size, _("open since %s (%s)"), from, length);
        return;
    }
    when_short(to, app->lot, shift->closed_at);
    snprintf(out, size, _("%s to %s, ended by %s"), from, to, shift->closed_by);
}

/* Expected and counted cash belong to a shift that has ended; before that, nobody sees them. */
static void say_cash(char *out, size_t size, const struct pk_shift *shift)
{
    char opening[PK_MONEY_SIZE], expected[PK_MONEY_SIZE], counted[PK_MONEY_SIZE];
    char difference[SHIFT_DIFFERENCE_SIZE];

    pk_money_format(opening, shift->opening_float, shift->currency);
    if (shift->closed_at == PK_NONE) {
        snprintf(out, size, "%s", opening);
        return;
    }
    pk_money_format(expected, shift->expected, shift->currency);
    pk_money_format(counted, shift->counted, shift->currency);
    shift_say_difference(difference, shift->over_short, shift->currency);
    snprintf(out, size, _("counted %s of %s: %s"), counted, expected, difference);
}

/* Numbers, never sums: those of cash would tell what the drawer should hold. */
static void say_payments(char *out, size_t size, const struct pk_shift_sums *sums)
{
    long long cash = sums->tenders[PK_CASH], card = sums->tenders[PK_CARD],
              nil = sums->tenders[PK_NIL];

    if (cash + card + nil == 0)
        snprintf(out, size, "%s", _("none"));
    else
        snprintf(out, size, _("%lld: %lld in cash, %lld by card, %lld for nothing"),
                 cash + card + nil, cash, card, nil);
}

static void say_moved(char *out, size_t size, const struct pk_shift *shift,
                      const struct pk_shift_sums *sums)
{
    char drops[PK_MONEY_SIZE], paid_outs[PK_MONEY_SIZE];

    pk_money_format(drops, sums->drops, shift->currency);
    pk_money_format(paid_outs, sums->paid_outs, shift->currency);
    snprintf(out, size, _("dropped %s, paid out %s, no sales %lld"), drops, paid_outs,
             (long long)sums->no_sales);
}

static void say_last(char *out, size_t size, const struct shift_screen *screen, struct app *app,
                     const struct pk_shift *shift)
{
    char money[PK_MONEY_SIZE], when[WHEN_SIZE];
    const char *settled = shift->is_reconciled ? _(", settled by a day's close") : "";

    if (screen->has_recount) {
        pk_money_format(money, screen->recount.total, shift->currency);
        when_short(when, app->lot, screen->recount.time);
        snprintf(out, size, _("recounted %s by %s %s%s"), money, screen->recount.staff, when,
                 settled);
    } else if (shift->closed_at != PK_NONE) {
        snprintf(out, size, "%s%s", _("not recounted"), settled);
    } else {
        out[0] = '\0';
    }
}

static void draw_shift(const struct shift_screen *screen, struct app *app, struct paint *paint,
                       const struct rect *area, const struct pk_shift *shift)
{
    char text[TEXT_SIZE + PK_NAME_SIZE + 4], time[TEXT_SIZE];
    int y = area->y, width = area->columns - 4;

    say_time(time, sizeof time, app, shift);
    snprintf(text, sizeof text, "%s, %s", shift->staff, time);
    y = frame_fact(paint, y, 2, width, _("Shift"), text);
    snprintf(text, sizeof text, _("%s, money of %s"), shift->station, shift->business_date);
    y = frame_fact(paint, y, 2, width, _("Drawer"), text);
    say_cash(text, sizeof text, shift);
    y = frame_fact(paint, y, 2, width, shift->closed_at == PK_NONE ? _("Float") : _("Cash"), text);
    say_payments(text, sizeof text, &screen->sums);
    y = frame_fact(paint, y, 2, width, _("Payments"), text);
    say_moved(text, sizeof text, shift, &screen->sums);
    y = frame_fact(paint, y, 2, width, _("Moved"), text);
    say_last(text, sizeof text, screen, app, shift);
    if (text[0])
        frame_fact(paint, y, 2, width, _("After it"), text);
    else if (screen->stand == SHIFT_ELSEWHERE && shift == &screen->shifts[0])
        paint_format(paint, y, 2, width, ROLE_WARNING,
                     _("Its cash moves at %s only; it can be counted and ended here."),
                     shift->station);
}

/* ---- the table ---- */

enum { NUMBER, STAFF, STATION, OPENED, ENDED, DIFFERENCE, STATE };

static const struct table_column COLUMNS[] = {
    [NUMBER] = {"Shift", 6, 0, false},           [STAFF] = {"Attendant", 12, 0, false},
    [STATION] = {"Drawer", 9, 0, false},         [OPENED] = {"Opened", 12, 0, false},
    [ENDED] = {"Ended", 12, LAYOUT_WIDE, false}, [DIFFERENCE] = {"Over/short", 10, 0, true},
    [STATE] = {"State", 12, 76, false},
};

static const char *state_word(const struct pk_shift *shift)
{
    if (shift->closed_at == PK_NONE)
        return "";
    return shift->is_reconciled ? _("settled") : _("ended");
}

/* The line of who has no open shift. */
static enum role none_cell(char out[static TABLE_CELL_SIZE], const struct shift_screen *screen,
                           int column)
{
    if (column == NUMBER)
        pk_copy(out, TABLE_CELL_SIZE, "-");
    else if (column == STAFF)
        pk_copy(out, TABLE_CELL_SIZE, screen->app->who);
    else if (column == STATION)
        pk_copy(out, TABLE_CELL_SIZE, screen->app->station);
    else if (column == OPENED)
        pk_copy(out, TABLE_CELL_SIZE, _("none open"));
    return ROLE_TEXT;
}

static enum role cell(char out[static TABLE_CELL_SIZE], const void *rows, int line, int column)
{
    const struct shift_screen *screen = rows;
    const struct pk_shift *shift = &screen->shifts[line];
    struct pk_lot *lot = screen->app->lot;

    if (!shift->shift_id)
        return none_cell(out, screen, column);
    switch (column) {
    case NUMBER:
        snprintf(out, TABLE_CELL_SIZE, "%lld", (long long)shift->shift_id);
        return ROLE_STRONG;
    case STAFF:
        pk_copy(out, TABLE_CELL_SIZE, shift->staff);
        return ROLE_TEXT;
    case STATION:
        pk_copy(out, TABLE_CELL_SIZE, shift->station);
        return ROLE_TEXT;
    case OPENED:
        when_short(out, lot, shift->opened_at);
        return ROLE_TEXT;
    case ENDED:
        when_short(out, lot, shift->closed_at);
        return ROLE_TEXT;
    case DIFFERENCE:
        if (shift->closed_at != PK_NONE)
            pk_money_format(out, shift->over_short, shift->currency);
        else
            pk_copy(out, TABLE_CELL_SIZE, _("open"));
        return shift->closed_at != PK_NONE && shift->over_short ? ROLE_WARNING : ROLE_TEXT;
    default:
        pk_copy(out, TABLE_CELL_SIZE, state_word(shift));
        return ROLE_TEXT;
    }
}

void shift_table(struct table *out)
{
    *out = (struct table){
        .columns = COLUMNS, .column_count = sizeof COLUMNS / sizeof COLUMNS[0], .cell = cell};
}

/* ---- the screen ---- */

static void say_title(char *out, size_t size, const struct shift_screen *screen)
{
    const struct pk_shift *chosen = shift_chosen_one(screen);

    out[0] = '\0';
    if (chosen->shift_id)
        snprintf(out, size, "%lld", (long long)chosen->shift_id);
}

void shift_draw(struct view *view, struct app *app, struct paint *paint,
                const struct layout *layout)
{
    struct shift_screen *screen = (struct shift_screen *)view;
    const struct pk_shift *chosen = shift_chosen_one(screen);
    struct rect facts = layout->body, list = layout->body;
    char title[64];

    screen->app = app;
    facts.lines = FACT_LINES;
    list.y += FACT_LINES + 1;
    list.lines -= FACT_LINES + 1;
    say_title(title, sizeof title, screen);
    frame_title(paint, layout, _("Shift"), title);
    paint_cursor(paint, facts.y, 2);
    if (chosen->shift_id)
        draw_shift(screen, app, paint, &facts, chosen);
    else
        draw_none(screen, app, paint, &facts);
    if (screen->stand != SHIFT_NO_STAFF)
        table_draw(&screen->table, paint, &list, screen);
    if (screen->is_cut)
        paint_format(paint, layout->status.y, 0, layout->status.columns, ROLE_DIM,
                     _("the newest %d"), SHIFTS_MAX);
}
