/*
 * Money in hand: rows that come and go with what an attendant takes and gives back. Whoever took it
 * is a process: while that lives, its money is nobody else's. Calls the desk's frame, store.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "parkade/journal.h"
#include "parkade/money.h"
#include "parkade/text.h"
#include "ticket/pay.h"

enum { HOLDER_SIZE = 64 };

/* ---- whose it is ---- */

/* "4711 8123": a process and the moment it began, since numbers are used again. "": none, or one
 * that is dead and only not buried yet. */
static void name_process(char out[static HOLDER_SIZE], long process)
{
    char path[32], line[1024];
    unsigned long long began = 0;
    char state = 'X';

    out[0] = '\0';
    snprintf(path, sizeof path, "/proc/%ld/stat", process);
    FILE *file = fopen(path, "re");
    if (!file)
        return;
    bool is_read = fgets(line, sizeof line, file) != NULL;
    fclose(file);
    const char *behind_name = is_read ? strrchr(line, ')') : NULL;
    bool is_known =
        behind_name && sscanf(behind_name + 1,
                              " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d "
                              "%*d %*d %*d %llu",
                              &state, &began) == 2;
    if (is_known && state != 'Z' && state != 'X')
        snprintf(out, HOLDER_SIZE, "%ld %llu", process, began);
}

/* A process that lives, and is not this one. */
static bool is_anothers(const char *holder)
{
    char now[HOLDER_SIZE];
    long process = 0;

    if (sscanf(holder, "%ld", &process) != 1 || process == (long)getpid())
        return false;
    name_process(now, process);
    return strcmp(now, holder) == 0;
}

/* ---- keep ---- */

struct keeping {
    struct pk_lot *lot;
    const struct pk_act *act;
    const char *ticket_id;
    const int64_t *handed;
    size_t count;
};

static enum pk_status remove_beyond(struct job *job, const char *ticket_id, size_t count)
{
    struct query *q = query_on(job->store, "DELETE FROM draft WHERE station = ? AND ticket_id = ? "
                                           "AND position > ?");
    query_text(q, job->act->station);
    query_text(q, ticket_id);
    query_int(q, (int64_t)count);
    return query_run(q);
}

/* Another amount in its place is other money. */
static enum pk_status remove_other(struct job *job, const char *ticket_id, int64_t position,
                                   int64_t handed)
{
    struct query *q = query_on(job->store, "DELETE FROM draft WHERE station = ? AND ticket_id = ? "
                                           "AND position = ? AND handed <> ?");
    query_text(q, job->act->station);
    query_text(q, ticket_id);
    query_int(q, position);
    query_int(q, handed);
    return query_run(q);
}

/* The same money again keeps when it was taken, and by whom; it may be in other hands now. */
static enum pk_status put(struct job *job, const struct keeping *what, int64_t position,
                          int64_t head)
{
    char holder[HOLDER_SIZE];
    struct query *q =
        query_on(job->store, "INSERT INTO draft (station, ticket_id, position, handed, taken_at, "
                             "journal_seq, staff, holder) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                             "ON CONFLICT (station, ticket_id, position) DO UPDATE SET "
                             "holder = excluded.holder");
    name_process(holder, (long)getpid());
    query_text(q, job->act->station);
    query_text(q, what->ticket_id);
    query_int(q, position);
    query_int(q, what->handed[position - 1]);
    query_int(q, job->now);
    query_int(q, head);
    query_maybe_text(q, job->act->who);
    query_text(q, holder);
    return query_run(q);
}

static enum pk_status keep(void *context)
{
    const struct keeping *what = context;
    struct job job = {.lot = what->lot,
                      .store = what->lot->store,
                      .act = what->act,
                      .kind = PK_ACT_PAY,
                      .now = pk_lot_now(what->lot),
                      .approver = ""};
    int64_t head = 0;
    enum pk_status status = job_is_signed_in(&job);
    if (status == PK_OK)
        status = job_know_station(job.store, what->act->station, job.now);
    if (status == PK_OK)
        status = pk_journal_head(&head, what->lot);
    for (size_t i = 0; i < what->count && status == PK_OK; i++) {
        status = remove_other(&job, what->ticket_id, (int64_t)i + 1, what->handed[i]);
        if (status == PK_OK)
            status = put(&job, what, (int64_t)i + 1, head);
    }
    return status == PK_OK ? remove_beyond(&job, what->ticket_id, what->count) : status;
}

enum pk_status pk_draft_keep(struct pk_lot *lot, const struct pk_act *act, const char *ticket_id,
                             const int64_t *handed, size_t count)
{
    struct pk_ticket ticket;
    if (count > PK_TENDERS_MAX)
        return pk_fail(PK_USAGE, _("A payment has 1 to %d tenders."), PK_TENDERS_MAX);
    for (size_t i = 0; i < count; i++)
        if (handed[i] <= 0 || handed[i] > PK_CASH_MAX)
            return pk_fail(PK_AMOUNT_INVALID, _("An amount to pay is more than nothing."));
    enum pk_status status = pk_ticket_get(&ticket, lot, ticket_id);
    if (status == PK_OK)
        status = job_check_station(act->station);
    if (status == PK_OK)
        status = job_check_who(act->who);
    if (status != PK_OK)
        return status;
    return store_write(lot->store, keep,
                       &(struct keeping){lot, act, ticket.ticket_id, handed, count});
}

enum pk_status draft_end(struct job *job, const char *ticket_id)
{
    return remove_beyond(job, ticket_id, 0);
}

/* ---- look ---- */

/* Adds the row to the draft that it belongs to: rows of one ticket come one after the other. */
static void add_row(struct query *q, struct pk_draft *out, size_t capacity, size_t *count)
{
    char ticket_id[PK_UUID_SIZE];
    column_text(q, 0, ticket_id, sizeof ticket_id);
    bool is_same = *count > 0 && strcmp(out[*count - 1].ticket_id, ticket_id) == 0;
    if (!is_same && *count == capacity)
        return;
    struct pk_draft *draft = is_same ? &out[*count - 1] : &out[(*count)++];
    if (!is_same) {
        *draft = (struct pk_draft){.taken_at = column_int(q, 2), .seq = column_int(q, 3)};
        memcpy(draft->ticket_id, ticket_id, sizeof ticket_id);
        column_text(q, 4, draft->staff, sizeof draft->staff);
    }
    if (draft->count < PK_TENDERS_MAX)
        draft->handed[draft->count++] = column_int(q, 1);
}

enum pk_status pk_draft_list(struct pk_draft *out, size_t capacity, size_t *count,
                             struct pk_lot *lot, const char *station)
{
    *count = 0;
    struct query *q =
        query_on(lot->store, "SELECT ticket_id, handed, taken_at, journal_seq, staff, holder "
                             "FROM draft WHERE station = ? ORDER BY ticket_id, position");
    query_text(q, station);
    while (query_next(q))
        if (!is_anothers(column_peek(q, 5)))
            add_row(q, out, capacity, count);
    return query_end(q);
}
