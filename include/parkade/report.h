/*
 * Reports: figures of days, read from what was booked.
 */
#ifndef PARKADE_REPORT_H
#define PARKADE_REPORT_H

#include "parkade/lot.h"
#include "parkade/spot.h"

/* One day of the lot, midnight to midnight of its zone. */
struct pk_day {
    char date[16]; /* "2026-11-22" */
    int64_t inside_before, issued, exited, voided, replaced, released, inside_after;
    int64_t by_method[PK_METHOD_COUNT]; /* taken, refunds deducted; minor units */
    int64_t refunds;                    /* of that: given back, as a positive sum */
    int64_t taken;                      /* all methods together */
    int64_t tenders;                    /* how many */
    int64_t first_no, last_no;          /* ticket numbers issued; 0: none */
};

/* The days FROM to TO (day numbers of the wall calendar, both included, at most 3660); CAPACITY
 * days are written at most. */
enum pk_status pk_report_days(struct pk_day *out, size_t capacity, size_t *count,
                              struct pk_lot *lot, int64_t from, int64_t to);

/* Sums days into OUT, dates and numbers spanning them. */
void pk_report_sum(struct pk_day *out, const struct pk_day *days, size_t count);

/* Occupancy and movement by hour of one local day. */
struct pk_hour {
    int64_t arrivals, departures, inside; /* inside at the hour's end */
};
enum pk_status pk_report_hours(struct pk_hour out[static 24], struct pk_lot *lot, int64_t day);

/* ---- occupancy ---- */

enum { PK_OCCUPANCY_DAYS_MAX = 92, PK_USUAL_WEEKS = 8 };

/* An hour of the day. Of several days: their arrivals and departures together, and the mean of how
 * many were inside. What is usual is the mean of the same weekdays of the 8 weeks before, as far
 * as the lot has them; PK_NONE where it has none. */
struct pk_occupancy_hour {
    struct pk_hour is;
    struct pk_hour usual;
};

/* A level or a kind of spot. */
struct pk_occupancy_part {
    char name[PK_LEVEL_SIZE];
    int64_t spots, inside; /* now */
    int64_t arrivals, departures;
    int64_t exited;       /* of the departures: drove out */
    int64_t average_stay; /* of those, in seconds; PK_NONE: there was none */
};

struct pk_occupancy {
    struct pk_occupancy_hour hours[24];
    int64_t usual_days; /* how many days the usual figures come from */
    struct pk_occupancy_part all;
    struct pk_occupancy_part kinds[PK_SPOT_KIND_COUNT];
    size_t level_count;
    struct pk_occupancy_part levels[PK_LEVELS_MAX];
};

/* The days FROM to TO, at most PK_OCCUPANCY_DAYS_MAX of them. PK_OK or PK_USAGE. */
enum pk_status pk_report_occupancy(struct pk_occupancy *out, struct pk_lot *lot, int64_t from,
                                   int64_t to);

/* ---- money by day, and lengths of stay ---- */

/* What was taken on a day. */
struct pk_takings {
    int64_t by_method[PK_METHOD_COUNT]; /* refunds deducted; minor units */
    int64_t refunds;                    /* of that: given back, as a positive sum */
    int64_t taken;                      /* all methods together */
    int64_t tenders;                    /* how many */
};

/* The days FROM to TO (at most 3660): OUT has room for one of each. PK_OK or PK_USAGE. */
enum pk_status pk_report_takings(struct pk_takings *out, struct pk_lot *lot, int64_t from,
                                 int64_t to);

enum { PK_STAY_CLASS_COUNT = 12 };

/* How long those stayed who drove out. A stay whose ticket was replaced is one, from its entry. */
struct pk_stays {
    int64_t by_class[PK_STAY_CLASS_COUNT];
    int64_t exited;  /* all classes together */
    int64_t seconds; /* their stays together */
    int64_t longest; /* in seconds */
};

/* A stay of this many seconds is longer than those of CLASS; PK_NONE for the last class. */
int64_t pk_stay_class_end(int stay_class);

/* Those who drove out on the days FROM to TO (at most 3660). PK_OK or PK_USAGE. */
enum pk_status pk_report_stays(struct pk_stays *out, struct pk_lot *lot, int64_t from, int64_t to);

/* Adds MORE, of other days, to SUM. */
void pk_stays_add(struct pk_stays *sum, const struct pk_stays *more);

/* ---- the ledger ---- */

enum { PK_ACCOUNT_SIZE = 192 };

/* A line of double-entry bookkeeping. The amounts of one transaction add up to nothing. */
struct pk_posting {
    int64_t transaction; /* 1, 2, 3 ... within the report */
    char date[16];
    char description[PK_ACCOUNT_SIZE];
    char account[PK_ACCOUNT_SIZE]; /* "assets:cash:desk-1" */
    int64_t amount;                /* minor units */
};

typedef bool (*pk_posting_visit)(const struct pk_posting *posting, void *context);

/*
 * The books of the days FROM to TO (at most 3660), in the order of their dates. Per day, station
 * and method what was taken (assets:cash:STATION, assets:card, against income:parking) and given
 * back (income:refunds); per closed shift of the business date what was over or short, paid out,
 * and handed in (assets:cash:safe); per day close its deposit (assets:deposits). Letters that
 * bookkeeping programs give a meaning are '_' in names. Returning false ends the walk.
 */
enum pk_status pk_ledger_each(struct pk_lot *lot, int64_t from, int64_t to, pk_posting_visit visit,
                              void *context);

#endif
