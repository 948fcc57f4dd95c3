/*
 * The live feeds: entries as they come, resumed where they ended, availability when it changes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/child.h"
#include "../support/served.h"

static struct served served;

/* A curl that stays. */
struct listener {
    pid_t pid;
    int fd;
    char text[64 * 1024];
    size_t used;
};

static int open_gate(void **state)
{
    (void)state;
    served_open(&served, 20);
    return 0;
}

static int close_gate(void **state)
{
    (void)state;
    served_close(&served);
    return 0;
}

static void listen_to(struct listener *listener, const char *path, const char *header)
{
    char url[SERVED_URL_SIZE + 64], bearer[PK_SECRET_SIZE + 32];
    int ends[2];

    memset(listener, 0, sizeof *listener);
    snprintf(url, sizeof url, "%s%s", served.url, path);
    snprintf(bearer, sizeof bearer, "Authorization: Bearer %s", served.token);
    assert_int_equal(pipe(ends), 0);
    listener->pid = fork();
    if (listener->pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execlp("curl", "curl", "-sS", "-N", "-i", "-H", bearer, "-H", header, url, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    listener->fd = ends[0];
}

/* Reads until TEXT has come; fails the test after a while. */
static void must_hear(struct listener *listener, const char *text)
{
    struct pollfd more = {.fd = listener->fd, .events = POLLIN};

    while (!strstr(listener->text, text)) {
        ssize_t got = poll(&more, 1, CHILD_LIMIT_MS) == 1
                          ? read(listener->fd, listener->text + listener->used,
                                 sizeof listener->text - 1 - listener->used)
                          : 0;
        if (got <= 0)
            fail_msg("'%s' was not heard, but:\n%s", text, listener->text);
        listener->used += (size_t)got;
        listener->text[listener->used] = '\0';
    }
}

static void hang_up(struct listener *listener)
{
    kill(listener->pid, SIGKILL);
    waitpid(listener->pid, NULL, 0);
    close(listener->fd);
}

static void test_entries_as_they_come(void **state)
{
    struct listener listener;

    (void)state;
    listen_to(&listener, "/events", "X-None: 1");
    must_hear(&listener, "text/event-stream");
    served_park_before(&served, "AB 1", 0); /* as a console does */
    must_hear(&listener, "event: park\ndata: {");
    must_hear(&listener, "AB1");
    must_hear(&listener, "\n\n");
    hang_up(&listener);
}

static void test_resumed_where_it_ended(void **state)
{
    struct listener listener;

    (void)state;
    for (int i = 0; i < 5; i++) {
        char plate[8];
        snprintf(plate, sizeof plate, "P %d", i);
        served_park_before(&served, plate, 0);
    }
    listen_to(&listener, "/events", "Last-Event-ID: 4"); /* 1 and 2 made lot and token */
    must_hear(&listener, "P4");
    assert_null(strstr(listener.text, "\"P1\""));
    assert_non_null(strstr(listener.text, "id: 5\n"));
    assert_non_null(strstr(listener.text, "\"P2\""));
    hang_up(&listener);
}

static void test_availability_when_it_changes(void **state)
{
    struct listener listener;

    (void)state;
    listen_to(&listener, "/parking/available/events", "X-None: 1");
    must_hear(&listener, "\"free\":20,");
    served_park_before(&served, "AB 1", 0);
    must_hear(&listener, "\"free\":19,");
    assert_null(strstr(listener.text, "AB1")); /* counts only */
    hang_up(&listener);
}

/* A long history is given in pieces. */
static void test_all_of_a_long_journal(void **state)
{
    struct listener listener;
    struct pk_ticket ticket;

    (void)state;
    for (int i = 0; i < 300; i++) {
        struct pk_ticket out;
        ticket = served_park_before(&served, "AB 1", 0);
        assert_int_equal(
            pk_retrieve(&out, served.t.lot, &served.t.act, ticket.ticket_id, PK_FOUND_BY_SCAN),
            PK_OK);
    }
    listen_to(&listener, "/events", "Last-Event-ID: 500");
    must_hear(&listener, "id: 602\n");
    hang_up(&listener);
}

static void test_the_end_of_the_gateway_ends_them(void **state)
{
    struct listener listener;

    (void)state;
    listen_to(&listener, "/events", "X-None: 1");
    must_hear(&listener, "text/event-stream");
    assert_int_equal(served_stop(&served), 0);
    assert_int_equal(child_wait(listener.pid), 0); /* curl saw a clean end */
    close(listener.fd);
}

/* So many and no more: gates must still get through. */
static void test_feeds_are_bounded(void **state)
{
    enum { FEEDS = 64 };
    static struct listener listeners[FEEDS];

    (void)state;
    for (int i = 0; i < FEEDS; i++)
        listen_to(&listeners[i], "/parking/available/events", "X-None: 1");
    for (int i = 0; i < FEEDS; i++)
        must_hear(&listeners[i], "\"free\":20,");
    struct reply reply = served_curl(&served, "/parking/available/events", NULL);
    reply_must_be(&reply, 503, "busy");
    reply = served_curl(&served, "/healthz", NULL);
    reply_must_be(&reply, 200, NULL);
    for (int i = 0; i < FEEDS; i++)
        hang_up(&listeners[i]);
}

#define FEED(name) cmocka_unit_test_setup_teardown(name, open_gate, close_gate)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FEED(test_entries_as_they_come),
        FEED(test_resumed_where_it_ended),
        FEED(test_availability_when_it_changes),
        FEED(test_all_of_a_long_journal),
        FEED(test_the_end_of_the_gateway_ends_them),
        FEED(test_feeds_are_bounded),
    };

    return cmocka_run_group_tests_name("gateway feeds", tests, NULL, NULL);
}
