/*
 * Walking by keys: see stroll.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "stroll.h"

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

void stroll_begin(struct screen *s)
{
    screen_type(s, "/w");
    screen_type(s, "\r");
}

static const char *plate_at(const char *label)
{
    static const char *const SEEN[][2] = {{"A01", "b8ooxy"},
                                          {"A04", "ab 12 cd"},
                                          {"A08", "late7"},
                                          {"B07", "AB-12-GH"},
                                          {"C03", "x1"}};

    for (size_t i = 0; i < sizeof SEEN / sizeof SEEN[0]; i++)
        if (strcmp(SEEN[i][0], label) == 0)
            return SEEN[i][1];
    return "";
}

void stroll_all(struct screen *s)
{
    const struct model *model = &s->app.model;
    char keys[64];

    assert_int_equal(model->spot_count, STROLL_SPOTS);
    for (size_t i = 0; i < STROLL_SPOTS; i++) {
        const char *label = model->spots[i].label;
        stroll_must_stand_on(s, label);
        snprintf(keys, sizeof keys, "%s\r", plate_at(label));
        screen_type(s, keys);
        if (strcmp(label, "A01") == 0)
            screen_type(s, "="); /* the same */
    }
    screen_must_show(s, "All 54 spots are seen: Enter shows what was found.");
    screen_type(s, "\r");
}

void stroll_must_have(struct screen *s, const char *label, const char *plate)
{
    struct pk_walk walk;
    struct pk_spot spot;
    struct pk_walk_sight sight;

    must(pk_walk_get(&walk, s->t.lot, 0));
    must(pk_spot_find(&spot, s->t.lot, label));
    must(pk_walk_sight(&sight, s->t.lot, walk.walk_id, spot.spot_id));
    assert_int_not_equal(sight.seen_at, PK_NONE);
    assert_string_equal(sight.registration_number, plate);
}

void stroll_must_stand_on(struct screen *s, const char *label)
{
    char line[64];

    snprintf(line, sizeof line, "\n  %-11s", label);
    screen_must_show(s, line);
}

void stroll_read(struct stroll *out, struct screen *s)
{
    must(pk_walk_get(&out->walk, s->t.lot, 0));
    must(pk_walk_findings(out->found, STROLL_FOUND_MAX, &out->count, s->t.lot, 0));
}
