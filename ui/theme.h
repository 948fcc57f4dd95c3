/*
 * Colours by role: code says what something is, the theme how that looks. The background is always
 * the terminal's own, and no role relies on its colour alone. Pure; terminal.c tells curses.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include <stdbool.h>

enum role {
    ROLE_TEXT,
    ROLE_DIM,    /* less important: labels, rules */
    ROLE_TITLE,  /* the name of a screen, of the lot */
    ROLE_STRONG, /* what is looked for first */
    ROLE_KEY,    /* a key in a hint */
    ROLE_FREE,
    ROLE_TAKEN,
    ROLE_PAID,
    ROLE_ALERT, /* overstayed, expired */
    ROLE_CLOSED,
    ROLE_CHOSEN, /* the cursor in a grid or list */
    ROLE_FIELD,  /* where text is typed */
    ROLE_BIG,    /* large figures */
    ROLE_GOOD,
    ROLE_WARNING,
    ROLE_ERROR,
    ROLE_GATE,   /* open the gate */
    ROLE_BAR,    /* of a plot */
    ROLE_BESIDE, /* what the bars of a plot are compared with */
    ROLE_QR,     /* black on white, whatever the terminal has */
    ROLE_COUNT
};

enum { THEME_BOLD = 1, THEME_DIM = 2, THEME_REVERSE = 4, THEME_UNDERLINE = 8 };

/* Colour -1 is the terminal's own. */
struct style {
    short foreground, background;
    unsigned attributes; /* a set of THEME_ bits */
};

struct theme {
    bool has_colours;
    struct style styles[ROLE_COUNT];
};

/* The theme for a terminal of COLOURS colours; fewer than 8 is monochrome. */
void theme_make(struct theme *out, int colours);

/* A letter for ROLE, for pictures of screens in tests: '.' for text. */
char theme_letter(enum role role);

#endif
