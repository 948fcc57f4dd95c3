/*
 * Spots and how many of them are free.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"

static struct stays s;
static struct pk_spot spot;
static struct pk_availability now;

static int open_lot(void **state)
{
    (void)state;
    stay_open_as(&s,
                 "[level Ground]\nrow A = 01-02 standard, 03 ev\n"
                 "[level Roof]\nrow B = 01-02 compact\n",
                 NULL);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static void counts_are(const struct pk_spot_counts *counts, int64_t total, int64_t free,
                       int64_t occupied)
{
    assert_int_equal(counts->total, total);
    assert_int_equal(counts->free, free);
    assert_int_equal(counts->occupied, occupied);
    assert_int_equal(counts->out_of_service, total - free - occupied);
}

static void see(const enum pk_spot_kind *kind, const char *level)
{
    OK(pk_availability(&now, s.t.lot, kind, level));
}

static void state_is(const char *state, bool is_available)
{
    see(NULL, NULL);
    assert_string_equal(now.state, state);
    assert_int_equal(now.is_available, is_available);
}

static void all_and_parts(void **state)
{
    (void)state;
    stay_park_at(&s, "A1", "A01");
    stay_park_at(&s, "A2", "B02");
    OK(pk_spot_close(&spot, s.t.lot, &s.t.act, "A03", "no power"));
    see(NULL, NULL);
    counts_are(&now.all, 5, 2, 2);
    counts_are(&now.by_kind[PK_STANDARD], 2, 1, 1);
    counts_are(&now.by_kind[PK_EV], 1, 0, 0);
    counts_are(&now.by_kind[PK_COMPACT], 2, 1, 1);
    counts_are(&now.by_kind[PK_OVERSIZE], 0, 0, 0);
    assert_int_equal(now.level_count, 2);
    assert_string_equal(now.by_level[0].level, "Ground");
    counts_are(&now.by_level[0].counts, 3, 1, 1);
    assert_string_equal(now.by_level[1].level, "Roof");
    counts_are(&now.by_level[1].counts, 2, 1, 1);
}

static void only_a_kind_or_a_level(void **state)
{
    (void)state;
    enum pk_spot_kind ev = PK_EV, oversize = PK_OVERSIZE, none = PK_SPOT_KIND_COUNT;
    stay_park_at(&s, "A1", "A03");
    see(&ev, NULL);
    counts_are(&now.all, 1, 0, 1);
    assert_string_equal(now.state, "full");
    assert_false(now.is_available);
    see(NULL, "Roof");
    counts_are(&now.all, 2, 2, 0);
    assert_int_equal(now.level_count, 1);
    assert_string_equal(now.state, "open");
    see(&ev, "Roof");
    counts_are(&now.all, 0, 0, 0);
    see(&oversize, NULL);
    counts_are(&now.all, 0, 0, 0);
    assert_false(now.is_available);
    REFUSED(&s, PK_USAGE, pk_availability(&now, s.t.lot, NULL, "Cellar"));
    REFUSED(&s, PK_USAGE, pk_availability(&now, s.t.lot, NULL, ""));
    REFUSED(&s, PK_USAGE, pk_availability(&now, s.t.lot, &none, NULL));
}

static void open_full_closed(void **state)
{
    (void)state;
    static const char *const spots[] = {"A01", "A02", "A03", "B01", "B02"};
    char plate[8];
    struct pk_ticket last;
    state_is("open", true);
    for (int i = 0; i < 5; i++) {
        state_is("open", true);
        snprintf(plate, sizeof plate, "P%d", i);
        last = stay_park_at(&s, plate, spots[i]);
    }
    state_is("full", false);
    stay_set(&s, "closed", "1");
    state_is("closed", false);
    stay_leave(&s, &last);
    state_is("closed", false);
    counts_are(&now.all, 5, 1, 4);
    stay_set(&s, "closed", "0");
    state_is("open", true);
}

/* Out of service, empty and with a vehicle on it; counted once, as what it is. */
static void out_of_service(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park_at(&s, "A1", "A01");
    REFUSED(&s, PK_USAGE, pk_spot_close(&spot, s.t.lot, &s.t.act, "A01", NULL));
    REFUSED(&s, PK_USAGE, pk_spot_close(&spot, s.t.lot, &s.t.act, "A01", " "));
    REFUSED(&s, PK_SPOT_UNKNOWN, pk_spot_close(&spot, s.t.lot, &s.t.act, "Z1", "why"));
    REFUSED(&s, PK_SPOT_UNKNOWN, pk_spot_open(&spot, s.t.lot, &s.t.act, "Z1"));
    REFUSED(&s, PK_USAGE, pk_spot_open(&spot, s.t.lot, &s.t.act, NULL));
    OK(pk_spot_close(&spot, s.t.lot, &s.t.act, "a01", "wet paint"));
    assert_string_equal(spot.label, "A01");
    assert_false(spot.in_service || spot.is_available);
    assert_string_equal(spot.closed_reason, "wet paint");
    assert_int_equal(spot.ticket_no, 1);
    see(NULL, NULL);
    counts_are(&now.all, 5, 4, 1);
    stay_leave(&s, &ticket);
    see(NULL, NULL);
    counts_are(&now.all, 5, 4, 0);
    OK(pk_spot_close(&spot, s.t.lot, &s.t.act, "A01", "still wet"));
    assert_string_equal(spot.closed_reason, "still wet");
    OK(pk_spot_open(&spot, s.t.lot, &s.t.act, "A01"));
    assert_true(spot.in_service && spot.is_available);
    assert_string_equal(spot.closed_reason, "");
    see(NULL, NULL);
    counts_are(&now.all, 5, 5, 0);
}

static void one_spot(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park_at(&s, "A1", "B02");
    OK(pk_spot_find(&spot, s.t.lot, "b02"));
    assert_string_equal(spot.label, "B02");
    assert_string_equal(spot.level, "Roof");
    assert_int_equal(spot.kind, PK_COMPACT);
    assert_int_equal(spot.ticket_no, ticket.ticket_no);
    assert_int_equal(spot.entry_time, ticket.entry_time);
    assert_int_equal(spot.state, PK_PARKED);
    assert_string_equal(spot.registration_number, "A1");
    int64_t id = spot.spot_id;
    s.t.now = ticket.expires_at + 1;
    OK(pk_spot_get(&spot, s.t.lot, id));
    assert_int_equal(spot.state, PK_EXPIRED);
    REFUSED(&s, PK_SPOT_UNKNOWN, pk_spot_get(&spot, s.t.lot, 0));
    REFUSED(&s, PK_SPOT_UNKNOWN, pk_spot_find(&spot, s.t.lot, "B2"));
}

static bool gather(const struct pk_spot *each, void *context)
{
    char *text = context;
    snprintf(text + strlen(text), 64 - strlen(text), "%s%s ", each->label,
             each->ticket_no ? "*" : "");
    return strcmp(each->label, "B01") != 0;
}

static void a_walk(void **state)
{
    (void)state;
    char text[64] = "";
    stay_park_at(&s, "A1", "A02");
    OK(pk_spot_each(s.t.lot, gather, text));
    assert_string_equal(text, "A01 A02* A03 B01 ");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_and_parts),    TEST(only_a_kind_or_a_level),
        TEST(open_full_closed), TEST(out_of_service),
        TEST(one_spot),         TEST(a_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
