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
    bool has_place;
    struct tariff_place place; /* of the entry */
};

/* Meters of the products of a version that are kept between two evaluations of one stay, whose
 * exits do not run backwards much. */
struct tariff_meters {
    const struct tariff_version *version;
    int64_t began;
    int count;
    struct {
        bool is_open;
        int64_t walked;
        struct tariff_meter meter;
    } of[TARIFF_PRODUCTS_MAX];
};

/*
 * Prices REQUEST. RECORD takes the lines, METERS speed up the next call for a later exit; both may
 * be NULL. PK_OK, PK_USAGE, PK_TARIFF_INVALID.
 */
enum pk_status evaluate(int64_t *total, struct tariff_record *record, struct tariff_meters *meters,
                        const struct tariff_request *request);

/* choose.c: whether PRODUCT may be chosen for the stay. */
bool choose_fits(struct tariff_case *c, const struct tariff_product *product);

/* The version that holds for the stay, or NULL. */
const struct tariff_version *choose_version(const struct tariff_request *request);

/* Whether the lot is open at the moment AT of CLOCK, and since when; without opening hours it
 * always is, since AT. */
bool opening_since(struct tariff_clock *clock, int64_t at, int64_t *since);

#endif
