/*
 * Permits: who parks free of charge, how many at a time, until when, and what is kept for them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"
#include "parkade/permit.h"

static struct stays s;
static struct pk_permit permit;
static struct pk_ticket out;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 6);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

/* For HOURS from now on, MAX of PLATES (a NULL behind them) at a time. */
static enum pk_status try_sell(int64_t hours, int64_t max, const char *const *plates)
{
    struct pk_permit_new how = {.holder = "ACME",
                                .valid_from = PK_NONE,
                                .valid_to = s.t.now + hours * HOUR,
                                .max_inside = max,
                                .plates = plates};
    while (plates[how.plate_count])
        how.plate_count++;
    return pk_permit_add(&permit, s.t.lot, &s.t.act, &how);
}

static void sell(int64_t hours, int64_t max)
{
    static const char *const plates[] = {"a-1", "A 2", "A3", NULL};
    OK(try_sell(hours, max, plates));
}

static enum pk_status amend(const struct pk_ticket *ticket, const char *plate)
{
    return pk_amend(&out, s.t.lot, &s.t.act, ticket->ticket_id, plate, NULL);
}

/* ---- the permits themselves ---- */

static void what_was_sold(void **state)
{
    (void)state;
    sell(24, 2);
    assert_string_equal(permit.holder, "ACME");
    assert_string_equal(permit.plates, "A1 A2 A3");
    assert_int_equal(permit.valid_from, s.t.now);
    assert_int_equal(permit.valid_to, s.t.now + DAY);
    assert_int_equal(permit.max_inside, 2);
    assert_int_equal(permit.inside, 0);
    assert_true(permit.is_active);
    OK(pk_permit_add_plate(&permit, s.t.lot, &s.t.act, permit.permit_id, "b.4"));
    assert_string_equal(permit.plates, "A1 A2 A3 B4");
    OK(pk_permit_remove_plate(&permit, s.t.lot, &s.t.act, permit.permit_id, "a1"));
    assert_string_equal(permit.plates, "A2 A3 B4");
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'permit'"), 3);
}

static enum pk_status find(const char *plate)
{
    return pk_permit_find(&permit, s.t.lot, plate, s.t.now);
}

/* What a console shows before it parks: the one with room before one that is full. */
static void found_by_a_plate(void **state)
{
    (void)state;
    sell(24, 1);
    int64_t first = permit.permit_id;
    OK(find("a-2"));
    assert_int_equal(permit.permit_id, first);
    assert_string_equal(permit.holder, "ACME");
    out = stay_park(&s, "A1");
    OK(find("A2"));
    assert_int_equal(permit.permit_id, first); /* full, and told so */
    assert_int_equal(permit.inside, permit.max_inside);
    sell(12, 1);
    OK(find("A2"));
    assert_int_equal(permit.permit_id, first + 1); /* ends sooner, but has room */
    OK(find("B 9"));
    assert_int_equal(permit.permit_id, 0);
    OK(pk_permit_find(&permit, s.t.lot, "A2", s.t.now + DAY));
    assert_int_equal(permit.permit_id, 0); /* valid_to is not in it */
    REFUSED(&s, PK_REGISTRATION_INVALID, find("?"));
}

static void refusals(void **state)
{
    (void)state;
    static const char *const one[] = {"A1", NULL}, *const twice[] = {"A1", "a-1", NULL},
                             *const bad[] = {"A1", "!", NULL}, *const none[] = {NULL};
    REFUSED(&s, PK_USAGE, try_sell(0, 1, one));
    REFUSED(&s, PK_USAGE, try_sell(-1, 1, one));
    REFUSED(&s, PK_USAGE, try_sell(INT64_C(1) << 50, 1, one));
    REFUSED(&s, PK_USAGE, try_sell(1, 0, one));
    REFUSED(&s, PK_USAGE, try_sell(1, PK_PERMIT_INSIDE_MAX + 1, one));
    REFUSED(&s, PK_USAGE, try_sell(1, 1, none));
    REFUSED(&s, PK_USAGE, try_sell(1, 1, twice));
    REFUSED(&s, PK_REGISTRATION_INVALID, try_sell(1, 1, bad));
    static const char *const holders[] = {
        NULL, "", "a\nb", "1234567890123456789012345678901234567890123456789012345678901234"};
    for (size_t i = 0; i < sizeof holders / sizeof *holders; i++) {
        struct pk_permit_new of_whom = {holders[i], PK_NONE, s.t.now + 1, 1, 1, one};
        REFUSED(&s, PK_USAGE, pk_permit_add(&permit, s.t.lot, &s.t.act, &of_whom));
    }
    static const char *const missing[] = {NULL};
    struct pk_permit_new how = {"ACME", PK_NONE, s.t.now + 1, 1, 1, missing};
    REFUSED(&s, PK_REGISTRATION_INVALID, pk_permit_add(&permit, s.t.lot, &s.t.act, &how));
    sell(1, 1);
    int64_t id = permit.permit_id;
    REFUSED(&s, PK_USAGE, pk_permit_get(&permit, s.t.lot, id + 1));
    REFUSED(&s, PK_USAGE, pk_permit_end(&permit, s.t.lot, &s.t.act, id + 1));
    REFUSED(&s, PK_USAGE, pk_permit_add_plate(&permit, s.t.lot, &s.t.act, id, "A1"));
    REFUSED(&s, PK_REGISTRATION_INVALID, pk_permit_add_plate(&permit, s.t.lot, &s.t.act, id, NULL));
    REFUSED(&s, PK_REGISTRATION_INVALID,
            pk_permit_remove_plate(&permit, s.t.lot, &s.t.act, id, NULL));
    REFUSED(&s, PK_USAGE, pk_permit_remove_plate(&permit, s.t.lot, &s.t.act, id, "B1"));
    REFUSED(&s, PK_REGISTRATION_INVALID, pk_permit_add_plate(&permit, s.t.lot, &s.t.act, id, "?"));
    s.t.now += HOUR; /* it has run out */
    REFUSED(&s, PK_USAGE, pk_permit_end(&permit, s.t.lot, &s.t.act, id));
    REFUSED(&s, PK_USAGE, pk_permit_add_plate(&permit, s.t.lot, &s.t.act, id, "B1"));
}

static void a_permit_has_so_many_plates(void **state)
{
    (void)state;
    char plate[8];
    sell(24, 1);
    for (int i = 3; i < PK_PERMIT_PLATES_MAX; i++) {
        snprintf(plate, sizeof plate, "B%d", i);
        OK(pk_permit_add_plate(&permit, s.t.lot, &s.t.act, permit.permit_id, plate));
    }
    REFUSED(&s, PK_USAGE,
            pk_permit_add_plate(&permit, s.t.lot, &s.t.act, permit.permit_id, "ONE1MORE"));
}

/* The same request gives the first answer. */
static void asked_again(void **state)
{
    (void)state;
    static const char *const plates[] = {"A1", NULL};
    struct pk_act act = stay_act(&s);
    struct pk_permit_new how = {"ACME", PK_NONE, s.t.now + DAY, 1, 1, plates};
    struct pk_permit first, again;
    memset(&first, 0, sizeof first);
    memset(&again, 0, sizeof again);
    OK(pk_permit_add(&first, s.t.lot, &act, &how));
    s.t.now += HOUR;
    OK(pk_permit_add(&again, s.t.lot, &act, &how));
    assert_memory_equal(&first, &again, sizeof first);
    how.max_inside = 2;
    REFUSED(&s, PK_REQUEST_REUSED, pk_permit_add(&again, s.t.lot, &act, &how));
}

/* ---- stays ---- */

static void a_stay_under_it_is_free(void **state)
{
    (void)state;
    sell(24 * 30, 2);
    struct pk_ticket ticket = stay_park(&s, "A1");
    assert_int_equal(ticket.permit_id, permit.permit_id);
    assert_int_equal(ticket.permit_to, permit.valid_to);
    assert_int_equal(ticket.expires_at, permit.valid_to + 7 * DAY);
    s.t.now += 29 * DAY;
    struct pk_quote quote = stay_quote(&s, &ticket);
    assert_int_equal(quote.due, 0);
    assert_int_equal(quote.price.total, 0);
    assert_int_equal(quote.price.line_count, 1);
    assert_string_equal(quote.price.lines[0].what, "permit 1: ACME");
    assert_int_equal(quote.price.lines[0].from, ticket.entry_time);
    assert_int_equal(quote.price.lines[0].to, s.t.now);
    /* The 15 free minutes begin when the permit ends. */
    assert_int_equal(quote.price.rises_at, permit.valid_to + 15 * MINUTE + 1);
    assert_int_equal(quote.price.falls_at, PK_NONE);
    struct pk_pay pay = stay_cash(&ticket, PK_NONE, PK_NONE);
    struct pk_tender tender;
    REFUSED(&s, PK_NOTHING_DUE, pk_pay(&tender, NULL, s.t.lot, &s.t.act, &pay));
    assert_int_equal(stay_see(&s, &ticket).state, PK_PARKED);
    stay_leave(&s, &ticket);
    assert_int_equal(stay_see(&s, &ticket).permit_id, permit.permit_id);
}

/* Beyond it the stay is priced from its end on. */
static void a_stay_beyond_it(void **state)
{
    (void)state;
    sell(10, 1);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now = permit.valid_to;
    assert_int_equal(stay_quote(&s, &ticket).due, 0);
    s.t.now = permit.valid_to + 15 * MINUTE;
    assert_int_equal(stay_quote(&s, &ticket).due, 0);
    s.t.now = permit.valid_to + 90 * MINUTE;
    struct pk_quote quote = stay_quote(&s, &ticket);
    assert_int_equal(quote.due, 400);
    assert_int_equal(quote.price.lines[0].amount, 0);
    assert_int_equal(quote.price.lines[0].to, permit.valid_to);
    assert_int_equal(quote.price.rises_at, permit.valid_to + 2 * HOUR + 1);
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    assert_int_equal(pk_error()->due, 400);
    struct pk_tender tender = stay_pay(&s, &ticket);
    assert_int_equal(tender.expires_at, permit.valid_to + 2 * HOUR + 1);
    stay_leave(&s, &ticket);
}

/* A ticket's validity begins when the permit ends; only then can it expire. */
static void it_expires_late(void **state)
{
    (void)state;
    sell(24 * 30, 1);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now = permit.valid_to + 7 * DAY;
    assert_int_equal(stay_see(&s, &ticket).state, PK_PARKED);
    s.t.now++;
    assert_int_equal(stay_see(&s, &ticket).state, PK_EXPIRED);
}

static void one_more_is_a_guest(void **state)
{
    (void)state;
    sell(24, 2);
    struct pk_ticket first = stay_park(&s, "A1"), second = stay_park(&s, "A2"),
                     third = stay_park(&s, "A3");
    assert_true(first.permit_id != 0 && second.permit_id != 0);
    assert_int_equal(third.permit_id, 0);
    assert_int_equal(third.permit_to, PK_NONE);
    stay_leave(&s, &first);
    struct pk_ticket again = stay_park(&s, "A1");
    assert_int_equal(again.permit_id, permit.permit_id);
    s.t.now += HOUR;
    assert_int_equal(stay_quote(&s, &third).due, 200);
    OK(pk_permit_get(&permit, s.t.lot, permit.permit_id));
    assert_int_equal(permit.inside, 2);
}

static void before_and_after_it(void **state)
{
    (void)state;
    static const char *const plates[] = {"A1", NULL};
    struct pk_permit_new how = {"ACME", s.t.now + HOUR, s.t.now + 2 * HOUR, 1, 1, plates};
    OK(pk_permit_add(&permit, s.t.lot, &s.t.act, &how));
    struct pk_ticket ticket = stay_park(&s, "A1");
    assert_int_equal(ticket.permit_id, 0);
    stay_leave(&s, &ticket);
    s.t.now = permit.valid_from;
    ticket = stay_park(&s, "A1");
    assert_int_equal(ticket.permit_id, permit.permit_id);
    stay_leave(&s, &ticket);
    s.t.now = permit.valid_to;
    assert_int_equal(stay_park(&s, "A1").permit_id, 0);
}

/* A paper ticket of an outage is under the permit of the time at which the vehicle came. */
static void a_late_entry(void **state)
{
    (void)state;
    sell(24, 1);
    s.t.now += 2 * DAY;
    struct pk_park how = stay_how("A1");
    how.entered = permit.valid_from + HOUR;
    how.reason = "outage";
    OK(pk_park(&out, s.t.lot, &s.t.act, &how));
    assert_int_equal(out.permit_id, permit.permit_id);
    assert_int_equal(stay_quote(&s, &out).due, 2000); /* a day beyond it */
}

/* Of two permits the one that lasts longer; of a full one and one with room, that one. */
static void a_plate_on_two(void **state)
{
    (void)state;
    static const char *const both[] = {"A1", "B1", NULL}, *const one[] = {"A1", NULL};
    OK(try_sell(48, 1, both));
    int64_t longer = permit.permit_id;
    OK(try_sell(24, 1, one));
    int64_t shorter = permit.permit_id;
    struct pk_ticket ticket = stay_park(&s, "A1");
    assert_int_equal(ticket.permit_id, longer);
    stay_leave(&s, &ticket);
    assert_int_equal(stay_park(&s, "B1").permit_id, longer);
    assert_int_equal(stay_park(&s, "A1").permit_id, shorter);
}

static void an_ended_permit(void **state)
{
    (void)state;
    sell(24 * 30, 2);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 3 * HOUR;
    OK(pk_permit_end(&permit, s.t.lot, &s.t.act, permit.permit_id));
    assert_false(permit.is_active);
    assert_int_equal(permit.valid_to, s.t.now);
    assert_int_equal(stay_see(&s, &ticket).expires_at, s.t.now + 7 * DAY);
    assert_int_equal(stay_quote(&s, &ticket).due, 0);
    assert_int_equal(stay_park(&s, "A2").permit_id, 0);
    s.t.now += HOUR;
    assert_int_equal(stay_quote(&s, &ticket).due, 200);
    REFUSED(&s, PK_USAGE, pk_permit_end(&permit, s.t.lot, &s.t.act, permit.permit_id));
}

static void one_that_never_began(void **state)
{
    (void)state;
    static const char *const plates[] = {"A1", NULL};
    struct pk_permit_new how = {"ACME", s.t.now + HOUR, s.t.now + 2 * HOUR, 1, 1, plates};
    OK(pk_permit_add(&permit, s.t.lot, &s.t.act, &how));
    OK(pk_permit_end(&permit, s.t.lot, &s.t.act, permit.permit_id));
    assert_int_equal(permit.valid_to, s.t.now + 2 * HOUR);
    s.t.now += 90 * MINUTE;
    assert_int_equal(stay_park(&s, "A1").permit_id, 0);
    sell(1, 1); /* and one that ends in its first second */
    OK(pk_permit_end(&permit, s.t.lot, &s.t.act, permit.permit_id));
    assert_int_equal(permit.valid_to, permit.valid_from + 1);
}

static void a_plate_that_is_taken_off(void **state)
{
    (void)state;
    sell(24, 1);
    struct pk_ticket ticket = stay_park(&s, "A1"), next;
    OK(pk_permit_remove_plate(&permit, s.t.lot, &s.t.act, permit.permit_id, "A1"));
    s.t.now += HOUR;
    assert_int_equal(stay_quote(&s, &ticket).due, 0);
    OK(pk_replace(&next, s.t.lot, &s.t.act, ticket.ticket_id, "lost", "passport", false));
    assert_int_equal(next.permit_id, permit.permit_id);
    assert_int_equal(stay_quote(&s, &next).due, 0);
    stay_leave(&s, &next);
    assert_int_equal(stay_park(&s, "A1").permit_id, 0);
}

/* ---- amended ---- */

static void amended_to_its_plate(void **state)
{
    (void)state;
    sell(24, 1);
    struct pk_ticket ticket = stay_park(&s, "X1");
    s.t.now += 2 * HOUR;
    assert_int_equal(stay_quote(&s, &ticket).due, 400);
    OK(amend(&ticket, "A1"));
    assert_int_equal(out.permit_id, permit.permit_id);
    assert_int_equal(out.expires_at, permit.valid_to + 7 * DAY);
    assert_int_equal(stay_quote(&s, &ticket).due, 0);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM exception"), 1);
    OK(amend(&ticket, "A2")); /* its own other plate */
    assert_int_equal(out.permit_id, permit.permit_id);
    OK(amend(&ticket, "X1"));
    assert_int_equal(out.permit_id, 0);
    assert_int_equal(out.expires_at, s.t.now + 7 * DAY);
    assert_int_equal(stay_quote(&s, &ticket).due, 400);
    assert_int_equal(stay_count(&s, "SELECT inside FROM permit_count"), 0);
}

static void amended_where_it_is_full(void **state)
{
    (void)state;
    sell(24, 1);
    stay_park(&s, "A1");
    struct pk_ticket ticket = stay_park(&s, "X1");
    OK(amend(&ticket, "A2"));
    assert_int_equal(out.permit_id, 0);
}

/* What was paid covers the stay no longer, once the plate is another's. */
static void amended_when_paid(void **state)
{
    (void)state;
    sell(1, 1);
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += 2 * HOUR;
    stay_pay(&s, &ticket); /* the hour beyond the permit */
    assert_int_equal(stay_see(&s, &ticket).paid, 200);
    OK(amend(&ticket, "X1"));
    assert_false(out.is_paid);
    REFUSED(&s, PK_PAYMENT_REQUIRED, stay_try_leave(&s, &ticket));
    assert_int_equal(pk_error()->due, 200);
}

static void renewed(void **state)
{
    (void)state;
    sell(24 * 30, 1);
    struct pk_ticket ticket = stay_park(&s, "A1");
    OK(pk_renew(&out, s.t.lot, &s.t.act, ticket.ticket_id, "asked"));
    assert_int_equal(out.expires_at, permit.valid_to + 7 * DAY);
}

/* ---- what is kept for permits ---- */

static const char *state_now(void)
{
    static struct pk_availability now;
    OK(pk_availability(&now, s.t.lot, NULL, NULL));
    assert_int_equal(now.is_available, strcmp(now.state, "open") == 0);
    return now.state;
}

static enum pk_status try_park(const char *plate)
{
    struct pk_park how = stay_how(plate);
    return pk_park(&out, s.t.lot, &s.t.act, &how);
}

static void spots_are_kept(void **state)
{
    (void)state;
    sell(24, 2);
    stay_set(&s, "reserve.permit", "4");
    struct pk_ticket guest = stay_park(&s, "X1");
    assert_string_equal(state_now(), "open");
    stay_park(&s, "X2");
    assert_string_equal(state_now(), "full"); /* 4 are free, and kept */
    REFUSED(&s, PK_LOT_FULL, try_park("X3"));
    assert_non_null(strstr(pk_error()->message, "permits"));
    struct pk_ticket holder = stay_park(&s, "A1"); /* 3 are free, 3 kept */
    assert_string_equal(state_now(), "full");
    stay_leave(&s, &guest);
    assert_string_equal(state_now(), "open");
    OK(try_park("X3"));
    REFUSED(&s, PK_LOT_FULL, try_park("X4"));
    stay_park(&s, "A2");
    REFUSED(&s, PK_LOT_FULL, try_park("A3")); /* one more than the permit allows */
    stay_leave(&s, &holder);
    REFUSED(&s, PK_LOT_FULL, try_park("X4"));
    OK(try_park("A3"));
    stay_set(&s, "reserve.permit", "0");
    OK(try_park("X4"));
}

/* The numbers stay what they are; of a part of the lot the whole decides. */
static void availability_says_so(void **state)
{
    (void)state;
    struct pk_availability now;
    static const enum pk_spot_kind standard = PK_STANDARD;
    stay_set(&s, "reserve.permit", "6");
    OK(pk_availability(&now, s.t.lot, &standard, NULL));
    assert_false(now.is_available);
    assert_string_equal(now.state, "full");
    assert_int_equal(now.all.free, 6);
    assert_int_equal(now.reserved, 6);
    stay_set(&s, "reserve.permit", "5");
    OK(pk_availability(&now, s.t.lot, &standard, NULL));
    assert_true(now.is_available);
    stay_set(&s, "closed", "1");
    OK(pk_availability(&now, s.t.lot, NULL, NULL));
    assert_string_equal(now.state, "closed");
    assert_false(now.is_available);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_sold),
        TEST(found_by_a_plate),
        TEST(refusals),
        TEST(a_permit_has_so_many_plates),
        TEST(asked_again),
        TEST(a_stay_under_it_is_free),
        TEST(a_stay_beyond_it),
        TEST(it_expires_late),
        TEST(one_more_is_a_guest),
        TEST(before_and_after_it),
        TEST(a_late_entry),
        TEST(a_plate_on_two),
        TEST(an_ended_permit),
        TEST(one_that_never_began),
        TEST(a_plate_that_is_taken_off),
        TEST(amended_to_its_plate),
        TEST(amended_where_it_is_full),
        TEST(amended_when_paid),
        TEST(renewed),
        TEST(spots_are_kept),
        TEST(availability_says_so),
    };
    return cmocka_run_group_tests_name("permits", tests, NULL, NULL);
}
