/*
 * What was seen on a walk, read back: which spots are done, by whom.
 */
#include "walk/walk.h"

#define SIGHTS                                                                                     \
    "SELECT s.spot_id, p.label, s.registration_number, s.seen_at, s.staff FROM walk_sight s "      \
    "CROSS JOIN parking_spot p ON p.spot_id = s.spot_id "

static void read_sight(struct query *q, struct pk_walk_sight *sight)
{
    sight->spot_id = column_int(q, 0);
    column_text(q, 1, sight->spot, sizeof sight->spot);
    column_text(q, 2, sight->registration_number, sizeof sight->registration_number);
    sight->seen_at = column_int(q, 3);
    column_text(q, 4, sight->seen_by, sizeof sight->seen_by);
}

enum pk_status pk_walk_sight(struct pk_walk_sight *out, struct pk_lot *lot, int64_t walk_id,
                             int64_t spot_id)
{
    struct query *q = query_on(lot->store, SIGHTS "WHERE s.walk_id = ? AND s.spot_id = ?");
    *out = (struct pk_walk_sight){.spot_id = spot_id, .seen_at = PK_NONE};
    query_int(q, walk_id);
    query_int(q, spot_id);
    if (query_next(q))
        read_sight(q, out);
    return query_end(q);
}

enum pk_status pk_walk_each_sight(struct pk_lot *lot, int64_t walk_id, int64_t since,
                                  pk_sight_visit visit, void *context)
{
    struct pk_walk_sight sight;
    bool goes_on = true;
    struct query *q =
        query_on(lot->store, SIGHTS "WHERE s.walk_id = ? AND s.seen_at >= ? ORDER BY s.seen_at");
    query_int(q, walk_id);
    query_int(q, since);
    while (goes_on && query_next(q)) {
        read_sight(q, &sight);
        goes_on = visit(&sight, context);
    }
    return query_end(q);
}
