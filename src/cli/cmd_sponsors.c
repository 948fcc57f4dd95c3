/*
 * report validations: what each sponsor's codes took off, for the bill.
 */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "cli/report.h"
#include "parkade/json.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/validation.h"

enum { DAYS_MOST = 3660 };

struct listing {
    const char *currency;
    enum report_format format;
    struct cli_table table;
    json_t *days;
    int64_t codes, amount; /* of all */
};

/* A sponsor is a name of people's choosing: quoted, and its quotes doubled. */
static void print_quoted(const char *text)
{
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            putchar('"');
        putchar(*text);
    }
    putchar('"');
}

static void add_row(struct listing *listing, const char *date, const char *sponsor, int64_t codes,
                    int64_t amount)
{
    char money[PK_MONEY_SIZE];
    pk_money_format(money, amount, listing->currency);
    if (listing->format == REPORT_CSV) {
        printf("%s,%s,", date, listing->currency);
        print_quoted(sponsor);
        printf(",%lld,%s\n", (long long)codes, money);
        return;
    }
    cli_cell(&listing->table, "%s", date);
    cli_cell(&listing->table, "%s", sponsor);
    cli_cell(&listing->table, "%lld", (long long)codes);
    cli_cell(&listing->table, "%s", money);
}

static bool add_day(const struct pk_sponsor_day *day, void *context)
{
    struct listing *listing = context;
    listing->codes += day->codes;
    listing->amount += day->amount;
    if (listing->format == REPORT_JSON)
        return json_array_append_new(listing->days, pk_json_sponsor_day(day, listing->currency)) ==
               0;
    add_row(listing, day->date, day->sponsor, day->codes, day->amount);
    return true;
}

static void begin(struct listing *listing)
{
    if (listing->format == REPORT_CSV) {
        printf("date,currency,sponsor,codes,amount\n");
        return;
    }
    cli_cell(&listing->table, "%s", listing->currency);
    cli_cell(&listing->table, "%s", _("sponsor"));
    cli_cell(&listing->table, "%s", _("codes"));
    cli_cell(&listing->table, "%s", _("taken off"));
}

static enum pk_status end(struct cli *cli, struct listing *listing)
{
    if (listing->format == REPORT_JSON)
        return cli_json(cli, json_pack("{s:s, s:o, s:I, s:I}", "currency", listing->currency,
                                       "days", listing->days, "codes", (json_int_t)listing->codes,
                                       "amount", (json_int_t)listing->amount));
    if (listing->format == REPORT_CSV)
        return PK_OK;
    add_row(listing, _("all"), "", listing->codes, listing->amount);
    return cli_table_end(cli, &listing->table);
}

static enum pk_status report(struct cli *cli)
{
    struct listing listing = {.currency = pk_lot_currency(cli->lot), .table = cli_table("llrr")};
    int64_t from, to;
    enum pk_status status = report_format(cli, &listing.format);
    if (status == PK_OK)
        status = report_range(cli, &from, &to, DAYS_MOST);
    if (status != PK_OK)
        return status;
    if (listing.format == REPORT_JSON)
        listing.days = json_array();
    else
        begin(&listing);
    status = pk_report_sponsors(cli->lot, from, to, add_day, &listing);
    if (status == PK_OK)
        return end(cli, &listing);
    json_decref(listing.days);
    return status;
}

const struct cli_command cli_report_validations = {
    .name = "report validations",
    .usage = REPORT_USAGE,
    .summary = "what sponsors' codes took off, by day and sponsor",
    .help =
        "A stay counts on the day on which it ended. What a code took off is the price without\n"
        "it less the price with it. DATE may be today or yesterday.",
    .lot = CLI_LOOK,
    .options = report_options,
    .run = report,
};
