/*
 * The end of a shift: counted blind, closed with its own sums, by whom it may be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/till.h"

static struct stays s;
static struct pk_shift shift;
static struct pk_cash_count counted;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 40);
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

static enum pk_status count(const struct pk_act *act, const char *staff, int64_t total)
{
    struct pk_cash cash = till_total(total);
    return pk_shift_count(&counted, s.t.lot, act, staff, &cash);
}

static enum pk_status count_by(const char *who, const char *staff, int64_t total)
{
    struct pk_act act = people_act_at(&s.t, who, "booth-9");
    return count(&act, staff, total);
}

static enum pk_status close_by(const char *who, const char *staff)
{
    struct pk_act act = people_act_at(&s.t, who, "booth-9");
    return pk_shift_close(&shift, s.t.lot, &act, staff, NULL);
}

static enum pk_status recount_by(const char *who, int64_t shift_id, int64_t total)
{
    struct pk_cash cash = till_total(total);
    struct pk_act act = people_act_at(&s.t, who, "office");
    return pk_shift_recount(&counted, s.t.lot, &act, shift_id, &cash);
}

/* ---- counting ---- */

/* Adds up, until nothing is left. */
static bool see_count(const struct pk_cash_count *each, void *sum)
{
    *(int64_t *)sum += each->total;
    return *(int64_t *)sum != 0;
}

static void all_counts_are_kept(void **state)
{
    (void)state;
    REFUSED(&s, PK_SHIFT_REQUIRED, count_by("Ana", NULL, 100));
    till_open(&s, "Ana", "booth-1", 10000);
    till_sell(&s, "Ana", "booth-1", "A1");
    REFUSED(&s, PK_USAGE, close_by("Ana", NULL)); /* never counted */
    REFUSED(&s, PK_AMOUNT_INVALID, count_by("Ana", NULL, -1));
    OK(count_by("Ana", NULL, 10300));
    assert_int_equal(counted.total, 10300);
    assert_string_equal(counted.kind, "count");
    assert_string_equal(counted.staff, "Ana");
    OK(count_by("Ana", NULL, 10390));
    OK(close_by("Ana", NULL));
    assert_int_equal(shift.expected, 10400);
    assert_int_equal(shift.counted, 10390);
    assert_int_equal(shift.over_short, -10);
    assert_int_equal(shift.closed_at, s.t.now);
    assert_string_equal(shift.closed_by, "Ana");
    int64_t seen = 0;
    OK(pk_shift_counts(s.t.lot, shift.shift_id, see_count, &seen));
    assert_int_equal(seen, 10000 + 10300 + 10390);
    seen = -10000;
    OK(pk_shift_counts(s.t.lot, shift.shift_id, see_count, &seen)); /* had enough at the float */
    assert_int_equal(seen, 0);
}

/* Till the count is in, nothing tells an attendant what should be there. */
static void the_count_is_blind(void **state)
{
    (void)state;
    static const char *const hidden[] = {"cash.expected", "cash.taken", "methods.0.taken",
                                         "methods.0.refunds", "methods.0.net"};
    till_open(&s, "Ana", "booth-1", 10000);
    till_sell(&s, "Ana", "booth-1", "A1");
    struct pk_ticket ticket = till_park(&s, "Ana", "booth-1", "A2");
    OK(till_try_card(&s, "Ana", "booth-1", &ticket, "approve"));
    static const char *const blind[] = {"Ana", "Ben", "", "Zoe"};
    static const char *const seeing[] = {"Sue", "Max", "Eve"};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        for (size_t j = 0; j < sizeof blind / sizeof *blind; j++)
            assert_int_equal(till_report(&s, blind[j], 1, hidden[i]), PK_NONE);
        for (size_t j = 0; j < sizeof seeing / sizeof *seeing; j++)
            assert_int_not_equal(till_report(&s, seeing[j], 1, hidden[i]), PK_NONE);
    }
    assert_int_equal(till_report(&s, "Sue", 1, "cash.expected"), 10400);
    assert_int_equal(till_report(&s, "Ana", 1, "methods.0.tenders"), 1);
    assert_int_equal(till_report(&s, "Ana", 1, "methods.1.net"), 400);
    OK(pk_shift_get(&shift, s.t.lot, 1));
    assert_int_equal(shift.expected, PK_NONE);
    till_close(&s, "Ana", 1);
    assert_int_equal(till_report(&s, "", 1, "cash.expected"), 10400);
}

/* ---- closing ---- */

static void what_moves_is_reckoned(void **state)
{
    (void)state;
    struct pk_cash_movement movement;
    struct pk_tender tender;
    till_open(&s, "Ana", "booth-1", 10000);
    struct pk_ticket ticket = till_sell(&s, "Ana", "booth-1", "A1");
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_refund(&tender, s.t.lot, &act, ticket.ticket_id, 150, PK_CASH, "slow lift"));
    act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_refund(&tender, s.t.lot, &act, ticket.ticket_id, 50, PK_CARD, "to the card"));
    act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_shift_drop(&movement, s.t.lot, &act, 5000, "17"));
    act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_shift_paid_out(&movement, s.t.lot, &act, 333, "stamps"));
    act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_shift_no_sale(&movement, s.t.lot, &act, "change"));
    shift = till_close(&s, "Ana", 5000);
    assert_int_equal(shift.expected, 10000 + 400 - 150 - 5000 - 333);
    assert_int_equal(shift.over_short, 5000 - 4917);
    struct pk_shift_sums sums;
    OK(pk_shift_sum(&sums, s.t.lot, shift.shift_id));
    assert_int_equal(sums.by_method[PK_CASH], 250);
    assert_int_equal(sums.taken[PK_CASH], 400);
    assert_int_equal(sums.refunds[PK_CASH], 150);
    assert_int_equal(sums.tenders[PK_CASH], 2);
    assert_int_equal(sums.by_method[PK_CARD], -50);
    assert_int_equal(sums.drops, 5000);
    assert_int_equal(sums.paid_outs, 333);
    assert_int_equal(sums.no_sales, 1);
}

static void a_closed_shift_is_closed(void **state)
{
    (void)state;
    till_open(&s, "Ana", "booth-1", 100);
    till_close(&s, "Ana", 100);
    REFUSED(&s, PK_SHIFT_REQUIRED, close_by("Ana", NULL));
    REFUSED(&s, PK_SHIFT_REQUIRED, count_by("Ana", NULL, 100));
    REFUSED(&s, PK_USAGE, pk_shift_get(&shift, s.t.lot, 2));
    json_t *report;
    REFUSED(&s, PK_USAGE, pk_shift_report(&report, s.t.lot, "Max", 2));
    assert_null(report);
}

static void asked_again(void **state)
{
    (void)state;
    struct pk_shift again = {0};
    struct pk_cash cash = till_total(90), other = till_total(91);
    till_open(&s, "Ana", "booth-1", 100);
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_shift_close(&shift, s.t.lot, &act, NULL, &cash));
    s.t.now += HOUR;
    OK(pk_shift_close(&again, s.t.lot, &act, NULL, &cash));
    assert_int_equal(again.closed_at, shift.closed_at);
    assert_int_equal(again.over_short, -10);
    REFUSED(&s, PK_REQUEST_REUSED, pk_shift_close(&again, s.t.lot, &act, NULL, &other));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM cash_count WHERE kind = 'count'"), 1);
}

/* The clock was put back an hour: a shift does not end before it began. */
static void a_clock_set_back(void **state)
{
    (void)state;
    till_open(&s, "Ana", "booth-1", 100);
    int64_t opened = s.t.now;
    s.t.now -= HOUR;
    shift = till_close(&s, "Ana", 100);
    assert_int_equal(shift.closed_at, opened);
}

/* ---- the shift of another ---- */

static void of_a_station_that_broke_down(void **state)
{
    (void)state;
    till_open(&s, "Ana", "booth-1", 100);
    REFUSED(&s, PK_NOT_PERMITTED, count_by("Ben", "Ana", 100));
    REFUSED(&s, PK_NOT_PERMITTED, close_by("Ben", "Ana"));
    REFUSED(&s, PK_NOT_PERMITTED, close_by("Eve", "Ana"));
    REFUSED(&s, PK_SHIFT_REQUIRED, close_by("Sue", "Ben"));
    REFUSED(&s, PK_SHIFT_REQUIRED, close_by("Sue", "Zoe"));
    OK(count_by("Sue", "ana", 95));
    OK(close_by("Sue", "Ana"));
    assert_string_equal(shift.staff, "Ana");
    assert_string_equal(shift.closed_by, "Sue");
    assert_int_equal(shift.over_short, -5);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'shift_close' "
                                    "AND staff = 'Sue' AND approver IS NULL"),
                     1);
    till_open(&s, "Ben", "booth-1", 95); /* the drawer is free */
}

static void of_another_with_approval(void **state)
{
    (void)state;
    struct pk_cash cash = till_total(100);
    till_open(&s, "Ana", "booth-1", 100);
    struct pk_act act = people_approved(&s.t, "Ben", "Sue");
    OK(pk_shift_close(&shift, s.t.lot, &act, "Ana", &cash));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'shift_close' "
                                    "AND staff = 'Ben' AND approver = 'Sue'"),
                     1);
    REFUSED(&s, PK_NOT_PERMITTED, recount_by("Ben", shift.shift_id, 100)); /* he closed it */
}

/* ---- money that is not finished ---- */

static void a_card_under_way(void **state)
{
    (void)state;
    struct pk_card_attempt attempt;
    struct pk_tender tender;
    till_open(&s, "Ana", "booth-1", 100);
    struct pk_ticket ticket = till_park(&s, "Ana", "booth-1", "A1");
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_card_begin(&attempt, s.t.lot, &act, ticket.ticket_id, PK_NONE, PK_NONE));
    OK(count_by("Ana", NULL, 100));
    REFUSED(&s, PK_PAYMENT_REQUIRED, close_by("Ana", NULL));
    assert_int_equal(pk_error()->ticket_no, ticket.ticket_no);
    s.t.now += 599;
    REFUSED(&s, PK_PAYMENT_REQUIRED, close_by("Ana", NULL));
    act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_card_settle(&tender, s.t.lot, &act, attempt.attempt_id, PK_CARD_APPROVED));
    OK(close_by("Ana", NULL));
    assert_int_equal(till_report(&s, "", shift.shift_id, "methods.1.net"), 400);
}

static void money_in_hand(void **state)
{
    (void)state;
    static const int64_t handed[] = {500};
    till_open(&s, "Ana", "booth-1", 100);
    struct pk_ticket ticket = till_park(&s, "Ana", "booth-1", "A1");
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_draft_keep(s.t.lot, &act, ticket.ticket_id, handed, 1));
    OK(count_by("Ana", NULL, 100));
    REFUSED(&s, PK_PAYMENT_REQUIRED, close_by("Ana", NULL));
    assert_int_equal(pk_error()->ticket_no, ticket.ticket_no);
    OK(pk_draft_keep(s.t.lot, &act, ticket.ticket_id, NULL, 0));
    OK(close_by("Ana", NULL));
}

/* Older, or in doubt: it keeps nobody from going home, the Z names it. */
static void cards_in_doubt(void **state)
{
    (void)state;
    struct pk_card_attempt attempt;
    till_open(&s, "Ana", "booth-1", 100);
    struct pk_ticket left = till_park(&s, "Ana", "booth-1", "A1");
    struct pk_ticket doubt = till_park(&s, "Ana", "booth-1", "A2");
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_card_begin(&attempt, s.t.lot, &act, left.ticket_id, PK_NONE, PK_NONE));
    s.t.now += 600;
    assert_int_equal(till_try_card(&s, "Ana", "booth-1", &doubt, "doubt"), PK_PAYMENT_REQUIRED);
    till_open(&s, "Ben", "booth-2", 100); /* another's is no matter */
    struct pk_ticket other = till_park(&s, "Ben", "booth-2", "A3");
    act = people_act_at(&s.t, "Ben", "booth-2");
    OK(pk_card_begin(&attempt, s.t.lot, &act, other.ticket_id, PK_NONE, PK_NONE));
    shift = till_close(&s, "Ana", 100);
    assert_int_equal(till_report(&s, "", shift.shift_id, "cards_in_doubt.0.ticket_no"),
                     left.ticket_no);
    assert_int_equal(till_report(&s, "", shift.shift_id, "cards_in_doubt.1.ticket_no"),
                     doubt.ticket_no);
    assert_int_equal(till_report(&s, "", shift.shift_id, "cards_in_doubt.1.amount"), 600);
}

/* ---- lists ---- */

static bool add_id(const struct pk_shift *each, void *context)
{
    *(int64_t *)context = *(int64_t *)context * 10 + each->shift_id;
    return each->shift_id != 3;
}

static void lists(void **state)
{
    (void)state;
    int64_t day = pk_day_number(2026, 1, 5), ids = 0;
    till_open(&s, "Ana", "booth-1", 0);
    till_open(&s, "Ben", "booth-2", 0);
    till_close(&s, "Ana", 0);
    s.t.now += DAY;
    till_open(&s, "Ana", "booth-1", 0);
    till_open(&s, "Sue", "booth-3", 0);
    OK(pk_shift_each(s.t.lot, day, day, add_id, &ids));
    assert_int_equal(ids, 12);
    ids = 0;
    OK(pk_shift_each(s.t.lot, day, day + 1, add_id, &ids));
    assert_int_equal(ids, 123); /* the visitor had enough */
    ids = 0;
    OK(pk_shift_each(s.t.lot, PK_NONE, PK_NONE, add_id, &ids));
    assert_int_equal(ids, 23);
    ids = 0;
    OK(pk_shift_each(s.t.lot, day + 2, day + 3, add_id, &ids));
    assert_int_equal(ids, 0);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_counts_are_kept),
        TEST(the_count_is_blind),
        TEST(what_moves_is_reckoned),
        TEST(a_closed_shift_is_closed),
        TEST(asked_again),
        TEST(a_clock_set_back),
        TEST(of_a_station_that_broke_down),
        TEST(of_another_with_approval),
        TEST(a_card_under_way),
        TEST(money_in_hand),
        TEST(cards_in_doubt),
        TEST(lists),
    };
    return cmocka_run_group_tests_name("shift: close", tests, NULL, NULL);
}
