/*
 * From a stay to a total: the order of evaluation.
 */
#ifndef TARIFF_EVALUATE_H
#define TARIFF_EVALUATE_H

#include "tariff/meter.h"

struct tariff_request {
    const struct pk_tariff *tariff;
    struct pk_stay stay;
    bool no_holidays;
    bool any_product; /* the cheapest of all, whatever their times and lengths: a lower bound */
};

/* A stay as the tariff sees it. */
struct tariff_case {
    const struct tariff_request *request;
    const struct pk_tariff *tariff;
    const struct tariff_version *version;
    struct tariff_clock clock;
    int64_t entry, exit; /* on the clock */
    int64_t began;       /* what is charged begins here */
    int64_t length;      /* as it is measured */
    int64_t limit;       /* units that begin before it are charged */
    int64_t scale;       /* sums are in so many parts of an atom: a percent of them is whole */
    bool has_place;
    struct tariff_place place; /* of the entry */
};

/* Meters of the products of a version and then of the surcharges that are kept between two
 * evaluations of one stay, whose exits do not run backwards much. */
struct tariff_meters {
    const struct tariff_version *version;
    int64_t began;
    int count;
    struct {
        bool is_open;
        int64_t walked;
        struct tariff_meter meter;
    } of[TARIFF_PRODUCTS_MAX + TARIFF_SURCHARGES_MAX];
};

/*
 * Prices REQUEST. RECORD takes the lines, METERS speed up the next call for a later exit; both may
 * be NULL. PK_OK, PK_USAGE, PK_TARIFF_INVALID.
 */
enum pk_status tariff_evaluate(int64_t *total, struct tariff_record *record,
                               struct tariff_meters *meters, const struct tariff_request *request);

/* measure.c: finds the version of the stay and refuses what the tariff does not allow. */
enum pk_status tariff_case_begin(struct tariff_case *c, const struct tariff_request *request);
/* Measures the stay. */
void tariff_case_measure(struct tariff_case *c);
/* What the tariff gives for the proof of the stay, or NULL. */
const struct tariff_validation *tariff_case_validation(const struct tariff_request *request);
/* The seconds that this and sponsors together let the stay begin later. */
int64_t tariff_case_time_off(const struct tariff_request *request,
                             const struct tariff_version *version);

/* fare.c: whether the stay is short enough to be free; SECONDS -1: none is. */
bool tariff_case_is_free(const struct tariff_case *c, int64_t seconds, bool edge);
/* The product that prices the stay. */
enum pk_status tariff_choose(const struct tariff_product **out, struct tariff_case *c,
                             struct tariff_meters *meters);
/* The price of the stay by PRODUCT, with minimum and fee. */
enum pk_status tariff_fare(tariff_wide *sum, const struct tariff_case *c,
                           const struct tariff_product *product, struct tariff_meters *meters,
                           struct tariff_record *record);

/* What the meter of SURCHARGE counts; 0: it has none. */
tariff_wide tariff_fare_surcharge(const struct tariff_case *c,
                                  const struct tariff_surcharge *surcharge,
                                  struct tariff_meters *meters, struct tariff_record *record);

/* adjust.c: each changes *SUM and adds its line. The share takes the class's extra with it. */
void tariff_take_share(tariff_wide *sum, const struct tariff_case *c, struct tariff_record *record);
void tariff_take_surcharges(tariff_wide *sum, struct tariff_case *c, struct tariff_meters *meters,
                            struct tariff_record *record);
void tariff_take_validation(tariff_wide *sum, const struct tariff_case *c,
                            struct tariff_record *record);
void tariff_add_tax(tariff_wide *sum, const struct tariff_case *c, struct tariff_record *record);
/* offs.c: whether what sponsors give on the stay can be meant. PK_OK or PK_USAGE. */
enum pk_status tariff_offs_check(const struct pk_stay *stay);
/* Takes off what sponsors give, and makes the case's sums finer where that needs it. */
enum pk_status tariff_take_offs(tariff_wide *sum, struct tariff_case *c,
                                struct tariff_record *record);
/* SUM in minor units. */
enum pk_status tariff_round(int64_t *total, tariff_wide sum, const struct tariff_case *c);

/* choose.c: whether PRODUCT may be chosen for the stay. */
bool tariff_choose_fits(struct tariff_case *c, const struct tariff_product *product);

/* The version that holds for the stay, or NULL. */
const struct tariff_version *tariff_choose_version(const struct tariff_request *request);

/* Whether the lot is open at the moment AT of CLOCK, and since when; without opening hours it
 * always is, since AT. */
bool tariff_opening_since(struct tariff_clock *clock, int64_t at, int64_t *since);

#endif
