/*
 * Rows of comma-separated text (RFC 4180), read one by one without copying the whole.
 */
#ifndef TARIFF_CSV_H
#define TARIFF_CSV_H

#include <stdbool.h>
#include <stddef.h>

enum { CSV_FIELDS_MAX = 24, CSV_ROW_MAX = 2048 };

struct csv {
    const char *at, *end;
    int line; /* of the row that was read last */
    int next_line;
    size_t count;
    const char *field[CSV_FIELDS_MAX];
    char text[CSV_ROW_MAX];
};

void tariff_csv_open(struct csv *out, const char *text, size_t length);

/* Reads the next row that is not empty into `field`. False at the end, or when a row is too long
 * or a quotation mark is missing: then BROKEN is true. */
bool tariff_csv_next(struct csv *csv, bool *broken);

#endif
