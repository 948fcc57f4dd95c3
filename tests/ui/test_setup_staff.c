/*
 * Setup, staff, at the console: the first member, taking on, roles, PINs, letting go; who may, and
 * that a PIN is seen nowhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../support/people.h"
#include "../support/screen.h"
#include "parkade/journal.h"
#include "parkade/text.h"

#define NEW_PIN "975310864"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;

static int open_bare(void **state)
{
    (void)state;
    screen_open(&screen, &USUAL);
    return 0;
}

/* Everybody has signed in on the handle; NAME works at the console. */
static void work_as(const char *name)
{
    assert_true(pk_copy(screen.app.who, sizeof screen.app.who, name));
    screen_type(&screen, "\033\033\033");
    screen_type(&screen, "/u");
}

static int open_staffed(void **state)
{
    (void)state;
    screen_open(&screen, &USUAL);
    people_hire(&screen.t, "Max", PK_MANAGER);
    people_hire(&screen.t, "Ana", PK_ATTENDANT);
    people_hire(&screen.t, "Udo", PK_AUDITOR);
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

static bool find(struct pk_staff *out, const char *name)
{
    struct pk_staff all[8];
    size_t count = 0;

    assert_int_equal(pk_staff_list(all, 8, &count, screen.t.lot), PK_OK);
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i].name, name) == 0)
            *out = all[i];
    return strcmp(out->name, name) == 0;
}

static struct pk_staff member(const char *name)
{
    struct pk_staff out = {.name = ""};

    if (!find(&out, name))
        fail_msg("there is no %s", name);
    return out;
}

static bool is_there(const char *name)
{
    struct pk_staff out = {.name = ""};

    return find(&out, name);
}

static bool knows_pin(const char *name, const char *pin)
{
    struct pk_staff out;

    return pk_sign_in(&out, screen.t.lot, name, pin, "desk-1") == PK_OK;
}

/* ---- the first one ---- */

static void test_the_first_member_is_made_here(void **state)
{
    (void)state;
    screen_type(&screen, "/u");
    screen_must_show(&screen, "Nobody is on the staff");
    screen_type(&screen, "a");
    screen_must_show(&screen, "[manager]");
    screen_type(&screen, "Max\r");      /* to the first line that is empty */
    screen_type(&screen, NEW_PIN "\r"); /* likewise */
    screen_type(&screen, NEW_PIN "\r");
    assert_int_equal(member("Max").role, PK_MANAGER);
    screen_must_show(&screen, "who works here?"); /* from now on */
    screen_type(&screen, "max\t" NEW_PIN "\r");
    screen_must_show(&screen, "Welcome, Max.");
}

static void test_the_first_member_is_a_manager(void **state)
{
    (void)state;
    screen_type(&screen, "/ua");
    screen_type(&screen, "Ana\t\033[D\033[D\t" NEW_PIN "\t" NEW_PIN "\r");
    screen_must_show(&screen, "The first on the staff is a manager");
    screen_must_show(&screen, "Ana");
    screen_must_show(&screen, "[attendant]"); /* what was typed is kept, the PIN is not */
    screen_must_not_show(&screen, "****");
    assert_false(is_there("Ana"));
}

/* ---- taking on ---- */

static void test_two_different_pins_are_refused(void **state)
{
    (void)state;
    work_as("Max");
    screen_type(&screen, "a");
    screen_type(&screen, "Eva\r4711\r4712\r");
    screen_must_show(&screen, "The two PINs are not the same");
    screen_must_show(&screen, "Eva");
    screen_must_not_show(&screen, "****");
    assert_false(is_there("Eva"));
    screen_type(&screen, "4711\r4711\r"); /* the cursor is on the first of them again */
    screen_must_show(&screen, "Eva is on the staff.");
    assert_int_equal(member("Eva").role, PK_ATTENDANT);
    assert_true(knows_pin("Eva", "4711"));
}

static void test_a_name_is_given_once(void **state)
{
    (void)state;
    work_as("Max");
    screen_type(&screen, "aana\r4711\r4711\r");
    screen_must_show(&screen, "Somebody on the staff is called ana already.");
    screen_must_not_show(&screen, "****");
}

/* The PIN that was typed waits for the approval. */
static void test_a_manager_approves_a_new_member(void **state)
{
    (void)state;
    work_as("Ana");
    screen_type(&screen, "aEva\r" NEW_PIN "\r" NEW_PIN "\r");
    screen_must_show(&screen, "takes a manager");
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Eva is on the staff.");
    assert_true(knows_pin("Eva", NEW_PIN));
}

static void test_an_auditor_changes_nothing(void **state)
{
    (void)state;
    work_as("Udo");
    screen_must_show(&screen, "Ana");
    screen_type(&screen, "aEva\r4711\r4711\r");
    screen_must_show(&screen, "An auditor reads everything and changes nothing.");
    screen_must_show(&screen, "Take somebody on"); /* and nobody can approve it */
    assert_false(is_there("Eva"));
}

/* ---- those who are there ---- */

/* The lines are in the order of names: Ana, Max, Udo. */
static void test_another_role(void **state)
{
    (void)state;
    work_as("Max");
    screen_type(&screen, "\r");
    screen_type(&screen, "\033[C\r");
    assert_int_equal(member("Ana").role, PK_SUPERVISOR);
    screen_must_show(&screen, "The role is another one.");
}

static void test_a_lot_keeps_a_manager(void **state)
{
    (void)state;
    work_as("Max");
    screen_type(&screen, "\033[B");
    screen_type(&screen, "\r");
    screen_type(&screen, "\033[D\r");
    screen_must_show(&screen, "A lot with staff keeps a manager");
    assert_int_equal(member("Max").role, PK_MANAGER);
    screen_type(&screen, "\033");
    screen_type(&screen, "xy");
    screen_must_show(&screen, "A lot with staff keeps a manager");
    assert_true(member("Max").is_active);
}

static void test_letting_go_asks_first(void **state)
{
    (void)state;
    work_as("Max");
    screen_type(&screen, "x");
    screen_must_show(&screen, "Ana signs in no more");
    screen_type(&screen, "\r"); /* the answer that is marked is the safe one */
    assert_true(member("Ana").is_active);
    screen_type(&screen, "xy");
    screen_must_show(&screen, "Ana signs in no more.");
    assert_false(member("Ana").is_active);
    screen_type(&screen, "x");
    screen_must_show(&screen, "Ana was let go already.");
    screen_type(&screen, "o");
    screen_must_show(&screen, "Ana works here again.");
    assert_true(member("Ana").is_active);
}

static void test_a_new_pin_unlocks(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++)
        assert_false(knows_pin("Ana", "0000"));
    work_as("Max");
    screen_must_show(&screen, "locked until 16:42");
    screen_type(&screen, "p");
    screen_type(&screen, NEW_PIN "\r" NEW_PIN "\r");
    screen_must_show(&screen, "The PIN is a new one.");
    screen_must_not_show(&screen, "locked");
    assert_true(knows_pin("Ana", NEW_PIN));
}

static void test_ones_own_pin_takes_no_manager(void **state)
{
    (void)state;
    work_as("Ana");
    screen_type(&screen, "p");
    screen_type(&screen, NEW_PIN "\r" NEW_PIN "\r");
    screen_must_show(&screen, "The PIN is a new one.");
    assert_true(knows_pin("Ana", NEW_PIN));
}

/* ---- PINs ---- */

static bool has_no_pin(const struct pk_entry *entry, void *context)
{
    (void)context;
    assert_null(strstr(entry->detail, NEW_PIN));
    return true;
}

static void must_not_be_in_the_file(const char *path)
{
    static char bytes[8 * 1024 * 1024];
    FILE *file = fopen(path, "r");

    if (!file)
        return;
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_null(memmem(bytes, length, NEW_PIN, strlen(NEW_PIN)));
}

static void test_a_pin_is_seen_nowhere(void **state)
{
    char log[FOLDER_PATH_SIZE + 8];

    (void)state;
    work_as("Max");
    screen_type(&screen, "aEva\r");
    screen_type(&screen, NEW_PIN);
    screen_must_not_show(&screen, NEW_PIN);
    screen_must_show(&screen, "*********");
    screen_type(&screen, "\r" NEW_PIN "\r");
    screen_type(&screen, "p" NEW_PIN "\r" NEW_PIN "\r");
    screen_must_not_show(&screen, NEW_PIN);
    assert_int_equal(pk_journal_each(screen.t.lot, 0, NULL, has_no_pin, NULL), PK_OK);
    snprintf(log, sizeof log, "%s-wal", screen.t.path);
    must_not_be_in_the_file(screen.t.path);
    must_not_be_in_the_file(log);
}

#define BARE(test)    cmocka_unit_test_setup_teardown(test, open_bare, close_screen)
#define STAFFED(test) cmocka_unit_test_setup_teardown(test, open_staffed, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BARE(test_the_first_member_is_made_here),
        BARE(test_the_first_member_is_a_manager),
        STAFFED(test_two_different_pins_are_refused),
        STAFFED(test_a_name_is_given_once),
        STAFFED(test_a_manager_approves_a_new_member),
        STAFFED(test_an_auditor_changes_nothing),
        STAFFED(test_another_role),
        STAFFED(test_a_lot_keeps_a_manager),
        STAFFED(test_letting_go_asks_first),
        STAFFED(test_a_new_pin_unlocks),
        STAFFED(test_ones_own_pin_takes_no_manager),
        STAFFED(test_a_pin_is_seen_nowhere),
    };

    return cmocka_run_group_tests_name("setup, staff", tests, NULL, NULL);
}
