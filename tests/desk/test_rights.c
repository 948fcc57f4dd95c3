/*
 * Every act by every role: alone, and with the approval of each other role. What is refused changes
 * nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../support/deeds.h"
#include "../support/people.h"

static const char *const names[PK_ROLE_COUNT] = {
    [PK_ATTENDANT] = "Ana",
    [PK_SUPERVISOR] = "Sue",
    [PK_MANAGER] = "Max",
    [PK_AUDITOR] = "Eve",
};

/* One more of each kind: who approves is somebody else. */
static const char *const seconds[PK_ROLE_COUNT] = {
    [PK_ATTENDANT] = "Bob",
    [PK_SUPERVISOR] = "Sam",
    [PK_MANAGER] = "Mia",
    [PK_AUDITOR] = "Eli",
};

static int open_lot(void **state)
{
    (void)state;
    static const enum pk_role order[] = {PK_MANAGER, PK_SUPERVISOR, PK_ATTENDANT, PK_AUDITOR};
    stay_open(&deeds_lot, 400);
    for (int i = 0; i < PK_ROLE_COUNT; i++) {
        people_hire(&deeds_lot.t, names[order[i]], order[i]);
        people_hire(&deeds_lot.t, seconds[order[i]], order[i]);
    }
    struct pk_staff zoe;
    struct pk_act act = people_act(&deeds_lot.t, "Max");
    OK(pk_staff_add(&zoe, deeds_lot.t.lot, &act, "Zoe", PK_MANAGER, PEOPLE_PIN));
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_close(&deeds_lot);
    return 0;
}

static bool suffices(enum pk_role role, enum pk_role least)
{
    return role != PK_AUDITOR && role >= least;
}

static void try_deed(const struct deed *deed, const struct pk_act *act, bool may)
{
    uint64_t before = stay_picture(&deeds_lot);
    enum pk_status status = deed->act(act);
    if (status != (may ? PK_OK : PK_NOT_PERMITTED))
        fail_msg("%s by %s, approved by '%s': %s: %s", deed->name, act->who, act->approver,
                 pk_status_code(status), pk_error()->message);
    if (!may)
        stay_must_be_same(before, stay_picture(&deeds_lot), deed->name, __FILE__, __LINE__);
}

static void prepare(const struct deed *deed)
{
    deeds_lot.t.now += 61;
    if (deed->before)
        deed->before();
}

static void each_role_alone(const struct deed *deed)
{
    for (int role = 0; role < PK_ROLE_COUNT; role++) {
        prepare(deed);
        struct pk_act act = people_act(&deeds_lot.t, names[role]);
        try_deed(deed, &act, suffices((enum pk_role)role, deed->least));
    }
}

static void alone(void **state)
{
    (void)state;
    for (const struct deed *deed = deeds_of_stays; deed->name; deed++)
        each_role_alone(deed);
    for (const struct deed *deed = deeds_of_the_desk; deed->name; deed++)
        each_role_alone(deed);
}

/* By an attendant, with the PIN of somebody of each role. */
static void approved_by_each_role(const struct deed *deed)
{
    for (int role = 0; role < PK_ROLE_COUNT; role++) {
        prepare(deed);
        struct pk_act act = people_approved(&deeds_lot.t, "Ana", seconds[role]);
        try_deed(deed, &act,
                 suffices(PK_ATTENDANT, deed->least) || suffices((enum pk_role)role, deed->least));
    }
}

static void approved(void **state)
{
    (void)state;
    for (const struct deed *deed = deeds_of_stays; deed->name; deed++)
        approved_by_each_role(deed);
    for (const struct deed *deed = deeds_of_the_desk; deed->name; deed++)
        approved_by_each_role(deed);
    assert_int_equal(stay_count(&deeds_lot, "SELECT count(*) FROM journal WHERE approver IS NOT "
                                            "NULL AND kind IN ('retrieve', 'move', 'renew')"),
                     0);
    assert_true(
        stay_count(&deeds_lot, "SELECT count(*) FROM exception WHERE approver IS NOT NULL") > 8);
    stay_must_agree(&deeds_lot);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(alone, open_lot, close_lot),
        cmocka_unit_test_setup_teardown(approved, open_lot, close_lot),
    };
    return cmocka_run_group_tests_name("rights", tests, NULL, NULL);
}
