/*
 * parkade check: each rule is made to fail by an outsider who went around the guards, and named;
 * what is derived is mended, and told in the journal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "../support/stay.h"
#include "check/rules.h"

static struct stays s;
static struct pk_check check;

/* Two inside (one paid by card), one who left, one void, one replaced, one released. */
static int open_lot(void **state)
{
    (void)state;
    struct pk_ticket t[6], out;
    struct pk_card_terminal terminal;
    struct pk_tender tender;
    stay_open(&s, 6);
    OK(pk_card_simulator(&terminal, "approve"));
    for (int i = 0; i < 5; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "P%d", i + 1);
        t[i] = stay_park(&s, plate);
    }
    s.t.now += HOUR;
    OK(pk_pay_card(&tender, s.t.lot, &s.t.act, &terminal, t[0].ticket_id, PK_NONE, PK_NONE));
    stay_pay(&s, &t[1]);
    stay_leave(&s, &t[1]);
    OK(pk_void(&out, s.t.lot, &s.t.act, t[2].ticket_id, "mistake"));
    OK(pk_replace(&t[5], s.t.lot, &s.t.act, t[3].ticket_id, "lost", NULL, false));
    OK(pk_release(&out, s.t.lot, &s.t.act, t[4].ticket_id, "unseen"));
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_close(&s);
    return 0;
}

static bool is_found(const char *rule)
{
    for (size_t i = 0; i < check.count && i < PK_FINDINGS_MAX; i++)
        if (strcmp(check.findings[i].rule, rule) == 0)
            return true;
    return false;
}

static void all_is_well(void **state)
{
    (void)state;
    OK(pk_check(&check, s.t.lot));
    assert_int_equal(check.count, 0);
    assert_int_equal(check.tickets, 6);
    assert_int_equal(check.inside, 2);
    assert_int_equal(check.payments, 2);
    assert_int_equal(check.entries, stay_count(&s, "SELECT max(seq) FROM journal"));
    assert_string_equal(check.sqlite_version, sqlite3_libversion());
    assert_int_equal(check.has_wal_reset_fix, pk_sqlite_has_wal_reset_fix());
    uint64_t before = stay_picture(&s);
    OK(pk_check_repair(&check, s.t.lot, &s.t.act));
    assert_true(stay_picture(&s) == before);
}

struct tampering {
    const char *rule, *sql;
    const char *says; /* in the finding */
};

/* Of nothing: 0 expected, 0 counted. */
#define CLOSED_SHIFT                                                                               \
    "INSERT INTO shift (staff, station, business_date, opened_at, opening_float, closed_at, "      \
    "counted, expected, over_short) VALUES ('a', 'd', '2026-01-05', 1, 0, 2, 0, 0, 0);"            \
    "INSERT INTO cash_count (count_id, shift_id, kind, total, pieces, time, staff, station, "      \
    "request_id) VALUES (1, 1, 'count', 0, NULL, 2, 'a', 'd', 'c');"

/* A day that nobody closed, with so many inside. */
#define CLOSE(date, inside)                                                                        \
    "INSERT INTO day_close (business_date, from_time, closed_at, inside_before, issued, exited, "  \
    "voided, replaced, released, inside_after, unaccounted, last_no, from_tender, last_tender, "   \
    "shifts, cash, deposit, difference, station, exited_then, voided_then, replaced_then, "        \
    "released_then) VALUES (" date ", 1767610800, 1767610800, " inside ", 0, 0, 0, 0, 0, "         \
    "" inside ", 0, 6, 0, 2, 0, 0, 0, 0, 'desk-1', 0, 0, 0, 0)"

/* Ticket 1 stands on A01, paid by card; 2 left; 3 is void; 4 was replaced by 6; 5 owes. */
static const struct tampering tamperings[] = {
    {"availability", "UPDATE parking_spot SET is_available = 1 WHERE label = 'A01'", "A01"},
    {"availability", "UPDATE parking_spot SET is_available = 0 WHERE label = 'A06'", "A06"},
    {"availability", "UPDATE parking_spot SET in_service = 0 WHERE label = 'A06'", "A06"},
    {"occupied", "UPDATE parking_spot SET is_occupied = 0 WHERE label = 'A01'", "A01"},
    {"occupied", "UPDATE parking_spot SET is_occupied = 1 WHERE label = 'A06'", "A06"},
    {"counts", "UPDATE spot_count SET free = free + 1", "6 5 2"},
    {"counts", "UPDATE spot_count SET total = 7", "7 4 2"},
    {"counts", "UPDATE spot_count SET occupied = 0", "6 4 0"},
    {"uncounted", "DELETE FROM spot_count", "standard"},
    {"count_door", "INSERT INTO count_door VALUES (1)", "count_door"},
    {"one_per_spot",
     "DROP INDEX ticket_open_spot; UPDATE parking_ticket SET spot_id = 1 WHERE ticket_no = 6",
     "A01"},
    {"one_per_vehicle",
     "DROP INDEX ticket_open_vehicle; UPDATE parking_ticket SET vehicle_id = 1 WHERE ticket_no = 6",
     "P1"},
    {"permit_count", "UPDATE permit_count SET inside = 5", "5"},
    {"permit_count",
     "INSERT INTO permit (permit_id, holder, valid_from, valid_to) VALUES (7, 'C', 0, 9999999999); "
     "UPDATE parking_ticket SET permit_id = 7 WHERE ticket_no = 1",
     "0"},
    {"permit_room",
     "INSERT INTO permit (permit_id, holder, valid_from, valid_to) VALUES (7, 'C', 0, 9999999999); "
     "UPDATE parking_ticket SET permit_id = 7 WHERE exit_time IS NULL",
     "Permit 7 has 2"},
    {"codes_given",
     "INSERT INTO validation (code, sponsor, kind, value, given) VALUES ('X', 'S', 'flat', 1, 3)",
     "3"},
    {"codes_given",
     "INSERT INTO validation (code, sponsor, kind, value) VALUES ('X', 'S', 'flat', 1); "
     "INSERT INTO ticket_validation (ticket_id, code, time, request_id) "
     "SELECT ticket_id, 'X', 1, 'r' FROM parking_ticket WHERE ticket_no = 1",
     "1"},
    {"numbers", "UPDATE parking_ticket SET ticket_no = 9 WHERE ticket_no = 3", "gap"},
    {"numbers", "DELETE FROM parking_ticket WHERE ticket_no = 3", "gap"},
    {"numbers", "UPDATE parking_ticket SET ticket_no = ticket_no + 10", "gap"},
    {"last_number", "UPDATE counter SET value = 5 WHERE name = 'ticket_no'", "5"},
    {"last_number", "DELETE FROM counter WHERE name = 'ticket_no'", "6"},
    {"last_number", "DELETE FROM parking_ticket WHERE ticket_no = 6", "5"},
    {"times", "UPDATE parking_ticket SET exit_time = entry_time - 1 WHERE ticket_no = 2", "#2"},
    {"ended", "UPDATE parking_ticket SET ended_as = NULL WHERE ticket_no = 2", "#2"},
    {"ended", "UPDATE parking_ticket SET exit_time = NULL WHERE ticket_no = 2", "#2"},
    {"payment_sum", "UPDATE payment SET amount = amount + 1", "201"},
    {"payment_sum", "DELETE FROM tender WHERE method = 'cash'", "200"},
    {"payment_empty", "DELETE FROM tender WHERE method = 'cash'", "200"},
    {"receipts", "UPDATE tender SET receipt_no = 7 WHERE receipt_no = 2", "desk-1"},
    {"receipts", "DELETE FROM tender WHERE receipt_no = 1", "desk-1"},
    {"last_receipt", "UPDATE counter SET value = 3 WHERE name LIKE 'receipt%'", "3"},
    {"last_receipt", "DELETE FROM tender WHERE receipt_no = 2", "receipt:desk-1"},
    {"paid_without_money", "UPDATE parking_ticket SET is_paid = 1 WHERE ticket_no = 5", "#5"},
    {"paid_flag", "UPDATE parking_ticket SET is_paid = 0 WHERE ticket_no = 1", "#1"},
    {"cards", "UPDATE card_attempt SET state = 'declined'", "declined"},
    {"cards", "UPDATE card_attempt SET state = 'unknown'", "unknown"},
    {"cards", "DELETE FROM tender WHERE method = 'card'", "approved"},
    {"shift_sum", CLOSED_SHIFT "UPDATE shift SET expected = 5, over_short = -5", "5 expected"},
    {"shift_sum", CLOSED_SHIFT "UPDATE tender SET shift_id = 1 WHERE method = 'cash'", "say 200"},
    {"shift_sum",
     CLOSED_SHIFT "INSERT INTO cash_movement VALUES (1, 1, 'drop', 7, 'b', NULL, 2, 'a', 'd', 'm')",
     "say -7"},
    {"shift_count", CLOSED_SHIFT "DELETE FROM cash_count", "0 counted"},
    {"shift_count", CLOSED_SHIFT "UPDATE cash_count SET total = 9", "says 9"},
    {"unjournalled_movement",
     "INSERT INTO cash_movement VALUES (1, 1, 'drop', 7, 'b', NULL, 2, 'a', 'd', 'm')", "drop"},
    {"settled_shifts", CLOSED_SHIFT "UPDATE shift SET is_reconciled = 1", "settled"},
    {"acknowledgements",
     "INSERT INTO acknowledgement SELECT seq, 'Max', 1, NULL FROM exception LIMIT 1",
     "acknowledgement"},
    {"journal_empty", "DELETE FROM journal_detail; DELETE FROM journal", "journal"},
    {"unjournalled_ticket", "DELETE FROM journal WHERE kind = 'park' AND ticket_no = 5", "#5"},
    {"unjournalled_ticket", "UPDATE journal SET kind = 'move' WHERE kind = 'replace'", "#6"},
    {"unjournalled_end", "DELETE FROM journal WHERE kind = 'release'", "#5"},
    {"unjournalled_end", "DELETE FROM journal WHERE kind = 'retrieve'", "#2"},
    {"unjournalled_end", "DELETE FROM journal WHERE kind = 'void'", "#3"},
    {"unjournalled_tender", "DELETE FROM journal WHERE kind = 'pay' AND ticket_no = 2", "200"},
    {"unjournalled_tender", "UPDATE tender SET time = time - 7 WHERE method = 'cash'", "200"},
    {"journalled_money",
     "UPDATE tender SET amount = 150, tendered = 150 WHERE method = 'cash'; "
     "UPDATE payment SET amount = 150 WHERE ticket_id = (SELECT ticket_id FROM parking_ticket "
     "WHERE ticket_no = 2)",
     "150"},
    {"closed_days", CLOSE("'2026-01-05'", "2") ";" CLOSE("'2026-01-06'", "3"), "2026-01-06"},
    {"unjournalled_close", CLOSE("'2026-01-05'", "2"), "2026-01-05"},
    {"tariffs", "UPDATE tariff_version SET valid_from = 1", "tariff"},
    {"foreign_key", "DELETE FROM vehicle WHERE registration_number = 'P1'", "parking_ticket"},
    {"foreign_key", "DELETE FROM payment", "tender"},
    {"chain", "UPDATE journal SET amount = 1 WHERE seq = 2", "entry 2"},
    {"chain", "UPDATE journal_detail SET detail = '{}' WHERE seq = 2", "entry 2"},
};
enum { TAMPERINGS = sizeof tamperings / sizeof *tamperings };

static void each_rule_finds(void **state)
{
    (void)state;
    for (size_t i = 0; i < TAMPERINGS; i++) {
        const struct tampering *t = &tamperings[i];
        stay_tamper(&s, t->sql);
        enum pk_status status = pk_check(&check, s.t.lot);
        if (status != PK_CORRUPT || !is_found(t->rule))
            fail_msg("%s: %s, found %zu: %s", t->sql, pk_status_code(status), check.count,
                     check.findings[0].rule);
        bool is_said = false;
        for (size_t f = 0; f < check.count; f++)
            is_said |= strcmp(check.findings[f].rule, t->rule) == 0 &&
                       strstr(check.findings[f].message, t->says);
        if (!is_said)
            fail_msg("%s: %s", t->sql, check.findings[0].message);
        close_lot(NULL);
        open_lot(NULL);
    }
}

static void no_rule_is_without_a_case(void **state)
{
    (void)state;
    for (const struct check_rule *rule = check_rules; rule->name; rule++) {
        bool has_case = false;
        for (size_t i = 0; i < TAMPERINGS; i++)
            has_case |= strcmp(tamperings[i].rule, rule->name) == 0;
        if (!has_case)
            fail_msg("nothing makes the rule %s fail", rule->name);
        assert_true(strlen(rule->name) < sizeof check.findings[0].rule);
    }
}

/* Two indexes lie in each other's place: SQLite's own check names it. */
static void damage(void **state)
{
    (void)state;
    stay_write(&s, "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = "
                   "(SELECT sum(rootpage) FROM sqlite_master WHERE name IN ('ticket_spot', "
                   "'ticket_entry')) - rootpage WHERE name IN ('ticket_spot', 'ticket_entry'); "
                   "PRAGMA writable_schema = OFF");
    test_lot_reopen(&s.t);
    assert_int_equal(pk_check(&check, s.t.lot), PK_CORRUPT);
    assert_true(is_found("integrity"));
}

/* ---- repair ---- */

static const char *const derived[] = {
    "UPDATE parking_spot SET is_available = 1 WHERE label = 'A01'",
    "UPDATE parking_spot SET is_available = 0 WHERE label = 'A06'",
    "UPDATE parking_spot SET is_available = 1, is_occupied = 0",
    "UPDATE parking_spot SET is_available = 1, is_occupied = 1",
    "UPDATE parking_spot SET is_available = 0, is_occupied = 1",
    "UPDATE parking_spot SET is_available = 0, is_occupied = 0",
    "UPDATE parking_spot SET is_occupied = 0 WHERE label = 'A01'",
    "UPDATE parking_spot SET is_occupied = 1 WHERE label = 'A06'",
    "UPDATE spot_count SET free = 0, occupied = 0, total = 0",
    "UPDATE spot_count SET free = -1, occupied = 99, total = 5",
    "DELETE FROM spot_count",
    "INSERT INTO count_door VALUES (1)",
    "UPDATE permit_count SET inside = 4",
    "INSERT INTO count_door VALUES (1); UPDATE permit_count SET inside = 4",
    "INSERT INTO count_door VALUES (1); UPDATE spot_count SET free = 0, occupied = 0, total = 0",
    "DELETE FROM spot_count; UPDATE parking_spot SET is_available = 1 - is_available",
    "UPDATE payment SET amount = 0",
    "UPDATE payment SET amount = amount + 1; UPDATE spot_count SET free = 1",
};

/* Findings of the rule RULE. */
static size_t count_found(const char *rule)
{
    size_t found = 0;
    for (size_t i = 0; i < check.count && i < PK_FINDINGS_MAX; i++)
        found += strcmp(check.findings[i].rule, rule) == 0;
    return found;
}

/* What may stand beside what is derived: the file's own check, and walls that were taken down. */
static bool may_stay(const struct pk_finding *finding)
{
    return finding->is_repairable || strcmp(finding->rule, "integrity") == 0 ||
           strcmp(finding->rule, "walls") == 0;
}

static void mended(const char *sql)
{
    struct pk_availability now;
    assert_int_equal(pk_check(&check, s.t.lot), PK_CORRUPT);
    for (size_t i = 0; i < check.count && i < PK_FINDINGS_MAX; i++)
        if (!may_stay(&check.findings[i]))
            fail_msg("%s: %s", sql, check.findings[i].message);
    pk_check_repair(&check, s.t.lot, &s.t.act);
    size_t told = check.count < PK_FINDINGS_MAX ? check.count : PK_FINDINGS_MAX;
    if (told != count_found("walls"))
        fail_msg("%s: %s: %s", sql, pk_error()->message, check.findings[0].message);
    OK(pk_availability(&now, s.t.lot, NULL, NULL));
    assert_int_equal(now.all.free, 4);
    assert_int_equal(now.all.occupied, 2);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM count_door"), 0);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'repair'"), 1);
}

static void what_is_derived_is_mended(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof derived / sizeof *derived; i++) {
        stay_tamper(&s, derived[i]);
        mended(derived[i]);
        stay_park(&s, "AFTER");
        stay_must_agree(&s);
        close_lot(NULL);
        open_lot(NULL);
    }
}

/* All in one transaction: each alone would be written to the disk. */
static void drop_triggers(void)
{
    sqlite3_stmt *q;
    char *drops;
    assert_int_equal(sqlite3_prepare_v2(s.outside,
                                        "SELECT group_concat('DROP TRIGGER ' || name, ';') "
                                        "FROM sqlite_master WHERE type = 'trigger'",
                                        -1, &q, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(q), SQLITE_ROW);
    drops = strdup((const char *)sqlite3_column_text(q, 0));
    sqlite3_finalize(q);
    stay_write(&s, "BEGIN IMMEDIATE");
    stay_write(&s, drops);
    stay_write(&s, "COMMIT");
    free(drops);
}

/* The same when the guards are gone: the outsider did not put them back. */
static void without_the_triggers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof derived / sizeof *derived; i++) {
        drop_triggers();
        stay_tamper(&s, derived[i]);
        mended(derived[i]);
        close_lot(NULL);
        open_lot(NULL);
    }
}

/* A wall that was taken down, changed or added is named. */
static void walls_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *says;
    } cases[] = {
        {"DROP INDEX ticket_open_spot", "ticket_open_spot"},
        {"DROP TRIGGER tender_kept", "tender_kept"},
        {"DROP TRIGGER journal_kept; CREATE TRIGGER journal_kept BEFORE UPDATE ON journal "
         "BEGIN SELECT 1; END",
         "journal_kept"},
        {"CREATE TRIGGER backdoor AFTER INSERT ON payment BEGIN UPDATE payment SET waived = 9; END",
         "backdoor"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        stay_write(&s, cases[i].sql);
        assert_int_equal(pk_check(&check, s.t.lot), PK_CORRUPT);
        assert_int_equal(check.count, 1);
        assert_string_equal(check.findings[0].rule, "walls");
        assert_non_null(strstr(check.findings[0].message, cases[i].says));
        close_lot(NULL);
        open_lot(NULL);
    }
}

/* What is not derived is named and left alone; what is, beside it, is mended. */
static void what_is_not_derived(void **state)
{
    (void)state;
    stay_tamper(&s, "UPDATE counter SET value = 5 WHERE name = 'ticket_no'");
    uint64_t before = stay_picture(&s);
    assert_int_equal(pk_check_repair(&check, s.t.lot, &s.t.act), PK_CORRUPT);
    assert_true(stay_picture(&s) == before);
    stay_tamper(&s, "UPDATE spot_count SET free = 0");
    assert_int_equal(pk_check_repair(&check, s.t.lot, &s.t.act), PK_CORRUPT);
    assert_int_equal(check.count, 1);
    assert_string_equal(check.findings[0].rule, "last_number");
    assert_false(check.findings[0].is_repairable);
}

/* More findings than can be told are all counted and all mended. */
static void very_many(void **state)
{
    (void)state;
    stay_close(&s);
    stay_open(&s, 200);
    stay_tamper(&s, "UPDATE parking_spot SET is_available = 0, is_occupied = 1; "
                    "UPDATE spot_count SET free = 7");
    assert_int_equal(pk_check(&check, s.t.lot), PK_CORRUPT);
    assert_int_equal(check.count, 401);
    OK(pk_check_repair(&check, s.t.lot, &s.t.act));
    assert_int_equal(stay_count(&s, "SELECT free FROM spot_count"), 200);
    stay_must_agree(&s);
}

/* ---- backup ---- */

static void a_copy_is_a_lot(void **state)
{
    (void)state;
    char path[FOLDER_PATH_SIZE];
    struct pk_lot *copy;
    struct pk_verdict mine, theirs;
    folder_path(path, s.t.folder, "copy.db");
    OK(pk_journal_verify(&mine, s.t.lot));
    OK(pk_backup(s.t.lot, &s.t.act, path));
    OK(pk_lot_open(&copy, path, PK_LOT_READ_WRITE, &s.t.clock));
    OK(pk_check(&check, copy));
    OK(pk_journal_verify(&theirs, copy));
    assert_string_equal(theirs.head, mine.head);
    assert_int_equal(check.tickets, 6);
    pk_lot_close(copy);
    REFUSED(&s, PK_USAGE, pk_backup(s.t.lot, &s.t.act, path));
    REFUSED(&s, PK_USAGE, pk_backup(s.t.lot, &s.t.act, s.t.path));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal JOIN journal_detail USING (seq) "
                                    "WHERE kind = 'backup' AND detail = '{\"file\":\"copy.db\"}'"),
                     1);
}

/* Asked again with the same request: the copy is there, and that is the answer. */
static void a_copy_is_made_once(void **state)
{
    (void)state;
    char path[FOLDER_PATH_SIZE];
    struct pk_act act = stay_act(&s);
    folder_path(path, s.t.folder, "na\xffme.db"); /* a name that no journal can hold */
    OK(pk_backup(s.t.lot, &act, path));
    OK(pk_backup(s.t.lot, &act, path));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'backup'"), 1);
    stay_must_agree(&s);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_is_well),
        TEST(each_rule_finds),
        cmocka_unit_test(no_rule_is_without_a_case),
        TEST(damage),
        TEST(what_is_derived_is_mended),
        TEST(without_the_triggers),
        TEST(walls_are_counted),
        TEST(what_is_not_derived),
        TEST(very_many),
        TEST(a_copy_is_a_lot),
        TEST(a_copy_is_made_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
