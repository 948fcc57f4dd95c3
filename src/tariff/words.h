/*
 * The words of a value: lengths, times of day, days, dates, amounts. A reader takes its word off
 * the front of the text at *AT and moves *AT past it; on false *AT stays and nothing is reported.
 */
#ifndef TARIFF_WORDS_H
#define TARIFF_WORDS_H

#include "tariff/tariff.h"

/* Takes WORD ("next day"), whole words only, any case. */
bool tariff_words_take(const char **at, const char *word);

/* Takes one of the characters of MARK (and blanks around it). */
bool tariff_words_take_mark(const char **at, char mark);

bool tariff_words_at_end(const char *at);

/* "15m", "1h30m", "24h", "7d", "30s": seconds, more than 0, at most 1000 days. */
bool tariff_words_length(const char **at, int64_t *out);

/* "08:00", "24:00": seconds past midnight. */
bool tariff_words_clock(const char **at, int32_t *out);

/* A whole number of at most 6 digits. */
bool tariff_words_number(const char **at, int64_t *out);

/* "1st", "2nd", "3rd", up to "99th". */
bool tariff_words_ordinal(const char **at, int *out);

/* "2.00", "0.13416667": in 1/100000000 of a major unit. `decimals`: the last digit that
 * is not 0. */
bool tariff_words_amount(const char **at, int64_t *out, int *decimals);

/* "50%", "8.875%": of 100000. */
bool tariff_words_percent(const char **at, int64_t *out);

/* "motorcycle" */
bool tariff_words_class(const char **at, enum pk_vehicle_class *out);

/* "Mon", "tues", "monday": 0 to 6. */
bool tariff_words_weekday(const char **at, int *out);

/* "May", "sept", "december": 1 to 12. */
bool tariff_words_month(const char **at, int *out);

/* The one of the COUNT words KNOWN that is written most like WORD, or NULL when none is near. */
const char *tariff_words_nearest(const char *word, const char *const *known, size_t count);

/* The month or day of the week that is written most like WORD, or NULL. */
const char *tariff_words_near_date(const char *word);

/* Seconds as a length is written in a file: "1h30m". */
void tariff_words_format_length(char text[static 24], int64_t seconds);

#endif
