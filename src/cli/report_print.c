/*
 * Reports of days as text, CSV and JSON.
 */
#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/report.h"
#include "parkade/json.h"
#include "parkade/money.h"
#include "parkade/text.h"

void report_csv_text(const char *text)
{
    if (!text[strcspn(text, ",\"\r\n")]) {
        cli_put(text);
        return;
    }
    putchar('"');
    while (*text) {
        char letter[8];
        size_t length = cli_letter(text).length;
        snprintf(letter, sizeof letter, "%.*s", (int)length, text);
        cli_put(letter);
        if (*text == '"')
            putchar('"');
        text += length;
    }
    putchar('"');
}

static void format_value(char text[static PK_MONEY_SIZE], const struct pk_day *day,
                         const struct report_column *column, const char *currency)
{
    int64_t value = 0;
    memcpy(&value, (const char *)day + column->offset, sizeof value);
    if (column->is_money)
        pk_money_format(text, value, currency);
    else
        snprintf(text, PK_MONEY_SIZE, "%lld", (long long)value);
}

/* ---- CSV: nothing in it needs quoting ---- */

static void print_csv(const struct report *report, const struct report_days *days,
                      const char *currency)
{
    printf("date,currency");
    for (const struct report_column *column = report->columns; column->name; column++)
        printf(",%s", column->name);
    for (size_t i = 0; i < days->count; i++) {
        printf("\n%s,%s", days->day[i].date, currency);
        for (const struct report_column *column = report->columns; column->name; column++) {
            char text[PK_MONEY_SIZE];
            format_value(text, &days->day[i], column, currency);
            printf(",%s", text);
        }
    }
    putchar('\n');
}

/* ---- JSON ---- */

/* Of an hour that has not come yet nothing is known. */
static json_t *figure_json(bool has_come, int64_t figure)
{
    return has_come ? json_integer(figure) : json_null();
}

static json_t *hours_json(const struct report_days *days)
{
    json_t *hours = json_array();
    for (int i = 0; i < 24; i++) {
        const struct pk_hour *hour = &days->hours[i];
        bool has_come = i < days->hour_count;
        json_array_append_new(hours, json_pack("{s:i, s:o, s:o, s:o}", "hour", i, "arrivals",
                                               figure_json(has_come, hour->arrivals), "departures",
                                               figure_json(has_come, hour->departures), "inside",
                                               figure_json(has_come, hour->inside)));
    }
    return hours;
}

static json_t *days_json(const struct report_days *days, const char *currency)
{
    json_t *list = json_array();
    for (size_t i = 0; i < days->count; i++)
        json_array_append_new(list, pk_json_day(&days->day[i], currency));
    return list;
}

static enum pk_status print_json(struct cli *cli, const struct report *report,
                                 const struct report_days *days, const char *currency)
{
    json_t *whole = json_pack("{s:s, s:o, s:o}", "currency", currency, "days",
                              days_json(days, currency), "sum", pk_json_day(&days->sum, currency));
    if (whole && report->has_hours && days->count == 1)
        json_object_set_new(whole, "hours", hours_json(days));
    return cli_json(cli, whole);
}

/* ---- text ---- */

/* One day stands better as a list than as a line that is wider than the screen. */
static enum pk_status print_day(struct cli *cli, const struct report *report, const char *name,
                                const struct pk_day *day, const char *currency)
{
    struct cli_table table = cli_table("lrl");
    cli_cell(&table, "%s", _("date"));
    cli_cell(&table, "%s", name);
    cli_cell(&table, "%s", "");
    for (const struct report_column *column = report->columns; column->name; column++) {
        char text[PK_MONEY_SIZE];
        format_value(text, day, column, currency);
        cli_cell(&table, "%s", _(column->title));
        cli_cell(&table, "%s", text);
        cli_cell(&table, "%s", column->is_money ? currency : "");
    }
    return cli_table_end(cli, &table);
}

static void add_figure(struct cli_table *table, bool has_come, int64_t figure)
{
    if (has_come)
        cli_cell(table, "%lld", (long long)figure);
    else
        cli_cell(table, "%s", "");
}

static enum pk_status print_hours(struct cli *cli, const struct report_days *days)
{
    struct cli_table table = cli_table("lrrr");
    cli_cell(&table, "%s", _("hour"));
    cli_cell(&table, "%s", _("arrivals"));
    cli_cell(&table, "%s", _("departures"));
    cli_cell(&table, "%s", _("inside"));
    for (int i = 0; i < 24; i++) {
        cli_cell(&table, "%02d:00", i);
        bool has_come = i < days->hour_count;
        add_figure(&table, has_come, days->hours[i].arrivals);
        add_figure(&table, has_come, days->hours[i].departures);
        add_figure(&table, has_come, days->hours[i].inside);
    }
    putchar('\n');
    return cli_table_end(cli, &table);
}

static void add_row(struct cli_table *table, const struct report *report, const char *name,
                    const struct pk_day *day, const char *currency)
{
    cli_cell(table, "%s", name);
    for (const struct report_column *column = report->columns; column->name; column++) {
        char text[PK_MONEY_SIZE];
        if (column->is_detail)
            continue;
        format_value(text, day, column, currency);
        cli_cell(table, "%s", text);
    }
}

/* Where the screen is too narrow for a line a day: one list after the other. */
static enum pk_status print_each_day(struct cli *cli, const struct report *report,
                                     const struct report_days *days, const char *currency)
{
    enum pk_status status = PK_OK;
    for (size_t i = 0; status == PK_OK && i < days->count; i++) {
        status = print_day(cli, report, days->day[i].date, &days->day[i], currency);
        putchar('\n');
    }
    return status == PK_OK ? print_day(cli, report, _("all"), &days->sum, currency) : status;
}

static enum pk_status print_days(struct cli *cli, const struct report *report,
                                 const struct report_days *days, const char *currency)
{
    struct cli_table table = cli_table(report->layout);
    cli_cell(&table, "%s", currency);
    for (const struct report_column *column = report->columns; column->name; column++)
        if (!column->is_detail)
            cli_cell(&table, "%s", _(column->title));
    for (size_t i = 0; i < days->count; i++)
        add_row(&table, report, days->day[i].date, &days->day[i], currency);
    add_row(&table, report, _("all"), &days->sum, currency);
    if (cli_table_width(&table) <= cli_screen_width())
        return cli_table_end(cli, &table);
    cli_table_drop(&table);
    return print_each_day(cli, report, days, currency);
}

static enum pk_status print_text(struct cli *cli, const struct report *report,
                                 const struct report_days *days, const char *currency)
{
    if (days->count != 1)
        return print_days(cli, report, days, currency);
    enum pk_status status = print_day(cli, report, days->day[0].date, &days->day[0], currency);
    if (status == PK_OK && report->has_hours)
        status = print_hours(cli, days);
    return status;
}

enum pk_status report_print(struct cli *cli, const struct report *report,
                            const struct report_days *days, enum report_format format)
{
    const char *currency = pk_lot_currency(cli->lot);
    if (format == REPORT_JSON)
        return print_json(cli, report, days, currency);
    if (format == REPORT_TEXT)
        return print_text(cli, report, days, currency);
    print_csv(report, days, currency);
    return PK_OK;
}
