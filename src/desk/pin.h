/*
 * PINs: hashing them, and counting the tries.
 */
#ifndef DESK_PIN_H
#define DESK_PIN_H

#include "lot/handle.h"

enum { PIN_HASH_SIZE = 128 };

/* PK_OK or PK_USAGE: 4 to 12 digits. */
enum pk_status pin_check(const char *pin);

/* PIN as an argon2id hash. PK_OK, or PK_INTERNAL when memory is out. */
enum pk_status pin_hash(char out[static PIN_HASH_SIZE], const char *pin);

/* Whether PIN is that of NAME, an active member of staff; the try is counted. Statuses as
 * pk_sign_in(). Not inside a transaction: hashing takes its time. */
enum pk_status pin_try(struct pk_lot *lot, const char *name, const char *pin, const char *station);

#endif
