/*
 * Money as text, in integers only. Calls the C library and currency.c.
 */
#include "parkade/money.h"

#include "base/error.h"
#include "base/excerpt.h"
#include "parkade/text.h"

/* An amount in a currency that does not exist is shown in minor units: the digits at least are
 * true. */
void pk_money_format(char text[static PK_MONEY_SIZE], int64_t amount, const char *currency)
{
    int exponent = pk_currency_exponent(currency);
    /* Unsigned: INT64_MIN has no positive counterpart. */
    uint64_t rest = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;
    char backwards[PK_MONEY_SIZE]; /* 19 digits, the point and the sign at most */
    int length = 0;

    for (int digits = 0; digits <= exponent || digits == 0 || rest > 0; digits++, rest /= 10) {
        if (digits > 0 && digits == exponent)
            backwards[length++] = '.';
        backwards[length++] = (char)('0' + rest % 10);
    }
    if (amount < 0)
        backwards[length++] = '-';
    for (int i = 0; i < length; i++)
        text[i] = backwards[length - 1 - i];
    text[length] = '\0';
}

/* An example in the currency's own digits says more than a rule about them. */
static enum pk_status refuse(const char *text, const char *currency)
{
    char quoted[BASE_EXCERPT_SIZE], example[PK_MONEY_SIZE];

    base_excerpt(quoted, text);
    pk_money_format(example, 750, currency);
    return pk_fail(PK_AMOUNT_INVALID, _("\"%s\" is not an amount of %s: type it like %s."), quoted,
                   currency, example);
}

static enum pk_status refuse_decimals(const char *text, const char *currency, int exponent)
{
    char quoted[BASE_EXCERPT_SIZE];

    base_excerpt(quoted, text);
    if (exponent == 0)
        return pk_fail(PK_AMOUNT_INVALID, _("\"%s\": %s has no decimals."), quoted, currency);
    return pk_fail(PK_AMOUNT_INVALID, _("\"%s\": %s has at most %d decimals."), quoted, currency,
                   exponent);
}

static enum pk_status refuse_size(const char *text)
{
    char quoted[BASE_EXCERPT_SIZE];

    base_excerpt(quoted, text);
    return pk_fail(PK_AMOUNT_INVALID, _("\"%s\" is more money than can be counted."), quoted);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Appends DIGIT to *UNITS; false, and *UNITS is as it was, past INT64_MAX. */
static bool append_digit(int64_t *units, int digit)
{
    int64_t grown;

    if (__builtin_mul_overflow(*units, 10, &grown) || __builtin_add_overflow(grown, digit, &grown))
        return false;
    *units = grown;
    return true;
}

/* How many digits stand at TEXT. */
static int count_digits(const char *text)
{
    int count = 0;

    while (count < INT16_MAX && is_digit(text[count]))
        count++;
    return count;
}

/* Reads the digits of a checked TEXT, passing over the point, then the MISSING noughts. */
static bool read_units(int64_t *units, const char *text, int missing)
{
    for (; *text != '\0'; text++)
        if (is_digit(*text) && !append_digit(units, *text - '0'))
            return false;
    for (; missing > 0; missing--)
        if (!append_digit(units, 0))
            return false;
    return true;
}

enum pk_status pk_money_parse(int64_t *out, const char *text, const char *currency)
{
    int exponent = pk_currency_exponent(currency);
    const char *digits = *text == '-' ? text + 1 : text;
    int before = count_digits(digits), after = 0;
    const char *end = digits + before;
    int64_t units = 0;

    if (exponent < 0)
        return pk_fail(PK_AMOUNT_INVALID, _("\"%s\" is not a currency of ISO 4217."), currency);
    if (*end == '.' || *end == ',') {
        after = count_digits(end + 1);
        end += 1 + after;
        if (after == 0)
            return refuse(text, currency);
    }
    if (before == 0 || *end != '\0')
        return refuse(text, currency);
    if (after > exponent)
        return refuse_decimals(text, currency, exponent);
    /* The most negative number stays out: it is PK_NONE, "no amount". */
    if (!read_units(&units, digits, exponent - after))
        return refuse_size(text);
    *out = digits == text ? units : -units;
    return PK_OK;
}
