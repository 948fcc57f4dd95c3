/*
 * tariff check, tariff price, tariff install: a tariff's file, alone and in the lot.
 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/faults.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"
#include "parkade/zone.h"

/* ---- reading a tariff that stands alone ---- */

/* A tariff that does not say its currency and zone has those of --currency and --timezone. */
static struct pk_tariff_home home_of(const struct cli *cli)
{
    const char *currency = cli_value(cli, "currency"), *timezone = cli_value(cli, "timezone");
    return (struct pk_tariff_home){.currency = currency ? currency : "EUR",
                                   .timezone = timezone ? timezone : "UTC"};
}

/* pk_tariff_read() or its sister. */
typedef enum pk_status read_text(struct pk_tariff **out, const char *text, size_t length,
                                 const struct pk_tariff_home *home, struct pk_faults *faults);

static enum pk_status read_tariff(struct cli *cli, struct pk_tariff **out, struct pk_faults *faults,
                                  read_text *read)
{
    const char *path = cli->arguments[0];
    struct pk_tariff_home home = home_of(cli);
    char *text = NULL;
    size_t length = 0;
    enum pk_status status = cli_read_file(cli, &text, &length, path, CLI_TARIFF_MOST);
    if (status == PK_OK)
        status = read(out, text, length, &home, faults);
    free(text);
    return status;
}

/* ---- tariff check ---- */

static const struct cli_option check_options[] = {
    {"currency", "CODE", "the currency where the file names none; EUR unless told", false},
    {"timezone", "ZONE", "the time zone where the file names none; UTC unless told", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status print_check(struct cli *cli, const struct pk_tariff *tariff,
                                  const struct pk_faults *faults)
{
    const char *name = pk_tariff_name(tariff), *currency = pk_tariff_currency(tariff);
    const char *zone = pk_zone_name(pk_tariff_zone(tariff));
    if (cli->json)
        return cli_json(cli, json_pack("{s:s, s:s, s:s, s:o}", "name", name, "currency", currency,
                                       "timezone", zone, "warnings", cli_faults_json(faults)));
    cli_faults(cli, cli->arguments[0], faults);
    cli_put(*name ? name : cli->arguments[0]);
    printf(_(": a good tariff (%s, %s)\n"), currency, zone);
    return PK_OK;
}

static enum pk_status check(struct cli *cli)
{
    struct pk_faults faults = {.count = 0};
    struct pk_tariff *tariff = NULL;
    enum pk_status status = read_tariff(cli, &tariff, &faults, pk_tariff_read);
    if (status == PK_OK)
        status = print_check(cli, tariff, &faults);
    else
        cli_faults(cli, cli->arguments[0], &faults);
    pk_tariff_free(tariff);
    return status;
}

const struct cli_command cli_tariff_check = {
    .name = "tariff check",
    .usage = "FILE [--currency CODE] [--timezone ZONE]",
    .summary = "read a tariff, tell all its faults, price its examples",
    .least = 1,
    .most = 1,
    .lot = CLI_NO_LOT,
    .options = check_options,
    .run = check,
};

/* ---- tariff price ---- */

static const struct cli_option price_options[] = {
    {"entry", "TIME", "when the stay begins", true},
    {"exit", "TIME", "when it ends", true},
    {"class", "CLASS", "car (unless told), motorcycle, van or truck", false},
    {"lost", NULL, "the ticket is lost", false},
    {"with", "NAME", "what the driver proves, as the file's [validation] is named", false},
    {"currency", "CODE", "the currency where the file names none; EUR unless told", false},
    {"timezone", "ZONE", "the time zone where the file names none; UTC unless told", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status price_stay(struct cli *cli, const struct pk_tariff *tariff)
{
    const struct pk_zone *zone = pk_tariff_zone(tariff);
    struct pk_stay stay = {.is_lost = cli_has(cli, "lost"), .proof = cli_value(cli, "with")};
    struct pk_price answer;
    enum pk_status status = pk_tariff_check_proof(tariff, stay.proof);
    if (status == PK_OK)
        status = cli_class(cli, &stay.vehicle_class);
    if (status == PK_OK)
        status = cli_moment(cli, &stay.entry, "entry", zone);
    if (status == PK_OK)
        status = cli_moment(cli, &stay.exit, "exit", zone);
    if (status == PK_OK)
        status = pk_tariff_price(&answer, tariff, &stay);
    return status == PK_OK ? cli_print_price(cli, &answer, zone) : status;
}

/* Who asks why an example differs wants to see the price; it is told all the same, beside it. */
static void warn_of_examples(const struct cli *cli, const struct pk_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++)
        if (faults->fault[i].is_example)
            cli_warn("%s:%d: %s", cli->arguments[0], faults->fault[i].line,
                     faults->fault[i].message);
}

static enum pk_status price(struct cli *cli)
{
    struct pk_faults faults = {.count = 0};
    struct pk_tariff *tariff = NULL;
    enum pk_status status = read_tariff(cli, &tariff, &faults, pk_tariff_read_unproven);
    warn_of_examples(cli, &faults);
    if (status == PK_OK)
        status = price_stay(cli, tariff);
    else
        cli_faults(cli, cli->arguments[0], &faults);
    pk_tariff_free(tariff);
    return status;
}

const struct cli_command cli_tariff_price = {
    .name = "tariff price",
    .usage = "FILE --entry TIME --exit TIME [--class CLASS] [--lost] [--with NAME] [--currency "
             "CODE] [--timezone ZONE]",
    .summary = "price a stay by a tariff file, line by line",
    .help =
        "A TIME without an offset is a wall clock's in the tariff's zone. Examples of the file\n"
        "that differ are told as warnings; `tariff check` refuses them.",
    .least = 1,
    .most = 1,
    .lot = CLI_NO_LOT,
    .options = price_options,
    .run = price,
};

/* ---- tariff install ---- */

static const struct cli_option install_options[] = {
    {"from", "TIME", "from when on it holds: a moment in the future; now unless told", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status print_version(struct cli *cli, const struct pk_tariff_version *version,
                                    const struct pk_faults *warnings)
{
    char from[CLI_TEXT_SIZE];
    if (cli->json) {
        json_t *record = pk_json_tariff_version(version);
        if (record)
            json_object_set_new(record, "warnings", cli_faults_json(warnings));
        return cli_json(cli, record);
    }
    cli_faults(cli, cli->arguments[0], warnings);
    cli_local(from, pk_lot_zone(cli->lot), version->valid_from);
    printf(_("tariff version %lld, "), (long long)version->version_id);
    cli_put(version->name);
    printf(_(", holds from %s\n"), from);
    return PK_OK;
}

static enum pk_status install_text(struct cli *cli, const char *text, size_t length)
{
    struct pk_faults faults = {.count = 0};
    struct pk_tariff_version version;
    int64_t from = PK_NONE;
    enum pk_status status = cli_moment(cli, &from, "from", pk_lot_zone(cli->lot));
    if (status == PK_OK)
        status = pk_tariff_install(&version, cli->lot, &cli->act, text, length, from, &faults);
    if (status == PK_OK) {
        cli->has_acted = true;
        return print_version(cli, &version, &faults);
    }
    cli_faults(cli, cli->arguments[0], &faults);
    return status;
}

static enum pk_status install(struct cli *cli)
{
    char *text = NULL;
    size_t length = 0;
    enum pk_status status = cli_read_file(cli, &text, &length, cli->arguments[0], CLI_TARIFF_MOST);
    if (status == PK_OK)
        status = install_text(cli, text, length);
    free(text);
    return status;
}

const struct cli_command cli_tariff_install = {
    .name = "tariff install",
    .usage = "FILE [--from TIME]",
    .summary = "let the lot charge by a tariff, now or from a moment on",
    .help = "Consoles follow without a restart.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = install_options,
    .run = install,
};
