/*
 * Spots from inside: what parking and moving need of them.
 */
#ifndef LOT_SPOT_H
#define LOT_SPOT_H

#include "parkade/spot.h"

/* The spot LABEL, if a vehicle of this class may be put there now. Statuses as pk_park(). */
enum pk_status spot_claim(struct pk_spot *out, struct pk_lot *lot, const char *label,
                          enum pk_vehicle_class vehicle_class, unsigned needs);

/* The state of an open ticket at the moment NOW, from its row: the one place that derives it. */
enum pk_ticket_state ticket_open_state(bool is_paid, int64_t expires_at, int64_t now);

/* reserve.c: how many of the free spots are kept for permits that are yet to come: reserve.permit
 * less who is inside under one. */
enum pk_status reserve_left(int64_t *out, struct pk_lot *lot);

/* Whether the lot has a free spot for a vehicle without a permit. PK_OK or PK_LOT_FULL. */
enum pk_status reserve_check_public(struct pk_lot *lot);

/* reserve_check_public() where RESERVED, which is more than 0, are kept. */
enum pk_status reserve_is_public(bool *out, struct pk_lot *lot, int64_t reserved);

#endif
