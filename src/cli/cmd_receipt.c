/*
 * receipt reprint: a receipt once more, which says which copy it is.
 */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/figures.h"
#include "cli/print.h"
#include "cli/slips.h"
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

static enum pk_status print_receipt(struct cli *cli, const struct pk_receipt *receipt)
{
    json_t *record = pk_json_receipt(receipt);
    if (cli->json || !record)
        return cli_json(cli, record);
    printf(_("copy %lld\n"), (long long)receipt->copy_no);
    enum pk_status status = figures_list(cli, columns, record);
    json_decref(record);
    return status;
}

static enum pk_status reprint(struct cli *cli)
{
    int64_t number;
    struct pk_slip slip = {.kind = PK_SLIP_RECEIPT};
    enum pk_status status = cli_slip_check(cli);
    if (status == PK_OK)
        status = cli_argument_number(cli, &number, 1);
    if (status == PK_OK)
        status = pk_receipt_reprint(&slip.receipt, cli->lot, &cli->act, cli->arguments[0], number);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    slip.copy_no = slip.receipt.copy_no;
    if (!cli_slip_replaces(cli))
        status = print_receipt(cli, &slip.receipt);
    if (status == PK_OK)
        status = pk_ticket_get(&slip.ticket, cli->lot, slip.receipt.ticket_id);
    return status == PK_OK ? cli_slip(cli, &slip) : status;
}

const struct cli_command cli_receipt_reprint = {
    .name = "receipt reprint",
    .usage = "STATION NUMBER [--slip] [--print]",
    .summary = "print a receipt once more, as a numbered copy",
    .least = 2,
    .most = 2,
    .lot = CLI_CHANGE,
    .options = cli_slip_options,
    .run = reprint,
};
