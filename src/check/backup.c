/*
 * Backup: a verified copy of the living lot, told in its journal.
 */
#include "base/error.h"
#include "desk/job.h"
#include "parkade/check.h"

static enum pk_status note(struct job *job, const void *in, void *out)
{
    (void)out;
    return job_note(job,
                    &(struct job_event){.amount = PK_NONE,
                                        .detail = json_pack("{s:s}", "file", (const char *)in)});
}

static const struct job_rule rule = {PK_ACT_BACKUP, note, job_nothing_fields};

enum pk_status pk_backup(struct pk_lot *lot, const struct pk_act *act, const char *path)
{
    enum pk_status status = store_backup(lot->store, path);
    if (status != PK_OK)
        return status;
    return job_run(lot, act, &rule, json_pack("{s:s}", "file", path), path, NULL);
}
