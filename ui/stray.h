/*
 * What libraries and children write to standard error while the console draws: it must not tear
 * the screen. It is caught in a pipe, its last line is shown, and all of it (the end of it, where
 * it is much) goes to the real standard error once the screen is given back. Calls the system and
 * rescue.c.
 */
#ifndef UI_STRAY_H
#define UI_STRAY_H

#include <stdbool.h>
#include <stddef.h>

enum { STRAY_SIZE = 4096, STRAY_LINE_SIZE = 200 };

struct stray {
    int pipe;  /* where it comes out; -1: nothing is caught */
    int found; /* the real standard error */
    size_t count;
    char text[STRAY_SIZE]; /* what came, the end of it */
};

/* Nothing is caught. */
void stray_init(struct stray *stray);

/* Catches it from now on, where standard error is a terminal: a file or a pipe tears nothing. What
 * cannot be caught stays as it is. */
void stray_open(struct stray *stray);

/* Reads what came. True: OUT has its last line that says something. */
bool stray_read(char out[static STRAY_LINE_SIZE], struct stray *stray);

/* Gives standard error back, and what came. */
void stray_close(struct stray *stray);

#endif
