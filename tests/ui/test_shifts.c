/*
 * Shifts of several people: none at all, another's drawer, approvals, one's own drawer elsewhere,
 * and the shifts of the days before.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/drawers.h"
#include "parkade/dayclose.h"

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

static int open_without_staff(void **state)
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

static bool has_shift(const char *who)
{
    struct pk_shift shift;

    return drawers_has(&screen, &shift, who);
}

/* ---- there is none ---- */

static void test_a_lot_without_staff_has_no_shifts(void **state)
{
    (void)state;
    screen_type(&screen, "/s");
    screen_must_show(&screen, "This lot has no staff, so it has no shifts");
    screen_must_show(&screen, "staff add NAME --role manager");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "A lot without staff has no shifts.");
    screen_type(&screen, "e");
    screen_must_show(&screen, "A lot without staff has no shifts.");
}

static void test_nobody_has_signed_in(void **state)
{
    (void)state;
    drawers_open(&screen, "Ben", "booth-2", 10000);
    drawers_sit_down(&screen, "");
    screen_type(&screen, "/s");
    screen_must_show(&screen, "Enter asks who works here.");
    screen_type(&screen, "e");
    screen_must_show(&screen, "Nobody has signed in: /i signs in.");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "who works here?");
}

static void test_an_auditor_only_looks(void **state)
{
    (void)state;
    drawers_open(&screen, "Ben", "exit-1", 12345);
    drawers_sit_down(&screen, "Eve");
    screen_type(&screen, "/s");
    screen_must_show(&screen, "An auditor reads everything and takes no money.");
    screen_type(&screen, "\033OBe");
    screen_must_show(&screen, "An auditor reads everything and takes no money.");
    screen_type(&screen, "\r\033[6~");
    screen_type(&screen, "\033[6~");
    screen_must_show(&screen, "123.45"); /* the X as who reads everything sees it */
}

/* ---- another's drawer ---- */

static void test_the_drawer_is_anothers(void **state)
{
    (void)state;
    drawers_open(&screen, "Ben", "exit-1", 10000);
    screen_type(&screen, "/s");
    screen_must_show(&screen, "The drawer of exit-1 is in the open shift 1 of Ben.");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "The drawer of exit-1 is in the open shift of Ben.");
    screen_type(&screen, "d");
    screen_must_show(&screen, "The drawer of exit-1 is in the open shift of Ben.");
    screen_must_not_show(&screen, "Bag number");
    assert_false(has_shift("Ana"));
}

static void test_a_supervisor_counts_and_ends_it(void **state)
{
    (void)state;
    drawers_open(&screen, "Ben", "exit-1", 10000);
    drawers_sit_down(&screen, "Sue");
    screen_type(&screen, "/s\033OB");
    screen_type(&screen, "c99\r");
    assert_int_equal(drawers_counts(&screen, 1, "count"), 1);
    screen_type(&screen, "e\ry");
    screen_must_show(&screen, "Z report  shift 1, Ben: 1.00 short");
    assert_string_equal(drawers_see(&screen, 1).closed_by, "Sue");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "Sue  exit-1"); /* her own day goes on */
    screen_must_show(&screen, "ended by Sue");
}

static void test_an_attendant_needs_a_second_person(void **state)
{
    (void)state;
    drawers_open(&screen, "Ben", "exit-1", 10000);
    screen_type(&screen, "/s\033OB");
    screen_type(&screen, "e100\ry");
    screen_must_show(&screen, "Approve");
    assert_true(has_shift("Ben"));
    screen_type(&screen, "sue\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Z report  shift 1, Ben: exact");
    assert_string_equal(drawers_see(&screen, 1).closed_by, "Ana");
}

static void test_an_approval_that_is_left_keeps_the_count(void **state)
{
    (void)state;
    drawers_open(&screen, "Ben", "exit-1", 10000);
    screen_type(&screen, "/s\033OB");
    screen_type(&screen, "e87.65\ry");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "87.65");
    assert_true(has_shift("Ben"));
}

/* ---- one's own drawer is elsewhere ---- */

static void test_a_drawer_elsewhere(void **state)
{
    (void)state;
    drawers_open(&screen, "Ana", "booth-2", 10000);
    screen_must_show(&screen, "Ana  exit-1"); /* the drawer of this station is not hers */
    screen_type(&screen, "/s");
    screen_must_show(&screen, "Its cash moves at booth-2 only");
    screen_type(&screen, "n");
    screen_must_show(&screen, "Your shift 1 is open at booth-2: its cash moves there.");
    screen_type(&screen, "e100\ry");
    screen_must_show(&screen, "Ana: exact");
    assert_false(has_shift("Ana"));
}

/* ---- past shifts ---- */

static void a_day_of_shifts(void)
{
    drawers_open(&screen, "Ben", "booth-2", 10000);
    drawers_close(&screen, "Ben", 9750);
    screen.t.now += 86400;
    drawers_open(&screen, "Ana", "exit-1", 5000);
    drawers_close(&screen, "Ana", 5000);
}

static void test_past_shifts_and_their_reports(void **state)
{
    (void)state;
    a_day_of_shifts();
    screen_type(&screen, "/s\033OB");
    screen_must_show(&screen, "counted 50.00 of 50.00: exact");
    screen_type(&screen, "\033OB");
    screen_must_show(&screen, "counted 97.50 of 100.00: 2.50 short");
    screen_must_show(&screen, "not recounted");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Z report  shift 1, Ben: 2.50 short");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "counted 97.50"); /* still chosen */
}

static void test_a_recount(void **state)
{
    (void)state;
    a_day_of_shifts();
    drawers_sit_down(&screen, "Sue");
    screen_type(&screen, "/sr");
    screen_must_show(&screen, "Only a shift that has ended is recounted");
    screen_type(&screen, "\033OB\033OBr98.50\r");
    screen_must_show(&screen, "Counted: 98.50.");
    screen_must_show(&screen, "recounted 98.50 by Sue");
    assert_int_equal(drawers_counts(&screen, 1, "recount"), 1);
    assert_int_equal(drawers_see(&screen, 1).counted, 9750);
}

static void test_nobody_recounts_their_own(void **state)
{
    (void)state;
    a_day_of_shifts();
    screen_type(&screen, "/s\033OBr");
    screen_must_show(&screen, "Somebody recounts it who neither had this drawer");
}

static void test_a_settled_shift_says_so(void **state)
{
    struct pk_act act = people_act(&screen.t, "Max");
    struct pk_day_closing day = {.day = pk_day_number(2026, 1, 12), .deposit = 0};
    struct pk_day_close close;

    (void)state;
    drawers_open(&screen, "Ben", "booth-2", 10000);
    drawers_close(&screen, "Ben", 10000);
    assert_int_equal(pk_day_close(&close, screen.t.lot, &act, &day), PK_OK);
    screen_type(&screen, "/s\033OB");
    screen_must_show(&screen, "settled by a day's close");
}

/* More than are kept: the newest are there. */
static void test_many_shifts(void **state)
{
    (void)state;
    for (int i = 0; i < 25; i++) {
        drawers_open(&screen, "Ben", "booth-2", 100 + i);
        drawers_close(&screen, "Ben", 100);
        screen.t.now += 7200;
    }
    screen_type(&screen, "/s\033[F");
    screen_must_show(&screen, "counted 1.00 of 1.00: exact"); /* the first of them */
    screen_type(&screen, "\033[H\033OB");
    screen_must_show(&screen, "0.24 short");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_lot_without_staff_has_no_shifts, open_without_staff,
                                        close_screen),
        TEST(test_nobody_has_signed_in),
        TEST(test_an_auditor_only_looks),
        TEST(test_the_drawer_is_anothers),
        TEST(test_a_supervisor_counts_and_ends_it),
        TEST(test_an_attendant_needs_a_second_person),
        TEST(test_an_approval_that_is_left_keeps_the_count),
        TEST(test_a_drawer_elsewhere),
        TEST(test_past_shifts_and_their_reports),
        TEST(test_a_recount),
        TEST(test_nobody_recounts_their_own),
        TEST(test_a_settled_shift_says_so),
        TEST(test_many_shifts),
    };

    return cmocka_run_group_tests_name("shifts", tests, NULL, NULL);
}
