/*
 * The lines of a quote while it is priced.
 */
#ifndef TARIFF_RECORD_H
#define TARIFF_RECORD_H

#include "tariff/tariff.h"

/* A line in atoms. RULE tells lines of the same rule from others. */
struct record_line {
    const char *what;
    const void *rule;
    int64_t period; /* lines of one rule in two periods stay apart, while there is room */
    int64_t from, to, units;
    tariff_wide amount;
};

struct tariff_record {
    size_t count;
    struct record_line lines[PK_LINES_MAX];
};

/* Adds LINE, or adds it to one of the same rule and period. */
void quote_line_add(struct tariff_record *record, const struct record_line *line);

/* Writes the lines in minor units, rounded so that they add up to TOTAL. */
void quote_lines_write(struct pk_price *out, const struct tariff_record *record,
                       const struct pk_tariff *tariff, int64_t total);

#endif
