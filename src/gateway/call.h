/*
 * A request as the routes see it, and the table of routes. Knows no HTTP server: the fuzz target
 * and tests make calls of their own.
 */
#ifndef GATEWAY_CALL_H
#define GATEWAY_CALL_H

#include "gateway/answer.h"
#include "parkade/lot.h"
#include "parkade/token.h"

enum {
    BODY_MOST = 16 * 1024,
    HEAD_MOST = 8 * 1024,
    KEY_SIZE = 256,
    PARAMETER_SIZE = 64,
    CALL_METHOD_SIZE = 8
};

enum feed_kind { NO_FEED, FEED_JOURNAL, FEED_AVAILABILITY };

struct route;

struct call {
    const struct route *route;
    char parameter[PARAMETER_SIZE]; /* what stands for {ticketId} */
    char secret[PK_SECRET_SIZE];    /* of the token, or "" */
    struct pk_token token;          /* whose it is; once it was found */
    char key[KEY_SIZE];             /* the Idempotency-Key, or "" */
    bool is_prefetch;
    const char *body; /* not ended */
    size_t body_length;
};

struct route {
    const char *method;
    const char *path; /* with {ticketId} for a parameter */
    unsigned scope;   /* what a token must be good for; 0: open to all */
    bool is_change;   /* goes through the writer */
    enum feed_kind feed;
    /* Answers. PK_OK: OUT is filled; else the domain's error record says why. NULL: a feed. */
    enum pk_status (*serve)(struct answer *out, struct pk_lot *lot, const struct call *call);
};

/* The table; its end has a NULL method. */
extern const struct route routes[];

/* Finds the route of METHOD and PATH. False: OUT is the 404 or 405. */
bool route_find(struct call *call, struct answer *out, const char *method, const char *path);

/* acts.c: those that change the lot. */
enum pk_status act_park(struct answer *out, struct pk_lot *lot, const struct call *call);
enum pk_status act_retrieve(struct answer *out, struct pk_lot *lot, const struct call *call);
enum pk_status act_pay(struct answer *out, struct pk_lot *lot, const struct call *call);

/* looks.c: those that only look. */
enum pk_status look_availability(struct answer *out, struct pk_lot *lot, const struct call *call);
enum pk_status look_ticket(struct answer *out, struct pk_lot *lot, const struct call *call);
enum pk_status look_spots(struct answer *out, struct pk_lot *lot, const struct call *call);
enum pk_status look_health(struct answer *out, struct pk_lot *lot, const struct call *call);
enum pk_status look_openapi(struct answer *out, struct pk_lot *lot, const struct call *call);

/* published.c: availability in published formats. */
enum pk_status published_parkapi(struct answer *out, struct pk_lot *lot, const struct call *call);
enum pk_status published_datex2(struct answer *out, struct pk_lot *lot, const struct call *call);

/* metrics.c */
enum pk_status look_metrics(struct answer *out, struct pk_lot *lot, const struct call *call);

#endif
