/*
 * Scan bursts. Pure.
 */
#include "burst.h"

#include <string.h>

static void begin(struct burst *burst)
{
    burst->count = burst->passed = 0;
    burst->is_no_hex = false;
    burst->has_prefix = burst->prefix[0] != '\0';
}

void burst_set_prefix(struct burst *burst, const char *prefix)
{
    if (strcmp(burst->prefix, prefix) == 0 || strlen(prefix) >= sizeof burst->prefix)
        return;
    memcpy(burst->prefix, prefix, strlen(prefix) + 1);
    if (burst->count > 0) /* the one that is under way goes on without */
        burst->has_prefix = false;
}

void burst_flush(struct burst_answer *out, struct burst *burst)
{
    memset(out, 0, sizeof *out);
    out->count = burst->count - burst->passed;
    memcpy(out->keys, burst->keys + burst->passed, out->count * sizeof out->keys[0]);
    begin(burst);
}

bool burst_is_holding(const struct burst *burst)
{
    return burst->passed < burst->count;
}

/* ---- what a burst may be ---- */

static bool may_be_ticket(const struct burst *burst, ui_key key)
{
    return !burst->is_no_hex && burst->count < BURST_LENGTH && key_is_hex(key);
}

static bool may_be_text(const struct burst *burst, ui_key key)
{
    size_t length = strlen(burst->prefix);

    if (!burst->has_prefix || burst->count == BURST_TEXT_MAX || key <= ' ' || key > '~')
        return false;
    return burst->count >= length || key == (ui_key)(unsigned char)burst->prefix[burst->count];
}

static bool is_ticket(const struct burst *burst)
{
    return !burst->is_no_hex && burst->count == BURST_LENGTH;
}

static bool is_text_scan(const struct burst *burst)
{
    return burst->has_prefix && burst->count > strlen(burst->prefix);
}

static void complete(struct burst_answer *out, struct burst *burst)
{
    memset(out, 0, sizeof *out);
    out->is_scan = true;
    out->is_text = !is_ticket(burst);
    for (size_t i = 0; i < burst->count; i++)
        out->scan[i] = (char)burst->keys[i];
    begin(burst);
}

/* ---- key by key ---- */

/* A digit of a number is never a command; a letter may be, so it waits once a burst has begun; and
 * so does anything that may be the beginning of a prefix. */
static bool must_wait(const struct burst *burst, ui_key key, bool is_text)
{
    bool is_digit = key >= '0' && key <= '9';

    if (burst_is_holding(burst))
        return true;
    return !is_text && !is_digit && (burst->count > 0 || burst->has_prefix);
}

static void take(struct burst_answer *out, struct burst *burst, ui_key key, bool is_text)
{
    bool is_hex = may_be_ticket(burst, key);

    burst->has_prefix = may_be_text(burst, key);
    burst->is_no_hex = !is_hex;
    bool waits = must_wait(burst, key, is_text);
    out->is_start = burst->count == 0;
    burst->keys[burst->count++] = key;
    if (!waits) {
        burst->passed = burst->count;
        out->keys[out->count++] = key;
    }
}

void burst_key(struct burst_answer *out, struct burst *burst, ui_key key, int64_t now_ms,
               bool is_text)
{
    bool is_late = now_ms - burst->last_ms >= BURST_GAP_MS;

    burst->last_ms = now_ms;
    if (burst->count == 0)
        begin(burst);
    if (!is_late && (is_ticket(burst) || is_text_scan(burst)) && (key == K_ENTER || key == K_TAB)) {
        complete(out, burst);
        return;
    }
    if (is_late || (!may_be_ticket(burst, key) && !may_be_text(burst, key)))
        burst_flush(out, burst);
    else
        memset(out, 0, sizeof *out);
    if (may_be_ticket(burst, key) || may_be_text(burst, key))
        take(out, burst, key, is_text);
    else
        out->keys[out->count++] = key;
}
