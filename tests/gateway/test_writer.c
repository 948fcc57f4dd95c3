/*
 * Group commit: what runs together is committed together, a refusal disturbs nobody, and what the
 * whole transaction fails with is the answer to all of it. The writer's own function, in this
 * process.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/holder.h"
#include "../support/lot.h"
#include "gateway/meter.h"
#include "gateway/writer.h"
#include "parkade/check.h"
#include "parkade/text.h"
#include "parkade/ticket.h"

enum { CALLS = 200, BODY_SIZE = 96 };

static struct test_lot t;
static struct gateway_lot lot;
static char secret[PK_SECRET_SIZE];

static struct call calls[CALLS];
static struct answer answers[CALLS];
static struct change changes[CALLS];
static struct change *list[CALLS];
static char bodies[CALLS][BODY_SIZE];

static int open_lot(void **state)
{
    struct pk_token token;

    (void)state;
    test_lot_open(&t, CALLS, "EUR");
    assert_int_equal(
        pk_token_add(&token, secret, t.lot, &t.act, "gate-1", PK_SCOPE_PARK | PK_SCOPE_RETRIEVE),
        PK_OK);
    assert_int_equal(gateway_lot_open(&lot, t.path), PK_OK);
    return 0;
}

static int close_lot(void **state)
{
    struct pk_check check;

    (void)state;
    assert_int_equal(pk_check(&check, t.lot), PK_OK);
    for (int i = 0; i < CALLS; i++)
        answer_clear(&answers[i]);
    gateway_lot_close(&lot);
    test_lot_close(&t);
    return 0;
}

/* Call NUMBER is to park PLATE. */
static void prepare(int number, const char *plate)
{
    struct answer unused = {0};
    struct call *call = &calls[number];

    *call = (struct call){.body = bodies[number]};
    assert_true(route_find(call, &unused, "POST", "/parking"));
    pk_copy(call->secret, sizeof call->secret, secret);
    pk_copy(call->token.name, sizeof call->token.name, "gate-1");
    snprintf(bodies[number], BODY_SIZE, "{\"registration_number\":\"%s\"}", plate);
    call->body_length = strlen(bodies[number]);
    answer_clear(&answers[number]);
    changes[number] = (struct change){.call = call, .answer = &answers[number]};
    list[number] = &changes[number];
}

static void prepare_all(int count)
{
    for (int i = 0; i < count; i++) {
        char plate[16];
        snprintf(plate, sizeof plate, "P %d", i);
        prepare(i, plate);
    }
}

static int count_of(int status, int count)
{
    int found = 0;

    for (int i = 0; i < count; i++)
        found += answers[i].status == status;
    return found;
}

static int inside(void)
{
    static struct pk_ticket tickets[CALLS];
    size_t count;

    assert_int_equal(pk_ticket_list(tickets, CALLS, &count, t.lot, PK_LIST_INSIDE), PK_OK);
    return (int)count;
}

static void test_a_refusal_disturbs_nobody(void **state)
{
    (void)state;
    prepare(0, "A 1");
    prepare(1, "!!");
    prepare(2, "A 1");
    prepare(3, "B 1");
    writer_run(&lot, list, 4);
    assert_int_equal(answers[0].status, 201);
    assert_int_equal(answers[1].status, 422);
    assert_int_equal(answers[2].status, 409);
    assert_int_equal(answers[3].status, 201);
    assert_int_equal(inside(), 2);
}

/* Fewer commits than requests: that is what it is for. */
static void test_many_go_into_few_commits(void **state)
{
    struct meter *meter = meter_of_process();
    long long batches = atomic_load(&meter->batches), batched = atomic_load(&meter->batched);

    (void)state;
    prepare_all(CALLS);
    writer_run(&lot, list, CALLS);
    assert_int_equal(count_of(201, CALLS), CALLS);
    assert_int_equal(inside(), CALLS);
    assert_int_equal(atomic_load(&meter->batched) - batched, CALLS);
    assert_true(atomic_load(&meter->batches) - batches < CALLS);
}

static void test_a_busy_lot_fails_all_of_them(void **state)
{
    struct holder holder;

    (void)state;
    prepare_all(5);
    pk_lot_set_patience(lot.lot, 20);
    holder_start(&holder, t.path, HOLDER_OUTSIDER);
    writer_run(&lot, list, 5);
    assert_int_equal(count_of(503, 5), 5);
    assert_non_null(strstr(answers[0].body, "\"busy\""));
    holder_kill(&holder);
    assert_int_equal(inside(), 0);
}

static void test_a_revoked_token_is_refused_in_the_batch(void **state)
{
    struct pk_token token;

    (void)state;
    prepare_all(2);
    assert_int_equal(pk_token_revoke(&token, t.lot, &t.act, "gate-1"), PK_OK);
    writer_run(&lot, list, 2);
    assert_int_equal(count_of(401, 2), 2);
    assert_int_equal(inside(), 0);
}

/* ---- a full disk ---- */

/* Parks until the file may not grow any more; then with room again. Returns 0, or what was wrong.
 */
static int park_until_full(int number, void *context)
{
    struct rlimit before, little;

    (void)number, (void)context;
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    little = before;
    little.rlim_cur = 96 * 1024;
    prepare_all(CALLS);
    if (setrlimit(RLIMIT_FSIZE, &little))
        return 1;
    writer_run(&lot, list, CALLS);
    if (setrlimit(RLIMIT_FSIZE, &before))
        return 1;
    int told = count_of(201, CALLS), failed = count_of(503, CALLS);
    if (told + failed != CALLS || failed == 0)
        return 2;
    prepare(0, "ROOM 1");
    writer_run(&lot, list, 1);
    return answers[0].status == 201 ? 10 + told : 3;
}

/* The child says how many were told yes: just those are there, and the one after it. */
static void test_a_full_disk_in_mid_batch(void **state)
{
    (void)state;
    gateway_lot_close(&lot);
    pid_t child = fork();
    if (child == 0) { /* SQLite's handles do not cross a fork */
        struct gateway_lot mine;
        if (gateway_lot_open(&mine, t.path))
            _exit(9);
        lot = mine;
        _exit(park_until_full(0, NULL));
    }
    int status = child_wait(child);
    assert_true(status >= 10);
    assert_int_equal(inside(), status - 10 + 1);
    assert_int_equal(gateway_lot_open(&lot, t.path), PK_OK);
}

#define WRITER(name) cmocka_unit_test_setup_teardown(name, open_lot, close_lot)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WRITER(test_a_refusal_disturbs_nobody),
        WRITER(test_many_go_into_few_commits),
        WRITER(test_a_busy_lot_fails_all_of_them),
        WRITER(test_a_revoked_token_is_refused_in_the_batch),
        WRITER(test_a_full_disk_in_mid_batch),
    };

    return cmocka_run_group_tests_name("gateway writer", tests, NULL, NULL);
}
