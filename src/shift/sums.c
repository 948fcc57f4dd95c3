/*
 * What a shift took and gave: sums over its tenders and cash movements, by foreign key.
 */
#include <string.h>

#include "shift/shift.h"

static enum pk_status sum_tenders(struct pk_shift_sums *out, struct pk_lot *lot, int64_t shift_id)
{
    struct query *q = query_on(lot->store, "SELECT method, sum(amount), sum(max(amount, 0)), "
                                           "-sum(min(amount, 0)), count(*) FROM tender "
                                           "WHERE shift_id = ? GROUP BY method");
    query_int(q, shift_id);
    while (query_next(q)) {
        enum pk_method method;
        if (!pk_method_from_name(&method, column_peek(q, 0)))
            continue;
        out->by_method[method] = column_int(q, 1);
        out->taken[method] = column_int(q, 2);
        out->refunds[method] = column_int(q, 3);
        out->tenders[method] = column_int(q, 4);
    }
    return query_end(q);
}

static enum pk_status sum_movements(struct pk_shift_sums *out, struct pk_lot *lot, int64_t shift_id)
{
    struct query *q = query_on(lot->store, "SELECT coalesce(sum(amount) FILTER (WHERE kind = "
                                           "'drop'), 0), coalesce(sum(amount) FILTER (WHERE "
                                           "kind = 'paid_out'), 0), count(*) FILTER (WHERE "
                                           "kind = 'no_sale') FROM cash_movement "
                                           "WHERE shift_id = ?");
    query_int(q, shift_id);
    if (query_next(q)) {
        out->drops = column_int(q, 0);
        out->paid_outs = column_int(q, 1);
        out->no_sales = column_int(q, 2);
    }
    return query_end(q);
}

enum pk_status pk_shift_sum(struct pk_shift_sums *out, struct pk_lot *lot, int64_t shift_id)
{
    *out = (struct pk_shift_sums){0};
    enum pk_status status = sum_tenders(out, lot, shift_id);
    return status == PK_OK ? sum_movements(out, lot, shift_id) : status;
}

int64_t shift_expected(const struct pk_shift *shift, const struct pk_shift_sums *sums)
{
    return shift->opening_float + sums->by_method[PK_CASH] - sums->drops - sums->paid_outs;
}
