/*
 * Walks and their findings as JSON. See parkade/json.h.
 */
#include "parkade/json.h"
#include "record/record.h"

json_t *pk_json_walk(const struct pk_walk *walk)
{
    struct record r = record_begin();
    record_number(&r, "walk_id", walk->walk_id);
    record_time(&r, "begun_at", walk->begun_at);
    record_text(&r, "begun_by", walk->begun_by);
    record_time(&r, "ended_at", walk->ended_at);
    record_text(&r, "ended_by", walk->ended_by);
    record_text(&r, "end_reason", walk->end_reason);
    record_number(&r, "spots", walk->spots);
    record_number(&r, "seen", walk->seen);
    record_number(&r, "ghosts", walk->findings[PK_GHOST]);
    record_number(&r, "strangers", walk->findings[PK_STRANGER]);
    record_number(&r, "moved", walk->findings[PK_MOVED]);
    record_number(&r, "settled", walk->settled);
    return record_end(&r);
}

json_t *pk_json_walk_finding(const struct pk_walk_finding *finding)
{
    struct record r = record_begin();
    record_text(&r, "kind", pk_walk_kind_name(finding->kind));
    record_text(&r, "spot", finding->spot);
    record_text(&r, "registration_number", finding->registration_number);
    record_text(&r, "ticket_id", finding->ticket_id);
    record_count(&r, "ticket_no", finding->ticket_no);
    record_text(&r, "ticket_spot", finding->ticket_spot);
    record_time(&r, "seen_at", finding->seen_at);
    record_text(&r, "like", finding->like);
    record_count(&r, "like_no", finding->like_no);
    record_text(&r, "like_spot", finding->like_spot);
    record_text(&r, "how", pk_walk_how_name(finding->how));
    record_text(&r, "reason", finding->reason);
    record_text(&r, "settled_by", finding->settled_by);
    return record_end(&r);
}
