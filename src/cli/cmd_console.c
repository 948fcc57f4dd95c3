/*
 * console and demo: from the command line into the console.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../ui/console.h"
#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/demo.h"
#include "parkade/text.h"

static bool is_on_terminal(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static enum pk_status enter(struct cli *cli)
{
    fflush(NULL);
    cli->exit_status = console_run(cli->lot, cli->act.station);
    return PK_OK;
}

static enum pk_status console(struct cli *cli)
{
    if (cli->json)
        return cli_usage(cli, _("The console has no --json."));
    if (!is_on_terminal())
        return cli_usage(cli, _("The console needs a terminal; `parkade help` lists commands."));
    char *path = NULL;
    enum pk_status status = cli_lot_path(cli, &path);
    if (status == PK_OK)
        status = pk_lot_open(&cli->lot, path, PK_LOT_READ_WRITE, NULL);
    if (status == PK_READ_ONLY) /* whoever may not write may still look */
        status = pk_lot_open(&cli->lot, path, PK_LOT_READ_ONLY, NULL);
    free(path);
    return status == PK_OK ? enter(cli) : status;
}

const struct cli_command cli_console = {
    .name = "console",
    .usage = "",
    .summary = "open the console; the same as no command",
    .lot = CLI_NO_LOT,
    .run = console,
};

static const struct cli_option demo_options[] = {
    {"fresh", NULL, "make the one in the own folder anew", false},
    {NULL, NULL, NULL, false},
};

static void show_progress(int percent)
{
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r%s %3d %%%s", _("making the demo lot"), percent,
                percent >= 100 ? "\n" : "");
}

/* The lot's file and what SQLite keeps beside it. */
static enum pk_status remove_demo(struct cli *cli, const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal", "-bell"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char *name = NULL;
        if (asprintf(&name, "%s%s", path, endings[i]) < 0)
            return cli_fail(cli, PK_INTERNAL, _("There is not enough memory."));
        unlink(name);
        free(name);
    }
    return PK_OK;
}

static enum pk_status make_demo(struct cli *cli, const char *path)
{
    enum pk_status status = PK_OK;
    if (cli_has(cli, "fresh"))
        status = remove_demo(cli, path);
    if (status == PK_OK)
        status = cli_make_parents(cli, path);
    if (status == PK_OK && access(path, F_OK) != 0)
        status = pk_demo_create(path, cli_now(), show_progress);
    if (status == PK_OK)
        status = pk_lot_open(&cli->lot, path, PK_LOT_READ_WRITE, NULL);
    return status;
}

static enum pk_status demo(struct cli *cli)
{
    const char *given = cli_value(cli, "lot");
    if (given && cli_has(cli, "fresh"))
        return cli_usage(cli, _("--fresh is for the demo lot in your own folder, not for --lot."));
    char *path = NULL;
    enum pk_status status = PK_OK;
    if (!given)
        status = cli_data_path(cli, &path, "demo.db");
    if (status == PK_OK)
        status = make_demo(cli, given ? given : path);
    free(path);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    return cli->json || !is_on_terminal() ? cli_print_lot(cli) : enter(cli);
}

const struct cli_command cli_demo = {
    .name = "demo",
    .usage = "[--fresh]",
    .summary = "make a lot with three levels and a history, and open the console on it",
    .help = "The lot is $XDG_DATA_HOME/parkade/demo.db, or --lot FILE. One that is there already\n"
            "is opened as it is.",
    .lot = CLI_NO_LOT,
    .options = demo_options,
    .run = demo,
};
