/*
 * Reports: days add up, whatever the clocks do, and a replaced ticket is no second vehicle.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"
#include "parkade/report.h"

static struct stays s;

enum { DAYS = 5 };
static struct pk_day days[DAYS];

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 20);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

enum { FIRST = 20458 }; /* 2026-01-05, the day of TEST_LOT_START */

/* Days from the first one on; each must add up and follow the one before. */
static void read_days(int count)
{
    size_t got;
    OK(pk_report_days(days, DAYS, &got, s.t.lot, FIRST, FIRST + count - 1));
    assert_int_equal(got, count);
    for (int i = 0; i < count; i++) {
        const struct pk_day *d = &days[i];
        assert_int_equal(d->inside_after, d->inside_before + d->issued - d->exited - d->voided -
                                              d->replaced - d->released);
        assert_int_equal(d->taken,
                         d->by_method[PK_CASH] + d->by_method[PK_CARD] + d->by_method[PK_NIL]);
        if (i > 0)
            assert_int_equal(d->inside_before, days[i - 1].inside_after);
    }
}

static void a_day_in_figures(void **state)
{
    (void)state;
    struct pk_ticket t[6], out;
    struct pk_tender tender;
    struct pk_card_terminal terminal;
    OK(pk_card_simulator(&terminal, "approve"));
    for (int i = 0; i < 6; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "P%d", i);
        t[i] = stay_park(&s, plate);
    }
    s.t.now += HOUR;
    stay_pay(&s, &t[0]);
    stay_leave(&s, &t[0]);
    OK(pk_pay_card(&tender, s.t.lot, &s.t.act, &terminal, t[1].ticket_id, PK_NONE, PK_NONE));
    stay_leave(&s, &t[1]);
    struct pk_pay nil = stay_nil(&t[2], "why");
    OK(pk_pay(&tender, NULL, s.t.lot, &s.t.act, &nil));
    stay_leave(&s, &t[2]);
    OK(pk_void(&out, s.t.lot, &s.t.act, t[3].ticket_id, "mistake"));
    OK(pk_release(&out, s.t.lot, &s.t.act, t[4].ticket_id, "unseen"));
    OK(pk_refund(&tender, s.t.lot, &s.t.act, t[0].ticket_id, 50, PK_CASH, "why"));
    s.t.now += DAY;
    stay_pay(&s, &t[4]); /* what was owed, on the next day */

    read_days(2);
    const struct pk_day *d = &days[0];
    assert_string_equal(d->date, "2026-01-05");
    assert_int_equal(d->inside_before, 0);
    assert_int_equal(d->issued, 6);
    assert_int_equal(d->exited, 3);
    assert_int_equal(d->voided, 1);
    assert_int_equal(d->released, 1);
    assert_int_equal(d->replaced, 0);
    assert_int_equal(d->inside_after, 1);
    assert_int_equal(d->by_method[PK_CASH], 150);
    assert_int_equal(d->by_method[PK_CARD], 200);
    assert_int_equal(d->by_method[PK_NIL], 0);
    assert_int_equal(d->refunds, 50);
    assert_int_equal(d->taken, 350);
    assert_int_equal(d->tenders, 4);
    assert_int_equal(d->first_no, 1);
    assert_int_equal(d->last_no, 6);
    assert_int_equal(days[1].issued, 0);
    assert_int_equal(days[1].first_no, 0);
    assert_int_equal(days[1].taken, 200);
    assert_int_equal(days[1].inside_after, 1);

    struct pk_day sum;
    pk_report_sum(&sum, days, 2);
    assert_string_equal(sum.date, "2026-01-05");
    assert_int_equal(sum.issued, 6);
    assert_int_equal(sum.taken, 550);
    assert_int_equal(sum.by_method[PK_CASH], 350);
    assert_int_equal(sum.refunds, 50);
    assert_int_equal(sum.tenders, 5);
    assert_int_equal(sum.inside_before, 0);
    assert_int_equal(sum.inside_after, 1);
    assert_int_equal(sum.first_no, 1);
    assert_int_equal(sum.last_no, 6);
    pk_report_sum(&sum, days, 0);
    assert_int_equal(sum.tenders, 0);
    assert_string_equal(sum.date, "");
}

/* One vehicle stays three days and loses its ticket on the second. */
static void a_replaced_ticket_is_one_vehicle(void **state)
{
    (void)state;
    struct pk_ticket first = stay_park(&s, "A1"), second;
    s.t.now += DAY;
    OK(pk_replace(&second, s.t.lot, &s.t.act, first.ticket_id, "lost", NULL, false));
    s.t.now += DAY;
    stay_pay(&s, &second);
    stay_leave(&s, &second);
    read_days(3);
    static const struct {
        int64_t issued, replaced, exited, after;
    } want[] = {{1, 0, 0, 1}, {1, 1, 0, 1}, {0, 0, 1, 0}};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(days[i].issued, want[i].issued);
        assert_int_equal(days[i].replaced, want[i].replaced);
        assert_int_equal(days[i].exited, want[i].exited);
        assert_int_equal(days[i].inside_after, want[i].after);
    }
    assert_int_equal(days[1].first_no, 2);
    struct pk_hour hours[24];
    OK(pk_report_hours(hours, s.t.lot, FIRST));
    assert_int_equal(hours[11].arrivals, 1);
    OK(pk_report_hours(hours, s.t.lot, FIRST + 1));
    for (int h = 0; h < 24; h++) {
        assert_int_equal(hours[h].arrivals, 0);
        assert_int_equal(hours[h].departures, 0);
        assert_int_equal(hours[h].inside, 1);
    }
}

/* Midnight is the lot's: 23:00 UTC in winter. */
static void midnight(void **state)
{
    (void)state;
    s.t.now = TEST_LOT_START + 13 * HOUR - 1; /* 23:59:59 in Berlin */
    stay_park(&s, "A1");
    s.t.now++;
    stay_park(&s, "A2");
    read_days(2);
    assert_int_equal(days[0].issued, 1);
    assert_int_equal(days[1].issued, 1);
}

/* By the hour, on an ordinary day and on those with 23 and 25. */
static void by_the_hour(void **state)
{
    (void)state;
    static const struct {
        int64_t midnight; /* of the day in Berlin */
        int hours;        /* that it has */
        int clock[25];    /* what the clock shows in each of them */
    } cases[] = {
        {1767567600 + 10 * DAY, 24, {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11,
                                     12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}},
        {1774738800, 23, {0,  1,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12,
                          13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}},
        {1792879200, 25, {0,  1,  2,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11,
                          12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_hour hours[24];
        int want[24] = {0};
        struct pk_local local;
        s.t.now = cases[i].midnight;
        pk_zone_local(&local, pk_lot_zone(s.t.lot), s.t.now);
        assert_int_equal(local.hour, 0);
        struct pk_day before;
        size_t count;
        OK(pk_report_days(&before, 1, &count, s.t.lot, local.day_number, local.day_number));
        for (int h = 0; h < cases[i].hours; h++) {
            char plate[8];
            snprintf(plate, sizeof plate, "P%d", h);
            struct pk_ticket ticket = stay_park(&s, plate);
            s.t.now += 10 * MINUTE;
            if (h != 5)
                stay_leave(&s, &ticket);
            s.t.now += 50 * MINUTE;
            want[cases[i].clock[h]]++;
        }
        OK(pk_report_hours(hours, s.t.lot, local.day_number));
        struct pk_day day;
        OK(pk_report_days(&day, 1, &count, s.t.lot, local.day_number, local.day_number));
        assert_int_equal(day.issued, cases[i].hours);
        int64_t inside = before.inside_before;
        for (int h = 0; h < 24; h++) {
            assert_int_equal(hours[h].arrivals, want[h]);
            inside += hours[h].arrivals - hours[h].departures;
            assert_int_equal(hours[h].inside, inside);
        }
        assert_int_equal(hours[23].inside, day.inside_after);
        struct pk_ticket left, out;
        OK(pk_ticket_resolve(&left, NULL, s.t.lot, "P5"));
        OK(pk_void(&out, s.t.lot, &s.t.act, left.ticket_id, "end"));
    }
}

static void bounds(void **state)
{
    (void)state;
    static const struct {
        int64_t from, to;
        enum pk_status status;
    } cases[] = {
        {-719162, -719162, PK_OK},
        {1, 0, PK_USAGE},
        {0, 3659, PK_OK},
        {0, 3660, PK_USAGE},
        {INT64_MIN, INT64_MAX, PK_USAGE},
        {INT64_MAX, INT64_MAX, PK_USAGE},
        {INT64_MIN, INT64_MIN, PK_USAGE},
        {2932896, 2932896, PK_OK},
        {2932897, 2932897, PK_USAGE},
    };
    struct pk_hour hours[24];
    size_t count;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stay_must_be(cases[i].status,
                     pk_report_days(days, DAYS, &count, s.t.lot, cases[i].from, cases[i].to),
                     "days", __FILE__, (int)i);
        if (cases[i].status != PK_OK)
            assert_int_equal(count, 0);
    }
    OK(pk_report_days(days, 2, &count, s.t.lot, FIRST, FIRST + 4));
    assert_int_equal(count, 2);
    assert_int_equal(pk_report_hours(hours, s.t.lot, INT64_MAX), PK_USAGE);
}

/* A late entry is issued on the day on which the vehicle came. */
static void a_late_entry(void **state)
{
    (void)state;
    struct pk_ticket out;
    struct pk_park how = stay_how("LATE");
    stay_park(&s, "A1");
    s.t.now += 2 * DAY;
    how.entered = s.t.now - DAY;
    how.reason = "outage";
    OK(pk_park(&out, s.t.lot, &s.t.act, &how));
    read_days(3);
    assert_int_equal(days[1].issued, 1);
    assert_int_equal(days[1].inside_after, 2);
    assert_int_equal(days[2].issued, 0);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_day_in_figures), TEST(a_replaced_ticket_is_one_vehicle),
        TEST(midnight),         TEST(by_the_hour),
        TEST(bounds),           TEST(a_late_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
