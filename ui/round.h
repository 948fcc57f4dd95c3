/*
 * The round of a walk: which spots were seen, where the walker stands, which one comes next. The
 * order is the model's, that of the plan. Pure.
 */
#ifndef UI_ROUND_H
#define UI_ROUND_H

#include "model.h"

struct round {
    int64_t walk_id;     /* the walk it is about; 0: none */
    unsigned char *seen; /* by the spot's number: 1 for one that was seen */
    size_t size;
    int64_t seen_count;
    int64_t seen_until; /* the moment of the latest sight */
    int64_t spot_id;    /* where the walker stands; 0: nowhere yet */
};

/* Forgets all, for the walk WALK_ID. */
void round_begin(struct round *round, int64_t walk_id);
void round_free(struct round *round);

/* The spot was seen, at the moment AT. False: no memory. */
bool round_mark(struct round *round, int64_t spot_id, int64_t at);
bool round_is_seen(const struct round *round, int64_t spot_id);

/* The index in the model of where the walker stands; of the first spot if that is gone. */
size_t round_at(const struct round *round, const struct model *model);

/* The index of the first spot behind FROM that was not seen; at the end it begins anew. -1: all
 * were. */
long round_unseen(const struct round *round, const struct model *model, size_t from);

/* The index of the spot STEP further, and of the first one of the next row (1) or of this or the
 * row before (-1); at the ends they stay. */
size_t round_step(const struct model *model, size_t from, int step);
size_t round_row(const struct model *model, size_t from, int step);

#endif
