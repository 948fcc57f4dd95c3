/*
 * renew, amend, move, void, replace, release: what mends a stay that went wrong.
 */
#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/text.h"
#include "parkade/ticket.h"

static const struct cli_option reason_option[] = {
    {"reason", "TEXT", "why", true},
    {NULL, NULL, NULL, false},
};

/* Finds the ticket of the first argument and lets ACT change it. */
static enum pk_status mend(struct cli *cli, enum pk_status (*act)(struct pk_ticket *, struct cli *,
                                                                  const char *ticket_id))
{
    struct pk_ticket found, mended;
    enum pk_status status =
        pk_ticket_resolve_again(&found, NULL, cli->lot, cli->arguments[0], cli->act.request_id);
    if (status == PK_OK)
        status = act(&mended, cli, found.ticket_id);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    return cli_print_ticket(cli, &mended);
}

static enum pk_status act_renew(struct pk_ticket *out, struct cli *cli, const char *ticket_id)
{
    return pk_renew(out, cli->lot, &cli->act, ticket_id, cli_value(cli, "reason"));
}

static enum pk_status renew(struct cli *cli)
{
    return mend(cli, act_renew);
}

const struct cli_command cli_renew = {
    .name = "renew",
    .usage = "TICKET --reason TEXT",
    .summary = "make an expired ticket valid again",
    .help = "The fee has gone on meanwhile.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = reason_option,
    .run = renew,
};

static enum pk_status act_void(struct pk_ticket *out, struct cli *cli, const char *ticket_id)
{
    return pk_void(out, cli->lot, &cli->act, ticket_id, cli_value(cli, "reason"));
}

static enum pk_status void_ticket(struct cli *cli)
{
    return mend(cli, act_void);
}

const struct cli_command cli_void = {
    .name = "void",
    .usage = "TICKET --reason TEXT",
    .summary = "cancel a ticket that was issued by mistake",
    .help = "Refund first what was taken for it: a paid one is refused.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = reason_option,
    .run = void_ticket,
};

static const struct cli_option replace_options[] = {
    {"reason", "TEXT", "why", true},
    {"proof", "TEXT", "what showed whose vehicle it is; without it a supervisor's act", false},
    {"lost", NULL, "charge the tariff's price of a lost ticket", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status act_replace(struct pk_ticket *out, struct cli *cli, const char *ticket_id)
{
    return pk_replace(out, cli->lot, &cli->act, ticket_id, cli_value(cli, "reason"),
                      cli_value(cli, "proof"), cli_has(cli, "lost"));
}

/* The tariff of the stay may know no lost tickets; nobody should believe that they were charged. */
static void warn_no_price(struct cli *cli)
{
    struct pk_ticket ticket;
    const struct pk_tariff *tariff;
    if (pk_ticket_resolve_again(&ticket, NULL, cli->lot, cli->arguments[0], cli->act.request_id) ==
            PK_OK &&
        pk_lot_tariff(&tariff, cli->lot, ticket.entry_time) == PK_OK &&
        !pk_tariff_has_lost_price(tariff))
        cli_warn(_("The tariff has no price of a lost ticket: the stay is charged as proven."));
}

static enum pk_status replace(struct cli *cli)
{
    enum pk_status status = mend(cli, act_replace);
    if (status == PK_OK && !cli->json && cli_has(cli, "lost"))
        warn_no_price(cli);
    return status;
}

const struct cli_command cli_replace = {
    .name = "replace",
    .usage = "TICKET --reason TEXT [--proof TEXT] [--lost]",
    .summary = "give a new ticket for a lost one",
    .help =
        "Entry time and spot stay, what was paid counts, and the old ticket is dead: it raises\n"
        "an alarm if it turns up. Without --lost the stay is charged as it was proven.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = replace_options,
    .run = replace,
};

static enum pk_status act_release(struct pk_ticket *out, struct cli *cli, const char *ticket_id)
{
    return pk_release(out, cli->lot, &cli->act, ticket_id, cli_value(cli, "reason"));
}

static enum pk_status release(struct cli *cli)
{
    return mend(cli, act_release);
}

const struct cli_command cli_release = {
    .name = "release",
    .usage = "TICKET --reason TEXT",
    .summary = "end a stay without its ticket: left unseen, towed, owing, outage",
    .help = "What was due stays owed and can be paid later.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = reason_option,
    .run = release,
};

static const struct cli_option amend_options[] = {
    {"registration", "NUMBER", "the right registration number", false},
    {"class", "CLASS", "the right class: car, motorcycle, van or truck", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status act_amend(struct pk_ticket *out, struct cli *cli, const char *ticket_id)
{
    enum pk_vehicle_class right_class = PK_CAR;
    enum pk_status status = cli_class(cli, &right_class);
    if (status != PK_OK)
        return status;
    return pk_amend(out, cli->lot, &cli->act, ticket_id, cli_value(cli, "registration"),
                    cli_has(cli, "class") ? &right_class : NULL);
}

static enum pk_status amend(struct cli *cli)
{
    if (!cli_has(cli, "registration") && !cli_has(cli, "class"))
        return cli_usage(cli, _("amend wants --registration or --class."));
    return mend(cli, act_amend);
}

const struct cli_command cli_amend = {
    .name = "amend",
    .usage = "TICKET [--registration NUMBER] [--class CLASS]",
    .summary = "mend the registration number or class of an open ticket",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = amend_options,
    .run = amend,
};

static const struct cli_option move_options[] = {
    {"spot", "LABEL", "where it stands now", true},
    {NULL, NULL, NULL, false},
};

static enum pk_status act_move(struct pk_ticket *out, struct cli *cli, const char *ticket_id)
{
    return pk_move(out, cli->lot, &cli->act, ticket_id, cli_value(cli, "spot"));
}

static enum pk_status move(struct cli *cli)
{
    return mend(cli, act_move);
}

const struct cli_command cli_move = {
    .name = "move",
    .usage = "TICKET --spot LABEL",
    .summary = "move a vehicle to another spot",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = move_options,
    .run = move,
};
