/*
 * What the files of the checker share.
 */
#ifndef TARIFF_CHECK_H
#define TARIFF_CHECK_H

#include "tariff/build.h"

/* check_times.c: gaps and overlaps of windows, and entries that no product takes. */
void tariff_check_times(struct builder *b, const struct tariff_version *version);

#endif
