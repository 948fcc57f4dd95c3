/*
 * Moments and lengths of time as an attendant reads them, in the lot's zone. Calls parkade/zone.h.
 */
#ifndef UI_WHEN_H
#define UI_WHEN_H

#include "parkade/lot.h"

enum { WHEN_SIZE = PK_TIME_SIZE };

/* "18:42" for today, "22 Nov 18:42" for another day; "" for PK_NONE. */
void when_short(char out[static WHEN_SIZE], struct pk_lot *lot, int64_t at);

/* "18:42 - 19:42", "22 Nov 18:42 - 19:42", one moment alone; "" unless both are moments. */
enum { WHEN_RANGE_SIZE = 2 * WHEN_SIZE + 4 };
void when_range(char out[static WHEN_RANGE_SIZE], struct pk_lot *lot, int64_t from, int64_t to);

/* Copies TEXT, a sentence of the domain, with its moments in the short form. SIZE is larger than
 * PK_MESSAGE_SIZE by WHEN_SIZE at least. */
void when_shorten(char *out, size_t size, struct pk_lot *lot, const char *text);

/*
 * Reads what an attendant types: "18:42", "18.42", "1842" or "842", the last such moment that is
 * not in the future; or what pk_time_parse() reads. PK_OK or PK_USAGE with a sentence.
 */
enum pk_status when_read(int64_t *out, struct pk_lot *lot, const char *text);

/* The day number of today. */
int64_t when_today(struct pk_lot *lot);

/* "Mon 12 Jan 2026" of a day number; or as strftime(3) would with FORMAT. */
void when_day(char out[static WHEN_SIZE], struct pk_lot *lot, int64_t day);
void when_date(char out[static WHEN_SIZE], struct pk_lot *lot, int64_t day, const char *format);

/* "2 h 39" from FROM to TO. */
void when_length(char out[static WHEN_SIZE], int64_t from, int64_t to);

#endif
