/*
 * Zones: the same wall clock as the C library's in every zone there is, and known moments where
 * clocks jump.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "parkade/zone.h"

#define YEAR_2200 INT64_C(7258118400)

static struct pk_zone *open_zone(const char *name)
{
    struct pk_zone *zone = NULL;

    if (pk_zone_open(&zone, name) != PK_OK)
        fail_msg("%s: %s", name, pk_error()->message);
    return zone;
}

static int64_t utc(int year, int month, int day, int hour, int minute)
{
    return pk_day_number(year, month, day) * 86400 + hour * 3600 + minute * 60;
}

static void what_is_no_zone_is_refused(void **state)
{
    static const char *const names[] = {
        "",
        ".",
        "..",
        "/",
        "/etc/localtime",
        "/usr/share/zoneinfo/Europe/Berlin",
        "../zoneinfo/Europe/Berlin",
        "Europe/../Europe/Berlin",
        "Europe",
        "Europe/",
        "Europe/Nowhere",
        ":Europe/Berlin",
        " Europe/Berlin",
        "Europe/Berlin ",
        "Europe/Berlin\n",
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "zone.tab",
        "tzdata.zi",
        "leapseconds",
        "localtime",
        "posixrules",
        "right/Europe/Berlin", /* counts leap seconds */
        "Europe/BerlinBerlinBerlinBerlinBerlinBerlinBerlinBerlinBerlinBerlin",
        "Eur\xc3\xb6pe/Berlin",
        "\xff",
    };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        int nothing = 0;
        struct pk_zone *zone = (struct pk_zone *)(void *)&nothing;
        assert_int_equal(pk_zone_open(&zone, names[i]), PK_USAGE);
        assert_null(zone);
        assert_non_null(strstr(pk_error()->message, "There is no time zone"));
    }
    pk_zone_close(NULL);
}

static void a_zone_keeps_its_name(void **state)
{
    struct pk_zone *zone = open_zone("America/Argentina/ComodRivadavia");

    (void)state;
    assert_string_equal(pk_zone_name(zone), "America/Argentina/ComodRivadavia");
    pk_zone_close(zone);
}

static void opening_leaves_the_environment_as_it_was(void **state)
{
    static const char *const values[] = {"Asia/Tokyo", "", NULL};
    const char *before = getenv("TZ");
    char *saved = before == NULL ? NULL : strdup(before);

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        if (values[i] == NULL)
            unsetenv("TZ");
        else
            setenv("TZ", values[i], 1);
        tzset();
        pk_zone_close(open_zone("America/New_York"));
        if (values[i] == NULL)
            assert_null(getenv("TZ"));
        else
            assert_string_equal(getenv("TZ"), values[i]);
        if (i == 0)
            assert_int_equal(timezone, -9 * 3600);
    }
    if (saved != NULL)
        setenv("TZ", saved, 1);
    tzset();
    free(saved);
}

static void compare_at(const struct pk_zone *zone, int64_t at)
{
    struct tm expected;
    struct pk_local local;
    time_t moment = (time_t)at;

    pk_zone_local(&local, zone, at);
    assert_non_null(localtime_r(&moment, &expected));
    if (local.offset != expected.tm_gmtoff)
        fail_msg("%s at %lld: offset %d instead of %ld", pk_zone_name(zone), (long long)at,
                 local.offset, expected.tm_gmtoff);
    assert_int_equal(local.year, expected.tm_year + 1900);
    assert_int_equal(local.month, expected.tm_mon + 1);
    assert_int_equal(local.day, expected.tm_mday);
    assert_int_equal(local.hour, expected.tm_hour);
    assert_int_equal(local.minute, expected.tm_min);
    assert_int_equal(local.second, expected.tm_sec);
    assert_int_equal(local.weekday, (expected.tm_wday + 6) % 7);
    assert_int_equal(local.day_number, pk_day_number(local.year, local.month, local.day));
}

/* All along in STEPs, and on both sides of each change. */
static void compare_zone(const char *name, int64_t step)
{
    struct pk_zone *zone = open_zone(name);

    setenv("TZ", name, 1);
    tzset();
    for (int64_t at = 0; at < YEAR_2200; at += step)
        compare_at(zone, at);
    for (int64_t at = pk_zone_next_change(zone, 0); at != PK_NONE;
         at = pk_zone_next_change(zone, at)) {
        compare_at(zone, at - 1);
        compare_at(zone, at);
    }
    setenv("TZ", "UTC", 1);
    tzset();
    pk_zone_close(zone);
}

static void all_zones_agree_with_the_c_library(void **state)
{
    FILE *file = fopen("/usr/share/zoneinfo/zone1970.tab", "r");
    char line[512], name[PK_NAME_SIZE];
    int zones = 0;

    (void)state;
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#' || sscanf(line, "%*s %*s %63s", name) != 1)
            continue;
        compare_zone(name, 11 * 86400 + 12345);
        zones++;
    }
    fclose(file);
    assert_true(zones > 300);
}

/* Zones whose clocks did or will do odd things, looked at every few hours. */
static void odd_zones_agree_closely(void **state)
{
    static const char *const names[] = {
        "Australia/Lord_Howe", /* half an hour of summer time */
        "Africa/Casablanca",   /* Ramadan */
        "Asia/Gaza",           /* changes a week apart until 2087 */
        "America/Noronha",     /* one week of summer time */
        "Pacific/Apia",        /* skipped a day */
    };

    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        compare_zone(names[i], 9 * 3600 + 1234);
}

static void known_moments_have_their_offsets(void **state)
{
    static const struct {
        const char *zone;
        int year, month, day, hour, minute; /* UTC */
        int offset;                         /* minutes */
    } cases[] = {
        {"UTC", 2026, 7, 1, 0, 0, 0},
        {"Europe/Berlin", 2026, 3, 29, 0, 59, 60},
        {"Europe/Berlin", 2026, 3, 29, 1, 0, 120},
        {"Europe/Berlin", 2026, 10, 25, 0, 59, 120},
        {"Europe/Berlin", 2026, 10, 25, 1, 0, 60},
        {"Europe/Berlin", 2060, 7, 1, 0, 0, 120},
        {"Europe/Berlin", 2100, 3, 28, 1, 0, 120},
        {"Europe/Berlin", 2100, 3, 28, 0, 59, 60},
        {"Europe/Berlin", 2199, 12, 31, 23, 0, 60},
        {"America/New_York", 2050, 3, 13, 6, 59, -300},
        {"America/New_York", 2050, 3, 13, 7, 0, -240},
        {"Australia/Lord_Howe", 2026, 1, 1, 0, 0, 660},
        {"Australia/Lord_Howe", 2026, 7, 1, 0, 0, 630},
        {"Africa/Casablanca", 2026, 2, 1, 0, 0, 60},
        {"Africa/Casablanca", 2026, 3, 1, 0, 0, 0},
        {"Asia/Kathmandu", 2026, 1, 1, 0, 0, 345},
        {"Asia/Kolkata", 2150, 1, 1, 0, 0, 330},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct pk_zone *zone = open_zone(cases[i].zone);
        struct pk_local local;
        pk_zone_local(
            &local, zone,
            utc(cases[i].year, cases[i].month, cases[i].day, cases[i].hour, cases[i].minute));
        assert_int_equal(local.offset, cases[i].offset * 60);
        pk_zone_close(zone);
    }
}

/* The wall clock at H:M of a day, and the UTC H:M (of the same day, plus DAYS) it stands for. */
static void walls_lead_to_their_moments(void **state)
{
    static const struct {
        const char *zone;
        int year, month, day, hour, minute;
        int utc_day, utc_hour, utc_minute;
    } cases[] = {
        {"Europe/Berlin", 2026, 3, 29, 1, 59, 29, 0, 59},
        {"Europe/Berlin", 2026, 3, 29, 2, 0, 29, 1, 0}, /* skipped: the jump */
        {"Europe/Berlin", 2026, 3, 29, 2, 59, 29, 1, 0},
        {"Europe/Berlin", 2026, 3, 29, 3, 0, 29, 1, 0},
        {"Europe/Berlin", 2026, 10, 25, 1, 59, 24, 23, 59},
        {"Europe/Berlin", 2026, 10, 25, 2, 0, 25, 0, 0}, /* twice: the first */
        {"Europe/Berlin", 2026, 10, 25, 2, 59, 25, 0, 59},
        {"Europe/Berlin", 2026, 10, 25, 3, 0, 25, 2, 0},
        {"Europe/Berlin", 2150, 7, 1, 12, 0, 1, 10, 0},
        {"Australia/Lord_Howe", 2026, 10, 4, 2, 15, 3, 15, 30}, /* skips 2:00 to 2:30 */
        {"Australia/Lord_Howe", 2026, 10, 4, 2, 30, 3, 15, 30},
        {"Australia/Lord_Howe", 2026, 4, 5, 1, 45, 4, 14, 45}, /* 1:30 to 2:00 twice */
        {"Australia/Lord_Howe", 2026, 4, 5, 2, 0, 4, 15, 30},
        {"America/New_York", 2026, 3, 8, 2, 30, 8, 7, 0},
        {"America/New_York", 2026, 11, 1, 1, 30, 1, 5, 30},
        {"Pacific/Apia", 2011, 12, 30, 12, 0, 30, 10, 0}, /* a whole day skipped */
        {"Pacific/Apia", 2011, 12, 31, 0, 0, 30, 10, 0},
        {"UTC", 1970, 1, 1, 0, 0, 1, 0, 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct pk_zone *zone = open_zone(cases[i].zone);
        int64_t day = pk_day_number(cases[i].year, cases[i].month, cases[i].day);
        assert_int_equal(pk_zone_moment(zone, day, cases[i].hour * 3600 + cases[i].minute * 60),
                         utc(cases[i].year, cases[i].month, cases[i].utc_day, cases[i].utc_hour,
                             cases[i].utc_minute));
        pk_zone_close(zone);
    }
}

/* From each moment to the wall and back: the same moment, or an earlier one with the same wall. */
static void a_wall_leads_back_to_its_moment(void **state)
{
    struct pk_zone *zone = open_zone("Europe/London");
    int twice = 0;

    (void)state;
    for (int64_t at = 0; at < YEAR_2200; at += 1801) {
        struct pk_local there, back;
        pk_zone_local(&there, zone, at);
        int64_t first = pk_zone_moment(zone, there.day_number,
                                       there.hour * 3600 + there.minute * 60 + there.second);
        if (first != at) {
            twice++;
            pk_zone_local(&back, zone, first);
            assert_int_equal(at - first, back.offset - there.offset);
        }
    }
    /* An hour each autumn from 1972 on, with two or so looks at it. */
    assert_in_range(twice, 300, 600);
    pk_zone_close(zone);
}

static void changes_follow_each_other(void **state)
{
    struct pk_zone *zone = open_zone("Europe/Berlin");
    struct pk_zone *plain = open_zone("UTC");

    (void)state;
    assert_int_equal(pk_zone_next_change(zone, utc(2026, 1, 1, 0, 0)), utc(2026, 3, 29, 1, 0));
    assert_int_equal(pk_zone_next_change(zone, utc(2026, 3, 29, 0, 59)), utc(2026, 3, 29, 1, 0));
    assert_int_equal(pk_zone_next_change(zone, utc(2026, 3, 29, 1, 0)), utc(2026, 10, 25, 1, 0));
    assert_int_equal(pk_zone_next_change(zone, utc(2098, 12, 31, 0, 0)), utc(2099, 3, 29, 1, 0));
    assert_int_equal(pk_zone_next_change(zone, PK_NONE), utc(1980, 4, 6, 1, 0));
    assert_true(pk_zone_next_change(zone, INT64_MAX) == PK_NONE);
    assert_true(pk_zone_next_change(plain, 0) == PK_NONE);
    pk_zone_close(zone);
    pk_zone_close(plain);
}

static void no_moment_is_too_far(void **state)
{
    static const int64_t moments[] = {INT64_MIN, INT64_MIN + 1, -1, INT64_MAX - 1, INT64_MAX};
    struct pk_zone *zone = open_zone("Pacific/Kiritimati");

    (void)state;
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        struct pk_local local;
        pk_zone_local(&local, zone, moments[i]);
        assert_in_range(local.month, 1, 12);
        assert_in_range(local.day, 1, 31);
        assert_true(local.year >= 0 && local.year <= 10000);
    }
    assert_true(pk_zone_moment(zone, INT64_MIN, 0) < 0);
    assert_true(pk_zone_moment(zone, INT64_MAX, 86399) > YEAR_2200);
    pk_zone_close(zone);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_zone_is_refused),
        cmocka_unit_test(a_zone_keeps_its_name),
        cmocka_unit_test(opening_leaves_the_environment_as_it_was),
        cmocka_unit_test(all_zones_agree_with_the_c_library),
        cmocka_unit_test(odd_zones_agree_closely),
        cmocka_unit_test(known_moments_have_their_offsets),
        cmocka_unit_test(walls_lead_to_their_moments),
        cmocka_unit_test(a_wall_leads_back_to_its_moment),
        cmocka_unit_test(changes_follow_each_other),
        cmocka_unit_test(no_moment_is_too_far),
    };

    return cmocka_run_group_tests_name("zone", tests, NULL, NULL);
}
