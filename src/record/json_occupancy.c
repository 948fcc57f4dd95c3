/*
 * Occupancy as JSON. See parkade/json.h.
 */
#include "parkade/json.h"
#include "record/record.h"

json_t *pk_json_occupancy_hour(const struct pk_occupancy_hour *hour, int number)
{
    struct record r = record_begin();
    record_number(&r, "hour", number);
    record_number(&r, "arrivals", hour->is.arrivals);
    record_number(&r, "departures", hour->is.departures);
    record_number(&r, "inside", hour->is.inside);
    record_number(&r, "usual_arrivals", hour->usual.arrivals);
    record_number(&r, "usual_departures", hour->usual.departures);
    record_number(&r, "usual_inside", hour->usual.inside);
    return record_end(&r);
}

json_t *pk_json_occupancy_part(const struct pk_occupancy_part *part)
{
    struct record r = record_begin();
    record_text(&r, "name", part->name);
    record_number(&r, "spots", part->spots);
    record_number(&r, "inside", part->inside);
    record_number(&r, "arrivals", part->arrivals);
    record_number(&r, "departures", part->departures);
    record_number(&r, "exited", part->exited);
    record_number(&r, "average_stay", part->average_stay);
    return record_end(&r);
}
