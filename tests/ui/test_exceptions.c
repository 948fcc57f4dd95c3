/*
 * Exceptions on the screen: what is open and what was looked at, by whom; one's own is somebody
 * else's to look at; what others do shows at once; lists of any length.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../ui/window.h"
#include "../support/inbox.h"
#include "../support/shots.h"
#include "parkade/audit.h"
#include "parkade/uuid.h"

static struct screen screen;

static int open_as(const char *name)
{
    inbox_open_as(&screen, &SHOT_KIND[0], name);
    return 0;
}

static int open_as_sue(void **state)
{
    (void)state;
    return open_as("Sue");
}

static int open_as_max(void **state)
{
    (void)state;
    return open_as("Max");
}

static int open_as_ana(void **state)
{
    (void)state;
    return open_as("Ana");
}

/* Without staff. */
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

static struct pk_exception_counts counts(void)
{
    struct pk_exception_counts out;
    const struct pk_exception_filter ever = {false, PK_NONE, PK_NONE};
    assert_int_equal(pk_exception_count(&out, screen.t.lot, &ever), PK_OK);
    return out;
}

static void test_alarms_are_told_on_the_lot(void **state)
{
    (void)state;
    screen_type(&screen, "\033"); /* the welcome goes */
    screen_must_show(&screen, "1 alarm: /x");
    screen_type(&screen, "/x");
    screen_must_not_show(&screen, "/x"); /* here they stand themselves */
    screen_type(&screen, "a\r");
    screen_type(&screen, "\033");
    screen_must_not_show(&screen, "alarm:");
}

static void test_who_has_not_signed_in_is_told_nothing(void **state)
{
    (void)state;
    inbox_fill(&screen);
    screen_type(&screen, "\033");
    assert_int_equal(screen.app.model.alarms, 1);
    screen_must_not_show(&screen, "alarm");
}

static void test_the_open_alarm_stands_first(void **state)
{
    (void)state;
    screen_type(&screen, "/x");
    screen_must_show(&screen, "all days: 5 not looked at, 1 alarm, 5 in all");
    screen_must_show(&screen, "A dead ticket turned up: somebody wanted to leave.");
    screen_must_show(&screen, "by Ben");
    screen_type(&screen, "\033[B\033[B");
    screen_must_show(&screen, "by Ana, approved by Sue");
    screen_must_show(&screen, "#8  A02  WRONG 8  drove on to the hotel");
}

static void test_one_is_acknowledged_with_a_note(void **state)
{
    (void)state;
    screen_type(&screen, "/x");
    screen_type(&screen, "a");
    screen_type(&screen, "on the tape: the driver was shown the way\r");
    screen_must_show(&screen, "Acknowledged.");
    screen_must_show(&screen, "4 not looked at, 5 in all");
    struct pk_entry entry = inbox_last(&screen, "acknowledge");
    assert_string_equal(entry.who, "Max");
    assert_non_null(strstr(entry.detail, "on the tape"));
    screen_type(&screen, "\t");
    screen_must_show(&screen, "›all");
    screen_type(&screen, "\033[B\033[B"); /* in its place among the others now */
    screen_must_show(&screen, "Looked at by Max, 17:41: on the tape");
    screen_type(&screen, "a");
    screen_must_show(&screen, "Looked at by Max, 17:41: on the tape");
    assert_int_equal(counts().open, 4);
}

static void test_a_note_may_be_left_out(void **state)
{
    (void)state;
    screen_type(&screen, "/xa\r");
    screen_must_show(&screen, "Acknowledged.");
    assert_int_equal(counts().open, 4);
}

/* Sue approved the void: the key says so at once, and the domain would too. */
static void test_nobody_looks_at_their_own(void **state)
{
    (void)state;
    screen_type(&screen, "/x\033[B\033[B");
    screen_must_not_show(&screen, "a acknowledge");
    screen_type(&screen, "a");
    screen_must_not_show(&screen, "Note");
    screen_must_show(&screen, "You did or approved it: somebody else looks at it.");
    assert_int_equal(counts().open, 5);
    screen_type(&screen, "\033[B");
    screen_must_show(&screen, "a acknowledge"); /* Ana's refund */
}

/* Nobody's PIN would permit it: the sentence stays, and no PIN is asked for. */
static void test_an_approval_by_a_party_is_refused(void **state)
{
    (void)state;
    screen_type(&screen, "\033/i");
    screen_type(&screen, "ben\t" PEOPLE_PIN "\r");
    screen_type(&screen, "/x\033[B\033[Ba");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Approve");
    screen_type(&screen, "sue\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Nobody acknowledges what they did or approved");
    screen_must_not_show(&screen, "PIN");
    assert_int_equal(counts().open, 5);
}

static void test_an_attendant_needs_an_approval(void **state)
{
    (void)state;
    screen_type(&screen, "/x"); /* the alarm is nobody's own */
    screen_type(&screen, "a");
    screen_type(&screen, "gave it to the police\r");
    screen_must_show(&screen, "Approve");
    screen_type(&screen, "sue\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Acknowledged.");
    struct pk_entry entry = inbox_last(&screen, "acknowledge");
    assert_string_equal(entry.who, "Ana");
    assert_string_equal(entry.approver, "Sue");
}

static void test_enter_opens_the_ticket(void **state)
{
    (void)state;
    screen_type(&screen, "/x\r");
    screen_must_show(&screen, "Ticket  #8");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "5 not looked at");
    screen_type(&screen, "\033[F\r"); /* the last one is about a drawer */
    screen_must_show(&screen, "The drawer was opened without a sale.");
    screen_must_show(&screen, "No ticket belongs to this one.");
}

/* From all days to the left: today, then the days before. */
static void test_days(void **state)
{
    (void)state;
    screen_type(&screen, "/x\033[D");
    screen_must_show(&screen, "Mon 12 Jan 2026: 5 not looked at");
    screen_type(&screen, "\033[D");
    screen_must_show(&screen, "Sun 11 Jan 2026: 0 not looked at, 0 in all");
    screen_must_show(&screen, "None.");
    screen_type(&screen, "a\r");
    screen_must_show(&screen, "There is no exception here.");
    screen_type(&screen, "\033[C\033[C");
    screen_must_show(&screen, "all days: 5");
    screen_type(&screen, "\033[C");
    screen_must_show(&screen, "all days: 5");
    screen_type(&screen, "\033[D\033[D\033[Dt");
    screen_must_show(&screen, "Mon 12 Jan 2026");
}

static void void_elsewhere(const char *plate)
{
    struct pk_ticket ticket;
    screen_park(&screen, &ticket, plate, NULL);
    assert_int_equal(pk_void(&ticket, screen.t.lot, &screen.t.act, ticket.ticket_id, "elsewhere"),
                     PK_OK);
    screen.app.is_dirty = true;
    app_follow(&screen.app);
    screen_settle(&screen);
}

/* The choice stays with its exception, whatever others add above or below. */
static void test_what_others_do_shows_at_once(void **state)
{
    (void)state;
    screen_type(&screen, "/x");
    screen_must_show(&screen, "1 not looked at"); /* #3 of the usual lot */
    screen_must_show(&screen, "#3  A01  WRONG 1  typed twice");
    void_elsewhere("ELSE 1");
    screen_must_show(&screen, "2 not looked at");
    struct pk_ticket ticket = screen_ticket(&screen, "#8");
    assert_int_equal(
        pk_retrieve(&ticket, screen.t.lot, &screen.t.act, ticket.ticket_id, PK_FOUND_BY_SCAN),
        PK_TICKET_VOID);
    app_follow(&screen.app);
    screen_settle(&screen);
    screen_must_show(&screen, "3 not looked at, 1 alarm");
    screen_must_show(&screen,
                     "#3  A01  WRONG 1  typed twice"); /* still the chosen one, a line lower */
}

/* Who scans a dead ticket holds it: that is an alarm, told once. A typed number is only a look. */
static void test_a_dead_ticket_that_is_scanned(void **state)
{
    struct pk_ticket dead = screen_ticket(&screen, "#3");
    char digits[PK_UUID_SIZE + 1];
    (void)state;
    screen_type(&screen, "#3\r");
    screen_must_show(&screen, "Stop: #3 is void");
    assert_int_equal(counts().alarms, 0);
    pk_uuid_printed(digits, dead.ticket_id);
    strcat(digits, "\r");
    screen_type(&screen, digits);
    screen_must_show(&screen, "Stop: #3 is void");
    assert_int_equal(counts().alarms, 1);
    screen_type(&screen, digits);
    assert_int_equal(counts().alarms, 1);
    screen_type(&screen, "\033");
    screen_must_show(&screen, "1 alarm: /x");
    assert_string_equal(inbox_last(&screen, "alarm").station, "exit-1");
}

/* Thousands are read by the piece; each line can be reached, and no line is missing. */
static void test_a_long_list(void **state)
{
    enum { VOIDS = 300 };
    char plate[16], number[16];
    (void)state;
    for (int i = 0; i < VOIDS; i++) {
        snprintf(plate, sizeof plate, "LONG %d", i);
        struct pk_ticket ticket;
        screen_park(&screen, &ticket, plate, NULL);
        assert_int_equal(pk_void(&ticket, screen.t.lot, &screen.t.act, ticket.ticket_id, plate),
                         PK_OK);
    }
    screen_type(&screen, "/x");
    screen_must_show(&screen, "301 not looked at");
    screen_type(&screen, "\033[F");
    screen_must_show(&screen, "LONG 299");
    screen_type(&screen, "\033[H");
    screen_must_show(&screen, "typed twice");
    for (int i = 0; i < VOIDS; i++) {
        screen_type(&screen, "\033[B");
        snprintf(number, sizeof number, "#%d  A02", i + 8);
        screen_must_show(&screen, number);
    }
}

static void test_a_long_reason_is_shown_whole(void **state)
{
    static const char REASON[] =
        "The driver said that the machine at the entry gave two tickets, one of which was for the "
        "car behind, whose driver had left on foot; nobody could find the other one.";
    struct pk_ticket ticket;
    (void)state;
    screen_resize(&screen, 20, 60);
    screen_park(&screen, &ticket, "LONG 1", NULL);
    assert_int_equal(pk_void(&ticket, screen.t.lot, &screen.t.act, ticket.ticket_id, REASON),
                     PK_OK);
    screen_type(&screen, "/x\033[F");
    screen_must_show(&screen, "other one.");
    screen_must_show(&screen, "Nobody has looked at it.");
}

static void test_an_empty_inbox(void **state)
{
    (void)state;
    screen_type(&screen, "/xa\r");
    screen_must_show(&screen, "all days: 0 not looked at, 1 in all");
    screen_must_show(&screen, "None.");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "There is no exception here.");
    screen_type(&screen, "\t");
    screen_must_show(&screen, "typed twice");
}

/* ---- the piece of a list that is in memory ---- */

static void test_the_window_follows_the_choice(void **state)
{
    struct window window = {0, 0};
    struct list list = {.count = 1000};
    (void)state;
    assert_false(window_follow(&window, &list, 20));
    assert_int_equal(window.first, 0);
    window.count = WINDOW_LINES;
    assert_true(window_follow(&window, &list, 20));
    list.chosen = 500;
    assert_false(window_follow(&window, &list, 20));
    window.count = WINDOW_LINES;
    assert_true(window_at(&window, 500) > 20);
    assert_true(window_at(&window, 500) < WINDOW_LINES - 20);
    list.chosen = 520;
    assert_true(window_follow(&window, &list, 20)); /* it was read with some to spare */
    assert_int_equal(window_at(&window, 0), -1);
    assert_int_equal(window_at(&window, window.first + WINDOW_LINES), -1);
}

static void test_the_window_of_nothing(void **state)
{
    struct window window = {0, 0};
    struct list list = {.count = 0};
    (void)state;
    assert_true(window_follow(&window, &list, 20));
    assert_int_equal(window_at(&window, 0), -1);
}

/* ---- golden screens ---- */

static void prepare(struct screen *s)
{
    inbox_fill(s);
    inbox_sign_in(s, "Sue");
}

static void test_golden_screens(void **state)
{
    static const struct shot SHOTS[] = {
        {"exceptions", {"/x"}},
        {"exceptions-all", {"/x", "a\r", "\t\033[B\033[B"}},
        {"lot-alarm", {"\033"}},
    };
    (void)state;
    shots_must_hold(SHOTS, sizeof SHOTS / sizeof SHOTS[0], prepare);
}

static void test_more_golden_screens(void **state)
{
    static const struct shot SHOTS[] = {
        {"exceptions-own", {"/x\033[B\033[B", "a"}},
        {"exceptions-note", {"/x", "a", "seen"}},
        {"exceptions-none", {"/x\033[D\033[D"}},
    };
    (void)state;
    shots_must_be(&SHOT_KIND[0], SHOTS, sizeof SHOTS / sizeof SHOTS[0], prepare);
}

#define AS(name, test) cmocka_unit_test_setup_teardown(test, open_as_##name, close_screen)
#define ALONE(test)    cmocka_unit_test_setup_teardown(test, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        AS(max, test_alarms_are_told_on_the_lot),
        ALONE(test_who_has_not_signed_in_is_told_nothing),
        AS(max, test_the_open_alarm_stands_first),
        AS(max, test_one_is_acknowledged_with_a_note),
        AS(max, test_a_note_may_be_left_out),
        AS(sue, test_nobody_looks_at_their_own),
        AS(max, test_an_approval_by_a_party_is_refused),
        AS(ana, test_an_attendant_needs_an_approval),
        AS(max, test_enter_opens_the_ticket),
        AS(max, test_days),
        ALONE(test_what_others_do_shows_at_once),
        ALONE(test_a_dead_ticket_that_is_scanned),
        ALONE(test_a_long_list),
        ALONE(test_a_long_reason_is_shown_whole),
        ALONE(test_an_empty_inbox),
        cmocka_unit_test(test_the_window_follows_the_choice),
        cmocka_unit_test(test_the_window_of_nothing),
        cmocka_unit_test(test_golden_screens),
        cmocka_unit_test(test_more_golden_screens),
    };
    return cmocka_run_group_tests_name("exceptions on the screen", tests, NULL, NULL);
}
