/*
 * The demo lot: three levels, weeks of history and vehicles inside in every state, made by the
 * domain's own functions with a clock of their own.
 */
#ifndef PARKADE_DEMO_H
#define PARKADE_DEMO_H

#include "parkade/types.h"

/* Makes the demo lot at PATH as of the moment NOW. Refuses to overwrite (PK_USAGE). PROGRESS, which
 * may be NULL, is told how far it is: 0 to 100. */
enum pk_status pk_demo_create(const char *path, int64_t now, void (*progress)(int percent));

#endif
