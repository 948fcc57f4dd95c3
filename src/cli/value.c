/*
 * Values of options: amounts, moments, dates, classes, methods, numbers. Each failure names the
 * option it is about.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/cli.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "parkade/zone.h"

int64_t cli_now(void)
{
    return (int64_t)time(NULL);
}

enum pk_status cli_amount(struct cli *cli, int64_t *out, const char *name)
{
    const char *text = cli_value(cli, name);
    *out = PK_NONE;
    return text ? pk_money_parse(out, text, pk_lot_currency(cli->lot)) : PK_OK;
}

enum pk_status cli_moment(struct cli *cli, int64_t *out, const char *name,
                          const struct pk_zone *zone)
{
    const char *text = cli_value(cli, name);
    *out = PK_NONE;
    return text ? pk_time_parse(out, text, zone) : PK_OK;
}

enum pk_status cli_class(struct cli *cli, enum pk_vehicle_class *out)
{
    const char *text = cli_value(cli, "class");
    *out = PK_CAR;
    if (text && !pk_vehicle_class_from_name(out, text))
        return cli_usage(cli, _("--class is car, motorcycle, van or truck, not '%.40s'."), text);
    return PK_OK;
}

enum pk_status cli_method(struct cli *cli, enum pk_method *out, enum pk_method otherwise)
{
    const char *text = cli_value(cli, "method");
    *out = otherwise;
    if (text && !pk_method_from_name(out, text))
        return cli_usage(cli, _("--method is cash, card or nil, not '%.40s'."), text);
    return PK_OK;
}

/* Exactly COUNT digits at TEXT, or -1. */
static int digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static bool parse_date(int64_t *out, const char *text)
{
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return false;
    int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
    if (year < 1970 || year > 2199 || month < 1 || month > 12 || day < 1)
        return false;
    *out = pk_day_number(year, month, day);
    int same_year = 0, same_month = 0, same_day = 0;
    pk_day_date(&same_year, &same_month, &same_day, *out);
    return same_month == month && same_day == day; /* else the month has no such day */
}

static int64_t today(const struct cli *cli)
{
    struct pk_local local;
    pk_zone_local(&local, pk_lot_zone(cli->lot), pk_lot_now(cli->lot));
    return local.day_number;
}

enum pk_status cli_date(struct cli *cli, int64_t *out, const char *name, int64_t otherwise)
{
    const char *text = cli_value(cli, name);
    if (!text)
        *out = otherwise == PK_NONE ? today(cli) : otherwise;
    else if (strcmp(text, "today") == 0)
        *out = today(cli);
    else if (strcmp(text, "yesterday") == 0)
        *out = today(cli) - 1;
    else if (!parse_date(out, text))
        return cli_usage(cli, _("--%s is a date like 2026-11-22, today or yesterday, not '%.40s'."),
                         name, text);
    return PK_OK;
}

static bool parse_number(int64_t *out, const char *text, int64_t lowest, int64_t highest)
{
    char *end = NULL;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    *out = number;
    return *text >= '0' && *text <= '9' && !*end && errno == 0 && number >= lowest &&
           number <= highest;
}

enum pk_status cli_number(struct cli *cli, int64_t *out, const char *name, int64_t lowest,
                          int64_t highest)
{
    int64_t number;
    const char *text = cli_value(cli, name);
    if (!text)
        return PK_OK;
    if (!parse_number(&number, text, lowest, highest))
        return cli_usage(cli, _("--%s is a number from %lld to %lld, not '%.40s'."), name,
                         (long long)lowest, (long long)highest, text);
    *out = number;
    return PK_OK;
}

enum pk_status cli_argument_number(struct cli *cli, int64_t *out, int number)
{
    const char *text = cli->arguments[number];
    if (!parse_number(out, text, 1, INT64_MAX))
        return cli_usage(cli, _("'%.40s' is not a number from 1 on."), text);
    return PK_OK;
}
