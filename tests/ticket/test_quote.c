/*
 * Quotes: what a stay costs at a moment, why, and when that changes.
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

static int64_t sum_of(const struct pk_price *price)
{
    int64_t sum = 0;
    for (size_t i = 0; i < price->line_count; i++)
        sum += price->lines[i].amount;
    return sum;
}

static struct pk_quote quote_at(const struct pk_ticket *ticket, int64_t at)
{
    struct pk_quote quote;
    OK(pk_quote(&quote, s.t.lot, ticket->ticket_id, at));
    assert_int_equal(sum_of(&quote.price), quote.price.total);
    return quote;
}

/* Of an unpaid stay, by seconds after the entry; -1 is never. */
static void by_length(void **state)
{
    (void)state;
    static const struct {
        int64_t after, total, rises;
    } cases[] = {
        {-HOUR, 0, 901},
        {0, 0, 901},
        {900, 0, 901},
        {901, 200, HOUR + 1},
        {HOUR, 200, HOUR + 1},
        {HOUR + 1, 400, 2 * HOUR + 1},
        {10 * HOUR, 2000, DAY + 1},
        {DAY, 2000, DAY + 1},
        {DAY + 1, 2200, DAY + HOUR + 1},
    };
    struct pk_ticket ticket = stay_park(&s, "A1");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_quote quote = quote_at(&ticket, TEST_LOT_START + cases[i].after);
        assert_string_equal(quote.ticket_id, ticket.ticket_id);
        assert_string_equal(quote.price.currency, "EUR");
        assert_int_equal(quote.at, TEST_LOT_START + (cases[i].after > 0 ? cases[i].after : 0));
        assert_int_equal(quote.price.total, cases[i].total);
        assert_int_equal(quote.due, cases[i].total);
        assert_int_equal(quote.price.rises_at, TEST_LOT_START + cases[i].rises);
        assert_true(quote.price.falls_at == PK_NONE);
        assert_int_equal(quote.paid, 0);
        assert_int_equal(quote.waived, 0);
        assert_int_equal(quote.tariff_version, 1);
    }
    s.t.now += 2 * HOUR;
    assert_int_equal(quote_at(&ticket, PK_NONE).at, s.t.now);
}

static void absurd_moments(void **state)
{
    (void)state;
    struct pk_quote quote;
    struct pk_ticket ticket = stay_park(&s, "A1");
    REFUSED(&s, PK_USAGE, pk_quote(&quote, s.t.lot, ticket.ticket_id, INT64_MAX));
    assert_int_equal(quote_at(&ticket, INT64_MIN + 1).due, 0);
    quote = quote_at(&ticket, TEST_LOT_START + 36525LL * DAY);
    assert_int_equal(quote.due, 36525 * 2000);
    REFUSED(&s, PK_TICKET_UNKNOWN, pk_quote(&quote, s.t.lot, "", PK_NONE));
    REFUSED(&s, PK_TICKET_UNKNOWN, pk_quote(&quote, s.t.lot, NULL, PK_NONE));
    REFUSED(&s, PK_TICKET_UNKNOWN,
            pk_quote(&quote, s.t.lot, "00000000-0000-7000-8000-000000000000", PK_NONE));
}

/* Nothing is due while paid and in time; what moves then is the due, not the price. */
static void paid_and_then_late(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR - 5 * MINUTE;
    struct pk_tender tender = stay_pay(&s, &ticket);
    assert_int_equal(tender.expires_at, s.t.now + 15 * MINUTE);

    struct pk_quote quote = quote_at(&ticket, s.t.now + 10 * MINUTE);
    assert_int_equal(quote.price.total, 400);
    assert_int_equal(quote.paid, 200);
    assert_int_equal(quote.due, 0);
    assert_int_equal(quote.price.rises_at, tender.expires_at + 1);
    assert_true(quote.price.falls_at == PK_NONE);
    quote = quote_at(&ticket, tender.expires_at);
    assert_int_equal(quote.due, 0);
    assert_int_equal(quote.price.rises_at, tender.expires_at + 1);
    quote = quote_at(&ticket, tender.expires_at + 1);
    assert_int_equal(quote.due, 200);
    assert_int_equal(quote.price.rises_at, TEST_LOT_START + 2 * HOUR + 1);
}

static void a_part_payment_counts(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 90 * MINUTE;
    stay_pay_part(&s, &ticket, 150);
    struct pk_quote quote = quote_at(&ticket, PK_NONE);
    assert_int_equal(quote.price.total, 400);
    assert_int_equal(quote.paid, 150);
    assert_int_equal(quote.due, 250);
    /* The clock is set back: what was paid is more than the price. No due is negative, and none
     * arises before the price is above what was paid. */
    quote = quote_at(&ticket, TEST_LOT_START + 10);
    assert_int_equal(quote.due, 0);
    assert_int_equal(quote.price.rises_at, TEST_LOT_START + 901);
    stay_pay_part(&s, &ticket, 100);
    assert_int_equal(quote_at(&ticket, TEST_LOT_START + 10).price.rises_at,
                     TEST_LOT_START + HOUR + 1);
}

static void what_was_waived_is_a_line(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 90 * MINUTE;
    struct pk_pay pay = stay_nil(&ticket, "queue at the exit");
    OK(pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    struct pk_quote quote = quote_at(&ticket, s.t.now + HOUR);
    assert_int_equal(quote.waived, 400);
    assert_int_equal(quote.price.total, 200);
    assert_int_equal(quote.due, 200);
    const struct pk_line *last = &quote.price.lines[quote.price.line_count - 1];
    assert_string_equal(last->what, "waived");
    assert_int_equal(last->amount, -400);
    assert_true(last->from == PK_NONE && last->to == PK_NONE);
    /* Never more than the price. */
    assert_int_equal(quote_at(&ticket, TEST_LOT_START + 20 * MINUTE).price.total, 0);
}

static void ended_tickets_are_quoted_at_their_exit(void **state)
{
    (void)state;
    struct pk_ticket gone = stay_park(&s, "A1"), released = stay_park(&s, "A2"), out;
    struct pk_ticket dead = stay_park(&s, "A3");
    s.t.now += 20 * MINUTE;
    stay_pay(&s, &gone);
    stay_leave(&s, &gone);
    OK(pk_release(&out, s.t.lot, &s.t.act, released.ticket_id, "left unseen"));
    OK(pk_void(&out, s.t.lot, &s.t.act, dead.ticket_id, "mistake"));
    s.t.now += DAY;
    struct pk_quote quote = quote_at(&gone, PK_NONE);
    assert_int_equal(quote.at, TEST_LOT_START + 20 * MINUTE);
    assert_int_equal(quote.price.total, 200);
    assert_int_equal(quote.due, 0);
    assert_true(quote.price.rises_at == PK_NONE && quote.price.falls_at == PK_NONE);
    quote = quote_at(&released, s.t.now + DAY);
    assert_int_equal(quote.at, TEST_LOT_START + 20 * MINUTE);
    assert_int_equal(quote.due, 200);
    assert_int_equal(quote_at(&dead, PK_NONE).due, 0);
}

/* What was paid on lost tickets counts, however often they are lost. */
static void a_chain_of_replacements(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1"), next;
    s.t.now += 90 * MINUTE;
    for (int i = 0; i < 3; i++) {
        stay_pay_part(&s, &ticket, 100);
        OK(pk_replace(&next, s.t.lot, &s.t.act, ticket.ticket_id, "lost", NULL, false));
        ticket = next;
        assert_int_equal(quote_at(&ticket, PK_NONE).paid, 100 * (i + 1));
        assert_int_equal(quote_at(&ticket, PK_NONE).due, 400 - 100 * (i + 1));
    }
    struct pk_tender tender = stay_pay(&s, &ticket);
    assert_int_equal(tender.amount, 100);
    stay_leave(&s, &ticket);
}

/* A tariff may refuse a stay: then there is no price, and still a way out. */
static void a_stay_that_the_tariff_refuses(void **state)
{
    (void)state;
    struct pk_quote quote;
    struct pk_ticket out;
    stay_close(&s);
    stay_open_as(&s, NULL, "name = Short\nlongest stay = 2h\neach 1h = 2.00\n");
    struct pk_ticket first = stay_park(&s, "A1"), second = stay_park(&s, "A2");
    s.t.now += HOUR;
    stay_pay(&s, &second);
    s.t.now += 2 * HOUR;
    REFUSED(&s, PK_TARIFF_INVALID, pk_quote(&quote, s.t.lot, first.ticket_id, PK_NONE));
    REFUSED(&s, PK_TARIFF_INVALID, stay_try_leave(&s, &first));
    struct pk_pay pay = stay_cash(&first, PK_NONE, PK_NONE);
    struct pk_tender tender;
    REFUSED(&s, PK_TARIFF_INVALID, pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    OK(pk_release(&out, s.t.lot, &s.t.act, first.ticket_id, "towed"));
    assert_int_equal(out.owed, 0);
    OK(pk_refund(&tender, s.t.lot, &s.t.act, second.ticket_id, 100, PK_CASH, "sorry"));
    assert_false(tender.is_paid);
}

/* The tariff that held at the entry prices the stay. */
static void the_version_of_the_entry(void **state)
{
    (void)state;
    static const char dear[] = "name = Dear\neach 1h = 9.00\n";
    struct pk_tariff_version version;
    struct pk_ticket before = stay_park(&s, "A1");
    s.t.now += MINUTE;
    OK(pk_tariff_install(&version, s.t.lot, &s.t.act, dear, strlen(dear), PK_NONE, NULL));
    struct pk_ticket after = stay_park(&s, "A2");
    s.t.now += HOUR - MINUTE;
    assert_int_equal(quote_at(&before, PK_NONE).due, 200);
    assert_int_equal(quote_at(&before, PK_NONE).tariff_version, 1);
    assert_int_equal(quote_at(&after, PK_NONE).due, 900);
    assert_int_equal(quote_at(&after, PK_NONE).tariff_version, version.version_id);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(by_length),
        TEST(absurd_moments),
        TEST(paid_and_then_late),
        TEST(a_part_payment_counts),
        TEST(what_was_waived_is_a_line),
        TEST(ended_tickets_are_quoted_at_their_exit),
        TEST(a_chain_of_replacements),
        TEST(a_stay_that_the_tariff_refuses),
        TEST(the_version_of_the_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
