/*
 * A week of work ends with no ticket unaccounted for, sums that are equal everywhere, and a chain
 * that verifies.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../support/week.h"
#include "parkade/audit.h"
#include "parkade/report.h"
#include "parkade/shift.h"

static struct week w;
static int64_t first_day, last_day;

static int work(void **state)
{
    struct pk_local local;
    (void)state;
    week_work(&w, 7, 2026);
    pk_zone_local(&local, pk_lot_zone(w.s.t.lot), w.s.t.now);
    last_day = local.day_number;
    first_day = last_day - 6;
    return 0;
}

static int end(void **state)
{
    (void)state;
    week_end(&w);
    return 0;
}

/* The week was one: what it is made of came up, each of it. */
static void it_was_a_week(void **state)
{
    (void)state;
    assert_int_equal(w.drawer_count, 26);
    assert_true(w.issued > 700);
    assert_true(w.voided > 10 && w.replaced > 10 && w.released > 10 && w.alarms > 10);
    static const char *const kinds[] = {"void",    "release",  "refund",       "nil",
                                        "replace", "override", "late_entry",   "no_sale",
                                        "alarm",   "renew",    "cheaper_class"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char sql[96];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM exception WHERE kind = '%s'", kinds[i]);
        if (stay_count(&w.s, sql) < 5)
            fail_msg("hardly any %s", kinds[i]);
    }
}

static void every_ticket_is_accounted_for(void **state)
{
    struct pk_tally all, parts[64];
    size_t count;
    (void)state;
    OK(pk_accountability(&all, w.s.t.lot, first_day, last_day));
    assert_int_equal(all.missing, 0);
    assert_int_equal(all.issued, w.issued);
    assert_int_equal(all.exited, w.exited);
    assert_int_equal(all.voided, w.voided);
    assert_int_equal(all.replaced, w.replaced);
    assert_int_equal(all.released, w.released);
    assert_int_equal(all.inside, w.car_count);
    for (int by = 0; by < PK_TALLY_BY_COUNT; by++) {
        int64_t issued = 0, inside = 0;
        OK(pk_accountability_by(parts, 64, &count, w.s.t.lot, first_day, last_day,
                                (enum pk_tally_by)by));
        for (size_t i = 0; i < count; i++) {
            issued += parts[i].issued;
            inside += parts[i].inside;
            assert_int_equal(parts[i].missing, 0);
        }
        assert_int_equal(issued, w.issued);
        assert_int_equal(inside, w.car_count);
    }
}

static void money_is_equal_everywhere(void **state)
{
    (void)state;
    struct pk_shift_sums sums;
    struct pk_day days[7], sum;
    size_t count;
    int64_t cash = 0, card = 0;
    for (int i = 0; i < w.drawer_count; i++) {
        const struct drawer *d = &w.drawers[i];
        OK(pk_shift_sum(&sums, w.s.t.lot, d->shift_id));
        assert_int_equal(sums.by_method[PK_CASH], d->cash);
        assert_int_equal(sums.by_method[PK_CARD], d->card);
        assert_int_equal(sums.tenders[PK_NIL], d->nils);
        assert_int_equal(sums.drops, d->drops);
        assert_int_equal(sums.paid_outs, d->paid_outs);
        assert_int_equal(sums.no_sales, d->no_sales);
        cash += d->cash;
        card += d->card;
    }
    OK(pk_report_days(days, 7, &count, w.s.t.lot, first_day, last_day));
    pk_report_sum(&sum, days, count);
    assert_int_equal(sum.taken, w.taken);
    assert_int_equal(sum.by_method[PK_CASH], cash);
    assert_int_equal(sum.by_method[PK_CARD], card);
    assert_int_equal(stay_count(&w.s, "SELECT sum(amount) FROM payment"), w.taken);
    assert_int_equal(stay_count(&w.s, "SELECT sum(owed) FROM parking_ticket"), w.owed_in_all);
    assert_int_equal(stay_count(&w.s, "SELECT sum(cash) FROM day_close"),
                     stay_count(&w.s, "SELECT sum(deposit) FROM day_close"));
    assert_int_equal(stay_count(&w.s, "SELECT count(*) FROM shift WHERE is_reconciled = 0"), 0);
}

static void no_receipt_is_missing(void **state)
{
    struct pk_receipts receipts[8];
    size_t count;
    (void)state;
    OK(pk_receipts(receipts, 8, &count, w.s.t.lot, first_day, last_day));
    assert_int_equal(count, 2);
    int64_t all = 0;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(receipts[i].missing, 0);
        all += receipts[i].receipts;
    }
    assert_int_equal(all, stay_count(&w.s, "SELECT count(*) FROM tender"));
}

struct inbox {
    int64_t seqs[1024];
    int count, alarms;
};

static bool keep(const struct pk_exception *exception, void *context)
{
    struct inbox *inbox = context;
    inbox->seqs[inbox->count++] = exception->entry.seq;
    inbox->alarms += strcmp(exception->entry.kind, "alarm") == 0;
    return inbox->count < 1024;
}

/* The supervisor approved most of them; the manager has seen them all. */
static void the_inbox_empties(void **state)
{
    static struct inbox inbox;
    struct pk_exception out;
    struct pk_exception_filter open = {.has_all = false, .from = PK_NONE, .to = PK_NONE};
    (void)state;
    OK(pk_exception_each(w.s.t.lot, &open, keep, &inbox));
    assert_int_equal(inbox.count, w.exceptions + w.alarms);
    assert_int_equal(inbox.alarms, w.alarms);
    for (int i = 0; i < inbox.count; i++) {
        struct pk_act act = people_act(&w.s.t, "Max");
        OK(pk_acknowledge(&out, w.s.t.lot, &act, inbox.seqs[i], NULL));
    }
    inbox = (struct inbox){.count = 0};
    OK(pk_exception_each(w.s.t.lot, &open, keep, &inbox));
    assert_int_equal(inbox.count, 0);
}

static void the_file_agrees(void **state)
{
    (void)state;
    stay_must_agree(&w.s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_was_a_week),
        cmocka_unit_test(every_ticket_is_accounted_for),
        cmocka_unit_test(money_is_equal_everywhere),
        cmocka_unit_test(no_receipt_is_missing),
        cmocka_unit_test(the_inbox_empties),
        cmocka_unit_test(the_file_agrees),
    };
    return cmocka_run_group_tests_name("a week", tests, work, end);
}
