/*
 * Which shift takes a tender: asked by all that books money.
 */
#ifndef DESK_DRAWER_H
#define DESK_DRAWER_H

#include "desk/job.h"

struct drawer {
    int64_t shift_id; /* PK_NONE: no open shift */
    char station[PK_NAME_SIZE];
};

/* PK_OK, or PK_USAGE: without staff there are no shifts, and nothing needs one. */
enum pk_status drawer_check_staff(struct pk_lot *lot);

/* The open shift of WHO, and where its drawer is. */
enum pk_status drawer_of(struct drawer *out, struct pk_lot *lot, const char *who);

/* The drawer of the one who acts, where it is this station: else PK_SHIFT_REQUIRED, or PK_USAGE in
 * a lot without staff. */
enum pk_status drawer_here(struct drawer *out, struct job *job);

/*
 * The shift that a tender goes into: of cash the one whose drawer is here (PK_SHIFT_REQUIRED); of
 * anything else BEGAN_IN (PK_NONE: nowhere) while that is open, else the open one of who acts, or
 * none. PK_NONE without staff.
 */
enum pk_status drawer_for(int64_t *shift_id, struct job *job, bool is_cash, int64_t began_in);

#endif
