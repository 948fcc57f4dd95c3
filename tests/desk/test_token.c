/*
 * Tokens: made once, shown once, kept as hashes; what one may do, and that it ends.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../support/lot.h"
#include "../support/people.h"
#include "../support/scratch.h"
#include "parkade/payment.h"
#include "parkade/spot.h"
#include "parkade/staff.h"
#include "parkade/text.h"
#include "parkade/ticket.h"
#include "parkade/token.h"
#include "parkade/uuid.h"

static struct test_lot t;
static struct pk_token token;
static char secret[PK_SECRET_SIZE];

static int open_lot(void **state)
{
    (void)state;
    test_lot_open(&t, 3, "EUR");
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    test_lot_close(&t);
    return 0;
}

static void make(const char *name, unsigned scopes)
{
    assert_int_equal(pk_token_add(&token, secret, t.lot, &t.act, name, scopes), PK_OK);
}

static struct pk_act machine(void)
{
    struct pk_act act = {0};

    pk_copy(act.who, sizeof act.who, token.name);
    pk_copy(act.station, sizeof act.station, token.name);
    return act;
}

static enum pk_status park(const char *plate, struct pk_ticket *out)
{
    struct pk_act act = machine();
    struct pk_park how = {.registration = plate, .entered = PK_NONE};

    return pk_park(out, t.lot, &act, &how);
}

static void test_scopes_as_text(void **state)
{
    unsigned scopes = 0;
    char text[PK_SCOPES_SIZE];

    (void)state;
    assert_true(pk_scopes_from_text(&scopes, "look,park"));
    assert_int_equal(scopes, PK_SCOPE_LOOK | PK_SCOPE_PARK);
    pk_scopes_text(text, PK_SCOPE_PARK | PK_SCOPE_RETRIEVE | PK_SCOPE_PAY | PK_SCOPE_LOOK);
    assert_string_equal(text, "park,retrieve,pay,look");
    static const char *const BAD[] = {"", "park,", ",park", "par", "parks", "park look", "all"};
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_false(pk_scopes_from_text(&scopes, BAD[i]));
}

static void test_a_secret_is_shown_once_and_not_kept(void **state)
{
    char again[PK_SECRET_SIZE], sql[160];

    (void)state;
    pk_uuid_make(t.act.request_id, t.now);
    make("gate-1", PK_SCOPE_PARK);
    assert_true(strlen(secret) >= 40);
    assert_int_equal(strncmp(secret, "pk_", 3), 0);
    assert_int_equal(pk_token_add(&token, again, t.lot, &t.act, "gate-1", PK_SCOPE_PARK), PK_OK);
    assert_string_equal(again, ""); /* the same request: the same answer, without it */
    snprintf(sql, sizeof sql, "SELECT count(*) FROM request WHERE answer LIKE '%%%s%%'", secret);
    assert_int_equal(outside_number(t.path, sql), 0);
    snprintf(sql, sizeof sql, "SELECT count(*) FROM journal_detail WHERE detail LIKE '%%%s%%'",
             secret);
    assert_int_equal(outside_number(t.path, sql), 0);
    snprintf(sql, sizeof sql, "SELECT count(*) FROM token WHERE instr(hash, '%s')", secret);
    assert_int_equal(outside_number(t.path, sql), 0);
}

static void test_names_are_used_once(void **state)
{
    struct pk_staff max;

    (void)state;
    make("gate-1", PK_SCOPE_PARK);
    assert_int_equal(pk_token_add(&token, secret, t.lot, &t.act, "GATE-1", PK_SCOPE_PARK),
                     PK_USAGE);
    assert_int_equal(pk_token_revoke(&token, t.lot, &t.act, "gate-1"), PK_OK);
    assert_int_equal(pk_token_revoke(&token, t.lot, &t.act, "gate-1"), PK_USAGE);
    assert_int_equal(pk_token_revoke(&token, t.lot, &t.act, "nobody"), PK_USAGE);
    assert_int_equal(pk_token_add(&token, secret, t.lot, &t.act, "gate-1", PK_SCOPE_PARK),
                     PK_USAGE);
    assert_int_equal(pk_staff_add(&max, t.lot, &t.act, "gate-1", PK_MANAGER, PEOPLE_PIN), PK_USAGE);
    assert_int_equal(pk_staff_add(&max, t.lot, &t.act, "Max", PK_MANAGER, PEOPLE_PIN), PK_OK);
    pk_copy(t.act.who, sizeof t.act.who, "Max");
    assert_int_equal(pk_sign_in(&max, t.lot, "Max", PEOPLE_PIN, t.act.station), PK_OK);
    assert_int_equal(pk_token_add(&token, secret, t.lot, &t.act, "max", PK_SCOPE_PARK), PK_USAGE);
    assert_int_equal(pk_token_add(&token, secret, t.lot, &t.act, "", PK_SCOPE_PARK), PK_USAGE);
    assert_int_equal(pk_token_add(&token, secret, t.lot, &t.act, "gate-2", 0), PK_USAGE);
}

static void test_tokens_are_a_managers(void **state)
{
    (void)state;
    people_hire(&t, "Max", PK_MANAGER);
    people_hire(&t, "Ana", PK_ATTENDANT);
    pk_copy(t.act.who, sizeof t.act.who, "Ana");
    assert_int_equal(pk_token_add(&token, secret, t.lot, &t.act, "gate-1", PK_SCOPE_PARK),
                     PK_NOT_PERMITTED);
    pk_copy(t.act.who, sizeof t.act.who, "Max");
    make("gate-1", PK_SCOPE_PARK);
    assert_string_equal(token.created_by, "Max");
}

static void test_a_machine_does_what_its_scopes_say(void **state)
{
    struct pk_ticket ticket;
    struct pk_spot spot;
    struct pk_act act;

    (void)state;
    people_hire(&t, "Max", PK_MANAGER);
    pk_copy(t.act.who, sizeof t.act.who, "Max");
    make("gate-1", PK_SCOPE_PARK);
    assert_int_equal(park("A 1", &ticket), PK_SIGN_IN_REQUIRED); /* it has not entered */
    assert_int_equal(pk_token_enter(&token, t.lot, secret), PK_OK);
    assert_int_equal(park("A 1", &ticket), PK_OK);
    act = machine();
    assert_int_equal(pk_retrieve(&ticket, t.lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN),
                     PK_NOT_PERMITTED);
    assert_int_equal(pk_spot_close(&spot, t.lot, &act, "A02", "why"), PK_NOT_PERMITTED);
    assert_int_equal(pk_void(&ticket, t.lot, &act, ticket.ticket_id, "why"), PK_NOT_PERMITTED);
    assert_int_equal(pk_token_revoke(&token, t.lot, &t.act, "gate-1"), PK_OK);
    assert_int_equal(park("B 1", &ticket), PK_SIGN_IN_REQUIRED);
    assert_int_equal(pk_token_enter(&token, t.lot, secret), PK_SIGN_IN_REQUIRED);
}

static void test_wrong_secrets_open_nothing(void **state)
{
    static const char *const BAD[] = {"", "pk_", "pk_AAAA", "gate-1"};

    (void)state;
    make("gate-1", PK_SCOPE_PARK);
    assert_int_equal(pk_token_enter(&token, t.lot, secret), PK_OK);
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_int_equal(pk_token_enter(&token, t.lot, BAD[i]), PK_SIGN_IN_REQUIRED);
    secret[strlen(secret) - 1] ^= 1;
    assert_int_equal(pk_token_enter(&token, t.lot, secret), PK_SIGN_IN_REQUIRED);
}

/* Cash is in a drawer that somebody counts: a machine has none. */
static void test_where_there_is_staff_a_machine_takes_no_cash(void **state)
{
    struct pk_ticket ticket;
    struct pk_tender tender;
    struct pk_act act;

    (void)state;
    people_hire(&t, "Max", PK_MANAGER);
    pk_copy(t.act.who, sizeof t.act.who, "Max");
    make("pay-1", PK_SCOPE_PARK | PK_SCOPE_PAY);
    assert_int_equal(pk_token_enter(&token, t.lot, secret), PK_OK);
    assert_int_equal(park("A 1", &ticket), PK_OK);
    t.now += 5 * 3600;
    struct pk_pay pay = {
        .ticket_id = ticket.ticket_id,
        .tender_count = 1,
        .tenders = {{.method = PK_CASH, .amount = PK_NONE, .tendered = PK_NONE}},
        .quoted_at = PK_NONE,
        .override_price = PK_NONE,
    };
    act = machine();
    assert_int_equal(pk_pay(&tender, NULL, t.lot, &act, &pay), PK_SHIFT_REQUIRED);
}

#define TOKEN(name) cmocka_unit_test_setup_teardown(name, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scopes_as_text),
        TOKEN(test_a_secret_is_shown_once_and_not_kept),
        TOKEN(test_names_are_used_once),
        TOKEN(test_tokens_are_a_managers),
        TOKEN(test_a_machine_does_what_its_scopes_say),
        TOKEN(test_wrong_secrets_open_nothing),
        TOKEN(test_where_there_is_staff_a_machine_takes_no_cash),
    };

    return cmocka_run_group_tests_name("token", tests, NULL, NULL);
}
