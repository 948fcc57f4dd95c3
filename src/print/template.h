/*
 * A template: how a slip is laid out, line by line, with the names of its values in braces. See
 * parkade-slip(5). Pure.
 */
#ifndef PRINT_TEMPLATE_H
#define PRINT_TEMPLATE_H

#include "parkade/print.h"

enum { TEMPLATE_LINES_MAX = 200, TEMPLATE_LENGTH_MAX = 16384, TEMPLATE_FEED_MAX = 20 };

enum template_kind { TEMPLATE_TEXT, TEMPLATE_RULE, TEMPLATE_QR, TEMPLATE_FEED, TEMPLATE_CUT };

struct template_line {
    enum template_kind kind;
    bool is_centred, is_bold;
    int scale;         /* 1, 2 or 4 times as large */
    int feed;          /* so many empty lines */
    const char *left;  /* with names in braces */
    const char *right; /* for the right edge, or "" */
};

struct template
{
    char *text; /* what the lines point into */
    size_t count;
    struct template_line lines[TEMPLATE_LINES_MAX];
};

/* Reads the template for a slip of KIND. All that is wrong goes to FAULTS, which may be NULL.
 * PK_OK, PK_USAGE with the first fault as the sentence, PK_INTERNAL. To be released with
 * template_free() in any case. */
enum pk_status template_read(struct template *out, const char *text, size_t length,
                             enum pk_slip_kind kind, struct pk_faults *faults);
void template_free(struct template *out);

#endif
