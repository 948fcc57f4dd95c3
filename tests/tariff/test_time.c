/*
 * Tariffs and the calendar: the days on which clocks change, leap days, stays of many years.
 */
#include "tariff_help.h"

enum { HALF_HOUR = 1800, DAY = 86400 };

static const struct {
    const char *zone;
    const char *midnight; /* of a day on which the clocks change */
    int hours2;           /* how many half hours that day has */
} changes[] = {
    {"Europe/Berlin", "2026-03-29T00:00", 46},
    {"Europe/Berlin", "2026-10-25T00:00", 50},
    {"America/New_York", "2026-03-08T00:00", 46},
    {"America/New_York", "2026-11-01T00:00", 50},
    {"Australia/Lord_Howe", "2026-10-04T00:00", 47},
    {"Australia/Lord_Howe", "2026-04-05T00:00", 49},
};
enum { CHANGES = sizeof changes / sizeof changes[0] };

/* Calls CHECK for every stay between two half hours of the days on which clocks change. */
static void try_days(const char *text, void (*check)(const struct pk_tariff *, int64_t, int64_t))
{
    for (size_t i = 0; i < CHANGES; i++) {
        const struct pk_tariff_home home = {"EUR", changes[i].zone};
        struct pk_tariff *tariff = help_read(text, &home);
        int64_t midnight = help_time(tariff, changes[i].midnight);
        int64_t end = midnight + (int64_t)changes[i].hours2 * HALF_HOUR;
        struct pk_local local;
        pk_zone_local(&local, pk_tariff_zone(tariff), end);
        assert_int_equal(local.hour, 0); /* the table above is right */
        for (int64_t entry = midnight; entry < end; entry += HALF_HOUR) {
            for (int64_t exit = entry; exit <= end; exit += HALF_HOUR) {
                check(tariff, entry, exit);
            }
        }
        pk_tariff_free(tariff);
    }
}

static void check_elapsed(const struct pk_tariff *tariff, int64_t entry, int64_t exit)
{
    assert_int_equal(help_total(tariff, entry, exit), (exit - entry) / HALF_HOUR * 100);
}

static void lengths_are_elapsed_time(void **state)
{
    (void)state;
    try_days("each 30m = 1.00\n", check_elapsed);
}

static int64_t wall(const struct pk_tariff *tariff, int64_t at)
{
    struct pk_local local;

    pk_zone_local(&local, pk_tariff_zone(tariff), at);
    return at + local.offset;
}

static void check_wall(const struct pk_tariff *tariff, int64_t entry, int64_t exit)
{
    int64_t length = wall(tariff, exit) - wall(tariff, entry);

    assert_int_equal(help_total(tariff, entry, exit), length < 0 ? 0 : length / HALF_HOUR * 100);
}

static void lengths_are_wall_time_if_said(void **state)
{
    (void)state;
    try_days("clock = wall\neach 30m = 1.00\n", check_wall);
}

/* Each half hour counts for the window that the wall clock shows, also the second time. */
static void check_windows(const struct pk_tariff *tariff, int64_t entry, int64_t exit)
{
    int64_t sum = 0;

    for (int64_t at = entry; at < exit; at += HALF_HOUR) {
        int64_t clock = wall(tariff, at) % DAY;
        sum += clock >= 5400 && clock < 9000 ? 300 : 100;
    }
    assert_int_equal(help_total(tariff, entry, exit), sum);
}

static void windows_follow_the_wall_clock(void **state)
{
    (void)state;
    try_days("[window a]\nhours = 01:30-02:30\neach 30m = 3\n[window b]\nhours = "
             "02:30-01:30\neach 30m = 1\n",
             check_windows);
}

static void check_one_day(const struct pk_tariff *tariff, int64_t entry, int64_t exit)
{
    int64_t total = help_total(tariff, entry, exit);
    int64_t units = (exit - entry) / HALF_HOUR;

    assert_int_equal(total, units < 9 ? units * 100 : 900);
}

static void a_day_with_25_hours_has_one_cap(void **state)
{
    (void)state;
    try_days("each 30m = 1.00\nat most per day = 9.00\n", check_one_day);
}

struct priced {
    const char *text, *zone, *entry, *exit;
    int64_t total;
};

static void run_table(const struct priced *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct pk_tariff_home home = {"EUR", table[i].zone};
        struct pk_tariff *tariff = help_read(table[i].text, &home);
        int64_t total =
            help_total(tariff, help_time(tariff, table[i].entry), help_time(tariff, table[i].exit));
        if (total != table[i].total) {
            fail_msg("%s to %s: %lld instead of %lld\n%s", table[i].entry, table[i].exit,
                     (long long)total, (long long)table[i].total, table[i].text);
        }
        pk_tariff_free(tariff);
    }
}

static const char night[] = "[window day]\nhours = 06:00-22:00\neach 1h = 2\n"
                            "[window night]\nhours = 22:00-06:00\neach 1h = 1\nat most = 5\n";
static const char visit[] = "[window day]\nhours = 02:30-24:00\neach 1h = 2\n"
                            "[window small]\nhours = 00:00-02:30\nprice = 5\n";

static void nights_and_days_when_clocks_change(void **state)
{
    static const struct priced table[] = {
        /* a night of 9 and one of 7 hours: one cap each */
        {night, "Europe/Berlin", "2026-10-24T22:00", "2026-10-25T06:00", 500},
        {night, "Europe/Berlin", "2026-10-24T22:00", "2026-10-25T07:00", 700},
        {night, "Europe/Berlin", "2026-03-28T22:00", "2026-03-29T06:00", 500},
        {night, "Europe/Berlin", "2026-03-29T00:00", "2026-03-29T04:00", 300},
        {night, "Europe/Berlin", "2026-10-25T00:00", "2026-10-25T04:00", 500},
        /* the visit of a window goes on when its time comes again */
        {visit, "Europe/Berlin", "2026-10-25T00:00", "2026-10-25T03:30", 900},
        {visit, "Europe/Berlin", "2026-10-24T23:00", "2026-10-25T01:00", 700},
        /* a window's edge that is skipped is the moment of the jump */
        {visit, "Europe/Berlin", "2026-03-29T01:00", "2026-03-29T04:00", 700},
        /* days touched, and 24 hours from the entry, whatever the clock does */
        {"price = 4 per day touched\n", "Europe/Berlin", "2026-10-25T00:00", "2026-10-26T00:00",
         400},
        {"price = 4 per night\n", "Europe/Berlin", "2026-10-24T12:00", "2026-10-26T00:00", 400},
        {"price = 4 per night\n", "Europe/Berlin", "2026-03-28T12:00", "2026-03-30T00:01", 800},
        {"each 24h = 7\n", "Europe/Berlin", "2026-10-25T00:00", "2026-10-26T00:00", 1400},
        {"each 24h = 7\n", "Europe/Berlin", "2026-03-29T00:00", "2026-03-30T00:00", 700},
        {"clock = wall\neach 24h = 7\n", "Europe/Berlin", "2026-10-25T00:00", "2026-10-26T00:00",
         700},
    };

    (void)state;
    run_table(table, sizeof table / sizeof table[0]);
}

/* "to 08:00" and "before 08:00" mean the next time that the clock begins to show it. */
static void untils_look_after_the_entry(void **state)
{
    static const char to[] =
        "[product a]\ndeadline = to 08:00\nprice = 5\n[product b]\nprice = 9\n";
    static const char before[] =
        "[product a]\ndeadline = before 08:00\nprice = 5\n[product b]\nprice = 9\n";
    static const char weekday[] =
        "[product a]\ndeadline = to 08:00 Mon\nprice = 5\n[product b]\nprice = 9\n";
    static const char covers[] = "[product a]\ncovers = to 08:00\nprice = 5\nafterwards = "
                                 "b\n[product b]\nprice = 9\n";
    static const char again[] = "[product a]\ncovers = to 08:00\nprice = 5\nafterwards = a\n";
    static const char same[] = "[product a]\ncovers = to 08:00 same day\nprice = 5\nafterwards = "
                               "b\n[product b]\nprice = 9\n";
    static const struct priced table[] = {
        {to, "UTC", "2026-05-04T07:59:59", "2026-05-04T08:00:59", 500},
        {to, "UTC", "2026-05-04T07:59:59", "2026-05-04T08:01:00", 900},
        {to, "UTC", "2026-05-04T08:00:00", "2026-05-05T08:00:59", 500},
        {to, "UTC", "2026-05-04T08:00:59", "2026-05-05T08:00:59", 500},
        {to, "UTC", "2026-05-04T08:00:59", "2026-05-05T08:01:00", 900},
        {to, "UTC", "2026-05-04T08:01:00", "2026-05-05T08:00:59", 500},
        {before, "UTC", "2026-05-04T07:59:59", "2026-05-04T08:00:00", 900},
        {before, "UTC", "2026-05-04T08:00:00", "2026-05-05T07:59:59", 500},
        {weekday, "UTC", "2026-05-04T07:59:59", "2026-05-04T08:01:00", 900},
        {weekday, "UTC", "2026-05-04T08:00:30", "2026-05-11T08:00:59", 500},
        {covers, "UTC", "2026-05-04T07:59:59", "2026-05-04T08:01:01", 1400},
        {covers, "UTC", "2026-05-04T08:00:00", "2026-05-05T08:01:00", 500},
        {covers, "UTC", "2026-05-04T08:00:59", "2026-05-05T08:01:01", 1400},
        {again, "UTC", "2026-05-04T08:00:30", "2026-05-06T08:01:00", 1000},
        {same, "UTC", "2026-05-04T08:00:30", "2026-05-04T08:01:01", 1400},
        {to, "Europe/Berlin", "2026-10-24T08:00:30", "2026-10-25T08:00:59", 500},
    };

    (void)state;
    run_table(table, sizeof table / sizeof table[0]);
}

static void leap_days_and_the_ends_of_months(void **state)
{
    static const char daily[] = "each 1h = 1\nat most per day = 5\n";
    static const char monthly[] = "each 24h = 10\nat most per calendar month = 100\n";
    static const char named[] = "day leap = 29 February\n[window leap]\ndays = leap\nprice = 9\n"
                                "[window other]\ndays = every day\nprice = 1\n";
    static const char leap[] = "day leap = 29 February\n[window leap]\ndays = leap\nprice = 9\n"
                               "[window other]\ndays = Mon-Sun\nprice = 1\n";
    static const char winter[] = "other times = free\n[window winter]\ndates = 1 December to 29 "
                                 "February\nprice = 1\n";
    static const struct priced table[] = {
        {daily, "Europe/Berlin", "2024-02-28T12:00", "2024-03-01T12:00", 1500},
        {daily, "Europe/Berlin", "2023-02-28T12:00", "2023-03-01T12:00", 1000},
        {daily, "Europe/Berlin", "2026-12-31T22:00", "2027-01-01T02:00", 400},
        {monthly, "UTC", "2026-01-01T00:00", "2026-02-01T00:00", 10000},
        {monthly, "UTC", "2026-01-25T00:00", "2026-02-15T00:00", 17000},
        {leap, "UTC", "2024-02-29T10:00", "2024-02-29T11:00", 900},
        {leap, "UTC", "2024-02-28T10:00", "2024-03-01T11:00", 1100},
        {leap, "UTC", "2023-02-28T10:00", "2023-03-01T11:00", 200},
        {winter, "UTC", "2026-02-27T10:00", "2026-03-02T11:00", 200},
        {winter, "UTC", "2024-02-28T10:00", "2024-03-02T11:00", 200},
        {winter, "UTC", "2025-12-30T10:00", "2026-01-02T11:00", 400},
    };

    (void)state;
    run_table(table, sizeof table / sizeof table[0]);
    /* "every day" and "leap" both hold on 29 February: that is ambiguous. */
    struct pk_tariff *tariff;
    assert_int_equal(pk_tariff_read(&tariff, named, strlen(named), &help_home, NULL),
                     PK_TARIFF_INVALID);
}

static void stays_of_thirty_years(void **state)
{
    static const char week[] = "each 1h = 2\nat most per 24h = 12\nat most per 7d = 72\n";
    static const char windows[] =
        "[window day]\nhours = 08:00-18:00\neach 20m = 0.50\nat most = 7\n"
        "[window night]\nhours = 18:00-08:00\nprice = 3\n";
    static const char minutes[] = "measure = minutes up\neach 1m = 0.0125\n";
    static const char seconds[] = "each 1h = 1.80 pro rata\nrounding = down\n";
    static const char endless[] = "choose = cheapest\n[product a]\nout = Sat 10:00-11:00\nprice = "
                                  "1000000\n[product b]\neach 10m = 1\n";
    /* 10958 days from 1996-01-01 to 2026-01-01 are 1565 weeks and 3 days */
    static const struct priced table[] = {
        {week, "UTC", "1996-01-01T00:00", "2026-01-01T00:00", 1565 * 7200 + 3600},
        {windows, "UTC", "1996-01-01T08:00", "2026-01-01T08:00", INT64_C(10958) * 1000},
        {windows, "Europe/Berlin", "1996-01-01T08:00", "2026-01-01T08:00", INT64_C(10958) * 1000},
        {minutes, "UTC", "1996-01-01T00:00", "2026-01-01T00:00", INT64_C(10958) * 1440 * 5 / 4},
        {seconds, "UTC", "1996-01-01T00:00", "2026-01-01T00:00", INT64_C(10958) * 24 * 180},
        {endless, "UTC", "1996-01-01T00:00", "2026-01-01T00:00", INT64_C(10958) * 144 * 100},
        {"price = 1 per day touched\n", "UTC", "1996-01-01T12:00", "2026-01-01T12:00",
         INT64_C(10959) * 100},
        {"price = 1 per night\n", "UTC", "1996-01-01T12:00", "2026-01-01T12:00",
         INT64_C(10958) * 100},
    };

    (void)state;
    run_table(table, sizeof table / sizeof table[0]);
    /* A quote too: its moments are looked for ten years ahead. */
    struct pk_tariff *tariff = help_read(endless, &help_home);
    struct pk_stay stay = {.entry = help_time(tariff, "1996-01-01T00:00"),
                           .exit = help_time(tariff, "2026-01-01T00:00")};
    static struct pk_price price;
    assert_int_equal(pk_tariff_price(&price, tariff, &stay), PK_OK);
    assert_int_equal(price.rises_at, stay.exit + 1);
    assert_int_equal(price.falls_at, help_time(tariff, "2026-01-03T10:00"));
    pk_tariff_free(tariff);
}

static void long_quotes_draw_lines_together(void **state)
{
    struct pk_tariff *tariff =
        help_read("[window day]\nhours = 08:00-18:00\neach 20m = 0.50\nat most = 7\n"
                  "[window night]\nhours = 18:00-08:00\neach 1h = 0.40\nat most = 3\n",
                  &help_home);
    struct pk_stay stay = {.entry = help_time(tariff, "2026-01-01T00:00"),
                           .exit = help_time(tariff, "2026-12-31T00:00")};
    static struct pk_price price;
    int64_t sum = 0;

    (void)state;
    assert_int_equal(pk_tariff_price(&price, tariff, &stay), PK_OK);
    for (size_t i = 0; i < price.line_count; i++) {
        sum += price.lines[i].amount;
    }
    assert_int_equal(sum, price.total);
    assert_true(price.line_count < PK_LINES_MAX);
    assert_string_equal(price.lines[0].what, "night: each 1h");
    pk_tariff_free(tariff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_are_elapsed_time),
        cmocka_unit_test(lengths_are_wall_time_if_said),
        cmocka_unit_test(windows_follow_the_wall_clock),
        cmocka_unit_test(a_day_with_25_hours_has_one_cap),
        cmocka_unit_test(nights_and_days_when_clocks_change),
        cmocka_unit_test(untils_look_after_the_entry),
        cmocka_unit_test(leap_days_and_the_ends_of_months),
        cmocka_unit_test(stays_of_thirty_years),
        cmocka_unit_test(long_quotes_draw_lines_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
