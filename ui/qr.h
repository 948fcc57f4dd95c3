/*
 * A QR code in half blocks: two modules a cell. Only where the terminal has UTF-8. Calls
 * libqrencode.
 */
#ifndef UI_QR_H
#define UI_QR_H

#include "paint.h"

/* The cells that the code of TEXT needs, its quiet zone included; 0 when there is none. */
int qr_columns(const char *text);
int qr_lines(const char *text);

void qr_draw(struct paint *paint, int y, int x, const char *text);

#endif
