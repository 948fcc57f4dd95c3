/*
 * Golden screens by the table: what is typed to reach each, shot at three sizes, in UTF-8 and
 * ASCII, in colour and without. Those that differ are to be looked at; UPDATE_SCREENS=1 keeps them.
 */
#ifndef SUPPORT_SHOTS_H
#define SUPPORT_SHOTS_H

#include "screen.h"

enum { SHOT_PARTS = 8 };

/* Each part is typed as one burst of keys. */
struct shot {
    const char *name;
    const char *keys[SHOT_PARTS];
};

/* PREPARE, which may be NULL, makes the lot ready once the console is up. */
typedef void (*shot_prepare)(struct screen *s);

/* The kinds of screens: 80x24, 60x20, 200x60, and 80x24 in ASCII without colours. */
enum { SHOT_KINDS = 4 };
extern const struct screen_kind SHOT_KIND[SHOT_KINDS];

/* Shoots all COUNT of SHOTS on a screen of KIND. */
void shots_must_be(const struct screen_kind *kind, const struct shot *shots, size_t count,
                   shot_prepare prepare);

/* The same pictures must come after a storm of resizing: too small, thin, large, usual. Then a
 * paste does nothing but fill a field, and a scan nothing but open its ticket, or wait. */
void shots_must_survive(const struct shot *shots, size_t count, shot_prepare prepare);

/* Both of them, on all kinds. */
void shots_must_hold(const struct shot *shots, size_t count, shot_prepare prepare);

#endif
