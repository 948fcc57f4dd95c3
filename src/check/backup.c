/*
 * Backup: a verified copy of the living lot, told in its journal.
 */
#include <string.h>

#include "base/error.h"
#include "desk/job.h"
#include "parkade/check.h"

/* The journal keeps the file's name without its folders: a path may be longer than an entry. A name
 * that is no readable text is left out. */
static enum pk_status note(struct job *job, const void *in, void *out)
{
    (void)out;
    const char *slash = strrchr(in, '/');
    const char *name = slash ? slash + 1 : in;
    return job_note(job,
                    &(struct job_event){
                        .amount = PK_NONE,
                        .detail = json_pack("{s:s*}", "file", job_is_plain(name) ? name : NULL)});
}

static const struct job_rule rule = {PK_ACT_BACKUP, note, job_nothing_fields};

enum pk_status pk_backup(struct pk_lot *lot, const struct pk_act *act, const char *path)
{
    enum pk_status status = PK_OK;
    /* A request that was answered made its copy: it is not made again. */
    if (!job_is_answered(lot, act))
        status = store_backup(lot->store, path);
    if (status != PK_OK)
        return status;
    json_t *content = json_pack("{s:s*}", "file", job_is_plain(path) ? path : NULL);
    return job_run(lot, act, &rule, content, path, NULL);
}
