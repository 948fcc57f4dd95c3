/*
 * Lengths of stay: how many of those who drove out stayed how long. Read from an index that holds
 * the entry beside the exit.
 */
#include "report/report.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

/* Where each class ends: short ones near the steps of tariffs, long ones by halves of days. */
static const int ends[PK_STAY_CLASS_COUNT - 1] = {
    15 * MINUTE, 30 * MINUTE, HOUR,      2 * HOUR, 3 * HOUR, 4 * HOUR,
    6 * HOUR,    8 * HOUR,    12 * HOUR, DAY,      3 * DAY,
};

int64_t pk_stay_class_end(int stay_class)
{
    return stay_class < PK_STAY_CLASS_COUNT - 1 ? ends[stay_class] : PK_NONE;
}

static void add_stay(struct pk_stays *stays, int64_t seconds)
{
    int stay_class = 0;
    while (stay_class < PK_STAY_CLASS_COUNT - 1 && seconds >= ends[stay_class])
        stay_class++;
    stays->by_class[stay_class]++;
    stays->exited++;
    stays->seconds += seconds;
    if (seconds > stays->longest)
        stays->longest = seconds;
}

enum pk_status pk_report_stays(struct pk_stays *out, struct pk_lot *lot, int64_t from, int64_t to)
{
    *out = (struct pk_stays){.exited = 0};
    enum pk_status status = report_check_days(from, to, REPORT_DAYS_MAX);
    if (status != PK_OK)
        return status;
    struct span span = report_span(lot, from, to);
    struct query *q = query_on(lot->store, "SELECT exit_time - entry_time FROM parking_ticket "
                                           "WHERE exit_time >= ? AND exit_time < ? "
                                           "AND ended_as = 'exited'");
    query_int(q, span.from);
    query_int(q, span.to);
    while (query_next(q))
        add_stay(out, column_int(q, 0));
    return query_end(q);
}

void pk_stays_add(struct pk_stays *sum, const struct pk_stays *more)
{
    for (int i = 0; i < PK_STAY_CLASS_COUNT; i++)
        sum->by_class[i] += more->by_class[i];
    sum->exited += more->exited;
    sum->seconds += more->seconds;
    if (more->longest > sum->longest)
        sum->longest = more->longest;
}
