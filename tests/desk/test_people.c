/*
 * People: taking them on and letting them go, PINs and their lock, signing in, and the approval of
 * a second person.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../support/crowd.h"
#include "../support/people.h"
#include "../support/stay.h"
#include "parkade/text.h"

static struct stays s;
static struct pk_staff member;
static struct pk_ticket ticket;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 6);
    people_hire(&s.t, "Max", PK_MANAGER);
    people_hire(&s.t, "Sue", PK_SUPERVISOR);
    people_hire(&s.t, "Ana", PK_ATTENDANT);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_close(&s);
    return 0;
}

static enum pk_status sign_in(const char *name, const char *pin)
{
    return pk_sign_in(&member, s.t.lot, name, pin, "desk-1");
}

static enum pk_status park_as(const struct pk_act *act, const char *plate)
{
    struct pk_park how = stay_how(plate);
    return pk_park(&ticket, s.t.lot, act, &how);
}

static enum pk_status add(const char *name, enum pk_role role, const char *pin)
{
    struct pk_act act = people_act(&s.t, "Max");
    return pk_staff_add(&member, s.t.lot, &act, name, role, pin);
}

/* ---- the staff ---- */

static void the_first_one_is_a_manager(void **state)
{
    (void)state;
    struct stays empty;
    stay_open(&empty, 2);
    REFUSED(&empty, PK_USAGE,
            pk_staff_add(&member, empty.t.lot, &empty.t.act, "Ana", PK_ATTENDANT, "1234"));
    stay_park(&empty, "BEFORE"); /* the lot is open until then */
    people_hire(&empty.t, "Max", PK_MANAGER);
    struct pk_park how = stay_how("AFTER");
    REFUSED(&empty, PK_SIGN_IN_REQUIRED, pk_park(&ticket, empty.t.lot, &empty.t.act, &how));
    stay_close(&empty);
}

static void names_and_pins(void **state)
{
    (void)state;
    REFUSED(&s, PK_USAGE, add("Ana", PK_AUDITOR, "1234"));
    REFUSED(&s, PK_USAGE, add("ANA", PK_AUDITOR, "1234"));
    REFUSED(&s, PK_USAGE, add("", PK_AUDITOR, "1234"));
    REFUSED(&s, PK_USAGE, add("two\nlines", PK_AUDITOR, "1234"));
    REFUSED(&s, PK_USAGE, add("Eve", PK_ROLE_COUNT, "1234"));
    static const char *const bad[] = {NULL, "", "123", "12a4", "1234567890123", "12 4"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        REFUSED(&s, PK_USAGE, add("Eve", PK_AUDITOR, bad[i]));
    OK(add("Eve", PK_AUDITOR, "123456789012"));
    assert_int_equal(member.role, PK_AUDITOR);
    assert_true(member.is_active);
}

/* Nothing in the file gives a PIN away. */
static void a_pin_is_kept_as_a_hash(void **state)
{
    (void)state;
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM staff WHERE pin_hash LIKE '$argon2id$%'"),
                     3);
    assert_int_equal(stay_count(&s, "SELECT count(DISTINCT pin_hash) FROM staff"), 3);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal_detail WHERE detail LIKE "
                                    "'%" PEOPLE_PIN "%'"),
                     0);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM request WHERE answer LIKE "
                                    "'%" PEOPLE_PIN "%'"),
                     0);
}

static void the_last_manager_stays(void **state)
{
    (void)state;
    struct pk_act act = people_act(&s.t, "Max");
    REFUSED(&s, PK_USAGE, pk_staff_set_role(&member, s.t.lot, &act, "Max", PK_SUPERVISOR));
    REFUSED(&s, PK_USAGE, pk_staff_set_active(&member, s.t.lot, &act, "max", false));
    REFUSED(&s, PK_USAGE, pk_staff_set_active(&member, s.t.lot, &act, "Nobody", false));
    OK(pk_staff_set_role(&member, s.t.lot, &act, "sue", PK_MANAGER));
    assert_string_equal(member.name, "Sue");
    act = people_act(&s.t, "Sue");
    OK(pk_staff_set_active(&member, s.t.lot, &act, "Max", false));
}

/* The role that counts is the one in the file now, not the one at the sign-in. */
static void who_was_let_go_acts_no_more(void **state)
{
    (void)state;
    struct pk_act act = people_act(&s.t, "Max"), own = people_act(&s.t, "Ana");
    OK(pk_staff_set_active(&member, s.t.lot, &act, "Ana", false));
    REFUSED(&s, PK_SIGN_IN_REQUIRED, park_as(&own, "A1"));
    assert_int_equal(sign_in("Ana", PEOPLE_PIN), PK_SIGN_IN_REQUIRED);
    act = people_act(&s.t, "Max");
    OK(pk_staff_set_active(&member, s.t.lot, &act, "Ana", true));
    OK(park_as(&own, "A1"));
}

/* ---- signing in ---- */

static void signing_in_is_of_one_handle(void **state)
{
    (void)state;
    struct pk_act act = people_act(&s.t, "Ana");
    struct pk_lot *other = test_lot_another(&s.t);
    struct pk_park how = stay_how("A1");
    REFUSED(&s, PK_SIGN_IN_REQUIRED, pk_park(&ticket, other, &act, &how));
    people_sign_in(other, "ana"); /* the case does not matter */
    OK(pk_park(&ticket, other, &act, &how));
    assert_int_equal(
        stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'park' AND staff = 'Ana'"), 1);
    pk_sign_out(other, "Ana");
    act = people_act(&s.t, "Ana");
    how = stay_how("A2");
    REFUSED(&s, PK_SIGN_IN_REQUIRED, pk_park(&ticket, other, &act, &how));
    pk_lot_close(other);
}

static void a_name_is_needed(void **state)
{
    (void)state;
    REFUSED(&s, PK_SIGN_IN_REQUIRED, park_as(&s.t.act, "A1"));
    struct pk_act act = people_act(&s.t, "Nobody");
    REFUSED(&s, PK_SIGN_IN_REQUIRED, park_as(&act, "A1"));
}

static void the_fifth_wrong_pin_locks(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++)
        assert_int_equal(sign_in("Ana", "0000"), PK_SIGN_IN_REQUIRED);
    assert_non_null(strstr(pk_error()->message, "locked"));
    s.t.now += 59;
    assert_int_equal(sign_in("Ana", PEOPLE_PIN), PK_SIGN_IN_REQUIRED);
    assert_non_null(strstr(pk_error()->message, "locked"));
    s.t.now += 1;
    assert_int_equal(sign_in("Ana", "0000"), PK_SIGN_IN_REQUIRED); /* the sixth: two minutes */
    s.t.now += 119;
    assert_int_equal(sign_in("Ana", PEOPLE_PIN), PK_SIGN_IN_REQUIRED);
    s.t.now += 1;
    assert_int_equal(sign_in("Ana", PEOPLE_PIN), PK_OK); /* and the count begins anew */
    assert_int_equal(stay_count(&s, "SELECT failed_pins FROM staff WHERE name = 'Ana'"), 0);
    assert_int_equal(sign_in("Ana", "0000"), PK_SIGN_IN_REQUIRED);
    assert_int_equal(sign_in("Ana", PEOPLE_PIN), PK_OK);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'pin_wrong'"), 7);
    assert_int_equal(sign_in("Sue", PEOPLE_PIN), PK_OK); /* it locks one name only */
}

static void a_lock_is_a_day_at_most(void **state)
{
    (void)state;
    stay_write(&s, "UPDATE staff SET failed_pins = 500 WHERE name = 'Ana'");
    assert_int_equal(sign_in("Ana", "0000"), PK_SIGN_IN_REQUIRED);
    assert_int_equal(stay_count(&s, "SELECT locked_until FROM staff WHERE name = 'Ana'"),
                     s.t.now + 86400);
    s.t.now -= 30 * DAY; /* a clock set back does not lock for a month */
    assert_int_equal(sign_in("Ana", PEOPLE_PIN), PK_OK);
}

static void a_new_pin_unlocks(void **state)
{
    (void)state;
    for (int i = 0; i < 5; i++)
        assert_int_equal(sign_in("Ana", "0000"), PK_SIGN_IN_REQUIRED);
    struct pk_act act = people_act(&s.t, "Sue");
    REFUSED(&s, PK_NOT_PERMITTED, pk_staff_set_pin(&member, s.t.lot, &act, "Ana", "9999"));
    act = people_act(&s.t, "Max");
    OK(pk_staff_set_pin(&member, s.t.lot, &act, "Ana", "9999"));
    assert_int_equal(sign_in("Ana", "9999"), PK_OK);
    act = people_act(&s.t, "Ana");
    OK(pk_staff_set_pin(&member, s.t.lot, &act, "ana", "8888")); /* one's own */
    assert_int_equal(sign_in("Ana", "8888"), PK_OK);
    assert_int_equal(sign_in("Ana", "9999"), PK_SIGN_IN_REQUIRED);
}

/* An auditor changes nothing but that; and nothing else whoever approves. */
static void an_auditor_changes_the_own_pin_only(void **state)
{
    (void)state;
    people_hire(&s.t, "Eve", PK_AUDITOR);
    struct pk_act act = people_act(&s.t, "Eve");
    OK(pk_staff_set_pin(&member, s.t.lot, &act, "Eve", "13579"));
    assert_int_equal(sign_in("Eve", "13579"), PK_OK);
    act = people_approved(&s.t, "Eve", "Max");
    REFUSED(&s, PK_NOT_PERMITTED, park_as(&act, "A1"));
}

/* Sixteen at once get no more tries than one after the other. */
static void guess(struct told *told, struct pk_lot *lot, int number)
{
    (void)number;
    told->status = pk_sign_in(&member, lot, "Ana", "0000", "desk-1");
}

static void many_at_once_have_five_tries(void **state)
{
    (void)state;
    struct told told[16];
    crowd_run(told, &s, 16, guess);
    assert_int_equal(crowd_count(told, 16, PK_SIGN_IN_REQUIRED), 16);
    assert_int_equal(stay_count(&s, "SELECT failed_pins FROM staff WHERE name = 'Ana'"), 5);
}

/* The right PIN is never locked by its own company. */
static void come_in(struct told *told, struct pk_lot *lot, int number)
{
    (void)number;
    told->status = pk_sign_in(&member, lot, "Ana", PEOPLE_PIN, "desk-1");
}

static void many_at_once_come_in(void **state)
{
    (void)state;
    struct told told[16];
    crowd_run(told, &s, 16, come_in);
    assert_int_equal(crowd_count(told, 16, PK_OK), 16);
    assert_int_equal(
        stay_count(&s, "SELECT failed_pins + pins_tried FROM staff WHERE name = 'Ana'"), 0);
}

/* Tries whose program was killed count as wrong ones, after a while. */
static void a_try_that_was_killed(void **state)
{
    (void)state;
    char sql[128];
    snprintf(sql, sizeof sql, "UPDATE staff SET pins_tried = 5, tried_at = %lld WHERE name = 'Ana'",
             (long long)s.t.now);
    stay_write(&s, sql);
    s.t.now += 11;
    assert_int_equal(sign_in("Ana", PEOPLE_PIN), PK_SIGN_IN_REQUIRED);
    assert_non_null(strstr(pk_error()->message, "locked"));
    stay_write(&s, "UPDATE staff SET pins_tried = 4, locked_until = NULL, failed_pins = 0 "
                   "WHERE name = 'Ana'");
    assert_int_equal(sign_in("Ana", PEOPLE_PIN), PK_OK);
}

/* ---- a second person ---- */

static enum pk_status void_it(const struct pk_act *act, const char *ticket_id)
{
    struct pk_ticket out;
    return pk_void(&out, s.t.lot, act, ticket_id, "mistake");
}

static void a_second_person_approves_one_act(void **state)
{
    (void)state;
    struct pk_act act = people_act(&s.t, "Ana");
    OK(park_as(&act, "A1"));
    char first[PK_UUID_SIZE];
    memcpy(first, ticket.ticket_id, sizeof first);
    act = people_act(&s.t, "Ana");
    OK(park_as(&act, "A2"));

    act = people_act(&s.t, "Ana");
    REFUSED(&s, PK_NOT_PERMITTED, void_it(&act, first));
    OK(pk_approve(&act, s.t.lot, "sue", PEOPLE_PIN));
    struct pk_act other = people_act(&s.t, "Ana");
    memcpy(other.approver, act.approver, sizeof other.approver);
    REFUSED(&s, PK_NOT_PERMITTED, void_it(&other, ticket.ticket_id)); /* another act */
    OK(void_it(&act, first));
    OK(void_it(&act, first)); /* asked again: the same answer, though the approval is spent */
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'void' AND "
                                    "staff = 'Ana' AND approver = 'Sue'"),
                     1);
    stay_must_agree(&s);
}

static void nobody_approves_their_own(void **state)
{
    (void)state;
    struct pk_act act = people_act(&s.t, "Ana");
    assert_int_equal(pk_approve(&act, s.t.lot, "ANA", PEOPLE_PIN), PK_NOT_PERMITTED);
    assert_int_equal(pk_approve(&act, s.t.lot, "Sue", "0000"), PK_SIGN_IN_REQUIRED);
    assert_int_equal(pk_approve(&act, s.t.lot, "Nobody", "0000"), PK_SIGN_IN_REQUIRED);
    assert_string_equal(act.approver, "");
    act.request_id[0] = '\0';
    assert_int_equal(pk_approve(&act, s.t.lot, "Sue", PEOPLE_PIN), PK_USAGE);
}

/* An attendant's approval adds nothing, and a name alone is no approval. */
static void an_approval_needs_the_right(void **state)
{
    (void)state;
    people_hire(&s.t, "Bob", PK_ATTENDANT);
    people_hire(&s.t, "Eve", PK_AUDITOR);
    struct pk_act act = people_act(&s.t, "Ana");
    OK(park_as(&act, "A1"));
    static const char *const names[] = {"Bob", "Eve"};
    for (int i = 0; i < 2; i++) {
        act = people_approved(&s.t, "Ana", names[i]);
        REFUSED(&s, PK_NOT_PERMITTED, void_it(&act, ticket.ticket_id));
    }
    act = people_act(&s.t, "Ana");
    assert_true(pk_copy(act.approver, sizeof act.approver, "Sue"));
    REFUSED(&s, PK_NOT_PERMITTED, void_it(&act, ticket.ticket_id));
}

/* An approver who is not needed is not written down as one. */
static void an_approval_that_was_not_needed(void **state)
{
    (void)state;
    struct pk_act act = people_approved(&s.t, "Ana", "Sue");
    OK(park_as(&act, "A1"));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE approver IS NOT NULL"), 0);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        EACH(the_first_one_is_a_manager),
        EACH(names_and_pins),
        EACH(a_pin_is_kept_as_a_hash),
        EACH(the_last_manager_stays),
        EACH(who_was_let_go_acts_no_more),
        EACH(signing_in_is_of_one_handle),
        EACH(a_name_is_needed),
        EACH(the_fifth_wrong_pin_locks),
        EACH(a_lock_is_a_day_at_most),
        EACH(a_new_pin_unlocks),
        EACH(an_auditor_changes_the_own_pin_only),
        EACH(many_at_once_have_five_tries),
        EACH(many_at_once_come_in),
        EACH(a_try_that_was_killed),
        EACH(a_second_person_approves_one_act),
        EACH(nobody_approves_their_own),
        EACH(an_approval_needs_the_right),
        EACH(an_approval_that_was_not_needed),
    };
    return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
