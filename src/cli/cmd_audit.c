/*
 * report accountability, outliers, receipts: what an auditor asks about.
 */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/figures.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"

/* ---- accountability ---- */

static const struct figure_column tally_columns[] = {
    {"by", NULL, FIGURE_TEXT},
    {"name", "", FIGURE_TEXT},
    {"issued", "issued", FIGURE_NUMBER},
    {"exited", "exited", FIGURE_NUMBER},
    {"voided", "void", FIGURE_NUMBER},
    {"replaced", "replaced", FIGURE_NUMBER},
    {"released", "released", FIGURE_NUMBER},
    {"inside", "inside", FIGURE_NUMBER},
    {"missing", "missing", FIGURE_NUMBER},
    {"first_no", NULL, FIGURE_NUMBER},
    {"last_no", NULL, FIGURE_NUMBER},
    {NULL, NULL, FIGURE_TEXT},
};

static const struct {
    const char *name, *title;
} parts[PK_TALLY_BY_COUNT] = {
    [PK_BY_DATE] = {"date", "by date"},
    [PK_BY_NUMBER] = {"number", "by number"},
    [PK_BY_STATION] = {"station", "by station"},
    [PK_BY_STAFF] = {"staff", "by attendant"},
};

static enum pk_status add_tally(struct cli *cli, json_t *rows, const struct pk_tally *tally,
                                const char *by)
{
    json_t *record = pk_json_tally(tally);
    if (record)
        json_object_set_new(record, "by", json_string(by));
    return figures_add(cli, rows, record);
}

/* One part of the report: its rows go into WHOLE under "by_date" and so on. */
static enum pk_status add_part(struct cli *cli, json_t *whole, struct pk_tally *room,
                               size_t capacity, enum pk_tally_by by, int64_t from, int64_t to)
{
    size_t count;
    char key[32];
    json_t *rows = json_array();
    enum pk_status status = pk_accountability_by(room, capacity, &count, cli->lot, from, to, by);
    for (size_t i = 0; status == PK_OK && i < count; i++)
        status = add_tally(cli, rows, &room[i], parts[by].name);
    snprintf(key, sizeof key, "by_%s", parts[by].name);
    json_object_set_new(whole, key, rows);
    return status;
}

static enum pk_status add_parts(struct cli *cli, json_t *whole, const struct pk_tally *all,
                                int64_t from, int64_t to)
{
    size_t blocks = (size_t)(all->last_no - all->first_no) / 1000 + 2;
    size_t days = (size_t)(to - from + 1);
    size_t capacity = 1024 + (days > blocks ? days : blocks);
    struct pk_tally *room = calloc(capacity, sizeof *room);
    enum pk_status status = room ? PK_OK : figures_no_memory(cli);
    for (int by = 0; status == PK_OK && by < PK_TALLY_BY_COUNT; by++)
        status = add_part(cli, whole, room, capacity, (enum pk_tally_by)by, from, to);
    free(room);
    return status;
}

static const json_t *part_of(const json_t *whole, int by)
{
    char key[32];
    snprintf(key, sizeof key, "by_%s", parts[by].name);
    return json_object_get(whole, key);
}

static enum pk_status print_text(struct cli *cli, const json_t *whole)
{
    enum pk_status status = figures_text(cli, tally_columns, NULL, json_object_get(whole, "all"));
    for (int by = 0; status == PK_OK && by < PK_TALLY_BY_COUNT; by++) {
        putchar('\n');
        status = figures_text(cli, tally_columns, _(parts[by].title), part_of(whole, by));
    }
    return status;
}

static void print_csv(const struct cli *cli, const json_t *whole)
{
    json_t *rows = json_deep_copy(json_object_get(whole, "all"));
    for (int by = 0; by < PK_TALLY_BY_COUNT; by++)
        json_array_extend(rows, (json_t *)part_of(whole, by));
    figures_csv(cli, tally_columns, rows);
    json_decref(rows);
}

static enum pk_status answer(struct cli *cli, enum report_format format, enum pk_status status,
                             json_t *whole)
{
    enum pk_status printed = PK_OK;
    if (format == REPORT_CSV)
        print_csv(cli, whole);
    else if (format == REPORT_TEXT)
        printed = print_text(cli, whole);
    else if (status == PK_OK)
        printed = cli_json(cli, json_incref(whole));
    else
        cli_companion(cli, "report", json_incref(whole));
    return status == PK_OK ? printed : status;
}

static enum pk_status accountability(struct cli *cli)
{
    enum report_format format = REPORT_TEXT;
    int64_t from, to;
    struct pk_tally all;
    enum pk_status status = report_format(cli, &format);
    if (status == PK_OK)
        status = report_range(cli, &from, &to, PK_AUDIT_DAYS_MAX);
    if (status != PK_OK)
        return status;
    enum pk_status holds = pk_accountability(&all, cli->lot, from, to);
    if (holds != PK_OK && holds != PK_CORRUPT)
        return holds;
    json_t *whole = json_pack("{s:[]}", "all");
    pk_copy(all.name, sizeof all.name, "all");
    status = add_tally(cli, json_object_get(whole, "all"), &all, "all");
    if (status == PK_OK)
        status = add_parts(cli, whole, &all, from, to);
    if (status == PK_OK)
        status = answer(cli, format, holds, whole);
    json_decref(whole);
    return status;
}

const struct cli_command cli_report_accountability = {
    .name = "report accountability",
    .usage = REPORT_USAGE,
    .summary = "prove that every ticket is accounted for",
    .help =
        "issued = exited + void + replaced + released + inside, for the tickets issued on those\n"
        "days: all, by date, by number, by station and by who issued them. A number that no\n"
        "ticket has is missing: exit status 1 with `corrupt`.",
    .lot = CLI_LOOK,
    .options = report_options,
    .run = accountability,
};

/* ---- outliers ---- */

static const struct figure_column conduct_columns[] = {
    {"who", "", FIGURE_TEXT},
    {"tickets", "tickets", FIGURE_NUMBER},
    {"lost", "lost", FIGURE_NUMBER},
    {"nils", "nil", FIGURE_NUMBER},
    {"voids", "void", FIGURE_NUMBER},
    {"refunds", "refund", FIGURE_NUMBER},
    {"no_sales", "no sale", FIGURE_NUMBER},
    {"overrides", "overr.", FIGURE_NUMBER},
    {"paid", NULL, FIGURE_NUMBER},
    {"taken", NULL, FIGURE_MONEY},
    {"average", "price", FIGURE_MONEY},
    {"marks", "stands out", FIGURE_TEXT},
    {NULL, NULL, FIGURE_TEXT},
};

enum { CONDUCTS_MAX = 1024 };

static enum pk_status add_conduct(struct cli *cli, json_t *rows, const struct pk_conduct *conduct)
{
    return figures_add(cli, rows, pk_json_conduct(conduct, pk_lot_currency(cli->lot)));
}

static json_t *conduct_rows(struct cli *cli, enum pk_status *status, int64_t from, int64_t to)
{
    struct pk_conduct all, *room = calloc(CONDUCTS_MAX, sizeof *room);
    size_t count = 0;
    json_t *rows = json_array();
    *status = room ? pk_outliers(room, CONDUCTS_MAX, &count, &all, cli->lot, from, to)
                   : figures_no_memory(cli);
    for (size_t i = 0; *status == PK_OK && i < count; i++)
        *status = add_conduct(cli, rows, &room[i]);
    free(room);
    if (*status != PK_OK)
        return rows;
    pk_copy(all.who, sizeof all.who, "all");
    *status = add_conduct(cli, rows, &all);
    return rows;
}

static enum pk_status outliers(struct cli *cli)
{
    enum report_format format = REPORT_TEXT;
    int64_t from, to;
    enum pk_status status = report_format(cli, &format);
    if (status == PK_OK)
        status = report_range(cli, &from, &to, PK_AUDIT_DAYS_MAX);
    if (status != PK_OK)
        return status;
    json_t *rows = conduct_rows(cli, &status, from, to);
    return figures_answer(cli, conduct_columns, format, status, rows);
}

const struct cli_command cli_report_outliers = {
    .name = "report outliers",
    .usage = REPORT_USAGE,
    .summary = "what each attendant did beside what the others did",
    .help =
        "Somebody stands out in a figure who did it three times or more and, for each ticket\n"
        "handled, more than twice as often as the others together; in the price, whose average\n"
        "is less than half of the others'. The last row is the lot's.",
    .lot = CLI_LOOK,
    .options = report_options,
    .run = outliers,
};

/* ---- receipts ---- */

static const struct figure_column receipt_columns[] = {
    {"station", "station", FIGURE_TEXT},   {"receipts", "receipts", FIGURE_NUMBER},
    {"first_no", "first", FIGURE_NUMBER},  {"last_no", "last", FIGURE_NUMBER},
    {"missing", "missing", FIGURE_NUMBER}, {"counter", "counter", FIGURE_NUMBER},
    {"copies", "copies", FIGURE_NUMBER},   {NULL, NULL, FIGURE_TEXT},
};

enum { STATIONS_MAX = 1024 };

static enum pk_status receipts(struct cli *cli)
{
    static struct pk_receipts stations[STATIONS_MAX];
    enum report_format format = REPORT_TEXT;
    int64_t from, to;
    size_t count = 0;
    enum pk_status status = report_format(cli, &format);
    if (status == PK_OK)
        status = report_range(cli, &from, &to, PK_AUDIT_DAYS_MAX);
    if (status == PK_OK)
        status = pk_receipts(stations, STATIONS_MAX, &count, cli->lot, from, to);
    json_t *rows = json_array();
    enum pk_status added = PK_OK;
    for (size_t i = 0; added == PK_OK && i < count; i++)
        added = figures_add(cli, rows, pk_json_receipts(&stations[i]));
    return figures_answer(cli, receipt_columns, format, added == PK_OK ? status : added, rows);
}

const struct cli_command cli_report_receipts = {
    .name = "report receipts",
    .usage = REPORT_USAGE,
    .summary = "prove that no receipt is missing at any station",
    .help = "The receipts of those days, by station: from the first to the last, and on to the\n"
            "station's counter. A missing one is exit status 1 with `corrupt`.",
    .lot = CLI_LOOK,
    .options = report_options,
    .run = receipts,
};
