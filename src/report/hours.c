/*
 * One day by the hour: arrivals, departures, how many were inside. A replaced ticket is neither. An
 * hour is a pair of wall clock hours: on the days when clocks change one is longer or empty.
 */
#include "report/report.h"

static enum pk_status count_between(int64_t *out, struct query *q, int64_t from, int64_t to)
{
    query_int(q, from);
    query_int(q, to);
    *out = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

static enum pk_status count_arrivals(int64_t *out, struct pk_lot *lot, int64_t from, int64_t to)
{
    return count_between(out,
                         query_on(lot->store, "SELECT count(*) FROM parking_ticket "
                                              "WHERE entry_time >= ? AND entry_time < ? "
                                              "AND replaces IS NULL"),
                         from, to);
}

static enum pk_status count_departures(int64_t *out, struct pk_lot *lot, int64_t from, int64_t to)
{
    return count_between(out,
                         query_on(lot->store, "SELECT count(*) FROM parking_ticket "
                                              "WHERE exit_time >= ? AND exit_time < ? "
                                              "AND ended_as <> 'replaced'"),
                         from, to);
}

enum pk_status report_inside_at(struct inside *inside, struct pk_lot *lot, int64_t at)
{
    int64_t came, left;
    bool is_back = at < inside->at;
    if (!inside->is_known) {
        inside->is_known = true;
        inside->at = at;
        return report_inside(&inside->count, lot, at);
    }
    enum pk_status status =
        count_arrivals(&came, lot, is_back ? at : inside->at, is_back ? inside->at : at);
    if (status == PK_OK)
        status = count_departures(&left, lot, is_back ? at : inside->at, is_back ? inside->at : at);
    if (status != PK_OK)
        return status;
    inside->count += is_back ? left - came : came - left;
    inside->at = at;
    return PK_OK;
}

static enum pk_status read_hour(struct pk_hour *hour, struct inside *inside, struct pk_lot *lot,
                                int64_t until)
{
    enum pk_status status = count_arrivals(&hour->arrivals, lot, inside->at, until);
    if (status == PK_OK)
        status = count_departures(&hour->departures, lot, inside->at, until);
    if (status != PK_OK)
        return status;
    inside->count += hour->arrivals - hour->departures;
    inside->at = until;
    hour->inside = inside->count;
    return PK_OK;
}

enum pk_status report_hours(struct pk_hour out[static 24], struct inside *inside,
                            struct pk_lot *lot, int64_t day)
{
    enum pk_status status = report_inside_at(inside, lot, pk_zone_moment(lot->zone, day, 0));
    for (int hour = 0; status == PK_OK && hour < 24; hour++) {
        int64_t until = hour == 23 ? pk_zone_moment(lot->zone, day + 1, 0)
                                   : pk_zone_moment(lot->zone, day, (hour + 1) * 3600);
        status = read_hour(&out[hour], inside, lot, until);
    }
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
    struct inside inside = {.is_known = false};
    return report_hours(hours->out, &inside, hours->lot, hours->day);
}

enum pk_status pk_report_hours(struct pk_hour out[static 24], struct pk_lot *lot, int64_t day)
{
    enum pk_status status = report_check_days(day, day, 1);
    return status == PK_OK ? store_read(lot->store, read_hours, &(struct hours){lot, out, day})
                           : status;
}
