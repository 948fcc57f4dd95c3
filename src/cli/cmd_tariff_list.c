/*
 * tariff list, tariff show: the versions the lot charges by.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"

static enum pk_status print_versions(struct cli *cli, const struct pk_tariff_version *versions,
                                     size_t count)
{
    struct cli_list answer = cli_list(cli, "rlll");
    for (size_t i = 0; i < count && answer.status == PK_OK; i++) {
        char from[CLI_TEXT_SIZE], installed[CLI_TEXT_SIZE];
        if (cli->json) {
            cli_list_json(&answer, pk_json_tariff_version(&versions[i]));
            continue;
        }
        cli_local(from, pk_lot_zone(cli->lot), versions[i].valid_from);
        cli_local(installed, pk_lot_zone(cli->lot), versions[i].installed_at);
        cli_cell(&answer.table, "%lld", (long long)versions[i].version_id);
        cli_cell(&answer.table, "%s", *from ? from : _("the beginning"));
        cli_cell(&answer.table, "%s", versions[i].name);
        cli_cell(&answer.table, _("installed %s"), installed);
    }
    return cli_list_end(&answer, PK_OK);
}

/* How many there are is known once they all fit. */
static enum pk_status read_all(struct cli *cli, struct pk_tariff_version **out, size_t *count)
{
    enum pk_status status = PK_OK;
    size_t capacity = 32;
    do {
        capacity *= 2;
        free(*out);
        *out = calloc(capacity, sizeof **out);
        if (!*out)
            return cli_fail(cli, PK_INTERNAL, _("There is not enough memory."));
        status = pk_tariff_version_list(*out, capacity, count, cli->lot);
    } while (status == PK_OK && *count == capacity);
    return status;
}

static enum pk_status list(struct cli *cli)
{
    struct pk_tariff_version *versions = NULL;
    size_t count = 0;
    enum pk_status status = read_all(cli, &versions, &count);
    if (status == PK_OK)
        status = print_versions(cli, versions, count);
    free(versions);
    return status;
}

const struct cli_command cli_tariff_list = {
    .name = "tariff list",
    .usage = "",
    .summary = "list the lot's tariffs in the order in which they begin",
    .lot = CLI_LOOK,
    .run = list,
};

static enum pk_status print_version(struct cli *cli, const struct pk_tariff_version *version,
                                    const char *text)
{
    if (!cli->json) {
        cli_put_lines(text);
        return PK_OK;
    }
    json_t *record = pk_json_tariff_version(version);
    if (record)
        json_object_set_new(record, "text", json_string(text));
    return cli_json(cli, record);
}

static enum pk_status show(struct cli *cli)
{
    struct pk_tariff_version version;
    char *text = NULL, *end = NULL;
    const char *number = cli->argument_count > 0 ? cli->arguments[0] : "";
    int64_t version_id = strtoll(number, &end, 10);
    if (*end || (*number && version_id <= 0))
        return cli_usage(cli, _("A version is a number, not '%.40s'."), number);
    enum pk_status status = pk_tariff_version_text(&version, &text, cli->lot, version_id);
    if (status == PK_OK)
        status = print_version(cli, &version, text);
    free(text);
    return status;
}

const struct cli_command cli_tariff_show = {
    .name = "tariff show",
    .usage = "[VERSION]",
    .summary = "print the tariff that holds now, or a version of it",
    .most = 1,
    .lot = CLI_LOOK,
    .run = show,
};
