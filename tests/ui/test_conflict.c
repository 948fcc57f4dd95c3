/*
 * Another console was faster: whatever it did to the ticket or the spot that is being worked on
 * here, what was typed stays, it is said who did what and when, and the next best is offered.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../ui/stay.h"
#include "../support/screen.h"

static struct screen screen;
static struct pk_act other = {.station = "desk-1"};

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s", pk_error()->message);
}

/* ---- what another console may do to AB 12 GH, #6 ---- */

static struct pk_ticket ticket;

static void pay_it(void)
{
    struct pk_tender tender;
    struct pk_pay pay = {
        .ticket_id = ticket.ticket_id,
        .tender_count = 1,
        .tenders = {{.method = PK_CASH, .amount = PK_NONE, .tendered = PK_NONE}},
        .quoted_at = PK_NONE,
        .override_price = PK_NONE,
    };

    must(pk_pay(&tender, NULL, screen.t.lot, &other, &pay));
}

static void let_it_go(void)
{
    pay_it();
    must(pk_retrieve(&ticket, screen.t.lot, &other, ticket.ticket_id, PK_FOUND_BY_PLATE));
}

static void void_it(void)
{
    must(pk_void(&ticket, screen.t.lot, &other, ticket.ticket_id, "typed twice"));
}

static void replace_it(void)
{
    must(pk_replace(&ticket, screen.t.lot, &other, ticket.ticket_id, "lost", "passport", false));
}

static void release_it(void)
{
    must(pk_release(&ticket, screen.t.lot, &other, ticket.ticket_id, "left unseen"));
}

static void move_it(void)
{
    must(pk_move(&ticket, screen.t.lot, &other, ticket.ticket_id, "C02"));
}

static void amend_it(void)
{
    must(pk_amend(&ticket, screen.t.lot, &other, ticket.ticket_id, "AB 12 GX", NULL));
}

static void charge_a_card(void)
{
    struct pk_card_attempt attempt;

    must(pk_card_begin(&attempt, screen.t.lot, &other, ticket.ticket_id, PK_NONE, PK_NONE));
}

static void take_the_spot(void)
{
    struct pk_ticket out;

    screen_park(&screen, &out, "ELSE 1", "C02");
}

static void park_the_same(void)
{
    struct pk_ticket out;

    screen_park(&screen, &out, "NEW 1", "C02");
}

static void close_the_lot(void)
{
    struct pk_setting setting;

    must(pk_setting_set(&setting, screen.t.lot, &other, "closed", "1"));
}

struct conflict {
    const char *keys[4]; /* up to where the other one comes between */
    void (*between)(void);
    const char *then;    /* what is typed next */
    const char *says[3]; /* what is on the screen afterwards */
    const char *kept;    /* of what was typed; or NULL */
};

#define PAID   "paid since 16:41 (station"
#define GONE   "left at 16:41 (station desk-1)"
#define TAKEN  "C02 was taken by ELSE1 (#8) at 16:41, station"
#define INSIDE "NEW1 is inside already: ticket #8 on C02 since 16:41."

static const struct conflict CONFLICTS[] = {
    /* Park */
    {{"new1\rm"}, park_the_same, "\r", {INSIDE}, "[m motorcycle]"},
    {{"new1\r", "sC02\r"}, take_the_spot, "\r", {TAKEN, "entry-1", "(the next best)"}, "new1"},
    {{"new1\rl", "1530\tpower cut"}, park_the_same, "\r", {INSIDE}, "power cut"},
    {{"new1\r"}, close_the_lot, "\r", {"The lot is closed"}, "new1"},
    /* Pay */
    {{"ab12gh\r"}, pay_it, "", {"paid at desk-1 16:41.", "Enter lets it go"}, NULL},
    {{"ab12gh\r"}, let_it_go, "", {"left at desk-1 16:41."}, NULL},
    {{"ab12gh\r"}, release_it, "", {"released at desk-1 16:41.", "owed"}, NULL},
    {{"ab12gh\r20c"}, let_it_go, "", {"left at desk-1 16:41: give all the 20.00 back."}, "-20.00"},
    {{"ab12gh\r20c"}, void_it, "", {"void at desk-1 16:41: give all the 20.00 back."}, "-20.00"},
    {{"ab12gh\r20c"},
     replace_it,
     "",
     {"replaced at desk-1 16:41: give all the 20.00 back."},
     "-20.00"},
    {{"ab12gh\r"}, let_it_go, "c", {"left 16:41 at desk-1"}, NULL},
    {{"ab12gh\r"}, void_it, "k", {"void 16:41 at desk-1"}, NULL},
    {{"ab12gh\r"}, release_it, "c\r", {"6.00 in cash"}, NULL},
    {{"ab12gh\r2c"}, move_it, "", {"AB 12 GH  car  C02", "Moved to C02 at desk-1 16:41."}, "-2.00"},
    {{"ab12gh\r2c"},
     amend_it,
     "",
     {"AB 12 GX  car  B07", "The plate was mended to AB 12 GX at desk-1 16:41."},
     "-2.00"},
    {{"ab12gh\r2c"}, charge_a_card, "\r", {"card 6.00 under way since 16:41"}, "-2.00"},
    /* what Pay asks */
    {{"ab12gh\rn", "no reason"}, pay_it, "\r", {PAID}, "no reason"},
    {{"ab12gh\rn", "no reason"}, let_it_go, "\r", {GONE}, "no reason"},
    {{"ab12gh\ra", "5\tno light"}, pay_it, "\r", {PAID}, "no light"},
    {{"ab12gh\rv", "film"}, pay_it, "\r", {PAID}, "film"},
    {{"ab12gh\rl", "\tpassport"}, let_it_go, "\r", {GONE}, "passport"},
    /* what Ticket asks */
    {{"ab12gh\rtm", "C02"}, take_the_spot, "\r", {TAKEN, "Spot  A02"}, NULL},
    {{"ab12gh\rtm", "C02"}, let_it_go, "\r", {GONE}, "C02"},
    {{"ab12gh\rta", "\025new1"}, park_the_same, "\r", {INSIDE}, "new1"},
    {{"ab12gh\rtv", "wrong"}, let_it_go, "\r", {GONE}, "wrong"},
    {{"ab12gh\rtv", "wrong"}, pay_it, "\r", {"refund them first"}, "wrong"},
    {{"ab12gh\rtx", "towed"}, let_it_go, "\r", {GONE}, "towed"},
    {{"ab12gh\rtu", "back again"}, let_it_go, "\r", {"Parked anew: #8"}, NULL},
};

static void try_one(const struct conflict *row)
{
    screen_open(&screen, &(struct screen_kind){.lines = 24, .columns = 80, .is_utf8 = true});
    ticket = screen_ticket(&screen, "AB12GH");
    for (size_t i = 0; i < 4 && row->keys[i]; i++)
        screen_type(&screen, row->keys[i]);
    row->between();
    screen_settle(&screen);
    screen_type(&screen, row->then);
    for (size_t i = 0; i < 3 && row->says[i]; i++)
        screen_must_show(&screen, row->says[i]);
    if (row->kept)
        screen_must_show(&screen, row->kept);
    screen_close(&screen);
}

static void test_each_of_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CONFLICTS / sizeof CONFLICTS[0]; i++)
        try_one(&CONFLICTS[i]);
}

/* What was done at this station, in whatever way, is no news. */
static void test_what_was_done_here_is_no_news(void **state)
{
    (void)state;
    screen_open(&screen, &(struct screen_kind){.lines = 24, .columns = 80, .is_utf8 = true});
    screen_type(&screen, "ab12gh\rtm");
    screen_type(&screen, "C02\r");
    screen_type(&screen, "\033");
    screen_must_show(&screen, "AB 12 GH  car  C02");
    screen_must_not_show(&screen, "Moved to");
    screen_close(&screen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_of_them),
        cmocka_unit_test(test_what_was_done_here_is_no_news),
    };

    return cmocka_run_group_tests_name("conflict", tests, NULL, NULL);
}
