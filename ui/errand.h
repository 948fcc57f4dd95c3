/*
 * An errand: something slow that is no business of the lot's file (a printer, a card terminal),
 * done by a child process while the screen lives on. The child sees nothing of the console: no
 * terminal, no database, no signals held back. Its answer comes through a pipe that the event loop
 * watches; a child that takes too long is ended.
 */
#ifndef UI_ERRAND_H
#define UI_ERRAND_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct app;

enum { ERRANDS_MAX = 4, ERRAND_ANSWER_SIZE = 512 };

/* Done in the child. CONTEXT is as it was when the errand began. ANSWER, which begins as "", is
 * what the console hears. */
typedef void (*errand_work)(void *context, char answer[static ERRAND_ANSWER_SIZE]);

enum errand_end {
    ERRAND_ANSWERED,
    ERRAND_DIED, /* it ended without a whole answer */
    ERRAND_LATE  /* it was ended: the time was up */
};

/* Called once. ANSWER is "" unless it was answered. */
typedef void (*errand_done)(struct app *app, void *owner, enum errand_end end, const char *answer);

struct errand {
    pid_t child; /* 0: none */
    int answer_fd;
    char answer[ERRAND_ANSWER_SIZE];
    size_t used;
    errand_done done; /* NULL: nobody waits for it any more */
    void *owner;
};

/* What an errand is to do. */
struct errand_order {
    errand_work work;
    void *context;
    int limit_ms;
    errand_done done;
    void *owner;
};

/* Begins an errand. False: there are too many, or no process can be made. */
bool errand_start(struct app *app, const struct errand_order *order);

/* OWNER goes away: its errands go on, and nobody hears of them. */
void errand_forget(struct app *app, const void *owner);

/* Ends those of OWNER at once; it hears nothing of them. */
void errand_end(struct app *app, const void *owner);

/* Whether any is out. */
bool errand_is_out(const struct app *app);

/* Ends all of them at once: the console ends. */
void errand_end_all(struct app *app);

/* For the event loop: the descriptor of errand NUMBER, -1 for none; it is readable; its time is up.
 */
int errand_fd(const struct app *app, int number);
void errand_read(struct app *app, int number);
void errand_timers(struct app *app);

#endif
