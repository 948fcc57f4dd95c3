/*
 * What a walk found: the list of it, and its words. Calls parkade/walk.h.
 */
#ifndef UI_FINDINGS_H
#define UI_FINDINGS_H

#include "parkade/walk.h"

struct findings {
    struct pk_walk_finding *rows; /* what is not settled comes first */
    size_t count;
};

/* Reads the findings of WALK; what was there is replaced. PK_OK, else as it was. */
enum pk_status findings_read(struct findings *findings, struct pk_lot *lot,
                             const struct pk_walk *walk);
void findings_free(struct findings *findings);

/* How many there are of each kind, and how many of them were left as they are. */
struct findings_count {
    int64_t kinds[PK_WALK_KIND_COUNT];
    int64_t left;
};
void findings_count(struct findings_count *out, const struct findings *findings);

/* How many of a walk are not settled. */
int64_t findings_open(const struct pk_walk *walk);

/* "ghost", "released". */
const char *findings_kind(enum pk_walk_kind kind);
const char *findings_how(enum pk_walk_how how);

/* "2 ghosts, 1 stranger", or "nothing". */
enum { FINDINGS_TEXT_SIZE = 120 };
void findings_say(char out[static FINDINGS_TEXT_SIZE], const int64_t kinds[PK_WALK_KIND_COUNT]);

/* What does not agree at one spot, without a word of which plate the ticket has: "no ticket has
 * this plate". "": all is well. */
void findings_remark(char out[static FINDINGS_TEXT_SIZE], const struct pk_walk_finding *here,
                     size_t count);

#endif
