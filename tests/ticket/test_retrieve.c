/*
 * Retrieve: each line of the table of answers, in its order, and a clock that is not to be trusted.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"
#include "parkade/audit.h"
#include "parkade/text.h"

static struct stays s;
static struct pk_ticket out;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 3);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static enum pk_status leave(const char *ticket_id)
{
    return pk_retrieve(&out, s.t.lot, &s.t.act, ticket_id, PK_FOUND_BY_SCAN);
}

static void unknown(void **state)
{
    (void)state;
    stay_park(&s, "A1");
    REFUSED(&s, PK_TICKET_UNKNOWN, leave("00000000-0000-7000-8000-000000000000"));
    REFUSED(&s, PK_TICKET_UNKNOWN, leave(""));
    REFUSED(&s, PK_TICKET_UNKNOWN, leave("1"));
    REFUSED(&s, PK_USAGE, leave(NULL));
    REFUSED(&s, PK_USAGE, leave("\xff"));
}

static void exited_already(void **state)
{
    (void)state;
    struct pk_act gate = {.station = "exit-2"};
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 5 * MINUTE;
    OK(pk_retrieve(&out, s.t.lot, &gate, ticket.ticket_id, PK_FOUND_BY_SCAN));
    s.t.now += 30 * DAY; /* past its expiry too: the first line that fits decides */
    REFUSED(&s, PK_TICKET_CLOSED, leave(ticket.ticket_id));
    assert_int_equal(pk_error()->exit_time, TEST_LOT_START + 5 * MINUTE);
    assert_string_equal(pk_error()->station, "exit-2");
    assert_string_equal(pk_error()->ticket_id, ticket.ticket_id);
    assert_int_equal(pk_error()->ticket_no, 1);
}

static void dead_tickets_raise_an_alarm(void **state)
{
    (void)state;
    struct pk_ticket void_one = stay_park(&s, "A1"), lost = stay_park(&s, "A2"), next;
    struct pk_ticket released = stay_park(&s, "A3");
    s.t.now += HOUR;
    OK(pk_void(&out, s.t.lot, &s.t.act, void_one.ticket_id, "mistake"));
    OK(pk_replace(&next, s.t.lot, &s.t.act, lost.ticket_id, "lost", NULL, false));
    OK(pk_release(&out, s.t.lot, &s.t.act, released.ticket_id, "unseen"));
    const char *const dead[] = {void_one.ticket_id, lost.ticket_id, released.ticket_id};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(leave(dead[i]), PK_TICKET_VOID);
        assert_non_null(strstr(pk_error()->message, "Alarm"));
        assert_string_equal(pk_error()->ticket_id, dead[i]);
        assert_int_equal(stay_count(&s, "SELECT count(*) FROM exception WHERE kind = 'alarm'"),
                         i + 1);
        REFUSED(&s, PK_TICKET_VOID, leave(dead[i])); /* the alarm stands */
    }
    stay_must_agree(&s);
}

/* Scanned by somebody who only looks: the alarm is the same, and told once. */
static void a_dead_ticket_turns_up(void **state)
{
    (void)state;
    static const char alarms[] = "SELECT count(*) FROM exception WHERE kind = 'alarm'";
    struct pk_ticket dead = stay_park(&s, "A1"), open = stay_park(&s, "A2");
    OK(pk_void(&out, s.t.lot, &s.t.act, dead.ticket_id, "mistake"));
    OK(pk_ticket_turned_up(s.t.lot, &s.t.act, open.ticket_id));
    assert_int_equal(stay_count(&s, alarms), 0);
    OK(pk_ticket_turned_up(s.t.lot, &s.t.act, dead.ticket_id));
    OK(pk_ticket_turned_up(s.t.lot, &s.t.act, dead.ticket_id));
    assert_int_equal(stay_count(&s, alarms), 1);
    assert_int_equal(leave(dead.ticket_id), PK_TICKET_VOID);
    assert_int_equal(stay_count(&s, alarms), 1);
    REFUSED(&s, PK_TICKET_UNKNOWN,
            pk_ticket_turned_up(s.t.lot, &s.t.act, "00000000-0000-7000-8000-000000000000"));
    stay_must_agree(&s);
}

/* It stays until somebody acknowledges it; the next try is a new one. So is one elsewhere. */
static void an_alarm_is_of_a_ticket_and_a_station(void **state)
{
    (void)state;
    struct pk_ticket dead = stay_park(&s, "A1");
    OK(pk_void(&out, s.t.lot, &s.t.act, dead.ticket_id, "mistake"));
    assert_int_equal(leave(dead.ticket_id), PK_TICKET_VOID);
    struct pk_act elsewhere = stay_act(&s);
    assert_true(pk_copy(elsewhere.station, sizeof elsewhere.station, "exit-2"));
    assert_int_equal(pk_retrieve(&out, s.t.lot, &elsewhere, dead.ticket_id, PK_FOUND_BY_SCAN),
                     PK_TICKET_VOID);
    static const char alarms[] = "SELECT count(*) FROM exception WHERE kind = 'alarm'";
    assert_int_equal(stay_count(&s, alarms), 2);
    struct pk_exception seen;
    for (int i = 0; i < 2; i++) {
        struct pk_act act = stay_act(&s);
        OK(pk_acknowledge(&seen, s.t.lot, &act,
                          stay_count(&s,
                                     "SELECT min(seq) FROM exception e WHERE kind = 'alarm' AND "
                                     "seq NOT IN (SELECT seq FROM acknowledgement)"),
                          NULL));
    }
    assert_int_equal(leave(dead.ticket_id), PK_TICKET_VOID);
    assert_int_equal(stay_count(&s, alarms), 3);
}

/* Expiry stands before the due: a part payment does not save it, nor does owing nothing. */
static void expired(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR;
    stay_pay_part(&s, &ticket, 100);
    s.t.now = ticket.expires_at;
    REFUSED(&s, PK_PAYMENT_REQUIRED, leave(ticket.ticket_id));
    s.t.now++;
    REFUSED(&s, PK_TICKET_EXPIRED, leave(ticket.ticket_id));
    assert_string_equal(pk_error()->ticket_id, ticket.ticket_id);
    assert_int_equal(pk_error()->ticket_no, 1);
    assert_int_equal(stay_see(&s, &ticket).state, PK_EXPIRED);
}

static void expired_although_nothing_is_due(void **state)
{
    (void)state;
    stay_close(&s);
    stay_open_as(&s, NULL, "name = Free\nfree stay = 30d\neach 1h = 1.00\n");
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 7 * DAY + 1;
    assert_int_equal(stay_quote(&s, &ticket).due, 0);
    REFUSED(&s, PK_TICKET_EXPIRED, leave(ticket.ticket_id));
    OK(pk_renew(&out, s.t.lot, &s.t.act, ticket.ticket_id, "on holiday"));
    stay_leave(&s, &ticket);
}

static void payment_required(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR + 1;
    REFUSED(&s, PK_PAYMENT_REQUIRED, leave(ticket.ticket_id));
    assert_int_equal(pk_error()->due, 400);
    assert_string_equal(pk_error()->ticket_id, ticket.ticket_id);
    stay_pay(&s, &ticket);
    s.t.now += 2 * HOUR;
    REFUSED(&s, PK_PAYMENT_REQUIRED, leave(ticket.ticket_id));
    assert_int_equal(pk_error()->due, 400);
    stay_pay(&s, &ticket);
    stay_leave(&s, &ticket);
}

static void the_vehicle_goes(void **state)
{
    (void)state;
    struct pk_act gate = {.station = "exit-1"};
    struct pk_ticket ticket = stay_park_at(&s, "A1", "A02");
    s.t.now += 15 * MINUTE;
    OK(pk_retrieve(&out, s.t.lot, &gate, ticket.ticket_id, PK_FOUND_BY_PLATE));
    assert_int_equal(out.state, PK_EXITED);
    assert_int_equal(out.exit_time, s.t.now);
    assert_string_equal(out.ended_station, "exit-1");
    assert_string_equal(out.spot, "A02");
    assert_int_equal(stay_count(&s, "SELECT is_available FROM parking_spot WHERE label = 'A02'"),
                     1);
    assert_int_equal(stay_count(&s, "SELECT free FROM spot_count"), 3);
    stay_park_at(&s, "A1", "A02");
}

static void how_it_was_found(void **state)
{
    (void)state;
    char sql[128];
    for (int by = 0; by < PK_FOUND_BY_COUNT; by++) {
        struct pk_ticket ticket = stay_park(&s, "A1");
        OK(pk_retrieve(&out, s.t.lot, &s.t.act, ticket.ticket_id, (enum pk_found_by)by));
        assert_int_equal(out.found_by, by);
        snprintf(sql, sizeof sql,
                 "SELECT found_by = '%s' FROM parking_ticket ORDER BY ticket_no DESC",
                 pk_found_by_name((enum pk_found_by)by));
        assert_int_equal(stay_count(&s, sql), 1);
    }
    struct pk_ticket ticket = stay_park(&s, "A1");
    REFUSED(&s, PK_USAGE,
            pk_retrieve(&out, s.t.lot, &s.t.act, ticket.ticket_id, PK_FOUND_BY_COUNT));
    REFUSED(&s, PK_USAGE,
            pk_retrieve(&out, s.t.lot, &s.t.act, ticket.ticket_id, (enum pk_found_by) - 1));
}

static void who_is_inside_leaves_a_closed_lot(void **state)
{
    (void)state;
    struct pk_spot spot;
    struct pk_ticket ticket = stay_park(&s, "A1");
    stay_set(&s, "closed", "1");
    OK(pk_spot_close(&spot, s.t.lot, &s.t.act, ticket.spot, "broken lamp"));
    stay_leave(&s, &ticket);
    assert_int_equal(stay_count(&s, "SELECT is_available FROM parking_spot WHERE label = 'A01'"),
                     0);
}

/* ---- clocks ---- */

/* Set back by an hour between entry and exit: no negative price, no lost ticket, and it is told. */
static void a_clock_set_back(void **state)
{
    (void)state;
    struct pk_ticket first = stay_park(&s, "A1"), second;
    s.t.now += 10 * MINUTE;
    second = stay_park(&s, "A2");
    s.t.now -= HOUR;
    assert_int_equal(stay_quote(&s, &first).due, 0);
    stay_leave(&s, &first);
    assert_int_equal(stay_see(&s, &first).exit_time, first.entry_time);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal JOIN journal_detail "
                                    "USING (seq) WHERE kind = 'clock_back' AND "
                                    "json_extract(detail, '$.seconds') = 3600"),
                     1);
    s.t.now += 3 * HOUR;
    REFUSED(&s, PK_PAYMENT_REQUIRED, leave(second.ticket_id));
    stay_pay(&s, &second);
    s.t.now -= 90 * MINUTE;
    stay_leave(&s, &second);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'clock_back'"), 2);
}

/* Set forward by years and corrected: a ticket of the wrong time can still be paid and left. */
static void a_clock_set_forward(void **state)
{
    (void)state;
    struct pk_ticket before = stay_park(&s, "A1"), during;
    s.t.now += 4000 * (int64_t)DAY;
    REFUSED(&s, PK_TICKET_EXPIRED, leave(before.ticket_id));
    during = stay_park(&s, "A2");
    s.t.now = TEST_LOT_START + HOUR;
    assert_int_equal(stay_quote(&s, &before).due, 200);
    stay_pay(&s, &before);
    stay_leave(&s, &before);
    assert_int_equal(stay_quote(&s, &during).due, 0);
    stay_leave(&s, &during);
    assert_true(stay_see(&s, &during).exit_time == during.entry_time);
}

/* 2038, a leap day, and the nights on which clocks change. */
static void special_nights(void **state)
{
    (void)state;
    static const struct {
        int64_t entry, length, due;
    } cases[] = {
        {2147483647 - HOUR, 2 * HOUR, 400}, /* over 2^31 */
        {1709161200, 26 * HOUR, 2400},      /* 2024-02-29 00:00 in Berlin */
        {1792886400 - HOUR, 4 * HOUR, 800}, /* 2026-10-25: an hour happens twice */
        {1774738800 - HOUR, 4 * HOUR, 800}, /* 2026-03-29: one is skipped */
        {4102444800, 3 * HOUR, 600},        /* 2100 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "N%zu", i);
        s.t.now = cases[i].entry;
        struct pk_ticket ticket = stay_park(&s, plate);
        s.t.now += cases[i].length;
        REFUSED(&s, PK_PAYMENT_REQUIRED, leave(ticket.ticket_id));
        assert_int_equal(pk_error()->due, cases[i].due);
        stay_pay(&s, &ticket);
        stay_leave(&s, &ticket);
    }
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(unknown),
        TEST(a_dead_ticket_turns_up),
        TEST(exited_already),
        TEST(dead_tickets_raise_an_alarm),
        TEST(an_alarm_is_of_a_ticket_and_a_station),
        TEST(expired),
        TEST(expired_although_nothing_is_due),
        TEST(payment_required),
        TEST(the_vehicle_goes),
        TEST(how_it_was_found),
        TEST(who_is_inside_leaves_a_closed_lot),
        TEST(a_clock_set_back),
        TEST(a_clock_set_forward),
        TEST(special_nights),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
