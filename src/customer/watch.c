/*
 * The watchlist: looked up when a vehicle comes, and kept. Look-alikes are found by the index on
 * the folded plate.
 */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "customer/customer.h"
#include "parkade/registration.h"
#include "parkade/text.h"

static const char *const marks[PK_WATCH_MARK_COUNT] = {"refuse", "alert"};

const char *pk_watch_mark_name(enum pk_watch_mark mark)
{
    return (unsigned)mark < PK_WATCH_MARK_COUNT ? marks[mark] : "";
}

bool pk_watch_mark_from_name(enum pk_watch_mark *out, const char *name)
{
    for (int i = 0; name && i < PK_WATCH_MARK_COUNT; i++)
        if (strcmp(marks[i], name) == 0) {
            *out = (enum pk_watch_mark)i;
            return true;
        }
    return false;
}

/* ---- read ---- */

#define WATCH_COLUMNS "SELECT registration_number, mark, reason, added_at, staff FROM watchlist "

static void read_watch(struct query *q, struct pk_watch *watch)
{
    *watch = (struct pk_watch){.mark = PK_WATCH_ALERT};
    column_text(q, 0, watch->registration_number, sizeof watch->registration_number);
    pk_watch_mark_from_name(&watch->mark, column_peek(q, 1));
    column_text(q, 2, watch->reason, sizeof watch->reason);
    watch->added_at = column_int(q, 3);
    column_text(q, 4, watch->staff, sizeof watch->staff);
}

static enum pk_status find(struct pk_watch *out, bool *is_found, struct pk_lot *lot,
                           const char *canonical)
{
    struct query *q = query_on(lot->store, WATCH_COLUMNS "WHERE registration_number = ?");
    query_text(q, canonical);
    *is_found = query_next(q);
    if (*is_found)
        read_watch(q, out);
    return query_end(q);
}

static enum pk_status find_alike(struct pk_watch *out, bool *is_found, struct pk_lot *lot,
                                 const char *canonical)
{
    char folded[PK_REGISTRATION_SIZE];
    pk_registration_fold(folded, canonical);
    struct query *q = query_on(lot->store, WATCH_COLUMNS "WHERE registration_folded = ? "
                                                         "ORDER BY registration_number LIMIT 1");
    query_text(q, folded);
    *is_found = query_next(q);
    if (*is_found)
        read_watch(q, out);
    return query_end(q);
}

enum pk_status watch_look(struct pk_watch_seen *out, struct pk_lot *lot, const char *canonical)
{
    struct pk_watch watch;
    bool is_watched, is_alike = false;
    *out = (struct pk_watch_seen){.is_refused = false};
    enum pk_status status = find(&watch, &is_watched, lot, canonical);
    if (status == PK_OK && !is_watched)
        status = find_alike(&watch, &is_alike, lot, canonical);
    if (status != PK_OK)
        return status;
    out->is_refused = is_watched && watch.mark == PK_WATCH_REFUSE;
    if (is_watched)
        pk_copy(out->alert, sizeof out->alert, watch.reason);
    if (is_alike)
        snprintf(out->alert, sizeof out->alert, _("looks like %s: %s"), watch.registration_number,
                 watch.reason);
    return PK_OK;
}

enum pk_status pk_watch_look(struct pk_watch_seen *out, struct pk_lot *lot,
                             const char *registration)
{
    char canonical[PK_REGISTRATION_SIZE];
    enum pk_status status = pk_registration_canonical(canonical, registration);
    return status == PK_OK ? watch_look(out, lot, canonical) : status;
}

enum pk_status pk_watch_each(struct pk_lot *lot, pk_watch_heard *heard, void *context)
{
    struct pk_watch watch;
    struct query *q = query_on(lot->store, WATCH_COLUMNS "ORDER BY registration_number");
    while (query_next(q)) {
        read_watch(q, &watch);
        if (!heard(&watch, context))
            break;
    }
    return query_end(q);
}

/* ---- change ---- */

struct change {
    const char *registration;
    enum pk_watch_mark mark;
    const char *reason;
};

static enum pk_status note(struct job *job, const struct pk_watch *watch, const char *what)
{
    return job_note(
        job, &(struct job_event){
                 .amount = PK_NONE,
                 .detail = json_pack("{s:s, s:s, s:s, s:s}", "what", what, "registration",
                                     watch->registration_number, "mark",
                                     pk_watch_mark_name(watch->mark), "reason", watch->reason),
             });
}

static enum pk_status insert(struct job *job, const struct pk_watch *watch)
{
    char folded[PK_REGISTRATION_SIZE];
    pk_registration_fold(folded, watch->registration_number);
    struct query *q = query_on(job->store, "INSERT INTO watchlist (registration_number, mark, "
                                           "reason, added_at, staff, registration_folded) "
                                           "VALUES (?, ?, ?, ?, ?, ?)");
    query_text(q, watch->registration_number);
    query_text(q, pk_watch_mark_name(watch->mark));
    query_text(q, watch->reason);
    query_int(q, watch->added_at);
    query_maybe_text(q, watch->staff);
    query_text(q, folded);
    return query_run(q);
}

static enum pk_status add(struct job *job, const void *in, void *out)
{
    const struct change *change = in;
    struct pk_watch *watch = out, before;
    bool is_known = false;
    *watch = (struct pk_watch){.mark = change->mark, .added_at = job->now};
    pk_copy(watch->reason, sizeof watch->reason, change->reason);
    pk_copy(watch->staff, sizeof watch->staff, job->act->who);
    enum pk_status status =
        pk_registration_canonical(watch->registration_number, change->registration);
    if (status == PK_OK)
        status = find(&before, &is_known, job->lot, watch->registration_number);
    if (status == PK_OK && is_known)
        return pk_fail(PK_USAGE, _("%s is on the watchlist already (%s: %s). Take it off first."),
                       before.registration_number, pk_watch_mark_name(before.mark), before.reason);
    if (status == PK_OK)
        status = insert(job, watch);
    return status == PK_OK ? note(job, watch, "added") : status;
}

static enum pk_status take_off(struct job *job, const void *in, void *out)
{
    const struct change *change = in;
    struct pk_watch *watch = out;
    char canonical[PK_REGISTRATION_SIZE];
    bool is_known = false;
    enum pk_status status = pk_registration_canonical(canonical, change->registration);
    if (status == PK_OK)
        status = find(watch, &is_known, job->lot, canonical);
    if (status == PK_OK && !is_known)
        return pk_fail(PK_USAGE, _("%s is not on the watchlist; see parkade watch list."),
                       canonical);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(job->store, "DELETE FROM watchlist WHERE registration_number = ?");
    query_text(q, canonical);
    status = query_run(q);
    return status == PK_OK ? note(job, watch, "removed") : status;
}

static const struct job_rule add_rule = {PK_ACT_WATCH, add, job_watch_fields};
static const struct job_rule remove_rule = {PK_ACT_WATCH, take_off, job_watch_fields};

enum pk_status pk_watch_add(struct pk_watch *out, struct pk_lot *lot, const struct pk_act *act,
                            const char *registration, enum pk_watch_mark mark, const char *reason)
{
    if (pk_watch_mark_name(mark)[0] == '\0')
        return pk_fail(PK_USAGE, _("A plate is marked refuse or alert."));
    enum pk_status status = job_check_reason(reason);
    if (status != PK_OK)
        return status;
    json_t *content = json_pack("{s:s, s:s, s:i, s:s}", "what", "add", "registration", registration,
                                "mark", (int)mark, "reason", reason);
    return job_run(lot, act, &add_rule, content, &(struct change){registration, mark, reason}, out);
}

enum pk_status pk_watch_remove(struct pk_watch *out, struct pk_lot *lot, const struct pk_act *act,
                               const char *registration)
{
    json_t *content = json_pack("{s:s, s:s}", "what", "remove", "registration", registration);
    return job_run(lot, act, &remove_rule, content, &(struct change){.registration = registration},
                   out);
}
