/*
 * UUIDs: tickets, payments and requests (RFC 9562, version 7; the random bits from libuuid).
 */
#ifndef PARKADE_UUID_H
#define PARKADE_UUID_H

#include "parkade/types.h"

/* Makes a version 7 UUID for the moment AT (seconds; values before 1970 count as 1970), lower
 * case with hyphens. */
void pk_uuid_make(char out[static PK_UUID_SIZE], int64_t at);

/* Reads a UUID with or without hyphens in any case and writes it lower case with hyphens.
 * False when TEXT is not a UUID. */
bool pk_uuid_parse(char out[static PK_UUID_SIZE], const char *text);

/* Writes the form that is printed and scanned: 32 upper-case hex digits. */
void pk_uuid_printed(char out[static PK_UUID_SIZE], const char *uuid);

#endif
