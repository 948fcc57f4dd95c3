/*
 * The words of a value. Pure; calls nothing of the project but the names of vehicle classes.
 */
#include "tariff/words.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

static const char *skip_blanks(const char *at)
{
    while (*at == ' ') {
        at++;
    }
    return at;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What can stand in the middle of a word; also any byte of a character beyond ASCII. */
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '\'' ||
           (unsigned char)c >= 0x80;
}

bool tariff_words_at_end(const char *at)
{
    return *skip_blanks(at) == '\0';
}

bool tariff_words_take(const char **at, const char *word)
{
    const char *from = skip_blanks(*at);
    size_t length = strlen(word);

    if (strncasecmp(from, word, length) != 0 || is_letter(from[length])) {
        return false;
    }
    *at = skip_blanks(from + length);
    return true;
}

bool tariff_words_take_mark(const char **at, char mark)
{
    const char *from = skip_blanks(*at);

    if (*from != mark) {
        return false;
    }
    *at = skip_blanks(from + 1);
    return true;
}

/* Up to LIMIT digits; false when there is none or one more. */
static bool digits(const char **at, int limit, int64_t *out)
{
    const char *from = *at;
    int64_t number = 0;
    int count = 0;

    while (is_digit(from[count])) {
        if (count == limit) {
            return false;
        }
        number = number * 10 + (from[count] - '0');
        count++;
    }
    if (count == 0) {
        return false;
    }
    *at = from + count;
    *out = number;
    return true;
}

static int64_t unit_seconds(char unit)
{
    switch (unit) {
    case 's':
    case 'S':
        return 1;
    case 'm':
    case 'M':
        return 60;
    case 'h':
    case 'H':
        return 3600;
    case 'd':
    case 'D':
        return TARIFF_DAY;
    default:
        return 0;
    }
}

bool tariff_words_length(const char **at, int64_t *out)
{
    const char *from = skip_blanks(*at);
    int64_t sum = 0;
    int64_t last = INT64_MAX;
    int64_t number;

    while (digits(&from, 6, &number)) {
        int64_t unit = unit_seconds(*from);
        if (unit == 0 || unit >= last) {
            return false;
        }
        sum += number * unit;
        last = unit;
        from++;
    }
    if (last == INT64_MAX || is_letter(*from) || sum <= 0 || sum > 1000 * (int64_t)TARIFF_DAY) {
        return false;
    }
    *out = sum;
    *at = skip_blanks(from);
    return true;
}

bool tariff_words_clock(const char **at, int32_t *out)
{
    const char *from = skip_blanks(*at);
    int64_t hour, minute;

    if (!digits(&from, 2, &hour) || *from != ':') {
        return false;
    }
    from++;
    const char *minutes = from;
    if (!digits(&from, 2, &minute) || from - minutes != 2 || is_letter(*from) || *from == ':' ||
        hour > 24 || minute > 59 || (hour == 24 && minute != 0)) {
        return false;
    }
    *out = (int32_t)(hour * 3600 + minute * 60);
    *at = skip_blanks(from);
    return true;
}

bool tariff_words_number(const char **at, int64_t *out)
{
    const char *from = skip_blanks(*at);
    int64_t number;

    if (!digits(&from, 6, &number) || is_letter(*from)) {
        return false;
    }
    *out = number;
    *at = skip_blanks(from);
    return true;
}

bool tariff_words_ordinal(const char **at, int *out)
{
    static const char *const endings[] = {"th", "st", "nd", "rd"};
    const char *from = skip_blanks(*at);
    int64_t number;

    if (!digits(&from, 2, &number) || number == 0) {
        return false;
    }
    int last = (int)(number % 10);
    const char *ending = endings[last <= 3 && number / 10 != 1 ? last : 0];
    if (*from == ' ' || !tariff_words_take(&from, ending)) {
        return false;
    }
    *out = (int)number;
    *at = from;
    return true;
}

/* A decimal number with at most PLACES digits behind the point, times 10 to the PLACES. */
static bool decimal(const char **at, int whole, int places, int64_t *out, int *used)
{
    const char *from = skip_blanks(*at);
    int64_t number;
    int place = 0;

    *used = 0;
    if (!digits(&from, whole, &number)) {
        return false;
    }
    if (*from == '.' && is_digit(from[1])) {
        for (from++; is_digit(*from); from++) {
            if (place == places && *from != '0') {
                return false;
            }
            if (place < places) {
                number = number * 10 + (*from - '0');
                place++;
                *used = *from == '0' ? *used : place;
            }
        }
    }
    for (; place < places; place++) {
        number *= 10;
    }
    *out = number;
    *at = from;
    return true;
}

bool tariff_words_amount(const char **at, int64_t *out, int *decimals)
{
    const char *from = *at;

    if (!decimal(&from, 7, TARIFF_DECIMALS, out, decimals) || is_letter(*from) || *from == '%' ||
        *from == '.' || *from == ':') {
        return false;
    }
    *at = skip_blanks(from);
    return true;
}

bool tariff_words_percent(const char **at, int64_t *out)
{
    const char *from = *at;
    int used;

    if (!decimal(&from, 3, 3, out, &used) || *skip_blanks(from) != '%') {
        return false;
    }
    *at = skip_blanks(skip_blanks(from) + 1);
    return true;
}

bool tariff_words_class(const char **at, enum pk_vehicle_class *out)
{
    for (int i = 0; i < PK_VEHICLE_CLASS_COUNT; i++) {
        if (tariff_words_take(at, pk_vehicle_class_name((enum pk_vehicle_class)i))) {
            *out = (enum pk_vehicle_class)i;
            return true;
        }
    }
    return false;
}

/* One of the COUNT NAMES, whole or cut after three letters or more: "sept". -1: none. */
static int take_name(const char **at, const char *const *names, int count)
{
    const char *from = skip_blanks(*at);
    size_t length = 0;

    while (is_letter(from[length])) {
        length++;
    }
    for (int i = 0; length >= 3 && i < count; i++) {
        if (length <= strlen(names[i]) && strncasecmp(from, names[i], length) == 0) {
            *at = skip_blanks(from + length);
            return i;
        }
    }
    return -1;
}

bool tariff_words_weekday(const char **at, int *out)
{
    int day = take_name(at, weekdays, 7);

    *out = day < 0 ? *out : day;
    return day >= 0;
}

bool tariff_words_month(const char **at, int *out)
{
    int month = take_name(at, months, 12);

    *out = month < 0 ? *out : month + 1;
    return month >= 0;
}

/* The number of letters to change, add or leave out; more than 30 letters are never near. */
static size_t distance(const char *a, const char *b)
{
    size_t row[32];
    size_t length = strlen(b);

    if (length > 30 || strlen(a) > 30) {
        return 99;
    }
    for (size_t j = 0; j <= length; j++) {
        row[j] = j;
    }
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            size_t best = corner + (a[i - 1] != b[j - 1]);
            best = row[j] + 1 < best ? row[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            corner = row[j];
            row[j] = best;
        }
    }
    return row[length];
}

const char *tariff_words_nearest(const char *word, const char *const *known, size_t count)
{
    const char *best = NULL;
    size_t nearest = 1 + strlen(word) / 3;

    for (size_t i = 0; i < count; i++) {
        size_t far = distance(word, known[i]);
        if (far < nearest || (best == NULL && far == nearest)) {
            nearest = far;
            best = known[i];
        }
    }
    return best;
}

const char *tariff_words_near_date(const char *word)
{
    const char *known[12 + 7];
    size_t count = 0;

    /* Short words are near to anything, but for their first letter: Xmas is no slip of May. */
    for (size_t i = 0; i < 12 + 7; i++) {
        const char *name = i < 12 ? months[i] : weekdays[i - 12];
        if (strncasecmp(word, name, 1) == 0) {
            known[count++] = name;
        }
    }
    return tariff_words_nearest(word, known, count);
}

void tariff_words_format_length(char text[static 24], int64_t seconds)
{
    static const struct {
        int64_t seconds;
        char letter;
    } units[] = {{TARIFF_DAY, 'd'}, {3600, 'h'}, {60, 'm'}, {1, 's'}};
    size_t used = 0;

    text[0] = '\0';
    /* 24 hours are written as hours: a day is something else. */
    for (size_t i = seconds <= INT64_C(3) * TARIFF_DAY ? 1 : 0; i < 4; i++) {
        int64_t count = seconds / units[i].seconds;
        if (count > 0 && used < 20) {
            used += (size_t)snprintf(text + used, 24 - used, "%lld%c", (long long)count,
                                     units[i].letter);
            seconds %= units[i].seconds;
        }
    }
}
