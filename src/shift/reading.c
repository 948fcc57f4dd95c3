/*
 * Reading the report of a shift: the stored Z, or an X of this moment for those who may see it.
 */
#include <string.h>

#include "base/error.h"
#include "desk/staff.h"
#include "parkade/text.h"
#include "shift/shift.h"

struct reading {
    json_t **out;
    struct pk_lot *lot;
    const char *who;
    int64_t shift_id;
};

/* A drawer is counted blind: what should be in it is for those who look after attendants, and for
 * who reads everything; never for whoever counts it. */
static bool is_blind(struct pk_lot *lot, const char *who, const struct pk_shift *shift)
{
    struct pk_staff member;
    if (strcmp(who, shift->staff) == 0)
        return true;
    enum pk_status status = pk_may(lot, who, PK_ACT_SHIFT_OF_ANOTHER);
    if (status != PK_NOT_PERMITTED)
        return status != PK_OK;
    return staff_get(&member, lot, who) != PK_OK || member.role != PK_AUDITOR;
}

static enum pk_status read_z(json_t **out, struct pk_lot *lot, int64_t shift_id)
{
    struct query *q = query_on(lot->store, "SELECT z_report FROM shift WHERE shift_id = ?");
    query_int(q, shift_id);
    const char *text = query_next(q) ? column_peek(q, 0) : NULL;
    *out = text ? json_loads(text, 0, NULL) : NULL;
    enum pk_status status = query_end(q);
    if (status == PK_OK && !*out)
        return pk_fail(PK_CORRUPT, _("The report of shift %lld cannot be read."),
                       (long long)shift_id);
    return status;
}

static enum pk_status read_report(void *context)
{
    struct reading *reading = context;
    struct pk_shift shift;
    enum pk_status status = pk_shift_get(&shift, reading->lot, reading->shift_id);
    if (status != PK_OK)
        return status;
    if (shift.closed_at != PK_NONE)
        return read_z(reading->out, reading->lot, reading->shift_id);
    return report_compose(reading->out, reading->lot, &shift,
                          is_blind(reading->lot, reading->who, &shift));
}

enum pk_status pk_shift_report(json_t **out, struct pk_lot *lot, const char *who, int64_t shift_id)
{
    *out = NULL;
    return store_read(lot->store, read_report, &(struct reading){out, lot, who, shift_id});
}
