/*
 * available, spots, spot close, spot open.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/spot.h"
#include "parkade/text.h"

/* ---- available ---- */

static const struct cli_option available_options[] = {
    {"kind", "KIND", "standard, compact, accessible, ev, motorcycle or oversize only", false},
    {"level", "LEVEL", "this level only", false},
    {NULL, NULL, NULL, false},
};

static void add_counts(struct cli_table *table, const char *name,
                       const struct pk_spot_counts *counts)
{
    cli_cell(table, "%s", name);
    cli_cell(table, "%lld", (long long)counts->free);
    cli_cell(table, "%lld", (long long)counts->occupied);
    cli_cell(table, "%lld", (long long)counts->out_of_service);
    cli_cell(table, "%lld", (long long)counts->total);
}

static enum pk_status print_availability(struct cli *cli, const struct pk_availability *in)
{
    if (cli->json)
        return cli_json(cli, pk_json_availability(in));
    struct cli_table table = cli_table("lrrrr");
    cli_cell(&table, "%s", in->state);
    cli_cell(&table, "%s", _("free"));
    cli_cell(&table, "%s", _("occupied"));
    cli_cell(&table, "%s", _("out of service"));
    cli_cell(&table, "%s", _("total"));
    add_counts(&table, _("all"), &in->all);
    for (int kind = 0; kind < PK_SPOT_KIND_COUNT; kind++)
        if (in->by_kind[kind].total > 0)
            add_counts(&table, pk_spot_kind_name((enum pk_spot_kind)kind), &in->by_kind[kind]);
    for (size_t i = 0; i < in->level_count; i++)
        if (in->by_level[i].counts.total > 0)
            add_counts(&table, in->by_level[i].level, &in->by_level[i].counts);
    enum pk_status status = cli_table_end(cli, &table);
    if (status == PK_OK && in->reserved > 0)
        printf(_("%lld of the free spots are kept for permits.\n"), (long long)in->reserved);
    return status;
}

static enum pk_status available(struct cli *cli)
{
    enum pk_spot_kind kind = PK_STANDARD;
    const char *kind_name = cli_value(cli, "kind");
    struct pk_availability answer;
    if (kind_name && !pk_spot_kind_from_name(&kind, kind_name))
        return cli_usage(cli, _("There is no kind of spot '%.40s'."), kind_name);
    enum pk_status status =
        pk_availability(&answer, cli->lot, kind_name ? &kind : NULL, cli_value(cli, "level"));
    return status == PK_OK ? print_availability(cli, &answer) : status;
}

const struct cli_command cli_available = {
    .name = "available",
    .usage = "[--kind KIND] [--level LEVEL]",
    .summary = "say how many spots are free",
    .lot = CLI_LOOK,
    .options = available_options,
    .run = available,
};

/* ---- spots ---- */

/* All spots, held here while they are printed: a slow reader must not hold the lot's file. */
struct spots {
    struct pk_spot *spots;
    size_t count, capacity;
    bool is_short_of_memory;
};

static bool keep_spot(const struct pk_spot *spot, void *context)
{
    struct spots *kept = context;
    if (kept->count == kept->capacity) {
        size_t capacity = kept->capacity ? kept->capacity * 2 : 256;
        struct pk_spot *larger = realloc(kept->spots, capacity * sizeof *larger);
        if (!larger) {
            kept->is_short_of_memory = true;
            return false;
        }
        kept->spots = larger;
        kept->capacity = capacity;
    }
    kept->spots[kept->count++] = *spot;
    return true;
}

static const char *state_of(const struct pk_spot *spot)
{
    if (spot->ticket_no != 0)
        return pk_ticket_state_name(spot->state);
    return spot->in_service ? _("free") : _("out of service");
}

static void add_spot(struct cli_table *table, const struct pk_spot *spot)
{
    cli_cell(table, "%s", spot->label);
    cli_cell(table, "%s", spot->level);
    cli_cell(table, "%s", spot->zone);
    cli_cell(table, "%s", pk_spot_kind_name(spot->kind));
    cli_cell(table, "%s", state_of(spot));
    if (spot->ticket_no != 0)
        cli_cell(table, "#%lld", (long long)spot->ticket_no);
    else
        cli_cell(table, "%s", "");
    cli_cell(table, "%s", spot->registration_number);
    cli_cell(table, "%s", spot->closed_reason);
}

static enum pk_status print_spots(struct cli *cli, const struct spots *kept)
{
    struct cli_list answer = cli_list(cli, "lllllrll");
    for (size_t i = 0; answer.status == PK_OK && i < kept->count; i++) {
        if (cli->json)
            cli_list_json(&answer, pk_json_spot(&kept->spots[i]));
        else
            add_spot(&answer.table, &kept->spots[i]);
    }
    return cli_list_end(&answer, PK_OK);
}

static enum pk_status spots(struct cli *cli)
{
    struct spots kept = {.count = 0};
    enum pk_status status = pk_spot_each(cli->lot, keep_spot, &kept);
    if (status == PK_OK && kept.is_short_of_memory)
        status = cli_fail(cli, PK_INTERNAL, _("There is not enough memory to list the spots."));
    if (status == PK_OK)
        status = print_spots(cli, &kept);
    free(kept.spots);
    return status;
}

const struct cli_command cli_spots = {
    .name = "spots",
    .usage = "",
    .summary = "list all spots and who stands on them",
    .lot = CLI_LOOK,
    .run = spots,
};

/* ---- spot close, spot open ---- */

static enum pk_status print_spot(struct cli *cli, const struct pk_spot *spot)
{
    cli->has_acted = true;
    if (cli->json)
        return cli_json(cli, pk_json_spot(spot));
    struct cli_table table = cli_table("lllllrll");
    add_spot(&table, spot);
    return cli_table_end(cli, &table);
}

static const struct cli_option close_options[] = {
    {"reason", "TEXT", "why", true},
    {NULL, NULL, NULL, false},
};

static enum pk_status close_spot(struct cli *cli)
{
    struct pk_spot spot;
    enum pk_status status =
        pk_spot_close(&spot, cli->lot, &cli->act, cli->arguments[0], cli_value(cli, "reason"));
    return status == PK_OK ? print_spot(cli, &spot) : status;
}

const struct cli_command cli_spot_close = {
    .name = "spot close",
    .usage = "LABEL --reason TEXT",
    .summary = "take a spot out of service",
    .help = "A vehicle on it may stay until it leaves.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = close_options,
    .run = close_spot,
};

static enum pk_status open_spot(struct cli *cli)
{
    struct pk_spot spot;
    enum pk_status status = pk_spot_open(&spot, cli->lot, &cli->act, cli->arguments[0]);
    return status == PK_OK ? print_spot(cli, &spot) : status;
}

const struct cli_command cli_spot_open = {
    .name = "spot open",
    .usage = "LABEL",
    .summary = "put a spot back into service",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .run = open_spot,
};
