/*
 * Counting cash: a screen that takes a total or notes and coins, and does one act with them. It is
 * a prompt with a screen of its own: its act, its request, its approval are a prompt's.
 */
#ifndef UI_CASH_SCREEN_H
#define UI_CASH_SCREEN_H

#include "list.h"
#include "prompt.h"
#include "tally.h"

/* What is counted, and what for. Texts are copied, but for QUESTION. */
struct cash_order {
    const struct prompt_spec *spec; /* the act: its view is a struct cash_screen */
    struct view *owner;
    const char *about;    /* in the header */
    const char *text;     /* what the screen says */
    const char *staff;    /* whose drawer; NULL: one's own */
    int64_t shift_id;     /* which shift it is about; 0: none yet */
    int64_t last;         /* what Enter alone takes: the last count. PK_NONE: nothing */
    const char *question; /* asked before the act, after the sum; NULL: none is */
};

struct cash_screen {
    struct prompt prompt;
    struct tally tally;
    struct list list; /* the lines in view */
    char about[80];
    char staff[PK_NAME_SIZE]; /* "": one's own */
    int64_t shift_id, last;
    const char *question;

    /* Taken by Enter, for the act: */
    struct pk_cash cash;
    bool is_last; /* nothing was typed: the last count */
    /* Made by it: */
    struct pk_shift shift;
    struct pk_cash_count count;
};

/* NULL: no memory, or the lot cannot be read. */
struct view *cash_view(struct app *app, const struct cash_order *order);

/* Whether a count on the stack would be lost if the stack went. */
bool cash_holds_count(const struct view *top);

#endif
