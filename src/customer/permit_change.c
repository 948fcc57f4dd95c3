/*
 * Permits, changed: sold, ended, plates that come and go. Each is one act.
 */
#include <string.h>

#include "base/error.h"
#include "customer/customer.h"
#include "parkade/registration.h"
#include "parkade/text.h"

/* Far enough for any permit, and near enough that nothing that is added to it runs over. */
#define LATEST (INT64_C(253402300800)) /* the year 10000 */

static enum pk_status note(struct job *job, const struct pk_permit *permit, const char *what,
                           const char *plate)
{
    return job_note(job, &(struct job_event){
                             .amount = PK_NONE,
                             .detail = json_pack("{s:s, s:I, s:s, s:s*, s:I, s:I, s:I}", "what",
                                                 what, "permit", (json_int_t)permit->permit_id,
                                                 "holder", permit->holder, "registration", plate,
                                                 "valid_from", (json_int_t)permit->valid_from,
                                                 "valid_to", (json_int_t)permit->valid_to,
                                                 "max_inside", (json_int_t)permit->max_inside),
                         });
}

static enum pk_status insert_plate(struct job *job, int64_t permit_id, const char *canonical)
{
    struct query *q = query_on(job->store, "INSERT INTO permit_plate (registration_number, "
                                           "permit_id) VALUES (?, ?)");
    query_text(q, canonical);
    query_int(q, permit_id);
    return query_run(q);
}

static enum pk_status has_plate(bool *out, struct job *job, int64_t permit_id,
                                const char *canonical)
{
    struct query *q = query_on(job->store, "SELECT 1 FROM permit_plate "
                                           "WHERE registration_number = ? AND permit_id = ?");
    query_text(q, canonical);
    query_int(q, permit_id);
    *out = query_next(q);
    return query_end(q);
}

/* Puts the plate on the permit; CANONICAL takes it as it is kept. */
static enum pk_status take_plate(char canonical[static PK_REGISTRATION_SIZE], struct job *job,
                                 int64_t permit_id, const char *typed)
{
    bool is_known = false;
    enum pk_status status = pk_registration_canonical(canonical, typed);
    if (status == PK_OK)
        status = has_plate(&is_known, job, permit_id, canonical);
    if (status == PK_OK && is_known)
        return pk_fail(PK_USAGE, _("%s is on this permit already."), canonical);
    return status == PK_OK ? insert_plate(job, permit_id, canonical) : status;
}

/* ---- add ---- */

static enum pk_status check_new(const struct pk_permit_new *permit)
{
    char holder[PK_NAME_SIZE];
    if (!permit->holder || !permit->holder[0] || !pk_copy(holder, sizeof holder, permit->holder) ||
        !job_is_plain(holder))
        return pk_fail(PK_USAGE, _("A permit's holder has a name of 1 to %d bytes, in one line."),
                       PK_NAME_SIZE - 1);
    if (permit->max_inside < 1 || permit->max_inside > PK_PERMIT_INSIDE_MAX)
        return pk_fail(PK_USAGE, _("A permit lets 1 to %d vehicles in at a time."),
                       PK_PERMIT_INSIDE_MAX);
    if (permit->plate_count < 1 || permit->plate_count > PK_PERMIT_PLATES_MAX)
        return pk_fail(PK_USAGE, _("A permit has 1 to %d plates."), PK_PERMIT_PLATES_MAX);
    return PK_OK;
}

static enum pk_status check_dates(int64_t from, int64_t to, int64_t now)
{
    if (to <= from)
        return pk_fail(PK_USAGE, _("A permit ends after it begins."));
    if (to <= now)
        return pk_fail(PK_USAGE, _("A permit ends in the future."));
    if (to > LATEST)
        return pk_fail(PK_USAGE, _("A permit ends in a year of four digits."));
    return PK_OK;
}

static enum pk_status add(struct job *job, const void *in, void *out)
{
    const struct pk_permit_new *permit = in;
    struct pk_permit *made = out;
    char canonical[PK_REGISTRATION_SIZE];
    int64_t from = permit->valid_from == PK_NONE ? job->now : permit->valid_from;
    enum pk_status status = check_dates(from, permit->valid_to, job->now);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "INSERT INTO permit (holder, valid_from, valid_to, "
                                           "max_inside) VALUES (?, ?, ?, ?)");
    query_text(q, permit->holder);
    query_int(q, from);
    query_int(q, permit->valid_to);
    query_int(q, permit->max_inside);
    status = query_run(q);
    int64_t permit_id = store_last_id(job->store);
    for (size_t i = 0; status == PK_OK && i < permit->plate_count; i++)
        status = take_plate(canonical, job, permit_id, permit->plates[i] ? permit->plates[i] : "");
    if (status == PK_OK)
        status = pk_permit_get(made, job->lot, permit_id);
    return status == PK_OK ? note(job, made, "added", made->plates) : status;
}

static const struct job_rule add_rule = {PK_ACT_PERMIT, add, job_permit_fields};

enum pk_status pk_permit_add(struct pk_permit *out, struct pk_lot *lot, const struct pk_act *act,
                             const struct pk_permit_new *permit)
{
    enum pk_status status = check_new(permit);
    if (status != PK_OK)
        return status;
    json_t *plates = json_array();
    for (size_t i = 0; i < permit->plate_count; i++)
        json_array_append_new(plates, json_string(permit->plates[i]));
    json_t *content =
        json_pack("{s:s, s:s, s:I, s:I, s:I, s:o}", "what", "add", "holder", permit->holder, "from",
                  (json_int_t)permit->valid_from, "to", (json_int_t)permit->valid_to, "max_inside",
                  (json_int_t)permit->max_inside, "plates", plates);
    return job_run(lot, act, &add_rule, content, permit, out);
}

/* ---- the others ---- */

struct change {
    int64_t permit_id;
    const char *registration;
};

static enum pk_status get_live(struct pk_permit *out, struct job *job, int64_t permit_id)
{
    enum pk_status status = pk_permit_get(out, job->lot, permit_id);
    if (status == PK_OK && (!out->is_active || out->valid_to <= job->now))
        return pk_fail(PK_USAGE, _("Permit %lld has ended."), (long long)permit_id);
    return status;
}

/* Who is inside under it has a ticket's validity from now on to pay. */
static enum pk_status shorten_tickets(struct job *job, const struct pk_permit *permit)
{
    int64_t validity;
    enum pk_status status = setting_number(&validity, job->lot, SETTING_TICKET_VALIDITY);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "UPDATE parking_ticket SET expires_at = ? "
                                           "WHERE permit_id = ? AND exit_time IS NULL "
                                           "AND is_paid = 0");
    query_int(q, permit->valid_to + validity);
    query_int(q, permit->permit_id);
    return query_run(q);
}

/* One that has not begun keeps its dates; one that has lasted a moment at least. */
static enum pk_status end(struct job *job, const void *in, void *out)
{
    const struct change *change = in;
    struct pk_permit *permit = out;
    enum pk_status status = get_live(permit, job, change->permit_id);
    if (status != PK_OK)
        return status;
    if (job->now >= permit->valid_from)
        permit->valid_to = job->now > permit->valid_from ? job->now : permit->valid_from + 1;
    struct query *q =
        query_on(job->store, "UPDATE permit SET valid_to = ?, is_active = 0 WHERE permit_id = ?");
    query_int(q, permit->valid_to);
    query_int(q, permit->permit_id);
    status = query_run(q);
    if (status == PK_OK)
        status = shorten_tickets(job, permit);
    if (status == PK_OK)
        status = pk_permit_get(permit, job->lot, change->permit_id);
    return status == PK_OK ? note(job, permit, "ended", permit->plates) : status;
}

static enum pk_status count_plates(size_t *out, struct job *job, int64_t permit_id)
{
    struct query *q = query_on(job->store, "SELECT count(*) FROM permit_plate WHERE permit_id = ?");
    query_int(q, permit_id);
    *out = query_next(q) ? (size_t)column_int(q, 0) : 0;
    return query_end(q);
}

static enum pk_status add_plate(struct job *job, const void *in, void *out)
{
    const struct change *change = in;
    struct pk_permit *permit = out;
    char canonical[PK_REGISTRATION_SIZE];
    size_t count = 0;
    enum pk_status status = get_live(permit, job, change->permit_id);
    if (status == PK_OK)
        status = count_plates(&count, job, change->permit_id);
    if (status == PK_OK && count >= PK_PERMIT_PLATES_MAX)
        return pk_fail(PK_USAGE, _("A permit has 1 to %d plates."), PK_PERMIT_PLATES_MAX);
    if (status == PK_OK)
        status = take_plate(canonical, job, change->permit_id, change->registration);
    if (status == PK_OK)
        status = pk_permit_get(permit, job->lot, change->permit_id);
    return status == PK_OK ? note(job, permit, "plate added", canonical) : status;
}

static enum pk_status remove_plate(struct job *job, const void *in, void *out)
{
    const struct change *change = in;
    struct pk_permit *permit = out;
    char canonical[PK_REGISTRATION_SIZE];
    bool is_known = false;
    enum pk_status status = get_live(permit, job, change->permit_id);
    if (status == PK_OK)
        status = pk_registration_canonical(canonical, change->registration);
    if (status == PK_OK)
        status = has_plate(&is_known, job, change->permit_id, canonical);
    if (status == PK_OK && !is_known)
        return pk_fail(PK_USAGE, _("%s is not on this permit."), canonical);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "DELETE FROM permit_plate "
                                           "WHERE registration_number = ? AND permit_id = ?");
    query_text(q, canonical);
    query_int(q, change->permit_id);
    status = query_run(q);
    if (status == PK_OK)
        status = pk_permit_get(permit, job->lot, change->permit_id);
    return status == PK_OK ? note(job, permit, "plate removed", canonical) : status;
}

static const struct job_rule end_rule = {PK_ACT_PERMIT, end, job_permit_fields};
static const struct job_rule add_plate_rule = {PK_ACT_PERMIT, add_plate, job_permit_fields};
static const struct job_rule remove_plate_rule = {PK_ACT_PERMIT, remove_plate, job_permit_fields};

static enum pk_status run(struct pk_permit *out, struct pk_lot *lot, const struct pk_act *act,
                          const struct job_rule *rule, const char *what,
                          const struct change *change)
{
    json_t *content =
        json_pack("{s:s, s:I, s:s*}", "what", what, "permit", (json_int_t)change->permit_id,
                  "registration", change->registration);
    return job_run(lot, act, rule, content, change, out);
}

enum pk_status pk_permit_end(struct pk_permit *out, struct pk_lot *lot, const struct pk_act *act,
                             int64_t permit_id)
{
    return run(out, lot, act, &end_rule, "end", &(struct change){permit_id, NULL});
}

enum pk_status pk_permit_add_plate(struct pk_permit *out, struct pk_lot *lot,
                                   const struct pk_act *act, int64_t permit_id,
                                   const char *registration)
{
    return run(out, lot, act, &add_plate_rule, "add plate",
               &(struct change){permit_id, registration ? registration : ""});
}

enum pk_status pk_permit_remove_plate(struct pk_permit *out, struct pk_lot *lot,
                                      const struct pk_act *act, int64_t permit_id,
                                      const char *registration)
{
    return run(out, lot, act, &remove_plate_rule, "remove plate",
               &(struct change){permit_id, registration ? registration : ""});
}
