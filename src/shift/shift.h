/*
 * Shifts from inside: what opening, counting, closing and reporting share. May call: the desk's
 * frame, the lot's handle, journal, store.
 */
#ifndef SHIFT_SHIFT_H
#define SHIFT_SHIFT_H

#include "desk/drawer.h"
#include "parkade/shift.h"

/* The open shift of STAFF that the one who acts may count and close: NULL or the own name is one's
 * own, another's needs PK_ACT_SHIFT_OF_ANOTHER. PK_OK, PK_SHIFT_REQUIRED, PK_NOT_PERMITTED. */
enum pk_status shift_to_end(struct pk_shift *out, struct job *job, const char *staff);

/* What should lie in the drawer of SHIFT. */
int64_t shift_expected(const struct pk_shift *shift, const struct pk_shift_sums *sums);

/* ---- cash.c ---- */

/* PK_OK, or PK_AMOUNT_INVALID: a note or coin that the lot does not have, pieces that do not add up
 * to the total, a total below nothing or beyond any drawer. */
enum pk_status cash_check(struct pk_lot *lot, const struct pk_cash *cash);

/* What was asked, for the request; a new reference, null for NULL. */
json_t *cash_content(const struct pk_cash *cash);

/* [[denomination, pieces], ...]; a new reference. */
json_t *cash_pieces(const struct pk_cash *cash);

/* ---- count.c ---- */

/* Keeps CASH as a count of KIND ("float", "count", "recount"). */
enum pk_status count_keep(struct pk_cash_count *out, struct job *job, int64_t shift_id,
                          const char *kind, const struct pk_cash *cash);

/* The last count that SHIFT can close with. PK_OK, or PK_USAGE: it was never counted. */
enum pk_status count_last(struct pk_cash_count *out, struct pk_lot *lot, int64_t shift_id);

/* ---- report.c ---- */

/* The report of SHIFT as it is now: a Z when it has its closing figures, else an X; in which
 * IS_BLIND leaves out what tells the expected cash. *OUT is a new reference. */
enum pk_status report_compose(json_t **out, struct pk_lot *lot, const struct pk_shift *shift,
                              bool is_blind);

enum { REPORT_HASH_SIZE = 65 };

/* What the journal keeps of a stored report: its BLAKE2b in hex. */
void report_hash(char out[static REPORT_HASH_SIZE], const char *z_report);

#endif
