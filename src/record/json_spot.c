/*
 * Spots and availability as JSON. See parkade/json.h.
 */
#include "parkade/json.h"
#include "record/record.h"

json_t *pk_json_spot(const struct pk_spot *spot)
{
    bool is_taken = spot->ticket_no != 0;
    struct record r = record_begin();
    record_number(&r, "spot_id", spot->spot_id);
    record_flag(&r, "is_available", spot->is_available);
    record_text(&r, "label", spot->label);
    record_text(&r, "level", spot->level);
    record_text(&r, "zone", spot->zone);
    record_text(&r, "kind", pk_spot_kind_name(spot->kind));
    record_number(&r, "rank", spot->rank);
    record_number(&r, "row", spot->row);
    record_number(&r, "column", spot->column);
    record_flag(&r, "in_service", spot->in_service);
    record_text(&r, "closed_reason", spot->closed_reason);
    record_count(&r, "ticket_no", spot->ticket_no);
    record_time(&r, "entry_time", is_taken ? spot->entry_time : PK_NONE);
    record_text(&r, "state", is_taken ? pk_ticket_state_name(spot->state) : "");
    record_text(&r, "registration_number", spot->registration_number);
    return record_end(&r);
}

static void add_counts(struct record *r, const struct pk_spot_counts *counts)
{
    record_number(r, "total", counts->total);
    record_number(r, "free", counts->free);
    record_number(r, "occupied", counts->occupied);
    record_number(r, "out_of_service", counts->out_of_service);
}

static json_t *counts_record(const struct pk_spot_counts *counts)
{
    struct record r = record_begin();
    add_counts(&r, counts);
    return record_end(&r);
}

json_t *pk_json_availability(const struct pk_availability *availability)
{
    struct record kinds = record_begin();
    for (int kind = 0; kind < PK_SPOT_KIND_COUNT; kind++)
        record_add(&kinds, pk_spot_kind_name((enum pk_spot_kind)kind),
                   counts_record(&availability->by_kind[kind]));
    struct record levels = record_begin();
    for (size_t i = 0; i < availability->level_count; i++)
        record_add(&levels, availability->by_level[i].level,
                   counts_record(&availability->by_level[i].counts));

    struct record r = record_begin();
    record_flag(&r, "is_available", availability->is_available);
    record_text(&r, "state", availability->state);
    add_counts(&r, &availability->all);
    record_number(&r, "reserved", availability->reserved);
    record_add(&r, "by_kind", record_end(&kinds));
    record_add(&r, "by_level", record_end(&levels));
    return record_end(&r);
}
