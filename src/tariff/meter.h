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

/* A ladder in use. */
struct meter_ladder {
    int64_t scope;     /* the scope that it is in */
    int64_t position;  /* the length of all units begun */
    int64_t first_day; /* the tariff day the scope began on */
    int64_t paid_day;  /* the last tariff day charged by `per day touched` */
    tariff_wide sum;   /* taken in this scope, before caps */
    int step;
    bool begun;
};

/* A cap in use. */
struct meter_cap {
    int64_t period; /* the period that it is in */
    int64_t first;  /* the first one */
    tariff_wide used;
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
    bool contiguous; /* at the end of a unit that was paid: an overrun is forgiven */
    bool refused;
    bool started;
    bool segments; /* later versions take over */
    tariff_wide sum;
    struct meter_piece piece;
    struct meter_ladder ladders[TARIFF_WINDOWS_MAX];
    struct meter_cap caps[TARIFF_CAPS_MAX];
    struct meter_cap version_caps[TARIFF_CAPS_MAX];
};

/* What is to be metered. `segments`: later versions take over at their moments. */
struct meter_start {
    const struct pk_tariff *tariff;
    const struct tariff_version *version;
    const struct tariff_product *product;
    int64_t entry;
    bool no_holidays;
    bool segments;
};

void meter_start(struct tariff_meter *out, const struct meter_start *start,
                 struct tariff_record *record);

/* Walks on to LIMIT: adds all units that begin before it. */
void meter_walk(struct tariff_meter *meter, int64_t limit);

#endif
