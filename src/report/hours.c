/*
 * One day by the hour: arrivals, departures, how many were inside. A replaced ticket is neither. An
 * hour is a pair of wall clock hours: on the days when clocks change one is longer or empty.
 */
#include "lot/handle.h"
#include "parkade/report.h"

static enum pk_status count_between(int64_t *out, struct query *q, int64_t from, int64_t to)
{
    query_int(q, from);
    query_int(q, to);
    *out = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

static enum pk_status read_hour(struct pk_hour *hour, struct pk_lot *lot, int64_t day, int number)
{
    int64_t from = pk_zone_moment(lot->zone, day, number * 3600);
    int64_t to = number == 23 ? pk_zone_moment(lot->zone, day + 1, 0)
                              : pk_zone_moment(lot->zone, day, (number + 1) * 3600);
    enum pk_status status =
        count_between(&hour->arrivals,
                      query_on(lot->store, "SELECT count(*) FROM parking_ticket "
                                           "WHERE entry_time >= ? AND entry_time < ? "
                                           "AND replaces IS NULL"),
                      from, to);
    if (status == PK_OK)
        status = count_between(&hour->departures,
                               query_on(lot->store, "SELECT count(*) FROM parking_ticket "
                                                    "WHERE exit_time >= ? AND exit_time < ? "
                                                    "AND ended_as <> 'replaced'"),
                               from, to);
    return status;
}

struct hours {
    struct pk_lot *lot;
    struct pk_hour *out;
    int64_t day;
};

static enum pk_status read_hours(void *context)
{
    struct hours *hours = context;
    struct pk_day day = {.inside_before = 0};
    size_t count;
    enum pk_status status = pk_report_days(&day, 1, &count, hours->lot, hours->day, hours->day);
    int64_t inside = day.inside_before;
    for (int hour = 0; status == PK_OK && hour < 24; hour++) {
        status = read_hour(&hours->out[hour], hours->lot, hours->day, hour);
        inside += hours->out[hour].arrivals - hours->out[hour].departures;
        hours->out[hour].inside = inside;
    }
    return status;
}

enum pk_status pk_report_hours(struct pk_hour out[static 24], struct pk_lot *lot, int64_t day)
{
    return store_read(lot->store, read_hours, &(struct hours){lot, out, day});
}
