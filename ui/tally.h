/*
 * A count of cash as it is typed: the total alone, or how many there are of each note and coin. A
 * line each, the total first. Any line can be left at any time, whatever is in it. Pure.
 */
#ifndef UI_TALLY_H
#define UI_TALLY_H

#include "editor.h"
#include "parkade/shift.h"

struct tally {
    char currency[PK_CURRENCY_SIZE];
    int count;                                   /* of notes and coins */
    int64_t denominations[PK_DENOMINATIONS_MAX]; /* largest first */
    struct editor lines[PK_DENOMINATIONS_MAX + 1];
    int focus; /* the line: 0 is the total, the others are one more than their note or coin */
};

/* Begins an empty one, with the focus on the total. */
void tally_begin(struct tally *tally, const char *currency, const int64_t *denominations,
                 size_t count);

/* The last line, and the field with the focus. */
int tally_last_line(const struct tally *tally);
struct editor *tally_editor(struct tally *tally);

/* Moves the focus by STEP lines, from the last to the first and back. */
void tally_move(struct tally *tally, int step);

/* Nothing is typed in any line. */
bool tally_is_empty(const struct tally *tally);

/* What the pieces of LINE make, in minor units; PK_NONE: nothing is typed, or too much. */
int64_t tally_value(const struct tally *tally, int line);

/* What all pieces make, without any what the total says; PK_NONE: nothing, or not readable. */
int64_t tally_sum(const struct tally *tally);

/* Takes what was typed. False, with a sentence in WHY: it is nothing yet, or does not agree. */
bool tally_read(struct pk_cash *out, char *why, size_t why_size, const struct tally *tally);

#endif
