/*
 * The console's picture of the lot: what the grid draws. It is read whole once, and then follows
 * the journal: of what others do only the spots that were touched are read again. Calls the domain
 * to read, never to change.
 */
#ifndef UI_MODEL_H
#define UI_MODEL_H

#include "parkade/lot.h"
#include "parkade/spot.h"

/* What a spot looks like: one sign, one word. */
enum spot_look {
    LOOK_FREE,
    LOOK_TAKEN,
    LOOK_PAID,
    LOOK_OVERSTAYED,
    LOOK_EXPIRED,
    LOOK_CLOSED,
    LOOK_COUNT
};

struct model_spot {
    int64_t spot_id, ticket_no;
    char label[PK_SPOT_LABEL_SIZE];
    int level;
    int line, column; /* in the grid: like row and column, but never two empty ones together */
    enum pk_spot_kind kind;
    enum spot_look look;
    unsigned turn; /* counts how often it was read */
};

struct model_level {
    char name[PK_LEVEL_SIZE];
    size_t first, count; /* its spots in model->spots, by line and column */
    int lines, columns;
    int head_columns, number_columns; /* the widest of its labels' heads and numbers */
};

struct model {
    struct pk_lot *lot;
    struct model_spot *spots;
    size_t spot_count, capacity;
    struct model_level levels[PK_LEVELS_MAX];
    size_t level_count;
    int64_t total, free;
    bool is_closed;    /* the lot as a whole */
    unsigned turn;     /* counts changes that are about more than a spot: a tariff, a setting */
    int64_t alarms;    /* that nobody has looked at */
    int64_t seq;       /* the last journal entry seen */
    int64_t read_at;   /* when the picture was last known to be right */
    bool is_stale;     /* it could not be read since */
    char failure[240]; /* why */
};

/* Reads the whole lot. On failure the picture stays as it was, and is_stale says so. */
enum pk_status model_load(struct model *model);

/* Reads what changed since the last time; HAS_CHANGED tells whether anything did. */
enum pk_status model_follow(struct model *model, bool *has_changed);

/* Reads the states anew that change by themselves as time passes. */
enum pk_status model_age(struct model *model);

void model_free(struct model *model);

/* The index of the spot, or -1. */
long model_find_label(const struct model *model, const char *label);

/* The letters in front of a label's number: "A" of "A17". Returns their bytes. */
size_t model_head(const char *label);

/* Measures the labels of LEVEL, once: a large lot is drawn often. */
void model_measure(const struct model *model, struct model_level *level);

/* What SPOT looks like. */
enum spot_look model_look(const struct pk_spot *spot);

#endif
