/*
 * Recomputing the chain: every entry's hash, that it follows the one before, and that its details,
 * where they are still there, are those that were hashed.
 */
#include <sodium.h>
#include <string.h>

#include "base/error.h"
#include "journal/write.h"
#include "lot/handle.h"
#include "parkade/journal.h"
#include "parkade/text.h"

struct chain {
    int64_t seq; /* of the last good entry */
    unsigned char hash[JOURNAL_HASH_SIZE];
    int64_t blanked_before; /* retention blanked details of entries before this moment */
};

/* Details may be gone only where a retention run took them. */
static enum pk_status read_cutoff(struct chain *chain, struct pk_lot *lot)
{
    struct query *q =
        query_on(lot->store, "SELECT max(max(plate_cutoff, journal_cutoff)) FROM retention_run");
    chain->blanked_before = query_next(q) ? column_maybe_int(q, 0) : PK_NONE;
    return query_end(q);
}

/* Where the journal begins: at nothing, or after what retention took. */
static enum pk_status begin(struct chain *chain, struct pk_lot *lot)
{
    *chain = (struct chain){0};
    struct query *q = query_on(lot->store, "SELECT seq, hash FROM journal_checkpoint "
                                           "WHERE seq < (SELECT min(seq) FROM journal) "
                                           "ORDER BY seq DESC LIMIT 1");
    if (query_next(q)) {
        chain->seq = column_int(q, 0);
        column_blob(q, 1, chain->hash, sizeof chain->hash);
    }
    enum pk_status status = query_end(q);
    return status == PK_OK ? read_cutoff(chain, lot) : status;
}

static void read_row(struct query *q, struct journal_row *row)
{
    row->seq = column_int(q, 0);
    row->time = column_int(q, 1);
    row->kind = column_peek(q, 2);
    row->staff = column_peek(q, 3);
    row->station = column_peek(q, 4);
    row->ticket_id = column_peek(q, 5);
    row->ticket_no = column_int(q, 6);
    row->spot_id = column_int(q, 7);
    row->amount = column_maybe_int(q, 8);
    row->request_id = column_peek(q, 9);
    row->approver = column_peek(q, 15);
    column_blob(q, 10, row->detail_hash, JOURNAL_HASH_SIZE);
    column_blob(q, 11, row->prev_hash, JOURNAL_HASH_SIZE);
}

static bool detail_holds(struct query *q, const struct journal_row *row, const struct chain *chain)
{
    unsigned char salt[JOURNAL_SALT_SIZE] = {0}, hash[JOURNAL_HASH_SIZE];
    if (column_is_null(q, 14))
        return row->time < chain->blanked_before;
    column_blob(q, 13, salt, sizeof salt);
    journal_detail_hash(hash, salt, column_peek(q, 14));
    return memcmp(hash, row->detail_hash, sizeof hash) == 0;
}

/* Whether the row Q stands on follows CHAIN, which then ends with it. */
static bool follows(struct query *q, struct chain *chain)
{
    struct journal_row row;
    unsigned char stored[JOURNAL_HASH_SIZE], hash[JOURNAL_HASH_SIZE];
    read_row(q, &row);
    column_blob(q, 12, stored, sizeof stored);
    journal_hash(hash, &row);
    bool holds = row.seq == chain->seq + 1 &&
                 memcmp(row.prev_hash, chain->hash, sizeof chain->hash) == 0 &&
                 memcmp(hash, stored, sizeof hash) == 0 && detail_holds(q, &row, chain);
    chain->seq = row.seq;
    memcpy(chain->hash, hash, sizeof hash);
    return holds;
}

enum pk_status pk_journal_verify(struct pk_verdict *out, struct pk_lot *lot)
{
    struct chain chain;
    *out = (struct pk_verdict){0};
    enum pk_status status = begin(&chain, lot);
    if (status != PK_OK)
        return status;
    struct query *q = query_on(
        lot->store,
        "SELECT j.seq, j.time, j.kind, j.staff, j.station, j.ticket_id, j.ticket_no, "
        "j.spot_id, j.amount, j.request_id, j.detail_hash, j.prev_hash, j.hash, "
        "d.salt, d.detail, j.approver FROM journal j LEFT JOIN journal_detail d ON d.seq = j.seq "
        "ORDER BY j.seq");
    while (out->broken_seq == 0 && query_next(q)) {
        out->entries++;
        out->blanked += column_is_null(q, 14);
        if (!follows(q, &chain))
            out->broken_seq = chain.seq;
    }
    status = query_end(q);
    sodium_bin2hex(out->head, sizeof out->head, chain.hash, sizeof chain.hash);
    if (status == PK_OK && out->broken_seq != 0)
        return pk_fail(PK_CORRUPT,
                       _("The journal was tampered with: entry %lld does not follow from the "
                         "one before it."),
                       (long long)out->broken_seq);
    return status;
}
