/*
 * The lock of the console: what it hides, what it keeps, who opens it; and that keys are not taken
 * for an answer to what came up unasked.
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
#include "../support/people.h"
#include "../support/shots.h"
#include "parkade/journal.h"
#include "parkade/shift.h"
#include "parkade/uuid.h"

static struct screen screen;

static void hire(struct screen *s)
{
    people_hire(&s->t, "Max", PK_MANAGER);
    people_hire(&s->t, "Ana", PK_ATTENDANT);
    pk_sign_out(s->t.lot, "Max");
    pk_sign_out(s->t.lot, "Ana");
    people_begin(&s->app);
    screen_settle(s);
    screen_type(s, "ana\t" PEOPLE_PIN "\r");
    screen_must_show(s, "Welcome, Ana.");
}

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &SHOT_KIND[0]);
    hire(&screen);
    return 0;
}

/* A lot without staff. */
static int open_unmanned(void **state)
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

/* Somebody comes back after so long that no key is the tail of another. */
static void come_back(void)
{
    screen.app.deaf_until_ms = 0;
}

static void idle(void)
{
    screen.app.timers.left_ms[TIMER_LOCK] = 0;
    screen_settle(&screen);
}

static void must_be_locked(void)
{
    screen_must_show(&screen, "Locked");
    screen_must_show(&screen, "Ana works here");
    screen_must_not_show(&screen, "of 54 free");
    screen_must_not_show(&screen, "Still to take");
    screen_must_not_show(&screen, "AB 12");
}

static void set(const char *name, const char *value)
{
    struct pk_act act = people_act(&screen.t, "Max");
    struct pk_setting out;

    people_sign_in(screen.t.lot, "Max");
    assert_int_equal(pk_setting_set(&out, screen.t.lot, &act, name, value), PK_OK);
    pk_sign_out(screen.t.lot, "Max");
    app_follow(&screen.app);
    screen_settle(&screen);
}

/* ---- what it hides ---- */

static void test_it_looks_alike_everywhere(void **state)
{
    static const struct shot SHOTS[] = {{"lock", {"/z"}}, {"lock-wrong", {"/z", "1111\r"}}};

    (void)state;
    shots_must_hold(SHOTS, 2, hire);
}

static void test_no_key_and_no_scan_gets_through(void **state)
{
    char scan[PK_UUID_SIZE + 2];

    (void)state;
    screen_type(&screen, "/t");
    screen_type(&screen, "/z");
    must_be_locked();
    screen_type(&screen, "/q\021\033\033\r?\033OP\033[C\033[B/");
    screen_type(&screen, "\033[200~AB 12 GH\r\033[201~\t\033[200~AB 12 GH\r\033[201~");
    pk_uuid_printed(scan, screen_ticket(&screen, "AB12GH").ticket_id);
    strcat(scan, "\r");
    screen.app.burst.last_ms -= 2 * BURST_GAP_MS;
    screen_type(&screen, scan);
    screen_must_show(&screen, "sign in, then scan again");
    raise(SIGINT);
    screen_settle(&screen);
    assert_false(screen.app.is_over);
    screen_type(&screen, "\033" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Welcome, Ana.");
    screen_must_show(&screen, "Tickets"); /* as it was left */
    assert_null(screen.app.lock);
}

static void test_esc_begins_afresh(void **state)
{
    (void)state;
    screen_type(&screen, "/z");
    screen_type(&screen, "11\t\025max\t1111\r");
    screen_must_show(&screen, "Name or PIN is wrong (max).");
    screen_type(&screen, "\033");
    screen_must_not_show(&screen, "Name or PIN is wrong");
    screen_type(&screen, PEOPLE_PIN "\r");
    screen_must_show(&screen, "Welcome, Ana.");
}

static void test_without_a_name_there_is_nothing_to_lock(void **state)
{
    (void)state;
    screen_type(&screen, "/z");
    assert_null(screen.app.lock);
    screen_must_show(&screen, "Nobody has signed in here");
    idle();
    assert_null(screen.app.lock);
}

/* ---- what it keeps ---- */

static void test_idle_minutes_lock_it(void **state)
{
    (void)state;
    assert_int_equal(screen.app.lock_after_ms, 900000);
    set("console.lock", "2m");
    assert_int_equal(screen.app.lock_after_ms, 120000);
    screen_type(&screen, "zz");
    assert_in_range(screen.app.timers.left_ms[TIMER_LOCK], 110000, 120000);
    idle();
    must_be_locked();
    come_back();
    screen_type(&screen, PEOPLE_PIN "\r");
    screen_must_show(&screen, "> zz");
    set("console.lock", "0");
    assert_false(screen.app.timers.is_set[TIMER_LOCK]);
}

/* What was typed for the screen of a moment ago. */
static void test_keys_are_not_meant_for_what_came_unasked(void **state)
{
    (void)state;
    idle();
    screen_type(&screen, "\t\t1");
    assert_non_null(screen.app.lock);
    screen_must_not_show(&screen, "*");
    come_back();
    screen_type(&screen, "1");
    screen_must_show(&screen, "*");
}

/* A PIN that was typed for an approval, not yet taken, is nobody's to use. */
static void test_a_pin_below_is_forgotten(void **state)
{
    (void)state;
    screen_type(&screen, "NEW 1\r\r");
    screen_type(&screen, "\r");
    screen_type(&screen, "new1\rtv");
    screen_type(&screen, "wrong plate\r");
    screen_type(&screen, "max\t" PEOPLE_PIN);
    screen_must_show(&screen, "****");
    idle();
    come_back();
    screen_type(&screen, PEOPLE_PIN "\r");
    screen_must_show(&screen, "max");
    screen_must_not_show(&screen, "*");
    screen_type(&screen, "\r");
    assert_int_equal(screen_ticket(&screen, "NEW1").state, PK_PARKED);
}

static bool keep(const struct pk_entry *entry, void *context)
{
    *(struct pk_entry *)context = *entry;
    return true;
}

static void open_shift(const char *name)
{
    struct pk_act act = people_act_at(&screen.t, name, "exit-1");
    struct pk_shift shift;
    const struct pk_cash none = {.total = 0};

    if (pk_shift_open(&shift, screen.t.lot, &act, &none))
        fail_msg("%s", pk_error()->message);
}

static void test_money_half_taken_stays(void **state)
{
    struct pk_entry last;

    (void)state;
    open_shift("Ana");
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "2c");
    idle();
    must_be_locked();
    come_back();
    screen_type(&screen, "\033[Z\025max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Welcome, Max.");
    screen_must_show(&screen, "Still to take");
    screen_must_show(&screen, "2.00");
    screen_type(&screen, "c\r"); /* the drawer is Ana's */
    screen_must_not_show(&screen, "O P E N");
    screen_type(&screen, "/z");
    screen_type(&screen, "\033[Z\025ana\t" PEOPLE_PIN "\r");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "O P E N");
    assert_int_equal(pk_journal_each(screen.t.lot, 0, NULL, keep, &last), PK_OK);
    assert_string_equal(last.who, "Ana");
}

static void test_somebody_else_begins_at_the_lot(void **state)
{
    (void)state;
    screen_type(&screen, "/t");
    screen_type(&screen, "/z");
    screen_type(&screen, "\033[Z\025max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Welcome, Max.");
    screen_must_show(&screen, "of 54 free");
    screen_must_show(&screen, "Max  exit-1");
}

/* ---- Ctrl-Z ---- */

static void test_ctrl_z_can_be_switched_off(void **state)
{
    (void)state;
    set("console.suspend", "0");
    raise(SIGTSTP);
    screen_settle(&screen);
    screen_must_show(&screen, "Ctrl-Z is switched off");
    assert_null(screen.app.lock);
}

/* ---- a question that comes late ---- */

static enum pk_status try_void(struct pk_lot *lot, void *keys)
{
    (void)lot;
    screen_type(&screen, "wrong plate\r");
    assert_true(work_is_waiting(&screen.app));
    screen_type(&screen, keys);
    return PK_OK;
}

/* While the lot was busy, somebody typed on: that was not for the approval's fields. */
static void test_what_was_typed_ahead_answers_no_question(void **state)
{
    char keys[] = "max\t" PEOPLE_PIN "\r";
    struct pk_lot *other = test_lot_another(&screen.t);

    (void)state;
    screen_type(&screen, "NEW 1\r\r");
    screen_type(&screen, "\r");
    screen_type(&screen, "new1\rtv");
    assert_int_equal(pk_lot_together(other, try_void, keys), PK_OK);
    pk_lot_close(other);
    screen_settle(&screen);
    screen_must_show(&screen, "Approve");
    screen_must_not_show(&screen, "max");
    assert_int_equal(screen_ticket(&screen, "NEW1").state, PK_PARKED);
    come_back();
    screen_type(&screen, keys);
    screen_must_show(&screen, "Void.");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_it_looks_alike_everywhere),
        TEST(test_no_key_and_no_scan_gets_through),
        TEST(test_esc_begins_afresh),
        cmocka_unit_test_setup_teardown(test_without_a_name_there_is_nothing_to_lock, open_unmanned,
                                        close_screen),
        TEST(test_idle_minutes_lock_it),
        TEST(test_keys_are_not_meant_for_what_came_unasked),
        TEST(test_a_pin_below_is_forgotten),
        TEST(test_money_half_taken_stays),
        TEST(test_somebody_else_begins_at_the_lot),
        TEST(test_ctrl_z_can_be_switched_off),
        TEST(test_what_was_typed_ahead_answers_no_question),
    };

    return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
