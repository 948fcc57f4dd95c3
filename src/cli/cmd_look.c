/*
 * show, quote and find: looking changes nothing.
 */
#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/text.h"
#include "parkade/ticket.h"

static enum pk_status show(struct cli *cli)
{
    struct pk_ticket ticket;
    enum pk_status status = pk_ticket_resolve(&ticket, NULL, cli->lot, cli->arguments[0]);
    return status == PK_OK ? cli_print_ticket(cli, &ticket) : status;
}

const struct cli_command cli_show = {
    .name = "show",
    .usage = "TICKET",
    .summary = "show a ticket",
    .least = 1,
    .most = 1,
    .lot = CLI_LOOK,
    .run = show,
};

static const struct cli_option quote_options[] = {
    {"at", "TIME", "the moment to quote for; now unless told", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status quote(struct cli *cli)
{
    struct pk_ticket ticket;
    struct pk_quote answer;
    int64_t at = PK_NONE;
    enum pk_status status = cli_moment(cli, &at, "at", pk_lot_zone(cli->lot));
    if (status == PK_OK)
        status = pk_ticket_resolve(&ticket, NULL, cli->lot, cli->arguments[0]);
    if (status == PK_OK)
        status = pk_quote(&answer, cli->lot, ticket.ticket_id, at);
    return status == PK_OK ? cli_print_quote(cli, &answer) : status;
}

const struct cli_command cli_quote = {
    .name = "quote",
    .usage = "TICKET [--at TIME]",
    .summary = "say what a stay costs, line by line",
    .help = "Lines that take something off (a cap, a rounding) are negative. The moments at which\n"
            "the price next rises and falls stand below, to the second.",
    .least = 1,
    .most = 1,
    .lot = CLI_LOOK,
    .options = quote_options,
    .run = quote,
};

static enum pk_status find_ticket(struct cli *cli)
{
    enum { MOST = 50 };
    struct pk_ticket tickets[MOST];
    size_t count = 0;
    enum pk_status status = pk_ticket_search(tickets, MOST, &count, cli->lot, cli->arguments[0]);
    if (status != PK_OK)
        return status;
    return cli_print_tickets(cli, tickets, count < MOST ? count : MOST);
}

const struct cli_command cli_find_ticket = {
    .name = "find",
    .usage = "TEXT",
    .summary = "find tickets by part of a registration number, or by number",
    .help = "Letters and digits that look alike count as equal: 8O0 finds B00. The best 50 are\n"
            "listed, vehicles that are inside first. Nothing found is an empty list.",
    .least = 1,
    .most = 1,
    .lot = CLI_LOOK,
    .run = find_ticket,
};
