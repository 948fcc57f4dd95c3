/*
 * The overnight walk: what is found, what is none, and how it is settled.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/people.h"
#include "../support/stay.h"
#include "parkade/walk.h"

static struct stays s;
static struct pk_walk walk;
static struct pk_walk_finding found[32], finding;
static size_t found_count;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 8);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static enum pk_status see(const char *spot, const char *plate)
{
    const struct pk_sight sight = {spot, plate};
    return pk_walk_see(&walk, s.t.lot, &s.t.act, &sight, 1);
}

static enum pk_status settle(enum pk_walk_kind kind, const char *spot, bool is_left)
{
    const struct pk_settling how = {
        .kind = kind, .spot = spot, .is_left = is_left, .reason = "night", .entered = PK_NONE};
    return pk_walk_settle(&finding, s.t.lot, &s.t.act, &how);
}

static void look(void)
{
    OK(pk_walk_findings(found, 32, &found_count, s.t.lot, 0));
}

static void must_count(int64_t ghosts, int64_t strangers, int64_t moved)
{
    OK(pk_walk_get(&walk, s.t.lot, 0));
    assert_int_equal(walk.findings[PK_GHOST], ghosts);
    assert_int_equal(walk.findings[PK_STRANGER], strangers);
    assert_int_equal(walk.findings[PK_MOVED], moved);
}

/* A1 to A4 on A01 to A04; of these A1 is seen, A2 has gone, A3 stands on A05. */
static void walk_about(void)
{
    stay_park_at(&s, "A1", "A01");
    stay_park_at(&s, "A2", "A02");
    stay_park_at(&s, "A3", "A03");
    s.t.now += HOUR;
    OK(pk_walk_begin(&walk, s.t.lot, &s.t.act));
    OK(see("A01", "a 1"));
    OK(see("A02", NULL));
    OK(see("A03", NULL));
    OK(see("A05", "A3"));
    OK(see("A06", "X1"));
}

static void three_lists(void **state)
{
    (void)state;
    walk_about();
    assert_int_equal(walk.spots, 8);
    assert_int_equal(walk.seen, 5);
    must_count(1, 1, 1);
    look();
    assert_int_equal(found_count, 3);
    assert_int_equal(found[0].kind, PK_GHOST);
    assert_string_equal(found[0].spot, "A02");
    assert_string_equal(found[0].registration_number, "A2");
    assert_int_equal(found[0].ticket_no, 2);
    assert_int_equal(found[1].kind, PK_STRANGER);
    assert_string_equal(found[1].registration_number, "X1");
    assert_string_equal(found[1].ticket_id, "");
    assert_int_equal(found[2].kind, PK_MOVED);
    assert_string_equal(found[2].spot, "A05");
    assert_string_equal(found[2].ticket_spot, "A03");
}

static void each_is_settled(void **state)
{
    (void)state;
    struct pk_ticket ticket;
    walk_about();
    OK(settle(PK_GHOST, "a02", false));
    assert_int_equal(finding.how, PK_WALK_RELEASE);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM parking_ticket WHERE ticket_no = 2 "
                                    "AND ended_as = 'released' AND reason = 'night'"),
                     1);
    OK(settle(PK_STRANGER, "A06", false));
    assert_int_equal(finding.how, PK_WALK_PARK);
    OK(pk_ticket_resolve(&ticket, NULL, s.t.lot, "X1"));
    assert_string_equal(ticket.spot, "A06");
    assert_true(ticket.is_late_entry);
    assert_int_equal(ticket.entry_time, walk.begun_at);
    OK(settle(PK_MOVED, "A05", false));
    OK(pk_ticket_resolve(&ticket, NULL, s.t.lot, "A3"));
    assert_string_equal(ticket.spot, "A05");
    must_count(0, 0, 0);
    assert_int_equal(walk.settled, 3);
    look();
    assert_int_equal(found_count, 3);
    assert_int_equal(found[2].how, PK_WALK_MOVE);
    OK(pk_walk_end(&walk, s.t.lot, &s.t.act, NULL));
    assert_int_equal(walk.ended_at, s.t.now);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'walk'"), 10);
}

static void or_left_as_it_is(void **state)
{
    (void)state;
    walk_about();
    OK(settle(PK_GHOST, "A02", true));
    OK(settle(PK_STRANGER, "A06", true));
    OK(settle(PK_MOVED, "A05", true));
    must_count(0, 0, 0);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM parking_ticket "
                                    "WHERE exit_time IS NULL AND NOT is_late_entry"),
                     3);
    REFUSED(&s, PK_USAGE, settle(PK_GHOST, "A02", false));
    OK(pk_walk_end(&walk, s.t.lot, &s.t.act, NULL));
}

static void the_end_wants_them_settled(void **state)
{
    (void)state;
    walk_about();
    REFUSED(&s, PK_USAGE, pk_walk_end(&walk, s.t.lot, &s.t.act, NULL));
    REFUSED(&s, PK_USAGE, pk_walk_end(&walk, s.t.lot, &s.t.act, " "));
    OK(settle(PK_GHOST, "A02", false));
    OK(pk_walk_end(&walk, s.t.lot, &s.t.act, "fire alarm"));
    assert_string_equal(walk.end_reason, "fire alarm");
    assert_int_equal(walk.settled, 3);
    look();
    assert_int_equal(found[1].how, PK_WALK_LEAVE);
    assert_string_equal(found[1].reason, "fire alarm");
    REFUSED(&s, PK_USAGE, pk_walk_end(&walk, s.t.lot, &s.t.act, NULL));
    REFUSED(&s, PK_USAGE, see("A01", NULL));
    REFUSED(&s, PK_USAGE, settle(PK_MOVED, "A05", true));
}

/* The walk takes an hour: who comes, goes or is moved behind its back is no finding. */
static void what_happens_after_the_sight(void **state)
{
    (void)state;
    struct pk_ticket out, a = stay_park_at(&s, "A1", "A01"), b = stay_park_at(&s, "B1", "A02");
    stay_park_at(&s, "C1", "A03");
    OK(pk_walk_begin(&walk, s.t.lot, &s.t.act));
    OK(see("A01", NULL)); /* A1 is at the gate */
    OK(see("A04", NULL));
    OK(see("A02", "B1"));
    OK(see("A05", "D1")); /* D1 looks for a spot */
    OK(see("A06", "E1"));
    must_count(1, 2, 0);
    s.t.now += MINUTE;
    stay_leave(&s, &a);
    stay_park_at(&s, "F1", "A04");
    OK(pk_move(&out, s.t.lot, &s.t.act, b.ticket_id, "A07"));
    stay_park_at(&s, "D1", "A05");
    struct pk_ticket e = stay_park_at(&s, "E1", "A08");
    s.t.now += MINUTE;
    stay_leave(&s, &e); /* came and left */
    must_count(0, 0, 0);
    OK(see("A03", NULL));
    OK(see("A03", "C1")); /* seen again: it counts as last seen */
    must_count(0, 0, 0);
}

static void a_misread_plate_is_hinted(void **state)
{
    (void)state;
    stay_park_at(&s, "B0S 12", "A01");
    OK(pk_walk_begin(&walk, s.t.lot, &s.t.act));
    OK(see("A01", "8O5 IZ"));
    look();
    assert_int_equal(found_count, 2); /* the ghost, and what was typed */
    assert_string_equal(found[1].like, "B0S12");
    assert_int_equal(found[1].like_no, 1);
    assert_string_equal(found[1].like_spot, "A01");
    OK(see("A01", "B0S 12"));
    look();
    assert_int_equal(found_count, 0);
}

/* A typing error of the entry is amended; then the sight agrees. */
static void an_amended_plate_agrees(void **state)
{
    (void)state;
    struct pk_ticket out, a = stay_park_at(&s, "WRONG", "A01");
    OK(pk_walk_begin(&walk, s.t.lot, &s.t.act));
    OK(see("A01", "RIGHT"));
    must_count(1, 1, 0);
    OK(pk_amend(&out, s.t.lot, &s.t.act, a.ticket_id, "RIGHT", NULL));
    must_count(0, 0, 0);
}

static void a_list_is_seen_whole_or_not(void **state)
{
    (void)state;
    static const struct pk_sight good[] = {{"A01", "A1"}, {"A02", NULL}, {"a03", "b-1"}};
    static const struct pk_sight bad[] = {{"A04", "A4"}, {"Z99", NULL}};
    static const struct pk_sight worse[] = {{"A04", "A4"}, {"A05", "?!"}};
    OK(pk_walk_begin(&walk, s.t.lot, &s.t.act));
    OK(pk_walk_see(&walk, s.t.lot, &s.t.act, good, 3));
    assert_int_equal(walk.seen, 3);
    REFUSED(&s, PK_SPOT_UNKNOWN, pk_walk_see(&walk, s.t.lot, &s.t.act, bad, 2));
    REFUSED(&s, PK_REGISTRATION_INVALID, pk_walk_see(&walk, s.t.lot, &s.t.act, worse, 2));
    assert_string_equal(pk_error()->spot, "A05");
    REFUSED(&s, PK_USAGE, pk_walk_see(&walk, s.t.lot, &s.t.act, good, 0));
}

static void one_walk_at_a_time(void **state)
{
    (void)state;
    REFUSED(&s, PK_USAGE, see("A01", NULL));
    REFUSED(&s, PK_USAGE, pk_walk_get(&walk, s.t.lot, 0));
    REFUSED(&s, PK_USAGE, pk_walk_end(&walk, s.t.lot, &s.t.act, NULL));
    OK(pk_walk_begin(&walk, s.t.lot, &s.t.act));
    REFUSED(&s, PK_USAGE, pk_walk_begin(&walk, s.t.lot, &s.t.act));
    OK(pk_walk_end(&walk, s.t.lot, &s.t.act, NULL));
    OK(pk_walk_begin(&walk, s.t.lot, &s.t.act));
    assert_int_equal(walk.walk_id, 2);
    OK(pk_walk_get(&walk, s.t.lot, 1));
    assert_true(walk.ended_at != PK_NONE);
}

/* The act and the row of the walk stand together: a spot that is taken leaves both undone, and
 * asking again does nothing twice. */
static void together_or_not_at_all(void **state)
{
    (void)state;
    struct pk_act act = stay_act(&s);
    const struct pk_settling how = {
        .kind = PK_GHOST, .spot = "A02", .reason = "night", .entered = PK_NONE};
    struct pk_walk_finding again;
    walk_about();
    stay_park_at(&s, "T1", "A06");
    REFUSED(&s, PK_SPOT_TAKEN, settle(PK_STRANGER, "A06", false));
    REFUSED(&s, PK_USAGE, settle(PK_GHOST, "A01", false));
    REFUSED(&s, PK_USAGE, settle(PK_GHOST, "Z99", false));
    OK(pk_walk_settle(&finding, s.t.lot, &act, &how));
    OK(pk_walk_settle(&again, s.t.lot, &act, &how));
    assert_int_equal(again.how, PK_WALK_RELEASE);
    assert_int_equal(again.ticket_no, finding.ticket_no);
    REFUSED(&s, PK_USAGE, see("A02", "A2")); /* settled: its sight stays */
    const struct pk_settling other = {
        .kind = PK_MOVED, .spot = "A05", .reason = "night", .entered = PK_NONE};
    REFUSED(&s, PK_REQUEST_REUSED, pk_walk_settle(&again, s.t.lot, &act, &other));
    const struct pk_settling silent = {.kind = PK_MOVED, .spot = "A05", .entered = PK_NONE};
    REFUSED(&s, PK_USAGE, pk_walk_settle(&again, s.t.lot, &s.t.act, &silent));
}

struct sights_read {
    size_t count;
    struct pk_walk_sight last;
};

static bool read_sight(const struct pk_walk_sight *sight, void *context)
{
    struct sights_read *read = context;
    read->count++;
    read->last = *sight;
    return true;
}

static void sights_are_read_back(void **state)
{
    (void)state;
    struct sights_read read = {0};
    struct pk_walk_sight sight;
    walk_about();
    s.t.now += HOUR;
    OK(see("A07", "b 1"));
    OK(pk_walk_each_sight(s.t.lot, walk.walk_id, 0, read_sight, &read));
    assert_int_equal(read.count, 6);
    assert_string_equal(read.last.spot, "A07");
    assert_string_equal(read.last.registration_number, "B1");
    assert_int_equal(read.last.seen_at, s.t.now);
    read.count = 0;
    OK(pk_walk_each_sight(s.t.lot, walk.walk_id, s.t.now, read_sight, &read));
    assert_int_equal(read.count, 1);
    OK(pk_walk_sight(&sight, s.t.lot, walk.walk_id, read.last.spot_id));
    assert_string_equal(sight.registration_number, "B1");
    OK(pk_walk_sight(&sight, s.t.lot, walk.walk_id, read.last.spot_id + 1));
    assert_int_equal(sight.seen_at, PK_NONE);
}

static void findings_of_one_spot(void **state)
{
    (void)state;
    struct pk_walk_finding here[PK_WALK_KIND_COUNT];
    size_t count = 9;
    REFUSED(&s, PK_USAGE, pk_walk_findings_at(here, &count, s.t.lot, "A02"));
    assert_int_equal(count, 0);
    walk_about();
    OK(pk_walk_findings_at(here, &count, s.t.lot, "a02"));
    assert_int_equal(count, 1);
    assert_int_equal(here[0].kind, PK_GHOST);
    OK(pk_walk_findings_at(here, &count, s.t.lot, "A01"));
    assert_int_equal(count, 0);
    OK(see("A02", "A3")); /* another stands where A2 should: a ghost and a moved one */
    OK(pk_walk_findings_at(here, &count, s.t.lot, "A02"));
    assert_int_equal(count, 2);
    assert_int_equal(here[1].kind, PK_MOVED);
    OK(see("A02", "AZ")); /* looks like A2 */
    OK(pk_walk_findings_at(here, &count, s.t.lot, "A02"));
    assert_int_equal(here[1].kind, PK_STRANGER);
    assert_string_equal(here[1].like, "A2");
}

/* An attendant walks; releasing needs a supervisor, whose approval reaches the act. */
static void who_may_settle(void **state)
{
    (void)state;
    const struct pk_settling how = {
        .kind = PK_GHOST, .spot = "A02", .reason = "night", .entered = PK_NONE};
    const struct pk_settling left = {
        .kind = PK_STRANGER, .spot = "A06", .is_left = true, .reason = "night", .entered = PK_NONE};
    walk_about();
    people_hire(&s.t, "Max", PK_MANAGER);
    people_hire(&s.t, "Ana", PK_ATTENDANT);
    people_hire(&s.t, "Eve", PK_AUDITOR);
    struct pk_act act = people_act(&s.t, "Ana");
    REFUSED(&s, PK_NOT_PERMITTED, pk_walk_settle(&finding, s.t.lot, &act, &how));
    act = people_act(&s.t, "Eve");
    REFUSED(&s, PK_NOT_PERMITTED, pk_walk_settle(&finding, s.t.lot, &act, &left));
    REFUSED(&s, PK_SIGN_IN_REQUIRED, pk_walk_settle(&finding, s.t.lot, &s.t.act, &left));
    act = people_act(&s.t, "Ana"); /* left as it is: a way to hide one's own ghost */
    REFUSED(&s, PK_NOT_PERMITTED, pk_walk_settle(&finding, s.t.lot, &act, &left));
    REFUSED(&s, PK_NOT_PERMITTED, pk_walk_end(&walk, s.t.lot, &act, "tired"));
    act = people_approved(&s.t, "Ana", "Max");
    OK(pk_walk_settle(&finding, s.t.lot, &act, &left));
    assert_string_equal(finding.settled_by, "Ana");
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM exception WHERE kind = 'walk_leave' "
                                    "AND staff = 'Ana' AND approver = 'Max'"),
                     1);
    act = people_approved(&s.t, "Ana", "Max");
    OK(pk_walk_settle(&finding, s.t.lot, &act, &how));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'release' "
                                    "AND staff = 'Ana' AND approver = 'Max'"),
                     1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(three_lists),
        TEST(each_is_settled),
        TEST(or_left_as_it_is),
        TEST(the_end_wants_them_settled),
        TEST(what_happens_after_the_sight),
        TEST(a_misread_plate_is_hinted),
        TEST(an_amended_plate_agrees),
        TEST(a_list_is_seen_whole_or_not),
        TEST(one_walk_at_a_time),
        TEST(together_or_not_at_all),
        TEST(sights_are_read_back),
        TEST(findings_of_one_spot),
        TEST(who_may_settle),
    };
    return cmocka_run_group_tests_name("walk", tests, NULL, NULL);
}
