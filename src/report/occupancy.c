/*
 * Occupancy: the hours of the day beside what is usual for the weekday, and how long vehicles stay.
 */
#include <string.h>

#include "parkade/text.h"
#include "report/report.h"

/* Divides by 1 to 8 days without a rest. */
enum { SCALE = 840 };

/* Sums over days; those of usual days in 1/SCALE. */
struct sums {
    struct pk_hour is[24], usual[24];
};

static void add_hours(struct pk_hour sums[24], const struct pk_hour hours[24], int64_t times)
{
    for (int i = 0; i < 24; i++) {
        sums[i].arrivals += hours[i].arrivals * times;
        sums[i].departures += hours[i].departures * times;
        sums[i].inside += hours[i].inside * times;
    }
}

/* The first day of the lot: before it nothing was usual. */
static enum pk_status find_first_day(int64_t *day, struct pk_lot *lot)
{
    struct pk_local local;
    struct query *q = query_on(lot->store, "SELECT min(entry_time) FROM parking_ticket");
    int64_t first = query_next(q) ? column_maybe_int(q, 0) : PK_NONE;
    enum pk_status status = query_end(q);
    pk_zone_local(&local, lot->zone, first == PK_NONE ? pk_lot_now(lot) : first);
    *day = local.day_number;
    return status;
}

/* How many weeks before DAY the lot has, as far as they count. */
static int64_t weeks_before(int64_t day, int64_t first)
{
    int64_t weeks = day < first ? 0 : (day - first) / 7;
    return weeks > PK_USUAL_WEEKS ? PK_USUAL_WEEKS : weeks;
}

/* Who was inside on the day, and so many weeks before it. The next day begins where each of them
 * ended; the first time one is counted back from the one that is a week younger. */
struct insides {
    struct inside at[PK_USUAL_WEEKS + 1];
};

static enum pk_status add_day(struct sums *sums, struct insides *insides, struct pk_lot *lot,
                              int64_t day, int64_t weeks)
{
    struct pk_hour hours[24];
    enum pk_status status = report_hours(hours, &insides->at[0], lot, day);
    add_hours(sums->is, hours, 1);
    for (int64_t week = 1; status == PK_OK && week <= weeks; week++) {
        if (!insides->at[week].is_known)
            insides->at[week] = insides->at[week - 1];
        status = report_hours(hours, &insides->at[week], lot, day - 7 * week);
        add_hours(sums->usual, hours, SCALE / weeks);
    }
    return status;
}

/* To the nearest whole. */
static int64_t divided(int64_t sum, int64_t by)
{
    return (sum + by / 2) / by;
}

static void take_means(struct pk_occupancy *out, const struct sums *sums, int64_t days,
                       int64_t days_with_past)
{
    for (int i = 0; i < 24; i++) {
        struct pk_occupancy_hour *hour = &out->hours[i];
        hour->is = sums->is[i];
        hour->is.inside = divided(sums->is[i].inside, days);
        hour->usual = (struct pk_hour){PK_NONE, PK_NONE, PK_NONE};
        if (days_with_past > 0)
            hour->usual = (struct pk_hour){divided(sums->usual[i].arrivals, SCALE),
                                           divided(sums->usual[i].departures, SCALE),
                                           divided(sums->usual[i].inside, SCALE * days_with_past)};
    }
}

static enum pk_status read_hours(struct pk_occupancy *out, struct pk_lot *lot, int64_t from,
                                 int64_t to)
{
    struct sums sums = {.is = {{0, 0, 0}}};
    struct insides insides = {.at = {{.is_known = false}}};
    int64_t first, days_with_past = 0;
    enum pk_status status = find_first_day(&first, lot);
    for (int64_t day = from; status == PK_OK && day <= to; day++) {
        int64_t weeks = weeks_before(day, first);
        status = add_day(&sums, &insides, lot, day, weeks);
        out->usual_days += weeks;
        days_with_past += weeks > 0;
    }
    take_means(out, &sums, to - from + 1, days_with_past);
    return status;
}

/* ---- by level and kind ---- */

static struct pk_occupancy_part *level_of(struct pk_occupancy *out, const char *name)
{
    for (size_t i = 0; i < out->level_count; i++)
        if (strcmp(out->levels[i].name, name) == 0)
            return &out->levels[i];
    return NULL;
}

static struct pk_occupancy_part *kind_of(struct pk_occupancy *out, const char *name)
{
    enum pk_spot_kind kind;
    return pk_spot_kind_from_name(&kind, name) ? &out->kinds[kind] : NULL;
}

/* What a row of Q (level, kind, figures) adds to a part. */
typedef void (*add_figures)(struct pk_occupancy_part *part, struct query *q);

static void add_arrivals(struct pk_occupancy_part *part, struct query *q)
{
    part->arrivals += column_int(q, 2);
}

/* The seconds are divided when all are there. */
static void add_departures(struct pk_occupancy_part *part, struct query *q)
{
    part->departures += column_int(q, 2);
    part->exited += column_int(q, 3);
    part->average_stay += column_int(q, 4);
}

static enum pk_status add_rows(struct pk_occupancy *out, struct query *q, const struct span *span,
                               add_figures add)
{
    query_int(q, span->from);
    query_int(q, span->to);
    while (query_next(q)) {
        struct pk_occupancy_part *level = level_of(out, column_peek(q, 0));
        struct pk_occupancy_part *kind = kind_of(out, column_peek(q, 1));
        add(&out->all, q);
        if (level)
            add(level, q);
        if (kind)
            add(kind, q);
    }
    return query_end(q);
}

static enum pk_status read_movement(struct pk_occupancy *out, struct pk_lot *lot,
                                    const struct span *span)
{
    enum pk_status status =
        add_rows(out,
                 query_on(lot->store, "SELECT s.level, s.kind, count(*) FROM parking_ticket t "
                                      "CROSS JOIN parking_spot s ON s.spot_id = t.spot_id "
                                      "WHERE t.entry_time >= ? AND t.entry_time < ? "
                                      "AND t.replaces IS NULL GROUP BY s.level, s.kind"),
                 span, add_arrivals);
    if (status != PK_OK)
        return status;
    return add_rows(out,
                    query_on(lot->store,
                             "SELECT s.level, s.kind, count(*), sum(t.ended_as = 'exited'), "
                             "sum(iif(t.ended_as = 'exited', t.exit_time - t.entry_time, 0)) "
                             "FROM parking_ticket t CROSS JOIN parking_spot s "
                             "ON s.spot_id = t.spot_id WHERE t.exit_time >= ? AND t.exit_time < ? "
                             "AND t.ended_as <> 'replaced' GROUP BY s.level, s.kind"),
                    span, add_departures);
}

static void take_spots(struct pk_occupancy_part *part, const char *name,
                       const struct pk_spot_counts *counts)
{
    pk_copy(part->name, sizeof part->name, name);
    part->spots = counts->total;
    part->inside = counts->occupied;
}

static enum pk_status read_spots(struct pk_occupancy *out, struct pk_lot *lot)
{
    struct pk_availability now;
    enum pk_status status = pk_availability(&now, lot, NULL, NULL);
    if (status != PK_OK)
        return status;
    take_spots(&out->all, "", &now.all);
    for (int kind = 0; kind < PK_SPOT_KIND_COUNT; kind++)
        take_spots(&out->kinds[kind], pk_spot_kind_name((enum pk_spot_kind)kind),
                   &now.by_kind[kind]);
    out->level_count = now.level_count;
    for (size_t i = 0; i < now.level_count; i++)
        take_spots(&out->levels[i], now.by_level[i].level, &now.by_level[i].counts);
    return PK_OK;
}

static void take_average(struct pk_occupancy_part *part)
{
    part->average_stay = part->exited > 0 ? part->average_stay / part->exited : PK_NONE;
}

static void take_averages(struct pk_occupancy *out)
{
    take_average(&out->all);
    for (int kind = 0; kind < PK_SPOT_KIND_COUNT; kind++)
        take_average(&out->kinds[kind]);
    for (size_t i = 0; i < out->level_count; i++)
        take_average(&out->levels[i]);
}

struct wanted {
    struct pk_occupancy *out;
    struct pk_lot *lot;
    int64_t from, to;
};

static enum pk_status read_all(void *context)
{
    struct wanted *wanted = context;
    struct span span = report_span(wanted->lot, wanted->from, wanted->to);
    enum pk_status status = read_spots(wanted->out, wanted->lot);
    if (status == PK_OK)
        status = read_movement(wanted->out, wanted->lot, &span);
    take_averages(wanted->out);
    return status == PK_OK ? read_hours(wanted->out, wanted->lot, wanted->from, wanted->to)
                           : status;
}

enum pk_status pk_report_occupancy(struct pk_occupancy *out, struct pk_lot *lot, int64_t from,
                                   int64_t to)
{
    *out = (struct pk_occupancy){.usual_days = 0};
    enum pk_status status = report_check_days(from, to, PK_OCCUPANCY_DAYS_MAX);
    return status == PK_OK ? store_read(lot->store, read_all, &(struct wanted){out, lot, from, to})
                           : status;
}
