/*
 * The journal: one entry an act, a chain that holds, and a feed that misses nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"
#include "parkade/uuid.h"

static struct stays s;
static struct pk_verdict verdict;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 5);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_close(&s);
    return 0;
}

static int64_t head(void)
{
    int64_t number;
    OK(pk_journal_head(&number, s.t.lot));
    return number;
}

/* The newest entry, found as a console finds it. */
static bool keep(const struct pk_entry *entry, void *context)
{
    *(struct pk_entry *)context = *entry;
    return true;
}

static struct pk_entry newest(void)
{
    struct pk_entry entry = {0};
    int64_t last;
    OK(pk_journal_each(s.t.lot, head() - 1, &last, keep, &entry));
    assert_int_equal(last, head());
    return entry;
}

/* ---- one entry an act ---- */

static void expect(const char *kind, const struct pk_ticket *ticket, int64_t amount,
                   int64_t *before)
{
    struct pk_entry entry = newest();
    assert_int_equal(entry.seq, *before + 1);
    assert_string_equal(entry.kind, kind);
    assert_string_equal(entry.who, "ann");
    assert_string_equal(entry.station, "desk-1");
    assert_int_equal(entry.time, s.t.now);
    assert_true(entry.amount == amount);
    assert_string_equal(entry.ticket_id, ticket ? ticket->ticket_id : "");
    assert_int_equal(entry.ticket_no, ticket ? ticket->ticket_no : 0);
    if (ticket)
        assert_string_equal(entry.spot, ticket->spot);
    assert_true(entry.detail[0] == '{');
    *before = entry.seq;
}

static void one_entry_an_act(void **state)
{
    (void)state;
    struct pk_ticket t, next;
    struct pk_tender tender;
    struct pk_card_attempt attempt;
    struct pk_spot spot;
    struct pk_setting setting;
    struct pk_tariff_version version;
    int64_t at = head();
    const struct pk_act *act = &s.t.act;
    enum pk_vehicle_class van = PK_VAN;
    snprintf(s.t.act.who, sizeof s.t.act.who, "ann");
    assert_int_equal(at, 1);

    t = stay_park(&s, "A1");
    expect("park", &t, PK_NONE, &at);
    struct pk_park late = stay_how("A2");
    late.entered = s.t.now - HOUR;
    late.reason = "outage";
    OK(pk_park(&next, s.t.lot, act, &late));
    expect("late_entry", &next, PK_NONE, &at);
    s.t.now += 90 * MINUTE;
    OK(pk_amend(&t, s.t.lot, act, t.ticket_id, NULL, &van));
    expect("amend", &t, PK_NONE, &at);
    OK(pk_move(&t, s.t.lot, act, t.ticket_id, "A05"));
    expect("move", &t, PK_NONE, &at);
    OK(pk_renew(&t, s.t.lot, act, t.ticket_id, "why"));
    expect("renew", &t, PK_NONE, &at);
    stay_pay_part(&s, &t, 100);
    expect("pay", &t, 100, &at);
    OK(pk_card_begin(&attempt, s.t.lot, act, t.ticket_id, 100, PK_NONE));
    expect("card", &t, 100, &at);
    OK(pk_card_settle(&tender, s.t.lot, act, attempt.attempt_id, PK_CARD_IN_DOUBT));
    expect("card", &t, 100, &at);
    OK(pk_card_settle(&tender, s.t.lot, act, attempt.attempt_id, PK_CARD_APPROVED));
    expect("pay", &t, 100, &at);
    struct pk_pay pay = stay_cash(&t, 50, PK_NONE);
    pay.override_price = 300;
    pay.reason = "agreed";
    OK(pk_pay(&tender, NULL, s.t.lot, act, &pay));
    expect("override", &t, 50, &at);
    OK(pk_refund(&tender, s.t.lot, act, t.ticket_id, 10, PK_CASH, "why"));
    expect("refund", &t, -10, &at);
    pay = stay_nil(&t, "why");
    OK(pk_pay(&tender, NULL, s.t.lot, act, &pay));
    expect("nil", &t, 0, &at);
    stay_leave(&s, &t);
    expect("retrieve", &t, PK_NONE, &at);
    OK(pk_replace(&t, s.t.lot, act, next.ticket_id, "lost", NULL, false));
    expect("replace", &t, PK_NONE, &at);
    OK(pk_release(&t, s.t.lot, act, t.ticket_id, "unseen"));
    expect("release", &t, 600, &at);
    t = stay_park(&s, "A3");
    at++;
    OK(pk_void(&t, s.t.lot, act, t.ticket_id, "mistake"));
    expect("void", &t, PK_NONE, &at);

    OK(pk_spot_close(&spot, s.t.lot, act, "A04", "oil"));
    expect("spot_close", NULL, PK_NONE, &at);
    assert_string_equal(newest().spot, "A04");
    OK(pk_spot_open(&spot, s.t.lot, act, "A04"));
    expect("spot_open", NULL, PK_NONE, &at);
    OK(pk_setting_set(&setting, s.t.lot, act, "closed", "1"));
    expect("configure", NULL, PK_NONE, &at);
    OK(pk_tariff_install(&version, s.t.lot, act, "each 1h = 1.00\n", 15, PK_NONE, NULL));
    expect("tariff_install", NULL, PK_NONE, &at);
    char path[FOLDER_PATH_SIZE];
    folder_path(path, s.t.folder, "copy.db");
    OK(pk_backup(s.t.lot, act, path));
    expect("backup", NULL, PK_NONE, &at);
    stay_tamper(&s, "UPDATE payment SET amount = amount + 1");
    struct pk_check check;
    OK(pk_check_repair(&check, s.t.lot, act));
    expect("repair", NULL, PK_NONE, &at);

    OK(pk_journal_verify(&verdict, s.t.lot));
    assert_int_equal(verdict.entries, at);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE request_id IS NULL"), 1);
    stay_must_agree(&s);
}

/* ---- the chain ---- */

static void fill(void)
{
    struct pk_ticket ticket;
    snprintf(s.t.act.who, sizeof s.t.act.who, "ann");
    for (int i = 0; i < 3; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "P%d", i);
        ticket = stay_park(&s, plate);
        s.t.now += HOUR;
        stay_pay(&s, &ticket);
        stay_leave(&s, &ticket);
    }
}

static void it_holds(void **state)
{
    (void)state;
    fill();
    OK(pk_journal_verify(&verdict, s.t.lot));
    assert_int_equal(verdict.entries, 10);
    assert_int_equal(verdict.blanked, 0);
    assert_int_equal(verdict.broken_seq, 0);
    assert_int_equal(strlen(verdict.head), 64);
    char before[sizeof verdict.head];
    memcpy(before, verdict.head, sizeof before);
    stay_park(&s, "MORE");
    OK(pk_journal_verify(&verdict, s.t.lot));
    assert_string_not_equal(verdict.head, before);
}

/* Whoever drops the guards and changes a thing is found, and where. Entry 3 is a payment. */
static void tampering_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *sql;
        int64_t broken;
    } cases[] = {
        {"UPDATE journal SET seq = 100 WHERE seq = 10", 100},
        {"UPDATE journal SET time = time + 1 WHERE seq = 3", 3},
        {"UPDATE journal SET kind = 'nil' WHERE seq = 3", 3},
        {"UPDATE journal SET staff = 'bob' WHERE seq = 3", 3},
        {"UPDATE journal SET staff = NULL WHERE seq = 3", 3},
        {"UPDATE journal SET station = 'desk-2' WHERE seq = 3", 3},
        {"UPDATE journal SET ticket_id = NULL WHERE seq = 3", 3},
        {"UPDATE journal SET ticket_no = 2 WHERE seq = 3", 3},
        {"UPDATE journal SET spot_id = 2 WHERE seq = 3", 3},
        {"UPDATE journal SET amount = 100 WHERE seq = 3", 3},
        {"UPDATE journal SET amount = NULL WHERE seq = 3", 3},
        {"UPDATE journal SET request_id = NULL WHERE seq = 3", 3},
        {"UPDATE journal SET detail_hash = zeroblob(32) WHERE seq = 3", 3},
        {"UPDATE journal SET prev_hash = zeroblob(32) WHERE seq = 3", 3},
        {"UPDATE journal SET hash = zeroblob(32) WHERE seq = 3", 3},
        {"UPDATE journal SET staff = station, station = staff WHERE seq = 3", 3},
        {"UPDATE journal_detail SET detail = detail || ' ' WHERE seq = 3", 3},
        {"UPDATE journal_detail SET salt = zeroblob(16) WHERE seq = 3", 3},
        {"UPDATE journal_detail SET salt = NULL, detail = NULL WHERE seq = 3", 3},
        {"DELETE FROM journal_detail WHERE seq = 3", 3},
        {"DELETE FROM journal WHERE seq = 3", 4},
        {"DELETE FROM journal WHERE seq <= 3", 4},
        {"INSERT INTO journal SELECT 11, time, kind, staff, station, ticket_id, ticket_no, "
         "spot_id, amount, request_id, detail_hash, prev_hash, hash, approver FROM journal "
         "WHERE seq = 10",
         11},
        {"UPDATE journal SET approver = 'bob' WHERE seq = 3", 3},
        {"UPDATE journal SET (time, kind) = (SELECT time, kind FROM journal WHERE seq = 2) "
         "WHERE seq = 3",
         3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_check check;
        fill();
        stay_tamper(&s, cases[i].sql);
        enum pk_status status = pk_journal_verify(&verdict, s.t.lot);
        if (status != PK_CORRUPT || verdict.broken_seq != cases[i].broken)
            fail_msg("%s: %s at %lld", cases[i].sql, pk_status_code(status),
                     (long long)verdict.broken_seq);
        assert_int_equal(pk_check(&check, s.t.lot), PK_CORRUPT);
        close_lot(NULL);
        open_lot(NULL);
    }
}

/* A value of the wrong size is damage too, not a crash. */
static void damage_is_told(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "UPDATE journal SET hash = x'00' WHERE seq = 3",
        "UPDATE journal SET prev_hash = x'' WHERE seq = 3",
        "UPDATE journal_detail SET salt = x'00' WHERE seq = 3",
        "UPDATE journal_detail SET salt = NULL WHERE seq = 3",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pk_check check;
        fill();
        stay_tamper(&s, cases[i]);
        assert_int_equal(pk_journal_verify(&verdict, s.t.lot), PK_CORRUPT);
        assert_int_equal(pk_check(&check, s.t.lot), PK_CORRUPT);
        assert_true(check.count > 0);
        close_lot(NULL);
        open_lot(NULL);
    }
}

/* Blanked by a run of retention, details may be gone: the chain holds without them. */
static void blanked_details(void **state)
{
    (void)state;
    fill();
    s.t.now += 10 * DAY;
    stay_park(&s, "LATER");
    char sql[256];
    snprintf(sql, sizeof sql,
             "INSERT INTO retention_run (opened_at, plate_cutoff, ticket_cutoff, journal_cutoff) "
             "VALUES (%lld, %lld, 0, 0)",
             (long long)s.t.now, (long long)(s.t.now - 2 * DAY));
    stay_write(&s, sql);
    stay_write(&s, "UPDATE journal_detail SET salt = NULL, detail = NULL WHERE seq BETWEEN 2 AND "
                   "5");
    OK(pk_journal_verify(&verdict, s.t.lot));
    assert_int_equal(verdict.blanked, 4);
    stay_tamper(&s, "UPDATE journal_detail SET salt = NULL, detail = NULL WHERE seq = 11");
    assert_int_equal(pk_journal_verify(&verdict, s.t.lot), PK_CORRUPT);
    assert_int_equal(verdict.broken_seq, 11);
}

static void a_clock_set_back_is_told(void **state)
{
    (void)state;
    stay_park(&s, "A1");
    s.t.now -= 100;
    int64_t at = head();
    struct pk_ticket ticket = stay_park(&s, "A2");
    assert_int_equal(head(), at + 2);
    assert_int_equal(stay_count(&s, "SELECT json_extract(detail, '$.seconds') FROM "
                                    "journal JOIN journal_detail USING (seq) "
                                    "WHERE kind = 'clock_back'"),
                     100);
    assert_int_equal(newest().ticket_no, ticket.ticket_no);
    stay_park(&s, "A3"); /* told once */
    assert_int_equal(head(), at + 3);
    OK(pk_journal_verify(&verdict, s.t.lot));
}

/* ---- the feed ---- */

struct reading {
    int64_t seen[32];
    size_t count, most;
};

static bool read_some(const struct pk_entry *entry, void *context)
{
    struct reading *r = context;
    r->seen[r->count++] = entry->seq;
    return r->count < r->most;
}

static void nothing_is_missed(void **state)
{
    (void)state;
    struct reading r = {.most = 32};
    int64_t last = 0;
    fill();
    OK(pk_journal_each(s.t.lot, 0, &last, read_some, &r));
    assert_int_equal(r.count, 10);
    assert_int_equal(last, 10);
    for (size_t i = 0; i < r.count; i++)
        assert_int_equal(r.seen[i], i + 1);
    /* Nothing new. */
    OK(pk_journal_each(s.t.lot, last, &last, read_some, &r));
    assert_int_equal(last, 10);
    /* In pieces. */
    r = (struct reading){.most = 2};
    last = 7;
    OK(pk_journal_each(s.t.lot, last, &last, read_some, &r));
    assert_int_equal(last, 9);
    r.count = 0;
    OK(pk_journal_each(s.t.lot, last, &last, read_some, &r));
    assert_int_equal(r.count, 1);
    assert_int_equal(r.seen[0], 10);
    OK(pk_journal_each(s.t.lot, INT64_MAX, NULL, read_some, &r));
    assert_int_equal(r.count, 1);
}

/* Another handle sees what was done, by the bell's question and by the feed. */
static void others_see_it(void **state)
{
    (void)state;
    struct pk_lot *other = test_lot_another(&s.t);
    struct pk_entry entry = {0};
    int64_t before, after;
    OK(pk_journal_head(&before, other));
    pk_lot_has_changed(other);
    assert_false(pk_lot_has_changed(other));
    struct pk_ticket ticket = stay_park(&s, "A1");
    assert_true(pk_lot_has_changed(other));
    OK(pk_journal_each(other, before, &after, keep, &entry));
    assert_int_equal(after, before + 1);
    assert_string_equal(entry.ticket_id, ticket.ticket_id);
    pk_lot_close(other);
}

/* A refusal writes nothing; an act that is asked for again writes nothing more. */
static void only_what_happened(void **state)
{
    (void)state;
    struct pk_ticket out;
    struct pk_park how = stay_how("A1");
    struct pk_act act = stay_act(&s);
    OK(pk_park(&out, s.t.lot, &act, &how));
    int64_t at = head();
    OK(pk_park(&out, s.t.lot, &act, &how));
    act = stay_act(&s);
    REFUSED(&s, PK_ALREADY_PARKED, pk_park(&out, s.t.lot, &act, &how));
    assert_int_equal(head(), at);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_entry_an_act),  TEST(it_holds),        TEST(tampering_is_found),
        TEST(damage_is_told),    TEST(blanked_details), TEST(a_clock_set_back_is_told),
        TEST(nothing_is_missed), TEST(others_see_it),   TEST(only_what_happened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
