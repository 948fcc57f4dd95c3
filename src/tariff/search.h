/*
 * When a price next rises and falls, found by pricing later exits.
 */
#ifndef TARIFF_SEARCH_H
#define TARIFF_SEARCH_H

#include "tariff/evaluate.h"

/* What is looked for, and where it is found first after the request's exit; PK_NONE: never within
 * ten years. */
struct search_goal {
    bool wants_rise, wants_fall;
    int64_t above, below;
    int64_t rises_at, falls_at;
};

void tariff_search_run(struct search_goal *goal, const struct tariff_request *request);

/* breaks.c: the first moment after AT at which another product, version or offset may hold; until
 * then the total does not fall. INT64_MAX: none. */
int64_t tariff_breaks_next(const struct tariff_request *request, int64_t at);

#endif
