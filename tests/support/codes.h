/*
 * Sponsors' codes on a lot of stays (stay.h): made and given in one line. For tests.
 */
#ifndef SUPPORT_CODES_H
#define SUPPORT_CODES_H

#include "parkade/validation.h"
#include "stay.h"

/* A code of the sponsor Kino without days or limits, not yet made. VALUE: as its kind says. */
struct pk_validation codes_code(const char *name, enum pk_off_kind kind, int64_t value);

enum pk_status codes_try_add(struct pk_validation *made, struct stays *s,
                             const struct pk_validation *what);
/* Makes codes_code(), which must go well. */
void codes_add(struct stays *s, const char *name, enum pk_off_kind kind, int64_t value);

enum pk_status codes_try_give(struct pk_given *given, struct stays *s,
                              const struct pk_ticket *ticket, const char *name);
/* The same, which must go well. */
struct pk_given codes_give(struct stays *s, const struct pk_ticket *ticket, const char *name);

#endif
