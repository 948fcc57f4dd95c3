/*
 * Settling a finding: the act that mends it and the walk's row, together or not at all.
 *
 * The mending act keeps the request's id, for an approval is for that; the row has one that follows
 * from it, so that asking again meets both.
 */
#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "parkade/text.h"
#include "parkade/ticket.h"
#include "parkade/uuid.h"
#include "walk/walk.h"

enum pk_status walk_write_settlement(struct job *job, int64_t walk_id,
                                     const struct pk_walk_finding *finding)
{
    struct query *q = query_on(
        job->store, "INSERT INTO walk_settlement (walk_id, spot_id, kind, how, ticket_no, reason, "
                    "time, staff) SELECT ?1, spot_id, ?2, ?3, ?4, ?5, ?6, ?7 "
                    "FROM parking_spot WHERE label = ?8");
    query_int(q, walk_id);
    query_text(q, pk_walk_kind_name(finding->kind));
    query_text(q, pk_walk_how_name(finding->how));
    query_maybe_int(q, finding->ticket_no ? finding->ticket_no : PK_NONE);
    query_text(q, finding->reason);
    query_int(q, job->now);
    query_maybe_text(q, job->act->who);
    query_text(q, finding->spot);
    return query_run(q);
}

/* ---- the row ---- */

static enum pk_status write_row(struct job *job, const void *in, void *out)
{
    struct pk_walk_finding *finding = out;
    struct pk_walk walk;
    *finding = *(const struct pk_walk_finding *)in;
    pk_copy(finding->settled_by, sizeof finding->settled_by, job->act->who);
    enum pk_status status = walk_get_open(&walk, job->lot);
    if (status == PK_OK && finding->how == PK_WALK_LEAVE)
        status = job_may(job, PK_ACT_WALK_LEAVE);
    if (status == PK_OK)
        status = walk_write_settlement(job, walk.walk_id, finding);
    return status == PK_OK
               ? walk_note(job, finding,
                           json_pack("{s:s, s:I, s:s, s:s, s:s, s:s}", "did", "settle", "walk",
                                     (json_int_t)walk.walk_id, "kind",
                                     pk_walk_kind_name(finding->kind), "spot", finding->spot, "how",
                                     pk_walk_how_name(finding->how), "reason", finding->reason))
               : status;
}

static const struct job_rule rule = {PK_ACT_WALK, write_row, job_walk_finding_fields};

/* The request of the row: a UUID of version 8 (RFC 9562), made from the act's. */
static void derive_request(char out[static PK_UUID_SIZE], const char *request_id)
{
    static const char purpose[] = "the settlement of a walk";
    unsigned char bytes[16];
    char hex[2 * sizeof bytes + 1];
    crypto_generichash(bytes, sizeof bytes, (const unsigned char *)request_id, strlen(request_id),
                       (const unsigned char *)purpose, sizeof purpose - 1);
    bytes[6] = (unsigned char)((bytes[6] & 0x0f) | 0x80);
    bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);
    sodium_bin2hex(hex, sizeof hex, bytes, sizeof bytes);
    pk_uuid_parse(out, hex);
}

/* ---- the act that mends ---- */

struct settle {
    struct pk_act act, row_act;
    const struct pk_settling *what;
    struct pk_walk_finding *out;
};

static enum pk_status park(struct pk_ticket *ticket, struct pk_lot *lot,
                           const struct settle *settle, const struct pk_walk_finding *finding,
                           const struct pk_walk *walk)
{
    const struct pk_settling *what = settle->what;
    const struct pk_park how = {
        .registration = finding->registration_number,
        .vehicle_class = what->vehicle_class,
        .spot = finding->spot,
        .entered = what->entered == PK_NONE ? walk->begun_at : what->entered,
        .reason = what->reason,
    };
    return pk_park(ticket, lot, &settle->act, &how);
}

static enum pk_status mend(struct pk_walk_finding *finding, struct pk_lot *lot,
                           const struct settle *settle, const struct pk_walk *walk)
{
    static const enum pk_walk_how mends[PK_WALK_KIND_COUNT] = {
        [PK_GHOST] = PK_WALK_RELEASE, [PK_STRANGER] = PK_WALK_PARK, [PK_MOVED] = PK_WALK_MOVE};
    struct pk_ticket ticket;
    enum pk_status status = PK_OK;
    finding->how = settle->what->is_left ? PK_WALK_LEAVE : mends[finding->kind];
    if (finding->how == PK_WALK_LEAVE)
        return PK_OK;
    if (finding->how == PK_WALK_RELEASE)
        status = pk_release(&ticket, lot, &settle->act, finding->ticket_id, settle->what->reason);
    else if (finding->how == PK_WALK_MOVE)
        status = pk_move(&ticket, lot, &settle->act, finding->ticket_id, finding->spot);
    else
        status = park(&ticket, lot, settle, finding, walk);
    if (status != PK_OK)
        return status;
    finding->ticket_no = ticket.ticket_no;
    pk_copy(finding->ticket_id, sizeof finding->ticket_id, ticket.ticket_id);
    pk_copy(finding->ticket_spot, sizeof finding->ticket_spot, ticket.spot);
    return PK_OK;
}

static enum pk_status find_and_mend(struct pk_walk_finding *finding, struct pk_lot *lot,
                                    const struct settle *settle)
{
    struct pk_walk walk;
    enum pk_status status = walk_get_open(&walk, lot);
    if (status == PK_OK)
        status = walk_find_open(finding, lot, walk.walk_id, settle->what->kind, settle->what->spot);
    if (status == PK_OK)
        pk_copy(finding->reason, sizeof finding->reason, settle->what->reason);
    return status == PK_OK ? mend(finding, lot, settle, &walk) : status;
}

static json_t *content_of(const struct pk_settling *what)
{
    return json_pack("{s:i, s:s, s:b, s:s, s:I, s:i}", "kind", (int)what->kind, "spot", what->spot,
                     "is_left", (int)what->is_left, "reason", what->reason, "entered",
                     (json_int_t)what->entered, "class", (int)what->vehicle_class);
}

/* Asked again, the answer is the row's; nothing is mended twice. */
static enum pk_status settle(struct pk_lot *lot, void *context)
{
    struct settle *settle = context;
    struct pk_walk_finding finding = {.how = PK_WALK_OPEN};
    enum pk_status status =
        job_is_answered(lot, &settle->row_act) ? PK_OK : find_and_mend(&finding, lot, settle);
    return status == PK_OK ? job_run(lot, &settle->row_act, &rule, content_of(settle->what),
                                     &finding, settle->out)
                           : status;
}

enum pk_status pk_walk_settle(struct pk_walk_finding *out, struct pk_lot *lot,
                              const struct pk_act *act, const struct pk_settling *settling)
{
    struct settle context = {.act = *act, .row_act = *act, .what = settling, .out = out};
    enum pk_status status = job_check_reason(settling->reason);
    if (status != PK_OK)
        return status;
    if (!settling->spot || pk_walk_kind_name(settling->kind)[0] == '\0')
        return pk_fail(PK_USAGE, _("Settle what: a ghost, a stranger or a moved one, and where?"));
    if (act->request_id[0] == '\0')
        pk_uuid_make(context.act.request_id, pk_lot_now(lot));
    else if (!pk_uuid_parse(context.act.request_id, act->request_id))
        return pk_fail(PK_USAGE, _("A request id is a UUID: %s is none."), act->request_id);
    if (settling->is_left)
        pk_copy(context.row_act.request_id, PK_UUID_SIZE, context.act.request_id);
    else
        derive_request(context.row_act.request_id, context.act.request_id);
    return pk_lot_together(lot, settle, &context);
}
