/*
 * The lot as a whole, for people and as JSON.
 */
#include "cli/print.h"
#include "parkade/text.h"
#include "parkade/zone.h"

/* Not every file name is UTF-8; JSON is. */
static json_t *path_json(const char *path)
{
    json_t *text = json_string(path);
    return text ? text : json_null();
}

static json_t *lot_json(struct cli *cli, int64_t spots, const char *tariff)
{
    return json_pack("{s:o, s:s, s:s, s:s, s:I, s:s}", "lot", path_json(pk_lot_path(cli->lot)),
                     "name", pk_lot_name(cli->lot), "timezone", pk_zone_name(pk_lot_zone(cli->lot)),
                     "currency", pk_lot_currency(cli->lot), "spots", (json_int_t)spots, "tariff",
                     tariff);
}

static void row(struct cli_table *table, const char *name, const char *value)
{
    cli_cell(table, "%s", name);
    cli_cell(table, "%s", value);
}

static enum pk_status print_text(struct cli *cli, int64_t spots, const char *tariff)
{
    struct cli_table table = cli_table("ll");
    row(&table, _("lot"), pk_lot_name(cli->lot));
    row(&table, _("file"), pk_lot_path(cli->lot));
    cli_cell(&table, "%s", _("spots"));
    cli_cell(&table, "%lld", (long long)spots);
    row(&table, _("time zone"), pk_zone_name(pk_lot_zone(cli->lot)));
    row(&table, _("currency"), pk_lot_currency(cli->lot));
    row(&table, _("tariff"), tariff);
    return cli_table_end(cli, &table);
}

enum pk_status cli_print_lot(struct cli *cli)
{
    struct pk_availability counts;
    const struct pk_tariff *tariff = NULL;
    enum pk_status status = pk_availability(&counts, cli->lot, NULL, NULL);
    if (status == PK_OK)
        status = pk_lot_tariff(&tariff, cli->lot, pk_lot_now(cli->lot));
    if (status != PK_OK)
        return status;
    const char *name = pk_tariff_name(tariff);
    return cli->json ? cli_json(cli, lot_json(cli, counts.all.total, name))
                     : print_text(cli, counts.all.total, name);
}
