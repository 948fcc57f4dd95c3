/*
 * Until when a paid ticket is valid, and how long a quoted price holds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"

static struct stays s;

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

/* The later of the exit grace and the next rise; the moment itself is still in time. */
static void grace_or_the_next_rise(void **state)
{
    (void)state;
    static const struct {
        int64_t paid_after, valid_for;
    } cases[] = {
        {20 * MINUTE, 40 * MINUTE + 1}, /* the hour that was paid ends later than the grace */
        {44 * MINUTE, 16 * MINUTE + 1},
        {45 * MINUTE, 15 * MINUTE + 1},
        {46 * MINUTE, 15 * MINUTE}, /* the price rises within the grace */
        {HOUR, 15 * MINUTE},
        {10 * HOUR, 14 * HOUR + 1}, /* the day's cap */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_ticket ticket = stay_park(&s, "A1");
        s.t.now += cases[i].paid_after;
        struct pk_tender tender = stay_pay(&s, &ticket);
        assert_int_equal(tender.expires_at, s.t.now + cases[i].valid_for);
        s.t.now = tender.expires_at;
        assert_int_equal(stay_see(&s, &ticket).state, PK_PAID);
        s.t.now++;
        assert_int_equal(stay_see(&s, &ticket).state, PK_OVERSTAYED);
        REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
        s.t.now--;
        stay_leave(&s, &ticket);
    }
}

static void the_setting_of_the_lot(void **state)
{
    (void)state;
    stay_set(&s, "exit_grace", "30m");
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR;
    assert_int_equal(stay_pay(&s, &ticket).expires_at, s.t.now + 30 * MINUTE);
    stay_set(&s, "exit_grace", "0");
    struct pk_ticket other = stay_park(&s, "A2");
    s.t.now += HOUR;
    assert_int_equal(stay_pay(&s, &other).expires_at, s.t.now + 1);
}

static void the_grace_of_the_tariff(void **state)
{
    (void)state;
    stay_close(&s);
    stay_open_as(&s, NULL, "name = Own grace\nexit grace = 5m\neach 1h = 2.00\n");
    stay_set(&s, "exit_grace", "1h");
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR;
    assert_int_equal(stay_pay(&s, &ticket).expires_at, s.t.now + 5 * MINUTE);
}

static void a_price_that_never_rises(void **state)
{
    (void)state;
    stay_close(&s);
    stay_open_as(&s, NULL, "name = Flat\nprice = 5.00\n");
    stay_set(&s, "ticket_validity", "3d");
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR;
    assert_int_equal(stay_pay(&s, &ticket).expires_at, s.t.now + 3 * DAY);
    assert_true(stay_quote(&s, &ticket).price.rises_at == PK_NONE);
    s.t.now += 3 * DAY + 1; /* overstayed, but nothing more is due */
    assert_int_equal(stay_see(&s, &ticket).state, PK_OVERSTAYED);
    stay_leave(&s, &ticket);
}

/* The one who overstayed pays the difference and gets a grace anew. */
static void an_overstay(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR;
    stay_pay(&s, &ticket);
    s.t.now += HOUR + 20 * MINUTE;
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    assert_int_equal(pk_error()->due, 400);
    struct pk_tender tender = stay_pay_part(&s, &ticket, 100);
    assert_true(stay_see(&s, &ticket).is_paid); /* it was, and stays so */
    assert_true(tender.is_paid);
    assert_int_equal(tender.due, 300);
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    tender = stay_pay(&s, &ticket);
    assert_int_equal(tender.amount, 300);
    assert_int_equal(tender.expires_at, TEST_LOT_START + 3 * HOUR + 1);
    stay_leave(&s, &ticket);
}

static void what_was_waived_covers(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 30 * MINUTE;
    struct pk_pay pay = stay_nil(&ticket, "goodwill");
    OK(pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    assert_int_equal(tender.expires_at, TEST_LOT_START + HOUR + 1);
    s.t.now = TEST_LOT_START + HOUR + 2;
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    assert_int_equal(pk_error()->due, 200);
    assert_int_equal(stay_pay(&s, &ticket).expires_at, TEST_LOT_START + 2 * HOUR + 1);
}

/* ---- the hold ---- */

static int64_t price_for(int64_t parked_for, int64_t quoted_before, const char *plate)
{
    struct pk_tender tender;
    struct pk_ticket ticket = stay_park(&s, plate);
    s.t.now += parked_for;
    struct pk_pay pay = stay_cash(&ticket, PK_NONE, PK_NONE);
    pay.quoted_at = s.t.now - quoted_before;
    OK(pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    assert_true(tender.is_paid);
    return tender.amount;
}

static void a_quoted_price_holds(void **state)
{
    (void)state;
    static const struct {
        int64_t parked_for, quoted_before, amount;
    } cases[] = {
        {HOUR + 10, 10, 200},       {HOUR + 120, 120, 200}, {HOUR + 121, 121, 400},
        {HOUR + 10, 9, 400},        {HOUR + 10, -5, 400}, /* a quote from the future: now */
        {HOUR + 10, 2 * HOUR, 400},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "A%zu", i);
        stay_close(&s);
        stay_open(&s, 3);
        assert_int_equal(price_for(cases[i].parked_for, cases[i].quoted_before, plate),
                         cases[i].amount);
    }
    stay_set(&s, "quote_hold", "0");
    assert_int_equal(price_for(HOUR + 1, 1, "HOLD"), 400);
}

/* The price that was quoted is covered, and so is the way out. */
static void a_held_price_opens_the_gate(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR + 60;
    struct pk_pay pay = stay_cash(&ticket, PK_NONE, PK_NONE);
    pay.quoted_at = TEST_LOT_START + HOUR;
    OK(pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    assert_int_equal(tender.amount, 200);
    assert_int_equal(tender.expires_at, s.t.now + 15 * MINUTE);
    s.t.now = tender.expires_at;
    stay_leave(&s, &ticket);
}

/* A quote that said that nothing is due promises no price. */
static void nothing_does_not_hold(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 15 * MINUTE + 30;
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    struct pk_pay pay = stay_cash(&ticket, PK_NONE, PK_NONE);
    pay.quoted_at = TEST_LOT_START + 15 * MINUTE;
    OK(pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    assert_int_equal(tender.amount, 200);
}

static void absurd_quotes(void **state)
{
    (void)state;
    static const int64_t moments[] = {INT64_MIN + 1, INT64_MAX, 0, -1};
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
        struct pk_tender tender;
        char plate[8];
        snprintf(plate, sizeof plate, "A%zu", i);
        struct pk_ticket ticket = stay_park(&s, plate);
        s.t.now += HOUR;
        struct pk_pay pay = stay_cash(&ticket, PK_NONE, PK_NONE);
        pay.quoted_at = moments[i];
        OK(pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
        assert_int_equal(tender.amount, 200);
        stay_leave(&s, &ticket);
    }
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(grace_or_the_next_rise),
        TEST(the_setting_of_the_lot),
        TEST(the_grace_of_the_tariff),
        TEST(a_price_that_never_rises),
        TEST(an_overstay),
        TEST(what_was_waived_covers),
        TEST(a_quoted_price_holds),
        TEST(a_held_price_opens_the_gate),
        TEST(nothing_does_not_hold),
        TEST(absurd_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
