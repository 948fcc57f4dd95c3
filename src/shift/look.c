/*
 * Shifts, read. What lies in an open one's drawer is not told here.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "parkade/text.h"
#include "shift/shift.h"

#define SHIFT_COLUMNS                                                                              \
    "SELECT shift_id, staff, station, business_date, opened_at, opening_float, closed_at, "        \
    "closed_by, expected, counted, over_short, is_reconciled FROM shift "

static void read_shift(struct query *q, struct pk_shift *shift, const struct pk_lot *lot)
{
    *shift = (struct pk_shift){.shift_id = column_int(q, 0)};
    column_text(q, 1, shift->staff, sizeof shift->staff);
    column_text(q, 2, shift->station, sizeof shift->station);
    column_text(q, 3, shift->business_date, sizeof shift->business_date);
    shift->opened_at = column_int(q, 4);
    shift->opening_float = column_int(q, 5);
    shift->closed_at = column_maybe_int(q, 6);
    column_text(q, 7, shift->closed_by, sizeof shift->closed_by);
    shift->expected = column_maybe_int(q, 8);
    shift->counted = column_maybe_int(q, 9);
    shift->over_short = column_maybe_int(q, 10);
    shift->is_reconciled = column_bool(q, 11);
    pk_copy(shift->currency, sizeof shift->currency, lot->currency);
}

enum pk_status pk_shift_get(struct pk_shift *out, struct pk_lot *lot, int64_t shift_id)
{
    struct query *q = query_on(lot->store, SHIFT_COLUMNS "WHERE shift_id = ?");
    query_int(q, shift_id);
    bool is_found = query_next(q);
    if (is_found)
        read_shift(q, out, lot);
    enum pk_status status = query_end(q);
    if (status == PK_OK && !is_found)
        return pk_fail(PK_USAGE, _("There is no shift %lld; see parkade shift list."),
                       (long long)shift_id);
    return status;
}

enum pk_status pk_shift_of(struct pk_shift *out, struct pk_lot *lot, const char *staff)
{
    struct drawer drawer;
    enum pk_status status = drawer_check_staff(lot);
    if (status == PK_OK)
        status = drawer_of(&drawer, lot, staff);
    if (status != PK_OK)
        return status;
    if (drawer.shift_id == PK_NONE)
        return pk_fail(PK_SHIFT_REQUIRED, _("%s has no open shift; see parkade shift list."),
                       staff);
    return pk_shift_get(out, lot, drawer.shift_id);
}

enum pk_status shift_to_end(struct pk_shift *out, struct job *job, const char *staff)
{
    const char *whose = staff ? staff : job->act->who;
    if (strcasecmp(whose, job->act->who) != 0) {
        enum pk_status status = job_may_also(job, PK_ACT_SHIFT_OF_ANOTHER);
        if (status != PK_OK)
            return status;
    }
    return pk_shift_of(out, job->lot, whose);
}

/* ---- lists ---- */

static enum pk_status walk(struct pk_lot *lot, struct query *q, pk_shift_visit visit, void *context)
{
    struct pk_shift shift;
    bool goes_on = true;
    while (goes_on && query_next(q)) {
        read_shift(q, &shift, lot);
        goes_on = visit(&shift, context);
    }
    return query_end(q);
}

static void bind_date(struct query *q, int64_t day_number)
{
    char text[32];
    int year, month, day;
    pk_day_date(&year, &month, &day, day_number);
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    query_text(q, text);
}

enum pk_status pk_shift_each(struct pk_lot *lot, int64_t from, int64_t to, pk_shift_visit visit,
                             void *context)
{
    if (from == PK_NONE)
        return walk(lot,
                    query_on(lot->store,
                             SHIFT_COLUMNS "WHERE closed_at IS NULL ORDER BY opened_at, shift_id"),
                    visit, context);
    struct query *q = query_on(lot->store, SHIFT_COLUMNS "WHERE business_date BETWEEN ? AND ? "
                                                         "ORDER BY business_date, shift_id");
    bind_date(q, from);
    bind_date(q, to);
    return walk(lot, q, visit, context);
}
