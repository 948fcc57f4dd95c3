/*
 * The meter: walks through a stay and adds up units, capped from the inside out.
 *
 * What it has taken up to a moment does not depend on what comes after it, so that a meter that
 * stands at a moment can be copied and walked on: that is how the next rise of a price is found.
 */
#ifndef TARIFF_METER_H
#define TARIFF_METER_H

#include "tariff/clock.h"
#include "tariff/record.h"

/*
 * The time that has been charged since a scope began. The windows of a product whose ladders begin
 * anew together share it: "the first hour" of a stay is one hour, whatever the windows.
 */
struct meter_ladder {
    int64_t scope;      /* the scope that it is in */
    int64_t position;   /* what will have been charged when `next` comes */
    int64_t first_day;  /* the tariff day the scope began on */
    int64_t paid_day;   /* the last tariff day charged by `per day touched` */
    tariff_wide sum;    /* taken in this scope, before caps */
    int64_t paid_to;    /* up to here a step of one price is paid, in whichever window */
    uint32_t paid_rest; /* the windows (a bit each) whose one price for all the rest is paid */
    bool begun;
};

/* What a cap has left through in a period. */
struct meter_used {
    int64_t period;
    int number; /* which of the stay it is, from 1 */
    tariff_wide amount;
};

/*
 * A cap in use. When clocks go back, a period that was over can come again: the one before the
 * last is kept for that, here as with ladders.
 */
struct meter_cap {
    struct meter_used used, before;
    int count; /* of the periods so far */
    bool begun, holds;
};

/* Where the meter stands: an interval in which nothing but the ladder changes. */
struct meter_piece {
    int64_t end;
    struct tariff_place place;
    int window;         /* of the product; -1: none */
    int64_t occurrence; /* which of the window's times it is */
    bool refused;
};

struct tariff_meter {
    const struct pk_tariff *tariff;
    const struct tariff_version *version;
    const struct tariff_product *product;
    struct tariff_record *record; /* NULL: only the sum is wanted */
    struct tariff_clock clock;
    tariff_day entry_day;
    int64_t entry;   /* of the stay */
    int64_t origin;  /* where this product began */
    int64_t finish;  /* where another goes on */
    int64_t at;      /* all before this is done */
    int64_t next;    /* the next unit begins */
    int running;     /* the ladder of the unit that runs up to `next` */
    int64_t paused;  /* what is left of that unit, while it stands still over free time */
    int step;        /* of the piece's window: where `next` is */
    bool contiguous; /* at the end of a unit that was paid: an overrun is forgiven */
    bool refused;
    const struct tariff_step *refused_by; /* NULL: a time outside all windows */
    bool started;
    bool segments; /* later versions take over */
    tariff_wide sum;
    struct meter_piece piece;
    struct meter_ladder ladders[TARIFF_WINDOWS_MAX], ladders_before[TARIFF_WINDOWS_MAX];
    struct meter_cap caps[TARIFF_CAPS_MAX];
    struct meter_cap version_caps[TARIFF_CAPS_MAX];
};

/* What is to be metered. `segments`: later versions take over at their moments. */
struct tariff_meter_start {
    const struct pk_tariff *tariff;
    const struct tariff_version *version;
    const struct tariff_product *product;
    int64_t entry;
    bool no_holidays;
    bool segments;
};

static inline const struct tariff_window *tariff_meter_window(const struct tariff_meter *meter)
{
    return &meter->tariff->windows[meter->product->window_first + meter->piece.window];
}

void tariff_meter_start(struct tariff_meter *out, const struct tariff_meter_start *start,
                        struct tariff_record *record);

/* Makes TO stand where FROM stands. */
void tariff_meter_copy(struct tariff_meter *to, const struct tariff_meter *from);

/* Walks on to LIMIT: adds all units that begin before it. */
void tariff_meter_walk(struct tariff_meter *meter, int64_t limit);

#endif
