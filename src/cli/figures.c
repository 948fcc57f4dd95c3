/*
 * Figures as text and CSV: see figures.h.
 */
#include "cli/figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/zone.h"

enum { FIGURE_SIZE = 1024, FIGURES_MAX = 24 };

/* ---- one figure ---- */

/* The words of a list: "lost, nils". */
static void join(char text[static FIGURE_SIZE], const json_t *list)
{
    size_t i, length = 0;
    json_t *word;
    text[0] = '\0';
    json_array_foreach(list, i, word)
    {
        length += (size_t)snprintf(text + length, FIGURE_SIZE - length, "%s%s", i ? ", " : "",
                                   json_string_value(word));
        if (length >= FIGURE_SIZE)
            return;
    }
}

static void plain(char text[static FIGURE_SIZE], const json_t *value)
{
    text[0] = '\0';
    if (json_is_array(value))
        join(text, value);
    else if (json_is_integer(value))
        snprintf(text, FIGURE_SIZE, "%lld", (long long)json_integer_value(value));
    else if (json_is_string(value))
        snprintf(text, FIGURE_SIZE, "%s", json_string_value(value));
}

static void local_time(char text[static FIGURE_SIZE], const struct cli *cli, const json_t *value)
{
    int64_t at;
    const struct pk_zone *zone = pk_lot_zone(cli->lot);
    text[0] = '\0';
    if (json_is_string(value) && pk_time_parse(&at, json_string_value(value), zone) == PK_OK)
        cli_local(text, zone, at);
}

/* As people read it. */
static void readable(char text[static FIGURE_SIZE], const struct cli *cli,
                     const struct figure_column *column, const json_t *record)
{
    const json_t *value = json_object_get(record, column->key);
    plain(text, value);
    if (column->kind == FIGURE_MONEY && json_is_integer(value))
        pk_money_format(text, json_integer_value(value), pk_lot_currency(cli->lot));
    else if (column->kind == FIGURE_SPAN && json_is_integer(value))
        pk_duration_format(text, json_integer_value(value));
    else if (column->kind == FIGURE_TIME)
        local_time(text, cli, value);
}

static bool is_right(const struct figure_column *column)
{
    return column->kind != FIGURE_TEXT && column->kind != FIGURE_NOTE &&
           column->kind != FIGURE_TIME;
}

/* ---- for people ---- */

/* Whether the column stands in a table: a column without any figure would only take room. */
static bool is_shown(const struct figure_column *column, const json_t *rows)
{
    size_t i;
    json_t *record;
    bool has_figure = json_array_size(rows) == 0;
    json_array_foreach(rows, i, record)
    {
        const json_t *value = json_object_get(record, column->key);
        bool is_empty =
            !value || json_is_null(value) || (json_is_array(value) && json_array_size(value) == 0);
        has_figure = has_figure || !is_empty;
    }
    return column->title && (has_figure || !*column->title);
}

/* The columns that are shown, in CHOSEN, and the table's layout. */
static void choose(struct figure_column chosen[static FIGURES_MAX], char layout[static FIGURES_MAX],
                   const struct figure_column *columns, const json_t *rows)
{
    size_t count = 0;
    for (const struct figure_column *column = columns; column->key; column++) {
        if (count + 1 == FIGURES_MAX || !is_shown(column, rows))
            continue;
        chosen[count] = *column;
        layout[count++] = is_right(column) ? 'r' : 'l';
    }
    chosen[count] = (struct figure_column){NULL, NULL, FIGURE_TEXT};
    layout[count] = '\0';
}

static void add_titles(struct cli_table *table, const struct cli *cli,
                       const struct figure_column *columns)
{
    for (const struct figure_column *column = columns; column->key; column++) {
        bool is_money = column->kind == FIGURE_MONEY;
        cli_cell(table, "%s%s%s", *column->title ? _(column->title) : "", is_money ? " " : "",
                 is_money ? pk_lot_currency(cli->lot) : "");
    }
}

/* How many bytes of TEXT stand in a line of WIDTH characters: up to a blank, if there is one. */
static size_t first_line(const char *text, size_t width)
{
    size_t end = 0, blank = 0, count = 0;
    while (text[end] && count < width) {
        if (text[end] == ' ')
            blank = end;
        end++;
        count += ((unsigned char)text[end] & 0xc0) != 0x80;
    }
    bool is_whole = !text[end] || text[end] == ' ' || blank == 0;
    return is_whole ? end : blank;
}

/* The rest of a folded note, below its row. */
static void add_rest(struct cli_table *table, const struct figure_column *columns, const char *rest,
                     size_t width)
{
    while (*(rest += strspn(rest, " "))) {
        size_t length = first_line(rest, width);
        for (const struct figure_column *column = columns; column->key; column++)
            cli_cell(table, "%.*s", column->kind == FIGURE_NOTE ? (int)length : 0, rest);
        rest += length;
    }
}

/* A row that is about nobody (a lot without staff) still has a name. A note is folded to WIDTH. */
static void add_row(struct cli_table *table, const struct cli *cli,
                    const struct figure_column *columns, const json_t *record, size_t width)
{
    char text[FIGURE_SIZE], note[FIGURE_SIZE] = "";
    for (const struct figure_column *column = columns; column->key; column++) {
        readable(text, cli, column, record);
        if (!*text && !*column->title)
            pk_copy(text, sizeof text, "-");
        size_t length = strlen(text);
        if (column->kind == FIGURE_NOTE) {
            length = first_line(text, width);
            memcpy(note, text + length, strlen(text + length) + 1);
        }
        cli_cell(table, "%.*s", (int)length, text);
    }
    add_rest(table, columns, note, width);
}

/* What is absent takes no line. */
enum pk_status figures_list(struct cli *cli, const struct figure_column *columns,
                            const json_t *record)
{
    char text[FIGURE_SIZE];
    struct cli_table table = cli_table("ll");
    for (const struct figure_column *column = columns; column->key; column++) {
        if (!column->title)
            continue;
        readable(text, cli, column, record);
        if (!*text)
            continue;
        bool is_name = !*column->title; /* what the record is about stands above its figures */
        cli_cell(&table, "%s", is_name ? text : _(column->title));
        cli_cell(&table, "%s%s%s", is_name ? "" : text, column->kind == FIGURE_MONEY ? " " : "",
                 column->kind == FIGURE_MONEY ? pk_lot_currency(cli->lot) : "");
    }
    return cli_table_end(cli, &table);
}

static enum pk_status print_one_by_one(struct cli *cli, const struct figure_column *columns,
                                       const json_t *rows)
{
    size_t i;
    json_t *record;
    enum pk_status status = PK_OK;
    json_array_foreach(rows, i, record)
    {
        if (i > 0)
            putchar('\n');
        if (status == PK_OK)
            status = figures_list(cli, columns, record);
    }
    return status;
}

static struct cli_table make_table(const struct cli *cli, const struct figure_column *columns,
                                   const char *layout, const json_t *rows, size_t width)
{
    size_t i;
    json_t *record;
    struct cli_table table = cli_table(layout);
    add_titles(&table, cli, columns);
    json_array_foreach(rows, i, record)
    {
        add_row(&table, cli, columns, record, width);
    }
    return table;
}

static size_t letters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

/* The longest note, in characters. */
static size_t longest_note(const struct cli *cli, const struct figure_column *columns,
                           const json_t *rows)
{
    size_t i, longest = 0;
    json_t *record;
    char text[FIGURE_SIZE];
    json_array_foreach(rows, i, record)
    {
        for (const struct figure_column *column = columns; column->key; column++) {
            if (column->kind != FIGURE_NOTE)
                continue;
            readable(text, cli, column, record);
            longest = letters(text) > longest ? letters(text) : longest;
        }
    }
    return longest;
}

enum { NOTE_LEAST = 12 }; /* folded any narrower nobody likes to read it */

enum pk_status figures_text(struct cli *cli, const struct figure_column *columns, const char *title,
                            const json_t *rows)
{
    struct figure_column chosen[FIGURES_MAX];
    char layout[FIGURES_MAX];
    size_t screen = cli_screen_width(), note = longest_note(cli, columns, rows);
    choose(chosen, layout, columns, rows);
    struct cli_table table = make_table(cli, chosen, layout, rows, FIGURE_SIZE);
    size_t width = cli_table_width(&table);
    if (width > screen && note >= width - screen + NOTE_LEAST) {
        cli_table_drop(&table);
        table = make_table(cli, chosen, layout, rows, note - (width - screen));
        width = cli_table_width(&table);
    }
    if (title)
        printf("%s\n", title);
    if (width <= screen)
        return cli_table_end(cli, &table);
    cli_table_drop(&table);
    return print_one_by_one(cli, columns, rows);
}

/* ---- CSV ---- */

static void put_row(const struct cli *cli, const struct figure_column *columns,
                    const json_t *record)
{
    char text[FIGURE_SIZE];
    for (const struct figure_column *column = columns; column->key; column++) {
        const json_t *value = json_object_get(record, column->key);
        plain(text, value);
        if (column->kind == FIGURE_MONEY && json_is_integer(value))
            pk_money_format(text, json_integer_value(value), pk_lot_currency(cli->lot));
        if (column != columns)
            putchar(',');
        report_csv_text(text);
    }
    putchar('\n');
}

void figures_csv(const struct cli *cli, const struct figure_column *columns, const json_t *rows)
{
    size_t i;
    json_t *record;
    for (const struct figure_column *column = columns; column->key; column++)
        printf("%s%s", column == columns ? "" : ",", column->key);
    putchar('\n');
    json_array_foreach(rows, i, record)
    {
        put_row(cli, columns, record);
    }
}

/* ---- an answer ---- */

enum pk_status figures_no_memory(struct cli *cli)
{
    return cli_fail(cli, PK_INTERNAL, _("There is not enough memory for the report."));
}

enum pk_status figures_add(struct cli *cli, json_t *rows, json_t *record)
{
    return record && json_array_append_new(rows, record) == 0 ? PK_OK : figures_no_memory(cli);
}

enum pk_status figures_answer(struct cli *cli, const struct figure_column *columns,
                              enum report_format format, enum pk_status status, json_t *rows)
{
    enum pk_status printed = status;
    if (status == PK_OK || status == PK_CORRUPT) {
        if (format == REPORT_CSV)
            figures_csv(cli, columns, rows);
        else if (format == REPORT_TEXT)
            printed = figures_text(cli, columns, NULL, rows);
        else if (status == PK_OK)
            return cli_json(cli, rows);
        else
            cli_companion(cli, "report", json_incref(rows));
    }
    json_decref(rows);
    return status == PK_OK ? printed : status;
}
