/*
 * Notes and coins: a list of them as text, and those in use by currency. Calls money.c and
 * currency.c.
 */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/excerpt.h"
#include "parkade/money.h"
#include "parkade/text.h"

/* As the central banks of 2026 tell. */
static const struct {
    char code[PK_CURRENCY_SIZE];
    const char *list;
} in_use[] = {
    {"AED", "1000 500 200 100 50 20 10 5 1 0.50 0.25"},
    {"AUD", "100 50 20 10 5 2 1 0.50 0.20 0.10 0.05"},
    {"BRL", "200 100 50 20 10 5 2 1 0.50 0.25 0.10 0.05"},
    {"CAD", "100 50 20 10 5 2 1 0.25 0.10 0.05"},
    {"CHF", "1000 200 100 50 20 10 5 2 1 0.50 0.20 0.10 0.05"},
    {"CNY", "100 50 20 10 5 1 0.50 0.10"},
    {"CZK", "5000 2000 1000 500 200 100 50 20 10 5 2 1"},
    {"DKK", "500 200 100 50 20 10 5 2 1 0.50"},
    {"EUR", "500 200 100 50 20 10 5 2 1 0.50 0.20 0.10 0.05 0.02 0.01"},
    {"GBP", "50 20 10 5 2 1 0.50 0.20 0.10 0.05 0.02 0.01"},
    {"HKD", "1000 500 100 50 20 10 5 2 1 0.50 0.20 0.10"},
    {"HUF", "20000 10000 5000 2000 1000 500 200 100 50 20 10 5"},
    {"ILS", "200 100 50 20 10 5 2 1 0.50 0.10"},
    {"INR", "500 200 100 50 20 10 5 2 1"},
    {"ISK", "10000 5000 2000 1000 500 100 50 10 5 1"},
    {"JPY", "10000 5000 2000 1000 500 100 50 10 5 1"},
    {"KRW", "50000 10000 5000 1000 500 100 50 10"},
    {"KWD", "20 10 5 1 0.500 0.250 0.100 0.050 0.020 0.010 0.005"},
    {"MXN", "1000 500 200 100 50 20 10 5 2 1 0.50"},
    {"NOK", "1000 500 200 100 50 20 10 5 1"},
    {"NZD", "100 50 20 10 5 2 1 0.50 0.20 0.10"},
    {"PLN", "500 200 100 50 20 10 5 2 1 0.50 0.20 0.10 0.05 0.02 0.01"},
    {"RON", "500 200 100 50 20 10 5 1 0.50 0.10 0.05 0.01"},
    {"SEK", "1000 500 200 100 50 20 10 5 2 1"},
    {"SGD", "1000 100 50 10 5 2 1 0.50 0.20 0.10 0.05"},
    {"TRY", "200 100 50 20 10 5 1 0.50 0.25 0.10 0.05"},
    {"USD", "100 50 20 10 5 2 1 0.50 0.25 0.10 0.05 0.01"},
    {"ZAR", "200 100 50 20 10 5 2 1 0.50 0.20 0.10"},
};

static int falling(const void *a, const void *b)
{
    int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
    return (left < right) - (left > right);
}

static enum pk_status refuse(const char *sentence, const char *text)
{
    char quoted[BASE_EXCERPT_SIZE];
    base_excerpt(quoted, text);
    return pk_fail(PK_AMOUNT_INVALID, sentence, quoted);
}

/* One word of the list, LENGTH bytes at AT, as a note or coin. */
static enum pk_status read_one(int64_t *out, const char *at, size_t length, const char *currency)
{
    char word[PK_MONEY_SIZE];
    if (length >= sizeof word)
        return refuse(_("\"%s\" begins with no note or coin."), at);
    memcpy(word, at, length);
    word[length] = '\0';
    enum pk_status status = pk_money_parse(out, word, currency);
    if (status == PK_OK && *out <= 0)
        return refuse(_("\"%s\" is no note or coin: it is worth nothing."), word);
    return status;
}

enum pk_status pk_denominations_parse(int64_t out[static PK_DENOMINATIONS_MAX], size_t *count,
                                      const char *text, const char *currency)
{
    *count = 0;
    for (const char *at = text; *(at += strspn(at, " ")) != '\0'; at += strcspn(at, " ")) {
        if (*count == PK_DENOMINATIONS_MAX)
            return refuse(_("\"%s\" has too many notes and coins."), text);
        enum pk_status status = read_one(&out[*count], at, strcspn(at, " "), currency);
        if (status != PK_OK)
            return status;
        ++*count;
    }
    qsort(out, *count, sizeof *out, falling);
    for (size_t i = 1; i < *count; i++)
        if (out[i] == out[i - 1])
            return refuse(_("\"%s\" names a note or coin twice."), text);
    return *count > 0 ? PK_OK : refuse(_("\"%s\" names no note or coin."), text);
}

/* 1, 2, 5, 10 ... up to LARGEST, the other way round. */
static size_t series(int64_t out[static PK_DENOMINATIONS_MAX], int64_t largest)
{
    static const int64_t steps[] = {1, 2, 5};
    size_t count = 0;
    int64_t unit = 1;
    for (size_t i = 0; count < PK_DENOMINATIONS_MAX; i++) {
        if (i > 0 && i % 3 == 0)
            unit *= 10;
        if (steps[i % 3] * unit > largest)
            break;
        out[count++] = steps[i % 3] * unit;
    }
    qsort(out, count, sizeof *out, falling);
    return count;
}

size_t pk_currency_denominations(int64_t out[static PK_DENOMINATIONS_MAX], const char *currency)
{
    size_t count;
    for (size_t i = 0; i < sizeof in_use / sizeof in_use[0]; i++)
        if (strcmp(in_use[i].code, currency) == 0 &&
            pk_denominations_parse(out, &count, in_use[i].list, currency) == PK_OK)
            return count;
    return series(out, pk_currency_largest_note(currency));
}
