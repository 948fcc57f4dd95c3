/*
 * A change of the lot that may have to wait. The first try is made at once; while the database is
 * busy further short tries follow, the screen lives on, and Esc gives up. Every try carries the
 * same request id, so that none of them doubles another.
 */
#ifndef UI_WORK_H
#define UI_WORK_H

#include "parkade/lot.h"

struct app;
struct view;

/* One try. Returns what the domain answered. */
typedef enum pk_status (*work_try)(struct app *app, struct view *view);

/* The outcome: PK_BUSY when the user gave up. pk_error() tells more of a failure. */
typedef void (*work_done)(struct app *app, struct view *view, enum pk_status status);

struct work {
    work_try attempt; /* NULL: nothing is waiting */
    work_done done;
    struct view *view; /* stays on the stack meanwhile */
    int64_t since_ms;
};

/* Starts; DONE is called exactly once, perhaps before this returns. */
void work_start(struct app *app, struct view *view, work_try attempt, work_done done);

bool work_is_waiting(const struct app *app);

/* Another try; to be called when TIMER_WORK is due. */
void work_again(struct app *app);

/* The user has waited long enough. */
void work_give_up(struct app *app);

/* "busy 2 s, station exit-1". */
void work_sentence(char *out, size_t size, const struct app *app);

/* Who does something here, under a fresh request id: to be made once an act begins to be typed. */
void work_make_act(struct pk_act *out, const struct app *app);

/* Who goes on with an act that somebody else began signs for it. It stays the same request: it may
 * have been done already. */
void work_sign_act(struct pk_act *act, const struct app *app);

/*
 * Prepares an act for the next try after STATUS. A rule's refusal has changed nothing: what is
 * typed next is another request. Any other failure may have come after the fact: the same id again
 * settles it.
 */
void work_renew_act(struct pk_act *act, const struct app *app, enum pk_status status);

#endif
