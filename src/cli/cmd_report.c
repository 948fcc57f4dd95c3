/*
 * report day and report revenue: figures of days, read from what was booked.
 */
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/report.h"
#include "parkade/text.h"

enum { DAYS_MOST = 3660 };

#define OF(member) offsetof(struct pk_day, member)

static const struct report_column day_columns[] = {
    {"inside_before", "before", OF(inside_before), false, false},
    {"issued", "issued", OF(issued), false, false},
    {"exited", "exited", OF(exited), false, false},
    {"voided", "void", OF(voided), false, false},
    {"replaced", "replaced", OF(replaced), false, false},
    {"released", "released", OF(released), false, false},
    {"inside_after", "after", OF(inside_after), false, false},
    {"first_no", "first number", OF(first_no), false, true},
    {"last_no", "last number", OF(last_no), false, true},
    {"taken", "taken", OF(taken), true, false},
    {NULL, NULL, 0, false, false},
};
static const struct report day_report = {day_columns, "lrrrrrrrr", true};

static const struct report_column revenue_columns[] = {
    {"tenders", "tenders", OF(tenders), false, false},
    {"cash", "cash", OF(by_method[PK_CASH]), true, false},
    {"card", "card", OF(by_method[PK_CARD]), true, false},
    {"refunds", "refunds", OF(refunds), true, false},
    {"taken", "taken", OF(taken), true, false},
    {NULL, NULL, 0, false, false},
};
static const struct report revenue_report = {revenue_columns, "lrrrrr", false};

/* How many hours of DAY have begun: those to come are no figures. */
static int hours_begun(const struct cli *cli, int64_t day)
{
    struct pk_local now;
    pk_zone_local(&now, pk_lot_zone(cli->lot), pk_lot_now(cli->lot));
    if (day != now.day_number)
        return day < now.day_number ? 24 : 0;
    return now.hour + 1;
}

static enum pk_status read_days(struct cli *cli, struct report_days *out, bool has_hours)
{
    size_t capacity = (size_t)(out->to - out->from + 1);
    out->day = calloc(capacity, sizeof *out->day);
    if (!out->day)
        return cli_fail(cli, PK_INTERNAL, _("There is not enough memory for the report."));
    enum pk_status status =
        pk_report_days(out->day, capacity, &out->count, cli->lot, out->from, out->to);
    if (status == PK_OK)
        pk_report_sum(&out->sum, out->day, out->count);
    if (status == PK_OK && has_hours && out->count == 1)
        status = pk_report_hours(out->hours, cli->lot, out->from);
    out->hour_count = hours_begun(cli, out->from);
    return status;
}

static enum pk_status run_report(struct cli *cli, const struct report *report)
{
    enum report_format format = REPORT_TEXT;
    struct report_days days = {.count = 0};
    enum pk_status status = report_format(cli, &format);
    if (status == PK_OK)
        status = report_range(cli, &days.from, &days.to, DAYS_MOST);
    if (status == PK_OK)
        status = read_days(cli, &days, report->has_hours);
    if (status == PK_OK)
        status = report_print(cli, report, &days, format);
    free(days.day);
    return status;
}

static enum pk_status report_day(struct cli *cli)
{
    return run_report(cli, &day_report);
}

const struct cli_command cli_report_day = {
    .name = "report day",
    .usage = REPORT_USAGE,
    .summary = "who came and went, day by day",
    .help =
        "A day runs from midnight to midnight of the lot's zone. A single day is also shown by\n"
        "the hour, up to the hour that has begun. DATE may be today or yesterday.",
    .lot = CLI_LOOK,
    .options = report_options,
    .run = report_day,
};

static enum pk_status report_revenue(struct cli *cli)
{
    return run_report(cli, &revenue_report);
}

const struct cli_command cli_report_revenue = {
    .name = "report revenue",
    .usage = REPORT_USAGE,
    .summary = "what was taken, day by day",
    .help = "Refunds are deducted from cash, card and taken. Money stands in the major unit in\n"
            "text and CSV, in the minor unit in JSON. DATE may be today or yesterday.",
    .lot = CLI_LOOK,
    .options = report_options,
    .run = report_revenue,
};
