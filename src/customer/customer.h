/*
 * Customers from inside: what tickets need of permits, codes and the watchlist. May call: the
 * desk's frame, the lot, store, base.
 */
#ifndef CUSTOMER_CUSTOMER_H
#define CUSTOMER_CUSTOMER_H

#include "desk/job.h"
#include "parkade/permit.h"
#include "parkade/validation.h"
#include "parkade/watch.h"

/* ---- permits ---- */

/* The permit that a vehicle is under: its number (0: none) and when it ends. */
struct permit_found {
    int64_t permit_id;
    int64_t valid_to;
};

/* The permit for CANONICAL that came at ENTRY: valid then, not ended by hand, with room beside the
 * other tickets than TICKET_ID (NULL: all). Of several the one that lasts longest. */
enum pk_status permit_find(struct permit_found *out, struct pk_lot *lot, const char *canonical,
                           int64_t entry, const char *ticket_id);

/* ---- codes ---- */

/* The database's name of a kind, and the kind of such a name. */
const char *code_kind_name(enum pk_off_kind kind);
enum pk_off_kind code_kind_of(const char *name);

/* CODE as it is kept: without blanks around it, in upper case. PK_OK or PK_USAGE. */
enum pk_status code_canonical(char out[static PK_CODE_SIZE], const char *code);

/* The code as the file has it, whatever its case. PK_OK or PK_TARIFF_UNKNOWN. */
enum pk_status code_find(struct pk_validation *out, struct pk_lot *lot, const char *code);

/* Whether it may be given at NOW once more. PK_OK or PK_TARIFF_INVALID with the reason. */
enum pk_status code_check(const struct pk_validation *validation, struct pk_lot *lot, int64_t now);

/* ---- the watchlist ---- */

/* As pk_watch_look() of a plate that is CANONICAL already. */
enum pk_status watch_look(struct pk_watch_seen *out, struct pk_lot *lot, const char *canonical);

#endif
