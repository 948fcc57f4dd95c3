/*
 * Shifts and cash: one attendant's time at one drawer, from a counted float to a blind count.
 *
 * The drawer is a station. A shift takes every tender of its attendant by foreign key; cash moves
 * only at its drawer. While the lot has no staff there are no shifts (PK_USAGE), and nothing needs
 * one. Each change needs an act as any other; besides those named, statuses are as in ticket.h.
 */
#ifndef PARKADE_SHIFT_H
#define PARKADE_SHIFT_H

#include <jansson.h>

#include "parkade/lot.h"
#include "parkade/money.h"

struct pk_shift {
    int64_t shift_id;
    char staff[PK_NAME_SIZE];
    char station[PK_NAME_SIZE];
    char currency[PK_CURRENCY_SIZE];
    char business_date[16]; /* "2026-11-22": the day its money belongs to */
    int64_t opened_at;
    int64_t opening_float;
    int64_t closed_at; /* PK_NONE: open; then so are the next ones, and closed_by is "" */
    char closed_by[PK_NAME_SIZE];
    int64_t expected, counted, over_short; /* over_short = counted - expected */
    bool is_reconciled;
};

/* ---- counted cash ---- */

struct pk_piece {
    int64_t denomination; /* minor units */
    int64_t pieces;
};

/* So many pieces of each, or a total alone (PIECE_COUNT 0). */
struct pk_cash {
    int64_t total;
    size_t piece_count;
    struct pk_piece pieces[PK_DENOMINATIONS_MAX];
};

/* The notes and coins of the lot, largest first: the setting cash.denominations, else those of its
 * currency. */
enum pk_status pk_denominations(int64_t out[static PK_DENOMINATIONS_MAX], size_t *count,
                                struct pk_lot *lot);

/* Reads "50x2 20x3 0.50x4": a denomination of CURRENCY, x, how many. PK_OK, or PK_AMOUNT_INVALID:
 * not readable, or one named twice. Whether the lot has such a note or coin is asked by the acts.
 */
enum pk_status pk_cash_parse(struct pk_cash *out, const char *text, const char *currency);

/* ---- look ---- */

/* PK_OK or PK_USAGE: there is no such shift. */
enum pk_status pk_shift_get(struct pk_shift *out, struct pk_lot *lot, int64_t shift_id);

/* The open shift of STAFF. PK_OK; PK_SHIFT_REQUIRED: none is open; PK_USAGE: a lot without staff.
 */
enum pk_status pk_shift_of(struct pk_shift *out, struct pk_lot *lot, const char *staff);

/* What a shift took and gave. Refunds are deducted from by_method; all sums in minor units. */
struct pk_shift_sums {
    int64_t by_method[PK_METHOD_COUNT];
    int64_t taken[PK_METHOD_COUNT], refunds[PK_METHOD_COUNT]; /* each as a positive sum */
    int64_t tenders[PK_METHOD_COUNT];                         /* how many, refunds included */
    int64_t drops, paid_outs, no_sales;                       /* two sums and a number */
};
enum pk_status pk_shift_sum(struct pk_shift_sums *out, struct pk_lot *lot, int64_t shift_id);

typedef bool (*pk_shift_visit)(const struct pk_shift *shift, void *context);

/* Walks the shifts of the business dates FROM to TO (day numbers, both included) in their order, or
 * with FROM PK_NONE the open ones; returning false ends the walk. */
enum pk_status pk_shift_each(struct pk_lot *lot, int64_t from, int64_t to, pk_shift_visit visit,
                             void *context);

/*
 * The report of a shift as a JSON object, a new reference: an X report (a reading) while it is
 * open, the Z report as it was stored at the close from then on. In an X the sums of cash, from
 * which the expected figure follows, are null unless WHO has signed in and is a supervisor, manager
 * or auditor: the drawer is counted blind. PK_OK or PK_USAGE: no such shift.
 */
enum pk_status pk_shift_report(json_t **out, struct pk_lot *lot, const char *who, int64_t shift_id);

/* REPORT, as pk_shift_report() gives it, for people: lines of at most 40 columns, as a receipt
 * printer takes them, with times in ZONE. A new text that the caller frees, or NULL when memory is
 * out. */
char *pk_shift_report_text(const json_t *report, const struct pk_zone *zone);

/* ---- change ---- */

/*
 * Opens a shift of act->who with the drawer act->station and the counted FLOAT. It belongs to the
 * local date of now, less the setting day_start. PK_OK; PK_USAGE: no staff in the lot, or the
 * attendant or the drawer has an open shift; PK_AMOUNT_INVALID.
 */
enum pk_status pk_shift_open(struct pk_shift *out, struct pk_lot *lot, const struct pk_act *act,
                             const struct pk_cash *opening_float);

struct pk_cash_movement {
    int64_t movement_id;
    int64_t shift_id;
    char kind[16]; /* "drop", "paid_out", "no_sale" */
    char currency[PK_CURRENCY_SIZE];
    int64_t amount; /* 0 for a no-sale */
    char bag_no[PK_NAME_SIZE];
    char reason[PK_REASON_SIZE];
    int64_t time;
};

/*
 * Cash that leaves the drawer of act->who: to the safe in a numbered bag, or for an expense with a
 * reason; and the drawer opened without a sale. PK_OK; PK_SHIFT_REQUIRED: no own open shift, or its
 * drawer is elsewhere; PK_AMOUNT_INVALID: nothing, or more than any drawer holds (what is in this
 * one decides nothing: it is counted blind); PK_USAGE: no bag, no reason.
 */
enum pk_status pk_shift_drop(struct pk_cash_movement *out, struct pk_lot *lot,
                             const struct pk_act *act, int64_t amount, const char *bag_no);
enum pk_status pk_shift_paid_out(struct pk_cash_movement *out, struct pk_lot *lot,
                                 const struct pk_act *act, int64_t amount, const char *reason);
enum pk_status pk_shift_no_sale(struct pk_cash_movement *out, struct pk_lot *lot,
                                const struct pk_act *act, const char *reason);

struct pk_cash_count {
    int64_t count_id;
    int64_t shift_id;
    char kind[16]; /* "float", "count", "recount" */
    char currency[PK_CURRENCY_SIZE];
    int64_t total;
    int64_t time;
    char staff[PK_NAME_SIZE]; /* who counted */
};

typedef bool (*pk_count_visit)(const struct pk_cash_count *count, void *context);

/* Walks all counts of a shift in their order; returning false ends the walk. */
enum pk_status pk_shift_counts(struct pk_lot *lot, int64_t shift_id, pk_count_visit visit,
                               void *context);

/*
 * Counts the drawer of the open shift of STAFF (NULL: one's own), blind: the answer is what was
 * counted. All counts are kept, the last one is what the shift closes with. PK_OK;
 * PK_SHIFT_REQUIRED; PK_NOT_PERMITTED: another's is for a supervisor; PK_AMOUNT_INVALID.
 */
enum pk_status pk_shift_count(struct pk_cash_count *out, struct pk_lot *lot,
                              const struct pk_act *act, const char *staff,
                              const struct pk_cash *cash);

/*
 * Closes the open shift of STAFF (NULL: one's own), from any station, with CASH as its count
 * (NULL: the last one that was made, no cash has moved since), and stores its Z report. Over and
 * short never stand in the way. PK_OK; PK_SHIFT_REQUIRED; PK_NOT_PERMITTED; PK_USAGE: never
 * counted, or cash has moved since; PK_PAYMENT_REQUIRED: a card payment of the shift is under way,
 * or money is in hand at its drawer and not booked.
 */
enum pk_status pk_shift_close(struct pk_shift *out, struct pk_lot *lot, const struct pk_act *act,
                              const char *staff, const struct pk_cash *cash);

/* Keeps a second count of a closed shift beside its Z, which does not change: by a supervisor, who
 * neither worked nor closed it. PK_OK, PK_NOT_PERMITTED, PK_USAGE: no such shift, or open. */
enum pk_status pk_shift_recount(struct pk_cash_count *out, struct pk_lot *lot,
                                const struct pk_act *act, int64_t shift_id,
                                const struct pk_cash *cash);

#endif
