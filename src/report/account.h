/*
 * Which tickets are accounted for, as SQL that more than one report needs.
 */
#ifndef REPORT_ACCOUNT_H
#define REPORT_ACCOUNT_H

#include "report/report.h"

/* The tickets that were issued from ?1 to ?2, as the table `issued`; a SELECT follows. A
 * replacement keeps the entry of the ticket that it replaces, but was issued when that one ended.
 */
#define ACCOUNT_ISSUED                                                                             \
    "WITH issued AS (SELECT ticket_no, ended_as, entry_station, entry_staff FROM parking_ticket "  \
    "WHERE entry_time >= ?1 AND entry_time < ?2 AND replaces IS NULL UNION ALL "                   \
    "SELECT r.ticket_no, r.ended_as, r.entry_station, r.entry_staff FROM parking_ticket t "        \
    "JOIN parking_ticket r ON r.replaces = t.ticket_id "                                           \
    "WHERE t.exit_time >= ?1 AND t.exit_time < ?2 AND t.ended_as = 'replaced') "

/* The numbers just outside of those that SPAN is answerable for: what lies between BEFORE and AFTER
 * must be there. */
enum pk_status account_edges(int64_t *before, int64_t *after, struct pk_lot *lot,
                             const struct span *span);

#endif
