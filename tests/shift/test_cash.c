/*
 * Money at the desk of a lot with staff: cash goes through the own drawer, everything else goes
 * wherever it is booked; who may give back what.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/till.h"

static struct stays s;
static struct pk_tender tender;
static struct pk_cash_movement movement;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 20);
    till_staff(&s);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

/* The shift of the last tender; INT64_MIN for none. */
static int64_t shift_of_last(void)
{
    return stay_count(&s, "SELECT shift_id FROM tender ORDER BY tender_id DESC LIMIT 1");
}

/* ---- cash, card and nil ---- */

static void cash_needs_the_drawer_here(void **state)
{
    (void)state;
    struct pk_ticket ticket = till_park(&s, "Ana", "booth-1", "A1");
    REFUSED(&s, PK_SHIFT_REQUIRED, till_try_pay(&s, "Ana", "booth-1", &ticket));
    assert_non_null(strstr(pk_error()->message, "shift open"));
    till_open(&s, "Ana", "booth-1", 100);
    REFUSED(&s, PK_SHIFT_REQUIRED, till_try_pay(&s, "Ana", "booth-2", &ticket));
    assert_non_null(strstr(pk_error()->message, "booth-1"));
    REFUSED(&s, PK_SHIFT_REQUIRED, till_try_pay(&s, "Ben", "booth-1", &ticket));
    REFUSED(&s, PK_SHIFT_REQUIRED, till_try_pay(&s, "Max", "booth-1", &ticket));
    OK(till_try_pay(&s, "Ana", "booth-1", &ticket));
    assert_int_equal(shift_of_last(), 1);
    till_close(&s, "Ana", 500);
    struct pk_ticket next = till_park(&s, "Ana", "booth-1", "A2");
    REFUSED(&s, PK_SHIFT_REQUIRED, till_try_pay(&s, "Ana", "booth-1", &next));
}

static void a_card_needs_none(void **state)
{
    (void)state;
    struct pk_ticket ticket = till_park(&s, "Ana", "booth-1", "A1");
    OK(till_try_card(&s, "Ana", "booth-1", &ticket, "approve"));
    assert_int_equal(shift_of_last(), INT64_MIN);
    till_open(&s, "Ana", "booth-1", 100);
    ticket = till_park(&s, "Ana", "booth-1", "A2");
    OK(till_try_card(&s, "Ana", "booth-2", &ticket, "approve")); /* its shift, wherever it is */
    assert_int_equal(shift_of_last(), 1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM card_attempt WHERE shift_id = 1"), 1);
    ticket = till_park(&s, "Ben", "booth-1", "A3");
    OK(till_try_card(&s, "Ben", "booth-1", &ticket,
                     "approve")); /* not the drawer's, the person's */
    assert_int_equal(shift_of_last(), INT64_MIN);
}

static void a_nil_payment_needs_none(void **state)
{
    (void)state;
    struct pk_ticket ticket = till_park(&s, "Ana", "booth-1", "A1");
    struct pk_pay how = stay_nil(&ticket, "a friend of the house");
    struct pk_act act = people_act_at(&s.t, "Sue", "booth-1");
    OK(pk_pay(&tender, NULL, s.t.lot, &act, &how));
    assert_int_equal(shift_of_last(), INT64_MIN);
}

/* All or none: the part that a card could take is not booked without the rest. */
static void no_half_payment(void **state)
{
    (void)state;
    struct pk_ticket ticket = till_park(&s, "Ana", "booth-1", "A1");
    struct pk_pay how = stay_cash(&ticket, 100, 100);
    how.tender_count = 2;
    how.tenders[1] = (struct pk_tender_in){PK_NIL, PK_NONE, PK_NONE};
    how.reason = "the rest is a gift";
    struct pk_act act = people_act_at(&s.t, "Sue", "booth-1");
    REFUSED(&s, PK_SHIFT_REQUIRED, pk_pay(&tender, NULL, s.t.lot, &act, &how));
}

/* ---- a card whose outcome comes late ---- */

static struct pk_card_attempt begin_card(const char *who, const struct pk_ticket *ticket)
{
    struct pk_card_attempt attempt;
    struct pk_act act = people_act_at(&s.t, who, "booth-1");
    OK(pk_card_begin(&attempt, s.t.lot, &act, ticket->ticket_id, PK_NONE, PK_NONE));
    return attempt;
}

static void settle(const char *who, const struct pk_card_attempt *attempt)
{
    struct pk_act act = people_act_at(&s.t, who, "booth-2");
    OK(pk_card_settle(&tender, s.t.lot, &act, attempt->attempt_id, PK_CARD_APPROVED));
}

static void a_late_card(void **state)
{
    (void)state;
    struct pk_ticket ticket = till_park(&s, "Ana", "booth-1", "A1");
    till_open(&s, "Ana", "booth-1", 100);
    till_open(&s, "Ben", "booth-2", 100);
    struct pk_card_attempt attempt = begin_card("Ana", &ticket);
    settle("Ben", &attempt); /* while the shift it began in is open, it is that one's */
    assert_int_equal(shift_of_last(), 1);

    ticket = till_park(&s, "Ana", "booth-1", "A2");
    attempt = begin_card("Ana", &ticket);
    s.t.now += 601;
    till_close(&s, "Ana", 100);
    settle("Ben", &attempt); /* then it is who settles it */
    assert_int_equal(shift_of_last(), 2);

    ticket = till_park(&s, "Ben", "booth-1", "A3");
    attempt = begin_card("Ben", &ticket);
    s.t.now += 601;
    till_close(&s, "Ben", 100);
    settle("Ana", &attempt); /* or nobody's */
    assert_int_equal(shift_of_last(), INT64_MIN);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM tender WHERE method = 'card'"), 3);
}

/* ---- refunds ---- */

static enum pk_status refund(const struct pk_act *act, const struct pk_ticket *ticket,
                             enum pk_method method)
{
    return pk_refund(&tender, s.t.lot, act, ticket->ticket_id, 100, method, "overcharged");
}

static enum pk_status refund_by(const char *who, const struct pk_ticket *ticket)
{
    struct pk_act act = people_act_at(&s.t, who, "booth-1");
    return refund(&act, ticket, PK_CASH);
}

static void attendants_give_back_what_they_took(void **state)
{
    (void)state;
    till_open(&s, "Ana", "booth-1", 100);
    struct pk_ticket ticket = till_sell(&s, "Ana", "booth-1", "A1");
    OK(refund_by("Ana", &ticket));
    assert_int_equal(shift_of_last(), 1);
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    OK(refund(&act, &ticket, PK_CARD)); /* that it was cash is no matter */
    struct pk_ticket out;
    OK(till_try_pay(&s, "Ana", "booth-1", &ticket));
    act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_replace(&out, s.t.lot, &act, ticket.ticket_id, "lost", "registration paper", false));
    act = people_act_at(&s.t, "Ana", "booth-1");
    OK(refund(&act, &ticket, PK_CASH)); /* the vehicle is inside, under its next ticket */
}

static void not_once_the_vehicle_left(void **state)
{
    (void)state;
    till_open(&s, "Ana", "booth-1", 100);
    struct pk_ticket ticket = till_sell(&s, "Ana", "booth-1", "A1");
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_retrieve(&ticket, s.t.lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
    REFUSED(&s, PK_NOT_PERMITTED, refund_by("Ana", &ticket));
    act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_approve(&act, s.t.lot, "Sue", PEOPLE_PIN));
    OK(refund(&act, &ticket, PK_CASH));
    assert_int_equal(shift_of_last(), 1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM exception WHERE kind = 'refund' "
                                    "AND staff = 'Ana' AND approver = 'Sue'"),
                     1);
}

static void not_of_another_shift(void **state)
{
    (void)state;
    till_open(&s, "Ana", "booth-1", 100);
    struct pk_ticket ticket = till_sell(&s, "Ana", "booth-1", "A1");
    till_close(&s, "Ana", 500);
    till_open(&s, "Ana", "booth-1", 500);
    REFUSED(&s, PK_NOT_PERMITTED, refund_by("Ana", &ticket)); /* her own, but of before */
    till_close(&s, "Ana", 500);
    REFUSED(&s, PK_NOT_PERMITTED, refund_by("Ana", &ticket));
    till_open(&s, "Ben", "booth-1", 500);
    REFUSED(&s, PK_NOT_PERMITTED, refund_by("Ben", &ticket));
}

/* A card that was taken without a shift is nobody's own. */
static void not_of_no_shift(void **state)
{
    (void)state;
    struct pk_ticket ticket = till_park(&s, "Ana", "booth-1", "A1");
    OK(till_try_card(&s, "Ana", "booth-1", &ticket, "approve"));
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    REFUSED(&s, PK_NOT_PERMITTED, refund(&act, &ticket, PK_CARD));
    till_open(&s, "Ana", "booth-1", 500);
    act = people_act_at(&s.t, "Ana", "booth-1");
    REFUSED(&s, PK_NOT_PERMITTED, refund(&act, &ticket, PK_CARD));
    act = people_act_at(&s.t, "Sue", "booth-1");
    OK(refund(&act, &ticket, PK_CARD));
}

/* Some of it was another's: then it is no longer hers to give back. */
static void not_of_mixed_money(void **state)
{
    (void)state;
    till_open(&s, "Ana", "booth-1", 100);
    till_open(&s, "Ben", "booth-2", 100);
    struct pk_ticket ticket = till_sell(&s, "Ben", "booth-2", "A1");
    s.t.now += 3 * HOUR;
    OK(till_try_pay(&s, "Ana", "booth-1", &ticket));
    REFUSED(&s, PK_NOT_PERMITTED, refund_by("Ana", &ticket));
}

static void a_refund_in_cash_needs_a_drawer(void **state)
{
    (void)state;
    till_open(&s, "Ana", "booth-1", 100);
    struct pk_ticket ticket = till_sell(&s, "Ana", "booth-1", "A1");
    REFUSED(&s, PK_SHIFT_REQUIRED, refund_by("Sue", &ticket));
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-2");
    REFUSED(&s, PK_SHIFT_REQUIRED, refund(&act, &ticket, PK_CASH));
    till_open(&s, "Sue", "booth-3", 100);
    act = people_act_at(&s.t, "Sue", "booth-3");
    OK(refund(&act, &ticket, PK_CASH));
    assert_int_equal(shift_of_last(), 2); /* of the drawer that pays it out */
}

/* ---- what moves without a sale ---- */

static enum pk_status drop(const char *station, int64_t amount, const char *bag)
{
    struct pk_act act = people_act_at(&s.t, "Ana", station);
    return pk_shift_drop(&movement, s.t.lot, &act, amount, bag);
}

static enum pk_status pay_out(int64_t amount, const char *reason)
{
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    return pk_shift_paid_out(&movement, s.t.lot, &act, amount, reason);
}

static void drops(void **state)
{
    (void)state;
    char long_bag[PK_NAME_SIZE + 1];
    memset(long_bag, 'b', sizeof long_bag - 1);
    long_bag[sizeof long_bag - 1] = '\0';
    REFUSED(&s, PK_SHIFT_REQUIRED, drop("booth-1", 100, "17"));
    till_open(&s, "Ana", "booth-1", 1000);
    till_sell(&s, "Ana", "booth-1", "A1");
    REFUSED(&s, PK_SHIFT_REQUIRED, drop("booth-2", 100, "17"));
    REFUSED(&s, PK_AMOUNT_INVALID, drop("booth-1", 0, "17"));
    REFUSED(&s, PK_AMOUNT_INVALID, drop("booth-1", -100, "17"));
    REFUSED(&s, PK_AMOUNT_INVALID, drop("booth-1", INT64_MAX, "17"));
    const char *const no_bags[] = {NULL, "", " ", "a\nb", "\xff", long_bag};
    for (size_t i = 0; i < sizeof no_bags / sizeof *no_bags; i++)
        REFUSED(&s, PK_USAGE, drop("booth-1", 100, no_bags[i]));
    OK(drop("booth-1", 900, "bag 17"));
    assert_int_equal(movement.movement_id, 1);
    assert_int_equal(movement.shift_id, 1);
    assert_string_equal(movement.kind, "drop");
    assert_string_equal(movement.bag_no, "bag 17");
    assert_int_equal(movement.amount, 900);
    assert_int_equal(movement.time, s.t.now);
    assert_int_equal(stay_count(&s, "SELECT amount FROM journal WHERE kind = 'drop'"), 900);
    OK(drop("booth-1", 501, "18")); /* more than there should be: it is counted blind */
}

static void paid_outs(void **state)
{
    (void)state;
    REFUSED(&s, PK_SHIFT_REQUIRED, pay_out(100, "stamps"));
    till_open(&s, "Ana", "booth-1", 1000);
    REFUSED(&s, PK_AMOUNT_INVALID, pay_out(0, "stamps"));
    REFUSED(&s, PK_AMOUNT_INVALID, pay_out(INT64_MAX, "stamps"));
    REFUSED(&s, PK_USAGE, pay_out(100, NULL));
    REFUSED(&s, PK_USAGE, pay_out(100, "  "));
    OK(pay_out(450, "stamps"));
    assert_string_equal(movement.kind, "paid_out");
    assert_string_equal(movement.reason, "stamps");
    assert_int_equal(stay_count(&s, "SELECT amount FROM journal WHERE kind = 'paid_out'"), 450);
    OK(pay_out(551, "stamps"));
}

static void no_sales(void **state)
{
    (void)state;
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    REFUSED(&s, PK_SHIFT_REQUIRED, pk_shift_no_sale(&movement, s.t.lot, &act, "change"));
    till_open(&s, "Ana", "booth-1", 0);
    REFUSED(&s, PK_USAGE, pk_shift_no_sale(&movement, s.t.lot, &act, ""));
    OK(pk_shift_no_sale(&movement, s.t.lot, &act, "change"));
    assert_int_equal(movement.amount, 0);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM exception WHERE kind = 'no_sale' "
                                    "AND staff = 'Ana'"),
                     1);
}

/* The same request again moves nothing twice. */
static void a_drop_asked_again(void **state)
{
    (void)state;
    struct pk_cash_movement again;
    till_open(&s, "Ana", "booth-1", 1000);
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_shift_drop(&movement, s.t.lot, &act, 600, "17"));
    OK(pk_shift_drop(&again, s.t.lot, &act, 600, "17"));
    assert_int_equal(again.movement_id, movement.movement_id);
    assert_string_equal(again.bag_no, "17");
    REFUSED(&s, PK_REQUEST_REUSED, pk_shift_drop(&again, s.t.lot, &act, 600, "18"));
    assert_int_equal(stay_count(&s, "SELECT sum(amount) FROM cash_movement"), 600);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(cash_needs_the_drawer_here),
        TEST(a_card_needs_none),
        TEST(a_nil_payment_needs_none),
        TEST(no_half_payment),
        TEST(a_late_card),
        TEST(attendants_give_back_what_they_took),
        TEST(not_once_the_vehicle_left),
        TEST(not_of_another_shift),
        TEST(not_of_no_shift),
        TEST(not_of_mixed_money),
        TEST(a_refund_in_cash_needs_a_drawer),
        TEST(drops),
        TEST(paid_outs),
        TEST(no_sales),
        TEST(a_drop_asked_again),
    };
    return cmocka_run_group_tests_name("shift: cash", tests, NULL, NULL);
}
