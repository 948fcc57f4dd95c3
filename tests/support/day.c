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
#include "parkade/audit.h"
#include "parkade/check.h"
#include "parkade/dayclose.h"
#include "parkade/journal.h"
#include "parkade/payment.h"
#include "parkade/permit.h"
#include "parkade/report.h"
#include "parkade/shift.h"
#include "parkade/spot.h"
#include "parkade/uuid.h"
#include "parkade/validation.h"
#include "parkade/walk.h"
#include "parkade/watch.h"
#include "people.h"
#include "scratch.h"
#include "stay.h"

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

/* Each of them had a sponsor's code and was under one permit: that is given to open tickets only,
 * and must be put behind the walls. */
static const char past_customers[] =
    "INSERT INTO permit (permit_id, holder, valid_from, valid_to, max_inside) "
    "VALUES (1, 'ACME', 0, 9999999999, 2); INSERT INTO permit_plate VALUES ('C1', 1), ('C2', 1);"
    "UPDATE parking_ticket SET permit_id = 1;"
    "INSERT INTO validation (code, sponsor, kind, value, per_day, given) "
    "VALUES ('HALF', 'Gym', 'percent', 50, 500, 2000);" STAYS
    "INSERT INTO ticket_validation (ticket_id, code, time, request_id, taken, taken_at) "
    "SELECT id, 'HALF', at, id, 100, at + 60 FROM n";

void day_past(const struct test_lot *t)
{
    for (size_t i = 0; i < sizeof past / sizeof past[0]; i++)
        outside_run(t->path, past[i]);
    struct stays outsider = {.outside = NULL};
    assert_int_equal(sqlite3_open(t->path, &outsider.outside), SQLITE_OK);
    stay_tamper(&outsider, past_customers);
    sqlite3_close(outsider.outside);
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
    for (int list = PK_LIST_INSIDE; list <= PK_LIST_DOUBT; list++)
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

static void do_permits(struct test_lot *t)
{
    static const char *const plates[] = {"C 3"};
    struct pk_lot *lot = t->lot;
    struct pk_permit_new how = {"Corner shop", PK_NONE, t->now + 86400, 1, 1, plates};
    struct pk_permit permit;
    struct pk_ticket out, under = park(t, "C 1", NULL), other = park(t, "X 1", NULL);
    assert_int_equal(under.permit_id, 1);
    must(pk_permit_add(&permit, lot, &t->act, &how));
    must(pk_permit_add_plate(&permit, lot, &t->act, 1, "C 4"));
    must(pk_permit_remove_plate(&permit, lot, &t->act, 1, "C 4"));
    must(pk_amend(&out, lot, &t->act, other.ticket_id, "C 2", NULL));
    assert_int_equal(out.permit_id, 1);
    must(pk_retrieve(&out, lot, &t->act, under.ticket_id, PK_FOUND_BY_SCAN));
    must(pk_permit_end(&permit, lot, &t->act, 1));
}

static bool read_permit(const struct pk_permit *permit, void *context)
{
    (void)permit, (void)context;
    return true;
}

static bool read_watch(const struct pk_watch *watch, void *context)
{
    (void)watch, (void)context;
    return true;
}

static bool read_sponsor(const struct pk_sponsor_day *day, void *context)
{
    (void)day, (void)context;
    return true;
}

static void do_codes(struct test_lot *t)
{
    struct pk_lot *lot = t->lot;
    struct pk_validation code = {.code = "film",
                                 .sponsor = "Kino",
                                 .value = 30,
                                 .valid_from = PK_NONE,
                                 .valid_to = PK_NONE,
                                 .per_day = PK_NONE,
                                 .most = 5};
    struct pk_given given;
    struct pk_tender tender;
    struct pk_ticket out, ticket = park(t, "V 1", NULL);
    struct pk_pay how = {.ticket_id = ticket.ticket_id,
                         .tender_count = 1,
                         .tenders = {{PK_CASH, PK_NONE, PK_NONE}},
                         .quoted_at = PK_NONE,
                         .override_price = PK_NONE,
                         .validation = "film"};
    must(pk_validation_add(&code, lot, &t->act, &code));
    t->now += 7200;
    must(pk_validation_give(&given, lot, &t->act, ticket.ticket_id, "half"));
    must(pk_pay(&tender, NULL, lot, &t->act, &how));
    must(pk_retrieve(&out, lot, &t->act, ticket.ticket_id, PK_FOUND_BY_SCAN));
    must(pk_validation_end(&code, lot, &t->act, "film"));
}

static void do_customers(struct test_lot *t)
{
    struct pk_lot *lot = t->lot;
    struct pk_watch watch;
    struct pk_setting setting;
    struct pk_validation codes[4];
    struct pk_permit permit;
    size_t count;
    int64_t today = t->now / 86400;
    must(pk_setting_set(&setting, lot, &t->act, "reserve.permit", "3"));
    must(pk_watch_add(&watch, lot, &t->act, "V1", PK_WATCH_ALERT, "police"));
    do_permits(t);
    do_codes(t);
    must(pk_permit_get(&permit, lot, 1));
    must(pk_permit_each(lot, read_permit, NULL));
    must(pk_watch_each(lot, read_watch, NULL));
    must(pk_validation_list(codes, 4, &count, lot));
    must(pk_report_sponsors(lot, today - 8, today, read_sponsor, NULL));
    must(pk_watch_remove(&watch, lot, &t->act, "V1"));
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

static bool look_on(const struct pk_exception *exception, void *context)
{
    (void)exception, (void)context;
    return true;
}

static bool post_on(const struct pk_posting *posting, void *context)
{
    (void)posting, (void)context;
    return true;
}

static void do_walk(struct test_lot *t)
{
    struct pk_lot *lot = t->lot;
    struct pk_ticket ghost = park(t, "W 1", NULL);
    struct pk_walk walk;
    struct pk_walk_finding finding, findings[8];
    size_t count;
    const struct pk_sight sights[] = {{ghost.spot, NULL}, {"B19", "W 2"}, {"B19", "W 3"}};
    const struct pk_settling settling = {
        .kind = PK_GHOST, .spot = ghost.spot, .reason = "gone", .entered = PK_NONE};
    must(pk_walk_begin(&walk, lot, &t->act));
    must(pk_walk_see(&walk, lot, &t->act, sights, 3));
    must(pk_walk_settle(&finding, lot, &t->act, &settling));
    must(pk_walk_findings(findings, 8, &count, lot, 0));
    must(pk_walk_get(&walk, lot, walk.walk_id));
    must(pk_walk_end(&walk, lot, &t->act, "enough"));
}

static void do_inbox(struct test_lot *t)
{
    static const struct pk_exception_filter open = {false, PK_NONE, PK_NONE};
    struct pk_exception exception;
    struct pk_receipt receipt;
    int64_t head;
    struct pk_ticket ticket = park(t, "X 1", NULL);
    must(pk_void(&ticket, t->lot, &t->act, ticket.ticket_id, "mistake"));
    must(pk_journal_head(&head, t->lot));
    must(pk_exception_each(t->lot, &open, look_on, NULL));
    must(pk_acknowledge(&exception, t->lot, &t->act, head, "seen"));
    must(pk_receipt_reprint(&receipt, t->lot, &t->act, "desk-1", 1));
}

static void do_day_close(struct test_lot *t)
{
    struct pk_day_close closed[4];
    size_t count;
    int64_t today = t->now / 86400;
    const struct pk_day_closing yesterday = {today - 1, 100, NULL}, now = {today, 100, "tip"};
    must(pk_day_close(closed, t->lot, &t->act, &yesterday));
    must(pk_day_close(closed, t->lot, &t->act, &now));
    must(pk_day_close_list(closed, 4, &count, t->lot, today - 1, today));
    assert_int_equal(count, 2);
}

void day_reports(struct test_lot *t)
{
    static struct pk_occupancy occupancy;
    struct pk_tally tally, tallies[64];
    struct pk_conduct lot, conducts[8];
    struct pk_receipts receipts[8];
    struct pk_takings takings[2];
    struct pk_stays stays;
    size_t count;
    int64_t today = t->now / 86400;
    pk_accountability(&tally, t->lot, today - 1, today); /* of a past that was made up */
    for (int by = 0; by < PK_TALLY_BY_COUNT; by++)
        must(pk_accountability_by(tallies, 64, &count, t->lot, today - 1, today,
                                  (enum pk_tally_by)by));
    must(pk_outliers(conducts, 8, &count, &lot, t->lot, today - 1, today));
    pk_receipts(receipts, 8, &count, t->lot, today - 1, today);
    must(pk_report_occupancy(&occupancy, t->lot, today - 1, today));
    must(pk_report_takings(takings, t->lot, today - 1, today));
    must(pk_report_stays(&stays, t->lot, today - 1, today));
    must(pk_ledger_each(t->lot, today - 1, today, post_on, NULL));
}

void day_work(struct test_lot *t)
{
    do_parking(t);
    do_looking(t);
    do_paying(t);
    do_mending(t);
    do_again(t);
    do_customers(t);
    do_spots(t);
    do_office(t);
    do_walk(t);
    do_inbox(t);
    do_day_close(t);
    do_a_shift(t);
}
