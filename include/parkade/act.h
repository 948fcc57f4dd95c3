/*
 * Who does something, at which station, for which request, and may they: the seam through which
 * every change of the lot passes.
 */
#ifndef PARKADE_ACT_H
#define PARKADE_ACT_H

#include "parkade/types.h"

/*
 * Comes with every call that changes something. The same request id with the same content again
 * gives the first answer and changes nothing; with other content it is PK_REQUEST_REUSED. An
 * empty request id gets a fresh one; then nobody can ask again.
 */
struct pk_act {
    char who[PK_NAME_SIZE];     /* a member of staff or a token; "" while the lot has no staff */
    char station[PK_NAME_SIZE]; /* the console or machine, by name; never empty */
    char request_id[PK_UUID_SIZE];
};

/* Everything that somebody may or may not do. The journal's kinds are their names. */
enum pk_act_kind {
    PK_ACT_PARK,
    PK_ACT_LATE_ENTRY,
    PK_ACT_PAY,
    PK_ACT_NIL,
    PK_ACT_OVERRIDE,
    PK_ACT_RETRIEVE,
    PK_ACT_RENEW,
    PK_ACT_AMEND,
    PK_ACT_MOVE,
    PK_ACT_VOID,
    PK_ACT_REPLACE,
    PK_ACT_RELEASE,
    PK_ACT_REFUND,
    PK_ACT_SPOT_CLOSE,
    PK_ACT_SPOT_OPEN,
    PK_ACT_CONFIGURE,
    PK_ACT_TARIFF_INSTALL,
    PK_ACT_CARD,
    PK_ACT_BACKUP,
    PK_ACT_REPAIR,
    PK_ACT_COUNT
};

/* "park", "late_entry", ...: the name of an act in the journal. */
const char *pk_act_name(enum pk_act_kind kind);

#endif
