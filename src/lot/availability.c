/*
 * Availability, read from the counts that the schema keeps: the cost does not grow with the lot.
 */
#include <string.h>

#include "base/error.h"
#include "lot/handle.h"
#include "lot/spot.h"
#include "parkade/text.h"

static void add(struct pk_spot_counts *sum, const struct pk_spot_counts *counts)
{
    sum->total += counts->total;
    sum->free += counts->free;
    sum->occupied += counts->occupied;
    sum->out_of_service += counts->out_of_service;
}

/* The place of LEVEL in the answer; rows come in the order of the levels. */
static struct pk_level_counts *level_place(struct pk_availability *out, const char *level)
{
    size_t count = out->level_count;
    if (count > 0 && strcmp(out->by_level[count - 1].level, level) == 0)
        return &out->by_level[count - 1];
    if (count == PK_LEVELS_MAX ||
        !pk_copy(out->by_level[count].level, sizeof out->by_level[count].level, level))
        return NULL;
    out->level_count++;
    return &out->by_level[count];
}

static enum pk_status add_row(struct pk_availability *out, struct query *q)
{
    enum pk_spot_kind kind;
    struct pk_spot_counts counts = {
        .total = column_int(q, 2), .free = column_int(q, 3), .occupied = column_int(q, 4)};
    counts.out_of_service = counts.total - counts.free - counts.occupied;
    struct pk_level_counts *level = level_place(out, column_peek(q, 0));
    if (!level || !pk_spot_kind_from_name(&kind, column_peek(q, 1)))
        return pk_fail(PK_CORRUPT, _("The counts of the lot are damaged; run parkade check."));
    add(&out->all, &counts);
    add(&out->by_kind[kind], &counts);
    add(&level->counts, &counts);
    return PK_OK;
}

static enum pk_status check_level(struct pk_lot *lot, const char *level)
{
    struct query *q = query_on(lot->store, "SELECT 1 FROM level WHERE name = ?");
    query_text(q, level);
    bool is_known = query_next(q);
    enum pk_status status = query_end(q);
    if (status == PK_OK && !is_known)
        return pk_fail(PK_USAGE, _("There is no level %s."), level);
    return status;
}

/* What is kept for permits is kept in the whole lot, whatever part of it was asked about. */
static enum pk_status decide_state(struct pk_availability *out, struct pk_lot *lot)
{
    int64_t is_closed = 0;
    bool is_public = true;
    enum pk_status status = setting_number(&is_closed, lot, SETTING_CLOSED);
    if (status == PK_OK)
        status = reserve_left(&out->reserved, lot);
    if (status == PK_OK && out->reserved > 0)
        status = reserve_is_public(&is_public, lot, out->reserved);
    bool has_room = is_public && out->all.free > 0;
    out->state = is_closed ? "closed" : has_room ? "open" : "full";
    out->is_available = !is_closed && has_room;
    return status;
}

enum pk_status pk_availability(struct pk_availability *out, struct pk_lot *lot,
                               const enum pk_spot_kind *kind, const char *level)
{
    enum pk_status status = level ? check_level(lot, level) : PK_OK;
    if (kind && pk_spot_kind_name(*kind)[0] == '\0')
        status = pk_fail(PK_USAGE, _("There is no such kind of spot."));
    if (status != PK_OK)
        return status;
    *out = (struct pk_availability){.state = "open"};
    struct query *q =
        query_on(lot->store, "SELECT c.level, c.kind, c.total, c.free, c.occupied FROM level l "
                             "JOIN spot_count c ON c.level = l.name "
                             "WHERE (?1 IS NULL OR c.kind = ?1) AND (?2 IS NULL OR c.level = ?2) "
                             "ORDER BY l.position");
    query_text(q, kind ? pk_spot_kind_name(*kind) : NULL);
    query_text(q, level);
    while (status == PK_OK && query_next(q))
        status = add_row(out, q);
    enum pk_status ended = query_end(q);
    if (status == PK_OK)
        status = ended;
    return status == PK_OK ? decide_state(out, lot) : status;
}
