/*
 * config get, config set, config list: the lot's settings.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/text.h"
#include "parkade/zone.h"

enum { VALUE_SIZE = PK_SETTING_SIZE + PK_TIME_SIZE + 8 };

/* The value as it is stored and, where it is a length of time, as people say it: "900 (15 min)". */
static void readable_value(char out[static VALUE_SIZE], const struct pk_setting *setting)
{
    char length[PK_TIME_SIZE];
    snprintf(out, VALUE_SIZE, "%s", setting->value);
    if (!pk_setting_is_duration(setting->name))
        return;
    pk_duration_format(length, strtoll(setting->value, NULL, 10));
    snprintf(out, VALUE_SIZE, "%s (%s)", setting->value, length);
}

static json_t *setting_json(const struct pk_setting *setting)
{
    return json_pack("{s:s, s:s, s:s}", "name", setting->name, "value", setting->value, "text",
                     setting->text);
}

static enum pk_status print_setting(struct cli *cli, const struct pk_setting *setting)
{
    if (cli->json)
        return cli_json(cli, setting_json(setting));
    char value[VALUE_SIZE];
    readable_value(value, setting);
    cli_put(value);
    putchar('\n');
    return PK_OK;
}

static enum pk_status get(struct cli *cli)
{
    struct pk_setting setting;
    enum pk_status status = pk_setting_get(&setting, cli->lot, cli->arguments[0]);
    return status == PK_OK ? print_setting(cli, &setting) : status;
}

const struct cli_command cli_config_get = {
    .name = "config get",
    .usage = "NAME",
    .summary = "print a setting",
    .help = "A length of time stands there in seconds and, behind it, as people say it.",
    .least = 1,
    .most = 1,
    .lot = CLI_LOOK,
    .run = get,
};

static enum pk_status set(struct cli *cli)
{
    struct pk_setting setting;
    enum pk_status status =
        pk_setting_set(&setting, cli->lot, &cli->act, cli->arguments[0], cli->arguments[1]);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    return print_setting(cli, &setting);
}

const struct cli_command cli_config_set = {
    .name = "config set",
    .usage = "NAME VALUE",
    .summary = "change a setting",
    .help = "`parkade config list` names them all. A length of time is typed like 90 (seconds),\n"
            "15m, 2h or 7d.",
    .least = 2,
    .most = 2,
    .lot = CLI_CHANGE,
    .run = set,
};

static enum pk_status print_settings(struct cli *cli, const struct pk_setting *settings,
                                     size_t count)
{
    struct cli_list answer = cli_list(cli, "lll");
    for (size_t i = 0; i < count && answer.status == PK_OK; i++) {
        if (cli->json) {
            cli_list_json(&answer, setting_json(&settings[i]));
            continue;
        }
        cli_cell(&answer.table, "%s", settings[i].name);
        char value[VALUE_SIZE];
        readable_value(value, &settings[i]);
        cli_cell(&answer.table, "%s", value);
        cli_cell(&answer.table, "%s", settings[i].text);
    }
    return cli_list_end(&answer, PK_OK);
}

static enum pk_status list(struct cli *cli)
{
    enum { MOST = 128 };
    struct pk_setting settings[MOST];
    size_t count = 0;
    enum pk_status status = pk_setting_list(settings, MOST, &count, cli->lot);
    if (status != PK_OK)
        return status;
    return print_settings(cli, settings, count < MOST ? count : MOST);
}

const struct cli_command cli_config_list = {
    .name = "config list",
    .usage = "",
    .summary = "list all settings with what they are for",
    .lot = CLI_LOOK,
    .run = list,
};
