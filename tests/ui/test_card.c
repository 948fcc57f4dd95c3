/*
 * The card terminal at its worst: it declines, is slow, says nothing, dies, and answers late; the
 * screen lives on, and nothing is ever charged twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "../../ui/people.h"
#include "../../ui/screens.h"
#include "../../ui/stay.h"
#include "../support/people.h"
#include "../support/screen.h"
#include "parkade/uuid.h"

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

static struct stay stay_of(const char *text)
{
    struct pk_ticket ticket = screen_ticket(&screen, text);
    struct stay stay;

    must(stay_read(&stay, screen.t.lot, ticket.ticket_id));
    return stay;
}

static void terminal_does(const char *behaviour)
{
    struct pk_setting setting;

    must(pk_setting_set(&setting, screen.t.lot, &screen.t.act, "card.simulator", behaviour));
}

/* Until TEXT is on the screen, for at most two seconds. */
static void wait_for(const char *text)
{
    int64_t begin = app_milliseconds();

    while (!strstr(screen_text(&screen), text) && app_milliseconds() - begin < 2000)
        app_step(&screen.app, 5);
    screen_must_show(&screen, text);
}

/* A card of a terminal that says nothing. */
static void ask_the_silent(void)
{
    terminal_does("silent");
    screen.is_hasty = true;
    screen_type(&screen, "ab12gh\rk");
    screen_must_show(&screen, "The card terminal is asked, 0 s: Esc stops waiting");
    screen_must_show(&screen, "Esc stop waiting");
}

static void must_be(enum pk_card_state state)
{
    struct stay stay = stay_of("#6");

    assert_true(stay.has_doubt);
    assert_int_equal(stay.doubt.state, state);
    assert_int_equal(stay.tender_count, 0);
}

static void must_be_charged_once(void)
{
    struct stay stay = stay_of("#6");

    assert_false(stay.has_doubt);
    assert_int_equal(stay.tender_count, 1);
    assert_int_equal(stay.ticket.paid, 600);
}

/* ---- each thing that it may do ---- */

static void test_it_declines(void **state)
{
    (void)state;
    terminal_does("decline");
    screen_type(&screen, "ab12gh\rk");
    screen_must_show(&screen, "The card was declined: nothing was charged.");
    screen_must_show(&screen, "Still to take");
    screen_type(&screen, "c\r"); /* then cash */
    screen_must_show(&screen, "O P E N");
}

static void test_it_dies(void **state)
{
    (void)state;
    terminal_does("dies");
    screen_type(&screen, "ab12gh\rk");
    screen_must_show(&screen, "does not say what became of it: k asks again.");
    must_be(PK_CARD_STATE_UNKNOWN);
    screen_type(&screen, "k");
    screen_must_show(&screen, "The card was charged 6.00");
    must_be_charged_once();
}

static void test_it_answers_late(void **state)
{
    (void)state;
    terminal_does("late");
    screen_type(&screen, "ab12gh\rk");
    must_be(PK_CARD_STATE_UNKNOWN);
    screen_type(&screen, "k");
    must_be_charged_once();
}

static void test_it_never_knows(void **state)
{
    (void)state;
    terminal_does("doubt");
    screen_type(&screen, "ab12gh\rk");
    screen_type(&screen, "kk");
    must_be(PK_CARD_STATE_UNKNOWN);
    screen_must_show(&screen, "k asks again");
}

static void test_it_is_silent_and_time_runs_out(void **state)
{
    (void)state;
    ask_the_silent();
    must_be(PK_CARD_STATE_PENDING); /* written down before it was asked */
    timers_set(&screen.app.timers, TIMER_ERRAND, 0);
    wait_for("k asks again.");
    must_be(PK_CARD_STATE_UNKNOWN);
    assert_false(errand_is_out(&screen.app));
}

static void test_it_is_slow(void **state)
{
    (void)state;
    terminal_does("slow");
    screen.is_hasty = true;
    screen_type(&screen, "ab12gh\rk");
    screen_must_show(&screen, "The card terminal is asked");
    screen_type(&screen, "\033"); /* nobody waits: it was charged all the same */
    must_be(PK_CARD_STATE_UNKNOWN);
    screen.is_hasty = false;
    screen_type(&screen, "k");
    must_be_charged_once();
}

/* ---- meanwhile ---- */

static void test_the_screen_lives_on(void **state)
{
    struct pk_ticket ticket;

    (void)state;
    ask_the_silent();
    screen_type(&screen, "c");
    screen_must_show(&screen, "Esc stops waiting");
    screen_type(&screen, "k5n");
    screen_must_not_show(&screen, "For nothing");
    screen_type(&screen, "?");
    screen_must_show(&screen, "Help");
    screen_type(&screen, "\033");
    screen_park(&screen, &ticket, "ELSE 1", NULL); /* what others do is seen */
    screen_resize(&screen, 20, 60);
    screen_must_show(&screen, "The card terminal is asked");
    int64_t begin = app_milliseconds();
    timers_set(&screen.app.timers, TIMER_LOOK, 0); /* the next second */
    while (!strstr(screen_text(&screen), "asked, 1 s") && app_milliseconds() - begin < 5000)
        app_step(&screen.app, 20);
    screen_must_show(&screen, "asked, 1 s");
    must_be(PK_CARD_STATE_PENDING);
}

static void test_esc_stops_waiting_and_loses_nothing(void **state)
{
    (void)state;
    ask_the_silent();
    screen_type(&screen, "\033");
    screen_must_show(&screen, "k asks again");
    screen_must_show(&screen, "Pay  #6");
    assert_false(errand_is_out(&screen.app));
    must_be(PK_CARD_STATE_UNKNOWN);
    screen_type(&screen, "c"); /* no other money before it is known */
    screen_must_show(&screen, "k asks the terminal again");
    terminal_does("approve");
    screen.is_hasty = false;
    screen_type(&screen, "k");
    must_be_charged_once();
    screen_type(&screen, "\r");
    screen_must_show(&screen, "O P E N");
    screen_must_show(&screen, "6.00 by card, receipt");
}

static void test_a_scan_waits(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12CD");
    char scan[PK_UUID_SIZE + 1];

    (void)state;
    pk_uuid_printed(scan, ticket.ticket_id);
    strcat(scan, "\r");
    ask_the_silent();
    screen_type(&screen, scan);
    screen_must_show(&screen, "The next ticket waits");
    screen_must_show(&screen, "The card terminal is asked");
    screen_type(&screen, "\033"); /* no longer asked */
    screen_type(&screen, "\033"); /* left, in doubt */
    screen_must_show(&screen, "Pay  #5");
    must_be(PK_CARD_STATE_UNKNOWN);
}

static void test_nobody_signs_out(void **state)
{
    (void)state;
    ask_the_silent();
    people_hire(&screen.t, "Max", PK_MANAGER);
    people_ask(&screen.app);
    screen_settle(&screen);
    screen_must_show(&screen, "The card terminal is asked: wait for it.");
    screen_must_show(&screen, "Pay  #6");
}

/* ---- the end ---- */

static void test_quitting_asks_first(void **state)
{
    (void)state;
    ask_the_silent();
    screen_type(&screen, "\021");
    screen_must_show(&screen, "nobody would hear what it");
    screen_type(&screen, "\r");
    assert_false(screen.app.is_over);
    screen_type(&screen, "\021y");
    assert_true(screen.app.is_over);
}

/* What the next console finds: a card in doubt, and a list of them. */
static void test_a_console_that_ends_leaves_it_in_doubt(void **state)
{
    struct screen_kind kind = USUAL;
    char why[PK_MESSAGE_SIZE];

    (void)state;
    ask_the_silent();
    raise(SIGTERM);
    for (int i = 0; i < 100 && !screen.app.is_over; i++)
        app_step(&screen.app, 5);
    assert_true(screen.app.is_over);
    app_close(&screen.app);
    must_be(PK_CARD_STATE_UNKNOWN);
    struct terminal_options options = {.in = screen.in,
                                       .out = screen.out,
                                       .name = "xterm",
                                       .lines = kind.lines,
                                       .columns = kind.columns,
                                       .is_utf8 = true};
    assert_true(app_open(&screen.app, screen.t.lot, "exit-1", &options, why, sizeof why));
    app_push(&screen.app, lot_view(&screen.app));
    people_begin(&screen.app);
    screen_settle(&screen);
    screen_must_show(&screen, "A card of this station is in doubt: /k shows it.");
    screen_type(&screen, "/k");
    screen_must_show(&screen, "AB12GH");
    screen_must_be(&screen, "tickets-doubt");
    screen_type(&screen, "\r\r"); /* its ticket, then Pay */
    terminal_does("approve");
    screen.is_hasty = false;
    screen_type(&screen, "k");
    must_be_charged_once();
}

/* ---- another's card ---- */

static void another_begins(void)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");
    struct pk_card_attempt attempt;
    struct pk_act act = {.station = "desk-1"};

    must(pk_card_begin(&attempt, screen.t.lot, &act, ticket.ticket_id, PK_NONE, PK_NONE));
    assert_string_equal(attempt.station, "desk-1");
}

/* While somebody waits at the terminal it may say "declined" of a card that it is about to charge.
 */
static void test_another_stations_card_is_not_judged_too_early(void **state)
{
    (void)state;
    another_begins();
    terminal_does("decline");
    screen_type(&screen, "ab12gh\r");
    screen_must_show(&screen, "under way since");
    screen_type(&screen, "k");
    screen_must_show(&screen, "The card is still under way: k asks again.");
    must_be(PK_CARD_STATE_PENDING);
    screen.t.now += 181; /* longer than a terminal takes: who began it must have died */
    screen_type(&screen, "k");
    screen_must_show(&screen, "The card was declined");
    assert_false(stay_of("#6").has_doubt);
}

static void test_an_approval_of_another_stations_card_is_taken(void **state)
{
    (void)state;
    another_begins();
    screen_type(&screen, "ab12gh\rk");
    must_be_charged_once();
}

#define CARD(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CARD(test_it_declines),
        CARD(test_it_dies),
        CARD(test_it_answers_late),
        CARD(test_it_never_knows),
        CARD(test_it_is_silent_and_time_runs_out),
        CARD(test_it_is_slow),
        CARD(test_the_screen_lives_on),
        CARD(test_esc_stops_waiting_and_loses_nothing),
        CARD(test_a_scan_waits),
        CARD(test_nobody_signs_out),
        CARD(test_quitting_asks_first),
        CARD(test_a_console_that_ends_leaves_it_in_doubt),
        CARD(test_another_stations_card_is_not_judged_too_early),
        CARD(test_an_approval_of_another_stations_card_is_taken),
    };

    return cmocka_run_group_tests_name("card", tests, NULL, NULL);
}
