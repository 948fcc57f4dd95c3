/*
 * The server: see server.h. Calls libmicrohttpd.
 */
#include "gateway/server.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "gateway/meter.h"
#include "gateway/request.h"
#include "parkade/text.h"

enum { CONNECTION_MEMORY = 32 * 1024, STOP_MS = 10000 };

/* ---- answering ---- */

static void add_number(struct MHD_Response *response, const char *name, int number)
{
    char text[16];

    snprintf(text, sizeof text, "%d", number);
    MHD_add_response_header(response, name, text);
}

static void add_headers(struct MHD_Response *response, const struct answer *answer)
{
    MHD_add_response_header(response, "Content-Type", answer->type);
    MHD_add_response_header(response, "Cache-Control", "no-store");
    if (answer->location[0])
        MHD_add_response_header(response, "Location", answer->location);
    if (answer->allow)
        MHD_add_response_header(response, "Allow", answer->allow);
    if (answer->retry_after > 0)
        add_number(response, "Retry-After", answer->retry_after);
    if (answer->status == 401)
        MHD_add_response_header(response, "WWW-Authenticate", "Bearer realm=\"parkade\"");
}

static int route_number(const struct request *request)
{
    return request->call.route ? (int)(request->call.route - routes) : -1;
}

static void count(const struct request *request, int status)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t us = (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
    meter_answer(meter_of_process(), route_number(request), status, us - request->began_us);
}

/* The body goes over to the response. */
static enum MHD_Result send_answer(struct request *request)
{
    struct answer *answer = &request->answer;
    struct MHD_Response *response =
        MHD_create_response_from_buffer(answer->length, answer->body, MHD_RESPMEM_MUST_FREE);

    if (!response)
        return MHD_NO;
    answer->body = NULL;
    add_headers(response, answer);
    if (atomic_load(&request->server->is_ending))
        MHD_add_response_header(response, "Connection", "close");
    count(request, answer->status);
    enum MHD_Result result =
        MHD_queue_response(request->connection, (unsigned)answer->status, response);
    MHD_destroy_response(response);
    return result;
}

static int64_t last_event_id(struct MHD_Connection *connection)
{
    const char *id = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Last-Event-ID");
    char *end;

    if (!id || id[0] < '0' || id[0] > '9')
        return -1;
    errno = 0;
    long long seq = strtoll(id, &end, 10);
    return *end || errno ? -1 : seq;
}

static enum MHD_Result send_feed(struct request *request)
{
    struct MHD_Response *response =
        feed_response(&request->server->feeds, request->connection, &request->call,
                      last_event_id(request->connection));

    if (!response) {
        atomic_fetch_add(&meter_of_process()->turned_away, 1);
        answer_refusal(&request->answer, 503, "busy", _("Too many feeds are open: ask again."));
        return send_answer(request);
    }
    count(request, 200);
    enum MHD_Result result = MHD_queue_response(request->connection, 200, response);
    MHD_destroy_response(response);
    return result;
}

/* ---- serving ---- */

static void change_done(struct change *change)
{
    struct request *request =
        (struct request *)(void *)((char *)change - offsetof(struct request, change));

    MHD_resume_connection(request->connection);
}

/* The request sleeps until the writer has answered it. */
static enum MHD_Result give_to_writer(struct request *request)
{
    if (atomic_load(&request->server->is_ending)) { /* its body came too late */
        answer_refusal(&request->answer, 503, "busy", _("The gateway ends: ask again."));
        return send_answer(request);
    }
    request->is_given = true;
    request->change =
        (struct change){.call = &request->call, .answer = &request->answer, .done = change_done};
    MHD_suspend_connection(request->connection);
    if (writer_give(request->server->writer, &request->change))
        return MHD_YES;
    atomic_fetch_add(&meter_of_process()->turned_away, 1);
    answer_refusal(&request->answer, 503, "busy", _("The lot is busy: ask again in a second."));
    MHD_resume_connection(request->connection);
    return MHD_YES;
}

static enum MHD_Result look(struct request *request)
{
    const struct call *call = &request->call;
    struct pk_lot *lot = request->server->reader->lot;
    enum pk_status status = call->route->serve(&request->answer, lot, call);

    if (status != PK_OK && !request->answer.body)
        answer_problem(&request->answer, status, pk_lot_currency(lot));
    return send_answer(request);
}

/* While the body came another request may have found the file gone. */
static bool has_lot(struct request *request)
{
    enum pk_status status = gateway_lot_look(request->server->reader);

    if (status != PK_OK)
        answer_unavailable(&request->answer, status, NULL);
    return status == PK_OK;
}

/* All of the request is here. */
static enum MHD_Result serve(struct request *request)
{
    if (request->answer.body)
        return send_answer(request);
    if (request->is_given) /* its answer could not even be written down */
        return MHD_NO;
    if (!has_lot(request))
        return send_answer(request);
    if (request->call.route->feed)
        return send_feed(request);
    return request->call.route->is_change ? give_to_writer(request) : look(request);
}

/* libmicrohttpd calls this for the head, for each piece of the body, at its end, and once more
 * when a sleeping request goes on. */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *path,
                              const char *method, const char *version, const char *bytes,
                              size_t *size, void **own)
{
    struct server *server = context;
    struct request *request = *own;

    (void)version;
    if (!request) {
        *own = request = request_begin(server, connection, method, path);
        if (!request)
            return MHD_NO;
        atomic_fetch_add(&server->under_way, 1);
        return request_is_too_long(request) ? send_answer(request) : MHD_YES;
    }
    if (*size > 0) {
        request_add(request, bytes, *size);
        *size = 0;
        return MHD_YES;
    }
    return serve(request);
}

static void complete(void *context, struct MHD_Connection *connection, void **own,
                     enum MHD_RequestTerminationCode how)
{
    struct server *server = context;

    (void)connection;
    (void)how;
    if (!*own)
        return;
    request_end(*own);
    *own = NULL;
    atomic_fetch_sub(&server->under_way, 1);
}

static void count_connection(void *context, struct MHD_Connection *connection, void **own,
                             enum MHD_ConnectionNotificationCode how)
{
    (void)context;
    (void)connection;
    (void)own;
    atomic_fetch_add(&meter_of_process()->connections,
                     how == MHD_CONNECTION_NOTIFY_STARTED ? 1 : -1);
}

/* Paths are compared as they came: nothing in them is to be decoded. */
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

/* ---- beginning and ending ---- */

bool server_start(struct server *server, const struct server_options *options,
                  struct gateway_lot *reader, struct writer *writer)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;

    memset(server, 0, sizeof *server);
    server->reader = reader;
    server->writer = writer;
    feeds_begin(&server->feeds, reader);
    if (options->address.ss_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    server->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, handle, server, MHD_OPTION_SOCK_ADDR,
        (const struct sockaddr *)&options->address, MHD_OPTION_NOTIFY_COMPLETED, complete, server,
        MHD_OPTION_NOTIFY_CONNECTION, count_connection, server, MHD_OPTION_UNESCAPE_CALLBACK,
        leave_escaped, NULL, MHD_OPTION_CONNECTION_LIMIT, options->connections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, options->per_address, MHD_OPTION_CONNECTION_TIMEOUT,
        options->timeout_s, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    return server->daemon != NULL;
}

unsigned server_port(const struct server *server)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);

    return info ? info->port : 0;
}

/* Feeds are requests that never end by themselves. */
static void wait_for_answers(struct server *server)
{
    struct timespec pause = {0, 10000000};

    for (int passed = 0; passed < STOP_MS && atomic_load(&server->under_way) > 0; passed += 10)
        nanosleep(&pause, NULL);
}

void server_stop(struct server *server)
{
    MHD_socket listening = MHD_quiesce_daemon(server->daemon);

    atomic_store(&server->is_ending, true); /* from now on nothing new goes to sleep */
    feeds_stop(&server->feeds);
    wait_for_answers(server);
    writer_end(server->writer); /* whoever sleeps still is woken by its answer */
    wait_for_answers(server);
    MHD_stop_daemon(server->daemon);
    if (listening != MHD_INVALID_SOCKET)
        close(listening);
    feeds_end(&server->feeds);
}
