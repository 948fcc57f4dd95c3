/*
 * Large figures and letters: an amount, a ticket number or a spot that is read from two metres
 * away. Pure.
 */
#ifndef UI_BIG_H
#define UI_BIG_H

#include <stdbool.h>

enum { BIG_LINES = 5 };

/* Whether all of TEXT can be written so: digits, Latin capitals, '.', '-', '#', blanks. */
bool big_has(const char *text);

/* The columns that TEXT takes. */
int big_columns(const char *text);

/* Whether the cell COLUMN of LINE (0 to 4) is filled. */
bool big_pixel(const char *text, int line, int column);

#endif
