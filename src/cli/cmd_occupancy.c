/*
 * report occupancy: the hours beside what is usual, and how long vehicles stay.
 */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/figures.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"

static const struct figure_column hour_columns[] = {
    {"hour", "hour", FIGURE_NUMBER},
    {"arrivals", "in", FIGURE_NUMBER},
    {"usual_arrivals", "usual", FIGURE_NUMBER},
    {"departures", "out", FIGURE_NUMBER},
    {"usual_departures", "usual", FIGURE_NUMBER},
    {"inside", "inside", FIGURE_NUMBER},
    {"usual_inside", "usual", FIGURE_NUMBER},
    {NULL, NULL, FIGURE_TEXT},
};

static const struct figure_column part_columns[] = {
    {"name", "", FIGURE_TEXT},
    {"spots", "spots", FIGURE_NUMBER},
    {"inside", "inside", FIGURE_NUMBER},
    {"arrivals", "in", FIGURE_NUMBER},
    {"departures", "out", FIGURE_NUMBER},
    {"exited", NULL, FIGURE_NUMBER},
    {"average_stay", "stay", FIGURE_SPAN},
    {NULL, NULL, FIGURE_TEXT},
};

/* An hour that has not begun has no figures yet. */
static bool has_begun(const struct cli *cli, int64_t day, int hour)
{
    return pk_zone_moment(pk_lot_zone(cli->lot), day, hour * 3600) <= pk_lot_now(cli->lot);
}

static json_t *hour_rows(const struct cli *cli, const struct pk_occupancy *occupancy, int64_t last)
{
    json_t *rows = json_array();
    for (int i = 0; i < 24; i++) {
        struct pk_occupancy_hour hour = occupancy->hours[i];
        if (!has_begun(cli, last, i))
            hour.is = (struct pk_hour){PK_NONE, PK_NONE, PK_NONE};
        json_array_append_new(rows, pk_json_occupancy_hour(&hour, i));
    }
    return rows;
}

/* Kinds of which the lot has no spot are left out. */
static json_t *part_rows(const struct pk_occupancy_part *parts, size_t count)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < count; i++)
        if (parts[i].spots > 0)
            json_array_append_new(rows, pk_json_occupancy_part(&parts[i]));
    return rows;
}

static json_t *whole_of(const struct cli *cli, const struct pk_occupancy *occupancy, int64_t last)
{
    return json_pack("{s:I, s:o, s:o, s:o, s:o}", "usual_days", (json_int_t)occupancy->usual_days,
                     "all", part_rows(&occupancy->all, 1), "by_level",
                     part_rows(occupancy->levels, occupancy->level_count), "by_kind",
                     part_rows(occupancy->kinds, PK_SPOT_KIND_COUNT), "hours",
                     hour_rows(cli, occupancy, last));
}

static enum pk_status print_text(struct cli *cli, const json_t *whole)
{
    static const struct {
        const char *key, *title;
    } lists[] = {{"all", "all"}, {"by_level", "by level"}, {"by_kind", "by kind"}};
    enum pk_status status = figures_text(cli, hour_columns, NULL, json_object_get(whole, "hours"));
    for (size_t i = 0; status == PK_OK && i < sizeof lists / sizeof *lists; i++) {
        putchar('\n');
        status = figures_text(cli, part_columns, _(lists[i].title),
                              json_object_get(whole, lists[i].key));
    }
    return status;
}

static enum pk_status answer(struct cli *cli, enum report_format format, json_t *whole)
{
    enum pk_status status = PK_OK;
    if (format == REPORT_JSON || !whole)
        return cli_json(cli, whole);
    if (format == REPORT_CSV)
        figures_csv(cli, hour_columns, json_object_get(whole, "hours"));
    else
        status = print_text(cli, whole);
    json_decref(whole);
    return status;
}

static enum pk_status occupancy(struct cli *cli)
{
    static struct pk_occupancy report;
    enum report_format format = REPORT_TEXT;
    int64_t from = 0, to = 0;
    enum pk_status status = report_format(cli, &format);
    if (status == PK_OK)
        status = report_range(cli, &from, &to, PK_OCCUPANCY_DAYS_MAX);
    if (status == PK_OK)
        status = pk_report_occupancy(&report, cli->lot, from, to);
    return status == PK_OK ? answer(cli, format, whole_of(cli, &report, to)) : status;
}

const struct cli_command cli_report_occupancy = {
    .name = "report occupancy",
    .usage = REPORT_USAGE,
    .summary = "how full the lot was by the hour, beside what is usual",
    .help =
        "Of several days: who came and went together, and the mean of who was inside. Usual is\n"
        "the mean of the same weekdays in the 8 weeks before. CSV has the hours only. Below\n"
        "them: spots, inside now, in, out, and the mean stay of those that drove out.",
    .lot = CLI_LOOK,
    .options = report_options,
    .run = occupancy,
};
