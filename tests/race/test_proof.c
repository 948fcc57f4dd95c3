/*
 * Many at once at what can be done once: a finding is settled, an exception acknowledged, a day
 * closed by one of them; copies of a receipt count on; sights on one walk do not get lost.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/crowd.h"
#include "parkade/audit.h"
#include "parkade/dayclose.h"
#include "parkade/walk.h"

enum { CROWD = 8, FIRST = 20458 }; /* 2026-01-05, the day of TEST_LOT_START */

static struct stays s;
static struct told told[CROWD_MAX];

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 20);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static void must_be_done_once(crowd_deed *deed)
{
    crowd_run(told, &s, CROWD, deed);
    assert_int_equal(crowd_count(told, CROWD, PK_OK), 1);
    assert_int_equal(crowd_count(told, CROWD, PK_USAGE), CROWD - 1);
}

static void see_own(struct told *t, struct pk_lot *lot, int number)
{
    char label[16];
    struct pk_walk walk;
    struct pk_act act = {.station = "desk-1"};
    snprintf(label, sizeof label, "A%02d", number + 1);
    const struct pk_sight sight = {label, NULL};
    t->status = pk_walk_see(&walk, lot, &act, &sight, 1);
}

static void settle_first(struct told *t, struct pk_lot *lot, int number)
{
    (void)number;
    struct pk_walk_finding finding;
    struct pk_act act = {.station = "desk-1"};
    const struct pk_settling settling = {
        .kind = PK_GHOST, .spot = "A01", .reason = "night", .entered = PK_NONE};
    t->status = pk_walk_settle(&finding, lot, &act, &settling);
}

static void a_walk_of_many(void **state)
{
    (void)state;
    struct pk_walk walk;
    stay_park_at(&s, "A1", "A01");
    OK(pk_walk_begin(&walk, s.t.lot, &s.t.act));
    crowd_run(told, &s, CROWD, see_own);
    assert_int_equal(crowd_count(told, CROWD, PK_OK), CROWD);
    OK(pk_walk_get(&walk, s.t.lot, 0));
    assert_int_equal(walk.seen, CROWD);
    assert_int_equal(walk.findings[PK_GHOST], 1);
    must_be_done_once(settle_first);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'release'"), 1);
}

static int64_t seq;

static void acknowledge(struct told *t, struct pk_lot *lot, int number)
{
    (void)number;
    struct pk_exception exception;
    struct pk_act act = {.station = "desk-1"};
    t->status = pk_acknowledge(&exception, lot, &act, seq, NULL);
}

static void close_day(struct told *t, struct pk_lot *lot, int number)
{
    struct pk_day_close close;
    struct pk_act act = {.station = "desk-1"};
    const struct pk_day_closing closing = {FIRST, number, NULL};
    t->status = pk_day_close(&close, lot, &act, &closing);
}

static void an_exception_and_a_day(void **state)
{
    (void)state;
    struct pk_ticket out, ticket = stay_park(&s, "A1");
    OK(pk_void(&out, s.t.lot, &s.t.act, ticket.ticket_id, "mistake"));
    OK(pk_journal_head(&seq, s.t.lot));
    must_be_done_once(acknowledge);
    must_be_done_once(close_day);
}

/* What it is told, a number, travels as that of a ticket. */
static void reprint(struct told *t, struct pk_lot *lot, int number)
{
    (void)number;
    struct pk_receipt receipt = {.copy_no = 0};
    struct pk_act act = {.station = "desk-1"};
    t->status = pk_receipt_reprint(&receipt, lot, &act, "desk-1", 1);
    t->ticket.ticket_no = receipt.copy_no;
}

static void copies_count_on(void **state)
{
    (void)state;
    unsigned seen = 0;
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now += HOUR;
    stay_pay(&s, &ticket);
    crowd_run(told, &s, CROWD, reprint);
    assert_int_equal(crowd_count(told, CROWD, PK_OK), CROWD);
    for (int i = 0; i < CROWD; i++)
        seen |= 1U << told[i].ticket.ticket_no;
    assert_int_equal(seen, ((1U << CROWD) - 1) << 1); /* 1 to CROWD, each once */
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_walk_of_many),
        TEST(an_exception_and_a_day),
        TEST(copies_count_on),
    };
    return cmocka_run_group_tests_name("proof by many", tests, NULL, NULL);
}
