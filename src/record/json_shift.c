/*
 * Shifts, what moved through a drawer and how it was counted, as JSON. (Reports of shifts are JSON
 * from the beginning: src/shift/report.c.)
 */
#include "parkade/json.h"
#include "record/record.h"

json_t *pk_json_shift(const struct pk_shift *shift)
{
    struct record r = record_begin();
    record_number(&r, "shift_id", shift->shift_id);
    record_text(&r, "staff", shift->staff);
    record_text(&r, "station", shift->station);
    record_text(&r, "business_date", shift->business_date);
    record_time(&r, "opened_at", shift->opened_at);
    record_number(&r, "opening_float", shift->opening_float);
    record_time(&r, "closed_at", shift->closed_at);
    record_text(&r, "closed_by", shift->closed_by);
    record_number(&r, "expected", shift->expected);
    record_number(&r, "counted", shift->counted);
    record_number(&r, "over_short", shift->over_short);
    record_flag(&r, "is_reconciled", shift->is_reconciled);
    record_text(&r, "currency", shift->currency);
    return record_end(&r);
}

json_t *pk_json_cash_movement(const struct pk_cash_movement *movement)
{
    struct record r = record_begin();
    record_number(&r, "movement_id", movement->movement_id);
    record_number(&r, "shift_id", movement->shift_id);
    record_text(&r, "kind", movement->kind);
    record_number(&r, "amount", movement->amount);
    record_text(&r, "currency", movement->currency);
    record_text(&r, "bag_no", movement->bag_no);
    record_text(&r, "reason", movement->reason);
    record_time(&r, "time", movement->time);
    return record_end(&r);
}

json_t *pk_json_cash_count(const struct pk_cash_count *count)
{
    struct record r = record_begin();
    record_number(&r, "count_id", count->count_id);
    record_number(&r, "shift_id", count->shift_id);
    record_text(&r, "kind", count->kind);
    record_number(&r, "total", count->total);
    record_text(&r, "currency", count->currency);
    record_time(&r, "time", count->time);
    record_text(&r, "staff", count->staff);
    return record_end(&r);
}
