/*
 * The figures of the hours of a day: how many were inside, who came and who left. Calls plot.c.
 */
#include <stdio.h>

#include "app.h"
#include "columns.h"
#include "figures.h"
#include "parkade/text.h"
#include "plot.h"

enum { HOURS = 24, MARGIN = 8, ROOMY = 15 };

void figures_date(char out[static PK_TIME_SIZE], struct pk_lot *lot, int64_t day,
                  const char *format)
{
    const struct pk_zone *zone = pk_lot_zone(lot);

    pk_time_format_local(out, zone, pk_zone_moment(zone, day, 12 * 3600), format);
}

static void say_hour(char out[static PLOT_LABEL_SIZE], int64_t hour, const void *context)
{
    (void)context;
    snprintf(out, PLOT_LABEL_SIZE, "%d", (int)hour);
}

/* A number of each hour: of those that have begun, or of the usual day. */
enum which { INSIDE, ARRIVALS, DEPARTURES };

struct hours {
    int64_t is[HOURS], usual[HOURS];
};

static int64_t pick(const struct pk_hour *hour, enum which which)
{
    return which == INSIDE ? hour->inside : which == ARRIVALS ? hour->arrivals : hour->departures;
}

static void take_hours(struct hours *out, const struct figures *figures, enum which which)
{
    for (int i = 0; i < HOURS; i++) {
        const struct pk_occupancy_hour *hour = &figures->hours.hours[i];
        out->is[i] = i < figures->begun ? pick(&hour->is, which) : PK_NONE;
        out->usual[i] = pick(&hour->usual, which);
    }
}

/* The hour of the most. */
static int highest(const struct hours *hours, int count)
{
    int best = 0;

    for (int i = 1; i < count; i++)
        if (hours->is[i] > hours->is[best])
            best = i;
    return best;
}

static int64_t sum_of(const int64_t *values, int count)
{
    int64_t sum = 0;

    for (int i = 0; i < count; i++)
        sum += values[i] == PK_NONE ? 0 : values[i];
    return sum;
}

/* "█ inside"; returns the column after it. */
static int draw_legend(struct paint *paint, int y, int x, enum role role, const char *sign,
                       const char *text)
{
    x += paint_text(paint, y, x, 1, role, sign) + 1;
    return x + paint_text(paint, y, x, paint->columns - x, ROLE_DIM, text) + 3;
}

static bool has_usual(const struct figures *figures)
{
    return figures->hours.usual_days > 0;
}

static void say_usual(char *out, size_t size, const struct figures *figures)
{
    snprintf(out, size,
             figures->hours.usual_days == 1 ? _("usual: a week before")
                                            : _("usual: the mean of %d weeks"),
             (int)figures->hours.usual_days);
}

/* The plot of hours stands between its legend and the LINES below it. */
static void place_hours(struct plot *plot, const struct rect *area, int lines)
{
    const struct rect rest = {area->y + 1, area->x, area->lines - 1 - lines, area->columns};

    plot->count = HOURS;
    plot->say_point = say_hour;
    plot->margin = MARGIN;
    plot_place(plot, &rest);
}

/* ---- inside ---- */

static void draw_most(const struct figures *figures, struct paint *paint, const struct rect *area,
                      const struct hours *hours)
{
    int hour = highest(hours, figures->begun), y = area->y + area->lines - 1;
    int64_t most = hours->is[hour];
    int percent = figures->spots > 0 ? (int)(most * 100 / figures->spots) : 0;
    int x = area->x;

    x += paint_format(paint, y, x, area->columns, ROLE_TEXT,
                      _("most: %lld of %lld (%d %%), %d:00 to %d:00"), (long long)most,
                      (long long)figures->spots, percent, hour, hour + 1);
    if (has_usual(figures))
        paint_format(paint, y, x, area->x + area->columns - x, ROLE_DIM, _("; usual then: %lld"),
                     (long long)hours->usual[hour]);
}

void figures_draw_occupancy(const struct figures *figures, struct app *app, struct paint *paint,
                            const struct rect *area)
{
    struct hours hours;
    char usual[64];
    int x = area->x, y = area->y + area->lines - 3;

    (void)app;
    take_hours(&hours, figures, INSIDE);
    struct plot plot = {
        .series_count = has_usual(figures) ? 2 : 1,
        .series = {{hours.is, PLOT_BARS, ROLE_BAR}, {hours.usual, PLOT_MARKS, ROLE_BESIDE}}};
    place_hours(&plot, area, 3);
    plot_draw(&plot, paint);
    x = draw_legend(paint, area->y, x, ROLE_BAR, paint->glyphs->bars[8],
                    _("inside at the hour's end"));
    plot_numbers(&plot, paint, y, _("inside"), hours.is, ROLE_TEXT);
    if (has_usual(figures)) {
        say_usual(usual, sizeof usual, figures);
        draw_legend(paint, area->y, x, ROLE_BESIDE, paint->glyphs->mark, usual);
        plot_numbers(&plot, paint, y + 1, _("usual"), hours.usual, ROLE_BESIDE);
    }
    draw_most(figures, paint, area, &hours);
}

/* ---- coming and going ---- */

/* Draws TEXT if all of it has room before END; returns the column after it. */
static int draw_whole(struct paint *paint, int y, int x, int end, enum role role, const char *text)
{
    int columns = columns_text(text);

    return x + columns <= end ? x + paint_text(paint, y, x, columns, role, text) : x;
}

/* "130 came (usual 121), most at 8:00"; returns the column after it. */
static int draw_total(const struct figures *figures, struct paint *paint, int y, int x, int end,
                      const struct hours *hours, const char *word)
{
    char text[96];
    int count = figures->begun;
    int64_t sum = sum_of(hours->is, count);

    snprintf(text, sizeof text, "%lld %s", (long long)sum, word);
    x = draw_whole(paint, y, x, end, ROLE_TEXT, text);
    snprintf(text, sizeof text, _(" (usual %lld)"), (long long)sum_of(hours->usual, count));
    if (has_usual(figures))
        x = draw_whole(paint, y, x, end, ROLE_DIM, text);
    snprintf(text, sizeof text, _(", most at %d:00"), highest(hours, count));
    if (sum > 0)
        x = draw_whole(paint, y, x, end, ROLE_DIM, text);
    return x + 2;
}

/* On a small screen the usual numbers give way to the plot. */
static int draw_numbers(const struct figures *figures, struct paint *paint, const struct plot *plot,
                        int y, bool has_room, const struct hours *hours, const char *word)
{
    plot_numbers(plot, paint, y++, word, hours->is, ROLE_TEXT);
    if (has_room && has_usual(figures))
        plot_numbers(plot, paint, y++, _("usual"), hours->usual, ROLE_BESIDE);
    return y;
}

void figures_draw_arrivals(const struct figures *figures, struct app *app, struct paint *paint,
                           const struct rect *area)
{
    struct hours came, left;
    bool has_room = area->lines >= ROOMY;
    int lines = has_room && has_usual(figures) ? 5 : 3, end = area->x + area->columns;
    int y = area->y + area->lines - lines;

    (void)app;
    take_hours(&came, figures, ARRIVALS);
    take_hours(&left, figures, DEPARTURES);
    struct plot plot = {
        .series_count = 2,
        .series = {{came.is, PLOT_BARS, ROLE_BAR}, {left.is, PLOT_LIGHT, ROLE_BESIDE}}};
    place_hours(&plot, area, lines);
    plot_draw(&plot, paint);
    int x = draw_legend(paint, area->y, area->x, ROLE_BAR, paint->glyphs->bars[8], _("came"));
    draw_legend(paint, area->y, x, ROLE_BESIDE, paint->glyphs->light, _("left, by the hour"));
    y = draw_numbers(figures, paint, &plot, y, has_room, &came, _("came"));
    y = draw_numbers(figures, paint, &plot, y, has_room, &left, _("left"));
    x = draw_total(figures, paint, y, area->x, end, &came, _("came"));
    draw_total(figures, paint, y, x, end, &left, _("left"));
}
