/*
 * Members of staff: who is there, with which role. Nobody is ever deleted: what they did stays
 * theirs. May call: the desk's frame, pin.c.
 */
#include "desk/staff.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "desk/job.h"
#include "desk/pin.h"
#include "desk/token.h"
#include "parkade/text.h"

/* ---- look ---- */

#define STAFF_COLUMNS "SELECT name, role, is_active, locked_until, created_at, tried_at FROM staff "

static void read_member(struct query *q, struct pk_staff *member)
{
    *member = (struct pk_staff){0};
    column_text(q, 0, member->name, sizeof member->name);
    pk_role_from_name(&member->role, column_peek(q, 1));
    member->is_active = column_bool(q, 2);
    member->locked_until = column_maybe_int(q, 3);
    member->created_at = column_int(q, 4);
    member->tried_at = column_maybe_int(q, 5);
}

enum pk_status pk_lot_has_staff(bool *out, struct pk_lot *lot)
{
    struct query *q = query_on(lot->store, "SELECT 1 FROM staff LIMIT 1");
    *out = query_next(q);
    return query_end(q);
}

enum pk_status staff_get(struct pk_staff *out, struct pk_lot *lot, const char *name)
{
    struct query *q = query_on(lot->store, STAFF_COLUMNS "WHERE name = ? COLLATE NOCASE");
    query_text(q, name);
    bool is_found = query_next(q);
    if (is_found)
        read_member(q, out);
    enum pk_status status = query_end(q);
    if (status == PK_OK && !is_found)
        return pk_fail(PK_SIGN_IN_REQUIRED, _("Nobody on the staff is called %s."), name);
    return status;
}

enum pk_status pk_staff_list(struct pk_staff *out, size_t capacity, size_t *count,
                             struct pk_lot *lot)
{
    *count = 0;
    struct query *q = query_on(lot->store, STAFF_COLUMNS "ORDER BY name");
    while (*count < capacity && query_next(q))
        read_member(q, &out[(*count)++]);
    return query_end(q);
}

/* ---- change ---- */

struct change {
    const char *name;
    enum pk_role role;
    bool is_active;
    const char *hash;
};

static enum pk_status note(struct job *job, const char *name, const char *what, const char *value)
{
    return job_note(job, &(struct job_event){
                             .amount = PK_NONE,
                             .detail = json_pack("{s:s, s:s}", "name", name, what, value),
                         });
}

static enum pk_status check_known(struct pk_staff *out, struct job *job, const char *name)
{
    enum pk_status status = staff_get(out, job->lot, name);
    if (status == PK_SIGN_IN_REQUIRED)
        return pk_fail(PK_USAGE, _("Nobody on the staff is called %s; see parkade staff list."),
                       name);
    return status;
}

static enum pk_status check_keeps_manager(struct job *job, const char *name)
{
    struct query *q = query_on(job->store, "SELECT 1 FROM staff WHERE role = 'manager' "
                                           "AND is_active = 1 "
                                           "AND name <> ? COLLATE NOCASE");
    query_text(q, name);
    bool has_another = query_next(q);
    enum pk_status status = query_end(q);
    if (status == PK_OK && !has_another)
        return pk_fail(PK_USAGE, _("A lot with staff keeps a manager: make somebody else one "
                                   "first."));
    return status;
}

static enum pk_status check_new(struct job *job, const struct change *change)
{
    bool has_staff;
    enum pk_status status = pk_lot_has_staff(&has_staff, job->lot);
    if (status == PK_OK && !has_staff && change->role != PK_MANAGER)
        return pk_fail(PK_USAGE, _("The first on the staff is a manager: else nobody could let the "
                                   "others in."));
    struct query *q = query_on(job->store, "SELECT name FROM staff WHERE name = ? COLLATE NOCASE");
    query_text(q, change->name);
    bool is_taken = query_next(q), is_machine = false;
    status = query_end(q);
    if (status == PK_OK && is_taken)
        return pk_fail(PK_USAGE, _("Somebody on the staff is called %s already."), change->name);
    if (status == PK_OK)
        status = token_is_named(&is_machine, job->lot, change->name);
    return status == PK_OK && is_machine
               ? pk_fail(PK_USAGE, _("There is or was a token %s: choose another name."),
                         change->name)
               : status;
}

static enum pk_status add(struct job *job, const void *in, void *out)
{
    const struct change *change = in;
    enum pk_status status = check_new(job, change);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "INSERT INTO staff (name, role, pin_hash, created_at) "
                                           "VALUES (?, ?, ?, ?)");
    query_text(q, change->name);
    query_text(q, pk_role_name(change->role));
    query_text(q, change->hash);
    query_int(q, job->now);
    status = query_run(q);
    if (status == PK_OK)
        status = staff_get(out, job->lot, change->name);
    return status == PK_OK ? note(job, change->name, "added", pk_role_name(change->role)) : status;
}

static enum pk_status update(struct job *job, const struct change *change)
{
    struct query *q =
        query_on(job->store, "UPDATE staff SET role = ?, is_active = ? WHERE name = ?");
    query_text(q, pk_role_name(change->role));
    query_int(q, change->is_active);
    query_text(q, change->name);
    return query_run(q);
}

static enum pk_status set_role(struct job *job, const void *in, void *out)
{
    struct change change = *(const struct change *)in;
    struct pk_staff member = {.name = ""};
    enum pk_status status = check_known(&member, job, change.name);
    if (status == PK_OK && change.role != PK_MANAGER)
        status = check_keeps_manager(job, change.name);
    change.is_active = member.is_active;
    change.name = member.name;
    if (status == PK_OK)
        status = update(job, &change);
    if (status == PK_OK)
        status = staff_get(out, job->lot, change.name);
    return status == PK_OK ? note(job, change.name, "role", pk_role_name(change.role)) : status;
}

static enum pk_status set_active(struct job *job, const void *in, void *out)
{
    struct change change = *(const struct change *)in;
    struct pk_staff member = {.name = ""};
    enum pk_status status = check_known(&member, job, change.name);
    if (status == PK_OK && !change.is_active)
        status = check_keeps_manager(job, change.name);
    change.role = member.role;
    change.name = member.name;
    if (status == PK_OK)
        status = update(job, &change);
    if (status == PK_OK)
        status = staff_get(out, job->lot, change.name);
    return status == PK_OK ? note(job, change.name, "active", change.is_active ? "yes" : "no")
                           : status;
}

static enum pk_status set_pin(struct job *job, const void *in, void *out)
{
    const struct change *change = in;
    struct pk_staff member = {.name = ""};
    enum pk_status status = check_known(&member, job, change->name);
    if (status == PK_OK && strcmp(job->act->who, member.name) != 0)
        status = job_may(job, PK_ACT_STAFF);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "UPDATE staff SET pin_hash = ?, failed_pins = 0, "
                                           "locked_until = NULL, pins_tried = 0 "
                                           "WHERE name = ?");
    query_text(q, change->hash);
    query_text(q, member.name);
    status = query_run(q);
    if (status == PK_OK)
        status = staff_get(out, job->lot, member.name);
    return status == PK_OK ? note(job, member.name, "pin", "changed") : status;
}

/* ---- the calls ---- */

static const struct job_rule add_rule = {PK_ACT_STAFF, add, job_staff_fields};
static const struct job_rule role_rule = {PK_ACT_STAFF, set_role, job_staff_fields};
static const struct job_rule active_rule = {PK_ACT_STAFF, set_active, job_staff_fields};
static const struct job_rule pin_rule = {PK_ACT_PIN, set_pin, job_staff_fields};

static enum pk_status check_name(const char *name)
{
    char copy[PK_NAME_SIZE] = "";
    if (!name || !name[0] || !pk_copy(copy, sizeof copy, name))
        return pk_fail(PK_USAGE, _("A name has 1 to %d bytes."), PK_NAME_SIZE - 1);
    if (copy[0] == ' ' || copy[strlen(copy) - 1] == ' ') /* two that look alike */
        return pk_fail(PK_USAGE, _("A name neither begins nor ends with a blank."));
    return job_check_who(copy);
}

/* Of the PIN neither the request nor the journal keeps anything. */
static enum pk_status run(struct pk_staff *out, struct pk_lot *lot, const struct pk_act *act,
                          const struct job_rule *rule, const char *what,
                          const struct change *change)
{
    enum pk_status status = check_name(change->name);
    if (status != PK_OK)
        return status;
    json_t *content = json_pack("{s:s, s:s, s:i, s:b}", "what", what, "name", change->name, "role",
                                (int)change->role, "active", (int)change->is_active);
    return job_run(lot, act, rule, content, change, out);
}

enum pk_status pk_staff_add(struct pk_staff *out, struct pk_lot *lot, const struct pk_act *act,
                            const char *name, enum pk_role role, const char *pin)
{
    char hash[PIN_HASH_SIZE];
    if (pk_role_name(role)[0] == '\0')
        return pk_fail(PK_USAGE, _("There is no such role."));
    enum pk_status status = pin_check(pin);
    if (status == PK_OK)
        status = pin_hash(hash, pin);
    return status == PK_OK ? run(out, lot, act, &add_rule, "add",
                                 &(struct change){.name = name, .role = role, .hash = hash})
                           : status;
}

enum pk_status pk_staff_set_role(struct pk_staff *out, struct pk_lot *lot, const struct pk_act *act,
                                 const char *name, enum pk_role role)
{
    if (pk_role_name(role)[0] == '\0')
        return pk_fail(PK_USAGE, _("There is no such role."));
    return run(out, lot, act, &role_rule, "role", &(struct change){.name = name, .role = role});
}

enum pk_status pk_staff_set_active(struct pk_staff *out, struct pk_lot *lot,
                                   const struct pk_act *act, const char *name, bool is_active)
{
    return run(out, lot, act, &active_rule, "active",
               &(struct change){.name = name, .is_active = is_active});
}

enum pk_status pk_staff_set_pin(struct pk_staff *out, struct pk_lot *lot, const struct pk_act *act,
                                const char *name, const char *pin)
{
    char hash[PIN_HASH_SIZE];
    enum pk_status status = pin_check(pin);
    if (status == PK_OK)
        status = pin_hash(hash, pin);
    return status == PK_OK
               ? run(out, lot, act, &pin_rule, "pin", &(struct change){.name = name, .hash = hash})
               : status;
}
