/*
 * Pay where it is not a matter of course: part cash and part nothing, two stations at one ticket, a
 * card in doubt, what was lost, what is owed; and that each refusal says why.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "../../ui/screens.h"
#include "../../ui/stay.h"
#include "../support/screen.h"

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

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s", pk_error()->message);
}

static struct stay stay_of(const char *text)
{
    struct pk_ticket ticket = screen_ticket(&screen, text);
    struct stay stay;

    must(stay_read(&stay, screen.t.lot, ticket.ticket_id));
    return stay;
}

static void set(const char *name, const char *value)
{
    struct pk_setting setting;

    must(pk_setting_set(&setting, screen.t.lot, &screen.t.act, name, value));
}

/* Another station pays all of the ticket TEXT in cash. */
static void pay_elsewhere(const char *text)
{
    struct pk_ticket ticket = screen_ticket(&screen, text);
    struct pk_lot *other = test_lot_another(&screen.t);
    struct pk_act act = {.station = "desk-1"};
    struct pk_tender tender;
    struct pk_pay pay = {
        .ticket_id = ticket.ticket_id,
        .tender_count = 1,
        .tenders = {{.method = PK_CASH, .amount = PK_NONE, .tendered = PK_NONE}},
        .quoted_at = PK_NONE,
        .override_price = PK_NONE,
    };

    must(pk_pay(&tender, NULL, other, &act, &pay));
    pk_lot_close(other);
}

/* Until TEXT is on the screen, for at most two seconds. */
static void wait_for(const char *text)
{
    int64_t begin = app_milliseconds();

    while (!strstr(screen_text(&screen), text) && app_milliseconds() - begin < 2000)
        app_step(&screen.app, 5);
    screen_must_show(&screen, text);
}

static void test_part_cash_and_the_rest_for_nothing(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "2cn");
    screen_must_show(&screen, "2.00 in cash is kept; the other 4.00 is for nothing");
    screen_type(&screen, "barrier broken\r");
    screen_must_show(&screen, "O P E N");
    screen_must_show(&screen, "2.00 in cash, receipt");
    screen_must_show(&screen, "4.00 for nothing, receipt");
    struct stay stay = stay_of("#6");
    assert_int_equal(stay.tender_count, 2);
    assert_int_equal(stay.tenders[0].method, PK_CASH);
    assert_int_equal(stay.tenders[0].amount, 200);
    assert_int_equal(stay.tenders[1].method, PK_NIL);
    assert_int_equal(stay.quote.waived, 400);
    assert_int_equal(stay.ticket.state, PK_EXITED);
}

static void test_another_station_takes_it_while_money_is_in_hand(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "20c");
    screen_must_show(&screen, "Change");
    pay_elsewhere("#6");
    wait_for("paid at desk-1 16:41: give all the 20.00 back.");
    screen_must_show(&screen, "Give all of it back");
    screen_must_not_show(&screen, "Change");
    screen_must_not_show(&screen, "Enter finish");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "give all the 20.00 back.");
    assert_int_equal(stay_of("#6").ticket.state, PK_PAID);
    screen_type(&screen, "\177");
    screen_must_show(&screen, "Enter lets it go");
}

static void test_a_part_taken_elsewhere_changes_the_change(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");
    struct pk_tender tender;
    struct pk_pay part = {
        .ticket_id = ticket.ticket_id,
        .tender_count = 1,
        .tenders = {{.method = PK_CASH, .amount = 200, .tendered = PK_NONE}},
        .quoted_at = PK_NONE,
        .override_price = PK_NONE,
    };

    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "1c10c");
    must(pk_pay(&tender, NULL, screen.t.lot, &screen.t.act, &part));
    screen_type(&screen, "/\033\r"); /* back on top, it has looked again */
    screen_must_show(&screen, "O P E N");
    struct stay stay = stay_of("#6");
    assert_int_equal(stay.tender_count, 3);
    assert_int_equal(stay.tenders[2].amount, 300);
    assert_int_equal(stay.tenders[2].change, 700);
}

static void test_a_card_in_doubt_is_asked_about(void **state)
{
    (void)state;
    set("card.simulator", "late");
    screen_type(&screen, "ab12gh\rk");
    screen_must_show(&screen, "k asks again");
    screen_type(&screen, "\033");
    screen_type(&screen, "ab12gh\r"); /* opened anew */
    screen_must_show(&screen, "card 6.00 in doubt since 16:41: k asks again");
    screen_must_not_show(&screen, "Still to take");
    screen_must_not_show(&screen, "c cash");
    screen_type(&screen, "c");
    screen_must_show(&screen, "k asks the terminal again.");
    screen_type(&screen, "t");
    screen_must_show(&screen, "card 6.00 in doubt since 16:41");
    screen_must_show(&screen, "Enter, then k");
    screen_type(&screen, "\033k");
    screen_must_show(&screen, "The card was charged 6.00, receipt");
    assert_int_equal(stay_of("#6").ticket.state, PK_PAID);
}

static void test_cash_is_refused_in_a_sentence_while_a_card_is_in_doubt(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");
    struct pk_card_attempt attempt;

    (void)state;
    screen_type(&screen, "ab12gh\rc");
    must(pk_card_begin(&attempt, screen.t.lot, &screen.t.act, ticket.ticket_id, PK_NONE, PK_NONE));
    screen_type(&screen, "\r");
    assert_false(work_is_waiting(&screen.app));
    screen_must_show(&screen, "card 6.00 under way since 16:41");
    assert_int_equal(stay_of("#6").tender_count, 0);
}

static void test_a_card_shows_its_amount_and_receipt(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\rk");
    screen_must_show(&screen, "The card was charged 6.00, receipt");
    screen_must_show(&screen, "by card");
    screen_must_not_show(&screen, "paid before");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "O P E N");
    screen_must_show(&screen, "6.00 by card, receipt");
}

static void test_what_is_owed_has_no_time_to_leave(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");

    (void)state;
    must(pk_release(&ticket, screen.t.lot, &screen.t.act, ticket.ticket_id, "left unseen"));
    screen_type(&screen, "#6\r");
    screen_must_show(&screen, "owed");
    screen_type(&screen, "n");
    screen_must_show(&screen, "is paid, not waived");
    screen_type(&screen, "c\r");
    screen_must_show(&screen, "6.00 in cash, receipt");
    screen_must_not_show(&screen, "eave by");
    screen_type(&screen, "\r#6\r"); /* all about it */
    screen_must_show(&screen, "released");
    screen_must_not_show(&screen, "Valid to");
    assert_int_equal(stay_of("#6").ticket.owed, 0);
}

static void test_a_lost_ticket_shows_both_prices_first(void **state)
{
    static const char TARIFF[] = "name = Lost\neach 1h = 2.00\nat most per 24h = 20.00\n"
                                 "lost ticket = 30.00 or the stay if more\n";
    struct pk_tariff_version version;
    struct pk_ticket ticket;

    (void)state;
    screen_type(&screen, "ab12gh\rl");
    screen_must_show(&screen, "[stay, proven 6.00]");
    must(pk_tariff_install(&version, screen.t.lot, &screen.t.act, TARIFF, sizeof TARIFF - 1,
                           PK_NONE, NULL));
    screen.t.now += 60;
    screen_park(&screen, &ticket, "NEW 1", NULL);
    screen.t.now += 90 * 60;
    screen_type(&screen, "\033");
    screen_type(&screen, "\033");
    screen_type(&screen, "new1\r");
    screen_type(&screen, "l");
    screen_must_show(&screen, "[lost ticket 30.00]");
    screen_must_show(&screen, "stay, proven 4.00");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "30.00");
}

static void test_an_expired_ticket_says_so_also_where_it_was_replaced(void **state)
{
    (void)state;
    screen_type(&screen, "old1\r");
    screen_must_show(&screen, "expired: r renews it");
    screen_must_show(&screen, "r renew");
    screen_type(&screen, "l");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "The new ticket is");
    screen_must_show(&screen, "expired: r renews it");
    screen_must_not_show(&screen, "Still to take");
    screen_type(&screen, "\rr");
    screen_type(&screen, "forgotten\r");
    screen_must_show(&screen, "Still to take");
}

struct refusal {
    const char *plate, *keys, *sentence;
};

static void test_each_refusal_says_why(void **state)
{
    static const struct refusal REFUSALS[] = {
        {"ab12cd", "c", "Nothing is due."},
        {"ab12cd", "k", "Nothing is due."},
        {"ab12cd", "n", "Nothing is due."},
        {"ab12gh", "\r", "6.00 is still due"},
        {"ab12gh", "5\r", "A number wants its key"},
        {"ab12gh", "0c", "An amount is more than nothing."},
        {"ab12gh", "0k", "An amount is more than nothing."},
        {"ab12gh", "w", "w does nothing here"},
        {"ab12gh", "r", "The ticket has not expired."},
        {"ab12gh", "1cl", "Give the cash back first."},
        {"old1", "\r", "r renews it, then it can be paid"},
        {"ab12gh", "tf", "Nothing was paid"},
        {"#3", "x", "The stay has ended"},
        {"#3", "r", "Only an expired ticket is renewed"},
        {"@A07", "x", "It is out of service already"},
        {"@A09", "o", "It is in service"},
        {"@A07", "\r", "out of service"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof REFUSALS / sizeof REFUSALS[0]; i++) {
        screen_type(&screen, REFUSALS[i].plate);
        screen_type(&screen, "\r");
        screen_type(&screen, REFUSALS[i].keys);
        screen_must_show(&screen, REFUSALS[i].sentence);
        screen_must_not_show(&screen, "not just now");
        for (int k = 0; k < 5; k++)
            screen_type(&screen, "\033");
    }
}

static void test_a_long_quote_is_scrolled(void **state)
{
    (void)state;
    screen_resize(&screen, 20, 60);
    screen_type(&screen, "ab12gh\r");
    struct view *top = screen.app.top;
    assert_false(top->ops->is_offered(top, &screen.app, ACTION_SCROLL));
    screen_type(&screen, "\033[6~");
    screen_must_show(&screen, "All the lines are in view.");
    screen_type(&screen, "\033");
    screen_type(&screen, "old1\r");
    screen_must_show(&screen, "2 more lines");
    screen_must_show(&screen, "5 Jan 11:00 - 12 Jan 16:41"); /* whole, on a small screen too */
    screen_must_not_show(&screen, "11 Jan 11:00");
    screen_type(&screen, "\033[6~");
    screen_must_show(&screen, "11 Jan 11:00");
    screen_must_not_show(&screen, "12 Jan 16:41");
    screen_type(&screen, "\033OA\033OA\033OA"); /* line by line, back to the first */
    screen_must_show(&screen, "5 Jan 11:00 - 12 Jan 16:41");
}

/* ---- leaving with money in hand ---- */

static void test_quitting_with_money_in_hand_asks(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "2c\021\021"); /* Ctrl-Q, twice: one question */
    assert_false(screen.app.is_over);
    screen_must_show(&screen, "There is money in hand");
    screen_type(&screen, "\r"); /* the safe answer is the marked one */
    assert_false(screen.app.is_over);
    screen_must_show(&screen, "Still to take");
    raise(SIGINT);
    wait_for("There is money in hand");
    assert_false(screen.app.is_over);
    screen_type(&screen, "y");
    assert_true(screen.app.is_over);
    assert_int_equal(screen.app.exit_status, 128 + SIGINT);
}

static void test_other_signals_end_it_at_once(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "2c");
    raise(SIGTERM);
    for (int i = 0; i < 100 && !screen.app.is_over; i++)
        app_step(&screen.app, 5);
    assert_int_equal(screen.app.exit_status, 128 + SIGTERM);
}

static void test_without_money_quitting_asks_nothing(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "\021");
    assert_true(screen.app.is_over);
}

static void test_in_too_small_a_window_keys_do_nothing(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_resize(&screen, 10, 30);
    screen_type(&screen, "c\r");
    screen_type(&screen, "\033\033");
    screen_resize(&screen, 24, 80);
    screen_must_show(&screen, "Still to take");
    assert_int_equal(stay_of("#6").tender_count, 0);
    screen_resize(&screen, 10, 30);
    screen_type(&screen, "\021");
    assert_true(screen.app.is_over);
}

#define PAY(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAY(test_part_cash_and_the_rest_for_nothing),
        PAY(test_another_station_takes_it_while_money_is_in_hand),
        PAY(test_a_part_taken_elsewhere_changes_the_change),
        PAY(test_a_card_in_doubt_is_asked_about),
        PAY(test_cash_is_refused_in_a_sentence_while_a_card_is_in_doubt),
        PAY(test_a_card_shows_its_amount_and_receipt),
        PAY(test_what_is_owed_has_no_time_to_leave),
        PAY(test_a_lost_ticket_shows_both_prices_first),
        PAY(test_an_expired_ticket_says_so_also_where_it_was_replaced),
        PAY(test_each_refusal_says_why),
        PAY(test_a_long_quote_is_scrolled),
        PAY(test_quitting_with_money_in_hand_asks),
        PAY(test_other_signals_end_it_at_once),
        PAY(test_without_money_quitting_asks_nothing),
        PAY(test_in_too_small_a_window_keys_do_nothing),
    };

    return cmocka_run_group_tests_name("pay", tests, NULL, NULL);
}
