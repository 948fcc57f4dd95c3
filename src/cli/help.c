/*
 * help, --help and --version: what there is, from the table of commands.
 */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/check.h"
#include "parkade/text.h"

static void add_option(struct cli_table *table, const struct cli_option *option)
{
    cli_cell(table, "  --%s%s%s", option->name, option->value ? " " : "",
             option->value ? option->value : "");
    cli_cell(table, "%s", _(option->help));
}

static void add_options(struct cli_table *table, const struct cli_option *options)
{
    for (; options && options->name; options++)
        add_option(table, options);
}

static bool takes_request(const struct cli_command *command)
{
    return command->lot == CLI_CHANGE || command->lot == CLI_MAKE;
}

static json_t *command_json(const struct cli_command *command)
{
    return json_pack("{s:s, s:s, s:s}", "name", command->name, "usage", command->usage, "summary",
                     command->summary);
}

enum pk_status cli_help_command(struct cli *cli, const struct cli_command *command)
{
    if (cli->json)
        return cli_json(cli, command_json(command));
    printf("parkade %s%s%s\n\n", command->name, *command->usage ? " " : "", command->usage);
    printf(_("%s: %s.\n"), command->name, _(command->summary));
    if (command->help)
        printf("%s\n", _(command->help));
    struct cli_table table = cli_table("ll");
    add_options(&table, command->options);
    if (takes_request(command))
        add_options(&table, cli_request_option);
    if (table.count > 0)
        putchar('\n');
    enum pk_status status = cli_table_end(cli, &table);
    if (status == PK_OK && strstr(command->usage, "TICKET"))
        printf(_("\nA TICKET is its UUID, its number (1042), the registration number of a vehicle\n"
                 "that is inside (plate:1042 for one of digits), or @LABEL for a spot.\n"));
    return status;
}

static void add_commands(struct cli_table *table, const struct cli_group *group, const char *prefix)
{
    size_t length = strlen(prefix);
    for (size_t i = 0; group->commands[i]; i++) {
        const struct cli_command *command = group->commands[i];
        if (strncmp(command->name, prefix, length) != 0)
            continue;
        cli_cell(table, "  %s", command->name);
        cli_cell(table, "%s", _(command->summary));
    }
}

static enum pk_status list_json(struct cli *cli, const char *prefix)
{
    json_t *list = json_array();
    for (const struct cli_group *group = cli_groups; group->title; group++)
        for (size_t i = 0; group->commands[i]; i++)
            if (strncmp(group->commands[i]->name, prefix, strlen(prefix)) == 0)
                json_array_append_new(list, command_json(group->commands[i]));
    return cli_json(cli, list);
}

/* All commands whose names begin with PREFIX. */
static enum pk_status list_commands(struct cli *cli, const char *prefix)
{
    if (cli->json)
        return list_json(cli, prefix);
    struct cli_table table = cli_table("ll");
    for (const struct cli_group *group = cli_groups; group->title; group++) {
        if (!*prefix) {
            cli_cell(&table, "%s", _(group->title));
            cli_cell(&table, "%s", "");
        }
        add_commands(&table, group, prefix);
    }
    return cli_table_end(cli, &table);
}

enum pk_status cli_help_list(struct cli *cli)
{
    if (!cli->json)
        puts(_("Usage: parkade [OPTION ...] [COMMAND ...]\n"
               "Runs a parking lot. Without a command it opens the console.\n"));
    enum pk_status status = list_commands(cli, "");
    if (status != PK_OK || cli->json)
        return status;
    puts(_("\nOptions, before or after the command"));
    struct cli_table table = cli_table("ll");
    add_options(&table, cli_globals);
    status = cli_table_end(cli, &table);
    puts(_("\n`parkade help COMMAND` explains one; parkade(1) has the whole."));
    return status;
}

enum pk_status cli_help_prefix(struct cli *cli, const char *word)
{
    char prefix[64];
    snprintf(prefix, sizeof prefix, "%.60s ", word);
    return list_commands(cli, prefix);
}

static enum pk_status help(struct cli *cli)
{
    if (cli->argument_count == 0)
        return cli_help_list(cli);
    char name[96];
    snprintf(name, sizeof name, "%.40s%s%.40s", cli->arguments[0],
             cli->argument_count > 1 ? " " : "", cli->argument_count > 1 ? cli->arguments[1] : "");
    const struct cli_command *command = cli_find(name);
    if (command)
        return cli_help_command(cli, command);
    if (cli->argument_count == 1 && cli_is_prefix(name))
        return cli_help_prefix(cli, name);
    return cli_unknown(cli, name);
}

const struct cli_command cli_help = {
    .name = "help",
    .usage = "[COMMAND]",
    .summary = "list the commands, or explain one",
    .most = 2,
    .lot = CLI_NO_LOT,
    .run = help,
};

enum pk_status cli_version(struct cli *cli)
{
    const char *sqlite = pk_sqlite_version();
    bool has_fix = pk_sqlite_has_wal_reset_fix();
    if (cli->json)
        return cli_json(cli, json_pack("{s:s, s:s, s:b}", "version", PARKADE_VERSION,
                                       "sqlite_version", sqlite, "has_wal_reset_fix", has_fix));
    printf("parkade %s\n", PARKADE_VERSION);
    printf("SQLite %s, %s\n", sqlite,
           has_fix ? _("with the WAL-reset fix")
                   : _("without the WAL-reset fix: checkpoints are guarded"));
    return PK_OK;
}
