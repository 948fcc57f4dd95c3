/*
 * A handle on the lot that comes back: where the file was replaced (a restore) or is there again,
 * the next use opens it anew. Each belongs to one thread.
 */
#ifndef GATEWAY_LOTS_H
#define GATEWAY_LOTS_H

#include "parkade/lot.h"

struct gateway_lot {
    const char *path;
    struct pk_lot *lot; /* NULL: it could not be opened again */
};

/* PK_OK, or why the lot cannot be used. */
enum pk_status gateway_lot_open(struct gateway_lot *out, const char *path);

/* Looks whether the file is still the one that was opened; else opens what is there now. PK_OK, or
 * why it cannot be used just now. */
enum pk_status gateway_lot_look(struct gateway_lot *lot);

void gateway_lot_close(struct gateway_lot *lot);

#endif
