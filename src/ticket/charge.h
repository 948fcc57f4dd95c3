/*
 * A ticket's stay as its tariff prices it.
 */
#ifndef TICKET_CHARGE_H
#define TICKET_CHARGE_H

#include "customer/customer.h"
#include "ticket/row.h"

/* Sponsors' codes on one ticket: so many that the engine takes, and one that the tariff knows. */
enum { CHARGE_CODES_MAX = PK_OFFS_MAX + 1 };

struct charge_code {
    char code[PK_CODE_SIZE];
    char what[PK_WHAT_SIZE]; /* its line of the quote */
    bool by_tariff;
    struct pk_off off;
    const char *proof; /* what it proves to the ticket's tariff, or NULL: then OFF counts */
};

struct charge {
    const struct pk_tariff *tariff;
    int64_t version;
    struct pk_stay stay; /* points into this struct: it is not to be copied */
    bool has_permit;
    bool is_free; /* its permit covers all of it: nothing is due, whatever the tariff says */
    char permit[PK_WHAT_SIZE];
    size_t code_count;
    struct charge_code codes[CHARGE_CODES_MAX]; /* in the order in which they are taken off */
};

/* The stay of TICKET up to the moment UNTIL. */
enum pk_status charge_read(struct charge *out, struct pk_lot *lot, const struct pk_ticket *ticket,
                           int64_t until);

/* Its price, with a line for the permit. Statuses as pk_tariff_price(). */
enum pk_status charge_price(struct pk_price *out, const struct charge *charge,
                            const struct pk_ticket *ticket, int64_t until);

/* Prices with the first COUNT codes alone from now on. */
void charge_take_codes(struct charge *charge, size_t count);

/* taken.c: writes down what each code took off a stay that has just ended. */
enum pk_status charge_write_taken(struct job *job, const struct pk_ticket *ticket);

/* Until when TICKET is valid without payment, counted from FROM on, or from the end of its permit.
 */
enum pk_status charge_validity(int64_t *out, struct pk_lot *lot, const struct pk_ticket *ticket,
                               int64_t from);

#endif
