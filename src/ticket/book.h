/*
 * Booking tenders: the one way money gets into the lot's file.
 */
#ifndef TICKET_BOOK_H
#define TICKET_BOOK_H

#include "ticket/row.h"

/* A tender that is decided; amounts as in struct pk_tender. */
struct booking {
    enum pk_method method;
    int64_t amount, tendered, change;
    const char *request_id;
    const char *reason; /* or NULL */
    int64_t began_in;   /* of a card: the shift of its attempt, or PK_NONE */
    /* The ticket after it. */
    bool is_paid;
    int64_t expires_at, due;
};

/* The ticket's payment, made if there is none yet. */
enum pk_status book_payment(char payment_id[static PK_UUID_SIZE], struct job *job,
                            const char *ticket_id);

/* Writes the tender into the shift that takes it and fills OUT. PK_OK, PK_SHIFT_REQUIRED (cash). */
enum pk_status book_tender(struct pk_tender *out, struct job *job, const char *payment_id,
                           const struct pk_ticket *ticket, const struct booking *booking);

/* Keeps the quote that was paid, line by line. */
enum pk_status book_quote(struct job *job, const char *payment_id, const struct pk_quote *quote);

/* Adds to what was waived, and notes when the payment covered. */
enum pk_status book_waiver(struct job *job, const char *payment_id, int64_t waived);
enum pk_status book_covered(struct job *job, const char *payment_id);

/* Sets the ticket's flag and expiry. */
enum pk_status book_ticket(struct job *job, const char *ticket_id, bool is_paid,
                           int64_t expires_at);

/* cover.c: settles anew whether and until when an open TICKET is paid, after GIVEN_BACK was (or is
 * about to be) given back or its class has changed. DUE is what is left to pay now. */
enum pk_status cover_again(int64_t *due, struct job *job, struct pk_ticket *ticket,
                           int64_t given_back);

/* Takes AMOUNT off what a released ticket owes. */
enum pk_status book_owed(struct job *job, const char *ticket_id, int64_t amount);

#endif
