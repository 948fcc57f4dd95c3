/*
 * Reading the figures. Calls parkade/report.h.
 */
#include "app.h"
#include "figures.h"

enum { SLICE_MS = 40 };

static struct figures_day *place_of(struct figures *figures, int64_t day)
{
    return &figures->days[(size_t)day % FIGURES_DAYS_MAX];
}

/* The day's place, empty if another day had it. */
static struct figures_day *take(struct figures *figures, int64_t day)
{
    struct figures_day *place = place_of(figures, day);

    if (place->day != day)
        *place = (struct figures_day){.day = day};
    return place;
}

/* A day that could not be read has nothing. */
const struct figures_day *figures_of(const struct figures *figures, int64_t day)
{
    static const struct figures_day NOTHING = {.day = PK_NONE};
    const struct figures_day *place = &figures->days[(size_t)day % FIGURES_DAYS_MAX];

    return place->day == day ? place : &NOTHING;
}

int64_t figures_first(const struct figures *figures)
{
    return figures->day - figures->period + 1;
}

static int hours_begun(const struct figures *figures, struct pk_lot *lot)
{
    struct pk_local now;

    pk_zone_local(&now, pk_lot_zone(lot), pk_lot_now(lot));
    return figures->day < now.day_number ? 24 : now.hour + 1;
}

void figures_turn(struct figures *figures, struct pk_lot *lot)
{
    struct pk_local now;
    bool was_today = figures->day == figures->today;

    pk_zone_local(&now, pk_lot_zone(lot), pk_lot_now(lot));
    place_of(figures, figures->today)->day = PK_NONE; /* also after midnight: its last minutes */
    place_of(figures, now.day_number)->day = PK_NONE;
    figures->today = now.day_number;
    if (was_today || figures->day > figures->today)
        figures->day = figures->today;
}

/* ---- hours ---- */

/* The usual of today stays what it is: only the day's own hours are read again. */
static enum pk_status follow_hours(struct figures *figures, struct pk_lot *lot)
{
    struct pk_hour hours[24];
    enum pk_status status = pk_report_hours(hours, lot, figures->day);

    if (status == PK_OK)
        for (int i = 0; i < 24; i++)
            figures->hours.hours[i].is = hours[i];
    return status;
}

static enum pk_status read_hours(struct figures *figures, struct pk_lot *lot)
{
    enum pk_status status = PK_OK;

    figures->begun = hours_begun(figures, lot);
    if (figures->hours_day != figures->day)
        status = pk_report_occupancy(&figures->hours, lot, figures->day, figures->day);
    else if (figures->day == figures->today)
        status = follow_hours(figures, lot);
    figures->hours_day = status == PK_OK ? figures->day : PK_NONE;
    return status;
}

/* ---- days ---- */

/* Reads a part of a day, if it is not there. */
typedef enum pk_status (*read_part)(struct figures_day *place, struct pk_lot *lot);

static enum pk_status read_takings(struct figures_day *place, struct pk_lot *lot)
{
    enum pk_status status = PK_OK;

    if (!place->has_takings)
        status = pk_report_takings(&place->takings, lot, place->day, place->day);
    place->has_takings = status == PK_OK;
    return status;
}

static enum pk_status read_stays(struct figures_day *place, struct pk_lot *lot)
{
    enum pk_status status = PK_OK;

    if (!place->has_stays)
        status = pk_report_stays(&place->stays, lot, place->day, place->day);
    place->has_stays = status == PK_OK;
    return status;
}

void figures_begin(struct figures *figures)
{
    figures->until_ms = app_milliseconds() + SLICE_MS;
    figures->is_behind = false;
}

/* The newest first. */
static enum pk_status read_days(struct figures *figures, struct pk_lot *lot, read_part read)
{
    enum pk_status status = PK_OK;

    for (int64_t day = figures->day; status == PK_OK && day >= figures_first(figures); day--) {
        if (app_milliseconds() > figures->until_ms) {
            figures->is_behind = true;
            break;
        }
        status = read(take(figures, day), lot);
    }
    return status;
}

/* The line above all figures has the day's money and hours. */
enum pk_status figures_read(struct figures *figures, struct pk_lot *lot, enum figure figure)
{
    enum pk_status status = read_hours(figures, lot);

    if (status == PK_OK)
        status = read_takings(take(figures, figures->day), lot);
    if (status == PK_OK && figure == FIGURE_REVENUE)
        status = read_days(figures, lot, read_takings);
    if (status == PK_OK && figure == FIGURE_STAYS)
        status = read_days(figures, lot, read_stays);
    return status;
}

/* ---- sums ---- */

void figures_sum_takings(struct pk_takings *out, const struct figures *figures, int64_t from,
                         int64_t to)
{
    *out = (struct pk_takings){.tenders = 0};
    for (int64_t day = from; day <= to; day++) {
        const struct pk_takings *takings = &figures_of(figures, day)->takings;
        for (int i = 0; i < PK_METHOD_COUNT; i++)
            out->by_method[i] += takings->by_method[i];
        out->refunds += takings->refunds;
        out->taken += takings->taken;
        out->tenders += takings->tenders;
    }
}

int figures_sum_stays(struct pk_stays *out, const struct figures *figures)
{
    int count = 0;

    *out = (struct pk_stays){.exited = 0};
    for (int64_t day = figures_first(figures); day <= figures->day; day++) {
        const struct figures_day *known = figures_of(figures, day);
        count += known->has_stays;
        pk_stays_add(out, &known->stays);
    }
    return count;
}
