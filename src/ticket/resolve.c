/*
 * Which ticket a text names: a UUID, a number, a spot or a plate.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "parkade/registration.h"
#include "parkade/spot.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "ticket/row.h"

static bool is_number(const char *text)
{
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
}

static enum pk_status by_number(struct pk_ticket *out, struct pk_lot *lot, const char *digits)
{
    enum pk_status status;
    int64_t number = strlen(digits) <= 18 ? strtoll(digits, NULL, 10) : 0;
    struct query *q = query_on(lot->store, TICKET_COLUMNS "WHERE t.ticket_no = ?");
    query_int(q, number);
    if (ticket_take(out, lot, q, &status) || status != PK_OK)
        return status;
    return pk_fail(PK_TICKET_UNKNOWN,
                   _("There is no ticket #%s. (A plate of digits only: plate:%s.)"), digits,
                   digits);
}

static enum pk_status by_spot(struct pk_ticket *out, struct pk_lot *lot, const char *label)
{
    struct pk_spot spot;
    enum pk_status status = pk_spot_find(&spot, lot, label);
    if (status != PK_OK)
        return status;
    struct query *q =
        query_on(lot->store, TICKET_COLUMNS "WHERE t.spot_id = ? AND t.exit_time IS NULL");
    query_int(q, spot.spot_id);
    if (ticket_take(out, lot, q, &status) || status != PK_OK)
        return status;
    return pk_fail(PK_TICKET_UNKNOWN, _("Nobody is parked on %s."), spot.label);
}

static enum pk_status by_plate(struct pk_ticket *out, struct pk_lot *lot, const char *text)
{
    char canonical[PK_REGISTRATION_SIZE];
    if (pk_registration_canonical(canonical, text) != PK_OK)
        return pk_fail(PK_TICKET_UNKNOWN, _("'%s' names no ticket."), text);
    enum pk_status status = ticket_of_plate(out, lot, canonical);
    if (status == PK_TICKET_UNKNOWN)
        return pk_fail(status, _("No vehicle %s is inside."), canonical);
    return status;
}

enum pk_status pk_ticket_resolve(struct pk_ticket *out, enum pk_found_by *found_by,
                                 struct pk_lot *lot, const char *text)
{
    static const char plate[] = "plate:";
    char ticket_id[PK_UUID_SIZE];
    enum pk_found_by ignored;
    if (!found_by)
        found_by = &ignored;

    if (pk_uuid_parse(ticket_id, text)) {
        *found_by = PK_FOUND_BY_SCAN;
        return pk_ticket_get(out, lot, ticket_id);
    }
    if (is_number(text) || (text[0] == '#' && is_number(text + 1))) {
        *found_by = PK_FOUND_BY_NUMBER;
        return by_number(out, lot, text + (text[0] == '#'));
    }
    if (text[0] == '@') {
        *found_by = PK_FOUND_BY_SPOT;
        return by_spot(out, lot, text + 1);
    }
    *found_by = PK_FOUND_BY_PLATE;
    bool has_prefix = strncmp(text, plate, sizeof plate - 1) == 0;
    return by_plate(out, lot, has_prefix ? text + sizeof plate - 1 : text);
}
