/*
 * The demo lot: every state is there, the file agrees with itself, and the same present gives the
 * same lot.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../support/folder.h"
#include "parkade/check.h"
#include "parkade/demo.h"
#include "parkade/journal.h"
#include "parkade/payment.h"
#include "parkade/report.h"
#include "parkade/spot.h"

enum { TICKETS_MAX = 20000, INSIDE_MAX = 256 };

/* A Tuesday evening, and a Sunday night just after the clocks went forward. */
static const int64_t evening = 1782837720; /* 2026-06-30T18:42:00+02:00 */
static const int64_t night = 1774747800;   /* 2026-03-29T03:30:00+02:00 */

static char folder[FOLDER_PATH_SIZE];

struct demo {
    const char *name;
    char path[FOLDER_PATH_SIZE];
    int64_t now;
    struct pk_lot *lot;
};

static struct demo evening_lot = {.name = "evening.db"}, same_lot = {.name = "same.db"},
                   night_lot = {.name = "night.db"};

/* ---- making the lots ---- */

static int64_t stand_still(void *context)
{
    const struct demo *demo = context;
    return demo->now;
}

static int last_percent, steps_back;

static void note_progress(int percent)
{
    steps_back += percent < last_percent;
    last_percent = percent;
}

static int make(struct demo *demo, int64_t now, struct pk_clock *clock)
{
    demo->now = now;
    folder_path(demo->path, folder, demo->name);
    *clock = (struct pk_clock){stand_still, demo};
    if (pk_demo_create(demo->path, now, note_progress) == PK_OK &&
        pk_lot_open(&demo->lot, demo->path, PK_LOT_READ_WRITE, clock) == PK_OK)
        return 0;
    print_error("%s: %s\n", demo->name, pk_error()->message);
    return -1;
}

static int set_up(void **state)
{
    static struct pk_clock clocks[3];
    (void)state;
    folder_make(folder);
    return make(&evening_lot, evening, &clocks[0]) != 0 ||
                   make(&same_lot, evening, &clocks[1]) != 0 ||
                   make(&night_lot, night, &clocks[2]) != 0
               ? -1
               : 0;
}

static int tear_down(void **state)
{
    (void)state;
    pk_lot_close(evening_lot.lot);
    pk_lot_close(same_lot.lot);
    pk_lot_close(night_lot.lot);
    folder_remove(folder);
    return 0;
}

/* ---- looking at them ---- */

static size_t list(struct pk_ticket *out, const struct demo *demo, enum pk_ticket_list which)
{
    size_t count;
    assert_int_equal(pk_ticket_list(out, INSIDE_MAX, &count, demo->lot, which), PK_OK);
    assert_true(count <= INSIDE_MAX);
    return count;
}

/* The ticket with the number NO; false behind the last one. */
static bool get_ticket(struct pk_ticket *out, const struct demo *demo, int no)
{
    char text[24];
    snprintf(text, sizeof text, "#%d", no);
    enum pk_status status = pk_ticket_resolve(out, NULL, demo->lot, text);
    assert_true(status == PK_OK || status == PK_TICKET_UNKNOWN);
    return status == PK_OK;
}

static int count_states(int out[static PK_TICKET_STATE_COUNT], const struct demo *demo)
{
    struct pk_ticket ticket;
    int no = 1;
    memset(out, 0, PK_TICKET_STATE_COUNT * sizeof *out);
    for (; no < TICKETS_MAX && get_ticket(&ticket, demo, no); no++)
        out[ticket.state]++;
    return no - 1;
}

static void see_every_state(const struct demo *demo)
{
    int states[PK_TICKET_STATE_COUNT];
    int tickets = count_states(states, demo);
    for (int i = 0; i < PK_TICKET_STATE_COUNT; i++) {
        print_message("# %s: %d %s\n", demo->name, states[i],
                      pk_ticket_state_name((enum pk_ticket_state)i));
        assert_true(states[i] >= 2);
    }
    assert_in_range(tickets, 3000, 9000);
}

static void every_state_occurs(void **state)
{
    (void)state;
    see_every_state(&evening_lot);
    see_every_state(&night_lot);
}

static void see_occupancy(const struct demo *demo)
{
    struct pk_availability availability;
    assert_int_equal(pk_availability(&availability, demo->lot, NULL, NULL), PK_OK);
    int64_t percent = availability.all.occupied * 100 / availability.all.total;
    print_message("# %s: %d %% occupied\n", demo->name, (int)percent);
    assert_in_range(percent, 65, 75);
    assert_int_equal(availability.all.total, 120);
    assert_int_equal(availability.level_count, 3);
    assert_true(availability.is_available);
}

static void two_thirds_or_more_are_occupied(void **state)
{
    (void)state;
    see_occupancy(&evening_lot);
    see_occupancy(&night_lot);
}

/* Of those inside: what a visitor of the demo shall find. */
static void see_inside(const struct demo *demo)
{
    static struct pk_ticket tickets[INSIDE_MAX];
    size_t count = list(tickets, demo, PK_LIST_INSIDE);
    int fresh = 0, long_inside = 0, in_time = 0, replacing = 0, half_paid = 0;
    for (size_t i = 0; i < count; i++) {
        const struct pk_ticket *ticket = &tickets[i];
        int64_t age = demo->now - ticket->entry_time;
        fresh += ticket->state == PK_PARKED && age < 15 * 60;
        long_inside += ticket->state == PK_PARKED && age > 4 * 3600;
        in_time += ticket->state == PK_PAID && ticket->expires_at >= demo->now;
        replacing += ticket->replaces[0] != '\0';
        half_paid += !ticket->is_paid && ticket->paid > 0;
        assert_true(age >= 0);
    }
    assert_true(fresh >= 3);
    assert_true(long_inside >= 1);
    assert_true(in_time >= 2);
    assert_int_equal(replacing, 1);
    assert_int_equal(half_paid, 1);
    assert_true(list(tickets, demo, PK_LIST_EXPIRED) >= 2);
    assert_true(list(tickets, demo, PK_LIST_OVERSTAYED) >= 1);
    assert_true(list(tickets, demo, PK_LIST_OWING) >= 1);
}

static void all_kinds_of_stays_are_inside(void **state)
{
    (void)state;
    see_inside(&evening_lot);
    see_inside(&night_lot);
}

static void a_look_alike_is_found(void **state)
{
    struct pk_ticket found[16];
    size_t count;
    (void)state;
    assert_int_equal(pk_ticket_search(found, 16, &count, evening_lot.lot, "HH0015B"), PK_OK);
    int seen = 0;
    for (size_t i = 0; i < count && i < 16; i++)
        seen += strcmp(found[i].registration_number, "HHQO158") == 0 ||
                strcmp(found[i].registration_number, "HHOO158") == 0;
    assert_int_equal(seen, 2);
}

static bool count_closed(const struct pk_spot *spot, void *context)
{
    int *closed = context;
    if (!spot->in_service) {
        assert_true(spot->closed_reason[0] != '\0');
        (*closed)++;
    }
    return true;
}

static void two_spots_are_out_of_service(void **state)
{
    int closed = 0;
    (void)state;
    assert_int_equal(pk_spot_each(evening_lot.lot, count_closed, &closed), PK_OK);
    assert_int_equal(closed, 2);
}

static bool count_kinds(const struct pk_entry *entry, void *context)
{
    int *counts = context;
    for (int kind = 0; kind < PK_ACT_COUNT; kind++)
        counts[kind] += strcmp(entry->kind, pk_act_name((enum pk_act_kind)kind)) == 0;
    return true;
}

static void the_journal_knows_every_kind_of_mending(void **state)
{
    static const enum pk_act_kind expected[] = {
        PK_ACT_PARK,     PK_ACT_LATE_ENTRY, PK_ACT_PAY,       PK_ACT_NIL,
        PK_ACT_OVERRIDE, PK_ACT_RENEW,      PK_ACT_AMEND,     PK_ACT_MOVE,
        PK_ACT_VOID,     PK_ACT_REPLACE,    PK_ACT_CARD,      PK_ACT_RELEASE,
        PK_ACT_REFUND,   PK_ACT_SPOT_CLOSE, PK_ACT_SPOT_OPEN, PK_ACT_RETRIEVE};
    int counts[PK_ACT_COUNT] = {0};
    (void)state;
    assert_int_equal(pk_journal_each(evening_lot.lot, 0, NULL, count_kinds, counts), PK_OK);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        if (counts[expected[i]] == 0)
            fail_msg("the journal has no %s", pk_act_name(expected[i]));
    }
}

static void the_file_agrees_with_itself(void **state)
{
    const struct demo *const all[] = {&evening_lot, &night_lot};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        static struct pk_check check;
        struct pk_verdict verdict;
        if (pk_check(&check, all[i]->lot) != PK_OK)
            fail_msg("%s: %zu findings: %s", all[i]->name, check.count,
                     check.count > 0 ? check.findings[0].message : pk_error()->message);
        assert_int_equal(pk_journal_verify(&verdict, all[i]->lot), PK_OK);
        assert_true(verdict.entries > check.tickets);
    }
}

static void no_card_is_in_doubt(void **state)
{
    struct pk_card_attempt doubt;
    size_t count;
    (void)state;
    assert_int_equal(pk_card_doubts(&doubt, 1, &count, evening_lot.lot), PK_OK);
    assert_int_equal(count, 0);
}

/* Working days bring more than Sundays, all bring something, and money is taken both ways. */
static void the_weeks_look_like_weeks(void **state)
{
    struct pk_day days[28], sum;
    size_t count;
    struct pk_local local;
    (void)state;
    pk_zone_local(&local, pk_lot_zone(evening_lot.lot), evening);
    assert_int_equal(
        pk_report_days(days, 28, &count, evening_lot.lot, local.day_number - 27, local.day_number),
        PK_OK);
    assert_int_equal(count, 28);
    int64_t of_weekday[7] = {0};
    for (size_t i = 0; i < 27; i++) { /* the last one is not over */
        assert_in_range(days[i].issued, 40, 400);
        assert_true(days[i].taken > 10000);
        of_weekday[((size_t)local.weekday + i + 1) % 7] += days[i].issued;
    }
    assert_true(of_weekday[2] > of_weekday[6] * 3 / 2);
    pk_report_sum(&sum, days, count);
    assert_true(sum.by_method[PK_CASH] > sum.taken / 5);
    assert_true(sum.by_method[PK_CARD] > sum.taken / 5);
    assert_true(sum.refunds > 0);
    assert_int_equal(sum.inside_before + sum.issued - sum.exited - sum.voided - sum.replaced -
                         sum.released,
                     sum.inside_after);
}

static void the_same_present_gives_the_same_lot(void **state)
{
    struct pk_ticket a, b;
    int no = 1;
    (void)state;
    for (; no < TICKETS_MAX && get_ticket(&a, &evening_lot, no); no++) {
        assert_true(get_ticket(&b, &same_lot, no));
        assert_string_equal(a.registration_typed, b.registration_typed);
        assert_string_equal(a.spot, b.spot);
        assert_int_equal(a.entry_time, b.entry_time);
        assert_int_equal(a.exit_time, b.exit_time);
        assert_int_equal(a.paid, b.paid);
        assert_int_equal(a.state, b.state);
    }
    assert_true(no > 1);
    assert_false(get_ticket(&b, &same_lot, no));
}

static void another_present_gives_another_lot(void **state)
{
    struct pk_ticket a, b;
    int equal = 0;
    (void)state;
    for (int no = 1; no <= 100; no++) {
        assert_true(get_ticket(&a, &evening_lot, no));
        assert_true(get_ticket(&b, &night_lot, no));
        equal += strcmp(a.registration_typed, b.registration_typed) == 0;
    }
    assert_true(equal < 10);
}

/* ---- making them again ---- */

static void a_lot_is_not_overwritten(void **state)
{
    int before[PK_TICKET_STATE_COUNT], after[PK_TICKET_STATE_COUNT];
    (void)state;
    int tickets = count_states(before, &same_lot);
    assert_int_equal(pk_demo_create(same_lot.path, evening, NULL), PK_USAGE);
    assert_int_equal(count_states(after, &same_lot), tickets);
}

static void nothing_is_left_where_nothing_can_be_made(void **state)
{
    char path[FOLDER_PATH_SIZE];
    int before = folder_count(folder, "");
    (void)state;
    folder_path(path, folder, "no/such.db");
    assert_int_not_equal(pk_demo_create(path, evening, NULL), PK_OK);
    assert_int_equal(folder_count(folder, ""), before);
}

static void progress_rises_to_a_hundred(void **state)
{
    (void)state;
    assert_int_equal(last_percent, 100);
    assert_int_equal(steps_back, 2); /* when the second and third lot were begun */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_occurs),
        cmocka_unit_test(two_thirds_or_more_are_occupied),
        cmocka_unit_test(all_kinds_of_stays_are_inside),
        cmocka_unit_test(a_look_alike_is_found),
        cmocka_unit_test(two_spots_are_out_of_service),
        cmocka_unit_test(the_journal_knows_every_kind_of_mending),
        cmocka_unit_test(the_file_agrees_with_itself),
        cmocka_unit_test(no_card_is_in_doubt),
        cmocka_unit_test(the_weeks_look_like_weeks),
        cmocka_unit_test(the_same_present_gives_the_same_lot),
        cmocka_unit_test(another_present_gives_another_lot),
        cmocka_unit_test(a_lot_is_not_overwritten),
        cmocka_unit_test(nothing_is_left_where_nothing_can_be_made),
        cmocka_unit_test(progress_rises_to_a_hundred),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
