/*
 * staff list, add, role, pin, leave, return: who works here.
 */
#include <sodium.h>
#include <stdio.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"

enum { STAFF_MAX = 512 };

static void add_member(struct cli_table *table, const struct cli *cli,
                       const struct pk_staff *member)
{
    char locked[CLI_TEXT_SIZE];
    cli_local(locked, pk_lot_zone(cli->lot), member->locked_until);
    cli_cell(table, "%s", member->name);
    cli_cell(table, "%s", pk_role_name(member->role));
    cli_cell(table, "%s", member->is_active ? "" : _("let go"));
    cli_cell(table, "%s%s", locked[0] ? _("locked until ") : "", locked);
}

static enum pk_status print_member(struct cli *cli, const struct pk_staff *member)
{
    cli->has_acted = true;
    if (cli->json)
        return cli_json(cli, pk_json_staff(member));
    struct cli_table table = cli_table("llll");
    add_member(&table, cli, member);
    return cli_table_end(cli, &table);
}

static enum pk_status list(struct cli *cli)
{
    static struct pk_staff members[STAFF_MAX];
    size_t count;
    enum pk_status status = pk_staff_list(members, STAFF_MAX, &count, cli->lot);
    if (status != PK_OK)
        return status;
    struct cli_list staff = cli_list(cli, "llll");
    for (size_t i = 0; staff.status == PK_OK && i < count; i++) {
        if (cli->json)
            cli_list_json(&staff, pk_json_staff(&members[i]));
        else
            add_member(&staff.table, cli, &members[i]);
    }
    return cli_list_end(&staff, PK_OK);
}

const struct cli_command cli_staff_list = {
    .name = "staff list",
    .usage = "",
    .summary = "list the staff",
    .lot = CLI_LOOK,
    .run = list,
};

static enum pk_status read_role(struct cli *cli, enum pk_role *out, const char *name)
{
    if (pk_role_from_name(out, name))
        return PK_OK;
    return cli_usage(cli, _("A role is attendant, supervisor, manager or auditor, not '%.40s'."),
                     name);
}

static const struct cli_option add_options[] = {
    {"role", "ROLE", "attendant, supervisor, manager or auditor", true},
    {"new-pin-fd", "N", "read the new PIN from file descriptor N, not the terminal", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status add(struct cli *cli)
{
    enum pk_role role;
    char pin[CLI_PIN_SIZE] = "";
    struct pk_staff member;
    enum pk_status status = read_role(cli, &role, cli_value(cli, "role"));
    if (status == PK_OK)
        status = cli_read_new_pin(cli, pin);
    if (status == PK_OK)
        status = pk_staff_add(&member, cli->lot, &cli->act, cli->arguments[0], role, pin);
    sodium_memzero(pin, sizeof pin);
    return status == PK_OK ? print_member(cli, &member) : status;
}

const struct cli_command cli_staff_add = {
    .name = "staff add",
    .usage = "NAME --role ROLE [--new-pin-fd N]",
    .summary = "take somebody on",
    .help = "The first one is a manager. From then on every change of the lot needs a name:\n"
            "commands take --as NAME, the console signs in.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = add_options,
    .run = add,
};

static enum pk_status set_role(struct cli *cli)
{
    enum pk_role role;
    struct pk_staff member;
    enum pk_status status = read_role(cli, &role, cli->arguments[1]);
    if (status == PK_OK)
        status = pk_staff_set_role(&member, cli->lot, &cli->act, cli->arguments[0], role);
    return status == PK_OK ? print_member(cli, &member) : status;
}

const struct cli_command cli_staff_role = {
    .name = "staff role",
    .usage = "NAME ROLE",
    .summary = "give somebody another role",
    .least = 2,
    .most = 2,
    .lot = CLI_CHANGE,
    .run = set_role,
};

static const struct cli_option pin_options[] = {
    {"new-pin-fd", "N", "read the new PIN from file descriptor N, not the terminal", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status set_pin(struct cli *cli)
{
    char pin[CLI_PIN_SIZE] = "";
    struct pk_staff member;
    enum pk_status status = cli_read_new_pin(cli, pin);
    if (status == PK_OK)
        status = pk_staff_set_pin(&member, cli->lot, &cli->act, cli->arguments[0], pin);
    sodium_memzero(pin, sizeof pin);
    return status == PK_OK ? print_member(cli, &member) : status;
}

const struct cli_command cli_staff_pin = {
    .name = "staff pin",
    .usage = "NAME [--new-pin-fd N]",
    .summary = "give a new PIN and unlock the name: one's own, or anybody's by a manager",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = pin_options,
    .run = set_pin,
};

static enum pk_status set_active(struct cli *cli, bool is_active)
{
    struct pk_staff member;
    enum pk_status status =
        pk_staff_set_active(&member, cli->lot, &cli->act, cli->arguments[0], is_active);
    return status == PK_OK ? print_member(cli, &member) : status;
}

static enum pk_status leave(struct cli *cli)
{
    return set_active(cli, false);
}

const struct cli_command cli_staff_leave = {
    .name = "staff leave",
    .usage = "NAME",
    .summary = "let somebody go: the name signs in no more, what it did stays",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .run = leave,
};

static enum pk_status come_back(struct cli *cli)
{
    return set_active(cli, true);
}

const struct cli_command cli_staff_return = {
    .name = "staff return",
    .usage = "NAME",
    .summary = "let somebody who left sign in again",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .run = come_back,
};
