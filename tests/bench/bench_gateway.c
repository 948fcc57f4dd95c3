/*
 * The gateway at 1, 8 and 64 connections, each parking and retrieving its own vehicle again and
 * again, beside what the same disk allows one by one: the same acts by one process that commits
 * each, and the least transaction that SQLite can make durable.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "parkade/ticket.h"
#include "parkade/token.h"

enum { CLIENTS_MAX = 64, TIMES_MAX = 400000, TEXT_SIZE = 4096 };

static const double duration = 2.0;

static char secret[PK_SECRET_SIZE];
static unsigned short port;

/* ---- one by one ---- */

static double acts_one_by_one(const char *path)
{
    struct pk_lot *lot;
    struct pk_act act = {.station = "bench"};
    struct pk_park how = {.registration = "ONE 1", .entered = PK_NONE};
    struct pk_ticket ticket;
    int count = 0;

    bench_must(pk_lot_open(&lot, path, PK_LOT_READ_WRITE, NULL));
    double begin = bench_wall(), end = begin + duration;
    for (; bench_wall() < end; count += 2) {
        bench_must(pk_park(&ticket, lot, &act, &how));
        bench_must(pk_retrieve(&ticket, lot, &act, ticket.ticket_id, PK_FOUND_BY_SCAN));
    }
    double rate = count / (bench_wall() - begin);
    pk_lot_close(lot);
    return rate;
}

static void run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "bench: %s\n", sqlite3_errmsg(db));
        exit(1);
    }
}

static double commits_one_by_one(void)
{
    char path[4096];
    sqlite3 *db;
    int count = 0;

    bench_path(path, sizeof path, "least.db");
    if (sqlite3_open(path, &db) != SQLITE_OK)
        exit(1);
    run(db, "PRAGMA journal_mode = WAL");
    run(db, "PRAGMA synchronous = FULL");
    run(db, "CREATE TABLE t (a INTEGER)");
    double begin = bench_wall(), end = begin + duration;
    for (; bench_wall() < end; count++)
        run(db, "INSERT INTO t VALUES (1)");
    double rate = count / (bench_wall() - begin);
    sqlite3_close(db);
    return rate;
}

/* ---- the clients ---- */

struct client {
    int fd;
    char plate[16], ticket_id[PK_UUID_SIZE];
    bool is_inside;
    char text[TEXT_SIZE];
    size_t used;
    double asked;
};

static double times[TIMES_MAX];

static int dial(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(port)};

    inet_pton(AF_INET, "127.0.0.1", &there.sin_addr);
    if (connect(fd, (struct sockaddr *)&there, sizeof there)) {
        perror("bench: connect");
        exit(1);
    }
    return fd;
}

static void ask(struct client *client)
{
    char text[TEXT_SIZE], body[64];
    int length;

    if (client->is_inside) {
        length = snprintf(text, sizeof text,
                          "GET /parking/%s HTTP/1.1\r\nHost: b\r\nAuthorization: Bearer %s\r\n\r\n",
                          client->ticket_id, secret);
    } else {
        int size = snprintf(body, sizeof body, "{\"registration_number\":\"%s\"}", client->plate);
        length = snprintf(text, sizeof text,
                          "POST /parking HTTP/1.1\r\nHost: b\r\nAuthorization: Bearer %s\r\n"
                          "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
                          secret, size, body);
    }
    client->used = 0;
    client->asked = bench_wall();
    if (write(client->fd, text, (size_t)length) != length)
        exit(1);
}

/* Whether the whole answer is here. */
static bool is_whole(const struct client *client)
{
    const char *end = strstr(client->text, "\r\n\r\n");
    const char *length = end ? strcasestr(client->text, "Content-Length:") : NULL;

    return length &&
           client->used >= (size_t)(end + 4 - client->text) + strtoul(length + 15, NULL, 10);
}

static void take(struct client *client)
{
    const char *id = strstr(client->text, "\"ticket_id\":\"");

    if (strncmp(client->text, "HTTP/1.1 20", 11) != 0 || !id) {
        fprintf(stderr, "bench: %s\n", client->text);
        exit(1);
    }
    memcpy(client->ticket_id, id + 13, PK_UUID_SIZE - 1);
    client->is_inside = !client->is_inside;
}

/* True once an answer was taken. */
static bool hear(struct client *client)
{
    ssize_t got = read(client->fd, client->text + client->used, TEXT_SIZE - 1 - client->used);

    if (got <= 0)
        exit(1);
    client->used += (size_t)got;
    client->text[client->used] = '\0';
    if (!is_whole(client))
        return false;
    take(client);
    return true;
}

struct result {
    double rate, middle, high;
};

static void begin(struct client *clients, struct pollfd *polled, int count)
{
    for (int i = 0; i < count; i++) {
        clients[i] = (struct client){.fd = dial()};
        snprintf(clients[i].plate, sizeof clients[i].plate, "C%dX%d", count, i);
        polled[i] = (struct pollfd){.fd = clients[i].fd, .events = POLLIN};
        ask(&clients[i]);
    }
}

static struct result press(int count)
{
    static struct client clients[CLIENTS_MAX];
    struct pollfd polled[CLIENTS_MAX];
    size_t answers = 0;

    begin(clients, polled, count);
    double start = bench_wall(), end = start + duration;
    while (bench_wall() < end && poll(polled, (nfds_t)count, 1000) >= 0) {
        for (int i = 0; i < count; i++) {
            if (!polled[i].revents || !hear(&clients[i]))
                continue;
            if (answers < TIMES_MAX)
                times[answers++] = bench_wall() - clients[i].asked;
            ask(&clients[i]);
        }
    }
    double passed = bench_wall() - start;
    for (int i = 0; i < count; i++)
        close(clients[i].fd);
    return (struct result){(double)answers / passed, bench_quantile(times, answers, 0.5),
                           bench_quantile(times, answers, 0.99)};
}

/* ---- the gateway ---- */

static pid_t start_gateway(const char *path)
{
    char program[4096], text[512] = "";
    int ends[2];

    snprintf(program, sizeof program, "%s/parkaded", getenv("BUILD"));
    if (pipe(ends))
        exit(1);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDERR_FILENO);
        execl(program, program, "--lot", path, "--listen", "127.0.0.1:0", (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    if (read(ends[0], text, sizeof text - 1) <= 0 || !strrchr(text, ':')) {
        fprintf(stderr, "bench: the gateway does not start: %s\n", text);
        exit(1);
    }
    port = (unsigned short)atoi(strrchr(text, ':') + 1);
    return pid;
}

static void make_lot(char *path, size_t size)
{
    struct pk_token token;
    struct pk_act act = {.station = "bench"};

    bench_path(path, size, "gateway.db");
    struct pk_lot *lot = bench_lot(path, 200);
    bench_must(pk_token_add(&token, secret, lot, &act, "bench", PK_SCOPE_PARK | PK_SCOPE_RETRIEVE));
    pk_lot_close(lot);
}

static void row(int count, double acts, double commits)
{
    struct result result = press(count);
    char what[80];

    snprintf(what, sizeof what, "gateway, %d connections, beside acts one by one", count);
    bench_row(what, result.rate, acts, "/s",
              count == 1    ? "at least 0.7"
              : count == 64 ? "at least 5"
                            : "");
    snprintf(what, sizeof what, "gateway, %d connections, beside least commits", count);
    bench_row(what, result.rate, commits, "/s", "");
    snprintf(what, sizeof what, "gateway, %d connections, p99 beside median", count);
    bench_row(what, result.high * 1e3, result.middle * 1e3, "ms", "");
}

int main(void)
{
    char path[4096];

    make_lot(path, sizeof path);
    double acts = acts_one_by_one(path), commits = commits_one_by_one();
    pid_t pid = start_gateway(path);
    row(1, acts, commits);
    row(8, acts, commits);
    row(64, acts, commits);
    kill(pid, SIGTERM);
    waitpid(pid, NULL, 0);
    return 0;
}
