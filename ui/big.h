/*
 * Large figures: an amount or a ticket number that is read from two metres away. Pure.
 */
#ifndef UI_BIG_H
#define UI_BIG_H

#include <stdbool.h>

enum { BIG_LINES = 5 };

/* The columns that TEXT (digits, '.', '-', '#', blanks) takes. */
int big_columns(const char *text);

/* Whether the cell COLUMN of LINE (0 to 4) is filled. */
bool big_pixel(const char *text, int line, int column);

#endif
