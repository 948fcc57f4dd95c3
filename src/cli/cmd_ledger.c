/*
 * report ledger: the books as a plain-text accounting journal, which hledger and its kin read.
 */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/figures.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/money.h"
#include "parkade/text.h"

static const struct figure_column columns[] = {
    {"transaction", "no", FIGURE_NUMBER},
    {"date", "date", FIGURE_TEXT},
    {"description", "what", FIGURE_TEXT},
    {"account", "account", FIGURE_TEXT},
    {"currency", "currency", FIGURE_TEXT},
    {"amount", "amount", FIGURE_MONEY},
    {NULL, NULL, FIGURE_TEXT},
};

struct postings {
    struct cli *cli;
    json_t *rows;
    json_t *accounts; /* an object whose keys they are */
    enum pk_status status;
};

static bool add(const struct pk_posting *posting, void *context)
{
    struct postings *postings = context;
    const char *currency = pk_lot_currency(postings->cli->lot);
    postings->status =
        figures_add(postings->cli, postings->rows, pk_json_posting(posting, currency));
    if (json_object_set_new(postings->accounts, posting->account, json_true()) != 0)
        postings->status = figures_no_memory(postings->cli);
    return postings->status == PK_OK;
}

/* Declared, so that a strict check finds a slip of the pen in what is added by hand. */
static void declare(const struct postings *postings)
{
    const char *account, *currency = pk_lot_currency(postings->cli->lot);
    json_t *unused;
    char sample[PK_MONEY_SIZE];
    int64_t thousand = 1000;
    for (int i = pk_currency_exponent(currency); i > 0; i--)
        thousand *= 10;
    pk_money_format(sample, thousand, currency);
    printf("commodity %s%s %s\n", sample, strchr(sample, '.') ? "" : ".", currency);
    json_object_foreach(postings->accounts, account, unused)
    {
        printf("account %s\n", account);
    }
}

static void print_posting(const json_t *row, const char *currency)
{
    char amount[PK_MONEY_SIZE];
    pk_money_format(amount, json_integer_value(json_object_get(row, "amount")), currency);
    printf("    %s  %s %s\n", json_string_value(json_object_get(row, "account")), amount, currency);
}

static void print_books(const struct postings *postings)
{
    json_int_t before = 0;
    size_t i;
    json_t *row;
    declare(postings);
    json_array_foreach(postings->rows, i, row)
    {
        json_int_t transaction = json_integer_value(json_object_get(row, "transaction"));
        if (transaction != before)
            printf("\n%s %s\n", json_string_value(json_object_get(row, "date")),
                   json_string_value(json_object_get(row, "description")));
        before = transaction;
        print_posting(row, pk_lot_currency(postings->cli->lot));
    }
}

static enum pk_status answer(struct postings *postings, enum report_format format)
{
    if (postings->status != PK_OK)
        return postings->status;
    if (format == REPORT_JSON)
        return cli_json(postings->cli, json_incref(postings->rows));
    if (format == REPORT_CSV)
        figures_csv(postings->cli, columns, postings->rows);
    else
        print_books(postings);
    return PK_OK;
}

static enum pk_status ledger(struct cli *cli)
{
    enum report_format format = REPORT_TEXT;
    int64_t from, to;
    enum pk_status status = report_format(cli, &format);
    if (status == PK_OK)
        status = report_range(cli, &from, &to, REPORT_DAYS_MOST);
    if (status != PK_OK)
        return status;
    struct postings postings = {.cli = cli, .rows = json_array(), .accounts = json_object()};
    status = pk_ledger_each(cli->lot, from, to, add, &postings);
    if (status == PK_OK)
        status = answer(&postings, format);
    json_decref(postings.rows);
    json_decref(postings.accounts);
    return status;
}

const struct cli_command cli_report_ledger = {
    .name = "report ledger",
    .usage = REPORT_USAGE,
    .summary = "the books as a plain-text accounting journal (hledger)",
    .help = "What was taken and given back by day, station and method; over and short, paid out\n"
            "and handed in by shift; deposits by day close. `hledger check --strict` accepts it.",
    .lot = CLI_LOOK,
    .options = report_options,
    .run = ledger,
};
