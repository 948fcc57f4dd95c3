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
    char approver[PK_NAME_SIZE]; /* who approved it by pk_approve(); "": nobody */
};

/* Everything that somebody may or may not do. The journal's kinds are their names; one table
 * (src/base/act.c) says which role each needs. */
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
    PK_ACT_LEFT_UNSEEN,   /* release the old stay and park, in one act */
    PK_ACT_CHEAPER_CLASS, /* an amendment that makes the stay cheaper */
    PK_ACT_REPLACE_UNPROVEN,
    PK_ACT_REFUND_LATE, /* after the vehicle left, or of another shift */
    PK_ACT_ALARM,       /* a dead ticket turned up: written by the lot itself */
    PK_ACT_ACKNOWLEDGE,
    PK_ACT_STAFF,     /* add, change, let go */
    PK_ACT_PIN,       /* one's own PIN */
    PK_ACT_PIN_WRONG, /* written by the lot itself */
    PK_ACT_SHIFT_OPEN,
    PK_ACT_DROP,
    PK_ACT_PAID_OUT,
    PK_ACT_NO_SALE,
    PK_ACT_SHIFT_COUNT,
    PK_ACT_SHIFT_CLOSE,
    PK_ACT_SHIFT_OF_ANOTHER, /* count or close it */
    PK_ACT_RECOUNT,
    PK_ACT_DAY_CLOSE,
    PK_ACT_REPRINT,
    PK_ACT_VALIDATE,   /* a sponsor's validation on a stay */
    PK_ACT_VALIDATION, /* the sponsors' codes themselves */
    PK_ACT_PERMIT,
    PK_ACT_WATCH,
    PK_ACT_WALK,
    PK_ACT_WALK_LEAVE, /* a finding is left as it is */
    PK_ACT_TOKEN,      /* made or revoked */
    PK_ACT_COUNT
};

/* "park", "late_entry", ...: the name of an act in the journal. */
const char *pk_act_name(enum pk_act_kind kind);

/* The least role that may do KIND alone: attendant, supervisor or manager. */
enum pk_role pk_act_role(enum pk_act_kind kind);

#endif
