/*
 * Pay for less than the tariff says: sponsors' codes, typed and scanned, and prices that were
 * agreed; and Pay where no cash can be taken.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../ui/screens.h"
#include "../../ui/stay.h"
#include "../support/people.h"
#include "../support/screen.h"
#include "parkade/journal.h"
#include "parkade/shift.h"
#include "parkade/uuid.h"
#include "parkade/validation.h"

static const struct screen_kind USUAL = {.lines = 24, .columns = 80, .is_utf8 = true};

static struct screen screen;

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s", pk_error()->message);
}

static void make_code(const char *code, enum pk_off_kind kind, int64_t value)
{
    struct pk_validation out, in = {.sponsor = "Cinema",
                                    .kind = kind,
                                    .value = value,
                                    .valid_from = PK_NONE,
                                    .valid_to = PK_NONE,
                                    .per_day = PK_NONE,
                                    .most = PK_NONE};

    snprintf(in.code, sizeof in.code, "%s", code);
    must(pk_validation_add(&out, screen.t.lot, &screen.t.act, &in));
}

static void set(const char *name, const char *value)
{
    struct pk_setting setting;

    must(pk_setting_set(&setting, screen.t.lot, &screen.t.act, name, value));
}

static int open_screen(void **state)
{
    (void)state;
    screen_open(&screen, &USUAL);
    make_code("FILM2", PK_OFF_AMOUNT, 200);
    make_code("FILM-ALL", PK_OFF_FLAT, 0);
    make_code("4711", PK_OFF_AMOUNT, 100);
    screen_settle(&screen);
    return 0;
}

/* With a staff: Max, a manager, and Ana, who has signed in and has no shift yet. */
static int open_with_staff(void **state)
{
    open_screen(state);
    people_hire(&screen.t, "Max", PK_MANAGER);
    people_hire(&screen.t, "Ana", PK_ATTENDANT);
    pk_sign_out(screen.t.lot, "Max");
    snprintf(screen.app.who, sizeof screen.app.who, "Ana");
    return 0;
}

static int close_screen(void **state)
{
    (void)state;
    screen_close(&screen);
    return 0;
}

static struct stay stay_of(const char *text)
{
    struct pk_ticket ticket = screen_ticket(&screen, text);
    struct stay stay;

    must(stay_read(&stay, screen.t.lot, ticket.ticket_id));
    return stay;
}

static void open_shift(const char *who, const char *station)
{
    struct pk_act act = people_act_at(&screen.t, who, station);
    struct pk_cash cash = {.total = 10000};
    struct pk_shift shift;

    must(pk_shift_open(&shift, screen.t.lot, &act, &cash));
}

/* ---- codes ---- */

static void test_a_code_is_asked_for(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\rv");
    screen_must_show(&screen, "The sponsor's code");
    screen_must_be(&screen, "pay-code");
    screen_type(&screen, "nothing\r");
    screen_must_show(&screen, "NOTHING"); /* refused: what was typed stays */
    screen_must_show(&screen, "Code");
    screen_type(&screen, "\025film2\r");
    screen_must_show(&screen, "FILM2 takes off 2.00: 4.00 is due.");
    screen_must_show(&screen, "Cinema: FILM2");
    screen_type(&screen, "c\r");
    screen_must_show(&screen, "4.00 in cash");
    assert_int_equal(stay_of("#6").ticket.paid, 400);
}

static void test_a_number_before_the_key_is_the_code(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "4711v");
    screen_must_show(&screen, "4711 takes off 1.00: 5.00 is due.");
    screen_type(&screen, "4712v"); /* there is none: it can be mended */
    screen_must_show(&screen, "Validation");
    screen_must_show(&screen, "4712");
}

static void test_a_code_for_all_lets_it_go(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\rv");
    screen_type(&screen, "film-all\r");
    screen_must_show(&screen, "nothing is due.");
    screen_must_show(&screen, "Enter lets it go");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "O P E N");
}

static void test_a_code_with_money_in_hand(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "10cv");
    screen_type(&screen, "film2\r");
    screen_must_show(&screen, "Change");
    assert_true(pay_holds_money(screen.app.top));
    screen_type(&screen, "v");
    screen_type(&screen, "film-all\r");
    screen_must_show(&screen, "A code covers all that was due: give all the 10.00 back.");
    screen_type(&screen, "\r"); /* not while the money is in hand */
    screen_must_not_show(&screen, "O P E N");
    screen_type(&screen, "\177\r");
    screen_must_show(&screen, "O P E N");
    assert_int_equal(stay_of("#6").tender_count, 0);
}

static void test_a_code_comes_before_the_payment(void **state)
{
    (void)state;
    screen_type(&screen, "ab12cd\rv");
    screen_must_show(&screen, "It is paid already: a code comes before the payment.");
    screen_type(&screen, "\033");
    screen_type(&screen, "old1\rv");
    screen_must_show(&screen, "has expired");
}

static void test_a_code_is_scanned(void **state)
{
    (void)state;
    set("scan.prefix", "~");
    screen_settle(&screen);
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "20c~FILM2\r"); /* money in hand: it is applied all the same */
    screen_must_show(&screen, "FILM2 takes off 2.00");
    screen_must_show(&screen, "Change");
    screen_type(&screen, "~FILM3\r");
    screen_must_show(&screen, "There is no validation FILM3");
    screen_type(&screen, "v");
    screen_type(&screen, "fi");
    screen_type(&screen, "~FILM-ALL\t"); /* into the prompt as well */
    screen_must_show(&screen, "give all the 20.00 back");
}

static void test_sponsors_codes_may_begin_alike(void **state)
{
    (void)state;
    set("scan.prefix", "FILM");
    screen_settle(&screen);
    screen_type(&screen, "ab12gh\r");
    screen_type(&screen, "FILM2\r");
    screen_must_show(&screen, "FILM2 takes off 2.00");
}

static void test_behind_the_prefix_stands_what_an_entry_takes(void **state)
{
    struct pk_ticket ticket = screen_ticket(&screen, "AB12GH");
    char scan[PK_UUID_SIZE + 8] = "~";

    (void)state;
    set("scan.prefix", "~");
    screen_settle(&screen);
    pk_uuid_printed(scan + 1, ticket.ticket_id);
    strcat(scan, "\r");
    screen_type(&screen, scan);
    screen_must_show(&screen, "Pay  #6");
    screen_type(&screen, "\033");
    screen_type(&screen, "~#6\r");
    screen_must_show(&screen, "Pay  #6");
    screen_type(&screen, "2c");
    screen_type(&screen, scan); /* a ticket is no code: it waits */
    screen_must_show(&screen, "The next ticket waits");
}

/* ---- agreed prices ---- */

static void must_be_by(const char *kind, const char *who, const char *approver);

static void test_a_price_is_agreed(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\ra");
    screen_must_show(&screen, "The stay costs 6.00 by the tariff.");
    screen_type(&screen, "4.50\r");
    screen_must_show(&screen, "This needs a reason.");
    screen_type(&screen, "\tno light on the roof\r");
    screen_must_show(&screen, "Agreed.");
    screen_must_show(&screen, "agreed price");
    screen_must_show(&screen, "-1.50");
    screen_must_be(&screen, "pay-agreed");
    screen_type(&screen, "10c");
    screen_must_show(&screen, "Change");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "O P E N");
    screen_must_show(&screen, "4.50 in cash");
    struct stay stay = stay_of("#6");
    assert_int_equal(stay.ticket.paid, 450);
    assert_int_equal(stay.quote.waived, 150);
    must_be_by("override", "", "");
}

static void test_an_agreed_price_by_card(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\ra");
    screen_type(&screen, "4\tno light\r");
    screen_type(&screen, "k");
    screen_must_show(&screen, "The card was charged 4.00");
    screen_must_show(&screen, "0.00 due, as agreed");
    screen_must_show(&screen, "Covered: Enter finishes");
    screen_type(&screen, "\r");
    screen_must_show(&screen, "O P E N");
    struct stay stay = stay_of("#6");
    assert_int_equal(stay.ticket.paid, 400);
    assert_int_equal(stay.quote.waived, 200);
}

static void test_the_tariffs_price_again(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\ra");
    screen_type(&screen, "7\ttoo much\r");
    screen_must_show(&screen, "between nothing and the tariff's price");
    screen_type(&screen, "\033[Z\0254\r");
    screen_must_show(&screen, "Agreed.");
    screen_type(&screen, "a");
    screen_must_show(&screen, "too much"); /* to be mended */
    screen_type(&screen, "\025\r");
    screen_must_show(&screen, "The price is the tariff's again.");
    screen_must_not_show(&screen, "agreed price:");
    screen_type(&screen, "c\r");
    assert_int_equal(stay_of("#6").ticket.paid, 600);
}

struct last {
    struct pk_entry entry;
    const char *kind;
};

static bool keep(const struct pk_entry *entry, void *context)
{
    struct last *last = context;

    if (strcmp(entry->kind, last->kind) == 0)
        last->entry = *entry;
    return true;
}

/* Who did the newest act of KIND, and who approved it. */
static void must_be_by(const char *kind, const char *who, const char *approver)
{
    struct last last = {.kind = kind};

    must(pk_journal_each(screen.t.lot, 0, NULL, keep, &last));
    assert_string_equal(last.entry.kind, kind);
    assert_string_equal(last.entry.who, who);
    assert_string_equal(last.entry.approver, approver);
}

static void test_a_second_person_agrees(void **state)
{
    (void)state;
    open_shift("Ana", "exit-1");
    screen_type(&screen, "ab12gh\ra");
    screen_type(&screen, "4\tno light\r");
    screen_must_show(&screen, "Approve");
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    screen_must_show(&screen, "Agreed.");
    screen_type(&screen, "c\r");
    screen_must_show(&screen, "O P E N");
    must_be_by("override", "Ana", "Max");
    assert_int_equal(stay_of("#6").ticket.paid, 400);
}

/* An approval is for one act: another one in between takes it away, and that is told. */
static void test_an_approval_that_was_used_for_something_else(void **state)
{
    struct pk_act other = people_act(&screen.t, "Ana");

    (void)state;
    open_shift("Ana", "exit-1");
    screen_type(&screen, "ab12gh\ra");
    screen_type(&screen, "4\tno light\r");
    screen_type(&screen, "max\t" PEOPLE_PIN "\r");
    must(pk_approve(&other, screen.t.lot, "Max", PEOPLE_PIN));
    screen_type(&screen, "c\r");
    screen_must_not_show(&screen, "O P E N");
    screen_must_show(&screen, "override");
    screen_must_not_show(&screen, "agreed price: no light");
    screen_must_show(&screen, "Still to take"); /* the tariff's again */
    assert_int_equal(stay_of("#6").tender_count, 0);
}

/* ---- the drawer ---- */

static void test_without_a_shift_pay_says_so_at_once(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_must_show(&screen, "No shift is open: /s opens one for cash. A card needs none.");
    screen_must_be(&screen, "pay-no-shift");
    screen_type(&screen, "c");
    screen_must_not_show(&screen, "Covered");
    screen_type(&screen, "\033");
    open_shift("Ana", "desk-1");
    screen_type(&screen, "ab12gh\r");
    screen_must_show(&screen, "Your drawer is at desk-1");
    screen_type(&screen, "k"); /* a card needs no drawer */
    screen_must_show(&screen, "The card was charged 6.00");
}

static void test_a_shift_that_is_opened_meanwhile(void **state)
{
    (void)state;
    screen_type(&screen, "ab12gh\r");
    screen_must_show(&screen, "No shift is open");
    open_shift("Ana", "exit-1");
    screen_settle(&screen);
    screen_type(&screen, "c\r");
    screen_must_show(&screen, "O P E N");
}

#define LESS(name)  cmocka_unit_test_setup_teardown(name, open_screen, close_screen)
#define STAFF(name) cmocka_unit_test_setup_teardown(name, open_with_staff, close_screen)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LESS(test_a_code_is_asked_for),
        LESS(test_a_number_before_the_key_is_the_code),
        LESS(test_a_code_for_all_lets_it_go),
        LESS(test_a_code_with_money_in_hand),
        LESS(test_a_code_comes_before_the_payment),
        LESS(test_a_code_is_scanned),
        LESS(test_sponsors_codes_may_begin_alike),
        LESS(test_behind_the_prefix_stands_what_an_entry_takes),
        LESS(test_a_price_is_agreed),
        LESS(test_an_agreed_price_by_card),
        LESS(test_the_tariffs_price_again),
        STAFF(test_a_second_person_agrees),
        STAFF(test_an_approval_that_was_used_for_something_else),
        STAFF(test_without_a_shift_pay_says_so_at_once),
        STAFF(test_a_shift_that_is_opened_meanwhile),
    };

    return cmocka_run_group_tests_name("less", tests, NULL, NULL);
}
