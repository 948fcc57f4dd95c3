/*
 * The state of an open ticket: derived from its row and the clock here, never stored. A spot shows
 * it too, so it lies below both. Pure.
 */
#include "lot/spot.h"

enum pk_ticket_state ticket_open_state(bool is_paid, int64_t expires_at, int64_t now)
{
    if (is_paid)
        return now <= expires_at ? PK_PAID : PK_OVERSTAYED;
    return now <= expires_at ? PK_PARKED : PK_EXPIRED;
}
