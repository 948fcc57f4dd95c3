/*
 * The inbox of exceptions, who may acknowledge one, and who stands out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../support/people.h"
#include "../support/stay.h"
#include "parkade/audit.h"

enum { FIRST = 20458, SEEN_MAX = 32 };

static struct stays s;
static struct pk_exception seen[SEEN_MAX], exception;
static size_t seen_count;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 40);
    return 0;
}

/* Max is the manager, Sue and Sam supervise, Ana and Ben attend. */
static int open_staffed(void **state)
{
    open_lot(state);
    people_hire(&s.t, "Max", PK_MANAGER);
    people_hire(&s.t, "Sue", PK_SUPERVISOR);
    people_hire(&s.t, "Sam", PK_SUPERVISOR);
    people_hire(&s.t, "Ana", PK_ATTENDANT);
    people_hire(&s.t, "Ben", PK_ATTENDANT);
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static bool see(const struct pk_exception *one, void *context)
{
    (void)context;
    assert_true(seen_count < SEEN_MAX);
    seen[seen_count++] = *one;
    return true;
}

static void read_inbox(bool has_all)
{
    const struct pk_exception_filter filter = {has_all, PK_NONE, PK_NONE};
    seen_count = 0;
    OK(pk_exception_each(s.t.lot, &filter, see, NULL));
}

static struct pk_ticket park_by(const char *who, const char *plate)
{
    struct pk_act act = people_act(&s.t, who);
    struct pk_park how = stay_how(plate);
    struct pk_ticket ticket;
    OK(pk_park(&ticket, s.t.lot, &act, &how));
    return ticket;
}

static void void_by(const struct pk_act *act, const struct pk_ticket *ticket)
{
    struct pk_ticket out;
    OK(pk_void(&out, s.t.lot, act, ticket->ticket_id, "typed wrong"));
}

static void void_approved(const char *who, const struct pk_ticket *ticket)
{
    struct pk_act act = people_approved(&s.t, who, "Sue");
    void_by(&act, ticket);
}

static enum pk_status acknowledge(const char *who, int64_t seq)
{
    struct pk_act act = people_act(&s.t, who);
    return pk_acknowledge(&exception, s.t.lot, &act, seq, "looked at the tape");
}

static void without_staff_anybody_acknowledges(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    read_inbox(false);
    assert_int_equal(seen_count, 0);
    void_by(&s.t.act, &ticket);
    read_inbox(false);
    assert_int_equal(seen_count, 1);
    assert_string_equal(seen[0].entry.kind, "void");
    assert_int_equal(seen[0].entry.ticket_no, 1);
    assert_string_equal(seen[0].registration, "A1");
    assert_int_equal(seen[0].acknowledged_at, PK_NONE);
    OK(pk_acknowledge(&exception, s.t.lot, &s.t.act, seen[0].entry.seq, NULL));
    assert_int_equal(exception.acknowledged_at, s.t.now);
    read_inbox(false);
    assert_int_equal(seen_count, 0);
    read_inbox(true);
    assert_int_equal(seen_count, 1);
}

static void refusals(void **state)
{
    (void)state;
    struct pk_ticket ticket = stay_park(&s, "A1");
    char note[PK_REASON_SIZE + 1];
    memset(note, 'x', sizeof note);
    note[PK_REASON_SIZE] = '\0';
    void_by(&s.t.act, &ticket);
    read_inbox(false);
    int64_t seq = seen[0].entry.seq;
    REFUSED(&s, PK_USAGE, pk_acknowledge(&exception, s.t.lot, &s.t.act, 1, NULL));
    REFUSED(&s, PK_USAGE, pk_acknowledge(&exception, s.t.lot, &s.t.act, 999, NULL));
    REFUSED(&s, PK_USAGE, pk_acknowledge(&exception, s.t.lot, &s.t.act, seq, note));
    REFUSED(&s, PK_USAGE, pk_acknowledge(&exception, s.t.lot, &s.t.act, seq, "a\nb"));
    struct pk_act act = stay_act(&s);
    OK(pk_acknowledge(&exception, s.t.lot, &act, seq, "first"));
    OK(pk_acknowledge(&exception, s.t.lot, &act, seq, "first")); /* the same request */
    assert_string_equal(exception.note, "first");
    REFUSED(&s, PK_USAGE, pk_acknowledge(&exception, s.t.lot, &s.t.act, seq, "again"));
}

/* Neither who did it, nor who approved it, nor with the approval of one of them. */
static void somebody_else_acknowledges(void **state)
{
    (void)state;
    struct pk_ticket ticket = park_by("Ana", "A1");
    struct pk_act act = people_approved(&s.t, "Ana", "Sue");
    void_by(&act, &ticket);
    read_inbox(false);
    int64_t seq = seen[0].entry.seq;
    assert_string_equal(seen[0].entry.approver, "Sue");
    REFUSED(&s, PK_NOT_PERMITTED, acknowledge("Sue", seq));
    assert_false(pk_error()->may_be_approved);
    REFUSED(&s, PK_NOT_PERMITTED, acknowledge("Ben", seq)); /* no supervisor */
    assert_true(pk_error()->may_be_approved);
    act = people_approved(&s.t, "Ben", "Sue");
    REFUSED(&s, PK_NOT_PERMITTED, pk_acknowledge(&exception, s.t.lot, &act, seq, NULL));
    act = people_approved(&s.t, "Ana", "Sam");
    REFUSED(&s, PK_NOT_PERMITTED, pk_acknowledge(&exception, s.t.lot, &act, seq, NULL));
    OK(acknowledge("Sam", seq));
    assert_string_equal(exception.acknowledged_by, "Sam");
    assert_string_equal(exception.note, "looked at the tape");
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal WHERE kind = 'acknowledge' "
                                    "AND staff = 'Sam'"),
                     1);
}

static void another_may_approve(void **state)
{
    (void)state;
    struct pk_ticket ticket = park_by("Ana", "A1");
    struct pk_act act = people_act(&s.t, "Sue");
    void_by(&act, &ticket);
    read_inbox(false);
    act = people_approved(&s.t, "Ben", "Sam");
    OK(pk_acknowledge(&exception, s.t.lot, &act, seen[0].entry.seq, NULL));
    assert_string_equal(exception.acknowledged_by, "Ben");
}

static void an_alarm_stays_on_top(void **state)
{
    (void)state;
    struct pk_ticket first = stay_park(&s, "A1"), second = stay_park(&s, "A2");
    void_by(&s.t.act, &first);
    assert_int_equal(stay_try_leave(&s, &first), PK_TICKET_VOID); /* it turns up */
    void_by(&s.t.act, &second);
    read_inbox(false);
    assert_int_equal(seen_count, 3);
    assert_string_equal(seen[0].entry.kind, "alarm");
    assert_true(seen[1].entry.seq < seen[2].entry.seq);
    OK(pk_acknowledge(&exception, s.t.lot, &s.t.act, seen[0].entry.seq, "a stolen one"));
    read_inbox(true);
    assert_string_equal(seen[0].entry.kind, "void");
    assert_string_equal(seen[1].entry.kind, "alarm");
}

static void days_are_a_bound(void **state)
{
    (void)state;
    struct pk_ticket first = stay_park(&s, "A1"), second = stay_park(&s, "A2");
    void_by(&s.t.act, &first);
    int64_t then = s.t.now;
    s.t.now += DAY;
    void_by(&s.t.act, &second);
    struct pk_exception_filter filter = {false, PK_NONE, then + 1};
    seen_count = 0;
    OK(pk_exception_each(s.t.lot, &filter, see, NULL));
    assert_int_equal(seen_count, 1);
    assert_int_equal(seen[0].entry.ticket_no, 1);
    filter = (struct pk_exception_filter){false, then + 1, PK_NONE};
    seen_count = 0;
    OK(pk_exception_each(s.t.lot, &filter, see, NULL));
    assert_int_equal(seen_count, 1);
    assert_int_equal(seen[0].entry.ticket_no, 2);
}

static void must_count(const struct pk_exception_filter *filter, int64_t all, int64_t open,
                       int64_t alarms)
{
    struct pk_exception_counts counts;
    OK(pk_exception_count(&counts, s.t.lot, filter));
    assert_int_equal(counts.all, all);
    assert_int_equal(counts.open, open);
    assert_int_equal(counts.alarms, alarms);
}

static void they_are_counted(void **state)
{
    (void)state;
    const struct pk_exception_filter ever = {false, PK_NONE, PK_NONE};
    int64_t alarms;
    must_count(&ever, 0, 0, 0);
    struct pk_ticket first = stay_park(&s, "A1"), second = stay_park(&s, "A2");
    void_by(&s.t.act, &first);
    assert_int_equal(stay_try_leave(&s, &first), PK_TICKET_VOID);
    int64_t then = s.t.now;
    s.t.now += DAY;
    void_by(&s.t.act, &second);
    must_count(&ever, 3, 3, 1);
    must_count(&(struct pk_exception_filter){false, then + 1, PK_NONE}, 1, 1, 0);
    must_count(&(struct pk_exception_filter){false, PK_NONE, then + 1}, 2, 2, 1);
    must_count(&(struct pk_exception_filter){false, then, then + 1}, 2, 2, 1);
    must_count(&(struct pk_exception_filter){false, then + 1, then + DAY + 1}, 1, 1, 0);
    OK(pk_alarm_count(&alarms, s.t.lot));
    assert_int_equal(alarms, 1);
    read_inbox(false);
    OK(pk_acknowledge(&exception, s.t.lot, &s.t.act, seen[0].entry.seq, NULL));
    must_count(&ever, 3, 2, 0);
    OK(pk_alarm_count(&alarms, s.t.lot));
    assert_int_equal(alarms, 0);
}

/* Piece by piece it is the same list. */
static void a_piece_of_the_list(void **state)
{
    (void)state;
    const struct pk_exception_filter filter = {true, PK_NONE, PK_NONE};
    struct pk_exception piece[2];
    size_t count;
    for (int i = 0; i < 5; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "A%d", i);
        struct pk_ticket ticket = stay_park(&s, plate);
        void_by(&s.t.act, &ticket);
        if (i == 3)
            assert_int_equal(stay_try_leave(&s, &ticket), PK_TICKET_VOID);
    }
    read_inbox(true);
    assert_int_equal(seen_count, 6);
    for (size_t skip = 0; skip < 6; skip += 2) {
        OK(pk_exception_list(piece, 2, &count, s.t.lot, &filter, (int64_t)skip));
        assert_int_equal(count, 2);
        for (size_t i = 0; i < 2; i++)
            assert_int_equal(piece[i].entry.seq, seen[skip + i].entry.seq);
    }
    OK(pk_exception_list(piece, 2, &count, s.t.lot, &filter, 6));
    assert_int_equal(count, 0);
}

static void whose_it_is(void **state)
{
    (void)state;
    struct pk_ticket ticket = park_by("Ana", "A1");
    void_approved("Ana", &ticket);
    read_inbox(false);
    assert_true(pk_exception_is_own(&seen[0], "Ana"));
    assert_true(pk_exception_is_own(&seen[0], "sue"));
    assert_false(pk_exception_is_own(&seen[0], "Sam"));
    assert_false(pk_exception_is_own(&seen[0], ""));
}

/* ---- outliers ---- */

static struct pk_conduct conducts[16], lot;
static size_t conduct_count;

static const struct pk_conduct *conduct_of(const char *who)
{
    for (size_t i = 0; i < conduct_count; i++)
        if (strcmp(conducts[i].who, who) == 0)
            return &conducts[i];
    fail_msg("%s did nothing", who);
    return NULL;
}

static void read_conducts(void)
{
    OK(pk_outliers(conducts, 16, &conduct_count, &lot, s.t.lot, FIRST, FIRST + 1));
}

static struct pk_ticket nth(const char *who, char letter, int i)
{
    char plate[16];
    snprintf(plate, sizeof plate, "%c%d", letter, i);
    return park_by(who, plate);
}

/* Ten each; three of Ana's are void, one of Ben's: 3/10 is more than twice 1/10. */
static void who_voids_more_stands_out(void **state)
{
    (void)state;
    for (int i = 0; i < 10; i++) {
        struct pk_ticket a = nth("Ana", 'A', i), b = nth("Ben", 'B', i);
        if (i < 3)
            void_approved("Ana", &a);
        if (i < 1)
            void_approved("Ben", &b);
    }
    read_conducts();
    assert_int_equal(conduct_of("Ana")->tickets, 10);
    assert_int_equal(conduct_of("Ana")->voids, 3);
    assert_int_equal(conduct_of("Ana")->marks, PK_MARK_VOID);
    assert_int_equal(conduct_of("Ben")->marks, 0);
    assert_int_equal(lot.tickets, 20);
    assert_int_equal(lot.voids, 4);
    assert_int_equal(conduct_count, 2); /* who only approved is no attendant */
}

/* At twice as often nobody does yet, and what happens twice is chance. */
static void where_the_line_is(void **state)
{
    (void)state;
    for (int i = 0; i < 12; i++) {
        struct pk_ticket a = nth("Ana", 'A', i), b = nth("Ben", 'B', i);
        if (i < 4)
            void_approved("Ana", &a);
        if (i < 2)
            void_approved("Ben", &b);
    }
    read_conducts();
    assert_int_equal(conduct_of("Ana")->marks, 0);
}

static void sell(const char *who, char letter, int i, int64_t hours)
{
    struct pk_act act = people_act(&s.t, who);
    struct pk_ticket ticket = nth(who, letter, i);
    struct pk_tender tender;
    s.t.now += hours * HOUR;
    struct pk_card_terminal terminal;
    OK(pk_card_simulator(&terminal, "approve"));
    act = people_act(&s.t, who);
    OK(pk_pay_card(&tender, s.t.lot, &act, &terminal, ticket.ticket_id, PK_NONE, PK_NONE));
}

/* 2.00 on the average against 6.00. */
static void who_takes_less_stands_out(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        sell("Ana", 'A', i, 1);
        sell("Ben", 'B', i, 3);
    }
    read_conducts();
    assert_int_equal(conduct_of("Ana")->paid, 3);
    assert_int_equal(conduct_of("Ana")->average, 200);
    assert_int_equal(conduct_of("Ana")->marks, PK_MARK_PRICE);
    assert_int_equal(conduct_of("Ben")->average, 600);
    assert_int_equal(conduct_of("Ben")->marks, 0);
    assert_int_equal(lot.taken, 2400);
    assert_int_equal(lot.average, 400);
}

#define ALONE(test)   cmocka_unit_test_setup_teardown(test, open_lot, close_lot)
#define STAFFED(test) cmocka_unit_test_setup_teardown(test, open_staffed, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ALONE(without_staff_anybody_acknowledges),
        ALONE(refusals),
        STAFFED(somebody_else_acknowledges),
        STAFFED(another_may_approve),
        ALONE(an_alarm_stays_on_top),
        ALONE(days_are_a_bound),
        ALONE(they_are_counted),
        ALONE(a_piece_of_the_list),
        STAFFED(whose_it_is),
        STAFFED(who_voids_more_stands_out),
        STAFFED(where_the_line_is),
        STAFFED(who_takes_less_stands_out),
    };
    return cmocka_run_group_tests_name("exceptions", tests, NULL, NULL);
}
