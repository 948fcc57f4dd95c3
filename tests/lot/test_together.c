/*
 * Several acts as one: all or nothing, and one that is refused does not spoil the others.
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

static enum pk_status park(struct pk_lot *lot, const char *plate)
{
    struct pk_ticket out;
    struct pk_park how = stay_how(plate);
    return pk_park(&out, lot, &s.t.act, &how);
}

static enum pk_status park_two(struct pk_lot *lot, void *context)
{
    OK(park(lot, "A1"));
    OK(park(lot, "A2"));
    return *(enum pk_status *)context;
}

static void all_or_nothing(void **state)
{
    (void)state;
    enum pk_status end = PK_LOT_FULL;
    uint64_t before = stay_picture(&s);
    assert_int_equal(pk_lot_together(s.t.lot, park_two, &end), PK_LOT_FULL);
    assert_true(stay_picture(&s) == before);
    end = PK_OK;
    OK(pk_lot_together(s.t.lot, park_two, &end));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM parking_ticket"), 2);
    assert_int_equal(stay_count(&s, "SELECT max(ticket_no) FROM parking_ticket"), 2);
}

static enum pk_status park_with_refusals(struct pk_lot *lot, void *context)
{
    (void)context;
    OK(park(lot, "A1"));
    stay_must_be(PK_ALREADY_PARKED, park(lot, "A1"), "twice", __FILE__, __LINE__);
    assert_int_equal(pk_error()->ticket_no, 1);
    stay_must_be(PK_REGISTRATION_INVALID, park(lot, "?"), "bad", __FILE__, __LINE__);
    OK(park(lot, "A2"));
    OK(park(lot, "A3"));
    stay_must_be(PK_LOT_FULL, park(lot, "A4"), "full", __FILE__, __LINE__);
    return PK_OK;
}

static void a_refusal_does_not_spoil_the_others(void **state)
{
    (void)state;
    OK(pk_lot_together(s.t.lot, park_with_refusals, NULL));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM parking_ticket"), 3);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'park'"), 3);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM request"), 3);
}

/* ---- one within the other ---- */

static enum pk_status inner(struct pk_lot *lot, void *context)
{
    OK(park(lot, "INNER"));
    return *(enum pk_status *)context;
}

static enum pk_status outer(struct pk_lot *lot, void *context)
{
    OK(park(lot, "BEFORE"));
    pk_lot_together(lot, inner, context);
    OK(park(lot, "AFTER"));
    return PK_OK;
}

static void one_within_the_other(void **state)
{
    (void)state;
    enum pk_status end = PK_USAGE;
    OK(pk_lot_together(s.t.lot, outer, &end));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM parking_ticket"), 2);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM vehicle WHERE registration_number = "
                                    "'INNER'"),
                     0);
}

static enum pk_status look_from_outside(struct pk_lot *lot, void *context)
{
    struct pk_lot *other = context;
    struct pk_availability now;
    OK(park(lot, "A1"));
    OK(pk_availability(&now, other, NULL, NULL));
    assert_int_equal(now.all.occupied, 0);
    OK(pk_availability(&now, lot, NULL, NULL));
    assert_int_equal(now.all.occupied, 1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM parking_ticket"), 0);
    pk_lot_set_patience(other, 20);
    stay_must_be(PK_BUSY, park(other, "A2"), "meanwhile", __FILE__, __LINE__);
    return PK_OK;
}

/* Nothing in between is ever visible; who wants to write meanwhile waits, or is told. */
static void nothing_in_between_is_seen(void **state)
{
    (void)state;
    struct pk_lot *other = test_lot_another(&s.t);
    OK(pk_lot_together(s.t.lot, look_from_outside, other));
    struct pk_availability now;
    OK(pk_availability(&now, other, NULL, NULL));
    assert_int_equal(now.all.occupied, 1);
    pk_lot_close(other);
}

/* Left unseen and here again: the old stay is released and the vehicle parks, in one act. */
static enum pk_status left_unseen(struct pk_lot *lot, void *context)
{
    struct pk_ticket out;
    const struct pk_ticket *old = context;
    enum pk_status status = pk_release(&out, lot, &s.t.act, old->ticket_id, "left unseen");
    return status == PK_OK ? park(lot, "A1") : status;
}

static void release_and_park(void **state)
{
    (void)state;
    struct pk_ticket old = stay_park(&s, "A1");
    s.t.now += HOUR;
    OK(pk_lot_together(s.t.lot, left_unseen, &old));
    assert_int_equal(stay_see(&s, &old).owed, 200);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM parking_ticket WHERE exit_time IS NULL"),
                     1);
    stay_set(&s, "closed", "1");
    struct pk_ticket again;
    OK(pk_ticket_resolve(&again, NULL, s.t.lot, "A1"));
    REFUSED(&s, PK_LOT_FULL, pk_lot_together(s.t.lot, left_unseen, &again));
}

static enum pk_status do_nothing(struct pk_lot *lot, void *context)
{
    (void)lot, (void)context;
    return PK_OK;
}

static void a_read_only_handle(void **state)
{
    (void)state;
    struct pk_lot *viewer;
    struct pk_availability now;
    OK(pk_lot_open(&viewer, s.t.path, PK_LOT_READ_ONLY, &s.t.clock));
    REFUSED(&s, PK_READ_ONLY, park(viewer, "A1"));
    REFUSED(&s, PK_READ_ONLY, pk_lot_together(viewer, do_nothing, NULL));
    OK(pk_availability(&now, viewer, NULL, NULL));
    pk_lot_close(viewer);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_or_nothing),       TEST(a_refusal_does_not_spoil_the_others),
        TEST(one_within_the_other), TEST(nothing_in_between_is_seen),
        TEST(release_and_park),     TEST(a_read_only_handle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
