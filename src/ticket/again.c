/*
 * Asking again. A script that lost the answer repeats the whole command with its request id; by
 * then the plate may be outside and the spot free, so the text alone no longer names the ticket.
 */
#include <string.h>
#include <strings.h>

#include "parkade/registration.h"
#include "parkade/uuid.h"
#include "ticket/row.h"

/* What a request was about, as its answer tells. */
struct asked {
    char kind[32];
    char ticket_id[PK_UUID_SIZE];
    bool is_known;
};

/* A replacement was asked for by the ticket that it replaced. */
static enum pk_status find_request(struct asked *asked, struct pk_lot *lot, const char *request_id)
{
    *asked = (struct asked){.is_known = false};
    struct query *q = query_on(
        lot->store, "SELECT kind, CASE kind WHEN 'replace' THEN json_extract(answer, '$.replaces') "
                    "ELSE json_extract(answer, '$.ticket_id') END FROM request "
                    "WHERE request_id = ?");
    query_text(q, request_id);
    if (query_next(q) && !column_is_null(q, 1)) {
        column_text(q, 0, asked->kind, sizeof asked->kind);
        column_text(q, 1, asked->ticket_id, sizeof asked->ticket_id);
        asked->is_known = true;
    }
    return query_end(q);
}

/* Whether TEXT named TICKET when the request was first made. What the act itself changed (the
 * plate of an amended ticket, the spot of a moved one) cannot be compared any more. */
static bool named(const struct pk_ticket *ticket, const struct asked *asked, const char *text)
{
    static const char plate[] = "plate:";
    char canonical[PK_REGISTRATION_SIZE];
    if (text[0] == '@')
        return strcmp(asked->kind, "move") == 0 || strcasecmp(ticket->spot, text + 1) == 0;
    if (strcmp(asked->kind, "amend") == 0)
        return true;
    if (strncmp(text, plate, sizeof plate - 1) == 0)
        text += sizeof plate - 1;
    return pk_registration_canonical(canonical, text) == PK_OK &&
           strcmp(canonical, ticket->registration_number) == 0;
}

enum pk_status pk_ticket_resolve_again(struct pk_ticket *out, enum pk_found_by *found_by,
                                       struct pk_lot *lot, const char *text, const char *request_id)
{
    struct asked asked = {.is_known = false};
    struct pk_ticket before;
    char id[PK_UUID_SIZE], uuid[PK_UUID_SIZE];
    enum pk_status status = PK_OK;
    bool is_by_sight = !pk_uuid_parse(uuid, text) && text[strspn(text, "#0123456789")] != '\0';
    if (is_by_sight && request_id && pk_uuid_parse(id, request_id))
        status = find_request(&asked, lot, id);
    if (status == PK_OK && asked.is_known)
        status = pk_ticket_get(&before, lot, asked.ticket_id);
    if (status != PK_OK)
        return status;
    if (!asked.is_known || !named(&before, &asked, text))
        return pk_ticket_resolve(out, found_by, lot, text);
    *out = before;
    if (found_by)
        *found_by = text[0] == '@' ? PK_FOUND_BY_SPOT : PK_FOUND_BY_PLATE;
    return PK_OK;
}
