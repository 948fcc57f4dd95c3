/*
 * Pieces of a stay: which window, which ladder scope, which periods of caps hold from a moment on,
 * and until when.
 */
#ifndef TARIFF_PIECE_H
#define TARIFF_PIECE_H

#include "tariff/meter.h"

/* The piece that begins at AT. Caps are not looked at. */
void tariff_piece_find(struct meter_piece *out, struct tariff_meter *meter, int64_t at);

/* How time accrues in PIECE. */
const struct tariff_accrual *tariff_piece_accrual(const struct tariff_meter *meter,
                                                  const struct meter_piece *piece);

/* The scope of the ladder of PIECE at AT. */
int64_t tariff_piece_scope(const struct tariff_meter *meter, const struct meter_piece *piece,
                           int64_t at);

/* Whether the unit that is running at AT, where OLD ends and NEW begins, is cut there. OLD began
 * at BEFORE. */
bool tariff_piece_clips(const struct tariff_meter *meter, const struct meter_piece *old,
                        const struct meter_piece *new, int64_t before, int64_t at);

/* caps: brings the caps into the periods of the meter's piece, and ends the piece with them. */
void tariff_capping_enter(struct tariff_meter *meter);

/* What is left of AMOUNT, charged for FROM to TO, below all caps from the inside out. */
tariff_wide tariff_capping_cut(struct tariff_meter *meter, tariff_wide amount, int64_t from,
                               int64_t to);

/* units.c: adds the units that begin in the meter's piece before LIMIT. False while one that
 * begins in the piece is not yet due: an overrun is forgiven up to LIMIT. */
bool tariff_units_charge(struct tariff_meter *meter, int64_t limit);

#endif
