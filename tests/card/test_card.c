/*
 * Cards: each thing that a terminal may say, and what becomes of the money when somebody dies,
 * comes late or is not alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>

#include "../support/child.h"
#include "../support/stay.h"

static struct stays s;
static struct pk_ticket ticket; /* parked 90 minutes ago: 4.00 are due */
static struct pk_tender tender;
static struct pk_card_attempt attempt;

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

/* A terminal of the test's own: says what it is told, remembers what it was asked. */
struct terminal {
    enum pk_card_outcome charged, asked;
    int charges, questions;
    int64_t amount;
    char currency[PK_CURRENCY_SIZE];
    int64_t waits; /* how long the driver fumbles, in seconds */
};

static enum pk_card_outcome charge(void *context, const char *attempt_id, int64_t amount,
                                   const char *currency)
{
    struct terminal *t = context;
    assert_int_equal(strlen(attempt_id), 36);
    t->charges++;
    t->amount = amount;
    snprintf(t->currency, sizeof t->currency, "%s", currency);
    s.t.now += t->waits;
    return t->charged;
}

static enum pk_card_outcome ask(void *context, const char *attempt_id)
{
    struct terminal *t = context;
    assert_int_equal(strlen(attempt_id), 36);
    t->questions++;
    return t->asked;
}

static enum pk_status pay_with(struct terminal *t, const struct pk_act *act, int64_t amount)
{
    const struct pk_card_terminal terminal = {charge, ask, t};
    return pk_pay_card(&tender, s.t.lot, act, &terminal, ticket.ticket_id, amount, PK_NONE);
}

static enum pk_status pay(struct terminal *t)
{
    return pay_with(t, &s.t.act, PK_NONE);
}

static enum pk_status begin(int64_t amount)
{
    return pk_card_begin(&attempt, s.t.lot, &s.t.act, ticket.ticket_id, amount, PK_NONE);
}

static enum pk_status settle(enum pk_card_outcome outcome)
{
    return pk_card_settle(&tender, s.t.lot, &s.t.act, attempt.attempt_id, outcome);
}

static enum pk_status pay_cash(void)
{
    struct pk_pay how = stay_cash(&ticket, PK_NONE, PK_NONE);
    return pk_pay(&tender, NULL, s.t.lot, &s.t.act, &how);
}

static size_t doubts(void)
{
    struct pk_card_attempt list[4];
    size_t count;
    OK(pk_card_doubts(list, 4, &count, s.t.lot));
    return count;
}

static int64_t tenders(void)
{
    return stay_count(&s, "SELECT count(*) FROM tender");
}

/* ---- the simulator ---- */

static void what_the_simulator_does(void **state)
{
    (void)state;
    static const struct {
        const char *behaviour;
        enum pk_status first, second;
        int64_t doubts;
    } cases[] = {
        {"approve", PK_OK, PK_ALREADY_PAID, 0},
        {"decline", PK_PAYMENT_REQUIRED, PK_PAYMENT_REQUIRED, 0},
        {"doubt", PK_PAYMENT_REQUIRED, PK_PAYMENT_REQUIRED, 1},
        {"late", PK_PAYMENT_REQUIRED, PK_OK, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_card_terminal terminal;
        OK(pk_card_simulator(&terminal, cases[i].behaviour));
        for (int times = 0; times < 2; times++)
            stay_must_be(times == 0 ? cases[i].first : cases[i].second,
                         pk_pay_card(&tender, s.t.lot, &s.t.act, &terminal, ticket.ticket_id,
                                     PK_NONE, PK_NONE),
                         cases[i].behaviour, __FILE__, __LINE__);
        assert_int_equal(doubts(), cases[i].doubts);
        stay_must_agree(&s);
        stay_close(&s);
        open_lot(NULL);
    }
    struct pk_card_terminal terminal;
    REFUSED(&s, PK_USAGE, pk_card_simulator(&terminal, "explode"));
    REFUSED(&s, PK_USAGE, pk_card_simulator(&terminal, ""));
}

static int call_one_that_dies(int number, void *context)
{
    struct pk_card_terminal terminal;
    (void)number, (void)context;
    if (pk_card_simulator(&terminal, "dies"))
        return 1;
    terminal.charge(terminal.context, "", 100, "EUR");
    return 0;
}

/* What would take minutes is only known to be there. */
static void the_simulator_at_its_worst(void **state)
{
    (void)state;
    struct pk_card_terminal terminal;
    OK(pk_card_simulator(&terminal, "silent"));
    OK(pk_card_simulator(&terminal, "slow"));
    assert_int_equal(terminal.ask(terminal.context, ""), PK_CARD_APPROVED);
    assert_int_equal(child_run(call_one_that_dies, NULL), 128 + SIGKILL);
    OK(pk_card_simulator(&terminal, "dies"));
    assert_int_equal(terminal.ask(terminal.context, ""), PK_CARD_APPROVED);
}

/* ---- outcomes ---- */

static void approved(void **state)
{
    (void)state;
    struct terminal t = {.charged = PK_CARD_APPROVED};
    OK(pay(&t));
    assert_int_equal(t.amount, 400);
    assert_string_equal(t.currency, "EUR");
    assert_int_equal(t.charges, 1);
    assert_int_equal(t.questions, 0);
    assert_int_equal(tender.method, PK_CARD);
    assert_int_equal(tender.amount, 400);
    assert_int_equal(tender.tendered, 400);
    assert_int_equal(tender.change, 0);
    assert_true(tender.is_paid);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'card'"), 1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'pay'"), 1);
    stay_leave(&s, &ticket);
}

static void declined_then_again(void **state)
{
    (void)state;
    struct terminal t = {.charged = PK_CARD_DECLINED};
    stay_must_be(PK_PAYMENT_REQUIRED, pay(&t), "declined", __FILE__, __LINE__);
    assert_int_equal(tenders(), 0);
    assert_int_equal(doubts(), 0);
    t.charged = PK_CARD_APPROVED;
    OK(pay(&t));
    assert_int_equal(t.charges, 2);
    assert_int_equal(tenders(), 1);
}

/* While one is in doubt no other money is taken; it is asked about, not charged again. */
static void in_doubt(void **state)
{
    (void)state;
    struct terminal t = {.charged = PK_CARD_IN_DOUBT, .asked = PK_CARD_IN_DOUBT};
    stay_must_be(PK_PAYMENT_REQUIRED, pay(&t), "in doubt", __FILE__, __LINE__);
    REFUSED(&s, PK_PAYMENT_REQUIRED, pay_cash());
    struct pk_pay nil = stay_nil(&ticket, "why");
    REFUSED(&s, PK_PAYMENT_REQUIRED, pk_pay(&tender, NULL, s.t.lot, &s.t.act, &nil));
    REFUSED(&s, PK_PAYMENT_REQUIRED, begin(PK_NONE));
    stay_must_be(PK_PAYMENT_REQUIRED, pay(&t), "still in doubt", __FILE__, __LINE__);
    assert_int_equal(t.charges, 1);
    assert_int_equal(t.questions, 1);
    assert_int_equal(doubts(), 1);
    t.asked = PK_CARD_DECLINED;
    stay_must_be(PK_PAYMENT_REQUIRED, pay(&t), "declined after all", __FILE__, __LINE__);
    OK(pay_cash());
    assert_int_equal(tenders(), 1);
}

static void in_doubt_then_approved(void **state)
{
    (void)state;
    struct terminal t = {.charged = PK_CARD_IN_DOUBT, .asked = PK_CARD_APPROVED};
    stay_must_be(PK_PAYMENT_REQUIRED, pay(&t), "in doubt", __FILE__, __LINE__);
    OK(pay(&t));
    assert_int_equal(t.charges, 1);
    assert_int_equal(tender.amount, 400);
    assert_int_equal(tenders(), 1);
    stay_leave(&s, &ticket);
}

static void amounts(void **state)
{
    (void)state;
    static const int64_t wrong[] = {0, -1, 401, INT64_MAX, INT64_MIN + 1};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        REFUSED(&s, PK_AMOUNT_INVALID, begin(wrong[i]));
        assert_int_equal(pk_error()->due, 400);
    }
    struct terminal t = {.charged = PK_CARD_APPROVED};
    OK(pay_with(&t, &s.t.act, 150));
    assert_false(tender.is_paid);
    assert_int_equal(tender.due, 250);
    OK(pay(&t));
    assert_int_equal(tender.amount, 250);
    REFUSED(&s, PK_ALREADY_PAID, begin(PK_NONE));
    stay_leave(&s, &ticket);
    REFUSED(&s, PK_TICKET_CLOSED, begin(PK_NONE));
    ticket = stay_park(&s, "A2");
    REFUSED(&s, PK_NOTHING_DUE, begin(PK_NONE));
    s.t.now = ticket.expires_at + 1;
    REFUSED(&s, PK_TICKET_EXPIRED, begin(PK_NONE));
    ticket.ticket_id[0] = 'x';
    REFUSED(&s, PK_TICKET_UNKNOWN, begin(PK_NONE));
}

/* ---- settling ---- */

static void settled_once(void **state)
{
    (void)state;
    OK(begin(PK_NONE));
    assert_int_equal(attempt.amount, 400);
    assert_int_equal(attempt.state, PK_CARD_STATE_PENDING);
    assert_string_equal(attempt.ticket_id, ticket.ticket_id);
    OK(settle(PK_CARD_IN_DOUBT));
    assert_int_equal(tender.amount, 0);
    OK(settle(PK_CARD_APPROVED));
    int64_t receipt = tender.receipt_no;
    static const enum pk_card_outcome outcomes[] = {PK_CARD_APPROVED, PK_CARD_DECLINED,
                                                    PK_CARD_IN_DOUBT};
    for (int i = 0; i < 3; i++) { /* whatever is said then */
        OK(settle(outcomes[i]));
        assert_int_equal(tender.receipt_no, receipt);
        assert_int_equal(tender.amount, 400);
    }
    assert_int_equal(tenders(), 1);
    assert_int_equal(stay_count(&s, "SELECT state = 'approved' FROM card_attempt"), 1);
}

/* Money that was taken although it was settled as declined is not passed over in silence. */
static void approved_after_declined(void **state)
{
    (void)state;
    OK(begin(PK_NONE));
    OK(settle(PK_CARD_DECLINED));
    OK(settle(PK_CARD_DECLINED));
    OK(settle(PK_CARD_IN_DOUBT));
    assert_int_equal(tender.amount, 0);
    REFUSED(&s, PK_INTERNAL, settle(PK_CARD_APPROVED));
    REFUSED(&s, PK_USAGE, settle((enum pk_card_outcome)7));
    REFUSED(&s, PK_TICKET_UNKNOWN,
            pk_card_settle(&tender, s.t.lot, &s.t.act, "none", PK_CARD_APPROVED));
    REFUSED(&s, PK_USAGE, pk_card_settle(&tender, s.t.lot, &s.t.act, NULL, PK_CARD_APPROVED));
}

/* The one who began it died: others wait as long as a terminal may take, then ask. */
static void a_crash_between_begin_and_settle(void **state)
{
    (void)state;
    struct terminal t = {.charged = PK_CARD_APPROVED, .asked = PK_CARD_APPROVED};
    OK(begin(PK_NONE));
    REFUSED(&s, PK_PAYMENT_REQUIRED, pay(&t));
    s.t.now += 180;
    REFUSED(&s, PK_PAYMENT_REQUIRED, pay(&t));
    assert_int_equal(t.questions, 0);
    s.t.now += 1;
    OK(pay(&t));
    assert_int_equal(t.charges, 0);
    assert_int_equal(t.questions, 1);
    assert_int_equal(tenders(), 1);
    assert_int_equal(doubts(), 0);
}

/* The same request again: the terminal is asked, and never charges twice. */
static void the_same_request_goes_on(void **state)
{
    (void)state;
    struct terminal t = {.charged = PK_CARD_APPROVED, .asked = PK_CARD_APPROVED};
    struct pk_act act = stay_act(&s);
    OK(pk_card_begin(&attempt, s.t.lot, &act, ticket.ticket_id, PK_NONE, PK_NONE));
    assert_string_equal(attempt.attempt_id, act.request_id);
    /* Somebody may still be charging: only an approval is believed. */
    t.asked = PK_CARD_DECLINED;
    REFUSED(&s, PK_PAYMENT_REQUIRED, pay_with(&t, &act, PK_NONE));
    t.asked = PK_CARD_IN_DOUBT;
    REFUSED(&s, PK_PAYMENT_REQUIRED, pay_with(&t, &act, PK_NONE));
    t.asked = PK_CARD_APPROVED;
    OK(pay_with(&t, &act, PK_NONE));
    OK(pay_with(&t, &act, PK_NONE));
    assert_int_equal(t.charges, 0);
    assert_int_equal(tenders(), 1);
}

static void the_same_request_after_a_refusal(void **state)
{
    (void)state;
    struct terminal t = {.charged = PK_CARD_DECLINED, .asked = PK_CARD_APPROVED};
    struct pk_act act = stay_act(&s);
    stay_must_be(PK_PAYMENT_REQUIRED, pay_with(&t, &act, PK_NONE), "declined", __FILE__, __LINE__);
    REFUSED(&s, PK_PAYMENT_REQUIRED, pay_with(&t, &act, PK_NONE));
    assert_int_equal(t.charges, 1);
    assert_int_equal(t.questions, 0);
}

/* ---- what happens meanwhile ---- */

/* The driver takes three hours; the price that was agreed to is covered. */
static void the_price_of_the_quote(void **state)
{
    (void)state;
    struct terminal t = {.charged = PK_CARD_APPROVED, .waits = 170};
    s.t.now = TEST_LOT_START + 2 * HOUR - 60;
    OK(pay(&t));
    assert_int_equal(tender.amount, 400);
    assert_true(tender.is_paid);
    assert_int_equal(tender.expires_at, s.t.now + 15 * MINUTE);
    stay_leave(&s, &ticket);
}

/* An outcome that is known a day later gives no second exit grace. */
static void a_late_outcome(void **state)
{
    (void)state;
    OK(begin(PK_NONE));
    OK(settle(PK_CARD_IN_DOUBT));
    s.t.now += DAY;
    OK(settle(PK_CARD_APPROVED));
    assert_true(tender.is_paid);
    assert_int_equal(tender.expires_at, TEST_LOT_START + 2 * HOUR + 1);
    assert_int_equal(stay_see(&s, &ticket).state, PK_OVERSTAYED);
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    assert_int_equal(pk_error()->due, 2400 - 400);
    stay_pay(&s, &ticket);
    stay_leave(&s, &ticket);
}

/* The vehicle is gone when the card is approved: the money is booked, not lost. */
static void after_the_exit(void **state)
{
    (void)state;
    OK(begin(PK_NONE));
    s.t.now = TEST_LOT_START; /* the clock is set back: nothing is due for a moment */
    stay_leave(&s, &ticket);
    s.t.now += 2 * HOUR;
    OK(settle(PK_CARD_APPROVED));
    assert_int_equal(tender.amount, 400);
    assert_int_equal(stay_see(&s, &ticket).paid, 400);
    assert_int_equal(stay_see(&s, &ticket).state, PK_EXITED);
    OK(pk_refund(&tender, s.t.lot, &s.t.act, ticket.ticket_id, 400, PK_CARD, "drove off"));
}

static void after_a_release(void **state)
{
    (void)state;
    struct pk_ticket out;
    OK(begin(300));
    OK(pk_release(&out, s.t.lot, &s.t.act, ticket.ticket_id, "drove off"));
    assert_int_equal(out.owed, 400);
    REFUSED(&s, PK_PAYMENT_REQUIRED, pay_cash());
    OK(settle(PK_CARD_APPROVED));
    assert_int_equal(tender.due, 100);
    assert_int_equal(stay_see(&s, &ticket).owed, 100);
    OK(pay_cash());
    assert_int_equal(tender.amount, 100);
}

/* More than is still owed: all of it is booked, nothing is owed below nothing. */
static void after_a_release_that_owes_less(void **state)
{
    (void)state;
    struct pk_ticket out;
    OK(begin(PK_NONE));
    s.t.now = TEST_LOT_START + 30 * MINUTE; /* set back */
    OK(pk_release(&out, s.t.lot, &s.t.act, ticket.ticket_id, "drove off"));
    assert_int_equal(out.owed, 200);
    OK(settle(PK_CARD_APPROVED));
    assert_int_equal(tender.amount, 400);
    assert_int_equal(stay_see(&s, &ticket).owed, 0);
    assert_int_equal(stay_see(&s, &ticket).paid, 400);
}

static void after_expiry_and_amendment(void **state)
{
    (void)state;
    enum pk_vehicle_class van = PK_VAN;
    struct pk_ticket out;
    OK(begin(PK_NONE));
    OK(pk_amend(&out, s.t.lot, &s.t.act, ticket.ticket_id, "B2", &van));
    OK(pk_move(&out, s.t.lot, &s.t.act, ticket.ticket_id, "A03"));
    s.t.now = ticket.expires_at + 1;
    OK(settle(PK_CARD_APPROVED));
    assert_true(tender.is_paid);
    assert_int_equal(stay_see(&s, &ticket).state, PK_OVERSTAYED);
}

static void two_stations_at_once(void **state)
{
    (void)state;
    struct pk_lot *other = test_lot_another(&s.t);
    struct pk_act there = {.station = "desk-2"};
    struct pk_card_attempt second;
    OK(begin(PK_NONE));
    REFUSED(&s, PK_PAYMENT_REQUIRED,
            pk_card_begin(&second, other, &there, ticket.ticket_id, PK_NONE, PK_NONE));
    assert_non_null(strstr(pk_error()->message, "under way"));
    OK(settle(PK_CARD_IN_DOUBT));
    REFUSED(&s, PK_PAYMENT_REQUIRED,
            pk_card_begin(&second, other, &there, ticket.ticket_id, PK_NONE, PK_NONE));
    assert_non_null(strstr(pk_error()->message, "doubt"));
    OK(pk_card_settle(&tender, other, &there, attempt.attempt_id, PK_CARD_APPROVED));
    assert_int_equal(tender.receipt_no, 1);
    pk_lot_close(other);
}

static enum pk_status pay_inside(struct pk_lot *lot, void *context)
{
    (void)lot;
    return pay(context);
}

/* A terminal is never waited for while the lot is locked. */
static void never_inside_a_transaction(void **state)
{
    (void)state;
    struct terminal t = {.charged = PK_CARD_APPROVED};
    REFUSED(&s, PK_INTERNAL, pk_lot_together(s.t.lot, pay_inside, &t));
    assert_int_equal(t.charges, 0);
    OK(pay(&t));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_the_simulator_does),
        TEST(the_simulator_at_its_worst),
        TEST(approved),
        TEST(declined_then_again),
        TEST(in_doubt),
        TEST(in_doubt_then_approved),
        TEST(amounts),
        TEST(settled_once),
        TEST(approved_after_declined),
        TEST(a_crash_between_begin_and_settle),
        TEST(the_same_request_goes_on),
        TEST(the_same_request_after_a_refusal),
        TEST(the_price_of_the_quote),
        TEST(a_late_outcome),
        TEST(after_the_exit),
        TEST(after_a_release),
        TEST(after_a_release_that_owes_less),
        TEST(after_expiry_and_amendment),
        TEST(two_stations_at_once),
        TEST(never_inside_a_transaction),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
