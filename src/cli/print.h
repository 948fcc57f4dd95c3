/*
 * What the command line prints: tables aligned by what the terminal shows, records, JSON.
 */
#ifndef CLI_PRINT_H
#define CLI_PRINT_H

#include <stdarg.h>

#include "cli/cli.h"
#include "parkade/journal.h"
#include "parkade/spot.h"

enum { CLI_TEXT_SIZE = 64 };

/* ---- table.c ---- */

/* A table of texts. LAYOUT has a letter for each column: l or r, for left or right. */
struct cli_table {
    const char *layout;
    char **cells;
    size_t count, capacity;
    bool is_broken; /* out of memory */
};

struct cli_table cli_table(const char *layout);
void cli_cell(struct cli_table *table, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Prints the table and frees it. */
enum pk_status cli_table_end(struct cli *cli, struct cli_table *table);

/* The columns it would take on the screen, and forgetting it unprinted. */
size_t cli_table_width(const struct cli_table *table);
void cli_table_drop(struct cli_table *table);

/* How wide the screen is: the terminal, else $COLUMNS, else 80. */
size_t cli_screen_width(void);

/* Makes blanks of control characters, of marks that turn a line around, and of bytes that are no
 * UTF-8: a reason must not steer a terminal. */
void cli_clean(char *text);

/* The length of the character at TEXT, and whether a terminal is safe from it: clean.c. */
struct cli_letter {
    size_t length;
    bool is_safe, is_utf8;
    unsigned long point;
};
struct cli_letter cli_letter(const char *text);

/* Prints TEXT so cleaned, but with its lines and tabs. */
void cli_put_lines(const char *text);

/* Prints TEXT so cleaned. */
void cli_put(const char *text);

/* ---- print.c ---- */

/* Prints VALUE in one line, without what could steer a terminal. */
void cli_put_json(const json_t *value);

/* Prints VALUE, whose reference is taken, as the one answer of --json. */
enum pk_status cli_json(struct cli *cli, json_t *value);

/* An array printed element by element: nothing is printed before the first one or the end. */
struct cli_array {
    bool is_open;
};
enum pk_status cli_array_add(struct cli *cli, struct cli_array *array, json_t *value);
void cli_array_end(struct cli_array *array);

/* An answer of many things: with --json an array, else a table, whose cells the command adds. A
 * table that something kept from being whole is not printed, such an array is not ended. */
struct cli_list {
    struct cli *cli;
    struct cli_table table;
    struct cli_array array;
    enum pk_status status; /* of what was added */
};
struct cli_list cli_list(struct cli *cli, const char *layout);
/* Adds an element of the array, whose reference is taken. False: it could not be. */
bool cli_list_json(struct cli_list *list, json_t *value);
/* Prints what is left, or answers STATUS, that of reading the things, if it is no PK_OK. */
enum pk_status cli_list_end(struct cli_list *list, enum pk_status status);

/* "7.50 EUR"; "" for PK_NONE. */
void cli_money(char text[static CLI_TEXT_SIZE], int64_t amount, const char *currency);
/* "2026-11-22 18:30" in the lot's zone; "" for PK_NONE. */
void cli_local(char text[static CLI_TEXT_SIZE], const struct pk_zone *zone, int64_t at);

/* Answers of commands, as text or JSON. */
enum pk_status cli_print_ticket(struct cli *cli, const struct pk_ticket *ticket);
enum pk_status cli_print_tickets(struct cli *cli, const struct pk_ticket *tickets, size_t count);
enum pk_status cli_print_tender(struct cli *cli, const struct pk_tender *tender);
enum pk_status cli_print_quote(struct cli *cli, const struct pk_quote *quote);
enum pk_status cli_print_price(struct cli *cli, const struct pk_price *price,
                               const struct pk_zone *zone);
enum pk_status cli_print_lot(struct cli *cli);

#endif
