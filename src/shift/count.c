/*
 * Counting a drawer: blind, as often as wanted, and once more by somebody else after the close.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "parkade/text.h"
#include "shift/shift.h"

/* ---- rows ---- */

#define COUNT_COLUMNS "SELECT count_id, shift_id, kind, total, time, staff FROM cash_count "

static void read_count(struct query *q, struct pk_cash_count *count, const struct pk_lot *lot)
{
    *count = (struct pk_cash_count){
        .count_id = column_int(q, 0),
        .shift_id = column_int(q, 1),
        .total = column_int(q, 3),
        .time = column_int(q, 4),
    };
    column_text(q, 2, count->kind, sizeof count->kind);
    column_text(q, 5, count->staff, sizeof count->staff);
    pk_copy(count->currency, sizeof count->currency, lot->currency);
}

enum pk_status pk_shift_counts(struct pk_lot *lot, int64_t shift_id, pk_count_visit visit,
                               void *context)
{
    struct pk_cash_count count;
    bool goes_on = true;
    struct query *q = query_on(lot->store, COUNT_COLUMNS "WHERE shift_id = ? ORDER BY count_id");
    query_int(q, shift_id);
    while (goes_on && query_next(q)) {
        read_count(q, &count, lot);
        goes_on = visit(&count, context);
    }
    return query_end(q);
}

enum pk_status count_last(struct pk_cash_count *out, struct pk_lot *lot, int64_t shift_id)
{
    struct query *q = query_on(lot->store, COUNT_COLUMNS "WHERE shift_id = ? AND kind = 'count' "
                                                         "ORDER BY count_id DESC LIMIT 1");
    query_int(q, shift_id);
    bool is_found = query_next(q);
    if (is_found)
        read_count(q, out, lot);
    enum pk_status status = query_end(q);
    if (status == PK_OK && !is_found)
        return pk_fail(PK_USAGE, _("This drawer was not counted yet: count it, then close."));
    return status;
}

static enum pk_status insert(struct job *job, int64_t shift_id, const char *kind,
                             const struct pk_cash *cash)
{
    json_t *pieces = cash_pieces(cash);
    char *text = cash->piece_count > 0 ? json_dumps(pieces, JSON_COMPACT) : NULL;
    json_decref(pieces);
    struct query *q = query_on(job->store, "INSERT INTO cash_count (shift_id, kind, total, pieces, "
                                           "time, staff, station, request_id, last_tender, "
                                           "last_movement) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
                                           "(SELECT coalesce(max(tender_id), 0) FROM tender), "
                                           "(SELECT coalesce(max(movement_id), 0) "
                                           "FROM cash_movement))");
    query_int(q, shift_id);
    query_text(q, kind);
    query_int(q, cash->total);
    query_maybe_text(q, text);
    query_int(q, job->now);
    query_text(q, job->act->who);
    query_text(q, job->act->station);
    query_text(q, job->request_id);
    free(text);
    return query_run(q);
}

enum pk_status count_keep(struct pk_cash_count *out, struct job *job, int64_t shift_id,
                          const char *kind, const struct pk_cash *cash)
{
    enum pk_status status = insert(job, shift_id, kind, cash);
    *out = (struct pk_cash_count){
        .count_id = store_last_id(job->store),
        .shift_id = shift_id,
        .total = cash->total,
        .time = job->now,
    };
    pk_copy(out->kind, sizeof out->kind, kind);
    pk_copy(out->staff, sizeof out->staff, job->act->who);
    pk_copy(out->currency, sizeof out->currency, job->lot->currency);
    return status;
}

/* ---- the acts ---- */

struct counting {
    const char *staff; /* or NULL */
    int64_t shift_id;  /* of a recount */
    const struct pk_cash *cash;
};

static enum pk_status note(struct job *job, const struct pk_cash_count *count, const char *staff)
{
    return job_note(job, &(struct job_event){
                             .amount = count->total,
                             .detail = json_pack("{s:I, s:s}", "shift", (json_int_t)count->shift_id,
                                                 "staff", staff),
                         });
}

static enum pk_status count(struct job *job, const void *in, void *out)
{
    const struct counting *counting = in;
    struct pk_shift shift;
    enum pk_status status = shift_to_end(&shift, job, counting->staff);
    if (status == PK_OK)
        status = count_keep(out, job, shift.shift_id, "count", counting->cash);
    return status == PK_OK ? note(job, out, shift.staff) : status;
}

/* Neither who counts nor who approves it had the drawer or closed the shift. */
static bool is_involved(const struct pk_shift *shift, const char *name)
{
    return name[0] &&
           (strcasecmp(name, shift->staff) == 0 || strcasecmp(name, shift->closed_by) == 0);
}

static enum pk_status recount(struct job *job, const void *in, void *out)
{
    const struct counting *counting = in;
    struct pk_shift shift;
    enum pk_status status = pk_shift_get(&shift, job->lot, counting->shift_id);
    if (status != PK_OK)
        return status;
    if (shift.closed_at == PK_NONE)
        return pk_fail(PK_USAGE,
                       _("Shift %lld is open: it is counted, and recounted once it is "
                         "closed."),
                       (long long)shift.shift_id);
    if (is_involved(&shift, job->act->who) || is_involved(&shift, job->approver))
        return pk_fail(PK_NOT_PERMITTED, _("A drawer is recounted by somebody who neither had it "
                                           "nor closed its shift."));
    status = count_keep(out, job, shift.shift_id, "recount", counting->cash);
    return status == PK_OK ? note(job, out, shift.staff) : status;
}

static const struct job_rule count_rule = {PK_ACT_SHIFT_COUNT, count, job_count_fields};
static const struct job_rule recount_rule = {PK_ACT_RECOUNT, recount, job_count_fields};

static enum pk_status run(struct pk_cash_count *out, struct pk_lot *lot, const struct pk_act *act,
                          const struct job_rule *rule, const struct counting *counting)
{
    enum pk_status status = cash_check(lot, counting->cash);
    if (status != PK_OK)
        return status;
    json_t *content =
        json_pack("{s:s?, s:I, s:o}", "staff", counting->staff, "shift",
                  (json_int_t)counting->shift_id, "cash", cash_content(counting->cash));
    return job_run(lot, act, rule, content, counting, out);
}

enum pk_status pk_shift_count(struct pk_cash_count *out, struct pk_lot *lot,
                              const struct pk_act *act, const char *staff,
                              const struct pk_cash *cash)
{
    return run(out, lot, act, &count_rule, &(struct counting){.staff = staff, .cash = cash});
}

enum pk_status pk_shift_recount(struct pk_cash_count *out, struct pk_lot *lot,
                                const struct pk_act *act, int64_t shift_id,
                                const struct pk_cash *cash)
{
    return run(out, lot, act, &recount_rule,
               &(struct counting){.shift_id = shift_id, .cash = cash});
}
