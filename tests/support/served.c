/*
 * A gateway under test: see served.h.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "child.h"
#include "parkade/text.h"
#include "run.h"
#include "served.h"
#include "story.h"

static void must(enum pk_status status)
{
    if (status)
        fail_msg("%s: %s", pk_status_code(status), pk_error()->message);
}

/* ---- the program ---- */

static const char *program(void)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/parkaded", getenv("BUILD") ? getenv("BUILD") : "build");
    return path;
}

static _Noreturn void be_gateway(const struct served *served, const char *const more[], int said)
{
    const char *argv[16] = {program(), "--lot", served->t.path, "--listen", "127.0.0.1:0"};
    size_t count = 5;

    for (; more && *more && count < 15; more++)
        argv[count++] = *more;
    dup2(said, STDERR_FILENO);
    execv(argv[0], (char *const *)(uintptr_t)argv);
    _exit(127);
}

/* It says where it listens once it does. */
static void read_url(struct served *served, int said)
{
    char text[1024];
    size_t used = 0;
    ssize_t got;

    while (used < sizeof text - 1 && (got = read(said, text + used, sizeof text - 1 - used)) > 0) {
        used += (size_t)got;
        text[used] = '\0';
        const char *url = strstr(text, "http://"), *end = url ? strchr(url, '\n') : NULL;
        if (!end)
            continue;
        snprintf(served->url, sizeof served->url, "%.*s", (int)(end - url), url);
        return;
    }
    text[used] = '\0';
    fail_msg("parkaded does not listen: %s", text);
}

void served_start(struct served *served, const char *const arguments[])
{
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    served->pid = fork();
    assert_true(served->pid >= 0);
    if (served->pid == 0)
        be_gateway(served, arguments, ends[1]);
    close(ends[1]);
    read_url(served, ends[0]);
    close(ends[0]); /* what it says later goes nowhere */
}

int served_stop(struct served *served)
{
    kill(served->pid, SIGTERM);
    int status = child_wait(served->pid);
    served->pid = 0;
    return status;
}

void served_kill(struct served *served)
{
    kill(served->pid, SIGKILL);
    waitpid(served->pid, NULL, 0);
    served->pid = 0;
}

void served_open(struct served *served, size_t spots)
{
    memset(served, 0, sizeof *served);
    test_lot_open(&served->t, spots, "EUR");
    served->t.now = time(NULL);
    served_token(served, served->token, "gate-1",
                 PK_SCOPE_PARK | PK_SCOPE_RETRIEVE | PK_SCOPE_PAY | PK_SCOPE_LOOK);
    served_start(served, NULL);
}

void served_close(struct served *served)
{
    if (served->pid > 0)
        served_kill(served);
    test_lot_close(&served->t);
}

void served_token(struct served *served, char secret[static PK_SECRET_SIZE], const char *name,
                  unsigned scopes)
{
    struct pk_token token;

    must(pk_token_add(&token, secret, served->t.lot, &served->t.act, name, scopes));
}

struct pk_ticket served_park_before(struct served *served, const char *plate, int hours)
{
    struct pk_ticket ticket;
    struct pk_park how = {.registration = plate, .entered = PK_NONE};

    served->t.now = time(NULL) - (hours > 0 ? hours * 3600L - 1800 : 0);
    must(pk_park(&ticket, served->t.lot, &served->t.act, &how));
    served->t.now = time(NULL);
    return ticket;
}

/* ---- curl ---- */

/* Behind the head of a 100 there is another one. */
static void split(struct reply *reply, char *text)
{
    char *head = text, *end;

    while ((end = strstr(head, "\r\n\r\n")) && strstr(head, "HTTP/1.1 100") == head)
        head = end + 4;
    reply->status = 0;
    if (!end || sscanf(head, "HTTP/%*s %d", &reply->status) != 1) {
        reply->head = strdup("");
        reply->body = strdup(text);
        return;
    }
    reply->head = strndup(head, (size_t)(end - head));
    reply->body = strdup(end + 4);
    reply->json = json_loads(reply->body, JSON_DECODE_ANY, NULL);
}

static struct reply ask(const char *argv[])
{
    struct reply reply = {0};
    struct run run = run_program(NULL, -1, argv);

    split(&reply, run.out);
    run_free(&run);
    return reply;
}

struct reply served_curl(const struct served *served, const char *path, ...)
{
    char url[SERVED_URL_SIZE + 256];
    const char *argv[32] = {"curl", "-sS", "-i", "--max-time", "20"};
    size_t count = 5;
    va_list more;

    va_start(more, path);
    for (const char *word; count < 30 && (word = va_arg(more, const char *));)
        argv[count++] = word;
    va_end(more);
    snprintf(url, sizeof url, "%s%s", served->url, path);
    argv[count++] = url;
    argv[count] = NULL;
    return ask(argv);
}

static const char *bearer(const struct served *served)
{
    static char header[PK_SECRET_SIZE + 32];

    snprintf(header, sizeof header, "Authorization: Bearer %s", served->token);
    return header;
}

struct reply served_get(const struct served *served, const char *path)
{
    return served_curl(served, path, "-H", bearer(served), NULL);
}

struct reply served_post(const struct served *served, const char *path, const char *body)
{
    return served_curl(served, path, "-H", bearer(served), "-H", "Content-Type: application/json",
                       "-d", body, NULL);
}

struct reply served_post_again(const struct served *served, const char *path, const char *body,
                               const char *key)
{
    char header[128];

    snprintf(header, sizeof header, "Idempotency-Key: %s", key);
    return served_curl(served, path, "-H", bearer(served), "-H", "Content-Type: application/json",
                       "-H", header, "-d", body, NULL);
}

/* ---- replies ---- */

const char *reply_value(const struct reply *reply, const char *key)
{
    static char value[512];

    story_value(value, sizeof value, reply->json, key);
    return value;
}

bool reply_has_header(const struct reply *reply, const char *name, const char *value)
{
    size_t length = strlen(name);

    for (const char *line = reply->head; line; line = strstr(line, "\r\n")) {
        line += strncmp(line, "\r\n", 2) == 0 ? 2 : 0;
        if (strncasecmp(line, name, length) == 0 && line[length] == ':' &&
            strstr(line + length, value))
            return true;
    }
    return false;
}

void reply_must_have(const struct reply *reply, int status, const char *code)
{
    if (reply->status != status || (code && strcmp(reply_value(reply, "code"), code) != 0))
        fail_msg("not %d %s but:\n%s\n\n%s", status, code ? code : "", reply->head, reply->body);
    if (!code)
        return;
    if (!reply_has_header(reply, "Content-Type", "application/problem+json"))
        fail_msg("no problem: %s", reply->head);
    assert_int_equal(json_integer_value(json_object_get(reply->json, "status")), status);
    assert_true(json_string_length(json_object_get(reply->json, "detail")) > 0);
}

void reply_must_be(struct reply *reply, int status, const char *code)
{
    reply_must_have(reply, status, code);
    reply_free(reply);
}

void reply_free(struct reply *reply)
{
    free(reply->head);
    free(reply->body);
    json_decref(reply->json);
    memset(reply, 0, sizeof *reply);
}
