/*
 * What does not agree on a walk. A sight remembers which tickets there were for its spot and its
 * plate at that moment; it is a finding as long as those tickets still say the same.
 */
#include <strings.h>

#include "base/error.h"
#include "parkade/registration.h"
#include "parkade/text.h"
#include "walk/walk.h"

/* A ticket of a spot on which its vehicle was not seen. One that was seen on another is moved. */
#define GHOSTS                                                                                     \
    "SELECT 0 AS kind, s.spot_id AS spot_id, v.registration_number AS plate, "                     \
    "t.ticket_id AS ticket_id, t.ticket_no AS ticket_no, t.spot_id AS ticket_spot, s.seen_at "     \
    "AS seen_at FROM walk_sight s CROSS JOIN parking_ticket t ON t.ticket_id = s.spot_ticket "     \
    "CROSS JOIN vehicle v ON v.vehicle_id = t.vehicle_id WHERE s.walk_id = ?1 "                    \
    "AND t.exit_time IS NULL AND t.spot_id = s.spot_id "                                           \
    "AND v.registration_number IS NOT s.registration_number AND NOT EXISTS (SELECT 1 "             \
    "FROM walk_sight o WHERE o.walk_id = ?1 AND o.registration_number = v.registration_number)"

/* A plate that had no ticket, and has had none since. */
#define STRANGERS                                                                                  \
    "SELECT 1, s.spot_id, s.registration_number, NULL, NULL, NULL, s.seen_at FROM walk_sight s "   \
    "WHERE s.walk_id = ?1 AND s.registration_number IS NOT NULL AND s.plate_ticket IS NULL "       \
    "AND NOT EXISTS (SELECT 1 FROM vehicle v CROSS JOIN parking_ticket t "                         \
    "ON t.vehicle_id = v.vehicle_id WHERE v.registration_number = s.registration_number "          \
    "AND (t.exit_time IS NULL OR t.exit_time >= s.seen_at))"

/* A plate whose ticket was, and still is, on another spot. */
#define MOVED                                                                                      \
    "SELECT 2, s.spot_id, s.registration_number, t.ticket_id, t.ticket_no, t.spot_id, s.seen_at "  \
    "FROM walk_sight s CROSS JOIN parking_ticket t ON t.ticket_id = s.plate_ticket "               \
    "CROSS JOIN vehicle v ON v.vehicle_id = t.vehicle_id WHERE s.walk_id = ?1 "                    \
    "AND s.plate_spot <> s.spot_id AND t.exit_time IS NULL AND t.spot_id = s.plate_spot "          \
    "AND v.registration_number = s.registration_number"

#define OPEN                                                                                       \
    "SELECT f.kind, p.label, f.plate, f.ticket_id, f.ticket_no, q.label, f.seen_at "               \
    "FROM (" GHOSTS " UNION ALL " STRANGERS " UNION ALL " MOVED ") f "                             \
    "CROSS JOIN parking_spot p ON p.spot_id = f.spot_id "                                          \
    "LEFT JOIN parking_spot q ON q.spot_id = f.ticket_spot "                                       \
    "WHERE NOT EXISTS (SELECT 1 FROM walk_settlement x WHERE x.walk_id = ?1 "                      \
    "AND x.spot_id = f.spot_id AND x.kind = CASE f.kind WHEN 0 THEN 'ghost' "                      \
    "WHEN 1 THEN 'stranger' ELSE 'moved' END) "

static void read_finding(struct query *q, struct pk_walk_finding *finding)
{
    *finding = (struct pk_walk_finding){.kind = (enum pk_walk_kind)column_int(q, 0)};
    column_text(q, 1, finding->spot, sizeof finding->spot);
    column_text(q, 2, finding->registration_number, sizeof finding->registration_number);
    column_text(q, 3, finding->ticket_id, sizeof finding->ticket_id);
    finding->ticket_no = column_int(q, 4);
    column_text(q, 5, finding->ticket_spot, sizeof finding->ticket_spot);
    finding->seen_at = column_int(q, 6);
}

enum pk_status walk_each_open(struct pk_lot *lot, int64_t walk_id, walk_visit visit, void *context)
{
    struct pk_walk_finding finding;
    enum pk_status status = PK_OK;
    struct query *q =
        query_on(lot->store, OPEN "ORDER BY f.kind, p.level, p.grid_row, p.grid_column, p.label");
    query_int(q, walk_id);
    while (status == PK_OK && query_next(q)) {
        read_finding(q, &finding);
        status = visit(&finding, context);
    }
    enum pk_status ended = query_end(q);
    return status == PK_OK ? ended : status;
}

struct search {
    enum pk_walk_kind kind;
    const char *label;
    struct pk_walk_finding *out;
    bool is_found;
};

static enum pk_status compare(const struct pk_walk_finding *finding, void *context)
{
    struct search *search = context;
    if (finding->kind == search->kind && strcasecmp(finding->spot, search->label) == 0) {
        *search->out = *finding;
        search->is_found = true;
    }
    return PK_OK;
}

enum pk_status walk_find_open(struct pk_walk_finding *out, struct pk_lot *lot, int64_t walk_id,
                              enum pk_walk_kind kind, const char *label)
{
    struct search search = {.kind = kind, .label = label, .out = out};
    enum pk_status status = walk_each_open(lot, walk_id, compare, &search);
    if (status != PK_OK || search.is_found)
        return status;
    return pk_fail(PK_USAGE, _("There is no %s to settle at %s."), pk_walk_kind_name(kind), label);
}

/* ---- the lists ---- */

struct list {
    struct pk_walk_finding *out;
    size_t capacity, *count;
};

static enum pk_status add(const struct pk_walk_finding *finding, void *context)
{
    struct list *list = context;
    if (*list->count < list->capacity)
        list->out[(*list->count)++] = *finding;
    return PK_OK;
}

/* A plate that was misread looks like one that is inside. */
static enum pk_status hint(struct pk_walk_finding *finding, struct pk_lot *lot)
{
    char folded[PK_REGISTRATION_SIZE];
    if (finding->kind != PK_STRANGER)
        return PK_OK;
    pk_registration_fold(folded, finding->registration_number);
    struct query *q =
        query_on(lot->store, "SELECT v.registration_number, t.ticket_no, s.label FROM vehicle v "
                             "CROSS JOIN parking_ticket t ON t.vehicle_id = v.vehicle_id "
                             "CROSS JOIN parking_spot s ON s.spot_id = t.spot_id "
                             "WHERE v.registration_folded = ?1 AND v.registration_number <> ?2 "
                             "AND t.exit_time IS NULL LIMIT 1");
    query_text(q, folded);
    query_text(q, finding->registration_number);
    if (query_next(q)) {
        column_text(q, 0, finding->like, sizeof finding->like);
        finding->like_no = column_int(q, 1);
        column_text(q, 2, finding->like_spot, sizeof finding->like_spot);
    }
    return query_end(q);
}

static enum pk_walk_how how_from_name(const char *name)
{
    int how = PK_WALK_HOW_COUNT - 1;
    while (how > 0 && strcasecmp(pk_walk_how_name((enum pk_walk_how)how), name) != 0)
        how--;
    return (enum pk_walk_how)how;
}

static enum pk_status add_settled(struct list *list, struct pk_lot *lot, int64_t walk_id)
{
    struct query *q = query_on(
        lot->store,
        "SELECT CASE x.kind WHEN 'ghost' THEN 0 WHEN 'stranger' THEN 1 ELSE 2 END, p.label, "
        "coalesce(v.registration_number, s.registration_number), t.ticket_id, x.ticket_no, "
        "q.label, s.seen_at, x.how, x.reason, x.staff FROM walk_settlement x "
        "CROSS JOIN parking_spot p ON p.spot_id = x.spot_id "
        "LEFT JOIN walk_sight s ON s.walk_id = x.walk_id AND s.spot_id = x.spot_id "
        "LEFT JOIN parking_ticket t ON t.ticket_no = x.ticket_no "
        "LEFT JOIN vehicle v ON v.vehicle_id = t.vehicle_id "
        "LEFT JOIN parking_spot q ON q.spot_id = t.spot_id "
        "WHERE x.walk_id = ? ORDER BY 1, p.level, p.grid_row, p.grid_column, p.label");
    query_int(q, walk_id);
    while (*list->count < list->capacity && query_next(q)) {
        struct pk_walk_finding *finding = &list->out[(*list->count)++];
        read_finding(q, finding);
        finding->how = how_from_name(column_peek(q, 7));
        column_text(q, 8, finding->reason, sizeof finding->reason);
        column_text(q, 9, finding->settled_by, sizeof finding->settled_by);
    }
    return query_end(q);
}

struct reading {
    struct pk_lot *lot;
    int64_t walk_id;
    struct list list;
};

static enum pk_status read_all(void *context)
{
    struct reading *reading = context;
    struct pk_walk walk;
    enum pk_status status = pk_walk_get(&walk, reading->lot, reading->walk_id);
    if (status == PK_OK && walk.ended_at == PK_NONE)
        status = walk_each_open(reading->lot, walk.walk_id, add, &reading->list);
    for (size_t i = 0; status == PK_OK && i < *reading->list.count; i++)
        status = hint(&reading->list.out[i], reading->lot);
    return status == PK_OK ? add_settled(&reading->list, reading->lot, walk.walk_id) : status;
}

enum pk_status pk_walk_findings(struct pk_walk_finding *out, size_t capacity, size_t *count,
                                struct pk_lot *lot, int64_t walk_id)
{
    *count = 0;
    return store_read(lot->store, read_all,
                      &(struct reading){lot, walk_id, {out, capacity, count}});
}

/* ---- of one spot ---- */

struct here {
    struct list list;
    const char *label;
};

static enum pk_status add_here(const struct pk_walk_finding *finding, void *context)
{
    struct here *here = context;
    return strcasecmp(finding->spot, here->label) == 0 ? add(finding, &here->list) : PK_OK;
}

struct place {
    struct pk_lot *lot;
    struct here here;
};

static enum pk_status read_here(void *context)
{
    struct place *place = context;
    struct pk_walk walk;
    struct list *list = &place->here.list;
    enum pk_status status = walk_get_open(&walk, place->lot);
    if (status == PK_OK)
        status = walk_each_open(place->lot, walk.walk_id, add_here, &place->here);
    for (size_t i = 0; status == PK_OK && i < *list->count; i++)
        status = hint(&list->out[i], place->lot);
    return status;
}

enum pk_status pk_walk_findings_at(struct pk_walk_finding out[static PK_WALK_KIND_COUNT],
                                   size_t *count, struct pk_lot *lot, const char *spot)
{
    struct place place = {lot, {{out, PK_WALK_KIND_COUNT, count}, spot}};
    *count = 0;
    return store_read(lot->store, read_here, &place);
}
