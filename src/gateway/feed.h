/*
 * The live feeds: server-sent events from the journal, or the counts of free spots as they change.
 * A feed is asked for text by the server's thread; when there is none it sleeps until feeds_wake().
 */
#ifndef GATEWAY_FEED_H
#define GATEWAY_FEED_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "gateway/call.h"
#include "gateway/lots.h"

enum { FEEDS_MAX = 64, FEED_STILL_HERE_MS = 15000 };

struct feed;

struct feeds {
    struct gateway_lot *lot; /* the reader's */
    pthread_mutex_t lock;
    struct feed *first;
    int count;
    atomic_llong wakes; /* how often something may have changed */
    atomic_bool is_ending;
};

void feeds_begin(struct feeds *feeds, struct gateway_lot *lot);
void feeds_end(struct feeds *feeds);

/* Something changed, or time has passed: every feed looks again. From any thread. */
void feeds_wake(struct feeds *feeds);

/* From now on feeds end. */
void feeds_stop(struct feeds *feeds);

/* A response that streams the feed of CALL on CONNECTION, while its token holds; after the entry
 * LAST_SEQ (-1: from now on). NULL: there are too many, or no memory. */
struct MHD_Response *feed_response(struct feeds *feeds, struct MHD_Connection *connection,
                                   const struct call *call, int64_t last_seq);

#endif
