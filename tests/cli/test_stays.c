/*
 * Whole stays at the command line under a clock that the test sets: the price goes on, tickets
 * expire, grace runs out, money goes back a day later, the clock jumps back. The clock stands still
 * between the steps: no wait may rest on it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../support/story.h"

static void the_main_job(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("3"),
        {NULL, {"park", "ab-12 cd"}, NULL, "registration_number", "AB12CD"},
        {NULL, {"park", "ab-12 cd"}, "already_parked", "spot", "A01"},
        {NULL, {"available"}, NULL, "free", "2"},
        {"10:10", {"quote", "AB12CD"}, NULL, "due", "0"},
        {NULL, {"pay", "AB12CD", "--method", "cash"}, "nothing_due", NULL, NULL},
        {"11:30", {"retrieve", "AB12CD"}, "payment_required", "due", "400"},
        {NULL,
         {"pay", "AB12CD", "--method", "cash", "--tendered", "3"},
         "amount_short",
         "due",
         "400"},
        {NULL,
         {"pay", "AB12CD", "--method", "cash", "--tendered", "3"},
         "amount_short",
         "ticket_no",
         "1"},
        {NULL, {"show", "AB12CD"}, NULL, "paid", "0"},
        {NULL, {"pay", "AB12CD", "--method", "cash", "--tendered", "20"}, NULL, "change", "1600"},
        {NULL, {"pay", "AB12CD", "--method", "cash"}, "already_paid", "ticket_no", "1"},
        {NULL, {"renew", "AB12CD", "--reason", "r"}, "already_paid", "spot", "A01"},
        {NULL, {"void", "AB12CD", "--reason", "r"}, "already_paid", "ticket_no", "1"},
        {NULL, {"show", "#1"}, NULL, "state", "paid"},
        {NULL, {"retrieve", "AB12CD"}, NULL, "state", "exited"},
        {NULL, {"available"}, NULL, "free", "3"},
        {NULL, {"retrieve", "AB12CD"}, "ticket_unknown", NULL, NULL},
        {NULL, {"retrieve", "1"}, "ticket_closed", "exit_time", "2026-01-05T11:30:00Z"},
        STORY_SOUND,
    };
    STORY_ANEW(steps);
}

/* The free quarter needs no payment. */
static void a_short_stop_is_free(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("3"),
        {NULL, {"park", "AB12CD"}, NULL, NULL, NULL},
        {"10:14", {"retrieve", "AB12CD"}, NULL, "state", "exited"},
        STORY_SOUND,
    };
    STORY_ANEW(steps);
}

/* Unpaid for more than a week: the ticket is invalid until somebody renews it, the fee goes on. */
static void an_unpaid_ticket_expires(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("3"),
        {NULL, {"park", "AB12CD"}, NULL, "expires_at", "2026-01-12T10:00:00Z"},
        {"13 10:30", {"show", "AB12CD"}, NULL, "state", "expired"},
        {NULL, {"retrieve", "AB12CD"}, "ticket_expired", "expires_at", "2026-01-12T10:00:00Z"},
        {NULL, {"pay", "AB12CD", "--method", "cash"}, "ticket_expired", NULL, NULL},
        {NULL, {"renew", "AB12CD", "--reason", "was ill"}, NULL, "state", "parked"},
        {NULL, {"retrieve", "AB12CD"}, "payment_required", "due", "16200"},
        {NULL, {"pay", "AB12CD", "--method", "card"}, NULL, "amount", "16200"},
        {NULL, {"retrieve", "AB12CD"}, NULL, "state", "exited"},
        STORY_SOUND,
    };
    STORY_ANEW(steps);
}

/* Paid until noon, when the price rises; half past twelve another hour is due. */
static void the_exit_grace_runs_out(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("3"),
        {NULL, {"park", "AB12CD"}, NULL, NULL, NULL},
        {"11:30", {"pay", "AB12CD", "--method", "cash"}, NULL, "is_paid", "true"},
        {"11:59", {"quote", "AB12CD"}, NULL, "due", "0"},
        {"12:30", {"show", "AB12CD"}, NULL, "state", "overstayed"},
        {NULL, {"retrieve", "AB12CD"}, "payment_required", "due", "200"},
        {NULL, {"pay", "AB12CD", "--method", "cash"}, NULL, "amount", "200"},
        {NULL, {"retrieve", "AB12CD"}, NULL, "paid", "600"},
        STORY_SOUND,
    };
    STORY_ANEW(steps);
}

static void money_goes_back_the_next_day(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("3"),
        {NULL, {"park", "AB12CD"}, NULL, NULL, NULL},
        {"11:30", {"pay", "AB12CD", "--method", "cash"}, NULL, "amount", "400"},
        {NULL, {"retrieve", "AB12CD"}, NULL, NULL, NULL},
        {"6 09:00",
         {"refund", "1", "--amount", "4.01", "--reason", "r"},
         "amount_invalid",
         NULL,
         NULL},
        {NULL, {"refund", "1", "--amount", "4.00", "--reason", "r"}, NULL, "amount", "-400"},
        {NULL, {"refund", "1", "--amount", "0.01", "--reason", "r"}, "amount_invalid", NULL, NULL},
        {NULL, {"show", "1"}, NULL, "state", "exited"},
        {NULL,
         {"report", "revenue", "--from", "2026-01-05", "--to", "2026-01-06"},
         NULL,
         "days.0.taken",
         "400"},
        {NULL, {"report", "revenue"}, NULL, "sum.taken", "-400"},
        {NULL, {"report", "revenue"}, NULL, "sum.refunds", "400"},
        STORY_SOUND,
    };
    STORY_ANEW(steps);
}

/* No negative price, no lost ticket: a moment before the entry counts as the entry. */
static void the_clock_is_set_back(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("3"),
        {NULL, {"park", "AB12CD"}, NULL, NULL, NULL},
        {"09:00", {"quote", "AB12CD"}, NULL, "due", "0"},
        {NULL, {"show", "AB12CD"}, NULL, "state", "parked"},
        {NULL, {"retrieve", "AB12CD"}, NULL, "exit_time", "2026-01-05T10:00:00Z"},
        {NULL, {"park", "AB12CD"}, NULL, NULL, NULL},
        STORY_SOUND,
    };
    STORY_ANEW(steps);
}

/* Stories stand still; here the clock goes on, and starts anew with every program. */
static void the_clock_goes_on(void **state)
{
    (void)state;
    struct place place = place_make();
    snprintf(place.moment, sizeof place.moment, "@2026-01-05 10:00:00");
    story_make_lot(&place, "3");
    static const struct step steps[] = {
        {NULL, {"park", "AB12CD"}, NULL, "state", "parked"},
        {NULL, {"park", "AB12CE"}, NULL, "state", "parked"},
        {NULL, {"retrieve", "AB12CE"}, NULL, "state", "exited"},
        STORY_SOUND,
    };
    STORY(&place, steps);
    place_remove(&place);
}

static void mending_a_stay(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("3"),
        {NULL, {"park", "AB12CD"}, NULL, "spot", "A01"},
        {NULL, {"amend", "1", "--registration", "xy 9"}, NULL, "registration_number", "XY9"},
        {NULL, {"amend", "1", "--class", "van"}, NULL, "vehicle_class", "van"},
        {NULL, {"move", "XY9", "--spot", "a03"}, NULL, "spot", "A03"},
        {NULL, {"show", "@A03"}, NULL, "ticket_no", "1"},
        {"11:30", {"replace", "XY9", "--reason", "lost it"}, NULL, "ticket_no", "2"},
        {NULL, {"show", "1"}, NULL, "state", "replaced"},
        {NULL, {"retrieve", "1"}, "ticket_void", NULL, NULL},
        {NULL, {"quote", "2"}, NULL, "due", "400"},
        {NULL, {"release", "2", "--reason", "towed"}, NULL, "owed", "400"},
        {NULL, {"available"}, NULL, "free", "3"},
        {NULL, {"pay", "2", "--method", "cash"}, NULL, "amount", "400"},
        {NULL, {"show", "2"}, NULL, "owed", "0"},
        {NULL, {"park", "CD34EF"}, NULL, "ticket_no", "3"},
        {NULL, {"void", "3", "--reason", "wrong lot"}, NULL, "state", "void"},
        {NULL, {"park", "CD34EF"}, NULL, "ticket_no", "4"},
        {"13:00", {"pay", "4", "--method", "nil", "--reason", "staff"}, NULL, "amount", "0"},
        {NULL, {"retrieve", "4"}, NULL, "state", "exited"},
        {NULL, {"report", "day"}, NULL, "sum.issued", "4"},
        {NULL, {"report", "day"}, NULL, "hours.12.arrivals", "2"},
        {NULL, {"report", "day"}, NULL, "hours.14.inside", "0"},
        {NULL, {"report", "day"}, NULL, "hours.15.inside", "null"},
        {NULL, {"report", "day"}, NULL, "hours.23.arrivals", "null"},
        STORY_SOUND,
    };
    STORY_ANEW(steps);
}

/* A paper ticket of an outage is entered late. */
static void a_late_entry(void **state)
{
    (void)state;
    static const struct step steps[] = {
        STORY_INIT("3"),
        {NULL,
         {"park", "AB12CD", "--entered", "2026-01-05T09:30", "--reason", "outage"},
         NULL,
         "entry_time",
         "2026-01-05T08:30:00Z"},
        {NULL, {"show", "1"}, NULL, "is_late_entry", "true"},
        {NULL, {"quote", "1"}, NULL, "total", "400"},
        {NULL, {"quote", "1", "--at", "2026-01-05T12:00:00+01:00"}, NULL, "total", "600"},
        {NULL,
         {"park", "AB12CE", "--entered", "2026-01-05T13:00", "--reason", "r"},
         "usage",
         NULL,
         NULL},
        STORY_SOUND,
    };
    STORY_ANEW(steps);
}

int main(void)
{
    if (story_is_skipped())
        return 0;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_main_job),
        cmocka_unit_test(a_short_stop_is_free),
        cmocka_unit_test(an_unpaid_ticket_expires),
        cmocka_unit_test(the_exit_grace_runs_out),
        cmocka_unit_test(money_goes_back_the_next_day),
        cmocka_unit_test(the_clock_is_set_back),
        cmocka_unit_test(the_clock_goes_on),
        cmocka_unit_test(mending_a_stay),
        cmocka_unit_test(a_late_entry),
    };
    return cmocka_run_group_tests_name("cli stays", tests, NULL, NULL) != 0;
}
