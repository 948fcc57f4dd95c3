/*
 * The key table of the console, task by task, on the real console: what an attendant types, and
 * what the lot says afterwards.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../ui/stay.h"
#include "../support/screen.h"
#include "parkade/uuid.h"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;

static int open_screen(void **state)
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

/* What a scanner sends for the ticket TEXT: its digits and Enter at once. */
static void scan(const char *text)
{
    struct pk_ticket ticket = screen_ticket(&screen, text);
    char digits[PK_UUID_SIZE + 1];

    pk_uuid_printed(digits, ticket.ticket_id);
    strcat(digits, "\r");
    screen_type(&screen, digits);
}

static struct pk_ticket ticket_no(int64_t number)
{
    char text[32];

    snprintf(text, sizeof text, "#%lld", (long long)number);
    return screen_ticket(&screen, text);
}

static struct stay stay_of(const char *ticket_id)
{
    struct stay stay;

    assert_int_equal(stay_read(&stay, screen.t.lot, ticket_id), PK_OK);
    return stay;
}

static void test_park_by_plate_enter_enter(void **state)
{
    (void)state;
    screen_type(&screen, "new-1\r\r");
    screen_must_show(&screen, "Ticket number");
    struct pk_ticket ticket = screen_ticket(&screen, "NEW1");
    assert_int_equal(ticket.state, PK_PARKED);
    assert_int_equal(ticket.vehicle_class, PK_CAR);
    screen_type(&screen, "q"); /* the next plate begins: the number goes */
    screen_must_show(&screen, "> q");
    screen_must_not_show(&screen, "Ticket number");
}

static void test_class_needs_and_spot_are_a_key_each(void **state)
{
    (void)state;
    screen_type(&screen, "moto1\r");
    screen_type(&screen, "m");
    screen_must_show(&screen, "C11");
    screen_type(&screen, "\r\r");
    assert_string_equal(screen_ticket(&screen, "MOTO1").spot, "C11");
    screen_type(&screen, "ev1\r");
    screen_type(&screen, "e\r\r");
    assert_string_equal(screen_ticket(&screen, "EV1").spot, "B09");
    screen_type(&screen, "here1\r");
    screen_type(&screen, "sd03\r\r\r");
    assert_string_equal(screen_ticket(&screen, "HERE1").spot, "D03");
}

static void test_scan_and_exact_cash_lets_it_go(void **state)
{
    struct pk_ticket before = screen_ticket(&screen, "AB12GH");

    (void)state;
    scan("AB12GH");
    screen_must_show(&screen, "Still to take");
    screen_type(&screen, "c");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "O P E N");
    struct stay stay = stay_of(before.ticket_id);
    assert_int_equal(stay.ticket.state, PK_EXITED);
    assert_int_equal(stay.ticket.found_by, PK_FOUND_BY_SCAN);
    assert_int_equal(stay.tender_count, 1);
    assert_int_equal(stay.tenders[0].change, 0);
}

static void test_twenty_gives_change_until_the_next_ticket(void **state)
{
    struct pk_ticket before = screen_ticket(&screen, "AB12GH");

    (void)state;
    scan("AB12GH");
    screen_type(&screen, "20c\r");
    screen_must_show(&screen, "Change");
    struct stay stay = stay_of(before.ticket_id);
    assert_int_equal(stay.ticket.state, PK_EXITED);
    assert_int_equal(stay.tenders[0].tendered, 2000);
    assert_int_equal(stay.tenders[0].change, 2000 - stay.tenders[0].amount);
    screen_resize(&screen, 30, 100);
    screen_must_show(&screen, "Change");
    scan("AB12CD");
    screen_must_not_show(&screen, "Change");
    screen_must_show(&screen, "AB 12 CD");
}

static void test_half_cash_the_rest_by_card(void **state)
{
    struct pk_ticket before = screen_ticket(&screen, "AB12GH");

    (void)state;
    scan("AB12GH");
    screen_type(&screen, "5ck");
    screen_must_show(&screen, "The card was charged 1.00, receipt");
    screen_type(&screen, "\r");
    struct stay stay = stay_of(before.ticket_id);
    assert_int_equal(stay.ticket.state, PK_EXITED);
    assert_int_equal(stay.tender_count, 2);
    assert_int_equal(stay.tenders[0].method, PK_CARD);
    assert_int_equal(stay.tenders[1].method, PK_CASH);
    assert_int_equal(stay.tenders[1].amount, 500);
    assert_int_equal(stay.ticket.paid, stay.tenders[0].amount + 500);
}

static void test_paid_already_goes_with_enter(void **state)
{
    struct pk_ticket before = screen_ticket(&screen, "AB12CD");

    (void)state;
    scan("AB12CD");
    screen_must_show(&screen, "Enter lets it go");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "O P E N");
    assert_int_equal(stay_of(before.ticket_id).ticket.state, PK_EXITED);
}

static void test_a_desk_takes_the_money_and_lets_nobody_go(void **state)
{
    struct pk_ticket before = screen_ticket(&screen, "AB12GH");

    (void)state;
    screen.app.is_desk = true;
    scan("AB12GH");
    screen_type(&screen, "c\r");
    screen_must_show(&screen, "To leave by");
    screen_must_not_show(&screen, "O P E N");
    assert_int_equal(stay_of(before.ticket_id).ticket.state, PK_PAID);
}

static void test_lost_ticket(void **state)
{
    struct pk_ticket before = screen_ticket(&screen, "AB12GH");

    (void)state;
    screen_type(&screen, "ab12gh\rl");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "The new ticket is");
    struct pk_ticket after = screen_ticket(&screen, "AB12GH");
    assert_string_equal(after.replaces, before.ticket_id);
    screen_type(&screen, "c\r");
    screen_must_show(&screen, "O P E N");
    assert_int_equal(stay_of(after.ticket_id).ticket.state, PK_EXITED);
    assert_int_equal(stay_of(before.ticket_id).ticket.state, PK_REPLACED);
}

static void test_close_a_spot_and_open_it_again(void **state)
{
    struct pk_spot spot;

    (void)state;
    screen_type(&screen, "@A09\r");
    screen_type(&screen, "xwater\r");
    assert_int_equal(pk_spot_find(&spot, screen.t.lot, "A09"), PK_OK);
    assert_false(spot.in_service);
    assert_string_equal(spot.closed_reason, "water");
    screen_must_show(&screen, "A09 is out of service.");
    screen_must_show(&screen, "09x");
    screen_type(&screen, "@A09\r");
    screen_type(&screen, "o");
    assert_int_equal(pk_spot_find(&spot, screen.t.lot, "A09"), PK_OK);
    assert_true(spot.in_service);
}

static void test_find_a_plate_with_8_or_O(void **state)
{
    (void)state;
    screen_type(&screen, "8O0");
    screen_must_show(&screen, "B800XY");
    screen_type(&screen, "\033OB\r"); /* the arrow down, as a terminal in keypad mode sends it */
    screen_must_show(&screen, "Pay  #");
    screen_must_show(&screen, "B-800 XY");
}

/* Enter went too far: the vehicle that was meant is one key away, and still found after Esc. */
static void test_what_was_found_is_not_lost_by_Enter(void **state)
{
    (void)state;
    screen_type(&screen, "8O0\r");
    screen_must_show(&screen, "Looks like B800XY");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "B800XY A01");
    screen_type(&screen, "\033OB\r");
    screen_must_show(&screen, "Pay  #");
    screen_type(&screen, "\033");
    screen_type(&screen, "8O0\r");
    screen_type(&screen, "o");
    screen_must_show(&screen, "Pay  #");
    screen_must_show(&screen, "B-800 XY");
}

static void test_enter_means_what_was_typed(void **state)
{
    (void)state;
    screen_type(&screen, "ab12c\r"); /* a candidate is there, and not chosen */
    screen_must_show(&screen, "Park");
    screen_must_show(&screen, "ab12c");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "> ab12c");
    screen_type(&screen, "z"); /* what was dealt with gives way to the next plate */
    screen_must_show(&screen, "> z");
    screen_must_not_show(&screen, "ab12cz");
}

static void test_a_lookalike_is_shown_before_parking(void **state)
{
    (void)state;
    screen_type(&screen, "BB00XY\r");
    screen_must_show(&screen, "Looks like B800XY");
}

static void test_ticket_acts(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");

    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "t");
    screen_type(&screen, "m");
    screen_type(&screen, "D05\r");
    assert_string_equal(stay_of(ticket.ticket_id).ticket.spot, "D05");
    screen_must_show(&screen, "D05");
    screen_type(&screen, "a");
    screen_type(&screen, "\025XYZ 77\t\033OC\r");
    assert_string_equal(stay_of(ticket.ticket_id).ticket.registration_number, "XYZ77");
    assert_int_equal(stay_of(ticket.ticket_id).ticket.vehicle_class, PK_MOTORCYCLE);
    screen_type(&screen, "v");
    screen_type(&screen, "mistake\r");
    assert_int_equal(stay_of(ticket.ticket_id).ticket.state, PK_VOID);
    screen_must_show(&screen, "void");
}

static void test_expired_is_renewed_then_paid(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "OLD1");

    (void)state;
    assert_int_equal(ticket.state, PK_EXPIRED);
    screen_type(&screen, "old1\r");
    screen_must_show(&screen, "to be renewed");
    screen_type(&screen, "c"); /* takes no payment */
    screen_must_show(&screen, "r renews it");
    screen_must_not_show(&screen, "Still to take");
    screen_type(&screen, "r");
    screen_type(&screen, "forgotten\r");
    assert_int_equal(stay_of(ticket.ticket_id).ticket.state, PK_PARKED);
    screen_type(&screen, "200c");
    screen_type(&screen, "\r");
    assert_int_equal(stay_of(ticket.ticket_id).ticket.state, PK_EXITED);
}

static void test_refund_and_release(void **state)
{
    struct pk_ticket paid = screen_ticket(&screen, "AB12CD");
    int64_t before = stay_of(paid.ticket_id).ticket.paid;

    (void)state;
    screen_type(&screen, "ab12cd\rt");
    screen_type(&screen, "f");
    screen_type(&screen, "\0251.50\t\tcoin machine\r");
    assert_int_equal(stay_of(paid.ticket_id).ticket.paid, before - 150);
    struct pk_ticket released = screen_ticket(&screen, "AB12GH");
    screen_type(&screen, "\033");
    screen_type(&screen, "\033");
    screen_type(&screen, "ab12gh\rt");
    screen_type(&screen, "x");
    screen_type(&screen, "left unseen\r");
    assert_int_equal(stay_of(released.ticket_id).ticket.state, PK_RELEASED);
    assert_true(stay_of(released.ticket_id).ticket.owed > 0);
}

static void test_too_much_asks_and_back_gives_back(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");

    (void)state;
    scan("AB12GH");
    screen_type(&screen, "2000c");
    screen_must_show(&screen, "Is that right?");
    screen_type(&screen, "\r"); /* the safe answer is the marked one */
    screen_must_show(&screen, "Still to take");
    screen_type(&screen, "\033");
    screen_type(&screen, "1c");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "is still due");
    screen_type(&screen, "\177"); /* takes the last one back */
    screen_type(&screen, "2c");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "Give the cash back");
    assert_int_equal(stay_of(ticket.ticket_id).tender_count, 0);
}

static void test_a_dead_ticket_raises_an_alarm(void **state)
{
    struct pk_ticket old = ticket_no(3);

    (void)state;
    assert_int_equal(old.state, PK_VOID);
    scan("#3");
    screen_must_show(&screen, "Stop: #3 is void");
}

static void test_commands_and_their_search(void **state)
{
    (void)state;
    screen_type(&screen, "/t");
    screen_must_show(&screen, "Tickets");
    screen_must_show(&screen, "OLD1");
    screen_type(&screen, "\t");
    screen_must_show(&screen, "expired");
    screen_type(&screen, "\033/l");
    screen_must_show(&screen, "Journal");
    screen_type(&screen, "\033//jour\r");
    screen_must_show(&screen, "Journal");
    screen_type(&screen, "\033?");
    screen_must_show(&screen, "Help");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "Enter open");
}

static void test_esc_never_quits(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++)
        screen_type(&screen, "\033");
    assert_false(screen.app.is_over);
    screen_type(&screen, "/q");
    assert_true(screen.app.is_over);
    assert_int_equal(screen.app.exit_status, 0);
}

#define TASK(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TASK(test_park_by_plate_enter_enter),
        TASK(test_class_needs_and_spot_are_a_key_each),
        TASK(test_scan_and_exact_cash_lets_it_go),
        TASK(test_twenty_gives_change_until_the_next_ticket),
        TASK(test_half_cash_the_rest_by_card),
        TASK(test_paid_already_goes_with_enter),
        TASK(test_a_desk_takes_the_money_and_lets_nobody_go),
        TASK(test_lost_ticket),
        TASK(test_close_a_spot_and_open_it_again),
        TASK(test_find_a_plate_with_8_or_O),
        TASK(test_what_was_found_is_not_lost_by_Enter),
        TASK(test_enter_means_what_was_typed),
        TASK(test_a_lookalike_is_shown_before_parking),
        TASK(test_ticket_acts),
        TASK(test_expired_is_renewed_then_paid),
        TASK(test_refund_and_release),
        TASK(test_too_much_asks_and_back_gives_back),
        TASK(test_a_dead_ticket_raises_an_alarm),
        TASK(test_commands_and_their_search),
        TASK(test_esc_never_quits),
    };

    return cmocka_run_group_tests_name("tasks", tests, NULL, NULL);
}
