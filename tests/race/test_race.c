/*
 * Real processes after the same thing at the same moment: one gets it, each of the others is told
 * what happened, and an outsider counts the rows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/crowd.h"

static struct stays s;
static struct pk_ticket ticket; /* parked 90 minutes ago: 4.00 are due */
static struct told told[CROWD_MAX];
static struct pk_act common; /* one request for all */
static struct pk_card_attempt attempt;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 40);
    ticket = stay_park(&s, "READY");
    s.t.now += 90 * MINUTE;
    common = stay_act(&s);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static struct pk_act act_of(int number)
{
    struct pk_act act = {.station = ""};
    snprintf(act.station, sizeof act.station, "desk-%d", number);
    return act;
}

/* One was told OK, all others STATUS; returns who it was. */
static int one_of(int count, enum pk_status status)
{
    if (crowd_count(told, count, PK_OK) != 1 || crowd_count(told, count, status) != count - 1)
        for (int i = 0; i < count; i++)
            print_error("%d: %s: %s\n", i, pk_status_code(told[i].status), told[i].error.message);
    assert_int_equal(crowd_count(told, count, PK_OK), 1);
    assert_int_equal(crowd_count(told, count, status), count - 1);
    int winner = 0;
    while (told[winner].status != PK_OK)
        winner++;
    return winner;
}

/* All were told the same, byte for byte. */
static void all_equal(int count)
{
    assert_int_equal(crowd_count(told, count, PK_OK), count);
    for (int i = 1; i < count; i++) {
        assert_string_equal(told[i].ticket.ticket_id, told[0].ticket.ticket_id);
        assert_int_equal(told[i].ticket.ticket_no, told[0].ticket.ticket_no);
        assert_string_equal(told[i].ticket.spot, told[0].ticket.spot);
        assert_string_equal(told[i].tender.payment_id, told[0].tender.payment_id);
        assert_int_equal(told[i].tender.amount, told[0].tender.amount);
        assert_int_equal(told[i].tender.change, told[0].tender.change);
        assert_int_equal(told[i].tender.receipt_no, told[0].tender.receipt_no);
        assert_int_equal(told[i].tender.expires_at, told[0].tender.expires_at);
    }
}

/* ---- parking ---- */

static void park(struct told *out, struct pk_lot *lot, const struct pk_act *act,
                 const struct pk_park *how)
{
    out->status = pk_park(&out->ticket, lot, act, how);
}

static void park_same_plate(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    struct pk_park how = stay_how("same 1");
    park(out, lot, &act, &how);
}

static void park_own_plate(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    char plate[16];
    snprintf(plate, sizeof plate, "P%d", number);
    struct pk_park how = stay_how(plate);
    park(out, lot, &act, &how);
}

static void park_same_spot(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    char plate[16];
    snprintf(plate, sizeof plate, "P%d", number);
    struct pk_park how = stay_how(plate);
    how.spot = "B05";
    park(out, lot, &act, &how);
}

static void park_same_request(struct told *out, struct pk_lot *lot, int number)
{
    (void)number;
    struct pk_park how = stay_how("same 1");
    park(out, lot, &common, &how);
}

static void the_same_plate(void **state)
{
    (void)state;
    crowd_run(told, &s, 16, park_same_plate);
    int winner = one_of(16, PK_ALREADY_PARKED);
    for (int i = 0; i < 16; i++) {
        if (i == winner)
            continue;
        assert_string_equal(told[i].error.ticket_id, told[winner].ticket.ticket_id);
        assert_string_equal(told[i].error.spot, told[winner].ticket.spot);
    }
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM parking_ticket t JOIN vehicle v "
                                    "USING (vehicle_id) WHERE v.registration_number = 'SAME1'"),
                     1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'park'"), 2);
}

static void one_request_parks_once(void **state)
{
    (void)state;
    crowd_run(told, &s, 16, park_same_request);
    all_equal(16);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM parking_ticket"), 2);
}

static void the_last_spot(void **state)
{
    (void)state;
    stay_close(&s);
    stay_open(&s, 1);
    crowd_run(told, &s, 32, park_own_plate);
    one_of(32, PK_LOT_FULL);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM parking_ticket"), 1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM vehicle"), 1);
    assert_int_equal(stay_count(&s, "SELECT value FROM counter WHERE name = 'ticket_no'"), 1);
}

static void as_many_as_there_are_spots(void **state)
{
    (void)state;
    stay_close(&s);
    stay_open(&s, 20);
    crowd_run(told, &s, 32, park_own_plate);
    assert_int_equal(crowd_count(told, 32, PK_OK), 20);
    assert_int_equal(crowd_count(told, 32, PK_LOT_FULL), 12);
    assert_int_equal(stay_count(&s, "SELECT count(DISTINCT spot_id) FROM parking_ticket"), 20);
    assert_int_equal(stay_count(&s, "SELECT max(ticket_no) FROM parking_ticket"), 20);
    assert_int_equal(stay_count(&s, "SELECT free FROM spot_count"), 0);
}

static void the_same_wanted_spot(void **state)
{
    (void)state;
    crowd_run(told, &s, 32, park_same_spot);
    int winner = one_of(32, PK_SPOT_TAKEN);
    assert_string_equal(told[winner].ticket.spot, "B05");
    for (int i = 0; i < 32; i++) {
        if (i == winner)
            continue;
        assert_string_equal(told[i].error.spot, "B05");
        assert_int_equal(told[i].error.ticket_no, told[winner].ticket.ticket_no);
        assert_int_equal(told[i].error.entry_time, s.t.now);
        assert_string_equal(told[i].error.station, act_of(winner).station);
        assert_string_equal(told[i].error.offer, "A02");
    }
}

/* ---- paying ---- */

static void cash(struct told *out, struct pk_lot *lot, const struct pk_act *act)
{
    struct pk_pay how = stay_cash(&ticket, PK_NONE, 500);
    out->status = pk_pay(&out->tender, NULL, lot, act, &how);
}

static void pay_cash(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    cash(out, lot, &act);
}

static void pay_cash_same_request(struct told *out, struct pk_lot *lot, int number)
{
    (void)number;
    cash(out, lot, &common);
}

static void card(struct told *out, struct pk_lot *lot, const struct pk_act *act)
{
    struct pk_card_terminal terminal;
    pk_card_simulator(&terminal, "approve");
    out->status =
        pk_pay_card(&out->tender, lot, act, &terminal, ticket.ticket_id, PK_NONE, PK_NONE);
}

static void pay_card(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    card(out, lot, &act);
}

static void pay_card_same_request(struct told *out, struct pk_lot *lot, int number)
{
    (void)number;
    card(out, lot, &common);
}

static void paid_once(enum pk_method method)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM tender WHERE method = '%s' AND amount = 400",
             pk_method_name(method));
    assert_int_equal(stay_count(&s, sql), 1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM tender"), 1);
    assert_int_equal(stay_count(&s, "SELECT amount FROM payment"), 400);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'pay'"), 1);
}

static void cash_from_everybody(void **state)
{
    (void)state;
    crowd_run(told, &s, 8, pay_cash);
    one_of(8, PK_ALREADY_PAID);
    paid_once(PK_CASH);
}

static void cash_for_one_request(void **state)
{
    (void)state;
    crowd_run(told, &s, 8, pay_cash_same_request);
    all_equal(8);
    assert_int_equal(told[0].tender.change, 100);
    paid_once(PK_CASH);
}

/* Who comes while the first one's terminal is asked is told so; who comes later, that it is paid.
 */
static void cards_from_everybody(void **state)
{
    (void)state;
    crowd_run(told, &s, 8, pay_card);
    assert_int_equal(crowd_count(told, 8, PK_OK), 1);
    assert_int_equal(
        crowd_count(told, 8, PK_ALREADY_PAID) + crowd_count(told, 8, PK_PAYMENT_REQUIRED), 7);
    for (int i = 0; i < 8; i++)
        if (told[i].status == PK_PAYMENT_REQUIRED)
            assert_non_null(strstr(told[i].error.message, "card payment is under way"));
    paid_once(PK_CARD);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM card_attempt"), 1);
}

static void a_card_for_one_request(void **state)
{
    (void)state;
    crowd_run(told, &s, 8, pay_card_same_request);
    all_equal(8);
    paid_once(PK_CARD);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM card_attempt"), 1);
}

/* Half in cash, half by card: one of them all. */
static void pay_either(struct told *out, struct pk_lot *lot, int number)
{
    if (number % 2)
        pay_cash(out, lot, number);
    else
        pay_card(out, lot, number);
}

static void cash_against_cards(void **state)
{
    (void)state;
    crowd_run(told, &s, 16, pay_either);
    assert_int_equal(crowd_count(told, 16, PK_OK), 1);
    assert_int_equal(
        crowd_count(told, 16, PK_ALREADY_PAID) + crowd_count(told, 16, PK_PAYMENT_REQUIRED), 15);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM tender"), 1);
}

static void settle(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    out->status = pk_card_settle(&out->tender, lot, &act, attempt.attempt_id, PK_CARD_APPROVED);
}

static void one_outcome_said_by_all(void **state)
{
    (void)state;
    OK(pk_card_begin(&attempt, s.t.lot, &s.t.act, ticket.ticket_id, PK_NONE, PK_NONE));
    crowd_run(told, &s, 8, settle);
    all_equal(8);
    paid_once(PK_CARD);
}

static void refund(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    out->status = pk_refund(&out->tender, lot, &act, ticket.ticket_id, 300, PK_CASH, "overcharged");
}

static void never_more_than_was_paid(void **state)
{
    (void)state;
    stay_pay(&s, &ticket);
    crowd_run(told, &s, 8, refund);
    one_of(8, PK_AMOUNT_INVALID);
    assert_int_equal(stay_count(&s, "SELECT amount FROM payment"), 100);
}

/* ---- leaving ---- */

static void leave(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    out->status = pk_retrieve(&out->ticket, lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN);
}

static void one_exit(void **state)
{
    (void)state;
    stay_pay(&s, &ticket);
    crowd_run(told, &s, 8, leave);
    int winner = one_of(8, PK_TICKET_CLOSED);
    for (int i = 0; i < 8; i++)
        if (i != winner)
            assert_string_equal(told[i].error.station, act_of(winner).station);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'retrieve'"), 1);
    assert_int_equal(stay_count(&s, "SELECT free FROM spot_count"), 40);
}

static void replace(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    out->status = pk_replace(&out->ticket, lot, &act, ticket.ticket_id, "lost", NULL, false);
}

static void one_replacement(void **state)
{
    (void)state;
    crowd_run(told, &s, 8, replace);
    one_of(8, PK_TICKET_VOID);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM parking_ticket"), 2);
}

/* Each ends it in another way: one of them does. */
static void end_somehow(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    const char *id = ticket.ticket_id;
    if (number % 4 == 0)
        out->status = pk_void(&out->ticket, lot, &act, id, "why");
    else if (number % 4 == 1)
        out->status = pk_release(&out->ticket, lot, &act, id, "why");
    else if (number % 4 == 2)
        out->status = pk_replace(&out->ticket, lot, &act, id, "why", NULL, false);
    else
        leave(out, lot, number);
}

static void one_end(void **state)
{
    (void)state;
    ticket = stay_park(&s, "FREE"); /* nothing is due */
    crowd_run(told, &s, 16, end_somehow);
    assert_int_equal(crowd_count(told, 16, PK_OK), 1);
    assert_int_equal(
        crowd_count(told, 16, PK_TICKET_CLOSED) + crowd_count(told, 16, PK_TICKET_VOID), 15);
}

static struct pk_ticket movers[16];

static void move(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    out->status = pk_move(&out->ticket, lot, &act, movers[number].ticket_id, "B09");
}

static void one_moves_in(void **state)
{
    (void)state;
    for (int i = 0; i < 16; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "M%d", i);
        movers[i] = stay_park(&s, plate);
    }
    crowd_run(told, &s, 16, move);
    one_of(16, PK_SPOT_TAKEN);
    assert_int_equal(stay_count(&s, "SELECT occupied FROM spot_count"), 17);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_same_plate),
        TEST(one_request_parks_once),
        TEST(the_last_spot),
        TEST(as_many_as_there_are_spots),
        TEST(the_same_wanted_spot),
        TEST(cash_from_everybody),
        TEST(cash_for_one_request),
        TEST(cards_from_everybody),
        TEST(a_card_for_one_request),
        TEST(cash_against_cards),
        TEST(one_outcome_said_by_all),
        TEST(never_more_than_was_paid),
        TEST(one_exit),
        TEST(one_replacement),
        TEST(one_end),
        TEST(one_moves_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
