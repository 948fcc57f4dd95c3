/*
 * Money as text: every currency's digits, both ends of what an int64_t holds, and nothing read
 * that was not clearly meant.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "parkade/money.h"

static void currencies_have_their_exponents(void **state)
{
    static const struct {
        int exponent;
        const char *codes;
    } groups[] = {
        {0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"},
        {2, "AED ALL AUD BRL CAD CHF CNY CZK DKK EUR GBP HUF IDR INR MGA MRU MXN NOK PLN RON RSD "
            "SEK SGD SLE THB TRY TWD UAH USD VED VES XCG ZAR ZMW ZWG"},
        {3, "BHD IQD JOD KWD LYD OMR TND"},
        {4, "CLF UYW"},
        {-1, "XXX XTS XAU DEM HRK BGN ANG ZWL eur EU AAA ZZZ"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
        for (const char *code = groups[i].codes; *code != '\0';) {
            char one[PK_CURRENCY_SIZE] = "";
            size_t length = strcspn(code, " ");
            memcpy(one, code, length);
            assert_int_equal(pk_currency_exponent(one), groups[i].exponent);
            code += length + (code[length] == ' ');
        }
    }
    assert_int_equal(pk_currency_exponent(""), -1);
    assert_int_equal(pk_currency_exponent("EURO"), -1);
}

/* A table that is not sorted would lose some: all three-letter words are looked up. */
static void all_currencies_are_found(void **state)
{
    char code[PK_CURRENCY_SIZE] = "";
    int found = 0;

    (void)state;
    for (int i = 0; i < 26 * 26 * 26; i++) {
        code[0] = (char)('A' + i / 676);
        code[1] = (char)('A' + i / 26 % 26);
        code[2] = (char)('A' + i % 26);
        int exponent = pk_currency_exponent(code);
        assert_in_range(exponent + 1, 0, 5);
        assert_true(pk_currency_largest_note(code) >= 100 || exponent == 0);
        found += exponent >= 0;
    }
    assert_int_equal(found, 165);
}

static void notes_are_in_minor_units(void **state)
{
    static const struct {
        const char *currency;
        int64_t note;
    } cases[] = {
        {"EUR", 20000}, {"USD", 10000},   {"GBP", 5000},  {"JPY", 10000}, {"KWD", 20000},
        {"PLN", 50000}, {"CLF", 1000000}, {"ZWG", 10000}, {"XXX", 100},   {"", 100},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(pk_currency_largest_note(cases[i].currency), cases[i].note);
}

static void amounts_are_written_in_major_units(void **state)
{
    static const struct {
        int64_t amount;
        const char *currency, *text;
    } cases[] = {
        {750, "EUR", "7.50"},
        {-5, "EUR", "-0.05"},
        {0, "EUR", "0.00"},
        {5, "EUR", "0.05"},
        {-100, "EUR", "-1.00"},
        {123456789, "EUR", "1234567.89"},
        {700, "JPY", "700"},
        {0, "JPY", "0"},
        {-1, "JPY", "-1"},
        {1250, "KWD", "1.250"},
        {7, "KWD", "0.007"},
        {7, "CLF", "0.0007"},
        {INT64_MAX, "EUR", "92233720368547758.07"},
        {INT64_MIN, "EUR", "-92233720368547758.08"},
        {INT64_MIN, "CLF", "-922337203685477.5808"},
        {INT64_MIN, "JPY", "-9223372036854775808"},
        {750, "XXX", "750"},
        {0, "XXX", "0"},
    };
    char text[PK_MONEY_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pk_money_format(text, cases[i].amount, cases[i].currency);
        assert_string_equal(text, cases[i].text);
    }
}

static void amounts_are_read_in_major_units(void **state)
{
    static const struct {
        const char *text, *currency;
        int64_t amount;
    } cases[] = {
        {"7.50", "EUR", 750},
        {"7,50", "EUR", 750},
        {"7.5", "EUR", 750},
        {"7", "EUR", 700},
        {"-2", "EUR", -200},
        {"-0.05", "EUR", -5},
        {"0", "EUR", 0},
        {"-0", "EUR", 0},
        {"0007.50", "EUR", 750},
        {"00000000000000000000000000000000000001", "EUR", 100},
        {"700", "JPY", 700},
        {"1.25", "KWD", 1250},
        {"1.2345", "CLF", 12345},
        {"92233720368547758.07", "EUR", INT64_MAX},
        {"-92233720368547758.07", "EUR", -INT64_MAX},
        {"9223372036854775807", "JPY", INT64_MAX},
        {"-9223372036854775807", "JPY", -INT64_MAX},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t amount = 99;
        assert_int_equal(pk_money_parse(&amount, cases[i].text, cases[i].currency), PK_OK);
        assert_int_equal(amount, cases[i].amount);
    }
}

static const struct {
    const char *text, *currency;
} not_amounts[] = {
    {"", "EUR"},
    {"-", "EUR"},
    {".", "EUR"},
    {",", "EUR"},
    {"7,", "EUR"},
    {"7.", "EUR"},
    {".5", "EUR"},
    {"-.5", "EUR"},
    {"+7", "EUR"},
    {"--7", "EUR"},
    {"7-", "EUR"},
    {" 7", "EUR"},
    {"7 ", "EUR"},
    {"7 50", "EUR"},
    {"1,000.00", "EUR"},
    {"1.000,00", "EUR"},
    {"1'000", "EUR"},
    {"7.505", "EUR"},
    {"7.500", "EUR"},
    {"7..5", "EUR"},
    {"7.-5", "EUR"},
    {"7.5.", "EUR"},
    {"7e2", "EUR"},
    {"0x7", "EUR"},
    {"seven", "EUR"},
    {"7€", "EUR"},
    {"٧", "EUR"},
    {"nan", "EUR"},
    {"7.0", "JPY"},
    {"7.", "JPY"},
    {"1.2345", "KWD"},
    {"1.23456", "CLF"},
    {"7", "XXX"},
    {"7", ""},
    {"7", "eur"},
    /* One more than fits, and PK_NONE, which is no amount. */
    {"92233720368547758.08", "EUR"},
    {"-92233720368547758.08", "EUR"},
    {"-9223372036854775808", "JPY"},
    {"9223372036854775808", "JPY"},
    {"92233720368547759", "EUR"},
    {"99999999999999999999999999999999999999999", "EUR"},
    {"-99999999999999999999999999999999999999999", "JPY"},
};

static void what_is_not_clearly_an_amount_is_refused(void **state)
{

    (void)state;
    for (size_t i = 0; i < sizeof not_amounts / sizeof not_amounts[0]; i++) {
        int64_t amount = 99;
        assert_int_equal(pk_money_parse(&amount, not_amounts[i].text, not_amounts[i].currency),
                         PK_AMOUNT_INVALID);
        assert_int_equal(pk_error()->status, PK_AMOUNT_INVALID);
        assert_int_equal(amount, 99);
    }
}

static void a_refusal_names_the_text_and_shows_how(void **state)
{
    static const struct {
        const char *text, *currency, *says;
    } cases[] = {
        {"abc", "EUR", "\"abc\" is not an amount of EUR: type it like 7.50."},
        {"abc", "JPY", "\"abc\" is not an amount of JPY: type it like 750."},
        {"1.234", "EUR", "\"1.234\": EUR has at most 2 decimals."},
        {"1.2", "JPY", "\"1.2\": JPY has no decimals."},
        {"9999999999999999999", "EUR",
         "\"9999999999999999999\" is more money than can be counted."},
        {"1", "QQQ", "\"QQQ\" is not a currency of ISO 4217."},
        {"\x1b[2J", "EUR", "\"?[2J\" is not an amount of EUR: type it like 7.50."},
    };
    int64_t amount;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(pk_money_parse(&amount, cases[i].text, cases[i].currency),
                         PK_AMOUNT_INVALID);
        assert_string_equal(pk_error()->message, cases[i].says);
    }
}

static void what_is_written_is_read_back(void **state)
{
    static const char *const currencies[] = {"JPY", "EUR", "KWD", "CLF"};
    char text[PK_MONEY_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof currencies / sizeof currencies[0]; i++) {
        for (int64_t amount = 1; amount < INT64_MAX / 11; amount = amount * 7 + 3) {
            int64_t back = 0;
            pk_money_format(text, -amount, currencies[i]);
            assert_int_equal(pk_money_parse(&back, text, currencies[i]), PK_OK);
            assert_int_equal(back, -amount);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(currencies_have_their_exponents),
        cmocka_unit_test(all_currencies_are_found),
        cmocka_unit_test(notes_are_in_minor_units),
        cmocka_unit_test(amounts_are_written_in_major_units),
        cmocka_unit_test(amounts_are_read_in_major_units),
        cmocka_unit_test(what_is_not_clearly_an_amount_is_refused),
        cmocka_unit_test(a_refusal_names_the_text_and_shows_how),
        cmocka_unit_test(what_is_written_is_read_back),
    };

    return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
