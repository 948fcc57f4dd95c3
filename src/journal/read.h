/*
 * Entries of the journal as rows, for who selects them by something other than their order.
 */
#ifndef JOURNAL_READ_H
#define JOURNAL_READ_H

#include "parkade/journal.h"
#include "store/query.h"

/* What journal_read_entry() reads, and where from: the journal is called j. */
#define JOURNAL_COLUMNS                                                                            \
    "j.seq, j.time, j.kind, j.staff, j.station, j.ticket_id, j.ticket_no, j.spot_id, s.label, "    \
    "j.amount, d.detail, j.approver"
#define JOURNAL_JOINS                                                                              \
    " LEFT JOIN parking_spot s ON s.spot_id = j.spot_id "                                          \
    "LEFT JOIN journal_detail d ON d.seq = j.seq "

enum { JOURNAL_COLUMN_COUNT = 12 };

/* Reads the row Q stands on, whose first columns are JOURNAL_COLUMNS. */
void journal_read_entry(struct query *q, struct pk_entry *entry);

#endif
