/*
 * What a printer can print: the letters of its code page. Text is folded first, so that what comes
 * after (columns, lines) counts what will stand on the paper; then it is put as bytes. No control
 * character gets through, in whatever a plate or a reason says: nothing but the renderer commands
 * a printer. Calls libutf8proc and the C library's iconv.
 */
#ifndef PRINT_CHARSET_H
#define PRINT_CHARSET_H

#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>

struct charset {
    bool is_utf8;
    bool has_encoder;
    iconv_t encoder; /* of a code page of single bytes, if there is one */
    int number;      /* of ESC t, by which a printer is told of the page */
};

/* PAGE is "utf-8", "ascii" or one that charset_is_known(). False: the C library does not have it;
 * then it is as "ascii". */
bool charset_open(struct charset *charset, const char *page);
void charset_close(struct charset *charset);

bool charset_is_known(const char *page);

/* TEXT, which may be any bytes, as the page has it, still UTF-8: letters that it lacks become ones
 * that it has (an e for an e with an ogonek) or ?. The caller frees it. NULL: no memory. */
char *charset_fold(const struct charset *charset, const char *text);

/* Writes TEXT, which was folded, in the page's bytes. */
void charset_put(const struct charset *charset, FILE *out, const char *text);

#endif
