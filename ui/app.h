/*
 * The running console: the lot, its picture, the terminal and the stack of views. One value, made
 * by app_open(), moved on by app_step(), handed to every view; there are no globals.
 *
 *     app_open -> push the lot's view -> app_step until it is over -> app_close
 *
 * A step draws if something changed, waits for one thing to happen, and handles what happened.
 */
#ifndef UI_APP_H
#define UI_APP_H

#include "burst.h"
#include "errand.h"
#include "model.h"
#include "own_shift.h"
#include "parkade/payment.h"
#include "printing.h"
#include "reprint.h"
#include "stray.h"
#include "terminal.h"
#include "timers.h"
#include "toast.h"
#include "view.h"
#include "work.h"

enum { AHEAD_MAX = 256, PASTE_MAX = 1024 };

/* How long one try of a change may wait for the database. */
enum { APP_PATIENCE_MS = 80 };

struct app {
    struct pk_lot *lot;
    char station[PK_NAME_SIZE];
    char who[PK_NAME_SIZE]; /* who has signed in; "": nobody */
    bool is_desk;           /* takes money, but does not let vehicles go */
    struct own_shift own_shift;

    struct terminal terminal;
    struct stray stray;
    const struct glyphs *glyphs;
    struct model model;
    struct view *top;  /* the stack of views */
    struct view *lock; /* over all of them, or NULL; see lock.h */
    struct view *dead; /* closed in this step; freed at its end */

    int64_t lock_after_ms; /* without a key; 0: never */
    bool may_suspend;      /* Ctrl-Z leads to the shell */
    bool is_asked;         /* a key is being handled: what opens now was asked for */
    int64_t deaf_until_ms; /* keys are not meant for what opened unasked */

    struct toast toast;
    struct work work;
    struct timers timers;
    struct errand errands[ERRANDS_MAX];
    struct printing printing;
    struct reprint reprint;
    int64_t woken_ms; /* when the last wait ended */
    int64_t minute;   /* the one on the screen's clock */

    struct burst burst;
    struct editor *burst_editor; /* the field that a burst goes into, and as it was before */
    struct editor burst_before;
    char paste[PASTE_MAX];
    size_t paste_length;
    const struct view *paste_front; /* where it began: it goes nowhere else */
    bool is_pasting;
    ui_key ahead[AHEAD_MAX]; /* typed while work was waiting */
    size_t ahead_count;
    char scan_ahead[BURST_TEXT_MAX + 1]; /* scanned while work was waiting */
    char next_scan[BURST_TEXT_MAX + 1];  /* waits until the money half taken is dealt with */

    bool is_served;    /* the task is done: the entry line begins afresh */
    bool is_too_small; /* the window: nothing can be seen */
    bool is_dirty, is_over;
    int exit_status, quit_status;
    struct pk_draft left;       /* money in hand that is offered to go on with */
    struct view *quit_question; /* asked while something is undone, and perhaps gone again */
};

/* Opens a console on LOT for the station. False, with a sentence in WHY: the terminal or the lot
 * cannot be used. */
bool app_open(struct app *app, struct pk_lot *lot, const char *station,
              const struct terminal_options *options, char *why, size_t why_size);
void app_close(struct app *app);

/* Draws if needed, waits at most LIMIT_MS (-1: as long as it takes) for something to happen, and
 * handles it. Returns whether anything did. */
bool app_step(struct app *app, int limit_ms);

/* ---- for views ---- */

/* The view that keys go to: the lock, or else the one on top of the stack. */
struct view *app_front(const struct app *app);

/* Something came up that nobody asked for: for a quarter of a second keys are not meant for it,
 * nor is what was typed ahead. */
void app_is_deaf(struct app *app);

/* Puts VIEW on top, and takes VIEW and all that lies on it away. A box that is not the answer to a
 * key came unasked. */
void app_push(struct app *app, struct view *view);
void app_pop(struct app *app, struct view *view);

/* The task is done: back to the lot, with an empty entry line. */
void app_served(struct app *app);

/* Why STATUS came: in the words of pk_error(), with times as people read them. */
enum { APP_SENTENCE_SIZE = PK_MESSAGE_SIZE + 128 };
void app_sentence(char out[static APP_SENTENCE_SIZE], const struct app *app, enum pk_status status);

/* An error of the domain, in those words. */
void app_complain(struct app *app);

/* Why STATUS was the outcome of an act. */
void app_complain_of(struct app *app, enum pk_status status);

/* Reads what changed in the lot and tells every view. */
void app_follow(struct app *app);

/* A key that is nothing here is told, not swallowed. */
void app_say_idle(struct app *app, ui_key key);

/* Does what the views do not: the same on every screen. False: it is none of those. */
bool app_act(struct app *app, enum action_id action);

/* A scan: opens the ticket, or lets it wait while money is half taken. Behind the lot's prefix
 * stands what an entry line takes as well; in Pay it is a sponsor's code. */
void app_scan(struct app *app, const char *scan);

/* The same of what is known to be no code: a ticket. */
void app_scan_ticket(struct app *app, const char *scan);

void app_quit(struct app *app, int exit_status);

/* app_leave.c: the user wants to end it; asks first while something is undone. */
void app_leave(struct app *app, int exit_status);

/* Opens the scan that waited. False: none did. */
bool app_next_scan(struct app *app);

/* "next: #1077 waits, Enter", or "". */
void app_say_next(char *out, size_t size, const struct app *app);

/* ---- its parts ---- */

/* Milliseconds that pass, from any beginning. */
int64_t app_milliseconds(void);

/* Frees the views that were closed. */
void app_bury(struct app *app);

/* app_input.c: a key as it comes from the terminal; what TIMER_BURST and TIMER_PASTE end. */
void app_raw_key(struct app *app, ui_key key);
void app_input_timers(struct app *app);
/* Keys that were typed while work was waiting. */
void app_type_ahead(struct app *app);

/* app_draw.c */
void app_draw(struct app *app);

#endif
