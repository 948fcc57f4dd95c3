/*
 * Plans: the levels, rows, kinds and geometry of a lot, as a text file (data/plans/) or as a
 * plain number of spots. Pure: no database, no terminal.
 */
#ifndef PARKADE_PLAN_H
#define PARKADE_PLAN_H

#include "parkade/tariff.h"
#include "parkade/types.h"

/* One spot of a plan. Cells count from 0 within the level, aisles are cells left empty. */
struct pk_plan_spot {
    char label[PK_SPOT_LABEL_SIZE]; /* "A17", unique in the lot */
    char level[PK_LEVEL_SIZE];
    char zone[PK_LEVEL_SIZE]; /* "" for none */
    enum pk_spot_kind kind;
    int rank; /* nearest first: 1, 2, 3 ... in the order in which spots are to be filled */
    int row, column;
};

struct pk_plan {
    size_t spot_count;
    struct pk_plan_spot *spots;
};

enum { PK_PLAN_SPOTS_MAX = 1000000 };

/* Reads a plan file's TEXT (at most 4 MiB). PK_OK, or PK_USAGE with the first fault as the
 * sentence; all are in FAULTS, which may be NULL. Release with pk_plan_free(). */
enum pk_status pk_plan_read(struct pk_plan *out, const char *text, size_t length,
                            struct pk_faults *faults);

/* A plain lot of COUNT standard spots (1 to PK_PLAN_SPOTS_MAX): one level, rows A, B, C ... of up
 * to 20, labelled A01, A02 ... PK_OK or PK_USAGE. Release with pk_plan_free(). */
enum pk_status pk_plan_plain(struct pk_plan *out, size_t count);

void pk_plan_free(struct pk_plan *plan);

#endif
