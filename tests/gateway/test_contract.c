/*
 * The tables of the gateway, row by row: every request, every status, every code, asked by curl.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "../support/served.h"
#include "parkade/payment.h"
#include "parkade/spot.h"
#include "parkade/text.h"
#include "parkade/uuid.h"
#include "parkade/watch.h"

static struct served served;

static int open_gate(void **state)
{
    (void)state;
    served_open(&served, 3);
    return 0;
}

static int close_gate(void **state)
{
    (void)state;
    served_close(&served);
    return 0;
}

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

static struct reply park(const char *plate)
{
    char body[128];

    snprintf(body, sizeof body, "{\"registration_number\":\"%s\"}", plate);
    return served_post(&served, "/parking", body);
}

static struct reply retrieve(const char *ticket_id)
{
    char path[96];

    snprintf(path, sizeof path, "/parking/%s", ticket_id);
    return served_get(&served, path);
}

static struct reply pay(const char *ticket_id, long amount, const char *method)
{
    char body[192];

    snprintf(body, sizeof body, "{\"ticket_id\":\"%s\",\"amount\":%ld,\"method\":\"%s\"}",
             ticket_id, amount, method);
    return served_post(&served, "/payment", body);
}

#define MUST_BE(call, status, code)                                                                \
    do {                                                                                           \
        struct reply r_ = (call);                                                                  \
        reply_must_be(&r_, status, code);                                                          \
    } while (0)

/* ---- POST /parking ---- */

static void test_parking_makes_a_ticket(void **state)
{
    struct reply reply = park("AB 12 CD");
    char path[96];

    (void)state;
    reply_must_have(&reply, 201, NULL);
    assert_string_equal(reply_value(&reply, "registration_number"), "AB12CD");
    assert_string_equal(reply_value(&reply, "state"), "parked");
    assert_string_equal(reply_value(&reply, "exit_time"), "null");
    snprintf(path, sizeof path, "/tickets/%s", reply_value(&reply, "ticket_id"));
    assert_true(reply_has_header(&reply, "Location", path));
    assert_true(reply_has_header(&reply, "Cache-Control", "no-store"));
    reply_free(&reply);
    MUST_BE(served_get(&served, path), 200, NULL);
}

static void test_parking_is_refused_by_the_rules(void **state)
{
    struct pk_spot spot;
    struct pk_watch watch;

    (void)state;
    MUST_BE(park("AB 1"), 201, NULL);
    MUST_BE(park("ab-1"), 409, "already_parked");
    MUST_BE(served_post(&served, "/parking", "{\"registration_number\":\"CD 1\",\"spot\":\"A01\"}"),
            409, "spot_taken");
    MUST_BE(served_post(&served, "/parking", "{\"registration_number\":\"CD 1\",\"spot\":\"Z9\"}"),
            404, "spot_unknown");
    must(pk_spot_close(&spot, served.t.lot, &served.t.act, "A02", "water"));
    MUST_BE(served_post(&served, "/parking", "{\"registration_number\":\"CD 1\",\"spot\":\"A02\"}"),
            422, "spot_closed");
    MUST_BE(served_post(&served, "/parking",
                        "{\"registration_number\":\"CD 1\",\"spot\":\"A03\","
                        "\"vehicle_class\":\"truck\"}"),
            422, "spot_unsuitable");
    MUST_BE(park("!!"), 422, "registration_invalid");
    must(pk_watch_add(&watch, served.t.lot, &served.t.act, "BAD 1", PK_WATCH_REFUSE, "owes"));
    MUST_BE(park("BAD 1"), 422, "registration_refused");
    MUST_BE(park("CD 1"), 201, NULL);
    MUST_BE(park("EF 1"), 409, "lot_full");
}

static void test_needs_as_a_list_or_a_word(void **state)
{
    (void)state;
    MUST_BE(
        served_post(&served, "/parking", "{\"registration_number\":\"EV 1\",\"needs\":[\"ev\"]}"),
        409, "lot_full"); /* this lot has no such spot */
    MUST_BE(served_post(&served, "/parking", "{\"registration_number\":\"EV 1\",\"needs\":\"ev\"}"),
            409, "lot_full");
    MUST_BE(served_post(&served, "/parking", "{\"registration_number\":\"EV 1\",\"needs\":[]}"),
            201, NULL);
    MUST_BE(
        served_post(&served, "/parking", "{\"registration_number\":\"X 1\",\"needs\":[\"sea\"]}"),
        400, "usage");
}

/* ---- GET /parking/{ticketId} ---- */

static void test_retrieving_ends_the_stay(void **state)
{
    struct pk_ticket ticket = served_park_before(&served, "AB 1", 0);
    struct reply reply = retrieve(ticket.ticket_id);

    (void)state;
    reply_must_have(&reply, 200, NULL);
    assert_string_equal(reply_value(&reply, "state"), "exited");
    assert_string_equal(reply_value(&reply, "found_by"), "scan");
    reply_free(&reply);
    reply = served_get(&served, "/parking/available");
    assert_string_equal(reply_value(&reply, "free"), "3");
    reply_free(&reply);
}

static void test_retrieving_is_refused_by_the_rules(void **state)
{
    struct pk_ticket owing = served_park_before(&served, "AB 1", 5);
    struct pk_ticket expired = served_park_before(&served, "CD 1", 24 * 30);
    struct pk_ticket mistake = served_park_before(&served, "EF 1", 0);
    struct reply reply = retrieve(owing.ticket_id);

    (void)state;
    reply_must_have(&reply, 402, "payment_required");
    assert_string_equal(reply_value(&reply, "due"), "1000");
    assert_string_equal(reply_value(&reply, "currency"), "EUR");
    reply_free(&reply);
    MUST_BE(retrieve(expired.ticket_id), 410, "ticket_expired");
    must(pk_void(&mistake, served.t.lot, &served.t.act, mistake.ticket_id, "typed twice"));
    MUST_BE(retrieve(mistake.ticket_id), 409, "ticket_void");
    MUST_BE(retrieve("01a21e2d-25c8-7001-818b-2b37683b0bf6"), 404, "ticket_unknown");
    MUST_BE(retrieve("AB1"), 404, "ticket_unknown"); /* a UUID, nothing else */
    MUST_BE(retrieve("1"), 404, "ticket_unknown");
}

static void test_a_lost_answer_is_given_again_to_the_same_token(void **state)
{
    struct pk_ticket ticket = served_park_before(&served, "AB 1", 0);
    char other[PK_SECRET_SIZE], header[PK_SECRET_SIZE + 32], path[96];

    (void)state;
    MUST_BE(retrieve(ticket.ticket_id), 200, NULL);
    struct reply reply = retrieve(ticket.ticket_id);
    reply_must_have(&reply, 200, NULL);
    assert_string_equal(reply_value(&reply, "replayed"), "true");
    reply_free(&reply);
    served_token(&served, other, "gate-2", PK_SCOPE_RETRIEVE);
    snprintf(header, sizeof header, "Authorization: Bearer %s", other);
    snprintf(path, sizeof path, "/parking/%s", ticket.ticket_id);
    MUST_BE(served_curl(&served, path, "-H", header, NULL), 409, "ticket_closed");
}

/* Later the ticket is used, whoever asks. */
static void test_a_used_ticket_opens_nothing_later(void **state)
{
    struct pk_ticket ticket;
    struct pk_park how = {.registration = "AB 1", .entered = PK_NONE};
    struct pk_act act = {.who = "gate-1", .station = "gate-1"};
    struct pk_token token;

    (void)state;
    served.t.now = time(NULL) - 40;
    must(pk_park(&ticket, served.t.lot, &served.t.act, &how));
    must(pk_token_enter(&token, served.t.lot, served.token));
    must(pk_retrieve(&ticket, served.t.lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
    MUST_BE(retrieve(ticket.ticket_id), 409, "ticket_closed");
}

static void test_head_and_prefetch_change_nothing(void **state)
{
    struct pk_ticket ticket = served_park_before(&served, "AB 1", 0);
    char path[96], header[PK_SECRET_SIZE + 32];

    (void)state;
    snprintf(path, sizeof path, "/parking/%s", ticket.ticket_id);
    snprintf(header, sizeof header, "Authorization: Bearer %s", served.token);
    MUST_BE(served_curl(&served, path, "-I", "-H", header, NULL), 405, NULL);
    static const char *const ANNOUNCED[] = {"Sec-Purpose: prefetch;prerender", "Purpose: prefetch",
                                            "X-Moz: prefetch"};
    for (size_t i = 0; i < sizeof ANNOUNCED / sizeof ANNOUNCED[0]; i++)
        MUST_BE(served_curl(&served, path, "-H", header, "-H", ANNOUNCED[i], NULL), 403,
                "not_permitted");
    must(pk_ticket_get(&ticket, served.t.lot, ticket.ticket_id));
    assert_int_equal(ticket.exit_time, PK_NONE);
    MUST_BE(served_curl(&served, "/parking/available", "-I", NULL), 200, NULL);
}

/* ---- POST /payment ---- */

static void test_paying_in_cash_gives_change(void **state)
{
    struct pk_ticket ticket = served_park_before(&served, "AB 1", 5);
    struct reply reply = pay(ticket.ticket_id, 2000, "cash");

    (void)state;
    reply_must_have(&reply, 201, NULL);
    assert_string_equal(reply_value(&reply, "amount"), "1000");
    assert_string_equal(reply_value(&reply, "tendered"), "2000");
    assert_string_equal(reply_value(&reply, "change"), "1000");
    assert_string_equal(reply_value(&reply, "is_paid"), "true");
    reply_free(&reply);
    MUST_BE(pay(ticket.ticket_id, 2000, "cash"), 409, "already_paid");
    MUST_BE(retrieve(ticket.ticket_id), 200, NULL);
    MUST_BE(pay(ticket.ticket_id, 2000, "cash"), 409, "ticket_closed");
}

static void test_paying_by_card_charges_just_what_is_due(void **state)
{
    struct pk_ticket ticket = served_park_before(&served, "AB 1", 5);
    struct reply reply = pay(ticket.ticket_id, 999, "card");

    (void)state;
    reply_must_have(&reply, 402, "amount_short");
    assert_string_equal(reply_value(&reply, "due"), "1000");
    reply_free(&reply);
    MUST_BE(pay(ticket.ticket_id, 1001, "card"), 422, "amount_invalid");
    reply = pay(ticket.ticket_id, 1000, "card");
    reply_must_have(&reply, 201, NULL);
    assert_string_equal(reply_value(&reply, "method"), "card");
    reply_free(&reply);
}

static void test_paying_is_refused_by_the_rules(void **state)
{
    struct pk_ticket owing = served_park_before(&served, "AB 1", 5);
    struct pk_ticket expired = served_park_before(&served, "CD 1", 24 * 30);
    struct pk_ticket fresh = served_park_before(&served, "EF 1", 0);

    (void)state;
    MUST_BE(pay(owing.ticket_id, 999, "cash"), 402, "amount_short");
    MUST_BE(pay(expired.ticket_id, 100000, "cash"), 410, "ticket_expired");
    MUST_BE(pay(fresh.ticket_id, 100, "cash"), 409, "nothing_due");
    MUST_BE(pay("01a21e2d-25c8-7001-818b-2b37683b0bf6", 100, "cash"), 404, "ticket_unknown");
    MUST_BE(pay(owing.ticket_id, 0, "cash"), 422, "amount_invalid");
    MUST_BE(pay(owing.ticket_id, -5, "cash"), 422, "amount_invalid");
    MUST_BE(pay(owing.ticket_id, 1000, "nil"), 400, "usage");
    must(pk_void(&fresh, served.t.lot, &served.t.act, fresh.ticket_id, "mistake"));
    MUST_BE(pay(fresh.ticket_id, 100, "cash"), 409, "ticket_void");
}

/* ---- looking ---- */

static void test_looking_changes_nothing(void **state)
{
    struct pk_ticket ticket = served_park_before(&served, "AB 1", 5);
    char path[96];

    (void)state;
    snprintf(path, sizeof path, "/tickets/%s", ticket.ticket_id);
    struct reply reply = served_get(&served, path);
    reply_must_have(&reply, 200, NULL);
    assert_string_equal(reply_value(&reply, "quote.due"), "1000");
    assert_string_equal(reply_value(&reply, "state"), "parked");
    reply_free(&reply);
    MUST_BE(served_get(&served, "/tickets/01a21e2d-25c8-7001-818b-2b37683b0bf6"), 404,
            "ticket_unknown");
    reply = served_get(&served, "/spots");
    reply_must_have(&reply, 200, NULL);
    assert_int_equal(json_array_size(reply.json), 3);
    assert_string_equal(reply_value(&reply, "0.registration_number"), "AB1");
    reply_free(&reply);
}

static void test_open_to_all_without_a_token(void **state)
{
    static const char *const OPEN[] = {"/parking/available", "/healthz", "/openapi.json",
                                       "/parkapi.json", "/datex2.json"};

    (void)state;
    for (size_t i = 0; i < sizeof OPEN / sizeof OPEN[0]; i++) {
        struct reply reply = served_curl(&served, OPEN[i], NULL);
        reply_must_have(&reply, 200, NULL);
        assert_non_null(reply.json);
        reply_free(&reply);
    }
}

static void test_availability_counts(void **state)
{
    (void)state;
    served_park_before(&served, "AB 1", 0);
    struct reply reply = served_curl(&served, "/parking/available", NULL);
    assert_string_equal(reply_value(&reply, "total"), "3");
    assert_string_equal(reply_value(&reply, "free"), "2");
    assert_string_equal(reply_value(&reply, "occupied"), "1");
    assert_string_equal(reply_value(&reply, "by_kind.standard.free"), "2");
    assert_string_equal(reply_value(&reply, "is_available"), "true");
    reply_free(&reply);
}

/* ---- what HTTP refuses ---- */

static void test_addresses_and_methods(void **state)
{
    (void)state;
    MUST_BE(served_get(&served, "/"), 404, "not_found");
    MUST_BE(served_get(&served, "/parking/"), 404, "not_found");
    MUST_BE(served_get(&served, "/tickets/a/b"), 404, "not_found");
    struct reply reply = served_get(&served, "/parking");
    reply_must_have(&reply, 405, "method_not_allowed");
    assert_true(reply_has_header(&reply, "Allow", "POST"));
    reply_free(&reply);
    reply = served_curl(&served, "/spots", "-X", "DELETE", NULL);
    reply_must_have(&reply, 405, "method_not_allowed");
    assert_true(reply_has_header(&reply, "Allow", "GET, HEAD"));
    reply_free(&reply);
}

#define GATE(name) cmocka_unit_test_setup_teardown(name, open_gate, close_gate)

int main(void)
{
    const struct CMUnitTest tests[] = {
        GATE(test_parking_makes_a_ticket),
        GATE(test_parking_is_refused_by_the_rules),
        GATE(test_needs_as_a_list_or_a_word),
        GATE(test_retrieving_ends_the_stay),
        GATE(test_retrieving_is_refused_by_the_rules),
        GATE(test_a_lost_answer_is_given_again_to_the_same_token),
        GATE(test_a_used_ticket_opens_nothing_later),
        GATE(test_head_and_prefetch_change_nothing),
        GATE(test_paying_in_cash_gives_change),
        GATE(test_paying_by_card_charges_just_what_is_due),
        GATE(test_paying_is_refused_by_the_rules),
        GATE(test_looking_changes_nothing),
        GATE(test_open_to_all_without_a_token),
        GATE(test_availability_counts),
        GATE(test_addresses_and_methods),
    };

    return cmocka_run_group_tests_name("gateway contract", tests, NULL, NULL);
}
