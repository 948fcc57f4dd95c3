/*
 * The watchlist: plates that get no ticket (refuse), and plates whose coming the attendant is told
 * of (alert). A plate that only looks like a watched one (O and 0, I and 1) parks and is told of.
 *
 * Plates on it are kept until somebody takes them off, whatever retention does elsewhere.
 */
#ifndef PARKADE_WATCH_H
#define PARKADE_WATCH_H

#include "parkade/lot.h"

enum pk_watch_mark { PK_WATCH_REFUSE, PK_WATCH_ALERT, PK_WATCH_MARK_COUNT };

struct pk_watch {
    char registration_number[PK_REGISTRATION_SIZE]; /* canonical */
    enum pk_watch_mark mark;
    char reason[PK_REASON_SIZE];
    int64_t added_at;
    char staff[PK_NAME_SIZE]; /* who put it there; "": nobody's name */
};

/* "refuse", "alert" */
const char *pk_watch_mark_name(enum pk_watch_mark mark);
bool pk_watch_mark_from_name(enum pk_watch_mark *out, const char *name);

/* What the list says of a plate. */
struct pk_watch_seen {
    bool is_refused;           /* it gets no ticket */
    char alert[PK_ALERT_SIZE]; /* what the attendant is told; "": nothing */
};

/* Looks REGISTRATION up, and what looks like it. PK_OK, PK_REGISTRATION_INVALID. */
enum pk_status pk_watch_look(struct pk_watch_seen *out, struct pk_lot *lot,
                             const char *registration);

/* Puts a plate on the list. PK_OK, PK_REGISTRATION_INVALID, PK_USAGE (no reason; it is there
 * already). */
enum pk_status pk_watch_add(struct pk_watch *out, struct pk_lot *lot, const struct pk_act *act,
                            const char *registration, enum pk_watch_mark mark, const char *reason);

/* Takes it off again; OUT is what it was. PK_OK, PK_REGISTRATION_INVALID, PK_USAGE (it is not
 * there). */
enum pk_status pk_watch_remove(struct pk_watch *out, struct pk_lot *lot, const struct pk_act *act,
                               const char *registration);

/* Hears of each plate; false stops. */
typedef bool pk_watch_heard(const struct pk_watch *watch, void *context);

/* All plates of the list in their order. */
enum pk_status pk_watch_each(struct pk_lot *lot, pk_watch_heard *heard, void *context);

#endif
