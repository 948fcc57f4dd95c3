/*
 * The inbox of exceptions: what is in it, and looking at one. Which kinds they are says the view
 * of that name in the database, as do the walls around acknowledging.
 */
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "desk/job.h"
#include "journal/read.h"
#include "parkade/audit.h"
#include "parkade/text.h"

/* Of a payment the reason is with its tenders. */
#define COLUMNS                                                                                    \
    "SELECT " JOURNAL_COLUMNS ", a.staff, a.time, a.note, "                                        \
    "coalesce(iif(json_valid(d.detail), json_extract(d.detail, '$.reason'), NULL), "               \
    "(SELECT reason FROM tender WHERE request_id = j.request_id)), "                               \
    "(SELECT v.registration_typed FROM parking_ticket t JOIN vehicle v "                           \
    "ON v.vehicle_id = t.vehicle_id WHERE t.ticket_id = j.ticket_id) FROM "
#define JOINS                                                                                      \
    " JOIN journal j ON j.seq = e.seq" JOURNAL_JOINS "LEFT JOIN acknowledgement a ON a.seq = "     \
    "e.seq "

/* Open alarms, from the index that they have. */
#define IS_ALARM "a.seq IS NULL AND e.seq IN (SELECT seq FROM journal WHERE kind = 'alarm')"

/* All of them, from the index alone; those of some days, from the index of times; those since or
 * until a moment, where the plus keeps SQLite on the index of exceptions: they are few among the
 * entries of years. */
#define EVER    "exception e LEFT JOIN acknowledgement a ON a.seq = e.seq WHERE TRUE "
#define WITHIN  EVER "AND e.seq IN (SELECT seq FROM journal WHERE time >= ? AND time < ?) "
#define BETWEEN EVER "AND +e.time >= ? AND +e.time < ? "

static void read_exception(struct query *q, struct pk_exception *exception)
{
    *exception = (struct pk_exception){.acknowledged_at = PK_NONE};
    journal_read_entry(q, &exception->entry);
    column_text(q, JOURNAL_COLUMN_COUNT, exception->acknowledged_by,
                sizeof exception->acknowledged_by);
    exception->acknowledged_at = column_maybe_int(q, JOURNAL_COLUMN_COUNT + 1);
    column_text(q, JOURNAL_COLUMN_COUNT + 2, exception->note, sizeof exception->note);
    column_text(q, JOURNAL_COLUMN_COUNT + 3, exception->reason, sizeof exception->reason);
    column_text(q, JOURNAL_COLUMN_COUNT + 4, exception->registration,
                sizeof exception->registration);
}

/* The same question of all of them, of some days, and since or until a moment. */
struct asked {
    const char *ever, *within, *between;
};

static struct query *ask(struct pk_lot *lot, const struct pk_exception_filter *filter,
                         const struct asked *asked)
{
    bool has_from = filter->from != PK_NONE, has_to = filter->to != PK_NONE;
    if (!has_from && !has_to)
        return query_on(lot->store, asked->ever);
    struct query *q = query_on(lot->store, has_from && has_to ? asked->within : asked->between);
    query_int(q, has_from ? filter->from : INT64_MIN);
    query_int(q, has_to ? filter->to : INT64_MAX);
    return q;
}

/* Which of them, and in which order, is decided on their numbers alone; the rest is read of those
 * that are wanted. */
#define LIST(of)                                                                                   \
    COLUMNS "(SELECT e.seq, " IS_ALARM " AS is_first FROM " of "AND (? OR a.seq IS NULL) "         \
            "ORDER BY is_first DESC, e.seq LIMIT ? OFFSET ?) e" JOINS                              \
            "ORDER BY e.is_first DESC, e.seq"

static struct query *select_exceptions(struct pk_lot *lot, const struct pk_exception_filter *filter,
                                       int64_t limit, int64_t skip)
{
    static const struct asked asked = {LIST(EVER), LIST(WITHIN), LIST(BETWEEN)};
    struct query *q = ask(lot, filter, &asked);
    query_int(q, filter->has_all);
    query_int(q, limit);
    query_int(q, skip);
    return q;
}

enum pk_status pk_exception_each(struct pk_lot *lot, const struct pk_exception_filter *filter,
                                 pk_exception_visit visit, void *context)
{
    struct pk_exception exception;
    struct query *q = select_exceptions(lot, filter, -1, 0);
    while (query_next(q)) {
        read_exception(q, &exception);
        if (!visit(&exception, context))
            break;
    }
    return query_end(q);
}

enum pk_status pk_exception_list(struct pk_exception *out, size_t capacity, size_t *count,
                                 struct pk_lot *lot, const struct pk_exception_filter *filter,
                                 int64_t skip)
{
    struct query *q = select_exceptions(lot, filter, (int64_t)capacity, skip);
    *count = 0;
    while (*count < capacity && query_next(q))
        read_exception(q, &out[(*count)++]);
    return query_end(q);
}

#define COUNT(of) "SELECT count(*), sum(a.seq IS NULL), sum(" IS_ALARM ") FROM " of

enum pk_status pk_exception_count(struct pk_exception_counts *out, struct pk_lot *lot,
                                  const struct pk_exception_filter *filter)
{
    static const struct asked asked = {COUNT(EVER), COUNT(WITHIN), COUNT(BETWEEN)};
    *out = (struct pk_exception_counts){0};
    struct query *q = ask(lot, filter, &asked);
    if (query_next(q)) {
        out->all = column_int(q, 0);
        out->open = column_int(q, 1);
        out->alarms = column_int(q, 2);
    }
    return query_end(q);
}

enum pk_status pk_alarm_count(int64_t *out, struct pk_lot *lot)
{
    struct query *q =
        query_on(lot->store, "SELECT count(*) FROM journal j WHERE kind = 'alarm' AND NOT EXISTS "
                             "(SELECT 1 FROM acknowledgement a WHERE a.seq = j.seq)");
    *out = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

/* ---- looking at one ---- */

struct look {
    int64_t seq;
    const char *note;
};

static enum pk_status find(struct pk_exception *out, struct pk_lot *lot, int64_t seq)
{
    struct query *q = query_on(lot->store, COLUMNS "exception e" JOINS "WHERE e.seq = ?");
    query_int(q, seq);
    bool is_found = query_next(q);
    if (is_found)
        read_exception(q, out);
    enum pk_status status = query_end(q);
    if (status != PK_OK || is_found)
        return status;
    return pk_fail(PK_USAGE, _("Entry %lld of the journal is no exception."), (long long)seq);
}

static enum pk_status check_open(const struct pk_exception *exception, const struct pk_lot *lot)
{
    char time[PK_TIME_SIZE];
    if (exception->acknowledged_at == PK_NONE)
        return PK_OK;
    lot_say_time(time, lot, exception->acknowledged_at);
    return pk_fail(PK_USAGE, _("Exception %lld was acknowledged at %s%s%s already."),
                   (long long)exception->entry.seq, time,
                   exception->acknowledged_by[0] ? _(" by ") : "", exception->acknowledged_by);
}

/* Whether NAME (or "") did the act, or approved it: staff names differ by more than their case. */
static bool has_part(const char *name, const struct pk_entry *entry)
{
    return name[0] && (strcasecmp(name, entry->who) == 0 || strcasecmp(name, entry->approver) == 0);
}

bool pk_exception_is_own(const struct pk_exception *exception, const char *who)
{
    const struct pk_entry *entry = &exception->entry;
    return strcmp(entry->kind, pk_act_name(PK_ACT_ALARM)) != 0 && has_part(who, entry);
}

/* Also the one whose approval makes the acknowledgement must be somebody else. */
static enum pk_status check_another(const struct job *job, const struct pk_exception *exception)
{
    const struct pk_entry *entry = &exception->entry;
    if (pk_exception_is_own(exception, job->act->who) ||
        pk_exception_is_own(exception, job->approver))
        return pk_fail(PK_NOT_PERMITTED,
                       _("Nobody acknowledges what they did or approved: %s%s%s did entry %lld."),
                       entry->who, entry->approver[0] ? _(" with the approval of ") : "",
                       entry->approver, (long long)entry->seq);
    return PK_OK;
}

static enum pk_status acknowledge(struct job *job, const void *in, void *out)
{
    const struct look *look = in;
    struct pk_exception *exception = out;
    enum pk_status status = find(exception, job->lot, look->seq);
    if (status == PK_OK)
        status = check_open(exception, job->lot);
    if (status == PK_OK)
        status = check_another(job, exception);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(
        job->store, "INSERT INTO acknowledgement (seq, staff, time, note) VALUES (?, ?, ?, ?)");
    query_int(q, look->seq);
    query_text(q, job->act->who);
    query_int(q, job->now);
    query_maybe_text(q, look->note);
    status = query_run(q);
    if (status != PK_OK)
        return status;
    const struct pk_entry *entry = &exception->entry;
    return job_note(job, &(struct job_event){
                             .ticket_id = entry->ticket_id[0] ? entry->ticket_id : NULL,
                             .ticket_no = entry->ticket_no,
                             .spot_id = entry->spot_id,
                             .amount = PK_NONE,
                             .detail = json_pack("{s:I, s:s, s:s*}", "seq", (json_int_t)look->seq,
                                                 "of", entry->kind, "note", look->note)});
}

static const struct job_rule rule = {PK_ACT_ACKNOWLEDGE, acknowledge, job_exception_fields};

enum pk_status pk_acknowledge(struct pk_exception *out, struct pk_lot *lot,
                              const struct pk_act *act, int64_t seq, const char *note)
{
    enum pk_status status = job_check_note(note);
    if (status != PK_OK)
        return status;
    json_t *content = json_pack("{s:I, s:s?}", "seq", (json_int_t)seq, "note", note);
    status = job_run(lot, act, &rule, content, &(struct look){seq, note}, out);
    return status == PK_OK ? find(out, lot, out->entry.seq) : status;
}
