/*
 * All commands in the order of `parkade help`. A new command is a file of its own and a line here.
 */
#include "cli/commands.h"

#include <string.h>

#include "cli/cli.h"

const struct cli_option cli_globals[] = {
    {"lot", "FILE", "the lot's file; else $PARKADE_LOT, the system's lot, the user's own", false},
    {"json", NULL, "answer with one JSON object or array", false},
    {"as", "NAME", "who does it; the name goes into the journal", false},
    {"pin-fd", "N", "read the PIN of --as from file descriptor N, not the terminal", false},
    {"approve", "NAME", "a second person approves an act that --as may not do alone", false},
    {"approve-pin-fd", "N", "read the PIN of --approve from file descriptor N", false},
    {"station", "NAME", "the station it is done at; else $PARKADE_STATION, else cli", false},
    {"help", NULL, "explain the command; also -h", false},
    {"version", NULL, "tell the versions of Parkade and SQLite", false},
    {NULL, NULL, NULL, false},
};

const struct cli_option cli_request_option[] = {
    {"request-id", "UUID", "names this act: asked again, it is not done twice", false},
    {NULL, NULL, NULL, false},
};

static const struct cli_command *const serve[] = {
    &cli_park, &cli_show, &cli_quote, &cli_find_ticket, &cli_pay, &cli_retrieve, &cli_refund, NULL,
};
static const struct cli_command *const mend[] = {
    &cli_renew, &cli_amend, &cli_move, &cli_void, &cli_replace, &cli_release, NULL,
};
static const struct cli_command *const look[] = {
    &cli_available, &cli_spots, &cli_spot_close, &cli_spot_open, NULL,
};
static const struct cli_command *const books[] = {
    &cli_report_day,
    &cli_report_revenue,
    &cli_report_occupancy,
    &cli_report_ledger,
    &cli_report_shift,
    &cli_report_validations,
    &cli_day_close,
    &cli_report_audit,
    &cli_receipt_reprint,
    &cli_ticket_reprint,
    &cli_journal,
    &cli_journal_verify,
    NULL,
};
static const struct cli_command *const shifts[] = {
    &cli_shift_open,
    &cli_shift_show,
    &cli_shift_list,
    &cli_shift_drop,
    &cli_shift_paid_out,
    &cli_shift_no_sale,
    &cli_shift_count,
    &cli_shift_close,
    &cli_shift_recount,
    &cli_shift_report,
    NULL,
};
static const struct cli_command *const proof[] = {
    &cli_report_accountability,
    &cli_report_receipts,
    &cli_report_exceptions,
    &cli_acknowledge,
    &cli_report_outliers,
    &cli_walk_begin,
    &cli_walk_see,
    &cli_walk_show,
    &cli_walk_settle,
    &cli_walk_end,
    NULL,
};
static const struct cli_command *const staff[] = {
    &cli_staff_list,   &cli_staff_add, &cli_staff_role, &cli_staff_pin, &cli_staff_leave,
    &cli_staff_return, NULL,
};
static const struct cli_command *const machines[] = {
    &cli_token_add,
    &cli_token_list,
    &cli_token_revoke,
    NULL,
};
static const struct cli_command *const customers[] = {
    &cli_permit_add,
    &cli_permit_list,
    &cli_permit_show,
    &cli_permit_plate,
    &cli_permit_end,
    &cli_validation_add,
    &cli_validation_list,
    &cli_validation_end,
    &cli_validation_give,
    &cli_watch_add,
    &cli_watch_remove,
    &cli_watch_list,
    NULL,
};
static const struct cli_command *const manage[] = {
    &cli_init,
    &cli_tariff_check,
    &cli_tariff_price,
    &cli_tariff_cases,
    &cli_tariff_install,
    &cli_tariff_list,
    &cli_tariff_show,
    &cli_config_list,
    &cli_config_get,
    &cli_config_set,
    &cli_slip_check_file,
    &cli_check,
    &cli_backup,
    NULL,
};
static const struct cli_command *const about[] = {
    &cli_console,
    &cli_demo,
    &cli_help,
    NULL,
};

const struct cli_group cli_groups[] = {
    {"Serve", serve},           {"Mend", mend},     {"Spots", look},
    {"Books", books},           {"Shifts", shifts}, {"Customers", customers},
    {"Proof", proof},           {"Staff", staff},   {"Machines", machines},
    {"Manage the lot", manage}, {"Parkade", about}, {NULL, NULL},
};

const struct cli_command *cli_find(const char *name)
{
    for (const struct cli_group *group = cli_groups; group->title; group++)
        for (size_t i = 0; group->commands[i]; i++)
            if (strcmp(group->commands[i]->name, name) == 0)
                return group->commands[i];
    return NULL;
}

bool cli_is_prefix(const char *word)
{
    size_t length = strlen(word);
    for (const struct cli_group *group = cli_groups; group->title; group++)
        for (size_t i = 0; group->commands[i]; i++) {
            const char *name = group->commands[i]->name;
            if (strncmp(name, word, length) == 0 && name[length] == ' ')
                return true;
        }
    return false;
}
