/*
 * The gateway beside others: keys that make a request one request, races over HTTP with command
 * lines on the same file, what consoles do seen at once, and what is left when it is killed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/holder.h"
#include "../support/run.h"
#include "../support/served.h"
#include "parkade/check.h"
#include "parkade/journal.h"
#include "parkade/payment.h"
#include "parkade/spot.h"
#include "parkade/text.h"

static struct served served;

static int open_gate(void **state)
{
    (void)state;
    served_open(&served, 20);
    return 0;
}

static int close_gate(void **state)
{
    struct pk_check check;

    (void)state;
    if (pk_check(&check, served.t.lot) != PK_OK)
        fail_msg("the file does not agree with itself: %s", check.findings[0].message);
    served_close(&served);
    return 0;
}

#define MUST_BE(call, status, code)                                                                \
    do {                                                                                           \
        struct reply r_ = (call);                                                                  \
        reply_must_be(&r_, status, code);                                                          \
    } while (0)

/* ---- keys ---- */

static void test_a_key_makes_it_one_request(void **state)
{
    struct reply first =
        served_post_again(&served, "/parking", "{\"registration_number\":\"A 1\"}", "k1");
    char id[PK_UUID_SIZE];

    (void)state;
    reply_must_have(&first, 201, NULL);
    pk_copy(id, sizeof id, reply_value(&first, "ticket_id"));
    reply_free(&first);
    served_stop(&served); /* keys live on across restarts */
    served_start(&served, NULL);
    struct reply again =
        served_post_again(&served, "/parking", "{ \"registration_number\" : \"A 1\" }", "k1");
    reply_must_have(&again, 201, NULL);
    assert_string_equal(reply_value(&again, "ticket_id"), id);
    reply_free(&again);
    MUST_BE(served_post_again(&served, "/parking", "{\"registration_number\":\"B 1\"}", "k1"), 422,
            "request_reused");
    MUST_BE(served_post(&served, "/parking", "{\"registration_number\":\"A 1\"}"), 409,
            "already_parked");
}

static void test_a_key_pays_once(void **state)
{
    struct pk_ticket ticket = served_park_before(&served, "A 1", 5);
    struct pk_tender tenders[4];
    static const char *const METHODS[] = {"cash", "card"};
    char body[192];
    size_t count;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        ticket = served_park_before(&served, i == 0 ? "C 1" : "C 2", 5);
        snprintf(body, sizeof body, "{\"ticket_id\":\"%s\",\"amount\":1000,\"method\":\"%s\"}",
                 ticket.ticket_id, METHODS[i]);
        MUST_BE(served_post_again(&served, "/payment", body, "pay-1"), i == 0 ? 201 : 422,
                i == 0 ? NULL : "request_reused");
        MUST_BE(served_post_again(&served, "/payment", body, METHODS[i]), i == 0 ? 409 : 201,
                i == 0 ? "already_paid" : NULL);
        MUST_BE(served_post_again(&served, "/payment", body, i == 0 ? "pay-1" : METHODS[i]), 201,
                NULL);
        assert_int_equal(pk_tender_list(tenders, 4, &count, served.t.lot, ticket.ticket_id), PK_OK);
        assert_int_equal(count, 1);
    }
}

static void test_a_key_belongs_to_its_token(void **state)
{
    char secret[PK_SECRET_SIZE], header[PK_SECRET_SIZE + 32];

    (void)state;
    MUST_BE(served_post_again(&served, "/parking", "{\"registration_number\":\"A 1\"}", "k1"), 201,
            NULL);
    served_token(&served, secret, "gate-2", PK_SCOPE_PARK);
    snprintf(header, sizeof header, "Authorization: Bearer %s", secret);
    MUST_BE(served_curl(&served, "/parking", "-H", header, "-H", "Content-Type: application/json",
                        "-H", "Idempotency-Key: k1", "-d", "{\"registration_number\":\"B 1\"}",
                        NULL),
            201, NULL);
}

/* ---- races ---- */

enum { RACERS = 16, DEEDS_BY_COMMAND = 4 };

struct race {
    const char *words[5]; /* of the command line */
    char path[96], body[192];
    int *statuses; /* shared: HTTP's, or the exit status */
};

/* Most ask over HTTP, a few by the command line. */
static int race_one(int number, void *context)
{
    struct race *race = context;

    if (number < DEEDS_BY_COMMAND) {
        const char *argv[12] = {run_path(), "--lot", served.t.path};
        for (size_t i = 0; i < 5; i++)
            argv[3 + i] = race->words[i];
        struct run run = run_program(NULL, -1, argv);
        race->statuses[number] = run.status;
        run_free(&run);
        return 0;
    }
    struct reply reply = race->body[0] ? served_post(&served, race->path, race->body)
                                       : served_get(&served, race->path);
    race->statuses[number] = reply.status;
    reply_free(&reply);
    return 0;
}

static int run_race(struct race *race, int others)
{
    struct children children;
    int won = 0;

    race->statuses =
        mmap(NULL, RACERS * sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    children_start(&children, RACERS, race_one, race);
    children_go(&children);
    assert_int_equal(children_wait(&children, NULL), RACERS);
    for (int i = 0; i < RACERS; i++) {
        int status = race->statuses[i];
        bool has_won = status == 0 || status == 200 || status == 201;
        won += has_won;
        if (!has_won)
            assert_true(status == (i < DEEDS_BY_COMMAND ? 3 : others));
    }
    munmap(race->statuses, RACERS * sizeof(int));
    return won;
}

static void test_sixteen_entries_of_one_plate(void **state)
{
    struct race race = {.words = {"park", "ONE 1"},
                        .path = "/parking",
                        .body = "{\"registration_number\":\"ONE 1\"}"};

    (void)state;
    assert_int_equal(run_race(&race, 409), 1);
}

static void test_sixteen_payments_of_one_ticket(void **state)
{
    struct pk_ticket ticket = served_park_before(&served, "A 1", 5);
    struct pk_tender tenders[RACERS];
    struct race race = {.words = {"pay", "A1", "--method", "cash"}, .path = "/payment"};
    size_t count;

    (void)state;
    snprintf(race.body, sizeof race.body,
             "{\"ticket_id\":\"%s\",\"amount\":1000,\"method\":\"cash\"}", ticket.ticket_id);
    assert_int_equal(run_race(&race, 409), 1);
    assert_int_equal(pk_tender_list(tenders, RACERS, &count, served.t.lot, ticket.ticket_id),
                     PK_OK);
    assert_int_equal(count, 1);
}

/* The same token asks again and is answered again: one exit all the same. */
static void test_sixteen_retrievals_of_one_ticket(void **state)
{
    struct pk_ticket ticket = served_park_before(&served, "A 1", 0);
    struct race race = {.words = {"retrieve", "#1"}};
    int64_t before, after;

    (void)state;
    snprintf(race.path, sizeof race.path, "/parking/%s", ticket.ticket_id);
    assert_int_equal(pk_journal_head(&before, served.t.lot), PK_OK);
    assert_true(run_race(&race, 409) >= 1);
    assert_int_equal(pk_journal_head(&after, served.t.lot), PK_OK);
    assert_int_equal(after, before + 1);
}

/* ---- beside consoles ---- */

static void test_each_sees_the_other_at_once(void **state)
{
    struct pk_ticket ticket;

    (void)state;
    MUST_BE(served_post(&served, "/parking", "{\"registration_number\":\"A 1\"}"), 201, NULL);
    assert_int_equal(pk_ticket_resolve(&ticket, NULL, served.t.lot, "A1"), PK_OK);
    served_park_before(&served, "B 1", 0);
    struct reply reply = served_curl(&served, "/parking/available", NULL);
    assert_string_equal(reply_value(&reply, "occupied"), "2");
    reply_free(&reply);
}

/* ---- a lot that cannot be used ---- */

static void test_a_busy_lot_is_told_and_works_again(void **state)
{
    struct holder holder;

    (void)state;
    holder_start(&holder, served.t.path, HOLDER_OUTSIDER);
    struct reply reply = served_post(&served, "/parking", "{\"registration_number\":\"A 1\"}");
    reply_must_have(&reply, 503, "busy");
    assert_true(reply_has_header(&reply, "Retry-After", "1"));
    reply_free(&reply);
    MUST_BE(served_curl(&served, "/parking/available", NULL), 200, NULL); /* looking goes on */
    holder_end(&holder);
    MUST_BE(served_post(&served, "/parking", "{\"registration_number\":\"A 1\"}"), 201, NULL);
}

static void test_a_lot_that_is_gone_and_back(void **state)
{
    char away[FOLDER_PATH_SIZE];

    (void)state;
    folder_path(away, served.t.folder, "away.db");
    assert_int_equal(rename(served.t.path, away), 0);
    struct reply reply = served_curl(&served, "/healthz", NULL);
    assert_int_equal(reply.status, 503);
    reply_free(&reply);
    reply = served_post(&served, "/parking", "{\"registration_number\":\"A 1\"}");
    assert_int_equal(reply.status, 503);
    reply_free(&reply);
    assert_int_equal(rename(away, served.t.path), 0);
    MUST_BE(served_curl(&served, "/healthz", NULL), 200, NULL);
    MUST_BE(served_post(&served, "/parking", "{\"registration_number\":\"A 1\"}"), 201, NULL);
}

/* ---- ending ---- */

static void test_sigterm_ends_it_cleanly(void **state)
{
    (void)state;
    MUST_BE(served_post(&served, "/parking", "{\"registration_number\":\"A 1\"}"), 201, NULL);
    assert_int_equal(served_stop(&served), 0);
}

enum { CLIENTS = 8, PLATES = 400 };

struct load {
    struct {
        char ticket_id[PK_UUID_SIZE];
    } told[CLIENTS][PLATES]; /* what each client was told yes to */
};

/* One client with one connection after the other, until nobody answers any more. */
static int press(int number, void *context)
{
    struct load *load = context;

    for (int i = 0; i < PLATES; i++) {
        char body[96];
        snprintf(body, sizeof body, "{\"registration_number\":\"K%d%03d\"}", number, i);
        struct reply reply = served_post(&served, "/parking", body);
        int status = reply.status;
        if (status == 201)
            pk_copy(load->told[number][i].ticket_id, PK_UUID_SIZE,
                    reply_value(&reply, "ticket_id"));
        reply_free(&reply);
        if (status != 201)
            break;
    }
    return 0;
}

static bool has_told_some(void *context)
{
    const struct load *load = context;
    int count = 0;

    for (int i = 0; i < CLIENTS; i++)
        for (int k = 0; k < PLATES && load->told[i][k].ticket_id[0]; k++)
            count++;
    return count >= 4 * CLIENTS;
}

/* Every answer that was given is in the file. */
static void test_a_kill_under_load_loses_no_answer(void **state)
{
    struct load *load =
        mmap(NULL, sizeof *load, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct children children;
    struct pk_ticket ticket;
    int told = 0;

    (void)state;
    served_stop(&served);
    test_lot_close(&served.t);
    served_open(&served, 4000);
    children_start(&children, CLIENTS, press, load);
    children_go(&children);
    assert_true(wait_until(has_told_some, load));
    served_kill(&served);
    children_wait(&children, NULL);
    served_start(&served, NULL);
    for (int i = 0; i < CLIENTS; i++) {
        for (int k = 0; k < PLATES && load->told[i][k].ticket_id[0]; k++, told++)
            assert_int_equal(pk_ticket_get(&ticket, served.t.lot, load->told[i][k].ticket_id),
                             PK_OK);
    }
    assert_true(told >= 4 * CLIENTS);
    MUST_BE(served_post(&served, "/parking", "{\"registration_number\":\"LAST 1\"}"), 201, NULL);
    munmap(load, sizeof *load);
}

#define GATE(name) cmocka_unit_test_setup_teardown(name, open_gate, close_gate)

int main(void)
{
    const struct CMUnitTest tests[] = {
        GATE(test_a_key_makes_it_one_request),        GATE(test_a_key_pays_once),
        GATE(test_a_key_belongs_to_its_token),        GATE(test_sixteen_entries_of_one_plate),
        GATE(test_sixteen_payments_of_one_ticket),    GATE(test_sixteen_retrievals_of_one_ticket),
        GATE(test_each_sees_the_other_at_once),       GATE(test_a_busy_lot_is_told_and_works_again),
        GATE(test_a_lot_that_is_gone_and_back),       GATE(test_sigterm_ends_it_cleanly),
        GATE(test_a_kill_under_load_loses_no_answer),
    };

    return cmocka_run_group_tests_name("gateway together", tests, NULL, NULL);
}
