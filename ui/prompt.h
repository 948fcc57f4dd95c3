/*
 * A prompt: a box with a form and Enter. It makes the request id when it opens, does its act, and
 * keeps what was typed when the lot refuses, with the reason and the next best in its place.
 */
#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include "form.h"
#include "parkade/lot.h"
#include "view.h"
#include "work.h"

struct prompt;

/* The act went well; the prompt is closed, unless it stays. */
typedef void (*prompt_done)(struct app *app, struct view *owner, const struct prompt *prompt);

/* Whether the fields make sense before the lot is asked; else WHY says what is wrong. */
typedef bool (*prompt_check)(char *why, size_t size, const struct prompt *prompt);

/* The lot refused: the reason stands in the prompt already. */
typedef void (*prompt_refused)(struct app *app, struct prompt *prompt, enum pk_status status);

struct prompt_spec {
    const char *title;
    work_try attempt;       /* the act; its view is the prompt. NULL: nothing changes */
    prompt_done done;       /* may be NULL */
    const char *said;       /* a toast afterwards; NULL: none */
    int offer_field;        /* where an offered spot goes, or -1 */
    bool is_destructive;    /* says so */
    bool asks_who;          /* is about a name and a PIN: nobody approves that */
    bool needs_all;         /* Enter goes to a line that is empty before it tries the act */
    bool stays;             /* open when the act went well too: to be tried with other values */
    prompt_check check;     /* may be NULL */
    prompt_refused refused; /* may be NULL */
};

enum { PROMPT_SUBJECT_SIZE = PK_REGISTRATION_SIZE };

struct prompt {
    struct view view;
    const struct prompt_spec *spec;
    struct view *owner;
    struct form form;
    struct pk_act act;
    char subject[PROMPT_SUBJECT_SIZE];   /* the ticket or whatever it is about, or "" */
    char text[200];                      /* what it says */
    char message[PK_MESSAGE_SIZE + 128]; /* as app_sentence() has it */
};

/* Makes one; the caller adds the fields, if any, and pushes it. NULL: no memory. */
struct prompt *prompt_make(struct app *app, const struct prompt_spec *spec, struct view *owner,
                           const char *text);

/* Begins PROMPT, all zero: the first part of a larger view that draws itself and takes keys by
 * operations of its own. */
void prompt_begin(struct prompt *prompt, struct app *app, const struct prompt_spec *spec,
                  struct view *owner, const char *text);

/* Tries the act once more, as Enter does. */
void prompt_try(struct app *app, struct prompt *prompt);

#endif
