/*
 * The overnight walk: somebody goes from spot to spot and types what stands there; then the
 * tickets are compared with it, and what does not agree is settled, each with a reason.
 *
 * A sight is compared with the tickets of its own moment: who came, left or was moved after a spot
 * was seen is no finding. For statuses common to all changes see ticket.h.
 */
#ifndef PARKADE_WALK_H
#define PARKADE_WALK_H

#include "parkade/lot.h"

enum pk_walk_kind {
    PK_GHOST,    /* a ticket, no vehicle */
    PK_STRANGER, /* a vehicle, no ticket */
    PK_MOVED,    /* a vehicle whose ticket is on another spot */
    PK_WALK_KIND_COUNT
};

/* How a finding was settled. */
enum pk_walk_how {
    PK_WALK_OPEN,    /* it is not */
    PK_WALK_RELEASE, /* a ghost: its ticket was released */
    PK_WALK_PARK,    /* a stranger: a ticket was issued, as a late entry */
    PK_WALK_MOVE,    /* a moved one: its ticket was moved to where it stands */
    PK_WALK_LEAVE,   /* left as it is */
    PK_WALK_HOW_COUNT
};

/* "ghost", "release" ...; "" for a value out of range and for PK_WALK_OPEN. */
const char *pk_walk_kind_name(enum pk_walk_kind kind);
const char *pk_walk_how_name(enum pk_walk_how how);
bool pk_walk_kind_from_name(enum pk_walk_kind *out, const char *name);

struct pk_walk {
    int64_t walk_id;
    int64_t begun_at, ended_at; /* PK_NONE: it goes on */
    char begun_by[PK_NAME_SIZE], ended_by[PK_NAME_SIZE];
    char end_reason[PK_REASON_SIZE];      /* why it ended before everything was settled */
    int64_t spots, seen;                  /* of the lot, and of those on this walk */
    int64_t findings[PK_WALK_KIND_COUNT]; /* not settled */
    int64_t settled;
};

struct pk_walk_finding {
    enum pk_walk_kind kind;
    char spot[PK_SPOT_LABEL_SIZE]; /* where it was looked */
    char registration_number[PK_REGISTRATION_SIZE];
    char ticket_id[PK_UUID_SIZE]; /* "": a stranger */
    int64_t ticket_no;
    char ticket_spot[PK_SPOT_LABEL_SIZE]; /* where the ticket says the vehicle is */
    int64_t seen_at;
    /* Of a stranger: a vehicle that is inside and looks alike (O 0 Q, I 1 L, B 8, S 5, Z 2). */
    char like[PK_REGISTRATION_SIZE];
    int64_t like_no;
    char like_spot[PK_SPOT_LABEL_SIZE];
    enum pk_walk_how how;
    char reason[PK_REASON_SIZE];
    char settled_by[PK_NAME_SIZE];
};

/* Begins a walk. PK_OK, PK_USAGE (one goes on). */
enum pk_status pk_walk_begin(struct pk_walk *out, struct pk_lot *lot, const struct pk_act *act);

/* What stands on a spot. */
struct pk_sight {
    const char *spot;         /* the label */
    const char *registration; /* as typed; NULL: the spot is empty */
};

enum { PK_SIGHTS_MAX = 20000 };

/*
 * Notes what was seen on the walk that goes on: all of SIGHTS (1 to PK_SIGHTS_MAX) or none. A spot
 * that is seen again counts as last seen. PK_OK; PK_USAGE (no walk goes on; something about the
 * spot was settled already); PK_SPOT_UNKNOWN, PK_REGISTRATION_INVALID: error->spot names which.
 */
enum pk_status pk_walk_see(struct pk_walk *out, struct pk_lot *lot, const struct pk_act *act,
                           const struct pk_sight *sights, size_t count);

/* What was seen of one spot, last. */
struct pk_walk_sight {
    int64_t spot_id;
    char spot[PK_SPOT_LABEL_SIZE];
    char registration_number[PK_REGISTRATION_SIZE]; /* "": it was empty */
    int64_t seen_at;                                /* PK_NONE: it was not seen */
    char seen_by[PK_NAME_SIZE];
};

/* The sight of the spot SPOT_ID on the walk WALK_ID. PK_OK, also where it was not seen. */
enum pk_status pk_walk_sight(struct pk_walk_sight *out, struct pk_lot *lot, int64_t walk_id,
                             int64_t spot_id);

/* Called for each sight; returning false ends it. */
typedef bool (*pk_sight_visit)(const struct pk_walk_sight *sight, void *context);

/* Visits the sights of the walk WALK_ID from the moment SINCE on (0: all), as they were seen. */
enum pk_status pk_walk_each_sight(struct pk_lot *lot, int64_t walk_id, int64_t since,
                                  pk_sight_visit visit, void *context);

/* The walk WALK_ID; 0: the one that goes on, else the last. PK_OK, PK_USAGE (there is none). */
enum pk_status pk_walk_get(struct pk_walk *out, struct pk_lot *lot, int64_t walk_id);

/*
 * What does not agree on the walk WALK_ID (0 as above) and what was settled of it, by kind and
 * spot; at most CAPACITY are written, COUNT is how many were. Of a walk that has ended: what was
 * settled.
 */
enum pk_status pk_walk_findings(struct pk_walk_finding *out, size_t capacity, size_t *count,
                                struct pk_lot *lot, int64_t walk_id);

/* The same of one spot of the walk that goes on, and only what is not settled: at most one of each
 * kind. PK_OK, PK_USAGE (no walk goes on). */
enum pk_status pk_walk_findings_at(struct pk_walk_finding out[static PK_WALK_KIND_COUNT],
                                   size_t *count, struct pk_lot *lot, const char *spot);

struct pk_settling {
    enum pk_walk_kind kind;
    const char *spot; /* the label: where it was looked */
    bool is_left;     /* leave it as it is */
    const char *reason;
    int64_t entered; /* of a stranger: since when; PK_NONE: since the walk began */
    enum pk_vehicle_class vehicle_class; /* likewise */
};

/*
 * Settles a finding of the walk that goes on: a ghost is released (pk_release), a stranger gets a
 * ticket by a late entry on the spot where it stands (pk_park), a moved vehicle's ticket follows
 * it (pk_move); or it is left as it is, by a supervisor. The act and the walk's row stand or fall
 * together, and the act needs who may do it. PK_OK; PK_USAGE (no such finding, no reason); else as
 * those acts.
 */
enum pk_status pk_walk_settle(struct pk_walk_finding *out, struct pk_lot *lot,
                              const struct pk_act *act, const struct pk_settling *settling);

/* Ends the walk. While something is not settled it needs a REASON (else NULL) and a supervisor, as
 * each thing that is left as it is. PK_OK, PK_USAGE, PK_NOT_PERMITTED. */
enum pk_status pk_walk_end(struct pk_walk *out, struct pk_lot *lot, const struct pk_act *act,
                           const char *reason);

#endif
