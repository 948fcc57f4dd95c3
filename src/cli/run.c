/*
 * One run of the command line: parse, open the lot, run the command, answer.
 */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/print.h"
#include "parkade/text.h"
#include "parkade/uuid.h"

static enum pk_status name_actor(struct cli *cli)
{
    const char *station = cli_value(cli, "station");
    if (!station)
        station = getenv("PARKADE_STATION");
    if (!station || !*station)
        station = "cli";
    if (!pk_copy(cli->act.station, sizeof cli->act.station, station))
        return cli_usage(cli, _("The station's name is too long."));
    const char *who = cli_value(cli, "as");
    if (!who && (cli_has(cli, "pin-fd") || cli_has(cli, "approve")))
        return cli_usage(cli, _("--pin-fd and --approve want --as NAME beside them."));
    if (cli_has(cli, "approve-pin-fd") && !cli_has(cli, "approve"))
        return cli_usage(cli, _("--approve-pin-fd wants --approve NAME beside it."));
    if (who && !pk_copy(cli->act.who, sizeof cli->act.who, who))
        return cli_usage(cli, _("The name after --as is too long."));
    int64_t descriptor = -1;
    enum pk_status status = cli_number(cli, &descriptor, "pin-fd", 0, INT_MAX);
    return status == PK_OK ? cli_number(cli, &descriptor, "approve-pin-fd", 0, INT_MAX) : status;
}

/* A request id is made even where none was given: it names the act if its answer gets lost. */
static enum pk_status name_request(struct cli *cli, int64_t now)
{
    const char *given = cli_value(cli, "request-id");
    if (!given)
        pk_uuid_make(cli->act.request_id, now);
    else if (!pk_uuid_parse(cli->act.request_id, given))
        return cli_usage(cli, _("--request-id wants a UUID, not '%s'."), given);
    return PK_OK;
}

static enum pk_status open_lot(struct cli *cli, enum pk_lot_mode mode)
{
    char *path = NULL;
    enum pk_status status = cli_lot_path(cli, &path);
    if (status == PK_OK)
        status = pk_lot_open(&cli->lot, path, mode, NULL);
    free(path);
    return status;
}

/* Opening for writing also mends what a crash left and migrates; a viewer without the right to
 * write may still look. */
static enum pk_status open_to_look(struct cli *cli)
{
    enum pk_status status = open_lot(cli, PK_LOT_READ_WRITE);
    return status == PK_READ_ONLY ? open_lot(cli, PK_LOT_READ_ONLY) : status;
}

static enum pk_status prepare(struct cli *cli)
{
    enum cli_lot need = cli->command->lot;
    enum pk_status status = name_actor(cli);
    if (status == PK_OK && (need == CLI_CHANGE || need == CLI_MAKE || cli_has(cli, "request-id")))
        status = name_request(cli, cli_now());
    if (status == PK_OK && need == CLI_LOOK)
        status = open_to_look(cli);
    if (status == PK_OK && need == CLI_CHANGE)
        status = open_lot(cli, PK_LOT_READ_WRITE);
    return status == PK_OK && need == CLI_CHANGE ? cli_sign_in(cli) : status;
}

static enum pk_status help(struct cli *cli)
{
    if (!cli->word)
        return cli_help_list(cli);
    return cli->command ? cli_help_command(cli, cli->command) : cli_help_prefix(cli, cli->word);
}

static enum pk_status run(struct cli *cli, int argc, char *argv[])
{
    enum pk_status status = cli_parse(cli, argc, argv);
    if (status != PK_OK)
        return status;
    if (cli_has(cli, "version"))
        return cli_version(cli);
    if (cli_has(cli, "help"))
        return help(cli);
    status = prepare(cli);
    return status == PK_OK ? cli->command->run(cli) : status;
}

/* Whoever read standard output has seen enough: parkade journal | head. The write that failed may
 * be long ago, so errno does not tell. */
static bool is_reader_gone(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO};
    return poll(&out, 1, 0) == 1 && (out.revents & (POLLERR | POLLHUP));
}

/* What was promised on standard output must have got there. */
static enum pk_status finish_output(struct cli *cli)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return PK_OK;
    const char *why = errno ? strerror(errno) : _("a part of it was lost");
    if (!cli->has_acted && is_reader_gone())
        return PK_OK;
    if (!cli->has_acted)
        return cli_fail(cli, PK_INTERNAL, _("The answer could not be written: %s."), why);
    return cli_fail(cli, PK_INTERNAL,
                    _("The act was done, but its answer could not be written: %s. Ask again with "
                      "--request-id %s to see it."),
                    why, cli->act.request_id);
}

int cli_main(int argc, char *argv[])
{
    struct cli cli = {0};
    enum pk_status status = run(&cli, argc, argv);
    if (status != PK_OK)
        cli_report(&cli, status);
    enum pk_status written = finish_output(&cli);
    if (written != PK_OK && status == PK_OK) {
        status = written;
        cli.json = false; /* there is nowhere to put it */
        cli_report(&cli, status);
    }
    pk_lot_close(cli.lot);
    json_decref(cli.companions);
    return status == PK_OK ? cli.exit_status : pk_status_exit(status);
}
