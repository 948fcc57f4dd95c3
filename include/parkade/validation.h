/*
 * Validations: what a sponsor (a cinema, a shop) gives on the stay of its guest. A code is made
 * once and given to many tickets; each gets a line of the quote, never a tender.
 *
 * Several on one ticket are taken in this order: free minutes, percentages, amounts, flat prices;
 * one rounding at the end. The price of a lost ticket takes none. Codes are compared whatever their
 * case. Where the tariff of a ticket has a [validation CODE], or products `with = CODE`, the code
 * proves that instead, and what it gives stands in the tariff.
 */
#ifndef PARKADE_VALIDATION_H
#define PARKADE_VALIDATION_H

#include "parkade/lot.h"

enum { PK_CODE_SIZE = 32 };

struct pk_validation {
    char code[PK_CODE_SIZE]; /* upper case */
    char sponsor[PK_NAME_SIZE];
    bool by_tariff; /* kind and value do not count: the tariff says what it gives */
    enum pk_off_kind kind;
    int64_t value;                /* minutes, percent, or minor units: see struct pk_off */
    int64_t valid_from, valid_to; /* PK_NONE: open; valid_to is not in it */
    int64_t per_day; /* how often it may be given in a day of the lot's zone; PK_NONE */
    int64_t most;    /* how often in all; PK_NONE */
    int64_t given;   /* how often it was */
    bool is_active;  /* false once it was ended by hand */
};

/* "minutes", "percent", "amount", "flat"; "tariff" where the tariff says what it gives. */
const char *pk_validation_kind_name(const struct pk_validation *validation);

/*
 * Makes a code; `given` and `is_active` of VALIDATION do not count. A code has 1 to 31 letters,
 * digits and - _ . of ASCII.
 * PK_OK, PK_USAGE (it exists; a value, date or number out of range).
 */
enum pk_status pk_validation_add(struct pk_validation *out, struct pk_lot *lot,
                                 const struct pk_act *act, const struct pk_validation *validation);

/* Ends a code: it is given no more; tickets that have it keep it. PK_OK, PK_TARIFF_UNKNOWN (no
 * such code), PK_USAGE (ended already). */
enum pk_status pk_validation_end(struct pk_validation *out, struct pk_lot *lot,
                                 const struct pk_act *act, const char *code);

/* All codes by sponsor; at most CAPACITY are written, COUNT is how many were. */
enum pk_status pk_validation_list(struct pk_validation *out, size_t capacity, size_t *count,
                                  struct pk_lot *lot);

/* ---- on a ticket ---- */

/* A code that was given to a ticket. */
struct pk_given {
    char ticket_id[PK_UUID_SIZE];
    int64_t ticket_no;
    char code[PK_CODE_SIZE];
    char sponsor[PK_NAME_SIZE];
    int64_t time;
    int64_t due; /* what is left to pay after it */
};

/*
 * Gives CODE to an open ticket that is not paid yet, once. (pk_pay() does the same before it asks
 * what is due: struct pk_pay.)
 * PK_OK; PK_TICKET_UNKNOWN, PK_TICKET_CLOSED, PK_TICKET_VOID, PK_TICKET_EXPIRED, PK_ALREADY_PAID;
 * PK_PAYMENT_REQUIRED while a card is under way; PK_TARIFF_UNKNOWN: there is no such code;
 * PK_TARIFF_INVALID: it does not hold for this ticket now (not begun, ended, given as often as it
 * may be, on this ticket already, one too many on it, unknown to its tariff).
 */
enum pk_status pk_validation_give(struct pk_given *out, struct pk_lot *lot,
                                  const struct pk_act *act, const char *ticket_id,
                                  const char *code);

/* Whether CODE was given to the ticket, or to one that it replaces. */
enum pk_status pk_validation_is_given(bool *out, struct pk_lot *lot, const char *ticket_id,
                                      const char *code);

/* ---- what a sponsor owes ---- */

/* What a sponsor's codes took off the stays that ended on one local day. */
struct pk_sponsor_day {
    char date[16]; /* "2026-11-22" */
    char sponsor[PK_NAME_SIZE];
    int64_t codes;  /* how many were given to these stays */
    int64_t amount; /* what they took off, minor units */
};

/* Hears of each sponsor and day; false stops. */
typedef bool pk_sponsor_heard(const struct pk_sponsor_day *day, void *context);

/*
 * The sponsors of the days FROM to TO (day numbers of the wall calendar, both included, at most
 * 3660), by day and sponsor. What a code took off is the price without it less the price with it,
 * as of the payment, or of the exit where nothing was paid; of several each counts after those
 * before it. PK_OK, PK_USAGE.
 */
enum pk_status pk_report_sponsors(struct pk_lot *lot, int64_t from, int64_t to,
                                  pk_sponsor_heard *heard, void *context);

#endif
