/*
 * Ends other than driving out: void, release, replace.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"

static struct stays s;
static struct pk_ticket out, ticket;

/* A lost ticket costs 30.00. */
static const char tariff[] = "name = Lost\nlost ticket = 30.00\nfree stay = 15m\neach 1h = 2.00\n"
                             "at most per 24h = 20.00\n";

static int open_lot(void **state)
{
    (void)state;
    stay_open_as(&s, NULL, tariff);
    ticket = stay_park(&s, "A1");
    s.t.now += 90 * MINUTE;
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static enum pk_status void_it(const struct pk_ticket *which, const char *reason)
{
    return pk_void(&out, s.t.lot, &s.t.act, which->ticket_id, reason);
}

static enum pk_status release(const struct pk_ticket *which, const char *reason)
{
    return pk_release(&out, s.t.lot, &s.t.act, which->ticket_id, reason);
}

static struct pk_ticket replace(const struct pk_ticket *which, bool is_lost)
{
    struct pk_ticket next;
    OK(pk_replace(&next, s.t.lot, &s.t.act, which->ticket_id, "lost on the beach", NULL, is_lost));
    return next;
}

static void reasons_are_needed(void **state)
{
    (void)state;
    static const char *const reasons[] = {NULL, "", " ", "a\x1b[2J", "\xc3"};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        REFUSED(&s, PK_USAGE, void_it(&ticket, reasons[i]));
        REFUSED(&s, PK_USAGE, release(&ticket, reasons[i]));
        REFUSED(&s, PK_USAGE,
                pk_replace(&out, s.t.lot, &s.t.act, ticket.ticket_id, reasons[i], NULL, false));
    }
}

/* ---- void ---- */

static void nothing_was_sold(void **state)
{
    (void)state;
    OK(void_it(&ticket, "wrong plate, twice"));
    assert_int_equal(out.state, PK_VOID);
    assert_int_equal(out.exit_time, s.t.now);
    assert_int_equal(out.owed, 0);
    assert_string_equal(out.reason, "wrong plate, twice");
    assert_string_equal(out.ended_station, "desk-1");
    assert_int_equal(out.found_by, -1);
    stay_park_at(&s, "A1", "A01");
}

static void money_is_given_back_first(void **state)
{
    (void)state;
    struct pk_tender tender;
    stay_pay_part(&s, &ticket, 100);
    REFUSED(&s, PK_ALREADY_PAID, void_it(&ticket, "why"));
    /* The money of a ticket that it replaced is money too. */
    struct pk_ticket next = replace(&ticket, false);
    REFUSED(&s, PK_ALREADY_PAID, void_it(&next, "why"));
    OK(pk_refund(&tender, s.t.lot, &s.t.act, ticket.ticket_id, 100, PK_CASH, "void"));
    OK(void_it(&next, "why"));
}

static void not_while_a_card_is_under_way(void **state)
{
    (void)state;
    struct pk_card_attempt attempt;
    struct pk_tender tender;
    OK(pk_card_begin(&attempt, s.t.lot, &s.t.act, ticket.ticket_id, PK_NONE, PK_NONE));
    REFUSED(&s, PK_PAYMENT_REQUIRED, void_it(&ticket, "why"));
    REFUSED(&s, PK_PAYMENT_REQUIRED,
            pk_replace(&out, s.t.lot, &s.t.act, ticket.ticket_id, "why", NULL, false));
    OK(pk_card_settle(&tender, s.t.lot, &s.t.act, attempt.attempt_id, PK_CARD_IN_DOUBT));
    REFUSED(&s, PK_PAYMENT_REQUIRED, void_it(&ticket, "why"));
    OK(pk_card_settle(&tender, s.t.lot, &s.t.act, attempt.attempt_id, PK_CARD_DECLINED));
    OK(void_it(&ticket, "why"));
}

/* ---- release ---- */

static void what_was_due_stays_owed(void **state)
{
    (void)state;
    stay_pay_part(&s, &ticket, 100);
    OK(release(&ticket, "left unseen"));
    assert_int_equal(out.state, PK_RELEASED);
    assert_int_equal(out.owed, 300);
    assert_int_equal(out.paid, 100);
    stay_park_at(&s, "A1", "A01"); /* the vehicle may come again */
    struct pk_ticket list[4];
    size_t count;
    OK(pk_ticket_list(list, 4, &count, s.t.lot, PK_LIST_OWING));
    assert_int_equal(count, 1);
    assert_string_equal(list[0].ticket_id, ticket.ticket_id);
}

static void nothing_owed(void **state)
{
    (void)state;
    stay_pay(&s, &ticket);
    OK(release(&ticket, "drove through the open barrier"));
    assert_int_equal(out.owed, 0);
    assert_true(out.is_paid);
    struct pk_ticket expired = stay_park(&s, "A2");
    s.t.now = expired.expires_at + 1;
    OK(release(&expired, "towed"));
    assert_int_equal(out.owed, 7 * 2000 + 200);
}

/* ---- replace ---- */

static void entry_spot_and_money_stay(void **state)
{
    (void)state;
    stay_pay_part(&s, &ticket, 100);
    struct pk_ticket next = replace(&ticket, false);
    assert_int_equal(next.ticket_no, 2);
    assert_string_equal(next.replaces, ticket.ticket_id);
    assert_int_equal(next.vehicle_id, ticket.vehicle_id);
    assert_string_equal(next.spot, ticket.spot);
    assert_int_equal(next.entry_time, ticket.entry_time);
    assert_int_equal(next.expires_at, ticket.expires_at);
    assert_string_equal(next.reason, "lost on the beach");
    assert_false(next.is_paid || next.is_lost);
    assert_int_equal(stay_quote(&s, &next).due, 300);
    struct pk_ticket old = stay_see(&s, &ticket);
    assert_int_equal(old.state, PK_REPLACED);
    assert_int_equal(old.exit_time, s.t.now);
    assert_int_equal(stay_count(&s, "SELECT occupied FROM spot_count"), 1);
    stay_pay(&s, &next);
    stay_leave(&s, &next);
}

static void a_paid_ticket_stays_paid(void **state)
{
    (void)state;
    struct pk_tender tender = stay_pay(&s, &ticket);
    struct pk_ticket next = replace(&ticket, false);
    assert_true(next.is_paid);
    assert_int_equal(next.expires_at, tender.expires_at);
    assert_int_equal(next.state, PK_PAID);
    stay_leave(&s, &next);
}

static void the_price_of_a_lost_ticket(void **state)
{
    (void)state;
    stay_pay(&s, &ticket);
    struct pk_ticket next = replace(&ticket, true);
    assert_true(next.is_lost);
    assert_false(next.is_paid);
    assert_int_equal(next.expires_at, s.t.now + 7 * DAY);
    assert_int_equal(stay_quote(&s, &next).due, 3000 - 400);
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &next));
    /* To lose the next one too takes nothing off. */
    struct pk_ticket third = replace(&next, false);
    assert_true(third.is_lost);
    assert_int_equal(stay_quote(&s, &third).due, 3000 - 400);
    stay_pay(&s, &third);
    struct pk_ticket fourth = replace(&third, true);
    assert_true(fourth.is_paid);
    assert_int_equal(stay_quote(&s, &fourth).due, 0);
    stay_leave(&s, &fourth);
}

static void an_expired_ticket_stays_expired(void **state)
{
    (void)state;
    s.t.now = ticket.expires_at + 1;
    struct pk_ticket next = replace(&ticket, false);
    assert_int_equal(next.state, PK_EXPIRED);
    REFUSED(&s, PK_TICKET_EXPIRED, stay_try_leave(&s, &next));
}

static void a_late_entry_stays_one(void **state)
{
    (void)state;
    struct pk_ticket late;
    struct pk_park how = stay_how("LATE");
    how.entered = s.t.now - HOUR;
    how.reason = "outage";
    OK(pk_park(&late, s.t.lot, &s.t.act, &how));
    assert_true(replace(&late, false).is_late_entry);
}

/* A clock that was set back: the ticket ends no earlier than it begins. */
static void before_its_entry(void **state)
{
    (void)state;
    s.t.now = ticket.entry_time - DAY;
    struct pk_ticket next = replace(&ticket, false);
    assert_true(stay_see(&s, &ticket).exit_time == ticket.entry_time);
    OK(release(&next, "clock"));
    assert_true(out.exit_time == ticket.entry_time);
    assert_int_equal(out.owed, 0);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reasons_are_needed),         TEST(nothing_was_sold),
        TEST(money_is_given_back_first),  TEST(not_while_a_card_is_under_way),
        TEST(what_was_due_stays_owed),    TEST(nothing_owed),
        TEST(entry_spot_and_money_stay),  TEST(a_paid_ticket_stays_paid),
        TEST(the_price_of_a_lost_ticket), TEST(an_expired_ticket_stays_expired),
        TEST(a_late_entry_stays_one),     TEST(before_its_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
