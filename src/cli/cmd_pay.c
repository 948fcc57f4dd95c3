/*
 * pay and refund: money comes, money goes back.
 */
#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/text.h"
#include "parkade/validation.h"

static const struct cli_option pay_options[] = {
    {"method", "METHOD", "cash, card or nil (let out for nothing)", true},
    {"tendered", "AMOUNT", "the cash handed over; exactly what is due unless told", false},
    {"amount", "AMOUNT", "book this part of what is due, on purpose", false},
    {"validation", "CODE", "a sponsor's code that is given to the ticket first", false},
    {"override", "AMOUNT", "the price agreed instead of the tariff's", false},
    {"reason", "TEXT", "why; nil and --override want one", false},
    {NULL, NULL, NULL, false},
};

struct amounts {
    enum pk_method method;
    int64_t tendered, amount, override_price;
};

static enum pk_status read_amounts(struct cli *cli, struct amounts *out)
{
    enum pk_status status = cli_method(cli, &out->method, PK_CASH);
    if (status == PK_OK)
        status = cli_amount(cli, &out->tendered, "tendered");
    if (status == PK_OK)
        status = cli_amount(cli, &out->amount, "amount");
    if (status == PK_OK)
        status = cli_amount(cli, &out->override_price, "override");
    return status;
}

/* What cannot be meant is refused, not ignored. */
static enum pk_status check_amounts(struct cli *cli, const struct amounts *in)
{
    bool has_reason = cli_has(cli, "reason");
    bool is_agreed = in->override_price != PK_NONE;
    if (in->method != PK_CASH && in->tendered != PK_NONE)
        return cli_usage(cli, _("--tendered is for cash."));
    if (in->method == PK_NIL && (in->amount != PK_NONE || is_agreed))
        return cli_usage(cli, _("A nil payment has no amount."));
    if (in->method == PK_CARD && is_agreed)
        return cli_usage(cli, _("A price agreed by --override is paid in cash."));
    if ((in->method == PK_NIL || is_agreed) && !has_reason)
        return cli_usage(cli, _("A nil payment and --override want a --reason."));
    if (in->method != PK_NIL && !is_agreed && has_reason)
        return cli_usage(cli, _("--reason goes with a nil payment or --override."));
    return PK_OK;
}

static enum pk_status pay_cash(struct cli *cli, struct pk_tender *out, const char *ticket_id,
                               const struct amounts *in)
{
    struct pk_pay how = {
        .ticket_id = ticket_id,
        .tender_count = 1,
        .tenders = {{.method = in->method, .amount = in->amount, .tendered = in->tendered}},
        .quoted_at = PK_NONE,
        .override_price = in->override_price,
        .reason = cli_value(cli, "reason"),
        .validation = cli_value(cli, "validation"),
    };
    return pk_pay(out, NULL, cli->lot, &cli->act, &how);
}

/* A card is charged outside any transaction: the code is an act of its own before it, and stays on
 * the ticket when the card is declined. */
static enum pk_status give_code(struct cli *cli, const char *ticket_id)
{
    const char *code = cli_value(cli, "validation");
    struct pk_act act = cli->act;
    struct pk_given given;
    bool is_given = false;
    act.request_id[0] = '\0';
    enum pk_status status =
        code ? pk_validation_is_given(&is_given, cli->lot, ticket_id, code) : PK_OK;
    if (status != PK_OK || !code || is_given)
        return status;
    return pk_validation_give(&given, cli->lot, &act, ticket_id, code);
}

static enum pk_status pay_card(struct cli *cli, struct pk_tender *out, const char *ticket_id,
                               int64_t amount)
{
    struct pk_setting behaviour;
    struct pk_card_terminal terminal;
    enum pk_status status = give_code(cli, ticket_id);
    if (status == PK_OK)
        status = pk_setting_get(&behaviour, cli->lot, "card.simulator");
    if (status == PK_OK)
        status = pk_card_simulator(&terminal, behaviour.value);
    if (status == PK_OK)
        status = pk_pay_card(out, cli->lot, &cli->act, &terminal, ticket_id, amount, PK_NONE);
    return status;
}

static enum pk_status pay(struct cli *cli)
{
    struct amounts amounts;
    struct pk_ticket ticket;
    struct pk_tender tender;
    enum pk_status status = read_amounts(cli, &amounts);
    if (status == PK_OK)
        status = check_amounts(cli, &amounts);
    if (status == PK_OK)
        status = pk_ticket_resolve_again(&ticket, NULL, cli->lot, cli->arguments[0],
                                         cli->act.request_id);
    if (status != PK_OK)
        return status;
    status = amounts.method == PK_CARD ? pay_card(cli, &tender, ticket.ticket_id, amounts.amount)
                                       : pay_cash(cli, &tender, ticket.ticket_id, &amounts);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    return cli_print_tender(cli, &tender);
}

const struct cli_command cli_pay = {
    .name = "pay",
    .usage = "TICKET --method cash|card|nil [--tendered AMOUNT] [--amount AMOUNT] "
             "[--validation CODE] [--override AMOUNT] [--reason TEXT]",
    .summary = "take the money for a stay",
    .help =
        "Pays what is due. Amounts are in the major unit: 7.50. Less cash than due is refused\n"
        "and books nothing; --amount books a part on purpose. The ticket of a released vehicle\n"
        "that still owes is named by its number or UUID.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = pay_options,
    .run = pay,
};

static const struct cli_option refund_options[] = {
    {"amount", "AMOUNT", "how much goes back; at most what was paid", true},
    {"reason", "TEXT", "why", true},
    {"method", "METHOD", "cash (unless told) or card", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status refund(struct cli *cli)
{
    struct pk_ticket ticket;
    struct pk_tender tender;
    enum pk_method method = PK_CASH;
    int64_t amount = PK_NONE;
    enum pk_status status = cli_method(cli, &method, PK_CASH);
    if (status == PK_OK && method == PK_NIL)
        status = cli_usage(cli, _("Money goes back in cash or to a card."));
    if (status == PK_OK)
        status = cli_amount(cli, &amount, "amount");
    if (status == PK_OK)
        status = pk_ticket_resolve_again(&ticket, NULL, cli->lot, cli->arguments[0],
                                         cli->act.request_id);
    if (status == PK_OK)
        status = pk_refund(&tender, cli->lot, &cli->act, ticket.ticket_id, amount, method,
                           cli_value(cli, "reason"));
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    return cli_print_tender(cli, &tender);
}

const struct cli_command cli_refund = {
    .name = "refund",
    .usage = "TICKET --amount AMOUNT --reason TEXT [--method cash|card]",
    .summary = "give money back",
    .help = "Never reopens a ticket. An open one that is no longer covered must be paid again.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = refund_options,
    .run = refund,
};
