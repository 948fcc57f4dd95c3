/*
 * Rows of figures as text and CSV. The rows are the records of JSON, so that the three formats say
 * the same under the same names.
 */
#ifndef CLI_FIGURES_H
#define CLI_FIGURES_H

#include "cli/report.h"

enum figure_kind {
    FIGURE_TEXT,
    FIGURE_NOTE, /* a text that may be folded to fit the screen; one in a table */
    FIGURE_NUMBER,
    FIGURE_MONEY, /* minor units in the record; major ones for people and in CSV */
    FIGURE_TIME,  /* local for people */
    FIGURE_SPAN   /* seconds; "2 h 39" for people */
};

struct figure_column {
    const char *key;   /* in the record, and in CSV */
    const char *title; /* for people; NULL: only in CSV */
    enum figure_kind kind;
};

/* Prints ROWS (an array of records) for people, below TITLE (NULL: none): a table, its
 * note folded where that makes it fit, or where the screen is too narrow for it, row by row.
 * COLUMNS ends with a NULL key. */
enum pk_status figures_text(struct cli *cli, const struct figure_column *columns, const char *title,
                            const json_t *rows);

/* The same of one record: a line for each figure. */
enum pk_status figures_list(struct cli *cli, const struct figure_column *columns,
                            const json_t *record);

/* Prints ROWS as CSV (RFC 4180, but with plain line feeds), a line of names before them. */
void figures_csv(const struct cli *cli, const struct figure_column *columns, const json_t *rows);

/* Adds RECORD, whose reference is taken, to ROWS. PK_OK, or PK_INTERNAL: memory is out. */
enum pk_status figures_add(struct cli *cli, json_t *rows, json_t *record);

/* PK_INTERNAL: memory is out. */
enum pk_status figures_no_memory(struct cli *cli);

/* Prints ROWS, whose reference is taken, in the format that was asked for: text, CSV or an
 * array. A STATUS other than PK_OK and PK_CORRUPT is passed on and nothing is
 * printed; with PK_CORRUPT the rows are shown beside the failure. */
enum pk_status figures_answer(struct cli *cli, const struct figure_column *columns,
                              enum report_format format, enum pk_status status, json_t *rows);

#endif
