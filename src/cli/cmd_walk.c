/*
 * walk begin, see, show, settle, end: the overnight walk.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/commands.h"
#include "cli/figures.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"

static const struct figure_column walk_columns[] = {
    {"walk_id", "walk", FIGURE_NUMBER},  {"begun_at", "begun", FIGURE_TIME},
    {"begun_by", "by", FIGURE_TEXT},     {"ended_at", "ended", FIGURE_TIME},
    {"ended_by", "by", FIGURE_TEXT},     {"end_reason", "reason", FIGURE_TEXT},
    {"spots", "spots", FIGURE_NUMBER},   {"seen", "seen", FIGURE_NUMBER},
    {"ghosts", "ghosts", FIGURE_NUMBER}, {"strangers", "strangers", FIGURE_NUMBER},
    {"moved", "moved", FIGURE_NUMBER},   {"settled", "settled", FIGURE_NUMBER},
    {NULL, NULL, FIGURE_TEXT},
};

static const struct figure_column finding_columns[] = {
    {"kind", "what", FIGURE_TEXT},
    {"spot", "seen at", FIGURE_TEXT},
    {"registration_number", "plate", FIGURE_TEXT},
    {"ticket_no", "ticket", FIGURE_NUMBER},
    {"ticket_spot", "on", FIGURE_TEXT},
    {"like", "looks like", FIGURE_TEXT},
    {"like_no", NULL, FIGURE_NUMBER},
    {"like_spot", "on", FIGURE_TEXT},
    {"how", "settled", FIGURE_TEXT},
    {"reason", "reason", FIGURE_NOTE},
    {NULL, NULL, FIGURE_TEXT},
};

/* Prints RECORD, whose reference is taken. */
static enum pk_status print_record(struct cli *cli, const struct figure_column *columns,
                                   json_t *record)
{
    if (cli->json || !record)
        return cli_json(cli, record);
    enum pk_status status = figures_list(cli, columns, record);
    json_decref(record);
    return status;
}

static enum pk_status print_walk(struct cli *cli, const struct pk_walk *walk)
{
    cli->has_acted = true;
    return print_record(cli, walk_columns, pk_json_walk(walk));
}

/* The findings of a walk (0: the one that goes on, or the last) into ROWS. */
static enum pk_status read_findings(struct cli *cli, json_t *rows, int64_t walk_id)
{
    size_t count, capacity = (size_t)3 * PK_SIGHTS_MAX;
    struct pk_walk_finding *findings = calloc(capacity, sizeof *findings);
    if (!findings)
        return figures_no_memory(cli);
    enum pk_status status = pk_walk_findings(findings, capacity, &count, cli->lot, walk_id);
    for (size_t i = 0; status == PK_OK && i < count; i++)
        status = figures_add(cli, rows, pk_json_walk_finding(&findings[i]));
    free(findings);
    return status;
}

/* ---- begin ---- */

static enum pk_status begin(struct cli *cli)
{
    struct pk_walk walk;
    enum pk_status status = pk_walk_begin(&walk, cli->lot, &cli->act);
    return status == PK_OK ? print_walk(cli, &walk) : status;
}

const struct cli_command cli_walk_begin = {
    .name = "walk begin",
    .usage = "",
    .summary = "begin an overnight walk: what stands where",
    .lot = CLI_CHANGE,
    .run = begin,
};

/* ---- see ---- */

enum { SIGHTS_MOST = 4 << 20 }; /* the longest list, in bytes */

static const struct cli_option see_options[] = {
    {"file", "FILE", "read lines 'LABEL PLATE' or 'LABEL empty'; - is standard input", false},
    {NULL, NULL, NULL, false},
};

static const char *plate_of(const char *word)
{
    return strcasecmp(word, "empty") == 0 ? NULL : word;
}

struct sights {
    struct pk_sight *list;
    size_t count;
};

/* "A01 AB 12 CD": a label and, after a blank, the plate as it is typed. LINE is cut in two. */
static enum pk_status add_line(struct cli *cli, struct sights *sights, char *line, size_t number)
{
    char *label = line + strspn(line, " \t\r");
    size_t length = strcspn(label, " \t\r");
    if (length == 0 || *label == '#')
        return PK_OK;
    char *plate = label + length + strspn(label + length, " \t\r");
    label[length] = '\0';
    size_t end = strlen(plate);
    while (end > 0 && strchr(" \t\r", plate[end - 1]))
        plate[--end] = '\0';
    if (end == 0)
        return cli_usage(cli, _("Line %zu wants a plate, or 'empty', after the spot."), number);
    if (sights->count == PK_SIGHTS_MAX)
        return cli_usage(cli, _("At most %d spots are seen at a time."), PK_SIGHTS_MAX);
    sights->list[sights->count++] = (struct pk_sight){label, plate_of(plate)};
    return PK_OK;
}

static enum pk_status read_lines(struct cli *cli, struct sights *sights, char *text)
{
    enum pk_status status = PK_OK;
    size_t number = 0;
    for (char *line; status == PK_OK && (line = strsep(&text, "\n"));)
        status = add_line(cli, sights, line, ++number);
    if (status == PK_OK && sights->count == 0)
        status = cli_usage(cli, _("There is no spot in it."));
    return status;
}

static enum pk_status see_file(struct cli *cli, struct pk_walk *walk, const char *path)
{
    char *text = NULL;
    size_t length = 0;
    struct sights sights = {.list = calloc(PK_SIGHTS_MAX, sizeof *sights.list)};
    if (!sights.list)
        return figures_no_memory(cli);
    enum pk_status status = cli_read_file(cli, &text, &length, path, SIGHTS_MOST);
    if (status == PK_OK)
        status = read_lines(cli, &sights, text);
    if (status == PK_OK)
        status = pk_walk_see(walk, cli->lot, &cli->act, sights.list, sights.count);
    free(sights.list);
    free(text);
    return status;
}

static enum pk_status see_spot(struct cli *cli, struct pk_walk *walk)
{
    if (cli->argument_count < 2)
        return cli_usage(cli, _("See which spot, and what stands there: a plate, or 'empty'?"));
    const struct pk_sight sight = {cli->arguments[0], plate_of(cli->arguments[1])};
    return pk_walk_see(walk, cli->lot, &cli->act, &sight, 1);
}

/* What does not agree at the spot that was seen, at once: it can be looked at again. */
static enum pk_status print_spot(struct cli *cli, const char *label)
{
    struct pk_walk_finding findings[PK_WALK_KIND_COUNT];
    size_t count;
    json_t *rows = json_array();
    enum pk_status status = pk_walk_findings_at(findings, &count, cli->lot, label);
    for (size_t i = 0; status == PK_OK && i < count; i++)
        status = figures_add(cli, rows, pk_json_walk_finding(&findings[i]));
    if (status == PK_OK && count > 0)
        status = figures_text(cli, finding_columns, "", rows);
    json_decref(rows);
    return status;
}

static enum pk_status see(struct cli *cli)
{
    struct pk_walk walk;
    const char *path = cli_value(cli, "file");
    if (path && cli->argument_count > 0)
        return cli_usage(cli, _("Either a spot or --file."));
    enum pk_status status = path ? see_file(cli, &walk, path) : see_spot(cli, &walk);
    if (status == PK_OK)
        status = print_walk(cli, &walk);
    if (status != PK_OK || path || cli->json)
        return status;
    return print_spot(cli, cli->arguments[0]);
}

const struct cli_command cli_walk_see = {
    .name = "walk see",
    .usage = "LABEL PLATE|empty | --file FILE",
    .summary = "note what stands on a spot, or on a list of them",
    .help = "A spot that is seen again counts as last seen. Of a list all is noted or nothing.",
    .most = 2,
    .lot = CLI_CHANGE,
    .options = see_options,
    .run = see,
};

/* ---- show ---- */

static const struct cli_option show_options[] = {
    {"walk", "N", "this walk; else the one that goes on, or the last", false},
    {"format", "FORMAT", "text, csv or json", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status print_text(struct cli *cli, const json_t *whole)
{
    const json_t *rows = json_object_get(whole, "findings");
    enum pk_status status = figures_list(cli, walk_columns, json_object_get(whole, "walk"));
    if (status != PK_OK || json_array_size(rows) == 0)
        return status;
    putchar('\n');
    return figures_text(cli, finding_columns, NULL, rows);
}

static enum pk_status answer(struct cli *cli, enum report_format format, json_t *whole)
{
    enum pk_status status = PK_OK;
    if (format == REPORT_JSON || !whole)
        return cli_json(cli, whole);
    if (format == REPORT_CSV)
        figures_csv(cli, finding_columns, json_object_get(whole, "findings"));
    else
        status = print_text(cli, whole);
    json_decref(whole);
    return status;
}

static enum pk_status show(struct cli *cli)
{
    enum report_format format = REPORT_TEXT;
    struct pk_walk walk;
    int64_t walk_id = 0;
    enum pk_status status = report_format(cli, &format);
    if (status == PK_OK)
        status = cli_number(cli, &walk_id, "walk", 1, INT64_MAX);
    if (status == PK_OK)
        status = pk_walk_get(&walk, cli->lot, walk_id);
    if (status != PK_OK)
        return status;
    json_t *rows = json_array();
    status = read_findings(cli, rows, walk.walk_id);
    json_t *whole = json_pack("{s:o, s:o}", "walk", pk_json_walk(&walk), "findings", rows);
    if (status == PK_OK)
        return answer(cli, format, whole);
    json_decref(whole);
    return status;
}

const struct cli_command cli_walk_show = {
    .name = "walk show",
    .usage = "[--walk N] [--format text|csv|json]",
    .summary = "list ghosts, strangers and moved vehicles of a walk",
    .help =
        "A ghost is a ticket without its vehicle, a stranger a vehicle without a ticket, a moved\n"
        "one stands on another spot than its ticket says. Who came, left or was moved after\n"
        "the spot was seen is none of them.",
    .lot = CLI_LOOK,
    .options = show_options,
    .run = show,
};

/* ---- settle ---- */

static const struct cli_option settle_options[] = {
    {"reason", "TEXT", "why", true},
    {"leave", NULL, "leave it as it is", false},
    {"entered", "TIME", "of a stranger: since when; else since the walk began", false},
    {"class", "CLASS", "of a stranger: car, motorcycle, van or truck", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status read_settling(struct cli *cli, struct pk_settling *settling)
{
    *settling = (struct pk_settling){.spot = cli->arguments[1],
                                     .is_left = cli_has(cli, "leave"),
                                     .reason = cli_value(cli, "reason")};
    if (!pk_walk_kind_from_name(&settling->kind, cli->arguments[0]))
        return cli_usage(cli, _("A finding is a ghost, stranger or moved, not '%.40s'."),
                         cli->arguments[0]);
    enum pk_status status = cli_class(cli, &settling->vehicle_class);
    return status == PK_OK ? cli_moment(cli, &settling->entered, "entered", pk_lot_zone(cli->lot))
                           : status;
}

static enum pk_status settle(struct cli *cli)
{
    struct pk_settling settling;
    struct pk_walk_finding finding;
    enum pk_status status = read_settling(cli, &settling);
    if (status == PK_OK)
        status = pk_walk_settle(&finding, cli->lot, &cli->act, &settling);
    if (status != PK_OK)
        return status;
    cli->has_acted = true;
    return print_record(cli, finding_columns, pk_json_walk_finding(&finding));
}

const struct cli_command cli_walk_settle = {
    .name = "walk settle",
    .usage = "ghost|stranger|moved LABEL --reason TEXT [--leave] [--entered TIME] [--class CLASS]",
    .summary = "release, park or move what was found, or leave it",
    .help = "A ghost's ticket is released, a stranger gets a ticket by a late entry on the spot\n"
            "where it stands, a moved one's ticket follows it. Each needs who may do that.",
    .least = 2,
    .most = 2,
    .lot = CLI_CHANGE,
    .options = settle_options,
    .run = settle,
};

/* ---- end ---- */

static const struct cli_option end_options[] = {
    {"force", "REASON", "end it with findings that are not settled", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status end(struct cli *cli)
{
    struct pk_walk walk;
    enum pk_status status = pk_walk_end(&walk, cli->lot, &cli->act, cli_value(cli, "force"));
    return status == PK_OK ? print_walk(cli, &walk) : status;
}

const struct cli_command cli_walk_end = {
    .name = "walk end",
    .usage = "[--force REASON]",
    .summary = "end the walk once everything is settled",
    .lot = CLI_CHANGE,
    .options = end_options,
    .run = end,
};
