/*
 * The picture of a walk. Nothing on it comes from the tickets but what a sight has met already.
 * Calls paint.c, frame.c.
 */
#include <stdio.h>

#include "app.h"
#include "big.h"
#include "columns.h"
#include "frame.h"
#include "parkade/text.h"
#include "walk_screen.h"
#include "when.h"
#include "words.h"

enum { MARGIN = 2, TEXT_SIZE = 200 };

/* ---- no walk goes on ---- */

static void say_seen(char out[static TEXT_SIZE], const struct pk_walk *walk)
{
    snprintf(out, TEXT_SIZE, _("%lld of %lld spots"), (long long)walk->seen,
             (long long)walk->spots);
}

static void say_settled(char out[static TEXT_SIZE], const struct walk_screen *screen)
{
    snprintf(out, TEXT_SIZE, screen->found.left ? _("%lld, of which %lld left as found") : "%lld",
             (long long)screen->walk.settled, (long long)screen->found.left);
}

static int draw_last(const struct walk_screen *screen, struct app *app, struct paint *paint, int y,
                     int width)
{
    const struct pk_walk *walk = &screen->walk;
    char text[TEXT_SIZE], found[FINDINGS_TEXT_SIZE], range[WHEN_RANGE_SIZE];

    when_range(range, app->lot, walk->begun_at, walk->ended_at);
    snprintf(text, sizeof text, "%s%s%s", range, walk->begun_by[0] ? ", " : "", walk->begun_by);
    y = frame_fact(paint, y, MARGIN, width, _("Last walk"), text);
    say_seen(text, walk);
    y = frame_fact(paint, y, MARGIN, width, _("Seen"), text);
    findings_say(found, screen->found.kinds);
    y = frame_fact(paint, y, MARGIN, width, _("Found"), found);
    say_settled(text, screen);
    y = frame_fact(paint, y, MARGIN, width, _("Settled"), text);
    if (walk->end_reason[0])
        y = frame_fact(paint, y, MARGIN, width, _("Reason"), walk->end_reason);
    return y + 1;
}

static void draw_none(const struct walk_screen *screen, struct app *app, struct paint *paint,
                      const struct rect *body)
{
    struct rect area = {body->y, MARGIN, body->lines, body->columns - 2 * MARGIN};

    paint_text(paint, area.y, MARGIN, area.columns, ROLE_STRONG, _("No walk goes on."));
    paint_cursor(paint, area.y, MARGIN);
    area.y += 2;
    if (screen->has_walk)
        area.y = draw_last(screen, app, paint, area.y, area.columns);
    area.lines = body->y + body->lines - area.y;
    paint_wrapped(paint, &area, ROLE_TEXT,
                  _("Enter begins one: somebody goes from spot to spot and types, or calls out, "
                    "what stands there. Then it is compared with the tickets. Two may walk at "
                    "once, on two consoles; it may be left and gone on with at any time."));
}

/* ---- on the walk ---- */

static int draw_label(const struct walk_screen *screen, struct paint *paint,
                      const struct rect *body)
{
    const char *label = screen->spot.label;

    if (big_has(label) && big_columns(label) <= body->columns - 2 * MARGIN) {
        paint_big(paint, body->y, MARGIN, ROLE_BIG, label);
        return body->y + BIG_LINES + 1;
    }
    paint_text(paint, body->y, MARGIN, body->columns - MARGIN, ROLE_BIG, label);
    return body->y + 2;
}

/* "Spot A17  Ground, River side, standard": the label once more for who cannot see it in large. */
static int draw_place(const struct walk_screen *screen, struct paint *paint, int y, int width)
{
    const struct pk_spot *spot = &screen->spot;
    char text[TEXT_SIZE];

    snprintf(text, sizeof text, "%s%s%s, %s", spot->level, spot->zone[0] ? ", " : "", spot->zone,
             words_kind(spot->kind));
    y = frame_fact(paint, y, MARGIN, width, spot->label, text);
    if (!spot->in_service)
        y = frame_fact(paint, y, MARGIN, width, _("Closed"), spot->closed_reason);
    return y;
}

static const char *say_plate(const char *plate)
{
    return plate[0] ? plate : _("empty");
}

static int draw_sight(const struct walk_screen *screen, struct app *app, struct paint *paint, int y,
                      int width)
{
    const struct pk_walk_sight *sight = &screen->sight;
    char text[TEXT_SIZE], when[WHEN_SIZE];

    if (sight->seen_at == PK_NONE)
        return frame_fact(paint, y, MARGIN, width, _("Noted"), _("not yet")) + 1;
    when_short(when, app->lot, sight->seen_at);
    snprintf(text, sizeof text, "%s, %s%s%s", say_plate(sight->registration_number), when,
             sight->seen_by[0] ? _(", by ") : "", sight->seen_by);
    y = frame_fact(paint, y, MARGIN, width, _("Noted"), text);
    if (walk_is_alike(screen)) {
        snprintf(text, sizeof text, _("says %s: = if the same"), screen->spot.registration_number);
        y = frame_fact(paint, y, MARGIN, width, _("Ticket"), text);
    }
    return y + 1;
}

static int draw_progress(const struct walk_screen *screen, struct app *app, struct paint *paint,
                         int y, int width)
{
    const struct pk_walk *walk = &screen->walk;
    char text[TEXT_SIZE], found[FINDINGS_TEXT_SIZE];

    if (walk_is_complete(screen, app)) {
        paint_format(paint, y, MARGIN, width, ROLE_GOOD,
                     _("All %lld spots are seen: Enter shows what was found."),
                     (long long)walk->spots);
        return y + 2;
    }
    say_seen(text, walk);
    y = frame_fact(paint, y, MARGIN, width, _("Seen"), text);
    findings_say(found, walk->findings);
    return frame_fact(paint, y, MARGIN, width, _("Found"), found) + 1;
}

/* The latest first, as many as there is room for. */
static void draw_notes(const struct walk_screen *screen, struct paint *paint,
                       const struct rect *body, int y)
{
    enum { SPOT = 11, PLATE = 13 };
    int width = body->columns - MARGIN;

    for (int i = 0; i < screen->note_count && y < body->y + body->lines; i++, y++) {
        const struct walk_note *note = &screen->notes[i];
        int x = MARGIN + SPOT;
        paint_text(paint, y, MARGIN, SPOT - 1, ROLE_DIM, note->spot);
        int used = paint_text(paint, y, x, width - x, ROLE_TEXT, say_plate(note->plate));
        x += (used < PLATE ? PLATE : used) + 1;
        paint_text(paint, y, x, body->columns - x, ROLE_WARNING, note->remark);
    }
}

static void draw_entry(struct walk_screen *screen, struct paint *paint, const struct rect *line)
{
    const char *help = screen->sight.seen_at == PK_NONE ? _("the plate; Enter alone: empty")
                                                        : _("seen; a plate is noted instead");
    int width = line->columns - MARGIN - 2;
    int x = frame_entry(paint, line, &screen->entry, width, true);

    if (screen->entry.length == 0 && !walk_is_typing(screen))
        paint_text(paint, line->y, x + 3, line->columns - x - 3, ROLE_DIM, help);
}

static void draw_walk(struct walk_screen *screen, struct app *app, struct paint *paint,
                      const struct layout *layout)
{
    const struct rect *body = &layout->body;
    int width = body->columns - 2 * MARGIN;
    int y = draw_label(screen, paint, body);

    y = draw_place(screen, paint, y, width);
    y = draw_sight(screen, app, paint, y, width);
    y = draw_progress(screen, app, paint, y, width);
    draw_notes(screen, paint, body, y);
    draw_entry(screen, paint, &layout->entry);
}

void walk_draw(struct view *view, struct app *app, struct paint *paint, const struct layout *layout)
{
    struct walk_screen *screen = (struct walk_screen *)view;
    char about[TEXT_SIZE] = "", when[WHEN_SIZE];

    if (walk_goes_on(screen)) {
        when_short(when, app->lot, screen->walk.begun_at);
        snprintf(about, sizeof about, _("since %s%s%s"), when,
                 screen->walk.begun_by[0] ? _(", begun by ") : "", screen->walk.begun_by);
    }
    frame_title(paint, layout, _("Walk"), about);
    if (walk_goes_on(screen) && app->model.spot_count > 0)
        draw_walk(screen, app, paint, layout);
    else
        draw_none(screen, app, paint, &layout->body);
}
