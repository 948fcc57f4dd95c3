/*
 * Machines from inside: what one may do is asked by sign_in.c and staff.c.
 */
#ifndef DESK_TOKEN_H
#define DESK_TOKEN_H

#include "lot/handle.h"
#include "parkade/act.h"
#include "parkade/token.h"

/* Whether WHO is the machine that entered the handle. */
bool token_is_here(const struct pk_lot *lot, const char *who);

/* Whether the machine that entered may do KIND: asked of the file, so that a token that was revoked
 * since may nothing. PK_OK, PK_SIGN_IN_REQUIRED, PK_NOT_PERMITTED. */
enum pk_status token_may(struct pk_lot *lot, enum pk_act_kind kind);

/* Whether a token has or had NAME. */
enum pk_status token_is_named(bool *out, struct pk_lot *lot, const char *name);

#endif
