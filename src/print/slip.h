/*
 * A slip of paper under construction: lines of text as wide as a receipt printer's. Calls
 * libutf8proc; knows nothing of lots.
 */
#ifndef PRINT_SLIP_H
#define PRINT_SLIP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { SLIP_COLUMNS = 40, SLIP_TEXT_SIZE = 512 };

struct slip {
    FILE *out;
    char *text;
    size_t size;
    size_t columns; /* the width of the paper */
};

/* The columns that a text takes. Bytes that are no UTF-8 take one each. */
size_t slip_width(const char *text);

/* False when memory is out; then nothing else may be called. */
bool slip_begin(struct slip *slip, size_t columns);

/* The finished text, which the caller frees, or NULL when memory ran out on the way. */
char *slip_end(struct slip *slip);

/* A text and RIGHT at the two edges of a line. A text that leaves no room takes lines of its own
 * before it, broken between words where that is possible; so does a RIGHT that needs more than a
 * line. */
void slip_line(struct slip *slip, const char *right, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A line that is text from its left edge on. */
void slip_text(struct slip *slip, const char *text);

/* The same of a LEFT of any length. */
void slip_edges(struct slip *slip, const char *left, const char *right);

void slip_rule(struct slip *slip);  /* a line of hyphens */
void slip_blank(struct slip *slip); /* an empty line */

#endif
