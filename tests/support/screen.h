/*
 * The real console in this process: its own event loop on a pipe instead of a terminal, on a lot of
 * its own, at any size. Keys go in as bytes, whole screens come out. For tests.
 *
 *     struct screen s;
 *     screen_open(&s, &(struct screen_kind){.lines = 24, .columns = 80, .is_utf8 = true});
 *     screen_type(&s, "AB12CD\r\r");
 *     screen_must_show(&s, "Ticket number");
 *     screen_must_be(&s, "parked");          (compares with tests/ui/screens/parked-80x24.txt)
 *     screen_close(&s);
 */
#ifndef SUPPORT_SCREEN_H
#define SUPPORT_SCREEN_H

#include "../../ui/app.h"
#include "lot.h"
#include "parkade/ticket.h"

enum { SCREEN_TEXT_SIZE = 64 * 1024 };

struct screen_kind {
    int lines, columns;
    bool is_utf8, is_mono;
    const char *station;  /* NULL: exit-1 */
    const char *terminal; /* NULL: xterm-256color */
    const char *currency; /* of the lot; NULL: EUR */
};

struct screen {
    struct test_lot t;
    struct screen_kind kind;
    int keys; /* the end of the pipe that is typed into */
    FILE *in, *out;
    struct app app;
    bool is_hasty;               /* screen_settle() does not wait for errands */
    char text[SCREEN_TEXT_SIZE]; /* the screen as it was last looked at */
};

/* A lot with two levels and vehicles in every state, on Monday 12 January 2026 at 16:41, and a
 * console on it. */
void screen_open(struct screen *s, const struct screen_kind *kind);
/* The same on the demo lot as of the moment NOW. */
void screen_open_demo(struct screen *s, const struct screen_kind *kind, int64_t now);
void screen_close(struct screen *s);

/* Types BYTES as they would come from a terminal, and lets the console deal with all of them. */
void screen_type(struct screen *s, const char *bytes);

/* Lets it deal with what has happened. */
void screen_settle(struct screen *s);

/* Types one key after another as a person does: with a pause before each that no scanner makes. */
void screen_type_slowly(struct screen *s, const char *bytes);

void screen_resize(struct screen *s, int lines, int columns);

/* The lines of the screen as text. */
const char *screen_text(struct screen *s);

/* Fails the test unless TEXT is on the screen, or while it is. */
void screen_must_show(struct screen *s, const char *text);
void screen_must_not_show(struct screen *s, const char *text);

/* Compares the screen, its roles and its cursor with the golden one kept for NAME and this kind of
 * screen. With UPDATE_SCREENS=1 in the environment the golden one is written instead. */
void screen_must_be(struct screen *s, const char *name);

/* Parks PLATE, at SPOT or anywhere, as another station would. */
void screen_park(struct screen *s, struct pk_ticket *out, const char *plate, const char *spot);

/* The ticket that TEXT names; fails the test if there is none. */
struct pk_ticket screen_ticket(struct screen *s, const char *text);

#endif
