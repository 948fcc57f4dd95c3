/*
 * Real consoles, killed and hung up on with money half taken: the next one at the station offers
 * it, and nothing is booked twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../ui/console.h"
#include "../../ui/stay.h"
#include "../support/screen.h"
#include "../support/station.h"

static struct screen screen; /* whose lot it is */

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &(struct screen_kind){.lines = 24, .columns = 80, .is_utf8 = true});
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

static struct station one, two;

static void be_console(void *context)
{
    struct pk_lot *mine;

    (void)context;
    setenv("TERM", "xterm", 1);
    setlocale(LC_ALL, "C.UTF-8");
    if (pk_lot_open(&mine, screen.t.path, PK_LOT_READ_WRITE, NULL))
        _exit(99);
    int status = console_run(mine, "booth-1");
    pk_lot_close(mine);
    _exit(status);
}

/* A console at booth-1 with 20.00 in hand for the vehicle LATE 7, whose price is a long one. */
static void take_at_the_booth(void)
{
    station_start(&one, be_console, NULL);
    station_wait_for(&one, "help");
    station_type(&one, "late7\r");
    station_wait_for(&one, "Still to take");
    station_type(&one, "20c");
    station_wait_for(&one, "in cash");
}

static void go_on_at_the_booth(void)
{
    struct pk_draft drafts[4];
    size_t count;
    int64_t before = stay_of("LATE7").ticket.paid;

    station_start(&two, be_console, NULL);
    station_wait_for(&two, "There is 20.00 in hand for #4 (LATE 7)");
    station_type(&two, "\r");
    station_wait_for(&two, "Still to take");
    assert_int_equal(stay_of("LATE7").ticket.paid, before); /* nothing was booked */
    station_type(&two, "c\r");
    station_wait_for(&two, "O P E N");
    struct stay stay = stay_of("#4");
    assert_int_equal(stay.tenders[stay.tender_count - 2].tendered, 2000);
    station_type(&two, "/q");
    assert_int_equal(station_end(&two), 0);
    must(pk_draft_list(drafts, 4, &count, screen.t.lot, "booth-1"));
    assert_int_equal(count, 0);
}

static void test_killed_with_money_in_hand(void **state)
{
    (void)state;
    take_at_the_booth();
    station_start(&two, be_console, NULL); /* while it lives, its money is no other console's */
    station_wait_for(&two, "help");
    station_type(&two, "/q");
    assert_int_equal(station_end(&two), 0);
    assert_null(strstr(two.output, "in hand"));
    kill(one.pid, SIGKILL);
    station_end(&one);
    close(one.master);
    go_on_at_the_booth();
    close(two.master);
}

static void test_hung_up_on_with_money_in_hand(void **state)
{
    (void)state;
    take_at_the_booth();
    kill(one.pid, SIGHUP);
    assert_int_equal(station_end(&one), 128 + SIGHUP);
    close(one.master);
    go_on_at_the_booth();
    close(two.master);
}

#define KILLED(name) cmocka_unit_test_setup_teardown(name, open_screen, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        KILLED(test_killed_with_money_in_hand),
        KILLED(test_hung_up_on_with_money_in_hand),
    };

    return cmocka_run_group_tests_name("killed", tests, NULL, NULL);
}
