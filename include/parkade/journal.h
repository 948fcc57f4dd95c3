/*
 * The journal: the append-only, hash-chained record of everything that changed, and the feed by
 * which consoles follow it.
 */
#ifndef PARKADE_JOURNAL_H
#define PARKADE_JOURNAL_H

#include "parkade/lot.h"

enum { PK_DETAIL_SIZE = 1024 };

struct pk_entry {
    int64_t seq; /* the running number: 1, 2, 3 ... */
    int64_t time;
    char kind[32]; /* the act's name */
    char who[PK_NAME_SIZE];
    char approver[PK_NAME_SIZE]; /* "": nobody had to */
    char station[PK_NAME_SIZE];
    char ticket_id[PK_UUID_SIZE];
    int64_t ticket_no; /* 0: none */
    int64_t spot_id;   /* 0: none */
    char spot[PK_SPOT_LABEL_SIZE];
    int64_t amount;              /* PK_NONE: none */
    char detail[PK_DETAIL_SIZE]; /* a JSON object; "" once blanked */
};

typedef bool (*pk_entry_visit)(const struct pk_entry *entry, void *context);

/* Walks the entries after AFTER in order; returning false ends the walk. LAST, which may be NULL,
 * takes the number of the last one seen (AFTER when there was none). */
enum pk_status pk_journal_each(struct pk_lot *lot, int64_t after, int64_t *last,
                               pk_entry_visit visit, void *context);

/* The number of the newest entry; 0 in an empty journal. */
enum pk_status pk_journal_head(int64_t *out, struct pk_lot *lot);

struct pk_verdict {
    int64_t entries;
    int64_t blanked;    /* details gone by retention; the chain holds without them */
    int64_t broken_seq; /* the first entry that does not verify; 0: none */
    char head[65];      /* the hash of the newest entry, in hex */
};

/* Recomputes the chain. PK_OK when it holds, PK_CORRUPT when it does not (broken_seq). */
enum pk_status pk_journal_verify(struct pk_verdict *out, struct pk_lot *lot);

#endif
