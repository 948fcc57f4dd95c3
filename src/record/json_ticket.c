/*
 * Tickets and moments as JSON. See parkade/json.h.
 */
#include "parkade/json.h"
#include "parkade/zone.h"
#include "record/record.h"

json_t *pk_json_time(int64_t at)
{
    if (at == PK_NONE)
        return json_null();
    char text[PK_TIME_SIZE];
    pk_time_format_utc(text, at);
    return json_string(text);
}

static const char *found_by(const struct pk_ticket *ticket)
{
    return ticket->found_by < 0 ? "" : pk_found_by_name((enum pk_found_by)ticket->found_by);
}

json_t *pk_json_ticket(const struct pk_ticket *ticket, const char *currency)
{
    struct record r = record_begin();
    record_text(&r, "ticket_id", ticket->ticket_id);
    record_number(&r, "ticket_no", ticket->ticket_no);
    record_number(&r, "vehicle_id", ticket->vehicle_id);
    record_text(&r, "registration_number", ticket->registration_number);
    record_number(&r, "spot_id", ticket->spot_id);
    record_text(&r, "spot", ticket->spot);
    record_time(&r, "entry_time", ticket->entry_time);
    record_time(&r, "exit_time", ticket->exit_time);
    record_time(&r, "expires_at", ticket->expires_at);
    record_flag(&r, "is_paid", ticket->is_paid);
    record_text(&r, "state", pk_ticket_state_name(ticket->state));
    record_text(&r, "registration_typed", ticket->registration_typed);
    record_text(&r, "vehicle_class", pk_vehicle_class_name(ticket->vehicle_class));
    record_text(&r, "currency", currency);
    record_number(&r, "paid", ticket->paid);
    record_number(&r, "owed", ticket->owed);
    record_text(&r, "replaces", ticket->replaces);
    record_text(&r, "found_by", found_by(ticket));
    record_text(&r, "ended_station", ticket->ended_station);
    record_text(&r, "reason", ticket->reason);
    record_flag(&r, "is_late_entry", ticket->is_late_entry);
    record_flag(&r, "is_lost", ticket->is_lost);
    record_count(&r, "permit_id", ticket->permit_id);
    record_text(&r, "alert", ticket->alert);
    return record_end(&r);
}
