/*
 * Park where it is not a matter of course: permits, watched plates, paper tickets of an outage.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../ui/stay.h"
#include "../../ui/when.h"
#include "../support/people.h"
#include "../support/screen.h"
#include "parkade/permit.h"
#include "parkade/watch.h"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &USUAL);
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s", pk_error()->message);
}

static void watch(const char *plate, enum pk_watch_mark mark, const char *reason)
{
    struct pk_watch out;

    must(pk_watch_add(&out, screen.t.lot, &screen.t.act, plate, mark, reason));
}

static void test_a_permit_is_shown(void **state)
{
    static const char *const PLATES[] = {"P 1", "P 2"};
    struct pk_permit_new how = {.holder = "ACME",
                                .valid_from = PK_NONE,
                                .valid_to = screen.t.now + 30 * 86400,
                                .max_inside = 1,
                                .plate_count = 2,
                                .plates = PLATES};
    struct pk_permit permit;

    (void)state;
    must(pk_permit_add(&permit, screen.t.lot, &screen.t.act, &how));
    screen_type(&screen, "p1\r");
    screen_must_show(&screen, "of ACME, valid to 11 Feb 16:41: nothing to pay");
    screen_must_be(&screen, "park-permit");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Ticket number");
    screen_type(&screen, "\rp2\r");
    screen_must_show(&screen, "ACME is full, 1 of 1 inside: this one pays");
}

static void test_a_refused_plate_is_told_before(void **state)
{
    (void)state;
    watch("BAD 1", PK_WATCH_REFUSE, "left without paying");
    screen_type(&screen, "bad1\r");
    screen_must_show(&screen, "REFUSED, no ticket: left without paying");
    screen_must_be(&screen, "park-refused");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "BAD1 is on the watchlist: left without paying.");
    screen_must_not_show(&screen, "Ticket number");
}

static void test_a_watched_plate_is_told_before_and_after(void **state)
{
    (void)state;
    watch("VIP 1", PK_WATCH_ALERT, "call the office");
    screen_type(&screen, "vip1\r");
    screen_must_show(&screen, "Watchlist: call the office");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Ticket number");
    screen_must_show(&screen, "Watchlist: call the office");
    screen_type(&screen, "\rvipl\r");
    screen_must_show(&screen, "looks like VIP1: call the office");
}

static void test_it_may_come_onto_the_list_meanwhile(void **state)
{
    (void)state;
    screen_type(&screen, "bad1\r");
    screen_must_not_show(&screen, "REFUSED");
    watch("BAD 1", PK_WATCH_REFUSE, "stolen");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "BAD1 is on the watchlist: stolen.");
    screen_must_show(&screen, "REFUSED");
}

/* ---- late ---- */

static void test_a_paper_ticket_of_an_outage(void **state)
{
    (void)state;
    screen_type(&screen, "paper1\rml");
    screen_must_be(&screen, "park-late");
    screen_type(&screen, "1530\r");
    screen_must_show(&screen, "This needs a reason.");
    screen_type(&screen, "\tpower cut\r");
    screen_must_show(&screen, "Ticket number");
    screen_must_show(&screen, "in 15:30, entered late");
    struct pk_ticket ticket = screen_ticket(&screen, "PAPER1");
    assert_true(ticket.is_late_entry);
    assert_int_equal(ticket.entry_time, screen.t.now - 71 * 60);
    assert_int_equal(ticket.vehicle_class, PK_MOTORCYCLE); /* as filled in below */
    assert_string_equal(ticket.reason, "power cut");
}

static void test_a_time_that_is_none(void **state)
{
    (void)state;
    screen_type(&screen, "paper1\rl");
    screen_type(&screen, "25:00\tpower cut\r");
    screen_must_not_show(&screen, "Ticket number");
    screen_must_show(&screen, "25:00"); /* to be mended */
    screen_type(&screen, "\033[Z\0252026-01-20 10:00\r");
    screen_must_show(&screen, "in the future");
    screen_type(&screen, "\0252026-01-10 10:00\r");
    screen_must_show(&screen, "entered late");
}

static void test_times_as_they_are_typed(void **state)
{
    static const char *const TEXTS[] = {"15:30", "15.30", "1530"};
    int64_t at;

    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        must(when_read(&at, screen.t.lot, TEXTS[i]));
        assert_int_equal(at, screen.t.now - 71 * 60);
    }
    must(when_read(&at, screen.t.lot, "930"));
    assert_int_equal(at, screen.t.now - (7 * 60 + 11) * 60);
    must(when_read(&at, screen.t.lot, "16:42")); /* not yet: yesterday's */
    assert_int_equal(at, screen.t.now + 60 - 86400);
    static const char *const NONE[] = {"", "12", "1560", "2400", "1:5:30", "15:3", ":30", "now"};
    for (size_t i = 0; i < sizeof NONE / sizeof NONE[0]; i++)
        assert_int_equal(when_read(&at, screen.t.lot, NONE[i]), PK_USAGE);
}

/* A supervisor's act: an attendant needs the approval of one. */
static void test_a_second_person_approves_it(void **state)
{
    (void)state;
    people_hire(&screen.t, "Max", PK_MANAGER);
    people_hire(&screen.t, "Ana", PK_ATTENDANT);
    pk_sign_out(screen.t.lot, "Max");
    snprintf(screen.app.who, sizeof screen.app.who, "Ana");
    screen_type(&screen, "paper1\rl");
    screen_type(&screen, "1530\tpower cut\r");
    screen_must_show(&screen, "Approve");
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "entered late");
}

/* The wanted spot is taken meanwhile: what was typed stays, and the next best is offered. */
static void test_a_late_entry_and_a_spot_that_is_taken(void **state)
{
    struct pk_ticket ticket;

    (void)state;
    screen_type(&screen, "paper1\r");
    screen_type(&screen, "sA02\r");
    screen_type(&screen, "l");
    screen_type(&screen, "1530\tpower cut");
    screen_park(&screen, &ticket, "ELSE 1", "A02");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "taken");
    screen_must_show(&screen, "power cut");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "entered late");
    assert_string_not_equal(screen_ticket(&screen, "PAPER1").spot, "A02");
}

#define PARK(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PARK(test_a_permit_is_shown),
        PARK(test_a_refused_plate_is_told_before),
        PARK(test_a_watched_plate_is_told_before_and_after),
        PARK(test_it_may_come_onto_the_list_meanwhile),
        PARK(test_a_paper_ticket_of_an_outage),
        PARK(test_a_time_that_is_none),
        PARK(test_times_as_they_are_typed),
        PARK(test_a_second_person_approves_it),
        PARK(test_a_late_entry_and_a_spot_that_is_taken),
    };

    return cmocka_run_group_tests_name("park", tests, NULL, NULL);
}
