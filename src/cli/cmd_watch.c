/*
 * watch add, remove, list: plates that get no ticket, or whose coming is told.
 */
#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"
#include "parkade/watch.h"

static void add_row(struct cli_table *table, const struct cli *cli, const struct pk_watch *watch)
{
    char since[CLI_TEXT_SIZE];
    cli_local(since, pk_lot_zone(cli->lot), watch->added_at);
    cli_cell(table, "%s", watch->registration_number);
    cli_cell(table, "%s", pk_watch_mark_name(watch->mark));
    cli_cell(table, "%s", since);
    cli_cell(table, "%s", watch->staff);
    cli_cell(table, "%s", watch->reason);
}

static enum pk_status print_watch(struct cli *cli, const struct pk_watch *watch)
{
    cli->has_acted = true;
    if (cli->json)
        return cli_json(cli, pk_json_watch(watch));
    struct cli_table table = cli_table("lllll");
    add_row(&table, cli, watch);
    return cli_table_end(cli, &table);
}

static const struct cli_option add_options[] = {
    {"mark", "MARK", "refuse: it gets no ticket; alert: it parks, and the attendant is told", true},
    {"reason", "TEXT", "why; the attendant reads it", true},
    {NULL, NULL, NULL, false},
};

static enum pk_status add(struct cli *cli)
{
    enum pk_watch_mark mark;
    struct pk_watch watch;
    const char *name = cli_value(cli, "mark");
    if (!pk_watch_mark_from_name(&mark, name))
        return cli_usage(cli, _("--mark is refuse or alert, not '%.40s'."), name);
    enum pk_status status = pk_watch_add(&watch, cli->lot, &cli->act, cli->arguments[0], mark,
                                         cli_value(cli, "reason"));
    return status == PK_OK ? print_watch(cli, &watch) : status;
}

const struct cli_command cli_watch_add = {
    .name = "watch add",
    .usage = "REGISTRATION --mark refuse|alert --reason TEXT",
    .summary = "put a plate on the watchlist",
    .help = "A plate that only looks like it (O and 0, I and 1) parks and is warned of.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = add_options,
    .run = add,
};

static enum pk_status take_off(struct cli *cli)
{
    struct pk_watch watch;
    enum pk_status status = pk_watch_remove(&watch, cli->lot, &cli->act, cli->arguments[0]);
    return status == PK_OK ? print_watch(cli, &watch) : status;
}

const struct cli_command cli_watch_remove = {
    .name = "watch remove",
    .usage = "REGISTRATION",
    .summary = "take a plate off the watchlist",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .run = take_off,
};

static bool list_one(const struct pk_watch *watch, void *context)
{
    struct cli_list *watches = context;
    if (watches->cli->json)
        return cli_list_json(watches, pk_json_watch(watch));
    add_row(&watches->table, watches->cli, watch);
    return true;
}

static enum pk_status list(struct cli *cli)
{
    struct cli_list watches = cli_list(cli, "lllll");
    return cli_list_end(&watches, pk_watch_each(cli->lot, list_one, &watches));
}

const struct cli_command cli_watch_list = {
    .name = "watch list",
    .usage = "",
    .summary = "list the watched plates",
    .lot = CLI_LOOK,
    .run = list,
};
