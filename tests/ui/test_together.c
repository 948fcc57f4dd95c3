/*
 * Several at one lot: what others do appears, conflicts keep what was typed, a busy database
 * freezes nothing, and nothing is ever booked twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../ui/stay.h"
#include "../support/screen.h"
#include "parkade/uuid.h"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;
static struct pk_lot *other; /* another station's handle on the same file */

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
        fail_msg("%s", pk_error()->message);
}

static struct pk_ticket other_parks(const char *plate, const char *spot)
{
    struct pk_act act = {.station = "entry-2"};
    struct pk_park how = {.registration = plate, .spot = spot, .entered = PK_NONE};
    struct pk_ticket ticket;

    must(pk_park(&ticket, other, &act, &how));
    return ticket;
}

/* Until TEXT is on the screen, for at most two seconds; returns how long it took. */
static int64_t wait_for(const char *text)
{
    int64_t begin = app_milliseconds();

    while (!strstr(screen_text(&screen), text) && app_milliseconds() - begin < 2000)
        app_step(&screen.app, 5);
    screen_must_show(&screen, text);
    return app_milliseconds() - begin;
}

static void test_another_station_parks(void **state)
{
    (void)state;
    screen_must_show(&screen, "02·");
    other_parks("ELSE 1", "A02");
    wait_for("02■");
    screen_must_show(&screen, "47 of 54 free");
}

static void test_a_vehicle_that_moved_leaves_its_old_spot(void **state)
{
    struct pk_act act = {.station = "desk-1"};
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");

    (void)state;
    must(pk_move(&ticket, other, &act, ticket.ticket_id, "C02"));
    wait_for("C  01· 02■");
    screen_must_show(&screen, "B  01· 02· 03· 04· 05· 06· 07· 08·");
}

static long bytes_written(void)
{
    fflush(screen.out);
    fseek(screen.out, 0, SEEK_END);
    return ftell(screen.out);
}

/* One changed spot costs little on the wire. */
static void test_a_changed_spot_costs_few_bytes(void **state)
{
    (void)state;
    screen_type(&screen, "\033[F"); /* the cursor far away: its details do not change */
    long before = bytes_written();
    other_parks("ELSE 1", "A02");
    wait_for("02■");
    assert_in_range(bytes_written() - before, 1, 63);
}

/* Sixty looks and one step of the clock. */
static void test_an_idle_minute_costs_next_to_nothing(void **state)
{
    long before = bytes_written();

    (void)state;
    for (int second = 0; second < 60; second++) {
        screen.t.now++;
        screen.app.timers.left_ms[TIMER_LOOK] = 0;
        screen_settle(&screen);
    }
    screen_must_show(&screen, "16:42");
    assert_in_range(bytes_written() - before, 1, 63);
}

static void test_the_wanted_spot_is_taken_meanwhile(void **state)
{
    (void)state;
    screen_type(&screen, "mine1\r");
    screen_type(&screen, "sA02\r");
    screen_must_show(&screen, "(as wanted)");
    struct pk_ticket winner = other_parks("ELSE 1", "A02");
    screen_type(&screen, "\r");
    char number[32];
    snprintf(number, sizeof number, "#%lld", (long long)winner.ticket_no);
    screen_must_show(&screen, "mine1");
    screen_must_show(&screen, number); /* who took it */
    screen_must_show(&screen, "entry-2");
    screen_type(&screen, "\r"); /* the next best was filled in */
    screen_must_show(&screen, "Ticket number");
    struct pk_ticket mine = screen_ticket(&screen, "MINE1");
    assert_string_not_equal(mine.spot, "A02");
}

static void test_another_station_took_the_payment(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");
    struct pk_act act = {.station = "desk-1"};
    struct pk_tender tender;
    struct stay stay;
    struct pk_pay pay = {
        .ticket_id = ticket.ticket_id,
        .tender_count = 1,
        .tenders = {{.method = PK_CASH, .amount = PK_NONE, .tendered = PK_NONE}},
        .quoted_at = PK_NONE,
        .override_price = PK_NONE,
    };

    (void)state;
    screen_type(&screen, "ab12gh\rc");
    must(pk_pay(&tender, NULL, other, &act, &pay));
    screen_type(&screen, "\r");
    must(stay_read(&stay, screen.t.lot, ticket.ticket_id));
    assert_int_equal(stay.tender_count, 1);
    screen_must_show(&screen, "Pay  #"); /* what was typed is still there, to be given back */
    screen_must_show(&screen, "paid at desk-1 16:41: give all the 6.00 back.");
}

/* ---- a busy database ---- */

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

static void test_busy_waits_and_then_does_it_once(void **state)
{
    char keys[] = "slow1\r\r";

    (void)state;
    must(pk_lot_together(other, type_meanwhile, keys));
    wait_for("Ticket number");
    assert_int_equal(screen_ticket(&screen, "SLOW1").state, PK_PARKED);
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

static void test_esc_gives_a_busy_act_up(void **state)
{
    char keys[] = "slow1\r\r";
    struct pk_ticket ticket;

    (void)state;
    must(pk_lot_together(other, type_and_give_up, keys));
    screen_settle(&screen);
    screen_must_show(&screen, "Given up: nothing has happened.");
    screen_must_show(&screen, "slow1");
    assert_int_equal(pk_ticket_resolve(&ticket, NULL, screen.t.lot, "SLOW1"), PK_TICKET_UNKNOWN);
    screen_type(&screen, "\r");
    screen_must_show(&screen, "Ticket number");
}

static void test_what_is_typed_while_busy_is_not_lost(void **state)
{
    char keys[] = "slow1\r\rnext";

    (void)state;
    must(pk_lot_together(other, type_meanwhile, keys));
    wait_for("> next");
    assert_int_equal(screen_ticket(&screen, "SLOW1").state, PK_PARKED);
}

/* ---- scanners, paste, speed ---- */

static void scan_into(const char *plate)
{
    struct pk_ticket ticket = screen_ticket(&screen, plate);
    char digits[PK_UUID_SIZE + 1];

    pk_uuid_printed(digits, ticket.ticket_id);
    strcat(digits, "\r");
    screen_type(&screen, digits);
}

static void test_a_scan_leaves_the_field_as_it_was(void **state)
{
    (void)state;
    screen_type_slowly(&screen, "zz");
    screen.app.burst.last_ms -= 2 * BURST_GAP_MS;
    scan_into("AB12GH");
    screen_must_show(&screen, "Pay  #");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "> zz");
}

static void test_a_scan_opens_from_every_screen(void **state)
{
    static const char *const WAYS[] = {"ab12cd\r", "@A09\r", "/l", "/t", "?", "/", "new7\r"};

    (void)state;
    for (size_t i = 0; i < sizeof WAYS / sizeof WAYS[0]; i++) {
        screen_type(&screen, WAYS[i]);
        screen.app.burst.last_ms -= 2 * BURST_GAP_MS;
        scan_into("AB12GH");
        screen_must_show(&screen, "AB 12 GH");
        screen_must_show(&screen, "Still to take");
        screen_type(&screen, "\033");
        screen_type(&screen, "\033");
    }
    assert_int_equal(screen_ticket(&screen, "AB12GH").state, PK_PARKED);
    assert_int_equal(screen_ticket(&screen, "AB12CD").state, PK_PAID);
}

static void test_a_scan_waits_while_money_is_half_taken(void **state)
{
    (void)state;
    scan_into("AB12GH");
    screen_type(&screen, "1c");
    screen.app.burst.last_ms -= 2 * BURST_GAP_MS;
    scan_into("AB12CD");
    screen_must_show(&screen, "The next ticket waits");
    screen_must_show(&screen, "AB 12 GH");
    screen_type(&screen, "c\r");
    screen_must_show(&screen, "O P E N"); /* what is to be done now is not skipped */
    screen_must_show(&screen, "next: #5 waits, Enter");
    screen_type(&screen, "x"); /* nor is what waits */
    screen_must_show(&screen, "O P E N");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "AB 12 CD");
    assert_int_equal(screen.app.next_scan[0], '\0');
}

static void test_two_hundred_characters_at_once(void **state)
{
    char much[201];

    (void)state;
    memset(much, 'x', 200);
    much[200] = '\0';
    screen_type(&screen, much);
    screen_must_show(&screen, "xxxxxxxxxx");
    struct view *top = screen.app.top;
    assert_string_equal(top->ops->editor(top)->text, much);
}

static void test_paste_goes_into_the_field_and_nowhere_else(void **state)
{
    (void)state;
    screen_type(&screen, "\033[200~AB\r12\nZZ\033[201~");
    screen_must_show(&screen, "> AB12ZZ");
    screen_type(&screen, "\033");
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "\033[200~ck\r\033[201~"); /* no field takes letters here */
    screen_must_show(&screen, "Still to take");
}

static void test_the_keypad_of_putty(void **state)
{
    (void)state;
    screen_type(&screen, "\033Ox\033Op\033Op"); /* 8 0 0 */
    screen_must_show(&screen, "> 800");
}

#define TOGETHER(name) cmocka_unit_test_setup_teardown(name, open_two, close_two)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TOGETHER(test_another_station_parks),
        TOGETHER(test_a_vehicle_that_moved_leaves_its_old_spot),
        TOGETHER(test_a_changed_spot_costs_few_bytes),
        TOGETHER(test_an_idle_minute_costs_next_to_nothing),
        TOGETHER(test_the_wanted_spot_is_taken_meanwhile),
        TOGETHER(test_another_station_took_the_payment),
        TOGETHER(test_busy_waits_and_then_does_it_once),
        TOGETHER(test_esc_gives_a_busy_act_up),
        TOGETHER(test_what_is_typed_while_busy_is_not_lost),
        TOGETHER(test_a_scan_leaves_the_field_as_it_was),
        TOGETHER(test_a_scan_opens_from_every_screen),
        TOGETHER(test_a_scan_waits_while_money_is_half_taken),
        TOGETHER(test_two_hundred_characters_at_once),
        TOGETHER(test_paste_goes_into_the_field_and_nowhere_else),
        TOGETHER(test_the_keypad_of_putty),
    };

    return cmocka_run_group_tests_name("together", tests, NULL, NULL);
}
