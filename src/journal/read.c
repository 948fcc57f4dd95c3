/*
 * Reading the journal: the change feed of consoles, and the log for people.
 */
#include "journal/read.h"

#include "lot/handle.h"

enum pk_status pk_journal_head(int64_t *out, struct pk_lot *lot)
{
    struct query *q = query_on(lot->store, "SELECT seq FROM journal ORDER BY seq DESC LIMIT 1");
    *out = query_next(q) ? column_int(q, 0) : 0;
    return query_end(q);
}

void journal_read_entry(struct query *q, struct pk_entry *entry)
{
    entry->seq = column_int(q, 0);
    entry->time = column_int(q, 1);
    column_text(q, 2, entry->kind, sizeof entry->kind);
    column_text(q, 3, entry->who, sizeof entry->who);
    column_text(q, 4, entry->station, sizeof entry->station);
    column_text(q, 5, entry->ticket_id, sizeof entry->ticket_id);
    entry->ticket_no = column_int(q, 6);
    entry->spot_id = column_int(q, 7);
    column_text(q, 8, entry->spot, sizeof entry->spot);
    entry->amount = column_maybe_int(q, 9);
    column_text(q, 10, entry->detail, sizeof entry->detail);
    column_text(q, 11, entry->approver, sizeof entry->approver);
}

enum pk_status pk_journal_each(struct pk_lot *lot, int64_t after, int64_t *last,
                               pk_entry_visit visit, void *context)
{
    struct pk_entry entry;
    int64_t seen = after;
    struct query *q = query_on(lot->store, "SELECT " JOURNAL_COLUMNS " FROM journal j" JOURNAL_JOINS
                                           "WHERE j.seq > ? ORDER BY j.seq");
    query_int(q, after);
    while (query_next(q)) {
        journal_read_entry(q, &entry);
        seen = entry.seq;
        if (!visit(&entry, context))
            break;
    }
    if (last)
        *last = seen;
    return query_end(q);
}
