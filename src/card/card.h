/*
 * Card attempts from inside: what beginning, settling and paying share. An attempt is written down
 * before the terminal is asked, settled once, never forgotten.
 */
#ifndef CARD_CARD_H
#define CARD_CARD_H

#include "ticket/pay.h"

enum { CARD_PATIENCE = 180 }; /* seconds a terminal may take */

/* An attempt as its row says. */
struct attempt {
    struct pk_card_attempt shown;
    int64_t quoted_at;
    int64_t shift_id; /* the one it began in, or PK_NONE */
};

/* The attempt that is under way or in doubt for a ticket, if there is one. */
enum pk_status attempt_find_live(struct attempt *out, bool *is_found, struct pk_lot *lot,
                                 const char *ticket_id);

/* PK_OK or PK_TICKET_UNKNOWN. */
enum pk_status attempt_get(struct attempt *out, struct pk_lot *lot, const char *attempt_id);

enum pk_status attempt_insert(struct job *job, const struct attempt *attempt);
enum pk_status attempt_write_state(struct job *job, const char *attempt_id,
                                   enum pk_card_state state);

/* Whether it has been under way for longer than a terminal takes: who began it must have died. */
bool attempt_is_left_behind(const struct attempt *attempt, int64_t now);

/* What somebody wants to be charged. */
struct beginning {
    const char *ticket_id;
    int64_t amount, quoted_at;
};

/* As pk_card_begin(). IS_FRESH is false when the request was answered before: then a terminal may
 * have been asked already. */
enum pk_status attempt_begin(struct pk_card_attempt *out, bool *is_fresh, struct pk_lot *lot,
                             const struct pk_act *act, const struct beginning *what);

#endif
