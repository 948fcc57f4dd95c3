/*
 * The offer to open a shift after signing in: at once, in nobody's way, and to nobody twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/drawers.h"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &USUAL);
    drawers_staff(&screen);
    drawers_sit_down(&screen, "Ana");
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

static bool has_shift(const char *who)
{
    struct pk_shift shift;

    return drawers_has(&screen, &shift, who);
}

/* ---- after signing in ---- */

static void sign_in(const char *name)
{
    drawers_sit_down(&screen, "");
    drawers_sign_in(&screen, name);
}

/* From a fresh console to an open shift: name, PIN, Enter, 100, Enter. */
static void test_a_shift_is_offered_at_once(void **state)
{
    (void)state;
    sign_in("ana");
    screen_must_show(&screen, "You have no open shift");
    screen_must_show(&screen, "Enter opens one at exit-1.");
    screen_type(&screen, "\r100\r");
    screen_must_show(&screen, "Shift 1 is open");
    screen_must_show(&screen, "Riverside"); /* and the lot is there to work with */
    assert_true(has_shift("Ana"));
}

static void test_the_offer_is_in_nobodys_way(void **state)
{
    (void)state;
    sign_in("ana");
    screen_type(&screen, "new1\r\r");
    screen_must_show(&screen, "Ticket number");
    assert_false(has_shift("Ana"));
    sign_in("ben");
    screen_type(&screen, "/s");
    screen_must_show(&screen, "You have no open shift: Enter opens one at exit-1.");
}

static void test_it_is_offered_once_a_day(void **state)
{
    (void)state;
    sign_in("ana");
    screen_type(&screen, "\033");
    sign_in("ana");
    screen_must_not_show(&screen, "Enter opens one");
    screen_must_show(&screen, "You have no open shift: /s opens one.");
    screen.t.now += 86400;
    sign_in("ana");
    screen_must_show(&screen, "Enter opens one");
}

/* Who seldom takes money is asked once and no more, an auditor never. */
static void test_nobody_is_nagged(void **state)
{
    (void)state;
    sign_in("sue");
    screen_must_show(&screen, "Enter opens one");
    screen.t.now += 86400;
    sign_in("sue");
    screen_must_not_show(&screen, "Enter opens one");
    sign_in("eve");
    screen_must_show(&screen, "Welcome, Eve.");
    screen_must_not_show(&screen, "shift");
}

static void test_what_else_is_said_after_signing_in(void **state)
{
    (void)state;
    drawers_open(&screen, "Ben", "exit-1", 100);
    sign_in("ana");
    screen_must_show(&screen, "The drawer of exit-1 is in the open shift of Ben");
    sign_in("ben");
    screen_must_show(&screen, "Welcome, Ben.");
    screen_must_show(&screen, "Ben shift 1");
    drawers_open(&screen, "Ana", "booth-2", 100);
    sign_in("ana");
    screen_must_show(&screen, "Your shift 2 is open at booth-2: cash is taken there.");
}

/* Somebody else opens a locked console: it is their shift from then on. */
static void test_another_opens_the_lock(void **state)
{
    (void)state;
    drawers_open(&screen, "Ana", "exit-1", 100);
    screen_must_show(&screen, "Ana shift 1");
    screen_type(&screen, "/z");
    screen_type(&screen, "\033[Z\025ben\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "The drawer of exit-1 is in the open shift of Ana");
    screen_must_show(&screen, "Ben  exit-1");
    screen_type(&screen, "/z");
    screen_type(&screen, "\033[Z\025ana\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Ana shift 1");
    drawers_close(&screen, "Ana", 100);
    screen_type(&screen, "/z");
    screen_type(&screen, PEOPLE_PIN "\r"); /* who has locked it goes on */
    screen_must_not_show(&screen, "Enter opens one");
    screen_type(&screen, "/z");
    screen_type(&screen, "\033[Z\025ben\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Enter opens one at exit-1.");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_shift_is_offered_at_once),         TEST(test_the_offer_is_in_nobodys_way),
        TEST(test_it_is_offered_once_a_day),           TEST(test_nobody_is_nagged),
        TEST(test_what_else_is_said_after_signing_in), TEST(test_another_opens_the_lock),
    };

    return cmocka_run_group_tests_name("offer of a shift", tests, NULL, NULL);
}
