/*
 * Feeds: see feed.h. Calls libmicrohttpd, parkade/journal.h, spot.h.
 */
#include "gateway/feed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "gateway/meter.h"
#include "parkade/json.h"

/* So much is read ahead of what the reader takes; more stays in the journal. */
enum { AHEAD_BYTES = 32 * 1024, BLOCK_BYTES = 4096 };

struct feed {
    struct feeds *feeds;
    struct MHD_Connection *connection;
    enum feed_kind kind;
    char secret[PK_SECRET_SIZE]; /* of the token that it was opened with, or "" */
    int64_t seq;                 /* of the journal: the last one sent */
    char *text;                  /* waits to be sent, from SENT on */
    size_t length, sent;
    char *last; /* of availability: what was sent last */
    int64_t sent_at_ms;
    bool is_asleep;
    struct feed *next;
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- what there is to send ---- */

struct collector {
    struct feed *feed;
    FILE *out;
    const char *currency;
};

static bool put_entry(const struct pk_entry *entry, void *context)
{
    struct collector *collector = context;
    json_t *value = pk_json_entry(entry, collector->currency);
    char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;

    json_decref(value);
    if (!text)
        return false;
    fprintf(collector->out, "id: %lld\nevent: %s\ndata: %s\n\n", (long long)entry->seq, entry->kind,
            text);
    free(text);
    collector->feed->seq = entry->seq;
    return ftell(collector->out) < AHEAD_BYTES;
}

static void put_journal(struct feed *feed, struct pk_lot *lot, FILE *out)
{
    struct collector collector = {feed, out, pk_lot_currency(lot)};

    pk_journal_each(lot, feed->seq, NULL, put_entry, &collector);
}

static void put_availability(struct feed *feed, struct pk_lot *lot, FILE *out)
{
    struct pk_availability availability;

    if (pk_availability(&availability, lot, NULL, NULL))
        return;
    json_t *value = pk_json_availability(&availability);
    char *text = value ? json_dumps(value, JSON_COMPACT) : NULL;
    json_decref(value);
    if (text && (!feed->last || strcmp(text, feed->last) != 0)) {
        fprintf(out, "event: availability\ndata: %s\n\n", text);
        free(feed->last);
        feed->last = text;
    } else {
        free(text);
    }
}

/* Fills the text of FEED with what is new. Leaves it empty when nothing is. */
static void collect(struct feed *feed)
{
    size_t size = 0;
    FILE *out = open_memstream(&feed->text, &size);

    if (!out)
        return;
    if (gateway_lot_look(feed->feeds->lot) == PK_OK) {
        if (feed->kind == FEED_JOURNAL)
            put_journal(feed, feed->feeds->lot->lot, out);
        else
            put_availability(feed, feed->feeds->lot->lot, out);
    }
    if (ftell(out) == 0 && now_ms() - feed->sent_at_ms >= FEED_STILL_HERE_MS)
        fputs(": still here\n\n", out);
    fclose(out);
    feed->length = size;
    feed->sent = 0;
}

static void drop_text(struct feed *feed)
{
    free(feed->text);
    feed->text = NULL;
    feed->length = feed->sent = 0;
}

/* ---- sleeping and waking ---- */

/* Sleeps unless something may have changed since SEEN. */
static void sleep_unless_woken(struct feed *feed, int64_t seen)
{
    struct feeds *feeds = feed->feeds;

    pthread_mutex_lock(&feeds->lock);
    if (atomic_load(&feeds->wakes) == seen && !atomic_load(&feeds->is_ending)) {
        feed->is_asleep = true;
        MHD_suspend_connection(feed->connection);
    }
    pthread_mutex_unlock(&feeds->lock);
}

void feeds_wake(struct feeds *feeds)
{
    pthread_mutex_lock(&feeds->lock);
    atomic_fetch_add(&feeds->wakes, 1);
    for (struct feed *feed = feeds->first; feed; feed = feed->next) {
        if (feed->is_asleep) {
            feed->is_asleep = false;
            MHD_resume_connection(feed->connection);
        }
    }
    pthread_mutex_unlock(&feeds->lock);
}

void feeds_stop(struct feeds *feeds)
{
    atomic_store(&feeds->is_ending, true);
    feeds_wake(feeds);
}

/* ---- the server asks ---- */

/* A token that was revoked hears nothing more. */
static bool may_go_on(const struct feed *feed)
{
    struct pk_token token;

    if (!feed->secret[0] || gateway_lot_look(feed->feeds->lot) != PK_OK)
        return true; /* a lot that is gone says nothing anyway */
    return pk_token_enter(&token, feed->feeds->lot->lot, feed->secret) == PK_OK;
}

static ssize_t give(void *context, uint64_t position, char *out, size_t most)
{
    struct feed *feed = context;
    int64_t seen = atomic_load(&feed->feeds->wakes);

    (void)position;
    if (atomic_load(&feed->feeds->is_ending) || !may_go_on(feed))
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (feed->sent == feed->length) {
        drop_text(feed);
        collect(feed);
    }
    if (feed->length == 0) {
        drop_text(feed);
        sleep_unless_woken(feed, seen);
        return 0;
    }
    size_t rest = feed->length - feed->sent, part = rest < most ? rest : most;
    memcpy(out, feed->text + feed->sent, part);
    feed->sent += part;
    feed->sent_at_ms = now_ms();
    return (ssize_t)part;
}

/* ---- beginning and ending ---- */

static void forget(void *context)
{
    struct feed *feed = context;
    struct feeds *feeds = feed->feeds;

    pthread_mutex_lock(&feeds->lock);
    for (struct feed **at = &feeds->first; *at; at = &(*at)->next) {
        if (*at == feed) {
            *at = feed->next;
            break;
        }
    }
    feeds->count--;
    atomic_store(&meter_of_process()->feeds, feeds->count);
    pthread_mutex_unlock(&feeds->lock);
    drop_text(feed);
    free(feed->last);
    explicit_bzero(feed->secret, sizeof feed->secret);
    free(feed);
}

static bool admit(struct feeds *feeds, struct feed *feed)
{
    pthread_mutex_lock(&feeds->lock);
    bool has_room = feeds->count < FEEDS_MAX;
    if (has_room) {
        feed->next = feeds->first;
        feeds->first = feed;
        atomic_store(&meter_of_process()->feeds, ++feeds->count);
    }
    pthread_mutex_unlock(&feeds->lock);
    return has_room;
}

static void find_beginning(struct feed *feed, int64_t last_seq)
{
    int64_t head = 0;

    pk_journal_head(&head, feed->feeds->lot->lot);
    feed->seq = last_seq < 0 || last_seq > head ? head : last_seq; /* another file's number */
}

struct MHD_Response *feed_response(struct feeds *feeds, struct MHD_Connection *connection,
                                   const struct call *call, int64_t last_seq)
{
    struct feed *feed = calloc(1, sizeof *feed);

    if (!feed)
        return NULL;
    feed->feeds = feeds;
    feed->connection = connection;
    feed->kind = call->route->feed;
    memcpy(feed->secret, call->secret, sizeof feed->secret);
    feed->sent_at_ms = now_ms();
    /* Something at once: a head without a body would wait for the first event. */
    feed->text = strdup("retry: 2000\n\n");
    feed->length = feed->text ? strlen(feed->text) : 0;
    if (feed->kind == FEED_JOURNAL)
        find_beginning(feed, last_seq);
    if (!admit(feeds, feed)) {
        drop_text(feed);
        free(feed);
        return NULL;
    }
    struct MHD_Response *response =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK_BYTES, give, feed, forget);
    if (!response) {
        forget(feed);
        return NULL;
    }
    MHD_add_response_header(response, "Content-Type", "text/event-stream");
    MHD_add_response_header(response, "Cache-Control", "no-store");
    MHD_add_response_header(response, "X-Accel-Buffering", "no");
    return response;
}

void feeds_begin(struct feeds *feeds, struct gateway_lot *lot)
{
    memset(feeds, 0, sizeof *feeds);
    feeds->lot = lot;
    pthread_mutex_init(&feeds->lock, NULL);
}

void feeds_end(struct feeds *feeds)
{
    pthread_mutex_destroy(&feeds->lock);
}
