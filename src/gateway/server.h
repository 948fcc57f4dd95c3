/*
 * The HTTP server: libmicrohttpd with one thread for all connections. It reads requests, asks the
 * route, and either answers at once on the reader's handle or lets the request sleep until the
 * writer has its answer.
 */
#ifndef GATEWAY_SERVER_H
#define GATEWAY_SERVER_H

#include <sys/socket.h>

#include "gateway/feed.h"
#include "gateway/guard.h"
#include "gateway/writer.h"

struct server_options {
    struct sockaddr_storage address;
    socklen_t address_length;
    unsigned connections, per_address, timeout_s;
};

struct server {
    struct MHD_Daemon *daemon;
    struct gateway_lot *reader;
    struct writer *writer;
    struct feeds feeds;
    struct guard guard;
    atomic_int under_way;  /* requests that are not answered yet */
    atomic_bool is_ending; /* new ones are turned away, and connections closed */
};

/* Begins to listen. READER is the server's alone from now on. False: errno says why not. */
bool server_start(struct server *server, const struct server_options *options,
                  struct gateway_lot *reader, struct writer *writer);

/* The port that it listens on. */
unsigned server_port(const struct server *server);

/* Takes no further connection, answers what was accepted, ends the writer, and ends. */
void server_stop(struct server *server);

#endif
