/*
 * How many columns of the screen a text takes: wide characters take two, combining ones none.
 * Pure; measured by the C library's wcwidth(), the table that curses uses too.
 */
#ifndef UI_COLUMNS_H
#define UI_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

/* Reads one character of UTF-8. Returns its bytes, 0 at the end of TEXT; what is no UTF-8 is one
 * byte and U+FFFD. */
size_t columns_next(uint32_t *out, const char *text);

/* The columns of one character, 0 for a combining one. One that cannot be shown counts 1: a
 * question mark stands for it. */
int columns_char(uint32_t character);

/* The columns of TEXT. */
int columns_text(const char *text);

/* How many bytes of TEXT fit into WIDTH columns, whole characters with their marks. USED, which
 * may be NULL, takes the columns they need. */
size_t columns_fit(const char *text, int width, int *used);

/* How many bytes of TEXT go on one line of WIDTH columns: up to the last blank that fits, else as
 * many as fit. The blanks that follow belong to no line. */
size_t columns_line(const char *text, int width);

#endif
