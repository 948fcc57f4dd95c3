/*
 * The contract of codes, exit statuses and HTTP statuses, word for word.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parkade/status.h"

static const struct {
    enum pk_status status;
    const char *code;
    int exit, http;
} contract[] = {
    {PK_OK, "ok", 0, 200},
    {PK_INTERNAL, "internal", 1, 500},
    {PK_READ_ONLY, "read_only", 1, 503},
    {PK_DISK_FULL, "disk_full", 1, 503},
    {PK_CORRUPT, "corrupt", 1, 503},
    {PK_NOT_A_LOT, "not_a_lot", 1, 503},
    {PK_NEWER_VERSION, "newer_version", 1, 503},
    {PK_USAGE, "usage", 2, 400},
    {PK_LOT_FULL, "lot_full", 3, 409},
    {PK_ALREADY_PARKED, "already_parked", 3, 409},
    {PK_SPOT_TAKEN, "spot_taken", 3, 409},
    {PK_ALREADY_PAID, "already_paid", 3, 409},
    {PK_NOTHING_DUE, "nothing_due", 3, 409},
    {PK_TICKET_CLOSED, "ticket_closed", 3, 409},
    {PK_TICKET_VOID, "ticket_void", 3, 409},
    {PK_PAYMENT_REQUIRED, "payment_required", 3, 402},
    {PK_AMOUNT_SHORT, "amount_short", 3, 402},
    {PK_TICKET_EXPIRED, "ticket_expired", 3, 410},
    {PK_REGISTRATION_INVALID, "registration_invalid", 3, 422},
    {PK_REGISTRATION_REFUSED, "registration_refused", 3, 422},
    {PK_SPOT_CLOSED, "spot_closed", 3, 422},
    {PK_SPOT_UNSUITABLE, "spot_unsuitable", 3, 422},
    {PK_AMOUNT_INVALID, "amount_invalid", 3, 422},
    {PK_REQUEST_REUSED, "request_reused", 3, 422},
    {PK_TARIFF_INVALID, "tariff_invalid", 3, 422},
    {PK_SIGN_IN_REQUIRED, "sign_in_required", 3, 401},
    {PK_NOT_PERMITTED, "not_permitted", 3, 403},
    {PK_SHIFT_REQUIRED, "shift_required", 3, 403},
    {PK_TICKET_UNKNOWN, "ticket_unknown", 4, 404},
    {PK_SPOT_UNKNOWN, "spot_unknown", 4, 404},
    {PK_TARIFF_UNKNOWN, "tariff_unknown", 4, 404},
    {PK_AMBIGUOUS, "ambiguous", 4, 404},
    {PK_BUSY, "busy", 5, 503},
};

static void every_status_has_its_code_and_numbers(void **state)
{
    (void)state;
    assert_int_equal(sizeof contract / sizeof contract[0], PK_STATUS_COUNT);
    for (int i = 0; i < PK_STATUS_COUNT; i++) {
        assert_int_equal(contract[i].status, i);
        assert_string_equal(pk_status_code(contract[i].status), contract[i].code);
        assert_int_equal(pk_status_exit(contract[i].status), contract[i].exit);
        assert_int_equal(pk_status_http(contract[i].status), contract[i].http);
    }
}

static void what_is_no_status_is_a_fault_of_ours(void **state)
{
    const int beyond[] = {-1, PK_STATUS_COUNT, INT32_MAX};

    (void)state;
    for (size_t i = 0; i < sizeof beyond / sizeof beyond[0]; i++) {
        assert_string_equal(pk_status_code((enum pk_status)beyond[i]), "internal");
        assert_int_equal(pk_status_exit((enum pk_status)beyond[i]), 1);
        assert_int_equal(pk_status_http((enum pk_status)beyond[i]), 500);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_code_and_numbers),
        cmocka_unit_test(what_is_no_status_is_a_fault_of_ours),
    };

    return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
