/*
 * Published tariffs: every case of cases.csv comes out as its publisher says. And the reader of
 * files of cases.
 */
#include "tariff_help.h"

static const char *const boards[] = {
    "GRR-VALET",    "GRR-SHORT",     "GRR-GARAGE",  "CHC-EXPRESS",   "AU-RATES-8", "UK-SHORT110",
    "SG-PLAZA",     "SG-CHARGEPLUS", "SG-HDB-S347", "JP-A-24H",      "JP-A-DAY",   "JP-C",
    "JP-E-ONCEDAY", "NL-KWAKEL",     "NL-AMS-TC1",  "KATA-ESCAPE",   "UK-GWH",     "US-BARTA",
    "DE-ZW",        "UPTP-3",        "OCPI-TIER",   "KATA-CODILITY", "UK-STOKE-JS"};

static void print_row(void *context, const struct pk_case *row)
{
    print_error("%s, line %d, %s: expected %lld, got %lld %s\n", (const char *)context, row->line,
                row->id, (long long)row->expected, (long long)row->price, row->message);
}

static void all_published_cases_are_right(void **state)
{
    size_t csv_length, sum = 0, sum_wrong = 0;
    char *csv = help_file("tests/tariff/cases.csv", &csv_length);

    (void)state;
    for (size_t i = 0; i < sizeof boards / sizeof boards[0]; i++) {
        char path[200], name[64];
        size_t length, right, wrong;
        snprintf(path, sizeof path, "tests/tariff/boards/%s.tariff", boards[i]);
        snprintf(name, sizeof name, "%s", boards[i]);
        char *text = help_file(path, &length);
        assert_int_equal(pk_tariff_cases(&right, &wrong, text, length, csv, csv_length, boards[i],
                                         print_row, name, NULL),
                         PK_OK);
        assert_true(right > 0);
        sum += right;
        sum_wrong += wrong;
        free(text);
    }
    free(csv);
    assert_int_equal(sum_wrong, 0);
    assert_int_equal(sum, 213);
}

struct heard {
    size_t count;
    struct pk_case last;
};

static void hear(void *context, const struct pk_case *row)
{
    struct heard *heard = context;

    heard->count++;
    heard->last = *row;
}

static const char small[] = "each 1h = 2.00\nlost ticket = 9.00\nmotorcycle = 50%\n"
                            "longest stay = 10h\n";

static enum pk_status run(const char *csv, const char *only, size_t *right, size_t *wrong,
                          struct heard *heard)
{
    heard->count = 0;
    return pk_tariff_cases(right, wrong, small, strlen(small), csv, strlen(csv), only, hear, heard,
                           NULL);
}

static void rows_say_how_they_are_priced(void **state)
{
    static const char csv[] =
        "notes,case_id,entry,exit,expected_minor_units,currency,tz\n"
        "plain,a,2026-05-04T10:00,2026-05-04T11:30,400,EUR,Europe/Paris\n"
        "\"lost, \"\"really\"\": "
        "FLAG=lost_ticket\",b,2026-05-04T10:00,2026-05-04T11:30,900,EUR,UTC\n"
        "CLASS=motorcycle; late,c,2026-05-04T10:00,2026-05-04T11:30,200,USD,UTC\r\n"
        "no price at all,d,2026-05-04T10:00,2026-05-04T21:00,,EUR,UTC\n";
    size_t right, wrong;
    struct heard heard;

    (void)state;
    assert_int_equal(run(csv, NULL, &right, &wrong, &heard), PK_OK);
    assert_int_equal(right, 4);
    assert_int_equal(wrong, 0);
}

static void rows_that_differ_are_told(void **state)
{
    static const char csv[] = "case_id,entry,exit,expected_minor_units\n"
                              "a,2026-05-04T10:00,2026-05-04T11:30,401\n";
    size_t right, wrong;
    struct heard heard;

    (void)state;
    assert_int_equal(run(csv, NULL, &right, &wrong, &heard), PK_OK);
    assert_int_equal(right, 0);
    assert_int_equal(wrong, 1);
    assert_int_equal(heard.count, 1);
    assert_int_equal(heard.last.line, 2);
    assert_string_equal(heard.last.id, "a");
    assert_int_equal(heard.last.expected, 401);
    assert_int_equal(heard.last.price, 400);
}

static void rows_that_cannot_be_priced_are_wrong(void **state)
{
    static const char *const rows[] = {
        "a,2026-05-04T10:00,2026-05-04T09:00,0,EUR",    /* backwards */
        "a,2026-05-04T10:00,2026-05-04T11:00,2.00,EUR", /* not minor units */
        "a,yesterday,2026-05-04T11:00,200,EUR",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char csv[300];
        size_t right, wrong;
        struct heard heard;
        snprintf(csv, sizeof csv, "case_id,entry,exit,expected_minor_units,currency\n%s\n",
                 rows[i]);
        assert_int_equal(run(csv, NULL, &right, &wrong, &heard), PK_OK);
        assert_int_equal(wrong, 1);
        assert_int_equal(heard.last.price, PK_NONE);
        assert_string_not_equal(heard.last.message, "");
    }
}

static void rows_of_other_tariffs_are_left_out(void **state)
{
    static const char csv[] = "case_id,tariff_id,entry,exit,expected_minor_units\n"
                              "a,MINE,2026-05-04T10:00,2026-05-04T11:30,400\n"
                              "b,OTHER,2026-05-04T10:00,2026-05-04T11:30,123\n";
    size_t right, wrong;
    struct heard heard;

    (void)state;
    assert_int_equal(run(csv, "MINE", &right, &wrong, &heard), PK_OK);
    assert_int_equal(right + wrong, 1);
    /* A file that knows nothing of this tariff's name is all meant. */
    assert_int_equal(run(csv, "NEW", &right, &wrong, &heard), PK_OK);
    assert_int_equal(right, 1);
    assert_int_equal(wrong, 1);
}

static void broken_files_are_refused(void **state)
{
    static const char *const files[] = {
        "",
        "case_id,entry,exit\n",
        "case_id,entry,exit,expected_minor_units\na,\"2026-05-04T10:00,2026-05-04T11:30,400\n",
    };
    size_t right, wrong;
    struct heard heard;

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        assert_int_equal(run(files[i], NULL, &right, &wrong, &heard), PK_USAGE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_published_cases_are_right),
        cmocka_unit_test(rows_say_how_they_are_priced),
        cmocka_unit_test(rows_that_differ_are_told),
        cmocka_unit_test(rows_that_cannot_be_priced_are_wrong),
        cmocka_unit_test(rows_of_other_tariffs_are_left_out),
        cmocka_unit_test(broken_files_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
