/*
 * Finding tickets: by what names one, by what somebody remembers, and in lists.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/stay.h"
#include "parkade/uuid.h"

static struct stays s;
static struct pk_ticket list[16];
static size_t count;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 12);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static void what_a_text_names(void **state)
{
    (void)state;
    char printed[PK_UUID_SIZE];
    struct pk_ticket gone = stay_park(&s, "GONE"), here = stay_park(&s, "pl/ab 12"), out;
    struct pk_ticket digits = stay_park(&s, "2");
    stay_leave(&s, &gone);
    pk_uuid_printed(printed, gone.ticket_id);
    const struct {
        const char *text;
        enum pk_status status;
        int64_t ticket_no;
        enum pk_found_by found_by;
    } cases[] = {
        {gone.ticket_id, PK_OK, 1, PK_FOUND_BY_SCAN},
        {printed, PK_OK, 1, PK_FOUND_BY_SCAN},
        {"1", PK_OK, 1, PK_FOUND_BY_NUMBER},
        {"#1", PK_OK, 1, PK_FOUND_BY_NUMBER},
        {"002", PK_OK, 2, PK_FOUND_BY_NUMBER},
        {"plate:2", PK_OK, 3, PK_FOUND_BY_PLATE},
        {"PL/AB-12", PK_OK, 2, PK_FOUND_BY_PLATE},
        {"plate:pl/ab12", PK_OK, 2, PK_FOUND_BY_PLATE},
        {"@a02", PK_OK, 2, PK_FOUND_BY_SPOT},
        {"@A03", PK_OK, 3, PK_FOUND_BY_SPOT},
        {"@A01", PK_TICKET_UNKNOWN, 0, PK_FOUND_BY_SPOT},
        {"@", PK_SPOT_UNKNOWN, 0, PK_FOUND_BY_SPOT},
        {"@Z1", PK_SPOT_UNKNOWN, 0, PK_FOUND_BY_SPOT},
        {"gone", PK_TICKET_UNKNOWN, 0, PK_FOUND_BY_PLATE}, /* it left */
        {"ab12", PK_TICKET_UNKNOWN, 0, PK_FOUND_BY_PLATE}, /* a country is part of it */
        {"4", PK_TICKET_UNKNOWN, 0, PK_FOUND_BY_NUMBER},
        {"0", PK_TICKET_UNKNOWN, 0, PK_FOUND_BY_NUMBER},
        {"99999999999999999999999999", PK_TICKET_UNKNOWN, 0, PK_FOUND_BY_NUMBER},
        {"", PK_TICKET_UNKNOWN, 0, PK_FOUND_BY_PLATE},
        {"#", PK_TICKET_UNKNOWN, 0, PK_FOUND_BY_PLATE},
        {"plate:", PK_TICKET_UNKNOWN, 0, PK_FOUND_BY_PLATE},
        {"\xff", PK_TICKET_UNKNOWN, 0, PK_FOUND_BY_PLATE},
        {"00000000-0000-7000-8000-000000000000", PK_TICKET_UNKNOWN, 0, PK_FOUND_BY_SCAN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum pk_found_by found_by = PK_FOUND_BY_COUNT;
        enum pk_status status = pk_ticket_resolve(&out, &found_by, s.t.lot, cases[i].text);
        if (status != cases[i].status || found_by != cases[i].found_by ||
            (status == PK_OK && out.ticket_no != cases[i].ticket_no))
            fail_msg("%s: %s, found by %s", cases[i].text, pk_status_code(status),
                     pk_found_by_name(found_by));
    }
    OK(pk_ticket_resolve(&out, NULL, s.t.lot, "@A03"));
    assert_string_equal(out.ticket_id, digits.ticket_id);
    assert_string_equal(here.spot, "A02");
}

static void search(const char *text)
{
    OK(pk_ticket_search(list, sizeof list / sizeof *list, &count, s.t.lot, text));
}

static void best_first(void **state)
{
    (void)state;
    stay_park(&s, "XB001");
    stay_park(&s, "B00TY9");
    stay_park(&s, "B007");
    stay_park(&s, "UNLIKE");
    /* Look-alikes count on both sides; the beginning is better than the middle, short than long. */
    search("8O0");
    assert_int_equal(count, 3);
    assert_string_equal(list[0].registration_number, "B007");
    assert_string_equal(list[1].registration_number, "B00TY9");
    assert_string_equal(list[2].registration_number, "XB001");
    search("b-00 t");
    assert_int_equal(count, 1);
    search("QQQ");
    assert_int_equal(count, 0);
    search("?");
    assert_int_equal(count, 0);
    search("");
    assert_int_equal(count, 0);
    OK(pk_ticket_search(list, 2, &count, s.t.lot, "800"));
    assert_int_equal(count, 2);
    OK(pk_ticket_search(list, 0, &count, s.t.lot, "800"));
    assert_int_equal(count, 0);
}

static void numbers_spots_and_those_who_left(void **state)
{
    (void)state;
    struct pk_ticket first = stay_park(&s, "AA1"), second;
    stay_leave(&s, &first);
    s.t.now += DAY;
    second = stay_park(&s, "AA1");
    stay_leave(&s, &second);
    stay_park(&s, "7AA1");
    search("aa1"); /* inside first, then the last who left */
    assert_int_equal(count, 3);
    assert_int_equal(list[0].ticket_no, 3);
    assert_int_equal(list[1].ticket_no, 2);
    assert_int_equal(list[2].ticket_no, 1);
    search("#2");
    assert_int_equal(count, 1);
    assert_int_equal(list[0].ticket_no, 2);
    search("@A01");
    assert_int_equal(count, 1);
    assert_int_equal(list[0].ticket_no, 3);
    search(first.ticket_id);
    assert_int_equal(list[0].ticket_no, 1);
    s.t.now += 30 * DAY + 1;
    search("aa1"); /* who left long ago is not offered */
    assert_int_equal(count, 1);
}

/* A number that is also a plate names each ticket once. */
static void each_ticket_once(void **state)
{
    (void)state;
    struct pk_ticket gone;
    stay_park(&s, "1");
    search("1");
    assert_int_equal(count, 1);
    gone = stay_park(&s, "2");
    stay_leave(&s, &gone);
    search("2");
    assert_int_equal(count, 1);
    assert_int_equal(list[0].ticket_no, 2);
}

static void lists(void **state)
{
    (void)state;
    static const char *const plates[] = {"OLD", "PAID", "OWES", "NEW"};
    struct pk_ticket tickets[4], out;
    stay_set(&s, "ticket_validity", "2h");
    for (int i = 0; i < 4; i++) {
        tickets[i] = stay_park(&s, plates[i]);
        s.t.now += HOUR;
        if (i == 1)
            stay_pay(&s, &tickets[i]);
        if (i == 2)
            OK(pk_release(&out, s.t.lot, &s.t.act, tickets[i].ticket_id, "unseen"));
    }
    static const struct {
        enum pk_ticket_list which;
        size_t count;
        int64_t first;
    } cases[] = {
        {PK_LIST_INSIDE, 3, 1}, {PK_LIST_EXPIRED, 1, 1}, {PK_LIST_OVERSTAYED, 1, 2},
        {PK_LIST_OWING, 1, 3},  {PK_LIST_DOUBT, 1, 4},
    };
    struct pk_card_attempt attempt;
    OK(pk_card_begin(&attempt, s.t.lot, &s.t.act, tickets[3].ticket_id, PK_NONE, PK_NONE));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OK(pk_ticket_list(list, 16, &count, s.t.lot, cases[i].which));
        assert_int_equal(count, cases[i].count);
        assert_int_equal(list[0].ticket_no, cases[i].first);
    }
    OK(pk_ticket_list(list, 2, &count, s.t.lot, PK_LIST_INSIDE));
    assert_int_equal(count, 2);
    REFUSED(&s, PK_USAGE,
            pk_ticket_list(list, 16, &count, s.t.lot, (enum pk_ticket_list)(PK_LIST_DOUBT + 1)));
}

/* What is in time at its last second is listed when that is over. */
static void at_the_last_second(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    s.t.now = ticket.expires_at;
    OK(pk_ticket_list(list, 16, &count, s.t.lot, PK_LIST_EXPIRED));
    assert_int_equal(count, 0);
    s.t.now++;
    OK(pk_ticket_list(list, 16, &count, s.t.lot, PK_LIST_EXPIRED));
    assert_int_equal(count, 1);
    assert_int_equal(list[0].state, PK_EXPIRED);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_a_text_names), TEST(best_first), TEST(numbers_spots_and_those_who_left),
        TEST(each_ticket_once),  TEST(lists),      TEST(at_the_last_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
