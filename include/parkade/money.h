/*
 * Money as text: major units with the currency's exponent on the outside, int64_t minor units
 * inside. Never floating point.
 */
#ifndef PARKADE_MONEY_H
#define PARKADE_MONEY_H

#include "parkade/types.h"

/* More cash than any drawer or till holds, in any currency. Sums of such amounts cannot overflow.
 */
#define PK_CASH_MAX INT64_C(1000000000000000)

enum { PK_MONEY_SIZE = 32 };

/* How many digits the minor unit of CURRENCY has (ISO 4217): 0 for JPY, 2 for EUR, 3 for KWD;
 * -1 when CURRENCY is not a currency of ISO 4217. */
int pk_currency_exponent(const char *currency);

/* The largest common banknote of CURRENCY in minor units, for a sanity question at the till;
 * 100 major units where none is known. */
int64_t pk_currency_largest_note(const char *currency);

enum { PK_DENOMINATIONS_MAX = 32 };

/*
 * Reads a list of notes and coins, "50 20 10 0.50", as minor units, largest first. PK_OK, or
 * PK_AMOUNT_INVALID: not readable, nothing, one twice, or more than PK_DENOMINATIONS_MAX.
 */
enum pk_status pk_denominations_parse(int64_t out[static PK_DENOMINATIONS_MAX], size_t *count,
                                      const char *text, const char *currency);

/* The notes and coins of CURRENCY in use, largest first; 1, 2, 5, 10 ... minor units up to its
 * largest note where they are not known. Returns how many. */
size_t pk_currency_denominations(int64_t out[static PK_DENOMINATIONS_MAX], const char *currency);

/* Writes AMOUNT as "7.50", "-0.05", "700" into TEXT. */
void pk_money_format(char text[static PK_MONEY_SIZE], int64_t amount, const char *currency);

/*
 * Reads "7.50", "7,50", "7.5", "7" or "-2" as minor units. No sign but '-', no blanks, no
 * thousands separators, at most the currency's digits after the point.
 * Returns PK_OK, or PK_AMOUNT_INVALID with a sentence that names the text.
 */
enum pk_status pk_money_parse(int64_t *out, const char *text, const char *currency);

#endif
