/*
 * The contract of the codes: what each status is called, and how the command line and the gateway
 * answer with it. Calls nothing.
 */
#include "parkade/status.h"

struct contract {
    const char *code;
    int exit;
    int http;
};

/*
 * A lot that cannot be used (full disk, damage, wrong version) is 503: nothing was acknowledged,
 * and the same request may be sent again once someone has mended it. 500 is a fault of ours.
 */
static const struct contract contracts[PK_STATUS_COUNT] = {
    [PK_OK] = {"ok", 0, 200},
    [PK_INTERNAL] = {"internal", 1, 500},
    [PK_READ_ONLY] = {"read_only", 1, 503},
    [PK_DISK_FULL] = {"disk_full", 1, 503},
    [PK_CORRUPT] = {"corrupt", 1, 503},
    [PK_NOT_A_LOT] = {"not_a_lot", 1, 503},
    [PK_NEWER_VERSION] = {"newer_version", 1, 503},
    [PK_USAGE] = {"usage", 2, 400},
    [PK_LOT_FULL] = {"lot_full", 3, 409},
    [PK_ALREADY_PARKED] = {"already_parked", 3, 409},
    [PK_SPOT_TAKEN] = {"spot_taken", 3, 409},
    [PK_ALREADY_PAID] = {"already_paid", 3, 409},
    [PK_NOTHING_DUE] = {"nothing_due", 3, 409},
    [PK_TICKET_CLOSED] = {"ticket_closed", 3, 409},
    [PK_TICKET_VOID] = {"ticket_void", 3, 409},
    [PK_PAYMENT_REQUIRED] = {"payment_required", 3, 402},
    [PK_AMOUNT_SHORT] = {"amount_short", 3, 402},
    [PK_TICKET_EXPIRED] = {"ticket_expired", 3, 410},
    [PK_REGISTRATION_INVALID] = {"registration_invalid", 3, 422},
    [PK_REGISTRATION_REFUSED] = {"registration_refused", 3, 422},
    [PK_SPOT_CLOSED] = {"spot_closed", 3, 422},
    [PK_SPOT_UNSUITABLE] = {"spot_unsuitable", 3, 422},
    [PK_AMOUNT_INVALID] = {"amount_invalid", 3, 422},
    [PK_REQUEST_REUSED] = {"request_reused", 3, 422},
    [PK_TARIFF_INVALID] = {"tariff_invalid", 3, 422},
    [PK_SIGN_IN_REQUIRED] = {"sign_in_required", 3, 401},
    [PK_NOT_PERMITTED] = {"not_permitted", 3, 403},
    [PK_SHIFT_REQUIRED] = {"shift_required", 3, 403},
    [PK_TICKET_UNKNOWN] = {"ticket_unknown", 4, 404},
    [PK_SPOT_UNKNOWN] = {"spot_unknown", 4, 404},
    [PK_TARIFF_UNKNOWN] = {"tariff_unknown", 4, 404},
    [PK_AMBIGUOUS] = {"ambiguous", 4, 404},
    [PK_BUSY] = {"busy", 5, 503},
};

/* A value that is no status can only come from a fault in the program. */
static const struct contract *contract_of(enum pk_status status)
{
    if ((unsigned)status >= PK_STATUS_COUNT)
        return &contracts[PK_INTERNAL];
    return &contracts[status];
}

const char *pk_status_code(enum pk_status status)
{
    return contract_of(status)->code;
}

int pk_status_exit(enum pk_status status)
{
    return contract_of(status)->exit;
}

int pk_status_http(enum pk_status status)
{
    return contract_of(status)->http;
}
