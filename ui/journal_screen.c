/*
 * The journal, live: what was done, when, at which station. The newest is at the bottom and stays
 * in view until one scrolls up. Calls parkade/journal.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "frame.h"
#include "journal_text.h"
#include "list.h"
#include "parkade/journal.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "screens.h"
#include "when.h"

enum { ENTRIES_MAX = 300 };

/* What a line shows of an entry; its text has the plate, the reason and such. */
struct line {
    int64_t seq, time, ticket_no, amount;
    char text[JOURNAL_TEXT_SIZE];
    char kind[32], who[PK_NAME_SIZE], station[PK_NAME_SIZE];
    char spot[PK_SPOT_LABEL_SIZE], ticket_id[PK_UUID_SIZE];
};

struct journal_screen {
    struct view view;
    struct list list;
    int page;
    int64_t seq;                    /* the last one read */
    size_t read;                    /* how many were kept since the view opened */
    struct line lines[ENTRIES_MAX]; /* a ring: number n is at n % ENTRIES_MAX */
};

static struct journal_screen *of(struct view *view)
{
    return (struct journal_screen *)view;
}

static size_t count_of(const struct journal_screen *screen)
{
    return screen->read < ENTRIES_MAX ? screen->read : ENTRIES_MAX;
}

/* The line NUMBER from the oldest that is kept. */
static const struct line *line_at(const struct journal_screen *screen, int number)
{
    size_t first = screen->read - count_of(screen);

    return &screen->lines[(first + (size_t)number) % ENTRIES_MAX];
}

static bool keep(const struct pk_entry *entry, void *context)
{
    struct journal_screen *screen = context;
    struct line *line = &screen->lines[screen->read++ % ENTRIES_MAX];

    *line = (struct line){.seq = entry->seq,
                          .time = entry->time,
                          .ticket_no = entry->ticket_no,
                          .amount = entry->amount};
    journal_text(line->text, entry);
    memcpy(line->kind, entry->kind, sizeof line->kind);
    memcpy(line->who, entry->who, sizeof line->who);
    memcpy(line->station, entry->station, sizeof line->station);
    memcpy(line->spot, entry->spot, sizeof line->spot);
    memcpy(line->ticket_id, entry->ticket_id, sizeof line->ticket_id);
    return true;
}

static void refresh(struct view *view, struct app *app)
{
    struct journal_screen *screen = of(view);
    bool is_at_end = screen->list.chosen >= screen->list.count - 1;

    if (screen->read == 0 && pk_journal_head(&screen->seq, app->lot) == PK_OK)
        screen->seq = screen->seq > ENTRIES_MAX ? screen->seq - ENTRIES_MAX : 0;
    if (pk_journal_each(app->lot, screen->seq, &screen->seq, keep, screen))
        app_complain(app);
    list_resize(&screen->list, (int)count_of(screen));
    if (is_at_end)
        screen->list.chosen = screen->list.count > 0 ? screen->list.count - 1 : 0;
}

static bool act(struct view *view, struct app *app, enum action_id action, ui_key key)
{
    struct journal_screen *screen = of(view);

    if (action == ACTION_CHOOSE)
        return list_key(&screen->list, key, screen->page);
    if (action != ACTION_OPEN_LINE || screen->list.count == 0)
        return false;
    const struct line *line = line_at(screen, screen->list.chosen);
    if (line->ticket_id[0])
        app_push(app, ticket_view(line->ticket_id));
    return true;
}

/* Where the columns begin. On a usual screen the station stands before the text; on a small one
 * there is room for neither it nor the amount. */
struct places {
    int what, ticket, spot, amount_end, station, text;
};

static struct places places_for(int columns)
{
    enum { WIDE = 100, MEDIUM = 76 };

    if (columns >= WIDE)
        return (struct places){15, 34, 43, 60, 62, 76};
    if (columns >= MEDIUM)
        return (struct places){14, 31, 39, 54, 0, 56};
    return (struct places){14, 29, 36, 0, 0, 42};
}

static void draw_headings(struct paint *paint, int y)
{
    struct places at = places_for(paint->columns);

    paint_text(paint, y, 1, 12, ROLE_DIM, _("When"));
    paint_text(paint, y, at.what, 16, ROLE_DIM, _("What"));
    paint_text(paint, y, at.ticket, 7, ROLE_DIM, _("Ticket"));
    paint_text(paint, y, at.spot, 6, ROLE_DIM, _("Spot"));
    if (at.amount_end)
        paint_right(paint, y, at.amount_end, ROLE_DIM, _("Amount"));
    if (at.station)
        paint_text(paint, y, at.station, 13, ROLE_DIM, _("Station"));
    paint_text(paint, y, at.text, paint->columns - at.text, ROLE_DIM,
               at.station || !at.amount_end ? _("Plate, reason") : _("Station, plate, reason"));
}

static void draw_line(struct app *app, struct paint *paint, int y, const struct line *line)
{
    struct places at = places_for(paint->columns);
    char when[WHEN_SIZE], money[PK_MONEY_SIZE], number[32];

    when_short(when, app->lot, line->time);
    paint_text(paint, y, 1, 12, ROLE_DIM, when);
    paint_text(paint, y, at.what, at.ticket - at.what - 1, ROLE_STRONG, journal_word(line->kind));
    snprintf(number, sizeof number, "#%lld", (long long)line->ticket_no);
    if (line->ticket_no)
        paint_text(paint, y, at.ticket, at.spot - at.ticket - 1, ROLE_TEXT, number);
    paint_text(paint, y, at.spot, 6, ROLE_TEXT, line->spot);
    if (line->amount != PK_NONE && at.amount_end) {
        pk_money_format(money, line->amount, pk_lot_currency(app->lot));
        paint_right(paint, y, at.amount_end, ROLE_TEXT, money);
    }
    int x = at.station ? at.station : at.text;
    if (at.amount_end)
        x += 2 + paint_format(paint, y, x, 20, ROLE_DIM, "%s%s%s", line->station,
                              line->who[0] ? " " : "", line->who);
    if (x < at.text)
        x = at.text;
    paint_text(paint, y, x, paint->columns - x, ROLE_TEXT, line->text);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct journal_screen *screen = of(view);
    const struct rect lines = {layout->body.y + 1, 0, layout->body.lines - 1, layout->body.columns};
    const struct rect *body = &lines;
    struct list *list = &screen->list;

    draw_headings(paint, layout->body.y);
    screen->page = body->lines;
    list_show(list, body->lines);
    frame_title(paint, layout, _("Journal"), _("live"));
    for (int i = 0; i < body->lines && list->top + i < list->count; i++) {
        paint->is_chosen = list->top + i == list->chosen;
        if (paint->is_chosen) {
            struct rect bar = {body->y + i, 0, 1, body->columns};
            paint_blank(paint, &bar, ROLE_CHOSEN);
            paint_cursor(paint, body->y + i, 1);
        }
        draw_line(app, paint, body->y + i, line_at(screen, list->top + i));
        paint->is_chosen = false;
    }
}

static const struct view_ops OPS = {
    .context = CONTEXT_JOURNAL,
    .act = act,
    .refresh = refresh,
    .draw = draw,
};

struct view *journal_view(void)
{
    struct journal_screen *screen = calloc(1, sizeof *screen);

    if (!screen)
        return NULL;
    screen->view.ops = &OPS;
    return &screen->view;
}
