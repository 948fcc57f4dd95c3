/*
 * A ticket's stay as its tariff prices it: from when on, and what sponsors take off. Calls the
 * tariff module; changes nothing.
 */
#include "ticket/charge.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"

/* "WHO: WHICH" where both are there and fit into a line of a quote, else WHO alone. */
static void name_line(char out[static PK_WHAT_SIZE], const char *who, const char *which)
{
    char both[2 * PK_WHAT_SIZE + PK_NAME_SIZE];
    snprintf(both, sizeof both, "%s: %s", who, which);
    if (!which[0] || !pk_copy(out, PK_WHAT_SIZE, both))
        pk_copy(out, PK_WHAT_SIZE, who);
}

/* ---- the permit ---- */

static enum pk_status name_permit(struct charge *out, struct pk_lot *lot, int64_t permit_id)
{
    char number[PK_WHAT_SIZE], holder[PK_NAME_SIZE] = "";
    struct query *q = query_on(lot->store, "SELECT holder FROM permit WHERE permit_id = ?");
    query_int(q, permit_id);
    if (query_next(q))
        column_text(q, 0, holder, sizeof holder);
    snprintf(number, sizeof number, _("permit %lld"), (long long)permit_id);
    name_line(out->permit, number, holder);
    return query_end(q);
}

/* Under its permit a stay costs nothing; beyond, it is priced as if it had begun when that ended.
 */
static enum pk_status apply_permit(struct charge *out, struct pk_lot *lot,
                                   const struct pk_ticket *ticket)
{
    if (ticket->permit_id == 0)
        return PK_OK;
    out->has_permit = true;
    out->is_free = out->stay.exit <= ticket->permit_to;
    if (ticket->permit_to > out->stay.entry)
        out->stay.entry = ticket->permit_to;
    if (out->stay.exit < out->stay.entry)
        out->stay.exit = out->stay.entry;
    return name_permit(out, lot, ticket->permit_id);
}

/* ---- sponsors ---- */

static enum pk_status read_codes(struct charge *out, struct pk_lot *lot, const char *ticket_id)
{
    struct query *q = query_on(lot->store, TICKET_CHAIN
                               "SELECT v.code, v.sponsor, v.by_tariff, v.kind, v.value "
                               "FROM chain JOIN ticket_validation g "
                               "ON g.ticket_id = chain.ticket_id "
                               "JOIN validation v ON v.code = g.code ORDER BY g.time, v.code");
    query_text(q, ticket_id);
    while (out->code_count < CHARGE_CODES_MAX && query_next(q)) {
        struct charge_code *code = &out->codes[out->code_count++];
        char sponsor[PK_NAME_SIZE];
        column_text(q, 0, code->code, sizeof code->code);
        column_text(q, 1, sponsor, sizeof sponsor);
        code->by_tariff = column_bool(q, 2);
        name_line(code->what, sponsor, code->code);
        code->off = (struct pk_off){code_kind_of(column_peek(q, 3)), column_int(q, 4), code->what};
        code->proof = pk_tariff_proof(out->tariff, code->code);
    }
    return query_end(q);
}

/* What the tariff knows comes first, then kind by kind: the order in which the engine takes them.
 */
static int rank_of(const struct charge_code *code)
{
    return code->proof ? -1 : (int)code->off.kind;
}

static void sort_codes(struct charge *charge)
{
    for (size_t i = 1; i < charge->code_count; i++)
        for (size_t j = i; j > 0; j--) {
            struct charge_code *before = &charge->codes[j - 1], *code = &charge->codes[j];
            struct charge_code moving = *code;
            if (rank_of(before) <= rank_of(code))
                break;
            *code = *before;
            *before = moving;
        }
}

/* A code that the tariff knows proves what stands there; any other takes off what it says. */
void charge_take_codes(struct charge *charge, size_t count)
{
    charge->stay.proof = NULL;
    charge->stay.off_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct charge_code *code = &charge->codes[i];
        code->off.what = code->what; /* it may have been moved */
        if (code->proof)
            charge->stay.proof = code->proof;
        else if (!code->by_tariff && charge->stay.off_count < PK_OFFS_MAX)
            charge->stay.offs[charge->stay.off_count++] = code->off;
    }
}

/* ---- both ---- */

enum pk_status charge_read(struct charge *out, struct pk_lot *lot, const struct pk_ticket *ticket,
                           int64_t until)
{
    *out = (struct charge){.stay = {.entry = ticket->entry_time,
                                    .exit = until,
                                    .vehicle_class = ticket->vehicle_class,
                                    .is_lost = ticket->is_lost}};
    enum pk_status status = apply_permit(out, lot, ticket);
    if (status == PK_OK)
        status = tariff_at(&out->tariff, &out->version, lot, out->stay.entry);
    if (status == PK_OK)
        status = read_codes(out, lot, ticket->ticket_id);
    sort_codes(out);
    charge_take_codes(out, out->code_count);
    return status;
}

/* What the permit covers, as the first line. */
static void add_permit_line(struct pk_price *price, const struct charge *charge, int64_t from,
                            int64_t to)
{
    if (price->line_count == PK_LINES_MAX)
        return;
    memmove(&price->lines[1], &price->lines[0], price->line_count * sizeof price->lines[0]);
    price->lines[0] = (struct pk_line){.from = from, .to = to};
    memcpy(price->lines[0].what, charge->permit, sizeof price->lines[0].what);
    price->line_count++;
}

/* A tariff that refuses the stay to come does not say when it gets dearer. */
static enum pk_status price_nothing(struct pk_price *out, const struct charge *charge)
{
    pk_copy(out->currency, sizeof out->currency, pk_tariff_currency(charge->tariff));
    out->rises_at = out->falls_at = PK_NONE;
    enum pk_status status = pk_tariff_rises_above(&out->rises_at, charge->tariff, &charge->stay, 0);
    return status == PK_TARIFF_INVALID ? PK_OK : status;
}

enum pk_status charge_price(struct pk_price *out, const struct charge *charge,
                            const struct pk_ticket *ticket, int64_t until)
{
    out->total = 0;
    out->line_count = 0;
    enum pk_status status = charge->is_free ? price_nothing(out, charge)
                                            : pk_tariff_price(out, charge->tariff, &charge->stay);
    if (status == PK_OK && charge->has_permit)
        add_permit_line(out, charge, ticket->entry_time,
                        charge->is_free ? until : charge->stay.entry);
    return status;
}

enum pk_status charge_validity(int64_t *out, struct pk_lot *lot, const struct pk_ticket *ticket,
                               int64_t from)
{
    int64_t validity = 0;
    enum pk_status status = setting_number(&validity, lot, SETTING_TICKET_VALIDITY);
    if (ticket->permit_id != 0 && ticket->permit_to > from)
        from = ticket->permit_to;
    *out = from + validity;
    return status;
}
