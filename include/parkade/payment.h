/*
 * What a stay costs, and taking the money. Statuses common to all changes: see ticket.h.
 */
#ifndef PARKADE_PAYMENT_H
#define PARKADE_PAYMENT_H

#include "parkade/ticket.h"

/* What a stay costs at a moment. */
struct pk_quote {
    char ticket_id[PK_UUID_SIZE];
    int64_t at;
    int64_t tariff_version;
    struct pk_price price; /* the lines add up to price.total; rises and falls are of the due */
    int64_t paid;
    int64_t waived; /* by nil payments and agreed prices; a line of the price already */
    int64_t due;    /* 0 while paid and in time */
};

/* Quotes the ticket at the moment AT (PK_NONE: now; a moment before the entry counts as the
 * entry). An ended ticket is quoted at its exit. PK_OK, PK_TICKET_UNKNOWN, PK_TARIFF_INVALID (the
 * tariff refuses such a stay), PK_USAGE (more than 100 years). */
enum pk_status pk_quote(struct pk_quote *out, struct pk_lot *lot, const char *ticket_id,
                        int64_t at);

enum { PK_TENDERS_MAX = 8 };

/* One act of paying, as the attendant makes it. */
struct pk_tender_in {
    enum pk_method method; /* PK_CARD is only for pk_pay_card() */
    int64_t amount;        /* PK_NONE: all that is due then; less is a part on purpose */
    int64_t tendered;      /* cash handed over; PK_NONE: exactly the amount */
};

struct pk_pay {
    const char *ticket_id;
    size_t tender_count; /* 1 to PK_TENDERS_MAX */
    struct pk_tender_in tenders[PK_TENDERS_MAX];
    int64_t quoted_at;      /* the moment of the quote the driver was told; PK_NONE: now */
    int64_t override_price; /* the price a supervisor agreed instead; PK_NONE: the tariff's */
    const char *reason;     /* needed for nil and override; else NULL */
    /* A sponsor's code that is given to the ticket first, unless it has it (pk_validation_give());
     * NULL: none. Where nothing is due with it the payment is refused, and the code not given. */
    const char *validation;
    bool ends_draft; /* the money is what pk_draft_keep() keeps for the ticket at this station */
};

/* A tender that was booked. */
struct pk_tender {
    char payment_id[PK_UUID_SIZE];
    char ticket_id[PK_UUID_SIZE];
    char currency[PK_CURRENCY_SIZE];
    enum pk_method method;
    int64_t amount;   /* of this tender; negative for a refund */
    int64_t tendered; /* what was handed over */
    int64_t change;
    int64_t payment_time;
    char station[PK_NAME_SIZE]; /* which gave it the number */
    int64_t receipt_no;
    bool is_paid;       /* the ticket, after it */
    int64_t expires_at; /* likewise; PK_NONE where the vehicle has gone: what it owed was paid */
    int64_t due;        /* what is left to pay, after it */
};

/*
 * Books cash and nil tenders together: all or none. OUT is the last tender; ALL, which may be
 * NULL, takes each. The quoted price holds for quote_hold after QUOTED_AT; past it the stay is
 * priced anew (compare the due). PK_OK, PK_TICKET_UNKNOWN, PK_ALREADY_PAID, PK_NOTHING_DUE,
 * PK_TICKET_CLOSED, PK_TICKET_VOID, PK_TICKET_EXPIRED, PK_AMOUNT_SHORT (due), PK_AMOUNT_INVALID,
 * PK_SHIFT_REQUIRED, PK_USAGE (no reason).
 */
enum pk_status pk_pay(struct pk_tender *out, struct pk_tender all[], struct pk_lot *lot,
                      const struct pk_act *act, const struct pk_pay *pay);

/*
 * Whether pk_pay() would take the agreed price and the reason of HOW, by this act: alone, or with
 * the approval that it carries. For a front end that tells the driver before money is taken;
 * changes nothing. As pk_pay(), and PK_NOT_PERMITTED.
 */
enum pk_status pk_pay_agree(struct pk_lot *lot, const struct pk_act *act, const struct pk_pay *how);

/* Gives AMOUNT (more than 0, at most what was paid) back. A ticket is never reopened; an open
 * ticket that is no longer covered must be paid again. An attendant gives back what was taken in
 * the own open shift while the vehicle is inside; anything else needs a supervisor. PK_OK,
 * PK_AMOUNT_INVALID, PK_NOT_PERMITTED, PK_SHIFT_REQUIRED (cash), PK_USAGE. */
enum pk_status pk_refund(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                         const char *ticket_id, int64_t amount, enum pk_method method,
                         const char *reason);

/* The tenders of a ticket in their order; at most CAPACITY are written. */
enum pk_status pk_tender_list(struct pk_tender *out, size_t capacity, size_t *count,
                              struct pk_lot *lot, const char *ticket_id);

/* ---- money in hand ---- */

/* What was handed over for a ticket and is not booked yet. */
struct pk_draft {
    char ticket_id[PK_UUID_SIZE];
    char staff[PK_NAME_SIZE]; /* who took the first of it; "": nobody's name */
    int64_t taken_at;         /* then */
    int64_t seq;              /* the newest entry of the journal then */
    size_t count;
    int64_t handed[PK_TENDERS_MAX]; /* minor units, in their order */
};

/*
 * Keeps what is in hand for a ticket at act->station, in place of what was kept there before: a
 * crash may come at any moment. COUNT 0: it was given back. It is no payment and nothing is
 * journalled; pk_pay() with ends_draft ends it. PK_OK, PK_TICKET_UNKNOWN, PK_AMOUNT_INVALID,
 * PK_USAGE, PK_SIGN_IN_REQUIRED.
 */
enum pk_status pk_draft_keep(struct pk_lot *lot, const struct pk_act *act, const char *ticket_id,
                             const int64_t *handed, size_t count);

/* What was left in hand at STATION by programs that live no more, or by this one, by ticket; at
 * most CAPACITY are written, COUNT is how many were. */
enum pk_status pk_draft_list(struct pk_draft *out, size_t capacity, size_t *count,
                             struct pk_lot *lot, const char *station);

/* ---- cards ---- */

enum pk_card_outcome { PK_CARD_APPROVED, PK_CARD_DECLINED, PK_CARD_IN_DOUBT };

/* A card terminal. Neither call is made inside a transaction. */
struct pk_card_terminal {
    /* Charges AMOUNT minor units for the attempt ATTEMPT_ID and waits for the outcome. */
    enum pk_card_outcome (*charge)(void *context, const char *attempt_id, int64_t amount,
                                   const char *currency);
    /* What became of an earlier attempt. */
    enum pk_card_outcome (*ask)(void *context, const char *attempt_id);
    void *context;
};

/*
 * A terminal for demos and tests. BEHAVIOUR is "approve", "decline", "doubt" (never knows), "late"
 * (in doubt at first, approved when asked), "slow" (approves after five seconds), "silent" (says
 * nothing for three minutes; then and when asked it is in doubt) or "dies" (takes the process that
 * calls it along; approved when asked). PK_OK or PK_USAGE.
 */
enum pk_status pk_card_simulator(struct pk_card_terminal *out, const char *behaviour);

enum pk_card_state {
    PK_CARD_STATE_PENDING,
    PK_CARD_STATE_APPROVED,
    PK_CARD_STATE_DECLINED,
    PK_CARD_STATE_UNKNOWN
};

struct pk_card_attempt {
    char attempt_id[PK_UUID_SIZE];
    char ticket_id[PK_UUID_SIZE];
    int64_t amount;
    int64_t started_at;
    enum pk_card_state state;
    char station[PK_NAME_SIZE]; /* where it began */
};

/* Whether somebody may be waiting at the terminal at NOW: it is pending, and not for longer than a
 * terminal takes. Until that is over only an approval is to be taken from who asks about it. */
bool pk_card_is_under_way(const struct pk_card_attempt *attempt, int64_t now);

/*
 * Writes down an attempt to charge AMOUNT (PK_NONE: all that is due), before the terminal is
 * asked. PK_OK; PK_PAYMENT_REQUIRED while another attempt on the ticket is under way or in doubt;
 * else as pk_pay().
 */
enum pk_status pk_card_begin(struct pk_card_attempt *out, struct pk_lot *lot,
                             const struct pk_act *act, const char *ticket_id, int64_t amount,
                             int64_t quoted_at);

/* Writes down the outcome of an attempt; approved books its tender (OUT), once, however often it
 * is said. PK_OK also for the other outcomes, with out->amount 0. */
enum pk_status pk_card_settle(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                              const char *attempt_id, enum pk_card_outcome outcome);

/* Begin, charge and settle in one call, for a front end that may wait; an attempt in doubt is
 * asked for first. PK_OK; PK_PAYMENT_REQUIRED when the card is declined or in doubt: the sentence
 * says which. */
enum pk_status pk_pay_card(struct pk_tender *out, struct pk_lot *lot, const struct pk_act *act,
                           const struct pk_card_terminal *terminal, const char *ticket_id,
                           int64_t amount, int64_t quoted_at);

/* Attempts that are pending or in doubt, oldest first. */
enum pk_status pk_card_doubts(struct pk_card_attempt *out, size_t capacity, size_t *count,
                              struct pk_lot *lot);

#endif
