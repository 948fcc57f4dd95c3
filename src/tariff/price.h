/*
 * Pricing as the tests and the reader use it: with the holidays left out on demand.
 */
#ifndef TARIFF_PRICE_H
#define TARIFF_PRICE_H

#include "tariff/evaluate.h"

enum pk_status tariff_price_request(struct pk_price *out, const struct tariff_request *request);

#endif
