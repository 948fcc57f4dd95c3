/*
 * Real processes after what a permit or a sponsor gives only so many times: never one more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/crowd.h"
#include "parkade/permit.h"
#include "parkade/validation.h"

enum { CROWD = 16, ROOM = 3 };

static struct stays s;
static struct told told[CROWD_MAX];
static struct pk_ticket tickets[CROWD];

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 40);
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

static void sell(void)
{
    static char names[CROWD][8];
    static const char *plates[CROWD];
    struct pk_permit permit;
    for (int i = 0; i < CROWD; i++) {
        snprintf(names[i], sizeof names[i], "P%d", i);
        plates[i] = names[i];
    }
    struct pk_permit_new how = {"ACME", PK_NONE, s.t.now + DAY, ROOM, CROWD, plates};
    OK(pk_permit_add(&permit, s.t.lot, &s.t.act, &how));
}

static void park_own(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    char plate[8];
    snprintf(plate, sizeof plate, "P%d", number);
    struct pk_park how = stay_how(plate);
    out->status = pk_park(&out->ticket, lot, &act, &how);
}

/* All get in; so many of them free of charge. */
static void a_permit_of_three(void **state)
{
    (void)state;
    int under = 0;
    sell();
    crowd_run(told, &s, CROWD, park_own);
    assert_int_equal(crowd_count(told, CROWD, PK_OK), CROWD);
    for (int i = 0; i < CROWD; i++)
        under += told[i].ticket.permit_id != 0;
    assert_int_equal(under, ROOM);
    assert_int_equal(stay_count(&s, "SELECT inside FROM permit_count"), ROOM);
}

/* Nothing is left but what is kept: the permit's own get in, the others do not. */
static void what_is_kept(void **state)
{
    (void)state;
    sell();
    stay_set(&s, "reserve.permit", "40");
    crowd_run(told, &s, CROWD, park_own);
    assert_int_equal(crowd_count(told, CROWD, PK_OK), ROOM);
    assert_int_equal(crowd_count(told, CROWD, PK_LOT_FULL), CROWD - ROOM);
}

static void make_code(int64_t per_day, int64_t most)
{
    struct pk_validation code = {.code = "HALF",
                                 .sponsor = "Gym",
                                 .kind = PK_OFF_PERCENT,
                                 .value = 50,
                                 .valid_from = PK_NONE,
                                 .valid_to = PK_NONE,
                                 .per_day = per_day,
                                 .most = most};
    OK(pk_validation_add(&code, s.t.lot, &s.t.act, &code));
    for (int i = 0; i < CROWD; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "G%d", i);
        tickets[i] = stay_park(&s, plate);
    }
}

static void give_own(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    struct pk_given given;
    out->status = pk_validation_give(&given, lot, &act, tickets[number].ticket_id, "half");
}

static void give_first(struct told *out, struct pk_lot *lot, int number)
{
    struct pk_act act = act_of(number);
    struct pk_given given;
    out->status = pk_validation_give(&given, lot, &act, tickets[0].ticket_id, "half");
}

static void check_given(int count)
{
    assert_int_equal(crowd_count(told, CROWD, PK_OK), count);
    assert_int_equal(crowd_count(told, CROWD, PK_TARIFF_INVALID), CROWD - count);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM ticket_validation"), count);
    assert_int_equal(stay_count(&s, "SELECT given FROM validation"), count);
}

static void three_a_day(void **state)
{
    (void)state;
    make_code(ROOM, PK_NONE);
    crowd_run(told, &s, CROWD, give_own);
    check_given(ROOM);
}

static void three_in_all(void **state)
{
    (void)state;
    make_code(PK_NONE, ROOM);
    crowd_run(told, &s, CROWD, give_own);
    check_given(ROOM);
}

static void once_for_a_ticket(void **state)
{
    (void)state;
    make_code(PK_NONE, PK_NONE);
    crowd_run(told, &s, CROWD, give_first);
    check_given(1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_permit_of_three), TEST(what_is_kept),      TEST(three_a_day),
        TEST(three_in_all),      TEST(once_for_a_ticket),
    };
    return cmocka_run_group_tests_name("customers at once", tests, NULL, NULL);
}
