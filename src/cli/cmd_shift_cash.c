/*
 * shift drop, paid-out, no-sale: cash that moves without a sale.
 */
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/shift.h"
#include "parkade/json.h"
#include "parkade/text.h"

static enum pk_status print_movement(struct cli *cli, const struct pk_cash_movement *movement)
{
    char amount[CLI_TEXT_SIZE];
    cli->has_acted = true;
    if (cli->json)
        return cli_json(cli, pk_json_cash_movement(movement));
    struct cli_table table = cli_table("lrl");
    cli_money(amount, movement->amount, movement->currency);
    cli_cell(&table, "%s", movement->kind);
    cli_cell(&table, "%s", movement->amount > 0 ? amount : "");
    cli_cell(&table, "%s%s", movement->bag_no, movement->reason);
    return cli_table_end(cli, &table);
}

static enum pk_status read_amount(struct cli *cli, int64_t *out)
{
    return pk_money_parse(out, cli->arguments[0], pk_lot_currency(cli->lot));
}

static const struct cli_option drop_options[] = {
    {"bag", "NUMBER", "the number of the bag that goes to the safe", true},
    {NULL, NULL, NULL, false},
};

static enum pk_status drop(struct cli *cli)
{
    int64_t amount;
    struct pk_cash_movement movement;
    enum pk_status status = read_amount(cli, &amount);
    if (status == PK_OK)
        status = pk_shift_drop(&movement, cli->lot, &cli->act, amount, cli_value(cli, "bag"));
    return status == PK_OK ? print_movement(cli, &movement) : status;
}

const struct cli_command cli_shift_drop = {
    .name = "shift drop",
    .usage = "AMOUNT --bag NUMBER",
    .summary = "move cash from the drawer to the safe",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = drop_options,
    .run = drop,
};

static const struct cli_option reason_options[] = {
    {"reason", "TEXT", "why", true},
    {NULL, NULL, NULL, false},
};

static enum pk_status pay_out(struct cli *cli)
{
    int64_t amount;
    struct pk_cash_movement movement;
    enum pk_status status = read_amount(cli, &amount);
    if (status == PK_OK)
        status =
            pk_shift_paid_out(&movement, cli->lot, &cli->act, amount, cli_value(cli, "reason"));
    return status == PK_OK ? print_movement(cli, &movement) : status;
}

const struct cli_command cli_shift_paid_out = {
    .name = "shift paid-out",
    .usage = "AMOUNT --reason TEXT",
    .summary = "pay an expense of the lot out of the drawer",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = reason_options,
    .run = pay_out,
};

static enum pk_status no_sale(struct cli *cli)
{
    struct pk_cash_movement movement;
    enum pk_status status =
        pk_shift_no_sale(&movement, cli->lot, &cli->act, cli_value(cli, "reason"));
    return status == PK_OK ? print_movement(cli, &movement) : status;
}

const struct cli_command cli_shift_no_sale = {
    .name = "shift no-sale",
    .usage = "--reason TEXT",
    .summary = "open the drawer without a sale",
    .lot = CLI_CHANGE,
    .options = reason_options,
    .run = no_sale,
};
