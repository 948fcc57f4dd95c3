/*
 * Times as text: strict to read, and the same moment again when written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "parkade/zone.h"

static struct pk_zone *berlin;

static int set_up(void **state)
{
    (void)state;
    return pk_zone_open(&berlin, "Europe/Berlin") == PK_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    pk_zone_close(berlin);
    return 0;
}

static void times_are_read(void **state)
{
    static const struct {
        const char *text, *utc;
    } cases[] = {
        {"2026-11-22T18:30:00Z", "2026-11-22T18:30:00Z"},
        {"2026-11-22t18:30:00z", "2026-11-22T18:30:00Z"},
        {"2026-11-22 18:30:00Z", "2026-11-22T18:30:00Z"},
        {"2026-11-22T18:30Z", "2026-11-22T18:30:00Z"},
        {"2026-11-22T18:30:00+01:00", "2026-11-22T17:30:00Z"},
        {"2026-11-22T18:30:00-05:30", "2026-11-23T00:00:00Z"},
        {"2026-11-22T18:30:00-00:00", "2026-11-22T18:30:00Z"},
        {"2026-11-22T18:30:00+23:59", "2026-11-21T18:31:00Z"},
        {"2026-11-22T18:30", "2026-11-22T17:30:00Z"},
        {"2026-11-22 18:30", "2026-11-22T17:30:00Z"},
        {"2026-11-22T18:30:59", "2026-11-22T17:30:59Z"},
        {"2026-07-01T00:00", "2026-06-30T22:00:00Z"},
        {"2024-02-29T12:00", "2024-02-29T11:00:00Z"},
        {"2000-02-29T12:00Z", "2000-02-29T12:00:00Z"},
        {"2026-10-25T02:30", "2026-10-25T00:30:00Z"}, /* twice: the first */
        {"2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z"},
        {"2026-03-29T01:59:59", "2026-03-29T00:59:59Z"},
        {"2026-03-29T03:00", "2026-03-29T01:00:00Z"},
        {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},
        {"1970-01-01T01:00", "1970-01-01T00:00:00Z"},
        {"2199-12-31T23:59:59Z", "2199-12-31T23:59:59Z"},
        {"2199-12-31T23:59:59", "2199-12-31T22:59:59Z"},
        {"2199-12-31T23:59:59-01:00", "2200-01-01T00:59:59Z"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[PK_TIME_SIZE];
        int64_t at = PK_NONE;
        if (pk_time_parse(&at, cases[i].text, berlin) != PK_OK)
            fail_msg("%s: %s", cases[i].text, pk_error()->message);
        pk_time_format_utc(text, at);
        assert_string_equal(text, cases[i].utc);
    }
}

static const char *const not_times[] = {
    "",
    "now",
    "2026",
    "2026-11-22",
    "2026-11-22T",
    "2026-11-22T18",
    "2026-11-22T18:3",
    "2026-11-22T18:30:",
    "2026-11-22T18:30:0",
    "2026-11-22T18:30:00.5Z",
    "2026-11-22T18:30:00ZZ",
    "2026-11-22T18:30:00Z ",
    " 2026-11-22T18:30:00Z",
    "2026-11-22T18:30:00 Z",
    "2026-11-22T18:30:00x",
    "2026-11-22_18:30:00",
    "2026-11-22  18:30",
    "2026-11-22T18:30:00+1:00",
    "2026-11-22T18:30:00+0100",
    "2026-11-22T18:30:00+01",
    "2026-11-22T18:30:00+01:00x",
    "2026-11-22T18:30:00+24:00",
    "2026-11-22T18:30:00+01:60",
    "2026-11-22T18:30:00+",
    "26-11-22T18:30",
    "02026-11-22T18:30",
    "2026-1-22T18:30",
    "2026/11/22T18:30",
    "22.11.2026 18:30",
    "-026-11-22T18:30",
    "2026-11-22T-8:30",
    "2026-11-22T18.30",
    "2026-00-22T18:30",
    "2026-13-22T18:30",
    "2026-11-00T18:30",
    "2026-11-31T18:30",
    "2026-12-32T18:30",
    "2026-02-29T18:30",
    "2100-02-29T18:30",
    "2026-11-22T24:00",
    "2026-11-22T18:60",
    "2026-11-22T23:59:60Z",
    "1969-12-31T23:59:59Z",
    "1970-01-01T00:00", /* in Berlin: 1969 in UTC */
    "1970-01-01T00:00:00+00:01",
    "1899-01-01T00:00Z",
    "0000-01-01T00:00Z",
    "2200-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "2026-03-29T02:00", /* skipped */
    "2026-03-29T02:59:59",
};

static void what_is_not_a_time_is_refused(void **state)
{

    (void)state;
    for (size_t i = 0; i < sizeof not_times / sizeof not_times[0]; i++) {
        int64_t at = 77;
        if (pk_time_parse(&at, not_times[i], berlin) != PK_USAGE)
            fail_msg("\"%s\" was read as %lld", not_times[i], (long long)at);
        assert_int_equal(at, 77);
        assert_int_equal(pk_error()->status, PK_USAGE);
    }
}

static void a_refusal_says_why(void **state)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"noon", "\"noon\" is not a time: type it like 2026-11-22T18:30, or with seconds and a "
                 "zone, 2026-11-22T18:30:00+01:00 or ...Z."},
        {"2026-02-29T18:30", "\"2026-02-29T18:30\": there is no such day or time of day."},
        {"2200-01-01T00:00", "\"2200-01-01T00:00\": a time must lie in the years 1970 to 2199."},
        {"2026-03-29T02:30", "\"2026-03-29T02:30\": the clocks of Europe/Berlin skip this time, "
                             "being put forward."},
    };
    int64_t at;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(pk_time_parse(&at, cases[i].text, berlin), PK_USAGE);
        assert_string_equal(pk_error()->message, cases[i].says);
    }
}

static void moments_are_written_in_utc(void **state)
{
    static const struct {
        int64_t at;
        const char *text;
    } cases[] = {
        {0, "1970-01-01T00:00:00Z"},
        {-1, "1969-12-31T23:59:59Z"},
        {951782400, "2000-02-29T00:00:00Z"},
        {2147483648, "2038-01-19T03:14:08Z"},
        {INT64_C(7258118399), "2199-12-31T23:59:59Z"},
        {INT64_MAX, "9999-12-31T23:59:59Z"},
        {INT64_MIN + 1, "0001-01-01T00:00:00Z"},
        {PK_NONE, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[PK_TIME_SIZE];
        pk_time_format_utc(text, cases[i].at);
        assert_string_equal(text, cases[i].text);
    }
}

static void moments_are_written_as_the_wall_shows_them(void **state)
{
    static const struct {
        int64_t at;
        const char *format, *text;
    } cases[] = {
        {1795368600, "%Y-%m-%d %H:%M:%S", "2026-11-22 18:30:00"},
        {1795368600, "%a %d %b, day %j", "Sun 22 Nov, day 326"},
        {1795368600, "%u %w", "7 0"},
        {1795368600, "%z %Z", "+0100 CET"},
        {1782856800, "%F %R %z %Z", "2026-07-01 00:00 +0200 CEST"},
        {INT64_C(7258118400), "%F %R", "2200-01-01 01:00"},
        {1795368600, "", ""},
        {1795368600, "%c %c %c %c %c %c", ""}, /* too long: nothing, not a part */
        {PK_NONE, "%F", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[PK_TIME_SIZE];
        pk_time_format_local(text, berlin, cases[i].at, cases[i].format);
        assert_string_equal(text, cases[i].text);
    }
}

/* Both ways of writing a moment lead back to it. */
static void what_is_written_is_read_back(void **state)
{
    (void)state;
    for (int64_t at = 0; at < INT64_C(7258118400); at += 1234567) {
        char text[PK_TIME_SIZE];
        int64_t back = PK_NONE;
        pk_time_format_utc(text, at);
        assert_int_equal(pk_time_parse(&back, text, NULL), PK_OK);
        assert_int_equal(back, at);
        pk_time_format_local(text, berlin, at + 3600, "%Y-%m-%dT%H:%M:%S");
        assert_int_equal(pk_time_parse(&back, text, berlin), PK_OK);
        assert_true(back == at + 3600 || back == at); /* in the hour that comes twice */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_read),
        cmocka_unit_test(what_is_not_a_time_is_refused),
        cmocka_unit_test(a_refusal_says_why),
        cmocka_unit_test(moments_are_written_in_utc),
        cmocka_unit_test(moments_are_written_as_the_wall_shows_them),
        cmocka_unit_test(what_is_written_is_read_back),
    };

    return cmocka_run_group_tests_name("time text", tests, set_up, tear_down);
}
