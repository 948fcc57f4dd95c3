/*
 * Figures of long spans: money by day, lengths of stay, and who was inside in the past.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"
#include "parkade/report.h"

enum { FIRST = 20458, DAYS = 6 }; /* 2026-01-05, the day of TEST_LOT_START, 11:00 there */

static struct stays s;

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

static void visit(const char *plate, int64_t seconds)
{
    struct pk_ticket ticket = stay_park(&s, plate);
    s.t.now += seconds;
    if (stay_quote(&s, &ticket).due > 0)
        stay_pay(&s, &ticket);
    stay_leave(&s, &ticket);
}

static void pay_by_card(const struct pk_ticket *ticket)
{
    struct pk_tender tender;
    struct pk_card_terminal terminal;
    OK(pk_card_simulator(&terminal, "approve"));
    OK(pk_pay_card(&tender, s.t.lot, &s.t.act, &terminal, ticket->ticket_id, PK_NONE, PK_NONE));
}

/* ---- money ---- */

/* Each day's takings are those of the report of days. */
static void must_be_the_days(const struct pk_takings *takings, int count)
{
    struct pk_day days[DAYS];
    size_t got;
    OK(pk_report_days(days, DAYS, &got, s.t.lot, FIRST, FIRST + count - 1));
    for (int i = 0; i < count; i++) {
        assert_int_equal(takings[i].taken, days[i].taken);
        assert_int_equal(takings[i].refunds, days[i].refunds);
        assert_int_equal(takings[i].tenders, days[i].tenders);
        for (int m = 0; m < PK_METHOD_COUNT; m++)
            assert_int_equal(takings[i].by_method[m], days[i].by_method[m]);
    }
}

static void money_day_by_day(void **state)
{
    (void)state;
    struct pk_takings takings[DAYS];
    struct pk_tender tender;
    struct pk_ticket a = stay_park(&s, "A1"), b = stay_park(&s, "A2"), c = stay_park(&s, "A3");
    s.t.now += HOUR;
    stay_pay(&s, &a);
    pay_by_card(&b);
    OK(pk_refund(&tender, s.t.lot, &s.t.act, a.ticket_id, 50, PK_CASH, "why"));
    struct pk_pay nil = stay_nil(&c, "why");
    OK(pk_pay(&tender, NULL, s.t.lot, &s.t.act, &nil));
    s.t.now += 2 * DAY;
    visit("A4", HOUR);
    OK(pk_refund(&tender, s.t.lot, &s.t.act, b.ticket_id, 200, PK_CARD, "why"));
    OK(pk_report_takings(takings, s.t.lot, FIRST, FIRST + 3));
    assert_int_equal(takings[0].by_method[PK_CASH], 150);
    assert_int_equal(takings[0].by_method[PK_CARD], 200);
    assert_int_equal(takings[0].by_method[PK_NIL], 0);
    assert_int_equal(takings[0].refunds, 50);
    assert_int_equal(takings[0].taken, 350);
    assert_int_equal(takings[0].tenders, 4);
    assert_int_equal(takings[1].tenders, 0);
    assert_int_equal(takings[2].taken, 0); /* 2.00 in, 2.00 back */
    assert_int_equal(takings[2].by_method[PK_CARD], -200);
    must_be_the_days(takings, 4);
}

/* Midnight is the lot's, also on the days when clocks change. */
static void money_at_midnight(void **state)
{
    (void)state;
    static const int64_t midnights[] = {1774738800, 1774738800 + 23 * HOUR}; /* 29 and 30 March */
    struct pk_takings takings[3];
    struct pk_local local;
    pk_zone_local(&local, pk_lot_zone(s.t.lot), midnights[0]);
    for (size_t i = 0; i < 2; i++) {
        s.t.now = midnights[i] - HOUR - 1;
        visit("A1", HOUR); /* a second before it */
        s.t.now = midnights[i] - HOUR;
        visit("A2", HOUR); /* at it */
    }
    OK(pk_report_takings(takings, s.t.lot, local.day_number - 1, local.day_number + 1));
    assert_int_equal(takings[0].taken, 200);
    assert_int_equal(takings[1].taken, 400);
    assert_int_equal(takings[2].taken, 200);
}

/* ---- stays ---- */

static void classes_have_ends_that_rise(void **state)
{
    (void)state;
    int64_t before = 0;
    for (int i = 0; i < PK_STAY_CLASS_COUNT - 1; i++) {
        assert_true(pk_stay_class_end(i) > before);
        before = pk_stay_class_end(i);
    }
    assert_int_equal(pk_stay_class_end(PK_STAY_CLASS_COUNT - 1), PK_NONE);
}

/* A stay as long as a class's end is of the next one. */
static void stays_by_their_length(void **state)
{
    (void)state;
    struct pk_stays stays;
    int64_t start = s.t.now, seconds = 0, longest = 0, last = 0;
    for (int i = 0; i < PK_STAY_CLASS_COUNT - 1; i++) {
        int64_t end = pk_stay_class_end(i);
        visit("A1", end - 1);
        visit("A2", end);
        seconds += 2 * end - 1;
        longest = end;
    }
    last = (s.t.now - start) / DAY + 1;
    OK(pk_report_stays(&stays, s.t.lot, FIRST, FIRST + last));
    assert_int_equal(stays.by_class[0], 1);
    for (int i = 1; i < PK_STAY_CLASS_COUNT - 1; i++)
        assert_int_equal(stays.by_class[i], 2);
    assert_int_equal(stays.by_class[PK_STAY_CLASS_COUNT - 1], 1);
    assert_int_equal(stays.exited, 2 * (PK_STAY_CLASS_COUNT - 1));
    assert_int_equal(stays.seconds, seconds);
    assert_int_equal(stays.longest, longest);
}

/* Void and released tickets tell no length; a replaced one is part of its stay. */
static void stays_of_those_who_drove_out(void **state)
{
    (void)state;
    struct pk_stays stays;
    struct pk_ticket out, a = stay_park(&s, "A1"), b = stay_park(&s, "A2"), c = stay_park(&s, "A3");
    s.t.now += 90 * MINUTE;
    OK(pk_void(&out, s.t.lot, &s.t.act, a.ticket_id, "mistake"));
    OK(pk_release(&out, s.t.lot, &s.t.act, b.ticket_id, "towed"));
    OK(pk_replace(&out, s.t.lot, &s.t.act, c.ticket_id, "lost", NULL, false));
    s.t.now += 60 * MINUTE;
    stay_pay(&s, &out);
    stay_leave(&s, &out);
    OK(pk_report_stays(&stays, s.t.lot, FIRST, FIRST));
    assert_int_equal(stays.exited, 1);
    assert_int_equal(stays.longest, 150 * MINUTE);
    OK(pk_report_stays(&stays, s.t.lot, FIRST + 1, FIRST + 1));
    assert_int_equal(stays.exited, 0);
    assert_int_equal(stays.longest, 0);
}

static void stays_of_days_add_up(void **state)
{
    (void)state;
    struct pk_stays sum = {.exited = 0}, day, whole;
    for (int i = 0; i < 3; i++) {
        visit("A1", (i + 1) * 50 * MINUTE);
        s.t.now += DAY;
    }
    for (int i = 0; i < 4; i++) {
        OK(pk_report_stays(&day, s.t.lot, FIRST + i, FIRST + i));
        pk_stays_add(&sum, &day);
    }
    OK(pk_report_stays(&whole, s.t.lot, FIRST, FIRST + 3));
    assert_int_equal(sum.exited, 3);
    assert_memory_equal(&sum, &whole, sizeof sum);
}

/* ---- the past ---- */

/* Who was inside is counted from one day to the next: the same as each day's own report says. */
static void the_past_is_counted_right_in_any_order(void **state)
{
    (void)state;
    static struct pk_occupancy whole;
    struct pk_hour hours[24];
    int64_t sums[24] = {0}, start = s.t.now;
    for (int i = 0; i < 40; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "P%d", i % 12);
        s.t.now = start + i * 11 * HOUR;
        visit(plate, (1 + i % 3) * 3 * HOUR);
    }
    stay_park(&s, "STAYS");
    int64_t last = FIRST + (s.t.now - start) / DAY;
    for (int64_t day = last - 3; day <= last; day++) {
        OK(pk_report_hours(hours, s.t.lot, day));
        for (int h = 0; h < 24; h++)
            sums[h] += hours[h].inside;
    }
    OK(pk_report_occupancy(&whole, s.t.lot, last - 3, last));
    for (int h = 0; h < 24; h++)
        assert_int_equal(whole.hours[h].is.inside, (sums[h] + 2) / 4);
    OK(pk_report_hours(hours, s.t.lot, FIRST - 1));
    assert_int_equal(hours[23].inside, 0);
}

static void bounds(void **state)
{
    (void)state;
    static struct pk_takings takings[3660];
    struct pk_stays stays;
    OK(pk_report_takings(takings, s.t.lot, 0, 3659));
    OK(pk_report_stays(&stays, s.t.lot, 0, 3659));
    REFUSED(&s, PK_USAGE, pk_report_takings(takings, s.t.lot, 0, 3660));
    REFUSED(&s, PK_USAGE, pk_report_stays(&stays, s.t.lot, 0, 3660));
    REFUSED(&s, PK_USAGE, pk_report_takings(takings, s.t.lot, 1, 0));
    REFUSED(&s, PK_USAGE, pk_report_stays(&stays, s.t.lot, INT64_MIN, INT64_MAX));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(money_day_by_day),
        TEST(money_at_midnight),
        cmocka_unit_test(classes_have_ends_that_rise),
        TEST(stays_by_their_length),
        TEST(stays_of_those_who_drove_out),
        TEST(stays_of_days_add_up),
        TEST(the_past_is_counted_right_in_any_order),
        TEST(bounds),
    };
    return cmocka_run_group_tests_name("figures", tests, NULL, NULL);
}
