/*
 * The drawer of who acts: see drawer.h. Cash is in one drawer and in one shift; a card is wherever
 * it is booked. May call: the desk's frame, store.
 */
#include "desk/drawer.h"

#include <string.h>

#include "base/error.h"
#include "parkade/staff.h"
#include "parkade/text.h"

enum pk_status drawer_check_staff(struct pk_lot *lot)
{
    bool has_staff;
    enum pk_status status = pk_lot_has_staff(&has_staff, lot);
    if (status == PK_OK && !has_staff)
        return pk_fail(PK_USAGE, _("This lot has no staff, and so no shifts: cash is taken without "
                                   "one. See parkade staff add."));
    return status;
}

enum pk_status drawer_of(struct drawer *out, struct pk_lot *lot, const char *who)
{
    struct query *q = query_on(lot->store, "SELECT shift_id, station FROM shift "
                                           "WHERE staff = ? COLLATE NOCASE AND closed_at IS NULL");
    *out = (struct drawer){.shift_id = PK_NONE};
    query_text(q, who);
    if (query_next(q)) {
        out->shift_id = column_int(q, 0);
        column_text(q, 1, out->station, sizeof out->station);
    }
    return query_end(q);
}

enum pk_status drawer_here(struct drawer *out, struct job *job)
{
    enum pk_status status = drawer_check_staff(job->lot);
    if (status == PK_OK)
        status = drawer_of(out, job->lot, job->act->who);
    if (status != PK_OK)
        return status;
    if (out->shift_id == PK_NONE)
        return pk_fail(PK_SHIFT_REQUIRED,
                       _("Cash needs an open shift: count the drawer and open one at %s first "
                         "(parkade shift open)."),
                       job->act->station);
    if (strcmp(out->station, job->act->station) != 0)
        return pk_fail(PK_SHIFT_REQUIRED,
                       _("Your drawer is at %s, this is %s: take the cash there, or close that "
                         "shift and open one here."),
                       out->station, job->act->station);
    return PK_OK;
}

static enum pk_status check_open(bool *is_open, struct store *store, int64_t shift_id)
{
    struct query *q =
        query_on(store, "SELECT 1 FROM shift WHERE shift_id = ? AND closed_at IS NULL");
    query_maybe_int(q, shift_id);
    *is_open = query_next(q);
    return query_end(q);
}

enum pk_status drawer_for(int64_t *shift_id, struct job *job, bool is_cash, int64_t began_in)
{
    struct drawer drawer;
    bool has_staff, is_open = false;
    *shift_id = PK_NONE;
    enum pk_status status = pk_lot_has_staff(&has_staff, job->lot);
    if (status != PK_OK || !has_staff)
        return status;
    if (!is_cash)
        status = check_open(&is_open, job->store, began_in);
    if (status == PK_OK && is_open) {
        *shift_id = began_in;
        return PK_OK;
    }
    if (status == PK_OK)
        status = is_cash ? drawer_here(&drawer, job) : drawer_of(&drawer, job->lot, job->act->who);
    if (status == PK_OK)
        *shift_id = drawer.shift_id;
    return status;
}
