/*
 * Opening and closing a lot. Calls settings, tariffs and the store.
 */
#include <stdlib.h>

#include "base/error.h"
#include "lot/handle.h"
#include "parkade/text.h"

static enum pk_status read_identity(struct pk_lot *lot)
{
    char text[PK_SETTING_SIZE];
    enum pk_status status = setting_text(lot->name, lot, SETTING_NAME);
    if (status == PK_OK)
        status = setting_text(text, lot, SETTING_CURRENCY);
    if (status == PK_OK && !pk_copy(lot->currency, sizeof lot->currency, text))
        status = pk_fail(PK_CORRUPT, _("The lot's currency is damaged: %s."), text);
    if (status == PK_OK)
        status = setting_text(text, lot, SETTING_TIMEZONE);
    return status == PK_OK ? pk_zone_open(&lot->zone, text) : status;
}

enum pk_status pk_lot_open(struct pk_lot **out, const char *path, enum pk_lot_mode mode,
                           const struct pk_clock *clock)
{
    *out = NULL;
    struct pk_lot *lot = calloc(1, sizeof *lot);
    if (!lot)
        return pk_fail(PK_INTERNAL, _("There is not enough memory."));
    lot->mode = mode;
    if (clock)
        lot->clock = *clock;
    enum pk_status status = pk_copy(lot->path, sizeof lot->path, path)
                                ? PK_OK
                                : pk_fail(PK_USAGE, _("The path of the lot is too long."));
    if (status == PK_OK)
        status = store_open(&lot->store, path,
                            mode == PK_LOT_READ_ONLY ? STORE_READ_ONLY : STORE_READ_WRITE);
    if (status == PK_OK)
        status = read_identity(lot);
    if (status != PK_OK) {
        pk_lot_close(lot);
        return status;
    }
    *out = lot;
    return PK_OK;
}

void pk_lot_close(struct pk_lot *lot)
{
    if (!lot)
        return;
    tariff_forget_all(lot);
    pk_zone_close(lot->zone);
    store_close(lot->store);
    free(lot);
}
