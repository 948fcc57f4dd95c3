/*
 * Opening a shift: who, where, with what, and which day its money belongs to.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/till.h"

static struct stays s;
static struct pk_shift shift;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 10);
    return 0;
}

static int open_lot_with_staff(void **state)
{
    open_lot(state);
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

static enum pk_status open_with(const char *who, const char *station, const char *pieces)
{
    struct pk_cash cash;
    struct pk_act act = people_act_at(&s.t, who, station);
    enum pk_status status = pk_cash_parse(&cash, pieces, "EUR");
    return status == PK_OK ? pk_shift_open(&shift, s.t.lot, &act, &cash) : status;
}

static enum pk_status open_total(const char *who, const char *station, int64_t total)
{
    struct pk_cash cash = till_total(total);
    struct pk_act act = people_act_at(&s.t, who, station);
    return pk_shift_open(&shift, s.t.lot, &act, &cash);
}

/* ---- a lot without staff ---- */

static void without_staff_there_are_none(void **state)
{
    (void)state;
    struct pk_shift none;
    struct pk_cash_movement movement;
    REFUSED(&s, PK_USAGE, open_total("", "desk-1", 100));
    REFUSED(&s, PK_USAGE, pk_shift_of(&none, s.t.lot, ""));
    REFUSED(&s, PK_USAGE, pk_shift_no_sale(&movement, s.t.lot, &s.t.act, "change"));
    REFUSED(&s, PK_USAGE, pk_shift_drop(&movement, s.t.lot, &s.t.act, 100, "17"));
    REFUSED(&s, PK_USAGE, pk_shift_close(&none, s.t.lot, &s.t.act, NULL, NULL));
    REFUSED(&s, PK_USAGE, pk_shift_close(&none, s.t.lot, &s.t.act, "Ana", NULL));
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 2 * HOUR;
    stay_pay(&s, &ticket);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM tender WHERE shift_id IS NULL"), 1);
}

/* ---- what a shift begins with ---- */

static void a_float_by_denomination(void **state)
{
    (void)state;
    OK(open_with("Ana", "booth-1", "50x2 20x3  0.50x4 0.01x0"));
    assert_int_equal(shift.shift_id, 1);
    assert_string_equal(shift.staff, "Ana");
    assert_string_equal(shift.station, "booth-1");
    assert_string_equal(shift.business_date, "2026-01-05");
    assert_string_equal(shift.currency, "EUR");
    assert_int_equal(shift.opening_float, 16200);
    assert_int_equal(shift.opened_at, s.t.now);
    assert_int_equal(shift.closed_at, PK_NONE);
    assert_int_equal(shift.expected, PK_NONE);
    assert_int_equal(stay_count(&s, "SELECT pieces = '[[5000,2],[2000,3],[50,4],[1,0]]' "
                                    "FROM cash_count WHERE kind = 'float' AND total = 16200"),
                     1);
    assert_int_equal(stay_count(&s, "SELECT amount FROM journal WHERE kind = 'shift_open' "
                                    "AND staff = 'Ana' AND station = 'booth-1'"),
                     16200);
    struct pk_shift again;
    OK(pk_shift_of(&again, s.t.lot, "ana"));
    assert_int_equal(again.shift_id, 1);
    OK(pk_shift_get(&again, s.t.lot, 1));
    assert_memory_equal(&again, &shift, sizeof again);
}

static void a_float_as_a_total(void **state)
{
    (void)state;
    OK(open_total("Ana", "booth-1", 0));
    assert_int_equal(shift.opening_float, 0);
    assert_int_equal(stay_count(&s, "SELECT pieces IS NULL FROM cash_count"), 1);
}

static void floats_that_cannot_be(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "3x1",   "50",       "x2",           "50x",           "50x-1",   "50x2x3", "50X2",
        "50 x2", "50x2 50x", "50x2 50.00x1", "50x1000001",    "0.005x1", "-50x1",  "",
        "   ",   "fifty",    "50x2,20x1",    "50x9999999999", "0x1",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        REFUSED(&s, PK_AMOUNT_INVALID, open_with("Ana", "booth-1", wrong[i]));
    REFUSED(&s, PK_AMOUNT_INVALID, open_total("Ana", "booth-1", -1));
    REFUSED(&s, PK_AMOUNT_INVALID, open_total("Ana", "booth-1", INT64_MAX));
}

/* What a front end puts together itself is added up here. */
static void pieces_that_do_not_add_up(void **state)
{
    (void)state;
    struct pk_act act = people_act(&s.t, "Ana");
    struct pk_cash cash = {.total = 10001, .piece_count = 1, .pieces = {{5000, 2}}};
    REFUSED(&s, PK_AMOUNT_INVALID, pk_shift_open(&shift, s.t.lot, &act, &cash));
    cash = (struct pk_cash){.total = -5000, .piece_count = 1, .pieces = {{5000, -1}}};
    REFUSED(&s, PK_AMOUNT_INVALID, pk_shift_open(&shift, s.t.lot, &act, &cash));
    cash = (struct pk_cash){.total = 0, .piece_count = 2, .pieces = {{5000, 1}, {5000, -1}}};
    REFUSED(&s, PK_AMOUNT_INVALID, pk_shift_open(&shift, s.t.lot, &act, &cash));
    cash = (struct pk_cash){.total = 0, .piece_count = SIZE_MAX};
    REFUSED(&s, PK_AMOUNT_INVALID, pk_shift_open(&shift, s.t.lot, &act, &cash));
}

static void the_lots_own_denominations(void **state)
{
    (void)state;
    struct pk_setting setting;
    struct pk_act act = people_act(&s.t, "Max");
    int64_t known[PK_DENOMINATIONS_MAX];
    size_t count;
    OK(pk_setting_set(&setting, s.t.lot, &act, "cash.denominations", "0.50 3 20"));
    OK(pk_denominations(known, &count, s.t.lot));
    assert_int_equal(count, 3);
    assert_int_equal(known[0], 2000);
    assert_int_equal(known[2], 50);
    REFUSED(&s, PK_AMOUNT_INVALID, open_with("Ana", "booth-1", "50x1"));
    OK(open_with("Ana", "booth-1", "3x1"));
}

/* ---- who, and where ---- */

static void one_for_each_attendant_and_drawer(void **state)
{
    (void)state;
    till_open(&s, "Ana", "booth-1", 100);
    REFUSED(&s, PK_USAGE, open_total("Ana", "booth-2", 100));
    assert_non_null(strstr(pk_error()->message, "booth-1"));
    REFUSED(&s, PK_USAGE, open_total("Ben", "booth-1", 100));
    assert_non_null(strstr(pk_error()->message, "Ana"));
    OK(open_total("Ben", "booth-2", 100));
    till_close(&s, "Ana", 100);
    OK(open_total("Sue", "booth-1", 100));
}

static void auditors_have_no_drawer(void **state)
{
    (void)state;
    REFUSED(&s, PK_NOT_PERMITTED, open_total("Eve", "booth-1", 100));
    REFUSED(&s, PK_SIGN_IN_REQUIRED, open_total("", "booth-1", 100));
    REFUSED(&s, PK_SIGN_IN_REQUIRED, open_total("Zoe", "booth-1", 100));
}

static void asked_again(void **state)
{
    (void)state;
    struct pk_shift again = {0};
    struct pk_cash cash = till_total(100), other = till_total(101);
    struct pk_act act = people_act_at(&s.t, "Ana", "booth-1");
    OK(pk_shift_open(&shift, s.t.lot, &act, &cash));
    till_close(&s, "Ana", 100);
    OK(pk_shift_open(&again, s.t.lot, &act, &cash));
    assert_memory_equal(&again, &shift, sizeof again);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM shift"), 1);
    REFUSED(&s, PK_REQUEST_REUSED, pk_shift_open(&again, s.t.lot, &act, &other));
}

/* ---- which day ---- */

static void the_business_date(void **state)
{
    (void)state;
    static const struct {
        const char *day_start;
        int64_t at; /* from TEST_LOT_START on: 11:00 in Berlin */
        const char *date;
    } cases[] = {
        {"0", 0, "2026-01-05"},
        {"0", 13 * HOUR - 1, "2026-01-05"},
        {"0", 13 * HOUR, "2026-01-06"},                /* midnight */
        {"5h", 13 * HOUR + 30 * MINUTE, "2026-01-05"}, /* half past */
        {"5h", 18 * HOUR - 1, "2026-01-05"},
        {"5h", 18 * HOUR, "2026-01-06"},
        {"23h", 0, "2026-01-04"},
        {"5h", -11 * HOUR + 60, "2026-01-04"},
        /* The night in which the clock goes from 2 to 3: it is the wall that counts. */
        {"4h", 82 * DAY + 14 * HOUR + 30 * MINUTE, "2026-03-28"}, /* 01:30 */
        {"4h", 82 * DAY + 15 * HOUR + 59 * MINUTE, "2026-03-28"}, /* 03:59 */
        {"4h", 82 * DAY + 16 * HOUR, "2026-03-29"},               /* 04:00 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_setting setting;
        s.t.now = TEST_LOT_START;
        struct pk_act act = people_act(&s.t, "Max");
        OK(pk_setting_set(&setting, s.t.lot, &act, "day_start", cases[i].day_start));
        s.t.now = TEST_LOT_START + cases[i].at;
        OK(open_total("Ana", "booth-1", 100));
        if (strcmp(shift.business_date, cases[i].date) != 0)
            fail_msg("case %zu: %s, not %s", i, shift.business_date, cases[i].date);
        till_close(&s, "Ana", 100);
    }
}

#define PLAIN(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)
#define TEST(test)  cmocka_unit_test_setup_teardown(test, open_lot_with_staff, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAIN(without_staff_there_are_none),
        TEST(a_float_by_denomination),
        TEST(a_float_as_a_total),
        TEST(floats_that_cannot_be),
        TEST(pieces_that_do_not_add_up),
        TEST(the_lots_own_denominations),
        TEST(one_for_each_attendant_and_drawer),
        TEST(auditors_have_no_drawer),
        TEST(asked_again),
        TEST(the_business_date),
    };
    return cmocka_run_group_tests_name("shift: open", tests, NULL, NULL);
}
