/*
 * Paying in cash and for nothing: what is booked, and every refusal, which books nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"

static struct stays s;
static struct pk_ticket ticket; /* parked 90 minutes ago: 4.00 are due */

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 3);
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

static enum pk_status pay(struct pk_tender *out, const struct pk_pay *how)
{
    return pk_pay(out, NULL, s.t.lot, &s.t.act, how);
}

static void exactly(void **state)
{
    (void)state;
    struct pk_tender tender = stay_pay(&s, &ticket);
    assert_int_equal(strlen(tender.payment_id), 36);
    assert_string_equal(tender.ticket_id, ticket.ticket_id);
    assert_string_equal(tender.currency, "EUR");
    assert_int_equal(tender.method, PK_CASH);
    assert_int_equal(tender.amount, 400);
    assert_int_equal(tender.tendered, 400);
    assert_int_equal(tender.change, 0);
    assert_int_equal(tender.payment_time, s.t.now);
    assert_int_equal(tender.receipt_no, 1);
    assert_true(tender.is_paid);
    assert_int_equal(tender.due, 0);
    struct pk_ticket now = stay_see(&s, &ticket);
    assert_int_equal(now.state, PK_PAID);
    assert_int_equal(now.paid, 400);
    assert_int_equal(now.expires_at, tender.expires_at);
    assert_int_equal(stay_count(&s, "SELECT payment_time FROM payment"), s.t.now);
    assert_int_equal(stay_count(&s, "SELECT total FROM payment_quote WHERE tariff_version = 1"),
                     400);
}

static void with_change(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_pay how = stay_cash(&ticket, PK_NONE, 2000);
    OK(pay(&tender, &how));
    assert_int_equal(tender.amount, 400);
    assert_int_equal(tender.tendered, 2000);
    assert_int_equal(tender.change, 1600);
    assert_int_equal(stay_see(&s, &ticket).paid, 400);
}

/* What is handed over, by the tender's amount and what was given; 4.00 are due. */
static void refusals(void **state)
{
    (void)state;
    static const struct {
        int64_t amount, tendered;
        enum pk_status status;
        int64_t due;
    } cases[] = {
        {PK_NONE, 399, PK_AMOUNT_SHORT, 400},
        {200, 199, PK_AMOUNT_SHORT, 400},
        {PK_NONE, 0, PK_AMOUNT_INVALID, PK_NONE},
        {PK_NONE, -400, PK_AMOUNT_INVALID, PK_NONE},
        {0, PK_NONE, PK_AMOUNT_INVALID, PK_NONE},
        {-1, PK_NONE, PK_AMOUNT_INVALID, PK_NONE},
        {401, PK_NONE, PK_AMOUNT_INVALID, 400},
        {INT64_MAX, PK_NONE, PK_AMOUNT_INVALID, PK_NONE},
        {INT64_MIN + 1, PK_NONE, PK_AMOUNT_INVALID, PK_NONE},
        {PK_NONE, INT64_MAX, PK_AMOUNT_INVALID, PK_NONE},
        {PK_NONE, INT64_MIN + 1, PK_AMOUNT_INVALID, PK_NONE},
    };
    struct pk_tender tender;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_pay how = stay_cash(&ticket, cases[i].amount, cases[i].tendered);
        REFUSED(&s, cases[i].status, pay(&tender, &how));
        assert_true(pk_error()->due == cases[i].due);
    }
    struct pk_pay how = stay_cash(&ticket, PK_NONE, PK_NONE);
    how.tenders[0].method = PK_CARD;
    REFUSED(&s, PK_USAGE, pay(&tender, &how));
    how.tenders[0].method = PK_METHOD_COUNT;
    REFUSED(&s, PK_USAGE, pay(&tender, &how));
    how = stay_cash(&ticket, PK_NONE, PK_NONE);
    how.tender_count = 0;
    REFUSED(&s, PK_USAGE, pay(&tender, &how));
    how.tender_count = PK_TENDERS_MAX + 1;
    REFUSED(&s, PK_USAGE, pay(&tender, &how));
    how.tender_count = 1;
    how.ticket_id = "0";
    REFUSED(&s, PK_TICKET_UNKNOWN, pay(&tender, &how));
    how.ticket_id = NULL;
    REFUSED(&s, PK_USAGE, pay(&tender, &how));
}

static void in_several_tenders(void **state)
{
    (void)state;
    struct pk_tender all[PK_TENDERS_MAX], last;
    struct pk_pay how = stay_cash(&ticket, 150, 200);
    how.tenders[1] = (struct pk_tender_in){PK_CASH, 50, PK_NONE};
    how.tenders[2] = (struct pk_tender_in){PK_CASH, PK_NONE, 500};
    how.tender_count = 3;
    OK(pk_pay(&last, all, s.t.lot, &s.t.act, &how));
    static const struct {
        int64_t amount, change, due;
    } want[] = {{150, 50, 250}, {50, 0, 200}, {200, 300, 0}};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(all[i].amount, want[i].amount);
        assert_int_equal(all[i].change, want[i].change);
        assert_int_equal(all[i].due, want[i].due);
        assert_int_equal(all[i].is_paid, i == 2);
        assert_int_equal(all[i].receipt_no, i + 1);
        assert_string_equal(all[i].payment_id, last.payment_id);
    }
    struct pk_tender listed[PK_TENDERS_MAX];
    size_t count;
    OK(pk_tender_list(listed, PK_TENDERS_MAX, &count, s.t.lot, ticket.ticket_id));
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(listed[i].receipt_no, all[i].receipt_no);
        assert_int_equal(listed[i].amount, all[i].amount);
        assert_int_equal(listed[i].change, all[i].change);
        assert_int_equal(listed[i].due, all[i].due);
    }
    OK(pk_tender_list(listed, 2, &count, s.t.lot, ticket.ticket_id));
    assert_int_equal(count, 2);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'pay'"), 1);
}

/* One wrong tender, and none is booked. */
static void all_or_none(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_pay how = stay_cash(&ticket, 150, PK_NONE);
    how.tender_count = 2;
    how.tenders[1] = (struct pk_tender_in){PK_CASH, PK_NONE, 249};
    REFUSED(&s, PK_AMOUNT_SHORT, pay(&tender, &how));
    how.tenders[0].amount = PK_NONE;
    how.tenders[1] = (struct pk_tender_in){PK_CASH, 1, PK_NONE};
    REFUSED(&s, PK_AMOUNT_INVALID, pay(&tender, &how));
    how.tenders[1].method = PK_NIL;
    how.reason = "why";
    REFUSED(&s, PK_AMOUNT_INVALID, pay(&tender, &how));
}

/* The largest entry that a payment makes in the journal can be read again. */
static void eight_large_tenders(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_pay how = stay_cash(&ticket, 1, INT64_C(1000000000000000));
    how.tender_count = PK_TENDERS_MAX;
    for (size_t i = 1; i < PK_TENDERS_MAX; i++)
        how.tenders[i] = how.tenders[0];
    OK(pay(&tender, &how));
    assert_int_equal(tender.due, 392);
    struct pk_verdict verdict;
    OK(pk_journal_verify(&verdict, s.t.lot));
    assert_true(stay_count(&s, "SELECT max(length(detail)) FROM journal_detail") < PK_DETAIL_SIZE);
}

static void a_part(void **state)
{
    (void)state;
    struct pk_tender tender = stay_pay_part(&s, &ticket, 100);
    assert_false(tender.is_paid);
    assert_int_equal(tender.due, 300);
    assert_int_equal(tender.expires_at, ticket.expires_at);
    assert_int_equal(stay_see(&s, &ticket).state, PK_PARKED);
    assert_true(stay_count(&s, "SELECT payment_time FROM payment") == INT64_MIN);
    tender = stay_pay(&s, &ticket);
    assert_int_equal(tender.amount, 300);
    assert_true(tender.is_paid);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM payment"), 1);
    assert_int_equal(stay_count(&s, "SELECT amount FROM payment"), 400);
}

static void for_nothing(void **state)
{
    (void)state;
    static const char *const reasons[] = {NULL, "", "  ", "a\nb"};
    struct pk_tender tender;
    struct pk_pay how;
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        how = stay_nil(&ticket, reasons[i]);
        REFUSED(&s, PK_USAGE, pay(&tender, &how));
    }
    how = stay_nil(&ticket, "breakdown of the barrier");
    how.tenders[0].amount = 100;
    REFUSED(&s, PK_AMOUNT_INVALID, pay(&tender, &how));
    how.tenders[0].amount = PK_NONE;
    how.tenders[0].tendered = 100;
    REFUSED(&s, PK_AMOUNT_INVALID, pay(&tender, &how));
    how.tenders[0].tendered = 0;
    OK(pay(&tender, &how));
    assert_int_equal(tender.method, PK_NIL);
    assert_int_equal(tender.amount, 0);
    assert_int_equal(tender.tendered, 0);
    assert_true(tender.is_paid);
    assert_int_equal(stay_count(&s, "SELECT waived FROM payment"), 400);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM tender WHERE reason LIKE 'breakdown%'"),
                     1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'nil'"), 1);
    stay_leave(&s, &ticket);
}

static void half_and_half(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_pay how = stay_cash(&ticket, 150, PK_NONE);
    how.tender_count = 2;
    how.tenders[1] = (struct pk_tender_in){PK_NIL, PK_NONE, PK_NONE};
    how.reason = "goodwill";
    OK(pay(&tender, &how));
    assert_true(tender.is_paid);
    assert_int_equal(stay_count(&s, "SELECT amount FROM payment"), 150);
    assert_int_equal(stay_count(&s, "SELECT waived FROM payment"), 250);
    stay_leave(&s, &ticket);
}

static void an_agreed_price(void **state)
{
    (void)state;
    static const int64_t wrong[] = {-1, 401, INT64_MAX, INT64_MIN + 1, 0};
    struct pk_tender tender;
    struct pk_pay how = stay_cash(&ticket, PK_NONE, 500);
    how.override_price = 300;
    REFUSED(&s, PK_USAGE, pay(&tender, &how)); /* no reason */
    how.reason = "the lift was out of order";
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        how.override_price = wrong[i];
        REFUSED(&s, PK_AMOUNT_INVALID, pay(&tender, &how));
    }
    how.override_price = 300;
    how.tenders[0].tendered = 299;
    REFUSED(&s, PK_AMOUNT_SHORT, pay(&tender, &how));
    assert_int_equal(pk_error()->due, 300);
    how.tenders[0].tendered = 500;
    OK(pay(&tender, &how));
    assert_int_equal(tender.amount, 300);
    assert_int_equal(tender.change, 200);
    assert_true(tender.is_paid);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'override'"), 1);
    struct pk_quote quote = stay_quote(&s, &ticket);
    assert_int_equal(quote.price.total, 300);
    assert_int_equal(quote.waived, 100);
    stay_leave(&s, &ticket);
}

/* Asked before any money is taken: what pay() would refuse is refused, and nothing changes. */
static void a_price_that_is_to_be_agreed(void **state)
{
    (void)state;
    struct pk_act act = stay_act(&s);
    struct pk_pay how = {
        .ticket_id = ticket.ticket_id, .quoted_at = PK_NONE, .override_price = 300};
    REFUSED(&s, PK_USAGE, pk_pay_agree(s.t.lot, &act, &how)); /* no reason */
    how.reason = "the lift was out of order";
    REFUSED(&s, PK_OK, pk_pay_agree(s.t.lot, &act, &how));
    how.override_price = 401;
    REFUSED(&s, PK_AMOUNT_INVALID, pk_pay_agree(s.t.lot, &act, &how));
    how.override_price = 0;
    REFUSED(&s, PK_AMOUNT_INVALID, pk_pay_agree(s.t.lot, &act, &how));
    how.override_price = 300;
    act.request_id[0] = '\0';
    REFUSED(&s, PK_USAGE, pk_pay_agree(s.t.lot, &act, &how)); /* an approval needs one */
    act = stay_act(&s);
    struct pk_tender tender;
    struct pk_pay cash = stay_cash(&ticket, PK_NONE, PK_NONE);
    OK(pay(&tender, &cash));
    REFUSED(&s, PK_ALREADY_PAID, pk_pay_agree(s.t.lot, &act, &how));
}

/* An agreed price replaces the whole price: what was paid before counts. */
static void an_agreed_price_after_a_part(void **state)
{
    (void)state;
    struct pk_tender tender;
    stay_pay_part(&s, &ticket, 200);
    struct pk_pay how = stay_cash(&ticket, PK_NONE, PK_NONE);
    how.reason = "agreed";
    how.override_price = 200;
    REFUSED(&s, PK_AMOUNT_INVALID, pay(&tender, &how));
    how.override_price = 250;
    OK(pay(&tender, &how));
    assert_int_equal(tender.amount, 50);
    assert_true(tender.is_paid);
}

static void what_takes_no_money(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_ticket free_yet = stay_park(&s, "FREE"), out;
    struct pk_pay how = stay_cash(&free_yet, PK_NONE, PK_NONE);
    REFUSED(&s, PK_NOTHING_DUE, pay(&tender, &how));
    how = stay_nil(&free_yet, "why");
    REFUSED(&s, PK_NOTHING_DUE, pay(&tender, &how));

    stay_pay(&s, &ticket);
    how = stay_cash(&ticket, PK_NONE, PK_NONE);
    REFUSED(&s, PK_ALREADY_PAID, pay(&tender, &how));
    assert_non_null(strstr(pk_error()->message, "(station desk-1)")); /* who was faster */
    stay_leave(&s, &ticket);
    REFUSED(&s, PK_TICKET_CLOSED, pay(&tender, &how));
    assert_int_equal(pk_error()->exit_time, s.t.now);
    assert_string_equal(pk_error()->station, "desk-1");

    OK(pk_void(&out, s.t.lot, &s.t.act, free_yet.ticket_id, "mistake"));
    how = stay_cash(&free_yet, PK_NONE, PK_NONE);
    assert_int_equal(pay(&tender, &how), PK_TICKET_VOID); /* and an alarm */
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM exception WHERE kind = 'alarm'"), 1);
    REFUSED(&s, PK_TICKET_VOID, pay(&tender, &how));
}

static void an_expired_ticket_takes_no_money(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_ticket out;
    stay_pay_part(&s, &ticket, 100);
    s.t.now = ticket.expires_at;
    struct pk_pay how = stay_cash(&ticket, 1, PK_NONE);
    OK(pay(&tender, &how));
    s.t.now++;
    REFUSED(&s, PK_TICKET_EXPIRED, pay(&tender, &how));
    OK(pk_renew(&out, s.t.lot, &s.t.act, ticket.ticket_id, "on holiday"));
    OK(pay(&tender, &how));
    assert_int_equal(tender.due, 7 * 2000 + 200 - 102);
}

/* What a released ticket owes can be paid, to the cent, and nothing else. */
static void what_is_owed(void **state)
{
    (void)state;
    struct pk_tender tender;
    struct pk_ticket out;
    OK(pk_release(&out, s.t.lot, &s.t.act, ticket.ticket_id, "left unseen"));
    assert_int_equal(out.owed, 400);
    s.t.now += DAY;
    struct pk_pay how = stay_nil(&ticket, "why");
    REFUSED(&s, PK_AMOUNT_INVALID, pay(&tender, &how));
    how = stay_cash(&ticket, PK_NONE, PK_NONE);
    how.override_price = 100;
    how.reason = "why";
    REFUSED(&s, PK_AMOUNT_INVALID, pay(&tender, &how));
    how = stay_cash(&ticket, 401, PK_NONE);
    REFUSED(&s, PK_AMOUNT_INVALID, pay(&tender, &how));
    tender = stay_pay_part(&s, &ticket, 150);
    assert_false(tender.is_paid);
    assert_int_equal(tender.due, 250);
    assert_int_equal(stay_see(&s, &ticket).owed, 250);
    tender = stay_pay(&s, &ticket);
    assert_true(tender.is_paid);
    assert_int_equal(stay_see(&s, &ticket).owed, 0);
    assert_int_equal(stay_see(&s, &ticket).state, PK_RELEASED);
    how = stay_cash(&ticket, PK_NONE, PK_NONE);
    REFUSED(&s, PK_ALREADY_PAID, pay(&tender, &how));
}

/* Each station writes receipts of its own, without a gap. */
static void receipts(void **state)
{
    (void)state;
    struct pk_act exit_one = {.station = "exit-1"};
    struct pk_tender tender;
    struct pk_pay how = stay_cash(&ticket, 10, PK_NONE), bad = stay_cash(&ticket, 10, 9);
    for (int i = 1; i <= 3; i++) {
        assert_int_equal(stay_pay_part(&s, &ticket, 10).receipt_no, i);
        REFUSED(&s, PK_AMOUNT_SHORT, pk_pay(&tender, NULL, s.t.lot, &exit_one, &bad));
        OK(pk_pay(&tender, NULL, s.t.lot, &exit_one, &how));
        assert_int_equal(tender.receipt_no, i);
    }
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(exactly),
        TEST(with_change),
        TEST(refusals),
        TEST(in_several_tenders),
        TEST(all_or_none),
        TEST(eight_large_tenders),
        TEST(a_part),
        TEST(for_nothing),
        TEST(half_and_half),
        TEST(an_agreed_price),
        TEST(a_price_that_is_to_be_agreed),
        TEST(an_agreed_price_after_a_part),
        TEST(what_takes_no_money),
        TEST(an_expired_ticket_takes_no_money),
        TEST(what_is_owed),
        TEST(receipts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
