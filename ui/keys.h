/*
 * Reading keys: what curses says becomes a ui_key.
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include "key.h"
#include "terminal.h"

/* Teaches curses the sequences it does not know: bracketed paste, PuTTY's keypad, Ctrl-arrows,
 * and what a poor description of a terminal leaves out. */
void keys_define(void);

/* The next key that has come, K_NONE for one without a name; false: none is waiting. */
bool keys_read(ui_key *out, struct terminal *terminal);

/* Where the mouse was pressed, after K_MOUSE. */
bool keys_mouse(int *y, int *x);

#endif
