/*
 * permit add, list, show, plate, end: season passes.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/permit.h"
#include "parkade/text.h"

static enum pk_status read_number(struct cli *cli, int64_t *out)
{
    const char *text = cli->arguments[0];
    char *end = NULL;
    *out = 0;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno != 0)
        return cli_usage(cli, _("A permit is its number, not '%.40s'."), text);
    *out = number;
    return PK_OK;
}

/* ---- what is printed ---- */

static void row(struct cli_table *table, const char *name, const char *value)
{
    cli_cell(table, "%s", name);
    cli_cell(table, "%s", value);
}

static void row_time(struct cli_table *table, const struct cli *cli, const char *name, int64_t at)
{
    char text[CLI_TEXT_SIZE];
    cli_local(text, pk_lot_zone(cli->lot), at);
    row(table, name, text);
}

static const char *state_of(const struct cli *cli, const struct pk_permit *permit)
{
    int64_t now = pk_lot_now(cli->lot);
    if (!permit->is_active || permit->valid_to <= now)
        return _("ended");
    return permit->valid_from > now ? _("to come") : _("valid");
}

static enum pk_status print_permit(struct cli *cli, const struct pk_permit *permit)
{
    if (cli->json)
        return cli_json(cli, pk_json_permit(permit));
    struct cli_table table = cli_table("ll");
    cli_cell(&table, "%s", _("permit"));
    cli_cell(&table, "%lld", (long long)permit->permit_id);
    row(&table, _("holder"), permit->holder);
    row(&table, _("state"), state_of(cli, permit));
    row_time(&table, cli, _("from"), permit->valid_from);
    row_time(&table, cli, _("to"), permit->valid_to);
    cli_cell(&table, "%s", _("inside"));
    cli_cell(&table, _("%lld of %lld"), (long long)permit->inside, (long long)permit->max_inside);
    row(&table, _("plates"), permit->plates);
    return cli_table_end(cli, &table);
}

static enum pk_status print_changed(struct cli *cli, const struct pk_permit *permit)
{
    cli->has_acted = true;
    return print_permit(cli, permit);
}

/* ---- add ---- */

static const struct cli_option add_options[] = {
    {"plates", "LIST", "its registration numbers, a comma between two", true},
    {"to", "TIME", "when it ends", true},
    {"from", "TIME", "when it begins; now unless told", false},
    {"inside", "N", "how many of them at a time; 1 unless told", false},
    {NULL, NULL, NULL, false},
};

/* Cuts TEXT, which is changed, at its commas. */
static enum pk_status split(struct cli *cli, const char *plates[], size_t *count, char *text)
{
    *count = 0;
    for (char *plate; (plate = strsep(&text, ",")) != NULL;) {
        if (*count == PK_PERMIT_PLATES_MAX)
            return cli_usage(cli, _("A permit has at most %d plates."), PK_PERMIT_PLATES_MAX);
        plates[(*count)++] = plate;
    }
    return PK_OK;
}

static enum pk_status sell(struct cli *cli, struct pk_permit_new how, char *plates)
{
    const char *list[PK_PERMIT_PLATES_MAX];
    struct pk_permit permit;
    enum pk_status status = split(cli, list, &how.plate_count, plates);
    how.plates = list;
    if (status == PK_OK)
        status = pk_permit_add(&permit, cli->lot, &cli->act, &how);
    return status == PK_OK ? print_changed(cli, &permit) : status;
}

static enum pk_status add(struct cli *cli)
{
    struct pk_permit_new how = {.holder = cli->arguments[0], .max_inside = 1};
    const struct pk_zone *zone = pk_lot_zone(cli->lot);
    enum pk_status status = cli_moment(cli, &how.valid_from, "from", zone);
    if (status == PK_OK)
        status = cli_moment(cli, &how.valid_to, "to", zone);
    if (status == PK_OK)
        status = cli_number(cli, &how.max_inside, "inside", 1, PK_PERMIT_INSIDE_MAX);
    if (status != PK_OK)
        return status;
    char *plates = strdup(cli_value(cli, "plates"));
    if (!plates)
        return cli_fail(cli, PK_INTERNAL, _("There is not enough memory."));
    status = sell(cli, how, plates);
    free(plates);
    return status;
}

const struct cli_command cli_permit_add = {
    .name = "permit add",
    .usage = "HOLDER --plates LIST --to TIME [--from TIME] [--inside N]",
    .summary = "sell a season pass",
    .help =
        "Its vehicles park free of charge while it is valid, so many at a time; one more is an\n"
        "ordinary guest. A vehicle that is inside already is under it from its next entry on.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = add_options,
    .run = add,
};

/* ---- list and show ---- */

static bool add_row(const struct pk_permit *permit, void *context)
{
    struct cli_list *permits = context;
    char to[CLI_TEXT_SIZE];
    if (permits->cli->json)
        return cli_list_json(permits, pk_json_permit(permit));
    cli_local(to, pk_lot_zone(permits->cli->lot), permit->valid_to);
    cli_cell(&permits->table, "%lld", (long long)permit->permit_id);
    cli_cell(&permits->table, "%s", permit->holder);
    cli_cell(&permits->table, "%s", state_of(permits->cli, permit));
    cli_cell(&permits->table, "%s", to);
    cli_cell(&permits->table, "%lld/%lld", (long long)permit->inside,
             (long long)permit->max_inside);
    cli_cell(&permits->table, "%s", permit->plates);
    return true;
}

static enum pk_status list(struct cli *cli)
{
    struct cli_list permits = cli_list(cli, "rlllrl");
    const char *const titles[] = {_("permit"), _("holder"), _("state"),
                                  _("to"),     _("inside"), _("plates")};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        cli_cell(&permits.table, "%s", titles[i]);
    return cli_list_end(&permits, pk_permit_each(cli->lot, add_row, &permits));
}

const struct cli_command cli_permit_list = {
    .name = "permit list",
    .usage = "",
    .summary = "list the permits, also those that have ended",
    .lot = CLI_LOOK,
    .run = list,
};

static enum pk_status show(struct cli *cli)
{
    int64_t permit_id;
    struct pk_permit permit;
    enum pk_status status = read_number(cli, &permit_id);
    if (status == PK_OK)
        status = pk_permit_get(&permit, cli->lot, permit_id);
    return status == PK_OK ? print_permit(cli, &permit) : status;
}

const struct cli_command cli_permit_show = {
    .name = "permit show",
    .usage = "PERMIT",
    .summary = "show one permit, by its number",
    .least = 1,
    .most = 1,
    .lot = CLI_LOOK,
    .run = show,
};

/* ---- plate and end ---- */

static const struct cli_option plate_options[] = {
    {"add", "REGISTRATION", "put this one on it", false},
    {"remove", "REGISTRATION", "take this one off it", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status plate(struct cli *cli)
{
    const char *more = cli_value(cli, "add"), *less = cli_value(cli, "remove");
    int64_t permit_id;
    struct pk_permit permit;
    if (!more == !less)
        return cli_usage(cli, _("permit plate wants --add or --remove, one of them."));
    enum pk_status status = read_number(cli, &permit_id);
    if (status == PK_OK)
        status = more ? pk_permit_add_plate(&permit, cli->lot, &cli->act, permit_id, more)
                      : pk_permit_remove_plate(&permit, cli->lot, &cli->act, permit_id, less);
    return status == PK_OK ? print_changed(cli, &permit) : status;
}

const struct cli_command cli_permit_plate = {
    .name = "permit plate",
    .usage = "PERMIT --add REGISTRATION | --remove REGISTRATION",
    .summary = "put a plate on a permit, or take it off",
    .help = "A vehicle that is inside stays as it came.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = plate_options,
    .run = plate,
};

static enum pk_status end(struct cli *cli)
{
    int64_t permit_id;
    struct pk_permit permit;
    enum pk_status status = read_number(cli, &permit_id);
    if (status == PK_OK)
        status = pk_permit_end(&permit, cli->lot, &cli->act, permit_id);
    return status == PK_OK ? print_changed(cli, &permit) : status;
}

const struct cli_command cli_permit_end = {
    .name = "permit end",
    .usage = "PERMIT",
    .summary = "end a permit now",
    .help = "Who is inside under it pays from now on.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .run = end,
};
