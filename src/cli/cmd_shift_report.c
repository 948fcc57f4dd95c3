/*
 * shift show, list, report, and report shift: looking at shifts.
 */
#include "cli/commands.h"
#include "cli/print.h"
#include "cli/shift.h"
#include "parkade/json.h"
#include "parkade/text.h"

static const struct cli_option show_options[] = {
    {"staff", "NAME", "the open shift of NAME", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status show(struct cli *cli)
{
    struct pk_shift shift;
    enum pk_status status = cli_find_shift(cli, &shift);
    return status == PK_OK ? cli_print_shift(cli, &shift) : status;
}

const struct cli_command cli_shift_show = {
    .name = "shift show",
    .usage = "[SHIFT | --staff NAME]",
    .summary = "show a shift, and how its drawer was counted",
    .help = "Without a number or a name: the open shift of --as.",
    .most = 1,
    .lot = CLI_LOOK,
    .options = show_options,
    .run = show,
};

/* ---- one shift ---- */

static const struct cli_option shift_report_options[] = {
    {"staff", "NAME", "the open shift of NAME", false},
    {"format", "FORMAT", "text, csv or json", false},
    {NULL, NULL, NULL, false},
};

/* Looking needs no name; what is in a drawer that is not counted yet is told to some only. */
static enum pk_status print_one(struct cli *cli, enum report_format format)
{
    struct pk_shift shift;
    enum pk_status status = cli->act.who[0] ? cli_sign_in(cli) : PK_OK;
    if (status == PK_OK)
        status = cli_find_shift(cli, &shift);
    return status == PK_OK ? cli_print_shift_report(cli, shift.shift_id, format) : status;
}

static enum pk_status shift_report(struct cli *cli)
{
    enum report_format format = REPORT_TEXT;
    enum pk_status status = report_format(cli, &format);
    return status == PK_OK ? print_one(cli, format) : status;
}

const struct cli_command cli_shift_report = {
    .name = "shift report",
    .usage = "[SHIFT | --staff NAME] [--format text|csv|json]",
    .summary = "the X report of an open shift, the Z report of a closed one",
    .help = "An X tells the cash sums to a supervisor, manager or auditor after --as only: the\n"
            "drawer is counted blind. A Z reads as it did at the close.",
    .most = 1,
    .lot = CLI_LOOK,
    .options = shift_report_options,
    .run = shift_report,
};

/* ---- many shifts ---- */

struct listing {
    struct cli *cli;
    enum report_format format;
    struct cli_table table;
    struct cli_array array;
    enum pk_status status;
    int64_t cash, card, over_short; /* of the closed ones */
};

/* Of an open shift no cash is told: it is counted blind. */
static json_t *shift_json(const struct pk_shift *shift, const struct pk_shift_sums *sums)
{
    bool is_open = shift->closed_at == PK_NONE;
    json_t *record = pk_json_shift(shift);
    json_t *figures =
        json_pack("{s:o, s:I, s:I, s:I, s:I}", "cash",
                  is_open ? json_null() : json_integer(sums->by_method[PK_CASH]), "card",
                  (json_int_t)sums->by_method[PK_CARD], "drops", (json_int_t)sums->drops,
                  "paid_outs", (json_int_t)sums->paid_outs, "no_sales", (json_int_t)sums->no_sales);
    bool is_whole = json_object_update(record, figures) == 0;
    json_decref(figures);
    if (is_whole)
        return record;
    json_decref(record);
    return NULL;
}

static void put_csv_money(int64_t amount, const char *currency)
{
    char text[PK_MONEY_SIZE] = "";
    if (amount != PK_NONE)
        pk_money_format(text, amount, currency);
    printf(",%s", text);
}

static void put_csv(const struct pk_shift *shift, const struct pk_shift_sums *sums)
{
    bool is_open = shift->closed_at == PK_NONE;
    const int64_t amounts[] = {
        is_open ? PK_NONE : sums->by_method[PK_CASH],
        sums->by_method[PK_CARD],
        shift->opening_float,
        sums->drops,
        sums->paid_outs,
        shift->expected,
        shift->counted,
        shift->over_short,
    };
    char opened[PK_TIME_SIZE], closed[PK_TIME_SIZE];
    pk_time_format_utc(opened, shift->opened_at);
    pk_time_format_utc(closed, shift->closed_at);
    printf("%lld,%s,", (long long)shift->shift_id, shift->business_date);
    report_csv_text(shift->staff);
    putchar(',');
    report_csv_text(shift->station);
    printf(",%s,%s,%s", opened, closed, shift->currency);
    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++)
        put_csv_money(amounts[i], shift->currency);
    putchar('\n');
}

static void add_amount(struct cli_table *table, int64_t amount, const char *currency)
{
    char text[PK_MONEY_SIZE] = "";
    if (amount != PK_NONE)
        pk_money_format(text, amount, currency);
    cli_cell(table, "%s", text);
}

static void add_row(struct cli_table *table, const struct pk_shift *shift,
                    const struct pk_shift_sums *sums)
{
    bool is_open = shift->closed_at == PK_NONE;
    cli_cell(table, "%lld", (long long)shift->shift_id);
    cli_cell(table, "%s", shift->business_date);
    cli_cell(table, "%s", shift->staff);
    cli_cell(table, "%s", shift->station);
    add_amount(table, is_open ? PK_NONE : sums->by_method[PK_CASH], shift->currency);
    add_amount(table, sums->by_method[PK_CARD], shift->currency);
    add_amount(table, sums->drops, shift->currency);
    add_amount(table, shift->over_short, shift->currency);
    cli_cell(table, "%s", is_open ? _("open") : "");
}

static void add_up(struct listing *listing, const struct pk_shift *shift,
                   const struct pk_shift_sums *sums)
{
    if (shift->closed_at == PK_NONE)
        return;
    listing->cash += sums->by_method[PK_CASH];
    listing->card += sums->by_method[PK_CARD];
    listing->over_short += shift->over_short;
}

static bool list_one(const struct pk_shift *shift, void *context)
{
    struct listing *listing = context;
    struct pk_shift_sums sums;
    listing->status = pk_shift_sum(&sums, listing->cli->lot, shift->shift_id);
    if (listing->status != PK_OK)
        return false;
    add_up(listing, shift, &sums);
    if (listing->format == REPORT_JSON)
        listing->status = cli_array_add(listing->cli, &listing->array, shift_json(shift, &sums));
    else if (listing->format == REPORT_CSV)
        put_csv(shift, &sums);
    else
        add_row(&listing->table, shift, &sums);
    return listing->status == PK_OK;
}

static void begin_table(struct cli_table *table)
{
    static const char *const titles[] = {"shift", "date",  "attendant",  "drawer", "cash",
                                         "card",  "drops", "over/short", ""};
    *table = cli_table("rlllrrrrl");
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        cli_cell(table, "%s", titles[i][0] ? _(titles[i]) : "");
}

static void add_sum(struct listing *listing, const char *currency)
{
    struct cli_table *table = &listing->table;
    cli_cell(table, "%s", "");
    cli_cell(table, "%s", _("closed ones"));
    cli_cell(table, "%s", "");
    cli_cell(table, "%s", currency);
    add_amount(table, listing->cash, currency);
    add_amount(table, listing->card, currency);
    cli_cell(table, "%s", "");
    add_amount(table, listing->over_short, currency);
    cli_cell(table, "%s", "");
}

/* FROM PK_NONE: the open ones. */
static enum pk_status print_many(struct cli *cli, enum report_format format, int64_t from,
                                 int64_t to)
{
    struct listing listing = {.cli = cli, .format = format};
    if (format == REPORT_CSV)
        puts("shift_id,business_date,staff,station,opened_at,closed_at,currency,cash,card,"
             "opening_float,drops,paid_outs,expected,counted,over_short");
    if (format == REPORT_TEXT)
        begin_table(&listing.table);
    enum pk_status status = pk_shift_each(cli->lot, from, to, list_one, &listing);
    if (status == PK_OK)
        status = listing.status;
    if (format == REPORT_TEXT && from != PK_NONE)
        add_sum(&listing, pk_lot_currency(cli->lot));
    if (format == REPORT_TEXT && status == PK_OK)
        return cli_table_end(cli, &listing.table);
    if (format == REPORT_JSON && status == PK_OK)
        cli_array_end(&listing.array);
    return status;
}

static enum pk_status read_range(struct cli *cli, int64_t *from, int64_t *to)
{
    enum pk_status status = cli_date(cli, from, "from", PK_NONE);
    if (status == PK_OK)
        status = cli_date(cli, to, "to", *from);
    if (status == PK_OK && *to < *from)
        return cli_usage(cli, _("--to is before --from."));
    return status;
}

static const struct cli_option list_options[] = {
    {"from", "DATE", "the first business date, like 2026-11-22", false},
    {"to", "DATE", "the last one; the first one unless told", false},
    {"format", "FORMAT", "text, csv or json", false},
    {NULL, NULL, NULL, false},
};

static enum pk_status list(struct cli *cli)
{
    enum report_format format = REPORT_TEXT;
    int64_t from = PK_NONE, to = PK_NONE;
    enum pk_status status = report_format(cli, &format);
    if (status == PK_OK && (cli_has(cli, "from") || cli_has(cli, "to")))
        status = read_range(cli, &from, &to);
    return status == PK_OK ? print_many(cli, format, from, to) : status;
}

const struct cli_command cli_shift_list = {
    .name = "shift list",
    .usage = "[--from DATE] [--to DATE] [--format text|csv|json]",
    .summary = "list the open shifts, or those of business dates",
    .help = "DATE may be today or yesterday.",
    .lot = CLI_LOOK,
    .options = list_options,
    .run = list,
};

static enum pk_status report_shift(struct cli *cli)
{
    enum report_format format = REPORT_TEXT;
    int64_t from, to;
    enum pk_status status = report_format(cli, &format);
    if (status == PK_OK && cli->argument_count > 0)
        return print_one(cli, format);
    if (status == PK_OK)
        status = read_range(cli, &from, &to);
    return status == PK_OK ? print_many(cli, format, from, to) : status;
}

const struct cli_command cli_report_shift = {
    .name = "report shift",
    .usage = "[SHIFT] [--from DATE] [--to DATE] [--format text|csv|json]",
    .summary = "the report of a shift, or the shifts of business dates with their sums",
    .help = "Without a number: the shifts of today, or from DATE to DATE. DATE may be today or\n"
            "yesterday. Of an open shift the cash is not told.",
    .most = 1,
    .lot = CLI_LOOK,
    .options = list_options,
    .run = report_shift,
};
