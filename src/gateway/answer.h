/*
 * What the gateway answers: a status, a body, and the few headers that go with it. Refusals are
 * RFC 9457 problems, made from the domain's error record in one place. Knows no HTTP server.
 */
#ifndef GATEWAY_ANSWER_H
#define GATEWAY_ANSWER_H

#include <jansson.h>
#include <stddef.h>

#include "parkade/status.h"

struct answer {
    int status;
    char *body; /* owned: free() */
    size_t length;
    const char *type;  /* the media type */
    char location[64]; /* "": none */
    const char *allow; /* of 405: the methods; else NULL */
    int retry_after;   /* seconds; 0: none */
};

/* JSON as the body; the reference to VALUE is taken. Without memory it becomes a 500. */
void answer_json(struct answer *out, int status, json_t *value);

/* TEXT, which is taken over, as the body. */
void answer_text(struct answer *out, int status, const char *type, char *text);

/* The domain's last failure STATUS, with its code, companions and HTTP status. CURRENCY, of a due,
 * may be NULL. */
void answer_problem(struct answer *out, enum pk_status status, const char *currency);

/* The same as 503, whatever STATUS is: nothing was acknowledged, and it may be asked again. */
void answer_unavailable(struct answer *out, enum pk_status status, const char *currency);

/* A refusal of the gateway's own, before the domain is asked: the problem of STATUS with this
 * sentence. Returns STATUS, so that a caller passes it on. Whoever finds a status finds OUT filled
 * with it, or fills it by answer_problem(). */
enum pk_status answer_fail(struct answer *out, enum pk_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Adds the due of a refusal, in minor units of CURRENCY. */
void answer_add_due(struct answer *out, int64_t due, const char *currency);

/* A refusal that only HTTP knows: 405, 413, 415, 429 ... CODE in snake_case, a sentence. */
void answer_refusal(struct answer *out, int status, const char *code, const char *sentence);

/* Frees the body and forgets the rest. */
void answer_clear(struct answer *answer);

#endif
