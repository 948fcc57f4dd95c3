/*
 * The acts: their names, as the journal keeps them, and the least role that may do each alone. The
 * one table of rights (who may do what: the domain's page "The desk"). Calls nothing.
 */
#include "parkade/act.h"

static const struct {
    const char *name;
    enum pk_role role;
} acts[PK_ACT_COUNT] = {
    [PK_ACT_PARK] = {"park", PK_ATTENDANT},
    [PK_ACT_LATE_ENTRY] = {"late_entry", PK_SUPERVISOR},
    [PK_ACT_PAY] = {"pay", PK_ATTENDANT},
    [PK_ACT_NIL] = {"nil", PK_SUPERVISOR},
    [PK_ACT_OVERRIDE] = {"override", PK_SUPERVISOR},
    [PK_ACT_RETRIEVE] = {"retrieve", PK_ATTENDANT},
    [PK_ACT_RENEW] = {"renew", PK_ATTENDANT},
    [PK_ACT_AMEND] = {"amend", PK_ATTENDANT},
    [PK_ACT_MOVE] = {"move", PK_ATTENDANT},
    [PK_ACT_VOID] = {"void", PK_SUPERVISOR},
    [PK_ACT_REPLACE] = {"replace", PK_ATTENDANT},
    [PK_ACT_RELEASE] = {"release", PK_SUPERVISOR},
    [PK_ACT_REFUND] = {"refund", PK_ATTENDANT},
    [PK_ACT_SPOT_CLOSE] = {"spot_close", PK_ATTENDANT},
    [PK_ACT_SPOT_OPEN] = {"spot_open", PK_ATTENDANT},
    [PK_ACT_CONFIGURE] = {"configure", PK_MANAGER},
    [PK_ACT_TARIFF_INSTALL] = {"tariff_install", PK_MANAGER},
    [PK_ACT_CARD] = {"card", PK_ATTENDANT},
    [PK_ACT_BACKUP] = {"backup", PK_SUPERVISOR},
    [PK_ACT_REPAIR] = {"repair", PK_MANAGER},
    [PK_ACT_LEFT_UNSEEN] = {"left_unseen", PK_SUPERVISOR},
    [PK_ACT_CHEAPER_CLASS] = {"cheaper_class", PK_SUPERVISOR},
    [PK_ACT_REPLACE_UNPROVEN] = {"replace_unproven", PK_SUPERVISOR},
    [PK_ACT_REFUND_LATE] = {"refund_late", PK_SUPERVISOR},
    [PK_ACT_ALARM] = {"alarm", PK_ATTENDANT},
    [PK_ACT_ACKNOWLEDGE] = {"acknowledge", PK_SUPERVISOR},
    [PK_ACT_STAFF] = {"staff", PK_MANAGER},
    [PK_ACT_PIN] = {"pin", PK_ATTENDANT},
    [PK_ACT_PIN_WRONG] = {"pin_wrong", PK_ATTENDANT},
    [PK_ACT_SHIFT_OPEN] = {"shift_open", PK_ATTENDANT},
    [PK_ACT_DROP] = {"drop", PK_ATTENDANT},
    [PK_ACT_PAID_OUT] = {"paid_out", PK_ATTENDANT},
    [PK_ACT_NO_SALE] = {"no_sale", PK_ATTENDANT},
    [PK_ACT_SHIFT_COUNT] = {"shift_count", PK_ATTENDANT},
    [PK_ACT_SHIFT_CLOSE] = {"shift_close", PK_ATTENDANT},
    [PK_ACT_SHIFT_OF_ANOTHER] = {"shift_of_another", PK_SUPERVISOR},
    [PK_ACT_RECOUNT] = {"recount", PK_SUPERVISOR},
    [PK_ACT_DAY_CLOSE] = {"day_close", PK_SUPERVISOR},
    [PK_ACT_REPRINT] = {"reprint", PK_ATTENDANT},
    [PK_ACT_VALIDATE] = {"validate", PK_ATTENDANT},
    [PK_ACT_VALIDATION] = {"validation", PK_MANAGER},
    [PK_ACT_PERMIT] = {"permit", PK_SUPERVISOR},
    [PK_ACT_WATCH] = {"watch", PK_SUPERVISOR},
    [PK_ACT_WALK] = {"walk", PK_ATTENDANT},
    [PK_ACT_WALK_LEAVE] = {"walk_leave", PK_SUPERVISOR},
    [PK_ACT_TOKEN] = {"token", PK_MANAGER},
};

const char *pk_act_name(enum pk_act_kind kind)
{
    return (unsigned)kind < PK_ACT_COUNT ? acts[kind].name : "";
}

enum pk_role pk_act_role(enum pk_act_kind kind)
{
    return (unsigned)kind < PK_ACT_COUNT ? acts[kind].role : PK_MANAGER;
}
