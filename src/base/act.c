/*
 * The names of the acts, as the journal keeps them. Calls nothing.
 */
#include "parkade/act.h"

static const char *const names[PK_ACT_COUNT] = {
    [PK_ACT_PARK] = "park",
    [PK_ACT_LATE_ENTRY] = "late_entry",
    [PK_ACT_PAY] = "pay",
    [PK_ACT_NIL] = "nil",
    [PK_ACT_OVERRIDE] = "override",
    [PK_ACT_RETRIEVE] = "retrieve",
    [PK_ACT_RENEW] = "renew",
    [PK_ACT_AMEND] = "amend",
    [PK_ACT_MOVE] = "move",
    [PK_ACT_VOID] = "void",
    [PK_ACT_REPLACE] = "replace",
    [PK_ACT_RELEASE] = "release",
    [PK_ACT_REFUND] = "refund",
    [PK_ACT_SPOT_CLOSE] = "spot_close",
    [PK_ACT_SPOT_OPEN] = "spot_open",
    [PK_ACT_CONFIGURE] = "configure",
    [PK_ACT_TARIFF_INSTALL] = "tariff_install",
    [PK_ACT_CARD] = "card",
    [PK_ACT_BACKUP] = "backup",
    [PK_ACT_REPAIR] = "repair",
};

const char *pk_act_name(enum pk_act_kind kind)
{
    return (unsigned)kind < PK_ACT_COUNT ? names[kind] : "";
}
