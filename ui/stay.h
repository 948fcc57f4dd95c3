/*
 * All there is to know about one stay, read at one moment: ticket, quote and what was paid. What
 * the detail lines, Pay and Ticket show. Calls the domain to read.
 */
#ifndef UI_STAY_H
#define UI_STAY_H

#include "parkade/payment.h"

enum { STAY_TENDERS_MAX = 16 };

struct stay {
    struct pk_ticket ticket;
    struct pk_quote quote;
    size_t tender_count;
    struct pk_tender tenders[STAY_TENDERS_MAX];
    bool has_doubt; /* a card of which nobody knows what became */
    struct pk_card_attempt doubt;
};

/* Reads the stay of the ticket with the UUID TICKET_ID as of now. */
enum pk_status stay_read(struct stay *out, struct pk_lot *lot, const char *ticket_id);

/* Whether the vehicle is inside. */
bool stay_is_open(const struct pk_ticket *ticket);

/* "free until 16:18", "7.50 due", "paid, leave by 18:55": the state and what it means. */
void stay_sentence(char *out, size_t size, struct pk_lot *lot, const struct stay *stay);

/* "card 9.90 in doubt since 18:40". */
void stay_say_doubt(char *out, size_t size, struct pk_lot *lot, const struct stay *stay);

/* What is to be paid before the vehicle may go, or what a released one owes. */
int64_t stay_due(const struct stay *stay);

/* A word for a state, for people. */
const char *stay_state_word(enum pk_ticket_state state);

#endif
