/*
 * Who may act: names that signed in on the handle, the role each has in the file at this moment,
 * and the approval of a second person. May call: pin.c, store.
 */
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "desk/job.h"
#include "desk/pin.h"
#include "desk/staff.h"
#include "desk/token.h"
#include "parkade/text.h"
#include "parkade/uuid.h"

enum { PLACES = sizeof((struct signed_in *)0)->names / PK_NAME_SIZE };

static int place_of(const struct pk_lot *lot, const char *name)
{
    for (int i = 0; i < PLACES; i++)
        if (strcmp(lot->signed_in.names[i], name) == 0)
            return i;
    return -1;
}

enum pk_status pk_sign_in(struct pk_staff *out, struct pk_lot *lot, const char *name,
                          const char *pin, const char *station)
{
    enum pk_status status = pin_try(lot, name, pin, station);
    if (status == PK_OK)
        status = staff_get(out, lot, name);
    if (status != PK_OK || place_of(lot, out->name) >= 0)
        return status;
    int place = place_of(lot, "");
    if (place < 0)
        return pk_fail(PK_USAGE, _("Too many have signed in here; sign somebody out first."));
    pk_copy(lot->signed_in.names[place], PK_NAME_SIZE, out->name);
    return PK_OK;
}

void pk_sign_out(struct pk_lot *lot, const char *name)
{
    int place = name[0] ? place_of(lot, name) : -1;
    if (place >= 0)
        lot->signed_in.names[place][0] = '\0';
}

/* ---- may they ---- */

static enum pk_status check_signed_in(struct pk_lot *lot, const char *who)
{
    bool has_staff;
    enum pk_status status = pk_lot_has_staff(&has_staff, lot);
    if (status != PK_OK || !has_staff)
        return status;
    if (who[0] && (place_of(lot, who) >= 0 || token_is_here(lot, who)))
        return PK_OK;
    return pk_fail(PK_SIGN_IN_REQUIRED, _("This lot has staff: sign in first."));
}

enum pk_status job_is_signed_in(struct job *job)
{
    return check_signed_in(job->lot, job->act->who);
}

/* Roles go up from attendant to manager; an auditor is none of them. */
static bool suffices(enum pk_role role, enum pk_role least)
{
    return role != PK_AUDITOR && role >= least;
}

/* PK_NOT_PERMITTED without a sentence when the role does not suffice; OUT is the member. */
static enum pk_status check_role(struct pk_staff *out, struct pk_lot *lot, const char *name,
                                 enum pk_role least)
{
    enum pk_status status = staff_get(out, lot, name);
    if (status != PK_OK)
        return status;
    if (!out->is_active)
        return pk_fail(PK_SIGN_IN_REQUIRED, _("%s does not work here any more."), name);
    return suffices(out->role, least) ? PK_OK : PK_NOT_PERMITTED;
}

static enum pk_status fail_role(enum pk_act_kind kind)
{
    pk_fail(PK_NOT_PERMITTED, _("This takes a %s, or the PIN of one who approves it (%s)."),
            pk_role_name(pk_act_role(kind)), pk_act_name(kind));
    pk_error_record()->may_be_approved = true;
    return PK_NOT_PERMITTED;
}

/* As pk_may(), with what is left to an approval: nothing of an auditor's. */
static enum pk_status may_alone(bool *may_be_approved, struct pk_lot *lot, const char *who,
                                enum pk_act_kind kind)
{
    bool has_staff;
    struct pk_staff member = {.role = PK_AUDITOR};
    *may_be_approved = false;
    if (token_is_here(lot, who))
        return token_may(lot, kind);
    enum pk_status status = pk_lot_has_staff(&has_staff, lot);
    if (status != PK_OK || !has_staff)
        return status;
    status = check_signed_in(lot, who);
    if (status == PK_OK)
        status = check_role(&member, lot, who, pk_act_role(kind));
    if (status == PK_NOT_PERMITTED && kind == PK_ACT_PIN) /* one's own is everybody's to change */
        return PK_OK;
    if (status != PK_NOT_PERMITTED)
        return status;
    *may_be_approved = member.role != PK_AUDITOR;
    return *may_be_approved
               ? fail_role(kind)
               : pk_fail(status, _("An auditor reads everything and changes nothing."));
}

enum pk_status pk_may(struct pk_lot *lot, const char *who, enum pk_act_kind kind)
{
    bool may_be_approved;
    return may_alone(&may_be_approved, lot, who, kind);
}

/* ---- a second person ---- */

static enum pk_status check_second(const struct pk_act *act, const char *name)
{
    char request_id[PK_UUID_SIZE];
    if (!pk_uuid_parse(request_id, act->request_id))
        return pk_fail(PK_USAGE, _("An approval is for one act: it needs a request id."));
    if (strcasecmp(name, act->who) == 0)
        return pk_fail(PK_NOT_PERMITTED, _("Nobody approves what they do themselves."));
    return PK_OK;
}

enum pk_status pk_approve(struct pk_act *act, struct pk_lot *lot, const char *name, const char *pin)
{
    struct pk_staff second;
    enum pk_status status = check_second(act, name);
    if (status == PK_OK)
        status = pin_try(lot, name, pin, act->station);
    if (status == PK_OK)
        status = staff_get(&second, lot, name);
    if (status != PK_OK)
        return status;
    pk_copy(act->approver, sizeof act->approver, second.name);
    pk_copy(lot->signed_in.approver, PK_NAME_SIZE, second.name);
    pk_uuid_parse(lot->signed_in.approved, act->request_id);
    return PK_OK;
}

static bool is_approved(const struct job *job)
{
    const struct signed_in *here = &job->lot->signed_in;
    return job->act->approver[0] && strcmp(job->act->approver, here->approver) == 0 &&
           strcmp(job->request_id, here->approved) == 0;
}

void job_end_approval(struct job *job)
{
    if (is_approved(job))
        job->lot->signed_in.approver[0] = job->lot->signed_in.approved[0] = '\0';
}

enum pk_status job_may_also(struct job *job, enum pk_act_kind kind)
{
    bool may_be_approved;
    struct pk_staff second;
    enum pk_status status = may_alone(&may_be_approved, job->lot, job->act->who, kind);
    if (status != PK_NOT_PERMITTED || !may_be_approved || !is_approved(job))
        return status;
    status = check_role(&second, job->lot, job->act->approver, pk_act_role(kind));
    if (status == PK_NOT_PERMITTED)
        return fail_role(kind);
    if (status == PK_OK)
        job->approver = job->act->approver;
    return status;
}

enum pk_status job_may(struct job *job, enum pk_act_kind kind)
{
    enum pk_status status = job_may_also(job, kind);
    if (status == PK_OK)
        job->kind = kind;
    return status;
}
