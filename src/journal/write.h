/*
 * Writing the journal: at its end, chained, inside the transaction of the act it tells of.
 */
#ifndef JOURNAL_WRITE_H
#define JOURNAL_WRITE_H

#include <jansson.h>

#include "store/store.h"

enum { JOURNAL_HASH_SIZE = 32, JOURNAL_SALT_SIZE = 16 };

/* An entry to be. Absent: NULL or "", 0, PK_NONE for the amount. */
struct journal_note {
    int64_t time;
    const char *kind, *staff, *station;
    const char *ticket_id;
    int64_t ticket_no, spot_id;
    int64_t amount;
    const char *request_id;
    const char *approver;
    json_t *detail; /* the caller's; NULL is an empty object */
};

/* Appends NOTE. When the clock has gone back since the last entry, an entry "clock_back" says so
 * first, with the seconds in its detail. */
enum pk_status journal_write(struct store *store, const struct journal_note *note);

/* What an entry's hash is of; shared with the one that verifies. */
struct journal_row {
    int64_t seq, time;
    const char *kind, *staff, *station, *ticket_id;
    int64_t ticket_no, spot_id, amount;
    const char *request_id, *approver;
    unsigned char detail_hash[JOURNAL_HASH_SIZE], prev_hash[JOURNAL_HASH_SIZE];
};

void journal_hash(unsigned char out[static JOURNAL_HASH_SIZE], const struct journal_row *row);
void journal_detail_hash(unsigned char out[static JOURNAL_HASH_SIZE],
                         const unsigned char salt[static JOURNAL_SALT_SIZE], const char *detail);

#endif
