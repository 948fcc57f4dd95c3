/*
 * Prices, quotes and tenders for people.
 */
#include <stdio.h>

#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/zone.h"

enum { SPAN_SIZE = 3 * CLI_TEXT_SIZE };

/* "10:00 to 12:30" of one rule's part of the stay, with dates. */
static void span(char text[static SPAN_SIZE], const struct pk_zone *zone,
                 const struct pk_line *line)
{
    char from[CLI_TEXT_SIZE], to[CLI_TEXT_SIZE];
    cli_local(from, zone, line->from);
    cli_local(to, zone, line->to);
    snprintf(text, SPAN_SIZE, "%s%s%s", from, *from && *to ? " - " : "", to);
}

static void add_lines(struct cli_table *table, const struct pk_price *price,
                      const struct pk_zone *zone)
{
    for (size_t i = 0; i < price->line_count; i++) {
        const struct pk_line *line = &price->lines[i];
        char when[SPAN_SIZE], amount[PK_MONEY_SIZE];
        span(when, zone, line);
        pk_money_format(amount, line->amount, price->currency);
        cli_cell(table, "%s", line->what);
        cli_cell(table, "%s", when);
        if (line->units > 0)
            cli_cell(table, "%lld x", (long long)line->units);
        else
            cli_cell(table, "%s", "");
        cli_cell(table, "%s", amount);
        cli_cell(table, "%s", price->currency);
    }
}

static void add_sum(struct cli_table *table, const char *name, int64_t amount, const char *currency)
{
    char text[PK_MONEY_SIZE];
    pk_money_format(text, amount, currency);
    cli_cell(table, "%s", name);
    cli_cell(table, "%s", "");
    cli_cell(table, "%s", "");
    cli_cell(table, "%s", text);
    cli_cell(table, "%s", currency);
}

static void add_change(struct cli_table *table, const char *name, int64_t at,
                       const struct pk_zone *zone)
{
    char text[CLI_TEXT_SIZE];
    if (at == PK_NONE)
        return;
    pk_time_format_local(text, zone, at, "%Y-%m-%d %H:%M:%S");
    cli_cell(table, "%s", name);
    cli_cell(table, "%s", text);
    for (int i = 0; i < 3; i++)
        cli_cell(table, "%s", "");
}

enum pk_status cli_print_price(struct cli *cli, const struct pk_price *price,
                               const struct pk_zone *zone)
{
    if (cli->json)
        return cli_json(cli, pk_json_price(price));
    struct cli_table table = cli_table("llrrl");
    add_lines(&table, price, zone);
    add_sum(&table, _("total"), price->total, price->currency);
    add_change(&table, _("rises at"), price->rises_at, zone);
    add_change(&table, _("falls at"), price->falls_at, zone);
    return cli_table_end(cli, &table);
}

enum pk_status cli_print_quote(struct cli *cli, const struct pk_quote *quote)
{
    if (cli->json)
        return cli_json(cli, pk_json_quote(quote));
    const struct pk_zone *zone = pk_lot_zone(cli->lot);
    struct cli_table table = cli_table("llrrl");
    add_lines(&table, &quote->price, zone);
    add_sum(&table, _("total"), quote->price.total, quote->price.currency);
    add_sum(&table, _("paid"), quote->paid, quote->price.currency);
    add_sum(&table, _("due"), quote->due, quote->price.currency);
    add_change(&table, _("rises at"), quote->price.rises_at, zone);
    add_change(&table, _("falls at"), quote->price.falls_at, zone);
    return cli_table_end(cli, &table);
}

static void tender_row(struct cli_table *table, const char *name, int64_t amount,
                       const char *currency)
{
    char text[PK_MONEY_SIZE];
    pk_money_format(text, amount, currency);
    cli_cell(table, "%s", name);
    cli_cell(table, "%s", text);
    cli_cell(table, "%s", currency);
}

enum pk_status cli_print_tender(struct cli *cli, const struct pk_tender *tender)
{
    if (cli->json)
        return cli_json(cli, pk_json_tender(tender));
    char until[CLI_TEXT_SIZE];
    bool is_refund = tender->amount < 0;
    struct cli_table table = cli_table("lrl");
    tender_row(&table, is_refund ? _("given back") : _("paid"),
               is_refund ? -tender->amount : tender->amount, tender->currency);
    if (!is_refund && tender->tendered != tender->amount) {
        tender_row(&table, _("tendered"), tender->tendered, tender->currency);
        tender_row(&table, _("change"), tender->change, tender->currency);
    }
    if (tender->due > 0)
        tender_row(&table, _("still due"), tender->due, tender->currency);
    enum pk_status status = cli_table_end(cli, &table);
    if (status != PK_OK)
        return status;
    cli_local(until, pk_lot_zone(cli->lot), tender->expires_at);
    printf(_("%s, receipt %lld"), pk_method_name(tender->method), (long long)tender->receipt_no);
    if (tender->is_paid && !is_refund && *until)
        printf(_(", leave by %s"), until);
    putchar('\n');
    return PK_OK;
}
