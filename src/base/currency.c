/*
 * The currencies of ISO 4217 as of 2026: digits of the minor unit, and the largest note that
 * people commonly pay with. Codes without a minor unit (metals, units of account, tests) are not
 * here: nothing can be paid in them. Calls the C library only.
 */
#include "parkade/money.h"

#include <stdlib.h>
#include <string.h>

struct currency {
    char code[PK_CURRENCY_SIZE];
    int exponent;
    int largest_note; /* major units; 0: none is known */
};

/* In the order of their codes. */
static const struct currency currencies[] = {
    {"AED", 2, 1000},    {"AFN", 2, 1000},   {"ALL", 2, 10000},  {"AMD", 2, 100000},
    {"AOA", 2, 5000},    {"ARS", 2, 20000},  {"AUD", 2, 100},    {"AWG", 2, 200},
    {"AZN", 2, 200},     {"BAM", 2, 200},    {"BBD", 2, 100},    {"BDT", 2, 1000},
    {"BHD", 3, 20},      {"BIF", 0, 10000},  {"BMD", 2, 100},    {"BND", 2, 100},
    {"BOB", 2, 200},     {"BOV", 2, 0},      {"BRL", 2, 200},    {"BSD", 2, 100},
    {"BTN", 2, 1000},    {"BWP", 2, 200},    {"BYN", 2, 500},    {"BZD", 2, 100},
    {"CAD", 2, 100},     {"CDF", 2, 20000},  {"CHE", 2, 0},      {"CHF", 2, 200},
    {"CHW", 2, 0},       {"CLF", 4, 0},      {"CLP", 0, 20000},  {"CNY", 2, 100},
    {"COP", 2, 100000},  {"COU", 2, 0},      {"CRC", 2, 20000},  {"CUP", 2, 1000},
    {"CVE", 2, 5000},    {"CZK", 2, 5000},   {"DJF", 0, 10000},  {"DKK", 2, 500},
    {"DOP", 2, 2000},    {"DZD", 2, 2000},   {"EGP", 2, 200},    {"ERN", 2, 100},
    {"ETB", 2, 200},     {"EUR", 2, 200},    {"FJD", 2, 100},    {"FKP", 2, 50},
    {"GBP", 2, 50},      {"GEL", 2, 200},    {"GHS", 2, 200},    {"GIP", 2, 100},
    {"GMD", 2, 200},     {"GNF", 0, 20000},  {"GTQ", 2, 200},    {"GYD", 2, 5000},
    {"HKD", 2, 1000},    {"HNL", 2, 500},    {"HTG", 2, 1000},   {"HUF", 2, 20000},
    {"IDR", 2, 100000},  {"ILS", 2, 200},    {"INR", 2, 500},    {"IQD", 3, 50000},
    {"IRR", 2, 1000000}, {"ISK", 0, 10000},  {"JMD", 2, 5000},   {"JOD", 3, 50},
    {"JPY", 0, 10000},   {"KES", 2, 1000},   {"KGS", 2, 5000},   {"KHR", 2, 100000},
    {"KMF", 0, 10000},   {"KPW", 2, 5000},   {"KRW", 0, 50000},  {"KWD", 3, 20},
    {"KYD", 2, 100},     {"KZT", 2, 20000},  {"LAK", 2, 100000}, {"LBP", 2, 100000},
    {"LKR", 2, 5000},    {"LRD", 2, 1000},   {"LSL", 2, 200},    {"LYD", 3, 50},
    {"MAD", 2, 200},     {"MDL", 2, 1000},   {"MGA", 2, 20000},  {"MKD", 2, 2000},
    {"MMK", 2, 10000},   {"MNT", 2, 20000},  {"MOP", 2, 1000},   {"MRU", 2, 1000},
    {"MUR", 2, 2000},    {"MVR", 2, 1000},   {"MWK", 2, 5000},   {"MXN", 2, 1000},
    {"MXV", 2, 0},       {"MYR", 2, 100},    {"MZN", 2, 1000},   {"NAD", 2, 200},
    {"NGN", 2, 1000},    {"NIO", 2, 1000},   {"NOK", 2, 1000},   {"NPR", 2, 1000},
    {"NZD", 2, 100},     {"OMR", 3, 50},     {"PAB", 2, 100},    {"PEN", 2, 200},
    {"PGK", 2, 100},     {"PHP", 2, 1000},   {"PKR", 2, 5000},   {"PLN", 2, 500},
    {"PYG", 0, 100000},  {"QAR", 2, 500},    {"RON", 2, 500},    {"RSD", 2, 5000},
    {"RUB", 2, 5000},    {"RWF", 0, 5000},   {"SAR", 2, 500},    {"SBD", 2, 100},
    {"SCR", 2, 500},     {"SDG", 2, 1000},   {"SEK", 2, 500},    {"SGD", 2, 100},
    {"SHP", 2, 20},      {"SLE", 2, 20},     {"SOS", 2, 1000},   {"SRD", 2, 500},
    {"SSP", 2, 1000},    {"STN", 2, 200},    {"SVC", 2, 0},      {"SYP", 2, 0},
    {"SZL", 2, 200},     {"THB", 2, 1000},   {"TJS", 2, 500},    {"TMT", 2, 100},
    {"TND", 3, 50},      {"TOP", 2, 100},    {"TRY", 2, 200},    {"TTD", 2, 100},
    {"TWD", 2, 1000},    {"TZS", 2, 10000},  {"UAH", 2, 1000},   {"UGX", 0, 50000},
    {"USD", 2, 100},     {"USN", 2, 0},      {"UYI", 0, 0},      {"UYU", 2, 2000},
    {"UYW", 4, 0},       {"UZS", 2, 200000}, {"VED", 2, 0},      {"VES", 2, 500},
    {"VND", 0, 500000},  {"VUV", 0, 10000},  {"WST", 2, 100},    {"XAD", 2, 0},
    {"XAF", 0, 10000},   {"XCD", 2, 100},    {"XCG", 2, 200},    {"XOF", 0, 10000},
    {"XPF", 0, 10000},   {"YER", 2, 1000},   {"ZAR", 2, 200},    {"ZMW", 2, 500},
    {"ZWG", 2, 0},
};

enum { NOTE_WHERE_NONE_IS_KNOWN = 100 };

static int by_code(const void *code, const void *entry)
{
    return strcmp(code, ((const struct currency *)entry)->code);
}

static const struct currency *find(const char *code)
{
    return bsearch(code, currencies, sizeof currencies / sizeof currencies[0], sizeof currencies[0],
                   by_code);
}

int pk_currency_exponent(const char *currency)
{
    const struct currency *found = find(currency);

    return found == NULL ? -1 : found->exponent;
}

int64_t pk_currency_largest_note(const char *currency)
{
    const struct currency *found = find(currency);
    int64_t note = NOTE_WHERE_NONE_IS_KNOWN;

    if (found == NULL)
        return note;
    if (found->largest_note != 0)
        note = found->largest_note;
    for (int i = 0; i < found->exponent; i++)
        note *= 10;
    return note;
}
