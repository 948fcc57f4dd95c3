/*
 * What the gateway refuses before the lot is asked: tokens, bodies, types, lengths, slowness.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/run.h"
#include "../support/served.h"
#include "parkade/text.h"

static struct served served;

static int open_gate(void **state)
{
    (void)state;
    served_open(&served, 3);
    return 0;
}

static int close_gate(void **state)
{
    (void)state;
    served_close(&served);
    return 0;
}

#define MUST_BE(call, status, code)                                                                \
    do {                                                                                           \
        struct reply r_ = (call);                                                                  \
        reply_must_be(&r_, status, code);                                                          \
    } while (0)

static int64_t head_of_journal(void)
{
    struct reply reply = served_curl(&served, "/healthz", NULL);
    int64_t head = json_integer_value(json_object_get(reply.json, "journal_seq"));

    reply_free(&reply);
    return head;
}

/* ---- tokens ---- */

static const char *bearer(const char *secret)
{
    static char header[256];

    snprintf(header, sizeof header, "Authorization: Bearer %s", secret);
    return header;
}

static void test_a_token_is_needed(void **state)
{
    struct reply reply = served_curl(&served, "/spots", NULL);

    (void)state;
    reply_must_have(&reply, 401, "sign_in_required");
    assert_true(reply_has_header(&reply, "WWW-Authenticate", "Bearer"));
    reply_free(&reply);
    MUST_BE(served_curl(&served, "/spots", "-H", "Authorization: Basic eDp5", NULL), 401,
            "sign_in_required");
    MUST_BE(served_curl(&served, "/spots", "-H", bearer("pk_wrong"), NULL), 401,
            "sign_in_required");
    MUST_BE(served_curl(&served, "/parking", "-d", "{\"registration_number\":\"A 1\"}", "-H",
                        "Content-Type: application/json", NULL),
            401, "sign_in_required");
}

static void test_a_token_does_what_its_scopes_say(void **state)
{
    static const struct {
        const char *path;
        const char *body; /* NULL: GET */
        unsigned scope;
    } asked[] = {
        {"/parking", "{\"registration_number\":\"A 1\"}", PK_SCOPE_PARK},
        {"/parking/01a21e2d-25c8-7001-818b-2b37683b0bf6", NULL, PK_SCOPE_RETRIEVE},
        {"/payment",
         "{\"ticket_id\":\"01a21e2d-25c8-7001-818b-2b37683b0bf6\",\"amount\":1,\"method\":"
         "\"cash\"}",
         PK_SCOPE_PAY},
        {"/spots", NULL, PK_SCOPE_LOOK},
        {"/metrics", NULL, PK_SCOPE_LOOK},
        {"/tickets/01a21e2d-25c8-7001-818b-2b37683b0bf6", NULL, PK_SCOPE_LOOK},
    };

    (void)state;
    for (unsigned scope = PK_SCOPE_PARK; scope <= PK_SCOPE_LOOK; scope <<= 1) {
        char name[16], secret[PK_SECRET_SIZE];
        snprintf(name, sizeof name, "one-%u", scope);
        served_token(&served, secret, name, scope);
        for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
            struct reply reply =
                asked[i].body
                    ? served_curl(&served, asked[i].path, "-H", bearer(secret), "-d", asked[i].body,
                                  "-H", "Content-Type: application/json", NULL)
                    : served_curl(&served, asked[i].path, "-H", bearer(secret), NULL);
            if (asked[i].scope == scope)
                assert_int_not_equal(reply.status, 403);
            else
                reply_must_have(&reply, 403, "not_permitted");
            reply_free(&reply);
        }
    }
}

static void test_a_revoked_token_opens_nothing(void **state)
{
    struct pk_token token;
    char secret[PK_SECRET_SIZE];

    (void)state;
    served_token(&served, secret, "app", PK_SCOPE_LOOK);
    MUST_BE(served_curl(&served, "/spots", "-H", bearer(secret), NULL), 200, NULL);
    assert_int_equal(pk_token_revoke(&token, served.t.lot, &served.t.act, "app"), PK_OK);
    MUST_BE(served_curl(&served, "/spots", "-H", bearer(secret), NULL), 401, "sign_in_required");
}

static void test_who_guesses_tokens_waits(void **state)
{
    struct reply reply = {0};

    (void)state;
    for (int i = 0; i < 40 && reply.status != 429; i++) {
        char secret[32];
        snprintf(secret, sizeof secret, "pk_guess%d", i);
        reply_free(&reply);
        reply = served_curl(&served, "/spots", "-H", bearer(secret), NULL);
    }
    reply_must_have(&reply, 429, "too_many_requests");
    assert_true(reply_has_header(&reply, "Retry-After", ""));
    reply_free(&reply);
    MUST_BE(served_curl(&served, "/parking/available", NULL), 200, NULL); /* that is open to all */
}

/* ---- bodies ---- */

static void test_bodies_that_are_refused(void **state)
{
    static const struct {
        const char *body;
        int status;
        const char *code;
    } bad[] = {
        {"", 400, "usage"},
        {"{", 400, "usage"},
        {"[]", 400, "usage"},
        {"\"AB 1\"", 400, "usage"},
        {"null", 400, "usage"},
        {"{}", 400, "usage"},
        {"{\"registration_number\":17}", 400, "usage"},
        {"{\"registration_number\":null}", 400, "usage"},
        {"{\"registration_number\":\"A 1\",\"registration_number\":\"A 2\"}", 400, "usage"},
        {"{\"registration_number\":\"A 1\",\"colour\":\"red\"}", 400, "usage"},
        {"{\"registration_number\":\"A 1\",\"vehicle_class\":\"ship\"}", 400, "usage"},
        {"{\"registration_number\":\"A 1\",\"vehicle_class\":3}", 400, "usage"},
        {"{\"registration_number\":\"A 1\",\"needs\":{\"ev\":true}}", 400, "usage"},
        {"{\"registration_number\":\"A 1\"} trailing", 400, "usage"},
        {"{\"registration_number\":\"A\\u0000 1\"}", 400, "usage"},
        {"{\"registration_number\":\"\xff\xfe\"}", 400, "usage"},
        {"{\"registration_number\":\"\"}", 422, "registration_invalid"},
        {"{\"registration_number\":\"A\\n1\"}", 422, "registration_invalid"},
        {"{\"registration_number\":\"A 1\",\"spot\":\"A01'; DROP TABLE parking_spot\"}", 404,
         "spot_unknown"},
    };
    int64_t before = head_of_journal();

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        MUST_BE(served_post(&served, "/parking", bad[i].body), bad[i].status, bad[i].code);
    assert_int_equal(head_of_journal(), before); /* and nothing has changed */
}

static void test_payments_that_are_refused(void **state)
{
    static const char *const bad[] = {
        "{\"ticket_id\":\"01a21e2d-25c8-7001-818b-2b37683b0bf6\",\"amount\":1.5,\"method\":"
        "\"cash\"}",
        "{\"ticket_id\":\"01a21e2d-25c8-7001-818b-2b37683b0bf6\",\"amount\":\"1\",\"method\":"
        "\"cash\"}",
        "{\"ticket_id\":\"01a21e2d-25c8-7001-818b-2b37683b0bf6\",\"amount\":99999999999999999999,"
        "\"method\":\"cash\"}",
        "{\"ticket_id\":\"01a21e2d-25c8-7001-818b-2b37683b0bf6\",\"amount\":1}",
        "{\"ticket_id\":7,\"amount\":1,\"method\":\"cash\"}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        MUST_BE(served_post(&served, "/payment", bad[i]), 400, "usage");
}

static void test_deep_nesting_is_no_way_in(void **state)
{
    enum { DEPTH = 8000 };
    static char body[2 * DEPTH + 1];

    (void)state;
    memset(body, '[', DEPTH);
    memset(body + DEPTH, ']', DEPTH);
    MUST_BE(served_post(&served, "/parking", body), 400, "usage");
}

/* curl reads BODY from the file. */
static struct reply post_file(size_t size, const char *type)
{
    char path[FOLDER_PATH_SIZE], at[FOLDER_PATH_SIZE + 2], secret[256];

    folder_path(path, served.t.folder, "body");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (size_t i = 0; i < size; i++)
        fputc(' ', file);
    fclose(file);
    snprintf(at, sizeof at, "@%s", path);
    snprintf(secret, sizeof secret, "%s", bearer(served.token));
    return served_curl(&served, "/parking", "-H", secret, "-H", type, "--data-binary", at, NULL);
}

static void test_lengths_and_types(void **state)
{
    (void)state;
    MUST_BE(post_file(16 * 1024 + 1, "Content-Type: application/json"), 413, "too_large");
    MUST_BE(post_file(10 * 1024 * 1024, "Content-Type: application/json"), 413, "too_large");
    MUST_BE(post_file(16 * 1024, "Content-Type: application/json"), 400, "usage");
    MUST_BE(post_file(10, "Content-Type: text/xml"), 415, "unsupported_media_type");
    MUST_BE(post_file(10, "Content-Type: application/json; charset=utf-8"), 400, "usage");
}

static void test_a_huge_head_is_refused(void **state)
{
    static char header[20 * 1024];

    (void)state;
    memset(header, 'x', sizeof header - 1);
    memcpy(header, "X-Long: ", 8);
    struct reply reply = served_curl(&served, "/healthz", "-H", header, NULL);
    assert_true(reply.status == 431 || reply.status == 413 || reply.status == 400);
    reply_free(&reply);
    MUST_BE(served_curl(&served, "/healthz", NULL), 200, NULL);
}

/* ---- connections ---- */

static int dial(const char *from)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in here = {.sin_family = AF_INET}, there = {.sin_family = AF_INET};

    inet_pton(AF_INET, from, &here.sin_addr);
    inet_pton(AF_INET, "127.0.0.1", &there.sin_addr);
    there.sin_port = htons((uint16_t)atoi(strrchr(served.url, ':') + 1));
    if (bind(fd, (struct sockaddr *)&here, sizeof here) ||
        connect(fd, (struct sockaddr *)&there, sizeof there)) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Pipelined requests get their answers in their order. */
static void test_pipelined_requests(void **state)
{
    static const char TEXT[] = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
                               "GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
                               "GET /parking/available HTTP/1.1\r\nHost: x\r\n"
                               "Connection: close\r\n\r\n";
    static char got[64 * 1024];
    size_t used = 0;
    ssize_t more;
    int fd = dial("127.0.0.1");

    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(write(fd, TEXT, sizeof TEXT - 1), sizeof TEXT - 1);
    while (used < sizeof got - 1 && (more = read(fd, got + used, sizeof got - 1 - used)) > 0)
        used += (size_t)more;
    got[used] = '\0';
    close(fd);
    char *first = strstr(got, "HTTP/1.1 200"), *second = strstr(got, "HTTP/1.1 404");
    assert_ptr_equal(first, got);
    assert_non_null(second);
    assert_non_null(strstr(second, "HTTP/1.1 200"));
}

/* A thousand that say nothing keep nobody else out, and are sent away in the end. */
static void test_idle_connections_keep_nobody_out(void **state)
{
    enum { IDLE = 1000, ADDRESSES = 5 };
    static int idle[IDLE];

    (void)state;
    served_stop(&served);
    served_start(&served, (const char *const[]){"--timeout", "1", "--connections", "1200", NULL});
    for (int i = 0; i < IDLE; i++) {
        char from[32];
        snprintf(from, sizeof from, "127.0.0.%d", 2 + i % ADDRESSES);
        idle[i] = dial(from);
        assert_true(idle[i] >= 0);
    }
    MUST_BE(served_curl(&served, "/healthz", NULL), 200, NULL);
    for (int i = 0; i < IDLE; i++) { /* each is closed by the other side */
        struct pollfd end = {.fd = idle[i], .events = POLLIN};
        char byte;
        assert_int_equal(poll(&end, 1, CHILD_LIMIT_MS), 1);
        assert_true(read(idle[i], &byte, 1) <= 0);
        close(idle[i]);
    }
    MUST_BE(served_curl(&served, "/healthz", NULL), 200, NULL);
}

/* One address does not take all the places. */
static void test_one_address_is_bounded(void **state)
{
    enum { MOST = 8 };
    int fds[MOST + 1];
    struct pollfd last;

    (void)state;
    served_stop(&served);
    served_start(&served, (const char *const[]){"--connections-per-address", "8", NULL});
    for (int i = 0; i <= MOST; i++)
        fds[i] = dial("127.0.0.9");
    last = (struct pollfd){.fd = fds[MOST], .events = POLLIN};
    assert_int_equal(poll(&last, 1, CHILD_LIMIT_MS), 1); /* hung up on */
    MUST_BE(served_curl(&served, "/healthz", NULL), 200, NULL);
    for (int i = 0; i <= MOST; i++)
        close(fds[i]);
}

/* ---- where it listens ---- */

static void test_others_are_not_listened_to_without_a_token(void **state)
{
    struct pk_token token;
    char path[256];

    (void)state;
    served_stop(&served);
    assert_int_equal(pk_token_revoke(&token, served.t.lot, &served.t.act, "gate-1"), PK_OK);
    snprintf(path, sizeof path, "%s/parkaded", getenv("BUILD") ? getenv("BUILD") : "build");
    struct run run = run_program(
        NULL, -1,
        (const char *const[]){path, "--lot", served.t.path, "--listen", "0.0.0.0:0", NULL});
    assert_int_equal(run.status, 2);
    assert_non_null(strstr(run.err, "parkade token add"));
    run_free(&run);
    run = run_program(NULL, -1, (const char *const[]){path, "--listen", "here", NULL});
    assert_int_equal(run.status, 2);
    run_free(&run);
}

#define GATE(name) cmocka_unit_test_setup_teardown(name, open_gate, close_gate)

int main(void)
{
    const struct CMUnitTest tests[] = {
        GATE(test_a_token_is_needed),
        GATE(test_a_token_does_what_its_scopes_say),
        GATE(test_a_revoked_token_opens_nothing),
        GATE(test_who_guesses_tokens_waits),
        GATE(test_bodies_that_are_refused),
        GATE(test_payments_that_are_refused),
        GATE(test_deep_nesting_is_no_way_in),
        GATE(test_lengths_and_types),
        GATE(test_a_huge_head_is_refused),
        GATE(test_pipelined_requests),
        GATE(test_idle_connections_keep_nobody_out),
        GATE(test_one_address_is_bounded),
        GATE(test_others_are_not_listened_to_without_a_token),
    };

    return cmocka_run_group_tests_name("gateway refusals", tests, NULL, NULL);
}
