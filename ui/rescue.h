/*
 * Giving the terminal back when the program crashes: bytes prepared beforehand, written by the
 * signal handler with nothing but calls that are allowed there.
 */
#ifndef UI_RESCUE_H
#define UI_RESCUE_H

#include <termios.h>

/* To be called with curses up: IN (or -1) gets its modes FOUND back, OUT the bytes that end full
 * screen mode. */
void rescue_prepare(int in, int out, const struct termios *found);
void rescue_stand_down(void);

/* What is still in the pipe FROM is written to TO as well; -1: nothing. */
void rescue_pass_on(int from, int to);

#endif
