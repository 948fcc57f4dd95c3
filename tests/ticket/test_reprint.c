/*
 * Tickets printed once more: each copy is counted and journalled, a dead ticket has none.
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

static void a_copy_says_which_it_is(void **state)
{
    (void)state;
    struct pk_ticket one = stay_park(&s, "AB 12"), other = stay_park(&s, "CD 34");
    struct pk_ticket_copy copy;
    struct pk_act act = stay_act(&s);
    OK(pk_ticket_reprint(&copy, s.t.lot, &act, one.ticket_id));
    assert_int_equal(copy.copy_no, 1);
    assert_int_equal(copy.ticket_no, one.ticket_no);
    OK(pk_ticket_reprint(&copy, s.t.lot, &act, one.ticket_id)); /* the same request */
    assert_int_equal(copy.copy_no, 1);
    assert_string_equal(copy.ticket_id, one.ticket_id);
    OK(pk_ticket_reprint(&copy, s.t.lot, &s.t.act, one.ticket_id));
    assert_int_equal(copy.copy_no, 2);
    OK(pk_ticket_reprint(&copy, s.t.lot, &s.t.act, other.ticket_id));
    assert_int_equal(copy.copy_no, 1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'reprint'"), 3);
    REFUSED(&s, PK_REQUEST_REUSED, pk_ticket_reprint(&copy, s.t.lot, &act, other.ticket_id));
}

/* The driver of an ended stay needs none, and nobody else may have one. */
static void only_an_open_ticket_is_printed_again(void **state)
{
    (void)state;
    struct pk_ticket gone = stay_park(&s, "AB 12"), dead = stay_park(&s, "CD 34"), out;
    struct pk_ticket_copy copy;
    stay_leave(&s, &gone);
    REFUSED(&s, PK_TICKET_CLOSED, pk_ticket_reprint(&copy, s.t.lot, &s.t.act, gone.ticket_id));
    OK(pk_void(&out, s.t.lot, &s.t.act, dead.ticket_id, "a slip of the hand"));
    stay_must_be(PK_TICKET_VOID, pk_ticket_reprint(&copy, s.t.lot, &s.t.act, dead.ticket_id),
                 "reprint of a dead ticket", __FILE__, __LINE__);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'alarm'"), 1);
    REFUSED(&s, PK_TICKET_UNKNOWN,
            pk_ticket_reprint(&copy, s.t.lot, &s.t.act, "00000000-0000-7000-8000-000000000000"));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_copy_says_which_it_is),
        TEST(only_an_open_ticket_is_printed_again),
    };
    return cmocka_run_group_tests_name("reprint", tests, NULL, NULL);
}
