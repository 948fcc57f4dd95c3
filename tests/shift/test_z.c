/*
 * After the close: the Z report reads as it did, recounts stand beside it, and two shifts of a
 * night keep apart.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sodium.h>
#include <stdlib.h>

#include "../support/till.h"

static struct stays s;
static struct pk_shift shift;
static struct pk_cash_count counted;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 40);
    till_staff(&s);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static enum pk_status recount_by(const char *who, int64_t shift_id, int64_t total)
{
    struct pk_cash cash = till_total(total);
    struct pk_act act = people_act_at(&s.t, who, "office");
    return pk_shift_recount(&counted, s.t.lot, &act, shift_id, &cash);
}

/* ---- the Z ---- */

static char *read_z(int64_t shift_id)
{
    json_t *report;
    OK(pk_shift_report(&report, s.t.lot, "", shift_id));
    char *text = json_dumps(report, JSON_COMPACT);
    json_decref(report);
    assert_non_null(text);
    return text;
}

static void the_z_reads_the_same(void **state)
{
    (void)state;
    till_open(&s, "Ana", "booth-1", 100);
    till_sell(&s, "Ana", "booth-1", "A1");
    shift = till_close(&s, "Ana", 100);
    char *before = read_z(shift.shift_id);
    OK(recount_by("Sue", shift.shift_id, 480));
    struct pk_act act = people_act(&s.t, "Max");
    struct pk_setting setting;
    OK(pk_setting_set(&setting, s.t.lot, &act, "name", "Another name"));
    s.t.now += 30 * DAY;
    char *after = read_z(shift.shift_id);
    assert_string_equal(after, before);
    free(before);
    free(after);
}

/* The Z has the journal's head of before it, the journal the hash of the Z. */
static void the_z_and_the_journal_hold_each_other(void **state)
{
    (void)state;
    unsigned char hash[32];
    char hex[65], query[512];
    till_open(&s, "Ana", "booth-1", 100);
    shift = till_close(&s, "Ana", 100);
    char *z = read_z(shift.shift_id);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)z, strlen(z), NULL, 0);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    snprintf(query, sizeof query,
             "SELECT count(*) FROM journal j JOIN journal_detail d USING (seq) JOIN shift z "
             "ON z.shift_id = d.detail->>'shift' JOIN journal b ON b.seq = j.seq - 1 "
             "WHERE j.kind = 'shift_close' AND d.detail->>'z_report' = '%s' "
             "AND z.z_report->>'$.journal.seq' = b.seq "
             "AND z.z_report->>'$.journal.hash' = lower(hex(b.hash))",
             hex);
    assert_int_equal(stay_count(&s, query), 1);
    free(z);
}

/* Somebody with SQL and a mind to: what the triggers would refuse is found afterwards. */
static void a_z_that_was_rewritten(void **state)
{
    (void)state;
    struct pk_check *check = calloc(1, sizeof *check);
    assert_non_null(check);
    till_open(&s, "Ana", "booth-1", 100);
    till_close(&s, "Ana", 100);
    stay_must_agree(&s);
    stay_tamper(&s, "UPDATE shift SET z_report = replace(z_report, '100', '101')");
    assert_int_equal(pk_check(check, s.t.lot), PK_CORRUPT);
    assert_int_equal(check->count, 1);
    assert_string_equal(check->findings[0].rule, "z_report");
    stay_tamper(&s, "UPDATE shift SET z_report = replace(z_report, '101', '100')");
    free(check);
}

static void recounts(void **state)
{
    (void)state;
    struct pk_cash found = till_total(95);
    till_open(&s, "Ana", "booth-1", 100);
    REFUSED(&s, PK_USAGE, recount_by("Sam", 1, 100)); /* still open */
    struct pk_act by_sue = people_act_at(&s.t, "Sue", "office");
    OK(pk_shift_close(&shift, s.t.lot, &by_sue, "Ana", &found));
    REFUSED(&s, PK_USAGE, recount_by("Sam", 7, 100));
    REFUSED(&s, PK_NOT_PERMITTED, recount_by("Sue", 1, 100)); /* she closed it */
    REFUSED(&s, PK_NOT_PERMITTED, recount_by("Ana", 1, 100));
    REFUSED(&s, PK_NOT_PERMITTED, recount_by("Ben", 1, 100)); /* an attendant */
    REFUSED(&s, PK_AMOUNT_INVALID, recount_by("Sam", 1, -1));
    struct pk_cash cash = till_total(97);
    struct pk_act act = people_approved(&s.t, "Ben", "Sue");
    REFUSED(&s, PK_NOT_PERMITTED, pk_shift_recount(&counted, s.t.lot, &act, 1, &cash));
    OK(recount_by("Sam", 1, 97));
    assert_string_equal(counted.kind, "recount");
    OK(recount_by("Max", 1, 98));
    OK(pk_shift_get(&shift, s.t.lot, 1));
    assert_int_equal(shift.counted, 95);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM cash_count WHERE kind = 'recount'"), 2);
}

/* ---- two shifts ---- */

/* One that goes over midnight belongs to the day it began; the next one, of the same evening's
 * attendant, to the day after. Each takes what was paid in it, whatever the clock says. */
static void over_midnight(void **state)
{
    (void)state;
    s.t.now = TEST_LOT_START + 11 * HOUR; /* 22:00 */
    struct pk_shift early = till_open(&s, "Ben", "booth-2", 0);
    struct pk_shift late = till_open(&s, "Ana", "booth-1", 1000);
    till_sell(&s, "Ana", "booth-1", "A1"); /* at midnight */
    till_sell(&s, "Ana", "booth-1", "A2"); /* at two */
    till_sell(&s, "Ben", "booth-2", "A3");
    till_close(&s, "Ben", 400);
    struct pk_shift closed = till_close(&s, "Ana", 1800);
    assert_string_equal(closed.business_date, "2026-01-05");
    struct pk_shift second = till_open(&s, "Ana", "booth-1", 1000);
    assert_string_equal(second.business_date, "2026-01-06");
    till_sell(&s, "Ana", "booth-1", "A4");
    s.t.now -= 6 * HOUR; /* and the clock is put back into the first shift's time */
    till_sell(&s, "Ana", "booth-1", "A5");
    second = till_close(&s, "Ana", 1800);
    assert_int_equal(closed.expected, 1800);
    assert_int_equal(second.expected, 1800);
    assert_int_equal(till_report(&s, "", early.shift_id, "methods.0.net"), 400);
    assert_int_equal(till_report(&s, "", late.shift_id, "methods.0.net"), 800);
    assert_int_equal(till_report(&s, "", second.shift_id, "methods.0.net"), 800);
    assert_int_equal(till_report(&s, "", late.shift_id, "tickets.number"), 2);
    assert_int_equal(till_report(&s, "", late.shift_id, "receipts.0.last"), 2);
    assert_int_equal(till_report(&s, "", second.shift_id, "receipts.0.first"), 3);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_z_reads_the_same),   TEST(the_z_and_the_journal_hold_each_other),
        TEST(a_z_that_was_rewritten), TEST(recounts),
        TEST(over_midnight),
    };
    return cmocka_run_group_tests_name("shift: z", tests, NULL, NULL);
}
