/*
 * A walk from its beginning to its end. Calls the findings, the desk's frame, the store.
 */
#include "walk/walk.h"

#include <string.h>

#include "base/error.h"
#include "parkade/text.h"

static const char *const kinds[PK_WALK_KIND_COUNT] = {"ghost", "stranger", "moved"};
static const char *const hows[PK_WALK_HOW_COUNT] = {"", "release", "park", "move", "leave"};

const char *pk_walk_kind_name(enum pk_walk_kind kind)
{
    return (unsigned)kind < PK_WALK_KIND_COUNT ? kinds[kind] : "";
}

const char *pk_walk_how_name(enum pk_walk_how how)
{
    return (unsigned)how < PK_WALK_HOW_COUNT ? hows[how] : "";
}

bool pk_walk_kind_from_name(enum pk_walk_kind *out, const char *name)
{
    for (int kind = 0; kind < PK_WALK_KIND_COUNT; kind++)
        if (strcmp(kinds[kind], name) == 0) {
            *out = (enum pk_walk_kind)kind;
            return true;
        }
    return false;
}

/* ---- reading ---- */

#define COLUMNS "SELECT walk_id, begun_at, ended_at, begun_by, ended_by, end_reason FROM walk "

static bool take(struct pk_walk *out, struct query *q, enum pk_status *status)
{
    *out = (struct pk_walk){.ended_at = PK_NONE};
    bool is_found = query_next(q);
    if (is_found) {
        out->walk_id = column_int(q, 0);
        out->begun_at = column_int(q, 1);
        out->ended_at = column_maybe_int(q, 2);
        column_text(q, 3, out->begun_by, sizeof out->begun_by);
        column_text(q, 4, out->ended_by, sizeof out->ended_by);
        column_text(q, 5, out->end_reason, sizeof out->end_reason);
    }
    *status = query_end(q);
    return is_found && *status == PK_OK;
}

enum pk_status walk_get_open(struct pk_walk *out, struct pk_lot *lot)
{
    enum pk_status status;
    if (take(out, query_on(lot->store, COLUMNS "WHERE ended_at IS NULL"), &status) ||
        status != PK_OK)
        return status;
    return pk_fail(PK_USAGE, _("No walk goes on: begin one first."));
}

static enum pk_status count_finding(const struct pk_walk_finding *finding, void *context)
{
    struct pk_walk *walk = context;
    walk->findings[finding->kind]++;
    return PK_OK;
}

enum pk_status walk_count(struct pk_walk *walk, struct pk_lot *lot)
{
    struct query *q = query_on(
        lot->store, "SELECT (SELECT sum(total) FROM spot_count), (SELECT count(*) FROM walk_sight "
                    "WHERE walk_id = ?1), (SELECT count(*) FROM walk_settlement "
                    "WHERE walk_id = ?1)");
    query_int(q, walk->walk_id);
    if (query_next(q)) {
        walk->spots = column_int(q, 0);
        walk->seen = column_int(q, 1);
        walk->settled = column_int(q, 2);
    }
    enum pk_status status = query_end(q);
    for (int kind = 0; kind < PK_WALK_KIND_COUNT; kind++)
        walk->findings[kind] = 0;
    if (status != PK_OK || walk->ended_at != PK_NONE)
        return status;
    return walk_each_open(lot, walk->walk_id, count_finding, walk);
}

struct wanted {
    struct pk_walk *out;
    struct pk_lot *lot;
    int64_t walk_id;
};

/* The newest walk is the one that goes on, if one does. */
static enum pk_status get(void *context)
{
    struct wanted *wanted = context;
    enum pk_status status;
    struct query *q = wanted->walk_id == 0
                          ? query_on(wanted->lot->store, COLUMNS "ORDER BY walk_id DESC LIMIT 1")
                          : query_on(wanted->lot->store, COLUMNS "WHERE walk_id = ?");
    if (wanted->walk_id != 0)
        query_int(q, wanted->walk_id);
    if (take(wanted->out, q, &status))
        return walk_count(wanted->out, wanted->lot);
    return status == PK_OK ? pk_fail(PK_USAGE, _("There is no such walk.")) : status;
}

enum pk_status pk_walk_get(struct pk_walk *out, struct pk_lot *lot, int64_t walk_id)
{
    return store_read(lot->store, get, &(struct wanted){out, lot, walk_id});
}

/* ---- begin and end ---- */

enum pk_status walk_note(struct job *job, const struct pk_walk_finding *finding, json_t *detail)
{
    struct job_event event = {.amount = PK_NONE, .detail = detail};
    if (finding && finding->ticket_id[0]) {
        event.ticket_id = finding->ticket_id;
        event.ticket_no = finding->ticket_no;
    }
    return job_note(job, &event);
}

static enum pk_status check_none(struct pk_lot *lot)
{
    struct pk_walk walk;
    char time[PK_TIME_SIZE];
    enum pk_status status;
    if (!take(&walk, query_on(lot->store, COLUMNS "WHERE ended_at IS NULL"), &status))
        return status;
    lot_say_time(time, lot, walk.begun_at);
    return pk_fail(PK_USAGE, _("A walk goes on since %s%s%s: end it first."), time,
                   walk.begun_by[0] ? _(", begun by ") : "", walk.begun_by);
}

static enum pk_status begin(struct job *job, const void *in, void *out)
{
    (void)in;
    struct pk_walk *walk = out;
    enum pk_status status = check_none(job->lot);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "INSERT INTO walk (begun_at, begun_by, station) "
                                           "VALUES (?, ?, ?)");
    query_int(q, job->now);
    query_maybe_text(q, job->act->who);
    query_text(q, job->act->station);
    status = query_run(q);
    if (status == PK_OK)
        status = walk_get_open(walk, job->lot);
    if (status == PK_OK)
        status = walk_count(walk, job->lot);
    return status == PK_OK ? walk_note(job, NULL,
                                       json_pack("{s:s, s:I}", "did", "begin", "walk",
                                                 (json_int_t)walk->walk_id))
                           : status;
}

static const struct job_rule begin_rule = {PK_ACT_WALK, begin, job_walk_fields};

enum pk_status pk_walk_begin(struct pk_walk *out, struct pk_lot *lot, const struct pk_act *act)
{
    return job_run(lot, act, &begin_rule, json_pack("{s:s}", "did", "begin"), NULL, out);
}

/* What is left open when the walk ends: settled as it is, for the reason of the end. */
struct leaving {
    struct job *job;
    int64_t walk_id;
    const char *reason;
};

static enum pk_status leave(const struct pk_walk_finding *finding, void *context)
{
    struct leaving *leaving = context;
    struct pk_walk_finding left = *finding;
    left.how = PK_WALK_LEAVE;
    pk_copy(left.reason, sizeof left.reason, leaving->reason);
    return walk_write_settlement(leaving->job, leaving->walk_id, &left);
}

static int64_t open_of(const struct pk_walk *walk)
{
    int64_t open = 0;
    for (int kind = 0; kind < PK_WALK_KIND_COUNT; kind++)
        open += walk->findings[kind];
    return open;
}

static enum pk_status check_settled(const struct pk_walk *walk, const char *reason)
{
    int64_t open = open_of(walk);
    if (open == 0 || reason)
        return PK_OK;
    return pk_fail(PK_USAGE,
                   _("%lld findings are not settled: settle them, or end the walk with a reason."),
                   (long long)open);
}

static enum pk_status write_end(struct job *job, struct pk_walk *walk, const char *reason)
{
    struct query *q = query_on(job->store, "UPDATE walk SET ended_at = ?, ended_by = ?, "
                                           "end_reason = ? WHERE walk_id = ?");
    query_int(q, job->now > walk->begun_at ? job->now : walk->begun_at);
    query_maybe_text(q, job->act->who);
    query_maybe_text(q, reason);
    query_int(q, walk->walk_id);
    return query_run(q);
}

static enum pk_status end(struct job *job, const void *in, void *out)
{
    const char *reason = in;
    struct pk_walk *walk = out;
    enum pk_status status = walk_get_open(walk, job->lot);
    if (status == PK_OK)
        status = walk_count(walk, job->lot);
    if (status == PK_OK)
        status = check_settled(walk, reason);
    if (status == PK_OK && open_of(walk) > 0)
        status = job_may(job, PK_ACT_WALK_LEAVE);
    if (status == PK_OK && reason)
        status = walk_each_open(job->lot, walk->walk_id, leave,
                                &(struct leaving){job, walk->walk_id, reason});
    if (status == PK_OK)
        status = write_end(job, walk, reason);
    if (status == PK_OK)
        status = pk_walk_get(walk, job->lot, walk->walk_id);
    return status == PK_OK
               ? walk_note(job, NULL,
                           json_pack("{s:s, s:I, s:I, s:I, s:s*}", "did", "end", "walk",
                                     (json_int_t)walk->walk_id, "seen", (json_int_t)walk->seen,
                                     "settled", (json_int_t)walk->settled, "reason", reason))
               : status;
}

static const struct job_rule end_rule = {PK_ACT_WALK, end, job_walk_fields};

enum pk_status pk_walk_end(struct pk_walk *out, struct pk_lot *lot, const struct pk_act *act,
                           const char *reason)
{
    enum pk_status status = reason ? job_check_reason(reason) : PK_OK;
    if (status != PK_OK)
        return status;
    return job_run(lot, act, &end_rule, json_pack("{s:s, s:s?}", "did", "end", "reason", reason),
                   reason, out);
}
