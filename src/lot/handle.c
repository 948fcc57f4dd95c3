/*
 * The handle: what it knows, its clock, its transactions and its bell. Calls the store only, so
 * that everything else may rest on it.
 */
#include <time.h>

#include "lot/handle.h"

int64_t pk_lot_now(const struct pk_lot *lot)
{
    return lot->clock.now ? lot->clock.now(lot->clock.context) : (int64_t)time(NULL);
}

bool pk_lot_is_read_only(const struct pk_lot *lot)
{
    return lot->mode == PK_LOT_READ_ONLY;
}

const char *pk_lot_path(const struct pk_lot *lot)
{
    return lot->path;
}

const char *pk_lot_name(const struct pk_lot *lot)
{
    return lot->name;
}

const char *pk_lot_currency(const struct pk_lot *lot)
{
    return lot->currency;
}

const struct pk_zone *pk_lot_zone(const struct pk_lot *lot)
{
    return lot->zone;
}

void lot_say_time(char out[static PK_TIME_SIZE], const struct pk_lot *lot, int64_t at)
{
    pk_time_format_local(out, lot->zone, at, "%Y-%m-%d %H:%M");
}

void pk_lot_set_patience(struct pk_lot *lot, int milliseconds)
{
    store_set_patience(lot->store, milliseconds);
}

struct together {
    struct pk_lot *lot;
    pk_work work;
    void *context;
};

static enum pk_status run_together(void *context)
{
    struct together *together = context;
    together->lot->together++;
    enum pk_status status = together->work(together->lot, together->context);
    together->lot->together--;
    return status;
}

enum pk_status pk_lot_together(struct pk_lot *lot, pk_work work, void *context)
{
    return store_write(lot->store, run_together, &(struct together){lot, work, context});
}

int pk_lot_bell(struct pk_lot *lot)
{
    return store_bell(lot->store);
}

void pk_lot_bell_clear(struct pk_lot *lot)
{
    store_bell_clear(lot->store);
}

bool pk_lot_has_changed(struct pk_lot *lot)
{
    return store_has_changed(lot->store);
}

enum pk_status pk_lot_look(struct pk_lot *lot)
{
    return store_look(lot->store);
}
