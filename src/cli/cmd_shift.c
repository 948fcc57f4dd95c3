/*
 * shift open, close, count, recount: a drawer from its float to its Z report.
 */
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/shift.h"
#include "parkade/json.h"
#include "parkade/text.h"

#define CASH_OPTIONS                                                                               \
    {"cash", "PIECES", "counted by note and coin, like '50x2 20x3 0.50x4'", false},                \
    {                                                                                              \
        "total", "AMOUNT", "counted as a total", false                                             \
    }

static enum pk_status read_cash(struct cli *cli, struct pk_cash *out)
{
    bool is_given;
    enum pk_status status = cli_cash(cli, out, &is_given);
    if (status == PK_OK && !is_given)
        return cli_usage(cli, _("Count the drawer: --cash '50x2 20x3' or --total AMOUNT."));
    return status;
}

/* ---- open ---- */

static const struct cli_option open_options[] = {
    CASH_OPTIONS,
    {NULL, NULL, NULL, false},
};

static enum pk_status open_shift(struct cli *cli)
{
    struct pk_cash cash;
    struct pk_shift shift;
    enum pk_status status = read_cash(cli, &cash);
    if (status == PK_OK)
        status = pk_shift_open(&shift, cli->lot, &cli->act, &cash);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    return cli_print_shift(cli, &shift);
}

const struct cli_command cli_shift_open = {
    .name = "shift open",
    .usage = "--cash PIECES | --total AMOUNT",
    .summary = "begin a shift at this station's drawer with a counted float",
    .help =
        "From the first member of staff on, cash is taken in a shift only. One is open for each\n"
        "attendant and for each drawer. Its money belongs to today, or to yesterday before the\n"
        "setting day_start.",
    .lot = CLI_CHANGE,
    .options = open_options,
    .run = open_shift,
};

/* ---- count ---- */

static const struct cli_option end_options[] = {
    CASH_OPTIONS,
    {"staff", "NAME", "the open shift of NAME: a supervisor's, unless it is one's own", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status print_count(struct cli *cli, const struct pk_cash_count *count)
{
    char total[CLI_TEXT_SIZE];
    cli->has_acted = true;
    if (cli->json)
        return cli_json(cli, pk_json_cash_count(count));
    cli_money(total, count->total, count->currency);
    printf(_("%s of shift %lld: %s\n"), count->kind, (long long)count->shift_id, total);
    return PK_OK;
}

static enum pk_status count(struct cli *cli)
{
    struct pk_cash cash;
    struct pk_cash_count counted;
    enum pk_status status = read_cash(cli, &cash);
    if (status == PK_OK)
        status = pk_shift_count(&counted, cli->lot, &cli->act, cli_value(cli, "staff"), &cash);
    return status == PK_OK ? print_count(cli, &counted) : status;
}

const struct cli_command cli_shift_count = {
    .name = "shift count",
    .usage = "--cash PIECES | --total AMOUNT [--staff NAME]",
    .summary = "count the drawer of an open shift, blind",
    .help = "What should be in it is not told before the close. Every count is kept; the shift\n"
            "closes with the last one.",
    .lot = CLI_CHANGE,
    .options = end_options,
    .run = count,
};

/* ---- close ---- */

static enum pk_status close_shift(struct cli *cli)
{
    struct pk_cash cash;
    struct pk_shift shift;
    bool is_given;
    enum pk_status status = cli_cash(cli, &cash, &is_given);
    if (status == PK_OK)
        status = pk_shift_close(&shift, cli->lot, &cli->act, cli_value(cli, "staff"),
                                is_given ? &cash : NULL);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    return cli->json ? cli_print_shift(cli, &shift)
                     : cli_print_shift_report(cli, shift.shift_id, REPORT_TEXT);
}

const struct cli_command cli_shift_close = {
    .name = "shift close",
    .usage = "[--cash PIECES | --total AMOUNT] [--staff NAME]",
    .summary = "end a shift with its last count and print its Z report",
    .help =
        "Works from any station. Over and short are recorded and never stand in the way; a card\n"
        "payment that is under way does.",
    .lot = CLI_CHANGE,
    .options = end_options,
    .run = close_shift,
};

/* ---- recount ---- */

static enum pk_status recount(struct cli *cli)
{
    struct pk_cash cash;
    struct pk_shift shift;
    struct pk_cash_count counted;
    enum pk_status status = read_cash(cli, &cash);
    if (status == PK_OK)
        status = cli_find_shift(cli, &shift);
    if (status == PK_OK)
        status = pk_shift_recount(&counted, cli->lot, &cli->act, shift.shift_id, &cash);
    return status == PK_OK ? print_count(cli, &counted) : status;
}

const struct cli_command cli_shift_recount = {
    .name = "shift recount",
    .usage = "SHIFT --cash PIECES | --total AMOUNT",
    .summary = "count the cash of a closed shift once more",
    .help = "By a supervisor who neither worked nor closed it. The Z report stays as it is; shift\n"
            "show has the recount beside it.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = open_options,
    .run = recount,
};
