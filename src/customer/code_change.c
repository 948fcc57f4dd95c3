/*
 * Sponsors' codes, changed: made and ended. What was made stays as it is: a sponsor is billed by
 * it.
 */
#include <string.h>

#include "base/error.h"
#include "customer/customer.h"
#include "parkade/text.h"

static enum pk_status note(struct job *job, const struct pk_validation *validation,
                           const char *what)
{
    return job_note(job, &(struct job_event){
                             .amount = PK_NONE,
                             .detail = json_pack("{s:s, s:s, s:s, s:s, s:I}", "what", what, "code",
                                                 validation->code, "sponsor", validation->sponsor,
                                                 "kind", pk_validation_kind_name(validation),
                                                 "value", (json_int_t)validation->value),
                         });
}

/* ---- add ---- */

static const struct {
    int64_t least, most;
    const char *sentence;
} ranges[PK_OFF_KIND_COUNT] = {
    [PK_OFF_MINUTES] = {1, PK_OFF_MINUTES_MAX, "A sponsor gives 1 minute to ten years."},
    [PK_OFF_PERCENT] = {1, 100, "A sponsor gives 1 to 100 percent."},
    [PK_OFF_AMOUNT] = {1, INT64_MAX / 4, "A sponsor takes off more than nothing."},
    [PK_OFF_FLAT] = {0, INT64_MAX / 4, "A flat price is not below nothing."},
};

static enum pk_status check_value(const struct pk_validation *validation)
{
    if (validation->by_tariff)
        return PK_OK;
    if ((unsigned)validation->kind >= PK_OFF_KIND_COUNT)
        return pk_fail(PK_USAGE, _("There is no such kind of validation."));
    if (validation->value < ranges[validation->kind].least ||
        validation->value > ranges[validation->kind].most)
        return pk_fail(PK_USAGE, "%s", _(ranges[validation->kind].sentence));
    return PK_OK;
}

static bool is_limit(int64_t limit)
{
    return limit == PK_NONE || (limit > 0 && limit < INT32_MAX);
}

static enum pk_status check_terms(const struct pk_validation *validation)
{
    size_t length = strnlen(validation->sponsor, PK_NAME_SIZE);
    if (length == 0 || length == PK_NAME_SIZE || !job_is_plain(validation->sponsor))
        return pk_fail(PK_USAGE, _("A sponsor has a name of 1 to %d bytes, in one line."),
                       PK_NAME_SIZE - 1);
    if (validation->valid_from != PK_NONE && validation->valid_to != PK_NONE &&
        validation->valid_to <= validation->valid_from)
        return pk_fail(PK_USAGE, _("A code ends after it begins."));
    if (!is_limit(validation->per_day) || !is_limit(validation->most))
        return pk_fail(PK_USAGE, _("A limit of a code is at least 1."));
    return check_value(validation);
}

static enum pk_status insert(struct job *job, const struct pk_validation *validation)
{
    struct query *q = query_on(job->store, "INSERT INTO validation (code, sponsor, by_tariff, "
                                           "kind, value, valid_from, valid_to, per_day, most) "
                                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query_text(q, validation->code);
    query_text(q, validation->sponsor);
    query_int(q, validation->by_tariff);
    query_text(q, code_kind_name(validation->kind));
    query_int(q, validation->value);
    query_maybe_int(q, validation->valid_from);
    query_maybe_int(q, validation->valid_to);
    query_maybe_int(q, validation->per_day);
    query_maybe_int(q, validation->most);
    return query_run(q);
}

static enum pk_status add(struct job *job, const void *in, void *out)
{
    const struct pk_validation *validation = in;
    struct pk_validation *made = out;
    enum pk_status status = code_find(made, job->lot, validation->code);
    if (status == PK_OK)
        return pk_fail(PK_USAGE, _("The code %s exists already, of %s."), made->code,
                       made->sponsor);
    if (status == PK_TARIFF_UNKNOWN)
        status = insert(job, validation);
    if (status == PK_OK)
        status = code_find(made, job->lot, validation->code);
    return status == PK_OK ? note(job, made, "added") : status;
}

static const struct job_rule add_rule = {PK_ACT_VALIDATION, add, job_validation_fields};

enum pk_status pk_validation_add(struct pk_validation *out, struct pk_lot *lot,
                                 const struct pk_act *act, const struct pk_validation *validation)
{
    struct pk_validation made = *validation;
    enum pk_status status = code_canonical(made.code, validation->code);
    if (status == PK_OK)
        status = check_terms(&made);
    if (status != PK_OK)
        return status;
    if (made.by_tariff) { /* the row says nothing of its own then */
        made.kind = PK_OFF_PERCENT;
        made.value = 0;
    }
    json_t *content =
        json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:I, s:I, s:I}", "what", "add", "code", made.code,
                  "sponsor", made.sponsor, "kind", pk_validation_kind_name(&made), "value",
                  (json_int_t)made.value, "from", (json_int_t)made.valid_from, "to",
                  (json_int_t)made.valid_to, "per_day", (json_int_t)made.per_day, "most",
                  (json_int_t)made.most);
    return job_run(lot, act, &add_rule, content, &made, out);
}

/* ---- end ---- */

static enum pk_status end(struct job *job, const void *in, void *out)
{
    struct pk_validation *validation = out;
    enum pk_status status = code_find(validation, job->lot, in);
    if (status == PK_OK && !validation->is_active)
        return pk_fail(PK_USAGE, _("%s is given no more already."), validation->code);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "UPDATE validation SET is_active = 0 WHERE code = ?");
    query_text(q, validation->code);
    status = query_run(q);
    validation->is_active = false;
    return status == PK_OK ? note(job, validation, "ended") : status;
}

static const struct job_rule end_rule = {PK_ACT_VALIDATION, end, job_validation_fields};

enum pk_status pk_validation_end(struct pk_validation *out, struct pk_lot *lot,
                                 const struct pk_act *act, const char *code)
{
    char canonical[PK_CODE_SIZE];
    enum pk_status status = code_canonical(canonical, code);
    if (status != PK_OK)
        return status;
    return job_run(lot, act, &end_rule, json_pack("{s:s, s:s}", "what", "end", "code", canonical),
                   canonical, out);
}
