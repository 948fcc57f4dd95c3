/*
 * Parking: who gets which spot, and every refusal with its companions.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"

static struct stays s;

static const char plan[] = "[level Ground]\n"
                           "row A = 01-02 standard, 03 compact, 04 accessible\n"
                           "row B = 01 ev, 02 motorcycle, 03 oversize, 04 standard\n";

static int open_mixed(void **state)
{
    (void)state;
    stay_open_as(&s, plan, NULL);
    return 0;
}

static int open_plain(void **state)
{
    (void)state;
    stay_open(&s, 3);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static enum pk_status park(const struct pk_park *how)
{
    struct pk_ticket out;
    return pk_park(&out, s.t.lot, &s.t.act, how);
}

static void a_ticket_says_all(void **state)
{
    (void)state;
    struct pk_ticket t = stay_park(&s, " ab-12 cd ");
    assert_int_equal(t.ticket_no, 1);
    assert_int_equal(strlen(t.ticket_id), 36);
    assert_string_equal(t.registration_number, "AB12CD");
    assert_string_equal(t.registration_typed, "ab-12 cd");
    assert_string_equal(t.spot, "A01");
    assert_int_equal(t.vehicle_class, PK_CAR);
    assert_int_equal(t.entry_time, TEST_LOT_START);
    assert_true(t.exit_time == PK_NONE);
    assert_int_equal(t.expires_at, TEST_LOT_START + 7 * DAY);
    assert_int_equal(t.state, PK_PARKED);
    assert_false(t.is_paid || t.is_late_entry || t.is_lost);
    assert_int_equal(t.paid, 0);
    assert_int_equal(t.found_by, -1);
    assert_string_equal(t.reason, "");
    assert_int_equal(stay_count(&s, "SELECT is_available FROM parking_spot WHERE label = 'A01'"),
                     0);
    assert_int_equal(stay_count(&s, "SELECT free FROM spot_count"), 2);
}

static void numbers_run_and_vehicles_come_again(void **state)
{
    (void)state;
    struct pk_ticket first = stay_park(&s, "AB12CD");
    stay_leave(&s, &first);
    struct pk_ticket second = stay_park(&s, "ab 12 cd");
    assert_int_equal(second.ticket_no, first.ticket_no + 1);
    assert_int_equal(second.vehicle_id, first.vehicle_id);
    assert_string_not_equal(second.ticket_id, first.ticket_id);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM vehicle"), 1);
}

/* By the table of classes and kinds: the best kind first, then by rank; what is kept for a need
 * only for who has it. "" is a full lot. */
static void each_class_gets_what_fits(void **state)
{
    (void)state;
    static const struct {
        enum pk_vehicle_class class;
        unsigned needs;
        const char *spots[6];
    } cases[] = {
        {PK_CAR, 0, {"A01", "A02", "B04", "A03", "B03", ""}},
        {PK_CAR, PK_NEED_ACCESSIBLE, {"A04", "", "", "", "", ""}},
        {PK_CAR, PK_NEED_EV, {"B01", "", "", "", "", ""}},
        {PK_CAR, PK_NEED_EV | PK_NEED_ACCESSIBLE, {"A04", "B01", "", "", "", ""}},
        {PK_MOTORCYCLE, 0, {"B02", "A03", "A01", "A02", "B04", "B03"}},
        {PK_MOTORCYCLE, PK_NEED_ACCESSIBLE, {"", "", "", "", "", ""}},
        {PK_MOTORCYCLE, PK_NEED_EV, {"B01", "", "", "", "", ""}},
        {PK_VAN, 0, {"A01", "A02", "B04", "B03", "", ""}},
        {PK_VAN, PK_NEED_ACCESSIBLE, {"A04", "", "", "", "", ""}},
        {PK_TRUCK, 0, {"B03", "", "", "", "", ""}},
        {PK_TRUCK, PK_NEED_EV | PK_NEED_ACCESSIBLE, {"", "", "", "", "", ""}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_ticket parked[6];
        size_t count = 0;
        for (int j = 0; j < 6; j++) {
            struct pk_spot spot;
            char plate[16];
            snprintf(plate, sizeof plate, "V%zuN%d", i, j);
            struct pk_park how = stay_how(plate);
            how.vehicle_class = cases[i].class;
            how.needs = cases[i].needs;
            if (cases[i].spots[j][0] == '\0') {
                REFUSED(&s, PK_LOT_FULL, park(&how));
                REFUSED(&s, PK_LOT_FULL,
                        pk_spot_suggest(&spot, s.t.lot, how.vehicle_class, how.needs));
                continue;
            }
            OK(pk_spot_suggest(&spot, s.t.lot, how.vehicle_class, how.needs));
            OK(pk_park(&parked[count], s.t.lot, &s.t.act, &how));
            assert_string_equal(parked[count].spot, cases[i].spots[j]);
            assert_string_equal(spot.label, cases[i].spots[j]);
            assert_int_equal(parked[count].vehicle_class, cases[i].class);
            count++;
        }
        while (count > 0)
            stay_leave(&s, &parked[--count]);
    }
}

/* An accessible or EV spot is given to anybody whom it fits, when it is named. */
static void a_wanted_spot(void **state)
{
    (void)state;
    static const struct {
        enum pk_vehicle_class class;
        const char *spot;
        enum pk_status status;
    } cases[] = {
        {PK_CAR, "B04", PK_OK},
        {PK_CAR, "a04", PK_OK},
        {PK_CAR, "B01", PK_OK},
        {PK_CAR, "B02", PK_SPOT_UNSUITABLE},
        {PK_VAN, "A03", PK_SPOT_UNSUITABLE},
        {PK_TRUCK, "A01", PK_SPOT_UNSUITABLE},
        {PK_TRUCK, "B03", PK_OK},
        {PK_MOTORCYCLE, "A04", PK_SPOT_UNSUITABLE},
        {PK_MOTORCYCLE, "A03", PK_OK},
        {PK_CAR, "Z99", PK_SPOT_UNKNOWN},
        {PK_CAR, "", PK_SPOT_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char plate[16];
        snprintf(plate, sizeof plate, "W%zu", i);
        struct pk_park how = stay_how(plate);
        how.vehicle_class = cases[i].class;
        how.spot = cases[i].spot;
        if (cases[i].status == PK_OK)
            OK(park(&how));
        else
            REFUSED(&s, cases[i].status, park(&how));
    }
}

static void a_taken_spot_names_who_has_it(void **state)
{
    (void)state;
    struct pk_act entry = {.station = "entry-2"};
    struct pk_ticket there;
    struct pk_park how = stay_how("FIRST");
    how.spot = "A02";
    OK(pk_park(&there, s.t.lot, &entry, &how));
    s.t.now += 90;
    how.registration = "SECOND";
    REFUSED(&s, PK_SPOT_TAKEN, park(&how));
    assert_int_equal(pk_error()->ticket_no, there.ticket_no);
    assert_int_equal(pk_error()->entry_time, TEST_LOT_START);
    assert_string_equal(pk_error()->station, "entry-2");
    assert_string_equal(pk_error()->spot, "A02");
    assert_string_equal(pk_error()->offer, "A01");
    assert_non_null(strstr(pk_error()->message, "FIRST"));
    stay_park(&s, "X1");
    stay_park(&s, "X3");
    REFUSED(&s, PK_SPOT_TAKEN, park(&how));
    assert_string_equal(pk_error()->offer, "");
}

static void a_closed_spot_is_passed_over(void **state)
{
    (void)state;
    struct pk_spot spot;
    OK(pk_spot_close(&spot, s.t.lot, &s.t.act, "A01", "oil on the floor"));
    assert_string_equal(stay_park(&s, "ONE").spot, "A02");
    struct pk_park how = stay_how("TWO");
    how.spot = "A01";
    REFUSED(&s, PK_SPOT_CLOSED, park(&how));
    assert_non_null(strstr(pk_error()->message, "oil on the floor"));
    stay_write(&s, "UPDATE parking_spot SET is_held = 1 WHERE label = 'A03'");
    how.spot = "A03";
    REFUSED(&s, PK_SPOT_CLOSED, park(&how));
    how.spot = NULL;
    REFUSED(&s, PK_LOT_FULL, park(&how));
    OK(pk_spot_open(&spot, s.t.lot, &s.t.act, "a01"));
    OK(park(&how));
}

static void already_inside(void **state)
{
    (void)state;
    struct pk_ticket there = stay_park(&s, "ab-12 cd");
    s.t.now += HOUR;
    struct pk_park how = stay_how("AB12.CD");
    REFUSED(&s, PK_ALREADY_PARKED, park(&how));
    assert_string_equal(pk_error()->ticket_id, there.ticket_id);
    assert_int_equal(pk_error()->ticket_no, 1);
    assert_int_equal(pk_error()->entry_time, TEST_LOT_START);
    assert_string_equal(pk_error()->spot, "A01");
    /* Look-alikes are not the same vehicle; a country makes another. */
    assert_string_equal(stay_park(&s, "A812CD").registration_number, "A812CD");
    assert_string_equal(stay_park(&s, "pl/ab12cd").registration_number, "PL/AB12CD");
}

/* What is wrong with the vehicle is said before what is wrong with the lot. */
static void the_order_of_refusals(void **state)
{
    (void)state;
    stay_park(&s, "INSIDE");
    stay_set(&s, "closed", "1");
    stay_write(&s, "INSERT INTO watchlist VALUES ('INSIDE', 'refuse', 'x', 1, NULL), "
                   "('BAD', 'refuse', 'owes since May', 1, NULL), ('ALERT', 'alert', 'x', 1, "
                   "NULL)");
    struct pk_park how = stay_how("?");
    REFUSED(&s, PK_REGISTRATION_INVALID, park(&how));
    how.registration = "INSIDE";
    REFUSED(&s, PK_ALREADY_PARKED, park(&how));
    how.registration = "b.a.d";
    REFUSED(&s, PK_REGISTRATION_REFUSED, park(&how));
    assert_non_null(strstr(pk_error()->message, "owes since May"));
    how.registration = "GOOD";
    REFUSED(&s, PK_LOT_FULL, park(&how));
    assert_non_null(strstr(pk_error()->message, "closed"));
    stay_set(&s, "closed", "0");
    stay_park(&s, "ALERT");
    stay_park(&s, "GOOD");
    how.registration = "LAST";
    REFUSED(&s, PK_LOT_FULL, park(&how));
}

static void bad_input(void **state)
{
    (void)state;
    static const char too_long[PK_TYPED_SIZE + 1] =
        "                                                                "
        "                                                               A";
    static const char *const plates[] = {
        NULL, "", "   ", "-", "A\xff", "A_B", "1234567890123456", "ABCD/1", "A\nB", too_long};
    for (size_t i = 0; i < sizeof plates / sizeof *plates; i++) {
        struct pk_park how = stay_how(plates[i]);
        REFUSED(&s, PK_REGISTRATION_INVALID, park(&how));
    }
    struct pk_park how = stay_how("OK1");
    how.vehicle_class = PK_VEHICLE_CLASS_COUNT;
    REFUSED(&s, PK_USAGE, park(&how));
    how = stay_how("OK1");
    how.spot = "\xff";
    REFUSED(&s, PK_USAGE, park(&how));
    how = stay_how("OK1");
    REFUSED(&s, PK_USAGE,
            pk_park(&(struct pk_ticket){0}, s.t.lot, &(struct pk_act){.station = ""}, &how));
    static const char *const names[] = {"a\nb", "\xff", "\x1b[2J", "\xc2\x9b"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct pk_act act = {.station = "desk-1"};
        snprintf(act.station, sizeof act.station, "%s", names[i]);
        REFUSED(&s, PK_USAGE, pk_park(&(struct pk_ticket){0}, s.t.lot, &act, &how));
        act = (struct pk_act){.station = "desk-1"};
        snprintf(act.who, sizeof act.who, "%s", names[i]);
        REFUSED(&s, PK_USAGE, pk_park(&(struct pk_ticket){0}, s.t.lot, &act, &how));
    }
    struct pk_act act = {.station = "desk-1", .request_id = "not a uuid"};
    REFUSED(&s, PK_USAGE, pk_park(&(struct pk_ticket){0}, s.t.lot, &act, &how));
}

/* From the first member of staff on, every change needs a name that signed in. */
static void staff_close_the_open_lot(void **state)
{
    (void)state;
    stay_park(&s, "BEFORE");
    stay_write(&s, "INSERT INTO staff (name, role, pin_hash, created_at) VALUES ('ann', "
                   "'manager', 'x', 1)");
    struct pk_park how = stay_how("AFTER");
    REFUSED(&s, PK_SIGN_IN_REQUIRED, park(&how));
}

static void a_late_entry(void **state)
{
    (void)state;
    struct pk_ticket ticket;
    struct pk_park how = stay_how("LATE");
    how.entered = s.t.now - 3 * HOUR;
    static const char *const reasons[] = {NULL, "", " \t", "two\nlines", "\xff"};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        how.reason = reasons[i];
        REFUSED(&s, PK_USAGE, park(&how));
    }
    char longest[PK_REASON_SIZE + 1];
    memset(longest, 'x', sizeof longest);
    longest[PK_REASON_SIZE] = '\0';
    how.reason = longest;
    REFUSED(&s, PK_USAGE, park(&how));
    longest[PK_REASON_SIZE - 1] = '\0';
    OK(pk_park(&ticket, s.t.lot, &s.t.act, &how));
    assert_string_equal(ticket.reason, longest);
    assert_true(ticket.is_late_entry);
    assert_int_equal(ticket.entry_time, s.t.now - 3 * HOUR);
    assert_int_equal(ticket.expires_at, s.t.now - 3 * HOUR + 7 * DAY);
    assert_int_equal(stay_quote(&s, &ticket).due, 600);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'late_entry'"), 1);
}

static void the_bounds_of_a_late_entry(void **state)
{
    (void)state;
    static const struct {
        int64_t ago;
        enum pk_status status;
    } cases[] = {
        {-1, PK_USAGE}, {-100 * DAY, PK_USAGE}, {7 * DAY + 1, PK_USAGE}, {36525LL * DAY, PK_USAGE},
        {0, PK_OK},     {7 * DAY, PK_OK},
    };
    struct pk_park how = stay_how("LATE");
    how.reason = "outage";
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char plate[16];
        snprintf(plate, sizeof plate, "LATE%zu", i);
        how.registration = plate;
        how.entered = s.t.now - cases[i].ago;
        if (cases[i].status == PK_OK)
            OK(park(&how));
        else
            REFUSED(&s, cases[i].status, park(&how));
    }
    how.registration = "FAR";
    how.entered = INT64_MAX;
    REFUSED(&s, PK_USAGE, park(&how));
    how.entered = INT64_MIN + 1;
    REFUSED(&s, PK_USAGE, park(&how));
}

#define PLAIN(test) cmocka_unit_test_setup_teardown(test, open_plain, close_lot)
#define MIXED(test) cmocka_unit_test_setup_teardown(test, open_mixed, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PLAIN(a_ticket_says_all),
        PLAIN(numbers_run_and_vehicles_come_again),
        MIXED(each_class_gets_what_fits),
        MIXED(a_wanted_spot),
        PLAIN(a_taken_spot_names_who_has_it),
        PLAIN(a_closed_spot_is_passed_over),
        PLAIN(already_inside),
        PLAIN(the_order_of_refusals),
        PLAIN(bad_input),
        PLAIN(staff_close_the_open_lot),
        PLAIN(a_late_entry),
        PLAIN(the_bounds_of_a_late_entry),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
