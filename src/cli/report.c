/*
 * What all reports take: which days, which format.
 */
#include "cli/report.h"

#include <string.h>

#include "parkade/text.h"

const struct cli_option report_options[] = {
    {"from", "DATE", "the first day, like 2026-11-22; today unless told", false},
    {"to", "DATE", "the last day; the first one unless told", false},
    {"format", "FORMAT", "text, csv or json", false},
    {NULL, NULL, NULL, false},
};

enum pk_status report_format(struct cli *cli, enum report_format *out)
{
    const char *text = cli_value(cli, "format");
    *out = cli->json ? REPORT_JSON : REPORT_TEXT;
    if (!text)
        return PK_OK;
    if (strcmp(text, "json") == 0)
        *out = REPORT_JSON;
    else if (strcmp(text, "csv") == 0)
        *out = REPORT_CSV;
    else if (strcmp(text, "text") == 0)
        *out = REPORT_TEXT;
    else
        return cli_usage(cli, _("--format is text, csv or json, not '%.20s'."), text);
    if (cli->json && *out != REPORT_JSON)
        return cli_usage(cli, _("--json and --format %.20s contradict each other."), text);
    cli->json = *out == REPORT_JSON;
    return PK_OK;
}

enum pk_status report_range(struct cli *cli, int64_t *from, int64_t *to, int64_t most)
{
    enum pk_status status = cli_date(cli, from, "from", PK_NONE);
    if (status == PK_OK)
        status = cli_date(cli, to, "to", *from);
    if (status == PK_OK && *to < *from)
        status = cli_usage(cli, _("--to is before --from."));
    if (status == PK_OK && *to - *from >= most)
        status = cli_usage(cli, _("This report covers at most %lld days."), (long long)most);
    return status;
}
