/*
 * Installing a tariff version, as an act. Calls the tariff module and the desk's frame.
 */
#include <string.h>

#include "base/error.h"
#include "desk/job.h"
#include "lot/handle.h"
#include "parkade/text.h"

/* A moment beyond this is a slip of the hand. */
#define LATEST_BEGINNING (INT64_C(36525) * 86400)

struct installation {
    const char *text;
    char name[PK_NAME_SIZE];
    int64_t valid_from;
};

static enum pk_status insert_version(struct job *job, const struct installation *in,
                                     struct pk_tariff_version *out)
{
    struct query *q = query_on(job->store, "INSERT INTO tariff_version (name, text, valid_from, "
                                           "installed_at, staff, station) "
                                           "VALUES (?, ?, ?, ?, ?, ?)");
    query_text(q, in->name);
    query_text(q, in->text);
    query_int(q, out->valid_from);
    query_int(q, job->now);
    query_maybe_text(q, job->act->who);
    query_text(q, job->act->station);
    return query_run(q);
}

/* Two versions may not begin at one moment: the later one would say nothing. */
static enum pk_status check_beginning(struct job *job, int64_t valid_from)
{
    if (valid_from < job->now)
        return pk_fail(PK_USAGE, _("A tariff takes effect now or later, never in the past."));
    if (valid_from > job->now + LATEST_BEGINNING)
        return pk_fail(PK_USAGE, _("A tariff takes effect within 100 years."));
    struct query *q = query_on(job->store, "SELECT 1 FROM tariff_version WHERE valid_from = ?");
    query_int(q, valid_from);
    bool is_taken = query_next(q);
    enum pk_status status = query_end(q);
    if (status == PK_OK && is_taken)
        return pk_fail(PK_USAGE, _("Another tariff begins at this very moment."));
    return status;
}

static enum pk_status install(struct job *job, const void *in, void *out)
{
    const struct installation *wanted = in;
    struct pk_tariff_version *version = out;
    *version = (struct pk_tariff_version){.installed_at = job->now};
    pk_copy(version->name, sizeof version->name, wanted->name);
    version->valid_from = wanted->valid_from == PK_NONE ? job->now : wanted->valid_from;
    enum pk_status status = check_beginning(job, version->valid_from);
    if (status == PK_OK)
        status = insert_version(job, wanted, version);
    if (status != PK_OK)
        return status;
    version->version_id = store_last_id(job->store);
    return job_note(job, &(struct job_event){
                             .amount = PK_NONE,
                             .detail = json_pack("{s:s, s:I, s:I}", "name", version->name,
                                                 "version", (json_int_t)version->version_id,
                                                 "valid_from", (json_int_t)version->valid_from)});
}

static const struct job_rule install_rule = {
    .kind = PK_ACT_TARIFF_INSTALL,
    .carry_out = install,
    .answer = job_tariff_fields,
};

/* Reads the text as this lot would; its name goes into NAME. */
static enum pk_status try_text(char name[static PK_NAME_SIZE], const struct pk_lot *lot,
                               const char *text, size_t length, struct pk_faults *warnings)
{
    struct pk_tariff_home home = tariff_home(lot);
    struct pk_tariff *tariff = NULL;
    enum pk_status status = pk_tariff_read(&tariff, text, length, &home, warnings);
    if (status != PK_OK)
        return status;
    if (strcmp(pk_tariff_currency(tariff), lot->currency) != 0)
        status = pk_fail(PK_TARIFF_INVALID, _("This tariff is in %s, the lot in %s."),
                         pk_tariff_currency(tariff), lot->currency);
    if (!pk_copy(name, PK_NAME_SIZE, pk_tariff_name(tariff)) || name[0] == '\0')
        pk_copy(name, PK_NAME_SIZE, "tariff");
    pk_tariff_free(tariff);
    return status;
}

enum pk_status pk_tariff_install(struct pk_tariff_version *out, struct pk_lot *lot,
                                 const struct pk_act *act, const char *text, size_t length,
                                 int64_t valid_from, struct pk_faults *warnings)
{
    struct installation in = {.text = text, .valid_from = valid_from};
    if (strlen(text) != length)
        return pk_fail(PK_TARIFF_INVALID, _("A tariff is plain text; this one holds a zero byte."));
    enum pk_status status = try_text(in.name, lot, text, length, warnings);
    if (status != PK_OK)
        return status;
    return job_run(lot, act, &install_rule,
                   json_pack("{s:s, s:I}", "text", text, "valid_from", (json_int_t)valid_from), &in,
                   out);
}
