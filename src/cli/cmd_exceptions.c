/*
 * report exceptions and acknowledge: the inbox of what somebody else has to look at.
 */
#include "cli/commands.h"
#include "cli/figures.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"

static const struct figure_column columns[] = {
    {"seq", "entry", FIGURE_NUMBER},
    {"time", "time", FIGURE_TIME},
    {"kind", "what", FIGURE_TEXT},
    {"ticket_no", "ticket", FIGURE_NUMBER},
    {"amount", "amount", FIGURE_MONEY},
    {"who", "who", FIGURE_TEXT},
    {"approver", "with", FIGURE_TEXT},
    {"station", NULL, FIGURE_TEXT},
    {"reason", "reason", FIGURE_NOTE},
    {"acknowledged_at", "seen", FIGURE_TIME},
    {"acknowledged_by", "seen by", FIGURE_TEXT},
    {"note", "note", FIGURE_TEXT},
    {NULL, NULL, FIGURE_TEXT},
};

static const struct cli_option options[] = {
    {"all", NULL, "also those that were acknowledged", false},
    {"from", "DATE", "only from this day on, like 2026-11-22; may be today or yesterday", false},
    {"to", "DATE", "only up to this day", false},
    {"format", "FORMAT", "text, csv or json", false},
    {NULL, NULL, NULL, false},
};

/* Days that were not given are no bound: what is open stays in the inbox whatever its age. */
static enum pk_status read_filter(struct cli *cli, struct pk_exception_filter *filter)
{
    int64_t from = 0, to = 0;
    const struct pk_zone *zone = pk_lot_zone(cli->lot);
    *filter = (struct pk_exception_filter){cli_has(cli, "all"), PK_NONE, PK_NONE};
    enum pk_status status = cli_date(cli, &from, "from", PK_NONE);
    if (status == PK_OK)
        status = cli_date(cli, &to, "to", PK_NONE);
    if (cli_has(cli, "from"))
        filter->from = pk_zone_moment(zone, from, 0);
    if (cli_has(cli, "to"))
        filter->to = pk_zone_moment(zone, to + 1, 0);
    if (status == PK_OK && cli_has(cli, "from") && cli_has(cli, "to") && to < from)
        status = cli_usage(cli, _("--to is before --from."));
    return status;
}

struct inbox {
    struct cli *cli;
    json_t *rows;
    enum pk_status status;
};

static bool add(const struct pk_exception *exception, void *context)
{
    struct inbox *inbox = context;
    const char *currency = pk_lot_currency(inbox->cli->lot);
    inbox->status = figures_add(inbox->cli, inbox->rows, pk_json_exception(exception, currency));
    return inbox->status == PK_OK;
}

static enum pk_status exceptions(struct cli *cli)
{
    enum report_format format = REPORT_TEXT;
    struct pk_exception_filter filter;
    enum pk_status status = report_format(cli, &format);
    if (status == PK_OK)
        status = read_filter(cli, &filter);
    if (status != PK_OK)
        return status;
    struct inbox inbox = {.cli = cli, .rows = json_array()};
    status = pk_exception_each(cli->lot, &filter, add, &inbox);
    if (status == PK_OK)
        status = inbox.status;
    return figures_answer(cli, columns, format, status, inbox.rows);
}

const struct cli_command cli_report_exceptions = {
    .name = "report exceptions",
    .usage = "[--all] [--from DATE] [--to DATE] [--format text|csv|json]",
    .summary = "list the exceptions that nobody has acknowledged",
    .help = "Void, release, refund, nil, replacement, override, renewal, late entry, no sale and\n"
            "the like. An alarm (a dead ticket that turned up) stays on top until somebody has\n"
            "acknowledged it.",
    .lot = CLI_LOOK,
    .options = options,
    .run = exceptions,
};

static const struct cli_option note_option[] = {
    {"note", "TEXT", "what was found", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status acknowledge(struct cli *cli)
{
    int64_t seq;
    struct pk_exception exception;
    enum pk_status status = cli_argument_number(cli, &seq, 0);
    if (status == PK_OK)
        status = pk_acknowledge(&exception, cli->lot, &cli->act, seq, cli_value(cli, "note"));
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    json_t *record = pk_json_exception(&exception, pk_lot_currency(cli->lot));
    if (cli->json || !record)
        return cli_json(cli, record);
    status = figures_list(cli, columns, record);
    json_decref(record);
    return status;
}

const struct cli_command cli_acknowledge = {
    .name = "acknowledge",
    .usage = "SEQ [--note TEXT]",
    .summary = "note that somebody else has looked at an exception",
    .help = "SEQ is the number of the journal's entry, as `report exceptions` prints it.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = note_option,
    .run = acknowledge,
};
