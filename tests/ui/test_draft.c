/*
 * Money half taken outlives the console: the next one at the station offers it; and nothing is
 * booked twice, nor forgotten. (Real consoles, killed: test_killed.c.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../ui/left.h"
#include "../../ui/people.h"
#include "../../ui/screens.h"
#include "../../ui/stay.h"
#include "../support/people.h"
#include "../support/screen.h"

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

/* The sum in hand at exit-1, as it is written down. */
static int64_t in_hand(void)
{
    struct pk_draft drafts[4];
    size_t count;
    int64_t sum = 0;

    must(pk_draft_list(drafts, 4, &count, screen.t.lot, "exit-1"));
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < drafts[i].count; k++)
            sum += drafts[i].handed[k];
    return sum;
}

/* Another console begins at the station. */
static void begin(void)
{
    char why[PK_MESSAGE_SIZE];
    struct terminal_options options = {.in = screen.in,
                                       .out = screen.out,
                                       .name = "xterm",
                                       .lines = USUAL.lines,
                                       .columns = USUAL.columns,
                                       .is_utf8 = true};

    assert_true(app_open(&screen.app, screen.t.lot, "exit-1", &options, why, sizeof why));
    app_push(&screen.app, lot_view(&screen.app));
    people_begin(&screen.app);
    screen_settle(&screen);
}

/* The console is gone without a word, as on a hang-up. */
static void begin_anew(void)
{
    app_close(&screen.app);
    begin();
}

/* ---- it is written down ---- */

static void test_it_follows_the_hand(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    assert_int_equal(in_hand(), 0);
    screen_type(&screen, "2c");
    assert_int_equal(in_hand(), 200);
    screen_type(&screen, "1c");
    assert_int_equal(in_hand(), 300);
    screen_type(&screen, "\177");
    assert_int_equal(in_hand(), 200);
    screen_type(&screen, "\033"); /* given back */
    assert_int_equal(in_hand(), 0);
    screen_type(&screen, "ab12gh\r20c");
    assert_int_equal(in_hand(), 2000);
    screen_type(&screen, "\r");
    screen_must_show(&screen, "O P E N");
    assert_int_equal(in_hand(), 0);
    begin_anew();
    screen_must_not_show(&screen, "in hand");
}

static void test_it_ends_with_what_is_for_nothing(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r2cn");
    screen_type(&screen, "barrier broken\r");
    screen_must_show(&screen, "O P E N");
    assert_int_equal(in_hand(), 0);
}

static void test_quitting_gives_it_back(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r2c");
    screen_type(&screen, "\021y");
    assert_true(screen.app.is_over);
    assert_int_equal(in_hand(), 0);
}

static enum pk_status take_meanwhile(struct pk_lot *lot, void *context)
{
    (void)lot;
    (void)context;
    screen_type(&screen, "2c");
    screen_must_show(&screen, "in cash"); /* keys do not wait for it */
    screen_type(&screen, "1c");
    screen_must_show(&screen, "-1.00");
    return PK_OK;
}

static void test_a_busy_lot_hears_of_it_later(void **state)
{
    struct pk_lot *other = test_lot_another(&screen.t);

    (void)state;
    screen_type(&screen, "ab12gh\r");
    must(pk_lot_together(other, take_meanwhile, NULL));
    assert_int_equal(in_hand(), 0);
    timers_set(&screen.app.timers, TIMER_LOOK, 0); /* the next second */
    app_step(&screen.app, 5);
    assert_int_equal(in_hand(), 300);
    pk_lot_close(other);
}

/* ---- it is offered ---- */

static void test_the_next_console_goes_on(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "1c10c");
    begin_anew();
    screen_must_show(&screen, "There is 11.00 in hand for #6 (AB 12 GH), taken 16:41.");
    screen_must_be(&screen, "left-money");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Pay  #6");
    screen_must_show(&screen, "-10.00");
    screen_must_show(&screen, "Change");
    assert_int_equal(in_hand(), 1100);
    screen_type(&screen, "\r");
    screen_must_show(&screen, "O P E N");
    assert_int_equal(stay_of("#6").tender_count, 2);
    assert_int_equal(in_hand(), 0);
}

static void test_it_was_given_back(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r5c");
    begin_anew();
    screen_type(&screen, "n");
    screen_must_not_show(&screen, "in hand");
    assert_int_equal(in_hand(), 0);
    assert_int_equal(stay_of("#6").tender_count, 0);
}

/* Esc answers nothing: it is asked again. */
static void test_esc_leaves_it(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r5c");
    begin_anew();
    screen_type(&screen, "\033");
    screen_must_show(&screen, "free");
    assert_int_equal(in_hand(), 500);
    begin_anew();
    screen_must_show(&screen, "There is 5.00 in hand");
}

static void test_another_station_settled_it_meanwhile(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");
    struct pk_act act = {.station = "desk-1"};
    struct pk_tender tender;
    struct pk_pay pay = {
        .ticket_id = ticket.ticket_id,
        .tender_count = 1,
        .tenders = {{.method = PK_CASH, .amount = PK_NONE, .tendered = PK_NONE}},
        .quoted_at = PK_NONE,
        .override_price = PK_NONE,
    };

    (void)state;
    screen_type(&screen, "ab12gh\r20c");
    app_close(&screen.app);
    must(pk_pay(&tender, NULL, screen.t.lot, &act, &pay));
    act.request_id[0] = '\0';
    must(pk_retrieve(&ticket, screen.t.lot, &act, ticket.ticket_id, PK_FOUND_BY_PLATE));
    begin();
    screen_type(&screen, "\r");
    screen_must_show(&screen, "left at desk-1 16:41: give all the 20.00 back.");
    screen_type(&screen, "\033");
    assert_int_equal(in_hand(), 0);
    assert_int_equal(stay_of("#6").tender_count, 1);
}

static void test_who_signs_in_next_is_offered_it(void **state)
{
    struct pk_draft drafts[1];
    size_t count;

    (void)state;
    people_hire(&screen.t, "Max", PK_MANAGER);
    people_hire(&screen.t, "Ana", PK_ATTENDANT);
    struct pk_act act = people_act_at(&screen.t, "Ana", "exit-1");
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");
    static const int64_t handed[] = {2000};
    must(pk_draft_keep(screen.t.lot, &act, ticket.ticket_id, handed, 1));
    pk_sign_out(screen.t.lot, "Max");
    pk_sign_out(screen.t.lot, "Ana");
    begin_anew();
    screen_must_not_show(&screen, "in hand"); /* not before anybody has signed in */
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "You have no open shift"); /* first: cash wants one */
    screen_type(&screen, "\033");
    screen_must_show(&screen, "There is 20.00 in hand for #6 (AB 12 GH), taken 16:41 by");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "No shift is open"); /* it cannot be booked here, but kept */
    must(pk_draft_list(drafts, 1, &count, screen.t.lot, "exit-1"));
    assert_int_equal(count, 1);
    assert_string_equal(drafts[0].staff, "Ana");
}

static void test_several_come_one_after_the_other(void **state)
{
    static const int64_t handed[] = {500};
    struct pk_act act = {.station = "exit-1"};
    struct pk_ticket first = screen_ticket(&screen, "AB12GH"),
                     next = screen_ticket(&screen, "LATE7");

    (void)state;
    must(pk_draft_keep(screen.t.lot, &act, first.ticket_id, handed, 1));
    screen.t.now += 60;
    must(pk_draft_keep(screen.t.lot, &act, next.ticket_id, handed, 1));
    begin_anew();
    screen_must_show(&screen, "(AB 12 GH)"); /* the oldest */
    screen_type(&screen, "n");
    screen_must_show(&screen, "(LATE 7)");
    screen_type(&screen, "n");
    screen_must_not_show(&screen, "in hand");
}

/* Whoever took it lives on for a while after the line was cut: it is looked for once a minute. */
static void test_it_is_offered_later(void **state)
{
    static const int64_t handed[] = {500};
    struct pk_act act = {.station = "exit-1"};
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");

    (void)state;
    must(pk_draft_keep(screen.t.lot, &act, ticket.ticket_id, handed, 1));
    screen_type(&screen, "ab12cd\r"); /* not while somebody is served */
    screen.t.now += 60;
    timers_set(&screen.app.timers, TIMER_LOOK, 0);
    screen_settle(&screen);
    screen_must_not_show(&screen, "in hand");
    screen_type(&screen, "\033");
    screen.t.now += 60;
    timers_set(&screen.app.timers, TIMER_LOOK, 0);
    screen_settle(&screen);
    screen_must_show(&screen, "There is 5.00 in hand for #6");
    screen.app.deaf_until_ms = 0; /* it has been read */
    screen_type(&screen, "\033");
    screen.t.now += 60;
    timers_set(&screen.app.timers, TIMER_LOOK, 0);
    screen_settle(&screen);
    screen_must_not_show(&screen, "in hand"); /* once is enough */
    assert_int_equal(in_hand(), 500);
}

#define DRAFT(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DRAFT(test_it_follows_the_hand),
        DRAFT(test_it_ends_with_what_is_for_nothing),
        DRAFT(test_quitting_gives_it_back),
        DRAFT(test_a_busy_lot_hears_of_it_later),
        DRAFT(test_the_next_console_goes_on),
        DRAFT(test_it_was_given_back),
        DRAFT(test_esc_leaves_it),
        DRAFT(test_another_station_settled_it_meanwhile),
        DRAFT(test_who_signs_in_next_is_offered_it),
        DRAFT(test_several_come_one_after_the_other),
        DRAFT(test_it_is_offered_later),
    };

    return cmocka_run_group_tests_name("draft", tests, NULL, NULL);
}
