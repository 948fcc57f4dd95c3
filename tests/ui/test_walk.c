/*
 * The overnight walk by keys: blind, from spot to spot; what looks alike; left and gone on with;
 * two who walk at once; a busy lot.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../../ui/screens.h"
#include "../support/stroll.h"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

/* The keys, and the spots of the test's lot. */
#define UP        "\033[A"
#define DOWN      "\033[B"
#define PAGE_UP   "\033[5~"
#define PAGE_DOWN "\033[6~"

static struct screen screen;
static struct pk_lot *other; /* another station's handle on the same file */
static struct stroll stroll;

static int open_two(void **state)
{
    (void)state;
    screen_open(&screen, &USUAL);
    other = test_lot_another(&screen.t);
    return 0;
}

static int close_two(void **state)
{
    (void)state;
    pk_lot_close(other);
    screen_close(&screen);
    return 0;
}

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

/* ---- blind ---- */

static void must_be_blind(void)
{
    static const char *const PLATES[] = {"B-800 XY", "B800XY", "AB 12", "AB12", "LATE",
                                         "OLD",      "#",      "paid",  "taken"};

    for (size_t i = 0; i < sizeof PLATES / sizeof PLATES[0]; i++)
        screen_must_not_show(&screen, PLATES[i]);
}

static void test_it_is_blind(void **state)
{
    (void)state;
    stroll_begin(&screen);
    for (int i = 0; i < STROLL_SPOTS; i++) {
        must_be_blind();
        screen_type(&screen, DOWN);
    }
    screen_type(&screen, "@a01\r");
    screen_type(&screen, "x1\r"); /* also where a sight does not agree */
    screen_must_show(&screen, "no ticket; another is expected");
    must_be_blind();
    screen_type(&screen, UP);
    stroll_must_stand_on(&screen, "A01");
    must_be_blind();
}

/* ---- what looks alike ---- */

static void test_a_look_alike_is_said_to_be_the_same(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "b8ooxy\r");
    screen_must_show(&screen, "ticket B800XY: = if the same");
    stroll_must_have(&screen, "A01", "B8OOXY");
    stroll_must_stand_on(&screen, "A02");
    screen_type(&screen, "="); /* of the spot before: one stands on the next already */
    stroll_must_have(&screen, "A01", "B800XY");
    stroll_must_stand_on(&screen, "A02");
    screen_must_not_show(&screen, "if the same");
    screen_type(&screen, "=");
    screen_must_show(&screen, "No plate was noted that only looks like its ticket's.");
    stroll_read(&stroll, &screen);
    assert_int_equal(stroll.count, 0);
}

static void test_a_look_alike_may_be_another(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "b8ooxy\rq7\r"); /* typed on without a look: nothing goes astray */
    stroll_must_have(&screen, "A01", "B8OOXY");
    stroll_must_have(&screen, "A02", "Q7");
    stroll_must_stand_on(&screen, "A03");
    stroll_read(&stroll, &screen);
    assert_int_equal(stroll.walk.findings[PK_STRANGER], 2);
    screen_type(&screen, UP UP);
    screen_must_show(&screen, "says B800XY: = if the same");
    screen_type(&screen, "=");
    stroll_must_have(&screen, "A01", "B800XY");
    screen_must_show(&screen, "> B800XY");
    stroll_must_stand_on(&screen, "A01");
}

/* ---- going about ---- */

static void test_steps_rows_and_labels(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, DOWN DOWN);
    stroll_must_stand_on(&screen, "A03");
    screen_type(&screen, PAGE_DOWN);
    stroll_must_stand_on(&screen, "B01");
    screen_type(&screen, DOWN PAGE_UP);
    stroll_must_stand_on(&screen, "B01");
    screen_type(&screen, PAGE_UP UP UP);
    stroll_must_stand_on(&screen, "A01");
    screen_type(&screen, "@d12\r");
    stroll_must_stand_on(&screen, "D12");
    screen_must_show(&screen, "Roof, compact");
    screen_type(&screen, DOWN PAGE_DOWN);
    stroll_must_stand_on(&screen, "D12");
    screen_type(&screen, "@z9\r");
    screen_must_show(&screen, "There is no spot z9.");
    screen_must_show(&screen, "> @z9"); /* to be mended */
    screen_type(&screen, "\025\r");     /* the last one: it goes on with what was left out */
    stroll_must_have(&screen, "D12", "");
    stroll_must_stand_on(&screen, "A01");
    screen_must_show(&screen, "Back to A01: it was left out.");
}

/* On a spot that was seen Enter changes nothing. */
static void test_what_was_noted_is_mended(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "q7\rm4\r");
    screen_type(&screen, UP);
    screen_must_show(&screen, "> M4");
    screen_must_show(&screen, "M4, 16:41");
    screen.t.now += 60;
    screen_type(&screen, "\r");
    stroll_must_stand_on(&screen, "A03");
    screen_type(&screen, UP);
    screen_must_show(&screen, "M4, 16:41");
    screen_type(&screen, "m5\r");
    stroll_must_have(&screen, "A02", "M5");
    screen_type(&screen, UP "\025\r");
    stroll_must_have(&screen, "A02", "");
    screen_type(&screen, "@a01\r");
    screen_type(&screen, "empty\r");
    stroll_must_have(&screen, "A01", "");
}

static void test_what_is_typed_is_not_lost(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "ab?!\r");
    screen_must_show(&screen, "> ab?!");
    stroll_read(&stroll, &screen);
    assert_int_equal(stroll.walk.seen, 0);
    screen_type(&screen, DOWN);
    screen_must_show(&screen, "Enter notes what is typed, Esc forgets it.");
    stroll_must_stand_on(&screen, "A01");
    screen_type(&screen, "\t\033");
    screen_must_show(&screen, "> ab?!");
    screen_type(&screen, "\033");
    screen_must_not_show(&screen, "ab?!");
    stroll_must_stand_on(&screen, "A01");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "of 54 free");
}

static void test_a_closed_spot_is_walked_too(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "@a07\r");
    screen_must_show(&screen, "lamp broken");
    screen_type(&screen, "w1\r");
    stroll_must_have(&screen, "A07", "W1");
}

/* ---- left and resumed, alone and with others ---- */

static void other_sees(const char *label, const char *plate)
{
    struct pk_act act = {.station = "desk-1"};
    struct pk_walk walk;
    const struct pk_sight sight = {label, plate};

    must(pk_walk_see(&walk, other, &act, &sight, 1));
    screen_settle(&screen);
}

static void test_it_is_left_and_gone_on_with(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "@b03\r");
    screen_type(&screen, "q7\r");
    screen_type(&screen, "\033");
    screen_type(&screen, "/w");
    stroll_must_stand_on(&screen, "B04");
    screen_must_show(&screen, "1 of 54 spots\n  Found      1 stranger");
}

/* The console ends; at another station another one begins, on a handle of its own. */
static void go_to_another_console(void)
{
    char why[PK_MESSAGE_SIZE];
    struct pk_lot *first = screen.t.lot;
    struct terminal_options options = {.in = screen.in,
                                       .out = screen.out,
                                       .name = "xterm-256color",
                                       .lines = USUAL.lines,
                                       .columns = USUAL.columns,
                                       .is_utf8 = true};

    app_close(&screen.app);
    screen.t.lot = other;
    other = first;
    if (!app_open(&screen.app, screen.t.lot, "desk-1", &options, why, sizeof why))
        fail_msg("%s", why);
    app_push(&screen.app, lot_view(&screen.app));
    screen_settle(&screen);
}

static void test_another_console_resumes_it(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "b800xy\r\r\r");
    go_to_another_console();
    screen_type(&screen, "/w");
    stroll_must_stand_on(&screen, "A04");
    screen_must_show(&screen, "3 of 54 spots");
    screen_type(&screen, "ab12cd\r");
    stroll_must_have(&screen, "A04", "AB12CD");
    screen_type(&screen, "@a01\r");
    screen_must_show(&screen, "> B800XY");
}

static void test_two_walk_at_once(void **state)
{
    (void)state;
    stroll_begin(&screen);
    other_sees("A02", "Q7");
    screen_must_show(&screen, "1 of 54 spots\n  Found      1 stranger");
    screen_type(&screen, "b800xy\r");
    stroll_must_stand_on(&screen, "A03"); /* A02 is done */
    other_sees("A03", "R2");
    screen_must_show(&screen, "R2, 16:41");
    stroll_must_stand_on(&screen, "A03");
    screen_type(&screen, "\r"); /* seen by both, noted by one: on */
    stroll_must_have(&screen, "A03", "R2");
    stroll_must_stand_on(&screen, "A04");
}

static void test_two_note_the_same_spot(void **state)
{
    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "q7");
    other_sees("A01", "Q8");
    screen_must_show(&screen, "> q7");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "A01 was noted meanwhile, 16:41: Q8. Enter notes yours.");
    stroll_must_have(&screen, "A01", "Q8");
    screen_type(&screen, "\r");
    stroll_must_have(&screen, "A01", "Q7");
    stroll_must_stand_on(&screen, "A02");
}

static void test_the_other_ends_it(void **state)
{
    struct pk_act act = {.station = "desk-1"};
    struct pk_walk walk;

    (void)state;
    stroll_begin(&screen);
    screen_type(&screen, "q");
    must(pk_walk_end(&walk, other, &act, NULL));
    screen_settle(&screen);
    screen_must_show(&screen, "No walk goes on.");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "0 of 54 spots");
    stroll_must_stand_on(&screen, "A01");
}

static void test_one_walk_at_a_time(void **state)
{
    struct pk_act act = {.station = "desk-1"};
    struct pk_walk walk;

    (void)state;
    screen_type(&screen, "/w");
    must(pk_walk_begin(&walk, other, &act)); /* between the look and the key */
    stroll_begin(&screen);
    stroll_must_stand_on(&screen, "A01");
}

/* ---- a busy lot ---- */

static enum pk_status type_meanwhile(struct pk_lot *lot, void *keys)
{
    (void)lot;
    assert_int_equal(write(screen.keys, keys, strlen(keys)), (ssize_t)strlen(keys));
    for (int i = 0; i < 30 && !work_is_waiting(&screen.app); i++)
        app_step(&screen.app, 5);
    assert_true(work_is_waiting(&screen.app));
    for (int i = 0; i < 3; i++)
        app_step(&screen.app, 5);
    screen_must_show(&screen, "busy");
    return PK_OK;
}

static void test_typing_goes_on_while_the_lot_is_busy(void **state)
{
    char keys[] = "q7\rm4\r\rq9";

    (void)state;
    stroll_begin(&screen);
    must(pk_lot_together(other, type_meanwhile, keys));
    screen_settle(&screen);
    stroll_must_have(&screen, "A01", "Q7");
    stroll_must_have(&screen, "A02", "M4");
    stroll_must_have(&screen, "A03", "");
    stroll_must_stand_on(&screen, "A04");
    screen_must_show(&screen, "> q9");
}

static enum pk_status type_and_give_up(struct pk_lot *lot, void *keys)
{
    type_meanwhile(lot, keys);
    assert_int_equal(write(screen.keys, "\033", 1), 1);
    for (int i = 0; i < 100 && work_is_waiting(&screen.app); i++)
        app_step(&screen.app, 5);
    assert_false(work_is_waiting(&screen.app));
    return PK_OK;
}

static void test_esc_gives_a_busy_sight_up(void **state)
{
    char keys[] = "q7\r";

    (void)state;
    stroll_begin(&screen);
    must(pk_lot_together(other, type_and_give_up, keys));
    screen_settle(&screen);
    screen_must_show(&screen, "Given up: nothing has happened.");
    screen_must_show(&screen, "> q7");
    stroll_must_stand_on(&screen, "A01");
    screen_type(&screen, "\r");
    stroll_must_have(&screen, "A01", "Q7");
}

#define WALK(name) cmocka_unit_test_setup_teardown(name, open_two, close_two)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WALK(test_it_is_blind),
        WALK(test_a_look_alike_is_said_to_be_the_same),
        WALK(test_a_look_alike_may_be_another),
        WALK(test_steps_rows_and_labels),
        WALK(test_what_was_noted_is_mended),
        WALK(test_what_is_typed_is_not_lost),
        WALK(test_a_closed_spot_is_walked_too),
        WALK(test_it_is_left_and_gone_on_with),
        WALK(test_another_console_resumes_it),
        WALK(test_two_walk_at_once),
        WALK(test_two_note_the_same_spot),
        WALK(test_the_other_ends_it),
        WALK(test_one_walk_at_a_time),
        WALK(test_typing_goes_on_while_the_lot_is_busy),
        WALK(test_esc_gives_a_busy_sight_up),
    };

    return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}
