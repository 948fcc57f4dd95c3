/*
 * The journal, live: what was done, when, at which station. The newest is at the bottom and stays
 * in view until one scrolls up. Calls parkade/journal.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "frame.h"
#include "list.h"
#include "parkade/journal.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "screens.h"
#include "when.h"

enum { ENTRIES_MAX = 300 };

/* What a line shows of an entry. */
struct line {
    int64_t seq, time, ticket_no, amount;
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

static void draw_line(struct app *app, struct paint *paint, int y, const struct line *line)
{
    char when[WHEN_SIZE], money[PK_MONEY_SIZE], number[32];

    when_short(when, app->lot, line->time);
    paint_text(paint, y, 1, 13, ROLE_DIM, when);
    paint_text(paint, y, 15, 15, ROLE_STRONG, line->kind);
    snprintf(number, sizeof number, "#%lld", (long long)line->ticket_no);
    if (line->ticket_no)
        paint_text(paint, y, 31, 9, ROLE_TEXT, number);
    paint_text(paint, y, 41, 6, ROLE_TEXT, line->spot);
    if (line->amount != PK_NONE) {
        pk_money_format(money, line->amount, pk_lot_currency(app->lot));
        paint_right(paint, y, 57, ROLE_TEXT, money);
    }
    paint_format(paint, y, 59, paint->columns - 60, ROLE_DIM, "%s%s%s", line->station,
                 line->who[0] ? "  " : "", line->who);
}

static void draw(struct view *view, struct app *app, struct paint *paint,
                 const struct layout *layout)
{
    struct journal_screen *screen = of(view);
    const struct rect *body = &layout->body;
    struct list *list = &screen->list;

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
