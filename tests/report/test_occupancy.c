/*
 * Occupancy beside what is usual, and the ledger, whose transactions balance.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/people.h"
#include "../support/stay.h"
#include "parkade/dayclose.h"
#include "parkade/report.h"

enum { FIRST = 20458, WEEK = 7 * DAY }; /* 2026-01-05, the day of TEST_LOT_START, 11:00 there */

static struct stays s;
static struct pk_occupancy report;

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

static void visit(const char *plate, int64_t hours)
{
    struct pk_ticket ticket = stay_park(&s, plate);
    s.t.now += hours * HOUR;
    stay_pay(&s, &ticket);
    stay_leave(&s, &ticket);
}

/* COUNT vehicles come at 11:10; at 13:10 they have left. */
static void crowd(int count)
{
    struct pk_ticket tickets[20];
    for (int i = 0; i < count; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "C%d", i);
        tickets[i] = stay_park(&s, plate);
    }
    s.t.now += 2 * HOUR;
    for (int i = 0; i < count; i++) {
        stay_pay(&s, &tickets[i]);
        stay_leave(&s, &tickets[i]);
    }
}

static void the_hours_beside_the_usual(void **state)
{
    (void)state;
    int64_t start = s.t.now + 10 * MINUTE;
    static const int counts[] = {2, 4, 9};
    for (int week = 0; week < 3; week++) {
        s.t.now = start + week * WEEK;
        crowd(counts[week]);
    }
    OK(pk_report_occupancy(&report, s.t.lot, FIRST + 14, FIRST + 14));
    assert_int_equal(report.usual_days, 2);
    const struct pk_occupancy_hour *eleven = &report.hours[11], *thirteen = &report.hours[13];
    assert_int_equal(eleven->is.arrivals, 9);
    assert_int_equal(eleven->is.inside, 9);
    assert_int_equal(eleven->usual.arrivals, 3);
    assert_int_equal(eleven->usual.inside, 3);
    assert_int_equal(report.hours[12].usual.inside, 3);
    assert_int_equal(thirteen->is.departures, 9);
    assert_int_equal(thirteen->is.inside, 0);
    assert_int_equal(thirteen->usual.departures, 3);
    OK(pk_report_occupancy(&report, s.t.lot, FIRST, FIRST));
    assert_int_equal(report.usual_days, 0);
    assert_int_equal(report.hours[11].usual.inside, PK_NONE);
}

/* Of several days: the sum of those who came, the mean of those inside. */
static void several_days(void **state)
{
    (void)state;
    s.t.now += 10 * MINUTE;
    int64_t start = s.t.now;
    crowd(4);
    s.t.now = start + DAY;
    crowd(8);
    OK(pk_report_occupancy(&report, s.t.lot, FIRST, FIRST + 1));
    assert_int_equal(report.hours[11].is.arrivals, 12);
    assert_int_equal(report.hours[11].is.inside, 6);
    REFUSED(&s, PK_USAGE, pk_report_occupancy(&report, s.t.lot, FIRST, FIRST + 92));
}

static void stays_by_level_and_kind(void **state)
{
    (void)state;
    struct pk_ticket out;
    visit("A1", 1);
    visit("A2", 3);
    struct pk_ticket towed = stay_park(&s, "A3");
    stay_park(&s, "A4");
    s.t.now += HOUR;
    OK(pk_release(&out, s.t.lot, &s.t.act, towed.ticket_id, "towed"));
    OK(pk_report_occupancy(&report, s.t.lot, FIRST, FIRST));
    assert_int_equal(report.all.arrivals, 4);
    assert_int_equal(report.all.departures, 3);
    assert_int_equal(report.all.exited, 2);
    assert_int_equal(report.all.average_stay, 2 * HOUR); /* who was towed tells nothing */
    assert_int_equal(report.all.inside, 1);
    assert_int_equal(report.all.spots, 20);
    assert_int_equal(report.level_count, 1);
    assert_int_equal(report.levels[0].average_stay, 2 * HOUR);
    assert_int_equal(report.kinds[PK_STANDARD].arrivals, 4);
    assert_int_equal(report.kinds[PK_EV].average_stay, PK_NONE);
}

/* ---- the ledger ---- */

enum { POSTINGS_MAX = 64 };

static struct pk_posting postings[POSTINGS_MAX];
static size_t posting_count;

static bool keep(const struct pk_posting *posting, void *context)
{
    (void)context;
    assert_true(posting_count < POSTINGS_MAX);
    postings[posting_count++] = *posting;
    return true;
}

static void read_ledger(void)
{
    int64_t sums[POSTINGS_MAX] = {0};
    posting_count = 0;
    OK(pk_ledger_each(s.t.lot, FIRST, FIRST + 3, keep, NULL));
    for (size_t i = 0; i < posting_count; i++)
        sums[postings[i].transaction] += postings[i].amount;
    for (size_t i = 0; i < POSTINGS_MAX; i++)
        assert_int_equal(sums[i], 0);
}

static int64_t balance(const char *account)
{
    int64_t sum = 0;
    for (size_t i = 0; i < posting_count; i++)
        if (strcmp(postings[i].account, account) == 0)
            sum += postings[i].amount;
    return sum;
}

static void close_day(int64_t day, int64_t deposit)
{
    struct pk_day_close closed;
    const struct pk_day_closing closing = {day, deposit, NULL};
    OK(pk_day_close(&closed, s.t.lot, &s.t.act, &closing));
}

static void what_was_taken(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_card_terminal terminal;
    OK(pk_card_simulator(&terminal, "approve"));
    struct pk_ticket a = stay_park(&s, "A1"), b = stay_park(&s, "A2");
    s.t.now += HOUR;
    stay_pay(&s, &a);
    OK(pk_pay_card(&tender, s.t.lot, &s.t.act, &terminal, b.ticket_id, PK_NONE, PK_NONE));
    OK(pk_refund(&tender, s.t.lot, &s.t.act, a.ticket_id, 50, PK_CASH, "overcharged"));
    read_ledger();
    assert_int_equal(balance("assets:cash:desk-1"), 150);
    assert_int_equal(balance("assets:card"), 200);
    assert_int_equal(balance("income:parking"), -400);
    assert_int_equal(balance("income:refunds"), 50);
    close_day(FIRST, 140);
    s.t.now += DAY;
    visit("A3", 1);
    close_day(FIRST + 1, 200);
    read_ledger();
    assert_int_equal(balance("assets:cash:desk-1"), 0);
    assert_int_equal(balance("assets:cash:safe"), 0);
    assert_int_equal(balance("assets:deposits"), 340);
    assert_int_equal(balance("expenses:deposit difference"), 10);
    assert_string_equal(postings[0].date, "2026-01-05");
    assert_string_equal(postings[posting_count - 1].date, "2026-01-06");
}

/* A name that bookkeeping would read as something else. */
static void names_are_made_plain(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    struct pk_tender tender;
    struct pk_act act = {.station = "gate: a;b  c"};
    s.t.now += HOUR;
    struct pk_pay pay = stay_cash(&ticket, PK_NONE, PK_NONE);
    OK(pk_pay(&tender, NULL, s.t.lot, &act, &pay));
    read_ledger();
    assert_int_equal(balance("assets:cash:gate_ a_b _c"), 200);
}

static void shifts_and_drawers(void **state)
{
    (void)state;
    people_hire(&s.t, "Max", PK_MANAGER);
    people_hire(&s.t, "Ana", PK_ATTENDANT);
    s.t.act = people_act(&s.t, "Max");
    stay_tamper(&s, "INSERT INTO station (name, created_at) VALUES ('exit-1', 1);"
                    "INSERT INTO shift (shift_id, staff, station, business_date, opened_at, "
                    "opening_float, closed_at, expected, counted, over_short) VALUES (1, 'Ana', "
                    "'exit-1', '2026-01-05', 1767607200, 5000, 1767610800, 1600, 1500, -100);"
                    "INSERT INTO cash_movement (movement_id, shift_id, kind, amount, time, staff, "
                    "station, request_id) VALUES "
                    "(1, 1, 'drop', 3000, 1767608000, 'Ana', 'exit-1', 'm1'), "
                    "(2, 1, 'paid_out', 400, 1767608000, 'Ana', 'exit-1', 'm2')");
    read_ledger();
    assert_int_equal(balance("expenses:over and short"), 100);
    assert_int_equal(balance("expenses:paid out"), 400);
    assert_int_equal(balance("assets:cash:safe"), -500);
    assert_int_equal(balance("assets:cash:exit-1"), 0); /* nothing was booked on it by tenders */
}

/* After a hand was in the file. */
static int close_unproven(void **state)
{
    (void)state;
    stay_close(&s);
    return 0;
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_hours_beside_the_usual),
        TEST(several_days),
        TEST(stays_by_level_and_kind),
        TEST(what_was_taken),
        TEST(names_are_made_plain),
        cmocka_unit_test_setup_teardown(shifts_and_drawers, open_lot, close_unproven),
    };
    return cmocka_run_group_tests_name("occupancy and ledger", tests, NULL, NULL);
}
