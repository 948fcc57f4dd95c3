/*
 * park and retrieve: a vehicle comes, a vehicle goes.
 */
#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/text.h"
#include "parkade/ticket.h"

static const struct cli_option park_options[] = {
    {"class", "CLASS", "car (unless told), motorcycle, van or truck", false},
    {"spot", "LABEL", "this spot, not the nearest free one", false},
    {"needs", "LIST", "what the spot must have: accessible, ev or both with a comma", false},
    {"entered", "TIME", "when it really came, for a paper ticket of an outage", false},
    {"reason", "TEXT", "why it is entered late", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status park(struct cli *cli)
{
    struct pk_park how = {.registration = cli->arguments[0],
                          .spot = cli_value(cli, "spot"),
                          .reason = cli_value(cli, "reason")};
    enum pk_status status = cli_class(cli, &how.vehicle_class);
    const char *needs = cli_value(cli, "needs");
    if (status == PK_OK && needs && !pk_needs_from_text(&how.needs, needs))
        status =
            cli_usage(cli, _("--needs is accessible, ev or accessible,ev, not '%.40s'."), needs);
    if (status == PK_OK)
        status = cli_moment(cli, &how.entered, "entered", pk_lot_zone(cli->lot));
    if (status == PK_OK && how.entered != PK_NONE && !how.reason)
        status = cli_usage(cli, _("--entered wants a --reason."));
    if (status == PK_OK && how.entered == PK_NONE && how.reason)
        status = cli_usage(cli, _("--reason goes with --entered."));
    struct pk_ticket ticket;
    if (status == PK_OK)
        status = pk_park(&ticket, cli->lot, &cli->act, &how);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    return cli_print_ticket(cli, &ticket);
}

const struct cli_command cli_park = {
    .name = "park",
    .usage = "REGISTRATION [--class CLASS] [--spot LABEL] [--needs LIST] [--entered TIME --reason "
             "TEXT]",
    .summary = "park a vehicle and issue its ticket",
    .help = "Takes the nearest free spot of the kind that fits the vehicle best, or the one that\n"
            "is asked for. Spots for disabled drivers and for charging go only to who needs them.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = park_options,
    .run = park,
};

static enum pk_status retrieve(struct cli *cli)
{
    struct pk_ticket found, ended;
    enum pk_found_by found_by = PK_FOUND_BY_SCAN;
    enum pk_status status = pk_ticket_resolve_again(&found, &found_by, cli->lot, cli->arguments[0],
                                                    cli->act.request_id);
    if (status == PK_OK)
        status = pk_retrieve(&ended, cli->lot, &cli->act, found.ticket_id, found_by);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    return cli_print_ticket(cli, &ended);
}

const struct cli_command cli_retrieve = {
    .name = "retrieve",
    .usage = "TICKET",
    .summary = "let a vehicle go: its spot is free again",
    .help = "Refuses with the amount due while the stay is not paid.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .run = retrieve,
};
