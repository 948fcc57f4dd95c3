/*
 * Making a failure: the sentence is written once, where the cause is known.
 *
 *     WRONG:  return PK_TICKET_UNKNOWN;
 *     RIGHT:  return pk_fail(PK_TICKET_UNKNOWN, _("There is no ticket #%lld."), (long long)no);
 *
 * A caller that only passes a failure on returns the status and leaves the record alone.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include "parkade/status.h"

/* Starts a new error record with STATUS and the sentence; returns STATUS. */
enum pk_status pk_fail(enum pk_status status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The thread's record, to add companions right after pk_fail(). */
struct pk_error *pk_error_record(void);

#endif
