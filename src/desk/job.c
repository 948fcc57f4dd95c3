/*
 * The frame of every act: see job.h.
 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "desk/job.h"
#include "journal/write.h"
#include "parkade/text.h"
#include "parkade/uuid.h"

enum { DIGEST_SIZE = 32 };

struct frame {
    struct job job;
    const struct job_rule *rule;
    unsigned char digest[DIGEST_SIZE];
    const void *in;
    void *out;
};

/* ---- at which station ---- */

enum pk_status job_know_station(struct store *store, const char *name, int64_t now)
{
    struct query *q = query_on(store, "SELECT 1 FROM station WHERE name = ?");
    query_text(q, name);
    bool is_known = query_next(q);
    enum pk_status status = query_end(q);
    if (status != PK_OK || is_known)
        return status;
    q = query_on(store, "INSERT INTO station (name, created_at) VALUES (?, ?)");
    query_text(q, name);
    query_int(q, now);
    return query_run(q);
}

/* ---- requests ---- */

/* What was asked, as 32 bytes: the act, who does it, and its content with its keys in order. */
static enum pk_status digest(unsigned char out[static DIGEST_SIZE], const struct job_rule *rule,
                             const struct pk_act *act, json_t *content)
{
    char *text = json_dumps(content, JSON_COMPACT | JSON_SORT_KEYS);
    if (!text)
        return pk_fail(PK_USAGE, _("Something is missing or is not readable text (UTF-8)."));
    crypto_generichash_state state;
    const char *name = pk_act_name(rule->kind);
    crypto_generichash_init(&state, NULL, 0, DIGEST_SIZE);
    crypto_generichash_update(&state, (const unsigned char *)name, strlen(name) + 1);
    crypto_generichash_update(&state, (const unsigned char *)act->who, strlen(act->who) + 1);
    crypto_generichash_update(&state, (const unsigned char *)text, strlen(text));
    crypto_generichash_final(&state, out, DIGEST_SIZE);
    free(text);
    return PK_OK;
}

/* Whether the request was answered before; then OUT is that answer, or the status says why not. */
static bool was_answered(struct frame *frame, enum pk_status *status)
{
    unsigned char before[DIGEST_SIZE];
    struct query *q =
        query_on(frame->job.store, "SELECT digest, answer FROM request WHERE request_id = ?");
    query_text(q, frame->job.request_id);
    bool is_known = query_next(q);
    if (is_known) {
        column_blob(q, 0, before, sizeof before);
        const char *answer = column_peek(q, 1);
        if (memcmp(before, frame->digest, sizeof before) == 0)
            *status = answer_decode(frame->rule->answer, frame->out, answer);
        else
            *status = pk_fail(PK_REQUEST_REUSED, _("This request id was used for something else. "
                                                   "Ask again with a new one."));
    }
    enum pk_status ended = query_end(q);
    if (!is_known || *status == PK_OK)
        *status = ended;
    return is_known;
}

static enum pk_status remember_answer(struct frame *frame)
{
    json_t *answer = answer_encode(frame->rule->answer, frame->out);
    char *text = answer ? json_dumps(answer, JSON_COMPACT) : NULL;
    json_decref(answer);
    if (!text)
        return pk_fail(PK_INTERNAL, _("An answer cannot be kept: it is not valid UTF-8."));
    struct query *q = query_on(frame->job.store, "INSERT INTO request (request_id, kind, digest, "
                                                 "answer, time) VALUES (?, ?, ?, ?, ?)");
    query_text(q, frame->job.request_id);
    query_text(q, pk_act_name(frame->job.kind));
    query_blob(q, frame->digest, sizeof frame->digest);
    query_text(q, text);
    query_int(q, frame->job.now);
    free(text);
    return query_run(q);
}

/* ---- the frame ---- */

static enum pk_status run(void *context)
{
    struct frame *frame = context;
    struct job *job = &frame->job;
    job->now = pk_lot_now(job->lot);

    enum pk_status status = job_is_signed_in(job);
    if (status != PK_OK || was_answered(frame, &status))
        return status;
    if (status == PK_OK)
        status = job_may(job, frame->rule->kind);
    if (status == PK_OK)
        status = job_know_station(job->store, job->act->station, job->now);
    if (status == PK_OK)
        status = frame->rule->carry_out(job, frame->in, frame->out);
    if (status == PK_OK)
        status = remember_answer(frame);
    return status;
}

static enum pk_status name_request(struct job *job)
{
    if (job->act->request_id[0] == '\0') {
        pk_uuid_make(job->request_id, pk_lot_now(job->lot));
        return PK_OK;
    }
    if (!pk_uuid_parse(job->request_id, job->act->request_id))
        return pk_fail(PK_USAGE, _("A request id is a UUID: %s is none."), job->act->request_id);
    return PK_OK;
}

bool job_is_answered(struct pk_lot *lot, const struct pk_act *act)
{
    char request_id[PK_UUID_SIZE];
    if (!pk_uuid_parse(request_id, act->request_id))
        return false;
    struct query *q = query_on(lot->store, "SELECT 1 FROM request WHERE request_id = ?");
    query_text(q, request_id);
    bool is_known = query_next(q);
    return query_end(q) == PK_OK && is_known;
}

bool pk_request_is_answered(struct pk_lot *lot, const struct pk_act *act)
{
    return job_is_answered(lot, act);
}

enum pk_status job_run(struct pk_lot *lot, const struct pk_act *act, const struct job_rule *rule,
                       json_t *content, const void *in, void *out)
{
    struct frame frame = {
        .job = {.lot = lot, .store = lot->store, .act = act, .kind = rule->kind, .approver = ""},
        .rule = rule,
        .in = in,
        .out = out,
    };
    enum pk_status status = job_check_station(act->station);
    if (status == PK_OK)
        status = job_check_who(act->who);
    if (status == PK_OK)
        status = name_request(&frame.job);
    if (status == PK_OK)
        status = digest(frame.digest, rule, act, content);
    json_decref(content);
    if (status == PK_OK)
        status = store_write(lot->store, run, &frame);
    if (status == PK_OK)
        job_end_approval(&frame.job);
    return status;
}

enum pk_status job_note(struct job *job, const struct job_event *event)
{
    struct journal_note note = {
        .time = job->now,
        .kind = pk_act_name(job->kind),
        .staff = job->act->who,
        .station = job->act->station,
        .ticket_id = event->ticket_id,
        .ticket_no = event->ticket_no,
        .spot_id = event->spot_id,
        .amount = event->amount,
        .request_id = job->request_id,
        .approver = job->approver,
        .detail = event->detail,
    };
    enum pk_status status = journal_write(job->store, &note);
    json_decref(event->detail);
    return status;
}
