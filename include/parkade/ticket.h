/*
 * Tickets and stays: park, look, retrieve, and what mends a stay that went wrong.
 *
 * Every function here that changes something is one transaction, needs an act, and on any status
 * but PK_OK has changed nothing. Besides those named, each may return PK_BUSY, PK_READ_ONLY,
 * PK_DISK_FULL, PK_CORRUPT, PK_INTERNAL, PK_REQUEST_REUSED, PK_SIGN_IN_REQUIRED and
 * PK_NOT_PERMITTED.
 */
#ifndef PARKADE_TICKET_H
#define PARKADE_TICKET_H

#include "parkade/lot.h"

/* The right to take one vehicle out of one spot, as it stands at the moment it was read. */
struct pk_ticket {
    char ticket_id[PK_UUID_SIZE];
    int64_t ticket_no;
    int64_t vehicle_id;
    char registration_number[PK_REGISTRATION_SIZE]; /* canonical; "" once blanked */
    char registration_typed[PK_TYPED_SIZE];
    enum pk_vehicle_class vehicle_class;
    int64_t spot_id;
    char spot[PK_SPOT_LABEL_SIZE];
    int64_t entry_time;
    int64_t exit_time; /* PK_NONE while inside */
    int64_t expires_at;
    bool is_paid;
    int64_t paid; /* what was taken for it, refunds deducted */
    int64_t owed; /* of a released ticket: what is still to be paid */
    enum pk_ticket_state state;
    char ended_station[PK_NAME_SIZE];
    int found_by;                /* enum pk_found_by, or -1 */
    char replaces[PK_UUID_SIZE]; /* the lost ticket that this one replaces, or "" */
    char reason[PK_REASON_SIZE]; /* why it was ended, entered late, replaced */
    bool is_late_entry;
    bool is_lost;      /* priced as a lost ticket */
    int64_t permit_id; /* the permit that the stay is under, or 0 */
    int64_t permit_to; /* when that one ends; PK_NONE without one */
    /* What the watchlist says of the plate, for the attendant: only of a vehicle that was just
     * parked or amended; else "". */
    char alert[PK_ALERT_SIZE];
};

/* ---- park ---- */

struct pk_park {
    const char *registration; /* as typed */
    enum pk_vehicle_class vehicle_class;
    const char *spot; /* the wanted spot's label, or NULL: the nearest free one that fits best */
    unsigned needs;   /* a set of enum pk_need */
    /* A paper ticket of an outage: when the vehicle really came, and why it is late. PK_NONE for
     * an ordinary entry. Not in the future, not more than ticket_validity ago. */
    int64_t entered;
    /* The vehicle is inside already: its old stay is released (left unseen) and it parks anew, in
     * one act of a supervisor. */
    bool left_unseen;
    const char *reason; /* of a late entry or one over a stay that left unseen; else NULL */
};

/*
 * Parks a vehicle. PK_OK, PK_REGISTRATION_INVALID, PK_REGISTRATION_REFUSED (watchlist),
 * PK_ALREADY_PARKED (ticket_id, ticket_no, spot, entry_time), PK_LOT_FULL, PK_SPOT_UNKNOWN,
 * PK_SPOT_TAKEN (ticket_no, entry_time, station of who took it; offer), PK_SPOT_CLOSED,
 * PK_SPOT_UNSUITABLE, PK_USAGE.
 */
enum pk_status pk_park(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                       const struct pk_park *how);

/* ---- look ---- */

/*
 * The ticket that TEXT names: a UUID with or without hyphens; a number, "1042" or "#1042"; a spot,
 * "@A17"; the registration number of a vehicle that is inside, or "plate:1042". FOUND_BY, which
 * may be NULL, says which it was.
 * PK_OK, PK_TICKET_UNKNOWN, PK_SPOT_UNKNOWN, PK_AMBIGUOUS.
 */
enum pk_status pk_ticket_resolve(struct pk_ticket *out, enum pk_found_by *found_by,
                                 struct pk_lot *lot, const char *text);

/*
 * The same for a request that may have been made before (REQUEST_ID may be NULL or ""): then it is
 * the ticket that TEXT named at that time, also when its vehicle has left since, so that asking
 * again gives the first answer.
 */
enum pk_status pk_ticket_resolve_again(struct pk_ticket *out, enum pk_found_by *found_by,
                                       struct pk_lot *lot, const char *text,
                                       const char *request_id);

/* The ticket with the UUID TICKET_ID. PK_OK or PK_TICKET_UNKNOWN. */
enum pk_status pk_ticket_get(struct pk_ticket *out, struct pk_lot *lot, const char *ticket_id);

/*
 * Tickets that TEXT may mean, best first: open ones whose plate begins with or contains it, also
 * by look-alikes (8O0 finds B00), then a number, then ended ones of the last days. At most
 * CAPACITY are written.
 */
enum pk_status pk_ticket_search(struct pk_ticket *out, size_t capacity, size_t *count,
                                struct pk_lot *lot, const char *text);

/* Which tickets to list. */
enum pk_ticket_list {
    PK_LIST_INSIDE,
    PK_LIST_EXPIRED,
    PK_LIST_OVERSTAYED,
    PK_LIST_OWING,
    PK_LIST_DOUBT /* a card is under way or in doubt for it, inside or not */
};

/* Tickets of LIST, longest inside first; at most CAPACITY are written. */
enum pk_status pk_ticket_list(struct pk_ticket *out, size_t capacity, size_t *count,
                              struct pk_lot *lot, enum pk_ticket_list list);

/* ---- leave ---- */

/*
 * Lets the vehicle go: sets exit_time and frees the spot. PK_OK, PK_TICKET_UNKNOWN,
 * PK_TICKET_CLOSED (exit_time, station), PK_TICKET_VOID, PK_TICKET_EXPIRED,
 * PK_PAYMENT_REQUIRED (due).
 */
enum pk_status pk_retrieve(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                           const char *ticket_id, enum pk_found_by found_by);

/* A dead ticket (void, replaced, released) turned up at the station of ACT and was not tried:
 * writes the alarm that trying would have written. PK_OK also where an open one from there says it
 * already, or the ticket is not dead; PK_TICKET_UNKNOWN. Nobody has to have signed in. */
enum pk_status pk_ticket_turned_up(struct pk_lot *lot, const struct pk_act *act,
                                   const char *ticket_id);

/* ---- mend ---- */

/* Makes an open ticket valid again from now on: expires_at = now + ticket_validity. */
enum pk_status pk_renew(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                        const char *ticket_id, const char *reason);

/* Mends the plate (REGISTRATION, or NULL) or class (VEHICLE_CLASS, or NULL) of an open ticket. The
 * ticket is linked to the right vehicle, none is renamed. A class that makes the stay cheaper is a
 * supervisor's act. PK_ALREADY_PARKED as in pk_park(). */
enum pk_status pk_amend(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                        const char *ticket_id, const char *registration,
                        const enum pk_vehicle_class *vehicle_class);

/* Moves the vehicle of an open ticket to the spot LABEL. Spot statuses as in pk_park(). */
enum pk_status pk_move(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                       const char *ticket_id, const char *label);

/* Cancels an open ticket that was issued by mistake. PK_ALREADY_PAID while money is held for it or
 * for one that it replaces: refund that first. PK_PAYMENT_REQUIRED while a card is under way or in
 * doubt. */
enum pk_status pk_void(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                       const char *ticket_id, const char *reason);

/* Gives a new ticket for a lost one: entry time and spot stay, what was paid counts, the old one
 * is dead and raises an alarm if it turns up. PROOF says what showed that the vehicle is the
 * driver's ("registration paper and passport"); without any (NULL) it is a supervisor's act. With
 * IS_LOST it is priced as the tariff prices a lost ticket, and so is what replaces it in turn.
 * PK_PAYMENT_REQUIRED while a card is under way or in doubt. */
enum pk_status pk_replace(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                          const char *ticket_id, const char *reason, const char *proof,
                          bool is_lost);

/* A ticket that is printed once more, as a numbered copy. */
struct pk_ticket_copy {
    char ticket_id[PK_UUID_SIZE];
    int64_t ticket_no;
    int64_t copy_no; /* 1 for the first copy */
};

/* Counts one more copy of an open ticket, which says which one it is: who holds it may take the
 * vehicle. PK_OK, PK_TICKET_UNKNOWN, PK_TICKET_CLOSED, PK_TICKET_VOID (an alarm). */
enum pk_status pk_ticket_reprint(struct pk_ticket_copy *out, struct pk_lot *lot,
                                 const struct pk_act *act, const char *ticket_id);

/* Ends a stay without its ticket (left unseen, towed, owing, outage). What was due stays owed. */
enum pk_status pk_release(struct pk_ticket *out, struct pk_lot *lot, const struct pk_act *act,
                          const char *ticket_id, const char *reason);

#endif
