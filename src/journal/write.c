/*
 * Appending to the journal. Calls the store and libsodium.
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "journal/write.h"
#include "parkade/journal.h"
#include "parkade/text.h"
#include "store/query.h"

/* Where the journal ends just now. */
struct tail {
    int64_t seq, time;
    unsigned char hash[JOURNAL_HASH_SIZE];
};

static enum pk_status read_tail(struct tail *tail, struct store *store)
{
    *tail = (struct tail){.time = PK_NONE};
    struct query *q =
        query_on(store, "SELECT seq, time, hash FROM journal ORDER BY seq DESC LIMIT 1");
    if (query_next(q)) {
        tail->seq = column_int(q, 0);
        tail->time = column_int(q, 1);
        column_blob(q, 2, tail->hash, sizeof tail->hash);
    }
    return query_end(q);
}

static enum pk_status insert_row(struct store *store, const struct journal_row *row,
                                 const unsigned char hash[static JOURNAL_HASH_SIZE])
{
    struct query *q = query_on(
        store, "INSERT INTO journal (seq, time, kind, staff, station, ticket_id, ticket_no, "
               "spot_id, amount, request_id, approver, detail_hash, prev_hash, hash) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query_int(q, row->seq);
    query_int(q, row->time);
    query_text(q, row->kind);
    query_maybe_text(q, row->staff);
    query_maybe_text(q, row->station);
    query_maybe_text(q, row->ticket_id);
    query_maybe_int(q, row->ticket_no == 0 ? PK_NONE : row->ticket_no);
    query_maybe_int(q, row->spot_id == 0 ? PK_NONE : row->spot_id);
    query_maybe_int(q, row->amount);
    query_maybe_text(q, row->request_id);
    query_maybe_text(q, row->approver);
    query_blob(q, row->detail_hash, JOURNAL_HASH_SIZE);
    query_blob(q, row->prev_hash, JOURNAL_HASH_SIZE);
    query_blob(q, hash, JOURNAL_HASH_SIZE);
    return query_run(q);
}

static enum pk_status insert_detail(struct store *store, int64_t seq,
                                    const unsigned char salt[static JOURNAL_SALT_SIZE],
                                    const char *detail)
{
    struct query *q =
        query_on(store, "INSERT INTO journal_detail (seq, salt, detail) VALUES (?, ?, ?)");
    query_int(q, seq);
    query_blob(q, salt, JOURNAL_SALT_SIZE);
    query_text(q, detail);
    return query_run(q);
}

/* Appends after TAIL, which becomes the new end. */
static enum pk_status append(struct store *store, struct tail *tail,
                             const struct journal_note *note, const char *detail)
{
    unsigned char salt[JOURNAL_SALT_SIZE];
    struct journal_row row = {
        .seq = tail->seq + 1,
        .time = note->time,
        .kind = note->kind,
        .staff = note->staff,
        .station = note->station,
        .ticket_id = note->ticket_id,
        .ticket_no = note->ticket_no,
        .spot_id = note->spot_id,
        .amount = note->amount,
        .request_id = note->request_id,
        .approver = note->approver,
    };
    randombytes_buf(salt, sizeof salt);
    journal_detail_hash(row.detail_hash, salt, detail);
    memcpy(row.prev_hash, tail->hash, sizeof row.prev_hash);
    journal_hash(tail->hash, &row);
    tail->seq = row.seq;
    tail->time = row.time;
    enum pk_status status = insert_row(store, &row, tail->hash);
    return status == PK_OK ? insert_detail(store, row.seq, salt, detail) : status;
}

/* The clock of a lot server can be set back; what is booked then must not look ordinary. */
static enum pk_status note_clock(struct store *store, struct tail *tail,
                                 const struct journal_note *note)
{
    if (tail->time == PK_NONE || note->time >= tail->time)
        return PK_OK;
    char detail[48];
    struct journal_note back = {
        .time = note->time,
        .kind = "clock_back",
        .staff = note->staff,
        .station = note->station,
        .amount = PK_NONE,
    };
    snprintf(detail, sizeof detail, "{\"seconds\":%lld}", (long long)(tail->time - note->time));
    return append(store, tail, &back, detail);
}

enum pk_status journal_write(struct store *store, const struct journal_note *note)
{
    struct tail tail;
    char *detail = note->detail ? json_dumps(note->detail, JSON_COMPACT) : strdup("{}");
    if (!detail || strlen(detail) >= PK_DETAIL_SIZE) {
        free(detail); /* an entry that nobody can read would stop every console's feed */
        return pk_fail(PK_INTERNAL, _("A journal entry cannot be written down."));
    }
    enum pk_status status = read_tail(&tail, store);
    if (status == PK_OK)
        status = note_clock(store, &tail, note);
    if (status == PK_OK)
        status = append(store, &tail, note, detail);
    free(detail);
    return status;
}
