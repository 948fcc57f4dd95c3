/*
 * A day on a lot: see day.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "parkade/check.h"
#include "parkade/journal.h"
#include "parkade/payment.h"
#include "parkade/report.h"
#include "parkade/shift.h"
#include "parkade/spot.h"
#include "parkade/uuid.h"
#include "people.h"
#include "scratch.h"

/* ---- the past ---- */

/* Each of 2000 stays is ten minutes after the one before; the last was six days ago. */
#define STAYS                                                                                      \
    "WITH RECURSIVE n (i, id, at) AS (SELECT 1, printf('%036d', 1), 1765879200 UNION ALL "         \
    "SELECT i + 1, printf('%036d', i + 1), at + 600 FROM n WHERE i < 2000) "
_Static_assert(TEST_LOT_START == 1765879200 + 1728000 && DAY_STAYS == 2000, "as STAYS says");

static const char *const past[] = {
    STAYS "INSERT INTO vehicle (registration_number, registration_folded) "
          "SELECT 'OLD' || i, '0LD' || i FROM n",
    STAYS "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, entry_time, "
          "exit_time, expires_at, is_paid, ended_as, found_by) "
          "SELECT id, i, i, 1 + i % 40, at, at + 60, at + 60, 1, 'exited', 'scan' FROM n",
    STAYS "INSERT INTO payment (payment_id, ticket_id) SELECT id, id FROM n",
    STAYS "INSERT INTO tender (payment_id, method, amount, time, receipt_no, request_id) "
          "SELECT id, 'cash', 200, at + 60, i, id FROM n",
    STAYS "INSERT INTO payment_quote (payment_id, at, tariff_version, total, lines) "
          "SELECT id, at, 1, 200, '[]' FROM n",
    STAYS "INSERT INTO card_attempt (attempt_id, ticket_id, amount, state, started_at, quoted_at) "
          "SELECT id, id, 200, 'declined', at, at FROM n",
    STAYS "INSERT INTO request SELECT id, 'park', zeroblob(32), '{}', at FROM n",
    STAYS "INSERT INTO journal (seq, time, kind, ticket_id, detail_hash, prev_hash, hash) "
          "SELECT i + 1, at, 'park', id, zeroblob(32), iif(i = 1, (SELECT hash FROM journal "
          "WHERE seq = 1), zeroblob(32)), zeroblob(32) FROM n",
    "UPDATE counter SET value = 2000 WHERE name = 'ticket_no'",
};

void day_past(const struct test_lot *t)
{
    for (size_t i = 0; i < sizeof past / sizeof past[0]; i++)
        outside_run(t->path, past[i]);
}

/* ---- a day's work ---- */

static void must(enum pk_status status)
{
    if (status != PK_OK)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

static struct pk_ticket park(struct test_lot *t, const char *plate, const char *spot)
{
    struct pk_ticket ticket;
    struct pk_park how = {.registration = plate, .spot = spot, .entered = PK_NONE};
    must(pk_park(&ticket, t->lot, &t->act, &how));
    return ticket;
}

static void do_parking(struct test_lot *t)
{
    struct pk_lot *lot = t->lot;
    struct pk_ticket ticket;
    struct pk_park late = {.registration = "LATE 1", .entered = t->now - 3600, .reason = "outage"};
    struct pk_park taken = {.registration = "X 9", .spot = "A02", .entered = PK_NONE};
    struct pk_park twice = {.registration = "A 2", .entered = PK_NONE};
    park(t, "A 1", NULL);
    park(t, "A 2", "A02");
    park(t, "OLD7", NULL); /* a vehicle that was here before */
    must(pk_park(&ticket, lot, &t->act, &late));
    assert_int_equal(pk_park(&ticket, lot, &t->act, &taken), PK_SPOT_TAKEN);
    assert_int_equal(pk_park(&ticket, lot, &t->act, &twice), PK_ALREADY_PARKED);
}

static void do_looking(struct test_lot *t)
{
    static const char *const texts[] = {
        "A1",       "1",     "#1",       "@A02",
        "plate:A2", "OLD55", "nobody 1", "00000000-0000-0000-0000-000000000005"};
    struct pk_lot *lot = t->lot;
    struct pk_ticket found[20];
    struct pk_quote quote;
    struct pk_tender tenders[8];
    size_t count;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        enum pk_found_by found_by;
        pk_ticket_resolve(found, &found_by, lot, texts[i]);
        must(pk_ticket_search(found, 20, &count, lot, texts[i]));
    }
    for (int list = PK_LIST_INSIDE; list <= PK_LIST_OWING; list++)
        must(pk_ticket_list(found, 20, &count, lot, (enum pk_ticket_list)list));
    must(pk_ticket_resolve(found, NULL, lot, "A1"));
    must(pk_quote(&quote, lot, found->ticket_id, PK_NONE));
    must(pk_tender_list(tenders, 8, &count, lot, found->ticket_id));
}

static void pay(struct test_lot *t, const char *ticket_id, enum pk_method method)
{
    struct pk_tender tender;
    struct pk_pay how = {.ticket_id = ticket_id,
                         .tender_count = 1,
                         .tenders = {{method, PK_NONE, PK_NONE}},
                         .quoted_at = PK_NONE,
                         .override_price = PK_NONE,
                         .reason = method == PK_NIL ? "good will" : NULL};
    must(pk_pay(&tender, NULL, t->lot, &t->act, &how));
}

static void do_paying(struct test_lot *t)
{
    struct pk_lot *lot = t->lot;
    const struct pk_act *act = &t->act;
    struct pk_ticket a = park(t, "P 1", NULL), b = park(t, "P 2", NULL), c = park(t, "P 3", NULL);
    struct pk_tender tender;
    struct pk_card_terminal terminal;
    struct pk_card_attempt attempts[4];
    size_t count;
    t->now += 3600;
    pay(t, a.ticket_id, PK_CASH);
    must(pk_refund(&tender, lot, act, a.ticket_id, 100, PK_CASH, "too much"));
    pay(t, a.ticket_id, PK_NIL);
    must(pk_retrieve(&a, lot, act, a.ticket_id, PK_FOUND_BY_SCAN));
    must(pk_card_simulator(&terminal, "late"));
    assert_int_equal(pk_pay_card(&tender, lot, act, &terminal, b.ticket_id, PK_NONE, PK_NONE),
                     PK_PAYMENT_REQUIRED); /* in doubt */
    must(pk_card_doubts(attempts, 4, &count, lot));
    assert_int_equal(count, 1);
    must(pk_pay_card(&tender, lot, act, &terminal, b.ticket_id, PK_NONE, PK_NONE));
    must(pk_card_begin(attempts, lot, act, c.ticket_id, PK_NONE, PK_NONE));
    must(pk_card_settle(&tender, lot, act, attempts->attempt_id, PK_CARD_DECLINED));
}

static void do_mending(struct test_lot *t)
{
    static const enum pk_vehicle_class van = PK_VAN;
    struct pk_lot *lot = t->lot;
    const struct pk_act *act = &t->act;
    struct pk_ticket out, a = park(t, "M 1", NULL), b = park(t, "M 2", NULL),
                          c = park(t, "M 3", NULL);
    must(pk_renew(&out, lot, act, a.ticket_id, "forgot"));
    must(pk_amend(&out, lot, act, a.ticket_id, "M 7", &van));
    must(pk_move(&out, lot, act, a.ticket_id, "B20"));
    must(pk_void(&out, lot, act, a.ticket_id, "mistake"));
    must(pk_replace(&out, lot, act, b.ticket_id, "lost", NULL, true));
    t->now += 7200;
    must(pk_release(&out, lot, act, c.ticket_id, "towed"));
    assert_true(out.owed > 0);
    pay(t, c.ticket_id, PK_CASH);
}

/* The same request again, at another station than the others. */
static void do_again(struct test_lot *t)
{
    struct pk_ticket first, again;
    struct pk_act act = {.station = "exit-1"};
    struct pk_park how = {.registration = "R 1", .entered = PK_NONE};
    pk_uuid_make(act.request_id, t->now);
    must(pk_park(&first, t->lot, &act, &how));
    must(pk_park(&again, t->lot, &act, &how));
    assert_string_equal(again.ticket_id, first.ticket_id);
    must(pk_ticket_resolve_again(&again, NULL, t->lot, "R 1", act.request_id));
}

static bool go_on(const struct pk_spot *spot, void *context)
{
    (void)spot, (void)context;
    return true;
}

static bool read_on(const struct pk_entry *entry, void *context)
{
    (void)entry, (void)context;
    return true;
}

static void do_spots(struct test_lot *t)
{
    struct pk_lot *lot = t->lot;
    struct pk_spot spot;
    struct pk_availability availability;
    must(pk_spot_close(&spot, lot, &t->act, "B10", "oil"));
    must(pk_spot_open(&spot, lot, &t->act, "B10"));
    must(pk_spot_get(&spot, lot, spot.spot_id));
    must(pk_spot_each(lot, go_on, NULL));
    must(pk_spot_suggest(&spot, lot, PK_CAR, PK_NEED_NONE));
    assert_int_equal(pk_spot_suggest(&spot, lot, PK_CAR, PK_NEED_EV), PK_LOT_FULL);
    must(pk_availability(&availability, lot, NULL, NULL));
    must(pk_availability(&availability, lot, NULL, spot.level));
}

static void do_office(struct test_lot *t)
{
    static const char tariff[] = "name = Dear\neach 1h = 9.00\n";
    struct pk_lot *lot = t->lot;
    struct pk_setting setting, settings[32];
    struct pk_tariff_version version, versions[4];
    struct pk_day days[40];
    struct pk_hour hours[24];
    size_t count;
    char *text;
    int64_t head, today = t->now / 86400;
    must(pk_setting_get(&setting, lot, "exit_grace"));
    must(pk_setting_set(&setting, lot, &t->act, "exit_grace", "20m"));
    must(pk_setting_list(settings, 32, &count, lot));
    must(pk_tariff_install(&version, lot, &t->act, tariff, strlen(tariff), PK_NONE, NULL));
    must(pk_tariff_version_list(versions, 4, &count, lot));
    must(pk_tariff_version_text(&version, &text, lot, 0));
    free(text);
    must(pk_journal_head(&head, lot));
    must(pk_journal_each(lot, head - 5, &head, read_on, NULL));
    must(pk_report_days(days, 40, &count, lot, today - 1, today));
    must(pk_report_hours(hours, lot, today));
    pk_lot_has_changed(lot);
}

static bool shift_on(const struct pk_shift *shift, void *context)
{
    (void)shift, (void)context;
    return true;
}

static bool count_on(const struct pk_cash_count *count, void *context)
{
    (void)count, (void)context;
    return true;
}

static void do_looking_at_shifts(struct test_lot *t, int64_t shift_id)
{
    json_t *report;
    int64_t today = t->now / 86400;
    must(pk_shift_counts(t->lot, shift_id, count_on, NULL));
    must(pk_shift_each(t->lot, PK_NONE, PK_NONE, shift_on, NULL));
    must(pk_shift_each(t->lot, today - 1, today, shift_on, NULL));
    must(pk_shift_report(&report, t->lot, "Max", shift_id));
    json_decref(report);
}

/* From the first member of staff on; so it is the last of the day. */
static void do_a_shift(struct test_lot *t)
{
    struct pk_lot *lot = t->lot;
    struct pk_shift shift;
    struct pk_cash_movement movement;
    struct pk_cash_count counted;
    struct pk_tender tender;
    struct pk_cash cash = {.total = 5000};
    people_hire(t, "Max", PK_MANAGER);
    people_hire(t, "Sue", PK_SUPERVISOR);
    t->act = people_act(t, "Max");
    must(pk_shift_open(&shift, lot, &t->act, &cash));
    t->act.request_id[0] = '\0';
    struct pk_ticket ticket = park(t, "S 1", NULL);
    t->now += 7200;
    pay(t, ticket.ticket_id, PK_CASH);
    must(pk_refund(&tender, lot, &t->act, ticket.ticket_id, 100, PK_CASH, "too much"));
    must(pk_shift_drop(&movement, lot, &t->act, 1000, "17"));
    must(pk_shift_paid_out(&movement, lot, &t->act, 200, "stamps"));
    must(pk_shift_no_sale(&movement, lot, &t->act, "change"));
    must(pk_shift_count(&counted, lot, &t->act, NULL, &cash));
    do_looking_at_shifts(t, shift.shift_id);
    must(pk_shift_close(&shift, lot, &t->act, NULL, NULL));
    do_looking_at_shifts(t, shift.shift_id);
    t->act = people_act(t, "Sue");
    must(pk_shift_recount(&counted, lot, &t->act, shift.shift_id, &cash));
}

void day_proofs(struct test_lot *t)
{
    char path[FOLDER_PATH_SIZE];
    struct pk_verdict verdict;
    struct pk_check *check = calloc(1, sizeof *check);
    assert_non_null(check);
    folder_path(path, t->folder, "copy.db");
    pk_check(check, t->lot); /* the past that was made up does not prove */
    pk_journal_verify(&verdict, t->lot);
    must(pk_backup(t->lot, &t->act, path));
    free(check);
}

void day_work(struct test_lot *t)
{
    do_parking(t);
    do_looking(t);
    do_paying(t);
    do_mending(t);
    do_again(t);
    do_spots(t);
    do_office(t);
    do_a_shift(t);
}
