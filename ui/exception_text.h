/*
 * Exceptions in words: what each kind of them is, and what stands in one. Calls journal_text.c,
 * when.c.
 */
#ifndef UI_EXCEPTION_TEXT_H
#define UI_EXCEPTION_TEXT_H

#include "parkade/audit.h"

enum { EXCEPTION_TEXT_SIZE = 640 };

/* Whether nobody has looked at it; whether it is an alarm as well. */
bool exception_is_open(const struct pk_exception *exception);
bool exception_is_alarm(const struct pk_exception *exception);

/* "A ticket was cancelled: nothing was sold." */
const char *exception_sentence(const struct pk_exception *exception);

/* "#3  A01  WRONG1  typed twice": what it is about, and why it was done. */
void exception_about(char out[static EXCEPTION_TEXT_SIZE], const struct pk_exception *exception);

/* "14:03 at desk-1 by Ana, approved by Sue" */
void exception_circumstances(char out[static EXCEPTION_TEXT_SIZE], struct pk_lot *lot,
                             const struct pk_exception *exception);

/* "Looked at by Sam, 15:10: on the tape", or what WHO may do about it. */
void exception_outcome(char out[static EXCEPTION_TEXT_SIZE], struct pk_lot *lot,
                       const struct pk_exception *exception, const char *who);

#endif
