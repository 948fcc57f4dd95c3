/*
 * Plans: every fault, with its line, what it says and its limit.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "parkade/plan.h"

#define NAME_31 "1234567890123456789012345678901"

static const struct {
    const char *text;
    int line;
    const char *says;
} cases[] = {
    {"", 0, "empty"},
    {"# nothing\n", 0, "empty"},
    /* levels */
    {"row A = 1\n[level G]\nrow B = 1", 1, "before the first level"},
    {"[level G\nrow A = 1", 1, "\"]\""},
    {"[level]\n[level G]\nrow A = 1", 1, "[level NAME]"},
    {"[]\n[level G]\nrow A = 1", 1, "[level NAME]"},
    {"[zone North]\n[level G]\nrow A = 1", 1, "\"[zone North]\" is no heading"},
    {"[level a]b]\n[level G]\nrow A = 1", 1, "no heading"},
    {"[level " NAME_31 "2]\nrow A = 1", 1, "at most 31 bytes"},
    {"[level G]\nrow A = 1\n[level g]\nrow B = 1", 3, "\"G\" has begun on line 1"},
    {"[level G]\n[level H]\nrow A = 1", 1, "\"G\" has no spots"},
    {"[level G]\naisle", 1, "no spots"},
    {"[level G]\nrow A = gap", 1, "no spots"},
    /* settings */
    {"[level G]\nnear = 0\nrow A = 1", 2, "not \"0\""},
    {"[level G]\nnear = 1001\nrow A = 1", 2, "to 1000"},
    {"[level G]\nnear = 99999999999999999999\nrow A = 1", 2, "to 1000"},
    {"[level G]\nnear = first\nrow A = 1", 2, "not \"first\""},
    {"[level G]\nentry = north\nrow A = 1", 2, "left or right, not \"north\""},
    {"[level G]\nzone =\nrow A = 1", 2, "needs a name"},
    {"[level G]\nzone = " NAME_31 "2\nrow A = 1", 2, "at most 31 bytes"},
    {"[level G]\nprefix =\nrow A = 1", 2, "cannot begin a label"},
    {"[level G]\nprefix = ABCDEFGHI\nrow A = 1", 2, "1 to 8"},
    {"[level G]\nprefix = P 1\nrow A = 1", 2, "\"P 1\""},
    {"[level G]\nprefix = Ä\nrow A = 1", 2, "\"Ä\""},
    {"[level G]\ncolour = red\nrow A = 1", 2, "\"colour = red\" is not known"},
    {"[level G]\nrwo A = 1\nrow A = 1", 2, "is not known"},
    {"[level G]\nhello\nrow A = 1", 2, "is not known"},
    {"[level G]\n= 1\nrow A = 1", 2, "is not known"},
    /* aisles */
    {"[level G]\naisle wide\nrow A = 1", 2, "not \"wide\""},
    {"[level G]\naisle 0\nrow A = 1", 2, "not \"0\""},
    {"[level G]\naisle 10001\nrow A = 1", 2, "1 to 10000"},
    {"[level G]\naisle 5000\naisle 5001\nrow A = 1", 3, "at most 10000 rows"},
    {"[level G]\naisle 10000\nrow A = 1\n[level H]\nrow B = 1", 3, "at most 10000 rows"},
    /* rows */
    {"[level G]\nrow A 1-10\nrow B = 1", 2, "spots are missing"},
    {"[level G]\nrow 1 = 1\nrow B = 1", 2, "letter A-Z"},
    {"[level G]\nrow ABCDEFGHI = 1\nrow B = 1", 2, "7 more"},
    {"[level G]\nrow Ö = 1\nrow B = 1", 2, "\"Ö\""},
    {"[level G]\nrow A far = 1\nrow B = 1", 2, "\"far\" does not belong here"},
    {"[level G]\nrow A near = 1\nrow B = 1", 2, "not \"\""},
    {"[level G]\nrow A near 0 = 1\nrow B = 1", 2, "not \"0\""},
    {"[level G]\nrow A near 1 2 = 1\nrow B = 1", 2, "not \"1 2\""},
    {"[level G]\nrow A =\nrow B = 1", 2, "Numbers are missing"},
    {"[level G]\nrow A = 1,,2\nrow B = 1", 2, "Numbers are missing"},
    {"[level G]\nrow A = 1,\nrow B = 1", 2, "Numbers are missing"},
    {"[level G]\nrow A = gap 0, 1", 2, "1 to 10000 cells wide"},
    {"[level G]\nrow A = gap x, 1", 2, "not \"x\""},
    {"[level G]\nrow A = gap 9999, gap 2, 1", 2, "at most 10000 cells"},
    {"[level G]\nrow A = gap 10000, 1", 2, "at most 10000 cells"},
    {"[level G]\nrow A = 0-10000", 2, "at most 10000 cells"},
    {"[level G]\nrow A = 12345678", 2, "7 digits"},
    {"[level G]\nrow A = 1-99999999999999999999999", 2, "is not understood"},
    {"[level G]\nrow A = 1-", 2, "is not understood"},
    {"[level G]\nrow A = -5", 2, "\"-5\" is not understood"},
    {"[level G]\nrow A = one", 2, "\"one\" is not understood"},
    {"[level G]\nrow A = 1 standart", 2, "\"standart\" is no kind of spot: use standard, compact"},
    {"[level G]\nrow A = 1-2-3", 2, "\"-3\" is no kind"},
    {"[level G]\nrow A = 1 standard 2", 2, "\"2\" does not belong here"},
    {"[level G]\nrow A = 1 ev in", 2, "\"in\" and a zone"},
    {"[level G]\nrow A = 1 ev in " NAME_31 "2", 2, "at most 31 bytes"},
    /* labels */
    {"[level G]\nrow A = 1\nrow A = 1", 3, "A1 is used on line 2"},
    {"[level G]\nrow A = 1-3, 3-5", 2, "A3 is used on line 2"},
    {"[level G]\nrow A = 1\n[level H]\nrow a = 1", 4, "A1 is used on line 2"},
    {"[level G]\nrow A = 1-9\nrow B = 1\nrow A = 3-7", 4, "A3 and 4 more of this row are used on"},
    {"[level G]\nrow A1 = 1\nrow A = 11", 3, "A11 is used on line 2"},
    /* text */
    {"[level G]\nrow A = 1 # caf\xE9", 2, "save the file as UTF-8"},
    {"[level \x1B[31m]\n[level G]\nrow A = 1", 1, "invisible characters"},
    {"[level a\u202Eb]\n[level G]\nrow A = 1", 1, "invisible characters"},
    {"[level \xC2\x9B]\n[level G]\nrow A = 1", 1, "invisible characters"},
};

static void each_fault_is_told_with_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct pk_plan plan;
        struct pk_faults faults;
        enum pk_status status = pk_plan_read(&plan, cases[i].text, strlen(cases[i].text), &faults);
        if (status != PK_USAGE || faults.count != 1 || faults.errors != 1 ||
            faults.fault[0].line != cases[i].line || faults.fault[0].is_warning ||
            strstr(faults.fault[0].message, cases[i].says) == NULL)
            fail_msg("case %zu (%s): status %d, %zu faults, line %d: %s", i, cases[i].says,
                     (int)status, faults.count, faults.fault[0].line, faults.fault[0].message);
        assert_non_null(strstr(pk_error()->message, faults.fault[0].message));
        assert_null(plan.spots);
    }
}

static void all_faults_are_told_in_the_order_of_lines(void **state)
{
    static const char text[] = "[level G]\n"
                               "row A = 1-5 standart\n"
                               "row B = 1\n"
                               "row B = 1\n"
                               "entry = up\n";
    struct pk_plan plan;
    struct pk_faults faults;
    (void)state;
    assert_int_equal(pk_plan_read(&plan, text, strlen(text), &faults), PK_USAGE);
    assert_int_equal(faults.count, 3);
    assert_int_equal(faults.fault[0].line, 2);
    assert_int_equal(faults.fault[1].line, 4);
    assert_int_equal(faults.fault[2].line, 5);
    assert_non_null(strstr(pk_error()->message, "Line 2 of the plan: \"standart\""));
    assert_non_null(strstr(pk_error()->message, "2 more faults"));
    assert_int_equal(pk_plan_read(&plan, text, strlen(text), NULL), PK_USAGE);
}

static void the_first_faults_are_kept_when_there_are_many(void **state)
{
    char text[8 * 1024] = "[level G]\nrow A = 1\nrow A = 1\n";
    size_t length = strlen(text);
    for (int i = 0; i < 100; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "nonsense %d\n", i);
    struct pk_plan plan;
    struct pk_faults faults;
    (void)state;
    assert_int_equal(pk_plan_read(&plan, text, length, &faults), PK_USAGE);
    assert_int_equal(faults.count, 101);
    assert_int_equal(faults.errors, 101);
    for (int i = 0; i < PK_FAULTS_MAX; i++)
        assert_int_equal(faults.fault[i].line, i + 3);
    assert_non_null(strstr(faults.fault[0].message, "A1 is used"));
}

static void a_file_has_at_most_64_levels(void **state)
{
    char text[65 * 40];
    size_t length = 0;
    for (int level = 1; level <= 65; level++)
        length += (size_t)snprintf(text + length, sizeof text - length, "[level %d]\nrow A = %d\n",
                                   level, level);
    struct pk_plan plan;
    struct pk_faults faults;
    (void)state;
    assert_int_equal(pk_plan_read(&plan, text, length, &faults), PK_USAGE);
    assert_int_equal(faults.count, 1);
    assert_int_equal(faults.fault[0].line, 129);
    assert_non_null(strstr(faults.fault[0].message, "at most 64 levels"));
}

static void a_lot_has_at_most_a_million_spots(void **state)
{
    char text[8 * 1024];
    size_t length = (size_t)snprintf(text, sizeof text, "[level Field]\n");
    for (int row = 0; row < 102; row++)
        length +=
            (size_t)snprintf(text + length, sizeof text - length, "row R%03dX = 1-9999\n", row);
    struct pk_plan plan;
    struct pk_faults faults;
    (void)state;
    assert_int_equal(pk_plan_read(&plan, text, length, &faults), PK_USAGE);
    assert_int_equal(faults.count, 1);
    assert_int_equal(faults.fault[0].line, 102);
    assert_non_null(strstr(faults.fault[0].message, "at most 1000000 spots"));
}

static void a_file_has_at_most_four_mebibytes(void **state)
{
    static const char head[] = "[level G]\nrow A = 1\n";
    size_t most = 4 * 1024 * 1024;
    char *text = test_malloc(most + 1);
    memset(text, '\n', most + 1);
    memcpy(text, head, sizeof head - 1);
    struct pk_plan plan;
    struct pk_faults faults;
    (void)state;
    assert_int_equal(pk_plan_read(&plan, text, most, &faults), PK_OK);
    assert_int_equal(plan.spot_count, 1);
    pk_plan_free(&plan);
    assert_int_equal(pk_plan_read(&plan, text, most + 1, &faults), PK_USAGE);
    assert_int_equal(faults.fault[0].line, 0);
    assert_non_null(strstr(faults.fault[0].message, "longer than 4 MiB"));
    test_free(text);
}

static void a_nul_is_no_text(void **state)
{
    static const char text[] = "[level G]\nrow A = 1\0\nrow B = 1\n";
    struct pk_plan plan;
    struct pk_faults faults;
    (void)state;
    assert_int_equal(pk_plan_read(&plan, text, sizeof text - 1, &faults), PK_USAGE);
    assert_int_equal(faults.count, 1);
    assert_int_equal(faults.fault[0].line, 2);
}

static void long_text_is_shortened_in_messages(void **state)
{
    static const struct {
        const char *letter, *says;
    } letters[] = {{"a", "aa…\" is no kind"}, {"ö", "öö…\" is no kind"}, {"🚗", "🚗🚗…\" is no kind"}};
    (void)state;
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        char text[4096];
        size_t length = (size_t)snprintf(text, sizeof text, "[level G]\nrow A = 1 ");
        while (length < sizeof text - 8)
            length +=
                (size_t)snprintf(text + length, sizeof text - length, "%s", letters[i].letter);
        struct pk_plan plan;
        struct pk_faults faults;
        assert_int_equal(pk_plan_read(&plan, text, length, &faults), PK_USAGE);
        assert_non_null(strstr(faults.fault[0].message, letters[i].says));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_is_told_with_its_line),
        cmocka_unit_test(all_faults_are_told_in_the_order_of_lines),
        cmocka_unit_test(the_first_faults_are_kept_when_there_are_many),
        cmocka_unit_test(a_file_has_at_most_64_levels),
        cmocka_unit_test(a_lot_has_at_most_a_million_spots),
        cmocka_unit_test(a_file_has_at_most_four_mebibytes),
        cmocka_unit_test(a_nul_is_no_text),
        cmocka_unit_test(long_text_is_shortened_in_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
