/*
 * Tokens: how machines (gates, pay stations, apps) are known to the gateway. A token has a name,
 * under which it stands in the journal, and scopes: what it may do. Its secret is shown once; the
 * file keeps only a hash. Each change here needs an act of a manager; besides those named, statuses
 * are as in ticket.h.
 */
#ifndef PARKADE_TOKEN_H
#define PARKADE_TOKEN_H

#include "parkade/lot.h"

/* What a token may do: a set of bits. */
enum pk_scope {
    PK_SCOPE_PARK = 1,
    PK_SCOPE_RETRIEVE = 2,
    PK_SCOPE_PAY = 4,
    PK_SCOPE_LOOK = 8 /* tickets, spots, the journal's events */
};

enum { PK_SECRET_SIZE = 48, PK_SCOPES_SIZE = 40 };

struct pk_token {
    char name[PK_NAME_SIZE];
    unsigned scopes;
    int64_t created_at;
    char created_by[PK_NAME_SIZE]; /* "": nobody's name */
    int64_t revoked_at;            /* PK_NONE: it holds */
};

/* "park,retrieve" to a set of scopes, at least one; false when a word is unknown. */
bool pk_scopes_from_text(unsigned *out, const char *text);

/* A set of scopes as "park,retrieve,pay,look". */
void pk_scopes_text(char out[static PK_SCOPES_SIZE], unsigned scopes);

/*
 * Makes a token. SECRET takes it, for its owner; where the request was answered before it is "": a
 * secret is shown once. PK_OK, PK_USAGE (the name is that of a token, even a revoked one, or of
 * somebody on the staff; no scope).
 */
enum pk_status pk_token_add(struct pk_token *out, char secret[static PK_SECRET_SIZE],
                            struct pk_lot *lot, const struct pk_act *act, const char *name,
                            unsigned scopes);

/* Ends a token: it opens nothing any more. PK_OK, PK_USAGE (no such token, or revoked already). */
enum pk_status pk_token_revoke(struct pk_token *out, struct pk_lot *lot, const struct pk_act *act,
                               const char *name);

/* All tokens by name; at most CAPACITY are written, COUNT is how many were. */
enum pk_status pk_token_list(struct pk_token *out, size_t capacity, size_t *count,
                             struct pk_lot *lot);

/* Whether there is a token that holds. */
enum pk_status pk_lot_has_tokens(bool *out, struct pk_lot *lot);

/*
 * The token with SECRET. From now on acts with its name may come through this handle, as far as its
 * scopes go and while it holds, until another token comes. PK_OK, PK_SIGN_IN_REQUIRED.
 */
enum pk_status pk_token_enter(struct pk_token *out, struct pk_lot *lot, const char *secret);

#endif
