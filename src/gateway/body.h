/*
 * Reading the JSON body of a request strictly: one object, known keys, right types, nothing twice.
 * A failure is PK_USAGE, and ANSWER is filled with a sentence that names what is wrong.
 */
#ifndef GATEWAY_BODY_H
#define GATEWAY_BODY_H

#include <jansson.h>

#include "gateway/call.h"

/* The body as an object that has no keys but KEYS (which ends with NULL): a new reference. */
enum pk_status body_read(struct answer *answer, json_t **out, const struct call *call,
                         const char *const keys[]);

/* The text of KEY: NULL where it is absent or null and not NEEDED. It lives as long as BODY. */
enum pk_status body_text(struct answer *answer, const char **out, const json_t *body,
                         const char *key, bool is_needed);

/* The whole number of KEY, which is needed. */
enum pk_status body_number(struct answer *answer, int64_t *out, const json_t *body,
                           const char *key);

/* "accessible,ev", or ["accessible", "ev"], or nothing: a set of enum pk_need. */
enum pk_status body_needs(struct answer *answer, unsigned *out, const json_t *body,
                          const char *key);

#endif
