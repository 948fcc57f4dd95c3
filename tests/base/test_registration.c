/*
 * Registration numbers: one vehicle, one form, whatever its plate is written in and however it
 * was typed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <utf8proc.h>

#include "parkade/registration.h"

static const struct {
    const char *typed, *canonical;
} plates[] = {
    {"AB12CD", "AB12CD"},
    {"ab-12 cd", "AB12CD"},
    {"  a b.1-2\u00B7c\u2022d  ", "AB12CD"},
    {"a", "A"},
    {"1", "1"},
    {"123456789012345", "123456789012345"},
    {"1-2-3-4-5-6-7-8-9-0-1-2-3-4-5", "123456789012345"},
    /* blanks, hyphens and dots of all kinds */
    {"ab\u00A0\u2003\u3000\u202F12", "AB12"},
    {"ab\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFF0D\uFE63\u00AD12", "AB12"},
    {"ab\u2027\u2219\u22C5\u30FB\uFF65\uFF0E12", "AB12"},
    /* country */
    {"PL/AB123", "PL/AB123"},
    {"pl / ab 123", "PL/AB123"},
    {"d/m-xy 1", "D/MXY1"},
    {"UAE/12345", "UAE/12345"},
    {"GBR/123456789012345", "GBR/123456789012345"},
    /* composed and not composed are the same */
    {"m\u00FC-x 1", "MÜX1"},
    {"mu\u0308-x 1", "MÜX1"},
    {"Mu-\u0308x1", "MÜX1"},
    {"straß 1", "STRAß1"},
    /* other scripts */
    {"а123вс 77", "А123ВС77"}, /* Cyrillic */
    {"σμ1234", "ΣΜ1234"},
    {"品川 300 あ 12-34", "品川300あ1234"},
    {"品川\u30FB\u30FB12", "品川12"},
    {"京A·12345", "京A12345"},
    {"12가 3456", "12가3456"},
    {"12\u1100\u1161 3456", "12가3456"}, /* the same from its parts */
    {"أ ب ج ١٢٣٤", "أبج١٢٣٤"},
    {"กข 1234", "กข1234"},
    {"กรุงเทพ 1", "กรุงเทพ1"}, /* with a vowel mark */
    {"बा २ च १२३४", "बा२च१२३४"},
    {"ঢাকা মেট্রো", "ঢাকামেট্রো"},
    {"𞤀𞤁1", "𞤀𞤁1"}, /* four bytes a letter */
    {"𞤢𞤣1", "𞤀𞤁1"},
};

static void plates_have_one_form(void **state)
{
    char out[PK_REGISTRATION_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof plates / sizeof plates[0]; i++) {
        if (pk_registration_canonical(out, plates[i].typed) != PK_OK)
            fail_msg("%s: %s", plates[i].typed, pk_error()->message);
        assert_string_equal(out, plates[i].canonical);
    }
}

static const struct {
    const char *typed, *says;
} not_plates[] = {
    {"", "at least one letter or digit"},
    {"   ", "at least one letter or digit"},
    {"-. \u00B7", "at least one letter or digit"},
    {"PL/", "at least one letter or digit"},
    {"PL/ -", "at least one letter or digit"},
    {"1234567890123456", "at most 15"},
    {"PL/1234567890123456", "at most 15"},
    {"AB/CD/12", "1 to 3 Latin letters"},
    {"/AB12", "1 to 3 Latin letters"},
    {"ABCD/12", "1 to 3 Latin letters"},
    {"1/AB", "1 to 3 Latin letters"},
    {"A1/AB", "1 to 3 Latin letters"},
    {"РФ/AB12", "1 to 3 Latin letters"}, /* Cyrillic */
    {"Ü/AB12", "1 to 3 Latin letters"},
    {"AB\t12", "cannot be seen, U+0009"},
    {"AB12\n", "cannot be seen, U+000A"},
    {"\x1b[31mAB", "cannot be seen, U+001B"},
    {"AB\x7f", "cannot be seen, U+007F"},
    {"AB\xc2\x85", "cannot be seen, U+0085"},
    {"AB\u200B12", "cannot be seen, U+200B"},
    {"\u202EAB12", "cannot be seen, U+202E"},
    {"\uFEFFAB12", "cannot be seen, U+FEFF"},
    {"AB\u202812", "cannot be seen, U+2028"},
    {"AB\uE00012", "cannot be seen, U+E000"},
    {"AB\U0001FFFE12", "cannot be seen, U+1FFFE"},
    {"AB_12", "no \"_\""},
    {"AB*12", "no \"*\""},
    {"AB'12", "no \"'\""},
    {"AB\\12", "no \"\\\""},
    {"AB%s12", "no \"%\""},
    {"AB€12", "no \"€\""},
    {"AB🚗12", "no \"🚗\""},
    {"AB½", "no \"½\""},
    {"AB²", "no \"²\""},
    {"Ⅷ", "no \"Ⅷ\""},
    {"PL／AB", "no \"／\""},
    {"Q\u030812", "the accent U+0308"}, /* no letter composes with it */
    {"\u0308AB", "the accent U+0308"},  /* nor does nothing */
    {"1\u030812", "the accent U+0308"},
    {"AB\u093E", "the accent U+093E"}, /* a mark of another script */
    {"\u093E1", "the accent U+093E"},
    {"१\u093E", "the accent U+093E"}, /* a vowel on a digit */
    {"PL/\u093E", "the accent U+093E"},
    {"A\uFE0F", "the accent U+FE0F"},
    {"AB\xff", "not readable text"},
    {"\xc3", "not readable text"},
    {"\xc0\x80", "not readable text"},         /* overlong */
    {"\xed\xa0\x80", "not readable text"},     /* a surrogate */
    {"\xf4\x90\x80\x80", "not readable text"}, /* beyond Unicode */
};

static void other_texts_are_refused_with_a_reason(void **state)
{
    char out[PK_REGISTRATION_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof not_plates / sizeof not_plates[0]; i++) {
        memset(out, 'x', sizeof out);
        if (pk_registration_canonical(out, not_plates[i].typed) != PK_REGISTRATION_INVALID)
            fail_msg("\"%s\" was read as %s", not_plates[i].typed, out);
        assert_string_equal(out, "");
        if (strstr(pk_error()->message, not_plates[i].says) == NULL)
            fail_msg("\"%s\" (%zu): %s", not_plates[i].typed, i, pk_error()->message);
    }
}

/* As much as can be typed, and more, of the characters that grow most. */
static void long_texts_are_refused_not_cut(void **state)
{
    static const char *const letters[] = {"A", "\u0390", "\uFB2C", "\U0001D160",
                                          "-", " ",      "\u1F82"};
    char typed[4096], out[PK_REGISTRATION_SIZE];

    (void)state;
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        size_t size = strlen(letters[i]);
        typed[0] = '\0';
        for (size_t used = 0; used + size < sizeof typed; used += size) {
            memcpy(typed + used, letters[i], size + 1);
            if (used / size >= 15)
                assert_int_equal(pk_registration_canonical(out, typed), PK_REGISTRATION_INVALID);
        }
    }
}

static void fifteen_of_the_largest_characters_fit(void **state)
{
    char typed[PK_TYPED_SIZE] = "abc/", out[PK_REGISTRATION_SIZE];

    (void)state;
    for (int i = 0; i < 15; i++)
        memcpy(typed + 4 + 4 * i, "𞤀", sizeof "𞤀");
    assert_int_equal(pk_registration_canonical(out, typed), PK_OK);
    assert_int_equal(strlen(out), 64);
}

/* For every character there is: the canonical form of a canonical form is itself. */
static void a_canonical_form_stays_as_it_is(void **state)
{
    int accepted = 0;

    (void)state;
    for (utf8proc_int32_t point = 1; point < 0x110000; point++) {
        char typed[16] = "A", once[PK_REGISTRATION_SIZE], twice[PK_REGISTRATION_SIZE];
        if (point >= 0xD800 && point <= 0xDFFF)
            continue;
        utf8proc_encode_char(point, (utf8proc_uint8_t *)typed + 1);
        if (pk_registration_canonical(once, typed) != PK_OK)
            continue;
        accepted++;
        if (pk_registration_canonical(twice, once) != PK_OK || strcmp(once, twice) != 0)
            fail_msg("U+%04X: \"%s\" is not stable", (unsigned)point, once);
    }
    assert_in_range(accepted, 100000, 150000);
}

static void upper_and_lower_case_are_one_vehicle(void **state)
{
    (void)state;
    for (utf8proc_int32_t point = 'a'; point < 0x0590; point++) {
        char lower[8] = "", upper[8] = "", one[PK_REGISTRATION_SIZE], other[PK_REGISTRATION_SIZE];
        utf8proc_int32_t capital = utf8proc_toupper(point);
        if (capital == point || point == 0x00DF || utf8proc_category(point) != UTF8PROC_CATEGORY_LL)
            continue;
        utf8proc_encode_char(point, (utf8proc_uint8_t *)lower);
        utf8proc_encode_char(capital, (utf8proc_uint8_t *)upper);
        assert_int_equal(pk_registration_canonical(one, lower), PK_OK);
        assert_int_equal(pk_registration_canonical(other, upper), PK_OK);
        assert_string_equal(one, other);
    }
}

static void look_alikes_fold_together(void **state)
{
    static const struct {
        const char *canonical, *folded;
    } cases[] = {
        {"AB12CD", "A812CD"},  {"0OQ", "000"},       {"1IL", "111"},           {"8B5S2Z", "885522"},
        {"PL/AB123", "A8123"}, {"B/B", "8"},         {"А123ВС77", "А123ВС77"}, {"", ""},
        {"MÜX1", "MÜX1"},      {"STRAß1", "5TRAß1"},
    };
    char out[PK_REGISTRATION_SIZE], longer[PK_REGISTRATION_SIZE + 1];

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pk_registration_fold(out, cases[i].canonical);
        assert_string_equal(out, cases[i].folded);
    }
    memset(longer, 'A', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    pk_registration_fold(out, longer);
    assert_string_equal(out, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plates_have_one_form),
        cmocka_unit_test(other_texts_are_refused_with_a_reason),
        cmocka_unit_test(long_texts_are_refused_not_cut),
        cmocka_unit_test(fifteen_of_the_largest_characters_fit),
        cmocka_unit_test(a_canonical_form_stays_as_it_is),
        cmocka_unit_test(upper_and_lower_case_are_one_vehicle),
        cmocka_unit_test(look_alikes_fold_together),
    };

    return cmocka_run_group_tests_name("registration", tests, NULL, NULL);
}
