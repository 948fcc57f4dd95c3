/*
 * init: makes a lot.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/faults.h"
#include "cli/print.h"
#include "parkade/plan.h"
#include "parkade/text.h"

enum { PLAN_MOST = 4 << 20 };

static const struct cli_option init_options[] = {
    {"spots", "N", "a plain lot of N standard spots on one level", false},
    {"plan", "FILE", "a plan of levels, rows, kinds and places, see parkade-plan(5)", false},
    {"name", "TEXT", "the lot's name; Parkade unless told", false},
    {"timezone", "ZONE", "its time zone, like Europe/Berlin; UTC unless told", false},
    {"currency", "CODE", "its currency by ISO 4217; EUR unless told", false},
    {"tariff", "FILE", "its first tariff, see parkade-tariff(5)", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status read_plan(struct cli *cli, struct pk_plan *out)
{
    const char *path = cli_value(cli, "plan");
    if (!path) {
        int64_t count = 0;
        enum pk_status status = cli_number(cli, &count, "spots", 1, PK_PLAN_SPOTS_MAX);
        return status == PK_OK ? pk_plan_plain(out, (size_t)count) : status;
    }
    struct pk_faults faults = {.count = 0};
    char *text = NULL;
    size_t length = 0;
    enum pk_status status = cli_read_file(cli, &text, &length, path, PLAN_MOST);
    if (status == PK_OK)
        status = pk_plan_read(out, text, length, &faults);
    cli_faults(cli, path, &faults);
    free(text);
    return status;
}

/* The faults of a tariff are told before the lot is made: making it tells the first one only. */
static enum pk_status read_tariff(struct cli *cli, char **out, const struct pk_lot_birth *birth)
{
    const char *path = cli_value(cli, "tariff");
    if (!path)
        return PK_OK;
    struct pk_tariff_home home = {.currency = birth->currency ? birth->currency : "EUR",
                                  .timezone = birth->timezone ? birth->timezone : "UTC"};
    struct pk_faults faults = {.count = 0};
    struct pk_tariff *tariff = NULL;
    size_t length = 0;
    enum pk_status status = cli_read_file(cli, out, &length, path, CLI_TARIFF_MOST);
    if (status == PK_OK && strlen(*out) != length)
        status = cli_fail(cli, PK_TARIFF_INVALID, _("%s holds a zero byte: it is no text."), path);
    if (status == PK_OK)
        status = pk_tariff_read(&tariff, *out, length, &home, &faults);
    cli_faults(cli, path, &faults);
    pk_tariff_free(tariff);
    return status;
}

static enum pk_status make(struct cli *cli, const char *path)
{
    struct pk_plan plan = {.spot_count = 0};
    struct pk_lot_birth birth = {.name = cli_value(cli, "name"),
                                 .timezone = cli_value(cli, "timezone"),
                                 .currency = cli_value(cli, "currency"),
                                 .plan = &plan};
    char *tariff_text = NULL;
    enum pk_status status = read_plan(cli, &plan);
    if (status == PK_OK)
        status = read_tariff(cli, &tariff_text, &birth);
    birth.tariff_text = tariff_text;
    if (status == PK_OK)
        status = cli_make_parents(cli, path);
    if (status == PK_OK)
        status = pk_lot_create(path, &birth, &cli->act, NULL);
    pk_plan_free(&plan);
    free(tariff_text);
    return status;
}

static enum pk_status init(struct cli *cli)
{
    if (cli_has(cli, "spots") == cli_has(cli, "plan"))
        return cli_usage(cli, _("init wants --spots N or --plan FILE."));
    char *path = NULL;
    enum pk_status status = cli_lot_path(cli, &path);
    if (status == PK_OK)
        status = make(cli, path);
    if (status == PK_OK) {
        cli->has_acted = true;
        status = pk_lot_open(&cli->lot, path, PK_LOT_READ_WRITE, NULL);
    }
    if (status == PK_OK)
        status = cli_print_lot(cli);
    free(path);
    return status;
}

const struct cli_command cli_init = {
    .name = "init",
    .usage = "--spots N | --plan FILE [--name TEXT] [--timezone ZONE] [--currency CODE] [--tariff "
             "FILE]",
    .summary = "make a lot",
    .help = "Never overwrites one. Without a tariff the lot has 15 minutes free, then 2.00 per\n"
            "started hour, at most 20.00 per 24 hours.",
    .lot = CLI_MAKE,
    .options = init_options,
    .run = init,
};
