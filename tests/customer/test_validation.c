/*
 * Sponsors' codes: made, given before payment, taken off the price, and billed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"
#include "parkade/permit.h"
#include "parkade/validation.h"

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

static struct pk_validation code(const char *name, enum pk_off_kind kind, int64_t value)
{
    struct pk_validation out = {.sponsor = "Kino",
                                .kind = kind,
                                .value = value,
                                .valid_from = PK_NONE,
                                .valid_to = PK_NONE,
                                .per_day = PK_NONE,
                                .most = PK_NONE};
    snprintf(out.code, sizeof out.code, "%s", name);
    return out;
}

static enum pk_status try_add(const struct pk_validation *what)
{
    return pk_validation_add(&made, s.t.lot, &s.t.act, what);
}

static void add(const char *name, enum pk_off_kind kind, int64_t value)
{
    struct pk_validation what = code(name, kind, value);
    OK(try_add(&what));
}

static enum pk_status try_give(const struct pk_ticket *ticket, const char *name)
{
    return pk_validation_give(&given, s.t.lot, &s.t.act, ticket->ticket_id, name);
}

static void give(const struct pk_ticket *ticket, const char *name)
{
    OK(try_give(ticket, name));
}

/* ---- codes ---- */

static void what_was_made(void **state)
{
    (void)state;
    struct pk_validation what = code(" Film-1 ", PK_OFF_MINUTES, 120), all[4];
    size_t count;
    what.per_day = 5;
    what.most = 9;
    what.valid_to = s.t.now + DAY;
    OK(try_add(&what));
    assert_string_equal(made.code, "FILM-1");
    assert_string_equal(made.sponsor, "Kino");
    assert_string_equal(pk_validation_kind_name(&made), "minutes");
    assert_int_equal(made.value, 120);
    assert_int_equal(made.per_day, 5);
    assert_int_equal(made.most, 9);
    assert_int_equal(made.given, 0);
    assert_true(made.is_active);
    add("half", PK_OFF_PERCENT, 50);
    OK(pk_validation_list(all, 4, &count, s.t.lot));
    assert_int_equal(count, 2);
    assert_string_equal(all[1].code, "HALF");
    OK(pk_validation_end(&made, s.t.lot, &s.t.act, "Half"));
    assert_false(made.is_active);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'validation'"), 3);
}

static void codes_that_cannot_be_made(void **state)
{
    (void)state;
    static const struct {
        const char *code;
        enum pk_off_kind kind;
        int64_t value;
    } bad[] = {
        {"", PK_OFF_PERCENT, 5},
        {"  ", PK_OFF_PERCENT, 5},
        {"A B", PK_OFF_PERCENT, 5},
        {"Ä", PK_OFF_PERCENT, 5},
        {"A;B", PK_OFF_PERCENT, 5},
        {"X", PK_OFF_PERCENT, 0},
        {"X", PK_OFF_PERCENT, 101},
        {"X", PK_OFF_MINUTES, 0},
        {"X", PK_OFF_MINUTES, PK_OFF_MINUTES_MAX + 1},
        {"X", PK_OFF_AMOUNT, 0},
        {"X", PK_OFF_AMOUNT, PK_NONE},
        {"X", PK_OFF_FLAT, -1},
        {"X", PK_OFF_KIND_COUNT, 1},
        {"X", (enum pk_off_kind) - 1, 1},
    };
    struct pk_validation what;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        what = code(bad[i].code, bad[i].kind, bad[i].value);
        REFUSED(&s, PK_USAGE, try_add(&what));
    }
    what = code("X", PK_OFF_PERCENT, 5);
    what.per_day = 0;
    REFUSED(&s, PK_USAGE, try_add(&what));
    what.per_day = PK_NONE;
    what.most = -1;
    REFUSED(&s, PK_USAGE, try_add(&what));
    what.most = PK_NONE;
    what.valid_from = what.valid_to = s.t.now;
    REFUSED(&s, PK_USAGE, try_add(&what));
    what.valid_to++;
    what.sponsor[0] = '\0';
    REFUSED(&s, PK_USAGE, try_add(&what));
    strcpy(what.sponsor, "a\nb");
    REFUSED(&s, PK_USAGE, try_add(&what));
    add("half", PK_OFF_PERCENT, 50);
    what = code("HALF", PK_OFF_FLAT, 1);
    REFUSED(&s, PK_USAGE, try_add(&what));
    REFUSED(&s, PK_TARIFF_UNKNOWN, pk_validation_end(&made, s.t.lot, &s.t.act, "none"));
    REFUSED(&s, PK_USAGE, pk_validation_end(&made, s.t.lot, &s.t.act, NULL));
    OK(pk_validation_end(&made, s.t.lot, &s.t.act, "half"));
    REFUSED(&s, PK_USAGE, pk_validation_end(&made, s.t.lot, &s.t.act, "half"));
}

/* ---- given ---- */

static void it_is_a_line_and_no_tender(void **state)
{
    (void)state;
    add("half", PK_OFF_PERCENT, 50);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 150 * MINUTE;
    assert_int_equal(stay_quote(&s, &ticket).due, 600);
    give(&ticket, "Half");
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
    add("film", PK_OFF_MINUTES, 120);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 150 * MINUTE; /* 30 minutes are left to pay: one hour */
    give(&ticket, "film");
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

static void a_free_stay_leaves(void **state)
{
    (void)state;
    add("all", PK_OFF_PERCENT, 100);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 5 * HOUR;
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    give(&ticket, "all");
    assert_int_equal(given.due, 0);
    stay_leave(&s, &ticket);
    assert_int_equal(stay_count(&s, "SELECT taken FROM ticket_validation"), 1000);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM payment"), 0);
}

static void once_for_a_ticket(void **state)
{
    (void)state;
    add("half", PK_OFF_PERCENT, 50);
    struct pk_ticket ticket = stay_park(&s, "A1"), other = stay_park(&s, "A2"), next;
    s.t.now += HOUR;
    struct pk_act act = stay_act(&s);
    OK(pk_validation_give(&given, s.t.lot, &act, ticket.ticket_id, "half"));
    s.t.now += HOUR;
    struct pk_given again;
    OK(pk_validation_give(&again, s.t.lot, &act, ticket.ticket_id, "half"));
    assert_int_equal(again.due, given.due); /* the first answer */
    REFUSED(&s, PK_REQUEST_REUSED,
            pk_validation_give(&again, s.t.lot, &act, other.ticket_id, "half"));
    REFUSED(&s, PK_TARIFF_INVALID, try_give(&ticket, "HALF"));
    OK(pk_replace(&next, s.t.lot, &s.t.act, ticket.ticket_id, "lost", "passport", false));
    REFUSED(&s, PK_TARIFF_INVALID, try_give(&next, "half"));
    assert_int_equal(stay_quote(&s, &next).due, 200); /* it came along */
    bool is_given;
    OK(pk_validation_is_given(&is_given, s.t.lot, next.ticket_id, "Half"));
    assert_true(is_given);
    OK(pk_validation_is_given(&is_given, s.t.lot, other.ticket_id, "half"));
    assert_false(is_given);
    stay_pay(&s, &next);
    stay_leave(&s, &next);
    assert_int_equal(stay_count(&s, "SELECT taken FROM ticket_validation"), 200);
}

static void to_whom_not(void **state)
{
    (void)state;
    struct pk_ticket out;
    add("half", PK_OFF_PERCENT, 50);
    struct pk_ticket paid = stay_park(&s, "A1"), left = stay_park(&s, "A2"),
                     dead = stay_park(&s, "A3"), owing = stay_park(&s, "A4"),
                     card = stay_park(&s, "A5");
    stay_leave(&s, &left);
    OK(pk_void(&out, s.t.lot, &s.t.act, dead.ticket_id, "mistake"));
    s.t.now += HOUR;
    stay_pay(&s, &paid);
    OK(pk_release(&out, s.t.lot, &s.t.act, owing.ticket_id, "towed"));
    struct pk_card_attempt attempt;
    OK(pk_card_begin(&attempt, s.t.lot, &s.t.act, card.ticket_id, PK_NONE, PK_NONE));
    REFUSED(&s, PK_ALREADY_PAID, try_give(&paid, "half"));
    REFUSED(&s, PK_TICKET_CLOSED, try_give(&left, "half"));
    REFUSED(&s, PK_TICKET_VOID, try_give(&dead, "half"));
    REFUSED(&s, PK_TICKET_VOID, try_give(&owing, "half"));
    REFUSED(&s, PK_PAYMENT_REQUIRED, try_give(&card, "half"));
    REFUSED(&s, PK_TICKET_UNKNOWN, pk_validation_give(&given, s.t.lot, &s.t.act, "none", "half"));
    REFUSED(&s, PK_USAGE, pk_validation_give(&given, s.t.lot, &s.t.act, NULL, "half"));
    struct pk_ticket old = stay_park(&s, "A6");
    s.t.now += 8 * DAY;
    REFUSED(&s, PK_TICKET_EXPIRED, try_give(&old, "half"));
}

static void which_not(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    struct pk_validation what = code("later", PK_OFF_PERCENT, 50);
    what.valid_from = s.t.now + HOUR;
    what.valid_to = s.t.now + 2 * HOUR;
    OK(try_add(&what));
    add("over", PK_OFF_PERCENT, 50);
    OK(pk_validation_end(&made, s.t.lot, &s.t.act, "over"));
    REFUSED(&s, PK_TARIFF_UNKNOWN, try_give(&ticket, "none"));
    REFUSED(&s, PK_USAGE, try_give(&ticket, ""));
    REFUSED(&s, PK_USAGE, try_give(&ticket, NULL));
    REFUSED(&s, PK_TARIFF_INVALID, try_give(&ticket, "over"));
    REFUSED(&s, PK_TARIFF_INVALID, try_give(&ticket, "later"));
    s.t.now = what.valid_to;
    REFUSED(&s, PK_TARIFF_INVALID, try_give(&ticket, "later"));
    s.t.now--;
    give(&ticket, "later");
}

/* A day is one of the lot's zone: 23:30 in Berlin is 22:30 UTC. */
static void so_many_a_day(void **state)
{
    (void)state;
    struct pk_validation what = code("two", PK_OFF_PERCENT, 50);
    what.per_day = 2;
    OK(try_add(&what));
    s.t.now = TEST_LOT_START + 12 * HOUR + 59 * MINUTE + 59; /* 23:59:59 */
    struct pk_ticket first = stay_park(&s, "A1"), second = stay_park(&s, "A2"),
                     third = stay_park(&s, "A3");
    give(&first, "two");
    give(&second, "two");
    REFUSED(&s, PK_TARIFF_INVALID, try_give(&third, "two"));
    s.t.now++;
    give(&third, "two");
}

static void so_many_in_all(void **state)
{
    (void)state;
    struct pk_validation what = code("two", PK_OFF_PERCENT, 50);
    what.most = 2;
    OK(try_add(&what));
    struct pk_ticket first = stay_park(&s, "A1"), second = stay_park(&s, "A2"),
                     third = stay_park(&s, "A3");
    give(&first, "two");
    give(&second, "two");
    s.t.now += DAY;
    REFUSED(&s, PK_TARIFF_INVALID, try_give(&third, "two"));
}

static void so_many_on_one_ticket(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    char name[8];
    for (int i = 0; i <= PK_OFFS_MAX; i++) {
        snprintf(name, sizeof name, "C%d", i);
        add(name, PK_OFF_AMOUNT, 10);
        if (i < PK_OFFS_MAX)
            give(&ticket, name);
    }
    REFUSED(&s, PK_TARIFF_INVALID, try_give(&ticket, name));
    s.t.now += HOUR;
    assert_int_equal(stay_quote(&s, &ticket).due, 200 - 10 * PK_OFFS_MAX);
}

/* ---- with a payment ---- */

static void with_its_payment(void **state)
{
    (void)state;
    add("half", PK_OFF_PERCENT, 50);
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
    add("half", PK_OFF_PERCENT, 50);
    add("all", PK_OFF_PERCENT, 100);
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
    give(&ticket, "half"); /* one that it has is no failure */
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
    struct pk_validation what = code("cinema", PK_OFF_PERCENT, 0);
    what.by_tariff = true;
    OK(try_add(&what));
    assert_string_equal(pk_validation_kind_name(&made), "tariff");
    what = code("theatre", PK_OFF_PERCENT, 0);
    what.by_tariff = true;
    OK(try_add(&what));
    add("badge", PK_OFF_FLAT, 0); /* the tariff's word counts */
    struct pk_ticket ticket = stay_park(&s, "A1"), staff = stay_park(&s, "A2");
    s.t.now += 3 * HOUR;
    assert_int_equal(stay_quote(&s, &ticket).due, 600);
    give(&ticket, "cinema");
    assert_int_equal(given.due, 200);
    give(&staff, "badge");
    assert_int_equal(given.due, 300);
    REFUSED(&s, PK_TARIFF_INVALID, try_give(&ticket, "badge")); /* one such code */
    REFUSED(&s, PK_TARIFF_INVALID, try_give(&ticket, "theatre"));
    add("half", PK_OFF_PERCENT, 50);
    give(&ticket, "half");
    assert_int_equal(given.due, 100);
    stay_pay(&s, &ticket);
    stay_leave(&s, &ticket);
    assert_int_equal(stay_count(&s, "SELECT taken FROM ticket_validation WHERE code = 'CINEMA'"),
                     400);
    assert_int_equal(stay_count(&s, "SELECT taken FROM ticket_validation WHERE code = 'HALF'"),
                     100);
}

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
    struct pk_validation gym = code("gym", PK_OFF_AMOUNT, 150);
    strcpy(gym.sponsor, "Gym");
    OK(try_add(&gym));
    add("film", PK_OFF_MINUTES, 60);
    add("half", PK_OFF_PERCENT, 50);
    struct pk_ticket first = stay_park(&s, "A1"), second = stay_park(&s, "A2"),
                     stays = stay_park(&s, "A3"), gone = stay_park(&s, "A4"), out;
    s.t.now += 3 * HOUR;  /* 6.00 */
    give(&first, "half"); /* minutes first: 6.00 - 2.00, then - 2.00, then - 1.50 */
    give(&first, "gym");
    give(&first, "film");
    assert_int_equal(given.due, 50);
    give(&stays, "half");
    give(&gone, "half");
    OK(pk_void(&out, s.t.lot, &s.t.act, gone.ticket_id, "mistake"));
    give(&second, "half");
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

/* Under a permit there is nothing to take off. */
static void under_a_permit(void **state)
{
    (void)state;
    static const char *const plates[] = {"A1"};
    struct pk_permit permit;
    struct pk_permit_new how = {"ACME", PK_NONE, s.t.now + HOUR, 1, 1, plates};
    OK(pk_permit_add(&permit, s.t.lot, &s.t.act, &how));
    add("half", PK_OFF_PERCENT, 50);
    struct pk_ticket ticket = stay_park(&s, "A1");
    give(&ticket, "half");
    s.t.now += 30 * MINUTE;
    assert_int_equal(stay_quote(&s, &ticket).due, 0);
    s.t.now = permit.valid_to + HOUR;
    assert_int_equal(stay_quote(&s, &ticket).due, 100);
    s.t.now = permit.valid_to;
    stay_leave(&s, &ticket);
    assert_int_equal(stay_count(&s, "SELECT taken FROM ticket_validation"), 0);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_made),
        TEST(codes_that_cannot_be_made),
        TEST(it_is_a_line_and_no_tender),
        TEST(the_cover_knows_it),
        TEST(a_free_stay_leaves),
        TEST(once_for_a_ticket),
        TEST(to_whom_not),
        TEST(which_not),
        TEST(so_many_a_day),
        TEST(so_many_in_all),
        TEST(so_many_on_one_ticket),
        TEST(with_its_payment),
        TEST(with_a_payment_that_is_refused),
        TEST(a_board_of_its_own),
        TEST(a_sponsors_bill),
        TEST(under_a_permit),
    };
    return cmocka_run_group_tests_name("validations", tests, NULL, NULL);
}
