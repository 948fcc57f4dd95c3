/*
 * Prices, quotes and tenders as JSON. See parkade/json.h.
 */
#include "parkade/json.h"
#include "record/record.h"

static json_t *line_record(const struct pk_line *line)
{
    struct record r = record_begin();
    record_text(&r, "what", line->what);
    record_time(&r, "from", line->from);
    record_time(&r, "to", line->to);
    record_number(&r, "units", line->units);
    record_number(&r, "amount", line->amount);
    return record_end(&r);
}

static json_t *line_records(const struct pk_price *price)
{
    json_t *lines = json_array();
    for (size_t i = 0; i < price->line_count; i++) {
        if (json_array_append_new(lines, line_record(&price->lines[i])) != 0) {
            json_decref(lines);
            return NULL;
        }
    }
    return lines;
}

json_t *pk_json_price(const struct pk_price *price)
{
    struct record r = record_begin();
    record_number(&r, "amount", price->total);
    record_text(&r, "currency", price->currency);
    record_add(&r, "lines", line_records(price));
    record_time(&r, "rises_at", price->rises_at);
    record_time(&r, "falls_at", price->falls_at);
    return record_end(&r);
}

json_t *pk_json_quote(const struct pk_quote *quote)
{
    struct record r = record_begin();
    record_text(&r, "ticket_id", quote->ticket_id);
    record_time(&r, "at", quote->at);
    record_text(&r, "currency", quote->price.currency);
    record_add(&r, "lines", line_records(&quote->price));
    record_number(&r, "total", quote->price.total);
    record_number(&r, "paid", quote->paid);
    record_number(&r, "due", quote->due);
    record_time(&r, "rises_at", quote->price.rises_at);
    record_time(&r, "falls_at", quote->price.falls_at);
    record_number(&r, "tariff_version", quote->tariff_version);
    return record_end(&r);
}

json_t *pk_json_tender(const struct pk_tender *tender)
{
    struct record r = record_begin();
    record_text(&r, "payment_id", tender->payment_id);
    record_text(&r, "ticket_id", tender->ticket_id);
    record_text(&r, "currency", tender->currency);
    record_number(&r, "amount", tender->amount);
    record_number(&r, "tendered", tender->tendered);
    record_number(&r, "change", tender->change);
    record_time(&r, "payment_time", tender->payment_time);
    record_flag(&r, "is_paid", tender->is_paid);
    record_time(&r, "expires_at", tender->expires_at);
    record_text(&r, "method", pk_method_name(tender->method));
    record_text(&r, "station", tender->station);
    record_number(&r, "receipt_no", tender->receipt_no);
    record_number(&r, "due", tender->due);
    return record_end(&r);
}
