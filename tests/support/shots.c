/*
 * Golden screens: see shots.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "parkade/journal.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "shots.h"

#include "run.h"

const struct screen_kind SHOT_KIND[SHOT_KINDS] = {
    {.lines = 24, .columns = 80, .is_utf8 = true},
    {.lines = 20, .columns = 60, .is_utf8 = true},
    {.lines = 60, .columns = 200, .is_utf8 = true},
    {.lines = 24, .columns = 80, .is_utf8 = false, .is_mono = true},
};

static void go_to(struct screen *s, const struct screen_kind *kind, const struct shot *shot,
                  shot_prepare prepare)
{
    screen_open(s, kind);
    if (prepare)
        prepare(s);
    for (size_t i = 0; i < SHOT_PARTS && shot->keys[i]; i++)
        screen_type(s, shot->keys[i]);
}

/* Under the address sanitizer, which is slow, one kind of screen and every third storm are enough:
 * the same code draws all kinds, and without it each is shot. */
static bool is_sampled(void)
{
    return !run_can_set_clock();
}

void shots_must_be(const struct screen_kind *kind, const struct shot *shots, size_t count,
                   shot_prepare prepare)
{
    static struct screen screen;

    if (is_sampled() && kind != &SHOT_KIND[0])
        return;
    for (size_t i = 0; i < count; i++) {
        go_to(&screen, kind, &shots[i], prepare);
        screen_must_be(&screen, shots[i].name);
        screen_close(&screen);
    }
}

/* Too small for anything, just large enough, thin, flat, enormous; at the end the usual. */
static void storm(struct screen *s)
{
    static const int LINES_COLUMNS[][2] = {{10, 30},  {1, 1},   {20, 60}, {21, 61},   {20, 200},
                                           {60, 60},  {2, 300}, {90, 2},  {100, 260}, {24, 109},
                                           {24, 110}, {19, 80}, {24, 59}, {60, 200}};

    for (size_t i = 0; i < sizeof LINES_COLUMNS / sizeof LINES_COLUMNS[0]; i++) {
        screen_resize(s, LINES_COLUMNS[i][0], LINES_COLUMNS[i][1]);
        if (LINES_COLUMNS[i][0] < 20 && LINES_COLUMNS[i][1] >= 30)
            screen_must_show(s, "At least 60x20");
    }
    screen_resize(s, SHOT_KIND[0].lines, SHOT_KIND[0].columns);
}

static int64_t journal_head(struct screen *s)
{
    int64_t head;

    assert_int_equal(pk_journal_head(&head, s->t.lot), PK_OK);
    return head;
}

/* A paste goes into a field or nowhere: it opens, closes and does nothing. */
static void must_only_take_paste(struct screen *s, const char *name)
{
    const struct view *top = s->app.top;
    int64_t head = journal_head(s);

    screen_type(s, "\033[200~AB\r\t/qyc\rx1\n\n\033[201~");
    if (s->app.top != top || s->app.is_over || journal_head(s) != head)
        fail_msg("on '%s' a paste did something:\n%s", name, screen_text(s));
}

/* A scan opens a ticket, waits, or is refused: it never does what its digits and its Enter would
 * do as keys. */
static void must_take_scan(struct screen *s, const char *name)
{
    char scan[PK_UUID_SIZE + 1];
    int64_t head = journal_head(s);

    pk_copy(s->t.act.who, sizeof s->t.act.who, s->app.who);
    screen_park(s, &(struct pk_ticket){.ticket_no = 0}, "SCAN 1", NULL);
    pk_uuid_printed(scan, screen_ticket(s, "SCAN1").ticket_id);
    strcat(scan, "\r");
    s->app.burst.last_ms -= 2 * BURST_GAP_MS;
    screen_type(s, scan);
    if (s->app.is_over || journal_head(s) != head + 1)
        fail_msg("on '%s' a scan did something:\n%s", name, screen_text(s));
    if (!strstr(screen_text(s), "SCAN 1") && !s->app.lock && !s->app.next_scan[0])
        fail_msg("on '%s' a scan opened nothing:\n%s", name, screen_text(s));
}

void shots_must_survive(const struct shot *shots, size_t count, shot_prepare prepare)
{
    enum { SAMPLE = 3 };
    static struct screen screen;
    size_t step = is_sampled() ? SAMPLE : 1;

    for (size_t i = 0; i < count; i += step) {
        go_to(&screen, &SHOT_KIND[1], &shots[i], prepare);
        storm(&screen);
        screen_must_be(&screen, shots[i].name);
        must_only_take_paste(&screen, shots[i].name);
        must_take_scan(&screen, shots[i].name);
        screen_close(&screen);
    }
}

void shots_must_hold(const struct shot *shots, size_t count, shot_prepare prepare)
{
    for (int i = 0; i < SHOT_KINDS; i++)
        shots_must_be(&SHOT_KIND[i], shots, count, prepare);
    shots_must_survive(shots, count, prepare);
}
