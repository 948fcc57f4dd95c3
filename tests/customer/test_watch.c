/*
 * The watchlist: who gets no ticket, who is told of, and what looks like either.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"
#include "parkade/watch.h"

static struct stays s;
static struct pk_watch watch;
static struct pk_ticket out;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 6);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static enum pk_status try_add(const char *plate, enum pk_watch_mark mark, const char *reason)
{
    return pk_watch_add(&watch, s.t.lot, &s.t.act, plate, mark, reason);
}

static enum pk_status try_park(const char *plate)
{
    struct pk_park how = stay_how(plate);
    return pk_park(&out, s.t.lot, &s.t.act, &how);
}

static void refused(void **state)
{
    (void)state;
    OK(try_add("b-ad 1", PK_WATCH_REFUSE, "left without paying"));
    assert_string_equal(watch.registration_number, "BAD1");
    assert_int_equal(watch.added_at, s.t.now);
    REFUSED(&s, PK_REGISTRATION_REFUSED, try_park("BAD 1"));
    assert_non_null(strstr(pk_error()->message, "left without paying"));
    OK(pk_watch_remove(&watch, s.t.lot, &s.t.act, "Bad-1"));
    assert_string_equal(watch.reason, "left without paying");
    OK(try_park("BAD 1"));
    assert_string_equal(out.alert, "");
}

static void looked_up_before(void **state)
{
    struct pk_watch_seen seen;
    (void)state;
    OK(try_add("BAD 1", PK_WATCH_REFUSE, "left without paying"));
    OK(try_add("VIP 1", PK_WATCH_ALERT, "call the office"));
    OK(pk_watch_look(&seen, s.t.lot, "b-ad1"));
    assert_true(seen.is_refused);
    assert_string_equal(seen.alert, "left without paying");
    OK(pk_watch_look(&seen, s.t.lot, "vip1"));
    assert_false(seen.is_refused);
    assert_string_equal(seen.alert, "call the office");
    OK(pk_watch_look(&seen, s.t.lot, "VIPI")); /* as an eye misreads it */
    assert_false(seen.is_refused);
    assert_non_null(strstr(seen.alert, "looks like VIP1"));
    OK(pk_watch_look(&seen, s.t.lot, "OTHER"));
    assert_string_equal(seen.alert, "");
    assert_int_equal(pk_watch_look(&seen, s.t.lot, "?"), PK_REGISTRATION_INVALID);
}

static void told_of(void **state)
{
    (void)state;
    OK(try_add("SEE1", PK_WATCH_ALERT, "police"));
    struct pk_act act = stay_act(&s);
    struct pk_park how = stay_how("SEE1");
    struct pk_ticket again;
    OK(pk_park(&out, s.t.lot, &act, &how));
    assert_string_equal(out.alert, "police");
    OK(pk_park(&again, s.t.lot, &act, &how)); /* the first answer */
    assert_string_equal(again.alert, "police");
    assert_string_equal(stay_see(&s, &out).alert, "");
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal_detail d "
                                    "JOIN journal j ON j.seq = d.seq WHERE j.kind = 'park' "
                                    "AND json_extract(d.detail, '$.alert') = 'police'"),
                     1);
}

/* One that looks like it parks whatever the mark; identity decides who is refused. */
static void look_alikes(void **state)
{
    (void)state;
    OK(try_add("B0SS1", PK_WATCH_REFUSE, "thief"));
    OK(try_add("SEE1", PK_WATCH_ALERT, "police"));
    static const char *const plates[][2] = {
        {"BOSS1", "looks like B0SS1: thief"},
        {"8Q55L", "looks like B0SS1: thief"},
        {"5EEI", "looks like SEE1: police"},
        {"SEE2", ""},
        {"BOSS", ""},
    };
    for (size_t i = 0; i < sizeof plates / sizeof *plates; i++) {
        OK(try_park(plates[i][0]));
        assert_string_equal(out.alert, plates[i][1]);
    }
}

/* It is inside already: to refuse would hide it. */
static void amended_to_a_watched_plate(void **state)
{
    (void)state;
    OK(try_add("BAD1", PK_WATCH_REFUSE, "thief"));
    struct pk_ticket ticket = stay_park(&s, "GOOD1");
    OK(pk_amend(&out, s.t.lot, &s.t.act, ticket.ticket_id, "BAD1", NULL));
    assert_string_equal(out.alert, "thief");
    enum pk_vehicle_class van = PK_VAN;
    OK(pk_amend(&out, s.t.lot, &s.t.act, ticket.ticket_id, NULL, &van));
    assert_string_equal(out.alert, "");
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal_detail WHERE "
                                    "json_extract(detail, '$.alert') = 'thief'"),
                     1);
}

static void refusals(void **state)
{
    (void)state;
    REFUSED(&s, PK_REGISTRATION_INVALID, try_add("!", PK_WATCH_ALERT, "x"));
    REFUSED(&s, PK_USAGE, try_add(NULL, PK_WATCH_ALERT, "x"));
    REFUSED(&s, PK_USAGE, try_add("A1", PK_WATCH_ALERT, ""));
    REFUSED(&s, PK_USAGE, try_add("A1", PK_WATCH_ALERT, NULL));
    REFUSED(&s, PK_USAGE, try_add("A1", PK_WATCH_MARK_COUNT, "x"));
    REFUSED(&s, PK_USAGE, try_add("A1", (enum pk_watch_mark) - 1, "x"));
    REFUSED(&s, PK_USAGE, pk_watch_remove(&watch, s.t.lot, &s.t.act, "A1"));
    REFUSED(&s, PK_USAGE, pk_watch_remove(&watch, s.t.lot, &s.t.act, NULL));
    OK(try_add("A1", PK_WATCH_ALERT, "x"));
    REFUSED(&s, PK_USAGE, try_add("a-1", PK_WATCH_REFUSE, "y"));
    assert_non_null(strstr(pk_error()->message, "alert: x"));
}

static bool count_one(const struct pk_watch *one, void *context)
{
    assert_string_equal(one->reason, "x");
    ++*(int *)context;
    return one->mark == PK_WATCH_ALERT;
}

static void the_list(void **state)
{
    (void)state;
    int count = 0;
    OK(try_add("C1", PK_WATCH_ALERT, "x"));
    OK(try_add("B1", PK_WATCH_REFUSE, "x"));
    OK(try_add("A1", PK_WATCH_ALERT, "x"));
    OK(pk_watch_each(s.t.lot, count_one, &count));
    assert_int_equal(count, 2); /* the second one stopped it */
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'watch'"), 3);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(refused),     TEST(looked_up_before),           TEST(told_of),
        TEST(look_alikes), TEST(amended_to_a_watched_plate), TEST(refusals),
        TEST(the_list),
    };
    return cmocka_run_group_tests_name("watchlist", tests, NULL, NULL);
}
