/*
 * receipt reprint: a receipt once more, which says which copy it is.
 */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/figures.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"

static const struct figure_column columns[] = {
    {"station", "station", FIGURE_TEXT},    {"receipt_no", "receipt", FIGURE_NUMBER},
    {"ticket_no", "ticket", FIGURE_NUMBER}, {"registration_number", "registration", FIGURE_TEXT},
    {"payment_time", "time", FIGURE_TIME},  {"method", "method", FIGURE_TEXT},
    {"amount", "amount", FIGURE_MONEY},     {"tendered", "tendered", FIGURE_MONEY},
    {"change", "change", FIGURE_MONEY},     {"who", "by", FIGURE_TEXT},
    {"reason", "reason", FIGURE_TEXT},      {NULL, NULL, FIGURE_TEXT},
};

static enum pk_status reprint(struct cli *cli)
{
    int64_t number;
    struct pk_receipt receipt;
    enum pk_status status = cli_argument_number(cli, &number, 1);
    if (status == PK_OK)
        status = pk_receipt_reprint(&receipt, cli->lot, &cli->act, cli->arguments[0], number);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    json_t *record = pk_json_receipt(&receipt);
    if (cli->json || !record)
        return cli_json(cli, record);
    printf(_("copy %lld\n"), (long long)receipt.copy_no);
    status = figures_list(cli, columns, record);
    json_decref(record);
    return status;
}

const struct cli_command cli_receipt_reprint = {
    .name = "receipt reprint",
    .usage = "STATION NUMBER",
    .summary = "print a receipt once more, as a numbered copy",
    .least = 2,
    .most = 2,
    .lot = CLI_CHANGE,
    .run = reprint,
};
