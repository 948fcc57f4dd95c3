/*
 * People at the console: signing in, acts that carry the name, and the PIN of a second person.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../ui/people.h"
#include "../support/people.h"
#include "../support/screen.h"
#include "parkade/journal.h"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;

static int open_kind(const struct screen_kind *kind)
{
    screen_open(&screen, kind);
    people_hire(&screen.t, "Max", PK_MANAGER);
    people_hire(&screen.t, "Ana", PK_ATTENDANT);
    pk_sign_out(screen.t.lot, "Max");
    pk_sign_out(screen.t.lot, "Ana");
    people_begin(&screen.app);
    screen_settle(&screen);
    return 0;
}

static int open_screen(void **state)
{
    (void)state;
    return open_kind(&USUAL);
}

/* A terminal whose description has no Shift-Tab. */
static int open_old_screen(void **state)
{
    struct screen_kind kind = USUAL;

    (void)state;
    kind.terminal = "vt100";
    return open_kind(&kind);
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

static void sign_in_as_ana(void)
{
    screen_type(&screen, "ana\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Welcome, Ana.");
}

struct last {
    struct pk_entry entry;
};

static bool keep(const struct pk_entry *entry, void *context)
{
    ((struct last *)context)->entry = *entry;
    return true;
}

/* Who did the newest act, and who approved it. */
static void must_be_by(const char *kind, const char *who, const char *approver)
{
    struct last last;
    assert_int_equal(pk_journal_each(screen.t.lot, 0, NULL, keep, &last), PK_OK);
    assert_string_equal(last.entry.kind, kind);
    assert_string_equal(last.entry.who, who);
    assert_string_equal(last.entry.approver, approver);
}

static void test_a_console_begins_with_who(void **state)
{
    (void)state;
    screen_must_be(&screen, "sign-in");
    screen_type(&screen, "ana\t0000\r");
    screen_must_show(&screen, "Name or PIN is wrong (ana).");
    screen_must_show(&screen, "ana"); /* the name stays, the PIN does not */
    screen_must_not_show(&screen, "****");
    screen_must_not_show(&screen, "0000");
    screen_type(&screen, PEOPLE_PIN "\r");
    screen_must_show(&screen, "Welcome, Ana.");
    screen_must_show(&screen, "Ana  exit-1");
}

/* Esc only looks: what changes the lot is refused. */
static void test_without_a_name_nothing_changes(void **state)
{
    (void)state;
    screen_type(&screen, "\033");
    screen_type(&screen, "NEW 1\r\r");
    screen_must_show(&screen, "sign in first");
}

static void test_acts_carry_the_name(void **state)
{
    (void)state;
    sign_in_as_ana();
    screen_type(&screen, "NEW 1\r\r");
    must_be_by("park", "Ana", "");
}

/* A void takes a supervisor: now somebody's approval is asked for. */
static void ana_wants_a_void(void)
{
    sign_in_as_ana();
    screen_type(&screen, "NEW 1\r\r");
    screen_type(&screen, "\r");
    screen_type(&screen, "new1\rtv");
    screen_type(&screen, "wrong plate\r");
}

/* From the PIN of the approval back to its name. */
static void the_other_is_max(void)
{
    screen_type(&screen, "\033[Z\025max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Void.");
    must_be_by("void", "Ana", "Max");
}

static void test_a_second_person_approves(void **state)
{
    (void)state;
    ana_wants_a_void();
    screen_must_be(&screen, "approve");
    screen_type(&screen, "ana\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Nobody approves what they do themselves.");
    the_other_is_max();
}

static void test_shift_tab_where_no_description_has_it(void **state)
{
    (void)state;
    ana_wants_a_void();
    screen_type(&screen, "ana\t" PEOPLE_PIN "\r");
    the_other_is_max();
}

/* A key that nobody has a name for is no Esc: it would close the approval, and what is typed next,
 * a PIN, would stand in the reason. */
static void test_an_unknown_key_closes_nothing(void **state)
{
    (void)state;
    ana_wants_a_void();
    screen_type(&screen, "\033[99;9u\033[=c");
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Void.");
    must_be_by("void", "Ana", "Max");
}

/* Esc leaves the approval, then the prompt: nothing has happened. */
static void test_an_approval_can_be_left(void **state)
{
    (void)state;
    ana_wants_a_void();
    screen_type(&screen, "\033");
    screen_must_show(&screen, "wrong plate"); /* what was typed is kept */
    screen_type(&screen, "\033");
    must_be_by("park", "Ana", "");
}

/* Back at the entry while its ticket is still open. */
static void test_left_unseen_and_parked_anew(void **state)
{
    (void)state;
    sign_in_as_ana();
    screen_type(&screen, "NEW 1\r\r");
    screen_type(&screen, "\r");
    screen_type(&screen, "new1\rtu");
    screen_type(&screen, "the barrier stood open\r");
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Parked anew: #");
    must_be_by("park", "Ana", "Max");
    assert_int_equal(screen_ticket(&screen, "new1").owed, 0);
}

static void test_somebody_else_signs_in(void **state)
{
    (void)state;
    sign_in_as_ana();
    screen_type(&screen, "/i");
    screen_must_show(&screen, "who works here?");
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Welcome, Max.");
    screen_must_show(&screen, "Max  exit-1");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_console_begins_with_who),
        TEST(test_without_a_name_nothing_changes),
        TEST(test_acts_carry_the_name),
        TEST(test_a_second_person_approves),
        TEST(test_an_approval_can_be_left),
        TEST(test_an_unknown_key_closes_nothing),
        cmocka_unit_test_setup_teardown(test_shift_tab_where_no_description_has_it, open_old_screen,
                                        close_screen),
        TEST(test_left_unseen_and_parked_anew),
        TEST(test_somebody_else_signs_in),
    };
    return cmocka_run_group_tests_name("people at the console", tests, NULL, NULL);
}
