/*
 * The walk from inside: which one goes on, and its findings.
 */
#ifndef WALK_WALK_H
#define WALK_WALK_H

#include "desk/job.h"
#include "parkade/walk.h"

/* The walk that goes on, without its figures. PK_OK, PK_USAGE. */
enum pk_status walk_get_open(struct pk_walk *out, struct pk_lot *lot);

/* The figures of WALK: spots, sights, findings. */
enum pk_status walk_count(struct pk_walk *walk, struct pk_lot *lot);

typedef enum pk_status (*walk_visit)(const struct pk_walk_finding *finding, void *context);

/* Those of the walk that are not settled, by kind and spot. A failure of VISIT ends it. */
enum pk_status walk_each_open(struct pk_lot *lot, int64_t walk_id, walk_visit visit, void *context);

/* The open finding of KIND at the spot LABEL. PK_OK, PK_USAGE (there is none). */
enum pk_status walk_find_open(struct pk_walk_finding *out, struct pk_lot *lot, int64_t walk_id,
                              enum pk_walk_kind kind, const char *label);

/* Writes down that FINDING was settled as its members say. */
enum pk_status walk_write_settlement(struct job *job, int64_t walk_id,
                                     const struct pk_walk_finding *finding);

/* A journal entry of kind walk; DETAIL is taken. */
enum pk_status walk_note(struct job *job, const struct pk_walk_finding *finding, json_t *detail);

#endif
