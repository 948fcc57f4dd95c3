/*
 * day close and report audit: the night audit, and what it found day by day.
 */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/figures.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"

/* The whole of one close. */
static const struct figure_column close_columns[] = {
    {"business_date", "day", FIGURE_TEXT},
    {"from_time", "from", FIGURE_TIME},
    {"closed_at", "closed at", FIGURE_TIME},
    {"who", "by", FIGURE_TEXT},
    {"station", NULL, FIGURE_TEXT},
    {"inside_before", "inside before", FIGURE_NUMBER},
    {"issued", "+ issued", FIGURE_NUMBER},
    {"exited", "- exited", FIGURE_NUMBER},
    {"voided", "- void", FIGURE_NUMBER},
    {"replaced", "- replaced", FIGURE_NUMBER},
    {"released", "- released", FIGURE_NUMBER},
    {"unaccounted", "+ unaccounted", FIGURE_NUMBER},
    {"inside_after", "= inside now", FIGURE_NUMBER},
    {"last_no", "last ticket", FIGURE_NUMBER},
    {"shifts", "shifts settled", FIGURE_NUMBER},
    {"cash", "cash", FIGURE_MONEY},
    {"deposit", "deposit", FIGURE_MONEY},
    {"difference", "difference", FIGURE_MONEY},
    {"note", "note", FIGURE_TEXT},
    {NULL, NULL, FIGURE_TEXT},
};

/* A line of many. */
static const struct figure_column audit_columns[] = {
    {"business_date", "day", FIGURE_TEXT},
    {"inside_before", "before", FIGURE_NUMBER},
    {"issued", "issued", FIGURE_NUMBER},
    {"exited", "exited", FIGURE_NUMBER},
    {"voided", "void", FIGURE_NUMBER},
    {"replaced", "replaced", FIGURE_NUMBER},
    {"released", "released", FIGURE_NUMBER},
    {"inside_after", "inside", FIGURE_NUMBER},
    {"unaccounted", "unacc.", FIGURE_NUMBER},
    {"last_no", NULL, FIGURE_NUMBER},
    {"shifts", NULL, FIGURE_NUMBER},
    {"cash", "cash", FIGURE_MONEY},
    {"deposit", "deposit", FIGURE_MONEY},
    {"difference", "diff", FIGURE_MONEY},
    {"currency", NULL, FIGURE_TEXT},
    {"from_time", NULL, FIGURE_TEXT},
    {"closed_at", NULL, FIGURE_TEXT},
    {"who", "by", FIGURE_TEXT},
    {"station", NULL, FIGURE_TEXT},
    {"note", NULL, FIGURE_TEXT},
    {NULL, NULL, FIGURE_TEXT},
};

static const struct cli_option close_options[] = {
    {"date", "DATE", "the day, like 2026-11-22, today or yesterday", true},
    {"deposit", "AMOUNT", "what is brought to the bank", true},
    {"note", "TEXT", "what explains a difference", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status close_day(struct cli *cli)
{
    struct pk_day_close close;
    struct pk_day_closing closing = {.note = cli_value(cli, "note")};
    enum pk_status status = cli_date(cli, &closing.day, "date", PK_NONE);
    if (status == PK_OK)
        status = cli_amount(cli, &closing.deposit, "deposit");
    if (status == PK_OK)
        status = pk_day_close(&close, cli->lot, &cli->act, &closing);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    json_t *record = pk_json_day_close(&close, pk_lot_currency(cli->lot));
    if (cli->json || !record)
        return cli_json(cli, record);
    status = figures_list(cli, close_columns, record);
    json_decref(record);
    return status;
}

const struct cli_command cli_day_close = {
    .name = "day close",
    .usage = "--date DATE --deposit AMOUNT [--note TEXT]",
    .summary = "close a day: who is inside, cash and deposit",
    .help =
        "Days are closed one after the other, each when its shifts are closed. It counts from\n"
        "the close before to now. The cash is what the shifts hand in (counted, without the\n"
        "float, and the drops) and what was taken without a shift. A difference to the deposit\n"
        "is kept and stops nothing.",
    .lot = CLI_CHANGE,
    .options = close_options,
    .run = close_day,
};

static enum pk_status audit(struct cli *cli)
{
    enum report_format format = REPORT_TEXT;
    int64_t from, to;
    size_t count = 0;
    enum pk_status status = report_format(cli, &format);
    if (status == PK_OK)
        status = report_range(cli, &from, &to, REPORT_DAYS_MOST);
    if (status != PK_OK)
        return status;
    struct pk_day_close *closes = calloc((size_t)(to - from + 1), sizeof *closes);
    if (!closes)
        return figures_no_memory(cli);
    status = pk_day_close_list(closes, (size_t)(to - from + 1), &count, cli->lot, from, to);
    json_t *rows = json_array();
    for (size_t i = 0; status == PK_OK && i < count; i++)
        status = figures_add(cli, rows, pk_json_day_close(&closes[i], pk_lot_currency(cli->lot)));
    free(closes);
    return figures_answer(cli, audit_columns, format, status, rows);
}

const struct cli_command cli_report_audit = {
    .name = "report audit",
    .usage = REPORT_USAGE,
    .summary = "the days that were closed, and what was found",
    .help = "See `parkade help day close`.",
    .lot = CLI_LOOK,
    .options = report_options,
    .run = audit,
};
