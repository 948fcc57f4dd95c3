/*
 * The compiled form of a tariff: what the reader makes and pricing walks over. Nothing in it
 * changes after reading.
 *
 * Amounts are whole numbers of atoms, so fine that every price of the tariff, every pro rata
 * second and every percentage of it is a whole number of them: pricing only adds and compares.
 */
#ifndef TARIFF_TARIFF_H
#define TARIFF_TARIFF_H

#include <limits.h>

#include "parkade/tariff.h"

/* 30 years of seconds at a price in atoms do not fit in 64 bits. */
__extension__ typedef __int128 tariff_wide;

enum {
    TARIFF_DAY = 86400,
    TARIFF_WHOLE = 100000, /* 100 % */
    TARIFF_NAME_SIZE = 32,
    TARIFF_PRODUCTS_MAX = 24, /* of one version */
    TARIFF_WINDOWS_MAX = 24,  /* of one product */
    TARIFF_RANGES_MAX = 8,    /* of one window */
    TARIFF_TIMES_MAX = 6,     /* of one `in` or `out` */
    TARIFF_STEPS_MAX = 200,   /* of one ladder */
    TARIFF_CAPS_MAX = 24,     /* of one product with its windows; of one version */
    TARIFF_VERSIONS_MAX = 16,
    TARIFF_NAMED_MAX = 16,   /* named days */
    TARIFF_SEASONS_MAX = 24, /* keys `dates` */
    TARIFF_VALIDATIONS_MAX = 8,
    TARIFF_SURCHARGES_MAX = 8,
    TARIFF_OPENINGS_MAX = 8,
    TARIFF_DECIMALS = 8,       /* the finest price is 0.00000001 of a major unit */
    TARIFF_YEARS = 2200 - 1970 /* the calendar of special days */
};

/* Longer than any stay. */
#define TARIFF_FOREVER (INT64_MAX / 4)

/*
 * The kinds of a day. A day has exactly one: the first that fits of the named days in the order
 * of the file, holiday, eve of a holiday, day of the week.
 */
enum { TARIFF_HOLIDAY = 7, TARIFF_EVE = 8, TARIFF_NAMED = 9 };
#define TARIFF_ALL_DAYS   UINT32_MAX
#define TARIFF_MON_TO_SAT UINT32_C(0x3F)

/* The kind of a day in bits 0 to 4; bit 5: it is a holiday, whatever its kind; the seasons (keys
 * `dates`) that it lies in from bit 8. */
typedef uint32_t tariff_day;
enum { TARIFF_KIND_MASK = 31, TARIFF_IS_HOLIDAY = 32, TARIFF_SEASON_BIT = 8 };

/* A time of day, half-open. `start` counts from the start of the tariff day. */
struct tariff_range {
    int32_t start;
    int32_t length; /* 1..86400; may reach into the next tariff day */
};

/* Times of day on days: "Fri from 17:00, Sat, Sun". Without any: always. */
struct tariff_times {
    int count;
    uint32_t days[TARIFF_TIMES_MAX]; /* on which that range begins */
    struct tariff_range range[TARIFF_TIMES_MAX];
};

enum tariff_scope {
    TARIFF_NEVER, /* of a ladder: it is not restarted; of a cap: the stay */
    TARIFF_EACH_WINDOW,
    TARIFF_EACH_RANGE, /* of a cap: a time of day, over the windows' edges */
    TARIFF_EACH_LENGTH,
    TARIFF_EACH_DAY,
    TARIFF_EACH_WEEK, /* of the calendar, from Monday */
    TARIFF_EACH_MONTH,
};

/* What happens to the started unit at the edge of a window. */
enum tariff_edge { TARIFF_CLIP, TARIFF_STRADDLE, TARIFF_PRO_RATA, TARIFF_PAUSE };

/* How time accrues; the head gives it to the products, a product to its windows. */
struct tariff_accrual {
    enum tariff_scope restart;
    int64_t restart_length;
    int restart_step; /* from 0 */
    bool restart_said;
    enum tariff_edge edge;
    int64_t overrun;
    bool overlap_first;  /* overlapping windows: the first in the file holds */
    bool others_free;    /* times outside all windows */
    bool others_refused; /* neither: a gap is a fault */
    bool by_entry;       /* the day of entry decides, not the day of the segment */
};

/*
 * A step covers [from, to) of its ladder in units that each cost `price`. The last may be
 * endless; a unit that is endless is one price for all the rest.
 */
struct tariff_step {
    int64_t from, to;
    int64_t unit;
    int64_t price8;    /* as written, in 1/100000000 of a major unit */
    tariff_wide price; /* of a unit, in atoms */
    bool is_pro_rata;  /* the price was written for `written_unit` */
    bool is_refused;   /* no stay may come to it */
    bool is_per_day;   /* price for each tariff day touched; what the ladder took so far is in it */
    bool is_per_night; /* with is_per_day: the first day is not counted, only midnights are */
    int64_t written_unit;
    int line;
    char what[PK_WHAT_SIZE];
};

struct tariff_cap {
    enum tariff_scope scope;
    int64_t length;
    struct tariff_range range;
    int first, last;  /* of the periods of the stay, from 1; 1 to INT_MAX: all */
    bool is_later;    /* it begins after those that have caps of their own */
    uint32_t on_days; /* the day the period begins, or that of the entry */
    bool by_entry;
    int window; /* of its product; -1: all windows */
    int64_t amount8;
    tariff_wide amount;
    int line;
    char what[PK_WHAT_SIZE];
};

struct tariff_window {
    char name[TARIFF_NAME_SIZE];
    uint32_t days;    /* on any of which it begins */
    uint32_t seasons; /* 0: all the year */
    bool joins;       /* ranges that meet at midnight are one visit */
    bool is_always;   /* the ladder of a product without windows */
    int range_count;
    struct tariff_range range[TARIFF_RANGES_MAX];
    uint32_t range_days[TARIFF_RANGES_MAX]; /* on which that range begins */
    struct tariff_accrual accrual;
    int ladder; /* windows of a product whose ladders begin anew together count time together */
    int step_first, step_count;
    int line;
};

/* Until when: so long, or a time on the clock. */
enum tariff_until_kind {
    TARIFF_UNTIL_NONE,
    TARIFF_UNTIL_LENGTH,
    TARIFF_UNTIL_NEXT,    /* when the clock next shows it */
    TARIFF_UNTIL_DAY,     /* so many tariff days after the day of entry */
    TARIFF_UNTIL_WEEKDAY, /* on the first such day after the entry */
};
struct tariff_until {
    enum tariff_until_kind kind;
    int64_t length; /* or days, or the weekday */
    int32_t clock;  /* seconds past midnight; one minute later where `to` includes it */
    int32_t shown;  /* for so long before that the clock has shown the time: 0, or that minute */
};

enum tariff_out { TARIFF_OUT_ANY, TARIFF_OUT_AFTER, TARIFF_OUT_DAYS };

struct tariff_product {
    char name[TARIFF_NAME_SIZE];
    int line;
    /* when it may be chosen */
    uint32_t classes; /* 0: all */
    struct tariff_times in;
    uint32_t in_seasons;
    enum tariff_out out_kind;
    int64_t out_after; /* days after the day of entry */
    struct tariff_times out;
    struct tariff_until deadline;
    uint32_t within;
    int64_t length_from, length_to;        /* in seconds, both allowed; 0 and TARIFF_FOREVER: any */
    bool length_from_edge, length_to_edge; /* the tariff's edge counts for them */
    char with[TARIFF_NAME_SIZE];
    /* what it costs */
    struct tariff_until covers;
    int then; /* the product of its version that goes on, or -1 */
    char then_name[TARIFF_NAME_SIZE];
    struct tariff_accrual accrual;
    int window_first, window_count;
    int cap_first, cap_count;
    bool needs_days;   /* something in it looks at the local clock */
    bool cuts_days;    /* something in it changes at the start of a tariff day */
    int64_t free_stay; /* seconds that count as free; -1: as the version says */
    bool free_edge;
    int64_t fee8, minimum8; /* -1: as the version says */
    tariff_wide fee, minimum;
};

enum tariff_lost {
    TARIFF_LOST_NONE,
    TARIFF_LOST_FIXED,
    TARIFF_LOST_BAND,
    TARIFF_LOST_CAP,
    TARIFF_LOST_OPENING,
    TARIFF_LOST_STAY
};

/* The rules that hold from a moment on. */
struct tariff_version {
    /* moments, in UTC and on the wall clock; the ends of time where it is open */
    int64_t from, to;
    int64_t wall_from, wall_to;
    int line;
    bool chooses_cheapest;
    bool otherwise_refused;
    int64_t free_stay; /* seconds; -1: none */
    bool free_edge;
    int64_t fee8, minimum8;
    tariff_wide fee, minimum;
    int64_t share[PK_VEHICLE_CLASS_COUNT];  /* of 100000 */
    int64_t extra8[PK_VEHICLE_CLASS_COUNT]; /* on top of a stay that costs something */
    tariff_wide extra[PK_VEHICLE_CLASS_COUNT];
    enum tariff_lost lost;
    int lost_line;
    int64_t lost_amount8; /* FIXED, or on top of the others */
    tariff_wide lost_amount;
    int lost_band;     /* from 1; 0: the last */
    bool lost_or_stay; /* the stay's price where that is more */
    struct tariff_accrual accrual;
    int product_first, product_count;
    int cap_first, cap_count;
};

enum tariff_off { TARIFF_OFF_TIME, TARIFF_OFF_AMOUNT, TARIFF_OFF_SHARE, TARIFF_OFF_TO };

/* What a sponsor gives. */
struct tariff_validation {
    char name[TARIFF_NAME_SIZE];
    enum tariff_off kind;
    int64_t value; /* seconds, or of 100000 */
    tariff_wide amount;
    int line;
    char what[PK_WHAT_SIZE];
};

/* What some stays pay on top. */
struct tariff_surcharge {
    struct tariff_product when; /* its name and conditions; a second meter is its only window */
    int64_t after;              /* the entry: when that meter begins */
    bool is_share;
    int64_t value; /* of 100000, or in price8; 0: not said */
    tariff_wide amount;
};

struct tariff_opening {
    uint32_t days;
    struct tariff_range range;
};

enum tariff_measure { TARIFF_SECONDS, TARIFF_MINUTES_DOWN, TARIFF_MINUTES_UP };
enum tariff_rounding { TARIFF_NEAREST, TARIFF_DOWN, TARIFF_UP };
enum tariff_applies { TARIFF_AT_ENTRY, TARIFF_AT_EXIT, TARIFF_PER_SEGMENT };
enum tariff_empty { TARIFF_EMPTY_BY_EDGE, TARIFF_EMPTY_FREE, TARIFF_EMPTY_CHARGED };

struct pk_tariff {
    char name[PK_NAME_SIZE];
    char currency[PK_CURRENCY_SIZE];
    struct pk_zone *zone;
    enum tariff_measure measure;
    bool is_half_open;
    bool is_wall_clock;
    enum tariff_applies applies;
    enum tariff_empty empty;
    int32_t day_start; /* seconds past midnight */
    int64_t exit_grace;
    int64_t longest; /* 0: none */
    enum tariff_rounding rounding;
    int64_t rounding8;
    tariff_wide rounding_step; /* atoms */
    int64_t tax;               /* of 100000 */
    bool tax_added;
    tariff_wide minor; /* atoms of one minor unit */
    int opening_count;
    struct tariff_opening opening[TARIFF_OPENINGS_MAX];
    int named_count;
    char named[TARIFF_NAMED_MAX][TARIFF_NAME_SIZE];
    tariff_day *days; /* of TARIFF_YEARS from 1970-01-01; NULL: only days of the week */
    int64_t day_count;
    int version_count, product_count, window_count, step_count, cap_count, validation_count;
    int surcharge_count;
    struct tariff_version *versions;
    struct tariff_product *products;
    struct tariff_window *windows;
    struct tariff_step *steps;
    struct tariff_cap *caps;
    struct tariff_validation *validations;
    struct tariff_surcharge *surcharges;
};

static inline int64_t tariff_least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* One price for the whole step, not for each unit of it. */
static inline bool tariff_step_is_single(const struct tariff_step *step)
{
    return step->unit >= step->to - step->from;
}

/* The price of all units of STEP together, which has an end. */
static inline tariff_wide tariff_step_total8(const struct tariff_step *step)
{
    return (tariff_wide)step->price8 * ((step->to - step->from) / step->written_unit);
}

/* Whether DAY is of one of the kinds DAYS, and in one of SEASONS (0: all the year). */
static inline bool tariff_day_is(tariff_day day, uint32_t days, uint32_t seasons)
{
    return (days >> (day & TARIFF_KIND_MASK) & 1U) != 0 &&
           (seasons == 0 || (seasons & (day >> TARIFF_SEASON_BIT)) != 0);
}

#endif
