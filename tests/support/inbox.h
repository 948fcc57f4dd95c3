/*
 * A desk with something to audit: on the screen's lot, a staff whose attendant did what somebody
 * else has to look at, two shifts of theirs, and an alarm. For tests.
 */
#ifndef SUPPORT_INBOX_H
#define SUPPORT_INBOX_H

#include "people.h"
#include "screen.h"

/* Hires Max (manager), Sue (supervisor), Ana and Ben (attendants), Eve (auditor); nobody is at the
 * console. What they do: Ana voids #8 with Sue's approval, and it turns up (an alarm); Ana takes
 * 2.00 for #9 and gives 1.00 of it back; Ben opens the drawer without a sale. */
void inbox_fill(struct screen *s);

/* The same, and NAME signs in at the console. */
void inbox_open_as(struct screen *s, const struct screen_kind *kind, const char *name);

/* NAME signs in at the console. */
void inbox_sign_in(struct screen *s, const char *name);

/* The newest entry of KIND in the journal; fails the test if there is none. */
struct pk_entry inbox_last(struct screen *s, const char *kind);

#endif
