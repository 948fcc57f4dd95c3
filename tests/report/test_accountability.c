/*
 * Accountability and receipts: every number is witnessed twice, and a hand in the file shows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"
#include "parkade/audit.h"

enum { FIRST = 20458 }; /* 2026-01-05, the day of TEST_LOT_START */

static struct stays s;
static struct pk_tally all, parts[64];
static size_t part_count;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 20);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_close(&s);
    return 0;
}

/* Five tickets on the first day, four of which end in four ways and one is replaced; one on the
 * next day. */
static void live(void)
{
    struct pk_ticket t[5], out;
    for (int i = 0; i < 5; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "A%d", i);
        s.t.now += MINUTE;
        t[i] = stay_park(&s, plate);
    }
    s.t.now += HOUR;
    stay_pay(&s, &t[0]);
    stay_leave(&s, &t[0]);
    OK(pk_void(&out, s.t.lot, &s.t.act, t[1].ticket_id, "mistake"));
    OK(pk_release(&out, s.t.lot, &s.t.act, t[2].ticket_id, "towed"));
    OK(pk_replace(&out, s.t.lot, &s.t.act, t[3].ticket_id, "lost", NULL, false));
    s.t.now += DAY;
    stay_park(&s, "B1");
}

static void read_parts(enum pk_tally_by by)
{
    OK(pk_accountability_by(parts, 64, &part_count, s.t.lot, FIRST, FIRST + 1, by));
}

static void must_tally(const struct pk_tally *t, const char *name, int64_t issued, int64_t inside)
{
    assert_string_equal(t->name, name);
    assert_int_equal(t->issued, issued);
    assert_int_equal(t->inside, inside);
    assert_int_equal(t->issued, t->exited + t->voided + t->replaced + t->released + t->inside);
    assert_int_equal(t->missing, 0);
}

static void all_tickets_add_up(void **state)
{
    (void)state;
    live();
    OK(pk_accountability(&all, s.t.lot, FIRST, FIRST + 1));
    must_tally(&all, "", 7, 3);
    assert_int_equal(all.exited, 1);
    assert_int_equal(all.voided, 1);
    assert_int_equal(all.released, 1);
    assert_int_equal(all.replaced, 1);
    assert_int_equal(all.first_no, 1);
    assert_int_equal(all.last_no, 7);
    OK(pk_accountability(&all, s.t.lot, FIRST, FIRST));
    must_tally(&all, "", 6, 2);
    OK(pk_accountability(&all, s.t.lot, FIRST + 1, FIRST + 1));
    must_tally(&all, "", 1, 1);
}

static void and_so_do_its_parts(void **state)
{
    (void)state;
    live();
    read_parts(PK_BY_DATE);
    assert_int_equal(part_count, 2);
    must_tally(&parts[0], "2026-01-05", 6, 2);
    must_tally(&parts[1], "2026-01-06", 1, 1);
    read_parts(PK_BY_NUMBER);
    assert_int_equal(part_count, 1);
    must_tally(&parts[0], "1-7", 7, 3);
    read_parts(PK_BY_STATION);
    assert_int_equal(part_count, 1);
    must_tally(&parts[0], "desk-1", 7, 3);
    read_parts(PK_BY_STAFF);
    assert_int_equal(part_count, 1);
    must_tally(&parts[0], "", 7, 3);
}

/* 2500 numbers are three blocks. */
static void blocks_of_numbers(void **state)
{
    (void)state;
    stay_tamper(&s,
                "INSERT INTO vehicle (vehicle_id, registration_number) VALUES (9999, 'X');"
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) "
                "INSERT INTO parking_ticket (ticket_id, ticket_no, vehicle_id, spot_id, "
                "entry_time, exit_time, expires_at, ended_as) SELECT printf('%036d', i), i, 9999, "
                "1, 1767607200, 1767607300, 1767607300, 'exited' FROM n;"
                "UPDATE counter SET value = 2500 WHERE name = 'ticket_no'");
    read_parts(PK_BY_NUMBER);
    assert_int_equal(part_count, 3);
    must_tally(&parts[0], "1-1000", 1000, 0);
    must_tally(&parts[1], "1001-2000", 1000, 0);
    must_tally(&parts[2], "2001-2500", 500, 0);
    stay_tamper(&s, "DELETE FROM parking_ticket WHERE ticket_no IN (7, 1500)");
    read_parts(PK_BY_NUMBER);
    assert_int_equal(parts[0].missing, 1);
    assert_int_equal(parts[1].missing, 1);
    assert_int_equal(parts[2].missing, 0);
    assert_int_equal(pk_accountability(&all, s.t.lot, FIRST, FIRST), PK_CORRUPT);
    assert_int_equal(all.missing, 2);
}

/* A ticket that is taken away leaves its number: in the middle, at either end, and also for who
 * looks at the days beside it. */
static void a_missing_number(void **state)
{
    (void)state;
    static const int64_t gone[] = {1, 4, 6, 7};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
        char sql[128];
        live();
        snprintf(sql, sizeof sql, "DELETE FROM parking_ticket WHERE ticket_no = %lld",
                 (long long)gone[i]);
        stay_tamper(&s, sql);
        assert_int_equal(pk_accountability(&all, s.t.lot, FIRST, FIRST + 1), PK_CORRUPT);
        assert_int_equal(all.missing, 1);
        assert_non_null(strstr(pk_error()->message, "missing: 1"));
        stay_close(&s);
        stay_open(&s, 20);
    }
    live();
    stay_tamper(&s, "DELETE FROM parking_ticket WHERE ticket_no = 7");
    assert_int_equal(pk_accountability(&all, s.t.lot, FIRST + 1, FIRST + 1), PK_CORRUPT);
    assert_int_equal(all.issued, 0);
    assert_int_equal(all.missing, 1);
}

static void an_empty_lot_is_sound(void **state)
{
    (void)state;
    OK(pk_accountability(&all, s.t.lot, FIRST, FIRST));
    must_tally(&all, "", 0, 0);
    read_parts(PK_BY_NUMBER);
    assert_int_equal(part_count, 0);
    REFUSED(&s, PK_USAGE, pk_accountability(&all, s.t.lot, FIRST, FIRST - 1));
    REFUSED(&s, PK_USAGE, pk_accountability(&all, s.t.lot, FIRST, FIRST + PK_AUDIT_DAYS_MAX));
}

/* ---- behind the figures ---- */

static struct pk_accounted tickets[16];
static size_t ticket_count;

/* The numbers of the tickets as "1 3 4". */
static const char *numbers(void)
{
    static char text[128];
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < ticket_count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%lld", i ? " " : "",
                                 (long long)tickets[i].ticket_no);
    return text;
}

static const char *behind(const struct pk_accounted_filter *filter)
{
    OK(pk_accounted_list(tickets, 16, &ticket_count, s.t.lot, filter, 0));
    return numbers();
}

static void each_figure_has_its_tickets(void **state)
{
    (void)state;
    static const char *const wanted[PK_FIGURE_COUNT] = {
        [PK_FIGURE_ISSUED] = "1 2 3 4 5 6", [PK_FIGURE_EXITED] = "1",   [PK_FIGURE_VOID] = "2",
        [PK_FIGURE_REPLACED] = "4",         [PK_FIGURE_RELEASED] = "3", [PK_FIGURE_INSIDE] = "5 6",
    };
    live();
    for (int figure = 0; figure < PK_FIGURE_COUNT; figure++) {
        struct pk_accounted_filter filter = {FIRST, FIRST, .figure = (enum pk_figure)figure};
        assert_string_equal(behind(&filter), wanted[figure]);
        for (size_t i = 0; figure != PK_FIGURE_ISSUED && i < ticket_count; i++)
            assert_int_equal(tickets[i].became, figure);
    }
    behind(&(struct pk_accounted_filter){FIRST, FIRST, .figure = PK_FIGURE_VOID});
    assert_string_equal(tickets[0].registration, "A1");
    assert_string_equal(tickets[0].reason, "mistake");
    assert_string_equal(tickets[0].entry_station, "desk-1");
    assert_int_not_equal(tickets[0].exit_time, PK_NONE);
}

static void a_list_goes_on_where_it_was_left(void **state)
{
    (void)state;
    const struct pk_accounted_filter filter = {.from = FIRST, .to = FIRST + 1};
    live();
    OK(pk_accounted_list(tickets, 3, &ticket_count, s.t.lot, &filter, 0));
    assert_string_equal(numbers(), "1 2 3");
    OK(pk_accounted_list(tickets, 3, &ticket_count, s.t.lot, &filter, 3));
    assert_string_equal(numbers(), "4 5 6");
    OK(pk_accounted_list(tickets, 3, &ticket_count, s.t.lot, &filter, 6));
    assert_string_equal(numbers(), "7");
    REFUSED(&s, PK_USAGE,
            pk_accounted_list(tickets, 3, &ticket_count, s.t.lot,
                              &(struct pk_accounted_filter){.from = FIRST, .to = FIRST - 1}, 0));
}

static void by_where_by_whom_by_number(void **state)
{
    (void)state;
    live();
    assert_string_equal(
        behind(&(struct pk_accounted_filter){FIRST, FIRST, .station = "desk-1", .who = ""}),
        "1 2 3 4 5 6");
    assert_string_equal(behind(&(struct pk_accounted_filter){FIRST, FIRST, .station = "desk-2"}),
                        "");
    assert_string_equal(behind(&(struct pk_accounted_filter){FIRST, FIRST, .who = "Ana"}), "");
    assert_string_equal(behind(&(struct pk_accounted_filter){
                            .first_no = 3, .last_no = 7, .figure = PK_FIGURE_INSIDE}),
                        "5 6 7");
}

static struct pk_gap gaps[8];
static size_t gap_count;

static void must_be_missing(int64_t from, int64_t to, int64_t first, int64_t last)
{
    OK(pk_accountability_gaps(gaps, 8, &gap_count, s.t.lot, from, to));
    assert_int_equal(gap_count, 1);
    assert_int_equal(gaps[0].first, first);
    assert_int_equal(gaps[0].last, last);
}

static void which_numbers_are_missing(void **state)
{
    (void)state;
    live();
    OK(pk_accountability_gaps(gaps, 8, &gap_count, s.t.lot, FIRST, FIRST + 1));
    assert_int_equal(gap_count, 0);
    stay_tamper(&s, "DELETE FROM parking_ticket WHERE ticket_no IN (2, 3)");
    must_be_missing(FIRST, FIRST + 1, 2, 3);
    stay_tamper(&s, "DELETE FROM parking_ticket WHERE ticket_no = 7");
    must_be_missing(FIRST + 1, FIRST + 1, 7, 7); /* a day of which nothing is left */
    OK(pk_accountability_gaps(gaps, 8, &gap_count, s.t.lot, FIRST, FIRST));
    assert_int_equal(gap_count, 2);
}

/* ---- receipts ---- */

static struct pk_receipts receipts[8];
static size_t receipt_count;

static enum pk_status read_receipts(int64_t from, int64_t to)
{
    return pk_receipts(receipts, 8, &receipt_count, s.t.lot, from, to);
}

static void sell(int count)
{
    static int plates;
    for (int i = 0; i < count; i++) {
        char plate[16];
        snprintf(plate, sizeof plate, "R%d", plates++);
        struct pk_ticket ticket = stay_park(&s, plate);
        s.t.now += HOUR;
        stay_pay(&s, &ticket);
        stay_leave(&s, &ticket);
    }
}

static void receipts_run_on(void **state)
{
    (void)state;
    sell(3);
    s.t.now += DAY;
    sell(2);
    OK(read_receipts(FIRST, FIRST));
    assert_int_equal(receipt_count, 1);
    assert_string_equal(receipts[0].station, "desk-1");
    assert_int_equal(receipts[0].receipts, 3);
    assert_int_equal(receipts[0].last_no, 3);
    assert_int_equal(receipts[0].counter, 5);
    OK(read_receipts(FIRST, FIRST + 1));
    assert_int_equal(receipts[0].receipts, 5);
    assert_int_equal(receipts[0].missing, 0);
    OK(read_receipts(FIRST + 5, FIRST + 5));
    assert_int_equal(receipt_count, 0);
}

static void a_missing_receipt(void **state)
{
    (void)state;
    sell(4);
    stay_tamper(&s, "DELETE FROM tender WHERE receipt_no = 2");
    assert_int_equal(read_receipts(FIRST, FIRST), PK_CORRUPT);
    assert_int_equal(receipts[0].missing, 1);
    stay_tamper(&s, "DELETE FROM tender WHERE receipt_no = 4");
    assert_int_equal(read_receipts(FIRST, FIRST), PK_CORRUPT);
    assert_int_equal(receipts[0].missing, 2);
    OK(pk_receipt_gaps(gaps, 8, &gap_count, s.t.lot, "desk-1", FIRST, FIRST));
    assert_int_equal(gap_count, 2);
    assert_int_equal(gaps[0].first, 2);
    assert_int_equal(gaps[0].last, 2);
    assert_int_equal(gaps[1].first, 4);
    OK(pk_receipt_gaps(gaps, 8, &gap_count, s.t.lot, "desk-1", FIRST + 3, FIRST + 3));
    assert_int_equal(gap_count, 0);
    OK(pk_receipt_gaps(gaps, 8, &gap_count, s.t.lot, "desk-9", FIRST, FIRST));
    assert_int_equal(gap_count, 0);
}

static void a_copy_says_which_it_is(void **state)
{
    (void)state;
    struct pk_receipt receipt, again;
    struct pk_act act = stay_act(&s);
    sell(2);
    OK(pk_receipt_reprint(&receipt, s.t.lot, &act, "desk-1", 2));
    assert_int_equal(receipt.copy_no, 1);
    assert_int_equal(receipt.ticket_no, 2);
    assert_int_equal(receipt.amount, 200);
    assert_string_equal(receipt.currency, "EUR");
    OK(pk_receipt_reprint(&again, s.t.lot, &act, "desk-1", 2)); /* the same request */
    assert_int_equal(again.copy_no, 1);
    OK(pk_receipt_reprint(&again, s.t.lot, &s.t.act, "desk-1", 2));
    assert_int_equal(again.copy_no, 2);
    OK(pk_receipt_reprint(&again, s.t.lot, &s.t.act, "desk-1", 1));
    assert_int_equal(again.copy_no, 1);
    REFUSED(&s, PK_TICKET_UNKNOWN, pk_receipt_reprint(&again, s.t.lot, &s.t.act, "desk-1", 3));
    REFUSED(&s, PK_TICKET_UNKNOWN, pk_receipt_reprint(&again, s.t.lot, &s.t.act, "desk-9", 1));
    REFUSED(&s, PK_USAGE, pk_receipt_reprint(&again, s.t.lot, &s.t.act, NULL, 1));
    REFUSED(&s, PK_REQUEST_REUSED, pk_receipt_reprint(&again, s.t.lot, &act, "desk-1", 1));
    OK(read_receipts(FIRST, FIRST));
    assert_int_equal(receipts[0].copies, 3);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'reprint'"), 3);
    assert_int_equal(stay_count(&s, "SELECT sum(amount) FROM journal WHERE kind = 'reprint'"),
                     INT64_MIN); /* nothing was paid by them */
    stay_must_agree(&s);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_tickets_add_up),
        TEST(and_so_do_its_parts),
        TEST(blocks_of_numbers),
        TEST(a_missing_number),
        TEST(an_empty_lot_is_sound),
        TEST(each_figure_has_its_tickets),
        TEST(a_list_goes_on_where_it_was_left),
        TEST(by_where_by_whom_by_number),
        TEST(which_numbers_are_missing),
        TEST(receipts_run_on),
        TEST(a_missing_receipt),
        TEST(a_copy_says_which_it_is),
    };
    return cmocka_run_group_tests_name("accountability", tests, NULL, NULL);
}
