/*
 * tariff cases: prices many rows by a tariff file and tells those that differ.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/faults.h"
#include "cli/print.h"
#include "parkade/text.h"

enum { CASES_MOST = 64 << 20 };

static const struct cli_option cases_options[] = {
    {"only", "ID", "the rows with this tariff_id; else FILE's name, where rows bear it", false},
    {NULL, NULL, NULL, false},
};

/* Where the rows that differ go: to the screen, or into the JSON. */
struct differences {
    bool as_json;
    json_t *rows;
};

static void add_row(struct differences *all, const struct pk_case *row)
{
    json_t *expected = row->expected == PK_NONE ? json_null() : json_integer(row->expected);
    json_t *price = row->price == PK_NONE ? json_null() : json_integer(row->price);
    json_array_append_new(all->rows, json_pack("{s:i, s:s, s:o, s:o, s:s}", "line", row->line,
                                               "case_id", row->id, "expected", expected, "price",
                                               price, "message", row->message));
}

static void print_amount(const char *name, int64_t amount)
{
    if (amount == PK_NONE)
        printf(" %s -", name);
    else
        printf(" %s %lld", name, (long long)amount);
}

static void tell(void *context, const struct pk_case *row)
{
    struct differences *all = context;
    if (all->as_json) {
        add_row(all, row);
        return;
    }
    printf("%d: ", row->line);
    cli_put(row->id);
    print_amount(_("expected"), row->expected);
    print_amount(_("price"), row->price);
    if (row->message[0])
        putchar(' ');
    cli_put(row->message);
    putchar('\n');
}

static json_t *counts_json(const struct differences *all, size_t right, size_t wrong)
{
    return json_pack("{s:I, s:I, s:O}", "right", (json_int_t)right, "wrong", (json_int_t)wrong,
                     "rows", all->rows);
}

static enum pk_status sum_up(struct cli *cli, const struct differences *all, size_t right,
                             size_t wrong)
{
    if (!cli->json)
        printf(_("%zu right, %zu wrong\n"), right, wrong);
    else if (wrong == 0)
        return cli_json(cli, counts_json(all, right, wrong));
    if (wrong == 0)
        return PK_OK;
    cli_companion(cli, "right", json_integer((json_int_t)right));
    cli_companion(cli, "wrong", json_integer((json_int_t)wrong));
    cli_companion(cli, "rows", json_incref(all->rows));
    return cli_fail(cli, PK_TARIFF_INVALID, _("Rows with another price: %zu of %zu."), wrong,
                    right + wrong);
}

/* A file is named like the rows that are its own: without --only "boards/UK-GWH.tariff" prices
 * those of UK-GWH, and all rows where none bears that id. */
static const char *own_rows(struct cli *cli, char *name, size_t size)
{
    const char *only = cli_value(cli, "only"), *slash = strrchr(cli->arguments[0], '/');
    if (only || !pk_copy(name, size, slash ? slash + 1 : cli->arguments[0]))
        return only;
    char *dot = strrchr(name, '.');
    if (dot)
        *dot = '\0';
    return name;
}

static enum pk_status price_cases(struct cli *cli, const char *text, size_t length, const char *csv,
                                  size_t csv_length)
{
    struct differences all = {.as_json = cli->json, .rows = json_array()};
    struct pk_faults faults = {.count = 0};
    char name[PATH_MAX];
    size_t right = 0, wrong = 0;
    enum pk_status status = pk_tariff_cases(&right, &wrong, text, length, csv, csv_length,
                                            own_rows(cli, name, sizeof name), tell, &all, &faults);
    if (status == PK_OK)
        status = sum_up(cli, &all, right, wrong);
    else
        cli_faults(cli, cli->arguments[0], &faults);
    json_decref(all.rows);
    return status;
}

static enum pk_status cases(struct cli *cli)
{
    char *text = NULL, *csv = NULL;
    size_t length = 0, csv_length = 0;
    enum pk_status status = cli_read_file(cli, &text, &length, cli->arguments[0], CLI_TARIFF_MOST);
    if (status == PK_OK)
        status = cli_read_file(cli, &csv, &csv_length, cli->arguments[1], CASES_MOST);
    if (status == PK_OK)
        status = price_cases(cli, text, length, csv, csv_length);
    free(text);
    free(csv);
    return status;
}

const struct cli_command cli_tariff_cases = {
    .name = "tariff cases",
    .usage = "FILE CASES [--only ID]",
    .summary = "price the rows of a CSV file and tell those that differ",
    .help = "The first row of CASES names the columns: entry, exit and expected_minor_units, and\n"
            "if you like case_id, tariff_id, tz, currency and notes.",
    .least = 2,
    .most = 2,
    .lot = CLI_NO_LOT,
    .options = cases_options,
    .run = cases,
};
