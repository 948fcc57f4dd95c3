/*
 * One request on its way through the server.
 */
#ifndef GATEWAY_REQUEST_H
#define GATEWAY_REQUEST_H

#include <microhttpd.h>

#include "gateway/server.h"

struct request {
    struct server *server;
    struct MHD_Connection *connection;
    struct call call;
    struct answer answer; /* filled early where the request is refused unread */
    struct change change;
    char *body;
    bool is_head; /* HEAD: the same without a body */
    bool is_counted, is_given;
    int64_t began_us;
};

/* Reads what stands in the head: route, token, key, type, length. Fills ANSWER where that is
 * refused. NULL: no memory. */
struct request *request_begin(struct server *server, struct MHD_Connection *connection,
                              const char *method, const char *path);

/* Keeps SIZE more bytes of the body; of one that is too long only that it is. */
void request_add(struct request *request, const char *bytes, size_t size);

/* Whether it was refused because of its length: then nothing more is read. */
bool request_is_too_long(const struct request *request);

void request_end(struct request *request);

#endif
