/*
 * A gateway under test: a lot of its own, the real parkaded on a port of its own, and curl as its
 * client, so that nothing of ours judges what goes over the wire.
 *
 *     struct served s;
 *     served_open(&s, 4);
 *     struct reply r = served_post(&s, "/parking", "{\"registration_number\":\"AB 1\"}");
 *     reply_must_be(&r, 201, NULL);
 *     served_close(&s);
 */
#ifndef SUPPORT_SERVED_H
#define SUPPORT_SERVED_H

#include <jansson.h>
#include <sys/types.h>

#include "lot.h"
#include "parkade/ticket.h"
#include "parkade/token.h"

enum { SERVED_URL_SIZE = 96 };

struct served {
    struct test_lot t; /* the lot, in this process, with the real time unless the test sets it */
    char token[PK_SECRET_SIZE]; /* of "gate-1", good for everything */
    char url[SERVED_URL_SIZE];  /* "http://127.0.0.1:4711" */
    pid_t pid;
};

struct reply {
    int status; /* 0: there was no answer */
    char *head; /* status line and headers */
    char *body;
    json_t *json; /* what the body is as JSON, or NULL */
};

/* Makes a lot of SPOTS and starts the gateway on it. Fails the test if it cannot. */
void served_open(struct served *served, size_t spots);
/* Kills it if it still runs, and removes the lot. */
void served_close(struct served *served);

/* Starts parkaded with more ARGUMENTS (ends with NULL; may be NULL) and waits until it listens. */
void served_start(struct served *served, const char *const arguments[]);
/* SIGTERM; returns the exit status. */
int served_stop(struct served *served);
/* SIGKILL. */
void served_kill(struct served *served);

/* One request by curl with the arguments, which end with NULL, before the address of PATH. */
struct reply served_curl(const struct served *served, const char *path, ...)
    __attribute__((sentinel));

/* The usual requests, with the token. */
struct reply served_get(const struct served *served, const char *path);
struct reply served_post(const struct served *served, const char *path, const char *body);
/* With an Idempotency-Key. */
struct reply served_post_again(const struct served *served, const char *path, const char *body,
                               const char *key);

/* Fails the test unless REPLY has STATUS and, where it is a refusal, the CODE of a problem. Frees
 * it. */
void reply_must_be(struct reply *reply, int status, const char *code);
/* The same, without freeing. */
void reply_must_have(const struct reply *reply, int status, const char *code);
/* Whether a header NAME stands there with VALUE in it. */
bool reply_has_header(const struct reply *reply, const char *name, const char *value);
/* The text or number of KEY ("quote.due") as text; "(missing)". Valid until the next call. */
const char *reply_value(const struct reply *reply, const char *key);
void reply_free(struct reply *reply);

/* Parks PLATE in the lot as the desk does, in the middle of its HOURSth hour before now, so that no
 * price rises while a test runs; 0: now. */
struct pk_ticket served_park_before(struct served *served, const char *plate, int hours);

/* A new token with SCOPES. */
void served_token(struct served *served, char secret[static PK_SECRET_SIZE], const char *name,
                  unsigned scopes);

#endif
