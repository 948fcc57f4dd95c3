/*
 * Paper: what a renderer writes on, in one of two ways. Lines come folded (charset.h) and not
 * wider than the paper. Pure: bytes into a stream of memory.
 */
#ifndef PRINT_PAPER_H
#define PRINT_PAPER_H

#include "parkade/print.h"
#include "print/charset.h"

struct paper;

struct paper_ops {
    int scale_max; /* how many times as large its letters can be */
    void (*begin)(struct paper *paper);
    void (*line)(struct paper *paper, const char *text, int scale, bool is_bold);
    void (*qr)(struct paper *paper, const char *text, bool is_centred);
    void (*feed)(struct paper *paper, int lines);
    void (*cut)(struct paper *paper);
    void (*drawer)(struct paper *paper);
};

struct paper {
    const struct paper_ops *ops;
    FILE *out;
    struct charset charset;
    int columns;
};

extern const struct paper_ops paper_plain;  /* paper_plain.c */
extern const struct paper_ops paper_escpos; /* paper_escpos.c */

#endif
