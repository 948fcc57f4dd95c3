/*
 * Shifts of several people at several consoles: another's drawer, approvals, past shifts, the offer
 * after signing in, the way there from Pay, a busy database, and what others do meanwhile.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <unistd.h>

#include "../../ui/people.h"
#include "../../ui/screens.h"
#include "../support/drawers.h"
#include "parkade/dayclose.h"
#include "parkade/text.h"
#include "parkade/uuid.h"

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
    screen_must_show(&screen, "Nobody has signed in: /i.");
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

/* ---- with a payment below ---- */

static void test_from_pay_and_back(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "/s\r100\r");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "Pay  #");
    screen_type(&screen, "20c");
    screen_must_show(&screen, "Change");
    screen_type(&screen, "/s");
    screen_type(&screen, "e"); /* cash in hand is in nobody's books yet */
    screen_must_show(&screen, "Finish this payment first");
    screen_type(&screen, "d5\rB1\r\033");
    screen_must_show(&screen, "Change");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "O P E N");
}

static void scan(const char *plate)
{
    struct pk_ticket ticket = screen_ticket(&screen, plate);
    char digits[PK_UUID_SIZE + 1];

    pk_uuid_printed(digits, ticket.ticket_id);
    strcat(digits, "\r");
    screen.app.burst.last_ms -= 2 * BURST_GAP_MS; /* a scanner begins after a pause */
    screen_type(&screen, digits);
}

static void test_a_scan_waits_for_the_count(void **state)
{
    (void)state;
    drawers_open(&screen, "Ana", "exit-1", 10000);
    screen_type(&screen, "/sc\t\t2");
    scan("AB12GH");
    screen_must_show(&screen, "The next ticket waits: finish counting first");
    screen_must_show(&screen, "200.00 x 2");
    screen_type(&screen, "d");
    assert_int_equal(drawers_counts(&screen, 1, "count"), 1);
    screen_must_show(&screen, "Pay  #");
    screen_must_show(&screen, "AB 12 GH");
}

/* ---- others, meanwhile ---- */

static void test_it_ends_at_another_console(void **state)
{
    (void)state;
    drawers_open(&screen, "Ana", "exit-1", 10000);
    screen_must_show(&screen, "Ana shift 1");
    screen_type(&screen, "/sc98.76");
    drawers_close(&screen, "Ana", 10000);
    app_follow(&screen.app);
    screen_settle(&screen);
    screen_must_not_show(&screen, "Ana shift 1");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Ana has no open shift");
    screen_must_show(&screen, "98.76");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "counted 100.00 of 100.00: exact");
    screen_type(&screen, "\033[H");
    screen_must_show(&screen, "You have no open shift");
}

static enum pk_status end_meanwhile(struct pk_lot *lot, void *context)
{
    static const char KEYS[] = "e100\ry";

    (void)lot;
    (void)context;
    assert_int_equal(write(screen.keys, KEYS, sizeof KEYS - 1), (ssize_t)sizeof KEYS - 1);
    for (int i = 0; i < 100 && !work_is_waiting(&screen.app); i++)
        app_step(&screen.app, 5);
    assert_true(work_is_waiting(&screen.app));
    for (int i = 0; i < 3; i++)
        app_step(&screen.app, 5);
    screen_must_show(&screen, "busy");
    return PK_OK;
}

static enum pk_status end_and_give_up(struct pk_lot *lot, void *context)
{
    end_meanwhile(lot, context);
    assert_int_equal(write(screen.keys, "\033", 1), 1);
    for (int i = 0; i < 100 && work_is_waiting(&screen.app); i++)
        app_step(&screen.app, 5);
    assert_false(work_is_waiting(&screen.app));
    return PK_OK;
}

static void hold(pk_work work)
{
    struct pk_lot *other = test_lot_another(&screen.t);

    drawers_open(&screen, "Ana", "exit-1", 10000);
    screen_type(&screen, "/s");
    assert_int_equal(pk_lot_together(other, work, NULL), PK_OK);
    pk_lot_close(other);
    screen_settle(&screen);
}

static void test_busy_while_it_ends(void **state)
{
    (void)state;
    hold(end_meanwhile);
    screen_must_show(&screen, "Z report  shift 1, Ana: exact");
    assert_int_equal(drawers_counts(&screen, 1, "count"), 1);
}

static void test_busy_is_given_up(void **state)
{
    (void)state;
    hold(end_and_give_up);
    screen_must_show(&screen, "Given up: nothing has happened.");
    assert_true(has_shift("Ana"));
    screen_type(&screen, "\ry"); /* what was typed is still there */
    screen_must_show(&screen, "Z report  shift 1, Ana: exact");
    assert_int_equal(drawers_counts(&screen, 1, "count"), 1);
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
        TEST(test_a_shift_is_offered_at_once),
        TEST(test_the_offer_is_in_nobodys_way),
        TEST(test_it_is_offered_once_a_day),
        TEST(test_nobody_is_nagged),
        TEST(test_what_else_is_said_after_signing_in),
        TEST(test_another_opens_the_lock),
        TEST(test_from_pay_and_back),
        TEST(test_a_scan_waits_for_the_count),
        TEST(test_it_ends_at_another_console),
        TEST(test_busy_while_it_ends),
        TEST(test_busy_is_given_up),
    };

    return cmocka_run_group_tests_name("shifts", tests, NULL, NULL);
}
