/*
 * What the files of the checker share.
 */
#ifndef TARIFF_CHECK_H
#define TARIFF_CHECK_H

#include "tariff/build.h"

/* check_ladder.c: steps that are never reached, and a ladder that ends too soon. */
void tariff_check_ladder(struct builder *b, const struct tariff_product *product,
                         const struct tariff_window *window);

/* check_times.c: gaps and overlaps of windows, and entries that no product takes. */
void tariff_check_times(struct builder *b, const struct tariff_version *version);

/* warn.c: what VERSION hardly means. */
void tariff_warn(struct builder *b, const struct tariff_version *version);

#endif
