/*
 * Requests that only look: availability, a ticket with its quote, the spots, health, the
 * description of all this. Read on the reader's own handle.
 */
#include <stdlib.h>
#include <string.h>

#include "base/builtin.h"
#include "gateway/call.h"
#include "parkade/json.h"
#include "parkade/text.h"
#include "parkade/uuid.h"

enum pk_status look_availability(struct answer *out, struct pk_lot *lot, const struct call *call)
{
    struct pk_availability availability;
    enum pk_status status = pk_availability(&availability, lot, NULL, NULL);

    (void)call;
    if (status == PK_OK)
        answer_json(out, 200, pk_json_availability(&availability));
    return status;
}

/* A ticket whose price the tariff refuses has none: the quote is null. */
static enum pk_status add_quote(json_t *answer, struct pk_lot *lot, const char *ticket_id)
{
    struct pk_quote quote;
    enum pk_status status = pk_quote(&quote, lot, ticket_id, PK_NONE);
    bool is_priceless = status == PK_TARIFF_INVALID || status == PK_USAGE;

    if (status != PK_OK && !is_priceless)
        return status;
    json_object_set_new(answer, "quote", is_priceless ? json_null() : pk_json_quote(&quote));
    return PK_OK;
}

enum pk_status look_ticket(struct answer *out, struct pk_lot *lot, const struct call *call)
{
    char ticket_id[PK_UUID_SIZE];
    struct pk_ticket ticket;

    if (!pk_uuid_parse(ticket_id, call->parameter))
        return answer_fail(out, PK_TICKET_UNKNOWN,
                           _("A ticket is named by its UUID: this is none."));
    enum pk_status status = pk_ticket_get(&ticket, lot, ticket_id);
    if (status != PK_OK)
        return status;
    json_t *answer = pk_json_ticket(&ticket, pk_lot_currency(lot));
    status = add_quote(answer, lot, ticket_id);
    if (status == PK_OK)
        answer_json(out, 200, answer);
    else
        json_decref(answer);
    return status;
}

static bool add_spot(const struct pk_spot *spot, void *context)
{
    return json_array_append_new(context, pk_json_spot(spot)) == 0;
}

enum pk_status look_spots(struct answer *out, struct pk_lot *lot, const struct call *call)
{
    json_t *spots = json_array();
    enum pk_status status = pk_spot_each(lot, add_spot, spots);

    (void)call;
    if (status == PK_OK)
        answer_json(out, 200, spots);
    else
        json_decref(spots);
    return status;
}

/* Whether the file is there and can be read. What a writer found last is added by the server. */
enum pk_status look_health(struct answer *out, struct pk_lot *lot, const struct call *call)
{
    int64_t head;
    enum pk_status status = pk_lot_look(lot);

    (void)call;
    if (status == PK_OK)
        status = pk_journal_head(&head, lot);
    if (status == PK_OK)
        answer_json(out, 200,
                    json_pack("{s:s, s:s, s:I}", "status", "ok", "lot", pk_lot_name(lot),
                              "journal_seq", (json_int_t)head));
    return status;
}

enum pk_status look_openapi(struct answer *out, struct pk_lot *lot, const struct call *call)
{
    const struct builtin_file *file = builtin_find("openapi.json");

    (void)lot;
    (void)call;
    answer_text(out, 200, "application/json", file ? strdup(file->text) : NULL);
    return PK_OK;
}
