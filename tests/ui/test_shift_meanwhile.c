/*
 * The Shift screen beside everything else: from a payment and back, a scan while cash is counted,
 * what another console does, a busy database.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <unistd.h>

#include "../support/drawers.h"
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
        TEST(test_from_pay_and_back),          TEST(test_a_scan_waits_for_the_count),
        TEST(test_it_ends_at_another_console), TEST(test_busy_while_it_ends),
        TEST(test_busy_is_given_up),
    };

    return cmocka_run_group_tests_name("shifts meanwhile", tests, NULL, NULL);
}
