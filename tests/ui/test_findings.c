/*
 * What a walk found, by keys: a whole walk, each finding settled or left, by whom, the end; and the
 * golden screens of both.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../ui/people.h"
#include "../support/people.h"
#include "../support/shots.h"
#include "../support/stroll.h"

#define UP   "\033[A"
#define DOWN "\033[B"

static struct screen screen;
static struct stroll stroll;

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &SHOT_KIND[0]);
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

static void test_a_whole_walk(void **state)
{
    (void)state;
    screen_type(&screen, "/w");
    screen_must_show(&screen, "No walk goes on.");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "0 of 54 spots");
    stroll_all(&screen);
    screen_must_show(&screen, "3 open, 0 settled");
    screen_must_show(&screen, "54 of 54 spots seen");
    stroll_read(&stroll, &screen);
    assert_int_equal(stroll.walk.seen, STROLL_SPOTS);
    assert_int_equal(stroll.count, 3);
    screen_type(&screen, "\033");
    screen_must_show(&screen, "All 54 spots are seen");
    screen_type(&screen, "q8"); /* typed too far: a plate is no command */
    screen_must_show(&screen, "> q8");
    screen_type(&screen, "\033");
    screen_type(&screen, "\t");
    screen_must_show(&screen, "3 open, 0 settled");
}

static void test_each_is_settled_and_the_walk_ends(void **state)
{
    struct pk_ticket ticket;

    (void)state;
    stroll_begin(&screen);
    stroll_all(&screen);
    screen_must_show(&screen, "A12       OLD1");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "[release its ticket]");
    screen_type(&screen, "left at night\r");
    screen_must_show(&screen, "ghost A12: settled.");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "[issue a ticket]");
    screen_type(&screen, "barrier stood open\t16:05\t  \r"); /* a van */
    screen_must_show(&screen, "stranger C03: settled.");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "[move its ticket]");
    screen_type(&screen, "chose another\r");
    screen_must_show(&screen, "0 open, 3 settled");
    screen_must_show(&screen, "released: left at night");
    ticket = screen_ticket(&screen, "X1");
    assert_string_equal(ticket.spot, "C03");
    assert_int_equal(ticket.vehicle_class, PK_VAN);
    assert_int_equal(ticket.entry_time, screen.t.now - 36 * 60);
    assert_string_equal(screen_ticket(&screen, "LATE7").spot, "A08");
    assert_int_equal(pk_ticket_resolve(&ticket, NULL, screen.t.lot, "OLD1"), PK_TICKET_UNKNOWN);
    screen_type(&screen, "\r");
    screen_must_show(&screen, "It is settled already.");
    screen_type(&screen, "e");
    screen_must_show(&screen, "The walk has ended: 54 of 54 spots seen, 3 settled.");
    screen_must_show(&screen, "1 ghost, 1 stranger, 1 moved");
    screen_must_show(&screen, "No walk goes on.");
    screen_type(&screen, "\t");
    screen_must_show(&screen, "released: left at night");
    screen_type(&screen, "e");
    screen_must_show(&screen, "This walk has ended.");
}

static void test_each_is_left_as_it_is(void **state)
{
    (void)state;
    stroll_begin(&screen);
    stroll_all(&screen);
    for (int i = 0; i < 3; i++) {
        screen_type(&screen, "\r");
        screen_type(&screen, UP " \tfire alarm\r");
    }
    screen_must_show(&screen, "0 open, 3 settled");
    screen_must_show(&screen, "left: fire alarm");
    stroll_read(&stroll, &screen);
    for (size_t i = 0; i < stroll.count; i++)
        assert_int_equal(stroll.found[i].how, PK_WALK_LEAVE);
    screen_type(&screen, "e");
    screen_must_show(&screen, "3, of which 3 left as found");
}

static void test_no_reason_no_settlement(void **state)
{
    (void)state;
    stroll_begin(&screen);
    stroll_all(&screen);
    screen_type(&screen, "\r");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "eason"); /* what is missing is said, the prompt stays */
    screen_must_show(&screen, "[release its ticket]");
    stroll_read(&stroll, &screen);
    assert_int_equal(stroll.walk.settled, 0);
    screen_type(&screen, "\033" DOWN "\r");
    screen_type(&screen, "why\t25:99\r");
    screen_must_show(&screen, "[issue a ticket]"); /* no such time */
    assert_int_equal(stroll.walk.settled, 0);
}

/* ---- findings ---- */

static void test_looking_again(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "q7\r\r\t");
    screen_must_show(&screen, "2 open"); /* A01: a ghost, and a stranger */
    screen_type(&screen, "g");
    stroll_must_stand_on(&screen, "A01");
    screen_type(&screen, "b800xy\r");
    screen_type(&screen, "\t");
    screen_must_show(&screen, "0 open, 0 settled");
    screen_must_show(&screen, "None.");
    screen_type(&screen, "g");
    screen_must_show(&screen, "Nothing was found that does not agree.");
}

static void test_the_ticket_of_a_finding(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "q7\r\t");
    screen_type(&screen, "t");
    screen_must_show(&screen, "B-800 XY");
    screen_type(&screen, "\033" DOWN "t");
    screen_must_show(&screen, "A stranger has no ticket.");
}

static void test_a_settled_spot_keeps_its_sight(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "q7\r\t");
    screen_type(&screen, "\r");
    screen_type(&screen, "gone\r");
    screen_type(&screen, "\033" UP "q8\r");
    screen_must_show(&screen, "Something was settled about A01 on this walk: its sight stays.");
    screen_must_show(&screen, "> q8");
}

static void test_an_end_before_all_is_seen_is_asked_about(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "b800xy\r\t");
    screen_type(&screen, "e");
    screen_must_show(&screen, "53 spots were not seen.");
    screen_type(&screen, "\r"); /* the safe answer */
    screen_type(&screen, "e");
    screen_type(&screen, "y");
    screen_must_show(&screen, "1 of 54 spots");
    screen_must_show(&screen, "No walk goes on.");
}

static void test_an_end_with_open_findings_needs_a_reason(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "q7\r\t");
    screen_type(&screen, "e");
    screen_must_show(&screen, "2 findings are not settled");
    screen_type(&screen, "\r");
    stroll_read(&stroll, &screen);
    assert_int_equal(stroll.walk.ended_at, PK_NONE);
    screen_type(&screen, "fire alarm\r");
    screen_must_show(&screen, "The walk has ended");
    screen_must_show(&screen, "fire alarm");
    screen_must_show(&screen, "2, of which 2 left as found");
}

/* ---- who may ---- */

static void sign_ana_in(void)
{
    people_hire(&screen.t, "Max", PK_MANAGER);
    people_hire(&screen.t, "Ana", PK_ATTENDANT);
    pk_sign_out(screen.t.lot, "Max");
    pk_sign_out(screen.t.lot, "Ana");
    people_begin(&screen.app);
    screen_type(&screen, "ana\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Welcome, Ana.");
}

static void test_who_leaves_it_needs_a_second_person(void **state)
{
    (void)state;
    sign_ana_in();
    stroll_begin(&screen);
    screen_must_show(&screen, "begun by Ana");
    screen_type(&screen, "q7\r\t");
    screen_type(&screen, "\r");
    screen_type(&screen, UP " \tseen at noon\r");
    screen_must_show(&screen, "Approve");
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "ghost A01: settled.");
    screen_must_show(&screen, "left by Ana: seen at noon");
    screen_type(&screen, "e");
    screen_type(&screen, "tired\r");
    screen_must_show(&screen, "Approve");
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "The walk has ended");
}

/* Nobody walks before they have signed in. */
static void test_nobody_walks_unnamed(void **state)
{
    (void)state;
    people_hire(&screen.t, "Max", PK_MANAGER);
    screen_type(&screen, "/w");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "sign in first");
    screen_must_show(&screen, "No walk goes on.");
}

/* ---- golden screens ---- */

static const struct shot SHOTS[] = {
    {"walk-none", {"/w"}},
    {"walk", {"/w", "\r", "b800xy\r\r\rq7\r", "@c1"}},
    {"walk-alike", {"/w", "\r", "b8ooxy\r"}},
    {"walk-seen", {"/w", "\r", "b800xy\r\rx1\r", UP, "@a07\r", "w1\r" UP}},
    {"findings", {"/w", "\r", "\r\r\rq7\rlate7\r", "\t"}},
    {"findings-stranger", {"/w", "\r", "q7\r\t", DOWN "\r", "barrier open"}},
    {"findings-end", {"/w", "\r", "q7\r\t", "e", "fire alarm"}},
    {"walk-ended", {"/w", "\r", "q7\r\t", "\r", "gone\r", "e", "fire alarm\r"}},
};

static void test_golden_screens(void **state)
{
    (void)state;
    shots_must_hold(SHOTS, sizeof SHOTS / sizeof SHOTS[0], NULL);
}

#define FINDINGS(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FINDINGS(test_a_whole_walk),
        FINDINGS(test_each_is_settled_and_the_walk_ends),
        FINDINGS(test_each_is_left_as_it_is),
        FINDINGS(test_no_reason_no_settlement),
        FINDINGS(test_looking_again),
        FINDINGS(test_the_ticket_of_a_finding),
        FINDINGS(test_a_settled_spot_keeps_its_sight),
        FINDINGS(test_an_end_before_all_is_seen_is_asked_about),
        FINDINGS(test_an_end_with_open_findings_needs_a_reason),
        FINDINGS(test_who_leaves_it_needs_a_second_person),
        FINDINGS(test_nobody_walks_unnamed),
        cmocka_unit_test(test_golden_screens),
    };

    return cmocka_run_group_tests_name("findings", tests, NULL, NULL);
}
