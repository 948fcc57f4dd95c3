/*
 * What a sponsor's code does to a price: the lines, the cover, the payment, the sponsor's bill.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/codes.h"
#include "parkade/permit.h"
#include "parkade/text.h"

static struct stays s;
static struct pk_given given;
static struct pk_validation made;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 8);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static void it_is_a_line_and_no_tender(void **state)
{
    (void)state;
    codes_add(&s, "half", PK_OFF_PERCENT, 50);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 150 * MINUTE;
    assert_int_equal(stay_quote(&s, &ticket).due, 600);
    given = codes_give(&s, &ticket, "Half");
    assert_string_equal(given.code, "HALF");
    assert_string_equal(given.sponsor, "Kino");
    assert_int_equal(given.ticket_no, 1);
    assert_int_equal(given.time, s.t.now);
    assert_int_equal(given.due, 300);
    struct pk_quote quote = stay_quote(&s, &ticket);
    const struct pk_line *last = &quote.price.lines[quote.price.line_count - 1];
    assert_int_equal(quote.due, 300);
    assert_string_equal(last->what, "Kino: HALF");
    assert_int_equal(last->amount, -300);
    assert_int_equal(quote.price.rises_at, ticket.entry_time + 3 * HOUR + 1);
    stay_pay(&s, &ticket);
    assert_int_equal(stay_count(&s, "SELECT amount FROM payment"), 300);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM tender"), 1);
    assert_int_equal(stay_count(&s, "SELECT total FROM payment_quote"), 300);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM payment_quote, json_each(lines) l "
                                    "WHERE json_extract(l.value, '$[0]') = 'Kino: HALF' "
                                    "AND json_extract(l.value, '$[4]') = -300"),
                     1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'validate'"), 1);
    stay_leave(&s, &ticket);
}

/* Paying is valid until the price with the code rises, and a cheaper one rises later. */
static void the_cover_knows_it(void **state)
{
    (void)state;
    codes_add(&s, "film", PK_OFF_MINUTES, 120);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 150 * MINUTE; /* 30 minutes are left to pay: one hour */
    given = codes_give(&s, &ticket, "film");
    assert_int_equal(given.due, 200);
    struct pk_tender tender = stay_pay(&s, &ticket);
    assert_int_equal(tender.expires_at, ticket.entry_time + 3 * HOUR + 1);
    s.t.now = tender.expires_at + 1;
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    assert_int_equal(pk_error()->due, 200);
    struct pk_tender back;
    OK(pk_refund(&back, s.t.lot, &s.t.act, ticket.ticket_id, 200, PK_CASH, "wrong"));
    assert_int_equal(back.due, 400);
}

/* ---- with a payment ---- */

static void with_its_payment(void **state)
{
    (void)state;
    codes_add(&s, "half", PK_OFF_PERCENT, 50);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR;
    struct pk_pay pay = stay_cash(&ticket, PK_NONE, 500);
    struct pk_tender tender, again;
    struct pk_act act = stay_act(&s);
    pay.validation = "half";
    OK(pk_pay(&tender, NULL, s.t.lot, &act, &pay));
    assert_int_equal(tender.amount, 100);
    assert_int_equal(tender.change, 400);
    OK(pk_pay(&again, NULL, s.t.lot, &act, &pay));
    assert_int_equal(again.receipt_no, tender.receipt_no);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM ticket_validation"), 1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'validate'"), 1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'pay'"), 1);
}

static void with_a_payment_that_is_refused(void **state)
{
    (void)state;
    codes_add(&s, "half", PK_OFF_PERCENT, 50);
    codes_add(&s, "all", PK_OFF_PERCENT, 100);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR;
    struct pk_pay pay = stay_cash(&ticket, PK_NONE, 50);
    struct pk_tender tender;
    pay.validation = "half";
    REFUSED(&s, PK_AMOUNT_SHORT, pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    assert_int_equal(pk_error()->due, 100);
    pay.validation = "none";
    REFUSED(&s, PK_TARIFF_UNKNOWN, pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    pay.validation = "all";
    REFUSED(&s, PK_NOTHING_DUE, pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    assert_non_null(strstr(pk_error()->message, "validation give"));
    given = codes_give(&s, &ticket, "half"); /* one that it has is no failure */
    pay.validation = "HALF";
    pay.tenders[0].tendered = 100;
    OK(pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    REFUSED(&s, PK_ALREADY_PAID, pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
}

/* ---- what the tariff knows ---- */

static const char board[] = "[product staff]\nwith = Badge\neach 1h = 1.00\n"
                            "[product all]\neach 1h = 2.00\n[validation Cinema]\nfree = 2h\n"
                            "[example]\n2026-05-04 09:00 to 2026-05-04 10:00 = 2.00\n";

static void a_board_of_its_own(void **state)
{
    (void)state;
    stay_close(&s);
    stay_open_as(&s, NULL, board);
    struct pk_validation what = codes_code("cinema", PK_OFF_PERCENT, 0);
    what.by_tariff = true;
    OK(codes_try_add(&made, &s, &what));
    assert_string_equal(pk_validation_kind_name(&made), "tariff");
    what = codes_code("theatre", PK_OFF_PERCENT, 0);
    what.by_tariff = true;
    OK(codes_try_add(&made, &s, &what));
    codes_add(&s, "badge", PK_OFF_FLAT, 0); /* the tariff's word counts */
    struct pk_ticket ticket = stay_park(&s, "A1"), staff = stay_park(&s, "A2");
    s.t.now += 3 * HOUR;
    assert_int_equal(stay_quote(&s, &ticket).due, 600);
    given = codes_give(&s, &ticket, "cinema");
    assert_int_equal(given.due, 200);
    given = codes_give(&s, &staff, "badge");
    assert_int_equal(given.due, 300);
    REFUSED(&s, PK_TARIFF_INVALID,
            codes_try_give(&given, &s, &ticket, "badge")); /* one such code */
    REFUSED(&s, PK_TARIFF_INVALID, codes_try_give(&given, &s, &ticket, "theatre"));
    codes_add(&s, "half", PK_OFF_PERCENT, 50);
    given = codes_give(&s, &ticket, "half");
    assert_int_equal(given.due, 100);
    stay_pay(&s, &ticket);
    stay_leave(&s, &ticket);
    assert_int_equal(stay_count(&s, "SELECT taken FROM ticket_validation WHERE code = 'CINEMA'"),
                     400);
    assert_int_equal(stay_count(&s, "SELECT taken FROM ticket_validation WHERE code = 'HALF'"),
                     100);
}

/* Under a permit there is nothing to take off. */
static void under_a_permit(void **state)
{
    (void)state;
    static const char *const plates[] = {"A1"};
    struct pk_permit permit;
    struct pk_permit_new how = {"ACME", PK_NONE, s.t.now + HOUR, 1, 1, plates};
    OK(pk_permit_add(&permit, s.t.lot, &s.t.act, &how));
    codes_add(&s, "half", PK_OFF_PERCENT, 50);
    struct pk_ticket ticket = stay_park(&s, "A1");
    given = codes_give(&s, &ticket, "half");
    s.t.now += 30 * MINUTE;
    assert_int_equal(stay_quote(&s, &ticket).due, 0);
    s.t.now = permit.valid_to + HOUR;
    assert_int_equal(stay_quote(&s, &ticket).due, 100);
    s.t.now = permit.valid_to;
    stay_leave(&s, &ticket);
    assert_int_equal(stay_count(&s, "SELECT taken FROM ticket_validation"), 0);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

/* ---- the bill ---- */

struct heard {
    size_t count;
    struct pk_sponsor_day days[8];
};

static bool hear(const struct pk_sponsor_day *day, void *context)
{
    struct heard *heard = context;
    heard->days[heard->count++] = *day;
    return heard->count < 8;
}

static void check_day(const struct pk_sponsor_day *day, const char *date, const char *sponsor,
                      int64_t codes, int64_t amount)
{
    assert_string_equal(day->date, date);
    assert_string_equal(day->sponsor, sponsor);
    assert_int_equal(day->codes, codes);
    assert_int_equal(day->amount, amount);
}

static void a_sponsors_bill(void **state)
{
    (void)state;
    int64_t today = TEST_LOT_START / DAY;
    struct heard heard = {0};
    struct pk_validation gym = codes_code("gym", PK_OFF_AMOUNT, 150);
    assert_true(pk_copy(gym.sponsor, sizeof gym.sponsor, "Gym"));
    OK(codes_try_add(&made, &s, &gym));
    codes_add(&s, "film", PK_OFF_MINUTES, 60);
    codes_add(&s, "half", PK_OFF_PERCENT, 50);
    struct pk_ticket first = stay_park(&s, "A1"), second = stay_park(&s, "A2"),
                     stays = stay_park(&s, "A3"), gone = stay_park(&s, "A4"), out;
    s.t.now += 3 * HOUR; /* 6.00 */
    given =
        codes_give(&s, &first, "half"); /* minutes first: 6.00 - 2.00, then - 2.00, then - 1.50 */
    given = codes_give(&s, &first, "gym");
    given = codes_give(&s, &first, "film");
    assert_int_equal(given.due, 50);
    given = codes_give(&s, &stays, "half");
    given = codes_give(&s, &gone, "half");
    OK(pk_void(&out, s.t.lot, &s.t.act, gone.ticket_id, "mistake"));
    given = codes_give(&s, &second, "half");
    stay_pay(&s, &first);
    s.t.now += 10 * MINUTE; /* within the exit grace: billed as it was paid */
    stay_leave(&s, &first);
    s.t.now += DAY;
    OK(pk_release(&out, s.t.lot, &s.t.act, second.ticket_id, "towed"));
    OK(pk_report_sponsors(s.t.lot, today, today + 2, hear, &heard));
    assert_int_equal(heard.count, 3);
    check_day(&heard.days[0], "2026-01-05", "Gym", 1, 150);
    check_day(&heard.days[1], "2026-01-05", "Kino", 2, 400);
    check_day(&heard.days[2], "2026-01-06", "Kino", 1, 1400); /* half of 20.00 and 4 h */
    heard.count = 0;
    OK(pk_report_sponsors(s.t.lot, today - 1, today - 1, hear, &heard));
    assert_int_equal(heard.count, 0);
    REFUSED(&s, PK_USAGE, pk_report_sponsors(s.t.lot, today, today - 1, hear, &heard));
    REFUSED(&s, PK_USAGE, pk_report_sponsors(s.t.lot, today, today + 3660, hear, &heard));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_is_a_line_and_no_tender),
        TEST(the_cover_knows_it),
        TEST(with_its_payment),
        TEST(with_a_payment_that_is_refused),
        TEST(a_board_of_its_own),
        TEST(under_a_permit),
        TEST(a_sponsors_bill),
    };
    return cmocka_run_group_tests_name("validated stays", tests, NULL, NULL);
}
