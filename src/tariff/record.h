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
    struct record_line lines[PK_LINES_MAX]; /* two are kept free: rounding, tax */
};

/* Adds LINE, or adds it to one of the same rule and period. */
void tariff_record_add(struct tariff_record *record, const struct record_line *line);

/* What was to go on after AT ends there. */
void tariff_record_clip(struct tariff_record *record, int64_t at);

/* Adds a line for AMOUNT that covers no time; RECORD may be NULL. */
void tariff_record_sum(struct tariff_record *record, const char *what, const void *rule,
                       tariff_wide amount);

/* Writes the lines in minor units, rounded so that they add up to TOTAL. */
void tariff_record_write(struct pk_price *out, const struct tariff_record *record,
                         const struct pk_tariff *tariff, int64_t total);

#endif
