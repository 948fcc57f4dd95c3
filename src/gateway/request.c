/*
 * Requests: see request.h. Calls libmicrohttpd to read headers, parkade/token.h.
 */
#include "gateway/request.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "gateway/meter.h"
#include "parkade/text.h"

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static const struct sockaddr *peer_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

    return info ? info->client_addr : NULL;
}

static int64_t steady_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* ---- the token ---- */

static bool read_secret(char out[static PK_SECRET_SIZE], struct MHD_Connection *connection)
{
    static const char SCHEME[] = "Bearer ";
    const char *value = header(connection, MHD_HTTP_HEADER_AUTHORIZATION);

    out[0] = '\0';
    if (!value || strncasecmp(value, SCHEME, sizeof SCHEME - 1) != 0)
        return false;
    value += sizeof SCHEME - 1;
    return pk_copy(out, PK_SECRET_SIZE, value + strspn(value, " ")) && out[0];
}

static enum pk_status find_token(struct request *request)
{
    struct call *call = &request->call;
    struct answer *answer = &request->answer;

    if (!header(request->connection, MHD_HTTP_HEADER_AUTHORIZATION))
        return answer_fail(answer, PK_SIGN_IN_REQUIRED,
                           _("This needs a token: Authorization: Bearer TOKEN."));
    if (!read_secret(call->secret, request->connection))
        return answer_fail(answer, PK_SIGN_IN_REQUIRED, _("This is no token of this lot."));
    return pk_token_enter(&call->token, request->server->reader->lot, call->secret);
}

static void refuse_guesser(struct request *request)
{
    answer_refusal(&request->answer, 429, "too_many_requests",
                   _("Too many wrong tokens came from this address: wait a minute."));
    request->answer.retry_after = GUARD_SECONDS;
    atomic_fetch_add(&meter_of_process()->turned_away, 1);
}

/* A wrong token is noted; after too many of them wrong ones are not even answered as such. A right
 * one always passes: others behind the same proxy must not be shut out by a guesser. */
static void check_token(struct request *request)
{
    struct guard *guard = &request->server->guard;
    const struct sockaddr *peer = peer_of(request->connection);
    int64_t now = request->began_us / 1000000;
    enum pk_status status = find_token(request);

    if (status == PK_SIGN_IN_REQUIRED && request->call.secret[0])
        guard_note(guard, peer, now);
    if (status == PK_SIGN_IN_REQUIRED && guard_is_shut(guard, peer, now))
        refuse_guesser(request);
    else if (status != PK_OK && !request->answer.body)
        answer_problem(&request->answer, status, NULL);
    else if (status == PK_OK && !(request->call.token.scopes & request->call.route->scope))
        answer_fail(&request->answer, PK_NOT_PERMITTED, _("The token %s may not do this."),
                    request->call.token.name);
}

/* ---- the other headers ---- */

static bool is_json(const char *type)
{
    static const char JSON[] = "application/json";
    size_t length = sizeof JSON - 1;

    return !type || (strncasecmp(type, JSON, length) == 0 &&
                     (type[length] == '\0' || type[length] == ';' || type[length] == ' '));
}

static void refuse_length(struct request *request)
{
    answer_refusal(&request->answer, 413, "too_large", _("A body has at most 16 KiB."));
}

static void check_body_headers(struct request *request)
{
    const char *length = header(request->connection, MHD_HTTP_HEADER_CONTENT_LENGTH);

    if (strcmp(request->call.route->method, "POST") != 0)
        return;
    if (length && strtoull(length, NULL, 10) > BODY_MOST)
        refuse_length(request);
    else if (!is_json(header(request->connection, MHD_HTTP_HEADER_CONTENT_TYPE)))
        answer_refusal(&request->answer, 415, "unsupported_media_type",
                       _("The body is to be application/json."));
}

struct head {
    size_t bytes;
};

static enum MHD_Result add_header(void *context, enum MHD_ValueKind kind, const char *name,
                                  const char *value)
{
    struct head *head = context;

    (void)kind;
    head->bytes += strlen(name) + (value ? strlen(value) : 0) + 4;
    return MHD_YES;
}

/* Before anything is done: an answer needs room beside the head that asked for it. */
static void check_head(struct request *request)
{
    struct head head = {0};

    MHD_get_connection_values(request->connection, MHD_HEADER_KIND, add_header, &head);
    if (head.bytes > HEAD_MOST)
        answer_refusal(&request->answer, 431, "head_too_large", _("A head has at most 8 KiB."));
}

static void read_key(struct request *request)
{
    const char *key = header(request->connection, "Idempotency-Key");

    if (key && (!key[0] || !pk_copy(request->call.key, KEY_SIZE, key)))
        answer_fail(&request->answer, PK_USAGE, _("An Idempotency-Key has 1 to %d bytes."),
                    KEY_SIZE - 1);
}

static bool is_prefetch(struct MHD_Connection *connection)
{
    static const char *const NAMES[] = {"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"};

    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        const char *value = header(connection, NAMES[i]);
        if (value && (strcasestr(value, "prefetch") || strcasestr(value, "preview") ||
                      strcasestr(value, "prerender")))
            return true;
    }
    return false;
}

static void check_lot(struct request *request)
{
    enum pk_status status = gateway_lot_look(request->server->reader);

    if (status != PK_OK)
        answer_unavailable(&request->answer, status, NULL);
}

static void read_head(struct request *request)
{
    void (*const steps[])(struct request *) = {check_head, check_body_headers, check_lot,
                                               check_token, read_key};

    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && !request->answer.body; i++)
        if (steps[i] != check_token || request->call.route->scope != 0)
            steps[i](request);
    request->call.is_prefetch = is_prefetch(request->connection);
}

struct request *request_begin(struct server *server, struct MHD_Connection *connection,
                              const char *method, const char *path)
{
    struct request *request = calloc(1, sizeof *request);

    if (!request)
        return NULL;
    request->server = server;
    request->connection = connection;
    request->is_head = strcmp(method, "HEAD") == 0;
    request->began_us = steady_us();
    if (atomic_load(&server->is_ending))
        answer_refusal(&request->answer, 503, "busy", _("The gateway ends: ask again."));
    else if (route_find(&request->call, &request->answer, method, path))
        read_head(request);
    return request;
}

void request_add(struct request *request, const char *bytes, size_t size)
{
    struct call *call = &request->call;

    if (request->answer.body)
        return;
    if (size > BODY_MOST - call->body_length) {
        refuse_length(request);
        return;
    }
    if (!request->body)
        request->body = malloc(BODY_MOST);
    if (!request->body) {
        answer_text(&request->answer, 500, NULL, NULL);
        return;
    }
    memcpy(request->body + call->body_length, bytes, size);
    call->body = request->body;
    call->body_length += size;
}

bool request_is_too_long(const struct request *request)
{
    return request->answer.status == 413;
}

void request_end(struct request *request)
{
    answer_clear(&request->answer);
    free(request->body);
    explicit_bzero(request->call.secret, sizeof request->call.secret);
    free(request);
}
