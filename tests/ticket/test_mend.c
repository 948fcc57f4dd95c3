/*
 * Slips of the hand, mended: renew, amend, move.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"

static struct stays s;
static struct pk_ticket out, ticket;

static int open_lot(void **state)
{
    (void)state;
    stay_open_as(&s, "[level G]\nrow A = 01-03 standard, 04 motorcycle, 05 accessible\n", NULL);
    ticket = stay_park(&s, "ab-12 cd");
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static enum pk_status renew(const char *ticket_id, const char *reason)
{
    return pk_renew(&out, s.t.lot, &s.t.act, ticket_id, reason);
}

static enum pk_status amend(const char *plate, const enum pk_vehicle_class *class)
{
    return pk_amend(&out, s.t.lot, &s.t.act, ticket.ticket_id, plate, class);
}

static enum pk_status move(const char *ticket_id, const char *spot)
{
    return pk_move(&out, s.t.lot, &s.t.act, ticket_id, spot);
}

/* No act mends a ticket that ended. */
static void ended_tickets_stay(void **state)
{
    (void)state;
    struct pk_ticket gone = stay_park(&s, "GONE");
    stay_leave(&s, &gone);
    OK(pk_void(&out, s.t.lot, &s.t.act, ticket.ticket_id, "mistake"));
    enum pk_vehicle_class van = PK_VAN;
    static const enum pk_status want[] = {PK_TICKET_CLOSED, PK_TICKET_VOID, PK_TICKET_UNKNOWN};
    const char *const ids[] = {gone.ticket_id, ticket.ticket_id, "none"};
    for (int i = 0; i < 3; i++) {
        REFUSED(&s, want[i], renew(ids[i], "why"));
        REFUSED(&s, want[i], move(ids[i], "A03"));
        REFUSED(&s, want[i], pk_amend(&out, s.t.lot, &s.t.act, ids[i], "X1", NULL));
        REFUSED(&s, want[i], pk_amend(&out, s.t.lot, &s.t.act, ids[i], NULL, &van));
        REFUSED(&s, want[i], pk_void(&out, s.t.lot, &s.t.act, ids[i], "why"));
        REFUSED(&s, want[i], pk_release(&out, s.t.lot, &s.t.act, ids[i], "why"));
        REFUSED(&s, want[i], pk_replace(&out, s.t.lot, &s.t.act, ids[i], "why", NULL, false));
    }
}

/* ---- renew ---- */

static void the_fee_goes_on(void **state)
{
    (void)state;
    s.t.now = ticket.expires_at + DAY;
    assert_int_equal(stay_see(&s, &ticket).state, PK_EXPIRED);
    OK(renew(ticket.ticket_id, "was in hospital"));
    assert_int_equal(out.expires_at, s.t.now + 7 * DAY);
    assert_int_equal(out.state, PK_PARKED);
    assert_false(out.is_paid);
    assert_int_equal(stay_quote(&s, &ticket).due, 8 * 2000);
    stay_pay(&s, &ticket);
    stay_leave(&s, &ticket);
}

static void refused_renewals(void **state)
{
    (void)state;
    REFUSED(&s, PK_USAGE, renew(ticket.ticket_id, NULL));
    REFUSED(&s, PK_USAGE, renew(ticket.ticket_id, "   "));
    REFUSED(&s, PK_USAGE, renew(NULL, "why"));
    s.t.now += HOUR;
    stay_pay(&s, &ticket);
    REFUSED(&s, PK_ALREADY_PAID, renew(ticket.ticket_id, "why"));
    s.t.now += DAY; /* overstayed: it pays the difference */
    REFUSED(&s, PK_ALREADY_PAID, renew(ticket.ticket_id, "why"));
}

/* ---- amend ---- */

/* The ticket is linked to the right vehicle; none is renamed. */
static void another_plate(void **state)
{
    (void)state;
    OK(amend(" AB 12 CE", NULL));
    assert_string_equal(out.registration_number, "AB12CE");
    assert_string_equal(out.registration_typed, "AB 12 CE");
    assert_true(out.vehicle_id != ticket.vehicle_id);
    assert_string_equal(out.ticket_id, ticket.ticket_id);
    assert_int_equal(out.entry_time, ticket.entry_time);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM vehicle"), 2);
    /* The first plate is free again, the second is not. */
    stay_park(&s, "AB12CD");
    struct pk_park how = stay_how("AB12CE");
    REFUSED(&s, PK_ALREADY_PARKED, pk_park(&out, s.t.lot, &s.t.act, &how));
}

static void the_same_plate_typed_better(void **state)
{
    (void)state;
    OK(amend("AB 12 CD", NULL));
    assert_int_equal(out.vehicle_id, ticket.vehicle_id);
    assert_string_equal(out.registration_typed, "AB 12 CD");
}

static void refused_amendments(void **state)
{
    (void)state;
    struct pk_ticket other = stay_park(&s, "OTHER");
    enum pk_vehicle_class none = PK_VEHICLE_CLASS_COUNT;
    REFUSED(&s, PK_ALREADY_PARKED, amend("o-ther", NULL));
    assert_string_equal(pk_error()->ticket_id, other.ticket_id);
    assert_string_equal(pk_error()->spot, "A02");
    REFUSED(&s, PK_USAGE, amend(NULL, NULL));
    REFUSED(&s, PK_USAGE, amend(NULL, &none));
    REFUSED(&s, PK_REGISTRATION_INVALID, amend("", NULL));
    REFUSED(&s, PK_REGISTRATION_INVALID, amend("A?", NULL));
    REFUSED(&s, PK_REGISTRATION_INVALID, amend("A\xff", NULL));
    REFUSED(&s, PK_REGISTRATION_INVALID, amend("12345678901234567890", NULL));
}

static void another_class(void **state)
{
    (void)state;
    enum pk_vehicle_class van = PK_VAN;
    OK(amend(NULL, &van));
    assert_int_equal(out.vehicle_class, PK_VAN);
    assert_int_equal(out.vehicle_id, ticket.vehicle_id);
    OK(amend("NEW1", &van));
    assert_string_equal(out.registration_number, "NEW1");
    assert_int_equal(stay_see(&s, &ticket).vehicle_class, PK_VAN);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'amend'"), 2);
}

/* ---- move ---- */

static void to_another_spot(void **state)
{
    (void)state;
    OK(move(ticket.ticket_id, "a05")); /* an accessible one, by name */
    assert_string_equal(out.spot, "A05");
    assert_string_equal(stay_park(&s, "NEXT").spot, "A01");
    assert_int_equal(stay_count(&s, "SELECT sum(free) FROM spot_count"), 3);
    assert_int_equal(stay_count(&s, "SELECT sum(occupied) FROM spot_count"), 2);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'move' AND "
                                    "spot_id = 5"),
                     1);
}

static void refused_moves(void **state)
{
    (void)state;
    struct pk_spot spot;
    stay_park_at(&s, "OTHER", "A02");
    OK(pk_spot_close(&spot, s.t.lot, &s.t.act, "A03", "oil"));
    REFUSED(&s, PK_SPOT_TAKEN, move(ticket.ticket_id, "A02"));
    assert_string_equal(pk_error()->spot, "A02");
    REFUSED(&s, PK_SPOT_TAKEN, move(ticket.ticket_id, "a01")); /* where it stands */
    assert_non_null(strstr(pk_error()->message, "stands on A01 already"));
    REFUSED(&s, PK_SPOT_CLOSED, move(ticket.ticket_id, "A03"));
    REFUSED(&s, PK_SPOT_UNSUITABLE, move(ticket.ticket_id, "A04"));
    REFUSED(&s, PK_SPOT_UNKNOWN, move(ticket.ticket_id, "Z9"));
    REFUSED(&s, PK_USAGE, move(ticket.ticket_id, NULL));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ended_tickets_stay),
        TEST(the_fee_goes_on),
        TEST(refused_renewals),
        TEST(another_plate),
        TEST(the_same_plate_typed_better),
        TEST(refused_amendments),
        TEST(another_class),
        TEST(to_another_spot),
        TEST(refused_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
