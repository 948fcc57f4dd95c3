/*
 * A question with a few answers, a letter each. The first one is marked: it is the safe one. Esc
 * answers nothing.
 */
#ifndef UI_CHOICE_H
#define UI_CHOICE_H

#include "view.h"

struct answer {
    char letter;
    const char *text;
};

/* Called with the number of the answer; the question is closed. */
typedef void (*choice_done)(struct app *app, struct view *owner, int answer);

/* ANSWERS ends with the letter 0, and must outlive the view. NULL: no memory. */
struct view *choice_view(struct view *owner, const char *title, const char *text,
                         const struct answer *answers, choice_done done);

#endif
