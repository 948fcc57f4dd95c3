/*
 * Refunds: never more than was paid, never a ticket that opens the gate for nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"

static struct stays s;
static struct pk_ticket ticket; /* parked 90 minutes ago and paid: 4.00 */
static struct pk_tender tender;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 3);
    ticket = stay_park(&s, "A1");
    s.t.now += 90 * MINUTE;
    stay_pay(&s, &ticket);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static enum pk_status refund(const struct pk_ticket *which, int64_t amount)
{
    return pk_refund(&tender, s.t.lot, &s.t.act, which->ticket_id, amount, PK_CASH, "overcharged");
}

static void refusals(void **state)
{
    (void)state;
    static const int64_t amounts[] = {0, -1, 401, INT64_MAX, INT64_MIN, INT64_MIN + 1};
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
        REFUSED(&s, PK_AMOUNT_INVALID, refund(&ticket, amounts[i]));
    struct pk_ticket unpaid = stay_park(&s, "A2");
    REFUSED(&s, PK_AMOUNT_INVALID, refund(&unpaid, 1));
    static const enum pk_method methods[] = {PK_NIL, PK_METHOD_COUNT, (enum pk_method) - 1};
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        REFUSED(&s, PK_USAGE,
                pk_refund(&tender, s.t.lot, &s.t.act, ticket.ticket_id, 1, methods[i], "why"));
    REFUSED(&s, PK_USAGE,
            pk_refund(&tender, s.t.lot, &s.t.act, ticket.ticket_id, 1, PK_CASH, NULL));
    REFUSED(&s, PK_TICKET_UNKNOWN,
            pk_refund(&tender, s.t.lot, &s.t.act, "none", 1, PK_CASH, "why"));
    REFUSED(&s, PK_USAGE, pk_refund(&tender, s.t.lot, &s.t.act, NULL, 1, PK_CASH, "why"));
}

/* An open ticket that is no longer covered must be paid again. */
static void before_the_exit(void **state)
{
    (void)state;
    OK(refund(&ticket, 150));
    assert_int_equal(tender.amount, -150);
    assert_int_equal(tender.method, PK_CASH);
    assert_int_equal(tender.tendered, 0);
    assert_int_equal(tender.change, 0);
    assert_int_equal(tender.receipt_no, 2);
    assert_false(tender.is_paid);
    assert_int_equal(tender.expires_at, s.t.now + 7 * DAY);
    assert_int_equal(tender.due, 150);
    struct pk_ticket now = stay_see(&s, &ticket);
    assert_int_equal(now.state, PK_PARKED);
    assert_int_equal(now.paid, 250);
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    assert_int_equal(pk_error()->due, 150);
    stay_pay(&s, &ticket);
    stay_leave(&s, &ticket);
    assert_int_equal(stay_count(&s, "SELECT amount FROM payment"), 400);
    assert_int_equal(stay_count(&s, "SELECT amount FROM journal WHERE kind = 'refund'"), -150);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM tender WHERE reason = 'overcharged'"), 1);
}

static void after_the_exit(void **state)
{
    (void)state;
    stay_leave(&s, &ticket);
    s.t.now += DAY;
    OK(refund(&ticket, 300));
    assert_int_equal(tender.due, 0);
    assert_int_equal(stay_see(&s, &ticket).state, PK_EXITED);
    REFUSED(&s, PK_AMOUNT_INVALID, refund(&ticket, 101));
    assert_non_null(strstr(pk_error()->message, "1.00"));
    OK(refund(&ticket, 100));
    assert_int_equal(stay_see(&s, &ticket).paid, 0);
    REFUSED(&s, PK_AMOUNT_INVALID, refund(&ticket, 1));
    REFUSED(&s, PK_TICKET_CLOSED, stay_try_leave(&s, &ticket));
}

/* More was paid than the stay costs: the difference goes back and the ticket stays good. */
static void what_is_left_still_covers(void **state)
{
    (void)state;
    s.t.now = TEST_LOT_START + 30 * MINUTE; /* the clock is put right */
    OK(refund(&ticket, 200));
    assert_true(tender.is_paid);
    assert_int_equal(tender.due, 0);
    stay_leave(&s, &ticket);
}

static void of_a_part_payment(void **state)
{
    (void)state;
    struct pk_ticket other = stay_park(&s, "A2");
    s.t.now += 2 * HOUR;
    stay_pay_part(&s, &other, 300);
    OK(refund(&other, 200));
    assert_false(tender.is_paid);
    assert_int_equal(tender.due, 300);
    assert_int_equal(tender.expires_at, other.expires_at);
    OK(pk_refund(&tender, s.t.lot, &s.t.act, other.ticket_id, 100, PK_CARD, "to the card"));
    assert_int_equal(tender.method, PK_CARD);
    assert_int_equal(tender.due, 400);
}

/* The money lies on the lost ticket; what it covers is the one that took its place. */
static void of_a_lost_ticket(void **state)
{
    (void)state;
    struct pk_ticket next, last;
    OK(pk_replace(&next, s.t.lot, &s.t.act, ticket.ticket_id, "lost", NULL, false));
    OK(pk_replace(&last, s.t.lot, &s.t.act, next.ticket_id, "lost again", NULL, false));
    assert_true(last.is_paid);
    REFUSED(&s, PK_AMOUNT_INVALID, refund(&last, 100));
    OK(refund(&ticket, 100));
    assert_int_equal(tender.due, 100);
    assert_false(stay_see(&s, &last).is_paid);
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &last));
    assert_int_equal(pk_error()->due, 100);
    stay_pay(&s, &last);
    stay_leave(&s, &last);
    OK(refund(&ticket, 300));
    OK(refund(&last, 100));
}

static void of_a_released_ticket(void **state)
{
    (void)state;
    struct pk_ticket other = stay_park(&s, "A2"), out;
    s.t.now += HOUR;
    stay_pay_part(&s, &other, 50);
    OK(pk_release(&out, s.t.lot, &s.t.act, other.ticket_id, "unseen"));
    OK(refund(&other, 50));
    assert_int_equal(tender.due, 150);
    assert_int_equal(stay_see(&s, &other).owed, 150);
}

/* A stay let out for nothing has nothing to give back. */
static void of_nothing(void **state)
{
    (void)state;
    struct pk_ticket other = stay_park(&s, "A2");
    s.t.now += HOUR;
    struct pk_pay pay = stay_nil(&other, "goodwill");
    OK(pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    REFUSED(&s, PK_AMOUNT_INVALID, refund(&other, 1));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

/* With the clock set back nothing seems to be due; the refund must not leave the gate open for
 * when it is right again. */
static void a_refund_before_the_entry(void **state)
{
    (void)state;
    int64_t right = s.t.now;
    s.t.now = ticket.entry_time - 10 * MINUTE;
    OK(refund(&ticket, 400));
    s.t.now = right + 5 * MINUTE;
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    assert_int_equal(pk_error()->due, 400);
}

/* Cheaper for a moment, money back, dear again: what is left covers no longer. */
static void a_refund_as_another_class(void **state)
{
    (void)state;
    static const char tariff[] = "free stay = 15m\nmotorcycle = 50%\neach 1h = 2.00\n"
                                 "[example]\n2026-05-04 09:00 to 2026-05-04 10:00 = 2.00\n";
    enum pk_vehicle_class motorcycle = PK_MOTORCYCLE, car = PK_CAR;
    struct pk_ticket amended;
    stay_close(&s);
    stay_open_as(&s, NULL, tariff);
    ticket = stay_park(&s, "A1");
    s.t.now += 90 * MINUTE;
    stay_pay(&s, &ticket);
    OK(pk_amend(&amended, s.t.lot, &s.t.act, ticket.ticket_id, NULL, &motorcycle));
    assert_true(amended.is_paid);
    OK(refund(&ticket, 200));
    OK(pk_amend(&amended, s.t.lot, &s.t.act, ticket.ticket_id, NULL, &car));
    assert_false(amended.is_paid);
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    assert_int_equal(pk_error()->due, 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(refusals),
        TEST(before_the_exit),
        TEST(after_the_exit),
        TEST(what_is_left_still_covers),
        TEST(of_a_part_payment),
        TEST(of_a_lost_ticket),
        TEST(of_a_released_ticket),
        TEST(of_nothing),
        TEST(a_refund_before_the_entry),
        TEST(a_refund_as_another_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
