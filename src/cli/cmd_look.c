/*
 * show, quote and find: looking changes nothing.
 */
#include <stdio.h>
#include <string.h>

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

static enum pk_status refuse_before_entry(struct cli *cli, const struct pk_ticket *ticket)
{
    char entered[CLI_TEXT_SIZE];
    cli_local(entered, pk_lot_zone(cli->lot), ticket->entry_time);
    return cli_usage(cli, _("The vehicle came at %s: before that there is nothing to quote."),
                     entered);
}

static enum pk_status quote(struct cli *cli)
{
    struct pk_ticket ticket;
    struct pk_quote answer;
    int64_t at = PK_NONE;
    enum pk_status status = cli_moment(cli, &at, "at", pk_lot_zone(cli->lot));
    if (status == PK_OK)
        status = pk_ticket_resolve(&ticket, NULL, cli->lot, cli->arguments[0]);
    if (status == PK_OK && at != PK_NONE && at < ticket.entry_time)
        status = refuse_before_entry(cli, &ticket);
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
    const char *text = cli->arguments[0];
    if (text[strspn(text, " \t")] == '\0')
        return cli_usage(cli, _("find wants part of a registration number, or a number."));
    enum pk_status status = pk_ticket_search(tickets, MOST, &count, cli->lot, text);
    if (status != PK_OK)
        return status;
    if (count == 0 && !cli->json) {
        puts(_("no ticket found"));
        return PK_OK;
    }
    return cli_print_tickets(cli, tickets, count < MOST ? count : MOST);
}

const struct cli_command cli_find_ticket = {
    .name = "find",
    .usage = "TEXT",
    .summary = "find tickets by part of a registration number, or by number",
    .help = "Letters and digits that look alike count as equal: 8O0 finds B00. At most 50 are\n"
            "listed. Vehicles that are inside come first, those whose number begins with TEXT\n"
            "before those that have it further on, shorter numbers before longer ones; then the\n"
            "ticket that TEXT names by its number, @LABEL or UUID; then those that left within\n"
            "30 days and began with TEXT, the latest first.\n\n"
            "The columns are the ticket's number, the registration number, the spot, the class\n"
            "of vehicle, when it came, and the state. Nothing found is no failure.",
    .least = 1,
    .most = 1,
    .lot = CLI_LOOK,
    .run = find_ticket,
};
