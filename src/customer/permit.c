/*
 * Permits, read: one, all of them, and the one for a vehicle that comes. Changing them is
 * permit_change.c.
 */
#include "base/error.h"
#include "customer/customer.h"
#include "parkade/registration.h"
#include "parkade/text.h"

#define PERMIT_COLUMNS                                                                             \
    "SELECT p.permit_id, p.holder, p.valid_from, p.valid_to, p.max_inside, p.is_active, "          \
    "(SELECT count(*) FROM parking_ticket t WHERE t.permit_id = p.permit_id "                      \
    "AND t.exit_time IS NULL) AS inside, "                                                         \
    "(SELECT group_concat(registration_number, ' ') FROM "                                         \
    "(SELECT registration_number FROM permit_plate l WHERE l.permit_id = p.permit_id "             \
    "ORDER BY registration_number)) FROM permit p "

static void read_permit(struct query *q, struct pk_permit *permit)
{
    *permit = (struct pk_permit){0};
    permit->permit_id = column_int(q, 0);
    column_text(q, 1, permit->holder, sizeof permit->holder);
    permit->valid_from = column_int(q, 2);
    permit->valid_to = column_int(q, 3);
    permit->max_inside = column_int(q, 4);
    permit->is_active = column_bool(q, 5);
    permit->inside = column_int(q, 6);
    column_text(q, 7, permit->plates, sizeof permit->plates);
}

enum pk_status pk_permit_get(struct pk_permit *out, struct pk_lot *lot, int64_t permit_id)
{
    struct query *q = query_on(lot->store, PERMIT_COLUMNS "WHERE p.permit_id = ?");
    query_int(q, permit_id);
    bool is_found = query_next(q);
    if (is_found)
        read_permit(q, out);
    enum pk_status status = query_end(q);
    if (status == PK_OK && !is_found)
        return pk_fail(PK_USAGE, _("There is no permit %lld; see parkade permit list."),
                       (long long)permit_id);
    return status;
}

enum pk_status pk_permit_each(struct pk_lot *lot, pk_permit_heard *heard, void *context)
{
    struct pk_permit permit;
    struct query *q = query_on(lot->store, PERMIT_COLUMNS "ORDER BY p.permit_id");
    while (query_next(q)) {
        read_permit(q, &permit);
        if (!heard(&permit, context))
            break;
    }
    return query_end(q);
}

enum pk_status pk_permit_find(struct pk_permit *out, struct pk_lot *lot, const char *registration,
                              int64_t at)
{
    char canonical[PK_REGISTRATION_SIZE];
    *out = (struct pk_permit){.permit_id = 0};
    enum pk_status status = pk_registration_canonical(canonical, registration);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(lot->store, PERMIT_COLUMNS
                               "JOIN permit_plate own ON own.permit_id = p.permit_id "
                               "WHERE own.registration_number = ?1 AND p.is_active = 1 "
                               "AND p.valid_from <= ?2 AND p.valid_to > ?2 "
                               "ORDER BY p.max_inside > inside DESC, p.valid_to DESC, "
                               "p.permit_id LIMIT 1");
    query_text(q, canonical);
    query_int(q, at);
    if (query_next(q))
        read_permit(q, out);
    return query_end(q);
}

enum pk_status permit_find(struct permit_found *out, struct pk_lot *lot, const char *canonical,
                           int64_t entry, const char *ticket_id)
{
    *out = (struct permit_found){.valid_to = PK_NONE};
    struct query *q = query_on(
        lot->store, "SELECT p.permit_id, p.valid_to FROM permit_plate l "
                    "JOIN permit p ON p.permit_id = l.permit_id "
                    "WHERE l.registration_number = ?1 AND p.is_active = 1 "
                    "AND p.valid_from <= ?2 AND p.valid_to > ?2 AND p.max_inside > "
                    "(SELECT count(*) FROM parking_ticket t WHERE t.permit_id = p.permit_id "
                    "AND t.exit_time IS NULL AND t.ticket_id IS NOT ?3) "
                    "ORDER BY p.valid_to DESC, p.permit_id LIMIT 1");
    query_text(q, canonical);
    query_int(q, entry);
    query_text(q, ticket_id);
    if (query_next(q))
        *out = (struct permit_found){column_int(q, 0), column_int(q, 1)};
    return query_end(q);
}
