/*
 * The acts' names, as the journal keeps them for ever.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "parkade/act.h"

static void every_act_has_its_name(void **state)
{
    static const struct {
        enum pk_act_kind kind;
        const char *name;
    } acts[] = {
        {PK_ACT_PARK, "park"},
        {PK_ACT_LATE_ENTRY, "late_entry"},
        {PK_ACT_PAY, "pay"},
        {PK_ACT_NIL, "nil"},
        {PK_ACT_OVERRIDE, "override"},
        {PK_ACT_RETRIEVE, "retrieve"},
        {PK_ACT_RENEW, "renew"},
        {PK_ACT_AMEND, "amend"},
        {PK_ACT_MOVE, "move"},
        {PK_ACT_VOID, "void"},
        {PK_ACT_REPLACE, "replace"},
        {PK_ACT_RELEASE, "release"},
        {PK_ACT_REFUND, "refund"},
        {PK_ACT_SPOT_CLOSE, "spot_close"},
        {PK_ACT_SPOT_OPEN, "spot_open"},
        {PK_ACT_CONFIGURE, "configure"},
        {PK_ACT_TARIFF_INSTALL, "tariff_install"},
        {PK_ACT_CARD, "card"},
        {PK_ACT_BACKUP, "backup"},
        {PK_ACT_REPAIR, "repair"},
    };

    (void)state;
    assert_int_equal(sizeof acts / sizeof acts[0], PK_ACT_COUNT);
    for (unsigned i = 0; i < PK_ACT_COUNT; i++) {
        assert_int_equal(acts[i].kind, i);
        assert_string_equal(pk_act_name(acts[i].kind), acts[i].name);
    }
}

static void what_is_no_act_has_no_name(void **state)
{
    (void)state;
    assert_string_equal(pk_act_name(PK_ACT_COUNT), "");
    assert_string_equal(pk_act_name((enum pk_act_kind) - 1), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_act_has_its_name),
        cmocka_unit_test(what_is_no_act_has_no_name),
    };

    return cmocka_run_group_tests_name("act", tests, NULL, NULL);
}
