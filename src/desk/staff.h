/*
 * Members of staff from inside.
 */
#ifndef DESK_STAFF_H
#define DESK_STAFF_H

#include "lot/handle.h"
#include "parkade/staff.h"

/* The member NAME as the file has it. PK_OK, or PK_SIGN_IN_REQUIRED: nobody of that name. */
enum pk_status staff_get(struct pk_staff *out, struct pk_lot *lot, const char *name);

#endif
