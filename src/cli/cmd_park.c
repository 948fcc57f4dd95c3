/*
 * park and retrieve: a vehicle comes, a vehicle goes.
 */
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "parkade/ticket.h"

static const struct cli_option park_options[] = {
    {"class", "CLASS", "car (unless told), motorcycle, van or truck", false},
    {"spot", "LABEL", "this spot, not the nearest free one", false},
    {"needs", "LIST", "only a spot kept for it: accessible or ev; accessible,ev for either", false},
    {"entered", "TIME", "when it really came, for a paper ticket of an outage", false},
    {"left-unseen", NULL, "it is inside already: release that stay and park it, in one act", false},
    {"reason", "TEXT", "why it is entered late, or how it left unseen", false},
    {NULL, NULL, NULL, false},
};

/* Another vehicle that is inside and whose number looks like that of TICKET: one of the two may be
 * a slip of the eye. */
static bool find_look_alike(struct pk_ticket *out, struct cli *cli, const struct pk_ticket *ticket)
{
    enum { MOST = 8 }; /* those that are all alike come first */
    struct pk_ticket found[MOST];
    size_t count = 0;
    char own[PK_REGISTRATION_SIZE], other[PK_REGISTRATION_SIZE];
    pk_registration_fold(own, ticket->registration_number);
    if (pk_ticket_search(found, MOST, &count, cli->lot, ticket->registration_number) != PK_OK)
        return false;
    for (size_t i = 0; i < count && i < MOST; i++) {
        pk_registration_fold(other, found[i].registration_number);
        if (found[i].exit_time != PK_NONE || strcmp(own, other) != 0 ||
            found[i].vehicle_id == ticket->vehicle_id)
            continue;
        *out = found[i];
        return true;
    }
    return false;
}

static json_t *parked_json(struct cli *cli, const struct pk_ticket *ticket,
                           const struct pk_ticket *look_alike)
{
    const char *currency = pk_lot_currency(cli->lot);
    json_t *record = pk_json_ticket(ticket, currency);
    if (record)
        json_object_set_new(record, "look_alike",
                            look_alike ? pk_json_ticket(look_alike, currency) : json_null());
    return record;
}

/* The ticket, and a warning where the number may have been misread. The vehicle is parked. */
static enum pk_status print_parked(struct cli *cli, const struct pk_ticket *ticket)
{
    struct pk_ticket other;
    bool has_other = find_look_alike(&other, cli, ticket);
    if (cli->json)
        return cli_json(cli, parked_json(cli, ticket, has_other ? &other : NULL));
    enum pk_status status = cli_print_ticket(cli, ticket);
    if (has_other)
        cli_warn(_("%s is inside on %s: another vehicle?"), other.registration_number, other.spot);
    return status;
}

static enum pk_status park(struct cli *cli)
{
    struct pk_park how = {.registration = cli->arguments[0],
                          .spot = cli_value(cli, "spot"),
                          .left_unseen = cli_has(cli, "left-unseen"),
                          .reason = cli_value(cli, "reason")};
    enum pk_status status = cli_class(cli, &how.vehicle_class);
    const char *needs = cli_value(cli, "needs");
    if (status == PK_OK && needs && !pk_needs_from_text(&how.needs, needs))
        status =
            cli_usage(cli, _("--needs is accessible, ev or accessible,ev, not '%.40s'."), needs);
    if (status == PK_OK)
        status = cli_moment(cli, &how.entered, "entered", pk_lot_zone(cli->lot));
    bool wants_reason = how.entered != PK_NONE || how.left_unseen;
    if (status == PK_OK && wants_reason && !how.reason)
        status = cli_usage(cli, _("--entered and --left-unseen want a --reason."));
    if (status == PK_OK && !wants_reason && how.reason)
        status = cli_usage(cli, _("--reason goes with --entered or --left-unseen."));
    struct pk_ticket ticket;
    if (status == PK_OK)
        status = pk_park(&ticket, cli->lot, &cli->act, &how);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    return print_parked(cli, &ticket);
}

const struct cli_command cli_park = {
    .name = "park",
    .usage = "REGISTRATION [--class CLASS] [--spot LABEL] [--needs LIST] [--entered TIME] "
             "[--left-unseen] [--reason TEXT]",
    .summary = "park a vehicle and issue its ticket",
    .help = "Takes the nearest free spot of the kind that fits the vehicle best, or the one that\n"
            "is asked for. Spots for disabled drivers and for charging go only to who needs them.\n"
            "With --needs only such a spot will do: when none is free the answer is lot_full. For\n"
            "both needs a spot that serves one of them is given, an accessible one first.\n"
            "A vehicle that is inside under a number that looks the same (O and 0, I and 1) is\n"
            "warned of.",
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
