/*
 * Golden screens: see shots.h.
 */
#include "shots.h"

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

void shots_must_be(const struct screen_kind *kind, const struct shot *shots, size_t count,
                   shot_prepare prepare)
{
    static struct screen screen;

    for (size_t i = 0; i < count; i++) {
        go_to(&screen, kind, &shots[i], prepare);
        screen_must_be(&screen, shots[i].name);
        screen_close(&screen);
    }
}

void shots_must_survive_resizing(const struct shot *shots, size_t count, shot_prepare prepare)
{
    static struct screen screen;

    for (size_t i = 0; i < count; i++) {
        go_to(&screen, &SHOT_KIND[1], &shots[i], prepare);
        screen_resize(&screen, 10, 30);
        screen_must_show(&screen, "At least 60x20");
        screen_resize(&screen, 60, 200);
        screen_resize(&screen, SHOT_KIND[0].lines, SHOT_KIND[0].columns);
        screen_must_be(&screen, shots[i].name);
        screen_close(&screen);
    }
}

void shots_must_hold(const struct shot *shots, size_t count, shot_prepare prepare)
{
    for (int i = 0; i < SHOT_KINDS; i++)
        shots_must_be(&SHOT_KIND[i], shots, count, prepare);
    shots_must_survive_resizing(shots, count, prepare);
}
