/*
 * Reading which shift and which cash is meant, and printing a shift and its report.
 */
#include "cli/shift.h"

#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"

enum pk_status cli_cash(struct cli *cli, struct pk_cash *out, bool *is_given)
{
    const char *pieces = cli_value(cli, "cash");
    *out = (struct pk_cash){.total = 0};
    *is_given = pieces || cli_has(cli, "total");
    if (pieces && cli_has(cli, "total"))
        return cli_usage(cli, _("--cash and --total are one or the other."));
    if (pieces)
        return pk_cash_parse(out, pieces, pk_lot_currency(cli->lot));
    return *is_given ? cli_amount(cli, &out->total, "total") : PK_OK;
}

static enum pk_status read_number(struct cli *cli, int64_t *out, const char *text)
{
    char *end;
    long long number = strtoll(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0')
        return cli_usage(cli, _("A shift is named by its number, not '%.40s'."), text);
    *out = number;
    return PK_OK;
}

enum pk_status cli_find_shift(struct cli *cli, struct pk_shift *out)
{
    int64_t number = 0;
    const char *staff = cli_value(cli, "staff");
    if (cli->argument_count > 0) {
        enum pk_status status = read_number(cli, &number, cli->arguments[0]);
        return status == PK_OK ? pk_shift_get(out, cli->lot, number) : status;
    }
    if (!staff && !cli->act.who[0])
        return cli_usage(cli, _("Which shift? Give its number, or --staff NAME."));
    return pk_shift_of(out, cli->lot, staff ? staff : cli->act.who);
}

/* ---- a shift ---- */

static void add_row(struct cli_table *table, const char *name, const char *value)
{
    cli_cell(table, "%s", name);
    cli_cell(table, "%s", value);
}

static void add_money(struct cli_table *table, const char *name, int64_t amount,
                      const char *currency)
{
    char text[CLI_TEXT_SIZE];
    cli_money(text, amount, currency);
    if (amount != PK_NONE)
        add_row(table, name, text);
}

static void add_shift(struct cli *cli, struct cli_table *table, const struct pk_shift *shift)
{
    char opened[CLI_TEXT_SIZE], closed[CLI_TEXT_SIZE];
    cli_local(opened, pk_lot_zone(cli->lot), shift->opened_at);
    cli_local(closed, pk_lot_zone(cli->lot), shift->closed_at);
    cli_cell(table, "%s", _("shift"));
    cli_cell(table, "%lld", (long long)shift->shift_id);
    add_row(table, _("attendant"), shift->staff);
    add_row(table, _("drawer"), shift->station);
    add_row(table, _("business date"), shift->business_date);
    add_row(table, _("opened"), opened);
    add_row(table, _("closed"), closed[0] ? closed : _("open"));
    add_money(table, _("opening float"), shift->opening_float, shift->currency);
    add_money(table, _("expected"), shift->expected, shift->currency);
    add_money(table, _("counted"), shift->counted, shift->currency);
    add_money(table, _("over/short"), shift->over_short, shift->currency);
}

static bool add_count(const struct pk_cash_count *count, void *table)
{
    add_money(table, count->kind, count->total, count->currency);
    return true;
}

static enum pk_status print_table(struct cli *cli, const struct pk_shift *shift)
{
    struct cli_table table = cli_table("ll");
    add_shift(cli, &table, shift);
    enum pk_status status = pk_shift_counts(cli->lot, shift->shift_id, add_count, &table);
    enum pk_status printed = cli_table_end(cli, &table);
    return status == PK_OK ? printed : status;
}

struct appending {
    json_t *array;
    bool is_broken; /* out of memory */
};

static bool append_count(const struct pk_cash_count *count, void *context)
{
    struct appending *appending = context;
    json_t *record = pk_json_cash_count(count);
    appending->is_broken = json_array_append_new(appending->array, record) != 0;
    return !appending->is_broken;
}

static enum pk_status print_json(struct cli *cli, const struct pk_shift *shift)
{
    struct appending counts = {.array = json_array()};
    json_t *record = pk_json_shift(shift);
    enum pk_status status = pk_shift_counts(cli->lot, shift->shift_id, append_count, &counts);
    bool is_whole = json_object_set_new(record, "counts", counts.array) == 0 && !counts.is_broken;
    if (status == PK_OK && is_whole)
        return cli_json(cli, record);
    json_decref(record);
    return status == PK_OK ? cli_json(cli, NULL) : status;
}

enum pk_status cli_print_shift(struct cli *cli, const struct pk_shift *shift)
{
    return cli->json ? print_json(cli, shift) : print_table(cli, shift);
}

/* ---- a report ---- */

static void put_csv(const char *section, const char *name, const json_t *number,
                    const json_t *amount, const char *currency)
{
    char money[PK_MONEY_SIZE] = "";
    if (json_is_integer(amount))
        pk_money_format(money, json_integer_value(amount), currency);
    printf("%s,", section);
    report_csv_text(name ? name : "");
    if (json_is_integer(number))
        printf(",%lld,%s\n", (long long)json_integer_value(number), money);
    else
        printf(",,%s\n", money);
}

/* Which members of a row stand in CSV, by the section's key in the report. */
static const struct {
    const char *section, *name, *number, *amount;
} sections[] = {
    {"methods", "method", "tenders", "net"},
    {"counts", "staff", NULL, "total"},
    {"drops", "bag_no", NULL, "amount"},
    {"paid_outs", "reason", NULL, "amount"},
    {"no_sales", "reason", NULL, NULL},
    {"exceptions", "kind", "number", "amount"},
    {"cards_in_doubt", "attempt_id", "ticket_no", "amount"},
    {"receipts", "station", "number", NULL},
};

static const json_t *member(const json_t *row, const char *key)
{
    return key ? json_object_get(row, key) : NULL;
}

static void print_csv(const json_t *report, const char *currency)
{
    size_t i;
    const char *key;
    json_t *row;
    puts("section,name,number,amount");
    put_csv("shift", json_string_value(json_object_get(report, "staff")),
            json_object_get(report, "shift_id"), NULL, currency);
    for (size_t s = 0; s < sizeof sections / sizeof sections[0]; s++)
        json_array_foreach(json_object_get(report, sections[s].section), i, row)
            put_csv(sections[s].section, json_string_value(member(row, sections[s].name)),
                    member(row, sections[s].number), member(row, sections[s].amount), currency);
    json_object_foreach(json_object_get(report, "cash"), key, row)
        put_csv("cash", key, NULL, row, currency);
    row = json_object_get(report, "journal");
    put_csv("journal", json_string_value(json_object_get(row, "hash")), json_object_get(row, "seq"),
            NULL, currency);
}

static enum pk_status print_text(struct cli *cli, const json_t *report)
{
    char *text = pk_shift_report_text(report, pk_lot_zone(cli->lot));
    if (!text)
        return cli_fail(cli, PK_INTERNAL, _("There is not enough memory for the report."));
    cli_put_lines(text);
    free(text);
    return PK_OK;
}

enum pk_status cli_print_shift_report(struct cli *cli, int64_t shift_id, enum report_format format)
{
    json_t *report;
    enum pk_status status = pk_shift_report(&report, cli->lot, cli->act.who, shift_id);
    if (status != PK_OK)
        return status;
    if (format == REPORT_JSON)
        return cli_json(cli, report);
    if (format == REPORT_CSV)
        print_csv(report, pk_lot_currency(cli->lot));
    else
        status = print_text(cli, report);
    json_decref(report);
    return status;
}
