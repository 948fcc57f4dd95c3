/*
 * Who works here: members of staff, their PINs, signing in, and approving an act of somebody else.
 *
 * Before the first member of staff exists the lot is open: everything works without a name. From
 * then on every change needs one that has signed in on the handle it comes through. Each change
 * here needs an act as any other; besides those named, statuses are as in ticket.h.
 */
#ifndef PARKADE_STAFF_H
#define PARKADE_STAFF_H

#include "parkade/lot.h"

enum { PK_PIN_LEAST = 4, PK_PIN_MOST = 12 }; /* digits: they are typed on a keypad */

struct pk_staff {
    char name[PK_NAME_SIZE];
    enum pk_role role;
    bool is_active;
    int64_t locked_until; /* too many wrong PINs; PK_NONE: not locked */
    int64_t created_at;
    int64_t tried_at; /* when a PIN was last typed for it, right or wrong; PK_NONE: never */
};

/* Whether anybody is on the staff, so that changes need a name. */
enum pk_status pk_lot_has_staff(bool *out, struct pk_lot *lot);

/* All members of staff by name; at most CAPACITY are written, COUNT is how many were. */
enum pk_status pk_staff_list(struct pk_staff *out, size_t capacity, size_t *count,
                             struct pk_lot *lot);

/* Takes NAME on. The first one is a manager: else nobody could let the others in. PK_OK, PK_USAGE
 * (the name is taken, whatever its case; a PIN of other than 4 to 12 digits). */
enum pk_status pk_staff_add(struct pk_staff *out, struct pk_lot *lot, const struct pk_act *act,
                            const char *name, enum pk_role role, const char *pin);

/* Gives NAME another role, or lets NAME go and come back. The last active manager stays one.
 * PK_OK, PK_USAGE. */
enum pk_status pk_staff_set_role(struct pk_staff *out, struct pk_lot *lot, const struct pk_act *act,
                                 const char *name, enum pk_role role);
enum pk_status pk_staff_set_active(struct pk_staff *out, struct pk_lot *lot,
                                   const struct pk_act *act, const char *name, bool is_active);

/* Gives NAME a new PIN and unlocks the name: one's own, or anybody's by a manager. PK_OK, PK_USAGE.
 */
enum pk_status pk_staff_set_pin(struct pk_staff *out, struct pk_lot *lot, const struct pk_act *act,
                                const char *name, const char *pin);

/* ---- signing in ---- */

/*
 * Signs NAME (of whatever case; OUT has it as it is written) in on this handle: acts with that name
 * may come through it from now on. PINs are kept
 * as argon2id hashes; no more tries are looked at at once than may still be wrong (others wait),
 * and the fifth wrong one in a row locks the name for a minute, which doubles with each further one
 * up to a day. STATION is where, for the journal. PK_OK, PK_SIGN_IN_REQUIRED (unknown, wrong,
 * locked or let go: the sentence tells only who is locked until when).
 */
enum pk_status pk_sign_in(struct pk_staff *out, struct pk_lot *lot, const char *name,
                          const char *pin, const char *station);
void pk_sign_out(struct pk_lot *lot, const char *name);

/* Whether WHO, signed in, may do KIND alone. PK_OK, PK_SIGN_IN_REQUIRED, PK_NOT_PERMITTED. */
enum pk_status pk_may(struct pk_lot *lot, const char *who, enum pk_act_kind kind);

/*
 * A second person approves one act: NAME types the PIN at the station of ACT, whose request id must
 * be set. The approval is for that request alone and ends with it; it is in the journal beside who
 * did the act. Sets act->approver. PK_OK, PK_SIGN_IN_REQUIRED as pk_sign_in(), PK_NOT_PERMITTED
 * (nobody approves their own), PK_USAGE.
 */
enum pk_status pk_approve(struct pk_act *act, struct pk_lot *lot, const char *name,
                          const char *pin);

#endif
