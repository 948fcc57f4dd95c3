/*
 * Spots that are kept for permits (reserve.permit): not certain ones, but so many. Both sides are
 * counts that the schema keeps, so that the cost does not grow with the lot. Calls the store.
 */
#include "base/error.h"
#include "lot/handle.h"
#include "lot/spot.h"
#include "parkade/text.h"

enum pk_status reserve_left(int64_t *out, struct pk_lot *lot)
{
    *out = 0;
    enum pk_status status = setting_number(out, lot, SETTING_RESERVE_PERMIT);
    if (status != PK_OK || *out == 0)
        return status;
    struct query *q = query_on(lot->store, "SELECT inside FROM permit_count");
    int64_t inside = query_next(q) ? column_int(q, 0) : 0;
    *out = inside < *out ? *out - inside : 0;
    return query_end(q);
}

enum pk_status reserve_is_public(bool *out, struct pk_lot *lot, int64_t reserved)
{
    struct query *q = query_on(lot->store, "SELECT sum(free) FROM spot_count");
    *out = query_next(q) && column_int(q, 0) > reserved;
    return query_end(q);
}

enum pk_status reserve_check_public(struct pk_lot *lot)
{
    int64_t reserved;
    bool is_public = true;
    enum pk_status status = reserve_left(&reserved, lot);
    if (status == PK_OK && reserved > 0)
        status = reserve_is_public(&is_public, lot, reserved);
    if (status == PK_OK && !is_public)
        return pk_fail(PK_LOT_FULL,
                       _("The lot is full: the spots that are free are kept for permits (%lld)."),
                       (long long)reserved);
    return status;
}
