/*
 * validation add, list, end, give: what sponsors give on a stay.
 */
#include <string.h>

#include "cli/commands.h"
#include "cli/print.h"
#include "parkade/json.h"
#include "parkade/text.h"
#include "parkade/validation.h"

enum { CODES_MAX = 1024 };

/* ---- what is printed ---- */

static void add_value(struct cli_table *table, const struct cli *cli,
                      const struct pk_validation *code)
{
    char money[CLI_TEXT_SIZE];
    cli_money(money, code->value, pk_lot_currency(cli->lot));
    if (code->by_tariff)
        cli_cell(table, "%s", _("as the tariff says"));
    else if (code->kind == PK_OFF_MINUTES)
        cli_cell(table, _("%lld minutes free"), (long long)code->value);
    else if (code->kind == PK_OFF_PERCENT)
        cli_cell(table, _("%lld%% off"), (long long)code->value);
    else
        cli_cell(table, code->kind == PK_OFF_AMOUNT ? _("%s off") : _("%s at most"), money);
}

static void add_count(struct cli_table *table, int64_t count)
{
    if (count == PK_NONE)
        cli_cell(table, "%s", "");
    else
        cli_cell(table, "%lld", (long long)count);
}

static const char *state_of(const struct cli *cli, const struct pk_validation *code)
{
    int64_t now = pk_lot_now(cli->lot);
    if (!code->is_active || (code->valid_to != PK_NONE && code->valid_to <= now))
        return _("ended");
    return code->valid_from != PK_NONE && code->valid_from > now ? _("to come") : _("valid");
}

static struct cli_table begin_table(void)
{
    struct cli_table table = cli_table("llllrrr");
    const char *const titles[] = {_("code"),  _("sponsor"), _("gives"), _("state"),
                                  _("given"), _("a day"),   _("in all")};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        cli_cell(&table, "%s", titles[i]);
    return table;
}

static void add_row(struct cli_table *table, const struct cli *cli,
                    const struct pk_validation *code)
{
    cli_cell(table, "%s", code->code);
    cli_cell(table, "%s", code->sponsor);
    add_value(table, cli, code);
    cli_cell(table, "%s", state_of(cli, code));
    add_count(table, code->given);
    add_count(table, code->per_day);
    add_count(table, code->most);
}

static enum pk_status print_code(struct cli *cli, const struct pk_validation *code)
{
    cli->has_acted = true;
    if (cli->json)
        return cli_json(cli, pk_json_validation(code, pk_lot_currency(cli->lot)));
    struct cli_table table = begin_table();
    add_row(&table, cli, code);
    return cli_table_end(cli, &table);
}

/* ---- add ---- */

static const struct cli_option add_options[] = {
    {"sponsor", "NAME", "who gives it, and is billed for it", true},
    {"minutes", "N", "so many minutes are free", false},
    {"percent", "N", "so many percent are taken off", false},
    {"amount", "AMOUNT", "this much is taken off", false},
    {"flat", "AMOUNT", "the stay costs this much at most", false},
    {"tariff", NULL, "what stands in the tariff, as [validation CODE] or with = CODE", false},
    {"from", "TIME", "when it is first given; now unless told", false},
    {"to", "TIME", "when it is given no more; open unless told", false},
    {"per-day", "N", "how often it is given on one day", false},
    {"most", "N", "how often it is given in all", false},
    {NULL, NULL, NULL, false},
};

/* Which of the options that say what is given there is: exactly one. */
static enum pk_status read_kind(struct cli *cli, struct pk_validation *out)
{
    static const char *const names[] = {"minutes", "percent", "amount", "flat", "tariff"};
    int found = 0;
    for (int i = 0; i <= PK_OFF_KIND_COUNT; i++) {
        if (!cli_has(cli, names[i]))
            continue;
        found++;
        out->by_tariff = i == PK_OFF_KIND_COUNT;
        out->kind = out->by_tariff ? PK_OFF_PERCENT : (enum pk_off_kind)i;
    }
    if (found != 1)
        return cli_usage(cli, _("A validation gives one of --minutes, --percent, --amount, --flat "
                                "and --tariff."));
    if (out->by_tariff)
        return PK_OK;
    if (out->kind == PK_OFF_AMOUNT || out->kind == PK_OFF_FLAT)
        return cli_amount(cli, &out->value, names[out->kind]);
    return cli_number(cli, &out->value, names[out->kind], 1,
                      out->kind == PK_OFF_PERCENT ? 100 : PK_OFF_MINUTES_MAX);
}

static enum pk_status read_terms(struct cli *cli, struct pk_validation *out)
{
    const struct pk_zone *zone = pk_lot_zone(cli->lot);
    enum pk_status status = cli_moment(cli, &out->valid_from, "from", zone);
    if (status == PK_OK)
        status = cli_moment(cli, &out->valid_to, "to", zone);
    if (status == PK_OK)
        status = cli_number(cli, &out->per_day, "per-day", 1, INT32_MAX - 1);
    if (status == PK_OK)
        status = cli_number(cli, &out->most, "most", 1, INT32_MAX - 1);
    return status;
}

static enum pk_status add(struct cli *cli)
{
    struct pk_validation code = {.per_day = PK_NONE, .most = PK_NONE}, made;
    if (!pk_copy(code.code, sizeof code.code, cli->arguments[0]))
        return cli_usage(cli, _("A code has at most %d letters."), PK_CODE_SIZE - 1);
    if (!pk_copy(code.sponsor, sizeof code.sponsor, cli_value(cli, "sponsor")))
        return cli_usage(cli, _("A sponsor's name has at most %d bytes."), PK_NAME_SIZE - 1);
    enum pk_status status = read_kind(cli, &code);
    if (status == PK_OK)
        status = read_terms(cli, &code);
    if (status == PK_OK)
        status = pk_validation_add(&made, cli->lot, &cli->act, &code);
    return status == PK_OK ? print_code(cli, &made) : status;
}

const struct cli_command cli_validation_add = {
    .name = "validation add",
    .usage = "CODE --sponsor NAME --minutes N | --percent N | --amount AMOUNT | --flat AMOUNT | "
             "--tariff [--from TIME] [--to TIME] [--per-day N] [--most N]",
    .summary = "make a sponsor's code",
    .help = "What a code gives does not change any more; end it and make another.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .options = add_options,
    .run = add,
};

/* ---- list and end ---- */

static enum pk_status list(struct cli *cli)
{
    static struct pk_validation codes[CODES_MAX];
    size_t count;
    enum pk_status status = pk_validation_list(codes, CODES_MAX, &count, cli->lot);
    if (status != PK_OK)
        return status;
    struct cli_list answer = {.cli = cli, .table = begin_table(), .status = PK_OK};
    for (size_t i = 0; answer.status == PK_OK && i < count; i++) {
        if (cli->json)
            cli_list_json(&answer, pk_json_validation(&codes[i], pk_lot_currency(cli->lot)));
        else
            add_row(&answer.table, cli, &codes[i]);
    }
    return cli_list_end(&answer, PK_OK);
}

const struct cli_command cli_validation_list = {
    .name = "validation list",
    .usage = "",
    .summary = "list the codes, also those that have ended",
    .lot = CLI_LOOK,
    .run = list,
};

static enum pk_status end(struct cli *cli)
{
    struct pk_validation code;
    enum pk_status status = pk_validation_end(&code, cli->lot, &cli->act, cli->arguments[0]);
    return status == PK_OK ? print_code(cli, &code) : status;
}

const struct cli_command cli_validation_end = {
    .name = "validation end",
    .usage = "CODE",
    .summary = "give a code no more",
    .help = "Tickets that have it keep it.",
    .least = 1,
    .most = 1,
    .lot = CLI_CHANGE,
    .run = end,
};

/* ---- give ---- */

static enum pk_status print_given(struct cli *cli, const struct pk_given *given)
{
    char due[CLI_TEXT_SIZE];
    cli->has_acted = true;
    if (cli->json)
        return cli_json(cli, pk_json_given(given, pk_lot_currency(cli->lot)));
    cli_money(due, given->due, pk_lot_currency(cli->lot));
    struct cli_table table = cli_table("ll");
    cli_cell(&table, "%s", _("ticket"));
    cli_cell(&table, "#%lld", (long long)given->ticket_no);
    cli_cell(&table, "%s", _("validation"));
    cli_cell(&table, "%s, %s", given->code, given->sponsor);
    cli_cell(&table, "%s", _("due"));
    cli_cell(&table, "%s", due);
    return cli_table_end(cli, &table);
}

static enum pk_status give(struct cli *cli)
{
    struct pk_ticket ticket;
    struct pk_given given;
    enum pk_status status =
        pk_ticket_resolve_again(&ticket, NULL, cli->lot, cli->arguments[0], cli->act.request_id);
    if (status == PK_OK)
        status =
            pk_validation_give(&given, cli->lot, &cli->act, ticket.ticket_id, cli->arguments[1]);
    return status == PK_OK ? print_given(cli, &given) : status;
}

const struct cli_command cli_validation_give = {
    .name = "validation give",
    .usage = "TICKET CODE",
    .summary = "give a sponsor's code to a ticket that is not paid yet",
    .help = "A code once for each ticket. pay --validation does both.",
    .least = 2,
    .most = 2,
    .lot = CLI_CHANGE,
    .run = give,
};
