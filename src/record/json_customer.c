/*
 * Permits, sponsors' codes and watched plates as JSON. See parkade/json.h.
 */
#include <string.h>

#include "parkade/json.h"
#include "record/record.h"

/* "A B" as ["A","B"]. */
static json_t *words(const char *text)
{
    json_t *array = json_array();
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        json_array_append_new(array, json_stringn(text, length));
        text += length + (text[length] == ' ');
    }
    return array;
}

json_t *pk_json_permit(const struct pk_permit *permit)
{
    struct record r = record_begin();
    record_number(&r, "permit_id", permit->permit_id);
    record_text(&r, "holder", permit->holder);
    record_time(&r, "valid_from", permit->valid_from);
    record_time(&r, "valid_to", permit->valid_to);
    record_number(&r, "max_inside", permit->max_inside);
    record_number(&r, "inside", permit->inside);
    record_flag(&r, "is_active", permit->is_active);
    record_add(&r, "plates", words(permit->plates));
    return record_end(&r);
}

json_t *pk_json_validation(const struct pk_validation *validation, const char *currency)
{
    struct record r = record_begin();
    record_text(&r, "code", validation->code);
    record_text(&r, "sponsor", validation->sponsor);
    record_text(&r, "kind", pk_validation_kind_name(validation));
    record_number(&r, "value", validation->by_tariff ? PK_NONE : validation->value);
    record_text(&r, "currency", currency);
    record_time(&r, "valid_from", validation->valid_from);
    record_time(&r, "valid_to", validation->valid_to);
    record_number(&r, "per_day", validation->per_day);
    record_number(&r, "most", validation->most);
    record_number(&r, "given", validation->given);
    record_flag(&r, "is_active", validation->is_active);
    return record_end(&r);
}

json_t *pk_json_given(const struct pk_given *given, const char *currency)
{
    struct record r = record_begin();
    record_text(&r, "ticket_id", given->ticket_id);
    record_number(&r, "ticket_no", given->ticket_no);
    record_text(&r, "code", given->code);
    record_text(&r, "sponsor", given->sponsor);
    record_time(&r, "time", given->time);
    record_text(&r, "currency", currency);
    record_number(&r, "due", given->due);
    return record_end(&r);
}

json_t *pk_json_sponsor_day(const struct pk_sponsor_day *day, const char *currency)
{
    struct record r = record_begin();
    record_text(&r, "date", day->date);
    record_text(&r, "sponsor", day->sponsor);
    record_number(&r, "codes", day->codes);
    record_text(&r, "currency", currency);
    record_number(&r, "amount", day->amount);
    return record_end(&r);
}

json_t *pk_json_watch(const struct pk_watch *watch)
{
    struct record r = record_begin();
    record_text(&r, "registration_number", watch->registration_number);
    record_text(&r, "mark", pk_watch_mark_name(watch->mark));
    record_text(&r, "reason", watch->reason);
    record_time(&r, "added_at", watch->added_at);
    record_text(&r, "staff", watch->staff);
    return record_end(&r);
}
