/*
 * Tickets for people: one in full, several as a table.
 */
#include <stdio.h>

#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "parkade/zone.h"

static void row(struct cli_table *table, const char *name, const char *value)
{
    if (value[0]) {
        cli_cell(table, "%s", name);
        cli_cell(table, "%s", value);
    }
}

static void row_time(struct cli *cli, struct cli_table *table, const char *name, int64_t at)
{
    char text[CLI_TEXT_SIZE];
    cli_local(text, pk_lot_zone(cli->lot), at);
    row(table, name, text);
}

static void row_money(struct cli *cli, struct cli_table *table, const char *name, int64_t amount)
{
    char text[CLI_TEXT_SIZE];
    cli_money(text, amount, pk_lot_currency(cli->lot));
    row(table, name, amount == 0 ? "" : text);
}

static void rows_of_vehicle(struct cli_table *table, const struct pk_ticket *ticket)
{
    char printed[PK_UUID_SIZE];
    pk_uuid_printed(printed, ticket->ticket_id);
    cli_cell(table, "%s", _("ticket"));
    cli_cell(table, "#%lld", (long long)ticket->ticket_no);
    row(table, _("id"), printed);
    row(table, _("registration"), ticket->registration_number);
    row(table, _("vehicle"), pk_vehicle_class_name(ticket->vehicle_class));
    row(table, _("spot"), ticket->spot);
    if (ticket->permit_id != 0) {
        cli_cell(table, "%s", _("permit"));
        cli_cell(table, "%lld", (long long)ticket->permit_id);
    }
}

static void rows_of_stay(struct cli *cli, struct cli_table *table, const struct pk_ticket *ticket)
{
    bool is_inside = ticket->exit_time == PK_NONE;
    row_time(cli, table, ticket->is_late_entry ? _("entered (late)") : _("entered"),
             ticket->entry_time);
    row_time(cli, table, _("ended"), ticket->exit_time);
    if (is_inside)
        row_time(cli, table, ticket->is_paid ? _("leave by") : _("valid until"),
                 ticket->expires_at);
    row(table, _("state"), pk_ticket_state_name(ticket->state));
    row_money(cli, table, _("paid"), ticket->paid);
    row_money(cli, table, _("owed"), ticket->owed);
    row(table, _("ended at"), ticket->ended_station);
    row(table, _("reason"), ticket->reason);
    row(table, _("lost ticket"), ticket->is_lost ? _("yes, priced as one") : "");
    row(table, _("replaces"), ticket->replaces);
}

enum pk_status cli_print_ticket(struct cli *cli, const struct pk_ticket *ticket)
{
    if (cli->json)
        return cli_json(cli, pk_json_ticket(ticket, pk_lot_currency(cli->lot)));
    struct cli_table table = cli_table("ll");
    rows_of_vehicle(&table, ticket);
    rows_of_stay(cli, &table, ticket);
    enum pk_status status = cli_table_end(cli, &table);
    if (ticket->alert[0])
        cli_warn(_("watchlist: %s: %s"), ticket->registration_number, ticket->alert);
    return status;
}

static enum pk_status print_array(struct cli *cli, const struct pk_ticket *tickets, size_t count)
{
    struct cli_array array = {.is_open = false};
    enum pk_status status = PK_OK;
    for (size_t i = 0; i < count && status == PK_OK; i++)
        status = cli_array_add(cli, &array, pk_json_ticket(&tickets[i], pk_lot_currency(cli->lot)));
    if (status == PK_OK)
        cli_array_end(&array);
    return status;
}

enum pk_status cli_print_tickets(struct cli *cli, const struct pk_ticket *tickets, size_t count)
{
    if (cli->json)
        return print_array(cli, tickets, count);
    struct cli_table table = cli_table("rlllll");
    const char *const titles[] = {_("ticket"),  _("registration"), _("spot"),
                                  _("vehicle"), _("entered"),      _("state")};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        cli_cell(&table, "%s", titles[i]);
    for (size_t i = 0; i < count; i++) {
        const struct pk_ticket *ticket = &tickets[i];
        char entered[CLI_TEXT_SIZE];
        cli_local(entered, pk_lot_zone(cli->lot), ticket->entry_time);
        cli_cell(&table, "#%lld", (long long)ticket->ticket_no);
        cli_cell(&table, "%s", ticket->registration_number);
        cli_cell(&table, "%s", ticket->spot);
        cli_cell(&table, "%s", pk_vehicle_class_name(ticket->vehicle_class));
        cli_cell(&table, "%s", entered);
        cli_cell(&table, "%s", pk_ticket_state_name(ticket->state));
    }
    return cli_table_end(cli, &table);
}
