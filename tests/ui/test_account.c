/*
 * Accountability on the screen: the figures of a day, a week, a month and the tickets behind them;
 * receipts, people who stand out; a day is closed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "../../ui/account_screen.h"
#include "../support/inbox.h"
#include "../support/shots.h"
#include "parkade/dayclose.h"
#include "parkade/shift.h"
#include "parkade/text.h"

#define LEFT  "\033[D"
#define RIGHT "\033[C"
#define DOWN  "\033[B"
#define END   "\033[F"
#define BACK  "\033[Z"

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

/* Somebody with a tool of their own changes the file. */
static void tamper(const char *sql)
{
    sqlite3 *db;
    char *why = NULL;
    assert_int_equal(sqlite3_open(screen.t.path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s", why);
    sqlite3_close(db);
}

/* ---- figures ---- */

static void test_the_figures_of_today(void **state)
{
    (void)state;
    screen_type(&screen, "/a");
    screen_must_show(&screen, "Mon 12 Jan 2026  Every ticket accounted for.");
    screen_must_show(&screen, "issued               6");
    screen_must_show(&screen, "exited               1");
    screen_must_show(&screen, "void                 1");
    screen_must_show(&screen, "inside               4");
    screen_must_show(&screen, "unaccounted          0");
    screen_must_show(&screen, "missing              0");
    screen_must_show(&screen, "The numbers issued are #2 to #7.");
    screen_type(&screen, DOWN DOWN DOWN DOWN DOWN DOWN);
    screen_must_show(&screen, "6 issued = 1 exited + 1 void + 0 replaced + 0 released + 4 inside.");
}

static void test_the_tickets_behind_a_figure(void **state)
{
    (void)state;
    screen_type(&screen, "/a\r");
    screen_must_show(&screen, "Tickets  issued");
    screen_must_show(&screen, "6 tickets");
    screen_must_show(&screen, "#3        WRONG 1");
    screen_type(&screen, "\033" DOWN DOWN "\r");
    screen_must_show(&screen, "Tickets  void");
    screen_must_show(&screen, "1 ticket");
    screen_must_show(&screen, "typed twice");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Ticket  #3");
    screen_type(&screen, "\033\033");
    screen_must_show(&screen, "Accountability");
    screen_type(&screen, DOWN "\r"); /* none was replaced */
    screen_must_show(&screen, "There is nothing behind this line.");
}

static void test_other_days(void **state)
{
    (void)state;
    screen_type(&screen, "/a" LEFT);
    screen_must_show(&screen, "Sun 11 Jan 2026  No ticket was issued.");
    screen_type(&screen, "t");
    screen_must_show(&screen, "Mon 12 Jan 2026");
    screen_type(&screen, RIGHT);
    screen_must_show(&screen, "There is nothing later.");
    screen_must_show(&screen, "Mon 12 Jan 2026");
    screen_type(&screen, LEFT LEFT LEFT LEFT LEFT LEFT LEFT);
    screen_must_show(&screen, "Mon 5 Jan 2026  Every ticket");
    screen_must_show(&screen, "#1 to #1");
    screen_type(&screen, RIGHT);
    screen_must_show(&screen, "Tue 6 Jan 2026");
}

static void test_a_week_and_a_month(void **state)
{
    (void)state;
    screen_type(&screen, "/ap");
    screen_must_show(&screen, "Mon 12 Jan to Sun 18 Jan 2026");
    screen_must_show(&screen, "issued               6");
    screen_type(&screen, RIGHT);
    screen_must_show(&screen, "There is nothing later.");
    screen_type(&screen, LEFT);
    screen_must_show(&screen, "Mon 5 Jan to Sun 11 Jan 2026");
    screen_type(&screen, RIGHT "p");
    screen_must_show(&screen, "January 2026");
    screen_must_show(&screen, "issued               7");
    screen_type(&screen, LEFT);
    screen_must_show(&screen, "December 2025");
    screen_type(&screen, RIGHT "p");
    screen_must_show(&screen, "Mon 12 Jan 2026  Every"); /* not the last of the month: today */
}

/* What happens elsewhere is counted at once. */
static void test_live(void **state)
{
    struct pk_ticket ticket;
    (void)state;
    screen_type(&screen, "/a");
    screen_must_show(&screen, "inside               4");
    screen_park(&screen, &ticket, "LIVE 1", NULL);
    app_follow(&screen.app);
    screen_settle(&screen);
    screen_must_show(&screen, "inside               5");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "7 tickets");
    screen_park(&screen, &ticket, "LIVE 2", NULL);
    app_follow(&screen.app);
    screen_settle(&screen);
    screen_must_show(&screen, "LIVE 2");
    screen_must_show(&screen, "8 tickets");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "inside               6");
}

static void test_missing_numbers_are_named(void **state)
{
    (void)state;
    tamper("DELETE FROM parking_ticket WHERE ticket_no IN (2, 3, 6)");
    screen_type(&screen, "/a" END);
    screen_must_show(&screen, "Tickets not accounted for!");
    screen_must_show(&screen, "missing              3");
    screen_must_show(&screen, "No ticket has these numbers: 2 to 3, 6.");
    screen_must_show(&screen, "Somebody changed the");
}

static void test_gaps_that_do_not_fit_are_counted(void **state)
{
    struct pk_gap gaps[100];
    char text[96];
    (void)state;
    for (int i = 0; i < 100; i++)
        gaps[i] = (struct pk_gap){i * 10 + 1, i * 10 + (i == 0 ? 1 : 3)};
    account_say_gaps(text, sizeof text, gaps, 100);
    assert_string_equal(text, "1, 11 to 13, 21 to 23, 31 to 33, 41 to 43 and 95 more gaps");
    account_say_gaps(text, sizeof text, gaps, 2);
    assert_string_equal(text, "1, 11 to 13");
    account_say_gaps(text, sizeof text, gaps, 0);
    assert_string_equal(text, "");
}

/* ---- parts ---- */

static void test_parts(void **state)
{
    (void)state;
    screen_type(&screen, "/app\t");
    screen_must_show(&screen, "2026-01-05");
    screen_must_show(&screen, "2026-01-12");
    screen_type(&screen, "\t");
    screen_must_show(&screen, "desk-1");
    screen_must_show(&screen, "desk-1: 2 issued = 0 exited + 1 void");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Tickets  desk-1");
    screen_must_show(&screen, "WRONG 8");
    screen_must_show(&screen, "2 tickets");
    screen_type(&screen, "\033\t");
    screen_must_show(&screen, "nobody by name");
    screen_type(&screen, DOWN "\r");
    screen_must_show(&screen, "Tickets  Ana");
    screen_must_show(&screen, "2 tickets");
    screen_type(&screen, "\033\t");
    screen_must_show(&screen, "1-9");
    screen_must_show(&screen, "Missing");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "9 tickets");
}

/* A date of a month opens as a day. */
static void test_a_date_opens_as_a_day(void **state)
{
    (void)state;
    screen_type(&screen, "/app\t\r");
    screen_must_show(&screen, "Mon 5 Jan 2026  Every ticket");
    screen_must_show(&screen, "unaccounted");
}

static void test_receipts(void **state)
{
    (void)state;
    screen_type(&screen, "/a" BACK BACK BACK);
    screen_must_show(&screen, "receipts");
    screen_must_show(&screen, "desk-1: receipts 1 to 2 of these days are all there");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "There is nothing behind this line.");
    tamper("DELETE FROM tender WHERE station = 'desk-1' AND receipt_no = 1");
    screen_type(&screen, "\t" BACK);
    screen_must_show(&screen, "desk-1: these receipts are missing: 1.");
}

/* ---- who stands out ---- */

/* Ana voids three of five; nobody else does. */
static void void_three(void)
{
    for (int i = 0; i < 3; i++) {
        char plate[16];
        struct pk_ticket ticket;
        snprintf(plate, sizeof plate, "OUT %d", i);
        people_sign_in(screen.t.lot, "Ana");
        struct pk_act act = people_act(&screen.t, "Ana");
        struct pk_park how = {.registration = plate, .entered = PK_NONE};
        assert_int_equal(pk_park(&ticket, screen.t.lot, &act, &how), PK_OK);
        act = people_approved(&screen.t, "Ana", "Sue");
        assert_int_equal(pk_void(&ticket, screen.t.lot, &act, ticket.ticket_id, "wrong"), PK_OK);
    }
}

static void test_outliers(void **state)
{
    (void)state;
    void_three();
    screen_type(&screen, "/a" BACK BACK);
    screen_must_show(&screen, "outliers");
    screen_must_show(&screen, "!4");
    screen_must_show(&screen, "!Ana");
    screen_type(&screen, DOWN);
    screen_must_show(&screen, "void: 4 in 5 tickets, the others 1 in 6: more than twice as often.");
    screen_type(&screen, DOWN);
    screen_must_show(&screen, "Nothing stands out.");
    screen_type(&screen, END);
    screen_must_show(&screen, "Somebody stands out (!) who did something three times or more");
}

/* ---- closing a day ---- */

static void end_shift(const char *who, int64_t total)
{
    struct pk_shift shift;
    people_sign_in(screen.t.lot, who);
    struct pk_act act = people_act(&screen.t, who);
    const struct pk_cash cash = {.total = total};
    assert_int_equal(pk_shift_close(&shift, screen.t.lot, &act, NULL, &cash), PK_OK);
}

static void test_a_day_is_closed(void **state)
{
    struct pk_day_close last;
    bool is_any;
    (void)state;
    screen_type(&screen, "/ac");
    screen_must_show(&screen, "2026-01-12"); /* the first may be any: the one in view */
    screen_type(&screen, "1.00\r");
    screen_must_show(&screen, "The shift of Ana at desk-1 is open: a day is closed");
    screen_must_show(&screen, "1.00"); /* what was typed stays */
    end_shift("Ana", 10100);
    end_shift("Ben", 10000);
    screen_type(&screen, "\t");
    screen_type(&screen, "all there\r");
    screen_must_show(&screen, "The day is closed.");
    screen_must_show(&screen, "closes");
    screen_must_show(&screen, "2026-01-12  Sue");
    screen_must_show(&screen, "Note: all there");
    assert_int_equal(pk_day_close_last(&last, &is_any, screen.t.lot), PK_OK);
    assert_true(is_any);
    assert_int_equal(last.deposit, 100);
    assert_int_equal(last.unaccounted, 0);
    assert_string_equal(last.who, "Sue");
    assert_string_equal(last.note, "all there");

    screen_type(&screen, "c"); /* the next one has not come yet */
    screen_must_show(&screen, "2026-01-13");
    screen_type(&screen, "0\r");
    screen_must_show(&screen, "2026-01-13 has not come yet.");
}

static void test_a_day_is_typed(void **state)
{
    (void)state;
    screen_type(&screen, "/ac" BACK);
    screen_type(&screen, "yesterday");
    screen_type(&screen, "\t0\r");
    screen_must_show(&screen, "yesterday");
    screen_type(&screen, BACK "\0252026-01-11\r");
    screen_must_show(&screen, "The day is closed.");
    screen_must_show(&screen, "2026-01-11");
    screen_type(&screen, "c" BACK "\0252026-01-14\t0\r");
    screen_must_show(&screen, "has not come yet.");
    screen_type(&screen, BACK "\0252026-01-10\r");
    screen_must_show(&screen, "Days are closed one after the other: the next one is");
    screen_type(&screen, "\0252026-01-12\t\025-5\r");
    screen_must_show(&screen, "A deposit is nothing or more");
    screen_type(&screen, "\025x\r");
    screen_must_show(&screen, "is not an amount of EUR");
}

static void test_an_attendant_needs_an_approval(void **state)
{
    (void)state;
    end_shift("Ana", 10100);
    end_shift("Ben", 10000);
    screen_type(&screen, "/ac");
    screen_type(&screen, "1\r");
    screen_must_show(&screen, "Approve");
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "The day is closed.");
    assert_string_equal(inbox_last(&screen, "day_close").approver, "Max");
}

static void test_an_empty_day(void **state)
{
    (void)state;
    screen_type(&screen, "/a" LEFT);
    for (int page = 0; page < 7; page++) {
        screen_type(&screen, "\t");
        screen_must_show(&screen, "None.");
        screen_type(&screen, "\r");
        screen_must_show(&screen, "There is nothing behind this line.");
    }
    screen_type(&screen, "\t\r");
    screen_must_show(&screen, "There is nothing behind this line.");
}

/* More lines than are in memory at once. */
static void test_a_long_list(void **state)
{
    enum { TICKETS = 300 };
    char plate[16];
    struct pk_ticket ticket;
    (void)state;
    for (int i = 0; i < TICKETS; i++) {
        snprintf(plate, sizeof plate, "LONG %d", i);
        screen_park(&screen, &ticket, plate, NULL);
        assert_int_equal(pk_void(&ticket, screen.t.lot, &screen.t.act, ticket.ticket_id, "x"),
                         PK_OK);
    }
    screen_type(&screen, "/a\r");
    screen_must_show(&screen, "306 tickets");
    screen_type(&screen, END);
    screen_must_show(&screen, "LONG 299");
    screen_must_show(&screen, "306 tickets");
    for (int i = TICKETS - 2; i >= 0; i--) {
        screen_type(&screen, "\033[A");
        snprintf(plate, sizeof plate, "LONG %d", i);
        screen_must_show(&screen, plate);
    }
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
        {"account", {"/a"}},
        {"account-dates", {"/app\t"}},
        {"account-tickets", {"/a\r"}},
        {"account-receipts", {"/a" BACK BACK BACK}},
    };
    (void)state;
    shots_must_hold(SHOTS, sizeof SHOTS / sizeof SHOTS[0], prepare);
}

static void prepare_closed(struct screen *s)
{
    struct pk_shift shift;
    struct pk_day_close close;
    struct pk_local local;
    static const char *const NAMES[] = {"Ana", "Ben"};
    inbox_fill(s);
    for (int i = 0; i < 2; i++) {
        const struct pk_cash cash = {.total = i == 0 ? 10100 : 10000};
        people_sign_in(s->t.lot, NAMES[i]);
        struct pk_act act = people_act(&s->t, NAMES[i]);
        assert_int_equal(pk_shift_close(&shift, s->t.lot, &act, NULL, &cash), PK_OK);
    }
    pk_zone_local(&local, pk_lot_zone(s->t.lot), s->t.now);
    people_sign_in(s->t.lot, "Max");
    struct pk_act act = people_act(&s->t, "Max");
    const struct pk_day_closing closing = {local.day_number, 90, "ten cents are missing"};
    assert_int_equal(pk_day_close(&close, s->t.lot, &act, &closing), PK_OK);
    inbox_sign_in(s, "Max");
}

static void test_golden_closes(void **state)
{
    static const struct shot SHOTS[] = {
        {"account-closes", {"/a" BACK}},
        {"account-outliers", {"/a" BACK BACK}},
        {"account-close", {"/ac"}},
    };
    (void)state;
    shots_must_hold(SHOTS, sizeof SHOTS / sizeof SHOTS[0], prepare_closed);
}

#define AS(name, test) cmocka_unit_test_setup_teardown(test, open_as_##name, close_screen)
#define ALONE(test)    cmocka_unit_test_setup_teardown(test, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ALONE(test_the_figures_of_today),
        ALONE(test_the_tickets_behind_a_figure),
        ALONE(test_other_days),
        ALONE(test_a_week_and_a_month),
        ALONE(test_live),
        ALONE(test_missing_numbers_are_named),
        cmocka_unit_test(test_gaps_that_do_not_fit_are_counted),
        AS(sue, test_parts),
        AS(sue, test_a_date_opens_as_a_day),
        AS(sue, test_receipts),
        AS(sue, test_outliers),
        AS(sue, test_a_day_is_closed),
        ALONE(test_a_day_is_typed),
        AS(ana, test_an_attendant_needs_an_approval),
        ALONE(test_an_empty_day),
        ALONE(test_a_long_list),
        cmocka_unit_test(test_golden_screens),
        cmocka_unit_test(test_golden_closes),
    };
    return cmocka_run_group_tests_name("accountability on the screen", tests, NULL, NULL);
}
