/*
 * The auditor's questions: is every ticket accounted for, who has looked at the exceptions, does
 * somebody stand out, is a receipt missing. What is asked about days takes day numbers of the wall
 * calendar, FROM and TO included.
 *
 * Each call that only reads may return PK_USAGE (days in the wrong order, or too many) and the
 * store's statuses; for those that need an act see ticket.h.
 */
#ifndef PARKADE_AUDIT_H
#define PARKADE_AUDIT_H

#include "parkade/journal.h"

enum { PK_AUDIT_DAYS_MAX = 3660 };

/* ---- accountability ---- */

/* Tickets that were issued, and what became of them: issued = exited + voided + replaced +
 * released + inside. A ticket counts where, when and by whom it was issued; a replacement was
 * issued when the lost ticket ended. */
struct pk_tally {
    char name[PK_NAME_SIZE]; /* a date, "1-1000", a station, a member of staff; "" for all */
    int64_t issued, exited, voided, replaced, released;
    int64_t inside;            /* now */
    int64_t first_no, last_no; /* 0: none */
    int64_t missing;           /* numbers that no ticket has; of stations and people: not asked */
};

enum pk_tally_by { PK_BY_DATE, PK_BY_NUMBER, PK_BY_STATION, PK_BY_STAFF, PK_TALLY_BY_COUNT };

/*
 * The tickets of the days FROM to TO. OUT->missing counts the numbers between the first and the
 * last of them that no ticket has, those to their neighbours before and after among them; where
 * nothing comes after, the counter of tickets must stand at the last. PK_OK; PK_CORRUPT when a
 * number is missing or the tally does not add up: OUT is filled all the same.
 */
enum pk_status pk_accountability(struct pk_tally *out, struct pk_lot *lot, int64_t from,
                                 int64_t to);

/* The same tickets by date, in blocks of a thousand numbers, by station or by who issued them. At
 * most CAPACITY are written, COUNT is how many were. */
enum pk_status pk_accountability_by(struct pk_tally *out, size_t capacity, size_t *count,
                                    struct pk_lot *lot, int64_t from, int64_t to,
                                    enum pk_tally_by by);

/* What a figure of a tally counts. */
enum pk_figure {
    PK_FIGURE_ISSUED,
    PK_FIGURE_EXITED,
    PK_FIGURE_VOID,
    PK_FIGURE_REPLACED,
    PK_FIGURE_RELEASED,
    PK_FIGURE_INSIDE,
    PK_FIGURE_COUNT
};

/* A ticket behind a figure. */
struct pk_accounted {
    char ticket_id[PK_UUID_SIZE];
    int64_t ticket_no;
    char registration[PK_TYPED_SIZE]; /* as typed; "" once blanked */
    char spot[PK_SPOT_LABEL_SIZE];
    enum pk_figure became; /* how it ended; PK_FIGURE_INSIDE: it has not */
    int64_t entry_time, exit_time;
    char entry_station[PK_NAME_SIZE], entry_who[PK_NAME_SIZE];
    char reason[PK_REASON_SIZE]; /* why it was ended, entered late, replaced */
};

struct pk_accounted_filter {
    int64_t from, to;          /* the days they were issued on */
    int64_t first_no, last_no; /* instead of days: these numbers; 0: by days */
    enum pk_figure figure;
    const char *station, *who; /* where and by whom they were issued; NULL: any, "": none */
};

/* The tickets behind a figure, by number, without the first SKIP of them; at most CAPACITY are
 * written. */
enum pk_status pk_accounted_list(struct pk_accounted *out, size_t capacity, size_t *count,
                                 struct pk_lot *lot, const struct pk_accounted_filter *filter,
                                 int64_t skip);

/* Numbers that nothing has, both included. */
struct pk_gap {
    int64_t first, last;
};

/* The ticket numbers that pk_accountability() counts as missing; at most CAPACITY gaps. */
enum pk_status pk_accountability_gaps(struct pk_gap *out, size_t capacity, size_t *count,
                                      struct pk_lot *lot, int64_t from, int64_t to);

/* ---- exceptions ---- */

/* An entry of the journal that somebody else has to look at. */
struct pk_exception {
    struct pk_entry entry;
    char registration[PK_TYPED_SIZE];   /* of its ticket, as typed; "" without one, or blanked */
    char reason[PK_REASON_SIZE];        /* why it was done; "" where nobody has to say it */
    char acknowledged_by[PK_NAME_SIZE]; /* "" also in a lot without staff */
    int64_t acknowledged_at;            /* PK_NONE: it is open */
    char note[PK_REASON_SIZE];
};

struct pk_exception_filter {
    bool has_all;     /* with those that were acknowledged; else only the open ones */
    int64_t from, to; /* moments, TO not included; PK_NONE: no bound */
};

typedef bool (*pk_exception_visit)(const struct pk_exception *exception, void *context);

/* Walks the exceptions: open alarms first (a dead ticket turned up), then in order. */
enum pk_status pk_exception_each(struct pk_lot *lot, const struct pk_exception_filter *filter,
                                 pk_exception_visit visit, void *context);

/* The same, without the first SKIP of them; at most CAPACITY are written. */
enum pk_status pk_exception_list(struct pk_exception *out, size_t capacity, size_t *count,
                                 struct pk_lot *lot, const struct pk_exception_filter *filter,
                                 int64_t skip);

struct pk_exception_counts {
    int64_t all, open, alarms; /* the alarms are open ones */
};

/* How many exceptions there are between the moments of FILTER. */
enum pk_status pk_exception_count(struct pk_exception_counts *out, struct pk_lot *lot,
                                  const struct pk_exception_filter *filter);

/* How many alarms nobody has acknowledged. It costs next to nothing. */
enum pk_status pk_alarm_count(int64_t *out, struct pk_lot *lot);

/* Whether WHO ("": nobody) did or approved it, so that somebody else has to look at it. */
bool pk_exception_is_own(const struct pk_exception *exception, const char *who);

/*
 * Notes that the exception SEQ was looked at, by somebody other than who did or approved it (in a
 * lot without staff: by anybody). An alarm is nobody's own. NOTE may be NULL. PK_OK, PK_USAGE (no
 * exception, or acknowledged already), PK_NOT_PERMITTED.
 */
enum pk_status pk_acknowledge(struct pk_exception *out, struct pk_lot *lot,
                              const struct pk_act *act, int64_t seq, const char *note);

/* ---- outliers ---- */

enum pk_mark {
    PK_MARK_LOST = 1,
    PK_MARK_NIL = 2,
    PK_MARK_VOID = 4,
    PK_MARK_REFUND = 8,
    PK_MARK_NO_SALE = 16,
    PK_MARK_OVERRIDE = 32,
    PK_MARK_PRICE = 64
};

/* What somebody did in the period. */
struct pk_conduct {
    char who[PK_NAME_SIZE];
    int64_t tickets; /* handled: different ones */
    int64_t lost, nils, voids, refunds, no_sales, overrides;
    int64_t paid;    /* tickets paid by cash or card */
    int64_t taken;   /* for those, refunds deducted */
    int64_t average; /* taken for each of them; PK_NONE: none was paid */
    unsigned marks;  /* a set of enum pk_mark: where this one stands out */
};

/*
 * What each did on the days FROM to TO, by name, and ALL: the lot's. Somebody stands out in a
 * figure who did it three times or more and, for each ticket handled, more than twice as often as
 * the others together; in the price, whose average is less than half of the others'.
 */
enum pk_status pk_outliers(struct pk_conduct *out, size_t capacity, size_t *count,
                           struct pk_conduct *all, struct pk_lot *lot, int64_t from, int64_t to);

/* ---- receipts ---- */

/* The receipts of one station. */
struct pk_receipts {
    char station[PK_NAME_SIZE];
    int64_t receipts;          /* of the period */
    int64_t first_no, last_no; /* likewise */
    int64_t missing;           /* numbers between them, and up to the counter, without a receipt */
    int64_t counter;           /* the last number given out */
    int64_t copies;            /* printed of those receipts */
};

/* The receipts of the days FROM to TO by station. PK_OK; PK_CORRUPT when a number is missing: OUT
 * is filled all the same. */
enum pk_status pk_receipts(struct pk_receipts *out, size_t capacity, size_t *count,
                           struct pk_lot *lot, int64_t from, int64_t to);

/* The numbers of STATION's receipts that pk_receipts() counts as missing; at most CAPACITY gaps. */
enum pk_status pk_receipt_gaps(struct pk_gap *out, size_t capacity, size_t *count,
                               struct pk_lot *lot, const char *station, int64_t from, int64_t to);

/* What stands on a receipt. */
struct pk_receipt {
    char station[PK_NAME_SIZE];
    int64_t receipt_no;
    int64_t copy_no; /* 1 for the first copy, 0 for the receipt itself */
    char ticket_id[PK_UUID_SIZE];
    int64_t ticket_no;
    char registration_number[PK_REGISTRATION_SIZE];
    char currency[PK_CURRENCY_SIZE];
    enum pk_method method;
    int64_t amount; /* negative for a refund */
    int64_t tendered, change;
    int64_t payment_time;
    char who[PK_NAME_SIZE];
    char reason[PK_REASON_SIZE];
};

/* What stands on receipt RECEIPT_NO of STATION, for its first print. PK_OK; PK_TICKET_UNKNOWN:
 * there is no such receipt. */
enum pk_status pk_receipt_get(struct pk_receipt *out, struct pk_lot *lot, const char *station,
                              int64_t receipt_no);

/* Counts one more copy of receipt RECEIPT_NO of STATION and says what stands on it. PK_OK;
 * PK_TICKET_UNKNOWN: there is no such receipt. */
enum pk_status pk_receipt_reprint(struct pk_receipt *out, struct pk_lot *lot,
                                  const struct pk_act *act, const char *station,
                                  int64_t receipt_no);

#endif
