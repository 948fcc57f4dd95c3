/*
 * The Figures screen from inside: what it has read of the lot, and how each figure is drawn. Past
 * days do not change any more: they are read once, the day of today as often as the lot changes.
 * The days of a long period are read from the newest on, a slice of time at a time, and drawn as
 * far as they are there: a year of a busy lot keeps no key waiting.
 */
#ifndef UI_FIGURES_H
#define UI_FIGURES_H

#include "parkade/report.h"
#include "view.h"

enum figure { FIGURE_REVENUE, FIGURE_OCCUPANCY, FIGURE_ARRIVALS, FIGURE_STAYS, FIGURE_COUNT };

enum { FIGURES_DAYS_MAX = 366 };

/* What is known of a day. */
struct figures_day {
    int64_t day; /* its number; of what follows, what has been read is of this day */
    bool has_takings, has_stays;
    struct pk_takings takings;
    struct pk_stays stays;
};

struct figures {
    int64_t today, day;                        /* numbers of days; DAY is the chosen one */
    int period;                                /* how many days end with it: money and stays */
    int64_t spots;                             /* of the lot, now */
    int64_t hours_day;                         /* HOURS are of this day; PK_NONE: of none yet */
    struct pk_occupancy hours;                 /* the chosen day beside the usual */
    int begun;                                 /* how many hours of the chosen day have begun */
    int64_t until_ms;                          /* when this slice of reading is over */
    bool is_behind;                            /* some days of the period are still to be read */
    struct figures_day days[FIGURES_DAYS_MAX]; /* day number n is at n % FIGURES_DAYS_MAX */
};

/* ---- figures_read.c ---- */

/* Sets today from the lot's clock. What was read of it before is read again. */
void figures_turn(struct figures *figures, struct pk_lot *lot);

/* Begins a slice of reading. */
void figures_begin(struct figures *figures);

/* Reads what FIGURE needs and is not there yet; sets is_behind where the slice was over before. */
enum pk_status figures_read(struct figures *figures, struct pk_lot *lot, enum figure figure);

/* What is known of DAY, one of the period. */
const struct figures_day *figures_of(const struct figures *figures, int64_t day);

/* The first day of the period. */
int64_t figures_first(const struct figures *figures);

/* Adds up the takings of the days FROM to TO of the period, and the stays of all its days that have
 * been read; returns how many those are. */
void figures_sum_takings(struct pk_takings *out, const struct figures *figures, int64_t from,
                         int64_t to);
int figures_sum_stays(struct pk_stays *out, const struct figures *figures);

/* ---- figures_draw.c, figures_money.c, figures_stays.c ---- */

/* Draws a figure into AREA, at least 57 columns and 12 lines. */
typedef void (*figures_draw)(const struct figures *figures, struct app *app, struct paint *paint,
                             const struct rect *area);
void figures_draw_occupancy(const struct figures *figures, struct app *app, struct paint *paint,
                            const struct rect *area);
void figures_draw_arrivals(const struct figures *figures, struct app *app, struct paint *paint,
                           const struct rect *area);
void figures_draw_revenue(const struct figures *figures, struct app *app, struct paint *paint,
                          const struct rect *area);
void figures_draw_stays(const struct figures *figures, struct app *app, struct paint *paint,
                        const struct rect *area);

/* "Fri 27 Nov 2026" by strftime(3)'s FORMAT. */
void figures_date(char out[static PK_TIME_SIZE], struct pk_lot *lot, int64_t day,
                  const char *format);

#endif
