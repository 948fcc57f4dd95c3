/*
 * Handles that come back: see lots.h.
 */
#include "gateway/lots.h"

#include <pthread.h>

/* Opening reads the time zone, which two threads may not do at once. */
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;

static enum pk_status open_now(struct gateway_lot *lot)
{
    pthread_mutex_lock(&opening);
    enum pk_status status = pk_lot_open(&lot->lot, lot->path, PK_LOT_READ_WRITE, NULL);
    pthread_mutex_unlock(&opening);
    if (status != PK_OK)
        lot->lot = NULL;
    return status;
}

enum pk_status gateway_lot_open(struct gateway_lot *out, const char *path)
{
    *out = (struct gateway_lot){.path = path};
    return open_now(out);
}

enum pk_status gateway_lot_look(struct gateway_lot *lot)
{
    if (lot->lot && pk_lot_look(lot->lot) == PK_OK)
        return PK_OK;
    gateway_lot_close(lot);
    return open_now(lot);
}

void gateway_lot_close(struct gateway_lot *lot)
{
    pk_lot_close(lot->lot);
    lot->lot = NULL;
}
