/*
 * Permits: season passes. The plates of a permit park free of charge between two moments, so many
 * of them at a time.
 *
 * A ticket is put under a permit when the vehicle comes (or when its plate is amended): where the
 * permit is valid at the entry and fewer than max_inside vehicles are inside under it. Under its
 * permit nothing is due; what the vehicle stays beyond valid_to is priced from then on.
 *
 * A holder's plates live in permit_plate, beside vehicle, watchlist and the details of the journal:
 * retention has to blank them there too, and the holder's name in permit.
 */
#ifndef PARKADE_PERMIT_H
#define PARKADE_PERMIT_H

#include "parkade/lot.h"

enum {
    PK_PERMIT_PLATES_MAX = 64,
    PK_PERMIT_PLATES_SIZE = PK_PERMIT_PLATES_MAX * PK_REGISTRATION_SIZE,
    PK_PERMIT_INSIDE_MAX = 10000
};

struct pk_permit {
    int64_t permit_id;
    char holder[PK_NAME_SIZE];
    int64_t valid_from, valid_to;       /* seconds since the epoch, UTC; valid_to is not in it */
    int64_t max_inside;                 /* vehicles at a time */
    bool is_active;                     /* false once it was ended by hand */
    int64_t inside;                     /* open tickets under it now */
    char plates[PK_PERMIT_PLATES_SIZE]; /* canonical, in their order, a blank between two */
};

/* A permit that is to be sold. */
struct pk_permit_new {
    const char *holder;           /* 1 to 63 bytes, one line */
    int64_t valid_from, valid_to; /* valid_from PK_NONE: now */
    int64_t max_inside;           /* 1 to PK_PERMIT_INSIDE_MAX */
    size_t plate_count;           /* 1 to PK_PERMIT_PLATES_MAX */
    const char *const *plates;    /* as typed */
};

/*
 * Sells a permit. A vehicle that is inside already is under it from its next entry on.
 * PK_OK, PK_REGISTRATION_INVALID, PK_USAGE (holder, dates, numbers, a plate twice).
 */
enum pk_status pk_permit_add(struct pk_permit *out, struct pk_lot *lot, const struct pk_act *act,
                             const struct pk_permit_new *permit);

/*
 * Ends a permit now: one that has begun ends at this moment, and who is inside under it pays from
 * now on; one that has not begun never does. PK_OK, PK_USAGE (unknown, ended already).
 */
enum pk_status pk_permit_end(struct pk_permit *out, struct pk_lot *lot, const struct pk_act *act,
                             int64_t permit_id);

/*
 * Puts REGISTRATION on the permit, or takes it off again. A vehicle inside stays under the permit
 * that it came with. PK_OK, PK_REGISTRATION_INVALID, PK_USAGE (unknown or ended permit; a plate
 * that is on it already, or is not; too many).
 */
enum pk_status pk_permit_add_plate(struct pk_permit *out, struct pk_lot *lot,
                                   const struct pk_act *act, int64_t permit_id,
                                   const char *registration);
enum pk_status pk_permit_remove_plate(struct pk_permit *out, struct pk_lot *lot,
                                      const struct pk_act *act, int64_t permit_id,
                                      const char *registration);

/* The permit PERMIT_ID. PK_OK or PK_USAGE. */
enum pk_status pk_permit_get(struct pk_permit *out, struct pk_lot *lot, int64_t permit_id);

/*
 * The permit that REGISTRATION would be under if it came at AT; where it has none OUT->permit_id is
 * 0. One that is full (inside = max_inside) is told where no other is left: under that the vehicle
 * would not be. PK_OK, PK_REGISTRATION_INVALID.
 */
enum pk_status pk_permit_find(struct pk_permit *out, struct pk_lot *lot, const char *registration,
                              int64_t at);

/* Hears of each permit; false stops. */
typedef bool pk_permit_heard(const struct pk_permit *permit, void *context);

/* All permits, also those that have ended, by number. */
enum pk_status pk_permit_each(struct pk_lot *lot, pk_permit_heard *heard, void *context);

#endif
