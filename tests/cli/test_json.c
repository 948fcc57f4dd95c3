/*
 * Records as JSON: the keys of the contract are there, what is absent is null.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "parkade/json.h"

/* 2026-01-05T10:00:00Z */
enum { MOMENT = 1767607200 };

static void has_keys(const json_t *record, const char *const keys[])
{
    assert_non_null(record);
    for (size_t i = 0; keys[i]; i++)
        if (!json_object_get(record, keys[i]))
            fail_msg("the key %s is missing", keys[i]);
}

static const char *text(const json_t *record, const char *key)
{
    const char *value = json_string_value(json_object_get(record, key));
    return value ? value : "(not a string)";
}

static bool is_null(const json_t *record, const char *key)
{
    return json_is_null(json_object_get(record, key));
}

static json_int_t number(const json_t *record, const char *key)
{
    assert_true(json_is_integer(json_object_get(record, key)));
    return json_integer_value(json_object_get(record, key));
}

static struct pk_ticket open_ticket(void)
{
    return (struct pk_ticket){.ticket_id = "0190b2f0-0000-7000-8000-000000000001",
                              .ticket_no = 7,
                              .vehicle_id = 3,
                              .registration_number = "AB12CD",
                              .registration_typed = "ab-12 cd",
                              .spot_id = 2,
                              .spot = "A02",
                              .entry_time = MOMENT,
                              .exit_time = PK_NONE,
                              .expires_at = MOMENT + 60,
                              .state = PK_PARKED,
                              .found_by = -1};
}

static void ticket(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "ticket_id",  "ticket_no", "vehicle_id", "registration_number",
        "spot_id",    "spot",      "entry_time", "exit_time",
        "expires_at", "is_paid",   "state",      NULL};
    struct pk_ticket in = open_ticket();
    json_t *out = pk_json_ticket(&in, "EUR");
    has_keys(out, keys);
    assert_string_equal(text(out, "registration_number"), "AB12CD");
    assert_string_equal(text(out, "entry_time"), "2026-01-05T10:00:00Z");
    assert_string_equal(text(out, "state"), "parked");
    assert_string_equal(text(out, "currency"), "EUR");
    assert_true(json_is_false(json_object_get(out, "is_paid")));
    assert_true(is_null(out, "exit_time"));
    assert_true(is_null(out, "found_by"));
    assert_true(is_null(out, "replaces"));
    json_decref(out);
}

static void ended_and_blanked_ticket(void **state)
{
    (void)state;
    struct pk_ticket in = open_ticket();
    in.exit_time = MOMENT + 30;
    in.found_by = PK_FOUND_BY_PLATE;
    in.registration_number[0] = '\0';
    json_t *out = pk_json_ticket(&in, "EUR");
    assert_string_equal(text(out, "exit_time"), "2026-01-05T10:00:30Z");
    assert_string_equal(text(out, "found_by"), "plate");
    assert_true(is_null(out, "registration_number"));
    json_decref(out);
}

/* An old row may hold bytes that are no UTF-8: the record must still be told. */
static void text_that_is_not_utf8(void **state)
{
    (void)state;
    struct pk_ticket in = open_ticket();
    memcpy(in.reason, "oil \xff", sizeof "oil \xff");
    json_t *out = pk_json_ticket(&in, "EUR");
    assert_string_equal(text(out, "reason"), "oil ?");
    json_decref(out);
}

static void quote(void **state)
{
    (void)state;
    static const char *const keys[] = {"ticket_id", "at",  "currency", "lines",    "total",
                                       "paid",      "due", "rises_at", "falls_at", NULL};
    static const char *const line_keys[] = {"what", "from", "to", "units", "amount", NULL};
    struct pk_quote in = {
        .at = MOMENT,
        .price = {.currency = "EUR",
                  .total = 400,
                  .rises_at = MOMENT + 1,
                  .falls_at = PK_NONE,
                  .line_count = 2,
                  .lines = {{.what = "hours", .from = MOMENT, .to = PK_NONE, .amount = 600},
                            {.what = "cap", .from = PK_NONE, .to = PK_NONE, .amount = -200}}},
        .paid = 100,
        .due = 300};
    json_t *out = pk_json_quote(&in);
    has_keys(out, keys);
    assert_int_equal(number(out, "total"), 400);
    assert_int_equal(number(out, "due"), 300);
    assert_string_equal(text(out, "rises_at"), "2026-01-05T10:00:01Z");
    assert_true(is_null(out, "falls_at"));
    json_t *lines = json_object_get(out, "lines");
    assert_int_equal(json_array_size(lines), 2);
    has_keys(json_array_get(lines, 0), line_keys);
    assert_int_equal(number(json_array_get(lines, 1), "amount"), -200);
    json_decref(out);

    static const char *const price_keys[] = {"amount",   "currency", "lines",
                                             "rises_at", "falls_at", NULL};
    out = pk_json_price(&in.price);
    has_keys(out, price_keys);
    assert_int_equal(number(out, "amount"), 400);
    json_decref(out);
}

static void tender(void **state)
{
    (void)state;
    static const char *const keys[] = {"payment_id", "ticket_id", "currency",     "amount",
                                       "tendered",   "change",    "payment_time", "is_paid",
                                       "expires_at", NULL};
    struct pk_tender in = {.currency = "EUR",
                           .amount = 400,
                           .tendered = 2000,
                           .change = 1600,
                           .payment_time = MOMENT,
                           .is_paid = true,
                           .expires_at = MOMENT + 900};
    json_t *out = pk_json_tender(&in);
    has_keys(out, keys);
    assert_int_equal(number(out, "change"), 1600);
    assert_true(json_is_true(json_object_get(out, "is_paid")));
    assert_string_equal(text(out, "method"), "cash");
    json_decref(out);
}

static void availability(void **state)
{
    (void)state;
    static const char *const counts[] = {"total", "free", "occupied", "out_of_service", NULL};
    static const char *const keys[] = {"is_available", "state", "by_kind", "by_level", NULL};
    static const char *const kinds[] = {"standard",   "compact",  "accessible", "ev",
                                        "motorcycle", "oversize", NULL};
    struct pk_availability in = {
        .state = "open",
        .is_available = true,
        .all = {.total = 4, .free = 2, .occupied = 1, .out_of_service = 1},
        .level_count = 1,
        .by_level = {{.level = "Ground", .counts = {.total = 4, .free = 2}}}};
    json_t *out = pk_json_availability(&in);
    has_keys(out, keys);
    has_keys(out, counts);
    has_keys(json_object_get(out, "by_kind"), kinds);
    json_t *ground = json_object_get(json_object_get(out, "by_level"), "Ground");
    has_keys(ground, counts);
    assert_int_equal(number(ground, "free"), 2);
    json_decref(out);
}

static void spot(void **state)
{
    (void)state;
    struct pk_spot in = {.label = "A01", .level = "G", .in_service = true, .is_available = true};
    json_t *out = pk_json_spot(&in);
    assert_true(is_null(out, "ticket_no"));
    assert_true(is_null(out, "entry_time"));
    assert_true(is_null(out, "state"));
    assert_true(is_null(out, "zone"));
    assert_true(json_is_true(json_object_get(out, "is_available")));
    json_decref(out);
    in.ticket_no = 9;
    in.entry_time = MOMENT;
    in.state = PK_OVERSTAYED;
    out = pk_json_spot(&in);
    assert_int_equal(number(out, "ticket_no"), 9);
    assert_string_equal(text(out, "state"), "overstayed");
    json_decref(out);
}

static void entry(void **state)
{
    (void)state;
    struct pk_entry in = {.seq = 1, .kind = "park", .amount = PK_NONE, .detail = "{\"a\":1}"};
    json_t *out = pk_json_entry(&in, "EUR");
    assert_int_equal(number(json_object_get(out, "detail"), "a"), 1);
    assert_true(is_null(out, "amount"));
    assert_true(is_null(out, "who"));
    json_decref(out);
    in.detail[0] = '\0'; /* blanked */
    in.amount = 0;
    out = pk_json_entry(&in, "EUR");
    assert_true(is_null(out, "detail"));
    assert_int_equal(number(out, "amount"), 0);
    json_decref(out);
    memcpy(in.detail, "{broken", sizeof "{broken");
    out = pk_json_entry(&in, "EUR");
    assert_string_equal(text(out, "detail"), "{broken");
    json_decref(out);
}

static void error(void **state)
{
    (void)state;
    struct pk_error in = {.status = PK_PAYMENT_REQUIRED,
                          .message = "4.00 EUR are due.",
                          .due = 400,
                          .entry_time = PK_NONE,
                          .exit_time = PK_NONE,
                          .expires_at = PK_NONE};
    json_t *whole = pk_json_error(&in, "EUR");
    json_t *out = json_object_get(whole, "error");
    assert_string_equal(text(out, "code"), "payment_required");
    assert_string_equal(text(out, "message"), "4.00 EUR are due.");
    assert_string_equal(text(out, "currency"), "EUR");
    assert_int_equal(number(out, "due"), 400);
    assert_null(json_object_get(out, "spot"));
    assert_null(json_object_get(out, "exit_time"));
    assert_null(json_object_get(out, "expires_at"));
    json_decref(whole);

    in = (struct pk_error){.status = PK_TICKET_CLOSED,
                           .due = PK_NONE,
                           .entry_time = PK_NONE,
                           .exit_time = MOMENT,
                           .expires_at = MOMENT + 60,
                           .spot = "A01",
                           .station = "exit-1"};
    whole = pk_json_error(&in, NULL);
    out = json_object_get(whole, "error");
    assert_null(json_object_get(out, "due"));
    assert_string_equal(text(out, "exit_time"), "2026-01-05T10:00:00Z");
    assert_string_equal(text(out, "expires_at"), "2026-01-05T10:01:00Z");
    assert_string_equal(text(out, "spot"), "A01");
    assert_string_equal(text(out, "station"), "exit-1");
    json_decref(whole);
}

static void day(void **state)
{
    (void)state;
    struct pk_day in = {.date = "2026-01-05", .taken = 700, .tenders = 2};
    in.by_method[PK_CASH] = 300;
    in.by_method[PK_CARD] = 400;
    json_t *out = pk_json_day(&in, "EUR");
    assert_int_equal(number(json_object_get(out, "by_method"), "card"), 400);
    assert_int_equal(number(out, "taken"), 700);
    assert_true(is_null(out, "first_no"));
    json_decref(out);
}

static void check(void **state)
{
    (void)state;
    struct pk_check in = {.count = 100, .sqlite_version = "3.40.1"};
    memcpy(in.findings[0].rule, "availability", sizeof "availability");
    json_t *out = pk_json_check(&in);
    assert_int_equal(number(out, "finding_count"), 100);
    json_t *findings = json_object_get(out, "findings");
    assert_int_equal(json_array_size(findings), PK_FINDINGS_MAX);
    assert_string_equal(text(json_array_get(findings, 0), "rule"), "availability");
    json_decref(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticket),
        cmocka_unit_test(ended_and_blanked_ticket),
        cmocka_unit_test(text_that_is_not_utf8),
        cmocka_unit_test(quote),
        cmocka_unit_test(tender),
        cmocka_unit_test(availability),
        cmocka_unit_test(spot),
        cmocka_unit_test(entry),
        cmocka_unit_test(error),
        cmocka_unit_test(day),
        cmocka_unit_test(check),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL) != 0;
}
