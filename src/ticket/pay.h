/*
 * Paying from inside: what cash, cards and nil payments have in common.
 */
#ifndef TICKET_PAY_H
#define TICKET_PAY_H

#include "ticket/book.h"

/* A ticket that is to be paid, and for how much. */
struct bill {
    struct pk_ticket ticket;
    struct pk_quote quote;
    int64_t waived;   /* by this payment, before its tenders */
    int64_t due;      /* before the next tender */
    int64_t paid_at;  /* the exit grace begins here: now, or when a late card was charged */
    bool is_released; /* only what is owed is paid */
};

/* Loads the ticket and says what is due at the moment that counts. Statuses as pk_pay(). With
 * IS_WAIVED nothing due is no failure: a price was agreed. */
enum pk_status bill_open(struct bill *bill, struct job *job, const char *ticket_id,
                         int64_t quoted_at);

/* The sentence for a bill on which nothing is due. */
enum pk_status bill_fail_nothing_due(const struct bill *bill, struct pk_lot *lot);

/* PK_ALREADY_PAID: since when, where, and THEN. */
enum pk_status ticket_fail_paid(const struct pk_ticket *ticket, struct pk_lot *lot,
                                const char *then);

/* Books TENDERS, which take the bill's due down; with the last one the ticket is paid if nothing is
 * left. ALL takes each tender. Journalled as one act. */
enum pk_status bill_settle(struct bill *bill, struct job *job, struct booking *tenders,
                           size_t count, struct pk_tender *all);

/* draft.c: the money in hand for the ticket at this station is booked. */
enum pk_status draft_end(struct job *job, const char *ticket_id);

/* Refuses while a card is under way or in doubt for the ticket (PK_PAYMENT_REQUIRED); for a bill
 * with what is due. */
enum pk_status card_check_none(struct pk_lot *lot, const struct pk_ticket *ticket);
enum pk_status bill_check_no_card(const struct bill *bill, struct pk_lot *lot);

#endif
