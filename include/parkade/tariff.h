/*
 * Tariffs: the rules that turn a stay into money.
 *
 * Reading makes a value, pricing is a pure function of it: no database, no clock, no allocation.
 */
#ifndef PARKADE_TARIFF_H
#define PARKADE_TARIFF_H

#include "parkade/types.h"
#include "parkade/zone.h"

struct pk_tariff;

/* What the lot gives a tariff that does not say it itself. */
struct pk_tariff_home {
    const char *currency; /* ISO 4217 */
    const char *timezone; /* IANA */
};

enum { PK_FAULTS_MAX = 32, PK_LINES_MAX = 96, PK_WHAT_SIZE = 64 };

/* One thing that is wrong with a tariff or plan file: where, what, and what would be right. */
struct pk_fault {
    int line; /* from 1; 0 when it is about the file as a whole */
    bool is_warning;
    bool is_example; /* a worked price of the file that the tariff does not come to */
    char message[240];
};

/* All that is wrong with a file, in the order of its lines. More than PK_FAULTS_MAX are counted,
 * not kept. */
struct pk_faults {
    size_t count;
    size_t errors; /* how many of all found are not mere warnings */
    struct pk_fault fault[PK_FAULTS_MAX];
};

/*
 * Reads a tariff from TEXT of LENGTH bytes (at most 64 KiB). All faults found are in FAULTS, which
 * may be NULL. Its [example] sections are priced too, and one that differs is a fault.
 * Returns PK_OK (there may be warnings), or PK_TARIFF_INVALID with the first fault as the
 * sentence. The caller releases the tariff with pk_tariff_free().
 */
enum pk_status pk_tariff_read(struct pk_tariff **out, const char *text, size_t length,
                              const struct pk_tariff_home *home, struct pk_faults *faults);

/*
 * As pk_tariff_read(), but an example whose price differs is only a warning: for looking at how
 * such a tariff comes to its prices. Statuses as there.
 */
enum pk_status pk_tariff_read_unproven(struct pk_tariff **out, const char *text, size_t length,
                                       const struct pk_tariff_home *home, struct pk_faults *faults);
void pk_tariff_free(struct pk_tariff *tariff);

const char *pk_tariff_name(const struct pk_tariff *tariff);     /* as the file says; "" if not */
const char *pk_tariff_currency(const struct pk_tariff *tariff); /* ISO 4217 */
const struct pk_zone *pk_tariff_zone(const struct pk_tariff *tariff);

/* The exit grace that the tariff gives, in seconds, or PK_NONE: then the lot's setting holds. */
int64_t pk_tariff_exit_grace(const struct pk_tariff *tariff);

/* Whether TARIFF has a price for a lost ticket. */
bool pk_tariff_has_lost_price(const struct pk_tariff *tariff);

/*
 * Whether a driver can prove PROOF (NULL: nothing) by TARIFF: PK_OK, or PK_USAGE with the sentence
 * that names what is near. Pricing passes over a proof that means nothing to it.
 */
enum pk_status pk_tariff_check_proof(const struct pk_tariff *tariff, const char *proof);

/* What a sponsor takes off a stay, in the order in which several are taken. */
enum pk_off_kind { PK_OFF_MINUTES, PK_OFF_PERCENT, PK_OFF_AMOUNT, PK_OFF_FLAT, PK_OFF_KIND_COUNT };

struct pk_off {
    enum pk_off_kind kind;
    /* Minutes that are free (up to ten years), percent (0 to 100), minor units off, or the most
     * that the stay costs in minor units. */
    int64_t value;
    const char *what; /* its line of the quote; must live as long as the stay */
};

enum { PK_OFFS_MAX = 4, PK_OFF_MINUTES_MAX = 3660 * 24 * 60 };

/*
 * NAME as TARIFF's file writes it, where the file says something of that proof: a [validation NAME]
 * or a product `with = NAME`, whatever its case. NULL when it does not. It lives as long as TARIFF.
 */
const char *pk_tariff_proof(const struct pk_tariff *tariff, const char *name);

/* What is priced. */
struct pk_stay {
    int64_t entry; /* seconds since the epoch, UTC */
    int64_t exit;  /* never before entry */
    enum pk_vehicle_class vehicle_class;
    bool is_lost;      /* the ticket is lost: its own price, where the tariff has one */
    const char *proof; /* what the driver proved, as the tariff's file names it; NULL: nothing */
    /* Taken off after what the tariff itself gives for the proof; nothing is taken off the price
     * of a lost ticket. */
    size_t off_count;
    struct pk_off offs[PK_OFFS_MAX];
};

/* One line of a quote. Lines add up to the total; caps and roundings are negative. */
struct pk_line {
    char what[PK_WHAT_SIZE]; /* the name of its rule */
    int64_t from, to;        /* what it covers, or PK_NONE */
    int64_t units;           /* how many units of the rule; 0 when it counts none */
    int64_t amount;          /* minor units */
};

/* A price, explained. */
struct pk_price {
    char currency[PK_CURRENCY_SIZE];
    int64_t total;
    int64_t rises_at; /* the first moment after exit with a higher total, or PK_NONE: never */
    int64_t falls_at; /* the first moment after exit with a lower total, or PK_NONE */
    size_t line_count;
    struct pk_line lines[PK_LINES_MAX]; /* like lines of a long stay are drawn together */
};

/*
 * Prices STAY. Returns PK_OK, or PK_USAGE when the exit is before the entry or a sponsor's part is
 * out of range, or PK_TARIFF_INVALID when the tariff refuses such a stay (longer than its longest,
 * at a time when it is closed).
 */
enum pk_status pk_tariff_price(struct pk_price *out, const struct pk_tariff *tariff,
                               const struct pk_stay *stay);

/*
 * The total alone: the same number as pk_tariff_price(), without lines and moments. Statuses as
 * there.
 */
enum pk_status pk_tariff_total(int64_t *out, const struct pk_tariff *tariff,
                               const struct pk_stay *stay);

/*
 * The first moment after stay->exit at which the total is above AMOUNT, or PK_NONE when it never
 * is within ten years.
 */
enum pk_status pk_tariff_rises_above(int64_t *out, const struct pk_tariff *tariff,
                                     const struct pk_stay *stay, int64_t amount);

/* A row of a file of cases whose price is another than it says. */
struct pk_case {
    int line; /* of the file of cases, from 1 */
    char id[PK_NAME_SIZE];
    int64_t expected;  /* minor units; PK_NONE: no price at all */
    int64_t price;     /* minor units; PK_NONE: none, and MESSAGE says why */
    char message[240]; /* "" when there is a price */
};

/* Hears of each row that differs, in the order of the file. */
typedef void pk_case_heard(void *context, const struct pk_case *row);

/*
 * Prices the rows of CSV with the tariff in TEXT. The first row names the columns: entry, exit and
 * expected_minor_units; case_id, tariff_id, tz, currency and notes may be there too. Currency and
 * time zone of a row hold where the tariff names none. A row whose notes have FLAG=lost_ticket is
 * priced as lost, with FLAG=no_holiday_calendar without holidays, with CLASS=van as a van, with
 * WITH=name as proven; an expected price that is empty means that the tariff refuses the stay.
 * Where a row has the tariff_id ONLY (NULL: none), the rows of others are left out.
 *
 * Returns PK_OK and the counts, also when rows differ; PK_USAGE when CSV cannot be read, or as
 * pk_tariff_read(), whose FAULTS may be NULL.
 */
enum pk_status pk_tariff_cases(size_t *right, size_t *wrong, const char *text, size_t length,
                               const char *csv, size_t csv_length, const char *only,
                               pk_case_heard *heard, void *context, struct pk_faults *faults);

#endif
