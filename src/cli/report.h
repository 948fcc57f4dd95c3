/*
 * What the reports of days share: which days, which columns, which format.
 */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli/cli.h"
#include "parkade/report.h"

enum report_format { REPORT_TEXT, REPORT_CSV, REPORT_JSON };

/* A figure of a day: where it stands in struct pk_day. */
struct report_column {
    const char *name;  /* in CSV */
    const char *title; /* for people */
    size_t offset;
    bool is_money;
    bool is_detail; /* not in the table of several days, which has to fit the screen */
};

struct report {
    const struct report_column *columns; /* ends with a NULL name */
    const char *layout; /* of the table: a letter for the date and each column that is no detail */
    bool has_hours;     /* a single day is shown by the hour, too */
};

struct report_days {
    struct pk_day *day; /* to be freed */
    size_t count;
    int64_t from, to;
    struct pk_day sum;
    struct pk_hour hours[24]; /* of a single day */
    int hour_count;           /* so many of them have begun */
};

/* ---- report.c: what all reports take ---- */

/* --from, --to, --format. */
extern const struct cli_option report_options[];
#define REPORT_USAGE "[--from DATE] [--to DATE] [--format text|csv|json]"

/* --format and --json as one. */
enum pk_status report_format(struct cli *cli, enum report_format *out);

/* --from and --to as day numbers, at most MOST days: today unless told. */
enum pk_status report_range(struct cli *cli, int64_t *from, int64_t *to, int64_t most);

/* ---- report_print.c ---- */

/* Prints DAYS as REPORT in FORMAT. */
enum pk_status report_print(struct cli *cli, const struct report *report,
                            const struct report_days *days, enum report_format format);

#endif
