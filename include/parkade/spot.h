/*
 * Spots and how many of them are free.
 */
#ifndef PARKADE_SPOT_H
#define PARKADE_SPOT_H

#include "parkade/lot.h"

/* A spot, and who stands on it. */
struct pk_spot {
    int64_t spot_id;
    char label[PK_SPOT_LABEL_SIZE];
    char level[PK_LEVEL_SIZE];
    char zone[PK_LEVEL_SIZE];
    enum pk_spot_kind kind;
    int rank;
    int row, column;
    bool is_available; /* in service, empty, not held */
    bool in_service;
    char closed_reason[PK_REASON_SIZE];
    /* The open ticket on it; ticket_no 0 when it is empty. */
    int64_t ticket_no;
    int64_t entry_time;
    enum pk_ticket_state state;
    char registration_number[PK_REGISTRATION_SIZE];
};

/* Called for each spot; returning false ends the walk. The spot is the caller's only meanwhile. */
typedef bool (*pk_spot_visit)(const struct pk_spot *spot, void *context);

/* Walks all spots in the order of level, row and column. */
enum pk_status pk_spot_each(struct pk_lot *lot, pk_spot_visit visit, void *context);

/* The spot labelled LABEL (case does not matter). PK_OK or PK_SPOT_UNKNOWN. */
enum pk_status pk_spot_find(struct pk_spot *out, struct pk_lot *lot, const char *label);

/* The spot with the number SPOT_ID. PK_OK or PK_SPOT_UNKNOWN. */
enum pk_status pk_spot_get(struct pk_spot *out, struct pk_lot *lot, int64_t spot_id);

/*
 * The spot that parking would give now: the nearest free one of the best-fitting kind. NEEDS is a
 * set of enum pk_need: with one, only a spot that is kept for it will do (for two, one of them,
 * accessible first); without, only one that is kept for nobody. PK_OK or PK_LOT_FULL.
 */
enum pk_status pk_spot_suggest(struct pk_spot *out, struct pk_lot *lot,
                               enum pk_vehicle_class vehicle_class, unsigned needs);

/* Takes the spot out of service (a vehicle on it may stay until it leaves) or back into it. The
 * reason is needed. PK_OK, PK_SPOT_UNKNOWN, PK_USAGE. */
enum pk_status pk_spot_close(struct pk_spot *out, struct pk_lot *lot, const struct pk_act *act,
                             const char *label, const char *reason);
enum pk_status pk_spot_open(struct pk_spot *out, struct pk_lot *lot, const struct pk_act *act,
                            const char *label);

/* ---- availability ---- */

struct pk_spot_counts {
    int64_t total, free, occupied;
    int64_t out_of_service; /* empty ones: total = free + occupied + out_of_service */
};

enum { PK_LEVELS_MAX = 64 };

struct pk_level_counts {
    char level[PK_LEVEL_SIZE];
    struct pk_spot_counts counts;
};

struct pk_availability {
    const char *state; /* "open", "full" (for a vehicle without a permit) or "closed" */
    bool is_available; /* open, and at least one spot is free for everybody */
    int64_t reserved;  /* so many of the lot's free spots are kept for permits */
    struct pk_spot_counts all;
    struct pk_spot_counts by_kind[PK_SPOT_KIND_COUNT];
    size_t level_count;
    struct pk_level_counts by_level[PK_LEVELS_MAX]; /* in the order of the plan */
};

/* Counts of KIND and LEVEL only, where they are not NULL. PK_OK or PK_USAGE (no such level). */
enum pk_status pk_availability(struct pk_availability *out, struct pk_lot *lot,
                               const enum pk_spot_kind *kind, const char *level);

#endif
