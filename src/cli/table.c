/*
 * Tables: cells of text, aligned by the columns they take on a terminal.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "cli/print.h"
#include "parkade/text.h"

struct cli_table cli_table(const char *layout)
{
    return (struct cli_table){.layout = layout};
}

static bool make_room(struct cli_table *table)
{
    if (table->count < table->capacity)
        return true;
    size_t capacity = table->capacity ? table->capacity * 2 : 64;
    char **cells = realloc(table->cells, capacity * sizeof *cells);
    if (!cells)
        return false;
    table->cells = cells;
    table->capacity = capacity;
    return true;
}

void cli_cell(struct cli_table *table, const char *format, ...)
{
    char *text = NULL;
    va_list list;
    va_start(list, format);
    int length = vasprintf(&text, format, list);
    va_end(list);
    if (length < 0 || !make_room(table)) {
        if (length >= 0)
            free(text);
        table->is_broken = true;
        return;
    }
    cli_clean(text);
    table->cells[table->count++] = text;
}

/* Columns on the screen. Without a UTF-8 locale each code point counts one. */
static size_t width(const char *text)
{
    size_t columns = 0;
    mbstate_t state = {0};
    while (*text) {
        wchar_t letter = 0;
        size_t bytes = mbrtowc(&letter, text, MB_CUR_MAX, &state);
        if (bytes == 0 || bytes > MB_CUR_MAX) {
            columns += ((unsigned char)*text & 0xc0) != 0x80;
            memset(&state, 0, sizeof state);
            text++;
            continue;
        }
        int wide = wcwidth(letter);
        columns += wide > 0 ? (size_t)wide : 0;
        text += bytes;
    }
    return columns;
}

static void pad(size_t columns)
{
    while (columns-- > 0)
        putchar(' ');
}

static void print_row(const struct cli_table *table, char **row, const size_t *widths,
                      size_t columns)
{
    size_t last = columns;
    while (last > 0 && !row[last - 1][0])
        last--; /* no blanks at the end of a line */
    for (size_t i = 0; i < last; i++) {
        size_t gap = widths[i] - width(row[i]);
        if (table->layout[i] == 'r')
            pad(gap);
        fputs(row[i], stdout);
        if (i + 1 < last)
            pad(table->layout[i] == 'r' ? 2 : gap + 2);
    }
    putchar('\n');
}

enum { COLUMNS_MAX = 16 };

/* What each column takes, without what stands between them. */
static void measure(size_t widths[static COLUMNS_MAX], const struct cli_table *table)
{
    size_t columns = strlen(table->layout);
    memset(widths, 0, COLUMNS_MAX * sizeof *widths);
    for (size_t i = 0; i < table->count; i++) {
        size_t wide = width(table->cells[i]);
        if (wide > widths[i % columns])
            widths[i % columns] = wide;
    }
}

size_t cli_table_width(const struct cli_table *table)
{
    size_t widths[COLUMNS_MAX], columns = strlen(table->layout);
    size_t all = columns > 0 ? 2 * (columns - 1) : 0;
    measure(widths, table);
    for (size_t i = 0; i < columns; i++)
        all += widths[i];
    return all;
}

void cli_table_drop(struct cli_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        free(table->cells[i]);
    free(table->cells);
    *table = cli_table(table->layout);
}

enum pk_status cli_table_end(struct cli *cli, struct cli_table *table)
{
    size_t widths[COLUMNS_MAX], columns = strlen(table->layout);
    bool is_broken = table->is_broken;
    measure(widths, table);
    for (size_t i = 0; !is_broken && i + columns <= table->count; i += columns)
        print_row(table, table->cells + i, widths, columns);
    cli_table_drop(table);
    if (is_broken)
        return cli_fail(cli, PK_INTERNAL, _("There is not enough memory to print the answer."));
    return PK_OK;
}

size_t cli_screen_width(void)
{
    struct winsize size = {.ws_col = 0};
    const char *columns = getenv("COLUMNS");
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    long given = columns ? strtol(columns, NULL, 10) : 0;
    return given > 0 ? (size_t)given : 80;
}
