/*
 * Sponsors' codes: which can be made, and to which tickets they are given.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/codes.h"
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

/* ---- codes ---- */

static void what_was_made(void **state)
{
    (void)state;
    struct pk_validation what = codes_code(" Film-1 ", PK_OFF_MINUTES, 120), all[4];
    size_t count;
    what.per_day = 5;
    what.most = 9;
    what.valid_to = s.t.now + DAY;
    OK(codes_try_add(&made, &s, &what));
    assert_string_equal(made.code, "FILM-1");
    assert_string_equal(made.sponsor, "Kino");
    assert_string_equal(pk_validation_kind_name(&made), "minutes");
    assert_int_equal(made.value, 120);
    assert_int_equal(made.per_day, 5);
    assert_int_equal(made.most, 9);
    assert_int_equal(made.given, 0);
    assert_true(made.is_active);
    codes_add(&s, "half", PK_OFF_PERCENT, 50);
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
        what = codes_code(bad[i].code, bad[i].kind, bad[i].value);
        REFUSED(&s, PK_USAGE, codes_try_add(&made, &s, &what));
    }
    what = codes_code("X", PK_OFF_PERCENT, 5);
    what.per_day = 0;
    REFUSED(&s, PK_USAGE, codes_try_add(&made, &s, &what));
    what.per_day = PK_NONE;
    what.most = -1;
    REFUSED(&s, PK_USAGE, codes_try_add(&made, &s, &what));
    what.most = PK_NONE;
    what.valid_from = what.valid_to = s.t.now;
    REFUSED(&s, PK_USAGE, codes_try_add(&made, &s, &what));
    what.valid_to++;
    what.sponsor[0] = '\0';
    REFUSED(&s, PK_USAGE, codes_try_add(&made, &s, &what));
    assert_true(pk_copy(what.sponsor, sizeof what.sponsor, "a\nb"));
    REFUSED(&s, PK_USAGE, codes_try_add(&made, &s, &what));
    codes_add(&s, "half", PK_OFF_PERCENT, 50);
    what = codes_code("HALF", PK_OFF_FLAT, 1);
    REFUSED(&s, PK_USAGE, codes_try_add(&made, &s, &what));
    REFUSED(&s, PK_TARIFF_UNKNOWN, pk_validation_end(&made, s.t.lot, &s.t.act, "none"));
    REFUSED(&s, PK_USAGE, pk_validation_end(&made, s.t.lot, &s.t.act, NULL));
    OK(pk_validation_end(&made, s.t.lot, &s.t.act, "half"));
    REFUSED(&s, PK_USAGE, pk_validation_end(&made, s.t.lot, &s.t.act, "half"));
}

/* ---- given ---- */

static void a_free_stay_leaves(void **state)
{
    (void)state;
    codes_add(&s, "all", PK_OFF_PERCENT, 100);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 5 * HOUR;
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    given = codes_give(&s, &ticket, "all");
    assert_int_equal(given.due, 0);
    stay_leave(&s, &ticket);
    assert_int_equal(stay_count(&s, "SELECT taken FROM ticket_validation"), 1000);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM payment"), 0);
}

static void once_for_a_ticket(void **state)
{
    (void)state;
    codes_add(&s, "half", PK_OFF_PERCENT, 50);
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
    REFUSED(&s, PK_TARIFF_INVALID, codes_try_give(&given, &s, &ticket, "HALF"));
    OK(pk_replace(&next, s.t.lot, &s.t.act, ticket.ticket_id, "lost", "passport", false));
    REFUSED(&s, PK_TARIFF_INVALID, codes_try_give(&given, &s, &next, "half"));
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
    codes_add(&s, "half", PK_OFF_PERCENT, 50);
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
    REFUSED(&s, PK_ALREADY_PAID, codes_try_give(&given, &s, &paid, "half"));
    REFUSED(&s, PK_TICKET_CLOSED, codes_try_give(&given, &s, &left, "half"));
    REFUSED(&s, PK_TICKET_VOID, codes_try_give(&given, &s, &dead, "half"));
    REFUSED(&s, PK_TICKET_VOID, codes_try_give(&given, &s, &owing, "half"));
    REFUSED(&s, PK_PAYMENT_REQUIRED, codes_try_give(&given, &s, &card, "half"));
    REFUSED(&s, PK_TICKET_UNKNOWN, pk_validation_give(&given, s.t.lot, &s.t.act, "none", "half"));
    REFUSED(&s, PK_USAGE, pk_validation_give(&given, s.t.lot, &s.t.act, NULL, "half"));
    struct pk_ticket old = stay_park(&s, "A6");
    s.t.now += 8 * DAY;
    REFUSED(&s, PK_TICKET_EXPIRED, codes_try_give(&given, &s, &old, "half"));
}

static void which_not(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    struct pk_validation what = codes_code("later", PK_OFF_PERCENT, 50);
    what.valid_from = s.t.now + HOUR;
    what.valid_to = s.t.now + 2 * HOUR;
    OK(codes_try_add(&made, &s, &what));
    codes_add(&s, "over", PK_OFF_PERCENT, 50);
    OK(pk_validation_end(&made, s.t.lot, &s.t.act, "over"));
    REFUSED(&s, PK_TARIFF_UNKNOWN, codes_try_give(&given, &s, &ticket, "none"));
    REFUSED(&s, PK_USAGE, codes_try_give(&given, &s, &ticket, ""));
    REFUSED(&s, PK_USAGE, codes_try_give(&given, &s, &ticket, NULL));
    REFUSED(&s, PK_TARIFF_INVALID, codes_try_give(&given, &s, &ticket, "over"));
    REFUSED(&s, PK_TARIFF_INVALID, codes_try_give(&given, &s, &ticket, "later"));
    s.t.now = what.valid_to;
    REFUSED(&s, PK_TARIFF_INVALID, codes_try_give(&given, &s, &ticket, "later"));
    s.t.now--;
    given = codes_give(&s, &ticket, "later");
}

/* A day is one of the lot's zone: 23:30 in Berlin is 22:30 UTC. */
static void so_many_a_day(void **state)
{
    (void)state;
    struct pk_validation what = codes_code("two", PK_OFF_PERCENT, 50);
    what.per_day = 2;
    OK(codes_try_add(&made, &s, &what));
    s.t.now = TEST_LOT_START + 12 * HOUR + 59 * MINUTE + 59; /* 23:59:59 */
    struct pk_ticket first = stay_park(&s, "A1"), second = stay_park(&s, "A2"),
                     third = stay_park(&s, "A3");
    given = codes_give(&s, &first, "two");
    given = codes_give(&s, &second, "two");
    REFUSED(&s, PK_TARIFF_INVALID, codes_try_give(&given, &s, &third, "two"));
    s.t.now++;
    given = codes_give(&s, &third, "two");
}

static void so_many_in_all(void **state)
{
    (void)state;
    struct pk_validation what = codes_code("two", PK_OFF_PERCENT, 50);
    what.most = 2;
    OK(codes_try_add(&made, &s, &what));
    struct pk_ticket first = stay_park(&s, "A1"), second = stay_park(&s, "A2"),
                     third = stay_park(&s, "A3");
    given = codes_give(&s, &first, "two");
    given = codes_give(&s, &second, "two");
    s.t.now += DAY;
    REFUSED(&s, PK_TARIFF_INVALID, codes_try_give(&given, &s, &third, "two"));
}

static void so_many_on_one_ticket(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    char name[8];
    for (int i = 0; i <= PK_OFFS_MAX; i++) {
        snprintf(name, sizeof name, "C%d", i);
        codes_add(&s, name, PK_OFF_AMOUNT, 10);
        if (i < PK_OFFS_MAX)
            given = codes_give(&s, &ticket, name);
    }
    REFUSED(&s, PK_TARIFF_INVALID, codes_try_give(&given, &s, &ticket, name));
    s.t.now += HOUR;
    assert_int_equal(stay_quote(&s, &ticket).due, 200 - 10 * PK_OFFS_MAX);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_made),         TEST(codes_that_cannot_be_made),
        TEST(a_free_stay_leaves),    TEST(once_for_a_ticket),
        TEST(to_whom_not),           TEST(which_not),
        TEST(so_many_a_day),         TEST(so_many_in_all),
        TEST(so_many_on_one_ticket),
    };
    return cmocka_run_group_tests_name("validations", tests, NULL, NULL);
}
