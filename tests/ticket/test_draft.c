/*
 * Money in hand: written down as it comes, ended with the booking, found again after a crash.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/people.h"
#include "../support/stay.h"

static struct stays s;
static struct pk_ticket ticket; /* parked 90 minutes ago: 4.00 are due */
static struct pk_draft drafts[4];
static size_t count;

static int open_lot(void **state)
{
    (void)state;
    stay_open(&s, 6);
    ticket = stay_park(&s, "A1");
    s.t.now += 90 * MINUTE;
    return 0;
}

static int close_lot(void **state)
{
    (void)state;
    stay_must_agree(&s);
    stay_close(&s);
    return 0;
}

static enum pk_status keep(const struct pk_ticket *of, const int64_t *handed, size_t how_many)
{
    struct pk_act act = stay_act(&s);
    return pk_draft_keep(s.t.lot, &act, of->ticket_id, handed, how_many);
}

static size_t list(const char *station)
{
    OK(pk_draft_list(drafts, 4, &count, s.t.lot, station));
    return count;
}

static void it_comes_and_goes(void **state)
{
    (void)state;
    static const int64_t handed[] = {200, 500, 100}, other[] = {200, 50};
    int64_t first = s.t.now;
    assert_int_equal(list("desk-1"), 0);
    OK(keep(&ticket, handed, 1));
    s.t.now += MINUTE;
    OK(keep(&ticket, handed, 3));
    assert_int_equal(list("desk-1"), 1);
    assert_string_equal(drafts[0].ticket_id, ticket.ticket_id);
    assert_int_equal(drafts[0].taken_at, first);
    assert_int_equal(drafts[0].count, 3);
    assert_memory_equal(drafts[0].handed, handed, sizeof handed);
    assert_true(drafts[0].seq > 0);
    OK(keep(&ticket, other, 2));
    assert_int_equal(list("desk-1"), 1);
    assert_int_equal(drafts[0].count, 2);
    assert_memory_equal(drafts[0].handed, other, sizeof other);
    assert_int_equal(list("exit-1"), 0);
    OK(keep(&ticket, NULL, 0));
    assert_int_equal(list("desk-1"), 0);
    OK(keep(&ticket, NULL, 0)); /* nothing is there */
}

/* It is no act: no journal, no request, nothing paid. */
static void it_leaves_no_trace(void **state)
{
    (void)state;
    static const int64_t handed[] = {200};
    int64_t entries = stay_count(&s, "SELECT count(*) FROM journal");
    int64_t requests = stay_count(&s, "SELECT count(*) FROM request");
    OK(keep(&ticket, handed, 1));
    assert_int_equal(stay_quote(&s, &ticket).due, 400);
    OK(keep(&ticket, NULL, 0));
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM journal"), entries);
    assert_int_equal(stay_count(&s, "SELECT count(*) FROM request"), requests);
}

static void it_ends_with_the_booking(void **state)
{
    (void)state;
    static const int64_t handed[] = {500};
    struct pk_tender tender;
    struct pk_pay how = stay_cash(&ticket, PK_NONE, 500);
    struct pk_act act = stay_act(&s);
    OK(keep(&ticket, handed, 1));
    how.ends_draft = true;
    how.tenders[0].tendered = 300;
    REFUSED(&s, PK_AMOUNT_SHORT, pk_pay(&tender, NULL, s.t.lot, &act, &how));
    assert_int_equal(list("desk-1"), 1); /* it is in hand yet */
    how.tenders[0].tendered = 500;
    OK(pk_pay(&tender, NULL, s.t.lot, &act, &how));
    assert_int_equal(list("desk-1"), 0);
}

/* Paid elsewhere, by somebody else's money: this money is in hand all the same. */
static void it_stays_when_others_pay(void **state)
{
    (void)state;
    static const int64_t handed[] = {500};
    OK(keep(&ticket, handed, 1));
    stay_pay(&s, &ticket);
    stay_leave(&s, &ticket);
    assert_int_equal(list("desk-1"), 1);
    OK(keep(&ticket, NULL, 0)); /* and can be given back */
    assert_int_equal(list("desk-1"), 0);
}

static void refusals(void **state)
{
    (void)state;
    static const int64_t nothing[] = {0}, much[] = {INT64_MAX}, many[PK_TENDERS_MAX + 1] = {1};
    struct pk_ticket unknown = ticket;
    unknown.ticket_id[0] = unknown.ticket_id[0] == '0' ? '1' : '0';
    REFUSED(&s, PK_AMOUNT_INVALID, keep(&ticket, nothing, 1));
    REFUSED(&s, PK_AMOUNT_INVALID, keep(&ticket, much, 1));
    REFUSED(&s, PK_USAGE, keep(&ticket, many, PK_TENDERS_MAX + 1));
    REFUSED(&s, PK_TICKET_UNKNOWN, keep(&unknown, many, 1));
    people_hire(&s.t, "Max", PK_MANAGER);
    REFUSED(&s, PK_SIGN_IN_REQUIRED, keep(&ticket, many, 1)); /* nobody's name */
}

/* ---- whose it is ---- */

static int take_and_wait(int number, void *context)
{
    static const int64_t handed[] = {500};
    struct pk_act act = {.station = "desk-1"};
    struct pk_lot *lot;
    char byte;
    (void)number;
    int *ends = context;
    if (pk_lot_open(&lot, s.t.path, PK_LOT_READ_WRITE, NULL) ||
        pk_draft_keep(lot, &act, ticket.ticket_id, handed, 1))
        return 1;
    if (write(ends[1], "x", 1) != 1)
        return 2;
    return read(ends[2], &byte, 1) < 0; /* until it is killed */
}

/* While who took it lives, its money is offered to nobody else: two consoles may have one name. */
static void anothers_money(void **state)
{
    (void)state;
    int told[2], held[2];
    char byte;
    assert_int_equal(pipe(told), 0);
    assert_int_equal(pipe(held), 0);
    int ends[] = {told[0], told[1], held[0]};
    pid_t child = child_start(take_and_wait, ends);
    assert_int_equal(read(told[0], &byte, 1), 1);
    assert_int_equal(list("desk-1"), 0);
    kill(child, SIGKILL);
    siginfo_t end;
    assert_int_equal(waitid(P_PID, (id_t)child, &end, WEXITED | WNOWAIT), 0);
    assert_int_equal(list("desk-1"), 1); /* dead, and not buried yet */
    child_wait(child);
    assert_int_equal(list("desk-1"), 1);
    assert_int_equal(drafts[0].handed[0], 500);
    for (int i = 0; i < 2; i++) {
        close(told[i]);
        close(held[i]);
    }
}

static void several(void **state)
{
    (void)state;
    static const int64_t handed[] = {500, 200};
    struct pk_ticket other = stay_park(&s, "B1");
    OK(keep(&ticket, handed, 2));
    OK(keep(&other, handed, 1));
    assert_int_equal(list("desk-1"), 2);
    assert_int_equal(drafts[0].count, 2);
    assert_int_equal(drafts[1].count, 1);
    OK(pk_draft_list(drafts, 1, &count, s.t.lot, "desk-1"));
    assert_int_equal(count, 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(it_comes_and_goes),
        TEST(it_leaves_no_trace),
        TEST(it_ends_with_the_booking),
        TEST(it_stays_when_others_pay),
        TEST(refusals),
        TEST(anothers_money),
        TEST(several),
    };
    return cmocka_run_group_tests_name("money in hand", tests, NULL, NULL);
}
