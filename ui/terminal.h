/*
 * The terminal: taken over at the start, given back as it was found, whatever happens. Signals
 * come through a descriptor, so that nothing but the event loop ever acts on them.
 */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>
#include <termios.h>

#include "theme.h"

struct terminal_options {
    FILE *in, *out;
    const char *name;   /* terminfo's name; NULL: $TERM */
    int lines, columns; /* 0: ask the terminal */
    bool is_utf8;
    bool is_mono; /* NO_COLOR */
};

struct screen;
struct _win_st;

struct terminal {
    struct screen *screen;
    struct _win_st *input; /* keys are read through a pad: reading them must not draw */
    struct theme theme;
    int in_fd, out_fd, signal_fd;
    bool is_terminal;         /* IN is one: it has modes to be restored, and may be suspended */
    bool has_size_of_its_own; /* ask it after SIGWINCH */
    struct termios found;
    sigset_t found_mask;
};

/* Takes the terminal over. False, with a sentence in WHY: it cannot be used. */
bool terminal_open(struct terminal *terminal, const struct terminal_options *options, char *why,
                   size_t why_size);
void terminal_close(struct terminal *terminal);

/* The next signal that came, or 0. */
int terminal_signal(struct terminal *terminal);

/* Asks the terminal for its size and follows it. */
void terminal_follow_size(struct terminal *terminal);

/* Gives the terminal to the shell until SIGCONT. */
void terminal_suspend(struct terminal *terminal);

/* Draws everything anew with the next picture. */
void terminal_redraw(void);

/* Follows a new size; for terminals that do not tell. */
void terminal_resize(int lines, int columns);

#endif
