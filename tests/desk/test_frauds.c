/* clang-format off
 *
 * The frauds of the trade, and for each the wall that stops it or the trace that it leaves:
 *
 *   ticket swap            a new ticket for an old stay     the walk finds a ticket without its car
 *   lost-ticket abuse      a stay "lost" and made anew      proof or a supervisor; the old one alarms
 *   void after cash        the money of a void ticket       refused while money is held for it
 *   nil or a low price     let out for a friend             a second person; the inbox
 *   cheaper class, permit  a plate or class that pays less  a supervisor; the inbox
 *   late entry             a later entry, a shorter stay    a supervisor; the inbox
 *   refund to oneself      money "given back"               own shift, before the exit; the inbox
 *   skimming               a drawer counted to fit          blind count; over and short recorded
 *   no-sale                the drawer opened in between     the inbox
 *   reopened shift         money moved after the Z          refused by the file; the Z stays
 *   reprint as new         a receipt handed out twice       every copy is counted
 *   replay                 the same payment twice           one request, one tender
 *   clock set back         a stay made shorter              the journal and the inbox tell
 *   direct SQL             rows changed by hand             refused, or the check tells
 *   somebody else's name   a guessed or shared PIN          locked; sign-in is per handle
 *   own judge              approving, acknowledging oneself refused
 */
/* clang-format on */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../support/people.h"
#include "../support/stay.h"
#include "parkade/audit.h"
#include "parkade/permit.h"
#include "parkade/shift.h"
#include "parkade/walk.h"

static struct stays s;
static struct pk_ticket ticket, out;
static struct pk_tender tender;

static struct pk_act by(const char *name)
{
    return people_act(&s.t, name);
}

static int open_lot(void **state)
{
    struct pk_shift shift;
    struct pk_cash float_of_100 = {.total = 10000};
    (void)state;
    stay_open(&s, 6);
    people_hire(&s.t, "Max", PK_MANAGER);
    people_hire(&s.t, "Sue", PK_SUPERVISOR);
    people_hire(&s.t, "Ana", PK_ATTENDANT);
    struct pk_act act = by("Ana");
    OK(pk_shift_open(&shift, s.t.lot, &act, &float_of_100));
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static enum pk_status park(const char *plate)
{
    struct pk_park how = stay_how(plate);
    struct pk_act act = by("Ana");
    return pk_park(&ticket, s.t.lot, &act, &how);
}

/* A car of two hours: 4.00 are due. */
static void a_stay(const char *plate)
{
    OK(park(plate));
    s.t.now += 2 * HOUR;
}

static enum pk_status pay(const struct pk_act *act, const struct pk_pay *how)
{
    return pk_pay(&tender, NULL, s.t.lot, act, how);
}

static void pay_in_cash(void)
{
    struct pk_pay how = stay_cash(&ticket, PK_NONE, PK_NONE);
    struct pk_act act = by("Ana");
    OK(pay(&act, &how));
}

static int64_t in_the_inbox(const char *kind)
{
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM exception WHERE kind = '%s'", kind);
    return stay_count(&s, sql);
}

/* ---- tickets ---- */

/* The car that came with OLD leaves on a fresh ticket that cost nothing. OLD stays inside: whoever
 * walks the lot finds a ticket and no vehicle. */
static void ticket_swap(void **state)
{
    (void)state;
    struct pk_walk walk;
    struct pk_walk_finding findings[4];
    size_t count;
    a_stay("OLD 1");
    OK(park("NEW 1"));
    struct pk_act act = by("Ana");
    OK(pk_retrieve(&out, s.t.lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
    act = by("Sue");
    OK(pk_walk_begin(&walk, s.t.lot, &act));
    struct pk_sight sights[] = {{"A01", NULL}, {"A02", NULL}, {"A03", NULL}};
    act = by("Sue");
    OK(pk_walk_see(&walk, s.t.lot, &act, sights, 3));
    OK(pk_walk_findings(findings, 4, &count, s.t.lot, 0));
    assert_int_equal(count, 1);
    assert_int_equal(findings[0].kind, PK_GHOST);
    assert_string_equal(findings[0].registration_number, "OLD1");
}

static void lost_ticket_abuse(void **state)
{
    (void)state;
    a_stay("LOST 1");
    char old[PK_UUID_SIZE];
    memcpy(old, ticket.ticket_id, sizeof old);
    struct pk_act act = by("Ana");
    REFUSED(&s, PK_NOT_PERMITTED, pk_replace(&out, s.t.lot, &act, old, "lost", NULL, false));
    OK(pk_replace(&out, s.t.lot, &act, old, "lost", "passport", false));
    assert_int_equal(stay_quote(&s, &out).due, 400); /* the stay goes on */
    assert_int_equal(in_the_inbox("replace"), 1);
    act = by("Ana");
    assert_int_equal(pk_retrieve(&ticket, s.t.lot, &act, old, PK_FOUND_BY_SCAN), PK_TICKET_VOID);
    assert_int_equal(in_the_inbox("alarm"), 1);
}

static void void_after_cash(void **state)
{
    (void)state;
    a_stay("CASH 1");
    pay_in_cash();
    struct pk_act act = people_approved(&s.t, "Ana", "Sue");
    REFUSED(&s, PK_ALREADY_PAID, pk_void(&out, s.t.lot, &act, ticket.ticket_id, "mistake"));
}

static void nil_for_a_friend(void **state)
{
    (void)state;
    a_stay("FRIEND");
    struct pk_pay how = stay_nil(&ticket, "a friend");
    struct pk_act act = by("Ana");
    REFUSED(&s, PK_NOT_PERMITTED, pay(&act, &how));
    how = stay_cash(&ticket, PK_NONE, PK_NONE);
    how.override_price = 1;
    how.reason = "a friend";
    REFUSED(&s, PK_NOT_PERMITTED, pay(&act, &how));
    act = people_approved(&s.t, "Ana", "Sue");
    OK(pay(&act, &how));
    assert_int_equal(in_the_inbox("override"), 1);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM exception WHERE staff = 'Ana' AND "
                                    "approver = 'Sue'"),
                     1);
}

static void a_plate_with_a_permit(void **state)
{
    (void)state;
    struct pk_permit permit;
    static const char *const plates[] = {"DOCTOR 1"};
    struct pk_permit_new sold = {.holder = "Clinic",
                                 .valid_from = PK_NONE,
                                 .valid_to = s.t.now + 30 * DAY,
                                 .max_inside = 1,
                                 .plate_count = 1,
                                 .plates = plates};
    struct pk_act act = by("Sue");
    OK(pk_permit_add(&permit, s.t.lot, &act, &sold));
    a_stay("PAYS 1");
    act = by("Ana");
    REFUSED(&s, PK_NOT_PERMITTED,
            pk_amend(&out, s.t.lot, &act, ticket.ticket_id, "DOCTOR 1", NULL));
    OK(park("PAYS 2")); /* also while it is free yet */
    REFUSED(&s, PK_NOT_PERMITTED,
            pk_amend(&out, s.t.lot, &act, ticket.ticket_id, "DOCTOR 1", NULL));
    act = people_approved(&s.t, "Ana", "Sue");
    OK(pk_amend(&out, s.t.lot, &act, ticket.ticket_id, "DOCTOR 1", NULL));
    assert_int_equal(in_the_inbox("cheaper_class"), 1);
}

static void a_later_entry(void **state)
{
    (void)state;
    struct pk_park how = stay_how("LATE 1");
    how.entered = s.t.now - MINUTE;
    how.reason = "outage";
    struct pk_act act = by("Ana");
    REFUSED(&s, PK_NOT_PERMITTED, pk_park(&out, s.t.lot, &act, &how));
    act = people_approved(&s.t, "Ana", "Sue");
    OK(pk_park(&out, s.t.lot, &act, &how));
    assert_int_equal(in_the_inbox("late_entry"), 1);
}

/* ---- cash ---- */

static void refund_to_oneself(void **state)
{
    (void)state;
    a_stay("GONE 1");
    pay_in_cash();
    struct pk_act act = by("Ana");
    OK(pk_retrieve(&out, s.t.lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
    act = by("Ana"); /* the driver is gone */
    REFUSED(&s, PK_NOT_PERMITTED,
            pk_refund(&tender, s.t.lot, &act, ticket.ticket_id, 400, PK_CASH, "complaint"));
    a_stay("HERE 1");
    pay_in_cash();
    act = by("Ana");
    OK(pk_refund(&tender, s.t.lot, &act, ticket.ticket_id, 100, PK_CASH, "took too much"));
    assert_int_equal(in_the_inbox("refund"), 1);
    act = by("Ana"); /* and the ticket is not paid any more: the gate stays shut */
    REFUSED(&s, PK_PAYMENT_REQUIRED,
            pk_retrieve(&out, s.t.lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
}

static void skimming(void **state)
{
    (void)state;
    struct pk_cash_count counted;
    struct pk_shift shift;
    struct pk_cash short_of_3 = {.total = 10100};
    json_t *report;
    a_stay("CASH 2");
    pay_in_cash();
    OK(pk_shift_of(&shift, s.t.lot, "Ana"));
    OK(pk_shift_report(&report, s.t.lot, "Ana", shift.shift_id)); /* the drawer is counted blind */
    assert_true(json_is_null(json_object_get(json_object_get(report, "cash"), "expected")));
    json_decref(report);
    struct pk_act act = by("Ana");
    OK(pk_shift_count(&counted, s.t.lot, &act, NULL, &short_of_3));
    act = by("Ana");
    OK(pk_shift_close(&shift, s.t.lot, &act, NULL, NULL));
    assert_int_equal(shift.over_short, -300);
}

static void the_drawer_opened_in_between(void **state)
{
    (void)state;
    struct pk_cash_movement movement;
    struct pk_act act = by("Ana");
    REFUSED(&s, PK_USAGE, pk_shift_no_sale(&movement, s.t.lot, &act, NULL));
    OK(pk_shift_no_sale(&movement, s.t.lot, &act, "change"));
    assert_int_equal(in_the_inbox("no_sale"), 1);
}

static void must_be_refused(const char *sql)
{
    char *error = NULL;
    if (sqlite3_exec(s.outside, sql, NULL, NULL, &error) == SQLITE_OK &&
        sqlite3_changes(s.outside) > 0)
        fail_msg("the file took: %s", sql);
    sqlite3_free(error);
}

static void a_reopened_shift(void **state)
{
    (void)state;
    struct pk_shift shift;
    struct pk_cash all = {.total = 10000};
    struct pk_act act = by("Ana");
    OK(pk_shift_close(&shift, s.t.lot, &act, NULL, &all));
    must_be_refused("UPDATE shift SET closed_at = NULL, counted = NULL");
    must_be_refused("UPDATE shift SET counted = 0, over_short = -10000");
    must_be_refused("UPDATE shift SET z_report = '{}'");
    must_be_refused("DELETE FROM shift");
    must_be_refused("INSERT INTO cash_movement (shift_id, kind, amount, bag_no, time, staff, "
                    "station, request_id) VALUES (1, 'drop', 100, 'B', 1, 'Ana', 'desk-1', 'x')");
    a_stay("LATE 2"); /* cash now needs a shift of its own */
    struct pk_pay how = stay_cash(&ticket, PK_NONE, PK_NONE);
    act = by("Ana");
    REFUSED(&s, PK_SHIFT_REQUIRED, pay(&act, &how));
}

static void a_reprint_as_new(void **state)
{
    (void)state;
    struct pk_receipt receipt;
    a_stay("CASH 3");
    pay_in_cash();
    for (int copy = 1; copy <= 2; copy++) {
        struct pk_act act = by("Ana");
        OK(pk_receipt_reprint(&receipt, s.t.lot, &act, "desk-1", tender.receipt_no));
        assert_int_equal(receipt.copy_no, copy);
    }
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'reprint'"), 2);
}

static void a_payment_twice(void **state)
{
    (void)state;
    a_stay("TWICE");
    struct pk_pay how = stay_cash(&ticket, PK_NONE, PK_NONE);
    struct pk_act act = by("Ana");
    OK(pay(&act, &how));
    OK(pay(&act, &how));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM tender"), 1);
    how.tenders[0].amount = 100;
    REFUSED(&s, PK_REQUEST_REUSED, pay(&act, &how));
}

/* ---- around the program ---- */

static void a_clock_set_back(void **state)
{
    (void)state;
    a_stay("CLOCK");
    s.t.now -= 2 * HOUR;
    struct pk_act act = by("Ana");
    OK(pk_retrieve(&out, s.t.lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'clock_back'"), 0);
    s.t.now -= MINUTE; /* before the last entry */
    OK(park("CLOCK 2"));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM exception WHERE kind = 'clock_back' AND "
                                    "staff = 'Ana'"),
                     1);
}

static void rows_changed_by_hand(void **state)
{
    (void)state;
    a_stay("SQL 1");
    pay_in_cash();
    must_be_refused("UPDATE tender SET amount = 1, tendered = 1");
    must_be_refused("DELETE FROM tender");
    must_be_refused("UPDATE payment SET amount = 0");
    must_be_refused("INSERT OR REPLACE INTO tender SELECT * FROM tender");
    must_be_refused("UPDATE journal SET amount = 1");
    must_be_refused("DELETE FROM journal");
    must_be_refused("UPDATE parking_ticket SET entry_time = entry_time + 7000");
    must_be_refused("DELETE FROM parking_ticket");
    must_be_refused("UPDATE counter SET value = 0 WHERE name = 'ticket_no'");
    must_be_refused("DELETE FROM staff");
    must_be_refused("INSERT INTO acknowledgement VALUES (1, 'Sue', 1, NULL)");
}

/* ---- people ---- */

static void somebody_elses_name(void **state)
{
    (void)state;
    struct pk_staff member;
    for (int i = 0; i < 5; i++)
        assert_int_equal(pk_sign_in(&member, s.t.lot, "Sue", "0000", "desk-1"),
                         PK_SIGN_IN_REQUIRED);
    assert_int_equal(pk_sign_in(&member, s.t.lot, "Sue", PEOPLE_PIN, "desk-1"),
                     PK_SIGN_IN_REQUIRED);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'pin_wrong'"), 5);
    struct pk_act act = by("Ana");
    assert_int_equal(pk_approve(&act, s.t.lot, "Sue", PEOPLE_PIN), PK_SIGN_IN_REQUIRED);
}

static void ones_own_judge(void **state)
{
    (void)state;
    struct pk_exception exception;
    a_stay("JUDGE");
    struct pk_act act = by("Sue"); /* may do it alone */
    assert_int_equal(pk_approve(&act, s.t.lot, "Sue", PEOPLE_PIN), PK_NOT_PERMITTED);
    OK(pk_void(&out, s.t.lot, &act, ticket.ticket_id, "mistake"));
    int64_t seq = stay_count(&s, "SELECT max(seq) FROM exception");
    act = by("Sue");
    REFUSED(&s, PK_NOT_PERMITTED, pk_acknowledge(&exception, s.t.lot, &act, seq, NULL));
    act = by("Ana");
    REFUSED(&s, PK_NOT_PERMITTED, pk_acknowledge(&exception, s.t.lot, &act, seq, NULL));
    act = by("Max");
    OK(pk_acknowledge(&exception, s.t.lot, &act, seq, "seen"));
}

#define FRAUD(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FRAUD(ticket_swap),
        FRAUD(lost_ticket_abuse),
        FRAUD(void_after_cash),
        FRAUD(nil_for_a_friend),
        FRAUD(a_plate_with_a_permit),
        FRAUD(a_later_entry),
        FRAUD(refund_to_oneself),
        FRAUD(skimming),
        FRAUD(the_drawer_opened_in_between),
        FRAUD(a_reopened_shift),
        FRAUD(a_reprint_as_new),
        FRAUD(a_payment_twice),
        FRAUD(a_clock_set_back),
        FRAUD(rows_changed_by_hand),
        FRAUD(somebody_elses_name),
        FRAUD(ones_own_judge),
    };
    return cmocka_run_group_tests_name("frauds", tests, NULL, NULL);
}
