/*
 * The demo lot's world: a clock of its own, dice, an agenda of what happens next, and the vehicles
 * that come and go. Everything here acts through the domain's public functions; no SQL.
 */
#ifndef DEMO_WORLD_H
#define DEMO_WORLD_H

#include "parkade/payment.h"
#include "parkade/spot.h"

enum { DEMO_MINUTE = 60, DEMO_HOUR = 3600, DEMO_DAY = 86400 };

enum {
    DEMO_DAYS = 28,           /* of history */
    DEMO_STAYS_MAX = 512,     /* at a time, those on their way included */
    DEMO_REGULARS_MAX = 40,   /* of one profile */
    DEMO_PROFILES_MAX = 12,   /* see profiles.c */
    DEMO_GUESTS_MAX = 48,     /* vehicles of the story, see story.c */
    DEMO_INCIDENTS_MAX = 120, /* see story.c */
    DEMO_PERCENT_FULL = 70    /* at the end */
};

/* What a vehicle on the agenda does next. */
enum demo_step { DEMO_ARRIVES, DEMO_PAYS, DEMO_LEAVES, DEMO_INCIDENT };

struct demo_event {
    int64_t at;
    int64_t turn; /* events of the same second keep the order in which they were planned */
    enum demo_step step;
    int subject; /* a stay, or an incident of the story */
};

/* What is to come, the earliest first: a binary heap. Each stay has at most one event. */
struct demo_agenda {
    struct demo_event events[DEMO_STAYS_MAX + DEMO_INCIDENTS_MAX];
    size_t count;
    int64_t turns;
};

/* One vehicle's visit. */
struct demo_stay {
    char plate[PK_TYPED_SIZE];
    enum pk_vehicle_class vehicle_class;
    unsigned needs;
    int64_t leaves_at;
    int profile, regular; /* whose seat it is; regular -1: nobody's */
    bool pays_by_card, is_used, is_inside;
    char ticket_id[PK_UUID_SIZE];
};

/* A vehicle that comes again and again. */
struct demo_regular {
    char plate[PK_TYPED_SIZE];
    bool is_here;
};

struct demo_world {
    struct pk_lot *lot;
    struct pk_clock clock;
    int64_t now;        /* what the clock says */
    int64_t start, end; /* of the history; end is the present */
    unsigned short dice[3];
    struct demo_agenda agenda;
    struct demo_stay stays[DEMO_STAYS_MAX];
    struct demo_regular regulars[DEMO_PROFILES_MAX][DEMO_REGULARS_MAX];
    char guests[DEMO_GUESTS_MAX][PK_UUID_SIZE]; /* tickets of the story */
};

/* ---- dice.c: the same numbers for the same present ---- */

void demo_dice_start(struct demo_world *world, int64_t seed);

/* LEAST to MOST, both included. */
int64_t demo_dice(struct demo_world *world, int64_t least, int64_t most);
bool demo_dice_percent(struct demo_world *world, int percent);

/* ---- plates.c ---- */

/* Makes up a registration number as somebody would type it. */
void demo_make_plate(char out[static PK_TYPED_SIZE], struct demo_world *world,
                     enum pk_vehicle_class vehicle_class, unsigned needs);

/* ---- agenda.c ---- */

/* False when the agenda is full. */
bool demo_plan(struct demo_world *world, int64_t at, enum demo_step step, int subject);

/* Takes the next event before UNTIL off the agenda. */
bool demo_next(struct demo_event *out, struct demo_world *world, int64_t until);

/* ---- profiles.c: who comes when, and for how long ---- */

/* Lets regulars have their plates. */
void demo_meet_regulars(struct demo_world *world);

/* Plans the arrivals of the hour that begins at FROM. Those that would still be there at LEFT_BY
 * do not come (PK_NONE: all come). */
void demo_plan_hour(struct demo_world *world, int64_t from, int64_t left_by);

/* Plans one arrival at AT of somebody who usually comes at that time, to leave at LEAVES_AT. */
void demo_plan_arrival(struct demo_world *world, int64_t at, int64_t leaves_at);

/* ---- stays.c: what ordinary vehicles do ---- */

/* Each returns PK_OK also when a rule of the lot refused: then the driver has gone elsewhere. */
enum pk_status demo_arrive(struct demo_world *world, int stay);
enum pk_status demo_pay(struct demo_world *world, int stay);
enum pk_status demo_leave(struct demo_world *world, int stay);

/* Pays all that is due for TICKET_ID. PK_OK also when nothing is. */
enum pk_status demo_settle(struct demo_world *world, const char *ticket_id, const char *station,
                           bool by_card);

/* Pays all that is due by a card whose terminal says FIRST, and THEN when it is asked once more.
 * The demo is its own terminal: none may be waited for in the middle of so many acts. */
enum pk_status demo_pay_card(struct demo_world *world, const char *ticket_id, const char *station,
                             enum pk_card_outcome first, enum pk_card_outcome then);

/* Turns a refusal by a rule of the lot into PK_OK. */
enum pk_status demo_shrug(enum pk_status status);

/* ---- story.c: what does not happen every day ---- */

void demo_plan_story(struct demo_world *world);
enum pk_status demo_incident(struct demo_world *world, int incident);

/* How many vehicles the story brings after AFTER that are still inside at the end. */
int demo_story_guests(const struct demo_world *world, int64_t after);

/* ---- history.c ---- */

/* Lives from world->start to world->end. */
enum pk_status demo_live(struct demo_world *world, void (*progress)(int percent));

#endif
